//! The state of a way back in PostgreSQL, for people and for the commands.

use super::lsn::Lsn;
use super::writer::Written;
use crate::state::failed;
use plconv_mover::error::Error;
use postgres::{Client, GenericClient};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

const STATE: &str = include_str!("state.sql");

/// A way back, as its row says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fallback {
    /// Name of the plan.
    pub name: String,
    /// `preparing`, `prepared`, `running`, `stopped` or `finished`.
    pub state: String,
    /// Its replication slot.
    pub slot: String,
    /// Its publication.
    pub publication: String,
    /// Which cluster it is of.
    pub system_id: String,
    /// Everything that commits behind it goes back.
    pub prepared_lsn: Option<String>,
    /// Everything up to it is in Oracle, as far as was heard.
    pub position: Option<String>,
    /// Age of the last transaction that was written when more waited.
    pub lag_seconds: Option<f64>,
    /// Transactions that were written.
    pub transactions: i64,
    /// Rows inserted.
    pub inserts: i64,
    /// Rows updated.
    pub updates: i64,
    /// Rows deleted.
    pub deletes: i64,
    /// Empty texts that became NULL.
    pub emptied: i64,
    /// Changes that Oracle did not take.
    pub conflicts: i64,
    /// Why it stopped.
    pub error: Option<String>,
    /// What may help.
    pub advice: Option<String>,
    /// Tables whose replica identity was changed, with what it was, as SQL.
    #[serde(skip)]
    pub identities: BTreeMap<String, String>,
    /// Columns that go nowhere, by table.
    #[serde(skip)]
    pub left_out: BTreeMap<String, BTreeSet<String>>,
}

/// A change that Oracle did not take.
#[derive(Clone, Debug)]
pub(crate) struct ConflictRow {
    pub(crate) commit_lsn: Lsn,
    pub(crate) ordinal: u64,
    pub(crate) xid: u32,
    pub(crate) committed_at: SystemTime,
    pub(crate) source: String,
    pub(crate) operation: &'static str,
    pub(crate) reason: String,
    pub(crate) row_key: String,
    pub(crate) row_values: String,
}

/// Creates the state tables where they are missing.
pub(crate) fn create(client: &mut Client) -> Result<(), Error> {
    crate::state::create(client)?;
    client
        .batch_execute(STATE)
        .map_err(failed("creating the state tables in schema plconv"))
}

/// The way back of a name.
///
/// # Errors
/// What PostgreSQL says.
pub fn fallback(client: &mut impl GenericClient, name: &str) -> Result<Option<Fallback>, Error> {
    let failed = failed("looking for the way back");
    let exists: bool = client
        .query_one("SELECT to_regclass('plconv.fallback') IS NOT NULL", &[])
        .map_err(&failed)?
        .get(0);
    if !exists {
        return Ok(None);
    }
    let row = client
        .query_opt(
            "SELECT state, slot, publication, system_id, prepared_lsn::text, position::text, lag_seconds, transactions, inserts,
                    updates, deletes, emptied, conflicts, error, advice, identities::text, left_out::text
               FROM plconv.fallback WHERE name = $1",
            &[&name],
        )
        .map_err(&failed)?;
    Ok(row.map(|row| Fallback {
        name: name.to_owned(),
        state: row.get(0),
        slot: row.get(1),
        publication: row.get(2),
        system_id: row.get(3),
        prepared_lsn: row.get(4),
        position: row.get(5),
        lag_seconds: row.get(6),
        transactions: row.get(7),
        inserts: row.get(8),
        updates: row.get(9),
        deletes: row.get(10),
        emptied: row.get(11),
        conflicts: row.get(12),
        error: row.get(13),
        advice: row.get(14),
        identities: serde_json::from_str(row.get(15)).unwrap_or_default(),
        left_out: serde_json::from_str(row.get(16)).unwrap_or_default(),
    }))
}

/// Sets the state, with an error and what may help against it.
pub(crate) fn set_state(
    client: &mut impl GenericClient,
    name: &str,
    state: &str,
    error: Option<(&str, Option<&str>)>,
) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.fallback SET state = $2, error = $3, advice = $4, updated_at = now() WHERE name = $1",
            &[
                &name,
                &state,
                &error.map(|(text, _)| text),
                &error.and_then(|(_, advice)| advice),
            ],
        )
        .map_err(failed("noting the state of the way back"))?;
    Ok(())
}

/// Notes how far it is, and adds what was written.
pub(crate) fn progress(
    client: &mut impl GenericClient,
    name: &str,
    position: Lsn,
    applied_at: Option<SystemTime>,
    lag_seconds: f64,
    transactions: u64,
    written: &Written,
) -> Result<(), Error> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    client
        .execute(
            "UPDATE plconv.fallback SET position = $2::text::pg_lsn, applied_at = coalesce($3, applied_at), lag_seconds = $4,
                    transactions = transactions + $5, inserts = inserts + $6, updates = updates + $7,
                    deletes = deletes + $8, emptied = emptied + $9, conflicts = conflicts + $10, updated_at = now()
              WHERE name = $1",
            &[
                &name,
                &position.to_string(),
                &applied_at,
                &lag_seconds,
                &number(transactions),
                &number(written.inserts),
                &number(written.updates),
                &number(written.deletes),
                &number(written.emptied),
                &number(written.conflicts),
            ],
        )
        .map_err(failed("noting how far the way back is"))?;
    Ok(())
}

/// Notes changes that Oracle did not take; those that were noted before stay.
pub(crate) fn put_conflicts(client: &mut Client, name: &str, rows: &[ConflictRow]) -> Result<(), Error> {
    for row in rows {
        client
            .execute(
                "INSERT INTO plconv.fallback_conflict (name, commit_lsn, ordinal, xid, committed_at, source, operation, reason,
                                                       row_key, row_values)
                 VALUES ($1, $2::text::pg_lsn, $3, $4, $5, $6, $7, $8, $9, $10)
                 ON CONFLICT (name, commit_lsn, ordinal) DO NOTHING",
                &[
                    &name,
                    &row.commit_lsn.to_string(),
                    &i64::try_from(row.ordinal).unwrap_or(i64::MAX),
                    &i64::from(row.xid),
                    &row.committed_at,
                    &row.source,
                    &row.operation,
                    &row.reason,
                    &row.row_key,
                    &row.row_values,
                ],
            )
            .map_err(failed("noting a conflict"))?;
    }
    Ok(())
}
