//! What PostgreSQL rejects is shown at the word of the Oracle source that it comes from, whatever the kind of error.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fault of the output and where it has to be shown.
struct Fault {
    /// An Oracle script that converts and loads.
    source: &'static str,
    /// The output file in which a fault is put.
    file: &'static str,
    /// The generated text, and the faulty one instead.
    damage: (&'static str, &'static str),
    /// The SQLSTATE that PostgreSQL gives.
    sqlstate: &'static str,
    /// The place in the source, between the two angle brackets of a copy of a part of it.
    shown: &'static str,
    /// The rule that made the text.
    rule: &'static str,
}

/// The file of the rows of a script.
const ROWS: &str = "data";

/// As if plconv had written something that PostgreSQL does not take: every one another SQLSTATE or another way to tell
/// where the error is.
const FAULTS: &[Fault] = &[
    Fault {
        source: "CREATE TABLE t1 (a NUMBER);\nCREATE VIEW v1 AS\n  SELECT a\n    FROM t1;\n",
        file: "views/v1.sql",
        damage: ("FROM t1", "FROM tx"),
        sqlstate: "42P01",
        shown: "FROM <t1>",
        rule: "view",
    },
    Fault {
        source: "CREATE TABLE t2 (a NUMBER, b NUMBER);\nCREATE VIEW v2 AS\n  SELECT a, b AS other\n    FROM t2 WHERE b > 0;\n",
        file: "views/v2.sql",
        damage: ("b > 0", "x > 0"),
        sqlstate: "42703",
        shown: "WHERE <b> >",
        rule: "view",
    },
    Fault {
        source: "CREATE TABLE t3 (a VARCHAR2(9 CHAR));\nCREATE VIEW v3 AS\n  SELECT a, UPPER(a) AS big FROM t3;\n",
        file: "views/v3.sql",
        damage: ("upper(", "uppex("),
        sqlstate: "42883",
        shown: "a, <UPPER>(a)",
        rule: "view",
    },
    Fault {
        source: "CREATE TABLE t4 (a NUMBER, b NUMBER);\nCREATE VIEW v4 AS\n  SELECT a FROM t4 WHERE a = 1 AND b = 2;\n",
        file: "views/v4.sql",
        damage: ("AND b", "ANT b"),
        sqlstate: "42601",
        shown: "1 <AND> b",
        rule: "view",
    },
    Fault {
        source: "CREATE TABLE t5 (\n  a NUMBER(9),\n  b DATE\n);\n",
        file: "tables/t5.sql",
        damage: ("timestamp", "timestamq"),
        sqlstate: "42704",
        shown: "b <DATE>",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t6 (a NUMBER);\nCREATE TABLE u6 (a NUMBER);\n",
        file: "tables/u6.sql",
        damage: ("TABLE u6", "TABLE t6"),
        sqlstate: "42P07",
        shown: "TABLE <u6>",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t7 (\n  first_one NUMBER,\n  second_one NUMBER\n);\n",
        file: "tables/t7.sql",
        damage: ("second_one", "first_one"),
        sqlstate: "42701",
        shown: "<second_one> NUMBER",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t8 (\n  a NUMBER,\n  b NUMBER,\n  CONSTRAINT t8_pk PRIMARY KEY (a),\n  CONSTRAINT t8_uk UNIQUE (b)\n);\n",
        file: "tables/t8.sql",
        damage: ("UNIQUE (b)", "PRIMARY KEY (b)"),
        sqlstate: "42P16",
        shown: "<CONSTRAINT> t8_uk",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t9 (a NUMBER PRIMARY KEY, b NUMBER);\nCREATE TABLE u9 (\n  a NUMBER CONSTRAINT u9_fk REFERENCES t9 (a)\n);\n",
        file: "constraints/foreign_keys.sql",
        damage: ("t9 (a)", "t9 (b)"),
        sqlstate: "42830",
        shown: "REFERENCES <t9>",
        rule: "foreign-key",
    },
    Fault {
        source: "CREATE TABLE t10 (a NUMBER, b NUMBER);\nCREATE VIEW v10 AS\n  SELECT a, COUNT(*) AS n FROM t10 GROUP BY a;\n",
        file: "views/v10.sql",
        damage: ("GROUP BY a", "GROUP BY b"),
        sqlstate: "42803",
        shown: "SELECT <a>, COUNT",
        rule: "view",
    },
    Fault {
        source: "CREATE TABLE t11 (\n  a NUMBER,\n  b DATE DEFAULT SYSDATE,\n  c NUMBER DEFAULT 1\n);\n",
        file: "tables/t11.sql",
        damage: ("DEFAULT 1", "DEFAULT true"),
        sqlstate: "42804",
        shown: "<c> NUMBER",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t12 (a NUMBER, b NUMBER);\nINSERT INTO t12 (a, b) VALUES (1, 2);\n",
        file: ROWS,
        damage: ("(1, 2)", "(1, 'x')"),
        sqlstate: "22P02",
        shown: "(1, <2>)",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t13 (id NUMBER PRIMARY KEY);\nINSERT INTO t13 (id) VALUES (1);\nINSERT INTO t13 (id) VALUES (2);\n",
        file: ROWS,
        damage: ("VALUES (2)", "VALUES (1)"),
        sqlstate: "23505",
        shown: "(1);\nINSERT INTO t13 (<id>) VALUES (2)",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t14 (a NUMBER, b NUMBER NOT NULL);\nINSERT INTO t14 (a, b) VALUES (1, 2);\n",
        file: ROWS,
        damage: ("(1, 2)", "(1, NULL)"),
        sqlstate: "23502",
        shown: "t14 (a, <b>)",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t15 (a NUMBER CONSTRAINT t15_ck CHECK (a > 0));\nINSERT INTO t15 (a) VALUES (1);\n",
        file: ROWS,
        damage: ("(1)", "(0)"),
        sqlstate: "23514",
        shown: "INTO <t15>",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t16 (a VARCHAR2(3 CHAR));\nINSERT INTO t16 (a) VALUES ('abc');\n",
        file: ROWS,
        damage: ("'abc'", "'abcd'"),
        sqlstate: "22001",
        shown: "<INSERT> INTO t16",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t17 (a NUMBER(3));\nINSERT INTO t17 (a) VALUES (123);\n",
        file: ROWS,
        damage: ("(123)", "(1234)"),
        sqlstate: "22003",
        shown: "<INSERT> INTO t17",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t18 (a DATE);\nINSERT INTO t18 (a) VALUES (DATE '2024-12-31');\n",
        file: ROWS,
        damage: ("2024-12-31", "2024-13-31"),
        sqlstate: "22008",
        shown: "DATE <'>2024-12-31",
        rule: "script-statement",
    },
    Fault {
        source: "CREATE TABLE t19 (a NUMBER CONSTRAINT t19_low CHECK (a > 0), b NUMBER CONSTRAINT t19_high CHECK (b < 9));\n",
        file: "tables/t19.sql",
        damage: ("t19_high", "t19_low"),
        sqlstate: "42710",
        shown: "CONSTRAINT <t19_high>",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE hr.t20 (a NUMBER);\n",
        file: "tables/hr.t20.sql",
        damage: ("hr.t20", "hx.t20"),
        sqlstate: "3F000",
        shown: "TABLE <hr>.t20",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t21 (id NUMBER);\nCREATE TABLE u21 (id NUMBER);\nCREATE VIEW v21 AS\n  SELECT t21.id FROM t21 JOIN u21 ON u21.id = t21.id;\n",
        file: "views/v21.sql",
        damage: ("SELECT t21.id", "SELECT id"),
        sqlstate: "42702",
        shown: "SELECT t21.<id>",
        rule: "view",
    },
    Fault {
        source: "CREATE TABLE t22 (a NUMBER);\nCREATE PROCEDURE p22 IS\nBEGIN\n  IF 1 = 2 THEN\n    DELETE FROM t22;\n  END IF;\nEND;\n/\n",
        file: "functions/p22.sql",
        damage: ("END IF", "END ID"),
        sqlstate: "42601",
        shown: "END <IF>",
        rule: "if",
    },
    Fault {
        source: "CREATE TABLE t23 (a NUMBER);\nCREATE PACKAGE p23 IS\n  PROCEDURE q(n NUMBER);\nEND;\n/\nCREATE PACKAGE BODY p23 IS\n  PROCEDURE q(n NUMBER) IS\n  BEGIN\n    UPDATE t23 SET a = n;\n  END;\nEND;\n/\n",
        file: "packages/p23/q.sql",
        damage: ("n numeric", "n numerix"),
        sqlstate: "42704",
        shown: "IS\n  PROCEDURE q(n <NUMBER>) IS",
        rule: "package",
    },
    Fault {
        source: "CREATE TABLE t24 (a NUMBER);\nCREATE TRIGGER g24 BEFORE INSERT ON t24 FOR EACH ROW\nBEGIN\n  :NEW.a := 1;\nEND;\n/\n",
        file: "triggers/g24.sql",
        damage: ("BEFORE INSERT ON t24", "BEFORE INSERT ON t99"),
        sqlstate: "42P01",
        shown: "ON <t24>",
        rule: "trigger",
    },
    Fault {
        source: "CREATE TABLE t25 (a NUMBER(4));\n",
        file: "tables/t25.sql",
        damage: ("numeric(4)", "numeric(4444)"),
        sqlstate: "22023",
        shown: "a <NUMBER>(4)",
        rule: "table",
    },
    Fault {
        source: "CREATE TABLE t26 (a NUMBER);\nCREATE VIEW v26 AS SELECT a FROM t26;\nCREATE INDEX i26 ON t26 (a);\n",
        file: "indexes/i26.sql",
        damage: ("ON t26", "ON v26"),
        sqlstate: "42809",
        shown: "ON <t26>",
        rule: "index",
    },
];

/// The line and column of what a fault marks.
fn expected(fault: &Fault) -> (usize, usize) {
    let marked = fault.shown;
    let plain = marked.replacen('<', "", 1);
    let close = plain.find('>').unwrap();
    let plain = format!("{}{}", &plain[..close], &plain[close + 1..]);
    let found: Vec<usize> = fault.source.match_indices(&plain).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "{plain} is in the source {} times", found.len());
    let before = &fault.source[..found[0] + marked.find('<').unwrap()];
    let line = before.matches('\n').count() + 1;
    (line, before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1)
}

fn plconv(directory: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The output file of a fault; files of rows have a number.
fn output_file(output: &Path, fault: &Fault, number: usize) -> PathBuf {
    if fault.file != ROWS {
        return output.join(fault.file);
    }
    let end = format!("_c{number:02}.sql");
    let mut files = std::fs::read_dir(output.join("data"))
        .unwrap()
        .map(|file| file.unwrap().path());
    files.find(|path| path.to_string_lossy().ends_with(&end)).unwrap()
}

#[test]
fn every_kind_of_error_is_shown_at_its_word() {
    let directory = tempfile::tempdir().unwrap();
    let (source, output) = (directory.path().join("src"), directory.path().join("out"));
    std::fs::create_dir_all(&source).unwrap();
    for (fault, number) in FAULTS.iter().zip(1..) {
        std::fs::write(source.join(format!("c{number:02}.sql")), fault.source).unwrap();
    }
    plconv(
        directory.path(),
        &["convert", "src", "-o", "out", "--format", "short"],
    );
    for (fault, number) in FAULTS.iter().zip(1..) {
        let file = output_file(&output, fault, number);
        let text =
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let (from, to) = fault.damage;
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    }
    let findings = plconv(
        directory.path(),
        &[
            "verify",
            "out",
            "--local",
            "--source",
            "src",
            "--format",
            "short",
            "--report",
            "json=found.json",
        ],
    );
    let found = std::fs::read_to_string(directory.path().join("found.json")).unwrap();
    let found: Vec<Value> = serde_json::from_str(&found).unwrap();
    let mut wrong = Vec::new();
    for (fault, number) in FAULTS.iter().zip(1..) {
        let (line, column) = expected(fault);
        let place = format!("src/c{number:02}.sql:{line}:{column}: ");
        let is_it = |finding: &str| {
            let is_rejection = ["PLC0901", "PLC0902"].iter().any(|code| finding.contains(code));
            finding.starts_with(&place) && is_rejection && finding.contains(fault.sqlstate)
        };
        if !findings.lines().any(is_it) {
            wrong.push(format!("{} at {place}", fault.sqlstate));
        }
        let note = format!("made by the rule `{}`", fault.rule);
        let names_rule = |finding: &Value| {
            let notes = finding["notes"].as_array().unwrap();
            finding["file"] == format!("src/c{number:02}.sql") && notes.iter().any(|told| told == &note)
        };
        if !found.iter().any(names_rule) {
            wrong.push(format!("{} {note}", fault.sqlstate));
        }
    }
    assert!(wrong.is_empty(), "{}\nin\n{findings}", wrong.join("\n"));
    let kinds: BTreeSet<&str> = FAULTS.iter().map(|fault| fault.sqlstate).collect();
    assert!(kinds.len() >= 20, "{kinds:?}");
}
