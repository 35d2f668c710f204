//! `plconv verify` as somebody uses it: what it says, what it leaves behind, how it ends.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// An autonomous transaction, for which the output needs the extension dblink; a block whose exception is handled; what
/// comes after it and needs it; an object after all of them.
const SOURCE: &[(&str, &str)] = &[
    (
        "1_log.sql",
        "CREATE TABLE log (id NUMBER(9) PRIMARY KEY, line VARCHAR2(200));\n\
         CREATE TABLE line (id NUMBER(9) PRIMARY KEY, log_id NUMBER(9) NOT NULL REFERENCES log);\n\
         CREATE PROCEDURE write_log(p_line VARCHAR2) IS\n  PRAGMA AUTONOMOUS_TRANSACTION;\nBEGIN\n\
         \x20 INSERT INTO log VALUES (1, p_line);\n  COMMIT;\nEND;\n/\n",
    ),
    (
        "2_rows.sql",
        "DECLARE\n  l NUMBER(9);\nBEGIN\n  SELECT id INTO l FROM log WHERE id = 7;\nEXCEPTION\n\
         \x20 WHEN NO_DATA_FOUND THEN\n    INSERT INTO log VALUES (7, 'handled');\nEND;\n/\n\
         INSERT INTO line SELECT 1, MAX(id) FROM log;\n",
    ),
    ("3_view.sql", "CREATE VIEW lines AS SELECT id FROM line;\n"),
];

fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("src")).unwrap();
    for (path, text) in files {
        std::fs::write(directory.path().join("src").join(path), text).unwrap();
    }
    let converted = plconv(
        directory.path(),
        &["convert", "src", "-o", "out", "--fail-on", "none"],
    );
    assert_eq!(converted.status.code(), Some(0), "{}", err(&converted));
    directory
}

fn plconv(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plconv"));
    command.current_dir(directory).args(arguments).output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Changes a file of the output as somebody does by hand.
fn edit(directory: &Path, file: &str, from: &str, to: &str) {
    let path = directory.join("out").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    std::fs::write(&path, text.replace(from, to)).unwrap();
}

#[test]
fn what_the_embedded_server_lacks_is_no_fault() {
    let directory = tree(SOURCE);
    let verified = |server: &str| {
        let arguments = ["verify", "out", server, "--source", "src", "--format", "short"];
        plconv(directory.path(), &arguments)
    };
    let local = verified("--local");
    assert_eq!(local.status.code(), Some(0), "{}{}", out(&local), err(&local));
    assert_eq!(out(&local), "");
    assert!(!err(&local).contains("handlers"), "{}", err(&local));

    let embedded = verified("--embedded");
    assert_eq!(
        embedded.status.code(),
        Some(0),
        "{}{}",
        out(&embedded),
        err(&embedded)
    );
    let found: Vec<String> = out(&embedded)
        .lines()
        .map(|line| line.split("]:").next().unwrap().to_owned())
        .collect();
    // The row that the handler inserts is missing for the statement after it.
    let expected = [
        "src/2_rows.sql:4:3: note[PLC0906",
        "src/2_rows.sql:10:18: note[PLC0903",
        "out/extensions.sql:1:32: load[PLC0904",
    ];
    let mut sorted = found.clone();
    sorted.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(sorted, expected, "{}", out(&embedded));
    let said = err(&embedded);
    assert!(
        out(&embedded).contains("since data/001_2_rows.sql:8 failed before"),
        "{}",
        out(&embedded)
    );
    for line in [
        "  objects        4 loaded       0 failed       0 announced as not loading\n",
        "  extensions     1 errors: not on this server\n",
        "  handlers       1 errors that a handler may catch: this server runs none\n",
        "they say nothing about the output: verify it with --local or --url\n",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(!said.contains("faults of plconv"), "{said}");
}

#[test]
fn of_an_object_that_fails_nothing_is_left_and_what_needs_it_is_not_blamed() {
    let directory = tree(&[
        (
            "emp.sql",
            "CREATE TABLE emp (id NUMBER(9) PRIMARY KEY, name VARCHAR2(30 CHAR));\n\
             CREATE VIEW names AS SELECT name FROM emp;\n",
        ),
        (
            "emp_bi.sql",
            "CREATE OR REPLACE TRIGGER emp_bi BEFORE INSERT ON emp FOR EACH ROW\nBEGIN\n\
             \x20 :NEW.name := UPPER(:NEW.name);\nEND;\n/\n",
        ),
    ]);
    let server = plconv_verify::test_server().unwrap();
    let database = server.fresh_database().unwrap();
    let count = |sql: &str| {
        let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
        client.query_one(sql, &[]).unwrap().get::<_, i64>(0)
    };
    let verify = || {
        let arguments = [
            "verify",
            "out",
            "--url",
            database.url(),
            "--keep",
            "--source",
            "src",
            "--format",
            "terminal",
        ];
        plconv(directory.path(), &arguments)
    };
    // The trigger cannot be made, and its function goes with it.
    edit(
        directory.path(),
        "triggers/emp_bi.sql",
        "  BEFORE INSERT",
        "  BEFOR INSERT",
    );
    let verified = verify();
    assert_eq!(verified.status.code(), Some(1), "{}", err(&verified));
    let taken_back = "another statement of the object had run and was taken back";
    assert!(out(&verified).contains(taken_back), "{}", out(&verified));
    assert_eq!(
        count("SELECT count(*) FROM pg_class WHERE relname IN ('emp', 'names')"),
        2
    );
    assert_eq!(count("SELECT count(*) FROM pg_proc WHERE proname = 'emp_bi'"), 0);

    // Without the table there is no view; only the table is a fault.
    let other = server.fresh_database().unwrap();
    edit(directory.path(), "tables/emp.sql", "numeric", "nummeric");
    let arguments = [
        "verify",
        "out",
        "--url",
        other.url(),
        "--source",
        "src",
        "--format",
        "short",
    ];
    let verified = plconv(directory.path(), &arguments);
    assert_eq!(verified.status.code(), Some(1), "{}", err(&verified));
    let faults: Vec<String> = out(&verified)
        .lines()
        .filter(|line| line.contains("PLC0901"))
        .map(|line| line.split(':').next().unwrap().to_owned())
        .collect();
    assert_eq!(faults, ["src/emp.sql", "src/emp_bi.sql"], "{}", out(&verified));
    let view = "src/emp.sql:2:39: note[PLC0903]: not verified, since TABLE EMP failed before";
    assert!(out(&verified).contains(view), "{}", out(&verified));
}

#[test]
fn the_result_is_a_table_and_junit() {
    let directory = tree(&[
        ("emp.sql", "CREATE TABLE emp (id NUMBER(9) PRIMARY KEY);\n"),
        ("dept.sql", "CREATE TABLE dept (id NUMBER(9) PRIMARY KEY);\n"),
    ]);
    edit(directory.path(), "tables/dept.sql", "numeric", "nummeric");
    let arguments = [
        "verify",
        "out",
        "--local",
        "--source",
        "src",
        "--format",
        "short",
        "--report",
        "junit=verify.xml",
        "--report",
        "json=verify.json",
    ];
    let verified = plconv(directory.path(), &arguments);
    assert_eq!(verified.status.code(), Some(1), "{}", err(&verified));
    let said = err(&verified);
    let version = said.split("Verified on PostgreSQL ").nth(1).unwrap();
    let table = version.split_once('\n').unwrap().1;
    let counts: Vec<&str> = table.lines().take(2).collect();
    assert_eq!(
        counts,
        [
            "  objects        1 loaded       1 failed       0 announced as not loading",
            "  files          1 loaded       1 failed",
        ]
    );
    // One test case for each object; the failed one says what PostgreSQL said, and where in the source.
    let junit = std::fs::read_to_string(directory.path().join("verify.xml")).unwrap();
    let cases: Vec<&str> = junit.split("<testcase ").skip(1).collect();
    assert_eq!(cases.len(), 2, "{junit}");
    let of = |name: &str| cases.iter().find(|case| case.contains(name)).unwrap();
    assert!(!of("EMP\"").contains("<failure"), "{junit}");
    let dept = of("DEPT\"");
    assert!(dept.contains("<failure") && dept.contains("42704"), "{junit}");
    assert!(dept.contains("src/dept.sql:1:23"), "{junit}");
    assert!(
        junit.contains("tests=\"2\" skipped=\"0\" failures=\"1\""),
        "{junit}"
    );
    let json = std::fs::read_to_string(directory.path().join("verify.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["code"], "PLC0901", "{json}");
}

#[test]
fn ctrl_c_ends_after_the_statement_and_leaves_nothing() {
    let server = plconv_verify::test_server().unwrap();
    let given = server.fresh_database().unwrap();
    let mut client = postgres::Client::connect(given.url(), postgres::NoTls).unwrap();
    client
        .batch_execute("CREATE TABLE precious (n int); INSERT INTO precious VALUES (1)")
        .unwrap();
    // Roles are seen by all databases: the test says by one when the statement may end.
    let name = |what: &str| format!("plconv_test_{what}_{}", std::process::id());
    let (may_end, created) = (name("may_end"), name("created"));
    let user = format!("CREATE USER {created} IDENTIFIED BY x;\n");
    let directory = tree(&[
        ("1.sql", &user),
        ("2.sql", "CREATE TABLE first (n NUMBER);\n"),
        ("3.sql", "CREATE TABLE second (n NUMBER);\n"),
        ("4.sql", "CREATE TABLE third (n NUMBER);\n"),
    ]);
    let waiting = format!(
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{may_end}') LOOP NULL; \
         END LOOP; END $$;\nCREATE TABLE second"
    );
    edit(
        directory.path(),
        "tables/second.sql",
        "CREATE TABLE second",
        &waiting,
    );
    let mut running = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .current_dir(directory.path())
        .args(["verify", "out", "--url", given.url()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The server waits for the statement to run.
    let runs = format!(
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%{may_end}%' \
         AND pid <> pg_backend_pid()) LOOP PERFORM pg_stat_clear_snapshot(); END LOOP; END $$"
    );
    client.batch_execute(&runs).unwrap();
    let interrupt = Command::new("kill")
        .args(["-INT", &running.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupt.success());
    let mut errors = BufReader::new(running.stderr.take().unwrap());
    let mut first = String::new();
    errors.read_line(&mut first).unwrap();
    assert_eq!(first, "stopping after this statement; once more ends at once\n");
    client.batch_execute(&format!("CREATE ROLE {may_end}")).unwrap();
    let mut rest = String::new();
    errors.read_to_string(&mut rest).unwrap();
    let status = running.wait().unwrap();
    client.batch_execute(&format!("DROP ROLE {may_end}")).unwrap();
    assert_eq!(status.code(), Some(1), "{rest}");
    // The table of the statement that ran was not made yet.
    assert!(
        rest.contains("  objects        2 loaded       0 failed"),
        "{rest}"
    );
    let interrupted = "interrupted: 2 files were not reached, and nothing is known of them";
    assert!(rest.contains(interrupted), "{rest}");

    let mut one = |sql: &str| client.query_one(sql, &[]).unwrap().get::<_, i64>(0);
    assert_eq!(one("SELECT count(*) FROM precious"), 1);
    assert_eq!(
        one("SELECT count(*) FROM pg_class WHERE relname IN ('first', 'second', 'third')"),
        0
    );
    assert_eq!(
        one(&format!(
            "SELECT count(*) FROM pg_roles WHERE rolname = '{created}'"
        )),
        0
    );
}
