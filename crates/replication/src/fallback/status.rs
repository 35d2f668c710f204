//! How far a way back is, and what it keeps the server from removing.

use super::state::{self, Fallback};
use super::{FallbackOptions, checkpoint};
use crate::state::failed;
use plconv_mover::error::Error;
use serde::Serialize;

/// A way back as it is now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// What its process has noted.
    #[serde(flatten)]
    pub fallback: Fallback,
    /// Where PostgreSQL's log ends.
    pub server_lsn: String,
    /// Log that is not in Oracle yet, in bytes; by Oracle's word where it could be asked.
    pub behind_bytes: i64,
    /// The replication slot; `None` when there is none any more.
    pub slot_state: Option<SlotState>,
    /// What Oracle says.
    pub oracle: Option<OracleState>,
    /// Why Oracle could not be asked.
    pub oracle_error: Option<String>,
}

/// A replication slot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SlotState {
    /// Whether a process reads it.
    pub is_active: bool,
    /// Log that the server keeps for it, in bytes.
    pub kept_bytes: i64,
    /// `reserved`, `extended`, `unreserved` or `lost`.
    pub wal_status: Option<String>,
    /// Bytes until its log may be removed, where there is a limit.
    pub safe_bytes: Option<i64>,
}

/// How far Oracle is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OracleState {
    /// Everything up to it is there.
    pub position: String,
    /// Transactions that were written.
    pub transactions: u64,
    /// Changes that were written.
    pub changes: u64,
}

const SLOT: &str = "
SELECT active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint, wal_status, safe_wal_size
  FROM pg_replication_slots WHERE slot_name = $1 AND database = current_database()";

/// Looks at a way back; `None` when none was prepared.
///
/// # Errors
/// When PostgreSQL does not answer. That Oracle does not is part of the result.
pub fn status(options: &FallbackOptions<'_>) -> Result<Option<Status>, Error> {
    let plan = &options.plan;
    let mut client = options.target.connect()?;
    let Some(fallback) = state::fallback(&mut client, &plan.name)? else {
        return Ok(None);
    };
    let slot_state = client
        .query_opt(SLOT, &[&fallback.slot])
        .map_err(failed("looking at the replication slot"))?
        .map(|row| SlotState {
            is_active: row.get(0),
            kept_bytes: row.get::<_, Option<i64>>(1).unwrap_or(0),
            wal_status: row.get(2),
            safe_bytes: row.get(3),
        });
    let asked = options
        .source
        .open()
        .map_err(Error::from)
        .and_then(|connection| checkpoint(connection.as_ref(), plan));
    let (oracle, oracle_error) = match asked {
        Ok(found) => (found, None),
        Err(error) => (None, Some(error.to_string())),
    };
    let position = oracle
        .as_ref()
        .map(|oracle| oracle.lsn.to_string())
        .or(fallback.position.clone());
    let row = client
        .query_one(
            "SELECT pg_current_wal_lsn()::text,
                    greatest(0, coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), $1::text::pg_lsn), 0))::bigint",
            &[&position],
        )
        .map_err(failed("asking how far the log is"))?;
    Ok(Some(Status {
        fallback,
        server_lsn: row.get(0),
        behind_bytes: row.get(1),
        slot_state,
        oracle: oracle.map(|oracle| OracleState {
            position: oracle.lsn.to_string(),
            transactions: oracle.transactions,
            changes: oracle.changes,
        }),
        oracle_error,
    }))
}
