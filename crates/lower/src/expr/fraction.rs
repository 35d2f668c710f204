//! FF without a number of digits: those of the timestamp's type. SQL Language Reference, "Datetime Format Models".

use plconv_catalog::DataType;
use plconv_hir::expr::{Expr, ExprKind, Literal};

/// A format for a value, with the digits of its fractions written out where they are not the six of PostgreSQL.
pub(super) fn with_digits(format: &str, value: &Expr) -> Option<String> {
    let digits = match value.ty.scalar() {
        Some(
            DataType::Timestamp { fraction }
            | DataType::TimestampTz { fraction }
            | DataType::TimestampLtz { fraction },
        ) if *fraction != 6 => *fraction,
        _ => return None,
    };
    let mut result = String::new();
    let mut quoted = false;
    let mut marks = format.chars().peekable();
    while let Some(mark) = marks.next() {
        quoted ^= mark == '"';
        result.push(mark);
        let fraction =
            !quoted && matches!(mark, 'f' | 'F') && marks.next_if(|next| matches!(next, 'f' | 'F')).is_some();
        if fraction {
            if marks.peek().is_some_and(char::is_ascii_digit) {
                result.push(mark);
            } else if digits == 0 {
                result.pop();
            } else {
                result.push(mark);
                result.push_str(&digits.to_string());
            }
        }
    }
    Some(result)
}

/// Whether a format surely has no element for fractions of a second.
pub(super) fn has_none(format: &Expr) -> bool {
    match &format.kind {
        ExprKind::Literal(Literal::String(text)) => {
            let text = text.to_ascii_uppercase().replace("FX", "");
            !text.contains("FF") && !text.contains('X')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::with_digits;
    use plconv_catalog::DataType;
    use plconv_hir::expr::{Expr, ExprKind, Literal};
    use plconv_hir::ty::{Nullability, Type};

    fn timestamp(fraction: u8) -> Expr {
        Expr::synthetic(
            ExprKind::Literal(Literal::Null),
            Type::Scalar(DataType::Timestamp { fraction }),
            Nullability::Nullable,
        )
    }

    #[test]
    fn digits_of_the_type() {
        let of = |format, fraction| with_digits(format, &timestamp(fraction));
        assert_eq!(of("SS.FF", 3).as_deref(), Some("SS.FF3"));
        assert_eq!(of("SSXFF AM", 9).as_deref(), Some("SSXFF9 AM"));
        assert_eq!(of("SS.FF2 \"FF\"", 3).as_deref(), Some("SS.FF2 \"FF\""));
        assert_eq!(of("SS.FF", 6), None);
    }
}
