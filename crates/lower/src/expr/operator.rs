//! Operators: arithmetic with Oracle's types, concatenation with NULL as nothing, comparisons with the empty string.

use super::may_be_null;
use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal};
use plconv_hir::ty::{Nullability, Type};
use plconv_pg::{self as pg, TypeName};

/// The PostgreSQL spelling of a comparison.
pub(crate) fn comparison(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::NotEqual => "<>",
        BinaryOp::Less => "<",
        BinaryOp::Greater => ">",
        BinaryOp::LessOrEqual => "<=",
        BinaryOp::GreaterOrEqual => ">=",
        _ => "=",
    }
}

impl Lowering<'_> {
    pub(crate) fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, expr: &Expr) -> pg::Expr {
        match op {
            BinaryOp::Concat => self.concatenation(expr),
            BinaryOp::And => self.condition(left).binary("AND", self.condition(right)),
            BinaryOp::Or => self.condition(left).binary("OR", self.condition(right)),
            op if op.is_comparison() => self.comparison(op, left, right, expr),
            BinaryOp::MultisetUnion
            | BinaryOp::MultisetUnionDistinct
            | BinaryOp::MultisetIntersect
            | BinaryOp::MultisetIntersectDistinct
            | BinaryOp::MultisetExcept
            | BinaryOp::MultisetExceptDistinct => self.multiset_operator(op, left, right, expr.span),
            _ => self.arithmetic(op, left, right, expr),
        }
    }

    /// A bound of a loop, where PostgreSQL wants an integer.
    pub(crate) fn loop_bound(&mut self, expr: &Expr) -> pg::Expr {
        let bound = self.lower_expr(expr);
        self.fit(bound, &Type::PLS_INTEGER)
    }

    /// An expression where PostgreSQL wants a boolean: what is refused has to have that type for the rest to be looked
    /// at, and to raise its own error.
    pub(crate) fn condition(&mut self, expr: &Expr) -> pg::Expr {
        let condition = self.lower_expr(expr);
        if self.is_refused(&condition) {
            condition.cast(TypeName::builtin("boolean"))
        } else {
            condition
        }
    }

    fn comparison(&mut self, op: BinaryOp, left: &Expr, right: &Expr, expr: &Expr) -> pg::Expr {
        for side in [left, right] {
            if side.is_null_literal() {
                let empty = side.span.end > side.span.start + 2 || side.ty == Type::VARCHAR2;
                let (code, what) = if empty && side.ty.is_character() {
                    (
                        Code::EMPTY_STRING_COMPARISON,
                        "a comparison with the empty string is never true",
                    )
                } else {
                    (Code::NULL_COMPARISON, "a comparison with NULL is never true")
                };
                self.report(code, expr.span, what);
                return pg::Expr::null().cast(TypeName::builtin("boolean"));
            }
        }
        if left.ty.collection().is_some() || right.ty.collection().is_some() {
            return self.collection_comparison(op, left, right, expr.span);
        }
        if matches!(left.ty, Type::Object(_)) || matches!(right.ty, Type::Object(_)) {
            return self.object_comparison(op, left, right, expr.span);
        }
        if let Some(compared) = self.row_id_comparison(op, left, right) {
            return compared;
        }
        let (lowered_left, lowered_right) = if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
            self.equal_operands(left, right)
        } else {
            (
                self.operand_beside(left, [right]),
                self.operand_beside(right, [left]),
            )
        };
        self.fit(lowered_left, &right.ty)
            .binary(comparison(op), self.fit(lowered_right, &left.ty))
    }

    /// `a || b || c`: NULL adds nothing, and nothing at all is NULL.
    fn concatenation(&mut self, expr: &Expr) -> pg::Expr {
        let mut operands = Vec::new();
        flatten_concatenation(expr, &mut operands);
        operands.retain(|operand| !operand.is_null_literal());
        let all_present = operands.iter().all(|operand| !may_be_null(operand));
        let any_present = operands
            .iter()
            .any(|operand| operand.nullability == Nullability::NotNull);
        let values: Vec<pg::Expr> = operands
            .iter()
            .map(|operand| self.text_operand(operand))
            .collect();
        let Some(first) = values.first().cloned() else {
            return pg::Expr::null().cast(TypeName::builtin("text"));
        };
        if values.len() == 1 {
            return first;
        }
        let joined =
            |values: Vec<pg::Expr>| values.into_iter().reduce(|left, right| left.binary("||", right));
        if all_present {
            return joined(values).unwrap_or(first);
        }
        let joined = if self.immutable_only {
            let present = operands.iter().zip(values).map(|(operand, value)| {
                if may_be_null(operand) {
                    pg::Expr::call("coalesce", vec![value, pg::Expr::text("")])
                } else {
                    value
                }
            });
            joined(present.collect()).unwrap_or(first)
        } else {
            pg::Expr::call("concat", values)
        };
        if any_present {
            joined
        } else {
            pg::Expr::call("nullif", vec![joined, pg::Expr::text("")])
        }
    }

    /// An operand of a concatenation: text already, or a type whose conversion the resolver did not insert.
    pub(crate) fn text_operand(&mut self, operand: &Expr) -> pg::Expr {
        let value = self.lower_expr(operand);
        // CHAR loses its padding in `||` of PostgreSQL and keeps it in Oracle.
        super::blanks::with_blanks(operand, value)
    }

    fn arithmetic(&mut self, op: BinaryOp, left: &Expr, right: &Expr, expr: &Expr) -> pg::Expr {
        let (l, r) = (&left.ty, &right.ty);
        let binary_float = matches!(
            expr.ty.scalar(),
            Some(DataType::BinaryDouble | DataType::BinaryFloat)
        );
        match op {
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply if wraps_around(expr) => {
                let word = match op {
                    BinaryOp::Add => "+",
                    BinaryOp::Subtract => "-",
                    _ => "*",
                };
                let left = self.lower_expr(left).cast(TypeName::builtin("bigint"));
                let result = left.binary(word, self.lower_expr(right));
                self.runtime("simple_integer", vec![result])
            }
            BinaryOp::Add | BinaryOp::Subtract if l.is_datetime() && r.is_datetime() => {
                let (left, right) = (self.lower_expr(left), self.lower_expr(right));
                if expr.ty == Type::NUMBER {
                    self.runtime("date_diff_days", vec![left, right])
                } else {
                    left.binary("-", right)
                }
            }
            BinaryOp::Add | BinaryOp::Subtract if l.is_datetime() && r.is_interval() => {
                self.datetime_interval(op, left, right)
            }
            BinaryOp::Add if l.is_interval() && r.is_datetime() => self.datetime_interval(op, right, left),
            BinaryOp::Add | BinaryOp::Subtract if l.is_datetime() => self.datetime_days(op, left, right),
            BinaryOp::Add if r.is_datetime() => self.datetime_days(op, right, left),
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply => {
                if binary_float {
                    self.report(
                        Code::BINARY_OVERFLOW,
                        expr.span,
                        "a sum or product of binary floating-point numbers that overflows is an error; in Oracle it is infinite",
                    );
                }
                let sign = match op {
                    BinaryOp::Add => "+",
                    BinaryOp::Subtract => "-",
                    _ => "*",
                };
                let (left, right) = self.numbers(left, right);
                if op == BinaryOp::Multiply {
                    let first = super::native::as_number(left.clone(), &right);
                    first.binary(sign, super::native::as_number(right, &left))
                } else {
                    left.binary(sign, right)
                }
            }
            BinaryOp::Divide => {
                let (dividend, divisor) = self.numbers(left, right);
                match expr.ty.scalar() {
                    _ if l.is_interval() => dividend.binary("/", divisor),
                    Some(DataType::BinaryDouble) => self.runtime("binary_divide", vec![dividend, divisor]),
                    Some(DataType::BinaryFloat) => self
                        .runtime("binary_divide", vec![dividend, divisor])
                        .cast(TypeName::builtin("real")),
                    _ => self.runtime("divide", vec![dividend, divisor]),
                }
            }
            BinaryOp::Modulo => {
                let (left, right) = self.numbers(left, right);
                let function = if binary_float { "binary_mod" } else { "mod" };
                self.runtime(function, vec![left, right])
            }
            BinaryOp::Power => {
                let args = vec![self.lower_expr(left), self.lower_expr(right)];
                let function = if binary_float { "binary_power" } else { "power" };
                self.runtime(function, args)
            }
            _ => self.refused_expr("operator"),
        }
    }

    /// Operands of arithmetic.
    fn numbers(&mut self, left: &Expr, right: &Expr) -> (pg::Expr, pg::Expr) {
        let mut number = |operand: &Expr| {
            let value = self.lower_expr(operand);
            if self.is_refused(&value) && !operand.ty.is_interval() {
                value.cast(TypeName::builtin("numeric"))
            } else {
                value
            }
        };
        (number(left), number(right))
    }

    /// DATE plus or minus a number of days.
    fn datetime_days(&mut self, op: BinaryOp, date: &Expr, days: &Expr) -> pg::Expr {
        let value = match date.ty.scalar() {
            // A timestamp becomes a DATE first.
            Some(DataType::TimestampTz { .. }) => self.to_datetime(date, &DataType::Date, true, date.span),
            _ => self.lower_expr(date),
        };
        let sign = if op == BinaryOp::Subtract { "-" } else { "+" };
        if let ExprKind::Literal(Literal::Number(text)) = &days.kind
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && date.ty == Type::DATE
        {
            self.note_date_range(date);
            let unit = if text == "1" { "day" } else { "days" };
            return value.binary(
                sign,
                pg::Expr::TypedLiteral(TypeName::builtin("interval"), format!("{text} {unit}")),
            );
        }
        let days = super::builtin::exact(self.lower_expr(days), days);
        let days = if sign == "-" {
            pg::Expr::Unary("-", Box::new(days))
        } else {
            days
        };
        self.runtime("date_add_days", vec![value, days])
    }

    /// Months added to the 31st raise ORA-01839 in Oracle; PostgreSQL would take the last day.
    fn datetime_interval(&mut self, op: BinaryOp, datetime: &Expr, interval: &Expr) -> pg::Expr {
        let months = matches!(interval.ty.scalar(), Some(DataType::IntervalYearToMonth));
        let value = self.lower_expr(datetime);
        let span = self.lower_expr(interval);
        let subtract = op == BinaryOp::Subtract;
        if months {
            let span = if subtract {
                pg::Expr::Unary("-", Box::new(span))
            } else {
                span
            };
            return self.runtime("date_add_interval", vec![value, span]);
        }
        self.note_date_range(datetime);
        value.binary(if subtract { "-" } else { "+" }, span)
    }

    fn note_date_range(&mut self, datetime: &Expr) {
        self.report(
            Code::DATE_RANGE,
            datetime.span,
            "days added to a date may lead beyond the year 9999, where Oracle raises ORA-01841",
        );
    }
}

pub(crate) fn flatten_concatenation<'e>(expr: &'e Expr, operands: &mut Vec<&'e Expr>) {
    // Chains lean to the left and may have thousands of members.
    let mut rights = Vec::new();
    let mut current = expr;
    while let ExprKind::Binary {
        op: BinaryOp::Concat,
        left,
        right,
    } = &current.kind
    {
        rights.push(right.as_ref());
        current = left;
    }
    operands.push(current);
    for right in rights.into_iter().rev() {
        flatten_concatenation(right, operands);
    }
}

/// Whether an expression is SIMPLE_INTEGER, whose arithmetic never overflows. PL/SQL Language Reference,
/// "SIMPLE_INTEGER Subtype of PLS_INTEGER".
fn wraps_around(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary {
            op: BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply,
            left,
            right,
        } => {
            let (left_wraps, right_wraps) = (wraps_around(left), wraps_around(right));
            (left_wraps || is_whole_literal(left))
                && (right_wraps || is_whole_literal(right))
                && (left_wraps || right_wraps)
        }
        _ => matches!(expr.ty.scalar(), Some(DataType::SimpleInteger)),
    }
}

/// Whether a literal, with its sign, is an integer for PostgreSQL.
pub(super) fn is_whole_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(number)) => number.bytes().all(|byte| byte.is_ascii_digit()),
        ExprKind::Unary { operand, .. } => is_whole_literal(operand),
        _ => false,
    }
}
