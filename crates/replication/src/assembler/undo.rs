//! Rows that take back what a transaction did: ROLLBACK TO, and statements that failed.

use super::row::LogRow;
use super::transaction::{OpenTransaction, ident_of, keys_of};
use crate::change::{Change, Operation};
use crate::logminer::catalog::CapturedTable;
use plconv_mover::error::Error;
use std::sync::Arc;

/// A row that takes something back, and what it does.
pub(super) struct Undo<'a> {
    pub(super) row: &'a LogRow,
    pub(super) change: Change,
}

impl OpenTransaction {
    /// Takes the change back that a row with ROLLBACK = 1 is about: it must be the latest one that still stands. Otherwise the
    /// row is read again.
    pub(super) fn undo(&mut self, undo: Undo<'_>, captured: &CapturedTable) -> Result<(), Error> {
        let key = &captured.at(undo.row.scn).key;
        let about = ident_of(&undo.change, key);
        if about
            .as_ref()
            .is_some_and(|ident| self.unclear.contains_key(ident))
        {
            return Ok(());
        }
        // Changes of unclear rows stand in the way of the others no longer.
        while let Some(last) = self.log.last()? {
            let last = last.clone();
            let ident = ident_of(&last, key);
            let Some(unclear) = ident.and_then(|ident| self.unclear.get_mut(&ident)) else {
                if is_taken_back(&last, &undo.change, key) {
                    if let (Some(after), Some(before)) = keys_of(&last.operation, key)
                        && after != before
                    {
                        self.large.moved(&last.table, last.scn, &after, &before);
                    }
                    self.log.pop()?;
                    return Ok(());
                }
                break;
            };
            let (after, before) = keys_of(&last.operation, key);
            unclear.keep_keys(after, before);
            self.log.pop()?;
        }
        let reason: Arc<str> = format!(
            "what is taken back is not the latest change: {}",
            undo.row.excerpt()
        )
        .into();
        // Those that came later than what is taken back must have been taken back, too.
        let later = self
            .log
            .behind(|change| is_taken_back(change, &undo.change, key))?;
        let later = later.unwrap_or_default();
        for change in later {
            if let Some(ident) = ident_of(&change, key) {
                self.mark_ident(ident, change.scn, reason.clone());
            }
        }
        match about {
            Some(ident) => {
                let (after, before) = keys_of(&undo.change.operation, key);
                self.mark_ident(ident, undo.row.scn, reason)
                    .keep_keys(after, before);
            }
            None => self.mark_unclear(undo.row, captured, reason),
        }
        Ok(())
    }
}

/// Whether a change is the one that another takes back.
fn is_taken_back(change: &Change, undo: &Change, key: &[Arc<str>]) -> bool {
    if change.table != undo.table {
        return false;
    }
    let fits = matches!(
        (&change.operation, &undo.operation),
        (Operation::Insert { .. }, Operation::Delete { .. })
            | (Operation::Delete { .. }, Operation::Insert { .. })
            | (Operation::Update { .. }, Operation::Update { .. })
    );
    if !fits {
        return false;
    }
    match (&change.row_id, &undo.row_id) {
        (Some(one), Some(other)) => one == other,
        // Tables organised by an index have no ROWIDs: what was there afterwards was there before it is taken back.
        _ => {
            let (after, _) = keys_of(&change.operation, key);
            let (_, before) = keys_of(&undo.operation, key);
            match (after, before) {
                (None, None) => keys_of(&change.operation, key).1 == keys_of(&undo.operation, key).0,
                (after, before) => after.is_some() && after == before,
            }
        }
    }
}
