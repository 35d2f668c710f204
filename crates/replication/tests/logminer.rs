//! Changes of a simulated database, captured through LogMiner.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::{Fixture, changes, run, table_name};
use oracle_double::{Column, DataType, Session, Style, SupplementalLog, Table};
use plconv_replication::change::{Datum, Event, Operation, Row, RowReader};
use plconv_replication::logminer::LogMinerOptions;

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
    let mut name_at = |scn: u64| rows.read_row(&table, &key, scn).unwrap().unwrap()[1].clone();
    assert_eq!(name_at(scn), text("NAME", "before"));
    assert_eq!(name_at(bank.simulator.scn()), text("NAME", "after"));
    bank.simulator.forget_before(bank.simulator.scn());
    assert_eq!(name_at(scn), text("NAME", "after"));
    assert_eq!(
        rows.read_row(&table, &vec![number("ID", "9")], scn).unwrap(),
        None
    );
}
