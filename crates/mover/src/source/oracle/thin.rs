//! The driver `oracledb`: Oracle's own, without a client library.
//!
//! What it does not do itself is kept away from it: it panics where a server demands Native Network Encryption or an account
//! has only old password verifiers, and it parses a whole answer again with each packet of an older server.

use super::driver::{Bind, Kind, OracleConnection, OracleWriter, months, oracle_error};
use crate::error::SourceError;
use crate::source::ReadError;
use crate::value::{DateTime, Value, Vector};
use oracledb::{
    Config, Connection, ErrorKind, OracleIntervalDS, OracleIntervalYM, OracleNumber, OracleTimestamp, Row,
    ToDbValue, VectorData,
};
use std::fmt::Write;
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

/// Bytes of a large value that are asked for at once.
const LOB_PIECE: usize = 256 * 1024;

/// How long the network may take to connect.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// A session of the driver.
pub struct ThinConnection {
    connection: Connection,
    major_version: u32,
}

impl ThinConnection {
    /// Logs in.
    ///
    /// # Errors
    /// What the server or the driver says; what the driver cannot do is told with a way out.
    pub fn open(connect_string: &str, user: &str, password: &str) -> Result<ThinConnection, SourceError> {
        let connect = || {
            let config = Config::default()
                .set_credentials(user, password)
                .set_transport_connect_timeout(Some(CONNECT_TIMEOUT))
                .set_connect_string(connect_string)?;
            oracledb::connect(config)
        };
        let connection = std::panic::catch_unwind(AssertUnwindSafe(connect))
            .map_err(|_| {
                SourceError::permanent(
                    "the driver cannot log in to this server: it demands Native Network Encryption (SQLNET.ENCRYPTION_SERVER = \
                     REQUIRED; use TCPS, or set it to ACCEPTED for this client), or the account has only 10G or 11G password \
                     verifiers (DBA_USERS.PASSWORD_VERSIONS; set the password anew for a 12C one)",
                )
            })?
            .map_err(|error| of(&error))?;
        let version = connection.version().map_err(|error| of(&error))?.to_string();
        let major = version
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty());
        Ok(ThinConnection {
            connection,
            major_version: major.and_then(|digits| digits.parse().ok()).unwrap_or(0),
        })
    }
}

/// An error of the driver.
fn of(error: &oracledb::Error) -> SourceError {
    match error.kind() {
        ErrorKind::DbError(db) => oracle_error(u32::try_from(db.code()).unwrap_or(0), &db.to_string()),
        ErrorKind::DeadConnection
        | ErrorKind::NotConnected
        | ErrorKind::OutOfData
        | ErrorKind::StreamOperation
        | ErrorKind::CallTimeoutExceeded
        | ErrorKind::UnableToRecover
        | ErrorKind::ListenerRefusedConnection(..)
        | ErrorKind::LockPoisoned => SourceError::transient(error.to_string()),
        _ => SourceError::permanent(error.to_string()),
    }
}

/// Whether an error is about bytes that are no text.
fn is_invalid_text(error: &oracledb::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidEncodedString)
}

/// What a message says when a text cannot be read; the chunk is then read again as bytes.
pub const INVALID_TEXT: &str = "a text of the table is none in the database's character set";

fn binds<'a>(texts: &'a [&'a str]) -> Vec<&'a dyn ToDbValue> {
    texts.iter().map(|text| text as &dyn ToDbValue).collect()
}

impl OracleConnection for ThinConnection {
    fn texts(&self, sql: &str, texts: &[&str]) -> Result<Vec<Vec<Option<String>>>, SourceError> {
        let cursor = self
            .connection
            .query(sql, &binds(texts))
            .map_err(|error| of(&error))?;
        let count = cursor.columns().len();
        let mut rows = Vec::new();
        for row in cursor {
            let row = row.map_err(|error| of(&error))?;
            let values = (0..count).map(|index| row.get::<Option<String>>(index).map_err(|error| of(&error)));
            rows.push(values.collect::<Result<_, _>>()?);
        }
        Ok(rows)
    }

    fn execute(&self, sql: &str, texts: &[&str]) -> Result<(), SourceError> {
        self.connection
            .execute(sql, &binds(texts))
            .map(|_| ())
            .map_err(|error| of(&error))
    }

    fn rows(
        &self,
        sql: &str,
        texts: &[&str],
        kinds: &[Kind],
        array_size: u32,
        receive: &mut dyn FnMut(&mut [Value<'_>]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let failed = |error: &oracledb::Error| {
            if is_invalid_text(error) {
                SourceError::transient(INVALID_TEXT)
            } else {
                of(error)
            }
        };
        let statement = self
            .connection
            .statement(sql)
            .map_err(|error| failed(&error))?
            .fetch_array_size(array_size)
            .prefetch_rows(array_size)
            .build()
            .map_err(|error| failed(&error))?;
        let cursor = statement.query(&binds(texts)).map_err(|error| failed(&error))?;
        let mut numbers = vec![String::new(); kinds.len()];
        let rowid_at = kinds.iter().position(|kind| *kind == Kind::Rowid);
        for row in cursor {
            let row = row.map_err(|error| failed(&error))?;
            let rowid = RowidOf {
                row: &row,
                index: rowid_at.unwrap_or(0),
            };
            let mut values = Vec::with_capacity(kinds.len());
            for (index, (kind, number)) in kinds.iter().zip(&mut numbers).enumerate() {
                values.push(match kind {
                    Kind::Rowid => Value::Rowid(&rowid),
                    _ => value(&row, index, *kind, number).map_err(|error| failed(&error))?,
                });
            }
            receive(&mut values)?;
        }
        Ok(())
    }

    fn large(&self, sql: &str, texts: &[&str]) -> Result<Option<Box<dyn Read>>, SourceError> {
        let statement = self
            .connection
            .statement(sql)
            .map_err(|error| of(&error))?
            .fetch_lobs()
            .build()
            .map_err(|error| of(&error))?;
        let mut cursor = statement.query(&binds(texts)).map_err(|error| of(&error))?;
        let Some(row) = cursor.next() else { return Ok(None) };
        let mut row = row.map_err(|error| of(&error))?;
        let lob: Option<oracledb::Lob> = row.take(0).map_err(|error| of(&error))?;
        Ok(lob.map(|lob| Box::new(Pieces::new(lob)) as Box<dyn Read>))
    }

    fn major_version(&self) -> u32 {
        self.major_version
    }
}

impl OracleWriter for ThinConnection {
    fn batch(&self, sql: &str, rows: &[Vec<Bind>]) -> Result<u64, SourceError> {
        let values = rows
            .iter()
            .map(|row| row.iter().map(bound).collect::<Result<Vec<_>, _>>())
            .collect::<Result<Vec<_>, _>>()?;
        let values: Vec<Vec<&dyn ToDbValue>> = values
            .iter()
            .map(|row| row.iter().map(|value| value.as_ref()).collect())
            .collect();
        if let [row] = &values[..] {
            let result = self.connection.execute(sql, row);
            return Ok(result.map_err(|error| of(&error))?.rows_affected());
        }
        let rows: Vec<&[&dyn ToDbValue]> = values.iter().map(Vec::as_slice).collect();
        let result = self.connection.execute_batch(sql, &rows[..]);
        Ok(result.map_err(|error| of(&error))?.rows_affected())
    }

    fn commit(&self) -> Result<(), SourceError> {
        self.connection.commit().map_err(|error| of(&error))
    }

    fn rollback(&self) -> Result<(), SourceError> {
        self.connection.rollback().map_err(|error| of(&error))
    }
}

/// A value as the driver takes it.
fn bound(bind: &Bind) -> Result<Box<dyn ToDbValue + '_>, SourceError> {
    Ok(match bind {
        Bind::Null(kind) => Box::new(match kind {
            Kind::Text | Kind::TextAsBytes | Kind::Rowid => oracledb::DB_TYPE_VARCHAR,
            Kind::Number => oracledb::DB_TYPE_NUMBER,
            Kind::Float => oracledb::DB_TYPE_BINARY_FLOAT,
            Kind::Double => oracledb::DB_TYPE_BINARY_DOUBLE,
            Kind::Bytes => oracledb::DB_TYPE_RAW,
            Kind::DateTime => oracledb::DB_TYPE_TIMESTAMP,
            // Instants are bound as texts: the driver writes no zone behind a time.
            Kind::Instant => oracledb::DB_TYPE_VARCHAR,
            Kind::Months => oracledb::DB_TYPE_INTERVAL_YM,
            Kind::Duration => oracledb::DB_TYPE_INTERVAL_DS,
            Kind::Boolean => oracledb::DB_TYPE_BOOLEAN,
            Kind::Vector => oracledb::DB_TYPE_VECTOR,
        }),
        Bind::Text(text) => Box::new(text.as_str()),
        Bind::Number(text) => {
            let number: OracleNumber = text
                .parse()
                .map_err(|_| SourceError::permanent(format!("`{text}` is no number of Oracle")))?;
            Box::new(number)
        }
        Bind::Float(number) => Box::new(*number),
        Bind::Double(number) => Box::new(*number),
        Bind::Bytes(bytes) => Box::new(bytes.as_slice()),
        Bind::DateTime(at) => Box::new(OracleTimestamp::new_timestamp(
            i16::try_from(at.year).unwrap_or(i16::MAX),
            at.month,
            at.day,
            at.hour,
            at.minute,
            at.second,
            at.nanosecond,
        )),
        Bind::Months(months) => Box::new(OracleIntervalYM::new(months / 12, (months % 12) as i8)),
        Bind::Duration { days, nanoseconds } => {
            let seconds = nanoseconds / 1_000_000_000;
            Box::new(OracleIntervalDS::new(
                *days,
                (seconds / 3600) as i8,
                (seconds / 60 % 60) as i8,
                (seconds % 60) as i8,
                (nanoseconds % 1_000_000_000) as i32,
            ))
        }
        Bind::Boolean(truth) => Box::new(*truth),
    })
}

/// A value of a row; `number` is a buffer for the text of a number.
fn value<'a>(
    row: &'a Row,
    index: usize,
    kind: Kind,
    number: &'a mut String,
) -> Result<Value<'a>, oracledb::Error> {
    Ok(match kind {
        Kind::Text | Kind::Rowid => match row.get::<Option<&str>>(index) {
            Ok(Some(text)) => Value::Text(text),
            Ok(None) => Value::Null,
            // ROWIDs come as values of their own.
            Err(error) => match row.get::<String>(index) {
                Ok(text) => {
                    *number = text;
                    Value::Text(number)
                }
                Err(_) => return Err(error),
            },
        },
        Kind::TextAsBytes => match row.get::<Option<&[u8]>>(index)? {
            Some(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Value::Text(text),
                Err(_) => Value::InvalidText(bytes),
            },
            None => Value::Null,
        },
        Kind::Number => match row.get::<Option<OracleNumber>>(index)? {
            Some(value) => {
                number.clear();
                let _ = write!(number, "{value}");
                Value::Number(number)
            }
            None => Value::Null,
        },
        Kind::Float => row.get::<Option<f32>>(index)?.map_or(Value::Null, Value::Float),
        Kind::Double => row.get::<Option<f64>>(index)?.map_or(Value::Null, Value::Double),
        Kind::Bytes => row.get::<Option<&[u8]>>(index)?.map_or(Value::Null, Value::Bytes),
        Kind::Boolean => row
            .get::<Option<bool>>(index)?
            .map_or(Value::Null, Value::Boolean),
        Kind::Vector => row
            .get::<Option<oracledb::Vector>>(index)?
            .map_or(Value::Null, |vector| Value::Vector(dense(&vector))),
        Kind::DateTime => row
            .get::<Option<OracleTimestamp>>(index)?
            .map_or(Value::Null, |at| Value::DateTime(date_time(&at))),
        Kind::Instant => row
            .get::<Option<OracleTimestamp>>(index)?
            .map_or(Value::Null, |at| Value::Instant(date_time(&at))),
        Kind::Months => row
            .get::<Option<OracleIntervalYM>>(index)?
            .map_or(Value::Null, |interval| {
                months(interval.years(), i32::from(interval.months()), number)
            }),
        Kind::Duration => row
            .get::<Option<OracleIntervalDS>>(index)?
            .map_or(Value::Null, |interval| {
                let seconds = (i64::from(interval.hours()) * 60 + i64::from(interval.minutes())) * 60
                    + i64::from(interval.seconds());
                Value::Duration {
                    days: interval.days(),
                    nanoseconds: seconds * 1_000_000_000 + i64::from(interval.nanoseconds()),
                }
            }),
    })
}

/// The ROWID of a row: four numbers, or of a table organised by an index already a text.
struct RowidOf<'a> {
    row: &'a Row,
    index: usize,
}

impl std::fmt::Display for RowidOf<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.row.get::<String>(self.index) {
            Ok(text) => f.write_str(&text),
            Err(_) => f.write_str("(no ROWID)"),
        }
    }
}

/// All numbers of a vector.
fn dense(vector: &oracledb::Vector) -> Vector {
    match vector {
        oracledb::Vector::Dense(data) => match data {
            VectorData::Float32(numbers) => Vector::Singles(numbers.clone()),
            VectorData::Float64(numbers) => Vector::Doubles(numbers.clone()),
            VectorData::Int8(numbers) => Vector::Integers(numbers.clone()),
            VectorData::Binary(bytes) => Vector::Bits(bytes.clone()),
        },
        oracledb::Vector::Sparse(sparse) => {
            let (count, places) = (sparse.num_dimensions(), sparse.indices());
            match sparse.values() {
                VectorData::Float32(numbers) => Vector::Singles(spread(count, places, numbers)),
                VectorData::Float64(numbers) => Vector::Doubles(spread(count, places, numbers)),
                VectorData::Int8(numbers) => Vector::Integers(spread(count, places, numbers)),
                VectorData::Binary(bytes) => Vector::Bits(spread(count / 8, places, bytes)),
            }
        }
    }
}

/// Numbers at their places, and zeros between them.
fn spread<T: Copy + Default>(count: usize, places: &[usize], numbers: &[T]) -> Vec<T> {
    let mut all = vec![T::default(); count];
    for (place, number) in places.iter().zip(numbers) {
        if let Some(slot) = all.get_mut(*place) {
            *slot = *number;
        }
    }
    all
}

fn date_time(at: &OracleTimestamp) -> DateTime {
    DateTime {
        year: i32::from(at.year()),
        month: at.month(),
        day: at.day(),
        hour: at.hour(),
        minute: at.minute(),
        second: at.second(),
        nanosecond: at.nanoseconds(),
    }
}

/// Reads a large value in pieces of one size, whatever its reader asks for.
///
/// The driver reads so many units of UTF-16 and fails when the last is half a character; one unit less is then a whole one.
struct Pieces {
    lob: oracledb::Lob,
    piece: Vec<u8>,
    /// Bytes of the piece that are there, and those that were handed over.
    filled: usize,
    taken: usize,
}

impl Pieces {
    fn new(lob: oracledb::Lob) -> Self {
        Pieces {
            lob,
            piece: vec![0; LOB_PIECE],
            filled: 0,
            taken: 0,
        }
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.taken == self.filled {
            self.taken = 0;
            self.filled = match self.lob.read(&mut self.piece) {
                Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                    self.lob.read(&mut self.piece[..LOB_PIECE - 3])?
                }
                result => result?,
            };
        }
        let count = buffer.len().min(self.filled - self.taken);
        buffer[..count].copy_from_slice(&self.piece[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}
