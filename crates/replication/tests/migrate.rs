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
use plconv_mover::error::Error;
use plconv_replication::apply::End;

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
        matches!(error, Error::Stopped(_))
            && text.contains("APP.T: update of ID=5")
            && text.contains("has no such row"),
        "{text}"
    );
    assert_eq!(migration.text("SELECT state FROM plconv.replication"), "stopped");
    // The row is put back as it was, and the same command goes on.
    migration.execute("INSERT INTO t VALUES (5, 'text 5')");
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
