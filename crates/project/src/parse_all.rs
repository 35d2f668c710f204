//! Parsing all units of a tree in parallel.

use crate::convert::internal_error;
use crate::database::Database;
use crate::guard::run_guarded;
use crate::manifest::UnitCounts;
use crate::progress::Progress;
use plconv_db::{LoadedProject, LoadedUnit, Project, parse, syntax_diagnostics};
use plconv_diagnostics::Diagnostic;
use rayon::prelude::*;

/// What parsing a tree found.
pub struct Parsing {
    /// How much of the tree could be read.
    pub units: UnitCounts,
    /// The diagnostics of syntax, in the order of the units; a panic is one of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses all units on the current rayon pool; the trees stay in the database.
pub fn parse_all(
    db: &Database,
    project: Project,
    loaded: &LoadedProject,
    progress: &dyn Progress,
) -> Parsing {
    let units: Vec<&LoadedUnit> = loaded.units().map(|(_, unit)| unit).collect();
    progress.phase("parsing", units.len() as u64);
    let found: Vec<(bool, Vec<Diagnostic>)> = units
        .into_par_iter()
        .map_with(db.clone(), |db, unit| {
            let found = parse_one(db, project, unit);
            let is_whole = run_guarded(|| parse(db, project, unit).errors.is_empty()).unwrap_or(false);
            progress.step();
            (is_whole, found)
        })
        .collect();
    let whole = found.iter().filter(|(is_whole, _)| *is_whole).count();
    Parsing {
        units: UnitCounts {
            parsed: whole as u64,
            with_syntax_errors: (found.len() - whole) as u64,
        },
        diagnostics: found.into_iter().flat_map(|(_, found)| found).collect(),
    }
}

/// Parses a unit; a panic becomes a diagnostic.
pub(crate) fn parse_one(db: &Database, project: Project, unit: &LoadedUnit) -> Vec<Diagnostic> {
    run_guarded(|| syntax_diagnostics(unit, &parse(db, project, unit)))
        .unwrap_or_else(|message| vec![internal_error(unit.file_range(), &message)])
}
