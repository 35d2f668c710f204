//! What is known of a project before any of it is lowered: what an editor asks, and what lowering works on.

use super::expressions::ViewTables;
use super::lowering::Ddl;
use super::memory::{Memory, ProgramKey, surroundings};
use super::resolved::{Item, Resolved};
use super::work::{Done, Work};
use super::{Middle, PipelineInput, Whole, places, resolving};
use crate::manifest::UnitCounts;
use crate::parse_all::parse_all;
use plconv_catalog::{Catalog, Origin, link_name};
use plconv_db::{LoadedProject, Policy, parse};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::SourceUnit;
use plconv_hir::item::{Package, Routine, Trigger, TypeBody};
use plconv_hir::program::Program;
use plconv_hir::replay::{Replay, Session};
use plconv_hir::sink::UnitLocation;
use plconv_source::{FileId, FileRange, TextSize};
use plconv_syntax::ast::{self, AstNode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// A project whose names are resolved. Units are named by their numbers in load order.
pub struct Analysis {
    pub(super) loaded: Arc<LoadedProject>,
    pub(super) policy: Arc<Policy>,
    /// Paths of the source files.
    pub(super) paths: Arc<BTreeMap<FileId, String>>,
    pub(super) units: Vec<SourceUnit>,
    /// The units, with their places in themselves.
    pub(super) inside: Vec<SourceUnit>,
    pub(super) texts: Vec<Arc<str>>,
    /// The units that others can see something of.
    pub(super) defining: Arc<Vec<u32>>,
    /// What ALTER SESSION set before each unit.
    pub(super) sessions: Arc<Vec<Arc<Session>>>,
    pub(super) program: Arc<Program>,
    pub(super) program_key: ProgramKey,
    pub(super) memory: Arc<Memory>,
    pub(super) work: Work,
    pub(super) resolved: Resolved,
    pub(super) whole: Arc<Whole>,
    pub(super) counts: UnitCounts,
    /// Whether a script says in which order the files run.
    pub(super) order_is_given: bool,
    /// What parsing and replay found.
    pub(super) found: Arc<FoundFirst>,
    pub(super) ddl: OnceLock<Arc<Ddl>>,
    /// The units that have other texts than when the DDL was replayed.
    pub(super) edited: BTreeSet<u32>,
}

/// What was found before code was resolved, by file.
#[derive(Clone, Debug, Default)]
pub(super) struct FoundFirst {
    /// By the parser.
    pub syntax: BTreeMap<FileId, Arc<Vec<Diagnostic>>>,
    /// By the replay of the DDL.
    pub replay: BTreeMap<FileId, Arc<Vec<Diagnostic>>>,
}

impl FoundFirst {
    fn new(syntax: Vec<Diagnostic>, replay: Vec<Diagnostic>) -> Self {
        fn by_file(found: Vec<Diagnostic>) -> BTreeMap<FileId, Arc<Vec<Diagnostic>>> {
            let mut by_file: BTreeMap<FileId, Vec<Diagnostic>> = BTreeMap::new();
            for found in found {
                by_file.entry(found.primary.file).or_default().push(found);
            }
            let shared = by_file.into_iter().map(|(file, found)| (file, Arc::new(found)));
            shared.collect()
        }
        FoundFirst {
            syntax: by_file(syntax),
            replay: by_file(replay),
        }
    }

    /// All, by file.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        let all = self.syntax.values().chain(self.replay.values());
        all.flat_map(|found| found.iter())
    }

    fn of_file(&self, file: FileId) -> impl Iterator<Item = &Diagnostic> {
        let all = self.syntax.get(&file).into_iter().chain(self.replay.get(&file));
        all.flat_map(|found| found.iter())
    }
}

/// A resolved item of a unit.
#[derive(Clone, Copy)]
pub enum ResolvedItem<'a> {
    /// A standalone procedure or function.
    Routine(&'a Item<Routine>),
    /// A package, in its specification and in its body.
    Package(&'a Item<Package>),
    /// A trigger.
    Trigger(&'a Item<Trigger>),
    /// The methods of an object type.
    TypeBody(&'a Item<TypeBody>),
}

/// Links and schemas as Oracle's dictionary spells them.
fn links_of(policy: &Policy) -> BTreeMap<String, String> {
    let links = policy.database_links.iter();
    links
        .map(|(link, schema)| (link_name(link), schema.to_uppercase()))
        .collect()
}

/// Parses all units, replays their DDL and resolves the stored code.
pub fn analyze(input: &PipelineInput<'_>) -> Analysis {
    let parsing = parse_all(input.db, input.project, input.loaded, input.progress);
    let units = source_units(input);
    input.progress.phase("replaying DDL", 0);
    let order_is_given = input.loaded.roots.len() == 1 || !input.policy.scripts.is_empty();
    let inside = places::units_in_themselves(&units);
    let (mut catalog, sessions, mut found) = replay(input.loaded, &inside, order_is_given);
    catalog.links = links_of(input.policy);
    places::diagnostics_in_files(&units, &mut found);
    input.progress.phase("resolving names", 0);
    let memory = Arc::clone(input.db.memory());
    let surroundings = surroundings(&memory, input, &inside, Arc::new(catalog), order_is_given);
    let files = input.project.files(input.db).values();
    let mut whole = Whole::of_scripts(input.loaded, &units);
    let mut analysis = Analysis {
        loaded: Arc::clone(input.loaded),
        policy: Arc::clone(input.policy),
        paths: Arc::new(
            files
                .map(|file| (file.id(input.db), file.path(input.db).to_string()))
                .collect(),
        ),
        whole: Arc::new(whole.clone()),
        units,
        inside,
        texts: input
            .loaded
            .units()
            .map(|(_, unit)| Arc::clone(&unit.text))
            .collect(),
        defining: Arc::new(surroundings.defining),
        sessions: Arc::new(sessions),
        program: surroundings.program,
        program_key: surroundings.key,
        memory,
        work: Work::default(),
        resolved: Resolved::default(),
        counts: parsing.units,
        order_is_given,
        found: Arc::new(FoundFirst::new(parsing.diagnostics, found)),
        ddl: OnceLock::new(),
        edited: BTreeSet::new(),
    };
    analysis.resolved = resolving::resolve_all(
        &analysis.middle(),
        &analysis.texts,
        &analysis.memory,
        analysis.program_key,
    );
    let views = ViewTables::new(&analysis.program);
    let shows = |view: &_, table: &_| views.shows(view, table);
    whole.add_code(&analysis.resolved, &shows);
    analysis.whole = Arc::new(whole);
    analysis
}

fn source_units(input: &PipelineInput<'_>) -> Vec<SourceUnit> {
    input
        .loaded
        .units()
        .map(|(number, unit)| {
            let parsed = parse(input.db, input.project, unit);
            SourceUnit {
                tree: Arc::clone(&parsed.tree),
                location: UnitLocation {
                    unit: number,
                    file: unit.file,
                    offset: unit.offset,
                    shifts: Arc::clone(&unit.shifts),
                },
            }
        })
        .collect()
}

/// The catalog after all scripts, what ALTER SESSION set before each unit, and what was found.
fn replay(
    loaded: &LoadedProject,
    units: &[SourceUnit],
    order_is_given: bool,
) -> (Catalog, Vec<Arc<Session>>, Vec<Diagnostic>) {
    let mut replay = Replay::new();
    let mut sessions: Vec<Arc<Session>> = Vec::with_capacity(units.len());
    let mut session = None;
    for (unit, (_, loaded)) in units.iter().zip(loaded.units()) {
        if session.replace(loaded.session) != Some(loaded.session) {
            replay.start_session();
        }
        if let Some(syntax) = ast::Unit::cast(unit.tree.root()) {
            replay.apply(syntax, &unit.location);
        }
        match sessions.last() {
            Some(same) if **same == *replay.session() => sessions.push(Arc::clone(same)),
            _ => sessions.push(Arc::new(replay.session().clone())),
        }
    }
    let waiting = if order_is_given {
        Vec::new()
    } else {
        replay.waiting()
    };
    for number in waiting {
        let unit = units.get(number as usize);
        if let Some((unit, syntax)) = unit.and_then(|unit| Some((unit, ast::Unit::cast(unit.tree.root())?))) {
            replay.apply_late(syntax, &unit.location);
        }
    }
    let (catalog, found) = replay.finish();
    (catalog, sessions, found)
}

impl Analysis {
    /// The units with their trees and places, in load order.
    pub fn units(&self) -> &[SourceUnit] {
        &self.units
    }

    /// The units as the scripts have them.
    pub fn loaded(&self) -> &Arc<LoadedProject> {
        &self.loaded
    }

    /// The symbols, with the catalog.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// What ALTER SESSION set before a unit.
    pub fn session(&self, unit: u32) -> Option<&Session> {
        self.sessions.get(unit as usize).map(|session| &**session)
    }

    /// What was found before code was resolved: syntax, and DDL that could not be applied.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.all()
    }

    /// The units in whose text, comments before them included, a place of a file is; several when a script is included
    /// more than once.
    pub fn units_at(&self, file: FileId, offset: TextSize) -> impl Iterator<Item = u32> {
        let offset = u32::from(offset);
        self.loaded
            .units()
            .filter(move |(_, unit)| unit.file == file && (unit.offset..=unit.end).contains(&offset))
            .map(|(number, _)| number)
    }

    /// The items that a unit defines; a package is an item of its specification and of its body.
    pub fn items(&self, unit: u32) -> Vec<ResolvedItem<'_>> {
        let resolved = &self.resolved;
        let is_here = |origin: &Origin| origin.unit == unit;
        let routines = resolved.routines.iter().filter(|item| is_here(&item.origin));
        let packages = resolved
            .packages
            .iter()
            .filter(|(item, body)| is_here(&item.origin) || body.as_ref().is_some_and(is_here));
        let bodies = resolved.type_bodies.iter().filter(|item| is_here(&item.origin));
        let triggers = resolved.triggers.iter().filter(|item| is_here(&item.origin));
        routines
            .map(ResolvedItem::Routine)
            .chain(packages.map(|(item, _)| ResolvedItem::Package(item)))
            .chain(bodies.map(ResolvedItem::TypeBody))
            .chain(triggers.map(ResolvedItem::Trigger))
            .collect()
    }

    /// What parsing, replay and resolving found in the text of a unit; lowering may find more.
    pub fn diagnostics_of(&self, unit: u32) -> Vec<Diagnostic> {
        let Some(own) = self.place(unit) else {
            return Vec::new();
        };
        let items = self.items(unit);
        let of_items = items.iter().flat_map(|item| match item {
            ResolvedItem::Routine(item) => &item.kept.diagnostics,
            ResolvedItem::Package(item) => &item.kept.diagnostics,
            ResolvedItem::Trigger(item) => &item.kept.diagnostics,
            ResolvedItem::TypeBody(item) => &item.kept.diagnostics,
        });
        let mut found: Vec<Diagnostic> = of_items.cloned().collect();
        places::diagnostics_in_files(&self.units, &mut found);
        found.retain(|found| is_in(own, found));
        found.extend(
            self.found
                .of_file(own.file)
                .filter(|found| is_in(own, found))
                .cloned(),
        );
        plconv_diagnostics::sort(&mut found);
        found
    }

    /// What was worked out since the analysis began, instead of being found in what earlier runs left.
    pub fn work(&self) -> Done {
        self.work.done()
    }

    /// The text of a unit with the comments before it, as a place.
    pub fn place(&self, unit: u32) -> Option<FileRange> {
        let (_, unit) = self.loaded.units().nth(unit as usize)?;
        let mut place = unit.file_range();
        place.range = place.range.cover(unit.comments().range);
        Some(place)
    }

    /// Gives back what only lowering needs.
    pub(super) fn forget_code(&mut self) {
        self.resolved = Resolved::default();
        self.ddl = OnceLock::new();
        self.memory.forget();
    }

    pub(super) fn middle(&self) -> Middle<'_> {
        Middle {
            policy: &self.policy,
            units: &self.inside,
            sessions: &self.sessions,
            program: &self.program,
            effects: (&self.whole.effects).into(),
            whole: &self.whole,
            work: &self.work,
            is_for_one_run: self.memory.is_for_one_run(),
        }
    }
}

/// Whether a diagnostic begins in a place.
pub(super) fn is_in(place: FileRange, found: &Diagnostic) -> bool {
    found.primary.file == place.file && place.range.contains_inclusive(found.primary.range.start())
}
