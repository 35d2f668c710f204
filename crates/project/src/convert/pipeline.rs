//! Where the phases are plugged together: [`analyze`] parses, replays and resolves, [`Analysis::lower`] lowers and
//! prints.

mod analysis;
mod clashes;
mod code;
mod dynamic;
mod dynamic_ddl;
mod dynamic_maintenance;
mod edited;
mod environment;
mod expressions;
pub mod following;
mod links;
mod lowering;
mod memory;
mod one_unit;
mod package;
mod pieces;
mod places;
mod remarks;
mod resolved;
mod resolving;
mod row_policy;
mod rows;
mod type_body;
mod unordered;
mod unresolved;
mod view_rows;
mod whole;
mod work;

pub use analysis::{Analysis, ResolvedItem, analyze};
pub use edited::{Edited, analyze_edit};
pub use memory::Memory;
pub use one_unit::{LoweredPiece, LoweredUnit};
pub use resolved::Item;
pub(crate) use whole::Whole;
pub use work::Done;
pub(crate) use work::Work;

use crate::database::Database;
use crate::facts::Facts;
use crate::manifest::{Fate, UnitCounts};
use crate::progress::Progress;
use crate::write::OutputFile;
use plconv_catalog::Catalog;
use plconv_db::{LoadedProject, Policy, Project};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::SourceUnit;
use plconv_hir::effects::{AskedEffects, KnownEffects};
use plconv_hir::program::Program;
use plconv_hir::replay::Session;
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
    /// How much of the source could be parsed.
    pub units: UnitCounts,
    /// What was found, in any order.
    pub diagnostics: Vec<Diagnostic>,
    /// What units use; the units of objects are not known here.
    pub facts: Facts,
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

/// What is known of a project while its parts are resolved and lowered. The places of its units are in themselves.
#[derive(Clone, Copy)]
pub(crate) struct Middle<'a> {
    /// Choices.
    pub policy: &'a Policy,
    pub units: &'a [SourceUnit],
    /// What ALTER SESSION set before each unit.
    pub sessions: &'a [Arc<Session>],
    pub program: &'a Program,
    /// What resolved code tells; nothing of it while it is being resolved.
    pub whole: &'a Arc<Whole>,
    /// The effects of `whole`, for those who look up single routines.
    pub effects: KnownEffects<'a>,
    /// Told what is worked out.
    pub work: &'a Work,
    /// No other run comes: nothing has to be kept for it.
    pub is_for_one_run: bool,
}

/// Analyses and lowers a project.
pub fn translate(input: &PipelineInput<'_>) -> Translation {
    let mut analysis = analyze(input);
    input.progress.phase("translating", 0);
    let lowered = analysis.lowered();
    if input.db.is_for_one_run() {
        // Where much is converted, code and its translation do not have to be in memory at once.
        analysis.forget_code();
    }
    input.progress.phase("putting files together", 0);
    analysis.put_together(lowered, None)
}

/// The same, with all of it as one script, statement by statement in the order of the source.
pub fn translate_to_script(input: &PipelineInput<'_>) -> (Translation, String) {
    let analysis = analyze(input);
    input.progress.phase("translating", 0);
    let mut script = String::new();
    let translation = analysis.put_together(analysis.lowered(), Some(&mut script));
    (translation, script)
}

impl<'a> Middle<'a> {
    /// The same; the routines whose effects are looked up are noted in `asked`.
    fn noting<'b>(&'b self, asked: &'b AskedEffects) -> Middle<'b> {
        Middle {
            effects: self.effects.noting(asked),
            ..*self
        }
    }

    /// The schema of unqualified names at a unit.
    pub(crate) fn current_schema(&self, unit: u32) -> Option<&str> {
        self.sessions.get(unit as usize)?.schema.as_deref()
    }
}
