//! A connection that collects what the server says.

use crate::error::ServerError;
use crate::place::Place;
use crate::script::{OnError, ScriptOptions, StatementResult};
use crate::server::{Database, DatabaseHandle};
use postgres::error::{DbError, ErrorPosition};
use postgres::{Client, NoTls, SimpleQueryMessage};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

/// A NOTICE, WARNING or INFO message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// `NOTICE`, `WARNING`, `INFO`, `LOG` or `DEBUG`.
    pub severity: String,
    /// SQLSTATE.
    pub sqlstate: String,
    /// The message.
    pub message: String,
    /// Its detail.
    pub detail: Option<String>,
    /// Its hint.
    pub hint: Option<String>,
    /// Whether a RAISE statement of PL/pgSQL sent it, rather than PostgreSQL of its own accord ("table does not
    /// exist, skipping").
    pub raised: bool,
}

/// An error of an SQL statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SqlError {
    /// SQLSTATE; `08006` when the connection was lost, empty when the script could not be read that far.
    pub sqlstate: String,
    /// The message.
    pub message: String,
    /// Its detail.
    pub detail: Option<String>,
    /// Its hint.
    pub hint: Option<String>,
    /// The calls it happened in: `PL/pgSQL function f() line 3 at RAISE`.
    pub context: Option<String>,
    /// Where: the token PostgreSQL points at, or else the whole statement.
    pub place: Place,
    /// How many statements of the same object ran and were taken back because of it.
    #[serde(default)]
    pub undone: usize,
    /// The server runs no exception handlers, and there is one in the code that raised it.
    #[serde(default)]
    pub may_be_handled: bool,
}

impl std::fmt::Display for SqlError {
    /// `tables/emp.sql:3: 42P01: relation "dept" does not exist`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: ", self.place.file, self.place.line)?;
        if !self.sqlstate.is_empty() {
            write!(f, "{}: ", self.sqlstate)?;
        }
        f.write_str(&self.message)
    }
}

/// Where in a text an error is, in characters from 0.
pub(crate) enum ErrorAt {
    Unknown,
    Statement(usize),
    /// In a query that the statement caused: its text and the character in it.
    Internal(usize, String),
}

/// An error as the server sent it, before its place in the file is known.
pub(crate) struct RawError {
    pub sqlstate: String,
    pub message: String,
    pub detail: Option<String>,
    pub hint: Option<String>,
    pub context: Option<String>,
    pub at: ErrorAt,
    /// What it is about, most telling first.
    pub names: Vec<String>,
    /// No further statement can be sent.
    pub fatal: bool,
}

impl RawError {
    /// The error of a session whose server did not start again.
    fn closed() -> Box<Self> {
        Box::new(RawError {
            sqlstate: "08006".to_owned(),
            message: "the embedded PostgreSQL did not start again".to_owned(),
            detail: None,
            hint: None,
            context: None,
            at: ErrorAt::Unknown,
            names: Vec::new(),
            fatal: true,
        })
    }

    pub(crate) fn placed(self, place: Place) -> SqlError {
        SqlError {
            sqlstate: self.sqlstate,
            message: self.message,
            detail: self.detail,
            hint: self.hint,
            context: self.context,
            place,
            undone: 0,
            may_be_handled: false,
        }
    }
}

/// in_failed_sql_transaction
const IN_FAILED_TRANSACTION: &str = "25P02";
/// invalid_cursor_state
const INVALID_CURSOR_STATE: &str = "24000";

fn connect(database: &DatabaseHandle, notices: &Arc<Mutex<Vec<Notice>>>) -> Result<Client, postgres::Error> {
    let collected = Arc::clone(notices);
    let mut config = database.config().clone();
    config.notice_callback(move |notice| {
        collected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(notice_of(&notice));
    });
    config.connect(NoTls)
}

/// Rows as text.
pub(crate) type TextRows = Vec<Vec<Option<String>>>;

/// A connection to a [`Database`], which lives at least as long. Notices are kept in the order in which they came.
pub struct Session {
    // Closed before the database goes: fields drop in this order. None only when an embedded server did not start again.
    client: Option<Client>,
    notices: Arc<Mutex<Vec<Notice>>>,
    database: Arc<DatabaseHandle>,
}

impl Session {
    pub(crate) fn connect(database: &Arc<DatabaseHandle>) -> Result<Self, ServerError> {
        if database.is_single_session() && database.session_open.swap(true, Ordering::SeqCst) {
            return Err(ServerError::SessionOpen);
        }
        let notices = Arc::new(Mutex::new(Vec::new()));
        match connect(database, &notices) {
            Ok(client) => Ok(Session {
                client: Some(client),
                notices,
                database: Arc::clone(database),
            }),
            Err(error) => {
                database.session_open.store(false, Ordering::SeqCst);
                Err(ServerError::postgres("connect to PostgreSQL", &error))
            }
        }
    }

    /// The client underneath, for queries with parameters.
    ///
    /// # Panics
    /// When an embedded server did not start again after an error, which the script that caused it has told.
    #[expect(clippy::expect_used, reason = "only after an error that was told")]
    pub fn client(&mut self) -> &mut Client {
        self.client.as_mut().expect("a session that is open")
    }

    /// Whether the connection is gone.
    pub(crate) fn is_closed(&self) -> bool {
        self.client.as_ref().is_none_or(Client::is_closed)
    }

    /// Takes the notices that came since the last call.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut *self.notices.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs SQL and gives the rows of its last query as text, as `psql` would print them.
    ///
    /// # Errors
    /// When PostgreSQL rejects it.
    pub fn query_text(&mut self, sql: &str) -> Result<TextRows, ServerError> {
        self.simple(sql).map_err(|error| ServerError::Postgres {
            doing: sql.to_owned(),
            message: format!("{} (SQLSTATE {})", error.message, error.sqlstate),
        })
    }

    /// Sends one statement in the simple protocol, which alone allows every statement psql allows.
    pub(crate) fn simple(&mut self, sql: &str) -> Result<TextRows, Box<RawError>> {
        let Some(client) = &mut self.client else {
            return Err(RawError::closed());
        };
        let messages = client.simple_query(sql).map_err(|error| self.raw_error(&error))?;
        let mut rows = Vec::new();
        for message in messages {
            match message {
                SimpleQueryMessage::RowDescription(_) => rows.clear(),
                SimpleQueryMessage::Row(row) => {
                    rows.push(
                        (0..row.len())
                            .map(|column| row.get(column).map(str::to_owned))
                            .collect(),
                    );
                }
                _ => {}
            }
        }
        Ok(rows)
    }

    /// Ends the transaction that an error left aborted, if one did.
    ///
    /// After an error outside of a transaction block a server is idle. The embedded one may not be: its exception handlers
    /// catch nothing, so an error inside of a block with handlers leaves the subtransaction of that block behind. The client
    /// library keeps the transaction status of ReadyForQuery to itself, so a statement without effect asks for it: in an
    /// aborted transaction everything but its end fails with `25P02 in_failed_sql_transaction`.
    pub(crate) fn end_aborted_transaction(&mut self) -> Result<(), Box<RawError>> {
        match self.simple("SELECT") {
            Err(error) if error.sqlstate == IN_FAILED_TRANSACTION => self.simple("ROLLBACK").map(|_| ()),
            asked => asked.map(|_| ()),
        }
    }

    /// Whether a transaction statement of ours failed because of what the embedded server left behind, so that it has to
    /// be started again: the portal of a statement that failed below an exception handler stays active, and nothing can
    /// run in its place, not even ROLLBACK (`24000 invalid_cursor_state`).
    pub(crate) fn must_restart(&self, error: &RawError) -> bool {
        self.database.is_single_session() && error.sqlstate == INVALID_CURSOR_STATE && !self.is_closed()
    }

    /// Starts the embedded server again. What was committed is there, what the session set or had not committed is not.
    pub(crate) fn restart(&mut self) -> Result<(), Box<RawError>> {
        // It serves one session at a time.
        self.client = None;
        match connect(&self.database, &self.notices) {
            Ok(client) => {
                self.client = Some(client);
                Ok(())
            }
            Err(error) => Err(self.raw_error(&error)),
        }
    }

    /// `COPY ... FROM STDIN` with its data.
    pub(crate) fn copy_in(&mut self, sql: &str, data: &str) -> Result<TextRows, Box<RawError>> {
        let Some(client) = &mut self.client else {
            return Err(RawError::closed());
        };
        let copied = (|| {
            let mut writer = client.copy_in(sql)?;
            // A failed write shows its reason in finish.
            let _ = std::io::Write::write_all(&mut writer, data.as_bytes());
            writer.finish()
        })();
        copied.map(|_| Vec::new()).map_err(|error| self.raw_error(&error))
    }

    fn raw_error(&self, error: &postgres::Error) -> Box<RawError> {
        Box::new(match error.as_db_error() {
            Some(error) => RawError {
                sqlstate: error.code().code().to_owned(),
                message: error.message().to_owned(),
                detail: error.detail().map(str::to_owned),
                hint: error.hint().map(str::to_owned),
                context: error.where_().map(str::to_owned),
                at: error_at(error),
                names: names_in(error),
                fatal: self.is_closed(),
            },
            None => RawError {
                sqlstate: "08006".to_owned(),
                message: ServerError::postgres("connection to PostgreSQL", error).to_string(),
                detail: None,
                hint: None,
                context: None,
                at: ErrorAt::Unknown,
                names: Vec::new(),
                fatal: true,
            },
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.database.session_open.store(false, Ordering::SeqCst);
    }
}

fn error_at(error: &DbError) -> ErrorAt {
    let from_zero = |position: &u32| usize::try_from(*position).unwrap_or(0).saturating_sub(1);
    match error.position() {
        None => ErrorAt::Unknown,
        Some(ErrorPosition::Original(position)) => ErrorAt::Statement(from_zero(position)),
        Some(ErrorPosition::Internal { position, query }) => {
            ErrorAt::Internal(from_zero(position), query.clone())
        }
    }
}

/// The names in an error: those that PostgreSQL sends apart, those it quotes, the columns of a key, the names in
/// `function f(integer) does not exist` and `type t does not exist`, the table.
fn names_in(error: &DbError) -> Vec<String> {
    let message = error.message();
    let mut names: Vec<&str> = [error.constraint(), error.column(), error.datatype()]
        .into_iter()
        .flatten()
        .collect();
    names.extend(quoted(message));
    let columns = error
        .detail()
        .and_then(|detail| detail.strip_prefix("Key (")?.split(')').next());
    names.extend(columns.into_iter().flat_map(|columns| columns.split(", ")));
    let routine = message
        .split_once('(')
        .and_then(|(before, _)| before.split(' ').next_back());
    names.extend(routine);
    names.extend(
        message
            .strip_prefix("type ")
            .and_then(|rest| rest.split(' ').next()),
    );
    names.extend(error.table());
    // A qualified name stands in the text part by part.
    names
        .into_iter()
        .map(|name| name.rsplit_once('.').map_or(name, |(_, last)| last))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The parts of a message between quotes.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('"').skip(1).step_by(2)
}

fn notice_of(notice: &DbError) -> Notice {
    Notice {
        severity: notice.severity().to_owned(),
        sqlstate: notice.code().code().to_owned(),
        message: notice.message().to_owned(),
        detail: notice.detail().map(str::to_owned),
        hint: notice.hint().map(str::to_owned),
        // The C function that executes RAISE; its name has not changed since PostgreSQL 7.
        raised: notice.routine() == Some("exec_stmt_raise"),
    }
}

/// A check script that did not run to its end.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// No server or no script.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// A statement failed.
    #[error("{error}")]
    Statement {
        /// The lines before it.
        lines: Vec<String>,
        /// The error.
        error: Box<SqlError>,
    },
}

/// Runs a psql script and gives the lines it raised as NOTICE: how converted code prints DBMS_OUTPUT.
///
/// Notices that PostgreSQL sends of its own accord are left out. A notice of several lines gives several.
///
/// # Errors
/// At the first statement that fails, with the lines up to it.
pub fn run_script(database: &Database, path: &Path) -> Result<Vec<String>, RunError> {
    let options = ScriptOptions {
        on_error: OnError::Stop,
        ..ScriptOptions::default()
    };
    let outcome = database.connect()?.load_script(path, &options)?;
    let mut lines = Vec::new();
    for statement in outcome.statements {
        for notice in &statement.notices {
            if notice.raised && notice.severity == "NOTICE" {
                lines.extend(notice.message.split('\n').map(str::to_owned));
            }
        }
        if let StatementResult::Failed(error) = statement.result {
            return Err(RunError::Statement { lines, error });
        }
    }
    Ok(lines)
}
