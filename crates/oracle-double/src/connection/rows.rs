//! Values, descriptions and rows as messages.

use super::answers::Answer;
use super::binds::Define;
use super::execute::Cursor;
use super::lobs::{Lobs, from_utf16, utf16};
use super::{Call, Connection, Ending, fields, message};
use crate::codec::{json, ordered, vector};
use crate::database::OracleError;
use crate::value::{Column, DataType, NCHAR_FORM, Row, Value, type_number};
use crate::wire::buffer::Writer;
use std::io::{Read, Write};
use std::sync::{Arc, PoisonError};

/// The rows are not of the types that the columns have.
pub(super) fn inconsistent() -> OracleError {
    OracleError::new(
        932,
        "inconsistent datatypes: a value is not of the type of its column",
    )
}

/// Writes a value of a type, without the fields that follow some types in some messages.
pub(super) fn write_value(
    out: &mut Writer,
    lobs: &mut Lobs,
    (number, form): (u8, u8),
    value: &Value,
) -> Result<(), OracleError> {
    if matches!(number, type_number::CLOB | type_number::BLOB) {
        return lobs.write(out, number, value);
    }
    match (number, value) {
        (type_number::JSON | type_number::VECTOR, value) => return write_along(out, value),
        (_, Value::Null) => out.u8(0),
        (type_number::VARCHAR | type_number::CHAR | type_number::LONG, Value::Text(text)) => {
            write_text(out, form, text)
        }
        (type_number::LONG, Value::Lob(source)) => {
            write_text(out, form, &from_utf16(&source.read(0, source.length())))
        }
        (type_number::LONG_RAW, Value::Lob(source)) => out.counted(&source.read(0, source.length())),
        (
            type_number::RAW
            | type_number::LONG_RAW
            | type_number::VARCHAR
            | type_number::CHAR
            | type_number::LONG,
            Value::Bytes(bytes),
        ) => out.counted(bytes),
        (type_number::NUMBER | type_number::BINARY_INTEGER, Value::Number(value)) => {
            out.counted(value.encoded())
        }
        (type_number::DATE, Value::Time(time)) => out.counted(&time.date_bytes()),
        (type_number::TIMESTAMP | type_number::TIMESTAMP_LTZ, Value::Time(time)) if time.nanosecond == 0 => {
            out.counted(&time.date_bytes())
        }
        (type_number::TIMESTAMP | type_number::TIMESTAMP_LTZ, Value::Time(time)) => {
            out.u8(11).raw(&time.date_bytes()).u32be(time.nanosecond)
        }
        (type_number::TIMESTAMP_TZ, Value::TimeTz(time, minutes)) => {
            let part = |part: i16, bias: i16| u8::try_from(part + bias).unwrap_or(0);
            out.u8(13).raw(&time.date_bytes()).u32be(time.nanosecond);
            out.u8(part(minutes / 60, 20)).u8(part(minutes % 60, 60))
        }
        (type_number::INTERVAL_YM, Value::IntervalYm(interval)) => out.counted(&interval.bytes()),
        (type_number::INTERVAL_DS, Value::IntervalDs(interval)) => out.counted(&interval.bytes()),
        (type_number::BINARY_FLOAT, Value::Float(value)) => out.counted(&ordered(value.to_be_bytes())),
        (type_number::BINARY_DOUBLE, Value::Double(value)) => out.counted(&ordered(value.to_be_bytes())),
        // A byte for false, two for true.
        (type_number::BOOLEAN, Value::Boolean(value)) => out.counted(if *value { &[1, 1] } else { &[0] }),
        (type_number::ROWID, Value::Rowid(rowid)) => {
            out.u8(13)
                .unsigned(u64::from(rowid.object))
                .unsigned(u64::from(rowid.file))
                .u8(0);
            out.unsigned(u64::from(rowid.block))
                .unsigned(u64::from(rowid.row))
        }
        (type_number::UROWID, Value::Rowid(rowid)) => {
            let mut bytes = vec![1];
            bytes.extend(rowid.object.to_be_bytes());
            bytes.extend(rowid.file.to_be_bytes());
            bytes.extend(rowid.block.to_be_bytes());
            bytes.extend(rowid.row.to_be_bytes());
            out.twice_counted(&bytes)
        }
        (type_number::UROWID, Value::LogicalRowid(logical)) => {
            let mut bytes = vec![2];
            bytes.extend_from_slice(logical);
            out.twice_counted(&bytes)
        }
        _ => return Err(inconsistent()),
    };
    Ok(())
}

fn write_text<'out>(out: &'out mut Writer, form: u8, text: &str) -> &'out mut Writer {
    if form == NCHAR_FORM {
        out.counted(&utf16(text))
    } else {
        out.counted(text.as_bytes())
    }
}

/// JSON and vectors come as LOBs that have their values along with them.
fn write_along(out: &mut Writer, value: &Value) -> Result<(), OracleError> {
    let bytes = match value {
        Value::Null => {
            out.unsigned(0);
            return Ok(());
        }
        Value::Json(value) => json::encode(value),
        Value::Vector(value) => vector::encode(value),
        _ => return Err(inconsistent()),
    };
    let mut locator = [0; 40];
    locator[1] = 38;
    locator[3] = 4;
    // A BLOB, by value, abstract.
    locator[4] = 0x61;
    locator[5] = 0x08;
    locator[9] = 1;
    out.size(locator.len()).size(bytes.len()).unsigned(0);
    out.counted(&bytes).counted(&locator);
    Ok(())
}

impl<S: Read + Write> Connection<S> {
    /// A DESCRIBE message.
    pub(super) fn write_describe(&self, out: &mut Writer, columns: &[Column]) {
        out.u8(message::DESCRIBE).counted(b"");
        self.write_columns(out, columns);
    }

    /// The columns of a query as messages have them.
    fn write_columns(&self, out: &mut Writer, columns: &[Column]) {
        let size = columns
            .iter()
            .map(|column| u64::from(column.data_type.size()))
            .sum();
        out.unsigned(size).size(columns.len());
        if !columns.is_empty() {
            out.u8(0);
        }
        for (at, column) in columns.iter().enumerate() {
            self.write_column(out, at, column);
        }
        out.twice_counted(b"")
            .unsigned(0)
            .unsigned(0)
            .unsigned(0)
            .unsigned(0);
        out.twice_counted(b"");
    }

    fn write_column(&self, out: &mut Writer, at: usize, column: &Column) {
        let data_type = &column.data_type;
        let (precision, scale) = data_type.precision();
        let charset = match data_type.form() {
            0 => 0,
            NCHAR_FORM => super::NATIONAL_CHARSET,
            _ => super::CHARSET,
        };
        out.u8(data_type.number())
            .u8(0x80)
            .u8(precision)
            .u8(scale.cast_unsigned());
        // Clients expect no value of a column without size, but for LONGs.
        let size = match data_type {
            DataType::Long | DataType::LongRaw => 0,
            other => other.size().max(1),
        };
        // Elements of an array, flags, object identifier, version.
        out.unsigned(u64::from(size))
            .unsigned(0)
            .unsigned(0)
            .twice_counted(b"")
            .unsigned(0);
        out.unsigned(u64::from(charset)).u8(data_type.form());
        out.unsigned(u64::from(data_type.characters()));
        if self.has(fields::V12_2) {
            out.unsigned(0);
        }
        out.u8(u8::from(column.nullable));
        out.u8(u8::try_from(column.name.len()).unwrap_or(u8::MAX));
        out.twice_counted(column.name.as_bytes());
        let (schema, name): (&[u8], &[u8]) = match data_type {
            DataType::Xmltype => (b"SYS", b"XMLTYPE"),
            _ => (b"", b""),
        };
        out.twice_counted(schema).twice_counted(name).size(at).unsigned(0);
        if self.has(fields::V23_1) {
            // Domain.
            out.twice_counted(b"").twice_counted(b"");
        }
        if self.has(fields::V23_1_EXT_3) {
            // Annotations.
            out.unsigned(0);
        }
        if self.has(fields::V23_4) {
            let (dimensions, format, flags) = data_type.vector();
            out.unsigned(u64::from(dimensions)).u8(format).u8(flags);
        }
    }

    /// Writes up to `count` rows of a cursor and the end of the answer.
    pub(super) fn write_rows(
        &mut self,
        out: &mut Writer,
        id: u16,
        cursor: &mut Cursor,
        count: u64,
    ) -> Call<()> {
        let Some(open) = cursor.open.as_mut() else {
            return Err(OracleError::new(1002, "fetch out of sequence").into());
        };
        let before = open.fetched;
        let is_undisturbed = self.shared.faults.remaining() == 0;
        let name = open.remembered_as.clone().filter(|_| is_undisturbed);
        let known = name
            .as_ref()
            .and_then(|name| self.shared.answers.find(name, before, count));
        let is_over = if let Some(answer) = known {
            out.raw(&answer.bytes);
            open.fetched += answer.rows;
            open.behind += answer.rows;
            answer.is_over
        } else {
            let start = out.bytes().len();
            self.make_rows(out, cursor, count)?;
            let Some(open) = cursor.open.as_mut() else {
                return Err(inconsistent().into());
            };
            let is_over = open.is_over();
            if let Some(name) = name {
                let answer = Answer {
                    bytes: out.bytes()[start..].to_vec(),
                    rows: open.fetched - before,
                    is_over,
                };
                self.shared.answers.keep(&name, before, count, answer);
            }
            is_over
        };
        let rows = cursor.open.as_ref().map_or(before, |open| open.fetched);
        let end = is_over.then(|| OracleError::new(1403, "no data found"));
        if is_over {
            cursor.open = None;
        }
        self.write_error(out, end.as_ref(), Ending { cursor: id, rows });
        Ok(())
    }

    /// Reads up to `count` rows of a cursor and writes them.
    fn make_rows(&mut self, out: &mut Writer, cursor: &mut Cursor, count: u64) -> Call<()> {
        let Some(open) = cursor.open.as_mut() else {
            return Ok(());
        };
        open.catch_up()?;
        let columns = Arc::clone(&open.columns);
        out.u8(message::ROW_HEADER)
            .u8(0)
            .size(columns.len())
            .unsigned(0)
            .unsigned(count);
        out.unsigned(0).unsigned(0).unsigned(0);
        let mut due = self.shared.faults.in_rows(&cursor.sql, open.fetched, count);
        let mut sent = 0;
        while sent < count {
            if due == Some(open.fetched) {
                if let Some(action) = self.shared.faults.before_row(&cursor.sql, open.fetched) {
                    self.suffer(action)?;
                }
                due = self
                    .shared
                    .faults
                    .in_rows(&cursor.sql, open.fetched + 1, count - sent);
            }
            let Some(row) = open.next().transpose()? else {
                break;
            };
            if row.len() != columns.len() {
                return Err(inconsistent().into());
            }
            let previous = open
                .previous
                .take()
                .filter(|_| self.shared.options.duplicate_columns);
            if let Some(previous) = &previous {
                write_bit_vector(out, &columns, previous, &row);
            }
            out.u8(message::ROW_DATA);
            for (at, (column, value)) in columns.iter().zip(row.iter()).enumerate() {
                let is_sent = previous
                    .as_ref()
                    .is_none_or(|previous| !is_same(column, &previous[at], value));
                if is_sent {
                    self.write_column_value(out, column, cursor.defines.get(at), value)?;
                }
            }
            open.previous = Some(row);
            open.fetched += 1;
            sent += 1;
        }
        Ok(())
    }

    fn write_column_value(
        &mut self,
        out: &mut Writer,
        column: &Column,
        define: Option<&Define>,
        value: &Value,
    ) -> Call<()> {
        if let DataType::Cursor = column.data_type {
            return self.write_cursor(out, value);
        }
        let wire_type = match define {
            // Of the types that a client may ask for only those of LOBs make a difference.
            Some(define) if column.data_type.is_lob() => (define.number, define.form),
            _ => (column.data_type.number(), column.data_type.form()),
        };
        write_value(out, &mut self.lobs, wire_type, value)?;
        if matches!(wire_type.0, type_number::LONG | type_number::LONG_RAW) {
            // Null indicator and return code.
            out.signed(if value.is_null() { -1 } else { 0 }).unsigned(0);
        }
        Ok(())
    }

    /// A cursor as a value: its description and number. The rows become those of a new cursor.
    pub(super) fn write_cursor(&mut self, out: &mut Writer, value: &Value) -> Call<()> {
        let rows = match value {
            Value::Cursor(rows) => rows.lock().unwrap_or_else(PoisonError::into_inner).take(),
            _ => None,
        };
        let Some(rows) = rows else {
            return Err(OracleError::new(1001, "invalid cursor").into());
        };
        out.u8(1);
        self.write_columns(out, &rows.columns);
        let id = self.new_cursor(Cursor::of_rows(rows));
        out.unsigned(u64::from(id));
        Ok(())
    }
}

/// Whether a value need not be sent because the row before has it.
fn is_same(column: &Column, previous: &Value, value: &Value) -> bool {
    !column.data_type.is_lob() && !value.is_null() && previous == value
}

/// Says which columns are sent. Each row has one: clients disagree about how long one holds.
fn write_bit_vector(out: &mut Writer, columns: &[Column], previous: &Row, row: &Row) {
    let mut bits = vec![0_u8; columns.len().div_ceil(8)];
    let mut sent = 0_u64;
    for (at, column) in columns.iter().enumerate() {
        if !is_same(column, &previous[at], &row[at]) {
            bits[at / 8] |= 1 << (at % 8);
            sent += 1;
        }
    }
    out.u8(message::BIT_VECTOR).unsigned(sent).raw(&bits);
}
