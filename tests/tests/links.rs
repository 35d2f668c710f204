//! Tables behind a database link as foreign tables: `database-links` of the policy, on PostgreSQL with `postgres_fdw`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests fail like tests, and write the files they convert"
)]

use plconv_db::Policy;
use plconv_project::convert::{convert_project, open_project};
use plconv_project::discover::discover;
use plconv_project::write::{WriteOptions, write_output};
use plconv_project::{Database, NoProgress};
use plconv_verify::{ScriptOptions, Session, test_server};

const SOURCE: &str = "
CREATE DATABASE LINK remote CONNECT TO scott IDENTIFIED BY tiger USING 'db2';
CREATE TABLE item (id NUMBER, d DATE);
CREATE SYNONYM far_item FOR item@remote;
CREATE OR REPLACE VIEW v AS SELECT i.id, r.name FROM item i, item@remote.world r WHERE i.id = r.id(+);
CREATE OR REPLACE PROCEDURE pull IS
BEGIN
  INSERT INTO item SELECT id, d FROM item@remote WHERE id < 3;
  UPDATE item@remote SET name = 'pulled' WHERE id = 1;
  DELETE FROM far_item WHERE id = 3;
  INSERT INTO item@remote (id, name) SELECT 4, dummy FROM dual@remote;
END;
/
";

/// A server that is itself the far one: its schema `far` has the tables that `crm` shows as foreign ones.
const FAR: &str = "
CREATE SCHEMA far;
CREATE TABLE far.item (id numeric, d timestamp(0), name text);
INSERT INTO far.item VALUES (1, '2020-01-01', 'one'), (2, '2020-01-02', 'two'), (3, '2020-01-03', 'three');
CREATE EXTENSION postgres_fdw;
DO $$
BEGIN
  EXECUTE format('CREATE SERVER far_server FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host %L, port %L, dbname %L)',
    split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port'), current_database());
END
$$;
CREATE USER MAPPING FOR CURRENT_USER SERVER far_server;
CREATE SCHEMA crm;
";

/// Once the far tables are committed.
const IMPORT: &str = "IMPORT FOREIGN SCHEMA far FROM SERVER far_server INTO crm";

fn rows(session: &mut Session, sql: &str) -> Vec<String> {
    let rows = session.query_text(sql).unwrap();
    rows.into_iter()
        .map(|row| {
            let values: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
            values.join(" ")
        })
        .collect()
}

#[test]
fn tables_behind_a_link_are_read_and_written_as_foreign_tables() {
    let directory = tempfile::tempdir().unwrap();
    let tree = directory.path().join("src");
    std::fs::create_dir(&tree).unwrap();
    std::fs::write(tree.join("a.sql"), SOURCE).unwrap();
    let tree = discover(&tree, None, None, &NoProgress).unwrap();
    let mut policy = Policy::default();
    policy
        .database_links
        .insert("Remote.example.com".to_owned(), "crm".to_owned());
    let database = Database::default();
    let project = open_project(&database, &tree, policy, None);
    let conversion = convert_project(&database, project, &tree, &NoProgress);
    let codes = |code: &str| {
        let with_code = conversion.diagnostics.iter();
        with_code.filter(|found| found.code.to_string() == code).count()
    };
    assert_eq!((codes("PLC0316"), codes("PLC0426")), (0, 6));
    let output = directory.path().join("out");
    write_output(
        &output,
        &conversion.output,
        conversion.manifest.clone(),
        &conversion.diagnostics,
        &tree,
        WriteOptions::default(),
    )
    .unwrap();
    let mut session = test_server()
        .unwrap()
        .fresh_database()
        .unwrap()
        .connect()
        .unwrap();
    session.query_text(FAR).unwrap();
    session.query_text(IMPORT).unwrap();
    let outcome = session
        .load_script(&output.join("load.sql"), &ScriptOptions::default())
        .unwrap();
    let errors: Vec<String> = outcome.errors().map(ToString::to_string).collect();
    assert_eq!(errors, [""; 0]);
    session.query_text("CALL pull()").unwrap();
    assert_eq!(
        rows(&mut session, "SELECT id, name FROM v ORDER BY id"),
        ["1 pulled", "2 two"]
    );
    assert_eq!(
        rows(&mut session, "SELECT id, name FROM far.item ORDER BY id"),
        ["1 pulled", "2 two", "4 X"]
    );
}
