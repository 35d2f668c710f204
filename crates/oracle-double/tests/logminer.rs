//! What LogMiner says of the changes of the simulated database.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

mod common;

use common::{connect, get};
use oracle_double::{
    Column, DataType, DateTime, Double, IntervalDs, LogMinerQuirks, Options, OracleError, Session, Simulator,
    SimulatorSession, Style, SupplementalLog, Table, Value,
};

fn accounts() -> Table {
    Table::new("BANK", "ACCOUNTS")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("NAME", DataType::Varchar2(4000)))
        .column(Column::new("AMOUNT", DataType::Number(12, 2)))
        .primary_key(&["ID"])
}

fn bank() -> (Simulator, SimulatorSession) {
    let simulator = Simulator::new();
    simulator.add(accounts());
    let session = simulator.session("BANK");
    (simulator, session)
}

fn run(session: &mut SimulatorSession, sql: &str) {
    if let Err(error) = session.run(sql, &[]) {
        panic!("{sql}: {error}");
    }
}

/// Adds all files that have redo of a window and starts LogMiner.
fn start(session: &mut SimulatorSession, low: u64, high: u64) -> Result<(), OracleError> {
    let files = session.query(
        "SELECT name FROM v$archived_log WHERE name IS NOT NULL AND next_change# > :1 AND first_change# <= :2 \
         UNION ALL SELECT f.member FROM v$log l JOIN v$logfile f ON f.group# = l.group# WHERE l.archived = 'NO'",
        &[low.into(), high.into()],
    )?;
    for (number, file) in files.into_iter().enumerate() {
        let how = if number == 0 { "NEW" } else { "ADDFILE" };
        let block =
            format!("BEGIN DBMS_LOGMNR.ADD_LOGFILE(LogFileName => :1, Options => DBMS_LOGMNR.{how}); END;");
        session.run(&block, &file)?;
    }
    let block = "BEGIN DBMS_LOGMNR.START_LOGMNR(startScn => :1, endScn => :2, \
                 options => DBMS_LOGMNR.DICT_FROM_ONLINE_CATALOG + DBMS_LOGMNR.NO_ROWID_IN_STMT); END;";
    session.run(block, &[low.into(), high.into()])?;
    Ok(())
}

/// The rows of a window: operation, whether it takes something back, and statement.
fn mine(simulator: &Simulator, low: u64) -> Vec<String> {
    let mut session = simulator.session("C##MINER");
    start(&mut session, low, simulator.scn()).expect("started");
    let rows = session.query(
        "SELECT operation, rollback, sql_redo FROM v$logmnr_contents WHERE operation_code <> 6",
        &[],
    );
    run(&mut session, "BEGIN DBMS_LOGMNR.END_LOGMNR; END;");
    let text = |value: &Value| value.as_text().unwrap_or_default().to_owned();
    rows.expect("rows")
        .iter()
        .map(|row| {
            let taken_back = if row[1] == 1.into() { "~" } else { "" };
            format!("{taken_back}{}: {}", text(&row[0]), text(&row[2]))
        })
        .collect()
}

#[test]
fn changes_and_what_takes_them_back() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    run(&mut session, "INSERT INTO accounts VALUES (1, 'it''s', NULL)");
    run(&mut session, "SAVEPOINT s");
    run(&mut session, "UPDATE accounts SET amount = -0.5 WHERE id = 1");
    run(&mut session, "ROLLBACK TO s");
    run(&mut session, "DELETE FROM accounts WHERE id = 1");
    session.commit().expect("a commit");
    run(&mut session, "INSERT INTO accounts (id) VALUES (2)");
    session.rollback().expect("a rollback");
    let rowid = "AAARFwAAHAAAACAAAA";
    let second = "AAARFwAAHAAAACAAAB";
    let table = "\"BANK\".\"ACCOUNTS\"";
    let expected = [
        format!("INSERT: insert into {table}(\"ID\",\"NAME\",\"AMOUNT\") values ('1','it''s',NULL);"),
        format!(
            "UPDATE: update {table} set \"AMOUNT\" = '-.5' where \"ID\" = '1' and \"NAME\" = 'it''s' and \"AMOUNT\" IS NULL;"
        ),
        format!("~UPDATE: update {table} set \"AMOUNT\" = NULL where ROWID = '{rowid}';"),
        format!(
            "DELETE: delete from {table} where \"ID\" = '1' and \"NAME\" = 'it''s' and \"AMOUNT\" IS NULL;"
        ),
        "COMMIT: commit;".to_owned(),
        format!("INSERT: insert into {table}(\"ID\",\"NAME\",\"AMOUNT\") values ('2',NULL,NULL);"),
        format!("~DELETE: delete from {table} where ROWID = '{second}';"),
        "ROLLBACK: rollback;".to_owned(),
    ];
    assert_eq!(mine(&simulator, low), expected);
}

#[test]
fn every_type_as_text() {
    let simulator = Simulator::new();
    let time = DateTime::date(2024, 2, 29).at(1, 2, 3, 0);
    let interval = IntervalDs {
        days: 3,
        hours: 4,
        minutes: 5,
        seconds: 6,
        nanoseconds: 7,
    };
    let values: Vec<(DataType, Value, &str)> = vec![
        (DataType::Number(0, -127), 7.into(), "'7'"),
        (
            DataType::Date,
            time.into(),
            "TO_DATE('2024-02-29 01:02:03', 'YYYY-MM-DD HH24:MI:SS')",
        ),
        (
            DataType::Timestamp(0),
            time.into(),
            "TO_TIMESTAMP('2024-02-29 01:02:03.')",
        ),
        (
            DataType::Timestamp(6),
            time.at(1, 2, 3, 5000).into(),
            "TO_TIMESTAMP('2024-02-29 01:02:03.000005')",
        ),
        (
            DataType::TimestampTz(9),
            Value::TimeTz(time, 330),
            "TO_TIMESTAMP_TZ('2024-02-29 06:32:03.000000000 +05:30')",
        ),
        (
            DataType::IntervalDs(9, 9),
            Value::IntervalDs(interval),
            "TO_DSINTERVAL('+03 04:05:06.000000007')",
        ),
        (
            DataType::Raw(10),
            Value::from(&[0xab_u8, 1][..]),
            "HEXTORAW('ab01')",
        ),
        (DataType::Nvarchar2(10), "aé'".into(), "UNISTR('a\\00E9''')"),
        (DataType::BinaryDouble, 1.5.into(), "'1.5E+000'"),
        (DataType::BinaryFloat, f32::NEG_INFINITY.into(), "'-Inf'"),
        (DataType::Char(3), "ab ".into(), "'ab '"),
    ];
    let mut table = Table::new("BANK", "TYPES");
    for (at, (data_type, _, _)) in values.iter().enumerate() {
        table = table.column(Column::new(&format!("C{at}"), data_type.clone()));
    }
    simulator.add(table);
    let low = simulator.scn();
    let mut session = simulator.session("BANK");
    let binds: Vec<Value> = values.iter().map(|(_, value, _)| value.clone()).collect();
    let marks: Vec<String> = (0..binds.len()).map(|at| format!(":{at}")).collect();
    session
        .run(&format!("INSERT INTO types VALUES ({})", marks.join(",")), &binds)
        .expect("an insert");
    session.commit().expect("a commit");
    let expected: Vec<&str> = values.iter().map(|(_, _, text)| *text).collect();
    let found = mine(&simulator, low).remove(0);
    assert!(
        found.ends_with(&format!("values ({});", expected.join(","))),
        "{found}"
    );
}

#[test]
fn long_statements_go_on_in_more_rows() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    session
        .run(
            "INSERT INTO accounts (id, name) VALUES (1, :1)",
            &["€".repeat(3000).into()],
        )
        .expect("an insert");
    session.commit().expect("a commit");
    let mut miner = simulator.session("SYS");
    start(&mut miner, low, simulator.scn()).expect("started");
    let rows = miner
        .query(
            "SELECT csf, sql_redo, rs_id, ssn FROM v$logmnr_contents WHERE operation = 'INSERT'",
            &[],
        )
        .expect("rows");
    assert_eq!(
        rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>(),
        [1.into(), 1.into(), 0.into()]
    );
    assert!(rows.iter().all(|row| row[2] == rows[0][2]));
    let text: String = rows.iter().filter_map(|row| row[1].as_text()).collect();
    assert!(text.ends_with("',NULL);") && text.matches('€').count() == 3000);
}

#[test]
fn log_files_and_gaps() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    for id in 1..=5_i64 {
        session
            .run("INSERT INTO accounts (id) VALUES (:1)", &[id.into()])
            .expect("an insert");
        session.commit().expect("a commit");
        simulator.switch_log(1);
    }
    let inserts = |simulator: &Simulator| {
        mine(simulator, low)
            .iter()
            .filter(|row| row.starts_with("INSERT"))
            .count()
    };
    assert_eq!(inserts(&simulator), 5);
    // Online logs that wait to be archived.
    simulator.delay_archiving(true);
    session
        .run("INSERT INTO accounts (id) VALUES (6)", &[])
        .expect("an insert");
    session.commit().expect("a commit");
    simulator.switch_log(1);
    assert_eq!(inserts(&simulator), 6);
    simulator.delay_archiving(false);
    assert_eq!(inserts(&simulator), 6);
    simulator.delete_logs_before(low + 5);
    let mut miner = simulator.session("SYS");
    assert_eq!(
        start(&mut miner, low, simulator.scn()).expect_err("a gap").code,
        1291
    );
    for (block, code) in [
        (
            "BEGIN DBMS_LOGMNR.ADD_LOGFILE('/u01/arch/nothing.dbf', 1); END;",
            1284,
        ),
        (
            "BEGIN DBMS_LOGMNR.START_LOGMNR(1, 2, options => DBMS_LOGMNR.CONTINUOUS_MINE); END;",
            44609,
        ),
        ("BEGIN DBMS_LOGMNR.NO_SUCH_THING; END;", 6550),
    ] {
        assert_eq!(miner.run(block, &[]).expect_err(block).code, code, "{block}");
    }
    let mut other = simulator.session("SYS");
    assert_eq!(
        other
            .query("SELECT scn FROM v$logmnr_contents", &[])
            .expect_err("not started")
            .code,
        1306
    );
    assert_eq!(
        other
            .run("BEGIN DBMS_LOGMNR.END_LOGMNR; END;", &[])
            .expect_err("not started")
            .code,
        1307
    );
}

#[test]
fn definitions_and_rows_from_before_them() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    run(&mut session, "INSERT INTO accounts (id, name) VALUES (1, 'a')");
    run(&mut session, "ALTER TABLE accounts ADD (kind VARCHAR2(10))");
    run(&mut session, "INSERT INTO accounts (id, kind) VALUES (2, 'k')");
    session.commit().expect("a commit");
    let rows = mine(&simulator, low);
    let expected = [
        "INSERT: insert into \"BANK\".\"ACCOUNTS\"(\"COL 1\",\"COL 2\",\"COL 3\") values (HEXTORAW('c102'),HEXTORAW('61'),NULL);",
        "COMMIT: commit;",
        "DDL: ALTER TABLE accounts ADD (kind VARCHAR2(10));",
        "COMMIT: commit;",
        "INSERT: insert into \"BANK\".\"ACCOUNTS\"(\"ID\",\"NAME\",\"AMOUNT\",\"KIND\") values ('2',NULL,NULL,'k');",
        "COMMIT: commit;",
    ];
    assert_eq!(rows, expected);
    run(&mut session, "DROP TABLE accounts");
    let rows = mine(&simulator, low);
    assert!(
        rows[0].starts_with("INSERT: insert into \"UNKNOWN\".\"OBJ# 70000\"(\"COL 1\""),
        "{}",
        rows[0]
    );
}

#[test]
fn lobs_come_in_rows_of_their_own() {
    let simulator = Simulator::new();
    simulator.add(
        Table::new("BANK", "NOTES")
            .column(Column::new("ID", DataType::Number(10, 0)))
            .column(Column::new("NOTE", DataType::Clob))
            .column(Column::new("SCAN", DataType::Blob))
            .column(Column::new("WIDE", DataType::Varchar2(32_767)))
            .primary_key(&["ID"])
            .supplemental_log(SupplementalLog::PrimaryKey),
    );
    let low = simulator.scn();
    let mut session = simulator.session("BANK");
    let binds = [
        "x".repeat(1500).into(),
        Value::from(&[1_u8, 2][..]),
        "it's".into(),
    ];
    session
        .run("INSERT INTO notes VALUES (1, :1, :2, :3)", &binds)
        .expect("an insert");
    session
        .run("UPDATE notes SET note = 'new'", &[])
        .expect("an update");
    session.commit().expect("a commit");
    let rows = mine(&simulator, low);
    let operations: Vec<&str> = rows
        .iter()
        .map(|row| row.split(':').next().unwrap_or_default())
        .collect();
    let expected = [
        "INSERT",
        "SEL_LOB_LOCATOR",
        "LOB_WRITE",
        "LOB_WRITE",
        "SEL_LOB_LOCATOR",
        "LOB_WRITE",
        "32K BEGIN",
        "32K WRITE",
        "32K END",
        "SEL_LOB_LOCATOR",
        "LOB_WRITE",
        "COMMIT",
    ];
    assert_eq!(operations, expected);
    assert!(
        rows[0].ends_with("values ('1',EMPTY_CLOB(),EMPTY_BLOB(),NULL);"),
        "{}",
        rows[0]
    );
    assert!(rows[7].ends_with("'it's'"), "{}", rows[7]);
}

#[test]
fn quirks() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    for id in 1..=2_i64 {
        session
            .run("INSERT INTO accounts (id) VALUES (:1)", &[id.into()])
            .expect("an insert");
        session
            .run("UPDATE accounts SET amount = 1", &[])
            .expect("an update");
        session.commit().expect("a commit");
    }
    let columns = |simulator: &Simulator| {
        let mut miner = simulator.session("SYS");
        start(&mut miner, low, simulator.scn()).expect("started");
        miner
            .query(
                "SELECT operation, RAWTOHEX(xid), rs_id, start_scn, status FROM v$logmnr_contents",
                &[],
            )
            .expect("rows")
    };
    let usual = columns(&simulator);
    assert_eq!(usual.len(), 9);
    // The rows of the second update share their RS_ID.
    assert_eq!(usual[6][2], usual[7][2]);
    simulator.set_quirks(LogMinerQuirks {
        missing_start: 1,
        unknown_sequence: 2,
        no_start_scn: true,
        shared_rs_id: false,
        unsupported: vec![("BANK".to_owned(), "ACCOUNTS".to_owned())],
        ..LogMinerQuirks::default()
    });
    let rows = columns(&simulator);
    assert_eq!(rows.len(), 7);
    assert!(rows.iter().all(|row| row[3] == 0.into()));
    assert!(
        rows[3][1].as_text().is_some_and(|xid| xid.ends_with("FFFFFFFF")),
        "{:?}",
        rows[3]
    );
    assert_ne!(rows[4][2], rows[5][2]);
    assert_eq!(
        (rows[0][0].clone(), rows[0][4].clone()),
        ("UNSUPPORTED".into(), 2.into())
    );
}

#[test]
fn a_thread_that_is_behind() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    let mut other = simulator.session_on("BANK", 2);
    session
        .run("INSERT INTO accounts (id) VALUES (1)", &[])
        .expect("an insert");
    session.commit().expect("a commit");
    other
        .run("INSERT INTO accounts (id) VALUES (2)", &[])
        .expect("an insert");
    other.commit().expect("a commit");
    simulator.hold_thread(2, true);
    let held = simulator.scn();
    other
        .run("INSERT INTO accounts (id) VALUES (3)", &[])
        .expect("an insert");
    other.commit().expect("a commit");
    let inserts = |simulator: &Simulator| {
        mine(simulator, low)
            .iter()
            .filter(|row| row.starts_with("INSERT"))
            .count()
    };
    assert_eq!(inserts(&simulator), 2);
    let mut reader = simulator.session("SYS");
    let last = |reader: &mut SimulatorSession| {
        reader
            .query("SELECT MIN(last_redo_change#) FROM v$thread", &[])
            .expect("a row")
    };
    assert_eq!(last(&mut reader), [[held.into()]]);
    simulator.hold_thread(2, false);
    assert_eq!(inserts(&simulator), 3);
    assert_eq!(last(&mut reader), [[simulator.scn().into()]]);
}

#[test]
fn a_client_mines() {
    let (simulator, mut session) = bank();
    let low = simulator.scn();
    for id in 1..=700_i64 {
        session
            .run("INSERT INTO accounts (id) VALUES (:1)", &[id.into()])
            .expect("an insert");
    }
    session.commit().expect("a commit");
    let high = simulator.scn();
    let double = Double::start(Options::new(Style::V19), simulator.clone()).expect("a double");
    let connection = connect(&double);
    let file: String = get(
        &connection
            .query_row("SELECT member FROM v$logfile", &[])
            .expect("a row"),
        0,
    );
    connection
        .execute(
            "BEGIN DBMS_LOGMNR.ADD_LOGFILE(:1, DBMS_LOGMNR.NEW); END;",
            &[&file],
        )
        .expect("added");
    connection
        .execute(
            "BEGIN DBMS_LOGMNR.START_LOGMNR(startScn => :lo, endScn => :hi, options => 16 + 2048); END;",
            &[&low, &high],
        )
        .expect("started");
    let sql = "SELECT scn, xid, operation_code, sql_redo FROM v$logmnr_contents \
               WHERE scn > :1 AND scn <= :2 AND ((seg_owner, 1) IS NULL OR 1 = 1)";
    // Row values are not understood, and that is said.
    assert!(connection.query(sql, &[&low, &high]).is_err());
    let sql = "SELECT scn, xid, operation_code, sql_redo FROM v$logmnr_contents WHERE scn > :1 AND scn <= :2 \
               AND (operation_code IN (6, 7, 36) OR (seg_owner = :3 AND table_name = :4))";
    let cursor = connection
        .query(sql, &[&low, &high, &"BANK", &"ACCOUNTS"])
        .expect("a cursor");
    assert_eq!(
        cursor
            .map(|row| row.expect("a row"))
            .filter(|row| get::<Vec<u8>>(row, 1).len() == 8)
            .count(),
        702
    );
}
