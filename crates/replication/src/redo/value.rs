//! The value of a literal in a column of a type.

use super::{ColumnType, Literal, internal};
use crate::change::Datum;
use plconv_mover::encode::{DateMask, Interval, parse_interval, read_iso};
use plconv_mover::value::DateTime;

/// The value that a literal stands for in a column; `None` when it cannot be told.
#[must_use]
pub fn datum(literal: &Literal<'_>, column: ColumnType) -> Option<Datum> {
    match (literal, column) {
        (Literal::Null, _) => Some(Datum::Null),
        (Literal::Unsupported, _) | (_, ColumnType::Apart) => Some(Datum::Missing),
        (Literal::EmptyLob, ColumnType::Clob) => Some(Datum::Text("".into())),
        (Literal::EmptyLob, ColumnType::Blob) => Some(Datum::Bytes(Box::default())),
        (Literal::Hex(bytes), column) => internal::datum(bytes, column),
        (Literal::Text(text), column) => of_text(text, column),
        (Literal::Bare(text), ColumnType::Boolean) => Some(Datum::Boolean(text.eq_ignore_ascii_case("TRUE"))),
        (Literal::Bare(text), column) => of_text(text, column),
        (Literal::Call(name, arguments), column) => of_call(name, arguments, column),
        (Literal::EmptyLob, _) => None,
    }
}

fn of_text(text: &str, column: ColumnType) -> Option<Datum> {
    match column {
        // Oracle has no empty text.
        ColumnType::Text | ColumnType::National | ColumnType::RowId if text.is_empty() => Some(Datum::Null),
        ColumnType::Text | ColumnType::National | ColumnType::RowId | ColumnType::Clob => {
            Some(Datum::Text(text.into()))
        }
        ColumnType::Number => number(text).map(Datum::Number),
        ColumnType::Float => floating(text).map(|value| Datum::Float(value as f32)),
        ColumnType::Double => floating(text).map(Datum::Double),
        ColumnType::Raw | ColumnType::Blob => {
            plconv_mover::value::unhex(text.as_bytes()).map(|bytes| Datum::Bytes(bytes.into()))
        }
        ColumnType::Boolean => match text {
            "1" | "TRUE" | "true" => Some(Datum::Boolean(true)),
            "0" | "FALSE" | "false" => Some(Datum::Boolean(false)),
            _ => None,
        },
        ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampTz | ColumnType::TimestampLtz => {
            time(text, None, column)
        }
        ColumnType::Months | ColumnType::Duration => interval(text, column),
        ColumnType::Apart => Some(Datum::Missing),
    }
}

fn of_call(name: &str, arguments: &[std::borrow::Cow<'_, str>], column: ColumnType) -> Option<Datum> {
    let first = arguments.first();
    match (name, column) {
        (
            "TO_DATE" | "TO_TIMESTAMP" | "TO_TIMESTAMP_TZ" | "TO_TIMESTAMP_LTZ",
            ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampTz | ColumnType::TimestampLtz,
        ) => match first {
            Some(text) => time(text, arguments.get(1).map(|mask| &**mask), column),
            None => Some(Datum::Null),
        },
        ("TO_DSINTERVAL" | "TO_YMINTERVAL", ColumnType::Months | ColumnType::Duration) => {
            interval(first?, column)
        }
        ("TO_NUMBER", ColumnType::Number)
        | (
            "TO_BINARY_FLOAT" | "TO_BINARY_DOUBLE",
            ColumnType::Number | ColumnType::Float | ColumnType::Double,
        )
        | ("TO_CHAR" | "TO_NCHAR", ColumnType::Text | ColumnType::National)
        | ("TO_CLOB" | "TO_NCLOB", ColumnType::Clob)
        | ("CHARTOROWID", ColumnType::RowId) => of_text(first?, column),
        _ => None,
    }
}

/// A number in one form: digits before the point, none behind it that are zero.
pub(super) fn number(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let exponent = match exponent {
        Some(exponent) => exponent.parse::<i32>().ok()?,
        None => 0,
    };
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() && fraction.is_empty() {
        return Some("0".into());
    }
    let mut out = String::with_capacity(text.len() + 1);
    out.push_str(sign);
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    if exponent != 0 {
        out.push_str(&format!("E{exponent:+}"));
    }
    Some(out.into())
}

fn floating(text: &str) -> Option<f64> {
    match text.trim().to_ascii_lowercase().as_str() {
        "nan" => Some(f64::NAN),
        "inf" | "infinity" | "+inf" => Some(f64::INFINITY),
        "-inf" | "-infinity" => Some(f64::NEG_INFINITY),
        text if text.bytes().any(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// A time, by its mask or in the form that sessions of the miner are set to.
fn time(text: &str, mask: Option<&str>, column: ColumnType) -> Option<Datum> {
    let read = match read_iso(text) {
        Some(read) => read,
        // Another form than the session was set to.
        None => DateMask::new(mask?).ok()?.read(text)?,
    };
    match column {
        ColumnType::Date | ColumnType::Timestamp if read.offset_minutes.is_none() => {
            Some(Datum::DateTime(read.at))
        }
        ColumnType::TimestampTz if read.offset_minutes.is_none() => None,
        ColumnType::TimestampTz | ColumnType::TimestampLtz => Some(Datum::Instant(read.in_utc())),
        _ => None,
    }
}

fn interval(text: &str, column: ColumnType) -> Option<Datum> {
    match (parse_interval(text)?, column) {
        (Interval::Months(months), ColumnType::Months) => Some(Datum::Months(months)),
        (Interval::Duration(days, nanoseconds), ColumnType::Duration) => {
            Some(Datum::Duration { days, nanoseconds })
        }
        _ => None,
    }
}

/// Whether all fields are in their ranges, so that bytes that are something else do not become dates.
pub(super) fn checked(at: DateTime) -> Option<DateTime> {
    let fine = (1..=12).contains(&at.month)
        && (1..=31).contains(&at.day)
        && at.hour < 24
        && at.minute < 60
        && at.second < 60
        && at.nanosecond < 1_000_000_000
        && at.year != 0
        && (-4712..=9999).contains(&at.year);
    fine.then_some(at)
}
