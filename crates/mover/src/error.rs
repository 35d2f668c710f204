//! What can go wrong, and whether trying again helps.

use postgres::error::SqlState;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The plan or the arguments make no sense.
    #[error("{0}")]
    Usage(String),
    /// The source.
    #[error("source: {0}")]
    Source(#[from] SourceError),
    /// The target.
    #[error("target: {what}: {message}")]
    Target {
        /// What was being done.
        what: String,
        /// What PostgreSQL said.
        message: String,
        /// Its SQLSTATE; `None` when the connection is gone.
        state: Option<String>,
    },
    /// The run cannot go on as it is, and why.
    #[error("{0}")]
    Stopped(String),
    /// The same, with what to do about it.
    #[error("{message}")]
    Advised {
        /// Why it cannot go on.
        message: String,
        /// What a person may do.
        advice: &'static str,
    },
    /// Ctrl-C, or the run was told to stop.
    #[error("stopped; the same command goes on where it ended")]
    Interrupted,
    /// A file.
    #[error("{path}: {message}")]
    File {
        /// The file.
        path: String,
        /// What is wrong with it.
        message: String,
    },
}

/// Why a source did not deliver.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct SourceError {
    /// What may help.
    pub kind: SourceErrorKind,
    /// What the source said.
    pub message: String,
}

/// What may help against an error of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceErrorKind {
    /// Connecting again and trying again.
    Transient,
    /// The snapshot is gone: reading again at another SCN.
    SnapshotTooOld,
    /// Nothing but a person.
    Permanent,
}

impl SourceError {
    /// An error that does not go away by itself.
    pub fn permanent(message: impl Into<String>) -> Self {
        SourceError {
            kind: SourceErrorKind::Permanent,
            message: message.into(),
        }
    }

    /// An error of the connection.
    pub fn transient(message: impl Into<String>) -> Self {
        SourceError {
            kind: SourceErrorKind::Transient,
            message: message.into(),
        }
    }
}

/// What may help against an error of PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetErrorKind {
    /// Connecting again and trying again.
    Transient,
    /// Leaving out the row that it is about.
    Data,
    /// Nothing but a person.
    Permanent,
}

impl Error {
    /// An error of PostgreSQL while something was done.
    pub fn target(what: impl Into<String>, error: &postgres::Error) -> Error {
        let (message, state) = match error.as_db_error() {
            Some(db) => {
                let mut message = db.message().to_owned();
                for more in [db.detail(), db.hint()].into_iter().flatten() {
                    message.push_str("; ");
                    message.push_str(more);
                }
                (message, Some(db.code().code().to_owned()))
            }
            None => (causes(error), None),
        };
        Error::Target {
            what: what.into(),
            message,
            state,
        }
    }

    /// What may help against it, when it is one of PostgreSQL.
    #[must_use]
    pub fn target_kind(&self) -> Option<TargetErrorKind> {
        match self {
            Error::Target { state, .. } => Some(kind_of_state(state.as_deref())),
            Error::Usage(_)
            | Error::Source(_)
            | Error::Stopped(_)
            | Error::Advised { .. }
            | Error::Interrupted
            | Error::File { .. } => None,
        }
    }

    /// Whether trying again may help.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Error::Source(error) => error.kind == SourceErrorKind::Transient,
            Error::Target { .. } => self.target_kind() == Some(TargetErrorKind::Transient),
            Error::Usage(_)
            | Error::Stopped(_)
            | Error::Advised { .. }
            | Error::Interrupted
            | Error::File { .. } => false,
        }
    }

    /// Whether nobody answers at an address, which is often a wrong one.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        match self {
            Error::Source(SourceError { message, .. })
            | Error::Target {
                message, state: None, ..
            } => UNREACHABLE.iter().any(|text| message.contains(text)),
            Error::Target { .. }
            | Error::Usage(_)
            | Error::Stopped(_)
            | Error::Advised { .. }
            | Error::Interrupted
            | Error::File { .. } => false,
        }
    }

    /// What a person may do about it.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        let state = match self {
            Error::Source(error) => return oracle_advice(&error.message),
            Error::Target { state: None, .. } if self.is_unreachable() => {
                return Some(
                    "no PostgreSQL answers there: compare host and port of target.url in the plan, --target or PLCONV_TARGET_URL",
                );
            }
            Error::Target { state, .. } => state.as_deref()?,
            // What we find out about the source before it does has its code in front.
            Error::Stopped(message) if message.starts_with("ORA-") => return oracle_advice(message),
            Error::Advised { advice, .. } => return Some(advice),
            Error::Usage(_) | Error::Stopped(_) | Error::Interrupted | Error::File { .. } => return None,
        };
        Some(match state {
            "53100" => {
                "the disk of the target is full: make room, then run the same command again; nothing that is done is lost"
            }
            "53200" => "the target is out of memory: fewer workers, or more memory",
            "53300" => "too many connections to the target: fewer workers, or a higher max_connections",
            "55P03" | "40P01" => {
                "another session holds a lock on the table: end it, then run the same command again"
            }
            "42501" => "the role lacks a privilege: `plconv precheck` says which, and how to grant it",
            "28P01" | "28000" => "the target refused the login: see PLCONV_TARGET_PASSWORD",
            "3D000" => "the target database does not exist: create it and load the converted schema first",
            "42P01" => {
                "the table does not exist in the target: load the converted schema first, or name the table in the plan"
            }
            _ => return None,
        })
    }
}

/// What operating systems and Oracle's driver say of an address where nobody answers.
const UNREACHABLE: &[&str] = &[
    "Connection refused",
    "actively refused",
    "failed to lookup address",
    "No such file or directory",
    "Network is unreachable",
    "No route to host",
    "ORA-12541",
];

/// What may help against an SQLSTATE; without one the connection is gone.
fn kind_of_state(state: Option<&str>) -> TargetErrorKind {
    let Some(state) = state else {
        return TargetErrorKind::Transient;
    };
    match (&state[..2.min(state.len())], state) {
        // Connections; serialisation and deadlocks; resources; operators; locks; a server that starts or ends.
        ("08" | "40" | "53" | "57" | "58", _) | (_, "55P03" | "55006" | "25P03") => {
            TargetErrorKind::Transient
        }
        // Data, constraints, and what triggers raise.
        ("22" | "23" | "P0" | "44", _) => TargetErrorKind::Data,
        _ => TargetErrorKind::Permanent,
    }
}

/// Whether an error of a row's data made the statement fail.
#[must_use]
pub fn is_about_data(error: &postgres::Error) -> bool {
    error
        .code()
        .is_some_and(|state: &SqlState| kind_of_state(Some(state.code())) == TargetErrorKind::Data)
}

/// What a person may do about a message of Oracle.
#[must_use]
pub fn oracle_advice(message: &str) -> Option<&'static str> {
    const ADVICE: &[(&str, &str)] = &[
        (
            "ORA-01555",
            "undo of the snapshot is gone: raise UNDO_RETENTION (and the undo tablespace), load fewer tables at once, or let `snapshot = \"chunk\"` read each chunk at its own SCN",
        ),
        (
            "ORA-01466",
            "the table was altered after the snapshot: start the run anew",
        ),
        ("ORA-01017", "wrong user or password: see PLCONV_SOURCE_PASSWORD"),
        (
            "ORA-28000",
            "the account is locked: ALTER USER ... ACCOUNT UNLOCK",
        ),
        (
            "ORA-12514",
            "the listener does not know the service: compare the plan's connect string with `lsnrctl services`",
        ),
        (
            "Connection refused",
            "nothing listens there: compare host and port of the plan's connect string",
        ),
        (
            "failed to lookup address",
            "nobody knows this host: compare it with the plan's connect string",
        ),
        (
            "ORA-12541",
            "nothing listens there: compare host and port of the plan's connect string",
        ),
        (
            "ORA-00942",
            "the table does not exist or the account may not read it: GRANT SELECT ON it, and GRANT FLASHBACK ON it",
        ),
        (
            "ORA-01031",
            "the account lacks a privilege: `plconv precheck` says which, and how to grant it",
        ),
        (
            "ORA-01291",
            "a redo log that is still needed is not there: archived logs have to stay until they are read, back to the beginning of \
             the oldest open transaction. Restore it (RMAN: RESTORE ARCHIVELOG); where it is gone for good, copy the tables again",
        ),
        (
            "ORA-04036",
            "the memory that the server has for sessions is too small for LogMiner: raise PGA_AGGREGATE_LIMIT. Less of the log is read \
             at once meanwhile",
        ),
        (
            "ORA-04030",
            "the server's machine has too little memory for LogMiner. Less of the log is read at once meanwhile",
        ),
        (
            "ORA-00028",
            "the session was killed by a DBA; ask before starting again",
        ),
    ];
    ADVICE
        .iter()
        .find(|(code, _)| message.contains(code))
        .map(|(_, advice)| *advice)
}

/// An error with everything that led to it.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}
