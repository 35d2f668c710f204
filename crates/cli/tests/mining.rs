//! What LogMiner does not give at once: the person at the terminal is told what to do, and nothing is lost.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod ends;

use ends::Ends;
use oracle_double::{
    Action, Column, DataType, Fault, On, OracleError, Simulator, SimulatorSession, SupplementalLog, Table,
    Value,
};
use plconv_verify::{Server, ServerChoice};
use std::process::{Child, Stdio};

/// A source with a table of ten rows, and its target.
fn ends(server: &Server) -> (Ends, Simulator) {
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "T")
            .column(Column::new("ID", DataType::Number(9, 0)))
            .column(Column::new("V", DataType::Varchar2(40)))
            .primary_key(&["ID"])
            .supplemental_log(SupplementalLog::PrimaryKey)
            .rows(
                (0..10_u32)
                    .map(|id| vec![id.into(), Value::text("there")])
                    .collect(),
            ),
    );
    let ends = Ends::new(
        server,
        simulator.clone(),
        "CREATE TABLE t (id bigint PRIMARY KEY, v text)",
        "[load]\nretry-seconds = 1\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
    );
    (ends, simulator)
}

fn run(session: &mut SimulatorSession, sql: &str) {
    if let Err(error) = session.run(sql, &[]) {
        panic!("{sql}: {error}");
    }
}

fn begin(ends: &Ends, until: u64) -> Child {
    let mut command = ends.plconv("migrate");
    let command = command.args(["--until-scn", &until.to_string()]);
    command.stderr(Stdio::piped()).spawn().unwrap()
}

/// Whether a process ended well, and what it told.
fn end(child: Child) -> (bool, String) {
    let output = child.wait_with_output().unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// An SCN that all threads have gone beyond.
fn fence(simulator: &Simulator) -> u64 {
    let fence = simulator.scn() + 1;
    simulator.advance(fence + 20);
    fence
}

fn text(ends: &Ends, sql: &str) -> String {
    ends.client().query_one(sql, &[]).unwrap().get(0)
}

#[test]
fn memory_that_is_too_small_and_logs_that_are_gone_are_told_with_advice() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let (ends, simulator) = ends(&server);
    let mut session = simulator.session("APP");
    let (is_done, told) = end(begin(&ends, fence(&simulator)));
    assert!(is_done, "{told}");
    run(&mut session, "UPDATE app.t SET v = 'changed' WHERE id = 1");
    run(&mut session, "COMMIT");
    let too_small = OracleError::new(
        4036,
        "PGA memory used by the instance exceeds PGA_AGGREGATE_LIMIT",
    );
    ends.double.faults().add(Fault::new(
        On::Statement("start_logmnr".to_owned()),
        Action::Error(too_small),
    ));
    // It is told, tried again and works.
    let (is_done, told) = end(begin(&ends, fence(&simulator)));
    assert!(is_done, "{told}");
    assert!(
        told.contains("ORA-04036") && told.contains("raise PGA_AGGREGATE_LIMIT"),
        "{told}"
    );
    assert_eq!(text(&ends, "SELECT v FROM t WHERE id = 1"), "changed");
    // A log that is deleted does not come back by itself.
    run(&mut session, "UPDATE app.t SET v = 'lost' WHERE id = 2");
    run(&mut session, "COMMIT");
    for _ in 0..3 {
        simulator.switch_log(1);
    }
    simulator.delete_logs_before(simulator.scn());
    let (is_done, told) = end(begin(&ends, fence(&simulator)));
    assert!(!is_done, "{told}");
    assert!(
        told.contains("ORA-01291") && told.contains("RESTORE ARCHIVELOG"),
        "{told}"
    );
    let noted = text(
        &ends,
        "SELECT concat_ws(' | ', error, advice) FROM plconv.replication",
    );
    assert!(
        noted.contains("ORA-01291") && noted.contains(" | ") && noted.contains("RESTORE ARCHIVELOG"),
        "{noted}"
    );
    // Nothing was skipped.
    assert_eq!(text(&ends, "SELECT v FROM t WHERE id = 2"), "there");
}

#[test]
fn a_thread_that_is_behind_is_waited_for() {
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let (ends, simulator) = ends(&server);
    let (is_done, told) = end(begin(&ends, fence(&simulator)));
    assert!(is_done, "{told}");
    let mut first = simulator.session_on("APP", 1);
    let mut second = simulator.session_on("APP", 2);
    run(&mut second, "UPDATE app.t SET v = 'second' WHERE id IN (1, 2)");
    simulator.hold_thread(2, true);
    run(&mut second, "COMMIT");
    // Committed later, and written to its log earlier.
    run(&mut first, "UPDATE app.t SET v = 'first' WHERE id = 1");
    run(&mut first, "DELETE FROM app.t WHERE id = 2");
    run(&mut first, "COMMIT");
    let child = begin(&ends, fence(&simulator));
    // It has come as far as it can when the position has not moved although the source was asked again and again.
    let looked = "SELECT count(*) FILTER (WHERE state = 'applying') || ' ' || max(updated_at)::text FROM plconv.replication";
    let mut looks = std::collections::BTreeSet::new();
    while looks.len() < 4 {
        let look = text(&ends, looked);
        if look.starts_with("1 ") {
            looks.insert(look);
        }
    }
    assert_eq!(
        text(
            &ends,
            "SELECT string_agg(v, ' ' ORDER BY id) FROM t WHERE id IN (1, 2)"
        ),
        "there there"
    );
    simulator.hold_thread(2, false);
    let (is_done, told) = end(child);
    assert!(is_done, "{told}");
    assert_eq!(
        text(
            &ends,
            "SELECT string_agg(id || ' ' || v, ', ' ORDER BY id) FROM t WHERE id < 4"
        ),
        "0 there, 1 first, 3 there"
    );
}
