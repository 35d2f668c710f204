//! What happens while changes are applied, for the terminal and the log.

use serde::Serialize;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Changes are applied from here on.
    Started {
        /// The job.
        job: String,
        /// Transactions that committed below it are in the target.
        commit_scn: u64,
        /// The log is read from here.
        low_scn: u64,
    },
    /// A group of transactions is in the target.
    Applied {
        /// Its transactions.
        transactions: u64,
        /// Their row changes.
        changes: u64,
        /// When its last one committed.
        commit_scn: u64,
    },
    /// A change met a row that it could not be made to.
    Conflict {
        /// The table.
        table: String,
        /// What was to be done, and why it could not.
        message: String,
    },
    /// Something failed and is tried again.
    Retry {
        /// Why it failed.
        message: String,
        /// How long to wait first.
        wait_milliseconds: u64,
        /// What may help meanwhile.
        advice: Option<&'static str>,
    },
    /// A table is in another state.
    Table {
        /// The table.
        table: String,
        /// `loading`, `applying`, `stopped` or `removed`.
        state: String,
        /// Why.
        message: Option<String>,
    },
    /// A statement of DDL of the source.
    Ddl {
        /// The statement.
        statement: String,
        /// What became of it: `applied`, `ignored`, `waiting`, `refused`.
        state: String,
        /// Its translation, or why there is none.
        message: Option<String>,
    },
    /// Everything up to the fence is in the target; nothing beyond it is applied.
    AtFence {
        /// The fence.
        scn: u64,
    },
    /// Someone paused the job, or let it go on.
    Paused {
        /// Whether it waits now.
        paused: bool,
    },
    /// Anything else that people want to know.
    Note {
        /// The text.
        message: String,
    },
}

impl Event {
    /// `info`, `warning` or `error`.
    #[must_use]
    pub fn level(&self) -> &'static str {
        match self {
            Event::Conflict { .. } | Event::Retry { .. } => "warning",
            Event::Table { state, .. } if state == "stopped" => "error",
            Event::Ddl { state, .. } if state == "refused" => "error",
            Event::Ddl { state, .. } if state == "waiting" => "warning",
            Event::Started { .. }
            | Event::Applied { .. }
            | Event::Table { .. }
            | Event::Ddl { .. }
            | Event::AtFence { .. }
            | Event::Paused { .. }
            | Event::Note { .. } => "info",
        }
    }
}

impl std::fmt::Display for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Event::Started {
                job,
                commit_scn,
                low_scn,
            } => write!(
                f,
                "{job}: applying what committed at SCN {commit_scn} and later; the log is read from SCN {low_scn} on"
            ),
            Event::Applied {
                transactions,
                changes,
                commit_scn,
            } => write!(
                f,
                "{changes} changes of {transactions} transactions, up to SCN {commit_scn}"
            ),
            Event::Conflict { table, message } => write!(f, "{table}: {message}"),
            Event::Retry {
                message,
                wait_milliseconds,
                advice,
            } => {
                write!(f, "{message}; trying again in {wait_milliseconds} ms")?;
                advice.map_or(Ok(()), |advice| write!(f, "\n  {advice}"))
            }
            Event::Table {
                table,
                state,
                message,
            } => {
                write!(f, "{table} is {state}")?;
                message
                    .as_ref()
                    .map_or(Ok(()), |message| write!(f, ": {message}"))
            }
            Event::Ddl {
                statement,
                state,
                message,
            } => {
                write!(f, "DDL {state}: {statement}")?;
                message
                    .as_ref()
                    .map_or(Ok(()), |message| write!(f, " -> {message}"))
            }
            Event::AtFence { scn } => {
                write!(f, "everything up to SCN {scn} is in the target, nothing beyond")
            }
            Event::Paused { paused: true } => f.write_str("paused"),
            Event::Paused { paused: false } => f.write_str("going on"),
            Event::Note { message } => f.write_str(message),
        }
    }
}

/// Told what happens.
pub trait Observer: Sync {
    /// Something happened.
    fn event(&self, event: &Event);
}

/// Tells nobody.
#[derive(Debug)]
pub struct Silent;

impl Observer for Silent {
    fn event(&self, _: &Event) {}
}
