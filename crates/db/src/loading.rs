//! The walk over the scripts in the order in which they would run.
#![allow(
    missing_docs,
    reason = "what the macros of salsa generate has no comments; our own items have"
)]

use crate::Policy;
use crate::include::{IncludeStyle, Lookup, PathTable};
use crate::inputs::{Db, Project, SourceFile};
use crate::order::{root_rank, source_rank};
use crate::substitute::substitute_variables;
use crate::variables::Variables;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use plconv_syntax::script::{
    ItemKind, Script, ScriptItem, SqlPlusCommand, Statement, StatementKind, Terminator, read_script,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How deep scripts may include each other. SQL*Plus allows 20 levels.
const MAX_INCLUDE_DEPTH: usize = 100;

/// How many items a walk may give, and how many scripts it may run. A hundred scripts that each include the next one
/// twice would never end.
const MAX_ITEMS: usize = 4_000_000;
const MAX_INCLUDES: usize = 200_000;

/// How often a statement that a lone `/` runs again is put in the output.
const MAX_RUNS: u32 = 100;

/// What EXECUTE puts before its statement.
const BEGIN: &str = "BEGIN ";

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
    /// For a substituted text: (offset in `text`, offset in the file relative to `offset`), ascending.
    pub shifts: Arc<Vec<(u32, u32)>>,
    /// A literal, comment or quoted name in it has no end.
    pub cut_off: bool,
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

    /// The scripts the policy names, or those that no other includes.
    fn roots(&mut self) -> Vec<FileId> {
        let mut roots = Vec::new();
        for name in self.policy.scripts.clone() {
            match self.paths.find(name.trim_start_matches("./")) {
                Lookup::Found(file) => roots.push(file),
                Lookup::NotFound(_) | Lookup::Ambiguous(_) => self.report_missing_root(&name),
            }
        }
        if !self.policy.scripts.is_empty() {
            return roots;
        }
        let included = self.statically_included();
        let mut ranked: Vec<(u8, u8, &str, FileId)> = self
            .files
            .iter()
            .filter(|(file, _)| !included.contains(file))
            .filter_map(|(file, _)| {
                let path = self.path(*file);
                let source_rank = self.rank(path)?;
                let has_includes = self.script(*file).is_some_and(|script| has_includes(script));
                Some((root_rank(path, has_includes), source_rank, path, *file))
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, _, file)| file).collect()
    }

    fn report_missing_root(&mut self, name: &str) {
        let place = self.files.first().map_or_else(FileId::default, |(file, _)| *file);
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::INCLUDE_NOT_FOUND,
                FileRange::start_of(place),
                format!("the script `{name}` that the policy file names does not exist in the source tree"),
            )
            .with_help("correct `scripts` in plconv.toml; its paths are relative to the source root"),
        );
    }

    /// Files that some script includes by a name that can be known without running anything.
    fn statically_included(&self) -> BTreeSet<FileId> {
        let given = Variables::new(&self.policy.define);
        let mut included = BTreeSet::new();
        for (file, _) in &self.files {
            if self.rank(self.path(*file)).is_none() {
                continue;
            }
            let Some(script) = self.script(*file) else {
                continue;
            };
            for item in &script.items {
                let ItemKind::Command(SqlPlusCommand::Include {
                    path: name, relative, ..
                }) = &item.kind
                else {
                    continue;
                };
                let name = substitute_variables(name, &given).text;
                let path = self.path(*file);
                if let Lookup::Found(target) = self.paths.resolve(&name, include_style(*relative), path, path)
                    && target != *file
                {
                    included.insert(target);
                }
            }
        }
        included
    }

    /// Source files that nothing reached so far.
    fn unreached(&self) -> Vec<FileId> {
        let mut ranked: Vec<(u8, &str, FileId)> = self
            .files
            .iter()
            .filter(|(file, _)| !self.loaded.files.contains(file))
            .filter_map(|(file, _)| {
                let path = self.path(*file);
                Some((self.rank(path)?, path, *file))
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, file)| file).collect()
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

    /// EXIT ends SQL*Plus, not only the script. SQL*Plus User's Guide, "EXIT".
    fn exit(&mut self, place: FileRange, rest: &[ScriptItem]) {
        self.stopped = true;
        let left_out = rest
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Statement(_)))
            .count();
        if left_out == 0 && self.stack.len() == 1 {
            return;
        }
        let message = if left_out == 0 {
            "EXIT in an included script ends the whole run: what the including scripts do later is not done"
                .to_owned()
        } else {
            format!("EXIT ends the run: {left_out} statements after it are not executed and not converted")
        };
        self.loaded.diagnostics.push(
            Diagnostic::new(Code::SQLPLUS_COMMAND_REFUSED, place, message).with_help(
                "remove the EXIT to convert the rest; scripts that are not reached are converted after it",
            ),
        );
    }

    fn add_statement(&mut self, file: FileId, item: &ScriptItem, statement: &Statement) {
        let Some(source) = self.by_id.get(&file) else {
            return;
        };
        let db = self.db;
        let text = item.text_with_comments(source.text(db));
        let (text, shifts): (Arc<str>, _) = match statement.kind {
            StatementKind::Wrapped | StatementKind::Java => (text.into(), Vec::new()),
            StatementKind::Sql | StatementKind::PlSql => {
                self.substitute_unit(file, item.comments_start, text)
            }
        };
        // Two starts are two ways to install the same tree, not two installations.
        let key = (file, item.start, text.clone());
        if *self.seen.entry(key).or_insert(self.start_number) != self.start_number {
            return;
        }
        if !self.report_statement(file, item, statement) {
            return;
        }
        let unit = LoadedUnit {
            file,
            offset: item.comments_start,
            start: item.start,
            end: item.end,
            text,
            kind: statement.kind,
            shifts: Arc::new(shifts),
            cut_off: statement.cut_off.is_some(),
        };
        for _ in 0..self.extra_runs(item, statement, &unit) {
            self.push(LoadedItem::Unit(unit.clone()));
        }
        self.push(LoadedItem::Unit(unit));
    }

    fn substitute_unit(&mut self, file: FileId, start: u32, text: &str) -> (Arc<str>, Vec<(u32, u32)>) {
        let substituted = substitute_variables(text, &self.variables);
        for (name, offset, length) in &substituted.undefined {
            self.report_undefined(file, name, start + offset, *length);
        }
        (substituted.text.into(), substituted.shifts)
    }

    /// A lone `/` after a statement that was ended by a semicolon executes it again. Repeated DDL fails or changes
    /// nothing; repeated DML and blocks count.
    fn extra_runs(&mut self, item: &ScriptItem, statement: &Statement, unit: &LoadedUnit) -> u32 {
        // A block after BEGIN has its terminator in `/` and is counted only for further ones.
        let body = unit
            .text
            .get((item.start - item.comments_start) as usize..)
            .unwrap_or(&unit.text);
        let verb: String = body.chars().take_while(char::is_ascii_alphabetic).collect();
        let repeats = ["INSERT", "UPDATE", "DELETE", "MERGE", "CALL", "BEGIN", "DECLARE"]
            .iter()
            .any(|repeated| verb.eq_ignore_ascii_case(repeated));
        if statement.run_again == 0 || !repeats {
            return 0;
        }
        let times = statement.run_again.min(MAX_RUNS);
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::SQLPLUS_COMMAND,
                unit.file_range(),
                format!(
                    "a lone `/` runs the {} again; the output has it {} times",
                    verb.to_uppercase(),
                    times + 1
                ),
            )
            .with_help("remove the `/` when the statement should run once"),
        );
        times
    }

    fn report_undefined(&mut self, file: FileId, name: &str, start: u32, length: u32) {
        if !self.reported.insert((file, name.to_uppercase())) {
            return;
        }
        let message = if name.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("the script is run without an argument for `&{name}`")
        } else {
            format!("the substitution variable `{name}` has no value")
        };
        self.loaded.diagnostics.push(
            Diagnostic::new(Code::UNDEFINED_VARIABLE, range(file, start, start + length), message)
                .with_help(format!(
                    "give it one: `-D {name}=value` on the command line or `{name} = \"value\"` under `[define]` in \
                     plconv.toml; when no variable is meant, put SET DEFINE OFF before the statement"
                )),
        );
    }

    /// Reports what is wrong about how a statement ends. Returns whether it is executed at all.
    fn report_statement(&mut self, file: FileId, item: &ScriptItem, statement: &Statement) -> bool {
        let first = range(file, item.start, item.start.saturating_add(1).min(item.end));
        let last = range(file, item.end.saturating_sub(1).max(item.start), item.end);
        let diagnostic = match (statement.kind, statement.cut_off, statement.terminator) {
            (StatementKind::Wrapped, _, _) => {
                Diagnostic::new(Code::WRAPPED_PLSQL, first, "the unit is wrapped PL/SQL, which cannot be read")
                    .with_help("replace the file by the source it was wrapped from")
            }
            (_, Some(cut_off), _) => Diagnostic::new(
                Code::CUT_OFF_STATEMENT,
                range(file, cut_off.start, cut_off.start.saturating_add(1).min(item.end)),
                "the literal, comment or quoted name that starts here has no end",
            )
            .with_label(first, "in this statement")
            .with_help("end it; what follows was read as a new statement where one seems to start"),
            (_, None, Terminator::Period) => {
                self.loaded.diagnostics.push(
                    Diagnostic::new(
                        Code::SQLPLUS_COMMAND,
                        first,
                        "the statement is ended by a line `.`, so SQL*Plus does not execute it; it is not converted",
                    )
                    .with_help("end it with a line `/` when it should be executed"),
                );
                return false;
            }
            (StatementKind::Sql, None, Terminator::EndOfFile) => Diagnostic::new(
                Code::MISSING_SLASH,
                last,
                "the last statement of the file is not ended; SQL*Plus would not execute it, and it was converted",
            )
            .with_help("end it with `;`"),
            (StatementKind::PlSql | StatementKind::Java, None, Terminator::EndOfFile | Terminator::MissingSlashAssumed) => {
                Diagnostic::new(Code::MISSING_SLASH, last, "the unit is not ended by a line `/`; it was taken to end here")
                    .with_help("put a line `/` after it")
            }
            (StatementKind::Sql, None, Terminator::MissingSlashAssumed) => {
                Diagnostic::new(Code::MISSING_SLASH, last, "the statement is not ended; it was taken to end here")
                    .with_help("end it with `;`")
            }
            (_, None, Terminator::CutOff) => {
                Diagnostic::new(Code::CUT_OFF_STATEMENT, last, "the statement has no end; it was taken to end here")
                    .with_label(first, "the statement starts here")
                    .with_help("complete the statement")
            }
            (_, None, Terminator::Semicolon | Terminator::Slash) => return true,
        };
        self.loaded.diagnostics.push(diagnostic);
        true
    }

    fn run_command(&mut self, file: FileId, item: &ScriptItem, command: &SqlPlusCommand) {
        let place = range(file, item.start, item.end);
        match command {
            SqlPlusCommand::Include {
                path,
                relative,
                arguments,
            } => {
                let (name, undefined) = self.substitute_words(path);
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|argument| self.substitute_words(argument).0)
                    .collect();
                self.include(place, include_style(*relative), &name, &arguments, &undefined);
            }
            SqlPlusCommand::Define {
                name: Some(name),
                value: Some(value),
            } => {
                let (value, _) = self.substitute_words(value);
                self.variables.define(name, value);
            }
            SqlPlusCommand::Undefine { names } => {
                for name in names {
                    self.variables.undefine(name);
                }
            }
            SqlPlusCommand::Accept { name, default, .. } => {
                let default = default.as_ref().map(|default| self.substitute_words(default).0);
                self.variables.accept(name, default.as_deref());
            }
            SqlPlusCommand::Set { words } => self.variables.apply_set(words),
            SqlPlusCommand::Column {
                new_value: Some(name),
                ..
            } => self.variables.set_by_query(name),
            SqlPlusCommand::Execute { start, end } => self.add_execute(file, item, *start, *end),
            SqlPlusCommand::Define { .. }
            | SqlPlusCommand::Prompt(_)
            | SqlPlusCommand::Remark(_)
            | SqlPlusCommand::Spool(_)
            | SqlPlusCommand::Whenever { .. }
            | SqlPlusCommand::Variable { .. }
            | SqlPlusCommand::Print(_)
            | SqlPlusCommand::Connect(_)
            | SqlPlusCommand::Host(_)
            | SqlPlusCommand::Exit(_)
            | SqlPlusCommand::Show(_)
            | SqlPlusCommand::Column { .. }
            | SqlPlusCommand::Run
            | SqlPlusCommand::Pause(_)
            | SqlPlusCommand::Other { .. } => {
                self.loaded
                    .diagnostics
                    .extend(crate::command::diagnostic(place, command));
                self.push(LoadedItem::Command(LoadedCommand {
                    place,
                    command: command.clone(),
                }));
            }
        }
    }

    /// `EXECUTE p(1)` is `BEGIN p(1); END;`. SQL*Plus User's Guide, "EXECUTE".
    fn add_execute(&mut self, file: FileId, item: &ScriptItem, start: u32, end: u32) {
        let Some(source) = self.by_id.get(&file) else {
            return;
        };
        let db = self.db;
        let Some(statement) = source.text(db).get(start as usize..end as usize) else {
            return;
        };
        let (statement, inner) = self.substitute_unit(file, start, statement);
        let shift = u32::try_from(BEGIN.len()).unwrap_or(0);
        let mut shifts = vec![(0, 0), (shift, 0)];
        shifts.extend(inner.into_iter().map(|(output, input)| (output + shift, input)));
        shifts.push((
            shift + u32::try_from(statement.len()).unwrap_or(u32::MAX - shift),
            end.saturating_sub(start),
        ));
        shifts.dedup_by_key(|(output, _)| *output);
        let semicolon = if statement.trim_end().ends_with(';') {
            ""
        } else {
            ";"
        };
        self.push(LoadedItem::Unit(LoadedUnit {
            file,
            offset: start,
            start,
            end: end.max(item.start),
            text: format!("{BEGIN}{statement}{semicolon} END;").into(),
            kind: StatementKind::PlSql,
            shifts: Arc::new(shifts),
            cut_off: false,
        }));
    }

    fn substitute_words(&mut self, text: &str) -> (String, Vec<String>) {
        let substituted = substitute_variables(text, &self.variables);
        let undefined = substituted
            .undefined
            .into_iter()
            .map(|(name, _, _)| name)
            .collect();
        (substituted.text, undefined)
    }

    fn include(
        &mut self,
        place: FileRange,
        style: IncludeStyle,
        name: &str,
        arguments: &[String],
        undefined: &[String],
    ) {
        if !undefined.is_empty() {
            let list = undefined
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ");
            self.loaded.diagnostics.push(
                Diagnostic::new(
                    Code::INCLUDE_UNRESOLVED,
                    place,
                    format!("the name of the included script depends on {list}, which has no value"),
                )
                .with_help(
                    "give the variable a value with `-D name=value` or under `[define]` in plconv.toml",
                ),
            );
            return;
        }
        let including = self.path(place.file);
        let root = self.stack.first().map_or(including, |root| self.path(*root));
        match self.paths.resolve(name, style, including, root) {
            Lookup::Found(target) => self.include_file(place, target, arguments),
            Lookup::Ambiguous(paths) => self.loaded.diagnostics.push(
                Diagnostic::new(
                    Code::INCLUDE_NOT_FOUND,
                    place,
                    format!("`{name}` could be any of {}", paths.join(", ")),
                )
                .with_help("write the name with the letter case of the file"),
            ),
            Lookup::NotFound(tried) => self.report_not_found(place, name, &tried),
        }
    }

    fn report_not_found(&mut self, place: FileRange, name: &str, tried: &[String]) {
        let mut diagnostic = Diagnostic::new(
            Code::INCLUDE_NOT_FOUND,
            place,
            format!("the included script `{name}` is not in the source tree"),
        );
        diagnostic = if name.starts_with('?') {
            diagnostic.with_help("the script belongs to the Oracle installation; PostgreSQL does not need it")
        } else {
            diagnostic.with_help("add the file to the tree, or correct its name")
        };
        if !tried.is_empty() {
            diagnostic = diagnostic.with_note(format!("tried {}", tried.join(", ")));
        }
        self.loaded.diagnostics.push(diagnostic);
    }

    fn include_file(&mut self, place: FileRange, target: FileId, arguments: &[String]) {
        if self.stack.contains(&target) || self.stack.len() >= MAX_INCLUDE_DEPTH {
            let chain: Vec<&str> = self
                .stack
                .iter()
                .chain([&target])
                .map(|file| self.path(*file))
                .collect();
            let message = if self.stack.contains(&target) {
                format!("the script includes itself: {}", chain.join(" > "))
            } else {
                format!("scripts include each other more than {MAX_INCLUDE_DEPTH} levels deep")
            };
            self.loaded.diagnostics.push(
                Diagnostic::new(Code::INCLUDE_RECURSION, place, message)
                    .with_help("the command was skipped; remove it, or list the statements of one run"),
            );
            return;
        }
        self.includes += 1;
        if self.includes > MAX_INCLUDES {
            self.stop(place, format!("more than {MAX_INCLUDES} scripts are included"));
            return;
        }
        self.variables.set_arguments(arguments);
        self.walk(target);
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
