//! What goes wrong, as the unmodified thin driver for Rust sees it, in both styles.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

mod common;

use common::{STYLES, code, connect, in_styles, numbers, start};
use oracle_double::{Action, Fault, Gate, On, Script};

#[test]
fn errors_leave_the_connection_usable() {
    in_styles(
        || {
            numbers("select n, t from numbers", 10).error(
                "select missing from t",
                942,
                "table or view does not exist",
            )
        },
        |_, connection| {
            for _ in 0..3 {
                let error = connection
                    .query("select missing from t", &[])
                    .err()
                    .expect("an error");
                assert_eq!(code(&error), 942);
                assert!(
                    error
                        .to_string()
                        .contains("ORA-00942: table or view does not exist"),
                    "{error}"
                );
                assert_eq!(
                    connection
                        .query("select n, t from numbers", &[])
                        .expect("a cursor")
                        .count(),
                    10
                );
            }
        },
    );
}

#[test]
fn an_error_in_the_middle_of_rows() {
    in_styles(
        || numbers("select n, t from numbers", 1000),
        |double, connection| {
            double.faults().add(Fault::snapshot_too_old("from numbers", 450));
            let cursor = connection
                .query("select n, t from numbers", &[])
                .expect("a cursor");
            let mut rows = 0;
            let mut error = None;
            for row in cursor {
                match row {
                    Ok(_) => rows += 1,
                    Err(found) => {
                        error = Some(found);
                        break;
                    }
                }
            }
            assert_eq!(code(&error.expect("an error")), 1555);
            assert!((300..=450).contains(&rows), "{rows}");
            assert_eq!(
                connection
                    .query("select n, t from numbers", &[])
                    .expect("a cursor")
                    .count(),
                1000
            );
        },
    );
}

#[test]
fn lost_connections() {
    for style in STYLES {
        let sql = "select n, t from numbers";
        let cut_at_row = Fault::new(
            On::Row {
                sql: "numbers".to_owned(),
                row: 500,
            },
            Action::Cut,
        );
        let faults = [
            cut_at_row,
            Fault::killed_session("numbers", 500),
            Fault::end_of_file("numbers", 500),
            Fault::new(On::Byte(9000), Action::Cut),
            Fault::new(On::Packet(12), Action::Cut),
            Fault::new(On::Statement("numbers".to_owned()), Action::Cut),
        ];
        for fault in faults {
            let double = start(style, numbers(sql, 1000));
            let connection = connect(&double);
            double.faults().add(fault.clone());
            let failed = match connection.query(sql, &[]) {
                Ok(mut cursor) => cursor.any(|row| row.is_err()),
                Err(_) => true,
            };
            assert!(failed, "{fault:?}");
            assert!(connection.ping().is_err(), "{fault:?}");
            assert_eq!(connect(&double).query(sql, &[]).expect("a cursor").count(), 1000);
        }
    }
}

#[test]
fn killed_and_cut_by_the_test() {
    for style in STYLES {
        let double = start(style, numbers("select n, t from numbers", 1));
        let connection = connect(&double);
        double.kill_sessions();
        let error = connection
            .query("select n, t from numbers", &[])
            .err()
            .expect("an error");
        assert_eq!(code(&error), 28);
        let connection = connect(&double);
        double.cut_connections();
        assert!(connection.ping().is_err());
    }
}

#[test]
fn a_gate_holds_the_server() {
    for style in STYLES {
        let double = start(style, numbers("select n, t from numbers", 100));
        let connection = connect(&double);
        let gate = Gate::new();
        double.faults().add(Fault::new(
            On::Statement("numbers".to_owned()),
            Action::Wait(gate.clone()),
        ));
        std::thread::scope(|scope| {
            let rows = scope.spawn(|| {
                connection
                    .query("select n, t from numbers", &[])
                    .expect("a cursor")
                    .count()
            });
            gate.wait_for_arrival();
            assert!(!rows.is_finished());
            gate.open();
            assert_eq!(rows.join().expect("rows"), 100);
        });
    }
}

#[test]
fn a_call_that_takes_too_long() {
    for style in STYLES {
        let double = start(style, numbers("select n, t from numbers", 100));
        let connection = connect(&double);
        let gate = Gate::new();
        double.faults().add(Fault::new(
            On::Statement("numbers".to_owned()),
            Action::Wait(gate.clone()),
        ));
        connection
            .set_call_timeout(Some(std::time::Duration::from_millis(50)))
            .expect("a timeout");
        std::thread::scope(|scope| {
            let result = scope.spawn(|| {
                connection
                    .query("select n, t from numbers", &[])
                    .map(|cursor| cursor.count())
            });
            gate.wait_for_arrival();
            // Opened whether the client has given up by now or not.
            gate.open();
            let _ = result.join().expect("a result");
        });
        connection.set_call_timeout(None).expect("no timeout");
        assert_eq!(
            connection
                .query("select n, t from numbers", &[])
                .expect("a cursor")
                .count(),
            100
        );
    }
}

#[test]
fn a_commit_whose_answer_is_lost() {
    for style in STYLES {
        let double = start(style, Script::new());
        let connection = connect(&double);
        double.faults().add(Fault::new(On::Committed, Action::Cut));
        assert!(connection.commit().is_err());
        let connection = connect(&double);
        connection.commit().expect("a commit");
        connection.rollback().expect("a rollback");
    }
}
