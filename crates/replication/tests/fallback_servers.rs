//! The way back from servers of other kinds: through TLS, and of other versions.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

mod backward;
#[path = "../../mover/tests/encrypted/mod.rs"]
mod encrypted;

use backward::Ends;
use encrypted::{certificates, encrypt};
use oracle_double::{Column, DataType, Table};
use plconv_replication::fallback::Quiet;
use plconv_verify::{Server, ServerChoice};
use std::sync::Mutex;

fn table() -> Table {
    Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
}

/// Carries some changes back, and says whether each connection that the log came through was encrypted.
fn carried(server: &Server, parameters: &str) -> Vec<bool> {
    let database = server.fresh_database().unwrap();
    let mark = if database.url().contains('?') { '&' } else { '?' };
    let url = format!("{}{mark}{parameters}", database.url());
    let ddl = "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40))";
    let ends = Ends::of(database, &url, vec![(table(), "APP.T", "t")], ddl, "");
    ends.prepare().unwrap();
    ends.execute(
        "BEGIN; INSERT INTO t SELECT n, 'text ' || n FROM generate_series(1, 2000) n; COMMIT;
         UPDATE t SET v = 'changed' WHERE id <= 10; DELETE FROM t WHERE id > 20; UPDATE t SET id = 30 WHERE id = 20",
    );
    let seen = Mutex::new((ends.client(), Vec::new()));
    let look = |_: &str| {
        let (client, seen) = &mut *seen.lock().unwrap();
        let sql = "SELECT s.ssl FROM pg_stat_replication r JOIN pg_stat_ssl s USING (pid)
                    WHERE r.application_name = 'plconv fallback'";
        seen.extend(
            client
                .query(sql, &[])
                .unwrap()
                .iter()
                .map(|row| row.get::<_, bool>(0)),
        );
        Ok(())
    };
    ends.run_with(&Quiet, Some(&look)).unwrap();
    let sql = "SELECT COUNT(*), MIN(v), MAX(id) FROM t";
    assert_eq!(ends.oracle(sql), ["20|changed|30"]);
    ends.finish().unwrap();
    let (_, seen) = seen.into_inner().unwrap();
    assert!(!seen.is_empty());
    seen
}

/// Without TLS, then with it: the server's certificate is looked at too.
fn both(choice: &ServerChoice) {
    let server = Server::start(choice).unwrap();
    assert!(
        carried(&server, "sslmode=disable")
            .iter()
            .all(|encrypted| !encrypted)
    );
    let (authority, certificate, key) = certificates("127.0.0.1");
    encrypt(&server.fresh_database().unwrap(), &certificate, &key);
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("ca.pem");
    std::fs::write(&root, authority).unwrap();
    let full = format!("sslmode=verify-full&sslrootcert={}", root.display());
    assert!(carried(&server, &full).iter().all(|encrypted| *encrypted));
}

#[test]
fn changes_come_back_through_tls() {
    both(&ServerChoice::Local { major: None });
}

/// `PLCONV_TEST_POSTGRESQL_17` names the directory with `initdb` and `postgres` of a PostgreSQL 17.
#[test]
fn changes_come_back_from_postgresql_17() {
    match std::env::var("PLCONV_TEST_POSTGRESQL_17") {
        Ok(directory) if !directory.is_empty() => both(&ServerChoice::Programs(directory.into())),
        Ok(_) | Err(_) => {}
    }
}
