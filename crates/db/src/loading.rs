//! The walk over the scripts in the order in which they would run.
#![allow(
    missing_docs,
    reason = "what the macros of salsa generate has no comments; our own items have"
)]

mod command;
mod dynamic;
mod roots;
mod statement;

use crate::Policy;
use crate::include::{IncludeStyle, PathTable};
use crate::inputs::{Db, Project, SourceFile};
use crate::order::source_rank;
use crate::variables::Variables;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use plconv_syntax::script::{ItemKind, Script, SqlPlusCommand, StatementKind, read_script};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many items a walk may give.
const MAX_ITEMS: usize = 4_000_000;

/// The source tree as one sequence of statements and commands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LoadedProject {
    /// In the order in which they would run.
    pub items: Vec<LoadedItem>,
    /// The scripts the walk started with, in order.
    pub roots: Vec<FileId>,
    /// Files that were read; the others of the tree are no Oracle source.
    pub files: BTreeSet<FileId>,
    /// What was found while walking, in the order of the walk.
    pub diagnostics: Vec<Diagnostic>,
}

impl LoadedProject {
    /// The units with their numbers: positions among the units, commands not counted. Later phases name units by them.
    pub fn units(&self) -> impl Iterator<Item = (u32, &LoadedUnit)> {
        self.items
            .iter()
            .filter_map(|item| match item {
                LoadedItem::Unit(unit) => Some(unit),
                LoadedItem::Command(_) => None,
            })
            .zip(0..)
            .map(|(unit, number)| (number, unit))
    }
}

/// A statement or a command in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoadedItem {
    /// Something for the server.
    Unit(LoadedUnit),
    /// Something for SQL*Plus that includes and variables did not use up.
    Command(LoadedCommand),
}

/// A statement or stored unit with its variables substituted.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct LoadedUnit {
    /// The file it is in.
    pub file: FileId,
    /// Byte of the file where `text` starts: the comments directly before the statement are part of it.
    pub offset: u32,
    /// Byte of the file where the statement itself starts.
    pub start: u32,
    /// Byte of the file after its last.
    pub end: u32,
    /// Comments and statement after substitution, without the terminator.
    pub text: Arc<str>,
    /// What it is for the parser.
    pub kind: StatementKind,
    /// Number of the start that runs it, from 1. Each is a session of its own.
    pub session: usize,
    /// For a substituted text: (offset in `text`, offset in the file relative to `offset`), ascending.
    pub shifts: Arc<Vec<(u32, u32)>>,
    /// A literal, comment or quoted name in it has no end.
    pub cut_off: bool,
    /// References to variables without a value, as ranges of the file; they stand in `text` as written.
    pub undefined: Arc<Vec<TextRange>>,
}

impl LoadedUnit {
    /// The statement as a place of the file, without the comments before it.
    pub fn file_range(&self) -> FileRange {
        range(self.file, self.start, self.end)
    }

    /// The place of the file that bytes of `text` stand for.
    pub fn place(&self, start: u32, end: u32) -> FileRange {
        let first = self.offset + self.source_offset(start);
        range(self.file, first, self.offset + self.source_offset(end))
    }

    fn source_offset(&self, position: u32) -> u32 {
        let index = self.shifts.partition_point(|(output, _)| *output <= position);
        match index.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            Some((output, source)) => {
                (source + (position - output)).min(self.end.saturating_sub(self.offset))
            }
            None => position,
        }
    }

    /// The comments directly before the statement as a place of the file; empty when there are none.
    pub fn comments(&self) -> FileRange {
        range(self.file, self.offset, self.start)
    }
}

/// A command in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadedCommand {
    /// Where it stands.
    pub place: FileRange,
    /// What it says; variables are not substituted.
    pub command: SqlPlusCommand,
}

/// A file cut into statements and commands; `None` when the reader panicked, which [`load`] reports.
#[salsa::tracked]
pub fn script(db: &dyn Db, file: SourceFile) -> Option<Arc<Script>> {
    let text = file.text(db);
    std::panic::catch_unwind(|| Arc::new(read_script(text))).ok()
}

/// The whole tree in execution order.
///
/// Starts with the scripts the policy names, or else with all that no other includes (scripts that drop things
/// first, then installation scripts, then the rest by path); then loads each source file that was not reached.
/// Each start is a session of its own with the variables the policy gives.
#[salsa::tracked]
pub fn load(db: &dyn Db, project: Project) -> Arc<LoadedProject> {
    let mut walker = Walker::new(db, project);
    walker.named = walker.statically_included();
    let roots = walker.roots();
    for root in roots {
        if !walker.loaded.files.contains(&root) {
            walker.start(root);
        }
    }
    let leftovers = if project.whole_tree(db) {
        walker.unreached()
    } else {
        Vec::new()
    };
    for file in leftovers {
        // A file of a circle of includes can be reached through another one of the same circle.
        if !walker.loaded.files.contains(&file) {
            walker.start(file);
        }
    }
    Arc::new(walker.loaded)
}

struct Walker<'db> {
    db: &'db dyn Db,
    files: Vec<(FileId, SourceFile)>,
    by_id: FxHashMap<FileId, SourceFile>,
    paths: PathTable,
    policy: &'db Policy,
    variables: Variables,
    /// Scripts that others include by a name that can be known without running anything.
    named: BTreeSet<FileId>,
    /// Files being walked, the outermost first.
    stack: Vec<FileId>,
    /// Units seen, with the number of the start that saw them first.
    seen: FxHashMap<(FileId, u32, Arc<str>), usize>,
    start_number: usize,
    /// Variables reported as undefined, once per file.
    reported: FxHashSet<(FileId, String)>,
    includes: usize,
    /// EXIT was met, or the walk is too large.
    stopped: bool,
    full: bool,
    loaded: LoadedProject,
}

impl<'db> Walker<'db> {
    fn new(db: &'db dyn Db, project: Project) -> Self {
        let policy = project.policy(db);
        let files: Vec<(FileId, SourceFile)> = project
            .files(db)
            .values()
            .map(|file| (file.id(db), *file))
            .collect();
        let paths = PathTable::new(files.iter().map(|(id, file)| (file.path(db).to_string(), *id)));
        Walker {
            db,
            by_id: files.iter().copied().collect(),
            files,
            paths,
            variables: Variables::new(&policy.define),
            policy,
            named: BTreeSet::new(),
            stack: Vec::new(),
            seen: FxHashMap::default(),
            start_number: 0,
            reported: FxHashSet::default(),
            includes: 0,
            stopped: false,
            full: false,
            loaded: LoadedProject::default(),
        }
    }

    fn path(&self, file: FileId) -> &'db str {
        let db = self.db;
        self.by_id.get(&file).map_or("", |file| file.path(db))
    }

    fn script(&self, file: FileId) -> Option<&'db Arc<Script>> {
        let db = self.db;
        self.by_id.get(&file).and_then(|file| script(db, *file).as_ref())
    }

    /// How late a file comes among those that are read on their own; `None` for the others.
    fn rank(&self, path: &str) -> Option<u8> {
        source_rank(path).filter(|_| !self.policy.is_excluded(path))
    }

    /// Runs a script as a session of its own.
    fn start(&mut self, root: FileId) {
        self.start_number += 1;
        self.stopped = self.full;
        self.variables = Variables::new(&self.policy.define);
        self.loaded.roots.push(root);
        self.walk(root);
    }

    fn walk(&mut self, file: FileId) {
        self.loaded.files.insert(file);
        let Some(script) = self.script(file) else {
            self.loaded.diagnostics.push(
                Diagnostic::new(
                    Code::INTERNAL_ERROR,
                    FileRange::start_of(file),
                    "internal error while the script was cut into statements",
                )
                .with_help("this is a mistake of plconv; please report it with the file. All other files are converted"),
            );
            return;
        };
        self.stack.push(file);
        for (item, number) in script.items.iter().zip(1..) {
            if self.stopped {
                break;
            }
            match &item.kind {
                ItemKind::Statement(statement) => self.add_statement(file, item, statement),
                ItemKind::Command(SqlPlusCommand::Exit(_)) => {
                    self.exit(
                        range(file, item.start, item.end),
                        script.items.get(number..).unwrap_or_default(),
                    );
                }
                ItemKind::Command(command) => self.run_command(file, item, command),
            }
        }
        self.stack.pop();
    }

    fn push(&mut self, item: LoadedItem) {
        if self.loaded.items.len() < MAX_ITEMS {
            self.loaded.items.push(item);
            return;
        }
        let place = match item {
            LoadedItem::Unit(unit) => unit.file_range(),
            LoadedItem::Command(command) => command.place,
        };
        self.stop(
            place,
            format!("the scripts give more than {MAX_ITEMS} statements"),
        );
    }

    fn stop(&mut self, place: FileRange, reason: String) {
        self.stopped = true;
        if std::mem::replace(&mut self.full, true) {
            return;
        }
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::TOO_LARGE,
                place,
                format!("{reason}; the rest is not converted"),
            )
            .with_help("look for scripts that include others again and again, or convert the tree in parts"),
        );
    }
}

/// The byte of the file, from where the unit starts, that a byte of its text stands for.
fn source_of(unit: &LoadedUnit, position: u32) -> u32 {
    unit.source_offset(position)
}

fn has_includes(script: &Script) -> bool {
    script
        .items
        .iter()
        .any(|item| matches!(item.kind, ItemKind::Command(SqlPlusCommand::Include { .. })))
}

fn include_style(relative: bool) -> IncludeStyle {
    if relative {
        IncludeStyle::DoubleAt
    } else {
        IncludeStyle::At
    }
}

fn range(file: FileId, start: u32, end: u32) -> FileRange {
    FileRange::new(
        file,
        TextRange::new(TextSize::new(start), TextSize::new(end.max(start))),
    )
}

#[cfg(test)]
mod tests;
