//! Parsing all units of a tree in parallel.

use crate::convert::internal_error;
use crate::database::Database;
use crate::guard::run_guarded;
use crate::progress::Progress;
use plconv_db::{LoadedProject, LoadedUnit, Project, parse, syntax_diagnostics};
use plconv_diagnostics::Diagnostic;
use rayon::prelude::*;

/// Parses all units on the current rayon pool; the trees stay in the database. Returns the diagnostics of syntax, in
/// the order of the units; a panic is one of them.
pub fn parse_all(
    db: &Database,
    project: Project,
    loaded: &LoadedProject,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let units: Vec<&LoadedUnit> = loaded.units().map(|(_, unit)| unit).collect();
    progress.phase("parsing", units.len() as u64);
    let found: Vec<Vec<Diagnostic>> = units
        .into_par_iter()
        .map_with(db.clone(), |db, unit| {
            let found = parse_one(db, project, unit);
            progress.step();
            found
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// Parses a unit; a panic becomes a diagnostic.
pub(crate) fn parse_one(db: &Database, project: Project, unit: &LoadedUnit) -> Vec<Diagnostic> {
    run_guarded(|| syntax_diagnostics(unit, &parse(db, project, unit)))
        .unwrap_or_else(|message| vec![internal_error(unit.file_range(), &message)])
}
