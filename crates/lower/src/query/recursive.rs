//! Column types of a recursive WITH. SQL Language Reference, "SELECT", subquery_factoring_clause.
//!
//! PostgreSQL takes types, lengths and collations from the first SELECT alone and refuses the query where the recursive one
//! gives others, as `path || name` gives `text` for a `varchar(30)`.

use crate::context::Lowering;
use crate::expr::has_column;
use plconv_catalog::DataType;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::query::{CommonTable, QueryBody, TableRef};
use plconv_pg::{self as pg, Ident};

impl Lowering<'_> {
    /// Takes the lengths off the columns of the first SELECT that the recursive one computes.
    pub(super) fn widen_first_rows(&self, table: &CommonTable, query: &mut pg::Query) {
        let QueryBody::Set { left, right, .. } = &table.query.body else {
            return;
        };
        let (QueryBody::Block(first), QueryBody::Block(next)) = (&**left, &**right) else {
            return;
        };
        let pg::QueryBody::Set(lowered, ..) = &mut query.body else {
            return;
        };
        let pg::QueryBody::Select(select) = &mut **lowered else {
            return;
        };
        if select.items.len() != first.items.len() {
            return;
        }
        let joins = !matches!(next.from.as_slice(), [TableRef::Source(_)]);
        for (item, (first, next)) in select.items.iter_mut().zip(first.items.iter().zip(&next.items)) {
            let is_same = is_column(&next.expr) && next.expr.ty == first.expr.ty;
            let lowered = std::mem::replace(&mut item.expr, pg::Expr::null());
            item.expr = if is_column(&first.expr) && is_limited(&first.expr) && !is_same {
                lowered.cast(self.plain_type_name(&first.expr.ty))
            } else if joins
                && first.expr.ty.is_character()
                && !has_column(&first.expr)
                && has_column(&next.expr)
            {
                // As text columns have it.
                pg::Expr::Collate(Box::new(lowered), Ident("C".to_owned()))
            } else {
                lowered
            };
        }
    }
}

fn is_column(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Column(_))
}

/// Whether the column has a length or precision in PostgreSQL.
fn is_limited(expr: &Expr) -> bool {
    matches!(
        expr.ty.scalar(),
        Some(
            DataType::Varchar2 { .. }
                | DataType::Char { .. }
                | DataType::Number {
                    precision: Some(_),
                    ..
                }
                | DataType::Date
                | DataType::Timestamp { .. }
        )
    )
}
