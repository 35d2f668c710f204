//! Functions that a query declares in WITH.

use super::comments::comments_of;
use super::declaration::Header;
use super::scope::{Scope, ScopeKind};
use super::{Resolver, span_of};
use crate::stmt::{Block, Declaration};
use plconv_syntax::ast::{self, AstNode};

impl Resolver<'_> {
    /// The functions of WITH, which the query sees as a block sees what it declares: their scope stays open.
    /// SQL Language Reference, "plsql_declarations".
    pub(super) fn functions_of_with(&mut self, query: ast::Query<'_>) -> Option<Box<Block>> {
        let clause = query.with()?;
        let is_code = |item: &ast::WithItem<'_>| !matches!(item, ast::WithItem::CommonTableExpr(_));
        clause.items().iter().find(is_code)?;
        let is_outermost = self.routine_path.is_empty();
        if is_outermost {
            // Without a name they live as long as the statement, as what an anonymous block declares.
            let owner = self.query_owner.clone().unwrap_or_else(|| "0".to_owned());
            self.routine_path.push(owner);
        }
        let queries = std::mem::take(&mut self.queries);
        self.scopes.push(Scope::new(ScopeKind::Block, None));
        let mut declarations = Vec::new();
        for item in clause.items().iter() {
            let kind = match item {
                ast::WithItem::CreateFunction(function) => self.nested_routine(Header::Function(function)),
                ast::WithItem::CreateProcedure(procedure) => {
                    self.nested_routine(Header::Procedure(procedure))
                }
                ast::WithItem::CommonTableExpr(_) => continue,
            };
            declarations.push(Declaration {
                kind,
                comments: comments_of(item.syntax()),
                span: span_of(item.syntax()),
            });
        }
        self.queries = queries;
        if is_outermost {
            self.routine_path.pop();
        }
        Some(Box::new(Block {
            declarations,
            statements: Vec::new(),
            handlers: Vec::new(),
            span: span_of(clause.syntax()),
        }))
    }
}
