//! What code has to know of all the code around it.

use super::resolved::Resolved;
use plconv_catalog::ObjectName;
use plconv_db::LoadedProject;
use plconv_hir::build::SourceUnit;
use plconv_hir::item::RoutineId;
use plconv_hir::program::EffectTable;
use plconv_syntax::ast::{self, AstNode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Facts about the project as a whole that lowering of its parts asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Whole {
    /// What every routine does, callees included.
    pub effects: EffectTable,
    /// Routines that are autonomous transactions.
    pub autonomous: BTreeSet<RoutineId>,
    /// Row triggers that use their table through a routine or a view, with what they use.
    pub mutating: BTreeMap<ObjectName, String>,
    /// AFTER row triggers that fire later than in Oracle, where it can be seen.
    pub late_triggers: BTreeSet<ObjectName>,
    /// Views with INSTEAD OF triggers.
    pub instead_of: Arc<BTreeSet<ObjectName>>,
    /// New names of triggers, so that they fire in their order.
    pub trigger_names: Arc<BTreeMap<ObjectName, String>>,
    /// Whether a script runs blocks or procedures.
    pub runs_code: bool,
    /// Whether a script writes output piece by piece (DBMS_OUTPUT.PUT).
    pub output_buffer: bool,
}

/// Whether a text writes output piece by piece.
pub(super) fn writes_in_parts(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    text.contains("DBMS_OUTPUT.PUT(") || text.contains("DBMS_OUTPUT.PUT (")
}

impl Whole {
    /// What the scripts alone tell.
    pub fn of_scripts(loaded: &LoadedProject, units: &[SourceUnit]) -> Self {
        Whole {
            runs_code: units.iter().any(|unit| {
                matches!(
                    ast::Unit::cast(unit.tree.root()),
                    Some(ast::Unit::Block(_) | ast::Unit::CallStmt(_))
                )
            }),
            output_buffer: loaded.units().any(|(_, unit)| writes_in_parts(&unit.text)),
            ..Whole::default()
        }
    }

    /// Adds what resolved code tells. `shows` says whether a view shows rows of a table.
    pub fn add_code(&mut self, resolved: &Resolved, shows: &dyn Fn(&ObjectName, &ObjectName) -> bool) {
        self.effects = resolved.effects();
        self.autonomous = resolved.autonomous();
        self.trigger_names = Arc::new(resolved.trigger_names());
        self.mutating = resolved.mutating(shows);
        self.late_triggers = resolved.late_row_triggers();
        self.instead_of = Arc::new(resolved.instead_of());
    }
}
