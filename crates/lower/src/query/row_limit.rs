//! FETCH FIRST. SQL Language Reference, "SELECT", row_limiting_clause.

use crate::context::Lowering;
use plconv_hir::expr::ExprKind;
use plconv_hir::query::Fetch;
use plconv_hir::ty::Nullability;
use plconv_pg::{self as pg, Ident};

impl Lowering<'_> {
    /// The number of rows. NULL is no row in Oracle and no limit in PostgreSQL.
    pub(super) fn limit_of(&mut self, fetch: &Fetch) -> pg::Expr {
        let Some(count) = &fetch.count else {
            return pg::Expr::number("1");
        };
        let lowered = self.lower_expr(count);
        let present = matches!(count.kind, ExprKind::Literal(_)) || count.nullability == Nullability::NotNull;
        if present {
            lowered
        } else {
            pg::Expr::call("coalesce", vec![lowered, pg::Expr::number("0")])
        }
    }

    /// `FETCH FIRST n PERCENT`: of all rows that the query has, those that OFFSET skips included.
    pub(super) fn percentage_of_rows(&mut self, query: &pg::Query, fetch: &Fetch) -> pg::Expr {
        let percent = self.limit_of(fetch);
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
