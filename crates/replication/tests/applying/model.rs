//! A random workload on a model of the source: what it holds at each SCN, and the changes that lead there.

use super::rng::Rng;
use super::{Memory, Told};
use plconv_catalog::DataType;
use plconv_mover::source::SourceColumn;
use plconv_mover::value::DateTime;
use plconv_replication::change::{
    Change, Changes, Datum, Operation, Position, Row, TableName, Transaction, TransactionId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The tables: name, columns, how many of the first are the key, the column that is unique besides, the one that is large.
pub struct Shape {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    pub key: usize,
    pub unique: Option<usize>,
    pub large: Option<usize>,
}

pub const SHAPES: [Shape; 4] = [
    Shape {
        name: "ITEM",
        columns: &["ID", "NAME", "QTY", "CODE", "NOTE", "AT"],
        key: 1,
        unique: Some(3),
        large: Some(4),
    },
    Shape {
        name: "PAIR",
        columns: &["A", "B", "V"],
        key: 2,
        unique: None,
        large: None,
    },
    Shape {
        name: "LOG",
        columns: &["X", "Y", "BODY"],
        key: 0,
        unique: None,
        large: None,
    },
    Shape {
        name: "DOC",
        columns: &["ID", "TITLE", "BODY"],
        key: 1,
        unique: None,
        large: Some(2),
    },
];

pub const DDL: &str = "
CREATE TABLE item (id bigint PRIMARY KEY, name varchar(40), qty numeric(12,2), code integer UNIQUE, note text, at timestamp);
CREATE INDEX ON item (name);
CREATE TABLE pair (a numeric, b varchar(20), v varchar(40), PRIMARY KEY (a, b));
CREATE TABLE log (x integer, y varchar(20), body text);
CREATE TABLE doc (id integer PRIMARY KEY, title varchar(40), body text, extra integer DEFAULT 7);
";

pub const TABLES: [(&str, &str); 4] = [
    ("APP.ITEM", "item"),
    ("APP.PAIR", "pair"),
    ("APP.LOG", "log"),
    ("APP.DOC", "doc"),
];

type Rows = BTreeMap<u64, Vec<Datum>>;

/// What the source holds: rows by ROWID, for each table.
pub type State = [Rows; 4];

/// How a workload is.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Whether changes name ROWIDs.
    pub row_ids: bool,
    /// Whether rows that are read again come as they are at the end.
    pub reads_late: bool,
    /// Whether the log holds only the key of changed rows, else all columns.
    pub key_only: bool,
}

/// A workload that was made.
pub struct Workload {
    pub memory: Memory,
    pub last_scn: u64,
    pub state: State,
    /// What the source held after each commit.
    pub history: Arc<BTreeMap<u64, State>>,
}

struct Maker<'r> {
    rng: &'r mut Rng,
    kind: Kind,
    state: State,
    changes: Vec<Change>,
    scn: u64,
    next_row: u64,
}

pub fn table(number: usize) -> TableName {
    TableName {
        owner: "APP".into(),
        table: SHAPES[number].name.into(),
    }
}

fn name(number: usize, column: usize) -> Arc<str> {
    SHAPES[number].columns[column].into()
}

/// Makes transactions; `start` is what the source holds before the first.
pub fn make(rng: &mut Rng, start: State, first_scn: u64, transactions: u64, kind: Kind) -> Workload {
    let last_row = start.iter().flat_map(BTreeMap::keys).max().copied();
    let mut maker = Maker {
        rng,
        kind,
        state: start,
        changes: Vec::new(),
        scn: first_scn,
        next_row: last_row.unwrap_or(1000),
    };
    let mut history = BTreeMap::from([(first_scn, maker.state.clone())]);
    let mut list: Vec<Transaction> = Vec::new();
    for number in 0..transactions {
        maker.scn += 1 + maker.rng.below(5);
        maker.transaction();
        // Two may commit at the same SCN on two threads.
        if !maker.rng.one_in(6) || list.is_empty() {
            maker.scn += 1;
        } else {
            maker.scn = list.last().map_or(maker.scn, |last| last.commit_scn);
        }
        let commit_scn = maker.scn;
        let id = TransactionId(format!("{number:016X}"));
        let mut done: BTreeSet<TransactionId> = list
            .iter()
            .filter(|before| before.commit_scn == commit_scn)
            .map(|before| before.id.clone())
            .collect();
        done.insert(id.clone());
        list.push(Transaction {
            id,
            thread: 1,
            commit_scn,
            committed_at: None,
            user: None,
            position: Position {
                low_scn: commit_scn.saturating_sub(20).max(first_scn),
                commit_scn,
                done_at_commit_scn: done,
            },
            changes: Changes::new(std::mem::take(&mut maker.changes)),
        });
        history.insert(commit_scn, maker.state.clone());
    }
    let (state, last_scn) = (maker.state.clone(), maker.scn);
    let history = Arc::new(history);
    let of_reader = history.clone();
    let rows = move |table: &TableName, key: &Row, scn: u64| {
        let number = SHAPES
            .iter()
            .position(|shape| *shape.name == *table.table)
            .unwrap();
        // Rows of the future may have values that are unique now.
        let at = match kind.reads_late && SHAPES[number].unique.is_none() {
            true => {
                *of_reader
                    .range(scn..)
                    .nth(scn as usize % 9)
                    .unwrap_or(of_reader.last_key_value().unwrap())
                    .0
            }
            false => scn,
        };
        let (_, state) = of_reader.range(..=at).next_back().unwrap();
        let found = state[number].values().find(|row| {
            key.iter().all(|(name, datum)| {
                let column = SHAPES[number].columns.iter().position(|known| **known == **name);
                row[column.unwrap()] == *datum
            })
        });
        let found = found.map(|row| {
            let named = SHAPES[number].columns.iter().zip(row);
            named
                .map(|(name, datum)| (Arc::from(*name), datum.clone()))
                .collect()
        });
        (found, (at > scn).then_some(at))
    };
    Workload {
        memory: Memory(Told {
            transactions: std::sync::Mutex::new(list),
            rows: Arc::new(rows),
            columns: columns(),
        }),
        last_scn,
        state,
        history,
    }
}

pub fn columns() -> Vec<(String, Vec<SourceColumn>)> {
    SHAPES
        .iter()
        .map(|shape| {
            let columns = shape
                .columns
                .iter()
                .enumerate()
                .map(|(index, name)| SourceColumn {
                    name: (*name).to_owned(),
                    data_type: Some(match shape.large == Some(index) {
                        true => DataType::Clob,
                        false => DataType::Date,
                    }),
                });
            (format!("APP.{}", shape.name), columns.collect())
        })
        .collect()
}

impl Maker<'_> {
    fn value(&mut self, number: usize, column: usize) -> Datum {
        let rng = &mut *self.rng;
        match (SHAPES[number].name, SHAPES[number].columns[column]) {
            ("ITEM", "ID") | ("DOC", "ID") => Datum::Number(rng.below(60).to_string().into()),
            ("ITEM", "CODE") => match rng.one_in(4) {
                true => Datum::Null,
                false => Datum::Number(rng.below(80).to_string().into()),
            },
            ("ITEM", "QTY") => match rng.one_in(5) {
                true => Datum::Null,
                false => Datum::Number(format!("{}.{:02}", rng.below(1000), rng.below(100)).into()),
            },
            ("ITEM", "AT") => Datum::DateTime(DateTime {
                year: 2024,
                month: 1 + rng.below(12) as u8,
                day: 1 + rng.below(28) as u8,
                hour: rng.below(24) as u8,
                minute: rng.below(60) as u8,
                second: rng.below(60) as u8,
                nanosecond: rng.below(1_000_000) as u32 * 1000,
            }),
            ("PAIR", "A") => Datum::Number(match rng.below(3) {
                0 => format!("{}.5", rng.below(6)).into(),
                _ => rng.below(6).to_string().into(),
            }),
            ("PAIR", "B") => Datum::Text(format!("b{}", rng.below(6)).into()),
            ("LOG", "X") => match rng.one_in(3) {
                true => Datum::Null,
                false => Datum::Number(rng.below(3).to_string().into()),
            },
            ("LOG", "Y") => Datum::Text(format!("y{}", rng.below(3)).into()),
            _ if SHAPES[number].large == Some(column) => match rng.below(4) {
                0 => Datum::Null,
                1 => Datum::Text("".into()),
                _ => Datum::Text("x'\\\u{e4}".repeat(1 + rng.below(3) as usize).into()),
            },
            _ => match rng.one_in(5) {
                true => Datum::Null,
                false => Datum::Text(format!("v{}", rng.below(1000)).into()),
            },
        }
    }

    /// Whether a row would break a key, besides another row.
    fn collides(&self, number: usize, row: &[Datum], besides: u64) -> bool {
        let shape = &SHAPES[number];
        self.state[number].iter().any(|(id, other)| {
            *id != besides
                && (shape.key > 0 && other[..shape.key] == row[..shape.key]
                    || shape
                        .unique
                        .is_some_and(|unique| other[unique] == row[unique] && row[unique] != Datum::Null))
        })
    }

    /// A large value is seldom in the log.
    fn logged(&mut self, number: usize, column: usize, datum: &Datum) -> Datum {
        match SHAPES[number].large == Some(column) && !self.rng.one_in(3) {
            true => Datum::Missing,
            false => datum.clone(),
        }
    }

    fn whole(&mut self, number: usize, row: &[Datum]) -> Row {
        let mut named = Row::new();
        for (column, datum) in row.iter().enumerate() {
            let datum = self.logged(number, column, datum);
            if datum != Datum::Null {
                named.push((name(number, column), datum));
            }
        }
        named
    }

    fn old(&self, number: usize, row: &[Datum]) -> Row {
        let shape = &SHAPES[number];
        let named = row.iter().enumerate().filter(|(column, _)| {
            (*column < shape.key || !self.kind.key_only || shape.key == 0) && shape.large != Some(*column)
        });
        named
            .map(|(column, datum)| (name(number, column), datum.clone()))
            .collect()
    }

    fn push(&mut self, number: usize, row_id: u64, operation: Operation) {
        self.scn += 1;
        self.changes.push(Change {
            table: table(number),
            scn: self.scn,
            row_id: self
                .kind
                .row_ids
                .then(|| Arc::from(format!("R{row_id:08}").as_str())),
            operation,
        });
    }

    fn set(&mut self, number: usize, row_id: u64, new: Vec<Datum>) {
        let Some(before) = self.state[number].insert(row_id, new.clone()) else {
            return;
        };
        let mut set = Row::new();
        for (column, (one, other)) in before.iter().zip(&new).enumerate() {
            if one != other {
                let datum = self.logged(number, column, other);
                set.push((name(number, column), datum));
            }
        }
        let old = self.old(number, &before);
        if set.is_empty() {
            return;
        }
        // What the log cannot tell is read again; the key must be in it.
        let shape = &SHAPES[number];
        let keeps_key = before[..shape.key] == new[..shape.key];
        let may_reselect = shape.unique.is_none() || !self.kind.reads_late;
        if shape.key > 0 && keeps_key && may_reselect && self.rng.one_in(12) {
            let columns = match self.rng.one_in(2) {
                true => Vec::new(),
                false => set.iter().map(|(name, _)| name.clone()).collect(),
            };
            let key = old.into_iter().take(shape.key).collect();
            let reason = "Unsupported".into();
            return self.push(number, row_id, Operation::Reselect { key, columns, reason });
        }
        self.push(number, row_id, Operation::Update { old, new: set });
    }

    fn any_row(&mut self, number: usize) -> Option<u64> {
        let rows = &self.state[number];
        let at = self.rng.below(rows.len() as u64) as usize;
        rows.keys().nth(at).copied()
    }

    fn insert(&mut self, number: usize) {
        let row: Vec<Datum> = (0..SHAPES[number].columns.len())
            .map(|column| self.value(number, column))
            .collect();
        if self.collides(number, &row, 0) {
            return;
        }
        self.next_row += 1;
        let row_id = self.next_row;
        self.state[number].insert(row_id, row.clone());
        let new = self.whole(number, &row);
        self.push(number, row_id, Operation::Insert { new });
    }

    fn update(&mut self, number: usize) {
        let Some(row_id) = self.any_row(number) else {
            return;
        };
        let mut row = self.state[number][&row_id].clone();
        let columns = SHAPES[number].columns.len();
        for _ in 0..1 + self.rng.below(2) {
            let key = SHAPES[number].key;
            let column = match self.rng.one_in(8) {
                true => self.rng.below(columns as u64) as usize,
                false => key + self.rng.below((columns - key) as u64) as usize,
            };
            row[column] = self.value(number, column);
        }
        if !self.collides(number, &row, row_id) {
            self.set(number, row_id, row);
        }
    }

    fn delete(&mut self, number: usize) {
        let Some(row_id) = self.any_row(number) else {
            return;
        };
        let Some(row) = self.state[number].remove(&row_id) else {
            return;
        };
        let old = self.old(number, &row);
        self.push(number, row_id, Operation::Delete { old });
    }

    /// One statement that gives rows the keys of each other: `SET id = id + 1`, in any order of rows.
    fn shift(&mut self, number: usize) {
        let mut rows: Vec<u64> = self.state[number].keys().copied().collect();
        for at in (1..rows.len()).rev() {
            rows.swap(at, self.rng.below(at as u64 + 1) as usize);
        }
        let before = self.state[number].clone();
        for row_id in rows {
            let mut row = before[&row_id].clone();
            let Datum::Number(text) = &row[0] else { continue };
            let id: u64 = text.parse().unwrap();
            row[0] = Datum::Number((id + 1).to_string().into());
            self.set(number, row_id, row);
        }
    }

    /// One statement that swaps unique values of two rows.
    fn swap(&mut self) {
        let unique = SHAPES[0].unique.unwrap();
        let (Some(one), Some(other)) = (self.any_row(0), self.any_row(0)) else {
            return;
        };
        if one == other {
            return;
        }
        let (mut first, mut second) = (self.state[0][&one].clone(), self.state[0][&other].clone());
        let kept = first[unique].clone();
        first[unique] = second[unique].clone();
        second[unique] = kept;
        self.set(0, one, first);
        self.set(0, other, second);
    }

    fn statement(&mut self) {
        let number = self.rng.below(4) as usize;
        match self.rng.below(20) {
            0..=7 => self.insert(number),
            8..=13 => self.update(number),
            14..=17 => self.delete(number),
            18 => self.swap(),
            _ if self.rng.one_in(3) => self.shift(if number == 0 { 0 } else { 3 }),
            _ => {}
        }
    }

    fn transaction(&mut self) {
        if self.rng.one_in(25) {
            // TRUNCATE is a transaction of its own.
            let number = self.rng.below(4) as usize;
            self.state[number].clear();
            return self.push(number, 0, Operation::Truncate);
        }
        let statements = match self.rng.one_in(10) {
            true => 30 + self.rng.below(40),
            false => 1 + self.rng.below(6),
        };
        let mut savepoint = None;
        for _ in 0..statements {
            if self.rng.one_in(10) {
                savepoint = Some((self.state.clone(), self.changes.len()));
            }
            self.statement();
            if self.rng.one_in(10)
                && let Some((state, length)) = savepoint.take()
            {
                self.state = state;
                self.changes.truncate(length);
            }
        }
    }
}

/// A value as PostgreSQL shows it.
fn shown(table: usize, column: usize, datum: &Datum) -> String {
    match datum {
        Datum::Null | Datum::Missing => "~".to_owned(),
        Datum::Text(text) => text.to_string(),
        Datum::Number(text) => {
            let _ = (table, column);
            match text.split_once('.') {
                Some((whole, fraction)) => {
                    let fraction = fraction.trim_end_matches('0');
                    match fraction.is_empty() {
                        true => whole.to_owned(),
                        false => format!("{whole}.{fraction}"),
                    }
                }
                None => text.to_string(),
            }
        }
        Datum::DateTime(at) => at.to_string(),
        _ => unreachable!("no such values here"),
    }
}

/// The rows of a state, sorted.
pub fn expected(state: &State, table: usize) -> Vec<String> {
    let mut rows: Vec<String> = state[table]
        .values()
        .map(|row| {
            let values = row
                .iter()
                .enumerate()
                .map(|(column, datum)| shown(table, column, datum));
            values.collect::<Vec<_>>().join("|")
        })
        .collect();
    rows.sort();
    rows
}

/// The rows of the target, sorted.
pub fn actual(client: &mut postgres::Client, table: usize) -> Vec<String> {
    let columns: Vec<String> = SHAPES[table]
        .columns
        .iter()
        .map(|name| {
            let name = name.to_lowercase();
            match name.as_str() {
                "qty" | "a" => format!("coalesce(trim_scale({name})::text, '~')"),
                _ => format!("coalesce({name}::text, '~')"),
            }
        })
        .collect();
    let sql = format!(
        "SELECT {} FROM {}",
        columns.join(" || '|' || "),
        SHAPES[table].name.to_lowercase()
    );
    let mut rows: Vec<String> = client
        .query(&sql, &[])
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    rows.sort();
    rows
}

/// Puts the rows of a state into the target, as a load does.
pub fn load(client: &mut postgres::Client, state: &State) {
    client.batch_execute("TRUNCATE item, pair, log, doc").unwrap();
    for (number, shape) in SHAPES.iter().enumerate() {
        for row in state[number].values() {
            let values: Vec<String> = row
                .iter()
                .enumerate()
                .map(|(column, datum)| match datum {
                    Datum::Null => "NULL".to_owned(),
                    _ => format!(
                        "E'{}'",
                        shown(number, column, datum)
                            .replace('\\', "\\\\")
                            .replace('\'', "''")
                    ),
                })
                .collect();
            let names: Vec<String> = shape.columns.iter().map(|name| name.to_lowercase()).collect();
            client
                .batch_execute(&format!(
                    "INSERT INTO {} ({}) VALUES ({})",
                    shape.name.to_lowercase(),
                    names.join(", "),
                    values.join(", ")
                ))
                .unwrap();
        }
    }
}
