//! The commands of docs/mover.md for a live Oracle, one after the other, with a double in its place.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{Column, DataType, Double, Options, Simulator, Style, Table, Value};
use plconv_verify::{Server, ServerChoice};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Command;

/// Answers one POST and returns what it said.
fn hear(listener: &TcpListener) -> serde_json::Value {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let (mut length, mut line) = (0, String::new());
    while reader.read_line(&mut line).unwrap() > 2 {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let answer = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    reader.get_mut().write_all(answer).unwrap();
    serde_json::from_slice(&body).unwrap()
}

#[test]
fn from_the_first_look_to_the_last_comparison() {
    let choice = match std::env::var("PLCONV_TEST_PG") {
        Ok(url) if !url.is_empty() => ServerChoice::Url(url),
        _ => ServerChoice::Local { major: None },
    };
    let database = Server::start(&choice).unwrap().fresh_database().unwrap();
    let simulator = Simulator::new();
    simulator.add(
        Table::new("HR", "EMPLOYEES")
            .column(Column::new("ID", DataType::Number(9, 0)))
            .column(Column::new("NAME", DataType::Varchar2(40)))
            .column(Column::new("HIRED", DataType::Date))
            .primary_key(&["ID"])
            .generated(300, |id| {
                let hired = oracle_double::DateTime::date(2024, 1, 31).at(8, 30, 0, 0);
                vec![id.into(), Value::text(&format!("name {id}")), hired.into()].into()
            }),
    );
    simulator.add_sequence("HR", "EMPLOYEES_SEQ", 321, 1, 20);
    let double = Double::start(Options::new(Style::V23).user("plconv", "s3cr3t"), simulator).unwrap();
    let oracle = double.connect_string();
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(directory.path())
            .env("NO_COLOR", "1")
            .env("PLCONV_TARGET_URL", database.url())
            .env("PLCONV_SOURCE_PASSWORD", "s3cr3t")
            .output()
            .unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.contains("s3cr3t"), "{text}");
        (output.status.code().unwrap(), text)
    };
    let ends = ["--oracle", oracle.as_str(), "--user", "plconv"];

    let (status, text) = run(&[&["doctor"][..], &ends].concat());
    assert!(status <= 1 && text.contains("source-version"), "{text}");
    let (status, text) = run(&[&["selftest"][..], &ends].concat());
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("pass     validation: "), "{text}");

    let plan = [&["plan", "-o", "plan.toml", "--schemas", "HR"][..], &ends].concat();
    let (status, text) = run(&plan);
    assert_eq!(status, 0, "{text}");
    // The schema is not converted yet.
    let (status, text) = run(&["precheck", "plan.toml"]);
    assert!(
        status == 1 && text.contains("FAIL     table HR.EMPLOYEES"),
        "{text}"
    );
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute(
            "CREATE SCHEMA hr; CREATE SEQUENCE hr.employees_seq;
             CREATE TABLE hr.employees (id integer PRIMARY KEY, name varchar(40), hired timestamp(0))",
        )
        .unwrap();
    let (status, text) = run(&["precheck", "plan.toml", "--quiet"]);
    assert_eq!(status, 0, "{text}");

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let path = directory.path().join("plan.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let hook = format!("http://{}/hook", listener.local_addr().unwrap());
    std::fs::write(&path, format!("{text}\n[notify]\nwebhooks = [{hook:?}]\n")).unwrap();
    let (loaded, heard) = std::thread::scope(|scope| {
        let heard = scope.spawn(|| hear(&listener));
        (run(&["load", "plan.toml", "--log", "log"]), heard.join().unwrap())
    });
    assert_eq!(loaded.0, 0, "{}", loaded.1);
    assert_eq!(
        (&heard["event"], &heard["rows"], &heard["text"]),
        (
            &"finished".into(),
            &300.into(),
            &"plconv: plan is finished: 300 rows, 0 in the quarantine".into()
        )
    );
    for file in ["log/migration.log", "log/migration.jsonl"] {
        let log = std::fs::read_to_string(directory.path().join(file)).unwrap();
        assert!(log.contains("HR.EMPLOYEES") && !log.contains("s3cr3t"), "{log}");
    }
    let (status, text) = run(&["validate", "plan.toml"]);
    assert!(status == 0 && text.contains("300 rows are equal"), "{text}");
    let (status, text) = run(&["validate", "plan.toml", "--objects"]);
    assert_eq!(status, 0, "{text}");
    let next: i64 = client
        .query_one("SELECT nextval('hr.employees_seq')", &[])
        .unwrap()
        .get(0);
    assert_eq!(next, 321);
    assert_eq!(double.protocol_errors(), Vec::<String>::new());
}

#[test]
fn the_client_library_is_asked_for_by_name() {
    let directory = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["doctor", "--oracle", "odpi:127.0.0.1:1/x", "--user", "scott"])
        .args(["--target", "postgresql://nobody@127.0.0.1:1/x"])
        .current_dir(directory.path())
        .env("PLCONV_SOURCE_PASSWORD", "tiger")
        .output()
        .unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    if cfg!(feature = "odpi") {
        // With the feature it is looked for, and is there or not.
        assert!(text.contains("source-connection"), "{text}");
    } else {
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("--features odpi"), "{text}");
    }
}
