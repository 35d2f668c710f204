//! Lowered objects and statements with their place in the output: by phase for a directory, by unit for a script.

use super::unordered::Rows;
use super::unresolved::{self, Doubtful};
use super::{Middle, UnitFate};
use crate::layout::{Phase, data_path, object_path, package_member_path};
use crate::source_map::SpanMapping;
use crate::write::OutputFile;
use plconv_db::Policy;
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::SourceUnit;
use plconv_lower::ddl::{DdlObject, ObjectKind, Phase as DdlPhase};
use plconv_lower::top::TransactionUse;
use plconv_pg::{PrintOptions, Printed, Statement, print_statements};
use plconv_source::{FileId, FileRange};
use std::collections::{BTreeMap, BTreeSet};

/// A part of the output.
#[derive(Clone)]
pub(crate) struct Piece {
    /// The unit it comes from.
    pub unit: u32,
    /// Where it goes.
    pub phase: Phase,
    /// Position within the phase.
    pub order: u32,
    /// Path, unless the phase has a single file.
    pub path: String,
    /// SQL.
    pub text: Printed,
    /// The statements of a script's statement, while they may still be joined with others.
    pub statements: Vec<Statement>,
    /// What it does to the transaction; DDL has none.
    pub transaction: Option<TransactionUse>,
    /// Whether a part of a script's statement is refused, so that running it may raise.
    pub may_fail: bool,
    /// Kind and Oracle name of the object; statements have none.
    pub object: Option<(String, String)>,
    /// Name in PostgreSQL.
    pub postgresql_name: Option<String>,
    /// The rows it writes or checks.
    pub rows: Rows,
    /// The unit that creates the table of a constraint.
    pub table_unit: Option<u32>,
    /// Place in the source.
    pub place: FileRange,
    /// Runtime functions.
    pub runtime: BTreeSet<&'static str>,
    /// Extensions.
    pub extensions: BTreeSet<&'static str>,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Piece {
    /// What the manifest says of it.
    pub fn fate(&self) -> UnitFate {
        UnitFate {
            unit: self.unit,
            object: self.object.clone(),
            fate: None,
            postgresql_name: self.postgresql_name.clone(),
        }
    }
}

/// Prints statements as the policy wants them.
pub(crate) fn print(statements: &[Statement], policy: &Policy) -> Printed {
    print_statements(
        statements,
        PrintOptions {
            width: policy.line_width,
        },
    )
}

fn kind_name(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Schema => "SCHEMA",
        ObjectKind::Role => "ROLE",
        ObjectKind::Type => "TYPE",
        ObjectKind::Sequence => "SEQUENCE",
        ObjectKind::Table => "TABLE",
        ObjectKind::Index => "INDEX",
        ObjectKind::View => "VIEW",
        ObjectKind::MaterializedView => "MATERIALIZED VIEW",
        ObjectKind::Synonym => "SYNONYM",
        ObjectKind::Constraint => "CONSTRAINT",
        ObjectKind::TableTriggers | ObjectKind::ReadOnlyTrigger => "TABLE TRIGGER",
        ObjectKind::Grant => "GRANT",
        ObjectKind::Other => "OTHER",
    }
}

/// Materialized views, and the views that read them: they come after the other views.
pub(crate) struct LateViews(BTreeSet<String>);

impl LateViews {
    /// `objects` are in load order.
    pub fn of(objects: &[DdlObject]) -> Self {
        let mut late = LateViews(BTreeSet::new());
        for object in objects {
            let reads_late = || object.depends_on.iter().any(|name| late.has(&name.to_string()));
            if object.kind == ObjectKind::MaterializedView || object.kind == ObjectKind::View && reads_late()
            {
                late.0.insert(object.name.clone());
            }
        }
        late
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// A piece of DDL.
pub(crate) fn of_ddl(
    mut object: DdlObject,
    order: u32,
    doubtful: &Doubtful,
    late_views: &LateViews,
    middle: &Middle<'_>,
) -> Piece {
    let may_fail = doubtful.may_fail(&object);
    let has_stand_in = may_fail && object.or_stand_in();
    let phase = match object.phase {
        DdlPhase::Roles | DdlPhase::Schemas => Phase::Schemas,
        DdlPhase::Types => Phase::Types,
        DdlPhase::Sequences => Phase::Sequences,
        DdlPhase::Tables => Phase::Tables,
        DdlPhase::Views if late_views.has(&object.name) => Phase::MaterializedViews,
        DdlPhase::Views => Phase::Views,
        DdlPhase::Indexes => Phase::Indexes,
        DdlPhase::Constraints => Phase::ForeignKeys,
        DdlPhase::Triggers => Phase::Triggers,
        DdlPhase::Grants => Phase::Grants,
    };
    let own = matches!(
        object.kind,
        ObjectKind::Type
            | ObjectKind::Sequence
            | ObjectKind::Table
            | ObjectKind::Index
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Synonym
            | ObjectKind::Role
    );
    let location = middle
        .units
        .get(object.origin.unit as usize)
        .map(|unit| unit.location.clone())
        .unwrap_or_default();
    let span = plconv_hir::expr::Span {
        start: object.origin.start,
        end: object.origin.end,
    };
    let table = object
        .depends_on
        .first()
        .filter(|_| object.kind == ObjectKind::Constraint)
        .and_then(|table| middle.program.catalog.tables.get(table));
    let place = location.file_range(span);
    let mut diagnostics = object.diagnostics;
    if may_fail && own {
        diagnostics.push(unresolved::may_not_load(&object.name, place, has_stand_in));
    }
    Piece {
        unit: object.origin.unit,
        phase,
        // What is taken from PUBLIC comes first.
        order: order + u32::from(phase == Phase::Grants),
        path: object_path(
            match object.kind {
                ObjectKind::View => Phase::Views,
                _ => phase,
            },
            object.pg_name.schema(),
            object.pg_name.last(),
        ),
        text: if may_fail && !has_stand_in {
            unresolved::tolerated(print(&object.statements, middle.policy), unresolved::NOT_IN_TREE)
        } else {
            print(&object.statements, middle.policy)
        },
        statements: Vec::new(),
        transaction: None,
        may_fail: false,
        object: own.then(|| (kind_name(object.kind).to_owned(), object.name.clone())),
        postgresql_name: own.then(|| object.pg_name.to_string()),
        rows: match object.kind {
            ObjectKind::Constraint => Rows::Checked(object.depends_on),
            ObjectKind::ReadOnlyTrigger => Rows::Refused,
            _ => Rows::No,
        },
        table_unit: table.map(|table| table.origin.unit),
        place,
        runtime: object.runtime,
        extensions: BTreeSet::new(),
        diagnostics,
    }
}

/// Moves triggers that the source creates after its first rows behind these rows: behind all data, or, when more data
/// follows, to their place in it. `session` is the start that a unit belongs to: rows of another one do not count when
/// nothing says that they come before.
pub(crate) fn place_late_triggers(pieces: &mut [Piece], session: &dyn Fn(u32) -> usize) {
    let data = pieces.iter().filter(|piece| piece.transaction.is_some());
    let mut first_rows: BTreeMap<usize, u32> = BTreeMap::new();
    for piece in data.clone() {
        let first = first_rows.entry(session(piece.unit)).or_insert(piece.unit);
        *first = piece.unit.min(*first);
    }
    let last_row = data
        .filter(|piece| !piece.text.text.is_empty())
        .map(|piece| piece.unit)
        .max();
    for piece in pieces {
        if piece.phase == Phase::Triggers
            && (piece.rows == Rows::Refused
                || piece.object.as_ref().is_some_and(|(kind, _)| kind == "TRIGGER"))
            && first_rows
                .get(&session(piece.unit))
                .is_some_and(|first| piece.unit > *first)
        {
            piece.phase = match last_row {
                Some(last) if last > piece.unit => Phase::Data,
                _ => Phase::LateTriggers,
            };
        }
    }
}

/// Moves foreign keys before the data when the source has them before it writes any row that they check. The order must
/// be that of a script: files that nothing puts in order may have the rows of a child before those of its parent.
pub(crate) fn place_foreign_keys(pieces: &mut [Piece], order_is_given: bool) {
    let mut files = BTreeSet::new();
    let mut rows = Vec::new();
    for piece in pieces.iter() {
        if piece.transaction.is_some() && !piece.text.text.is_empty() {
            files.insert(piece.place.file);
            rows.push(piece.unit);
        }
    }
    rows.sort_unstable();
    let rows_before = |unit: u32| rows.partition_point(|row| *row < unit);
    for piece in pieces {
        let Some(table_unit) = piece.table_unit.filter(|_| piece.phase == Phase::ForeignKeys) else {
            continue;
        };
        let follows = rows_before(piece.unit) < rows.len();
        let between = rows_before(table_unit) < rows_before(piece.unit);
        let in_order = order_is_given || files.iter().eq([&piece.place.file]);
        if follows && !between && in_order {
            piece.phase = Phase::CheckedForeignKeys;
            piece.path = object_path(piece.phase, None, "");
        }
    }
}

/// Path of a package's part.
pub(crate) fn package_path(package: &str, part: &str) -> String {
    package_member_path(None, package, part)
}

fn whole_file() -> FileRange {
    FileRange::start_of(FileId(0))
}

/// What everything else needs first: extensions and runtime functions.
pub(crate) fn prelude(
    runtime: &BTreeSet<&'static str>,
    extensions: &mut BTreeSet<&'static str>,
    policy: &Policy,
) -> Vec<OutputFile> {
    let mut files = Vec::new();
    let mut push = |phase: Phase, text: String| {
        if !text.is_empty() {
            files.push(OutputFile {
                path: object_path(phase, None, ""),
                phase,
                order: 0,
                text,
                objects: Vec::new(),
                place: whole_file(),
                spans: Vec::new(),
            });
        }
    };
    let list: String = extensions
        .iter()
        .map(|name| format!("CREATE EXTENSION IF NOT EXISTS {name};\n"))
        .collect();
    push(Phase::Extensions, list);
    if !runtime.is_empty() {
        let text =
            plconv_runtime::emit(runtime.iter().copied(), &policy.runtime_schema).unwrap_or_else(|unknown| {
                // The table of built-ins is tested against the runtime; this cannot happen in a release.
                format!("-- {unknown}\n")
            });
        push(Phase::Runtime, text);
    }
    files
}

/// The output as files of a directory.
pub(crate) fn files(
    pieces: Vec<Piece>,
    units: &[SourceUnit],
    paths: &BTreeMap<FileId, String>,
) -> Vec<OutputFile> {
    let mut files: Vec<OutputFile> = Vec::new();
    let mut scripts: Vec<Script> = Vec::new();
    // Scripts go on in another file behind each trigger among the data.
    let among_data: Vec<u32> = pieces
        .iter()
        .filter(|piece| is_among_data(piece))
        .map(|piece| piece.unit)
        .collect();
    let triggers_before = |unit: u32| among_data.iter().filter(|trigger| **trigger < unit).count();
    for piece in pieces {
        if piece.text.text.is_empty() && piece.transaction.is_none() {
            continue;
        }
        if let Some(transaction) = piece.transaction {
            let file = piece.place.file;
            let triggers = triggers_before(piece.unit);
            let is_next = |last: &Script| last.file != file || last.triggers != triggers;
            // Nothing is left of a transaction whose end is all that follows a trigger.
            if piece.text.text.is_empty() && scripts.last().is_some_and(|last| last.triggers != triggers) {
                continue;
            }
            if scripts.last().is_none_or(is_next) {
                scripts.push(Script {
                    file,
                    triggers,
                    text: ScriptText::default(),
                    spans: Vec::new(),
                });
            }
            if let Some(script) = scripts.last_mut() {
                let text = &piece.text.text;
                script.text.append(text, transaction, piece.may_fail);
                let start = script.text.text.len().saturating_sub(text.len());
                script.spans.extend(spans(&piece, start, units));
            }
            continue;
        }
        let spans = spans(&piece, 0, units);
        let order = if is_among_data(&piece) {
            data_order(triggers_before(piece.unit) + 1, 0)
        } else {
            piece.order
        };
        files.push(OutputFile {
            path: piece.path,
            phase: piece.phase,
            order,
            text: piece.text.text,
            objects: piece.object.into_iter().collect(),
            place: piece.place,
            spans,
        });
    }
    for script in &mut scripts {
        script.text.end();
    }
    scripts.retain(|script| !script.text.text.is_empty());
    for (number, script) in scripts.into_iter().enumerate() {
        let path = paths.get(&script.file).cloned().unwrap_or_default();
        files.push(OutputFile {
            path: data_path(number + 1, &path),
            phase: Phase::Data,
            order: data_order(script.triggers, number + 1),
            text: script.text.text,
            objects: Vec::new(),
            place: FileRange::start_of(script.file),
            spans: script.spans,
        });
    }
    files
}

/// Whether it is a trigger that [`place_late_triggers`] left among the data.
fn is_among_data(piece: &Piece) -> bool {
    piece.phase == Phase::Data && piece.transaction.is_none()
}

/// Scripts by the number of triggers before them; the last of these triggers itself is number 0.
fn data_order(triggers: usize, number: usize) -> u32 {
    (triggers as u32) << 16 | (number as u32).min(0xffff)
}

/// The statements of a file of the source, between two triggers.
struct Script {
    file: FileId,
    /// How many triggers among the data come before it.
    triggers: usize,
    text: ScriptText,
    spans: Vec<SpanMapping>,
}

/// Where a piece that begins at `start` of its file comes from: as a whole, and each of its statements.
pub(super) fn spans(piece: &Piece, start: usize, units: &[SourceUnit]) -> Vec<SpanMapping> {
    if piece.text.text.is_empty() {
        return Vec::new();
    }
    let mapping = |from: usize, to: usize, source: FileRange, rule: &'static str| SpanMapping {
        output_start: (start + from) as u32,
        output_end: (start + to) as u32,
        source,
        rule: Some(rule),
    };
    let mut result = vec![mapping(0, piece.text.text.len(), piece.place, piece.phase.rule())];
    let Some(unit) = units.get(piece.unit as usize) else {
        return result;
    };
    result.extend(piece.text.origins.iter().map(|origin| {
        let (start, end) = origin.source;
        let source = unit.location.file_range(plconv_hir::expr::Span { start, end });
        mapping(origin.start, origin.end, source, origin.rule)
    }));
    result
}

/// The text of a script while statements are added to it.
#[derive(Default)]
struct ScriptText {
    text: String,
    /// A transaction is open.
    open: bool,
    /// psql goes on after an error, and undoes only the statement that failed.
    goes_on: bool,
}

impl ScriptText {
    /// Adds a statement; SQL*Plus has a transaction open until COMMIT, ROLLBACK or DDL ends it.
    fn append(&mut self, statement: &str, transaction: TransactionUse, may_fail: bool) {
        match transaction {
            TransactionUse::Inside if statement.is_empty() => {}
            TransactionUse::Inside => {
                if !std::mem::replace(&mut self.open, true) {
                    self.text.push_str(if self.text.is_empty() {
                        "BEGIN;\n\n"
                    } else {
                        "\nBEGIN;\n\n"
                    });
                } else if statement.trim_end().contains('\n') {
                    self.text.push('\n');
                }
                self.go_on(may_fail);
                self.text.push_str(statement);
            }
            TransactionUse::Commit => self.close("COMMIT"),
            TransactionUse::Rollback => self.close("ROLLBACK"),
            TransactionUse::Outside => {
                self.close("COMMIT");
                if !self.text.is_empty() && !statement.is_empty() {
                    self.text.push('\n');
                }
                self.go_on(may_fail);
                self.text.push_str(statement);
            }
        }
    }

    fn close(&mut self, word: &str) {
        self.go_on(false);
        if std::mem::take(&mut self.open) {
            self.text.push_str(&format!("\n{word};\n"));
        }
    }

    fn end(&mut self) {
        self.close("COMMIT");
    }

    /// A refused part raises when it runs; the rest of the script need not suffer.
    fn go_on(&mut self, on: bool) {
        if std::mem::replace(&mut self.goes_on, on) == on {
            return;
        }
        if on && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.text.push_str(if on {
            "-- May fail, as diagnostics say, and the script goes on.\n\\set ON_ERROR_STOP off\n\\set ON_ERROR_ROLLBACK on\n"
        } else {
            "\\set ON_ERROR_ROLLBACK off\n\\set ON_ERROR_STOP on\n"
        });
    }
}

/// The output as one psql script in the order of the source.
pub(crate) fn script(prelude: &[OutputFile], pieces: &[Piece]) -> String {
    let mut text = String::from("\\set ON_ERROR_STOP on\n\n");
    for file in prelude {
        text.push_str(&file.text);
        text.push('\n');
    }
    let mut ordered: Vec<&Piece> = pieces.iter().collect();
    // Privileges at the end: a script may grant a package before it creates the body.
    ordered.sort_by_key(|piece| match piece.phase {
        Phase::Grants => (true, piece.order, piece.phase, piece.unit),
        phase => (false, piece.unit, phase, piece.order),
    });
    let mut body = ScriptText::default();
    for piece in ordered {
        match piece.transaction {
            Some(transaction) => body.append(&piece.text.text, transaction, piece.may_fail),
            None if piece.text.text.is_empty() => {}
            None => body.append(&piece.text.text, TransactionUse::Outside, false),
        }
    }
    body.end();
    text + &body.text
}
