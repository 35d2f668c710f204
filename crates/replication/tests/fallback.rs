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

#[test]
fn values_of_all_types_go_back() {
    let table = Table::new("APP", "V")
        .column(Column::new("CODE", DataType::Char(4)))
        .column(Column::new("DAY", DataType::Date))
        .column(Column::new("N", DataType::Number(0, -127)))
        .column(Column::new("OK", DataType::Number(1, 0)))
        .column(Column::new("F", DataType::BinaryFloat))
        .column(Column::new("D", DataType::BinaryDouble))
        .column(Column::new("R", DataType::Raw(16)))
        .column(Column::new("B", DataType::Blob))
        .column(Column::new("C", DataType::Clob))
        .column(Column::new("TS", DataType::Timestamp(6)))
        .column(Column::new("TZ", DataType::TimestampTz(6)))
        .column(Column::new("YM", DataType::IntervalYm(4)))
        .column(Column::new("DS", DataType::IntervalDs(4, 6)))
        .column(Column::new("FLAG", DataType::Varchar2(1)))
        .primary_key(&["CODE", "DAY"]);
    let ends = Ends::new(
        vec![(table, "APP.V", "v")],
        "CREATE TABLE v (code char(4), day timestamp(0), n numeric, ok boolean, f real, d double precision, r uuid, b bytea,
                         c text, ts timestamp(6), tz timestamptz(6), ym interval, ds interval, flag boolean,
                         PRIMARY KEY (code, day));
         ALTER TABLE v ALTER c SET STORAGE external, ALTER b SET STORAGE external",
        "",
    );
    let mut plan = ends.plan().as_ref().clone();
    let flag = plan.tables[0].column.entry("FLAG".to_owned()).or_default();
    flag.values.insert("J".to_owned(), "true".to_owned());
    flag.values.insert("N".to_owned(), "false".to_owned());
    let ends = ends.with_plan(plan);
    ends.prepare().unwrap();
    ends.execute(
        "INSERT INTO v VALUES
         ('ab', '2024-02-29 13:14:15', 12345678901234567890.0123456789, true, 1.5, -0.1,
          '00112233-4455-6677-8899-aabbccddeeff', '\\x00ff', repeat('ä\u{1F600}', 20000), '0001-01-01 00:00:00.000001',
          '2024-02-29 13:14:15.123456+02', '-1 years -2 months', '3 days 04:05:06.789', true),
         ('c', '1999-12-31', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
         ('d', '2000-01-01', -0.05, false, 'NaN', '-Infinity', NULL, '', '', NULL, NULL, '0', '-1 second', false)",
    );
    ends.run().unwrap();
    let texts = |code: &str| {
        ends.oracle(&format!(
            "SELECT code, TO_CHAR(day, 'YYYY-MM-DD HH24:MI:SS'), n, ok, f, d, RAWTOHEX(r), TO_CHAR(ts, 'YYYY-MM-DD HH24:MI:SS.FF6'),
                    TO_CHAR(SYS_EXTRACT_UTC(tz), 'YYYY-MM-DD HH24:MI:SS.FF6'), ym, ds, flag, DBMS_LOB.GETLENGTH(c),
                    DBMS_LOB.GETLENGTH(b)
               FROM v WHERE code LIKE '{code}%'"
        ))
        .join("\n")
    };
    assert_eq!(
        texts("ab"),
        "ab  |2024-02-29 13:14:15|12345678901234567890.0123456789|1|Float(1.5)|Double(-0.1)|00112233445566778899AABBCCDDEEFF|\
         0001-01-01 00:00:00.000001|2024-02-29 11:14:15.123456|\
         IntervalYm(IntervalYm { years: -1, months: -2 })|\
         IntervalDs(IntervalDs { days: 3, hours: 4, minutes: 5, seconds: 6, nanoseconds: 789000000 })|J|60000|2"
    );
    assert_eq!(texts("c"), "c   |1999-12-31 00:00:00|-|-|-|-|-|-|-|-|-|-|-|-");
    let empty = texts("d");
    assert!(
        empty.starts_with("d   |2000-01-01 00:00:00|-0.05|0|Float(NaN)|Double(-inf)|-|-|-|")
            && empty.ends_with("|N|0|0"),
        "{empty}"
    );
    // Large values that do not change are not sent and stay; rows are found by blank-padded texts and by dates.
    ends.execute("UPDATE v SET n = 7 WHERE code = 'ab'");
    ends.execute("UPDATE v SET c = 'short', code = 'cc' WHERE code = 'c'; DELETE FROM v WHERE code = 'd'");
    ends.run().unwrap();
    assert_eq!(
        ends.oracle("SELECT code, n, DBMS_LOB.GETLENGTH(c) FROM v ORDER BY code"),
        ["ab  |7|60000", "cc  |-|5"]
    );
    // What Oracle has no value for stops the way back.
    ends.execute("UPDATE v SET day = 'infinity' WHERE code = 'cc'");
    let error = ends.run().unwrap_err().to_string();
    assert!(
        error.contains("update of code=cc") && error.contains("infinity"),
        "{error}"
    );
}

#[test]
fn what_stands_in_the_way_is_told_before() {
    let table = Table::new("APP", "K")
        .column(Column::new("A", DataType::Number(5, 0)))
        .column(Column::new("B", DataType::Clob));
    let ends = Ends::new(
        vec![(people(), "APP.PEOPLE", "people"), (table, "APP.K", "k")],
        "CREATE UNLOGGED TABLE people (id bigint PRIMARY KEY, name varchar(40), city bytea, age int);
         CREATE TABLE k (a int, b text)",
        "",
    );
    let findings: Vec<String> = ends
        .check()
        .iter()
        .map(|finding| format!("{:?} {}: {}", finding.severity, finding.object, finding.message))
        .collect();
    let has = |start: &str| findings.iter().any(|finding| finding.starts_with(start));
    assert!(has("Blocking public.people: it is not logged"), "{findings:#?}");
    assert!(
        has("Blocking plan: APP.PEOPLE: column CITY of type VARCHAR2: there is no way back from type bytea"),
        "{findings:#?}"
    );
    assert!(has(
        "Blocking public.k: it has no primary key, and values of b cannot be compared"
    ));
    assert!(
        has("Warning public.people: columns that Oracle does not get: age"),
        "{findings:#?}"
    );
    assert!(ends.prepare().is_err());
    assert_eq!(
        ends.text("SELECT count(*)::text FROM pg_replication_slots WHERE database = current_database()"),
        "0"
    );
}

#[test]
fn rows_that_go_together_and_columns_that_come() {
    let ends = ends("");
    ends.execute("TRUNCATE people");
    ends.execute("INSERT INTO people VALUES (5, 'Emmy', 'Erlangen')");
    ends.run().unwrap();
    assert_eq!(ends.oracle(ALL_PEOPLE), ["5|Emmy|Erlangen"]);
    ends.execute("ALTER TABLE people ADD age int");
    ends.execute("UPDATE people SET age = 53");
    let error = ends.run().unwrap_err().to_string();
    assert!(error.contains("column age was added to public.people"), "{error}");
    ends.simulator
        .session("APP")
        .run("ALTER TABLE people ADD (age NUMBER(3))", &[])
        .unwrap();
    ends.run().unwrap();
    assert_eq!(ends.oracle("SELECT age FROM people"), ["53"]);
}
