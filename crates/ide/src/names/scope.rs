//! The scopes of a unit while its names are walked.

use crate::target::Target;
use rustc_hash::FxHashMap;

/// What a routine, block, loop or query declares.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Label or name that qualifies the names.
    pub label: Option<String>,
    /// Names of PL/SQL.
    pub names: FxHashMap<String, Target>,
    /// Aliases of tables, and names of subqueries in WITH.
    pub relations: FxHashMap<String, Target>,
}

/// The frames around a place, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Scopes(pub Vec<Frame>);

impl Scopes {
    /// The nearest declaration of a name.
    pub fn local(&self, name: &str, qualifier: Option<&str>) -> Option<&Target> {
        let frames = self.0.iter().rev();
        let mut matching =
            frames.filter(|frame| qualifier.is_none_or(|label| frame.label.as_deref() == Some(label)));
        matching.find_map(|frame| frame.names.get(name))
    }

    /// The nearest relation of a query with a name.
    pub fn relation(&self, name: &str) -> Option<&Target> {
        self.0.iter().rev().find_map(|frame| frame.relations.get(name))
    }

    /// Adds a name to the innermost frame.
    pub fn declare(&mut self, name: String, target: Target) {
        if let Some(frame) = self.0.last_mut() {
            frame.names.entry(name).or_insert(target);
        }
    }
}
