//! Values of Debezium: by the schema that comes with them, or by the column's type and how the connector is set.

use crate::change::Datum;
use crate::epoch::{Unit, date_time};
use crate::redo::{self, ColumnType, Literal};
use serde::Deserialize;
use std::borrow::Cow;

/// What the connector was set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueOptions {
    /// `unavailable.value.placeholder`
    pub unavailable: String,
    /// What DATE is counted in: milliseconds for `time.precision.mode` `adaptive` and `connect`.
    pub dates: Unit,
    /// What TIMESTAMP is counted in: microseconds for `adaptive` and TIMESTAMP(4) to (6), milliseconds below and for
    /// `connect`, nanoseconds above.
    pub timestamps: Unit,
}

impl Default for ValueOptions {
    fn default() -> Self {
        ValueOptions {
            unavailable: "__debezium_unavailable_value".to_owned(),
            dates: Unit::Milliseconds,
            timestamps: Unit::Microseconds,
        }
    }
}

/// A schema of Kafka Connect, of which only this is read.
#[derive(Debug, Deserialize)]
pub(super) struct FieldSchema<'a> {
    #[serde(borrow)]
    field: Option<Cow<'a, str>>,
    /// Its meaning: `io.debezium.time.Timestamp`.
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    parameters: Option<Parameters<'a>>,
    #[serde(borrow, default)]
    fields: Vec<FieldSchema<'a>>,
}

#[derive(Debug, Deserialize)]
struct Parameters<'a> {
    #[serde(borrow)]
    scale: Option<Cow<'a, str>>,
}

impl FieldSchema<'_> {
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        self.fields
            .iter()
            .find(|field| field.field.as_deref() == Some(name))
    }
}

/// A number of `io.debezium.data.VariableScaleDecimal`.
#[derive(Debug, Deserialize)]
struct VariableScale<'a> {
    scale: i32,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

/// The value of a column; `None` when it makes no sense.
pub(super) fn datum(
    raw: &str,
    schema: Option<&FieldSchema<'_>>,
    kind: ColumnType,
    options: &ValueOptions,
) -> Option<Datum> {
    let meaning = schema
        .and_then(|schema| schema.name.as_deref())
        .unwrap_or_default();
    match raw.as_bytes().first()? {
        b'n' => Some(Datum::Null),
        b't' | b'f' => redo::datum(&Literal::Bare(raw), kind),
        b'{' => {
            let decimal: VariableScale<'_> = serde_json::from_str(raw).ok()?;
            number(&decimal.value, decimal.scale)
        }
        b'"' => {
            let text: String = serde_json::from_str(raw).ok()?;
            if text == options.unavailable {
                return Some(Datum::Missing);
            }
            of_text(text, meaning, schema, kind)
        }
        _ => of_number(raw, meaning, kind, options),
    }
}

fn of_text(text: String, meaning: &str, schema: Option<&FieldSchema<'_>>, kind: ColumnType) -> Option<Datum> {
    match (meaning, kind) {
        ("org.apache.kafka.connect.data.Decimal", _) => {
            let scale = schema?.parameters.as_ref()?.scale.as_deref()?;
            number(&text, scale.parse().ok()?)
        }
        (_, ColumnType::Raw | ColumnType::Blob) => base64(&text).map(|bytes| Datum::Bytes(bytes.into())),
        (_, ColumnType::Duration) if text.starts_with('P') || text.starts_with("-P") => {
            iso_interval(&text, kind)
        }
        (_, ColumnType::Months) if text.starts_with('P') || text.starts_with("-P") => {
            iso_interval(&text, kind)
        }
        _ => redo::datum(&Literal::Text(text.into()), kind),
    }
}

fn of_number(raw: &str, meaning: &str, kind: ColumnType, options: &ValueOptions) -> Option<Datum> {
    let count = || raw.parse::<i128>().ok();
    let unit = match meaning {
        "io.debezium.time.Date" | "org.apache.kafka.connect.data.Date" => Some(Unit::Days),
        "io.debezium.time.Timestamp" | "org.apache.kafka.connect.data.Timestamp" => Some(Unit::Milliseconds),
        "io.debezium.time.MicroTimestamp" => Some(Unit::Microseconds),
        "io.debezium.time.NanoTimestamp" => Some(Unit::Nanoseconds),
        _ => None,
    };
    match kind {
        ColumnType::Date => date_time(count()?, unit.unwrap_or(options.dates)).map(Datum::DateTime),
        ColumnType::Timestamp => date_time(count()?, unit.unwrap_or(options.timestamps)).map(Datum::DateTime),
        ColumnType::TimestampTz | ColumnType::TimestampLtz => {
            date_time(count()?, unit.unwrap_or(options.timestamps)).map(Datum::Instant)
        }
        // Microseconds; months have an average length there, which is divided out again.
        ColumnType::Months => {
            const MONTH: i128 = 2_629_800_000_000;
            let months = count()? / MONTH;
            (count()? % MONTH == 0).then(|| i32::try_from(months).ok().map(Datum::Months))?
        }
        ColumnType::Duration => {
            const DAY: i128 = 86_400_000_000;
            let count = count()?;
            Some(Datum::Duration {
                days: i32::try_from(count / DAY).ok()?,
                nanoseconds: i64::try_from(count % DAY * 1000).ok()?,
            })
        }
        _ => redo::datum(&Literal::Text(raw.into()), kind),
    }
}

/// `P1Y2M3DT4H5M6.7S`
fn iso_interval(text: &str, kind: ColumnType) -> Option<Datum> {
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let mut rest = text.strip_prefix('P')?;
    let (mut months, mut nanoseconds) = (0i64, 0i128);
    let mut in_time = false;
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('T') {
            in_time = true;
            rest = behind;
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (amount, unit) = (&rest[..end], rest.as_bytes()[end]);
        rest = &rest[end + 1..];
        let whole = || amount.parse::<i64>().ok();
        match (unit, in_time) {
            (b'Y', false) => months += whole()?.checked_mul(12)?,
            (b'M', false) => months += whole()?,
            (b'D', false) => nanoseconds += i128::from(whole()?) * 86_400_000_000_000,
            (b'H', true) => nanoseconds += i128::from(whole()?) * 3_600_000_000_000,
            (b'M', true) => nanoseconds += i128::from(whole()?) * 60_000_000_000,
            (b'S', true) => {
                let (sign, amount) = match amount.strip_prefix('-') {
                    Some(amount) => (-1, amount),
                    None => (1, amount),
                };
                let (seconds, fraction) = amount.split_once('.').unwrap_or((amount, ""));
                let fraction = format!("{fraction:0<9}");
                let fraction: i128 = fraction.get(..9)?.parse().ok()?;
                nanoseconds += sign * (seconds.parse::<i128>().ok()? * 1_000_000_000 + fraction);
            }
            _ => return None,
        }
    }
    let sign = if is_negative { -1 } else { 1 };
    const DAY: i128 = 86_400_000_000_000;
    match kind {
        ColumnType::Months if nanoseconds == 0 => i32::try_from(sign * months).ok().map(Datum::Months),
        ColumnType::Duration if months == 0 => {
            let nanoseconds = i128::from(sign) * nanoseconds;
            Some(Datum::Duration {
                days: i32::try_from(nanoseconds / DAY).ok()?,
                nanoseconds: i64::try_from(nanoseconds % DAY).ok()?,
            })
        }
        _ => None,
    }
}

/// A number from the bytes of its digits without a point, in base 64, and the digits behind the point.
fn number(text: &str, scale: i32) -> Option<Datum> {
    let bytes = base64(text)?;
    let is_negative = bytes.first()? & 0x80 != 0;
    // Two's complement, the highest byte first; divided by ten until nothing is left.
    let mut magnitude: Vec<u8> = bytes.clone();
    if is_negative {
        let mut carry = true;
        for byte in magnitude.iter_mut().rev() {
            (*byte, carry) = (!*byte).overflowing_add(u8::from(carry));
        }
    }
    let mut digits = Vec::new();
    while magnitude.iter().any(|byte| *byte != 0) {
        let mut rest = 0u32;
        for byte in &mut magnitude {
            let value = rest * 256 + u32::from(*byte);
            *byte = (value / 10) as u8;
            rest = value % 10;
        }
        digits.push(b'0' + rest as u8);
    }
    digits.reverse();
    let digits = String::from_utf8(digits).ok()?;
    let digits = if digits.is_empty() { "0" } else { &digits };
    let sign = if is_negative { "-" } else { "" };
    let text = format!("{sign}{digits}E{}", -scale);
    let text = match usize::try_from(scale) {
        Ok(0) => format!("{sign}{digits}"),
        Ok(scale) if scale <= 200 => {
            let padded = format!("{digits:0>width$}", width = scale + 1);
            let (whole, fraction) = padded.split_at(padded.len() - scale);
            format!("{sign}{whole}.{fraction}")
        }
        Ok(_) | Err(_) => text,
    };
    redo::datum(&Literal::Text(text.into()), ColumnType::Number)
}

/// The bytes of a text in base 64; `None` when it is none.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    (text.len() % 4 != 1).then_some(out)
}
