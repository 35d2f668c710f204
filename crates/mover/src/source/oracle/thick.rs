//! The driver `oracle`, over Oracle's client library: for databases before 12.1, Native Network Encryption, and accounts with only
//! 10G or 11G password verifiers. Cargo feature `odpi`; the library is looked for when the first session is opened.
//!
//! The client library makes text of bytes that are none without a word, so such values cannot be found through it.

use super::driver::{Bind, Kind, OracleConnection, OracleWriter, months, oracle_error};
use crate::encode::shift;
use crate::error::SourceError;
use crate::source::ReadError;
use crate::value::{DateTime, Value};
use oracle::sql_type::{Blob, Clob, IntervalDS, IntervalYM, Nclob, OracleType, Timestamp, ToSql};
use oracle::{Connection, ErrorKind, SqlValue};
use std::io::{BufReader, Read};

/// Bytes of a large value that are asked for at once.
const LOB_PIECE: usize = 256 * 1024;

/// Errors of ODPI-C that are about a connection that is gone: not connected, closed by an ORA error.
const DISCONNECTED: &[i32] = &[1010, 1080];

/// A session of the driver.
pub struct ThickConnection {
    connection: Connection,
    major_version: u32,
}

impl ThickConnection {
    /// Logs in.
    ///
    /// # Errors
    /// What the server or the library says, also that there is no library.
    pub fn open(connect_string: &str, user: &str, password: &str) -> Result<ThickConnection, SourceError> {
        let connection = Connection::connect(user, password, connect_string).map_err(of)?;
        let (version, _) = connection.server_version().map_err(of)?;
        Ok(ThickConnection {
            connection,
            major_version: u32::try_from(version.major()).unwrap_or(0),
        })
    }
}

/// An error of the driver.
#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn of(error: oracle::Error) -> SourceError {
    if let (ErrorKind::OciError, Some(db)) = (error.kind(), error.db_error()) {
        return oracle_error(u32::try_from(db.code()).unwrap_or(0), db.message());
    }
    match error.dpi_code() {
        Some(code) if DISCONNECTED.contains(&code) => SourceError::transient(error.to_string()),
        _ => SourceError::permanent(error.to_string()),
    }
}

fn binds<'a>(texts: &'a [&'a str]) -> Vec<&'a dyn ToSql> {
    texts.iter().map(|text| text as &dyn ToSql).collect()
}

impl OracleConnection for ThickConnection {
    fn texts(&self, sql: &str, texts: &[&str]) -> Result<Vec<Vec<Option<String>>>, SourceError> {
        let mut statement = self.connection.statement(sql).build().map_err(of)?;
        let found = statement.query(&binds(texts)).map_err(of)?;
        let mut rows = Vec::new();
        for row in found {
            let row = row.map_err(of)?;
            let values = row
                .sql_values()
                .iter()
                .map(|value| value.get::<Option<String>>().map_err(of));
            rows.push(values.collect::<Result<_, _>>()?);
        }
        Ok(rows)
    }

    fn execute(&self, sql: &str, texts: &[&str]) -> Result<(), SourceError> {
        self.connection
            .execute(sql, &binds(texts))
            .map(|_| ())
            .map_err(of)
    }

    fn rows(
        &self,
        sql: &str,
        texts: &[&str],
        kinds: &[Kind],
        array_size: u32,
        receive: &mut dyn FnMut(&mut [Value<'_>]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut statement = self
            .connection
            .statement(sql)
            .fetch_array_size(array_size)
            .prefetch_rows(array_size)
            .build()
            .map_err(of)?;
        let found = statement.query(&binds(texts)).map_err(of)?;
        let mut held: Vec<Held> = kinds.iter().map(|_| Held::default()).collect();
        for row in found {
            let row = row.map_err(of)?;
            let mut values = Vec::with_capacity(kinds.len());
            for ((kind, source), held) in kinds.iter().zip(row.sql_values()).zip(&mut held) {
                values.push(value(source, *kind, held).map_err(of)?);
            }
            receive(&mut values)?;
        }
        Ok(())
    }

    fn large(&self, sql: &str, texts: &[&str]) -> Result<Option<Box<dyn Read>>, SourceError> {
        let mut statement = self.connection.statement(sql).lob_locator().build().map_err(of)?;
        let mut found = statement.query(&binds(texts)).map_err(of)?;
        let Some(row) = found.next() else { return Ok(None) };
        let row = row.map_err(of)?;
        let Some(value) = row.sql_values().first() else {
            return Ok(None);
        };
        fn pieces(lob: impl Read + 'static) -> Box<dyn Read> {
            Box::new(BufReader::with_capacity(LOB_PIECE, lob))
        }
        Ok(match value.oracle_type().map_err(of)? {
            OracleType::CLOB => value.get::<Option<Clob>>().map_err(of)?.map(pieces),
            OracleType::NCLOB => value.get::<Option<Nclob>>().map_err(of)?.map(pieces),
            _ => value.get::<Option<Blob>>().map_err(of)?.map(pieces),
        })
    }

    fn major_version(&self) -> u32 {
        self.major_version
    }

    fn reads_vectors(&self) -> bool {
        false
    }
}

impl OracleWriter for ThickConnection {
    fn batch(&self, sql: &str, rows: &[Vec<Bind>]) -> Result<u64, SourceError> {
        let mut batch = self
            .connection
            .batch(sql, rows.len().max(1))
            .with_row_counts()
            .build()
            .map_err(of)?;
        // A column has the type of its widest value in all rows.
        if let Some(first) = rows.first() {
            for at in 0..first.len() {
                let widest = rows
                    .iter()
                    .filter_map(|row| row.get(at))
                    .max_by_key(|bind| width(bind));
                if let Some(bind) = widest {
                    batch.set_type(at + 1, &type_of(bind)).map_err(of)?;
                }
            }
        }
        for row in rows {
            let values = row.iter().map(bound).collect::<Result<Vec<_>, _>>()?;
            let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
            batch.append_row(&values).map_err(of)?;
        }
        batch.execute().map_err(of)?;
        Ok(batch.row_counts().map_err(of)?.iter().sum())
    }

    fn commit(&self) -> Result<(), SourceError> {
        self.connection.commit().map_err(of)
    }

    fn rollback(&self) -> Result<(), SourceError> {
        self.connection.rollback().map_err(of)
    }
}

/// Bytes that a text or raw value needs; others have the width of their type.
fn width(bind: &Bind) -> usize {
    match bind {
        Bind::Text(text) => text.len(),
        Bind::Bytes(bytes) => bytes.len(),
        Bind::Null(_)
        | Bind::Number(_)
        | Bind::Float(_)
        | Bind::Double(_)
        | Bind::DateTime(_)
        | Bind::Months(_)
        | Bind::Duration { .. }
        | Bind::Boolean(_) => 0,
    }
}

fn type_of(bind: &Bind) -> OracleType {
    let size = u32::try_from(width(bind)).unwrap_or(u32::MAX).max(1);
    let kind = match bind {
        Bind::Null(kind) => *kind,
        Bind::Text(_) => Kind::Text,
        Bind::Number(_) => Kind::Number,
        Bind::Float(_) => Kind::Float,
        Bind::Double(_) => Kind::Double,
        Bind::Bytes(_) => Kind::Bytes,
        Bind::DateTime(_) => Kind::DateTime,
        Bind::Months(_) => Kind::Months,
        Bind::Duration { .. } => Kind::Duration,
        Bind::Boolean(_) => Kind::Boolean,
    };
    match kind {
        // Instants are bound as texts, as by the other driver.
        Kind::Text | Kind::TextAsBytes | Kind::Instant | Kind::Rowid | Kind::Vector => {
            OracleType::Varchar2(size)
        }
        Kind::Number => OracleType::Number(0, 0),
        Kind::Float => OracleType::BinaryFloat,
        Kind::Double => OracleType::BinaryDouble,
        Kind::Bytes => OracleType::Raw(size),
        Kind::DateTime => OracleType::Timestamp(9),
        Kind::Months => OracleType::IntervalYM(9),
        Kind::Duration => OracleType::IntervalDS(9, 9),
        Kind::Boolean => OracleType::Boolean,
    }
}

/// A value as the driver takes it; its type is that of the batch.
fn bound(bind: &Bind) -> Result<Box<dyn ToSql + '_>, SourceError> {
    Ok(match bind {
        Bind::Null(_) => Box::new(type_of(bind)),
        Bind::Text(text) | Bind::Number(text) => Box::new(text.as_str()),
        Bind::Float(number) => Box::new(*number),
        Bind::Double(number) => Box::new(*number),
        Bind::Bytes(bytes) => Box::new(bytes.as_slice()),
        Bind::DateTime(at) => {
            let [month, day, hour, minute, second] =
                [at.month, at.day, at.hour, at.minute, at.second].map(u32::from);
            let time = Timestamp::new(at.year, month, day, hour, minute, second, at.nanosecond);
            Box::new(time.map_err(of)?)
        }
        Bind::Months(months) => Box::new(IntervalYM::new(months / 12, months % 12).map_err(of)?),
        Bind::Duration { days, nanoseconds } => {
            let seconds = nanoseconds / 1_000_000_000;
            let interval = IntervalDS::new(
                *days,
                (seconds / 3600) as i32,
                (seconds / 60 % 60) as i32,
                (seconds % 60) as i32,
                (nanoseconds % 1_000_000_000) as i32,
            );
            Box::new(interval.map_err(of)?)
        }
        Bind::Boolean(truth) => Box::new(*truth),
    })
}

/// What a value borrows from.
#[derive(Default)]
struct Held {
    text: String,
    bytes: Vec<u8>,
}

/// A value of a row.
fn value<'a>(source: &SqlValue<'_>, kind: Kind, held: &'a mut Held) -> oracle::Result<Value<'a>> {
    if source.is_null()? {
        return Ok(Value::Null);
    }
    Ok(match kind {
        // The server makes texts of vectors.
        Kind::Text | Kind::Vector => {
            held.text = source.get()?;
            Value::Text(&held.text)
        }
        Kind::Rowid => {
            held.text = source.get()?;
            Value::Rowid(&held.text)
        }
        Kind::Number => {
            held.text = source.get()?;
            Value::Number(&held.text)
        }
        Kind::Bytes => {
            held.bytes = source.get()?;
            Value::Bytes(&held.bytes)
        }
        Kind::TextAsBytes => {
            held.bytes = source.get()?;
            match std::str::from_utf8(&held.bytes) {
                Ok(text) => Value::Text(text),
                Err(_) => Value::InvalidText(&held.bytes),
            }
        }
        Kind::Float => Value::Float(source.get()?),
        Kind::Double => Value::Double(source.get()?),
        Kind::Boolean => Value::Boolean(source.get()?),
        Kind::DateTime => Value::DateTime(date_time(&source.get()?)),
        Kind::Instant => {
            let time: Timestamp = source.get()?;
            let offset = time.tz_hour_offset() * 60 + time.tz_minute_offset();
            Value::Instant(shift(&date_time(&time), -offset))
        }
        Kind::Months => {
            let interval: IntervalYM = source.get()?;
            months(interval.years(), interval.months(), &mut held.text)
        }
        Kind::Duration => {
            let interval: IntervalDS = source.get()?;
            let seconds = (i64::from(interval.hours()) * 60 + i64::from(interval.minutes())) * 60
                + i64::from(interval.seconds());
            Value::Duration {
                days: interval.days(),
                nanoseconds: seconds * 1_000_000_000 + i64::from(interval.nanoseconds()),
            }
        }
    })
}

fn date_time(at: &Timestamp) -> DateTime {
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(|part| part as u8);
    DateTime {
        year: at.year(),
        month,
        day,
        hour,
        minute,
        second,
        nanosecond: at.nanosecond(),
    }
}
