//! A table on the way back: which columns go where, and the statements that its changes become.

use super::pgoutput::{Cell, Identity, OldTuple, Relation, Tuple};
use super::value::{Back, ValueRoute, is_left_out};
use plconv_mover::error::Error;
use plconv_mover::load::TableTask;
use plconv_mover::plan::Plan;
use plconv_mover::source::SourceColumn;
use plconv_mover::source::oracle::dictionary::{OracleColumn, quoted, table_name};
use plconv_mover::source::oracle::driver::Bind;
use plconv_mover::target::{self, TargetColumn};
use postgres::Client;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// A table.
pub(crate) struct BackTable {
    /// Its name in the plan.
    pub(crate) source: String,
    /// Its name in PostgreSQL, as SQL.
    pub(crate) target: String,
    /// Its number there.
    pub(crate) oid: u32,
    /// Its name in Oracle, as SQL.
    oracle: String,
    columns: Vec<BackColumn>,
    /// Columns of the primary key in PostgreSQL.
    pub(crate) primary_key: Vec<String>,
    /// Columns of PostgreSQL that go nowhere.
    pub(crate) left_out: BTreeSet<String>,
    layout: Option<Layout>,
    statements: FxHashMap<Box<[u8]>, Arc<str>>,
}

struct BackColumn {
    /// In PostgreSQL.
    target: String,
    /// In Oracle, as SQL.
    oracle: String,
    route: ValueRoute,
}

/// How rows of the stream are laid out.
struct Layout {
    names: Vec<String>,
    /// For each value of a row its column; `None` when it goes nowhere.
    columns: Vec<Option<usize>>,
    /// Places of the values that find a row.
    key: Vec<usize>,
    /// Whether rows are found by all their values.
    is_keyless: bool,
}

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Insert,
    Update,
    Delete,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Insert => "insert",
            Kind::Update => "update",
            Kind::Delete => "delete",
        }
    }
}

/// A statement for one row.
#[derive(Debug)]
pub(crate) struct RowStatement {
    pub(crate) kind: Kind,
    pub(crate) sql: Arc<str>,
    pub(crate) binds: Vec<Bind>,
    /// Whether it is run alone: its values are long.
    pub(crate) is_large: bool,
    /// Empty texts that become NULL.
    pub(crate) emptied: u64,
}

/// Why a change cannot be made in Oracle.
#[derive(Debug)]
pub(crate) struct RowError {
    pub(crate) message: String,
    /// Whether another row may be fine: nothing is wrong with the table.
    pub(crate) is_of_row: bool,
}

/// What a column has to do with a statement.
mod part {
    pub(super) const ABSENT: u8 = 0;
    pub(super) const BOUND: u8 = 1;
    pub(super) const EMPTY: u8 = 2;
    pub(super) const NULL: u8 = 3;
}

impl BackTable {
    /// Brings the plan, Oracle's columns and PostgreSQL's table together; what cannot go back is told column by column.
    ///
    /// # Errors
    /// When PostgreSQL has no such table, or the plan does not fit.
    pub(crate) fn new(
        plan: &Plan,
        number: usize,
        oracle_columns: &[OracleColumn],
        client: &mut Client,
    ) -> Result<(BackTable, Vec<String>), Error> {
        let Some(table) = plan.tables.get(number) else {
            return Err(Error::Usage("the plan has no such table".to_owned()));
        };
        let (owner, name) = table_name(&table.source)?;
        let of_target = target::table(client, &table.target)?;
        let oid = of_target.oid;
        let chosen: Vec<&OracleColumn> = match &table.columns {
            Some(names) => oracle_columns
                .iter()
                .filter(|column| names.iter().any(|name| name.eq_ignore_ascii_case(&column.name)))
                .collect(),
            None => oracle_columns.iter().collect(),
        };
        let source_columns = chosen
            .iter()
            .map(|column| SourceColumn {
                name: column.name.clone(),
                data_type: Some(column.data_type.clone()),
            })
            .collect();
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let task = TableTask::new(plan, number, source_columns, of_target)?;
        let mut left_out: BTreeSet<String> = task
            .target
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        let (mut columns, mut refused) = (Vec::new(), Vec::new());
        for (moved, oracle) in task.columns.iter().zip(&chosen) {
            let choices = table
                .column
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(&oracle.name))
                .map(|(_, choices)| choices);
            if is_left_out(choices) {
                continue;
            }
            left_out.remove(&moved.target);
            let declared: Option<&TargetColumn> = task
                .target
                .columns
                .iter()
                .find(|column| column.name == moved.target);
            let target_type = declared.map_or(&moved.target_type, |column| &column.target_type);
            let policy = plan.column_policy(choices);
            match ValueRoute::new(&oracle.data_type, target_type, policy, choices) {
                Ok(route) => columns.push(BackColumn {
                    target: moved.target.clone(),
                    oracle: quoted(&oracle.name),
                    route,
                }),
                Err(reason) => refused.push(format!(
                    "{}: column {} of type {}: {reason}",
                    table.source, oracle.name, oracle.type_name
                )),
            }
        }
        let table = BackTable {
            source: table.source.clone(),
            target: task.target.name.clone(),
            oid,
            oracle: format!("{}.{}", quoted(&owner), quoted(&name)),
            columns,
            primary_key: task.target.primary_key.clone(),
            left_out,
            layout: None,
            statements: FxHashMap::default(),
        };
        Ok((table, refused))
    }

    /// Whether all values of a changed row should be sent as they were: rows are found by them, or those that do not change
    /// are not to be written, since they would not be what they were.
    pub(crate) fn wants_whole_rows(&self) -> bool {
        !self.has_key() || self.columns.iter().any(|column| column.route.is_lossy())
    }

    /// Whether rows are found by the primary key.
    pub(crate) fn has_key(&self) -> bool {
        !self.primary_key.is_empty()
            && self.primary_key.iter().all(|name| {
                self.columns
                    .iter()
                    .any(|column| column.target == *name && column.route.is_comparable())
            })
    }

    /// Columns whose values cannot be compared.
    pub(crate) fn not_comparable(&self) -> Vec<&str> {
        let columns = self.columns.iter();
        columns
            .filter(|column| !column.route.is_comparable())
            .map(|column| column.target.as_str())
            .collect()
    }

    /// Takes what the stream says of the table from here on.
    pub(crate) fn set_layout(&mut self, relation: &Relation) -> Result<(), Error> {
        let stopped = |message: String| Err(Error::Stopped(format!("{}: {message}", self.source)));
        let mut columns = Vec::new();
        for column in &relation.columns {
            let found = self.columns.iter().position(|known| known.target == column.name);
            if found.is_none() && !self.left_out.contains(&column.name) {
                return stopped(format!(
                    "column {} was added to {} in PostgreSQL: add it in Oracle, name it in the plan where its name differs, and \
                     run the same command again",
                    column.name, self.target
                ));
            }
            columns.push(found);
        }
        if let Some(gone) = self
            .columns
            .iter()
            .find(|known| !relation.columns.iter().any(|column| column.name == known.target))
        {
            return stopped(format!(
                "column {} is not in {} any more, or was not when the row was changed: drop it in Oracle too, and run the same \
                 command again",
                gone.target, self.target
            ));
        }
        let by_name = |name: &String| relation.columns.iter().position(|column| column.name == *name);
        let all_of = |key: Vec<usize>| key.iter().all(|at| columns.get(*at).copied().flatten().is_some());
        let key: Vec<usize> = match relation.identity {
            Identity::Default | Identity::Index => (0..relation.columns.len())
                .filter(|at| relation.columns.get(*at).is_some_and(|column| column.is_key))
                .collect(),
            Identity::Full if self.has_key() => self.primary_key.iter().filter_map(by_name).collect(),
            Identity::Full | Identity::Nothing => Vec::new(),
        };
        let is_keyless = relation.identity == Identity::Full && key.is_empty();
        if !is_keyless && (key.is_empty() || !all_of(key.clone())) {
            return stopped(format!(
                "changes of {} do not tell the row: ALTER TABLE {} REPLICA IDENTITY FULL, then prepare the way back again",
                self.target, self.target
            ));
        }
        let key = if is_keyless {
            (0..columns.len())
                .filter(|at| {
                    let column = columns.get(*at).copied().flatten();
                    column
                        .and_then(|column| self.columns.get(column))
                        .is_some_and(|column| column.route.is_comparable())
                })
                .collect()
        } else {
            key
        };
        self.layout = Some(Layout {
            names: relation
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect(),
            columns,
            key,
            is_keyless,
        });
        Ok(())
    }

    /// The statement for a new row.
    pub(crate) fn insert(&mut self, new: &Tuple<'_>) -> Result<RowStatement, RowError> {
        let mut build = Build::new(self.columns.len(), Kind::Insert);
        for (column, cell) in self.cells(new)? {
            build.set(&self.columns, column, cell)?;
        }
        Ok(self.finished(build))
    }

    /// The statement for a row that changed; `None` when nothing of it is written.
    pub(crate) fn update(
        &mut self,
        old: Option<&OldTuple<'_>>,
        new: &Tuple<'_>,
    ) -> Result<Option<RowStatement>, RowError> {
        let mut build = Build::new(self.columns.len(), Kind::Update);
        let before = match old {
            Some(old) if old.is_whole => Some(self.cells(&old.tuple)?),
            _ => None,
        };
        let key: Vec<usize> = self.layout()?.key.clone();
        for (number, (column, cell)) in self.cells(new)?.into_iter().enumerate() {
            let is_same = match &before {
                Some(before) => before.get(number).is_some_and(|(_, old)| *old == cell),
                // Without an old key it is as in the new row.
                None => old.is_none() && key.iter().any(|at| self.column_at(*at) == Some(column)),
            };
            if !is_same && cell != Cell::Unchanged {
                build.set(&self.columns, column, cell)?;
            }
        }
        if build.binds.is_empty() && !build.shape.contains(&part::EMPTY) {
            return Ok(None);
        }
        self.find(&mut build, old.map_or(new, |old| &old.tuple))?;
        Ok(Some(self.finished(build)))
    }

    /// The statement for a row that went.
    pub(crate) fn delete(&mut self, old: &OldTuple<'_>) -> Result<RowStatement, RowError> {
        let mut build = Build::new(self.columns.len(), Kind::Delete);
        self.find(&mut build, &old.tuple)?;
        Ok(self.finished(build))
    }

    /// The statement that takes all rows away.
    pub(crate) fn delete_all(&self) -> String {
        format!("DELETE FROM {}", self.oracle)
    }

    /// A row for people: what finds it, or all of it.
    pub(crate) fn shown(&self, tuple: &Tuple<'_>, key_only: bool) -> String {
        let Some(layout) = &self.layout else {
            return String::new();
        };
        let mut text = String::new();
        for (at, (name, cell)) in layout.names.iter().zip(tuple).enumerate() {
            if key_only && !layout.key.contains(&at) {
                continue;
            }
            let value = match cell {
                Cell::Null => "NULL",
                Cell::Text(text) => text,
                Cell::Unchanged | Cell::Binary(_) => continue,
            };
            let separator = if text.is_empty() { "" } else { ", " };
            let value: String = value.chars().take(200).collect();
            let _ = write!(text, "{separator}{name}={value}");
        }
        text
    }

    fn layout(&self) -> Result<&Layout, RowError> {
        self.layout.as_ref().ok_or_else(|| RowError {
            message: "the stream has a row of a table that it has not described".to_owned(),
            is_of_row: false,
        })
    }

    fn column_at(&self, at: usize) -> Option<usize> {
        self.layout.as_ref()?.columns.get(at).copied().flatten()
    }

    /// The values of a row that go somewhere, with their columns.
    fn cells<'t>(&self, tuple: &Tuple<'t>) -> Result<Vec<(usize, Cell<'t>)>, RowError> {
        let layout = self.layout()?;
        if tuple.len() != layout.columns.len() {
            return Err(RowError {
                message: "a row has another number of values than its table".to_owned(),
                is_of_row: false,
            });
        }
        let pairs = layout.columns.iter().zip(tuple);
        Ok(pairs
            .filter_map(|(column, cell)| column.map(|column| (column, *cell)))
            .collect())
    }

    fn find(&self, build: &mut Build, tuple: &Tuple<'_>) -> Result<(), RowError> {
        let layout = self.layout()?;
        build.is_keyless = layout.is_keyless;
        for at in &layout.key {
            let (Some(column), Some(cell)) = (self.column_at(*at), tuple.get(*at)) else {
                continue;
            };
            build.find(&self.columns, column, *cell)?;
        }
        Ok(())
    }

    fn finished(&mut self, mut build: Build) -> RowStatement {
        build.shape.push(u8::from(build.is_keyless));
        let sql = match self.statements.get(build.shape.as_slice()) {
            Some(sql) => sql.clone(),
            None => {
                let sql: Arc<str> = self.sql(&build).into();
                self.statements
                    .insert(build.shape.clone().into_boxed_slice(), sql.clone());
                sql
            }
        };
        build.binds.append(&mut build.found);
        RowStatement {
            kind: build.kind,
            sql,
            binds: build.binds,
            is_large: build.is_large,
            emptied: build.emptied,
        }
    }

    fn sql(&self, build: &Build) -> String {
        let count = self.columns.len();
        let (set, find) = build.shape[1..=2 * count].split_at(count);
        let mut number = 0;
        let mut bound = || {
            number += 1;
            number
        };
        let mut written = Vec::new();
        for (column, part) in self.columns.iter().zip(set) {
            let value = match *part {
                part::ABSENT => continue,
                part::EMPTY => column.route.empty().to_owned(),
                _ => column.route.expression(bound()),
            };
            written.push((column.oracle.as_str(), value));
        }
        let mut conditions = Vec::new();
        for (column, part) in self.columns.iter().zip(find) {
            match *part {
                part::ABSENT => {}
                part::NULL => conditions.push(format!("{} IS NULL", column.oracle)),
                _ => conditions.push(format!("{} = {}", column.oracle, column.route.compared(bound()))),
            }
        }
        if build.is_keyless {
            conditions.push("ROWNUM <= 1".to_owned());
        }
        let conditions = conditions.join(" AND ");
        match build.kind {
            Kind::Insert => {
                let (names, values): (Vec<&str>, Vec<String>) = written.into_iter().unzip();
                format!(
                    "INSERT INTO {} ({}) VALUES ({})",
                    self.oracle,
                    names.join(", "),
                    values.join(", ")
                )
            }
            Kind::Update => {
                let sets: Vec<String> = written
                    .iter()
                    .map(|(name, value)| format!("{name} = {value}"))
                    .collect();
                format!(
                    "UPDATE {} SET {} WHERE {conditions}",
                    self.oracle,
                    sets.join(", ")
                )
            }
            Kind::Delete => format!("DELETE FROM {} WHERE {conditions}", self.oracle),
        }
    }
}

/// A statement that is being made. Its shape is its kind, then what each column has to do with the values that are written,
/// then with the condition: the same shape is the same text.
struct Build {
    kind: Kind,
    shape: Vec<u8>,
    binds: Vec<Bind>,
    /// Binds of the condition.
    found: Vec<Bind>,
    is_keyless: bool,
    is_large: bool,
    emptied: u64,
}

impl Build {
    fn new(columns: usize, kind: Kind) -> Build {
        let mut shape = vec![part::ABSENT; 1 + 2 * columns];
        shape[0] = kind as u8;
        Build {
            kind,
            shape,
            binds: Vec::new(),
            found: Vec::new(),
            is_keyless: false,
            is_large: false,
            emptied: 0,
        }
    }

    /// Binds come in the order of the columns in the table, as the text has them.
    fn set(&mut self, columns: &[BackColumn], at: usize, cell: Cell<'_>) -> Result<(), RowError> {
        let Some(column) = columns.get(at) else {
            return Ok(());
        };
        let back = value(column, cell)?;
        let mut state = part::BOUND;
        let bind = match back {
            Back::Bind(bind) => Some(bind),
            Back::Emptied(bind) => {
                self.emptied += 1;
                Some(bind)
            }
            Back::EmptyLarge => {
                state = part::EMPTY;
                None
            }
        };
        let before = self.shape[1..=at]
            .iter()
            .filter(|part| **part == part::BOUND)
            .count();
        if let Some(bind) = bind {
            let length = match &bind {
                Bind::Text(text) => text.len(),
                Bind::Bytes(bytes) => bytes.len(),
                _ => 0,
            };
            self.is_large |= column.route.is_large() && length > LONGEST_IN_BATCH;
            self.binds.insert(before, bind);
        }
        self.shape[1 + at] = state;
        Ok(())
    }

    fn find(&mut self, columns: &[BackColumn], at: usize, cell: Cell<'_>) -> Result<(), RowError> {
        let Some(column) = columns.get(at) else {
            return Ok(());
        };
        let place = 1 + columns.len() + at;
        let bind = match value(column, cell)? {
            Back::Bind(Bind::Null(_)) | Back::Emptied(_) => {
                self.shape[place] = part::NULL;
                return Ok(());
            }
            Back::Bind(bind) => bind,
            Back::EmptyLarge => return Ok(()),
        };
        let before = self.shape[1 + columns.len()..place]
            .iter()
            .filter(|part| **part == part::BOUND)
            .count();
        self.found.insert(before, bind);
        self.shape[place] = part::BOUND;
        Ok(())
    }
}

/// Longer values than this are bound alone.
const LONGEST_IN_BATCH: usize = 4000;

fn value(column: &BackColumn, cell: Cell<'_>) -> Result<Back, RowError> {
    let refuse = |message: String| RowError {
        message: format!("column {}: {message}", column.target),
        is_of_row: true,
    };
    match cell {
        Cell::Null => Ok(Back::Bind(column.route.null())),
        Cell::Text(text) => column
            .route
            .value(text)
            .map_err(|error| refuse(error.to_string())),
        Cell::Unchanged => Err(refuse(
            "its value is needed and was not sent, since it did not change".to_owned(),
        )),
        Cell::Binary(_) => Err(refuse("its value came in binary form".to_owned())),
    }
}
