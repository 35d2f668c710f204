//! The simulated database, through the unmodified thin driver for Rust and without it.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

mod common;

use common::{STYLES, code, connect, get};
use oracle_double::{Column, DataType, Double, Options, Simulator, SimulatorSession, Style, Table, Value};
use oracledb::{Connection, Row, ToDbValue};

fn employees() -> Table {
    let rows = (1..=1000_i64).map(|id| vec![id.into(), format!("name {id}").into(), (id % 10).into()]);
    Table::new("HR", "EMPLOYEES")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("NAME", DataType::Varchar2(100)))
        .column(Column::new("DEPARTMENT", DataType::Number(4, 0)))
        .primary_key(&["ID"])
        .rows(rows.collect())
}

fn departments() -> Table {
    let rows = (0..10_i64).map(|id| vec![id.into(), format!("department {id}").into()]);
    Table::new("HR", "DEPARTMENTS")
        .column(Column::new("ID", DataType::Number(4, 0)))
        .column(Column::new("NAME", DataType::Varchar2(100)).not_null())
        .primary_key(&["ID"])
        .rows(rows.collect())
}

fn human_resources() -> Simulator {
    let simulator = Simulator::new();
    simulator.add(employees().foreign_key("EMP_DEPT_FK", &["DEPARTMENT"], "HR", "DEPARTMENTS"));
    simulator.add(departments());
    simulator
}

fn start(simulator: &Simulator) -> (Double, Connection) {
    let double = Double::start(Options::new(Style::V23), simulator.clone()).expect("a double");
    let connection = connect(&double);
    (double, connection)
}

fn rows(connection: &Connection, sql: &str, binds: &[&dyn ToDbValue]) -> Vec<Row> {
    let cursor = connection
        .query(sql, binds)
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    cursor.map(|row| row.expect("a row")).collect()
}

/// The rows of a query as text, without a client.
fn texts(session: &mut SimulatorSession, sql: &str) -> Vec<String> {
    let rows = session
        .query(sql, &[])
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let text = |value: &Value| match value {
        Value::Null => "-".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    };
    rows.iter()
        .map(|row| row.iter().map(text).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn queries() {
    let simulator = human_resources();
    let mut session = simulator.session("HR");
    let expectations: &[(&str, &[&str])] = &[
        ("SELECT COUNT(*) FROM employees", &["1000"]),
        ("SELECT id, name FROM employees WHERE id = 7", &["7|name 7"]),
        (
            "SELECT MIN(id), MAX(id), SUM(id), AVG(id) FROM employees WHERE id BETWEEN 1 AND 4",
            &["1|4|10|2.5"],
        ),
        ("SELECT COUNT(*), MAX(id) FROM employees WHERE id < 0", &["0|-"]),
        (
            "SELECT d.name, COUNT(*) AS n FROM employees e JOIN departments d ON d.id = e.department WHERE d.id IN (3, 5) \
             GROUP BY d.name ORDER BY 1 DESC",
            &["department 5|100", "department 3|100"],
        ),
        (
            "select e.id, d.name from hr.employees e left join hr.departments d on d.id = e.department and d.id > 8 \
             where e.id in (8, 9) order by e.id",
            &["8|-", "9|department 9"],
        ),
        (
            "SELECT name FROM departments d WHERE EXISTS (SELECT 1 FROM employees e WHERE e.department = d.id AND e.id = 42)",
            &["department 2"],
        ),
        (
            "SELECT id FROM employees ORDER BY id DESC FETCH FIRST 2 ROWS ONLY",
            &["1000", "999"],
        ),
        ("SELECT id FROM employees WHERE ROWNUM <= 3", &["1", "2", "3"]),
        (
            "SELECT DISTINCT department FROM employees WHERE department NOT IN (1,2,3,4,5,6) ORDER BY department",
            &["0", "7", "8", "9"],
        ),
        (
            "SELECT 'a' || 1 || NULL, NVL(NULL, 'x'), DECODE(1, 2, 'b', 'c'), CASE WHEN 1 = 1 THEN 'y' END FROM dual",
            &["a1|x|c|y"],
        ),
        (
            "SELECT TO_CHAR(TO_DATE('2024-02-29', 'YYYY-MM-DD') + 1, 'DD.MM.YYYY') FROM dual",
            &["01.03.2024"],
        ),
        (
            "SELECT 1 FROM dual UNION ALL SELECT 2 FROM dual ORDER BY 1 DESC",
            &["2", "1"],
        ),
        (
            "SELECT (SELECT name FROM departments WHERE id = 1) FROM dual",
            &["department 1"],
        ),
        (
            "SELECT name FROM (SELECT name, id FROM departments WHERE id < 5) x WHERE x.id > 3",
            &["department 4"],
        ),
        (
            "SELECT user, sys_context('USERENV', 'CURRENT_SCHEMA') FROM dual",
            &["HR|HR"],
        ),
    ];
    for (sql, expected) in expectations {
        assert_eq!(texts(&mut session, sql), *expected, "{sql}");
    }
    for (sql, expected) in [
        ("SELECT x FROM employees", 904),
        ("SELECT id FROM nothing", 942),
        ("SELECT id FROM employees AS OF SCN 99999999999", 8181),
        ("SELECT id FROM employees AS OF SCN 5", 1466),
        ("SELEC", 900),
        ("SELECT id FROM employees WHERE", 936),
        ("SELECT no_such_function(id) FROM employees", 904),
    ] {
        assert_eq!(session.query(sql, &[]).expect_err(sql).code, expected, "{sql}");
    }
}

#[test]
fn snapshots_see_what_was_committed() {
    let simulator = human_resources();
    let mut writer = simulator.session("HR");
    let mut reader = simulator.session("SYS");
    let before = simulator.scn();
    assert_eq!(
        writer.run(
            "UPDATE employees SET name = 'changed' WHERE department = :1",
            &[3.into()]
        ),
        Ok(100)
    );
    assert_eq!(writer.run("DELETE FROM employees WHERE id = 1", &[]), Ok(1));
    assert_eq!(
        writer.run(
            "INSERT INTO employees (id, name) VALUES (:1, :2)",
            &[2000.into(), "new".into()]
        ),
        Ok(1)
    );
    // Its own changes are seen by a session, others only when they are committed.
    assert_eq!(
        texts(
            &mut writer,
            "SELECT COUNT(*) FROM employees WHERE name = 'changed'"
        ),
        ["100"]
    );
    assert_eq!(
        texts(
            &mut reader,
            "SELECT COUNT(*) FROM hr.employees WHERE name = 'changed'"
        ),
        ["0"]
    );
    let during = simulator.scn();
    oracle_double::Session::commit(&mut writer).expect("a commit");
    let count = |reader: &mut SimulatorSession, scn: u64| {
        let sql = format!("SELECT COUNT(*), MAX(id), MIN(id) FROM hr.employees AS OF SCN {scn}");
        texts(reader, &sql).remove(0)
    };
    assert_eq!(count(&mut reader, before), "1000|1000|1");
    assert_eq!(count(&mut reader, during), "1000|1000|1");
    assert_eq!(count(&mut reader, simulator.scn()), "1000|2000|2");
    simulator.forget_before(during);
    let sql = format!("SELECT id FROM hr.employees AS OF SCN {before}");
    assert_eq!(reader.query(&sql, &[]).expect_err("too old").code, 1555);
}

#[test]
fn a_snapshot_gets_too_old_while_it_is_read() {
    let simulator = human_resources();
    let (_double, connection) = start(&simulator);
    let scn = simulator.scn();
    let mut cursor = connection
        .query("SELECT id FROM hr.employees AS OF SCN :1", &[&scn])
        .expect("a cursor");
    assert!(cursor.next().expect("a row").is_ok());
    simulator.advance(scn + 1000);
    simulator.forget_before(scn + 1);
    let error = cursor.find_map(Result::err).expect("an error");
    assert_eq!(code(&error), 1555);
}

#[test]
fn rowid_ranges_by_extent_have_each_row_once() {
    let table = Table::new("HR", "SPREAD")
        .column(Column::number("ID"))
        .column(Column::number("P"))
        .partitions(&["P0", "P1"], |row| {
            usize::from(matches!(&row[1], Value::Number(part) if *part == 1.into()))
        })
        .rows_per_block(3)
        .rows((0..3000_i64).map(|id| vec![id.into(), (id % 2).into()]).collect());
    let simulator = Simulator::new();
    simulator.add(table);
    for style in STYLES {
        let double = Double::start(Options::new(style), simulator.clone()).expect("a double");
        let connection = connect(&double);
        let extents = rows(
            &connection,
            "SELECT DBMS_ROWID.ROWID_CREATE(1, o.data_object_id, e.relative_fno, e.block_id, 0), \
             DBMS_ROWID.ROWID_CREATE(1, o.data_object_id, e.relative_fno, e.block_id + e.blocks - 1, 32767) \
             FROM dba_extents e JOIN all_objects o ON o.owner = e.owner AND o.object_name = e.segment_name \
             AND o.subobject_name = e.partition_name WHERE e.owner = :1 AND e.segment_name = :2 ORDER BY 1",
            &[&"HR", &"SPREAD"],
        );
        assert!(extents.len() >= 8, "{}", extents.len());
        let mut found: Vec<i64> = Vec::new();
        let mut rowids: Vec<String> = Vec::new();
        for extent in &extents {
            let (low, high): (String, String) = (get(extent, 0), get(extent, 1));
            let sql = "SELECT id, ROWID FROM hr.spread WHERE ROWID BETWEEN :1 AND :2";
            for row in rows(&connection, sql, &[&low, &high]) {
                found.push(get(&row, 0));
                rowids.push(get(&row, 1));
            }
        }
        found.sort_unstable();
        assert_eq!(found, (0..3000).collect::<Vec<_>>());
        let one = rows(
            &connection,
            "SELECT id FROM hr.spread WHERE ROWID = :1",
            &[&rowids[77]],
        );
        assert_eq!(one.len(), 1);
        assert_eq!(
            rows(
                &connection,
                "SELECT id FROM hr.spread PARTITION (P1) WHERE id < 10",
                &[]
            )
            .len(),
            5
        );
    }
}

#[test]
fn large_tables_are_made_when_they_are_read() {
    let simulator = Simulator::new();
    simulator.add(
        Table::new("HR", "LARGE")
            .column(Column::number("ID"))
            .column(Column::text("T"))
            .generated(20_000_000, |position| {
                [Value::from(position), Value::from(format!("row {position}"))].into()
            }),
    );
    let mut session = simulator.session("HR");
    let first = session
        .query("SELECT ROWID FROM large WHERE ROWNUM < 2", &[])
        .expect("a row");
    assert_eq!(
        session.run("DELETE FROM large WHERE ROWID = :1", &first[0]),
        Ok(1)
    );
    let (_double, connection) = start(&simulator);
    assert_eq!(
        get::<u64>(&rows(&connection, "SELECT COUNT(*) FROM hr.large", &[])[0], 0),
        20_000_000
    );
    oracle_double::Session::commit(&mut session).expect("a commit");
    assert_eq!(
        get::<u64>(&rows(&connection, "SELECT COUNT(*) FROM hr.large", &[])[0], 0),
        19_999_999
    );
    let cursor = connection
        .query("SELECT id, t FROM hr.large", &[])
        .expect("a cursor");
    assert_eq!(
        cursor
            .take(1000)
            .map(|row| get::<u64>(&row.expect("a row"), 0))
            .last(),
        Some(1000)
    );
}

#[test]
fn changes_by_clients() {
    let simulator = Simulator::new();
    simulator.add(
        Table::new("SCOTT", "T")
            .column(Column::new("ID", DataType::Number(10, 0)))
            .identity()
            .column(Column::new("V", DataType::Varchar2(5)))
            .column(Column::new("C", DataType::Char(3)))
            .default("'ab'")
            .column(Column::new("N", DataType::Number(5, 2)))
            .column(Column::new("D", DataType::Date))
            .primary_key(&["ID"]),
    );
    let (double, connection) = start(&simulator);
    let binds: [&dyn ToDbValue; 3] = [&"abc", &"1.005", &oracledb::DB_TYPE_NUMBER];
    let mut result = connection
        .execute(
            "INSERT INTO t (v, n, d) VALUES (:1, :2, DATE '2024-02-29') RETURNING id INTO :3",
            &binds,
        )
        .expect("an insert");
    assert_eq!(get::<i64>(&result.returned_data()[0], 0), 1);
    let row = &rows(&connection, "SELECT v, c, n, TO_CHAR(d, 'YYYYMMDD') FROM t", &[])[0];
    let found: Vec<String> = (0..4).map(|column| get(row, column)).collect();
    assert_eq!(found, ["abc", "ab ", "1.01", "20240229"]);
    for (sql, expected) in [
        ("INSERT INTO t (id) VALUES (1)", 1),
        ("INSERT INTO t (id, v) VALUES (2, 'too long')", 12899),
        ("INSERT INTO t (id, n) VALUES (2, 1000)", 1438),
        ("INSERT INTO t (id, v) VALUES (NULL, 'x')", 1400),
        ("UPDATE t SET n = 'x'", 1722),
        ("INSERT INTO t (id) VALUES (1, 2)", 913),
    ] {
        let error = connection.execute(sql, &[]).err().expect(sql);
        assert_eq!(code(&error), expected, "{sql}");
    }
    connection.execute("SAVEPOINT s", &[]).expect("a savepoint");
    assert_eq!(
        connection
            .execute("UPDATE t SET v = 'z' WHERE id = 1", &[])
            .expect("an update")
            .rows_affected(),
        1
    );
    connection
        .execute("ROLLBACK TO SAVEPOINT s", &[])
        .expect("rolled back");
    connection.commit().expect("a commit");
    assert_eq!(
        get::<String>(&rows(&connection, "SELECT v FROM t", &[])[0], 0),
        "abc"
    );
    connection.execute("DELETE FROM t", &[]).expect("a delete");
    connection.rollback().expect("a rollback");
    assert_eq!(rows(&connection, "SELECT v FROM t", &[]).len(), 1);
    // A lost connection takes its changes along.
    connection.execute("DELETE FROM t", &[]).expect("a delete");
    double.cut_connections();
    drop(connection);
    let connection = connect(&double);
    while double.open_connections() > 1 {
        std::thread::yield_now();
    }
    assert_eq!(rows(&connection, "SELECT v FROM t", &[]).len(), 1);
}

#[test]
fn definitions() {
    let simulator = human_resources();
    let mut session = simulator.session("HR");
    for sql in [
        "CREATE TABLE things (id NUMBER(10) PRIMARY KEY, name VARCHAR2(30) NOT NULL, made TIMESTAMP(3) WITH TIME ZONE)",
        "INSERT INTO things (id, name) VALUES (1, 'one')",
        "ALTER TABLE things ADD (kind VARCHAR2(10) DEFAULT 'plain' NOT NULL, n NUMBER)",
        "ALTER TABLE things DROP COLUMN made",
        "ALTER TABLE things RENAME COLUMN kind TO sort",
        "ALTER TABLE things RENAME TO stuff",
    ] {
        session.run(sql, &[]).expect(sql);
    }
    assert_eq!(texts(&mut session, "SELECT * FROM stuff"), ["1|one|plain|-"]);
    assert_eq!(
        texts(
            &mut session,
            "SELECT column_name, data_type, nullable FROM user_tab_columns WHERE table_name = 'STUFF' ORDER BY column_id"
        ),
        ["ID|NUMBER|N", "NAME|VARCHAR2|N", "SORT|VARCHAR2|N", "N|NUMBER|Y"]
    );
    session.run("TRUNCATE TABLE stuff", &[]).expect("truncated");
    assert_eq!(texts(&mut session, "SELECT COUNT(*) FROM stuff"), ["0"]);
    session.run("DROP TABLE stuff PURGE", &[]).expect("dropped");
    assert_eq!(
        session.query("SELECT * FROM stuff", &[]).expect_err("gone").code,
        942
    );
}

#[test]
fn the_dictionary() {
    let simulator = human_resources();
    simulator.add_sequence("HR", "EMP_SEQ", 1021, 1, 20);
    simulator.add_source(
        "HR",
        "PROCEDURE",
        "P",
        "CREATE OR REPLACE PROCEDURE p IS\nBEGIN\n  NULL;\nEND;\n",
    );
    simulator.set_parameter("undo_retention", "60");
    simulator.set_privileges(&["CREATE SESSION", "LOGMINING"]);
    let mut writer = simulator.session("HR");
    writer
        .run("DELETE FROM employees WHERE id = 5", &[])
        .expect("a delete");
    let mut session = simulator.session("SCOTT");
    let expectations: &[(&str, &[&str])] = &[
        (
            "SELECT owner, table_name, num_rows FROM all_tables ORDER BY table_name",
            &["HR|DEPARTMENTS|10", "HR|EMPLOYEES|1000"],
        ),
        (
            "SELECT c.constraint_name, c.constraint_type, r.table_name FROM all_constraints c LEFT JOIN all_constraints r \
             ON r.owner = c.r_owner AND r.constraint_name = c.r_constraint_name WHERE c.table_name = 'EMPLOYEES' ORDER BY 1",
            &["EMPLOYEES_PK|P|-", "EMP_DEPT_FK|R|DEPARTMENTS"],
        ),
        (
            "SELECT cc.column_name FROM all_cons_columns cc WHERE cc.constraint_name = 'EMPLOYEES_PK' ORDER BY cc.position",
            &["ID"],
        ),
        (
            "SELECT search_condition_vc FROM all_constraints WHERE constraint_type = 'C'",
            &["\"NAME\" IS NOT NULL"],
        ),
        (
            "SELECT index_name, uniqueness FROM all_indexes WHERE table_name = 'EMPLOYEES'",
            &["EMPLOYEES_PK|UNIQUE"],
        ),
        (
            "SELECT last_number FROM dba_sequences WHERE sequence_name = 'EMP_SEQ'",
            &["1021"],
        ),
        (
            "SELECT line, text FROM all_source WHERE name = 'P' AND line < 3",
            &["1|PROCEDURE p IS\n", "2|BEGIN\n"],
        ),
        (
            "SELECT log_mode, supplemental_log_data_min FROM v$database",
            &["ARCHIVELOG|YES"],
        ),
        (
            "SELECT value FROM v$parameter WHERE name = 'undo_retention'",
            &["60"],
        ),
        (
            "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_CHARACTERSET'",
            &["AL32UTF8"],
        ),
        (
            "SELECT privilege FROM session_privs ORDER BY 1",
            &["CREATE SESSION", "LOGMINING"],
        ),
        (
            "SELECT COUNT(*) FROM gv$transaction WHERE status = 'ACTIVE' AND inst_id = 1",
            &["1"],
        ),
        (
            "SELECT log_group_type FROM dba_log_groups WHERE table_name = 'EMPLOYEES'",
            &["ALL COLUMN LOGGING"],
        ),
        ("SELECT COUNT(*) FROM all_tab_comments", &["0"]),
    ];
    for (sql, expected) in expectations {
        assert_eq!(texts(&mut session, sql), *expected, "{sql}");
    }
    let scn = texts(&mut session, "SELECT current_scn FROM v$database").remove(0);
    assert_eq!(scn, simulator.scn().to_string());
    let (_double, connection) = start(&simulator);
    let row = &rows(
        &connection,
        "SELECT DBMS_METADATA.GET_DDL('TABLE', 'EMPLOYEES', 'HR') FROM dual",
        &[],
    )[0];
    let ddl: String = get(row, 0);
    assert!(ddl.contains("CREATE TABLE \"HR\".\"EMPLOYEES\""), "{ddl}");
    let mut result = connection
        .execute(
            "BEGIN :scn := DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER; END;",
            &[&oracledb::DB_TYPE_NUMBER],
        )
        .expect("a block");
    assert_eq!(get::<u64>(&result.out_bind_data(), 0), simulator.scn());
}
