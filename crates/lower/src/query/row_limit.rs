//! FETCH FIRST. SQL Language Reference, "SELECT", row_limiting_clause.

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::query::{Fetch, Query, QueryBody};
use plconv_hir::ty::{Nullability, Type};
use plconv_pg::{self as pg, Ident};

impl Lowering<'_> {
    /// The number of rows. NULL and negative numbers are no row in Oracle, and fractions are cut off.
    pub(super) fn limit_of(&mut self, fetch: &Fetch) -> pg::Expr {
        match &fetch.count {
            None => pg::Expr::number("1"),
            // GREATEST of PostgreSQL passes over NULL.
            Some(count) => self.row_number(count, |rows| rows),
        }
    }

    /// The number of rows to skip. NULL skips all of them in Oracle, a negative number none, and fractions are cut off.
    pub(super) fn offset_of(&mut self, offset: &Expr) -> pg::Expr {
        let present = offset.nullability == Nullability::NotNull;
        self.row_number(offset, |rows| {
            if present {
                rows
            } else {
                pg::Expr::call("coalesce", vec![rows, pg::Expr::number(i64::MAX.to_string())])
            }
        })
    }

    /// Says that the groups of a query whose rows are read one by one come in no order.
    pub(crate) fn note_row_order(&mut self, query: &Query) {
        if let QueryBody::Block(block) = &query.body
            && !block.group_by.is_empty()
            && query.order_by.is_empty()
        {
            self.report(
                Code::ROW_ORDER,
                query.span,
                "the groups come in no order; Oracle often sorts them, which nothing promises",
            );
        }
    }

    fn row_number(&mut self, count: &Expr, or_null: impl FnOnce(pg::Expr) -> pg::Expr) -> pg::Expr {
        let rows = self.argument_as(count, &Type::NUMBER);
        if matches!(&count.kind, ExprKind::Literal(Literal::Number(digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return rows;
        }
        let rows = if count.ty.scalar().is_some_and(DataType::is_integral) {
            rows
        } else {
            pg::Expr::call("trunc", vec![rows])
        };
        pg::Expr::call("greatest", vec![or_null(rows), pg::Expr::number("0")])
    }

    fn percentage_of(&mut self, fetch: &Fetch) -> pg::Expr {
        match &fetch.count {
            None => pg::Expr::number("1"),
            Some(percent) => {
                let lowered = self.argument_as(percent, &Type::NUMBER);
                if matches!(percent.kind, ExprKind::Literal(_)) {
                    lowered
                } else {
                    pg::Expr::call("greatest", vec![lowered, pg::Expr::number("0")])
                }
            }
        }
    }

    /// `FETCH FIRST n PERCENT`: of all rows that the query has, those that OFFSET skips included.
    pub(super) fn percentage_of_rows(&mut self, query: &pg::Query, fetch: &Fetch) -> pg::Expr {
        let percent = self.percentage_of(fetch);
        let counted = pg::Query {
            with: Vec::new(),
            recursive: false,
            order_by: Vec::new(),
            offset: None,
            ..query.clone()
        };
        let rows = pg::Expr::call("count", vec![pg::Expr::Token("*".to_owned())]);
        let share = rows.binary("*", percent).binary("/", pg::Expr::number("100.0"));
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: pg::Expr::call("ceil", vec![share]),
                alias: None,
            }],
            from: vec![pg::FromItem::Query {
                lateral: false,
                query: Box::new(counted),
                alias: Ident::from("counted"),
                columns: Vec::new(),
            }],
            ..pg::Select::default()
        };
        pg::Expr::Subquery(Box::new(pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }))
    }
}
