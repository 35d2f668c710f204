//! RETURNING of aggregates: `RETURNING SUM(v) INTO total`. PL/SQL Language Reference, "RETURNING INTO Clause".

use crate::context::Lowering;
use plconv_hir::dml::Returning;
use plconv_hir::expr::{ExprKind, Span};
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::visit::walk_operands;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement};

impl Lowering<'_> {
    /// The statement as a WITH item and the aggregates over the rows it changed.
    pub(super) fn aggregate_returning(
        &mut self,
        returning: &Returning,
        span: Span,
        lower: impl FnOnce(&mut Self, Option<pg::Into>) -> Result<pg::Statement, String>,
    ) -> Vec<PlStatement> {
        let mut lowered = match lower(self, None) {
            Ok(lowered) => lowered,
            Err(what) => return vec![self.refused_statement(&what)],
        };
        let Some((items, relation)) = take_returned(&mut lowered) else {
            return vec![self.refused_statement("RETURNING of an aggregate")];
        };
        let (mut targets, after) = self.into_targets(&returning.into.targets, span);
        let mut items = items;
        if let Some(count) = self.row_count() {
            let rows = pg::Expr::call("count", vec![pg::Expr::Token("*".to_owned())]);
            items.push(pg::SelectItem {
                expr: rows,
                alias: None,
            });
            targets.push(count);
        }
        let changed = Ident::from("changed");
        let select = pg::Select {
            items,
            into: Some(pg::Into {
                strict: false,
                targets,
            }),
            from: vec![pg::FromItem::Table {
                name: pg::QualifiedName::plain("changed"),
                alias: (relation != changed).then_some(relation),
                sample: None,
            }],
            ..pg::Select::default()
        };
        let query = pg::Query {
            with: vec![pg::CommonTable {
                name: changed,
                columns: Vec::new(),
                body: lowered,
                suffix: String::new(),
            }],
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        };
        let mut statements: Vec<PlStatement> =
            vec![PlKind::Sql(Box::new(pg::Statement::Query(Box::new(query)))).into()];
        statements.extend(after);
        statements
    }
}

/// Whether RETURNING makes one row of those that the statement changed.
pub(super) fn returns_aggregates(returning: &Returning) -> bool {
    let mut found = false;
    for value in &returning.values {
        walk_operands(value, &mut |expr| {
            found |= matches!(expr.kind, ExprKind::Aggregate(_))
        });
    }
    found
}

/// Whether what the statement becomes counts its rows itself.
pub(super) fn counts_rows(statement: &Statement) -> bool {
    let returning = match &statement.kind {
        StatementKind::Insert(insert) => insert.returning.as_ref(),
        StatementKind::Update(update) => update.returning.as_ref(),
        StatementKind::Delete(delete) => delete.returning.as_ref(),
        _ => None,
    };
    returning.is_some_and(|returning| !returning.into.bulk && returns_aggregates(returning))
}

/// What a statement returns, which returns its whole rows from then on, and the name that its columns go by.
fn take_returned(statement: &mut pg::Statement) -> Option<(Vec<pg::SelectItem>, Ident)> {
    let (returning, table, alias) = match statement {
        pg::Statement::Insert(insert) => (&mut insert.returning, &insert.table, &insert.alias),
        pg::Statement::Update(update) => (&mut update.returning, &update.table, &update.alias),
        pg::Statement::Delete(delete) => (&mut delete.returning, &delete.table, &delete.alias),
        _ => return None,
    };
    let relation = alias.clone().unwrap_or_else(|| Ident(table.last().to_owned()));
    let whole = pg::SelectItem {
        expr: pg::Expr::Token(format!("{relation}.*")),
        alias: None,
    };
    Some((std::mem::replace(returning, vec![whole]), relation))
}
