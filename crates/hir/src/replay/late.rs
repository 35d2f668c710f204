//! ALTER and COMMENT of objects that a later session creates. Nothing says in which order the scripts of a tree run
//! that no other includes, so such a statement is applied when all of them have run.

use super::source::object_name;
use super::{Replay, Session};
use crate::sink::{Sink, UnitLocation};
use plconv_diagnostics::{Code, Diagnostic};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

/// A unit that names an object which is not there.
#[derive(Debug)]
pub(super) struct WaitingUnit {
    /// As it was before the unit.
    session: Session,
    /// What to say when the object never comes.
    diagnostics: Vec<Diagnostic>,
}

impl WaitingUnit {
    /// What to say when the object never came.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

impl Replay {
    /// Reports a statement about an object that is not there; it waits for it.
    pub(super) fn names_missing(&mut self, node: SyntaxNode<'_>, message: impl Into<String>) {
        self.not_replayed(node, message);
        let waiting = WaitingUnit {
            session: self.session.clone(),
            diagnostics: Vec::new(),
        };
        self.waiting.insert(self.unit, waiting);
    }

    /// Keeps what a unit gave: for later when it waits for its object.
    pub(super) fn keep(&mut self, mut found: Vec<Diagnostic>) {
        match self.waiting.get_mut(&self.unit) {
            Some(waiting) => waiting.diagnostics = found,
            None => self.diagnostics.append(&mut found),
        }
    }

    /// The units that name an object which was not there when they were applied.
    pub fn waiting(&self) -> Vec<u32> {
        self.waiting.keys().copied().collect()
    }

    /// Applies a unit again that waited for its object, after all units.
    pub fn apply_late(&mut self, unit: ast::Unit<'_>, location: &UnitLocation) {
        if self.is_too_early(unit, location.unit) {
            return;
        }
        let Some(waiting) = self.waiting.remove(&location.unit) else {
            return;
        };
        let session = std::mem::replace(&mut self.session, waiting.session);
        self.apply(unit, location);
        self.session = session;
        if self.waiting.contains_key(&location.unit) {
            return;
        }
        let here = self.origin(unit.syntax());
        self.sink = Sink::new(location.clone(), None);
        self.sink.report(
            Code::ALTER_APPLIED_LATE,
            super::span(here),
            "the object is created by a script that nothing puts before this one; the statement was applied after it",
        );
        self.diagnostics.append(&mut self.sink.take());
    }

    /// Whether the session of a unit creates the table later that it alters: Oracle raises ORA-00942.
    fn is_too_early(&self, unit: ast::Unit<'_>, number: u32) -> bool {
        let ast::Unit::AlterTable(alter) = unit else {
            return false;
        };
        let session_of = |unit: u32| self.session_starts.partition_point(|start| *start <= unit);
        alter
            .name()
            .and_then(|name| self.existing_table(&object_name(name)))
            .and_then(|key| self.catalog.tables.get(&key))
            .is_some_and(|table| session_of(table.origin.unit) == session_of(number))
    }
}
