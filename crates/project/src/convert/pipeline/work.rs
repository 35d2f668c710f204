//! What an analysis worked out itself, instead of finding it in what earlier runs left.

use plconv_hir::item::RoutineId;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The units that were worked on, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Work(Mutex<Done>);

/// See [`Work`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Done {
    /// Units whose code was resolved.
    pub resolved: BTreeSet<u32>,
    /// Units whose code, or whose statement, was lowered.
    pub lowered: BTreeSet<u32>,
    /// Routines of packages that were lowered themselves, unless no other run comes.
    pub routines: BTreeSet<RoutineId>,
    /// Whether the DDL was lowered.
    pub ddl: bool,
}

impl Work {
    /// What was done so far.
    pub fn done(&self) -> Done {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn note_resolved(&self, units: &[u32]) {
        self.note(|done| done.resolved.extend(units));
    }

    pub(super) fn note_lowered(&self, units: &[u32]) {
        self.note(|done| done.lowered.extend(units));
    }

    pub(super) fn note_routine(&self, routine: &RoutineId) {
        self.note(|done| {
            done.routines.insert(routine.clone());
        });
    }

    pub(super) fn note_ddl(&self) {
        self.note(|done| done.ddl = true);
    }

    fn note(&self, note: impl FnOnce(&mut Done)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
