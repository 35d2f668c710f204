//! Names of tables and columns outside of expressions.

use super::Role;
use super::scope::Frame;
use super::walk::{NameWalk, of_object};
use crate::target::Target;
use plconv_catalog::ObjectName;
use plconv_grammar::SyntaxKind;
use plconv_hir::program::SchemaObject;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl NameWalk<'_> {
    /// A query or statement of DML: what its FROM and WITH call relations is known in all of it.
    pub(super) fn statement_of_relations(&mut self, node: SyntaxNode<'_>) {
        self.scopes.0.push(Frame::default());
        if let Some(query) = ast::Query::cast(node) {
            for item in query.with().iter().flat_map(|with| with.items().iter()) {
                if let ast::WithItem::CommonTableExpr(table) = item
                    && let Some(name) = table.name()
                {
                    self.declare_relation(name, None);
                }
            }
            // ORDER BY of a query sees the tables of its block.
            if let Some(ast::QueryBody::QueryBlock(block)) = query.body() {
                self.table_refs(block.syntax());
            }
        } else {
            self.table_refs(node);
        }
        let target = match node.kind() {
            SyntaxKind::UpdateStmt => ast::UpdateStmt::cast(node).and_then(|update| update.target()),
            SyntaxKind::MergeStmt => ast::MergeStmt::cast(node).and_then(|merge| merge.target()),
            _ => None,
        };
        if let Some(target) = target {
            let relation = self.source_relation(target);
            self.set_columns(node, relation.as_ref());
        }
        for child in node.children_in_order() {
            self.visit_child(child);
        }
        self.scopes.0.pop();
    }

    /// Declares the aliases of the tables directly in a statement, not those of its subqueries.
    fn table_refs(&mut self, node: SyntaxNode<'_>) {
        for child in node.children() {
            match child.kind() {
                SyntaxKind::JoinRef | SyntaxKind::ParenTable | SyntaxKind::OnlyTable => {
                    self.table_refs(child)
                }
                SyntaxKind::TableSource => {
                    let source = ast::TableSource::cast(child);
                    if let Some(alias) = source.and_then(|source| source.alias()) {
                        self.declare_relation(alias, None);
                    } else if let Some(ast::TableExpr::NameTable(table)) =
                        source.and_then(|source| source.source())
                        && let Some(expr) = table.name()
                        && let Some(name) = crate::tokens::last_name(expr)
                    {
                        let target = self.table_target(expr);
                        self.declare_relation(name, target);
                    }
                    self.table_refs(child);
                }
                _ => {}
            }
        }
    }

    fn declare_relation(&mut self, name: ast::Name<'_>, target: Option<Target>) {
        let is_alias = target.is_none();
        let target = target.unwrap_or_else(|| self.local(name));
        if let Some(frame) = self.scopes.0.last_mut() {
            frame.relations.insert(name.folded(), target.clone());
        }
        if is_alias {
            self.add(name, target, Role::Declaration);
        }
    }

    /// The table or subquery of WITH that a name in FROM stands for.
    fn table_target(&self, expr: ast::Expr<'_>) -> Option<Target> {
        let mut names = Vec::new();
        let mut current = Some(expr);
        while let Some(expr) = current {
            current = match expr {
                ast::Expr::NameRef(name) => {
                    names.extend(name.name().map(|name| name.folded()));
                    None
                }
                ast::Expr::FieldExpr(field) => {
                    names.extend(field.name().map(|name| name.folded()));
                    field.base()
                }
                _ => return None,
            };
        }
        names.reverse();
        let schema = self.name.schema.as_deref();
        match names.as_slice() {
            [name] => self.scopes.relation(name).cloned().or_else(|| {
                let found = self.program.find(schema, None, name)?;
                of_object(found, self.program)
            }),
            [owner, name] => of_object(self.program.find(schema, Some(owner), name)?, self.program),
            _ => None,
        }
    }

    /// The table or view behind an object name.
    pub(super) fn relation(&self, name: Option<ast::ObjectName<'_>>) -> Option<ObjectName> {
        let parts: Vec<String> = name?.parts().iter().map(|part| part.folded()).collect();
        let schema = self.name.schema.as_deref();
        let found = match parts.as_slice() {
            [name] => self.program.find(schema, None, name),
            [owner, name] => self.program.find(schema, Some(owner), name),
            _ => None,
        };
        match found {
            Some(SchemaObject::Relation(name)) => Some(name),
            _ => None,
        }
    }

    fn source_relation(&self, table: ast::TableRef<'_>) -> Option<ObjectName> {
        let ast::TableRef::TableSource(source) = table else {
            return None;
        };
        match source.source()? {
            ast::TableExpr::NameTable(table) => match self.table_target(table.name()?)? {
                Target::Object(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }

    /// The columns that SET and the insert of MERGE name.
    fn set_columns(&mut self, node: SyntaxNode<'_>, relation: Option<&ObjectName>) {
        for child in node.children() {
            match child.kind() {
                SyntaxKind::MergeUpdate => self.set_columns(child, relation),
                SyntaxKind::MergeInsert => {
                    for column in ast::MergeInsert::cast(child)
                        .iter()
                        .flat_map(|insert| insert.columns().iter())
                    {
                        self.target_column(column, relation);
                    }
                }
                SyntaxKind::SetColumn => {
                    if let Some(column) = ast::SetColumn::cast(child).and_then(|set| set.column()) {
                        self.target_column(column, relation);
                    }
                }
                SyntaxKind::SetColumns => {
                    for column in ast::SetColumns::cast(child)
                        .iter()
                        .flat_map(|set| set.columns().iter())
                    {
                        self.target_column(column, relation);
                    }
                }
                _ => {}
            }
        }
    }

    /// A column that is written to.
    pub(super) fn target_column(&mut self, column: ast::Expr<'_>, relation: Option<&ObjectName>) {
        if let Some(name) = crate::tokens::last_name(column) {
            self.column(name, relation, Role::Write);
        }
    }

    pub(super) fn column(&mut self, name: ast::Name<'_>, relation: Option<&ObjectName>, role: Role) {
        if let Some(relation) = relation {
            let target = Target::Column {
                relation: Some(relation.clone()),
                column: name.folded(),
            };
            self.add(name, target, role);
        }
    }

    /// The columns that DDL declares and names.
    pub(super) fn columns(&mut self, node: SyntaxNode<'_>, relation: Option<&ObjectName>) {
        for child in node.descendants() {
            let (names, role): (Vec<ast::Name<'_>>, Role) = match child.kind() {
                SyntaxKind::ColumnDef => {
                    let name = ast::ColumnDef::cast(child).and_then(|column| column.name());
                    (name.into_iter().collect(), Role::Declaration)
                }
                SyntaxKind::PrimaryKeyConstraint => (
                    ast::PrimaryKeyConstraint::cast(child)
                        .iter()
                        .flat_map(|key| key.columns().iter())
                        .collect(),
                    Role::Use,
                ),
                SyntaxKind::UniqueConstraint => (
                    ast::UniqueConstraint::cast(child)
                        .iter()
                        .flat_map(|key| key.columns().iter())
                        .collect(),
                    Role::Use,
                ),
                SyntaxKind::ForeignKeyConstraint => (
                    ast::ForeignKeyConstraint::cast(child)
                        .iter()
                        .flat_map(|key| key.columns().iter())
                        .collect(),
                    Role::Use,
                ),
                SyntaxKind::NameRef => {
                    let name = ast::NameRef::cast(child).and_then(|name| name.name());
                    let known = relation.and_then(|relation| self.program.relation_columns(relation));
                    let is_column = |name: &ast::Name<'_>| {
                        known.iter().flatten().any(|column| column.name == name.folded())
                    };
                    (name.into_iter().filter(is_column).collect(), Role::Use)
                }
                _ => continue,
            };
            for name in names {
                self.column(name, relation, role);
            }
        }
    }

    /// COMMENT ON COLUMN names a column after its table.
    pub(super) fn comment(&mut self, node: SyntaxNode<'_>) {
        let name = ast::CommentStmt::cast(node).and_then(|comment| comment.name());
        for (count, part) in name.iter().flat_map(|name| name.parts().iter()).enumerate() {
            let names = name.iter().flat_map(|name| name.parts().iter());
            let folded: Vec<String> = names.take(count + 1).map(|part| part.folded()).collect();
            if let Some(target) = self.look_up_object(&folded) {
                self.add(part, target, Role::Use);
            }
        }
    }

    /// Names of objects in types, DDL and clauses.
    pub(super) fn object_name(&mut self, node: SyntaxNode<'_>) {
        let Some(name) = ast::ObjectName::cast(node) else {
            return;
        };
        let parts: Vec<ast::Name<'_>> = name.parts().iter().collect();
        let folded: Vec<String> = parts.iter().map(|part| part.folded()).collect();
        for (count, part) in parts.iter().enumerate() {
            let target = folded.get(..=count).and_then(|names| {
                self.look_up(names, count + 1 < folded.len())
                    .filter(|target| !matches!(target, Target::BuiltIn(_)))
            });
            if let Some(target) = target {
                self.add(*part, target, Role::Use);
            }
        }
    }

    fn look_up_object(&self, names: &[String]) -> Option<Target> {
        self.look_up(names, true)
            .filter(|target| !matches!(target, Target::BuiltIn(_)))
    }
}
