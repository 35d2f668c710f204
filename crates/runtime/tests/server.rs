//! Runs the documented cases of `tests/cases/*.md` and the static checks on a real PostgreSQL.
//!
//! The server URL comes from `PLCONV_TEST_PG`; without it the tests say so and pass.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its case files and the environment"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test"
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use plconv_runtime::{emit, functions};
use postgres::{Client, NoTls, SimpleQueryMessage};

/// A connection to a database of its own, or nothing if there is no server to test with.
fn database(name: &str) -> Option<Client> {
    let Ok(url) = std::env::var("PLCONV_TEST_PG") else {
        eprintln!("skipped: PLCONV_TEST_PG is not set");
        return None;
    };
    let mut config: postgres::Config = url.parse().expect("PLCONV_TEST_PG is a connection URL");
    let mut client = config
        .connect(NoTls)
        .expect("the test server accepts connections");
    let name = format!("plconv_runtime_{name}_{}", std::process::id());
    client
        .batch_execute(&format!("DROP DATABASE IF EXISTS {name}"))
        .unwrap();
    client
        .batch_execute(&format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
        ))
        .unwrap();
    let mut client = config.dbname(&name).connect(NoTls).unwrap();
    client
        .batch_execute("SET TimeZone = 'UTC'; SET search_path = pg_catalog; SET client_min_messages = error")
        .unwrap();
    Some(client)
}

/// Leaves nothing behind on the server.
fn drop_database(mut client: Client) {
    let name: String = client
        .query_one("SELECT current_database()::text", &[])
        .unwrap()
        .get(0);
    drop(client);
    let url = std::env::var("PLCONV_TEST_PG").unwrap();
    let mut client = Client::connect(&url, NoTls).unwrap();
    client
        .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .unwrap();
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
    let Some(mut client) = database("cases") else {
        return;
    };
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
    drop_database(client);
    assert!(failures.is_empty(), "\n{failures}");
    assert!(count > 5, "only {count} cases were found");
}

/// Each function loads with nothing but what it declares to need, and nothing else is created.
#[test]
fn every_function_loads_alone() {
    let Some(mut client) = database("alone") else {
        return;
    };
    for name in names() {
        let schema = format!("Only {name}");
        let sql = emit([name], &schema).unwrap();
        if let Err(error) = client.batch_execute(&sql) {
            panic!("{name} does not load alone: {error:?}");
        }
        let missing: i64 = client
            .query_one(
                "SELECT count(*) FROM pg_proc WHERE proname = $1 AND pronamespace = $2::text::regnamespace",
                &[&name, &format!("\"{schema}\"")],
            )
            .unwrap()
            .get(0);
        assert!(missing > 0, "{name} is not created by its file");
    }
    drop_database(client);
}

/// `plpgsql_check` sees the bodies that PostgreSQL checks only when it runs them.
#[test]
fn plpgsql_check_is_silent() {
    let Some(mut client) = database("check") else {
        return;
    };
    if client
        .batch_execute("CREATE EXTENSION plpgsql_check SCHEMA public")
        .is_err()
    {
        eprintln!("skipped: plpgsql_check is not installed");
        drop_database(client);
        return;
    }
    client.batch_execute(&emit(names(), "oracle").unwrap()).unwrap();
    let rows = client
        .query(
            "SELECT p.oid::regprocedure::text, c.level, c.message, coalesce(c.lineno, 0)
               FROM pg_proc p
               JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
               CROSS JOIN LATERAL public.plpgsql_check_function_tb(p.oid, anyelememttype => 'integer',
                 other_warnings => true, extra_warnings => true, performance_warnings => false) AS c
              WHERE p.pronamespace = 'oracle'::regnamespace
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
    drop_database(client);
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
