//! The table values constructor: `VALUES (1, 'a'), (2, 'b')`.

use super::query::empty_block;
use super::{Resolver, span_of};
use crate::query::{OutputColumn, Query, QueryBlock, QueryBody, SelectItem, SetOp};
use crate::ty::{Nullability, Type};
use plconv_syntax::ast::{self, AstNode, List};

impl Resolver<'_> {
    /// The rows as the UNION ALL they stand for; `names` are those of the columns, none where another clause names them.
    pub(crate) fn values_body(
        &mut self,
        rows: List<'_, ast::TupleExpr<'_>>,
        names: &[String],
    ) -> (QueryBody, Vec<OutputColumn>) {
        let mut columns: Vec<OutputColumn> = Vec::new();
        let mut body = None;
        for (number, row) in rows.iter().enumerate() {
            let mut items = Vec::new();
            for (index, value) in row.items().iter().enumerate() {
                let expr = self.resolve_expr(value);
                let name = names.get(index).cloned();
                match columns.get_mut(index) {
                    Some(column) => {
                        if matches!(column.ty, Type::Null | Type::Unknown) {
                            column.ty = expr.ty.clone();
                        }
                        if expr.nullability.may_be_null() {
                            column.nullability = Nullability::Nullable;
                        }
                    }
                    None => columns.push(OutputColumn {
                        name: name.clone().unwrap_or_default(),
                        ty: expr.ty.clone(),
                        nullability: expr.nullability,
                    }),
                }
                items.push(SelectItem {
                    expr,
                    alias: name.filter(|_| number == 0),
                    expanded: false,
                });
            }
            let block = QueryBlock {
                items,
                ..empty_block(span_of(row.syntax()))
            };
            let right = QueryBody::Block(Box::new(block));
            body = Some(match body {
                None => right,
                Some(left) => QueryBody::Set {
                    op: SetOp::Union,
                    all: true,
                    left: Box::new(left),
                    right: Box::new(right),
                },
            });
        }
        match body {
            Some(body) => (body, columns),
            None => (super::query::empty_query().body, columns),
        }
    }

    /// The same as a query of its own, in FROM.
    pub(crate) fn values_query(&mut self, table: ast::ValuesTable<'_>) -> Query {
        let names: Vec<String> = table.columns().iter().map(|name| name.folded()).collect();
        let (body, columns) = self.values_body(table.rows(), &names);
        Query {
            body,
            columns,
            span: span_of(table.syntax()),
            ..super::query::empty_query()
        }
    }
}
