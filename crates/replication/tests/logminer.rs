//! Changes of a simulated database, captured through LogMiner.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::{Fixture, changes, run, run_with, table_name};
use oracle_double::{
    Action, Column, DataType, Fault, On, OracleError, Session, Style, SupplementalLog, Table,
};
use plconv_replication::change::{ChangeSource, Datum, Event, Operation, Position, Row, RowReader};
use plconv_replication::logminer::{LogMinerOptions, LogMinerSource, Start, captured_tables};
use std::time::Duration;

fn accounts() -> Table {
    Table::new("BANK", "ACCOUNTS")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("NAME", DataType::Varchar2(4000)))
        .column(Column::new("AMOUNT", DataType::Number(12, 2)))
        .primary_key(&["ID"])
        .supplemental_log(SupplementalLog::PrimaryKey)
}

fn bank(style: Style) -> Fixture {
    Fixture::new(style, [accounts()], &["BANK.ACCOUNTS"])
}

fn number(name: &str, text: &str) -> (std::sync::Arc<str>, Datum) {
    (name.into(), Datum::Number(text.into()))
}

fn text(name: &str, text: &str) -> (std::sync::Arc<str>, Datum) {
    (name.into(), Datum::Text(text.into()))
}

#[test]
fn transactions_come_in_the_order_of_their_commits() {
    for style in [Style::V19, Style::V23] {
        let bank = bank(style);
        let from = bank.position();
        let mut first = bank.simulator.session("ANN");
        let mut second = bank.simulator.session("BOB");
        run(&mut first, "INSERT INTO bank.accounts VALUES (1, 'it''s', NULL)");
        run(&mut second, "INSERT INTO bank.accounts VALUES (2, 'b', 0.5)");
        run(&mut second, "UPDATE bank.accounts SET amount = -0.5 WHERE id = 2");
        second.commit().unwrap();
        run(&mut first, "UPDATE bank.accounts SET id = 3 WHERE id = 1");
        run(&mut first, "DELETE FROM bank.accounts WHERE id = 3");
        first.commit().unwrap();
        let mut source = bank.source(from, LogMinerOptions::default());
        let found = bank.transactions(&mut source);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found.iter().map(|one| one.user.as_deref()).collect::<Vec<_>>(),
            [Some("BOB"), Some("ANN")]
        );
        let operations: Vec<Operation> = found
            .iter()
            .flat_map(changes)
            .map(|change| change.operation)
            .collect();
        let expected: [Operation; 5] = [
            Operation::Insert {
                new: vec![number("ID", "2"), text("NAME", "b"), number("AMOUNT", "0.5")],
            },
            Operation::Update {
                old: vec![number("ID", "2"), number("AMOUNT", "0.5")],
                new: vec![number("AMOUNT", "-0.5")],
            },
            Operation::Insert {
                new: vec![number("ID", "1"), text("NAME", "it's")],
            },
            Operation::Update {
                old: vec![number("ID", "1")],
                new: vec![number("ID", "3")],
            },
            Operation::Delete {
                old: vec![
                    number("ID", "3"),
                    text("NAME", "it's"),
                    ("AMOUNT".into(), Datum::Null),
                ],
            },
        ];
        assert_eq!(operations, expected);
        // From each position the rest comes again, and nothing before.
        for (at, transaction) in found.iter().enumerate() {
            let mut again = bank.source(transaction.position.clone(), LogMinerOptions::default());
            let rest: Vec<_> = bank
                .transactions(&mut again)
                .into_iter()
                .map(|one| one.id)
                .collect();
            let expected: Vec<_> = found[at + 1..].iter().map(|one| one.id.clone()).collect();
            assert_eq!(rest, expected);
        }
    }
}

#[test]
fn positions_move_on_though_nothing_changes() {
    let bank = bank(Style::V19);
    let mut source = bank.source(bank.position(), LogMinerOptions::default());
    bank.simulator.advance(bank.simulator.scn() + 1000);
    let events = bank.events(&mut source);
    let [Event::Heartbeat { position, at }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(position.commit_scn, bank.simulator.scn());
    assert_eq!(position.low_scn, bank.simulator.scn() - 1);
    assert_eq!(*at, None);
}

#[test]
fn an_idle_source_is_made_to_go_on() {
    let bank = bank(Style::V19);
    let options = LogMinerOptions {
        heartbeat: Some(Duration::ZERO),
        ..LogMinerOptions::default()
    };
    let mut source = bank.source(bank.position(), options);
    bank.events(&mut source);
    let before = source.position().clone();
    // Nobody else does anything.
    for _ in 0..6 {
        source.next(Duration::ZERO).unwrap();
    }
    assert!(source.position().commit_scn > before.commit_scn);
    let beats = bank
        .simulator
        .session("SCOTT")
        .query("SELECT beats FROM plconv_heartbeat", &[])
        .unwrap();
    assert_eq!(beats.len(), 1);
}

#[test]
fn rows_are_read_by_their_keys() {
    let bank = bank(Style::V19);
    let mut session = bank.simulator.session("BANK");
    run(&mut session, "INSERT INTO accounts VALUES (1, 'before', 1.5)");
    session.commit().unwrap();
    let scn = bank.simulator.scn();
    run(&mut session, "UPDATE accounts SET name = 'after'");
    session.commit().unwrap();
    let mut rows = bank.rows();
    let table = table_name("BANK", "ACCOUNTS");
    let key: Row = vec![number("ID", "1")];
    let mut name_at = |scn: u64| rows.read_row(&table, &key, None, scn).unwrap().unwrap()[1].clone();
    assert_eq!(name_at(scn), text("NAME", "before"));
    assert_eq!(name_at(bank.simulator.scn()), text("NAME", "after"));
    bank.simulator.forget_before(bank.simulator.scn());
    assert_eq!(name_at(scn), text("NAME", "after"));
    assert_eq!(
        rows.read_row(&table, &vec![number("ID", "9")], None, scn)
            .unwrap(),
        None
    );
}

/// Transactions of a few rows each, some of them large or of long statements.
fn some_transactions(bank: &Fixture, count: i64) {
    let mut session = bank.simulator.session("BANK");
    for at in 0..count {
        for row in 0..3 {
            let name = "it's €".repeat(if at % 5 == 0 { 400 } else { 3 });
            let binds = [(at * 10 + row).into(), name.as_str().into()];
            run_with(&mut session, "INSERT INTO accounts VALUES (:1, :2, 1)", &binds);
        }
        session.commit().unwrap();
    }
}

/// Captures all, however often it is interrupted; the interruptions are counted.
fn captured_in_spite_of_faults(bank: &Fixture, from: Position, renews: bool) -> (Vec<String>, usize) {
    bank.flush();
    let options = LogMinerOptions {
        window: 100,
        rows_of_window: 20,
        ..LogMinerOptions::default()
    };
    let mut found = Vec::new();
    let mut interruptions = 0;
    let mut position = from;
    let mut source = None;
    loop {
        let event = match &mut source {
            None => {
                let tables = captured_tables(&bank.plan).unwrap();
                let made = LogMinerSource::connect(
                    bank.plan.clone(),
                    "tiger".to_owned(),
                    tables,
                    position.clone(),
                    options.clone(),
                );
                made.map(|made| {
                    source = Some(made);
                    None
                })
            }
            Some(source) => match source.next(Duration::ZERO) {
                Ok(None) => return (found, interruptions),
                other => other,
            },
        };
        match event {
            Ok(Some(Event::Transaction(transaction))) => {
                position = transaction.position.clone();
                found.push(transaction.id.0);
            }
            Ok(Some(Event::Heartbeat { position: at, .. })) => position = at,
            Ok(Some(Event::End) | None) => {}
            Err(error) => {
                assert!(error.is_transient(), "{error}");
                interruptions += 1;
                if renews {
                    source = None;
                }
            }
        }
    }
}

#[test]
fn nothing_is_lost_or_doubled_when_the_server_fails() {
    let error = |code: u32| Action::Error(OracleError::new(code, "of the test"));
    let row = |row: u64| On::Row {
        sql: "v$logmnr_contents".to_owned(),
        row,
    };
    let statement = |text: &str| On::Statement(text.to_owned());
    for renews in [false, true] {
        let bank = bank(Style::V19);
        let from = bank.position();
        some_transactions(&bank, 40);
        let (expected, none) = captured_in_spite_of_faults(&bank, from.clone(), renews);
        assert_eq!((expected.len(), none), (40, 0));
        let faults = [
            (row(7), Action::Cut),
            (row(0), error(4036)),
            (row(3), error(1291)),
            (row(30), error(310)),
            (statement("start_logmnr"), error(1291)),
            (statement("start_logmnr"), Action::Cut),
            (statement("add_logfile"), error(308)),
            (statement("end_logmnr"), error(3113)),
            (statement("v$archived_log"), error(1013)),
            (statement("v$thread"), error(12571)),
        ];
        let count = faults.len();
        for (at, (on, action)) in faults.into_iter().enumerate() {
            bank.double.faults().add(Fault {
                skip: at as u64,
                ..Fault::new(on, action)
            });
        }
        let (found, interruptions) = captured_in_spite_of_faults(&bank, from, renews);
        assert_eq!(found, expected);
        let left = bank.double.faults().remaining();
        assert!(
            interruptions > 5 && interruptions + left == count,
            "{interruptions}, {left} left"
        );
    }
}

#[test]
fn threads_that_are_behind_hold_the_others_back() {
    let bank = bank(Style::V23);
    let from = bank.position();
    let mut first = bank.simulator.session_on("BANK", 1);
    let mut second = bank.simulator.session_on("BANK", 2);
    run(&mut second, "INSERT INTO accounts (id) VALUES (1)");
    bank.flush();
    bank.simulator.hold_thread(2, true);
    second.commit().unwrap();
    run(&mut first, "INSERT INTO accounts (id) VALUES (2)");
    first.commit().unwrap();
    let mut source = bank.source(from, LogMinerOptions::default());
    assert_eq!(bank.transactions(&mut source).len(), 0);
    bank.simulator.hold_thread(2, false);
    let found = bank.transactions(&mut source);
    assert_eq!(found.iter().map(|one| one.thread).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn logs_are_switched_archived_and_deleted() {
    let bank = bank(Style::V19);
    let from = bank.position();
    let mut session = bank.simulator.session("BANK");
    for id in 0..12_i64 {
        run_with(
            &mut session,
            "INSERT INTO accounts (id) VALUES (:1)",
            &[id.into()],
        );
        session.commit().unwrap();
        bank.simulator.switch_log(1);
    }
    let mut source = bank.source(from.clone(), LogMinerOptions::default());
    let found = bank.transactions(&mut source);
    assert_eq!(found.len(), 12);
    // What is needed from there on is there, and what is needed from the beginning is not.
    bank.simulator.delete_logs_before(found[5].position.low_scn);
    let mut source = bank.source(found[5].position.clone(), LogMinerOptions::default());
    assert_eq!(bank.transactions(&mut source).len(), 6);
    let mut source = bank.source(from, LogMinerOptions::default());
    let error = source.next(Duration::ZERO).unwrap_err();
    assert!(
        !error.is_transient() && error.to_string().contains("has been deleted"),
        "{error}"
    );
}

#[test]
fn a_beginning_waits_for_no_transaction_and_misses_none() {
    let bank = bank(Style::V19);
    let mut open = bank.simulator.session("BANK");
    run(&mut open, "INSERT INTO accounts (id) VALUES (1)");
    let Start::At { snapshot, position } = bank.start() else {
        panic!()
    };
    assert!(position.low_scn < snapshot && position.commit_scn == snapshot + 1);
    open.commit().unwrap();
    let mut source = bank.source(position, LogMinerOptions::default());
    assert_eq!(bank.transactions(&mut source).len(), 1);
}
