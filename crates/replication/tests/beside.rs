//! A group is sent while the next one is gathered: what happens to the one must not touch the other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail"
)]

mod applying;

use applying::{Fixture, Keeper, Memory, Told};
use plconv_catalog::{DataType, LengthUnit};
use plconv_mover::error::Error;
use plconv_mover::source::SourceColumn;
use plconv_replication::apply::{End, Event};
use plconv_replication::change::{
    Change, Changes, Datum, Operation, Position, TableName, Transaction, TransactionId,
};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows of table T before, and the SCN after which changes come.
const ROWS: u64 = 40;
const SCN: u64 = 1000;

/// Transactions, each of which gives one row its number as value.
const TRANSACTIONS: u64 = 400;

fn number(value: u64) -> Datum {
    Datum::Number(value.to_string().into())
}

/// The row that a transaction is about.
fn row_of(transaction: u64) -> u64 {
    transaction * 7 % ROWS
}

fn transaction(number_of: u64) -> Transaction {
    let scn = SCN + 1 + number_of;
    let id = TransactionId(format!("{scn:016X}"));
    let change = Change {
        table: TableName {
            owner: "APP".into(),
            table: "T".into(),
        },
        scn,
        row_id: None,
        operation: Operation::Update {
            old: vec![("ID".into(), number(row_of(number_of)))],
            new: vec![("V".into(), Datum::Text(format!("v{number_of}").into()))],
        },
    };
    Transaction {
        position: Position {
            low_scn: scn,
            commit_scn: scn,
            done_at_commit_scn: [id.clone()].into(),
        },
        id,
        thread: 1,
        commit_scn: scn,
        committed_at: None,
        user: None,
        changes: Changes::new(vec![change]),
    }
}

/// Changes in memory, and a table of a target in which some rows are missing.
fn start(missing: &[u64]) -> (Fixture, Memory) {
    let fixture = Fixture::new(
        "CREATE TABLE t (id bigint PRIMARY KEY, v text)",
        &[("APP.T", "t")],
        "[replication]\nconflicts = \"log\"\ngroup-changes = 10\n",
    );
    let mut client = fixture.client();
    for id in (0..ROWS).filter(|id| !missing.contains(id)) {
        client
            .execute("INSERT INTO t VALUES ($1, 'before')", &[&(id as i64)])
            .unwrap();
    }
    fixture.begin(&mut client, SCN, None);
    let columns = vec![
        SourceColumn {
            name: "ID".to_owned(),
            data_type: Some(DataType::Number {
                precision: Some(9),
                scale: Some(0),
            }),
        },
        SourceColumn {
            name: "V".to_owned(),
            data_type: Some(DataType::Varchar2 {
                length: Some(40),
                unit: LengthUnit::Byte,
                national: false,
            }),
        },
    ];
    let memory = Memory(Told {
        transactions: Mutex::new((0..TRANSACTIONS).map(transaction).collect()),
        rows: std::sync::Arc::new(|_, _, _| panic!("nothing is to be read again")),
        columns: vec![("APP.T".to_owned(), columns)],
    });
    (fixture, memory)
}

/// Each row has the value of the last transaction about it.
fn assert_rows(fixture: &Fixture, missing: &[u64]) {
    let found = fixture.text("SELECT string_agg(id || '=' || v, ' ' ORDER BY id) FROM t");
    let expected: Vec<String> = (0..ROWS)
        .filter(|id| !missing.contains(id))
        .map(|id| {
            let last = (0..TRANSACTIONS)
                .rev()
                .find(|number| row_of(*number) == id)
                .unwrap();
            format!("{id}=v{last}")
        })
        .collect();
    assert_eq!(found, expected.join(" "));
}

#[test]
fn conflicts_of_a_group_are_noted_once_and_the_next_is_whole() {
    let missing = [3, 17, 28];
    let (fixture, memory) = start(&missing);
    let keeper = Keeper::default();
    let end = fixture.apply_to(&memory, SCN + TRANSACTIONS, &keeper, None);
    assert_eq!(end.unwrap(), End::AtFence);
    assert_rows(&fixture, &missing);
    // Groups of ten transactions with ten different rows.
    let expected = (0..TRANSACTIONS)
        .filter(|number| missing.contains(&row_of(*number)))
        .count();
    let noted = fixture.text(
        "SELECT count(*) || ' ' || count(DISTINCT commit_scn) || ' ' || string_agg(DISTINCT row_key, ' ' ORDER BY row_key)
           FROM plconv.replication_conflict",
    );
    assert_eq!(noted, format!("{expected} {expected} ID=17 ID=28 ID=3"));
    let told = keeper.0.lock().unwrap();
    let scns: Vec<u64> = told
        .iter()
        .filter_map(|event| match event {
            Event::Applied { commit_scn, .. } => Some(*commit_scn),
            _ => None,
        })
        .collect();
    assert!(
        scns.is_sorted() && scns.last() == Some(&(SCN + TRANSACTIONS)),
        "{scns:?}"
    );
    assert_eq!(
        fixture.text("SELECT concat_ws(' ', transactions, changes) FROM plconv.replication"),
        format!("{TRANSACTIONS} {}", TRANSACTIONS as usize - expected)
    );
}

#[test]
fn what_ends_before_or_behind_a_commit_is_neither_lost_nor_made_twice() {
    let (fixture, memory) = start(&[]);
    // Each point of each group once: the statement, the commit, and what is behind it.
    let points = AtomicU64::new(0);
    let fails_at = AtomicU64::new(0);
    let fault = |_: &str| match points.fetch_add(1, Ordering::SeqCst) == fails_at.load(Ordering::SeqCst) {
        true => Err(Error::Interrupted),
        false => Ok(()),
    };
    let mut ends = 0;
    loop {
        points.store(0, Ordering::SeqCst);
        match fixture.apply_to(&memory, SCN + TRANSACTIONS, &Keeper::default(), Some(&fault)) {
            Ok(end) => {
                assert_eq!(end, End::AtFence);
                break;
            }
            Err(Error::Interrupted) => {
                ends += 1;
                fails_at.store(ends % 7, Ordering::SeqCst);
            }
            Err(error) => panic!("{error}"),
        }
        assert!(ends < TRANSACTIONS);
    }
    assert!(ends > 20, "{ends}");
    assert_rows(&fixture, &[]);
    assert_eq!(
        fixture.text("SELECT concat_ws(' ', r.transactions, r.changes, t.updates) FROM plconv.replication r, plconv.replication_table t"),
        format!("{TRANSACTIONS} {TRANSACTIONS} {TRANSACTIONS}")
    );
}
