//! Conversions: made visible where Oracle does them silently.
//! SQL Language Reference, "Data Type Comparison Rules", "Implicit Data Conversion".

use super::Resolver;
use crate::expr::{Expr, ExprKind, Literal};
use crate::ty::{Nullability, Type};
use plconv_catalog::DataType;

/// The families between which Oracle converts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Family {
    Number,
    Character,
    DateTime,
    Interval,
    Boolean,
    Raw,
    Other,
}

pub(crate) fn family(ty: &Type) -> Family {
    match ty {
        Type::Scalar(data_type) => match data_type {
            data_type if data_type.is_numeric() => Family::Number,
            data_type if data_type.is_character() => Family::Character,
            data_type if data_type.is_datetime() => Family::DateTime,
            data_type if data_type.is_interval() => Family::Interval,
            DataType::Boolean => Family::Boolean,
            DataType::Raw { .. } | DataType::LongRaw | DataType::Blob => Family::Raw,
            DataType::Rowid => Family::Character,
            _ => Family::Other,
        },
        Type::Unknown
        | Type::Null
        | Type::Record(_)
        | Type::Collection(_)
        | Type::Object(_)
        | Type::RefCursor(_) => Family::Other,
    }
}

impl Resolver<'_> {
    /// The expression as a value of `target`; a conversion is inserted when the families differ, or when a DATE meets
    /// a TIMESTAMP, or a number must become a whole one.
    pub(crate) fn coerce(&mut self, expr: Expr, target: &Type) -> Expr {
        if expr.is_null_literal() || matches!(expr.ty, Type::Unknown | Type::Null) {
            // NULL takes the type it is used with.
            let mut expr = expr;
            if expr.is_null_literal() {
                expr.ty = target.clone();
            }
            return expr;
        }
        if !needs_conversion(&expr.ty, target) {
            return expr;
        }
        convert(expr, target.clone(), true)
    }

    /// Both operands of a comparison in one family: a string compared with a number becomes a number, compared with a
    /// date a date.
    pub(crate) fn comparable(&mut self, left: Expr, right: Expr) -> (Expr, Expr) {
        match (family(&left.ty), family(&right.ty)) {
            (Family::Number, Family::Character) => {
                let right = self.coerce(right, &Type::NUMBER);
                (left, right)
            }
            (Family::Character, Family::Number) => {
                let left = self.coerce(left, &Type::NUMBER);
                (left, right)
            }
            (Family::DateTime | Family::Interval | Family::Raw, Family::Character) => {
                let target = left.ty.clone();
                let right = self.coerce(right, &target);
                (left, right)
            }
            (Family::Character, Family::DateTime | Family::Interval | Family::Raw) => {
                let target = right.ty.clone();
                let left = self.coerce(left, &target);
                (left, right)
            }
            _ => (left, right),
        }
    }
}

/// Whether a value of one type must be converted to be used as another.
fn needs_conversion(from: &Type, to: &Type) -> bool {
    let (source, target) = (family(from), family(to));
    if source == Family::Other || target == Family::Other {
        return false;
    }
    if source != target {
        return true;
    }
    match (from.scalar(), to.scalar()) {
        (Some(from), Some(to)) => match target {
            Family::DateTime => std::mem::discriminant(from) != std::mem::discriminant(to),
            // Assigning a fraction to a whole number type rounds; the target's own type does that where it is declared.
            Family::Number => is_whole(to) && !from.is_integral(),
            Family::Character | Family::Interval | Family::Boolean | Family::Raw | Family::Other => false,
        },
        _ => false,
    }
}

fn is_whole(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. }
    )
}

/// A conversion node.
pub(crate) fn convert(operand: Expr, ty: Type, implicit: bool) -> Expr {
    let span = operand.span;
    // The text '' is NULL whatever it is converted to; a number or date text never is.
    let nullability = match &operand.kind {
        ExprKind::Literal(Literal::Null) => Nullability::AlwaysNull,
        _ => operand.nullability,
    };
    Expr {
        kind: ExprKind::Convert {
            operand: Box::new(operand),
            implicit,
        },
        ty,
        nullability,
        span,
    }
}
