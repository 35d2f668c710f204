//! `plconv validate`: objects of both sides, and rows that are repaired by a script or at once.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{Column, DataType, Double, Options, Simulator, Style, Table, Value};
use plconv_verify::{Database, Server, ServerChoice};
use std::process::Command;

/// A table of both sides, loaded.
struct Fixture {
    double: Double,
    simulator: Simulator,
    database: Database,
    directory: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Fixture {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        let simulator = Simulator::new();
        simulator.add(
            Table::new("APP", "T")
                .column(Column::new("ID", DataType::Number(9, 0)))
                .column(Column::new("V", DataType::Varchar2(40)).not_null())
                .primary_key(&["ID"])
                .unique("T_V", &["V"])
                .generated(500, |id| {
                    vec![id.into(), Value::text(&format!("it's {id}"))].into()
                }),
        );
        simulator.add_sequence("APP", "S", 41, 1, 20);
        let fixture = Fixture {
            double: Double::start(Options::new(Style::V19), simulator.clone()).unwrap(),
            simulator,
            database: Server::start(&choice).unwrap().fresh_database().unwrap(),
            directory: tempfile::tempdir().unwrap(),
        };
        fixture.execute(
            "CREATE TABLE t (id integer PRIMARY KEY, v varchar(40) NOT NULL UNIQUE); CREATE SEQUENCE s",
        );
        let plan = format!(
            "version = 1\nname = \"validated\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
             [[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n[[sequence]]\nsource = \"APP.S\"\ntarget = \"s\"\n",
            fixture.double.connect_string(),
            fixture.database.url()
        );
        std::fs::write(fixture.directory.path().join("plan.toml"), plan).unwrap();
        let (status, text) = fixture.run(&["load", "plan.toml"]);
        assert_eq!(status, 0, "{text}");
        fixture
    }

    /// The exit status, and what was printed.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(self.directory.path())
            .env("NO_COLOR", "1")
            .env("PLCONV_SOURCE_PASSWORD", "tiger")
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(text).unwrap())
    }

    fn execute(&self, sql: &str) {
        let mut client = postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap();
        client.batch_execute(sql).unwrap();
    }

    fn script(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("repair.sql")).unwrap()
    }

    /// One row is gone, one is another, one is too many.
    fn spoil(&self) {
        self.execute(
            "DELETE FROM t WHERE id = 7; UPDATE t SET v = 'other' WHERE id = 8; INSERT INTO t VALUES (1000, 'more')",
        );
    }
}

#[test]
fn objects_that_differ_are_named() {
    let fixture = Fixture::new();
    let (status, text) = fixture.run(&["validate", "plan.toml", "--objects"]);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains(" objects compared, 0 differences"), "{text}");

    fixture.execute("ALTER TABLE t DROP CONSTRAINT t_v_key, ALTER v TYPE varchar(9); SELECT setval('s', 3)");
    let (status, text) = fixture.run(&["validate", "plan.toml", "--objects"]);
    assert_eq!(status, 1, "{text}");
    for line in [
        "column APP.T.V: VARCHAR2 is character varying(9): longer texts do not fit\n",
        "unique T_V of APP.T: nothing makes (v) of public.t unique\n",
        "sequence APP.S: it is at 41 in the source, s would give 4 again\n",
        ", 4 differences\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let (status, json) = fixture.run(&["validate", "plan.toml", "--objects", "--json"]);
    assert_eq!(status, 1);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["differences"].as_array().unwrap().len(), 4, "{json}");

    // What makes no sense together is said before anything is read.
    let (status, text) = fixture.run(&["validate", "plan.toml", "--execute"]);
    assert_eq!(status, 2, "{text}");
}

#[test]
fn a_script_repairs_what_differs() {
    let fixture = Fixture::new();
    fixture.spoil();
    // The source has gone on: rows are repaired as they were when they were loaded.
    let mut session = fixture.simulator.session("APP");
    session
        .run("UPDATE app.t SET v = 'newer' WHERE id = 8", &[])
        .unwrap();
    session.run("COMMIT", &[]).unwrap();

    let (status, text) = fixture.run(&["validate", "plan.toml", "--repair", "repair.sql"]);
    assert_eq!(status, 1, "{text}");
    assert!(
        text.contains("1 missing") && text.contains("1 extra, 1 different"),
        "{text}"
    );
    assert!(
        text.contains("2 rows would be taken away, 2 of the source would be written"),
        "{text}"
    );
    // Nothing was changed yet.
    assert_eq!(fixture.run(&["validate", "plan.toml"]).0, 1);
    let script = fixture.script();
    assert!(
        script.contains("it''s 8") && !script.contains("newer"),
        "{script}"
    );
    fixture.execute(&script);
    let (status, text) = fixture.run(&["validate", "plan.toml"]);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("500 rows are equal"), "{text}");
}

#[test]
fn what_differs_is_repaired_at_once() {
    let fixture = Fixture::new();
    fixture.spoil();
    let (status, text) = fixture.run(&["validate", "plan.toml", "--repair", "repair.sql", "--execute"]);
    assert_eq!(status, 0, "{text}");
    assert!(
        text.contains("2 rows were taken away, 2 of the source were written"),
        "{text}"
    );
    assert!(fixture.script().contains("it''s 7"), "{}", fixture.script());
    let (status, text) = fixture.run(&["validate", "plan.toml"]);
    assert_eq!(status, 0, "{text}");
    // Once more there is nothing to do.
    let (status, json) = fixture.run(&[
        "validate",
        "plan.toml",
        "--repair",
        "repair.sql",
        "--execute",
        "--json",
    ]);
    assert_eq!(status, 0, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["repaired"], serde_json::json!([]));
}
