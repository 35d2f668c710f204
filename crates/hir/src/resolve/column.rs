//! Names of SQL: columns of the queries around, pseudocolumns. SQL Language Reference, "Pseudocolumns".

use super::name::{Head, Reference};
use super::scope::{QueryScope, Relation};
use super::{Resolver, builtins};
use crate::expr::*;
use crate::program::SchemaObject;
use crate::ty::{Field, Nullability, Type};
use plconv_catalog::DataType;
use plconv_diagnostics::Code;

/// What is refused.
const ROWID_OF_QUERY: &str = "ROWID of a view or subquery";

impl Resolver<'_> {
    pub(super) fn sql_head(&mut self, names: &[&str], reference: &Reference<'_>, span: Span) -> Option<Head> {
        if !self.in_sql() || names.is_empty() {
            return None;
        }
        if let Some(head) = self.pseudocolumn(names, span) {
            return Some(self.noted(head));
        }
        let is_call = reference.arguments_after(1).is_some() && names.len() == 1;
        let depth_count = self.queries.len();
        for depth in 0..depth_count {
            let index = depth_count - 1 - depth;
            if let Some(head) = self.qualified_column(names, index, depth as u32, span) {
                return Some(self.noted(head));
            }
            if is_call {
                continue;
            }
            if let Some(head) = self.plain_column(names, index, depth as u32, span) {
                return Some(head);
            }
        }
        None
    }

    /// What a name stands for, reported where it is refused.
    fn noted(&mut self, head: Head) -> Head {
        if matches!(head.0.kind, ExprKind::Refused(_)) {
            self.sink.report(
                Code::UNSUPPORTED_EXPRESSION,
                head.0.span,
                "the rows of a view or subquery have no ROWID in PostgreSQL: select it where the table is",
            );
        }
        head
    }

    /// Whether a relation is a table, or may be one: a view or subquery has no rows that could be found again.
    fn has_rows_of_its_own(&self, relation: &Relation) -> bool {
        match &relation.object {
            Some(name) => !self.program.catalog.views.contains_key(name),
            None => !relation.known,
        }
    }

    fn qualified_column(&self, names: &[&str], index: usize, depth: u32, span: Span) -> Option<Head> {
        let scope = self.queries.get(index)?;
        for (skip, window) in [(0, names), (1, names.get(1..).unwrap_or(&[]))] {
            let [relation_name, column, ..] = window else {
                continue;
            };
            // schema.table.column only when the first name is no relation itself.
            let Some(relation) = scope
                .relations
                .iter()
                .find(|relation| relation.name == *relation_name)
            else {
                continue;
            };
            let field = relation.columns.iter().find(|field| field.name == *column);
            if field.is_none() && relation.known && !is_row_pseudocolumn(column) {
                continue;
            }
            let reference = ColumnRef {
                relation: relation.name.clone(),
                qualified: true,
                column: (*column).to_owned(),
                depth,
            };
            let (kind, ty, nullability) = match *column {
                "ROWID" if field.is_none() => {
                    let kind = match self.has_rows_of_its_own(relation) {
                        true => ExprKind::RowId(reference),
                        false => ExprKind::Refused(ROWID_OF_QUERY.to_owned()),
                    };
                    let nullability = match relation.optional {
                        true => Nullability::Nullable,
                        false => Nullability::NotNull,
                    };
                    (kind, Type::Scalar(DataType::Rowid), nullability)
                }
                "ORA_ROWSCN" => (
                    ExprKind::Pseudocolumn(Pseudocolumn::OraRowscn),
                    Type::NUMBER,
                    Nullability::NotNull,
                ),
                _ => (
                    ExprKind::Column(reference),
                    field.map_or(Type::Unknown, |field| field.ty.clone()),
                    column_nullability(field, relation.optional),
                ),
            };
            let expr = Expr {
                kind,
                ty,
                nullability,
                span,
            };
            return Some((expr, skip + 2));
        }
        None
    }

    fn plain_column(&self, names: &[&str], index: usize, depth: u32, span: Span) -> Option<Head> {
        let name = *names.first()?;
        let scope = self.queries.get(index)?;
        let mut found = scope.relations.iter().filter_map(|relation| {
            let field = relation.columns.iter().find(|field| field.name == name)?;
            Some((relation, Some(field)))
        });
        let unknown = || {
            // The column of a table outside the tree, unless something else has the name.
            let mut unknown = scope.relations.iter().filter(|relation| !relation.known);
            let relation = unknown.next()?;
            let only = unknown.next().is_none();
            (names.len() == 1 && !self.is_plsql_name(name)).then_some((relation, only))
        };
        if let Some((relation, field)) = found.next() {
            let merged = scope.merged.iter().any(|column| column == name);
            let expr = Expr {
                kind: ExprKind::Column(ColumnRef {
                    relation: if merged {
                        String::new()
                    } else {
                        relation.name.clone()
                    },
                    qualified: false,
                    column: name.to_owned(),
                    depth,
                }),
                ty: field.map_or(Type::Unknown, |field| field.ty.clone()),
                nullability: column_nullability(field, relation.optional),
                span,
            };
            return Some((expr, 1));
        }
        if let Some((_, ty, nullability)) = scope.aliases.iter().find(|(alias, _, _)| alias == name) {
            let kind = ExprKind::Column(ColumnRef {
                relation: String::new(),
                qualified: false,
                column: name.to_owned(),
                depth,
            });
            return Some((
                Expr {
                    kind,
                    ty: ty.clone(),
                    nullability: *nullability,
                    span,
                },
                1,
            ));
        }
        let (relation, only) = unknown()?;
        let kind = ExprKind::Column(ColumnRef {
            relation: if only {
                relation.name.clone()
            } else {
                String::new()
            },
            qualified: false,
            column: name.to_owned(),
            depth,
        });
        Some((
            Expr {
                kind,
                ty: Type::Unknown,
                nullability: Nullability::Nullable,
                span,
            },
            1,
        ))
    }

    /// Whether a name is declared in PL/SQL, known in the schema or built in.
    fn is_plsql_name(&self, name: &str) -> bool {
        self.scopes.iter().any(|scope| scope.names.contains_key(name))
            || self.own_package().is_some_and(|package| {
                package.variables.contains_key(name) || package.routines.contains_key(name)
            })
            || self.is_own_member(name)
            || builtins::find(name).is_some()
            || matches!(
                self.program.find(self.current_schema.as_deref(), None, name),
                Some(SchemaObject::Routine(_))
            )
    }

    fn pseudocolumn(&mut self, names: &[&str], span: Span) -> Option<Head> {
        let [name] = names else {
            return None;
        };
        let (pseudocolumn, ty, nullability) = match *name {
            "ROWNUM" => (Pseudocolumn::Rownum, Type::NUMBER, Nullability::NotNull),
            "LEVEL" => (Pseudocolumn::Level, Type::NUMBER, Nullability::NotNull),
            "ROWID" => (
                Pseudocolumn::Rowid,
                Type::Scalar(DataType::Rowid),
                Nullability::NotNull,
            ),
            "CONNECT_BY_ISLEAF" => (Pseudocolumn::ConnectByIsLeaf, Type::NUMBER, Nullability::NotNull),
            "CONNECT_BY_ISCYCLE" => (Pseudocolumn::ConnectByIsCycle, Type::NUMBER, Nullability::NotNull),
            "ORA_ROWSCN" => (Pseudocolumn::OraRowscn, Type::NUMBER, Nullability::NotNull),
            _ => return None,
        };
        if pseudocolumn == Pseudocolumn::Rownum
            && let Some(scope) = self.queries.last_mut()
        {
            scope.uses_rownum = true;
        }
        // A subquery in FROM may have a column of that name.
        let is_column = self.queries.iter().rev().any(|scope| {
            scope
                .relations
                .iter()
                .any(|relation| relation.columns.iter().any(|field| field.name == *name))
        });
        if is_column && matches!(pseudocolumn, Pseudocolumn::Level | Pseudocolumn::Rownum) {
            return None;
        }
        let mut kind = ExprKind::Pseudocolumn(pseudocolumn);
        if pseudocolumn == Pseudocolumn::Rowid
            && let Some(QueryScope { relations, .. }) = self.queries.last()
        {
            let has_column = |relation: &Relation| relation.columns.iter().any(|field| field.name == *name);
            if relations.iter().any(has_column) {
                return None;
            }
            if matches!(relations.as_slice(), [relation] if !self.has_rows_of_its_own(relation)) {
                kind = ExprKind::Refused(ROWID_OF_QUERY.to_owned());
            }
        }
        Some((
            Expr {
                kind,
                ty,
                nullability,
                span,
            },
            1,
        ))
    }

    /// A column that a table of the query does not have: which table it is asked of still matters to outer joins.
    pub(super) fn column_of_alias(&self, names: &[String]) -> Option<ColumnRef> {
        let [relation, column] = names else {
            return None;
        };
        let depth = self.queries.iter().rev().position(|scope| {
            let mut relations = scope.relations.iter();
            relations.any(|known| known.name == *relation)
        })?;
        self.in_sql().then(|| ColumnRef {
            relation: relation.clone(),
            qualified: true,
            column: column.clone(),
            depth: depth as u32,
        })
    }
}

fn is_row_pseudocolumn(name: &str) -> bool {
    matches!(name, "ROWID" | "ORA_ROWSCN" | "COLUMN_VALUE" | "OBJECT_VALUE")
}

fn column_nullability(field: Option<&Field>, optional: bool) -> Nullability {
    match field {
        Some(field) if field.not_null && !optional => Nullability::NotNull,
        Some(_) | None => Nullability::Nullable,
    }
}
