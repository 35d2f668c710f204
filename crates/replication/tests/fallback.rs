//! The way back from a real PostgreSQL into a double of an Oracle server.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

mod backward;

use backward::{Ends, Keeper};
use oracle_double::{Column, DataType, Table, Value};
use plconv_replication::fallback::Event;

fn people() -> Table {
    Table::new("APP", "PEOPLE")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("NAME", DataType::Varchar2(40)))
        .column(Column::new("CITY", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .rows(vec![
            vec![1.into(), "Ada".into(), "London".into()],
            vec![2.into(), "Blaise".into(), Value::Null],
        ])
}

const PEOPLE: &str = "CREATE TABLE people (id bigint PRIMARY KEY, name varchar(40), city varchar(40));
                      INSERT INTO people VALUES (1, 'Ada', 'London'), (2, 'Blaise', NULL)";

const ALL_PEOPLE: &str = "SELECT id, name, city FROM people ORDER BY id";

fn ends(more: &str) -> Ends {
    let ends = Ends::new(vec![(people(), "APP.PEOPLE", "people")], PEOPLE, more);
    ends.prepare().unwrap();
    ends
}

#[test]
fn what_is_committed_goes_back_once() {
    let ends = ends("");
    ends.execute(
        "BEGIN; INSERT INTO people VALUES (3, 'Carl', 'Göttingen'); UPDATE people SET city = 'Paris' WHERE id = 2; COMMIT;
         BEGIN; DELETE FROM people WHERE id = 1; ROLLBACK;
         UPDATE people SET id = 10 WHERE id = 1",
    );
    ends.run().unwrap();
    let expected = ["2|Blaise|Paris", "3|Carl|Göttingen", "10|Ada|London"];
    assert_eq!(ends.oracle(ALL_PEOPLE), expected);
    // Nothing comes twice.
    ends.run().unwrap();
    ends.execute("DELETE FROM people WHERE id = 3; INSERT INTO people VALUES (4, '', NULL)");
    ends.run().unwrap();
    assert_eq!(
        ends.oracle(ALL_PEOPLE),
        ["2|Blaise|Paris", "4|-|-", "10|Ada|London"]
    );
    assert_eq!(
        ends.text("SELECT concat_ws(' ', state, transactions, inserts, updates, deletes, emptied) FROM plconv.fallback"),
        "running 3 2 2 1 1"
    );
    assert_eq!(
        ends.oracle("SELECT transactions, changes FROM scott.plconv_fallback"),
        ["3|5"]
    );
}

#[test]
fn a_change_that_oracle_does_not_take_stops_with_all_that_is_known() {
    let ends = ends("");
    let mut session = ends.simulator.session("APP");
    session.run("DELETE FROM people WHERE id = 2", &[]).unwrap();
    session.run("COMMIT", &[]).unwrap();
    ends.execute("UPDATE people SET city = 'x' WHERE id = 1");
    ends.execute("UPDATE people SET name = 'B.' WHERE id = 2");
    let error = ends.run().unwrap_err().to_string();
    assert!(
        error.contains("APP.PEOPLE: update of id=2: Oracle has no such row") && error.contains("name=B."),
        "{error}"
    );
    // What came before is there, and nothing behind.
    assert_eq!(ends.oracle(ALL_PEOPLE), ["1|Ada|x"]);
    assert_eq!(ends.text("SELECT state FROM plconv.fallback"), "stopped");
    session
        .run("INSERT INTO people (id, name) VALUES (2, 'Blaise')", &[])
        .unwrap();
    session.run("COMMIT", &[]).unwrap();
    ends.run().unwrap();
    assert_eq!(ends.oracle(ALL_PEOPLE), ["1|Ada|x", "2|B.|-"]);
}

#[test]
fn conflicts_are_noted_where_the_plan_says_so() {
    let ends = ends("[replication]\nconflicts = \"log\"");
    let mut session = ends.simulator.session("APP");
    session
        .run("INSERT INTO people (id, name) VALUES (7, 'Emmy')", &[])
        .unwrap();
    session.run("COMMIT", &[]).unwrap();
    ends.execute("INSERT INTO people SELECT n, 'n', 'c' FROM generate_series(5, 9) n");
    let keeper = Keeper::default();
    ends.run_with(&keeper, None).unwrap();
    assert_eq!(ends.oracle("SELECT COUNT(*) FROM people"), ["7"]);
    assert_eq!(ends.oracle("SELECT name FROM people WHERE id = 7"), ["Emmy"]);
    let conflict = ends.text(
        "SELECT string_agg(concat_ws(' ', operation, row_key, reason), ';') FROM plconv.fallback_conflict",
    );
    assert!(conflict.starts_with("insert id=7 ORA-00001"), "{conflict}");
    let events = keeper.0.lock().unwrap();
    assert!(events.contains(&Event::Careful), "{events:?}");
}
