//! FIRST_VALUE, LAST_VALUE, LAG and LEAD with IGNORE NULLS, which PostgreSQL does not have: aggregates over the frame, whose
//! strict transition functions pass over NULL.

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::query::WindowSpec;
use plconv_pg as pg;

impl Lowering<'_> {
    /// The call; `None` for functions and offsets that no aggregate stands for.
    pub(super) fn without_nulls(&mut self, function: &Expr, window: &WindowSpec) -> Option<pg::Expr> {
        let ExprKind::Builtin { name, args } = &function.kind else {
            return None;
        };
        let unbounded = |direction| (None, direction);
        let one = |direction| (Some(pg::Expr::number("1")), direction);
        // LAG looks at the rows before the current one, LEAD at those after it, whatever the frame.
        let (aggregate, frame) = match name.as_str() {
            "FIRST_VALUE" => ("first_not_null", None),
            "LAST_VALUE" => ("last_not_null", None),
            "LAG" => (
                "last_not_null",
                Some((unbounded("UNBOUNDED PRECEDING"), one("PRECEDING"))),
            ),
            "LEAD" => (
                "first_not_null",
                Some((one("FOLLOWING"), unbounded("UNBOUNDED FOLLOWING"))),
            ),
            _ => return None,
        };
        let (value, default) = match args.as_slice() {
            [value] => (value, None),
            [value, offset] if frame.is_some() && is_one(offset) => (value, None),
            [value, offset, default] if frame.is_some() && is_one(offset) => (value, Some(default)),
            _ => return None,
        };
        let mut spec = self.window(window);
        if let Some((start, end)) = frame {
            spec.frame = Some(pg::Frame {
                unit: "ROWS",
                start,
                end: Some(end),
                exclude: None,
            });
        }
        let value = self.lower_expr(value);
        let pg::Expr::Call(mut call) = self.runtime(aggregate, vec![value]) else {
            return None;
        };
        call.over = Some(spec);
        let found = pg::Expr::Call(call);
        Some(match default {
            Some(default) if !default.is_null_literal() => {
                let default = self.lower_expr(default);
                pg::Expr::call("coalesce", vec![found, default])
            }
            _ => found,
        })
    }
}

fn is_one(offset: &Expr) -> bool {
    matches!(&offset.kind, ExprKind::Literal(Literal::Number(number)) if number == "1")
}
