//! A double of an Oracle server with a random workload and its model, a database, and processes of `plconv migrate` between them.

#![allow(dead_code, reason = "each test uses a part")]

use super::ends::Ends;
use oracle_double::{Column, DataType, Simulator, SimulatorSession, SupplementalLog, Table, Value};
use plconv_verify::Server;
use std::collections::BTreeMap;
use std::process::{Child, Stdio};

/// Rows of transactions that stay open for long have numbers from here on.
const FAR: u64 = 100_000_000;

/// Other rows than these are deleted before more come.
const MOST_ROWS: usize = 6000;

/// Numbers that are the same in each run.
pub struct Rng(pub u64);

impl Rng {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

/// Columns V, BODY and those that came.
type Row = Vec<Option<String>>;

/// What the source holds, by ID.
type Rows = BTreeMap<u64, Row>;

pub struct Source {
    pub simulator: Simulator,
    session: SimulatorSession,
    /// A session whose transactions stay open for long, and its rows as it sees them while one is.
    long: SimulatorSession,
    long_rows: Option<Rows>,
    rng: Rng,
    rows: Rows,
    /// What the transaction that is open has changed, with the rows as they were before.
    undo: Vec<(u64, Option<Row>)>,
    columns: Vec<String>,
    next: u64,
    /// Rows of a snapshot cannot be read behind a definition.
    pub may_define: bool,
    /// Changes that were committed.
    pub changes: u64,
}

fn literal(value: Option<&String>) -> String {
    value.map_or_else(|| "NULL".to_owned(), |value| format!("'{value}'"))
}

impl Source {
    fn run(&mut self, sql: &str) {
        if let Err(error) = self.session.run(sql, &[]) {
            panic!("{sql}: {error}");
        }
    }

    fn value(&mut self) -> Option<String> {
        match self.rng.below(6) {
            0 => None,
            _ => Some(format!("v{}", self.rng.below(1_000_000))),
        }
    }

    fn row(&mut self) -> Row {
        (0..self.columns.len()).map(|_| self.value()).collect()
    }

    /// The number of a row that is there, mostly.
    fn some_row(&mut self) -> u64 {
        let number = self.rng.below(self.next);
        self.rows.range(number..FAR).next().map_or(number, |(id, _)| *id)
    }

    fn set(&mut self, id: u64, row: Option<Row>) {
        let before = match row {
            Some(row) => self.rows.insert(id, row),
            None => self.rows.remove(&id),
        };
        self.undo.push((id, before));
    }

    fn take_back(&mut self, left: usize) {
        while self.undo.len() > left {
            match self.undo.pop() {
                Some((id, Some(row))) => self.rows.insert(id, row),
                Some((id, None)) => self.rows.remove(&id),
                None => None,
            };
        }
    }

    /// The database forgets its log of the time before an SCN.
    pub fn forget_before(&self, scn: u64) {
        self.simulator.switch_log(1);
        self.simulator.delete_logs_before(scn);
    }

    /// One transaction, a definition, or a part of a long transaction.
    pub fn step(&mut self) {
        let is_free = self.may_define && self.long_rows.is_none() && self.columns.len() < 6;
        if is_free && self.rng.below(40) == 0 {
            let name = format!("c{}", self.columns.len());
            self.run(&format!(
                "ALTER TABLE app.t ADD ({name} VARCHAR2(20) DEFAULT 'there')"
            ));
            self.columns.push(name);
            for row in self.rows.values_mut() {
                row.push(Some("there".to_owned()));
            }
            return;
        }
        if self.rng.below(5) == 0 {
            self.long_step();
            return;
        }
        let mut saved = None;
        let most = if self.rng.below(30) == 0 { 400 } else { 6 };
        for _ in 0..1 + self.rng.below(most) {
            match (self.rng.below(10), saved) {
                (0, _) => {
                    self.run("SAVEPOINT s");
                    saved = Some(self.undo.len());
                }
                (1, Some(left)) => {
                    self.take_back(left);
                    self.run("ROLLBACK TO s");
                }
                _ => self.change(),
            }
        }
        if self.rng.below(6) == 0 {
            self.take_back(0);
            self.run("ROLLBACK");
        } else {
            self.changes += self.undo.len() as u64;
            self.undo.clear();
            self.run("COMMIT");
        }
        self.simulator.advance(self.simulator.scn() + 1);
    }

    /// A statement of the transaction that stays open, or its end.
    fn long_step(&mut self) {
        let mut rows = match self.long_rows.take() {
            Some(rows) => rows,
            None => {
                let far = self.rows.range(FAR..);
                far.map(|(id, row)| (*id, row.clone())).collect()
            }
        };
        let last = rows.keys().next_back().copied().unwrap_or(FAR);
        let sql = match self.rng.below(8) {
            0 => {
                self.rows.retain(|id, _| *id < FAR);
                self.rows.extend(rows);
                "COMMIT".to_owned()
            }
            1 => "ROLLBACK".to_owned(),
            2 => {
                let id = FAR + self.rng.below(last - FAR + 1);
                rows.retain(|known, _| *known < id);
                self.long_rows = Some(rows);
                format!("DELETE FROM app.t WHERE id >= {id}")
            }
            3 | 4 => {
                let id = FAR + self.rng.below(last - FAR + 1);
                let value = self.value();
                for (_, row) in rows.range_mut(id..) {
                    row[0].clone_from(&value);
                }
                self.long_rows = Some(rows);
                format!(
                    "UPDATE app.t SET v = {} WHERE id >= {id}",
                    literal(value.as_ref())
                )
            }
            _ => {
                let row = self.row();
                let sql = self.insert(last + 1, &row);
                rows.insert(last + 1, row);
                self.long_rows = Some(rows);
                sql
            }
        };
        if let Err(error) = self.long.run(&sql, &[]) {
            panic!("{sql}: {error}");
        }
        self.simulator.advance(self.simulator.scn() + 1);
    }

    fn insert(&self, id: u64, row: &Row) -> String {
        let values: Vec<String> = row.iter().map(|value| literal(value.as_ref())).collect();
        let (columns, values) = (self.columns.join(", "), values.join(", "));
        format!("INSERT INTO app.t (id, {columns}) VALUES ({id}, {values})")
    }

    fn change(&mut self) {
        match self.rng.below(10) {
            0..=3 => {
                self.next += 1;
                let (id, row) = (self.next, self.row());
                self.run(&self.insert(id, &row));
                self.set(id, Some(row));
            }
            4..=6 => {
                let from = self.some_row();
                let column = self.rng.below(self.columns.len() as u64) as usize;
                let value = self.value();
                self.run(&format!(
                    "UPDATE app.t SET {} = {} WHERE id BETWEEN {from} AND {}",
                    self.columns[column],
                    literal(value.as_ref()),
                    from + 2
                ));
                let near: Vec<(u64, Row)> = self
                    .rows
                    .range(from..=from + 2)
                    .map(|(id, row)| (*id, row.clone()))
                    .collect();
                for (id, mut row) in near {
                    row[column].clone_from(&value);
                    self.set(id, Some(row));
                }
            }
            7 => {
                // A new key, or one that a row had before.
                let (from, to) = (self.some_row(), self.rng.below(self.next + 20));
                if self.rows.contains_key(&to) {
                    return;
                }
                self.run(&format!("UPDATE app.t SET id = {to} WHERE id = {from}"));
                if let Some(row) = self.rows.get(&from).cloned() {
                    self.set(from, None);
                    self.set(to, Some(row));
                }
                self.next = self.next.max(to);
            }
            _ => {
                let id = self.some_row();
                let more = if self.rows.len() > MOST_ROWS { 2000 } else { 0 };
                self.run(&format!(
                    "DELETE FROM app.t WHERE id BETWEEN {id} AND {}",
                    id + more
                ));
                let gone: Vec<u64> = self.rows.range(id..=id + more).map(|(id, _)| *id).collect();
                for id in gone {
                    self.set(id, None);
                }
            }
        }
    }
}

pub struct Fixture {
    pub ends: Ends,
    pub source: Source,
}

impl Fixture {
    pub fn new(server: &Server, rows: u64, seed: u64) -> Fixture {
        let simulator = Simulator::new();
        let text = |id: u64| format!("text {id}");
        simulator.add(
            Table::new("APP", "T")
                .column(Column::new("ID", DataType::Number(9, 0)))
                .column(Column::new("V", DataType::Varchar2(40)))
                .column(Column::new("BODY", DataType::Clob))
                .primary_key(&["ID"])
                .supplemental_log(SupplementalLog::PrimaryKey)
                .rows(
                    (0..rows)
                        .map(|id| vec![Value::from(id), Value::from(text(id)), Value::Null])
                        .collect(),
                ),
        );
        let ends = Ends::new(
            server,
            simulator.clone(),
            // The server forgets what is not synchronous when it is shut down at once.
            "SET synchronous_commit = on; CREATE TABLE t (id bigint PRIMARY KEY, v text, body text)",
            "[load]\nchunk-kb = 64\n[replication]\nddl = \"auto\"\ngroup-milliseconds = 0\ngroup-changes = 20\n\
             [[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
        );
        Fixture {
            ends,
            source: Source {
                session: simulator.session("APP"),
                long: simulator.session("APP"),
                long_rows: None,
                simulator,
                rng: Rng(seed),
                rows: (0..rows).map(|id| (id, vec![Some(text(id)), None])).collect(),
                columns: vec!["v".to_owned(), "body".to_owned()],
                undo: Vec::new(),
                next: rows,
                may_define: false,
                changes: 0,
            },
        }
    }

    pub fn migrate(&self, more: &[&str]) -> Child {
        self.ends
            .plconv("migrate")
            .args(more)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Reading of the log begins behind this SCN by now.
    pub fn applied(&self) -> u64 {
        let sql = "SELECT coalesce(max(low_scn), 0)::bigint FROM plconv.replication";
        self.ends
            .client()
            .query_one(sql, &[])
            .map_or(0, |row| row.get::<_, i64>(0) as u64)
    }

    /// Everything up to now is in the target, and nothing else.
    pub fn compare(&mut self, round: u64) {
        let fence = self.source.simulator.scn() + 1;
        self.source.simulator.advance(fence + 20);
        let child = self.migrate(&["--until-scn", &fence.to_string()]);
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "round {round}: {told}");
        let stopped: Option<String> = self
            .ends
            .client()
            .query_one(
                "SELECT string_agg(error, '; ') FROM plconv.replication_table WHERE state <> 'applying'",
                &[],
            )
            .unwrap()
            .get(0);
        assert_eq!(stopped, None, "round {round}");
        let columns: Vec<String> = self
            .source
            .columns
            .iter()
            .map(|name| format!("{name}::text"))
            .collect();
        let sql = format!("SELECT id, ARRAY[{}] FROM t ORDER BY id", columns.join(", "));
        let found: Rows = self
            .ends
            .client()
            .query(&sql, &[])
            .unwrap()
            .iter()
            .map(|row| (row.get::<_, i64>(0) as u64, row.get(1)))
            .collect();
        for (id, row) in &self.source.rows {
            assert_eq!(found.get(id), Some(row), "round {round}, row {id}");
        }
        assert_eq!(found.len(), self.source.rows.len(), "round {round}");
    }
}
