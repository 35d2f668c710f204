//! The way back under random changes, with connections that are cut and processes that end anywhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

mod backward;
#[allow(dead_code, reason = "this test needs a part")]
#[path = "applying/rng.rs"]
mod rng;

use backward::Ends;
use oracle_double::{Action, Column, DataType, Fault, On, Table};
use plconv_mover::error::Error;
use plconv_replication::fallback::Quiet;
use rng::Rng;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const DDL: &str = "
CREATE TABLE a (id bigint PRIMARY KEY, v varchar(40), n numeric(12,2));
CREATE TABLE b (x varchar(10), y bigint, z varchar(40), PRIMARY KEY (x, y));
CREATE TABLE k (p varchar(10), q bigint)";

fn table(name: &str, columns: &[(&str, DataType)], key: &[&str]) -> Table {
    let mut table = Table::new("APP", name);
    for (name, data_type) in columns {
        table = table.column(Column::new(name, data_type.clone()));
    }
    if key.is_empty() {
        table
    } else {
        table.primary_key(key)
    }
}

fn ends() -> Ends {
    let number = || DataType::Number(12, 0);
    let text = DataType::Varchar2(40);
    Ends::new(
        vec![
            (
                table(
                    "A",
                    &[
                        ("ID", number()),
                        ("V", text.clone()),
                        ("N", DataType::Number(12, 2)),
                    ],
                    &["ID"],
                ),
                "APP.A",
                "a",
            ),
            (
                table(
                    "B",
                    &[("X", DataType::Varchar2(10)), ("Y", number()), ("Z", text)],
                    &["X", "Y"],
                ),
                "APP.B",
                "b",
            ),
            (
                table("K", &[("P", DataType::Varchar2(10)), ("Q", number())], &[]),
                "APP.K",
                "k",
            ),
        ],
        DDL,
        "[replication]\ngroup-milliseconds = 0\ngroup-changes = 20",
    )
}

/// A statement that any table takes, or refuses by a key that is there.
fn statement(rng: &mut Rng) -> String {
    let id = rng.below(30);
    let value = match rng.below(6) {
        0 => "NULL".to_owned(),
        1 => "''".to_owned(),
        n => format!("repeat('ä{n}', {})", rng.below(8)),
    };
    let sql = match rng.below(13) {
        0..=2 => format!("INSERT INTO a VALUES ({id}, {value}, {id} / 7.0)"),
        3 => format!("UPDATE a SET v = {value} WHERE id = {id}"),
        4 => format!("UPDATE a SET id = {} WHERE id = {id}", rng.below(30)),
        5 => format!("UPDATE a SET n = n + 1 WHERE id BETWEEN {id} AND {id} + 9"),
        6 => format!("DELETE FROM a WHERE id = {id}"),
        7 => format!("INSERT INTO b VALUES ('x{}', {id}, {value})", rng.below(3)),
        8 => format!("UPDATE b SET y = y + 100 WHERE y = {id}"),
        9 => format!("DELETE FROM b WHERE y % 10 = {}", rng.below(10)),
        10 => format!(
            "INSERT INTO k SELECT 'k' || n % 3, n % 2 FROM generate_series(1, {}) n",
            rng.below(6)
        ),
        11 => format!(
            "UPDATE k SET q = q + 1 WHERE ctid IN (SELECT ctid FROM k LIMIT {})",
            rng.below(4)
        ),
        _ => match rng.below(8) {
            0 => "TRUNCATE k".to_owned(),
            1 => "DELETE FROM k WHERE p = 'k1'".to_owned(),
            _ => "DELETE FROM k WHERE ctid IN (SELECT ctid FROM k LIMIT 2)".to_owned(),
        },
    };
    // What breaks a key is taken back, which the log has, too.
    format!("BEGIN {sql}; EXCEPTION WHEN unique_violation THEN NULL; END;")
}

fn work(ends: &Ends, rng: &mut Rng, transactions: u64) {
    let mut client = ends.client();
    for _ in 0..transactions {
        let body: String = (0..1 + rng.below(6)).map(|_| statement(rng)).collect();
        let end = if rng.below(8) == 0 { "ROLLBACK" } else { "COMMIT" };
        client
            .batch_execute(&format!("BEGIN; DO $$ BEGIN {body} END $$; {end}"))
            .unwrap();
    }
}

fn check(ends: &Ends, seed: u64) {
    for (oracle, postgres) in [
        (
            "SELECT id, v, n FROM a ORDER BY id",
            "SELECT concat_ws('|', id, coalesce(nullif(v, ''), '-'), coalesce(trim_scale(n)::text, '-')) FROM a ORDER BY id",
        ),
        (
            "SELECT x, y, z FROM b ORDER BY x, y",
            "SELECT concat_ws('|', x, y, coalesce(nullif(z, ''), '-')) FROM b ORDER BY x, y",
        ),
        (
            "SELECT p, q FROM k ORDER BY p, q",
            "SELECT concat_ws('|', p, q) FROM k ORDER BY p, q",
        ),
    ] {
        let rows = ends.client().query(postgres, &[]).unwrap();
        let expected: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        assert_eq!(ends.oracle(oracle), expected, "seed {seed}: {postgres}");
    }
}

#[test]
fn oracle_equals_postgresql_whatever_is_cut() {
    let runs: u64 = std::env::var("PLCONV_RUNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2);
    for seed in 0..runs {
        let ends = ends();
        ends.prepare().unwrap();
        let mut rng = Rng(seed);
        for _ in 0..3 {
            let transactions = 3 + rng.below(12);
            work(&ends, &mut rng, transactions);
            // The process ends at a point by chance: an error that nobody tries again.
            let points = AtomicU64::new(1 + rng.below(12));
            let hit = Mutex::new(None);
            let die = |point: &str| -> Result<(), Error> {
                if points.fetch_sub(1, Ordering::Relaxed) == 1 {
                    *hit.lock().unwrap() = Some(point.to_owned());
                    return Err(Error::Interrupted);
                }
                Ok(())
            };
            let result = ends.run_with(&Quiet, Some(&die));
            assert!(
                result.is_ok() || hit.lock().unwrap().is_some(),
                "seed {seed}: {result:?}"
            );
            // Connections of Oracle are lost: before a commit, behind it, in the middle of changes.
            let on = match rng.below(4) {
                0 => On::Commit,
                1 => On::Committed,
                2 => On::Statement("PLCONV_FALLBACK".to_owned()),
                _ => On::Statement("INTO \"APP\"".to_owned()),
            };
            let mut fault = Fault::new(on, Action::Cut);
            fault.skip = rng.below(3);
            ends.double.faults().add(fault);
            // So is the one of PostgreSQL, at a point by chance.
            let points = AtomicU64::new(1 + rng.below(10));
            let cut = |_: &str| -> Result<(), Error> {
                if points.fetch_sub(1, Ordering::Relaxed) == 1 {
                    ends.execute(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots
                          WHERE database = current_database() AND active_pid IS NOT NULL",
                    );
                }
                Ok(())
            };
            let transactions = 3 + rng.below(12);
            work(&ends, &mut rng, transactions);
            ends.run_with(&Quiet, Some(&cut)).unwrap();
            ends.double.faults().clear();
            check(&ends, seed);
        }
        // The last word may not have reached a connection that was cut.
        ends.run().unwrap();
        let confirmed = ends.text(
            "SELECT (confirmed_flush_lsn = position)::text FROM pg_replication_slots s JOIN plconv.fallback f ON f.slot = s.slot_name",
        );
        assert_eq!(confirmed, "true", "seed {seed}");
        assert_eq!(
            ends.text("SELECT conflicts::text FROM plconv.fallback"),
            "0",
            "seed {seed}"
        );
    }
}
