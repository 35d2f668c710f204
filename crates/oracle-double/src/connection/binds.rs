//! Binds and defines: how clients describe them, and the values they send.

use super::lobs::from_utf16;
use super::{Call, Connection, fields};
use crate::codec::json;
use crate::codec::number::Number;
use crate::codec::temporal::{DateTime, IntervalDs, IntervalYm};
use crate::database::{Bind, OracleError};
use crate::value::{DataType, NCHAR_FORM, Value, VectorType, type_number};
use crate::wire::stream::Conversation;
use std::io::{Read, Write};
use std::sync::Arc;

/// Flag of a bind: an array of PL/SQL.
const ARRAY: u8 = 0x40;

/// How a client describes a bind, or wants a column.
#[derive(Clone, Debug)]
pub(super) struct Define {
    pub(super) number: u8,
    pub(super) form: u8,
    pub(super) size: u64,
    flag: u8,
}

impl Define {
    fn data_type(&self) -> DataType {
        let size = u32::try_from(self.size).unwrap_or(u32::MAX);
        let national = self.form == NCHAR_FORM;
        match self.number {
            type_number::CHAR if national => DataType::Nchar(size),
            type_number::CHAR => DataType::Char(size),
            type_number::NUMBER | type_number::BINARY_INTEGER => DataType::Number(0, -127),
            type_number::LONG => DataType::Long,
            type_number::ROWID => DataType::Rowid,
            type_number::UROWID => DataType::Urowid,
            type_number::DATE => DataType::Date,
            type_number::RAW => DataType::Raw(size),
            type_number::LONG_RAW => DataType::LongRaw,
            type_number::BINARY_FLOAT => DataType::BinaryFloat,
            type_number::BINARY_DOUBLE => DataType::BinaryDouble,
            type_number::CURSOR => DataType::Cursor,
            type_number::CLOB if national => DataType::Nclob,
            type_number::CLOB => DataType::Clob,
            type_number::BLOB => DataType::Blob,
            type_number::JSON => DataType::Json,
            type_number::VECTOR => DataType::Vector(VectorType::default()),
            type_number::TIMESTAMP => DataType::Timestamp(9),
            type_number::TIMESTAMP_TZ => DataType::TimestampTz(9),
            type_number::TIMESTAMP_LTZ => DataType::TimestampLtz(9),
            type_number::INTERVAL_YM => DataType::IntervalYm(9),
            type_number::INTERVAL_DS => DataType::IntervalDs(9, 9),
            type_number::BOOLEAN => DataType::Boolean,
            _ if national => DataType::Nvarchar2(size),
            _ => DataType::Varchar2(size),
        }
    }

    pub(super) fn bind(&self) -> Bind {
        Bind {
            data_type: self.data_type(),
            is_array: self.is_array(),
        }
    }

    pub(super) fn is_array(&self) -> bool {
        self.flag & ARRAY != 0
    }
}

impl<S: Read + Write> Connection<S> {
    fn read_define(&mut self) -> Conversation<Define> {
        let has_collation = self.has(fields::V12_2);
        let stream = &mut self.stream;
        let number = stream.u8()?;
        let flag = stream.u8()?;
        stream.skip(2)?;
        let size = stream.unsigned()?;
        stream.unsigned()?;
        stream.unsigned()?;
        stream.twice_counted()?;
        stream.unsigned()?;
        stream.unsigned()?;
        let form = stream.u8()?;
        stream.unsigned()?;
        if has_collation {
            stream.unsigned()?;
        }
        Ok(Define {
            number,
            form,
            size,
            flag,
        })
    }

    pub(super) fn read_defines(&mut self, count: usize) -> Conversation<Vec<Define>> {
        let mut defines = Vec::new();
        for _ in 0..count {
            defines.push(self.read_define()?);
        }
        Ok(defines)
    }

    /// The value of a bind in one execution.
    pub(super) fn read_bind(&mut self, define: &Define) -> Call<Value> {
        if !define.is_array() {
            return self.read_value(define);
        }
        // They are read but nothing here takes arrays.
        for _ in 0..self.stream.size()? {
            self.read_value(define)?;
        }
        Ok(Value::Null)
    }

    fn read_value(&mut self, define: &Define) -> Call<Value> {
        match define.number {
            type_number::CLOB | type_number::BLOB => {
                if self.stream.unsigned()? == 0 {
                    return Ok(Value::Null);
                }
                let locator = self.stream.counted()?;
                return Ok(self.lobs.value(&locator)?);
            }
            type_number::JSON => {
                if self.stream.unsigned()? == 0 {
                    return Ok(Value::Null);
                }
                // A locator, then the value.
                self.stream.counted()?;
                let oson = self.stream.counted()?;
                let value =
                    json::decode(&oson).ok_or_else(|| OracleError::new(40441, "JSON syntax error"))?;
                return Ok(Value::Json(Arc::new(value)));
            }
            type_number::CURSOR => {
                self.stream.unsigned()?;
                return Ok(Value::Null);
            }
            _ => {}
        }
        let bytes = self.stream.counted()?;
        if bytes.is_empty() {
            return Ok(Value::Null);
        }
        decode_value(define, &bytes)
            .ok_or_else(|| OracleError::new(1465, "a bind has bytes that are no value of its type").into())
    }
}

/// The value that a client has bound; `None` if the bytes are none of the type.
fn decode_value(define: &Define, bytes: &[u8]) -> Option<Value> {
    Some(match define.number {
        type_number::NUMBER | type_number::BINARY_INTEGER => Value::Number(Number::from_encoded(bytes)?),
        type_number::VARCHAR | type_number::CHAR | type_number::LONG => {
            if define.form == NCHAR_FORM {
                return Some(Value::Text(from_utf16(bytes).into()));
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => Value::Text(text.into()),
                Err(_) => Value::Bytes(bytes.into()),
            }
        }
        type_number::RAW | type_number::LONG_RAW => Value::Bytes(bytes.into()),
        type_number::DATE | type_number::TIMESTAMP | type_number::TIMESTAMP_LTZ => {
            Value::Time(DateTime::from_bytes(bytes)?)
        }
        type_number::TIMESTAMP_TZ => {
            let zone = match bytes.get(11..13) {
                Some(zone) => (i16::from(zone[0]) - 20) * 60 + i16::from(zone[1]) - 60,
                None => 0,
            };
            Value::TimeTz(DateTime::from_bytes(bytes)?, zone)
        }
        type_number::INTERVAL_YM => Value::IntervalYm(IntervalYm::from_bytes(bytes)?),
        type_number::INTERVAL_DS => Value::IntervalDs(IntervalDs::from_bytes(bytes)?),
        type_number::BINARY_FLOAT => Value::Float(f32::from_be_bytes(unordered(bytes)?)),
        type_number::BINARY_DOUBLE => Value::Double(f64::from_be_bytes(unordered(bytes)?)),
        type_number::BOOLEAN => Value::Boolean(bytes.last() == Some(&1)),
        // Clients bind rowids as text.
        type_number::ROWID | type_number::UROWID => {
            Value::Rowid(std::str::from_utf8(bytes).ok()?.parse().ok()?)
        }
        _ => return None,
    })
}

/// IEEE numbers with the sign as it is elsewhere.
fn unordered<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    let mut bytes: [u8; N] = bytes.try_into().ok()?;
    if bytes[0] & 0x80 != 0 {
        bytes[0] &= 0x7f;
    } else {
        for byte in &mut bytes {
            *byte = !*byte;
        }
    }
    Some(bytes)
}
