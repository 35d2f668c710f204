//! Statements of scripts, lowered.

use super::Asked;
use crate::convert::pipeline::pieces::Piece;
use crate::convert::pipeline::places::Renumbering;
use crate::convert::pipeline::unresolved::Doubtful;
use crate::convert::pipeline::whole::Whole;
use plconv_hir::replay::Session;
use std::sync::Arc;

/// What a lowered statement is made from, besides the symbols.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(in super::super) struct StatementKey {
    pub text: Arc<str>,
    /// How many units that define something come before it.
    pub rank: u32,
    /// What ALTER SESSION set before it.
    pub session: Arc<Session>,
}

/// A lowered statement.
pub(in super::super) struct KeptStatement {
    pub unit: u32,
    pub asked: Asked,
    pub doubtful: Arc<Doubtful>,
    pub piece: Option<Piece>,
}

impl KeptStatement {
    /// The piece for a unit of this number; none when it does not hold.
    pub fn piece(&self, unit: u32, whole: &Arc<Whole>, doubtful: &Arc<Doubtful>) -> Option<Option<Piece>> {
        let same_tables = Arc::ptr_eq(&self.doubtful, doubtful) || self.doubtful == *doubtful;
        if !same_tables || !self.asked.holds(whole) {
            return None;
        }
        let Some(piece) = &self.piece else {
            return Some(None);
        };
        if unit == self.unit {
            return Some(Some(piece.clone()));
        }
        let renumbering = Renumbering {
            from: &[self.unit],
            to: &[unit],
        };
        let piece = renumbering.piece(piece)?;
        Some(Some(Piece { order: unit, ..piece }))
    }
}
