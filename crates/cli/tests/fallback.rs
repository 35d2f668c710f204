//! The way back as people use it, with a process that is killed in between.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{Column, DataType, Double, Options, Simulator, Style, Table};
use plconv_verify::{Server, ServerChoice};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[test]
fn a_way_back_that_is_killed_and_goes_on() {
    // A server of our own: one that is given may not decode its log.
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let database = server.fresh_database().unwrap();
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "T")
            .column(Column::new("ID", DataType::Number(10, 0)))
            .column(Column::new("V", DataType::Varchar2(40)))
            .primary_key(&["ID"]),
    );
    simulator.add_sequence("APP", "S", 1, 1, 20);
    let double = Double::start(Options::new(Style::V23), simulator.clone()).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let plan = format!(
        "version = 1\nname = \"back\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = \"\"\n\
         [replication]\ngroup-milliseconds = 0\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n\
         [[sequence]]\nsource = \"APP.S\"\ntarget = \"s\"\n",
        double.connect_string()
    );
    std::fs::write(directory.path().join("plan.toml"), plan).unwrap();
    let command = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plconv"));
        command
            .arg("fallback")
            .args(arguments)
            .args(["plan.toml", "--json"])
            .current_dir(directory.path())
            .env("PLCONV_TARGET_URL", database.url())
            .env("PLCONV_SOURCE_PASSWORD", "tiger");
        command
    };
    let run = |arguments: &[&str]| -> serde_json::Value {
        let output = command(arguments).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {text}{errors}");
        serde_json::from_str(text.lines().last().unwrap_or("null")).unwrap()
    };
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute("CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40)); CREATE SEQUENCE s")
        .unwrap();
    assert_eq!(run(&["status"]), serde_json::Value::Null);
    assert_eq!(run(&["prepare", "--check"])["prepared"], serde_json::Value::Null);
    assert_eq!(run(&["prepare"])["prepared"]["state"], "prepared");
    for id in 0..40 {
        client
            .execute(
                "INSERT INTO t VALUES ($1, 'v' || nextval('s'))",
                &[&i64::from(id)],
            )
            .unwrap();
    }
    let mut child = command(&["run"]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let written = lines
        .map_while(Result::ok)
        .filter(|line| line.contains("\"written\""))
        .nth(1);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(written.is_some());
    client
        .batch_execute("UPDATE t SET v = 'w' WHERE id % 2 = 0; DELETE FROM t WHERE id > 35")
        .unwrap();
    run(&["run", "--until-now"]);
    let rows = |sql: &str| format!("{:?}", simulator.session("APP").query(sql, &[]).unwrap());
    assert_eq!(
        rows("SELECT COUNT(*), MAX(id) FROM t WHERE v = 'w'"),
        rows("SELECT 18, 34 FROM dual")
    );
    assert_eq!(rows("SELECT COUNT(*) FROM t"), rows("SELECT 36 FROM dual"));
    let status = run(&["status"]);
    assert_eq!(status["oracle"]["changes"], 64, "{status}");
    assert_eq!(status["slot_state"]["is_active"], false, "{status}");
    let finished = run(&["finish"]);
    assert_eq!(
        finished["statements"][0], "ALTER SEQUENCE \"APP\".\"S\" RESTART START WITH 41",
        "{finished}"
    );
    assert_eq!(run(&["status"])["state"], "finished");
    let validation = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["validate", "plan.toml"])
        .current_dir(directory.path())
        .env("PLCONV_TARGET_URL", database.url())
        .env("PLCONV_SOURCE_PASSWORD", "tiger")
        .output()
        .unwrap();
    assert_eq!(validation.status.code(), Some(0), "{validation:?}");
    // There is nothing left to go on with.
    assert_eq!(
        command(&["run", "--until-now"]).output().unwrap().status.code(),
        Some(2)
    );
}

#[test]
fn an_account_of_its_own_writes() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let database = server.fresh_database().unwrap();
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "T")
            .column(Column::new("ID", DataType::Number(10, 0)))
            .primary_key(&["ID"]),
    );
    let options = Options::new(Style::V23).user("WRITER", "lion");
    let double = Double::start(options, simulator.clone()).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let plan = format!(
        "version = 1\nname = \"back\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
         [fallback]\nuser = \"writer\"\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
        double.connect_string(),
        database.url()
    );
    std::fs::write(directory.path().join("plan.toml"), plan).unwrap();
    let run = |arguments: &[&str], password: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .arg("fallback")
            .args(arguments)
            .args(["plan.toml", "--json"])
            .current_dir(directory.path())
            .env("PLCONV_SOURCE_PASSWORD", "tiger")
            .env("PLCONV_FALLBACK_PASSWORD", password)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!text.contains("lion"), "{text}");
        (output.status.success(), text)
    };
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute("CREATE TABLE t (id bigint PRIMARY KEY)")
        .unwrap();
    let (is_done, text) = run(&["prepare"], "tiger");
    assert!(!is_done && text.contains("ORA-01017"), "{text}");
    let (is_done, text) = run(&["prepare"], "lion");
    assert!(is_done, "{text}");
    client.batch_execute("INSERT INTO t VALUES (1), (2)").unwrap();
    let (is_done, text) = run(&["run", "--until-now"], "lion");
    assert!(is_done, "{text}");
    let rows = |sql: &str| format!("{:?}", simulator.session("APP").query(sql, &[]).unwrap());
    assert_eq!(rows("SELECT COUNT(*) FROM t"), rows("SELECT 2 FROM dual"));
    // How far it is stands in the schema of the account that writes; the one that reads has made nothing.
    assert_eq!(
        rows("SELECT owner FROM all_tables WHERE table_name = 'PLCONV_FALLBACK'"),
        rows("SELECT 'WRITER' FROM dual")
    );
    let (is_done, text) = run(&["finish"], "lion");
    assert!(is_done, "{text}");
}
