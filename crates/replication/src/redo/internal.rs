//! Values as they are in a block: what LogMiner shows as HEXTORAW when its dictionary does not fit.

use super::ColumnType;
use super::value::{checked, number};
use crate::change::Datum;
use plconv_mover::value::DateTime;

/// The value of a column from its bytes; `None` when they are no value of its type.
pub(super) fn datum(bytes: &[u8], column: ColumnType) -> Option<Datum> {
    if bytes.is_empty() && !matches!(column, ColumnType::Blob | ColumnType::Clob) {
        return Some(Datum::Null);
    }
    match column {
        ColumnType::Text => std::str::from_utf8(bytes)
            .ok()
            .map(|text| Datum::Text(text.into())),
        ColumnType::National => {
            let units: Option<Vec<u16>> = bytes.len().is_multiple_of(2).then(|| {
                bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect()
            });
            String::from_utf16(&units?)
                .ok()
                .map(|text| Datum::Text(text.into()))
        }
        ColumnType::Raw => Some(Datum::Bytes(bytes.into())),
        ColumnType::Number => of_number(bytes),
        ColumnType::Float => {
            let bits = u32::from_be_bytes(bytes.try_into().ok()?);
            let is_positive = bits & 0x8000_0000 != 0;
            Some(Datum::Float(f32::from_bits(if is_positive {
                bits ^ 0x8000_0000
            } else {
                !bits
            })))
        }
        ColumnType::Double => {
            let bits = u64::from_be_bytes(bytes.try_into().ok()?);
            let is_positive = bits & 1 << 63 != 0;
            Some(Datum::Double(f64::from_bits(if is_positive {
                bits ^ 1 << 63
            } else {
                !bits
            })))
        }
        ColumnType::Date | ColumnType::Timestamp => match bytes.len() {
            7 | 11 => time(bytes).map(Datum::DateTime),
            _ => None,
        },
        ColumnType::TimestampLtz => match bytes.len() {
            7 | 11 => time(bytes).map(Datum::Instant),
            _ => None,
        },
        // Their first bytes are in UTC whatever the zone is.
        ColumnType::TimestampTz => match bytes.len() {
            13 => time(&bytes[..11]).map(Datum::Instant),
            _ => None,
        },
        ColumnType::Months => {
            let bytes: [u8; 5] = bytes.try_into().ok()?;
            let years = biased(&bytes[..4])?;
            let months = i32::from(bytes[4]) - 60;
            years.checked_mul(12)?.checked_add(months).map(Datum::Months)
        }
        ColumnType::Duration => {
            let bytes: [u8; 11] = bytes.try_into().ok()?;
            let part = |at: usize| i64::from(bytes[at]) - 60;
            let seconds = (part(4) * 60 + part(5)) * 60 + part(6);
            Some(Datum::Duration {
                days: biased(&bytes[..4])?,
                nanoseconds: seconds * 1_000_000_000 + i64::from(biased(&bytes[7..])?),
            })
        }
        ColumnType::Boolean => match bytes {
            [0] => Some(Datum::Boolean(false)),
            [1] => Some(Datum::Boolean(true)),
            _ => None,
        },
        // Bytes in the row that are a locator or a part of the value.
        ColumnType::Clob | ColumnType::Blob | ColumnType::Apart => Some(Datum::Missing),
        ColumnType::RowId => None,
    }
}

fn biased(bytes: &[u8]) -> Option<i32> {
    Some(
        u32::from_be_bytes(bytes.try_into().ok()?)
            .wrapping_sub(1 << 31)
            .cast_signed(),
    )
}

fn time(bytes: &[u8]) -> Option<DateTime> {
    let nanosecond = match bytes.get(7..11) {
        Some(fraction) => u32::from_be_bytes(fraction.try_into().ok()?),
        None => 0,
    };
    checked(DateTime {
        year: (i32::from(bytes[0]) - 100) * 100 + i32::from(bytes[1]) - 100,
        month: bytes[2],
        day: bytes[3],
        hour: bytes[4].checked_sub(1)?,
        minute: bytes[5].checked_sub(1)?,
        second: bytes[6].checked_sub(1)?,
        nanosecond,
    })
}

/// NUMBER: an exponent of base 100, then digits of base 100, both complemented when negative.
fn of_number(bytes: &[u8]) -> Option<Datum> {
    let (first, digits) = bytes.split_first()?;
    if *first == 0x80 {
        return digits.is_empty().then(|| Datum::Number("0".into()));
    }
    let is_positive = first & 0x80 != 0;
    let (exponent, digits): (i32, Vec<u8>) = if is_positive {
        let digits = digits
            .iter()
            .map(|digit| digit.checked_sub(1))
            .collect::<Option<_>>()?;
        (i32::from(*first) - 193, digits)
    } else {
        let digits = digits.strip_suffix(&[102]).unwrap_or(digits);
        let digits = digits
            .iter()
            .map(|digit| 101u8.checked_sub(*digit))
            .collect::<Option<_>>()?;
        (62 - i32::from(*first), digits)
    };
    if digits.is_empty() || digits.len() > 20 || digits.iter().any(|digit| *digit > 99) {
        return None;
    }
    let all: String = digits.iter().map(|digit| format!("{digit:02}")).collect();
    // Where the point is among the decimal digits.
    let point = (exponent + 1) * 2;
    let mut text = String::from(if is_positive { "" } else { "-" });
    if point <= 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', point.unsigned_abs() as usize));
        text.push_str(&all);
    } else {
        let point = point as usize;
        for (at, digit) in all.chars().enumerate() {
            if at == point {
                text.push('.');
            }
            text.push(digit);
        }
        text.extend(std::iter::repeat_n('0', point.saturating_sub(all.len())));
    }
    number(&text).map(Datum::Number)
}
