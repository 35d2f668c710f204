//! Where the phases are plugged together: parse, replay, resolve, lower, print.

mod clashes;
mod code;
mod dynamic;
mod dynamic_ddl;
mod environment;
mod expressions;
mod links;
mod pieces;
mod remarks;
mod resolved;
mod rows;
mod type_body;
mod unordered;
mod unresolved;
mod view_rows;

use crate::database::Database;
use crate::facts::Facts;
use crate::manifest::{Fate, UnitCounts};
use crate::parse_all::parse_all;
use crate::progress::Progress;
use crate::write::OutputFile;
use expressions::Expressions;
use pieces::Piece;
use plconv_catalog::{Catalog, ObjectName};
use plconv_db::{LoadedProject, Policy, Project, parse};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::{SourceUnit, Units, build_program};
use plconv_hir::item::RoutineId;
use plconv_hir::program::{EffectTable, Program};
use plconv_hir::replay::{Replay, Session};
use plconv_hir::sink::UnitLocation;
use plconv_source::FileId;
use plconv_syntax::ast::{self, AstNode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unresolved::Doubtful;

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
    /// All of it as one script, statement by statement in the order of the source.
    pub script: String,
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

/// What the middle knows of a project when its parts are lowered.
pub(crate) struct Middle<'a> {
    /// Choices.
    pub policy: &'a Policy,
    /// Paths of the source files.
    pub paths: BTreeMap<FileId, String>,
    pub units: &'a [SourceUnit],
    /// What ALTER SESSION set before each unit.
    pub sessions: Vec<Arc<Session>>,
    pub program: &'a Program,
    pub effects: EffectTable,
    /// Routines that are autonomous transactions.
    pub autonomous: BTreeSet<RoutineId>,
    /// Row triggers that use their table through a routine or a view, with what they use.
    pub mutating: BTreeMap<ObjectName, String>,
    /// AFTER row triggers that fire later than in Oracle, where it can be seen.
    pub late_triggers: BTreeSet<ObjectName>,
    /// Views with INSTEAD OF triggers.
    pub instead_of: BTreeSet<ObjectName>,
    /// Whether a script runs blocks or procedures.
    pub runs_code: bool,
    /// New names of triggers, so that they fire in their order.
    pub trigger_names: BTreeMap<ObjectName, String>,
    /// Whether a script writes output piece by piece (DBMS_OUTPUT.PUT).
    pub output_buffer: bool,
}

/// Parses all units, so that the phases after it find the trees in the database, then translates.
pub fn translate(input: &PipelineInput<'_>) -> Translation {
    let parsing = parse_all(input.db, input.project, input.loaded, input.progress);
    let mut diagnostics = parsing.diagnostics;
    let units = source_units(input);
    input.progress.phase("replaying DDL", 0);
    let mut replay = Replay::new();
    let mut sessions: Vec<Arc<Session>> = Vec::with_capacity(units.len());
    let mut session = None;
    for (unit, (_, loaded)) in units.iter().zip(input.loaded.units()) {
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
    let order_is_given = input.loaded.roots.len() == 1 || !input.policy.scripts.is_empty();
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
    diagnostics.extend(found);
    input.progress.phase("resolving names", 0);
    let program = build_program(Arc::new(catalog), Units(&units));
    let mut middle = Middle {
        policy: input.policy,
        paths: input
            .project
            .files(input.db)
            .values()
            .map(|file| (file.id(input.db), file.path(input.db).to_string()))
            .collect(),
        units: &units,
        sessions,
        program: &program,
        effects: EffectTable::new(),
        autonomous: BTreeSet::new(),
        trigger_names: BTreeMap::new(),
        mutating: BTreeMap::new(),
        late_triggers: BTreeSet::new(),
        instead_of: BTreeSet::new(),
        runs_code: units.iter().any(|unit| {
            matches!(
                ast::Unit::cast(unit.tree.root()),
                Some(ast::Unit::Block(_) | ast::Unit::CallStmt(_))
            )
        }),
        output_buffer: input.loaded.units().any(|(_, unit)| {
            let text = unit.text.to_ascii_uppercase();
            text.contains("DBMS_OUTPUT.PUT(") || text.contains("DBMS_OUTPUT.PUT (")
        }),
    };
    let resolved = code::resolve_all(&middle);
    middle.effects = resolved.effects();
    middle.autonomous = resolved.autonomous();
    middle.trigger_names = resolved.trigger_names();
    let views = expressions::ViewTables::new(&program);
    middle.mutating = resolved.mutating(&|view, table| views.shows(view, table));
    middle.late_triggers = resolved.late_row_triggers();
    middle.instead_of = resolved.instead_of();
    input.progress.phase("translating", 0);
    let mut facts = links::facts(&program.catalog, &resolved);
    let (mut pieces, doubtful) = ddl_pieces(&middle, &mut facts);
    pieces.extend(code::lower_all(&middle, &resolved));
    pieces.extend(code::lower_statements(&middle, &doubtful));
    let sessions: Vec<usize> = input.loaded.units().map(|(_, unit)| unit.session).collect();
    pieces::place_late_triggers(&mut pieces, &|unit| match sessions.get(unit as usize) {
        Some(session) if !order_is_given => *session,
        _ => 0,
    });
    pieces::place_foreign_keys(&mut pieces, order_is_given);
    if !order_is_given {
        unordered::announce(&mut pieces, input.loaded);
    }
    clashes::resolve(&mut pieces);
    environment::note(&mut pieces);
    let told: BTreeSet<u32> = pieces.iter().map(|piece| piece.unit).collect();
    let named: BTreeSet<u32> = pieces
        .iter()
        .filter(|piece| piece.object.is_some())
        .map(|piece| piece.unit)
        .collect();
    let mut statements: BTreeSet<u32> = BTreeSet::new();
    // One line for each object; parts of it and statements count once.
    let mut fates: Vec<UnitFate> = pieces
        .iter()
        .filter(|piece| {
            piece.object.is_some() || (!named.contains(&piece.unit) && statements.insert(piece.unit))
        })
        .map(Piece::fate)
        .collect();
    // Units that changed other objects, or that replay reported.
    for (number, unit) in units.iter().enumerate() {
        let number = number as u32;
        if !told.contains(&number) && ast::Unit::cast(unit.tree.root()).is_some() {
            fates.push(UnitFate {
                unit: number,
                ..UnitFate::default()
            });
        }
    }
    for piece in &mut pieces {
        diagnostics.append(&mut piece.diagnostics);
    }
    let runtime: BTreeSet<&'static str> = pieces
        .iter()
        .flat_map(|piece| piece.runtime.iter().copied())
        .collect();
    let mut extensions: BTreeSet<&'static str> = pieces
        .iter()
        .flat_map(|piece| piece.extensions.iter().copied())
        .collect();
    let prelude = pieces::prelude(&runtime, &mut extensions, input.policy);
    let script = pieces::script(&prelude, &pieces);
    let mut files = prelude;
    files.extend(pieces::files(pieces, &middle));
    Translation {
        files,
        fates,
        units: parsing.units,
        diagnostics,
        script,
        facts,
    }
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

/// The objects of the catalog, and which of them PostgreSQL may refuse.
fn ddl_pieces(middle: &Middle<'_>, facts: &mut Facts) -> (Vec<Piece>, Doubtful) {
    let mut expressions = Expressions::new(middle);
    let catalog = Arc::clone(&middle.program.catalog);
    let mut objects = plconv_lower::ddl::lower_catalog(&catalog, middle.policy, &mut expressions);
    links::add_ddl(facts, &objects);
    let doubtful = Doubtful::of(&objects);
    let late_views = pieces::LateViews::of(&objects);
    remarks::add_remarks(&mut objects, middle);
    let pieces = objects
        .into_iter()
        .enumerate()
        .map(|(order, object)| pieces::of_ddl(object, order as u32, &doubtful, &late_views, middle))
        .collect();
    (pieces, doubtful)
}

impl Middle<'_> {
    /// The schema of unqualified names at a unit.
    pub(crate) fn current_schema(&self, unit: u32) -> Option<&str> {
        self.sessions.get(unit as usize)?.schema.as_deref()
    }
}
