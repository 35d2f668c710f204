//! Changes as bytes: each with its length before it; names are written once in a frame.

use crate::change::{Change, Datum, Operation, Row, TableName};
use plconv_mover::value::DateTime;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes the changes of a frame.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    out: Vec<u8>,
    names: BTreeMap<Arc<str>, u64>,
    change: Vec<u8>,
}

/// The number of each operation and value in a frame.
mod tag {
    pub(super) const INSERT: u8 = 0;
    pub(super) const UPDATE: u8 = 1;
    pub(super) const DELETE: u8 = 2;
    pub(super) const RESELECT: u8 = 3;
    pub(super) const TRUNCATE: u8 = 4;
    pub(super) const DDL: u8 = 5;
    pub(super) const UNSUPPORTED: u8 = 6;

    pub(super) const NULL: u8 = 0;
    pub(super) const TEXT: u8 = 1;
    pub(super) const NUMBER: u8 = 2;
    pub(super) const FLOAT: u8 = 3;
    pub(super) const DOUBLE: u8 = 4;
    pub(super) const BYTES: u8 = 5;
    pub(super) const FALSE: u8 = 6;
    pub(super) const TRUE: u8 = 7;
    pub(super) const DATE_TIME: u8 = 8;
    pub(super) const INSTANT: u8 = 9;
    pub(super) const MONTHS: u8 = 10;
    pub(super) const DURATION: u8 = 11;
    pub(super) const MISSING: u8 = 12;
}

impl Encoder {
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    pub(super) fn push(&mut self, change: &Change) {
        let mut bytes = std::mem::take(&mut self.change);
        bytes.clear();
        self.change(change, &mut bytes);
        integer(bytes.len() as u64, &mut self.out);
        self.out.extend_from_slice(&bytes);
        self.change = bytes;
    }

    fn change(&mut self, change: &Change, out: &mut Vec<u8>) {
        self.name(&change.table.owner, out);
        self.name(&change.table.table, out);
        integer(change.scn, out);
        match &change.row_id {
            Some(row_id) => {
                out.push(1);
                text(row_id, out);
            }
            None => out.push(0),
        }
        match &change.operation {
            Operation::Insert { new } => {
                out.push(tag::INSERT);
                self.row(new, out);
            }
            Operation::Update { old, new } => {
                out.push(tag::UPDATE);
                self.row(old, out);
                self.row(new, out);
            }
            Operation::Delete { old } => {
                out.push(tag::DELETE);
                self.row(old, out);
            }
            Operation::Reselect { key, columns, reason } => {
                out.push(tag::RESELECT);
                self.row(key, out);
                integer(columns.len() as u64, out);
                for column in columns {
                    self.name(column, out);
                }
                text(reason, out);
            }
            Operation::Truncate => out.push(tag::TRUNCATE),
            Operation::Ddl { text: sql } => {
                out.push(tag::DDL);
                text(sql, out);
            }
            Operation::Unsupported { reason } => {
                out.push(tag::UNSUPPORTED);
                text(reason, out);
            }
        }
    }

    fn row(&mut self, row: &Row, out: &mut Vec<u8>) {
        integer(row.len() as u64, out);
        for (name, value) in row {
            self.name(name, out);
            datum(value, out);
        }
    }

    /// A name: 0 and its text the first time, its number afterwards.
    fn name(&mut self, name: &Arc<str>, out: &mut Vec<u8>) {
        if let Some(number) = self.names.get(name) {
            integer(*number, out);
            return;
        }
        let number = self.names.len() as u64 + 1;
        self.names.insert(name.clone(), number);
        out.push(0);
        text(name, out);
    }
}

/// Seven bits a byte, the lowest first.
fn integer(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Small numbers of either sign are short.
fn signed(value: i64, out: &mut Vec<u8>) {
    integer(((value << 1) ^ (value >> 63)).cast_unsigned(), out);
}

fn blob(bytes: &[u8], out: &mut Vec<u8>) {
    integer(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn text(text: &str, out: &mut Vec<u8>) {
    blob(text.as_bytes(), out);
}

fn date_time(at: &DateTime, out: &mut Vec<u8>) {
    signed(i64::from(at.year), out);
    out.extend([at.month, at.day, at.hour, at.minute, at.second]);
    integer(u64::from(at.nanosecond), out);
}

fn datum(value: &Datum, out: &mut Vec<u8>) {
    match value {
        Datum::Null => out.push(tag::NULL),
        Datum::Text(value) => {
            out.push(tag::TEXT);
            text(value, out);
        }
        Datum::Number(value) => {
            out.push(tag::NUMBER);
            text(value, out);
        }
        Datum::Float(value) => {
            out.push(tag::FLOAT);
            out.extend(value.to_bits().to_le_bytes());
        }
        Datum::Double(value) => {
            out.push(tag::DOUBLE);
            out.extend(value.to_bits().to_le_bytes());
        }
        Datum::Bytes(value) => {
            out.push(tag::BYTES);
            blob(value, out);
        }
        Datum::Boolean(value) => out.push(if *value { tag::TRUE } else { tag::FALSE }),
        Datum::DateTime(at) => {
            out.push(tag::DATE_TIME);
            date_time(at, out);
        }
        Datum::Instant(at) => {
            out.push(tag::INSTANT);
            date_time(at, out);
        }
        Datum::Months(months) => {
            out.push(tag::MONTHS);
            signed(i64::from(*months), out);
        }
        Datum::Duration { days, nanoseconds } => {
            out.push(tag::DURATION);
            signed(i64::from(*days), out);
            signed(*nanoseconds, out);
        }
        Datum::Missing => out.push(tag::MISSING),
    }
}

/// A row as bytes that are the same for the same values: to compare rows by.
#[must_use]
pub(crate) fn row_bytes(row: &Row) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in row {
        text(name, &mut out);
        datum(value, &mut out);
    }
    out
}

/// Reads the changes of a frame; the bytes are trusted as little as any file.
pub(super) struct Decoder<'a> {
    rest: &'a [u8],
    names: Vec<Arc<str>>,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Decoder {
            rest: bytes,
            names: Vec::new(),
        }
    }

    /// The next change; `None` at the end, an error when the bytes are none.
    pub(super) fn next(&mut self) -> Option<Result<Change, Damaged>> {
        if self.rest.is_empty() {
            return None;
        }
        Some(self.framed().ok_or(Damaged))
    }

    fn framed(&mut self) -> Option<Change> {
        let length = usize::try_from(self.integer()?).ok()?;
        let behind = self.rest.get(length..)?;
        let before = self.rest.len() - length;
        let change = self.change()?;
        (self.rest.len() == before && self.rest.len() == behind.len()).then_some(change)
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn integer(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.integer()?;
        Some((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    fn small(&mut self) -> Option<i32> {
        i32::try_from(self.signed()?).ok()
    }

    fn blob(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.integer()?).ok()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.blob()?).ok()
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*bytes)
    }

    fn name(&mut self) -> Option<Arc<str>> {
        match self.integer()? {
            0 => {
                let name: Arc<str> = self.text()?.into();
                self.names.push(name.clone());
                Some(name)
            }
            number => self.names.get(usize::try_from(number).ok()? - 1).cloned(),
        }
    }

    fn change(&mut self) -> Option<Change> {
        let table = TableName {
            owner: self.name()?,
            table: self.name()?,
        };
        let scn = self.integer()?;
        let row_id = match self.byte()? {
            0 => None,
            _ => Some(self.text()?.into()),
        };
        let operation = match self.byte()? {
            tag::INSERT => Operation::Insert { new: self.row()? },
            tag::UPDATE => Operation::Update {
                old: self.row()?,
                new: self.row()?,
            },
            tag::DELETE => Operation::Delete { old: self.row()? },
            tag::RESELECT => {
                let key = self.row()?;
                let count = self.integer()?;
                let columns = (0..count).map(|_| self.name()).collect::<Option<_>>()?;
                Operation::Reselect {
                    key,
                    columns,
                    reason: self.text()?.into(),
                }
            }
            tag::TRUNCATE => Operation::Truncate,
            tag::DDL => Operation::Ddl {
                text: self.text()?.into(),
            },
            tag::UNSUPPORTED => Operation::Unsupported {
                reason: self.text()?.into(),
            },
            _ => return None,
        };
        Some(Change {
            table,
            scn,
            row_id,
            operation,
        })
    }

    fn row(&mut self) -> Option<Row> {
        let count = self.integer()?;
        (0..count).map(|_| Some((self.name()?, self.datum()?))).collect()
    }

    fn date_time(&mut self) -> Option<DateTime> {
        let year = self.small()?;
        let [month, day, hour, minute, second] = self.array()?;
        Some(DateTime {
            year,
            month,
            day,
            hour,
            minute,
            second,
            nanosecond: u32::try_from(self.integer()?).ok()?,
        })
    }

    fn datum(&mut self) -> Option<Datum> {
        Some(match self.byte()? {
            tag::NULL => Datum::Null,
            tag::TEXT => Datum::Text(self.text()?.into()),
            tag::NUMBER => Datum::Number(self.text()?.into()),
            tag::FLOAT => Datum::Float(f32::from_bits(u32::from_le_bytes(self.array()?))),
            tag::DOUBLE => Datum::Double(f64::from_bits(u64::from_le_bytes(self.array()?))),
            tag::BYTES => Datum::Bytes(self.blob()?.into()),
            tag::FALSE => Datum::Boolean(false),
            tag::TRUE => Datum::Boolean(true),
            tag::DATE_TIME => Datum::DateTime(self.date_time()?),
            tag::INSTANT => Datum::Instant(self.date_time()?),
            tag::MONTHS => Datum::Months(self.small()?),
            tag::DURATION => Datum::Duration {
                days: self.small()?,
                nanoseconds: self.signed()?,
            },
            tag::MISSING => Datum::Missing,
            _ => return None,
        })
    }
}

/// The bytes are no changes.
#[derive(Debug)]
pub(super) struct Damaged;
