//! Answers that are sent again without being made again.
//!
//! A double stands for a server on another machine. Where a benchmark runs both on one, making rows would take the processor from
//! what is measured; with [`Options::remembers_answers`](crate::Options) a query that was read once costs the double only sending.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of a query as messages have them.
pub(super) struct Answer {
    /// From the header of the rows to the last row.
    pub(super) bytes: Vec<u8>,
    /// How many rows.
    pub(super) rows: u64,
    /// Whether they are the last.
    pub(super) is_over: bool,
}

/// Statement with its binds, rows before, rows wanted.
type Key = (Arc<str>, u64, u64);

/// The answers of a double.
#[derive(Default)]
pub(crate) struct Answers {
    known: Mutex<BTreeMap<Key, Arc<Answer>>>,
}

impl Answers {
    pub(super) fn find(&self, statement: &Arc<str>, before: u64, wanted: u64) -> Option<Arc<Answer>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(Arc::clone(statement), before, wanted)).cloned()
    }

    pub(super) fn keep(&self, statement: &Arc<str>, before: u64, wanted: u64, answer: Answer) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert((Arc::clone(statement), before, wanted), Arc::new(answer));
    }
}
