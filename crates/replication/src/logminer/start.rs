//! Where to begin: a snapshot and the position from which changes after it are complete.

use crate::change::Position;
use plconv_mover::error::{Error, SourceError};
use plconv_mover::source::oracle::current_scn;
use plconv_mover::source::oracle::driver::OracleConnection;
use std::collections::BTreeSet;

/// A beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Rows are copied as of `snapshot`; from `position` on come exactly the transactions that committed after it.
    At {
        /// SCN of the copy.
        snapshot: u64,
        /// Where capture begins.
        position: Position,
    },
    /// Transactions are open of which the first SCN is not known: ask again when they have ended.
    Wait {
        /// Their numbers.
        transactions: Vec<String>,
    },
}

const OPEN: &str = "SELECT TO_CHAR(start_scn), RAWTOHEX(xid) FROM gv$transaction WHERE status = 'ACTIVE'";

/// Finds a beginning.
///
/// First an SCN is taken, then the open transactions, then the snapshot's SCN: a transaction that is open at the snapshot was
/// seen or has begun after the first SCN, so that all its changes lie behind the position.
///
/// # Errors
/// When Oracle does not answer.
pub fn start_position(connection: &dyn OracleConnection) -> Result<Start, Error> {
    let first = current_scn(connection)?;
    let mut oldest = first;
    let mut unknown = Vec::new();
    for row in connection.texts(OPEN, &[])? {
        let mut row = row.into_iter();
        let scn = row.next().flatten();
        let xid = row.next().flatten().unwrap_or_default();
        match scn.and_then(|scn| scn.trim().parse::<u64>().ok()) {
            Some(scn) if scn > 0 => oldest = oldest.min(scn),
            Some(_) | None => unknown.push(xid),
        }
    }
    if !unknown.is_empty() {
        return Ok(Start::Wait {
            transactions: unknown,
        });
    }
    let snapshot = current_scn(connection)?;
    if snapshot < first {
        return Err(SourceError::permanent(
            "the SCN went backwards: the database was flashed back or failed over",
        )
        .into());
    }
    Ok(Start::At {
        snapshot,
        position: Position {
            low_scn: oldest.saturating_sub(1),
            commit_scn: snapshot + 1,
            done_at_commit_scn: BTreeSet::new(),
        },
    })
}

/// Transactions that are open, by their numbers.
///
/// # Errors
/// When Oracle does not answer.
pub fn open_transactions(connection: &dyn OracleConnection) -> Result<Vec<String>, Error> {
    let rows = connection.texts(OPEN, &[])?;
    Ok(rows
        .into_iter()
        .filter_map(|row| row.into_iter().nth(1).flatten())
        .collect())
}
