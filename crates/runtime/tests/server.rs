//! Runs the documented cases of `tests/cases/*.md` and the static checks on a real PostgreSQL.
//!
//! The server is that of [`test_server`]: an installed PostgreSQL with plpgsql_check.
#![allow(clippy::disallowed_methods, reason = "a test reads its case files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

use std::fmt::Write as _;
use std::path::PathBuf;

use plconv_runtime::{emit, functions};
use plconv_verify::{Database, test_server};
use postgres::{Client, NoTls, SimpleQueryMessage};

/// A database of its own and a connection to it, which goes first.
fn database() -> (Client, Database) {
    let server = test_server().expect("a PostgreSQL is installed");
    let database = server.fresh_database().unwrap();
    let mut client = Client::connect(database.url(), NoTls).unwrap();
    client
        .batch_execute("SET TimeZone = 'UTC'; SET search_path = pg_catalog; SET client_min_messages = error")
        .unwrap();
    (client, database)
}

fn names() -> impl Iterator<Item = &'static str> {
    functions().iter().map(|function| function.name)
}

/// The text of an expression, `null`, or `error` and the SQLSTATE.
fn evaluate(client: &mut Client, expression: &str) -> String {
    match client.simple_query(&format!("SELECT ({expression})::text")) {
        Err(error) => match error.as_db_error() {
            Some(error) => format!("error {}", error.code().code()),
            None => error.to_string(),
        },
        Ok(messages) => messages
            .iter()
            .find_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("null").to_owned()),
                _ => None,
            })
            .unwrap_or_else(|| "no row".to_owned()),
    }
}

/// In ```` ```cases ```` blocks each line is `expression => expected`; brackets keep blanks at the ends.
#[test]
fn documented_results() {
    let (mut client, _database) = database();
    client.batch_execute(&emit(names(), "oracle").unwrap()).unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut failures, mut count) = (String::new(), 0);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut inside = false;
        for (index, line) in text.lines().enumerate() {
            if line.starts_with("```") {
                inside = line == "```cases";
            } else if inside && !line.trim().is_empty() {
                let place = format!("{}:{}", file.file_name().unwrap().to_string_lossy(), index + 1);
                let (expression, expected) = line
                    .rsplit_once(" => ")
                    .unwrap_or_else(|| panic!("{place}: no ` => `"));
                let expected = expected.trim();
                let expected = expected
                    .strip_prefix('[')
                    .and_then(|rest| rest.strip_suffix(']'))
                    .unwrap_or(expected);
                count += 1;
                let actual = evaluate(&mut client, expression.trim());
                if actual != expected {
                    writeln!(
                        failures,
                        "{place}: {expression}\n  expected [{expected}]\n  actual   [{actual}]"
                    )
                    .unwrap();
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(count > 5, "only {count} cases were found");
}

/// Each function loads with nothing but what it declares to need, and nothing else is created.
#[test]
fn every_function_loads_alone() {
    let (mut client, _database) = database();
    for name in names() {
        let schema = format!("Only {name}");
        let sql = emit([name], &schema).unwrap();
        if let Err(error) = client.batch_execute(&sql) {
            panic!("{name} does not load alone: {error:?}");
        }
        let missing: i64 = client
            .query_one(
                "SELECT (SELECT count(*) FROM pg_proc WHERE proname = $1 AND pronamespace = $2::text::regnamespace)
                   + (SELECT count(*) FROM pg_class WHERE relname = $1 AND relnamespace = $2::text::regnamespace)",
                &[&name, &format!("\"{schema}\"")],
            )
            .unwrap()
            .get(0);
        assert!(missing > 0, "{name} is not created by its file");
    }
}

/// `plpgsql_check` sees the bodies that PostgreSQL checks only when it runs them.
#[test]
fn plpgsql_check_is_silent() {
    let (mut client, _database) = database();
    if client
        .batch_execute("CREATE EXTENSION plpgsql_check SCHEMA public")
        .is_err()
    {
        eprintln!("skipped: plpgsql_check is not installed");
        return;
    }
    client.batch_execute(&emit(names(), "oracle").unwrap()).unwrap();
    client
        .batch_execute(
            "CREATE TABLE public.fired (n integer);
             -- What is used of pg_cron.
             CREATE SCHEMA cron;
             CREATE TABLE cron.job (jobid bigint, jobname text);
             CREATE FUNCTION cron.schedule(text, text, text) RETURNS bigint LANGUAGE sql RETURN 1;
             CREATE FUNCTION cron.unschedule(bigint) RETURNS boolean LANGUAGE sql RETURN true;
             CREATE FUNCTION cron.alter_job(bigint, active boolean) RETURNS void LANGUAGE sql AS 'SELECT'",
        )
        .unwrap();
    let rows = client
        .query(
            "SELECT p.oid::regprocedure::text, c.level, c.message, coalesce(c.lineno, 0)
               FROM pg_proc p
               JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
               CROSS JOIN LATERAL public.plpgsql_check_function_tb(p.oid,
                 relid => CASE WHEN p.prorettype = 'trigger'::regtype THEN 'public.fired'::regclass ELSE 0 END,
                 anyelememttype => 'integer',
                 other_warnings => true, extra_warnings => true, performance_warnings => false) AS c
              WHERE p.pronamespace = 'oracle'::regnamespace
                -- Parameters are called what Oracle calls them.
                AND c.message NOT LIKE 'name of parameter % is reserved keyword'
                -- Options of Oracle that PostgreSQL does not have.
                AND c.message NOT LIKE 'unused parameter %'
              ORDER BY 1, 4",
            &[],
        )
        .unwrap();
    let complaints: Vec<String> = rows
        .iter()
        .map(|row| {
            let (function, level, message): (String, String, String) = (row.get(0), row.get(1), row.get(2));
            format!("{function} line {}: {level}: {message}", row.get::<_, i32>(3))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// DBMS_ALERT: a session that waits gets what another one signals when that commits.
#[test]
fn an_alert_reaches_another_session() {
    let (mut waiting, database) = database();
    let functions = ["dbms_alert_register", "dbms_alert_signal", "dbms_alert_waitone"];
    waiting
        .batch_execute(&emit(functions, "oracle").unwrap())
        .unwrap();
    waiting
        .batch_execute("CALL oracle.dbms_alert_register('stock')")
        .unwrap();
    let mut signalling = Client::connect(database.url(), NoTls).unwrap();
    let mut transaction = signalling.transaction().unwrap();
    transaction
        .batch_execute("CALL oracle.dbms_alert_signal('STOCK', 'empty')")
        .unwrap();
    let at_once = "CALL oracle.dbms_alert_waitone('stock', NULL, NULL, 0)";
    let before: String = (waiting.query_one(at_once, &[]).unwrap())
        .get::<_, Option<String>>(0)
        .unwrap_or_default();
    assert_eq!(before, "", "not committed yet");
    let waiter = std::thread::spawn(move || {
        let row = waiting.query_one("CALL oracle.dbms_alert_waitone('stock', NULL, NULL, 60)", &[]);
        row.unwrap().get::<_, Option<String>>(0)
    });
    transaction.commit().unwrap();
    assert_eq!(waiter.join().unwrap().as_deref(), Some("empty"));
}
