//! `plconv migrate` is killed again and again, while rows are loaded, while it catches up and while it keeps up, and sessions of the
//! target end under it: the target ends with exactly what the model of the source holds.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{
    Action, Column, DataType, Double, Fault, Gate, On, Options, Simulator, SimulatorSession, Style,
    SupplementalLog, Table, Value,
};
use plconv_verify::{Database, Server, ServerChoice};
use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};

/// How often a process is killed; PLCONV_KILLS asks for more.
fn kills() -> u64 {
    std::env::var("PLCONV_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(6)
}

/// Numbers that are the same in each run.
struct Rng(u64);

impl Rng {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

/// What the source holds: columns V, BODY and those that came, by ID.
type Rows = BTreeMap<u64, Vec<Option<String>>>;

struct Source {
    simulator: Simulator,
    session: SimulatorSession,
    rng: Rng,
    rows: Rows,
    columns: Vec<String>,
    next: u64,
    /// Rows of a snapshot cannot be read behind a definition.
    may_define: bool,
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

    /// One transaction, or a definition.
    fn step(&mut self) {
        if self.may_define && self.rng.below(40) == 0 && self.columns.len() < 6 {
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
        let before = (self.rows.clone(), self.next);
        for _ in 0..1 + self.rng.below(6) {
            self.change();
        }
        if self.rng.below(6) == 0 {
            (self.rows, self.next) = before;
            self.run("ROLLBACK");
        } else {
            self.run("COMMIT");
        }
        self.simulator.advance(self.simulator.scn() + 1);
    }

    fn change(&mut self) {
        match self.rng.below(4) {
            0 | 1 => {
                self.next += 1;
                let id = self.next;
                let row: Vec<Option<String>> = (0..self.columns.len()).map(|_| self.value()).collect();
                let values: Vec<String> = row.iter().map(|value| literal(value.as_ref())).collect();
                let (columns, values) = (self.columns.join(", "), values.join(", "));
                self.run(&format!(
                    "INSERT INTO app.t (id, {columns}) VALUES ({id}, {values})"
                ));
                self.rows.insert(id, row);
            }
            2 => {
                let (from, column) = (
                    self.rng.below(self.next),
                    self.rng.below(self.columns.len() as u64) as usize,
                );
                let value = self.value();
                for (_, row) in self.rows.range_mut(from..=from + 2) {
                    row[column].clone_from(&value);
                }
                self.run(&format!(
                    "UPDATE app.t SET {} = {} WHERE id BETWEEN {from} AND {}",
                    self.columns[column],
                    literal(value.as_ref()),
                    from + 2
                ));
            }
            _ => {
                let id = self.rng.below(self.next);
                self.rows.remove(&id);
                self.run(&format!("DELETE FROM app.t WHERE id = {id}"));
            }
        }
    }
}

struct Fixture {
    double: Double,
    database: Database,
    _server: Server,
    directory: tempfile::TempDir,
    source: Source,
}

impl Fixture {
    fn new(rows: u64) -> Fixture {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        let server = Server::start(&choice).unwrap();
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
        let fixture = Fixture {
            double: Double::start(Options::new(Style::V23), simulator.clone()).unwrap(),
            database: server.fresh_database().unwrap(),
            _server: server,
            directory: tempfile::tempdir().unwrap(),
            source: Source {
                session: simulator.session("APP"),
                simulator,
                rng: Rng(7),
                rows: (0..rows).map(|id| (id, vec![Some(text(id)), None])).collect(),
                columns: vec!["v".to_owned(), "body".to_owned()],
                next: rows,
                may_define: false,
            },
        };
        let plan = format!(
            "version = 1\nname = \"killed\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
             [load]\nchunk-kb = 64\n[replication]\nddl = \"auto\"\ngroup-milliseconds = 0\ngroup-changes = 20\n\
             [[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
            fixture.double.connect_string(),
            fixture.database.url()
        );
        std::fs::write(fixture.directory.path().join("plan.toml"), plan).unwrap();
        fixture
            .client()
            .batch_execute("CREATE TABLE t (id bigint PRIMARY KEY, v text, body text)")
            .unwrap();
        fixture
    }

    fn client(&self) -> postgres::Client {
        postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap()
    }

    fn migrate(&self, more: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(["migrate", "plan.toml"])
            .args(more)
            .current_dir(self.directory.path())
            .env("PLCONV_SOURCE_PASSWORD", "tiger")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Everything up to now is in the target, and nothing else.
    fn compare(&mut self, round: u64) {
        let fence = self.source.simulator.scn() + 1;
        self.source.simulator.advance(fence + 20);
        let child = self.migrate(&["--until-scn", &fence.to_string()]);
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "round {round}: {told}");
        let stopped: Option<String> = self
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

#[test]
fn what_is_killed_anywhere_loses_and_doubles_nothing() {
    let mut fixture = Fixture::new(3000);
    let mut control = fixture.client();
    for round in 0..kills() {
        let mut rng = Rng(round ^ 0x0C0F_FEE0);
        for _ in 0..rng.below(20) {
            fixture.source.step();
        }
        // A process may be held by its source: in the middle of a chunk or of what it reads of the log.
        let gate = Gate::new();
        let held = match rng.below(4) {
            0 => Some(On::Row {
                sql: "ROWID BETWEEN CHARTOROWID(:1)".to_owned(),
                row: rng.below(300),
            }),
            1 => Some(On::Row {
                sql: "v$logmnr_contents".to_owned(),
                row: rng.below(30),
            }),
            _ => None,
        };
        if let Some(on) = held {
            let fault = Fault::new(on, Action::Wait(gate.clone()));
            fixture.double.faults().add(fault.skip(rng.below(4)));
        }
        let mut child = fixture.migrate(&[]);
        // Each look takes about as long as a statement of the process.
        for look in 0..rng.below(150) {
            if rng.below(6) == 0 {
                fixture.source.step();
            }
            control
                .query("SELECT count(*) FROM pg_stat_activity", &[])
                .unwrap();
            if look % 40 == 39 && rng.below(3) == 0 {
                control
                    .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                          WHERE datname = current_database() AND application_name = 'plconv'",
                        &[],
                    )
                    .unwrap();
            }
        }
        if child.try_wait().unwrap().is_some() {
            let output = child.wait_with_output().unwrap();
            panic!(
                "round {round}: it ended by itself: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        child.kill().unwrap();
        child.wait().unwrap();
        fixture.double.faults().clear();
        gate.open();
        if round % 4 == 3 {
            fixture.compare(round);
            fixture.source.may_define = true;
        }
    }
    fixture.compare(kills());
}
