//! A plan that changes while `plconv migrate` runs is followed from then on.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;

use ends::Ends;
use oracle_double::{Column, DataType, Simulator, SupplementalLog, Table, Value};
use plconv_verify::{Server, ServerChoice};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn table(name: &str) -> Table {
    Table::new("APP", name)
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .supplemental_log(SupplementalLog::PrimaryKey)
        .rows(
            (0..10_u32)
                .map(|id| vec![id.into(), Value::text("there")])
                .collect(),
        )
}

/// Asks until the answer is the one that is waited for.
fn wait_for(ends: &Ends, sql: &str, wanted: i64) {
    let mut client = ends.client();
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let found: i64 = client.query_one(sql, &[]).unwrap().get(0);
        if found == wanted {
            return;
        }
        assert!(Instant::now() < end, "{sql}: {found}");
    }
}

#[test]
fn a_table_that_is_added_to_the_plan_is_loaded_and_kept_up_to_date() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let simulator = Simulator::new();
    simulator.add(table("T"));
    simulator.add(table("U"));
    let ends = Ends::new(
        &server,
        simulator.clone(),
        "CREATE TABLE t (id bigint PRIMARY KEY, v text); CREATE TABLE u (id bigint PRIMARY KEY, v text)",
        "[load]\nretry-seconds = 1\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
    );
    let mut child = ends.plconv("migrate").stderr(Stdio::piped()).spawn().unwrap();
    let told = BufReader::new(child.stderr.take().unwrap());
    let told = std::thread::spawn(move || told.lines().map_while(Result::ok).collect::<Vec<_>>().join("\n"));
    wait_for(&ends, "SELECT count(*) FROM t", 10);
    assert_eq!(ends.client().query("SELECT FROM u", &[]).unwrap().len(), 0);
    ends.add_to_plan("[[table]]\nsource = \"APP.U\"\ntarget = \"u\"\n");
    // The SCN of a database goes on by itself; before it does, the table is not loaded.
    simulator.advance(simulator.scn() + 1);
    wait_for(&ends, "SELECT count(*) FROM u", 10);
    let mut session = simulator.session("APP");
    for statement in [
        "UPDATE app.t SET v = 'changed' WHERE id < 3",
        "UPDATE app.u SET v = 'changed' WHERE id < 4",
        "COMMIT",
    ] {
        session.run(statement, &[]).unwrap();
    }
    simulator.advance(simulator.scn() + 20);
    wait_for(&ends, "SELECT count(*) FROM t WHERE v = 'changed'", 3);
    wait_for(&ends, "SELECT count(*) FROM u WHERE v = 'changed'", 4);
    // What cannot be read is not followed, and the rest goes on.
    ends.add_to_plan("[[nonsense");
    session.run("DELETE FROM app.u WHERE id = 9", &[]).unwrap();
    session.run("COMMIT", &[]).unwrap();
    simulator.advance(simulator.scn() + 20);
    wait_for(&ends, "SELECT count(*) FROM u", 9);
    let signal = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(signal.success());
    assert!(child.wait().unwrap().success());
    let told = told.join().unwrap();
    assert!(
        told.contains("the plan has changed: going on with what it says now"),
        "{told}"
    );
    assert!(
        told.contains("the plan has changed and is not followed"),
        "{told}"
    );
}
