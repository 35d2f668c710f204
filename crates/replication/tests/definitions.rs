//! Statements of DDL while changes are carried over, from a double of an Oracle server into a real PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

#[path = "applying/migrating.rs"]
mod migrating;
#[path = "applying/rng.rs"]
mod rng;

use migrating::{Migration, run};
use oracle_double::SimulatorSession;
use plconv_mover::error::Error;
use plconv_replication::apply::End;
use rng::Rng;
use std::sync::Mutex;

fn translating(replication: &str) -> Migration {
    let mut migration = Migration::new();
    migration.translates = true;
    migration.replication = replication.to_owned();
    migration
}

fn types(migration: &Migration, table: &str) -> String {
    migration.text(&format!(
        "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute
          WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
    ))
}

#[test]
fn columns_come_change_and_go() {
    let migration = translating("ddl = \"auto\"");
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    for sql in [
        "INSERT INTO app.t (id, v) VALUES (2000, 'before')",
        "COMMIT",
        // Nothing is in the log for the rows that exist.
        "ALTER TABLE app.t ADD (w NUMBER(6,2) DEFAULT 1.5 NOT NULL, x VARCHAR2(10) DEFAULT 'new')",
        "INSERT INTO app.t (id, v, w, x) VALUES (2001, 'a', 2.25, NULL)",
        "UPDATE app.t SET w = 3 WHERE id = 1",
        "COMMIT",
        "ALTER TABLE app.t RENAME COLUMN v TO text",
        "UPDATE app.t SET text = 'renamed' WHERE id = 2",
        "COMMIT",
        "ALTER TABLE app.t MODIFY (x VARCHAR2(30))",
        "UPDATE app.t SET x = 'longer than ten characters' WHERE id = 3",
        "COMMIT",
        "ALTER TABLE app.t DROP COLUMN w",
        "INSERT INTO app.t (id, text, x) VALUES (2002, 'z', 'zz')",
        "COMMIT",
        "CREATE INDEX app.by_text ON app.t (text)",
    ] {
        run(&mut session, sql);
    }
    let fence = migration.now();
    assert_eq!(migration.migrate_until(fence).unwrap(), End::AtFence);
    assert!(migration.is_equal_at(fence));
    assert_eq!(
        types(&migration, "t"),
        "id bigint, text character varying(40), x character varying(30)"
    );
    assert_eq!(
        migration.text("SELECT string_agg(state, ',' ORDER BY ddl_id) FROM plconv.replication_ddl"),
        "applied,applied,applied,applied,applied"
    );
    assert_eq!(
        migration.text("SELECT count(*)::text FROM t WHERE x = 'new'"),
        "1000"
    );
    assert_eq!(
        migration.text("SELECT indexdef FROM pg_indexes WHERE indexname = 'by_text'"),
        "CREATE INDEX by_text ON public.t USING btree (text)"
    );
    run(&mut session, "DROP INDEX app.by_text");
    migration.migrate_until(migration.now()).unwrap();
    assert_eq!(
        migration.text("SELECT count(*)::text FROM pg_indexes WHERE indexname = 'by_text'"),
        "0"
    );
}

#[test]
fn a_default_that_only_the_source_knows_is_copied() {
    let migration = translating("ddl = \"auto\"");
    let mut session = migration.simulator.session("APP");
    // Whatever the target would compute is another value.
    migration.execute("CREATE SCHEMA oracle; CREATE FUNCTION oracle.sysdate_sql() RETURNS timestamp RETURN '1999-01-01'::timestamp");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut session, "ALTER TABLE app.t ADD (at DATE DEFAULT SYSDATE)");
    run(&mut session, "INSERT INTO app.t (id, v) VALUES (2001, 'a')");
    run(&mut session, "COMMIT");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    assert_eq!(
        migration.text("SELECT count(*)::text FROM t WHERE at > '2024-12-31'"),
        "1000"
    );
}

#[test]
fn tables_are_renamed_dropped_and_made_again() {
    let migration = translating("ddl = \"auto\"\nnew-tables = true");
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut session, "ALTER TABLE app.t RENAME TO s");
    run(&mut session, "UPDATE app.s SET v = 'in s' WHERE id = 1");
    run(&mut session, "COMMIT");
    run(
        &mut session,
        "CREATE TABLE app.fresh (id NUMBER(9) PRIMARY KEY, v VARCHAR2(20))",
    );
    run(&mut session, "INSERT INTO app.fresh (id, v) VALUES (1, 'first')");
    run(&mut session, "COMMIT");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    assert_eq!(migration.text("SELECT v FROM s WHERE id = 1"), "in s");
    assert_eq!(migration.text("SELECT v FROM fresh"), "first");
    assert_eq!(
        types(&migration, "fresh"),
        "id numeric(9,0), v character varying(20)"
    );
    run(&mut session, "INSERT INTO app.s (id, v) VALUES (3000, 'more')");
    run(&mut session, "UPDATE app.fresh SET v = 'second'");
    run(&mut session, "COMMIT");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    run(&mut session, "DROP TABLE app.fresh");
    migration.migrate_until(migration.now()).unwrap();
    assert_eq!(
        migration.text("SELECT (to_regclass('fresh') IS NULL)::text"),
        "true"
    );
    run(
        &mut session,
        "CREATE TABLE app.fresh (id NUMBER(9) PRIMARY KEY, w NUMBER)",
    );
    run(&mut session, "INSERT INTO app.fresh (id, w) VALUES (7, 0.5)");
    run(&mut session, "COMMIT");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    assert_eq!(migration.text("SELECT w::text FROM fresh"), "0.5");
}

#[test]
fn a_statement_waits_until_somebody_accepts_it() {
    let migration = translating("ddl = \"ask\"");
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut session, "CREATE INDEX app.by_v ON app.t (v)");
    run(&mut session, "ALTER TABLE app.t ADD (w NUMBER DEFAULT 7)");
    run(&mut session, "UPDATE app.t SET w = 8 WHERE id = 1");
    run(&mut session, "COMMIT");
    let error = migration.migrate_until(migration.now()).unwrap_err().to_string();
    assert!(error.contains("ADD COLUMN w numeric DEFAULT 7"), "{error}");
    // Rows are right without an index.
    assert_eq!(
        migration.text("SELECT string_agg(state, ',' ORDER BY ddl_id) FROM plconv.replication_ddl"),
        "left,waiting"
    );
    assert_eq!(types(&migration, "t"), "id bigint, v character varying(40)");
    migration.execute("UPDATE plconv.replication_ddl SET state = 'accepted' WHERE state = 'waiting'");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    // Done by hand, in another way.
    run(&mut session, "ALTER TABLE app.t ADD (x NUMBER(4))");
    run(&mut session, "UPDATE app.t SET x = 9 WHERE id = 1");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap_err();
    migration.execute(
        "ALTER TABLE t ADD COLUMN x smallint; UPDATE plconv.replication_ddl SET state = 'skipped' WHERE state = 'waiting'",
    );
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    assert_eq!(migration.text("SELECT x::text FROM t WHERE id = 1"), "9");
}

#[test]
fn what_the_target_refuses_stops_its_table() {
    let mut migration = translating("ddl = \"auto\"");
    migration.add_table("APP.U", "u");
    migration.execute("CREATE VIEW of_t AS SELECT v FROM t");
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut session, "ALTER TABLE app.t DROP COLUMN v");
    run(&mut session, "INSERT INTO app.t (id) VALUES (2000)");
    run(&mut session, "INSERT INTO app.u (id, v) VALUES (1, 'goes on')");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap();
    let state =
        migration.text("SELECT state || ': ' || error FROM plconv.replication_table WHERE source = 'APP.T'");
    assert!(
        state.starts_with("stopped: ") && state.contains("of_t"),
        "{state}"
    );
    assert_eq!(migration.text("SELECT v FROM u"), "goes on");
    migration.execute(
        "DROP VIEW of_t; ALTER TABLE t DROP COLUMN v;
         UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.T'",
    );
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
}

/// What a random workload knows of a table of the source.
struct Known {
    name: String,
    /// Columns beside the key, and whether they are numbers.
    columns: Vec<(String, bool)>,
    next: u64,
}

impl Known {
    fn value(rng: &mut Rng, is_number: bool) -> String {
        match (rng.one_in(5), is_number) {
            (true, _) => "NULL".to_owned(),
            (false, true) => format!("{}.{}", rng.below(1000), rng.below(10)),
            (false, false) => format!("'v{}'", rng.below(100_000)),
        }
    }

    fn change(&mut self, rng: &mut Rng, session: &mut SimulatorSession) {
        let name = &self.name;
        match rng.below(4) {
            0 | 1 => {
                self.next += 1;
                let (mut columns, mut values) = ("id".to_owned(), self.next.to_string());
                for (column, is_number) in &self.columns {
                    columns.push_str(&format!(", {column}"));
                    values.push_str(&format!(", {}", Known::value(rng, *is_number)));
                }
                run(
                    session,
                    &format!("INSERT INTO app.{name} ({columns}) VALUES ({values})"),
                );
            }
            2 => {
                let Some((column, is_number)) = self
                    .columns
                    .get(rng.below(self.columns.len().max(1) as u64) as usize)
                else {
                    return;
                };
                let value = Known::value(rng, *is_number);
                let low = rng.below(self.next + 1);
                run(
                    session,
                    &format!(
                        "UPDATE app.{name} SET {column} = {value} WHERE id BETWEEN {low} AND {}",
                        low + 2
                    ),
                );
            }
            _ => {
                let id = rng.below(self.next + 1);
                run(session, &format!("DELETE FROM app.{name} WHERE id = {id}"));
            }
        }
    }

    fn define(&mut self, rng: &mut Rng, session: &mut SimulatorSession, number: u64) {
        let name = self.name.clone();
        let sql = match rng.below(9) {
            0 | 1 => {
                let is_number = rng.one_in(2);
                let column = format!("c{number}");
                let (ty, default) = match is_number {
                    true => ("NUMBER(12,2)", "DEFAULT 7.25"),
                    false => ("VARCHAR2(20)", "DEFAULT 'was here'"),
                };
                let default = if rng.one_in(2) { default } else { "" };
                self.columns.push((column.clone(), is_number));
                format!("ALTER TABLE app.{name} ADD ({column} {ty} {default})")
            }
            2 if self.columns.len() > 1 => {
                let (column, _) = self.columns.remove(rng.below(self.columns.len() as u64) as usize);
                format!("ALTER TABLE app.{name} DROP COLUMN {column}")
            }
            3 if !self.columns.is_empty() => {
                let at = rng.below(self.columns.len() as u64) as usize;
                let before = std::mem::replace(&mut self.columns[at].0, format!("r{number}"));
                format!("ALTER TABLE app.{name} RENAME COLUMN {before} TO r{number}")
            }
            4 => match self.columns.iter().find(|(_, is_number)| !is_number) {
                Some((column, _)) => format!(
                    "ALTER TABLE app.{name} MODIFY ({column} VARCHAR2({}))",
                    40 + number
                ),
                None => return,
            },
            5 => format!("TRUNCATE TABLE app.{name}"),
            6 => {
                self.name = format!("t{number}");
                format!("ALTER TABLE app.{name} RENAME TO t{number}")
            }
            7 => format!(
                "CREATE INDEX app.i{number} ON app.{name} (id, {})",
                self.columns.first().map_or("id", |(name, _)| name)
            ),
            8 => {
                run(session, &format!("DROP TABLE app.{name}"));
                self.columns = vec![("v".to_owned(), false)];
                format!("CREATE TABLE app.{name} (id NUMBER(10) PRIMARY KEY, v VARCHAR2(40))")
            }
            _ => return,
        };
        run(session, &sql);
    }
}

#[test]
fn random_definitions_among_changes() {
    let runs: u64 = std::env::var("PLCONV_RUNS").map_or(1, |text| text.parse().unwrap());
    for seed in 0..runs {
        let migration = translating("ddl = \"auto\"\nnew-tables = true");
        let mut session = migration.simulator.session("APP");
        migration.migrate_until(migration.now()).unwrap();
        let mut rng = Rng(seed ^ 0xDD1);
        let mut tables = [
            Known {
                name: "t".to_owned(),
                columns: vec![("v".to_owned(), false)],
                next: 1000,
            },
            Known {
                name: "n".to_owned(),
                columns: vec![("v".to_owned(), false)],
                next: 0,
            },
        ];
        run(
            &mut session,
            "CREATE TABLE app.n (id NUMBER(10) PRIMARY KEY, v VARCHAR2(40))",
        );
        for round in 0..3 {
            for step in 0..25 {
                let number = round * 100 + step;
                let table = &mut tables[rng.below(2) as usize];
                if rng.one_in(5) {
                    table.define(&mut rng, &mut session, number);
                }
                for _ in 0..rng.below(4) {
                    table.change(&mut rng, &mut session);
                }
                let end = if rng.one_in(8) { "ROLLBACK" } else { "COMMIT" };
                run(&mut session, end);
            }
            let fence = migration.now();
            let faults = Mutex::new(Rng(seed ^ round));
            let fault = |_: &str| match faults.lock().unwrap().one_in(40) {
                true => Err(Error::Interrupted),
                false => Ok(()),
            };
            loop {
                match migration.migrate_with(fence, Some(&fault)) {
                    Ok(End::AtFence) => break,
                    // The clock of a source goes on.
                    Err(Error::Interrupted) => {
                        migration.now();
                    }
                    other => panic!("seed {seed}: {:?}", other.map_err(|error| error.to_string())),
                }
            }
            let stopped = "SELECT coalesce(string_agg(source || ': ' || error, '; '), '') FROM plconv.replication_table WHERE state = 'stopped'";
            assert_eq!(migration.text(stopped), "", "seed {seed}, round {round}");
            assert!(migration.is_equal_at(fence), "seed {seed}, round {round}");
        }
    }
}
