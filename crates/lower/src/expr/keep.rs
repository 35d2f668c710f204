//! KEEP (DENSE_RANK FIRST | LAST ORDER BY ...): aggregates of the rows that come first or last.
//! SQL Language Reference, "FIRST", "LAST".

use super::aggregate::Over;
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Aggregate, ColumnRef, Expr, ExprKind, Keep, Span};
use plconv_hir::ty::Type;
use plconv_pg as pg;

/// The rows of a group with what they are ordered by.
const KEPT: &str = "kept";

impl Lowering<'_> {
    /// `span` is where the aggregate stands, `ty` its type.
    pub(super) fn keep(
        &mut self,
        aggregate: &Aggregate,
        keep: &Keep,
        ty: &Type,
        span: Span,
        over: Over<'_>,
    ) -> pg::Expr {
        let first: Vec<pg::OrderBy> = self
            .order(&keep.order_by)
            .into_iter()
            .map(|item| if keep.first { item } else { reversed(item) })
            .collect();
        match (aggregate.name.as_str(), aggregate.args.as_slice(), over) {
            ("MIN" | "MAX", [value], _) => self.kept_extreme(aggregate, value, first, over),
            ("SUM" | "AVG" | "COUNT" | "STDDEV" | "VARIANCE", [] | [_], None)
                if aggregate.filter.is_none() =>
            {
                self.aggregate_of_kept(aggregate, first, ty, span)
            }
            _ => {
                self.report(
                    Code::UNSUPPORTED_EXPRESSION,
                    span,
                    format!("{} with KEEP is not carried over", aggregate.name),
                );
                self.refused_expr("KEEP")
            }
        }
    }

    /// `(array_agg(v ORDER BY k, v))[1]`: one of the first rows, the smallest or greatest because the value breaks ties.
    fn kept_extreme(
        &mut self,
        aggregate: &Aggregate,
        value: &Expr,
        mut order: Vec<pg::OrderBy>,
        over: Over<'_>,
    ) -> pg::Expr {
        let value = self.lower_expr(value);
        order.push(pg::OrderBy {
            expr: value.clone(),
            descending: aggregate.name == "MAX",
            nulls_first: Some(false),
        });
        if let Some(spec) = over {
            let mut call = pg::Call::new(pg::QualifiedName::plain("first_value"), vec![value]);
            call.over = Some(pg::WindowSpec {
                order_by: order,
                ..spec.clone()
            });
            return pg::Expr::Call(Box::new(call));
        }
        let mut call = pg::Call::new(pg::QualifiedName::plain("array_agg"), vec![value]);
        call.order_by = order;
        call.filter = aggregate.filter.as_ref().map(|filter| self.lower_expr(filter));
        pg::Expr::Subscript(
            Box::new(pg::Expr::Call(Box::new(call))),
            Box::new(pg::Expr::number("1")),
        )
    }

    /// The aggregate over those elements of `array_agg(v), array_agg(k), ...` whose keys are the first ones.
    fn aggregate_of_kept(
        &mut self,
        aggregate: &Aggregate,
        first: Vec<pg::OrderBy>,
        ty: &Type,
        span: Span,
    ) -> pg::Expr {
        let mut arrays = Vec::new();
        let mut columns: Vec<pg::Ident> = Vec::new();
        let mut of_kept = Aggregate {
            keep: None,
            ..aggregate.clone()
        };
        for value in &mut of_kept.args {
            arrays.push(array_of(self.lower_expr(value), Vec::new()));
            columns.push("value".into());
            value.kind = ExprKind::Column(ColumnRef {
                relation: KEPT.to_uppercase(),
                column: "VALUE".to_owned(),
                depth: 0,
                qualified: true,
            });
        }
        let mut conditions = Vec::new();
        for (index, key) in first.iter().enumerate() {
            let column = format!("key{}", index + 1);
            arrays.push(array_of(key.expr.clone(), Vec::new()));
            let of_first = pg::Expr::Subscript(
                Box::new(array_of(key.expr.clone(), first.clone())),
                Box::new(pg::Expr::number("1")),
            );
            conditions
                .push(pg::Expr::qualified(KEPT, column.as_str()).binary("IS NOT DISTINCT FROM", of_first));
            columns.push(column.as_str().into());
        }
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: self.aggregate_over(&of_kept, ty, span, None),
                alias: None,
            }],
            from: vec![pg::FromItem::Function {
                lateral: false,
                call: pg::Expr::call("unnest", arrays),
                ordinality: false,
                alias: Some(KEPT.into()),
                columns,
            }],
            condition: conditions.into_iter().reduce(|all, next| all.binary("AND", next)),
            ..pg::Select::default()
        };
        pg::Expr::Subquery(Box::new(pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }))
    }
}

fn array_of(value: pg::Expr, order_by: Vec<pg::OrderBy>) -> pg::Expr {
    let mut call = pg::Call::new(pg::QualifiedName::plain("array_agg"), vec![value]);
    call.order_by = order_by;
    pg::Expr::Call(Box::new(call))
}

/// The opposite order: NULLs change ends with the direction.
fn reversed(item: pg::OrderBy) -> pg::OrderBy {
    pg::OrderBy {
        descending: !item.descending,
        nulls_first: item.nulls_first.map(|first| !first),
        expr: item.expr,
    }
}
