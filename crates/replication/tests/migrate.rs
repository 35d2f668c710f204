//! A load and the changes since as one job, from a double of an Oracle server into a real PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

#[path = "applying/migrating.rs"]
mod migrating;

use migrating::{Migration, run};
use oracle_double::LogMinerQuirks;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_replication::apply::End;
use std::sync::Arc;

#[test]
fn what_is_there_and_what_comes_is_carried_over() {
    let migration = Migration::new();
    let mut session = migration.simulator.session("APP");
    // Open while the job begins, and committed behind its snapshot: none of it may be lost.
    run(
        &mut session,
        "INSERT INTO app.t (id, v) VALUES (1001, 'open at the snapshot')",
    );
    let mut other = migration.simulator.session("APP");
    let first = migration.simulator.scn() + 5;
    migration.simulator.advance(first);
    assert_eq!(migration.migrate_until(first).unwrap(), End::AtFence);
    run(&mut session, "UPDATE app.t SET v = 'changed' WHERE id = 1");
    run(&mut session, "COMMIT");
    run(&mut other, "DELETE FROM app.t WHERE id = 2");
    run(&mut other, "INSERT INTO app.t (id, v) VALUES (1002, 'new')");
    run(&mut other, "UPDATE app.t SET id = 1003 WHERE id = 3");
    run(&mut other, "COMMIT");
    run(
        &mut other,
        "INSERT INTO app.t (id, v) VALUES (1004, 'taken back')",
    );
    run(&mut other, "ROLLBACK");
    let fence = migration.now();
    assert_eq!(migration.migrate_until(fence).unwrap(), End::AtFence);
    assert!(
        migration.is_equal_at(fence),
        "{}",
        migration.text("SELECT string_agg(id || v, ',') FROM t WHERE id < 5 OR id > 1000")
    );
    assert_eq!(migration.text("SELECT v FROM t WHERE id = 1"), "changed");
    assert_eq!(
        migration.text("SELECT count(*)::text FROM t WHERE id IN (2, 3, 1004)"),
        "0"
    );
    assert_eq!(
        migration.text("SELECT count(*)::text FROM t WHERE id IN (1001, 1002, 1003)"),
        "3"
    );
}

#[test]
fn only_the_operations_that_the_plan_names_are_carried_over() {
    for (operations, expected) in [
        ("\"insert\"", "1 text 1 1"),
        ("\"update\"", "0 changed 1"),
        ("\"delete\"", "0 text 1 0"),
        ("\"insert\", \"update\"", "1 changed 1"),
        ("", "0 text 1 1"),
    ] {
        let mut migration = Migration::new();
        migration.more = format!("operations = [{operations}]\n");
        let mut session = migration.simulator.session("APP");
        migration.migrate_until(migration.now()).unwrap();
        run(&mut session, "INSERT INTO app.t (id, v) VALUES (2000, 'new')");
        run(&mut session, "UPDATE app.t SET v = 'changed' WHERE id = 1");
        run(&mut session, "DELETE FROM app.t WHERE id = 2");
        // A row that was never inserted, or is there still, is no conflict.
        run(&mut session, "UPDATE app.t SET v = 'newer' WHERE id = 2000");
        run(&mut session, "COMMIT");
        assert_eq!(migration.migrate_until(migration.now()).unwrap(), End::AtFence);
        let found = migration.text(
            "SELECT concat_ws(' ', (SELECT count(*) FROM t WHERE id = 2000), (SELECT v FROM t WHERE id = 1),
                                   (SELECT count(*) FROM t WHERE id = 2))",
        );
        assert_eq!(found, expected, "{operations}");
    }
}

#[test]
fn tables_are_added_copied_again_and_removed() {
    let mut migration = Migration::new();
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    run(
        &mut session,
        "INSERT INTO app.u (id, v) VALUES (7, 'before it is added')",
    );
    run(&mut session, "COMMIT");
    migration.add_table("APP.U", "u");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut session, "INSERT INTO app.u (id, v) VALUES (8, 'after')");
    run(&mut session, "UPDATE app.t SET v = 'x' WHERE id = 10");
    run(&mut session, "COMMIT");
    // Somebody spoils the copy; it is made again.
    migration.execute("DELETE FROM t WHERE id > 500; UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.T'");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    migration.execute("UPDATE plconv.replication_table SET wanted = 'remove' WHERE source = 'APP.U'");
    run(&mut session, "INSERT INTO app.u (id, v) VALUES (9, 'not wanted')");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap();
    assert_eq!(
        migration.text("SELECT string_agg(id::text, ',' ORDER BY id) FROM u"),
        "7,8"
    );
}

#[test]
fn what_was_open_when_a_table_was_added_is_not_lost() {
    let mut migration = Migration::new();
    // The log does not tell where transactions begin.
    migration.simulator.set_quirks(LogMinerQuirks {
        missing_start: 1,
        no_start_scn: true,
        ..LogMinerQuirks::default()
    });
    migration.migrate_until(migration.now()).unwrap();
    let mut open = migration.simulator.session("APP");
    let mut session = migration.simulator.session("APP");
    run(&mut open, "INSERT INTO app.u (id, v) VALUES (7, 'open')");
    // Of tables that are replicated there is nothing open: what was done before is not read again.
    run(&mut session, "UPDATE app.t SET v = 'x' WHERE id = 10");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap();
    migration.add_table("APP.U", "u");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut open, "COMMIT");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert_eq!(migration.text("SELECT count(*)::text FROM u"), "1");
    assert!(migration.is_equal_at(fence));
}

#[test]
fn a_definition_stops_its_table_where_the_plan_says_so() {
    let mut migration = Migration::new();
    migration.replication = "ddl = \"stop\"".to_owned();
    migration.translates = true;
    migration.add_table("APP.U", "u");
    migration.migrate_until(migration.now()).unwrap();
    let mut session = migration.simulator.session("APP");
    run(&mut session, "ALTER TABLE app.t ADD (c VARCHAR2(10))");
    run(
        &mut session,
        "INSERT INTO app.t (id, v, c) VALUES (5000, 'x', 'y')",
    );
    run(&mut session, "INSERT INTO app.u (id, v) VALUES (1, 'goes on')");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap();
    assert_eq!(
        migration.text(
            "SELECT concat_ws(' ', state, error LIKE 'ALTER TABLE app.t ADD%', advice LIKE '%copy the table again%')
               FROM plconv.replication_table WHERE source = 'APP.T'"
        ),
        "stopped t t"
    );
    assert_eq!(
        migration.text(
            "SELECT concat_ws(' ', (SELECT count(*) FROM t WHERE id = 5000), (SELECT v FROM u),
                                   (SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c'))"
        ),
        "0 goes on 0"
    );
    // What it says: the same in the target, then a copy.
    migration.execute("ALTER TABLE t ADD COLUMN c text; UPDATE plconv.replication_table SET wanted = 'copy' WHERE state = 'stopped'");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert_eq!(migration.text("SELECT c FROM t WHERE id = 5000"), "y");
}

#[test]
fn a_second_process_leaves_the_tables_of_the_first_alone() {
    let migration = Migration::new();
    migration.migrate_until(migration.now()).unwrap();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| migration.migrate(None, None));
        let applies = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND objsubid = 2 AND granted
                                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))::text";
        while migration.text(applies) != "true" {
            std::thread::yield_now();
        }
        // Its plan lacks the table.
        let mut other = Plan::clone(&migration.plan());
        other.tables[0].source = "APP.U".to_owned();
        other.tables[0].target = "u".to_owned();
        let error = migration.migrate_by(Arc::new(other), None, None).unwrap_err();
        let text = error.to_string();
        migration.execute("UPDATE plconv.replication SET wanted = 'stop'");
        assert_eq!(first.join().unwrap().unwrap(), End::Stopped);
        assert!(text.contains("another process applies this job"), "{text}");
    });
    assert_eq!(
        migration.text("SELECT string_agg(source || ' ' || state, ',') FROM plconv.replication_table"),
        "APP.T applying"
    );
}

#[test]
fn a_copy_that_is_not_what_the_source_was_stops_with_all_that_is_known() {
    let migration = Migration::new();
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    migration.execute("DELETE FROM t WHERE id = 5");
    run(&mut session, "UPDATE app.t SET v = 'y' WHERE id = 5");
    run(&mut session, "COMMIT");
    let error = migration.migrate_until(migration.now()).unwrap_err();
    let text = error.to_string();
    assert!(
        matches!(error, Error::Advised { .. })
            && text.contains("APP.T: update of ID=5")
            && text.contains("has no such row"),
        "{text}"
    );
    assert_eq!(migration.text("SELECT state FROM plconv.replication"), "stopped");
    let advice = migration.text("SELECT advice FROM plconv.replication");
    assert_eq!(error.advice(), Some(advice.as_str()));
    // What it says: the row is put back as it was, and the same command goes on.
    migration.execute("INSERT INTO t VALUES (5, 'text 5')");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
    // Or the table is copied again.
    migration.execute("DELETE FROM t WHERE id = 6");
    run(&mut session, "UPDATE app.t SET v = 'z' WHERE id = 6");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap_err();
    migration.execute("UPDATE plconv.replication_table SET wanted = 'copy' WHERE source = 'APP.T'");
    let fence = migration.now();
    migration.migrate_until(fence).unwrap();
    assert!(migration.is_equal_at(fence));
}

#[test]
fn a_statement_of_ddl_that_nobody_translates_stops_its_table() {
    let migration = Migration::new();
    let mut session = migration.simulator.session("APP");
    migration.migrate_until(migration.now()).unwrap();
    run(&mut session, "ALTER TABLE app.t ADD (w NUMBER)");
    run(&mut session, "INSERT INTO app.t (id, v, w) VALUES (2000, 'z', 1)");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap();
    let state =
        migration.text("SELECT state || ': ' || error FROM plconv.replication_table WHERE source = 'APP.T'");
    assert!(
        state.starts_with("stopped: ") && state.to_uppercase().contains("ADD"),
        "{state}"
    );
    assert_eq!(
        migration.text("SELECT count(*)::text FROM t WHERE id = 2000"),
        "0"
    );
}

#[test]
fn rows_move_into_a_condition_and_out_of_it() {
    let mut migration = Migration::new();
    // A key of the table, which is the last section of the plan.
    migration.more = "where = \"v <> 'hidden' AND id < 2000\"\n".to_owned();
    let mut session = migration.simulator.session("APP");
    run(&mut session, "UPDATE app.t SET v = 'hidden' WHERE id IN (1, 2)");
    run(&mut session, "COMMIT");
    migration.migrate_until(migration.now()).unwrap();
    assert_eq!(migration.text("SELECT count(*)::text FROM t"), "998");
    for sql in [
        "UPDATE app.t SET v = 'shown' WHERE id = 1",
        "UPDATE app.t SET v = 'still hidden' WHERE id = 2",
        "UPDATE app.t SET v = 'hidden' WHERE id IN (2, 3)",
        "UPDATE app.t SET v = 'changed' WHERE id = 4",
        "UPDATE app.t SET id = 3005 WHERE id = 5",
        "DELETE FROM app.t WHERE id = 6",
        "INSERT INTO app.t (id, v) VALUES (1001, 'hidden')",
        "INSERT INTO app.t (id, v) VALUES (1002, 'new')",
        "INSERT INTO app.t (id, v) VALUES (3007, 'far')",
        "COMMIT",
        "UPDATE app.t SET id = 1007 WHERE id = 3007",
        "DELETE FROM app.t WHERE id = 1001",
        "UPDATE app.t SET id = 6 WHERE id = 7",
        "COMMIT",
    ] {
        run(&mut session, sql);
    }
    let fence = migration.now();
    assert_eq!(migration.migrate_until(fence).unwrap(), End::AtFence);
    assert_eq!(
        migration.text("SELECT string_agg(id || ' ' || v, ', ' ORDER BY id) FROM t WHERE id < 9 OR id > 999"),
        "0 text 0, 1 shown, 4 changed, 6 text 7, 8 text 8, 1002 new, 1007 far"
    );
    assert!(migration.is_equal_at(fence));
}

#[test]
fn events_of_debezium_are_carried_over() {
    let mut migration = Migration::new();
    let file = tempfile::NamedTempFile::new().unwrap();
    migration.replication = format!(
        "[replication.capture]\nfrom = \"debezium\"\nfile = {:?}\n",
        file.path()
    );
    let mut session = migration.simulator.session("APP");
    // Nothing is in the file yet: the rows are loaded, and its end is the end.
    assert_eq!(migration.migrate(None, None).unwrap(), End::Stopped);
    let event = |op: &str, transaction: u64, commit: u64, before: &str, after: &str| {
        format!(
            r#"{{"before":{before},"after":{after},"op":"{op}","source":{{"schema":"APP","table":"T","txId":"{transaction}","scn":"{commit}","commit_scn":"{commit}","ts_ms":1709249405000}}}}"#,
        ) + "\n"
    };
    let mut lines = String::new();
    run(&mut session, "INSERT INTO app.t (id, v) VALUES (1001, 'new')");
    run(&mut session, "UPDATE app.t SET v = 'changed' WHERE id = 1");
    run(&mut session, "COMMIT");
    let first = migration.simulator.scn();
    lines += &event("c", 1, first, "null", r#"{"ID":"1001","V":"new"}"#);
    lines += &event(
        "u",
        1,
        first,
        r#"{"ID":"1","V":"text 1"}"#,
        r#"{"ID":"1","V":"changed"}"#,
    );
    std::fs::write(file.path(), &lines).unwrap();
    assert_eq!(migration.migrate(None, None).unwrap(), End::Stopped);
    assert!(migration.is_equal_at(first));
    run(&mut session, "DELETE FROM app.t WHERE id = 2");
    run(&mut session, "UPDATE app.t SET id = 1002 WHERE id = 3");
    run(&mut session, "COMMIT");
    let second = migration.simulator.scn();
    lines += &event("d", 2, second, r#"{"ID":"2","V":"text 2"}"#, "null");
    lines += &event(
        "u",
        2,
        second,
        r#"{"ID":"3","V":"text 3"}"#,
        r#"{"ID":"1002","V":"text 3"}"#,
    );
    std::fs::write(file.path(), &lines).unwrap();
    // What was there before comes once more in the file, and is not applied again.
    assert_eq!(migration.migrate(None, None).unwrap(), End::Stopped);
    assert!(migration.is_equal_at(second));
    assert_eq!(
        migration.text("SELECT concat_ws(' ', inserts, updates, deletes) FROM plconv.replication_table"),
        "1 2 1"
    );
}

#[test]
fn changes_from_before_a_definition_are_read_although_nothing_was_captured_then() {
    let mut migration = Migration::new();
    migration.translates = true;
    migration.replication = "ddl = \"auto\"\n".to_owned();
    let mut session = migration.simulator.session("APP");
    // Open at the snapshot, and begun before anything was known of the table.
    run(&mut session, "INSERT INTO app.t (id, v) VALUES (1003, 'open')");
    migration.now();
    migration.behind_snapshot.lock().unwrap().push(
        "BEGIN INSERT INTO app.t (id, v) VALUES (1001, 'old'); UPDATE app.t SET v = 'older' WHERE id = 1; COMMIT; END;"
            .to_owned(),
    );
    // It ends before anything is applied.
    let error = migration.migrate_with(migration.simulator.scn() + 50, Some(&|_| Err(Error::Interrupted)));
    assert!(matches!(error, Err(Error::Interrupted)));
    run(&mut session, "COMMIT");
    run(&mut session, "ALTER TABLE app.t ADD (w VARCHAR2(10) DEFAULT 'w')");
    // It cannot be read again.
    run(&mut session, "DELETE FROM app.t WHERE id = 1003");
    run(
        &mut session,
        "INSERT INTO app.t (id, v, w) VALUES (1002, 'new', 'x')",
    );
    run(&mut session, "COMMIT");
    // By now the log shows the first changes by numbers of columns.
    assert_eq!(migration.migrate_until(migration.now()).unwrap(), End::AtFence);
    assert_eq!(
        migration.text("SELECT string_agg(id || ' ' || v || ' ' || w, ', ' ORDER BY id) FROM t WHERE id IN (1, 1001, 1002, 1003)"),
        "1 older w, 1001 old w, 1002 new x"
    );
    assert_eq!(
        migration.text("SELECT string_agg(state, ',') FROM plconv.replication_table"),
        "applying"
    );
}
