//! IGNORE NULLS and FROM LAST, which PostgreSQL does not have: the first value that is not NULL by aggregates over the frame
//! whose strict transition functions pass over NULL, other values as elements of the frame's array.

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::query::WindowSpec;
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    /// The call; `None` for functions and offsets that no aggregate stands for.
    pub(super) fn without_nulls(
        &mut self,
        function: &Expr,
        ignore_nulls: bool,
        from_last: bool,
        window: &WindowSpec,
    ) -> Option<pg::Expr> {
        let ExprKind::Builtin { name, args } = &function.kind else {
            return None;
        };
        let unbounded = |direction| (None, direction);
        let one = |direction| (Some(pg::Expr::number("1")), direction);
        if let ("NTH_VALUE", [value, position]) = (name.as_str(), args.as_slice()) {
            let spec = self.window(window);
            return Some(self.frame_element(value, position, ignore_nulls, from_last, spec));
        }
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
        let mut spec = self.window(window);
        if let Some((start, end)) = &frame {
            spec.frame = Some(pg::Frame {
                unit: "ROWS",
                start: start.clone(),
                end: Some(end.clone()),
                exclude: None,
            });
        }
        let (value, default) = match args.as_slice() {
            [value] => (value, None),
            [value, offset] if frame.is_some() && is_one(offset) => (value, None),
            [value, offset, default] if frame.is_some() && is_one(offset) => (value, Some(default)),
            [value, offset, default @ ..] if frame.is_some() => {
                let found = self.frame_element(value, offset, true, aggregate == "last_not_null", spec);
                return Some(match default {
                    [default] if !default.is_null_literal() => {
                        let default = self.lower_expr(default);
                        pg::Expr::call("coalesce", vec![found, default])
                    }
                    _ => found,
                });
            }
            _ => return None,
        };
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

impl Lowering<'_> {
    /// `(array_agg(value) OVER frame)[position]`, counted from the end by the number of values.
    fn frame_element(
        &mut self,
        value: &Expr,
        position: &Expr,
        ignore_nulls: bool,
        from_end: bool,
        spec: pg::WindowSpec,
    ) -> pg::Expr {
        let lowered = self.lower_expr(value);
        let filter = ignore_nulls.then(|| lowered.clone().is_null(true));
        let over = |function: &str, arg: pg::Expr, filter: Option<pg::Expr>| {
            let mut call = pg::Call::new(pg::QualifiedName::plain(function), vec![arg]);
            call.filter = filter;
            call.over = Some(spec.clone());
            pg::Expr::Call(Box::new(call))
        };
        let counted = if ignore_nulls {
            lowered.clone()
        } else {
            pg::Expr::Token("*".to_owned())
        };
        let values = over("array_agg", lowered, filter);
        let mut index = self.lower_expr(position);
        if from_end {
            let count = over("count", counted, None);
            index = count.binary("+", pg::Expr::number("1")).binary("-", index);
        }
        let whole = matches!(&position.kind, ExprKind::Literal(_)) && !from_end;
        let index = if whole {
            index
        } else {
            index.cast(TypeName::builtin("integer"))
        };
        pg::Expr::Subscript(Box::new(values), Box::new(index))
    }
}

fn is_one(offset: &Expr) -> bool {
    matches!(&offset.kind, ExprKind::Literal(Literal::Number(number)) if number == "1")
}
