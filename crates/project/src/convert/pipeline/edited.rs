//! An analysed project after an edit inside of the body of one routine, or of those of one package body.
//!
//! What others can see of the unit is the same, so neither the scripts are walked nor the DDL is replayed again, and
//! only this routine or package is resolved again. The result is what [`super::analyze`] gives; where that is not certain there is
//! none.

use super::analysis::{Analysis, FoundFirst};
use super::expressions::ViewTables;
use super::resolving::{self, PackageBefore};
use super::whole::Whole;
use super::work::Work;
use crate::database::Database;
use crate::guard::run_guarded;
use crate::manifest::UnitCounts;
use plconv_catalog::{CodeKind, ObjectName};
use plconv_db::{
    Interface, LoadedUnit, Parse, Project, Reloaded, edit_file, interface, parse, syntax_diagnostics,
};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::{SourceUnit, Units, with_edited_code};
use plconv_source::FileId;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// An analysis after an edit, and what moved.
pub struct Edited {
    /// What is known now.
    pub analysis: Analysis,
    /// The walk over the scripts.
    pub reloaded: Reloaded,
}

/// Gives a file of a project another text, and brings its last analysis up to date. None when that takes a new analysis;
/// the database has the new text then.
pub fn analyze_edit(
    db: &mut Database,
    project: Project,
    before: &Analysis,
    path: &str,
    text: &Arc<str>,
) -> Option<Edited> {
    let reloaded = edit_file(db, project, &before.loaded, path, text)?;
    let analysis = run_guarded(|| before.after(db, project, &reloaded)).ok()??;
    Some(Edited { analysis, reloaded })
}

/// The unit that was edited.
struct EditedUnit<'a> {
    number: u32,
    parse: Arc<Parse>,
    parse_before: Arc<Parse>,
    kind: CodeKind,
    name: &'a ObjectName,
}

impl Analysis {
    fn after(&self, db: &Database, project: Project, reloaded: &Reloaded) -> Option<Analysis> {
        let number = reloaded.unit;
        let (_, unit) = reloaded.of_file.iter().find(|(found, _)| *found == number)?;
        let unit_before = self.loaded_unit(number)?;
        let seen = interface(db, project, unit);
        if !matches!(seen, Interface::Declared(_)) || seen != interface(db, project, unit_before) {
            return None;
        }
        let (kind, name) = self.only_code_of(number)?;
        let edited = EditedUnit {
            number,
            parse: parse(db, project, unit),
            parse_before: parse(db, project, unit_before),
            kind,
            name,
        };
        if super::whole::writes_in_parts(&unit.text) != super::whole::writes_in_parts(&unit_before.text) {
            return None;
        }
        let found = self.found_after(reloaded, &edited, db, project)?;
        let (units, inside) = self.units_after(reloaded, &edited);
        let mut texts = self.texts.clone();
        *texts.get_mut(number as usize)? = Arc::clone(&unit.text);
        let program = with_edited_code(&self.program, Units(&inside), edited.kind, edited.name);
        let mut after = Analysis {
            loaded: Arc::clone(&reloaded.loaded),
            policy: Arc::clone(&self.policy),
            paths: Arc::clone(&self.paths),
            units,
            inside,
            texts,
            defining: Arc::clone(&self.defining),
            sessions: Arc::clone(&self.sessions),
            program: Arc::new(program),
            program_key: self.program_key,
            memory: Arc::clone(&self.memory),
            work: Work::default(),
            resolved: self.resolved.clone(),
            whole: Arc::clone(&self.whole),
            counts: counts_after(self.counts, &edited),
            order_is_given: self.order_is_given,
            found: Arc::new(found),
            ddl: OnceLock::new(),
            edited: self.edited.iter().copied().chain([number]).collect(),
        };
        after.resolve_again(self, &edited)?;
        Some(after)
    }

    fn loaded_unit(&self, number: u32) -> Option<&LoadedUnit> {
        let (_, unit) = self.loaded.units().nth(number as usize)?;
        Some(unit)
    }

    /// The routine that a unit creates, or the package whose body it is, when it is nothing else and no other unit has that
    /// too.
    fn only_code_of(&self, number: u32) -> Option<(CodeKind, &ObjectName)> {
        let catalog = &self.program.catalog;
        let is_of_type = (catalog.types.values()).any(|definition| {
            definition.origin.unit == number || definition.body.is_some_and(|body| body.unit == number)
        });
        let mut of_unit = catalog.code.iter().filter(|(_, code)| {
            code.origin.unit == number || code.replaced.iter().any(|replaced| replaced.unit == number)
        });
        match (of_unit.next(), of_unit.next()) {
            (
                Some((
                    (kind @ (CodeKind::PackageBody | CodeKind::Procedure | CodeKind::Function), name),
                    code,
                )),
                None,
            ) if code.replaced.is_empty() && !is_of_type => Some((*kind, name)),
            _ => None,
        }
    }

    fn units_after(
        &self,
        reloaded: &Reloaded,
        edited: &EditedUnit<'_>,
    ) -> (Vec<SourceUnit>, Vec<SourceUnit>) {
        let (mut units, mut inside) = (self.units.clone(), self.inside.clone());
        for (number, unit) in &reloaded.of_file {
            if let Some(known) = units.get_mut(*number as usize) {
                known.location.offset = unit.offset;
            }
        }
        for units in [&mut units, &mut inside] {
            if let Some(unit) = units.get_mut(edited.number as usize) {
                unit.tree = Arc::clone(&edited.parse.tree);
            }
        }
        (units, inside)
    }

    /// The findings of parser and replay.
    fn found_after(
        &self,
        reloaded: &Reloaded,
        edited: &EditedUnit<'_>,
        db: &Database,
        project: Project,
    ) -> Option<FoundFirst> {
        let file = reloaded.moved.file;
        let mut syntax = moved(&self.found.syntax, reloaded, Some(file))?;
        let of_file = reloaded.of_file.iter().flat_map(|(number, unit)| {
            let parse = match *number == edited.number {
                true => Arc::clone(&edited.parse),
                false => parse(db, project, unit),
            };
            syntax_diagnostics(unit, &parse)
        });
        let of_file: Vec<Diagnostic> = of_file.collect();
        match of_file.is_empty() {
            true => syntax.remove(&file),
            false => syntax.insert(file, Arc::new(of_file)),
        };
        Some(FoundFirst {
            syntax,
            replay: moved(&self.found.replay, reloaded, None)?,
        })
    }

    /// Resolves the edited code, and what is said of all code when that may have changed.
    fn resolve_again(&mut self, before: &Analysis, edited: &EditedUnit<'_>) -> Option<()> {
        let does_the_same = match edited.kind {
            CodeKind::PackageBody => {
                let known = (before.resolved.packages.iter())
                    .find(|(item, _)| item.kept.units.last() == Some(&edited.number))?;
                let package = PackageBefore {
                    kept: &known.0.kept,
                    unit: edited.number,
                    tree: &edited.parse_before.tree,
                };
                let (object, kept) = resolving::resolve_package_again(&self.middle(), &package)?;
                let known = self.resolved.replace_package(object, kept)?;
                self.resolved.same_uses(&known, edited.number)
            }
            CodeKind::Procedure | CodeKind::Function => {
                let kept = resolving::resolve_routine_again(&self.middle(), edited.number)?;
                self.resolved.replace_routine(edited.number, kept)?
            }
            CodeKind::Package | CodeKind::Trigger => return None,
        };
        if !does_the_same {
            let mut whole = Whole::clone(&before.whole);
            let views = ViewTables::new(&self.program);
            let shows = |view: &_, table: &_| views.shows(view, table);
            whole.add_code(&self.resolved, &shows);
            self.whole = Arc::new(whole);
        }
        Some(())
    }
}

/// Findings at the places where they are now; those in `without` are left out.
fn moved(
    found: &BTreeMap<FileId, Arc<Vec<Diagnostic>>>,
    reloaded: &Reloaded,
    without: Option<FileId>,
) -> Option<BTreeMap<FileId, Arc<Vec<Diagnostic>>>> {
    let moved = &reloaded.moved;
    let files = found.iter().filter(|(file, _)| Some(**file) != without);
    files
        .map(|(file, found)| {
            if !found.iter().any(|found| moved.concerns(found)) {
                return Some((*file, Arc::clone(found)));
            }
            let found: Option<Vec<Diagnostic>> = found.iter().map(|found| moved.diagnostic(found)).collect();
            Some((*file, Arc::new(found?)))
        })
        .collect()
}

fn counts_after(before: UnitCounts, edited: &EditedUnit<'_>) -> UnitCounts {
    let mut counts = before;
    match (
        edited.parse_before.errors.is_empty(),
        edited.parse.errors.is_empty(),
    ) {
        (true, false) => {
            counts.parsed -= 1;
            counts.with_syntax_errors += 1;
        }
        (false, true) => {
            counts.parsed += 1;
            counts.with_syntax_errors -= 1;
        }
        (true, true) | (false, false) => {}
    }
    counts
}
