//! A load that is killed again and again ends with exactly the rows of its source. Every kill hits a run that is under way: the
//! source, a double of an Oracle server, holds its answer, or a lock holds the target, until the process is gone.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;

use ends::Ends;
use oracle_double::{Action, Column, DataType, Fault, Gate, On, Simulator, Table, Value};
use plconv_verify::{Server, ServerChoice};
use std::process::{Child, ExitStatus, Stdio};

/// Rows of a chunk.
const CHUNK: u64 = 400;

/// Part of the statement that reads a chunk.
const READ: &str = "ROWID BETWEEN CHARTOROWID(:1)";

/// How often a process is killed; PLCONV_KILLS asks for more.
fn kills() -> u64 {
    std::env::var("PLCONV_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(8)
}

struct Fixture {
    ends: Ends,
    _server: Server,
    rows: i64,
}

impl Fixture {
    fn new(rows: u64) -> Fixture {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        let server = Server::start(&choice).unwrap();
        let simulator = Simulator::new();
        let number = |name: &str| Column::new(name, DataType::Number(9, 0));
        let parents = (0..7_u32).map(|id| vec![Value::from(id)]).collect();
        simulator.add(
            Table::new("APP", "PARENT")
                .column(number("ID"))
                .primary_key(&["ID"])
                .rows(parents),
        );
        simulator.add(
            Table::new("APP", "T")
                .column(number("ID"))
                .column(number("PARENT_ID"))
                .column(Column::new("V", DataType::Varchar2(40)))
                .primary_key(&["ID"])
                .generated(rows, |id| {
                    vec![id.into(), (id % 7).into(), Value::text(&format!("text, {id}"))].into()
                }),
        );
        let ends = Ends::new(
            &server,
            simulator,
            "CREATE TABLE parent (id integer PRIMARY KEY);
             CREATE TABLE t (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent, v text);
             CREATE INDEX t_v ON t (v)",
            "[load]\nchunk-kb = 64\nworkers = 2\n\
             [[table]]\nsource = \"APP.PARENT\"\ntarget = \"parent\"\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
        );
        Fixture {
            ends,
            _server: server,
            rows: rows as i64,
        }
    }

    fn number(&self, sql: &str) -> i64 {
        self.ends.client().query_one(sql, &[]).unwrap().get(0)
    }

    fn load(&self) -> Child {
        self.ends.plconv("load").stderr(Stdio::null()).spawn().unwrap()
    }

    /// Kills a process that has come to the gate and cannot go on.
    fn kill_at(&self, gate: &Gate) {
        let mut child = self.load();
        gate.wait_for_arrival();
        let open = "SELECT count(*) FROM plconv.run WHERE finished_at IS NULL";
        assert_eq!(self.number(open), 1);
        kill(&mut child);
        self.ends.double.faults().clear();
        gate.open();
    }

    /// Loads the rest and counts.
    fn finish(&self) {
        let status: ExitStatus = self.load().wait().unwrap();
        assert!(status.success(), "{status}");
        let row = self
            .ends
            .client()
            .query_one(
                "SELECT count(*), count(DISTINCT id), sum(id)::bigint, (SELECT count(*) FROM parent),
                        (SELECT count(*) FROM pg_constraint WHERE conrelid = 't'::regclass AND convalidated AND contype <> 'n'),
                        (SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid),
                        (SELECT count(*) FROM plconv.run), (SELECT count(*) FROM plconv.run WHERE state = 'finished')
                   FROM t",
                &[],
            )
            .unwrap();
        let counts: Vec<i64> = (0..8).map(|index| row.get(index)).collect();
        let rows = self.rows;
        assert_eq!(counts, [rows, rows, rows * (rows - 1) / 2, 7, 2, 2, 1, 1]);
    }
}

/// The process was alive.
fn kill(child: &mut Child) {
    assert!(child.try_wait().unwrap().is_none(), "the load ended by itself");
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
}

#[test]
fn what_is_killed_while_rows_come_goes_on_exactly() {
    let kills = kills();
    // Each process loads at most five chunks before it is held, and the other worker is held at its next one.
    let fixture = Fixture::new(kills * 8 * CHUNK + 5000);
    let mut done = -1;
    for kill in 0..kills {
        // Spread by the golden ratio, so that each run of the test hits the same variety.
        let part = (kill as f64 * 0.618_034).fract();
        let on = match kill % 4 {
            0 => On::Statement(READ.to_owned()),
            _ => On::Row {
                sql: READ.to_owned(),
                row: (part * (CHUNK - 1) as f64) as u64,
            },
        };
        let gate = Gate::new();
        let fault = Fault::new(on, Action::Wait(gate.clone()));
        fixture
            .ends
            .double
            .faults()
            .add(fault.skip((part * 5.0) as u64).times(2));
        fixture.kill_at(&gate);
        let pending = fixture.number("SELECT count(*) FROM plconv.chunk WHERE state = 'pending'");
        assert!(pending > 0, "the rows were all there before kill {kill}");
        let now_done = fixture.number("SELECT count(*) FROM plconv.chunk WHERE state = 'done'");
        assert!(now_done >= done, "{now_done} of {done}");
        done = now_done;
    }
    fixture.finish();
}

#[test]
fn what_is_killed_while_it_prepares_goes_on_exactly() {
    let fixture = Fixture::new(2000);
    for text in ["current_scn", "all_tab_cols", "dba_extents", "dba_extents"] {
        let gate = Gate::new();
        let wait = Action::Wait(gate.clone());
        fixture
            .ends
            .double
            .faults()
            .add(Fault::new(On::Statement(text.to_owned()), wait));
        if text == "current_scn" {
            // There is no run yet.
            let mut child = fixture.load();
            gate.wait_for_arrival();
            kill(&mut child);
            gate.open();
        } else {
            fixture.kill_at(&gate);
        }
    }
    fixture.finish();
}

#[test]
fn what_is_killed_while_indexes_are_built_goes_on_exactly() {
    let fixture = Fixture::new(2000);
    for _ in 0..2 {
        // Rows may come under this lock; keys and indexes wait for it.
        let mut client = fixture.ends.client();
        let mut holding = client.transaction().unwrap();
        if fixture.number("SELECT count(*) FROM pg_indexes WHERE tablename = 't'") > 0 {
            // Indexes must be set aside first, which the lock would not let happen.
            let gate = Gate::new();
            let wait = Action::Wait(gate.clone());
            fixture
                .ends
                .double
                .faults()
                .add(Fault::new(On::Statement(READ.to_owned()), wait));
            fixture.kill_at(&gate);
        }
        holding
            .batch_execute("LOCK TABLE t IN ROW EXCLUSIVE MODE")
            .unwrap();
        let mut child = fixture.load();
        let waiting = "SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name = 'plconv' AND wait_event_type = 'Lock'
                          AND query ~* '^(ALTER|CREATE)'";
        while fixture.number(waiting) == 0 {
            assert!(child.try_wait().unwrap().is_none(), "the load ended by itself");
        }
        assert_eq!(
            fixture.number("SELECT count(*) FROM plconv.chunk WHERE state <> 'done'"),
            0
        );
        kill(&mut child);
        holding.rollback().unwrap();
    }
    fixture.finish();
}
