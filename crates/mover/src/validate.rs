//! Whether the target holds what the source holds.
//!
//! Both sides are read once. Each row becomes a hash of its fields in the binary form of COPY, made by the encoder that loads,
//! and falls into a bucket by the hash of its key; a bucket is a count and a sum, so order does not matter. Buckets that differ
//! are read again, and their rows compared one by one.

pub mod canonical;
mod json;
mod large;
mod objects;
mod repair;
mod side;

pub use objects::{ObjectDifference, ObjectsValidation, compare_objects};
pub use repair::{RepairOptions, Repaired, repair};

use crate::encode::ColumnEncoder;
use crate::error::Error;
use crate::load::TableTask;
use crate::plan::{Plan, TablePlan};
use crate::source::Source;
use crate::target::{self, Target};
use serde::Serialize;
use side::{Bucket, Collected, Row, SourceSide, TargetSide};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows that are shown of each kind of difference.
const SHOWN: usize = 20;

/// Rows of differing buckets that are compared one by one.
const EXAMINED: u64 = 200_000;

/// What a validation needs.
pub struct ValidateOptions {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Where rows came from.
    pub source: Arc<dyn Source>,
    /// Where they went.
    pub target: Target,
    /// Tables to compare, by their names in the source; all when empty.
    pub tables: Vec<String>,
    /// The snapshot to compare with; that of the last run when not given.
    pub scn: Option<u64>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Validation {
    /// Each table.
    pub tables: Vec<TableValidation>,
}

impl Validation {
    /// Whether everything is equal.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.tables.iter().all(TableValidation::is_equal)
    }
}

/// What came out for a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableValidation {
    /// Its name in the source.
    pub source: String,
    /// Its name in the target.
    pub target: String,
    /// The snapshot it was read at.
    pub scn: Option<u64>,
    /// Rows of the source that fit the target.
    pub source_rows: u64,
    /// Rows of the source that do not.
    pub unfit_rows: u64,
    /// Rows of the target.
    pub target_rows: u64,
    /// Columns whose values the plan computes in the target, so that they cannot be compared.
    pub not_compared: Vec<String>,
    /// Buckets that differ.
    pub differing_buckets: u64,
    /// Whether there were too many differences to look at all of them.
    pub is_partial: bool,
    /// Rows that only the source has.
    pub missing: u64,
    /// Those of them that are in the quarantine.
    pub quarantined: u64,
    /// Rows that only the target has.
    pub extra: u64,
    /// Rows that differ.
    pub different: u64,
    /// Some of them.
    pub examples: Vec<Difference>,
}

impl TableValidation {
    /// Whether source and target are equal.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.differing_buckets == 0
    }
}

/// A row that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `missing`, `extra` or `different`.
    pub kind: &'static str,
    /// Its key, or all its values where there is none.
    pub key: String,
    /// Where it is in the source.
    pub place: Option<String>,
    /// Columns that differ: name, value in the source, value in the target.
    pub columns: Vec<(String, Option<String>, Option<String>)>,
}

/// Compares all tables of a plan.
///
/// # Errors
/// When a side cannot be read.
pub fn validate(
    options: &ValidateOptions,
    told: &mut dyn FnMut(&TableValidation),
) -> Result<Validation, Error> {
    validate_and(options, told, &mut |_, _, _| Ok(()))
}

/// Compares all tables, and hands over for each what is wrong.
fn validate_and(
    options: &ValidateOptions,
    told: &mut dyn FnMut(&TableValidation),
    found: &mut Found<'_>,
) -> Result<Validation, Error> {
    let is_named = |name: &String, plan: &TablePlan| name.eq_ignore_ascii_case(&plan.source);
    for name in &options.tables {
        if !options.plan.tables.iter().any(|plan| is_named(name, plan)) {
            return Err(Error::Usage(format!(
                "{name} is no table of the plan: name it as its `source` does"
            )));
        }
    }
    let mut client = options.target.connect()?;
    let mut tables = Vec::new();
    for (number, plan) in options.plan.tables.iter().enumerate() {
        if !options.tables.is_empty() && !options.tables.iter().any(|name| is_named(name, plan)) {
            continue;
        }
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let mut session = options.source.connect()?;
        let columns = session.columns(plan)?;
        let table = target::table(&mut client, &plan.target)?;
        let task = TableTask::new(&options.plan, number, columns, table)?;
        let run = last_run(&mut client, options, &plan.source)?;
        let scn = match options.scn.or(run.scn) {
            Some(scn) => Some(scn),
            None => session.snapshot()?,
        };
        let chunks = session.split(plan, options.plan.load.chunk_kb << 10)?;
        drop(session);
        let compared = Comparison {
            options,
            task: &task,
            scn,
            chunks: chunks.into_iter().map(|chunk| chunk.spec).collect(),
        };
        let (result, wrong) = compared.run(plan, &run.quarantined)?;
        told(&result);
        found(&task, scn, &wrong)?;
        tables.push(result);
    }
    Ok(Validation { tables })
}

/// What the last run of a table left.
struct LastRun {
    scn: Option<u64>,
    quarantined: BTreeSet<String>,
}

fn last_run(client: &mut postgres::Client, options: &ValidateOptions, table: &str) -> Result<LastRun, Error> {
    let failed = |error: postgres::Error| Error::target("looking for the run", &error);
    let none = LastRun {
        scn: None,
        quarantined: BTreeSet::new(),
    };
    let exists: bool = client
        .query_one("SELECT to_regclass('plconv.run') IS NOT NULL", &[])
        .map_err(failed)?
        .get(0);
    if !exists {
        return Ok(none);
    }
    let row = client
        .query_opt(
            "SELECT r.run_id, t.table_no, r.scn::text FROM plconv.run r JOIN plconv.run_table t USING (run_id)
              WHERE r.name = $1 AND t.source = $2 AND t.state = 'ready' ORDER BY r.run_id DESC LIMIT 1",
            &[&options.plan.name, &table],
        )
        .map_err(failed)?;
    let Some(row) = row else { return Ok(none) };
    let (run, number, scn): (i64, i32, Option<String>) = (row.get(0), row.get(1), row.get(2));
    let quarantined = client
        .query(
            "SELECT place FROM plconv.quarantine WHERE run_id = $1 AND table_no = $2",
            &[&run, &number],
        )
        .map_err(failed)?
        .iter()
        .map(|row| row.get(0))
        .collect();
    Ok(LastRun {
        scn: scn.and_then(|scn| scn.parse().ok()),
        quarantined,
    })
}

/// Takes what is wrong with a table, and the snapshot that it was compared with.
type Found<'a> = dyn FnMut(&TableTask, Option<u64>, &Wrong) -> Result<(), Error> + 'a;

/// What is wrong with a table in the target.
#[derive(Debug, Default)]
struct Wrong {
    /// The keys of rows that differ, or that one side has: fields of the key's columns in their canonical form.
    keys: Vec<Vec<Option<Vec<u8>>>>,
    /// Where the right rows are in the source.
    places: Vec<String>,
}

struct Comparison<'a> {
    options: &'a ValidateOptions,
    task: &'a TableTask,
    scn: Option<u64>,
    chunks: Vec<crate::source::ChunkSpec>,
}

impl Comparison<'_> {
    fn run(
        &self,
        plan: &TablePlan,
        quarantined: &BTreeSet<String>,
    ) -> Result<(TableValidation, Wrong), Error> {
        let (source, target) = self.both(None)?;
        let differing: BTreeSet<usize> = source
            .buckets
            .iter()
            .zip(&target.buckets)
            .enumerate()
            .filter(|(_, (one, other))| one != other)
            .map(|(number, _)| number)
            .collect();
        let rows = |side: &Collected| side.buckets.iter().map(|bucket| bucket.rows).sum();
        let mut result = TableValidation {
            source: plan.source.clone(),
            target: self.task.target.name.clone(),
            scn: self.scn,
            source_rows: rows(&source),
            unfit_rows: source.unfit,
            target_rows: rows(&target),
            not_compared: self.task.not_compared(),
            differing_buckets: differing.len() as u64,
            is_partial: false,
            missing: 0,
            quarantined: 0,
            extra: 0,
            different: 0,
            examples: Vec::new(),
        };
        if differing.is_empty() {
            return Ok((result, Wrong::default()));
        }
        // Only so many rows are held in memory.
        let mut examined = BTreeSet::new();
        let mut count = 0;
        for number in &differing {
            let of_side =
                |side: &Collected| side.buckets.get(*number).map_or(0, |bucket: &Bucket| bucket.rows);
            count += of_side(&source) + of_side(&target);
            if count > EXAMINED && !examined.is_empty() {
                result.is_partial = true;
                break;
            }
            examined.insert(*number);
        }
        let (source, target) = self.both(Some(&examined))?;
        let wrong = self.compare_rows(source.rows, target.rows, quarantined, &mut result);
        Ok((result, wrong))
    }

    /// Reads both sides at the same time.
    fn both(&self, only: Option<&BTreeSet<usize>>) -> Result<(Collected, Collected), Error> {
        // From there on values are not held while they are loaded either.
        let limit = self.options.plan.load.inline_lob_kb << 10;
        std::thread::scope(|scope| {
            let source = scope.spawn(move || {
                SourceSide::new(self.task, only, limit).read(
                    self.options.source.as_ref(),
                    &self.chunks,
                    self.scn,
                )
            });
            let target = TargetSide::new(self.task, only, limit).read(&self.options.target);
            let source = source
                .join()
                .unwrap_or_else(|_| Err(Error::Stopped("internal error: a reader panicked".to_owned())));
            Ok((source?, target?))
        })
    }

    fn compare_rows(
        &self,
        source: Vec<Row>,
        target: Vec<Row>,
        quarantined: &BTreeSet<String>,
        result: &mut TableValidation,
    ) -> Wrong {
        let mut wrong = Wrong::default();
        let key = side::key_columns(self.task);
        let fields_of_key = |row: &Row| -> Vec<Option<Vec<u8>>> {
            key.iter()
                .map(|at| row.fields.get(*at).cloned().flatten())
                .collect()
        };
        let by_key = |rows: Vec<Row>| {
            let mut map: BTreeMap<Vec<u8>, Vec<Row>> = BTreeMap::new();
            for row in rows {
                map.entry(row.key.clone()).or_default().push(row);
            }
            map
        };
        let (source, mut target) = (by_key(source), by_key(target));
        let mut examples = Vec::new();
        let mut example = |difference: Difference| {
            let kind = difference.kind;
            if examples
                .iter()
                .filter(|shown: &&Difference| shown.kind == kind)
                .count()
                < SHOWN
            {
                examples.push(difference);
            }
        };
        for (key, rows) in source {
            let mut others = target.remove(&key).unwrap_or_default();
            for row in rows {
                if let Some(same) = others.iter().position(|other| other.hash == row.hash) {
                    others.swap_remove(same);
                    continue;
                }
                wrong.keys.push(fields_of_key(&row));
                wrong.places.extend(row.place.clone());
                match others.pop() {
                    Some(other) => {
                        result.different += 1;
                        example(Difference {
                            kind: "different",
                            key: self.key_of(&row),
                            place: row.place.clone(),
                            columns: self.columns_of(&row, &other),
                        });
                    }
                    None => {
                        result.missing += 1;
                        result.quarantined += u64::from(
                            row.place
                                .as_ref()
                                .is_some_and(|place| quarantined.contains(place)),
                        );
                        example(Difference {
                            kind: "missing",
                            key: self.key_of(&row),
                            place: row.place.clone(),
                            columns: Vec::new(),
                        });
                    }
                }
            }
            for row in others {
                wrong.keys.push(fields_of_key(&row));
                result.extra += 1;
                example(Difference {
                    kind: "extra",
                    key: self.key_of(&row),
                    place: None,
                    columns: Vec::new(),
                });
            }
        }
        for row in target.into_values().flatten() {
            wrong.keys.push(fields_of_key(&row));
            result.extra += 1;
            example(Difference {
                kind: "extra",
                key: self.key_of(&row),
                place: None,
                columns: Vec::new(),
            });
        }
        result.examples = examples;
        wrong
    }

    fn key_of(&self, row: &Row) -> String {
        let key = side::key_columns(self.task);
        let shown = self
            .task
            .compared()
            .zip(&row.fields)
            .enumerate()
            .filter(|(index, _)| key.is_empty() || key.contains(index))
            .map(|(_, (column, field))| {
                let value = field
                    .as_deref()
                    .map(|field| canonical::shown(&column.target_type, field));
                format!("{}={}", column.target, value.as_deref().unwrap_or("NULL"))
            });
        shown.collect::<Vec<_>>().join(", ")
    }

    fn columns_of(&self, source: &Row, target: &Row) -> Vec<(String, Option<String>, Option<String>)> {
        self.task
            .compared()
            .zip(source.fields.iter().zip(&target.fields))
            .filter(|(_, (one, other))| one != other)
            .map(|(column, (one, other))| {
                let shown = |field: &Option<Vec<u8>>| {
                    field
                        .as_deref()
                        .map(|field| canonical::shown(&column.target_type, field))
                };
                (column.target.clone(), shown(one), shown(other))
            })
            .collect()
    }
}

/// An encoder is what both sides agree by.
pub(crate) fn encoders(task: &TableTask) -> Vec<ColumnEncoder> {
    task.routes().into_iter().map(|route| route.encoder).collect()
}
