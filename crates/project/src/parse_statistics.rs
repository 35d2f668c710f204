//! How much of some sources can be read: numbers, and the units that do not parse.

use crate::convert::internal_error;
use crate::database::Database;
use crate::discover::{find_source_files, read_file};
use crate::guard::run_guarded;
use crate::listing::{describe, project_of_one_file};
use crate::progress::Progress;
use crate::tree::TreeFile;
use plconv_db::{LoadedItem, LoadedUnit, Project, load, parse, syntax_diagnostics};
use plconv_diagnostics::Diagnostic;
use plconv_source::{FileId, FileRange, LineIndex, TextSize};
use plconv_syntax::ast::{AlterOpaque, AstNode, CreateOpaque, OpaqueStmt};
use plconv_syntax::script::StatementKind;
use rayon::prelude::*;
use serde::Serialize;
use std::cell::LazyCell;
use std::path::PathBuf;
use std::time::Instant;

/// Counts over all files. Serialised as the object that `plconv parse --stats --format json` prints.
#[derive(Clone, Default, Debug, Serialize)]
pub struct ParseStatistics {
    /// Files read.
    pub files: u64,
    /// Their length on the disk.
    pub bytes: u64,
    /// Their line ends, plus one for a last line without.
    pub lines: u64,
    /// What they consist of.
    pub units: UnitStatistics,
    /// From the first file to the last, reading included.
    pub seconds: f64,
    /// The largest resident set of the process so far; `None` where the system does not tell.
    pub peak_memory_bytes: Option<u64>,
    /// The units with syntax errors and the files that could not be read; `None` when nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<Vec<ParseFailure>>,
}

/// Units by what reads them.
#[derive(Clone, Copy, Default, Debug, Serialize)]
pub struct UnitStatistics {
    /// Blocks and stored units.
    pub plsql: PlSqlStatistics,
    /// Everything else that goes to the server.
    pub sql: SqlStatistics,
    /// Commands of SQL*Plus.
    pub sqlplus: u64,
    /// Units whose text is obfuscated, which nobody can parse.
    pub wrapped: u64,
}

/// Blocks and stored units, Java sources among them.
#[derive(Clone, Copy, Default, Debug, Serialize)]
pub struct PlSqlStatistics {
    /// All.
    pub total: u64,
    /// Those without a syntax error.
    pub parsed: u64,
}

/// Statements of SQL.
#[derive(Clone, Copy, Default, Debug, Serialize)]
pub struct SqlStatistics {
    /// All.
    pub total: u64,
    /// Those without a syntax error, opaque ones included.
    pub parsed: u64,
    /// Those recognised by their first words, the rest kept as it is.
    pub opaque: u64,
}

/// A unit that does not parse, with its first error.
#[derive(Clone, Debug, Serialize)]
pub struct ParseFailure {
    /// The file, as it can be opened.
    pub path: String,
    /// Line of the error, from 1.
    pub line: u32,
    /// Column of the error in characters, from 1.
    pub column: u32,
    /// What the unit is: `CREATE PACKAGE BODY PK_A`, `INSERT`.
    pub unit: String,
    /// Where it is counted.
    pub counted: Counted,
    /// What is wrong.
    pub message: String,
    /// What could have stood there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Where a unit is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Among the units of PL/SQL.
    PlSql,
    /// Among the statements of SQL.
    Sql,
    /// Nowhere: a whole file, or a unit that nobody can parse.
    Nowhere,
}

/// Reads, cuts and parses the source files under `paths`, each on its own and in parallel on the current rayon pool.
/// Nothing of a file stays in memory when it is done.
pub fn measure(
    paths: &[PathBuf],
    encoding: Option<&str>,
    failures: bool,
    progress: &dyn Progress,
) -> ParseStatistics {
    let started = Instant::now();
    let files = find_source_files(paths);
    progress.phase("parsing", files.len() as u64);
    let measured: Vec<(ParseStatistics, Vec<ParseFailure>)> = files
        .into_par_iter()
        .map(|file| {
            let file = read_file(file, FileId(0), encoding);
            let found = run_guarded(|| measure_file(&file));
            progress.step();
            found.unwrap_or_else(|message| {
                let panicked = internal_error(FileRange::start_of(FileId(0)), &message);
                let lines = LineIndex::new(&file.text);
                let failure = failure(&file, &lines, ("the file", Counted::Nowhere), &panicked);
                (size_of_file(&file), vec![failure])
            })
        })
        .collect();
    let mut sum = ParseStatistics::default();
    let mut all = Vec::new();
    for (one, failed) in measured {
        sum.add(&one);
        all.extend(failed);
    }
    sum.seconds = started.elapsed().as_secs_f64();
    sum.peak_memory_bytes = peak_memory_bytes();
    sum.failures = failures.then_some(all);
    sum
}

impl ParseStatistics {
    fn add(&mut self, other: &ParseStatistics) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.lines += other.lines;
        let units = &mut self.units;
        units.plsql.total += other.units.plsql.total;
        units.plsql.parsed += other.units.plsql.parsed;
        units.sql.total += other.units.sql.total;
        units.sql.parsed += other.units.sql.parsed;
        units.sql.opaque += other.units.sql.opaque;
        units.sqlplus += other.units.sqlplus;
        units.wrapped += other.units.wrapped;
    }
}

fn size_of_file(file: &TreeFile) -> ParseStatistics {
    let ends_open = !file.text.is_empty() && !file.text.ends_with('\n');
    ParseStatistics {
        files: 1,
        bytes: file.bytes,
        lines: file.text.bytes().filter(|byte| *byte == b'\n').count() as u64 + u64::from(ends_open),
        ..ParseStatistics::default()
    }
}

/// How a unit was read.
struct Reading {
    is_opaque: bool,
    first_error: Option<Diagnostic>,
}

fn measure_file(file: &TreeFile) -> (ParseStatistics, Vec<ParseFailure>) {
    let database = Database::default();
    let project = project_of_one_file(&database, &file.text);
    let loaded = load(&database, project);
    let mut statistics = size_of_file(file);
    // Most files have no failure.
    let lines = LazyCell::new(|| LineIndex::new(&file.text));
    let mut failures: Vec<ParseFailure> = (file.diagnostics.iter())
        .filter(|_| file.encoding == "binary")
        .map(|unread| failure(file, &lines, ("the file", Counted::Nowhere), unread))
        .collect();
    let units: Vec<&LoadedUnit> = (loaded.items.iter())
        .filter_map(|item| match item {
            LoadedItem::Unit(unit) => Some(unit),
            LoadedItem::Command(_) => None,
        })
        .collect();
    statistics.units.sqlplus = (loaded.items.len() - units.len()) as u64;
    let readings: Vec<(&LoadedUnit, Reading)> = units
        .into_par_iter()
        .map_with(database.clone(), |database, unit| {
            (unit, read_unit(database, project, unit))
        })
        .collect();
    for (unit, reading) in readings {
        let parsed = u64::from(reading.first_error.is_none());
        let counted = match unit.kind {
            StatementKind::Sql | StatementKind::Unknown => {
                statistics.units.sql.total += 1;
                statistics.units.sql.parsed += parsed;
                statistics.units.sql.opaque += u64::from(reading.is_opaque);
                Counted::Sql
            }
            StatementKind::PlSql | StatementKind::Java => {
                statistics.units.plsql.total += 1;
                statistics.units.plsql.parsed += parsed;
                Counted::PlSql
            }
            StatementKind::Wrapped => {
                statistics.units.wrapped += 1;
                Counted::Nowhere
            }
        };
        if let Some(error) = reading.first_error {
            failures.push(failure(file, &lines, (&describe(unit), counted), &error));
        }
    }
    (statistics, failures)
}

fn read_unit(database: &Database, project: Project, unit: &LoadedUnit) -> Reading {
    let read = run_guarded(|| {
        let parse = parse(database, project, unit);
        let root = parse.tree.root();
        Reading {
            is_opaque: OpaqueStmt::cast(root).is_some()
                || CreateOpaque::cast(root).is_some()
                || AlterOpaque::cast(root).is_some(),
            first_error: match parse.is_ok() {
                true => None,
                false => syntax_diagnostics(unit, &parse).into_iter().next(),
            },
        }
    });
    read.unwrap_or_else(|message| Reading {
        is_opaque: false,
        first_error: Some(internal_error(unit.file_range(), &message)),
    })
}

fn failure(
    file: &TreeFile,
    lines: &LineIndex,
    (unit, counted): (&str, Counted),
    error: &Diagnostic,
) -> ParseFailure {
    let start: TextSize = error.primary.range.start();
    let position = lines.position(start);
    ParseFailure {
        path: file.path.to_string(),
        line: position.line,
        column: position.column,
        unit: unit.to_owned(),
        counted,
        message: error.message.clone(),
        notes: error.notes.clone(),
    }
}

/// `VmHWM` of Linux, proc(5).
fn peak_memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}
