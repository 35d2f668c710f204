//! `plconv parse --stats` and `--failures`: what is counted, and where a unit that does not parse is said to be wrong.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use serde_json::Value;
use std::process::{Command, Output};

const GOOD: &str = "PROMPT tables\n\
    create table t (x number);\n\
    create or replace procedure p is begin null; end;\n/\n";
const BAD: &str = "-- two lines before it\n\n\
    insert into t (x values (1);\n\
    begin null; end;\n/\n\
    audit select on t by access;\n";

fn parse(arguments: &[&str]) -> Output {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("deep")).unwrap();
    std::fs::write(directory.path().join("good.sql"), GOOD).unwrap();
    std::fs::write(directory.path().join("deep/bad.sql"), BAD).unwrap();
    std::fs::write(directory.path().join("notes.txt"), "not Oracle source").unwrap();
    Command::new(env!("CARGO_BIN_EXE_plconv"))
        .arg("parse")
        .args(arguments)
        .arg(".")
        .current_dir(directory.path())
        .output()
        .unwrap()
}

#[test]
fn statistics_are_one_json_object() {
    let output = parse(&["--stats", "--failures", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["files"], 2);
    assert_eq!(found["bytes"], GOOD.len() + BAD.len());
    assert_eq!(found["lines"], 10);
    assert_eq!(found["units"]["plsql"]["total"], 2);
    assert_eq!(found["units"]["plsql"]["parsed"], 2);
    assert_eq!(found["units"]["sql"]["total"], 3);
    assert_eq!(found["units"]["sql"]["parsed"], 2);
    assert_eq!(found["units"]["sql"]["opaque"], 1);
    assert_eq!(found["units"]["sqlplus"], 1);
    assert!(found["seconds"].as_f64().unwrap() > 0.0);
    let failures = found["failures"].as_array().unwrap();
    assert_eq!(failures.len(), 1);
    assert!(failures[0]["path"].as_str().unwrap().ends_with("deep/bad.sql"));
    assert_eq!(failures[0]["line"], 3);
    assert_eq!(failures[0]["column"], 18);
    assert_eq!(failures[0]["unit"], "INSERT T");
}

#[test]
fn failures_are_lines_that_editors_can_follow() {
    let output = parse(&["--failures"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("deep/bad.sql:3:18: INSERT T: "), "{text}");
    assert!(!text.contains("good.sql"), "{text}");
}

#[test]
fn a_directory_has_no_listing() {
    let output = parse(&[]);
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("--stats"), "{text}");
}
