//! Fields in one form: what PostgreSQL sends and what the encoder writes may differ although the values are equal.

use super::json;
use crate::encode::{ColumnEncoder, canonical_list};
use crate::target_type::TargetType;
use crate::value::hex;

/// Bytes of a field that are shown.
const SHOWN: usize = 200;

/// Puts a field into the form that is compared.
pub fn canonical(target: &TargetType, field: &mut Vec<u8>) {
    match target {
        // Digits behind the point that were written but are zero do not count: Oracle's numbers have none.
        TargetType::Numeric(_) if field.len() >= 8 => {
            field[6] = 0;
            field[7] = 0;
            while field.len() > 8 && field.ends_with(&[0, 0]) {
                field.truncate(field.len() - 2);
            }
            let groups = ((field.len() - 8) / 2) as u16;
            field[..2].copy_from_slice(&groups.to_be_bytes());
            let is_number = matches!(u16::from_be_bytes([field[4], field[5]]), 0 | 0x4000);
            if groups == 0 && is_number {
                field[2..6].fill(0);
            }
        }
        TargetType::Char { .. } => {
            while field.last() == Some(&b' ') {
                field.pop();
            }
        }
        TargetType::Jsonb => {
            if let Some(document) = field.get(1..)
                && let Ok(document) = std::str::from_utf8(document)
                && let Some(document) = json::canonical(document)
            {
                *field = document.into_bytes();
            }
        }
        // PostgreSQL leaves the declaration out.
        TargetType::Xml => {
            if field.starts_with(b"<?xml")
                && let Some(end) = memchr::memmem::find(field, b"?>")
            {
                field.drain(..end + 2);
            }
            let start = field
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())
                .unwrap_or(0);
            field.drain(..start);
        }
        TargetType::Double => {
            if let Ok(bytes) = <[u8; 8]>::try_from(field.as_slice())
                && f64::from_be_bytes(bytes).is_nan()
            {
                *field = f64::NAN.to_be_bytes().to_vec();
            }
        }
        TargetType::Real => {
            if let Ok(bytes) = <[u8; 4]>::try_from(field.as_slice())
                && f32::from_be_bytes(bytes).is_nan()
            {
                *field = f32::NAN.to_be_bytes().to_vec();
            }
        }
        TargetType::Numeric(_)
        | TargetType::Boolean
        | TargetType::Smallint
        | TargetType::Integer
        | TargetType::Bigint
        | TargetType::Text { .. }
        | TargetType::Bytea
        | TargetType::Date
        | TargetType::Timestamp(_)
        | TargetType::TimestampTz(_)
        | TargetType::Interval(_)
        | TargetType::Uuid
        | TargetType::Json => {}
        TargetType::Other(name) => {
            if let Ok(text) = std::str::from_utf8(field)
                && let Some(text) = canonical_list(name, text)
            {
                *field = text.into_bytes();
            }
        }
    }
}

/// A canonical field for people.
pub fn shown(target: &TargetType, field: &[u8]) -> String {
    let integer = || {
        field
            .iter()
            .fold(0i64, |number, byte| (number << 8) | i64::from(*byte))
    };
    match target {
        TargetType::Boolean => (field == [1]).to_string(),
        TargetType::Smallint => (integer() as i16).to_string(),
        TargetType::Integer => (integer() as i32).to_string(),
        TargetType::Bigint => integer().to_string(),
        TargetType::Numeric(_) => numeric(field),
        TargetType::Real => {
            <[u8; 4]>::try_from(field).map_or_else(|_| hex(field), |b| f32::from_be_bytes(b).to_string())
        }
        TargetType::Double => {
            <[u8; 8]>::try_from(field).map_or_else(|_| hex(field), |b| f64::from_be_bytes(b).to_string())
        }
        TargetType::Timestamp(_) | TargetType::TimestampTz(_) => moment(integer()),
        TargetType::Date => moment((integer() as i32 as i64).saturating_mul(86_400_000_000))
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned(),
        TargetType::Text { .. }
        | TargetType::Char { .. }
        | TargetType::Json
        | TargetType::Jsonb
        | TargetType::Xml
        | TargetType::Other(_) => {
            let text = String::from_utf8_lossy(&field[..field.len().min(SHOWN)]).into_owned();
            if field.len() > SHOWN {
                format!("{text}…")
            } else {
                text
            }
        }
        TargetType::Bytea | TargetType::Uuid | TargetType::Interval(_) => {
            hex(&field[..field.len().min(SHOWN)])
        }
    }
}

/// Microseconds since 2000 as a date and time.
fn moment(microseconds: i64) -> String {
    use std::time::{Duration, UNIX_EPOCH};
    const EPOCH: i64 = 946_684_800;
    let seconds = microseconds.div_euclid(1_000_000) + EPOCH;
    let (Ok(seconds), true) = (u64::try_from(seconds), microseconds != i64::MAX) else {
        return format!("{microseconds} microseconds from 2000");
    };
    let text = crate::events::timestamp(UNIX_EPOCH + Duration::from_secs(seconds));
    let whole = text.get(..19).unwrap_or_default().replace('T', " ");
    match microseconds.rem_euclid(1_000_000) {
        0 => whole,
        fraction => format!("{whole}.{fraction:06}"),
    }
}

/// The digits of a numeric.
fn numeric(field: &[u8]) -> String {
    let word = |at: usize| {
        field
            .get(at..at + 2)
            .map_or(0, |pair| i16::from_be_bytes([pair[0], pair[1]]))
    };
    let (groups, weight, sign) = (word(0), i32::from(word(2)), word(4) as u16);
    match sign {
        0xC000 => return "NaN".to_owned(),
        0xD000 => return "Infinity".to_owned(),
        0xF000 => return "-Infinity".to_owned(),
        _ => {}
    }
    let mut text = String::new();
    if sign == 0x4000 {
        text.push('-');
    }
    if weight < 0 {
        text.push('0');
    }
    let last = (i32::from(groups) - 1).max(weight);
    for place in 0..=last {
        let digits = if place < i32::from(groups) {
            word(8 + 2 * place as usize)
        } else {
            0
        };
        if place == 0 && weight >= 0 {
            text.push_str(&digits.to_string());
        } else {
            if place == weight + 1 || (place == 0 && weight < 0) {
                text.push('.');
                for _ in 0..(-weight - 1).max(0) {
                    text.push_str("0000");
                }
            }
            text.push_str(&format!("{digits:04}"));
        }
    }
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// The canonical fields that an encoder writes for a row; `None` for a NULL.
pub fn field_of(encoder: &ColumnEncoder, written: &[u8]) -> Option<Vec<u8>> {
    let length = written
        .get(..4)
        .map(|bytes| i32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))?;
    if length < 0 {
        return None;
    }
    let mut field = written[4..].to_vec();
    canonical(encoder.target(), &mut field);
    Some(field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::ColumnPolicy;
    use crate::value::Value;

    #[test]
    fn numbers_are_equal_whatever_zeros_they_were_written_with() {
        let of = |text: &str| {
            let mut encoder = ColumnEncoder::new(TargetType::Numeric(None), ColumnPolicy::default(), None);
            let mut out = Vec::new();
            encoder.encode(&Value::Number(text), &mut out).unwrap();
            field_of(&encoder, &out).unwrap()
        };
        assert_eq!(of("1.50"), of("1.5"));
        assert_eq!(of("0.00"), of("0"));
        assert_eq!(of("10000"), of("1e4"));
        assert_ne!(of("1"), of("-1"));
        for text in ["0", "1", "-1.5", "12345.0678", "0.00001", "100000000", "-0.12"] {
            assert_eq!(shown(&TargetType::Numeric(None), &of(text)), text);
        }
    }
}
