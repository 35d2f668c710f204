//! Values in the binary form of PostgreSQL's COPY. One arm for each pair of a value and a target type.

mod bytes;
mod calendar;
mod decimal;
mod interval;
mod mask;
mod text;
mod vector;

pub use calendar::{days_of, microseconds_of};
pub use decimal::Decimal;
pub use interval::{Interval, parse as parse_interval};
pub use mask::{DateMask, ReadDate, read_iso, shift};
pub use vector::canonical_list;

use crate::policy::{Changes, ColumnPolicy, Misfit, OnPrecision, ValueError};
use crate::target_type::TargetType;
use crate::value::Value;

/// The first bytes of COPY BINARY: signature, flags, length of the extension.
pub const COPY_HEADER: &[u8; 19] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// The last bytes of COPY BINARY.
pub const COPY_TRAILER: [u8; 2] = (-1i16).to_be_bytes();

/// The length that stands for NULL.
const NULL: i32 = -1;

/// PostgreSQL's limit of one value.
pub const LARGEST_VALUE: u64 = 0x3FFF_FFFF;

/// Writes the values of one column.
#[derive(Debug)]
pub struct ColumnEncoder {
    target: TargetType,
    policy: ColumnPolicy,
    mask: Option<DateMask>,
    changes: Changes,
    decimal: Decimal,
    scratch: Vec<u8>,
}

impl ColumnEncoder {
    /// An encoder for a target type; `mask` says how texts are read as dates.
    #[must_use]
    pub fn new(target: TargetType, policy: ColumnPolicy, mask: Option<DateMask>) -> Self {
        ColumnEncoder {
            target,
            policy,
            mask,
            changes: Changes::default(),
            decimal: Decimal::default(),
            scratch: Vec::new(),
        }
    }

    /// What policies changed so far, taken away.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    /// What its texts may hold.
    #[must_use]
    pub fn policy(&self) -> &ColumnPolicy {
        &self.policy
    }

    /// The type it writes.
    #[must_use]
    pub fn target(&self) -> &TargetType {
        &self.target
    }

    /// Appends one field: its length and its bytes. After an error `out` may hold a part of it.
    ///
    /// # Errors
    /// When the target type cannot hold the value and no policy says what to do.
    pub fn encode(&mut self, value: &Value<'_>, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match value {
            Value::Null => null(out),
            Value::Text(text) => return self.text(text, out),
            Value::InvalidText(bytes) => return self.invalid_text(bytes, out),
            Value::Number(text) => return self.number(text, out),
            Value::Float(number) => return self.double(f64::from(*number), true, out),
            Value::Double(number) => return self.double(*number, false, out),
            Value::Bytes(bytes) => return self.bytes(bytes, out),
            Value::Boolean(truth) => return self.boolean(*truth, out),
            Value::DateTime(at) => return self.date_time(at, false, out),
            Value::Instant(at) => return self.date_time(at, true, out),
            Value::Months(months) => return self.months(*months, out),
            Value::Duration { days, nanoseconds } => return self.duration(*days, *nanoseconds, out),
            Value::Rowid(rowid) => return self.text(&rowid.to_string(), out),
            Value::Vector(vector) => return self.vector(vector, out),
            Value::Large(_) => {
                return Err(ValueError::new(
                    Misfit::Invalid,
                    "a large value that was not read",
                ));
            }
        }
        Ok(())
    }

    fn mismatch(&self, what: &str) -> ValueError {
        ValueError::new(
            Misfit::Invalid,
            format!("{what} for a column of type {}", self.target.name()),
        )
    }

    fn boolean(&mut self, truth: bool, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match &self.target {
            TargetType::Boolean => field(out, &[u8::from(truth)]),
            TargetType::Smallint
            | TargetType::Integer
            | TargetType::Bigint
            | TargetType::Numeric(_)
            | TargetType::Real
            | TargetType::Double => return self.number(if truth { "1" } else { "0" }, out),
            TargetType::Text { .. } | TargetType::Char { .. } => {
                return self.characters(if truth { "true" } else { "false" }, out);
            }
            TargetType::Json | TargetType::Jsonb => {
                return self.characters(if truth { "true" } else { "false" }, out);
            }
            TargetType::Other(_) => return self.characters(if truth { "true" } else { "false" }, out),
            TargetType::Bytea
            | TargetType::Date
            | TargetType::Timestamp(_)
            | TargetType::TimestampTz(_)
            | TargetType::Interval(_)
            | TargetType::Uuid
            | TargetType::Xml => return Err(self.mismatch("a Boolean")),
        }
        Ok(())
    }

    fn number(&mut self, text: &str, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match &self.target {
            TargetType::Smallint => {
                self.integer(text, i64::from(i16::MIN), i64::from(i16::MAX), out, |n, out| {
                    field(out, &(n as i16).to_be_bytes());
                })
            }
            TargetType::Integer => {
                self.integer(text, i64::from(i32::MIN), i64::from(i32::MAX), out, |n, out| {
                    field_of_4(out, (n as i32).to_be_bytes());
                })
            }
            TargetType::Bigint => self.integer(text, i64::MIN, i64::MAX, out, |n, out| {
                field_of_8(out, n.to_be_bytes());
            }),
            TargetType::Numeric(digits) => {
                let digits = *digits;
                let changed = self.decimal.write(text, digits, self.policy.precision, out)?;
                self.changes.precision += u64::from(changed);
                Ok(())
            }
            TargetType::Real | TargetType::Double => match special_or_float(text) {
                Some(number) => self.double(number, false, out),
                None => Err(no_number(text)),
            },
            TargetType::Boolean => match text.trim() {
                "0" => self.boolean(false, out),
                "1" => self.boolean(true, out),
                _ => Err(self.mismatch("a number besides 0 and 1")),
            },
            TargetType::Text { .. }
            | TargetType::Char { .. }
            | TargetType::Json
            | TargetType::Jsonb
            | TargetType::Other(_) => self.characters(text, out),
            TargetType::Bytea
            | TargetType::Date
            | TargetType::Timestamp(_)
            | TargetType::TimestampTz(_)
            | TargetType::Interval(_)
            | TargetType::Uuid
            | TargetType::Xml => Err(self.mismatch("a number")),
        }
    }

    fn integer(
        &mut self,
        text: &str,
        low: i64,
        high: i64,
        out: &mut Vec<u8>,
        write: impl FnOnce(i64, &mut Vec<u8>),
    ) -> Result<(), ValueError> {
        let (number, changed) = match decimal::plain_integer(text.as_bytes()) {
            Some(number) => (Some(number), false),
            None => self.decimal.integer(text, self.policy.precision)?,
        };
        match number.filter(|number| (low..=high).contains(number)) {
            Some(number) => {
                self.changes.precision += u64::from(changed);
                write(number, out);
                Ok(())
            }
            None => Err(ValueError::new(
                Misfit::Invalid,
                format!("{text} is out of range for type {}", self.target.name()),
            )),
        }
    }

    fn double(&mut self, number: f64, was_single: bool, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match self.target {
            TargetType::Double => field_of_8(out, number.to_be_bytes()),
            TargetType::Real => {
                let single = number as f32;
                let same = f64::from(single) == number || number.is_nan();
                if !same && single.is_infinite() {
                    return Err(ValueError::new(
                        Misfit::Invalid,
                        format!("{number} is out of range for type real"),
                    ));
                }
                if !same && self.policy.precision == OnPrecision::Quarantine {
                    return Err(ValueError::new(
                        Misfit::Precision,
                        format!("{number} is no value of type real"),
                    ));
                }
                self.changes.precision += u64::from(!same);
                field_of_4(out, single.to_be_bytes());
            }
            // The shortest text that reads back as the same number, of the type that it was.
            _ if was_single && number.is_finite() => return self.number(&(number as f32).to_string(), out),
            _ => {
                let text = if number.is_nan() {
                    "NaN".to_owned()
                } else if number.is_infinite() {
                    if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
                } else {
                    number.to_string()
                };
                return self.number(&text, out);
            }
        }
        Ok(())
    }
}

impl TargetType {
    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> String {
        let limited = |name: &str, limit: &Option<u32>| match limit {
            Some(limit) => format!("{name}({limit})"),
            None => name.to_owned(),
        };
        match self {
            TargetType::Boolean => "boolean".to_owned(),
            TargetType::Smallint => "smallint".to_owned(),
            TargetType::Integer => "integer".to_owned(),
            TargetType::Bigint => "bigint".to_owned(),
            TargetType::Numeric(None) => "numeric".to_owned(),
            TargetType::Numeric(Some(digits)) => format!("numeric({},{})", digits.precision, digits.scale),
            TargetType::Real => "real".to_owned(),
            TargetType::Double => "double precision".to_owned(),
            TargetType::Text { limit: None } => "text".to_owned(),
            TargetType::Text { limit } => limited("varchar", limit),
            TargetType::Char { limit } => limited("char", limit),
            TargetType::Bytea => "bytea".to_owned(),
            TargetType::Date => "date".to_owned(),
            TargetType::Timestamp(digits) => format!("timestamp({digits})"),
            TargetType::TimestampTz(digits) => format!("timestamptz({digits})"),
            TargetType::Interval(digits) => format!("interval({digits})"),
            TargetType::Uuid => "uuid".to_owned(),
            TargetType::Json => "json".to_owned(),
            TargetType::Jsonb => "jsonb".to_owned(),
            TargetType::Xml => "xml".to_owned(),
            TargetType::Other(name) => name.clone(),
        }
    }
}

fn no_number(text: &str) -> ValueError {
    ValueError::new(Misfit::Invalid, format!("`{text}` is no number"))
}

/// A number, NaN or infinity as a binary one.
fn special_or_float(text: &str) -> Option<f64> {
    match text.trim() {
        "~" => Some(f64::INFINITY),
        "-~" => Some(f64::NEG_INFINITY),
        other => other.parse().ok(),
    }
}

/// Appends a NULL.
fn null(out: &mut Vec<u8>) {
    out.extend_from_slice(&NULL.to_be_bytes());
}

/// Appends a field of a few bytes.
fn field(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as i32).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// The same for the widths of integers, dates and binary numbers: as one piece, since most fields are such.
fn field_of_4(out: &mut Vec<u8>, bytes: [u8; 4]) {
    let mut field = [0, 0, 0, 4, 0, 0, 0, 0];
    field[4..].copy_from_slice(&bytes);
    out.extend_from_slice(&field);
}

fn field_of_8(out: &mut Vec<u8>, bytes: [u8; 8]) {
    let mut field = [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
    field[4..].copy_from_slice(&bytes);
    out.extend_from_slice(&field);
}

#[cfg(test)]
mod tests;
