//! What is behind the protocol: who answers statements.

use crate::value::{Column, DataType, Row, Value};
use std::fmt;

/// An error as Oracle reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OracleError {
    /// 942 of ORA-00942.
    pub code: u32,
    /// The text with its code in front.
    pub message: String,
    /// Where in the statement, in bytes from 0.
    pub offset: u32,
}

impl OracleError {
    /// An error with the code put in front of the text.
    #[must_use]
    pub fn new(code: u32, text: &str) -> OracleError {
        OracleError {
            code,
            message: format!("ORA-{code:05}: {text}"),
            offset: 0,
        }
    }

    /// Whether the session ends with it.
    pub(crate) fn ends_session(&self) -> bool {
        matches!(
            self.code,
            28 | 600 | 1012 | 1033 | 1034 | 1089 | 1090 | 1092 | 2396 | 3113 | 3114
        )
    }
}

impl fmt::Display for OracleError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for OracleError {}

/// Who logged in, and how.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// Upper case unless it was quoted.
    pub user: String,
    /// SERVICE_NAME of the connect descriptor.
    pub service: String,
    /// SID of the session, unique in its double.
    pub session_id: u32,
    /// The name the driver gives itself.
    pub driver: String,
    /// Statement that the client sends along: `ALTER SESSION SET TIME_ZONE=...`.
    pub alter_session: String,
}

/// A database: makes sessions.
pub trait Database: Send + Sync + 'static {
    /// A new session of somebody whose password was right.
    fn open(&self, login: &Login) -> Result<Box<dyn Session>, OracleError>;
}

/// A session of a database. All calls come from one thread.
pub trait Session: Send {
    /// The columns of a query; none for other statements.
    fn describe(&mut self, sql: &str) -> Result<Vec<Column>, OracleError>;

    /// Runs a statement.
    fn execute(&mut self, statement: &Statement<'_>) -> Result<Outcome, OracleError>;

    /// Ends the transaction.
    fn commit(&mut self) -> Result<(), OracleError>;

    /// Ends the transaction and undoes its changes. Also called when the connection is lost.
    fn rollback(&mut self) -> Result<(), OracleError>;

    /// Whether a transaction is open.
    fn in_transaction(&self) -> bool;
}

/// A bind variable as the client described it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bind {
    /// What the values are sent as.
    pub data_type: DataType,
    /// A PL/SQL array.
    pub is_array: bool,
}

/// A statement with the values of its binds.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'call> {
    /// As sent.
    pub sql: &'call str,
    /// Binds in the order of their first occurrence.
    pub binds: &'call [Bind],
    /// One row per execution; binds of RETURNING are NULL in it.
    pub rows: &'call [Vec<Value>],
}

/// What came of a statement.
#[derive(Debug)]
pub enum Outcome {
    /// A query.
    Query(Rows),
    /// Anything else.
    Done(Done),
}

/// What came of a statement that is no query.
#[derive(Debug, Default)]
pub struct Done {
    /// Inserted, updated or deleted rows.
    pub rows_affected: u64,
    /// Binds that are OUT or IN OUT.
    pub out: Vec<OutBind>,
    /// For each execution of DML with RETURNING: the rows, each with the values of its binds.
    pub returned: Vec<Vec<Vec<Value>>>,
}

/// A bind whose values go back to the client.
#[derive(Debug)]
pub struct OutBind {
    /// Position from 0.
    pub position: usize,
    /// Whether its value was read too.
    pub in_out: bool,
    /// One for each execution; each has one value unless the bind is an array.
    pub values: Vec<Vec<Value>>,
}

/// The rows of a query.
pub struct Rows {
    /// Their columns.
    pub columns: Vec<Column>,
    /// The rows, or an error in the middle of them.
    pub rows: Box<dyn Iterator<Item = Result<Row, OracleError>> + Send>,
}

impl Rows {
    /// Rows that are in memory.
    #[must_use]
    pub fn new(columns: Vec<Column>, rows: Vec<Row>) -> Rows {
        Rows {
            columns,
            rows: Box::new(rows.into_iter().map(Ok)),
        }
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Rows")
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}
