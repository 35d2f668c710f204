//! Where the phases are plugged together: parse, replay, resolve, lower, print.

use crate::database::Database;
use crate::manifest::Fate;
use crate::parse_all::parse_all;
use crate::progress::Progress;
use crate::write::OutputFile;
use plconv_catalog::Catalog;
use plconv_db::{LoadedProject, Policy, Project};
use plconv_diagnostics::Diagnostic;
use std::sync::Arc;

/// What the phases work on.
#[derive(Clone, Copy)]
pub struct PipelineInput<'a> {
    /// The database; clone it for other threads.
    pub db: &'a Database,
    /// The inputs.
    pub project: Project,
    /// Units in execution order with their numbers.
    pub loaded: &'a Arc<LoadedProject>,
    /// Choices.
    pub policy: &'a Arc<Policy>,
    /// A captured catalog.
    pub captured: Option<&'a Arc<Catalog>>,
    /// Told what is being done.
    pub progress: &'a dyn Progress,
}

/// What the phases made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Translation {
    /// Output files in any order.
    pub files: Vec<OutputFile>,
    /// What became of units.
    pub fates: Vec<UnitFate>,
    /// What was found, in any order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of a unit. A unit that creates several objects (a package with its body in one file has two units; a
/// CREATE SCHEMA has one) may have several.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UnitFate {
    /// Number of the unit.
    pub unit: u32,
    /// Kind and name when they differ from what the first words of the unit say.
    pub object: Option<(String, String)>,
    /// The fate; none: what the diagnostics of the unit say, translated when there are none.
    pub fate: Option<Fate>,
    /// The name in PostgreSQL, as written in SQL.
    pub postgresql_name: Option<String>,
}

/// Parses all units, so that the phases after it find the trees in the database, then translates.
pub fn translate(input: &PipelineInput<'_>) -> Translation {
    let diagnostics = parse_all(input.db, input.project, input.loaded, input.progress);
    Translation {
        diagnostics,
        ..Translation::default()
    }
}
