//! Definitions captured from a double of an Oracle server, converted and planned as people do it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{Column, DataType, Double, Options, Simulator, Style, Table, Value};
use std::process::Command;

#[test]
fn what_is_captured_is_converted_and_planned() {
    let simulator = Simulator::new();
    simulator.add(
        Table::new("HR", "EMPLOYEES")
            .column(Column::new("ID", DataType::Number(6, 0)))
            .column(Column::new("NAME", DataType::Varchar2(30)))
            .column(Column::new("HIRED", DataType::Timestamp(9)))
            .primary_key(&["ID"])
            .index("EMPLOYEES_NAME", &["NAME"])
            .rows(vec![vec![Value::Null; 3]; 2]),
    );
    simulator.add_sequence("HR", "EMPLOYEES_SEQ", 207, 1, 20);
    simulator.add_source(
        "HR",
        "FUNCTION",
        "GREETING",
        "CREATE OR REPLACE FUNCTION \"HR\".\"GREETING\" RETURN VARCHAR2 IS\nBEGIN\n  RETURN 'R&D';\nEND;\n",
    );
    simulator.add_source(
        "HR",
        "VIEW",
        "NAMES",
        "CREATE OR REPLACE FORCE VIEW \"HR\".\"NAMES\" (\"NAME\") AS\nSELECT name\n\nFROM employees",
    );
    let double = Double::start(Options::new(Style::V23), simulator).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(directory.path())
            .env("NO_COLOR", "1")
            .env("PLCONV_SOURCE_PASSWORD", "tiger")
            .output()
            .unwrap();
        let text = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(!text.contains("tiger"), "{text}");
        (output.status.code().unwrap(), text)
    };
    let oracle = double.connect_string();
    let capture = [
        "catalog",
        "capture",
        "--oracle",
        &oracle,
        "--user",
        "scott",
        "--schemas",
        "HR",
        "-o",
        "tree",
    ];
    let (status, text) = run(&capture);
    assert_eq!(
        (status, text.as_str()),
        (
            0,
            "5 objects read, 0 unchanged, 0 removed, 0 not captured: tree\n"
        )
    );
    let (status, text) = run(&["convert", "tree", "-o", "out"]);
    assert!(status <= 1, "{text}");
    let read = |file: &str| std::fs::read_to_string(directory.path().join(file)).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&read("out/manifest.json")).unwrap();
    let objects = manifest["objects"].as_array().unwrap();
    let refused: Vec<_> = objects
        .iter()
        .filter(|object| object["status"] == "refused")
        .collect();
    assert!(refused.is_empty() && objects.len() >= 5, "{objects:#?}");
    assert!(read("out/functions/hr.greeting.sql").contains("'R&D'"));

    // Sizes, and what is in the database only: the view, whose file is gone.
    std::fs::remove_file(directory.path().join("tree/hr/views/names.sql")).unwrap();
    let formats = ["assess", "tree", "--format", "json,md,html,csv"];
    let (status, text) = run(&formats);
    assert_eq!(status, 0, "{text}");
    let report: serde_json::Value = serde_json::from_str(&read("assessment.json")).unwrap();
    let captured = &report["data"]["captured"];
    assert_eq!(captured["only_in_database"], serde_json::json!(["VIEW HR.NAMES"]));
    assert_eq!(captured["only_in_tree"], serde_json::json!([]));
    let table = &captured["tables"][0];
    assert_eq!(
        (&table["name"], &table["rows"]),
        (&"HR.EMPLOYEES".into(), &2.into())
    );
    assert!(
        table["bytes"].as_u64().unwrap() >= 8192 && table["object"].is_u64(),
        "{table}"
    );
    assert!(read("assessment.md").contains("1 table with rows of their own, 2 rows, "));
    assert!(read("assessment.csv/sizes.csv").starts_with("table,rows,bytes,lob_bytes\r\nHR.EMPLOYEES,2,"));
    let (status, text) = run(&["assess", "tree", "--catalog", "out"]);
    assert!(status == 2 && text.contains("no captured catalog"), "{text}");

    let (status, text) = run(&["plan", "-o", "plan.toml", "--catalog", "tree"]);
    assert_eq!(status, 0, "{text}");
    let plan = read("plan.toml");
    assert!(
        plan.contains("source = \"HR.EMPLOYEES\"\ntarget = \"hr.employees\"")
            && plan.contains("hr.employees_seq"),
        "{plan}"
    );
    assert!(
        plan.contains("[table.column.\"HIRED\"]\nprecision = \"truncate\""),
        "{plan}"
    );
    let (status, _) = run(&["plan", "-o", "other.toml", "--catalog", "out"]);
    assert_eq!(status, 2);
}
