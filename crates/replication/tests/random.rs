//! Random workloads against the history of the simulated database: what is captured, applied to a model, must be that
//! history after every transaction, whatever the log looks like and wherever capture begins again.
//!
//! `PLCONV_RANDOM_RUNS` says how many runs each test makes, `PLCONV_RANDOM_SEED` where to begin.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "reads its number of runs from the environment"
)]

mod common;

use common::{InProcess, changes, table_name};
use oracle_double::{
    Column, DataType, DateTime, LogMinerQuirks, Session, Simulator, SimulatorSession, SupplementalLog, Table,
    Value,
};
use plconv_mover::source::oracle::driver::OracleConnection;
use plconv_replication::change::{
    Change, ChangeSource, Datum, Event, Operation, Position, Row, TableName, Transaction,
};
use plconv_replication::logminer::{Connector, LogMinerOptions, LogMinerSource, Start, start_position};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// A small generator: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    fn choose<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
}

/// A row by the names of its columns, without NULLs; `ROWID` is among them for tables that have one.
type Cells = BTreeMap<String, String>;
/// The rows of a table by what identifies them.
type Rows = BTreeMap<Vec<String>, Cells>;
/// All tables.
type Contents = BTreeMap<String, Rows>;

/// The tables, with the columns that identify rows.
const TABLES: &[(&str, &[&str])] = &[
    ("ACCOUNTS", &["ID"]),
    ("NOTES", &["ID"]),
    ("ITEMS", &["A", "B"]),
    ("LINES", &["ROWID"]),
];

fn tables() -> Vec<Table> {
    let number = |name: &str| Column::new(name, DataType::Number(10, 0));
    vec![
        Table::new("BANK", "ACCOUNTS")
            .column(number("ID"))
            .column(Column::new("NAME", DataType::Varchar2(4000)))
            .column(Column::new("AMOUNT", DataType::Number(12, 2)))
            .column(Column::new("SINCE", DataType::Timestamp(6)))
            .column(Column::new("NICK", DataType::Nvarchar2(100)))
            .primary_key(&["ID"])
            .supplemental_log(SupplementalLog::PrimaryKey),
        Table::new("BANK", "NOTES")
            .column(number("ID"))
            .column(Column::new("TITLE", DataType::Varchar2(100)))
            .column(Column::new("NOTE", DataType::Clob))
            .column(Column::new("SCAN", DataType::Blob))
            .column(Column::new("WIDE", DataType::Varchar2(32_767)))
            .primary_key(&["ID"])
            .supplemental_log(SupplementalLog::PrimaryKey),
        Table::new("BANK", "ITEMS")
            .column(number("A"))
            .column(Column::new("B", DataType::Varchar2(10)))
            .column(number("V"))
            .primary_key(&["A", "B"])
            .supplemental_log(SupplementalLog::All)
            .index_organised(),
        Table::new("BANK", "LINES")
            .column(number("N"))
            .column(Column::new("T", DataType::Varchar2(100)))
            .supplemental_log(SupplementalLog::All),
        Table::new("OTHER", "IGNORED").column(number("N")),
    ]
}

/// A database with a workload, and its contents after each commit.
struct World {
    random: Random,
    simulator: Simulator,
    sessions: Vec<SimulatorSession>,
    reader: SimulatorSession,
    /// Contents from an SCN on.
    history: BTreeMap<u64, Contents>,
    has_definitions: bool,
    definitions: usize,
    /// Columns that were added.
    added: u64,
    columns: BTreeMap<&'static str, Vec<String>>,
}

impl World {
    fn new(seed: u64, has_definitions: bool) -> World {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let simulator = Simulator::new();
        for (at, table) in tables().into_iter().enumerate() {
            let is_logged = at > 0 || !random.one_in(4);
            simulator.add(if is_logged {
                table
            } else {
                table.supplemental_log(SupplementalLog::None)
            });
        }
        if random.one_in(2) {
            let every = |random: &mut Random| {
                if random.one_in(2) {
                    random.below(3) as u32 + 1
                } else {
                    0
                }
            };
            simulator.set_quirks(LogMinerQuirks {
                longest_statement: *random.choose(&[40, 200, 4000]),
                missing_start: every(&mut random),
                unknown_sequence: every(&mut random),
                no_start_scn: random.one_in(3),
                shared_rs_id: random.one_in(2),
                internal_rows: random.one_in(2),
                unsupported: if random.one_in(4) {
                    vec![("BANK".to_owned(), "ACCOUNTS".to_owned())]
                } else {
                    Vec::new()
                },
                unsupported_rollbacks: random.one_in(4),
            });
        }
        simulator.switch_logs_after(random.below(30) as usize * 3);
        let threads = random.below(2) + 1;
        let sessions = (0..3)
            .map(|at| simulator.session_on("BANK", (at % threads + 1) as u16))
            .collect();
        let reader = simulator.session("BANK");
        let mut world = World {
            random,
            simulator,
            sessions,
            reader,
            history: BTreeMap::new(),
            has_definitions,
            definitions: 0,
            added: 0,
            columns: BTreeMap::new(),
        };
        world.read_columns();
        world.remember();
        world
    }

    fn read_columns(&mut self) {
        for (table, _) in TABLES {
            let sql = "SELECT column_name FROM all_tab_cols WHERE owner = 'BANK' AND table_name = :1 ORDER BY column_id";
            let rows = self.reader.query(sql, &[(*table).into()]).unwrap();
            let names = rows.iter().map(|row| row[0].as_text().unwrap().to_owned());
            self.columns.insert(table, names.collect());
        }
    }

    /// Keeps what everybody sees now.
    fn remember(&mut self) {
        let mut contents = Contents::new();
        for (table, key) in TABLES {
            let mut names = self.columns[*table].clone();
            let mut items = names.clone();
            if *table != "ITEMS" {
                names.push("ROWID".to_owned());
                items.push("ROWIDTOCHAR(ROWID)".to_owned());
            }
            let rows = self
                .reader
                .query(&format!("SELECT {} FROM {table}", items.join(", ")), &[])
                .unwrap();
            let rows = rows.iter().map(|row| {
                let cells: Cells = names
                    .iter()
                    .zip(row)
                    .filter_map(|(name, value)| Some((name.clone(), cell(value)?)))
                    .collect();
                (
                    key.iter()
                        .map(|name| cells[*name].clone())
                        .collect::<Vec<String>>(),
                    cells,
                )
            });
            contents.insert((*table).to_owned(), rows.collect());
        }
        self.history.insert(self.simulator.scn(), contents);
    }

    fn text(&mut self) -> String {
        let length = *self.random.choose(&[0, 1, 3, 3, 3, 60]);
        (0..length)
            .map(|_| {
                *self
                    .random
                    .choose(&['a', 'Z', '\'', '"', ' ', ',', ';', 'é', '€', '|', '(', '\n'])
            })
            .collect()
    }

    fn value_of(&mut self, column: &str) -> Value {
        if self.random.one_in(6) && !["ID", "A", "B"].contains(&column) {
            return Value::Null;
        }
        match column {
            "ID" | "A" => (self.random.below(12) as i64).into(),
            "V" | "N" => (self.random.below(1000) as i64 - 500).into(),
            "B" => Value::from(*self.random.choose(&["x", "y'", "zz"])),
            "AMOUNT" => format!("{}.{:02}", self.random.below(100), self.random.below(100))
                .parse::<oracle_double::Number>()
                .map(Value::Number)
                .unwrap(),
            "SINCE" => Value::Time(
                DateTime::date(
                    1990 + self.random.below(50) as i16,
                    1 + self.random.below(12) as u8,
                    5,
                )
                .at(3, 4, 5, self.random.below(1_000_000) as u32 * 1000),
            ),
            "NOTE" => {
                let length = *self.random.choose(&[1, 5, 5, 5, 1200]);
                let text: String = self.text().chars().cycle().take(length).collect();
                text.as_str().into()
            }
            "SCAN" => {
                let length = *self.random.choose(&[1, 3, 1200]);
                Value::from(&(0..length).map(|at: u32| at as u8).collect::<Vec<u8>>()[..])
            }
            "WIDE" => "it's wide".repeat(self.random.below(3) as usize).as_str().into(),
            _ => self.text().as_str().into(),
        }
    }

    /// One statement of one session. What the database refuses is refused.
    fn step(&mut self) {
        let at = self.random.below(self.sessions.len() as u64) as usize;
        match self.random.below(22) {
            0 => {
                let _ = self.sessions[at].rollback();
            }
            1 | 2 => {
                let _ = self.sessions[at].run("SAVEPOINT s", &[]);
            }
            3 | 4 => {
                let _ = self.sessions[at].run("ROLLBACK TO s", &[]);
            }
            5..=8 => {
                self.sessions[at].commit().unwrap();
                self.remember();
            }
            9 if self.has_definitions => self.define(at),
            9 => {
                let _ = self.sessions[at].run("INSERT INTO other.ignored VALUES (1)", &[]);
            }
            10 => self.simulator.switch_log(1),
            _ => self.change(at),
        }
    }

    fn define(&mut self, at: usize) {
        let added = self.added;
        let text = match self.random.below(6) {
            0 | 1 => {
                self.added += 1;
                format!("ALTER TABLE accounts ADD (extra{added} VARCHAR2(100))")
            }
            2 => format!(
                "ALTER TABLE accounts DROP COLUMN extra{}",
                self.random.below(added + 1)
            ),
            3 => {
                self.added += 1;
                format!(
                    "ALTER TABLE accounts RENAME COLUMN extra{} TO extra{added}",
                    self.random.below(added + 1)
                )
            }
            4 => "ALTER TABLE items MODIFY (v NUMBER(20))".to_owned(),
            _ => format!("TRUNCATE TABLE {}", self.random.choose(&["lines", "notes"])),
        };
        // Definitions commit first, whether they work or not.
        self.sessions[at].commit().unwrap();
        self.remember();
        if self.sessions[at].run(&text, &[]).is_ok() {
            self.definitions += 1;
            self.read_columns();
            self.remember();
        }
    }

    fn change(&mut self, at: usize) {
        let (table, key) = *self.random.choose(TABLES);
        let columns = self.columns[table].clone();
        let mut binds = Vec::new();
        let mut sql = match self.random.below(10) {
            0..=4 => {
                let marks: Vec<String> = (0..columns.len()).map(|at| format!(":{at}")).collect();
                binds = columns.iter().map(|column| self.value_of(column)).collect();
                format!(
                    "INSERT INTO {table} ({}) VALUES ({})",
                    columns.join(", "),
                    marks.join(", ")
                )
            }
            5..=7 => {
                let mut sets = BTreeSet::new();
                for _ in 0..=self.random.below(3) {
                    sets.insert(self.random.choose(&columns).clone());
                }
                let mut parts = Vec::new();
                for column in sets {
                    binds.push(self.value_of(&column));
                    parts.push(format!("{column} = :{}", binds.len()));
                }
                format!("UPDATE {table} SET {}", parts.join(", "))
            }
            _ => format!("DELETE FROM {table}"),
        };
        if !sql.starts_with("INSERT") && !self.random.one_in(8) {
            let column = if key[0] == "ROWID" { "N" } else { key[0] };
            let operator = *self.random.choose(&["=", "=", "=", "<"]);
            binds.push(self.value_of(column));
            sql.push_str(&format!(" WHERE {column} {operator} :{}", binds.len()));
        }
        let _ = self.sessions[at].run(&sql, &binds);
    }

    /// What everybody saw at an SCN.
    fn at(&self, scn: u64) -> &Contents {
        self.history.range(..=scn).next_back().unwrap().1
    }
}

/// A value as text; `None` for NULL.
fn cell(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Bytes(bytes) => plconv_mover::value::hex(bytes),
        Value::Time(at) => common::date_time(at).to_string(),
        other => panic!("{other:?}"),
    })
}

fn cell_of(datum: &Datum) -> Option<String> {
    Some(match datum {
        Datum::Null => return None,
        Datum::Number(number) => number.parse::<oracle_double::Number>().unwrap().to_string(),
        Datum::Text(text) => text.to_string(),
        Datum::Bytes(bytes) => plconv_mover::value::hex(bytes),
        Datum::DateTime(at) => at.to_string(),
        other => panic!("{other:?}"),
    })
}

/// A copy that captured transactions are applied to.
struct Model {
    contents: Contents,
    /// Tables of which it was said that they are to be copied again.
    unsupported: usize,
    definitions: usize,
}

impl Model {
    fn apply(&mut self, transaction: &Transaction, world: &World) {
        let truth = world.at(transaction.commit_scn);
        for change in changes(transaction) {
            self.change(&change, truth, world);
        }
    }

    fn change(&mut self, change: &Change, truth: &Contents, world: &World) {
        let name = change.table.table.to_string();
        assert_eq!(&*change.table.owner, "BANK");
        let key = TABLES.iter().find(|(table, _)| **table == name).unwrap().1;
        let now = &truth[&name];
        let rows = self.contents.get_mut(&name).unwrap();
        let key_of = |row: &Row| -> Vec<String> {
            key.iter()
                .map(|column| {
                    let named = row.iter().find(|(name, _)| **name == **column);
                    match (named, &change.row_id) {
                        (Some((_, value)), _) => cell_of(value).unwrap(),
                        (None, Some(row_id)) if *column == "ROWID" => row_id.to_string(),
                        _ => panic!("no key: {change:?}"),
                    }
                })
                .collect()
        };
        let set = |row: &mut Cells, key: &[String], values: &Row| {
            for (name, value) in values {
                let value = match value {
                    Datum::Missing => now.get(key).and_then(|row| row.get(&**name).cloned()),
                    value => cell_of(value),
                };
                match value {
                    Some(value) => row.insert(name.to_string(), value),
                    None => row.remove(&**name),
                };
            }
        };
        match &change.operation {
            Operation::Insert { new } => {
                let place = key_of(new);
                let mut row = Cells::new();
                set(&mut row, &place, new);
                if let Some(row_id) = &change.row_id {
                    row.insert("ROWID".to_owned(), row_id.to_string());
                }
                let before = rows.insert(place, row);
                assert_eq!(before, None, "{change:?}");
            }
            Operation::Update { old, new } => {
                let place = key_of(old);
                let mut row = rows
                    .remove(&place)
                    .unwrap_or_else(|| panic!("no row: {change:?}"));
                let mut moved: Row = old.clone();
                for (name, value) in new {
                    moved.retain(|(known, _)| known != name);
                    moved.push((name.clone(), value.clone()));
                }
                let place = key_of(&moved);
                set(&mut row, &place, new);
                let before = rows.insert(place, row);
                assert_eq!(before, None, "{change:?}");
            }
            Operation::Delete { old } => {
                let before = rows.remove(&key_of(old));
                assert!(before.is_some(), "no row: {change:?}");
            }
            Operation::Reselect {
                key: known, columns, ..
            } => {
                let by_row_id = known.len() == 1 && &*known[0].0 == "ROWID";
                let found = if by_row_id {
                    let row_id = cell_of(&known[0].1);
                    now.iter().find(|(_, row)| row.get("ROWID") == row_id.as_ref())
                } else {
                    now.get_key_value(&key_of(known))
                };
                match found {
                    Some((place, row)) if columns.is_empty() || !rows.contains_key(place) => {
                        rows.insert(place.clone(), row.clone());
                    }
                    Some((place, row)) => {
                        let copy = rows.get_mut(place).unwrap();
                        for column in columns {
                            match row.get(&**column) {
                                Some(value) => copy.insert(column.to_string(), value.clone()),
                                None => copy.remove(&**column),
                            };
                        }
                    }
                    None if by_row_id && key != ["ROWID"] => {}
                    None => {
                        rows.remove(&key_of(known));
                    }
                }
            }
            Operation::Truncate => {
                self.definitions += 1;
                rows.clear();
            }
            // Its effect is the other side's.
            Operation::Ddl { .. } => {
                self.definitions += 1;
                let behind = world.history.range(change.scn..).next().unwrap().1;
                *rows = behind[&name].clone();
            }
            Operation::Unsupported { .. } => {
                self.unsupported += 1;
                rows.clone_from(now);
            }
        }
    }
}

fn captured() -> Vec<TableName> {
    TABLES
        .iter()
        .map(|(table, _)| table_name("BANK", table))
        .collect()
}

/// Captures what there is, in one or more attempts, and compares after each transaction.
struct Capture {
    position: Position,
    catalog: Option<String>,
    source: Option<LogMinerSource>,
    model: Model,
    last: (u64, u16),
    seen: BTreeSet<(u64, String)>,
}

impl Capture {
    fn begin(world: &mut World) -> Option<Capture> {
        let connection: Box<dyn OracleConnection> = InProcess(world.simulator.clone()).questions().unwrap();
        let Start::At { snapshot, position } = start_position(connection.as_ref()).unwrap() else {
            return None;
        };
        Some(Capture {
            position,
            catalog: None,
            source: None,
            model: Model {
                contents: world.at(snapshot).clone(),
                unsupported: 0,
                definitions: 0,
            },
            last: (0, 0),
            seen: BTreeSet::new(),
        })
    }

    fn go_on(&mut self, world: &mut World) {
        let stops = world.random.one_in(2);
        loop {
            if self.source.is_none() {
                let options = LogMinerOptions {
                    window: world.random.below(200) + 1,
                    rows_of_window: world.random.below(100) + 1,
                    memory: *world.random.choose(&[1, 2000, 1 << 20]),
                    windows_of_session: world.random.below(5) as u32 + 1,
                    catalog: self.catalog.clone(),
                    ..LogMinerOptions::default()
                };
                let connector = Box::new(InProcess(world.simulator.clone()));
                self.source = Some(
                    LogMinerSource::with(connector, captured(), self.position.clone(), options).unwrap(),
                );
            }
            let source = self.source.as_mut().unwrap();
            let event = match source.next(Duration::ZERO) {
                Ok(Some(event)) => event,
                Ok(None) => return,
                // A log that is not archived yet.
                Err(error) => {
                    assert!(error.is_transient(), "{error}");
                    return;
                }
            };
            self.catalog = source.catalog();
            match event {
                Event::Transaction(transaction) => {
                    assert!(
                        self.seen
                            .insert((transaction.commit_scn, transaction.id.0.clone())),
                        "twice: {} at {}, begun at {:?}",
                        transaction.id.0,
                        transaction.commit_scn,
                        self.position
                    );
                    assert!(
                        self.last <= (transaction.commit_scn, transaction.thread),
                        "out of order"
                    );
                    self.last = (transaction.commit_scn, transaction.thread);
                    self.model.apply(&transaction, world);
                    self.position = transaction.position.clone();
                    // A definition is seen when its own transaction has committed, just behind it.
                    let is_definition = transaction.id.0.contains("-ddl");
                    let truth = world.at(transaction.commit_scn + u64::from(is_definition));
                    assert_same(&self.model.contents, truth, &transaction);
                }
                Event::Heartbeat { position, .. } => self.position = position,
                Event::End => return,
            }
            if world.random.one_in(5) {
                self.source = None;
                if stops {
                    return;
                }
            }
        }
    }
}

fn assert_same(model: &Contents, truth: &Contents, transaction: &Transaction) {
    for (table, rows) in truth {
        for key in rows.keys().chain(model[table].keys()) {
            let (copy, row) = (model[table].get(key), rows.get(key));
            if copy != row {
                let changes: Vec<String> = changes(transaction)
                    .iter()
                    .map(|change| format!("{change:?}\n"))
                    .collect();
                panic!(
                    "{table} {key:?} after {:?}\n{}copy: {copy:?}\ntruth: {row:?}",
                    transaction.id,
                    changes.concat()
                );
            }
        }
    }
}

fn run(seed: u64, has_definitions: bool) {
    let mut world = World::new(seed, has_definitions);
    for _ in 0..world.random.below(40) {
        world.step();
    }
    let before = world.definitions;
    let Some(mut capture) = Capture::begin(&mut world) else {
        return;
    };
    let holds = world.random.one_in(3);
    for round in 0..4 {
        if holds {
            world.simulator.hold_thread(2, round % 2 == 0);
        }
        if world.random.one_in(3) {
            let waits = world.random.one_in(2);
            world.simulator.delay_archiving(waits);
        }
        for _ in 0..world.random.below(60) {
            world.step();
        }
        world.simulator.advance(world.simulator.scn() + 2);
        capture.go_on(&mut world);
    }
    world.simulator.hold_thread(2, false);
    world.simulator.delay_archiving(false);
    for at in 0..world.sessions.len() {
        world.sessions[at].commit().unwrap();
        world.remember();
    }
    world.simulator.advance(world.simulator.scn() + 2);
    // Until nothing more comes, however often it stops.
    for _ in 0..3 {
        capture.go_on(&mut world);
    }
    loop {
        let before = capture.position.clone();
        capture.go_on(&mut world);
        if capture.position == before {
            break;
        }
    }
    let truth = world.at(u64::MAX);
    for (table, rows) in truth {
        assert_eq!(&capture.model.contents[table], rows, "{table}");
    }
    assert_eq!(capture.model.definitions, world.definitions - before);
}

fn runs(has_definitions: bool) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let count = number("PLCONV_RANDOM_RUNS").unwrap_or(60);
    let first = number("PLCONV_RANDOM_SEED").unwrap_or(1);
    for seed in first..first + count {
        let result = std::panic::catch_unwind(|| run(seed, has_definitions));
        assert!(result.is_ok(), "PLCONV_RANDOM_SEED={seed} PLCONV_RANDOM_RUNS=1");
    }
}

#[test]
fn changes_of_rows() {
    runs(false);
}

#[test]
fn changes_of_rows_and_definitions() {
    runs(true);
}
