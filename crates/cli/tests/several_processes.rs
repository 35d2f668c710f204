//! Processes with one plan share one run through the target, whatever becomes of one of them.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{
    Action, Column, DataType, Double, Fault, Gate, On, Options, Simulator, Style, Table, Value,
};
use plconv_verify::{Server, ServerChoice};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const ROWS: u64 = 20_000;

/// Part of the statement that reads a chunk.
const READ: &str = "ROWID BETWEEN CHARTOROWID(:1)";

fn load(directory: &Path, plan: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["load", plan, "--json"])
        .current_dir(directory)
        .env("PLCONV_SOURCE_PASSWORD", "tiger")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn the_others_do_what_a_killed_process_has_begun() {
    let choice = match std::env::var("PLCONV_TEST_PG") {
        Ok(url) if !url.is_empty() => ServerChoice::Url(url),
        _ => ServerChoice::Local { major: None },
    };
    let server = Server::start(&choice).unwrap();
    let database = server.fresh_database().unwrap();
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "T")
            .column(Column::new("ID", DataType::Number(9, 0)))
            .column(Column::new("V", DataType::Varchar2(40)))
            .primary_key(&["ID"])
            .generated(ROWS, |id| {
                vec![id.into(), Value::text(&format!("text {id}"))].into()
            }),
    );
    let double = Double::start(Options::new(Style::V23), simulator).unwrap();
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute("CREATE TABLE t (id integer PRIMARY KEY, v text); CREATE INDEX t_v ON t (v)")
        .unwrap();
    let directory = tempfile::tempdir().unwrap();
    // Two of them are on machines with plans of their own, which differ in what may differ.
    for (name, workers) in [("here.toml", 1), ("there.toml", 2)] {
        let plan = format!(
            "version = 1\nname = \"shared\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
             [load]\nchunk-kb = 64\nworkers = {workers}\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
            double.connect_string(),
            database.url()
        );
        std::fs::write(directory.path().join(name), plan).unwrap();
    }

    // All four readers of the three hold a chunk.
    let gate = Gate::new();
    let on = On::Row {
        sql: READ.to_owned(),
        row: 10,
    };
    double
        .faults()
        .add(Fault::new(on, Action::Wait(gate.clone())).times(4));
    let mut killed = load(directory.path(), "here.toml");
    let others = [
        load(directory.path(), "there.toml"),
        load(directory.path(), "here.toml"),
    ];
    gate.wait_for_arrivals(4);
    assert_eq!(double.open_connections(), 4);
    let mut number = |sql: &str| -> i64 { client.query_one(sql, &[]).unwrap().get(0) };
    assert!(killed.try_wait().unwrap().is_none(), "it ended by itself");
    killed.kill().unwrap();
    killed.wait().unwrap();
    gate.open();
    for other in others {
        let output = other.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            (&summary["is_finished"], &summary["rows"]),
            (&true.into(), &ROWS.into()),
            "{summary}"
        );
    }
    assert_eq!(number("SELECT count(*) FROM t"), ROWS as i64);
    assert_eq!(
        number("SELECT sum(id)::bigint FROM t"),
        (ROWS * (ROWS - 1) / 2) as i64
    );
    // One run, with the work of both; what was set aside is there again, once.
    assert_eq!(
        number("SELECT count(*) FROM plconv.run WHERE state = 'finished'"),
        1
    );
    assert_eq!(number("SELECT count(*) FROM plconv.run"), 1);
    assert_eq!(
        number("SELECT count(DISTINCT split_part(worker, '/', 1)) FROM plconv.chunk WHERE state = 'done'"),
        2
    );
    assert_eq!(
        number("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid"),
        2
    );
}
