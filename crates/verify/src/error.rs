//! What can go wrong before any SQL is judged. Errors of SQL statements are results, see [`crate::SqlError`].

use std::path::PathBuf;

/// A server, a database or a script is not there or does not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// No suitable PostgreSQL on this machine.
    #[error("no PostgreSQL {wanted} found: {looked}")]
    NotFound {
        /// `15 or later`, or the major version asked for.
        wanted: String,
        /// Where was looked and what was there instead.
        looked: String,
    },
    /// The kind of server is not part of this build or this platform.
    #[error("{0}")]
    Unsupported(String),
    /// A server program could not be started or failed.
    #[error("{program}: {message}")]
    Program {
        /// The program.
        program: String,
        /// What it said.
        message: String,
    },
    /// The server did not accept connections in time.
    #[error("PostgreSQL did not accept connections within {seconds} s; its log: {log}")]
    NotReady {
        /// How long was waited.
        seconds: u64,
        /// The last lines of the server log.
        log: String,
    },
    /// The embedded server failed.
    #[error("embedded PostgreSQL: {0}")]
    Embedded(String),
    /// The embedded server takes one connection at a time.
    #[error("the embedded PostgreSQL serves one session at a time, and one is open")]
    SessionOpen,
    /// PostgreSQL refused the connection or a statement of this crate.
    #[error("{doing}: {message}")]
    Postgres {
        /// What was being done.
        doing: String,
        /// PostgreSQL's message, with its SQLSTATE when there is one.
        message: String,
    },
    /// A file could not be read or written.
    #[error("{}: {message}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        message: String,
    },
}

impl ServerError {
    pub(crate) fn file(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        ServerError::File {
            path: path.into(),
            message: error.to_string(),
        }
    }

    pub(crate) fn program(program: impl Into<String>, message: impl ToString) -> Self {
        ServerError::Program {
            program: program.into(),
            message: message.to_string(),
        }
    }

    pub(crate) fn postgres(doing: impl Into<String>, error: &postgres::Error) -> Self {
        let message = match error.as_db_error() {
            Some(error) => format!("{} (SQLSTATE {})", error.message(), error.code().code()),
            // The kind alone ("error connecting to server") hides the reason.
            None => match std::error::Error::source(error) {
                Some(source) => format!("{error}: {source}"),
                None => error.to_string(),
            },
        };
        ServerError::Postgres {
            doing: doing.into(),
            message,
        }
    }
}
