//! What this crate asks of a driver for Oracle. Everything about Oracle's SQL is above this, everything about a driver below.

use crate::error::{SourceError, SourceErrorKind};
use crate::source::ReadError;
use crate::value::{DateTime, Value};

/// A session of an Oracle database.
pub trait OracleConnection: Send {
    /// Rows as texts, for questions to the dictionary. The answers of such questions are small.
    ///
    /// # Errors
    /// What Oracle says.
    fn texts(&self, sql: &str, binds: &[&str]) -> Result<Vec<Vec<Option<String>>>, SourceError>;

    /// Runs a statement that is no query.
    ///
    /// # Errors
    /// What Oracle says.
    fn execute(&self, sql: &str, binds: &[&str]) -> Result<(), SourceError>;

    /// Hands over the rows of a query one by one; `kinds` says what each column's values are.
    ///
    /// # Errors
    /// What Oracle says, or the receiver.
    fn rows(
        &self,
        sql: &str,
        binds: &[&str],
        kinds: &[Kind],
        array_size: u32,
        receive: &mut dyn FnMut(&mut [Value<'_>]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError>;

    /// Opens the large value that a query of one row and one column returns; `None` when it is NULL or there is no row.
    ///
    /// # Errors
    /// What Oracle says.
    fn large(&self, sql: &str, binds: &[&str]) -> Result<Option<Box<dyn std::io::Read>>, SourceError>;

    /// Version of the server: 19, 23.
    fn major_version(&self) -> u32;

    /// Whether values of type VECTOR can be had as they are; otherwise the server makes texts of them.
    fn reads_vectors(&self) -> bool {
        true
    }
}

/// A session that changes rows.
pub trait OracleWriter: OracleConnection {
    /// Runs a statement once for each row of binds, in one round trip, and says how many rows it has changed in all. After an
    /// error some of them may have been run: the transaction is to be taken back to a savepoint.
    ///
    /// # Errors
    /// What Oracle says.
    fn batch(&self, sql: &str, rows: &[Vec<Bind>]) -> Result<u64, SourceError>;

    /// Ends the transaction.
    ///
    /// # Errors
    /// When Oracle does not say that it has; it may have nevertheless.
    fn commit(&self) -> Result<(), SourceError>;

    /// Ends the transaction and takes back what it did.
    ///
    /// # Errors
    /// When the connection is lost, which does the same.
    fn rollback(&self) -> Result<(), SourceError>;
}

/// A value for a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Bind {
    /// NULL, where values of a kind may stand: texts, numbers, bytes, times, ...
    Null(Kind),
    /// Characters. Oracle has none that are empty: they are NULL.
    Text(String),
    /// A decimal number as plain text of at most 40 digits: `-12.5`.
    Number(String),
    /// BINARY_FLOAT
    Float(f32),
    /// BINARY_DOUBLE
    Double(f64),
    /// RAW and BLOB
    Bytes(Vec<u8>),
    /// DATE and TIMESTAMP
    DateTime(DateTime),
    /// INTERVAL YEAR TO MONTH, in months.
    Months(i32),
    /// INTERVAL DAY TO SECOND; both parts have the same sign.
    Duration {
        /// Whole days.
        days: i32,
        /// The rest in nanoseconds.
        nanoseconds: i64,
    },
    /// BOOLEAN
    Boolean(bool),
}

/// What the values of a column are, beyond what a driver knows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Characters.
    Text,
    /// Characters that come as bytes, since some are no text.
    TextAsBytes,
    /// NUMBER
    Number,
    /// BINARY_FLOAT
    Float,
    /// BINARY_DOUBLE
    Double,
    /// RAW
    Bytes,
    /// DATE and TIMESTAMP
    DateTime,
    /// TIMESTAMP WITH TIME ZONE and WITH LOCAL TIME ZONE
    Instant,
    /// INTERVAL YEAR TO MONTH
    Months,
    /// INTERVAL DAY TO SECOND
    Duration,
    /// BOOLEAN
    Boolean,
    /// VECTOR
    Vector,
    /// Where the row is. At most one column is of this kind.
    Rowid,
}

/// An INTERVAL YEAR TO MONTH; one that is longer than any of PostgreSQL's is the text that Oracle shows, made in `text`.
pub fn months(years: i32, months: i32, text: &mut String) -> Value<'_> {
    match years.checked_mul(12).and_then(|all| all.checked_add(months)) {
        Some(months) => Value::Months(months),
        None => {
            let sign = if years < 0 { '-' } else { '+' };
            *text = format!("{sign}{:02}-{:02}", years.unsigned_abs(), months.unsigned_abs());
            Value::Text(text)
        }
    }
}

/// Errors of a connection that was lost, or of a server that starts or ends.
const TRANSIENT: &[u32] = &[
    28, 54, 1012, 1013, 1014, 1033, 1034, 1041, 1089, 1090, 1092, 2396, 2399, 3106, 3111, 3113, 3114, 3135,
    4021, 4068, 8103, 12152, 12153, 12157, 12170, 12514, 12516, 12518, 12519, 12520, 12521, 12523, 12528,
    12535, 12537, 12541, 12543, 12547, 12570, 12571, 12583, 12609, 16456, 25402, 25403, 25405, 25408, 25409,
];

/// Errors of undo that is gone.
const SNAPSHOT: &[u32] = &[1555, 22924];

/// An error with Oracle's number.
#[must_use]
pub fn oracle_error(code: u32, message: &str) -> SourceError {
    let kind = if SNAPSHOT.contains(&code) {
        SourceErrorKind::SnapshotTooOld
    } else if TRANSIENT.contains(&code) {
        SourceErrorKind::Transient
    } else {
        SourceErrorKind::Permanent
    };
    SourceError {
        kind,
        message: message.trim_end().to_owned(),
    }
}
