//! The way back: what is committed in PostgreSQL after the cutover, into Oracle, each transaction exactly once.
//!
//! Transactions come from logical decoding, in the order of their commits. How far they went is written in the same
//! transaction of Oracle, into a table that also tells the forward direction to leave such transactions out; what the forward
//! direction wrote here is told by its replication origin.

mod finish;
pub mod lsn;
pub mod pgoutput;
mod prepare;
mod run;
mod state;
mod status;
mod table;
mod value;
pub mod wire;
mod writer;

pub use finish::{Finished, finish};
pub use prepare::{Finding, Severity, check, prepare};
pub use run::{End, run};
pub use state::{Fallback, fallback};
pub use status::{OracleState, SlotState, Status, status};
pub use writer::{Checkpoint, Written, checkpoint, marker_table};

use crate::apply::FaultHook;
use lsn::Lsn;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::source::oracle::dictionary::{columns, table_name};
use plconv_mover::source::oracle::driver::OracleConnection;
use plconv_mover::target::Target;
use postgres::Client;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use table::BackTable;

/// What the way back needs.
pub struct FallbackOptions<'a> {
    /// The plan that the tables were moved by.
    pub plan: Arc<Plan>,
    /// The Oracle that is written to.
    pub source: &'a OracleSource,
    /// The PostgreSQL that is read.
    pub target: Target,
    /// Set from outside to end it.
    pub stop: &'a AtomicBool,
    /// Told what happens.
    pub observer: &'a dyn FallbackObserver,
    /// End when everything that was committed up to here is in Oracle.
    pub until: Option<Lsn>,
    /// Lets a test fail at points.
    pub fault: Option<FaultHook<'a>>,
}

/// Something that happened on the way back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Transactions are read from here on.
    Started {
        /// The replication slot.
        slot: String,
        /// Everything up to it is in Oracle.
        position: String,
    },
    /// Transactions are in Oracle.
    Written {
        /// How many.
        transactions: u64,
        /// Their row changes.
        changes: u64,
        /// Everything up to it is in Oracle.
        position: String,
        /// How much log the server has behind it.
        lag_bytes: u64,
    },
    /// Oracle did not take one of several changes: they are written one by one, to see which.
    Careful,
    /// Oracle did not take a change; it was noted.
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
}

/// Is told what happens.
pub trait FallbackObserver: Sync {
    /// Something happened.
    fn event(&self, event: &Event);
}

/// Tells nobody.
pub struct Quiet;

impl FallbackObserver for Quiet {
    fn event(&self, _: &Event) {}
}

impl std::fmt::Display for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Event::Started { slot, position } => write!(f, "slot {slot} is read from {position} on"),
            Event::Written {
                transactions,
                changes,
                position,
                lag_bytes,
            } => write!(
                f,
                "{transactions} transactions with {changes} changes are in Oracle, up to {position}; {lag_bytes} bytes of log wait"
            ),
            Event::Careful => f.write_str("a change was not taken; they are written one by one to see which"),
            Event::Conflict { message, .. } => write!(f, "conflict: {message}"),
            Event::Retry {
                message,
                wait_milliseconds,
                advice,
            } => {
                write!(f, "{message}; trying again in {wait_milliseconds} ms")?;
                advice.map_or(Ok(()), |advice| write!(f, "\n  {advice}"))
            }
        }
    }
}

/// A position behind everything that is committed now: the server's log is written up to it.
///
/// # Errors
/// What PostgreSQL says.
pub fn fence(target: &Target) -> Result<Lsn, Error> {
    let row = target
        .connect()?
        // A commit of its own, so that a position behind it is reached even when nobody writes any more.
        .query_one(
            "SELECT pg_logical_emit_message(true, 'plconv', 'fence')::text, set_config('synchronous_commit', 'on', true)",
            &[],
        )
        .map_err(crate::state::failed("writing a fence into the log"))?;
    row.get::<_, String>(0)
        .parse()
        .map_err(|error| Error::Stopped(format!("the server names no position: {error}")))
}

/// The tables of a plan, and what of them cannot go back.
fn tables(
    plan: &Plan,
    connection: &dyn OracleConnection,
    client: &mut Client,
) -> Result<(Vec<BackTable>, Vec<String>), Error> {
    let (mut tables, mut refused) = (Vec::new(), Vec::new());
    for (number, table) in plan.tables.iter().enumerate() {
        let (owner, name) = table_name(&table.source)?;
        let of_oracle = columns(connection, &owner, &name)?;
        let (table, more) = BackTable::new(plan, number, &of_oracle, client)?;
        tables.push(table);
        refused.extend(more);
    }
    Ok((tables, refused))
}
