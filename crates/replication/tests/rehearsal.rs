//! There and back: a load, changes, the cutover, the application on PostgreSQL, the way back, and there again.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

mod backward;

use backward::Ends;
use oracle_double::{Column, DataType, SimulatorSession, SupplementalLog, Table, Value};
use plconv_mover::error::Error;
use plconv_mover::events::Silent as SilentLoad;
use plconv_mover::plan::TablePlan;
use plconv_replication::apply::{End, Silent};
use plconv_replication::cutover::{CutoverOptions, SourceState, cut_over};
use plconv_replication::logminer::LogMinerOptions;
use plconv_replication::migrate::{MigrateOptions, OracleCapture, migrate};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

fn table(name: &str) -> Table {
    Table::new("APP", name)
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .column(Column::new("AT", DataType::TimestampTz(6)))
        .primary_key(&["ID"])
        .supplemental_log(SupplementalLog::PrimaryKey)
        .rows(
            (0..50u64)
                .map(|row| vec![row.into(), Value::from(format!("text {row}")), Value::Null])
                .collect(),
        )
}

struct Rehearsal {
    ends: Ends,
    session: SimulatorSession,
}

impl SourceState for Rehearsal {
    fn current_scn(&self) -> Result<u64, Error> {
        Ok(self.now())
    }

    fn open_transactions(&self) -> Result<Vec<String>, Error> {
        Ok(Vec::new())
    }

    fn disabled_triggers(&self, _: &TablePlan) -> Result<Vec<String>, Error> {
        Ok(Vec::new())
    }
}

impl Rehearsal {
    /// An SCN behind everything that is committed.
    fn now(&self) -> u64 {
        let scn = self.ends.simulator.scn() + 3;
        self.ends.simulator.advance(scn + 20);
        scn
    }

    fn oracle(&mut self, sql: &str) {
        self.session.run(sql, &[]).unwrap();
        self.session.run("COMMIT", &[]).unwrap();
    }

    fn with<T>(&self, until: Option<u64>, action: impl FnOnce(MigrateOptions<'_>) -> T) -> T {
        let capture = OracleCapture {
            plan: self.ends.plan(),
            password: "tiger".to_owned(),
            options: LogMinerOptions {
                poll: Duration::from_millis(1),
                ..LogMinerOptions::default()
            },
        };
        action(MigrateOptions {
            plan: self.ends.plan(),
            newer: &plconv_replication::migrate::Unchanging,
            source: Arc::new(capture.rows_source().unwrap()),
            capture: &capture,
            start: &|| capture.start(),
            target: self.ends.target(),
            stop: &AtomicBool::new(false),
            observer: &Silent,
            load_observer: &SilentLoad,
            translator: None,
            until,
            fault: None,
        })
    }

    fn migrate(&self) {
        let end = self.with(Some(self.now()), |options| migrate(&options).unwrap());
        assert_eq!(end, End::AtFence);
    }

    fn cut_over(&self) {
        let report = self.with(None, |migrate| {
            cut_over(
                &CutoverOptions {
                    migrate,
                    source: self,
                    dry_run: false,
                    prepare_fallback: true,
                    patience: Duration::from_secs(60),
                    accepted: &[],
                },
                &mut |_| {},
            )
            .unwrap()
        });
        assert!(report.is_passed, "{:?}", report.steps);
    }

    fn check(&self) {
        let postgres: Vec<String> = self
            .ends
            .client()
            .query(
                "SELECT concat_ws('|', 't', id, coalesce(v, '-'), coalesce(to_char(at, 'YYYY-MM-DD HH24:MI:SS'), '-')) FROM t
                 UNION ALL
                 SELECT concat_ws('|', 'u', id, coalesce(v, '-'), coalesce(to_char(at, 'YYYY-MM-DD HH24:MI:SS'), '-')) FROM u",
                &[],
            )
            .unwrap()
            .iter()
            .map(|row| row.get(0))
            .collect();
        let mut oracle = Vec::new();
        for name in ["t", "u"] {
            oracle.extend(self.ends.oracle(&format!(
                "SELECT '{name}', id, v, TO_CHAR(SYS_EXTRACT_UTC(at), 'YYYY-MM-DD HH24:MI:SS') FROM {name}"
            )));
        }
        let sorted = |mut rows: Vec<String>| {
            rows.sort();
            rows
        };
        assert_eq!(sorted(oracle), sorted(postgres));
    }
}

#[test]
fn there_and_back_and_there_again() {
    let ddl = "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40), at timestamptz);
               CREATE TABLE u (id bigint PRIMARY KEY, v varchar(40), at timestamptz);
               CREATE SEQUENCE s";
    let plan = "[replication]\ngroup-milliseconds = 0\n[[sequence]]\nsource = \"APP.S\"\ntarget = \"s\"";
    let ends = Ends::new(
        vec![(table("T"), "APP.T", "t"), (table("U"), "APP.U", "u")],
        ddl,
        plan,
    );
    ends.simulator.add_sequence("APP", "S", 21, 1, 20);
    let mut rehearsal = Rehearsal {
        session: ends.simulator.session("APP"),
        ends,
    };
    rehearsal.migrate();
    rehearsal.oracle("UPDATE t SET v = 'there' WHERE id < 10");
    rehearsal.oracle("DELETE FROM u WHERE id > 40");
    rehearsal.cut_over();
    rehearsal.check();
    // The application writes to PostgreSQL before anybody reads the slot.
    let ends = &rehearsal.ends;
    ends.execute("INSERT INTO t SELECT n, 'new', '2026-01-01 12:00:00+00' FROM generate_series(100, 150) n");
    ends.prepare().unwrap();
    ends.execute("UPDATE u SET v = 'back' WHERE id % 2 = 0; DELETE FROM t WHERE id BETWEEN 5 AND 9");
    ends.execute("UPDATE t SET id = id + 1000 WHERE id = 100; SELECT setval('s', 500)");
    ends.run().unwrap();
    rehearsal.check();
    assert!(
        rehearsal
            .with(None, |options| migrate(&options))
            .unwrap_err()
            .to_string()
            .contains("cut over")
    );
    rehearsal.ends.execute("UPDATE t SET v = 'last' WHERE id = 101");
    let finished = rehearsal.ends.finish().unwrap().unwrap();
    assert_eq!(
        finished.statements,
        ["ALTER SEQUENCE \"APP\".\"S\" RESTART START WITH 501"]
    );
    rehearsal.check();
    assert_eq!(
        rehearsal
            .ends
            .text("SELECT count(*)::text FROM pg_replication_slots WHERE database = current_database()"),
        "0"
    );
    // The application writes to Oracle again, and is carried over from where the cutover was; what came back is no change.
    let counts =
        "SELECT string_agg(concat_ws(' ', source, inserts, updates, deletes, conflicts), ',' ORDER BY source)
                    FROM plconv.replication_table";
    let before = rehearsal.ends.text(counts);
    rehearsal.migrate();
    assert_eq!(rehearsal.ends.text(counts), before);
    rehearsal.check();
    rehearsal.oracle("UPDATE t SET v = 'there again' WHERE id = 1100");
    rehearsal.oracle("INSERT INTO u (id, v) VALUES (900, 'x')");
    rehearsal.migrate();
    rehearsal.check();
    assert_ne!(rehearsal.ends.text(counts), before);
}
