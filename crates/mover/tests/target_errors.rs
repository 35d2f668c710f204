//! Errors of the target in the middle of a load: survived, or told with advice, and gone on from exactly.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::OracleFixture;
use oracle_double::{Action, Column, DataType, Fault, Gate, On, Style, Table, Value};
use plconv_mover::events::{Event, Observer};
use plconv_verify::{Server, ServerChoice};
use std::sync::Mutex;

/// Part of the statement that reads a chunk.
const READ: &str = "ROWID BETWEEN CHARTOROWID(:1)";

const DDL: &str = "CREATE TABLE a (id bigint PRIMARY KEY, v varchar(40)); CREATE TABLE b (id bigint PRIMARY KEY, v varchar(40))";

fn numbers(name: &str) -> Table {
    Table::new("APP", name)
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .generated(2000, |id| {
            vec![id.into(), Value::text(&format!("text {id}"))].into()
        })
}

/// Two tables of two thousand rows each.
fn fixture(server: Option<&Server>) -> OracleFixture {
    let tables = [numbers("A"), numbers("B")];
    let names = [("APP.A", "a"), ("APP.B", "b")];
    match server {
        Some(server) => OracleFixture::on(server, Style::V23, tables, DDL, &names),
        None => OracleFixture::new(Style::V23, tables, DDL, &names),
    }
}

fn sums(fixture: &OracleFixture) -> String {
    fixture.text(
        "SELECT concat_ws(' ', (SELECT count(*) FROM a), (SELECT sum(id) FROM a), (SELECT count(*) FROM b), (SELECT sum(id) FROM b))",
    )
}

const ALL: &str = "2000 1999000 2000 1999000";

/// Does something when it hears of a certain event, once.
struct Once<F: FnOnce() + Send> {
    when: fn(&Event) -> bool,
    action: Mutex<Option<F>>,
}

impl<F: FnOnce() + Send> Once<F> {
    fn new(when: fn(&Event) -> bool, action: F) -> Self {
        Once {
            when,
            action: Mutex::new(Some(action)),
        }
    }

    fn has_happened(&self) -> bool {
        self.action.lock().unwrap().is_none()
    }
}

impl<F: FnOnce() + Send> Observer for Once<F> {
    fn event(&self, event: &Event) {
        if (self.when)(event)
            && let Some(action) = self.action.lock().unwrap().take()
        {
            action();
        }
    }

    fn progress(&self, _rows: u64, _bytes: u64) {}
}

fn is_retry(event: &Event) -> bool {
    matches!(event, Event::Retry { .. })
}

/// Lets a load come to the middle of its third chunk, does something, and lets it go on.
fn in_the_middle(fixture: &OracleFixture, more: &str, action: impl FnOnce()) {
    let gate = Gate::new();
    let on = On::Row {
        sql: READ.to_owned(),
        row: 300,
    };
    let fault = Fault::new(on, Action::Wait(gate.clone())).skip(2);
    fixture.double.faults().add(fault);
    let heard = Once::new(is_retry, || {});
    std::thread::scope(|scope| {
        let load = scope.spawn(|| fixture.load_observed(more, &heard));
        gate.wait_for_arrival();
        action();
        gate.open();
        let summary = load.join().unwrap().unwrap();
        assert!(summary.is_finished, "{:?}", summary.failures);
    });
    assert!(heard.has_happened(), "nothing was tried again");
    assert_eq!(sums(fixture), ALL);
}

const OURS: &str = "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plconv' \
                    AND query LIKE 'COPY%'";

#[test]
fn a_connection_that_is_terminated_is_made_again() {
    let fixture = fixture(None);
    in_the_middle(&fixture, "[load]\nchunk-kb = 64\nworkers = 1\n", || {
        let ended = fixture.text(&format!("SELECT count(pg_terminate_backend(pid))::text {OURS}"));
        assert_eq!(ended, "1");
    });
}

#[test]
fn a_server_that_starts_anew_is_waited_for() {
    // A server process that is killed makes the server end all sessions, recover, and start again.
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let fixture = fixture(Some(&server));
    in_the_middle(&fixture, "[load]\nchunk-kb = 64\nworkers = 2\n", || {
        let pid = fixture.text(&format!("SELECT pid::text {OURS} LIMIT 1"));
        // The session that asks for it ends too.
        let _ = fixture
            .client()
            .batch_execute(&format!("COPY (SELECT 1) TO PROGRAM 'kill -9 {pid}'"));
        while postgres::Client::connect(fixture.url(), postgres::NoTls).is_err() {}
    });
}

#[test]
fn a_lock_is_tried_again_until_it_is_free() {
    let fixture = fixture(None);
    fixture.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''50ms''', current_database()); END $$");
    let gate = Gate::new();
    fixture.double.faults().add(Fault::new(
        On::Statement(READ.to_owned()),
        Action::Wait(gate.clone()),
    ));
    let mut blocker = fixture.client();
    let holding = Mutex::new(None);
    let heard = Once::new(is_retry, || {
        if let Some(transaction) = holding.lock().unwrap().take() {
            let transaction: postgres::Transaction<'_> = transaction;
            transaction.rollback().unwrap();
        }
    });
    std::thread::scope(|scope| {
        let load = scope.spawn(|| fixture.load_observed("[load]\nchunk-kb = 64\nworkers = 1\n", &heard));
        gate.wait_for_arrival();
        // The first table is being loaded; the second is locked by somebody who goes when the load has failed to get it.
        let mut transaction = blocker.transaction().unwrap();
        transaction
            .batch_execute("LOCK TABLE b IN ACCESS EXCLUSIVE MODE")
            .unwrap();
        *holding.lock().unwrap() = Some(transaction);
        gate.open();
        assert!(load.join().unwrap().unwrap().is_finished);
    });
    assert!(heard.has_happened());
    assert_eq!(sums(&fixture), ALL);
}

#[test]
fn a_full_disk_stops_with_advice_and_goes_on_later() {
    let fixture = fixture(None);
    fixture.execute(
        "CREATE TABLE room (bytes bigint); INSERT INTO room VALUES (0);
         CREATE FUNCTION has_room() RETURNS boolean LANGUAGE plpgsql AS $$
         BEGIN
           IF (SELECT bytes FROM room) = 0 THEN
             RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'could not extend file: No space left on device';
           END IF;
           RETURN true;
         END $$;
         ALTER TABLE b ADD CHECK (has_room())",
    );
    let more = "[load]\nchunk-kb = 64\nworkers = 1\nretry-seconds = 0\n";
    let error = fixture.load(more).unwrap_err();
    assert!(error.to_string().contains("No space left"), "{error}");
    assert!(error.advice().unwrap().contains("make room"), "{error}");
    let why = fixture.text("SELECT error FROM plconv.run");
    assert!(why.contains("No space left"), "{why}");
    fixture.execute("UPDATE room SET bytes = 1");
    assert!(fixture.load(more).unwrap().summary.is_finished);
    assert_eq!(sums(&fixture), ALL);
    assert_eq!(
        fixture.text("SELECT (error IS NULL)::text FROM plconv.run"),
        "true"
    );
}

#[test]
fn a_statement_that_fails_is_told_and_the_rest_done() {
    let fixture = fixture(None);
    let gate = Gate::new();
    fixture.double.faults().add(Fault::new(
        On::Statement(READ.to_owned()),
        Action::Wait(gate.clone()),
    ));
    let more = "[load]\nchunk-kb = 64\nworkers = 1\n";
    let summary = std::thread::scope(|scope| {
        let load = scope.spawn(|| fixture.load(more));
        gate.wait_for_arrival();
        fixture.execute("ALTER TABLE b RENAME COLUMN v TO w");
        gate.open();
        load.join().unwrap().unwrap().summary
    });
    assert!(!summary.is_finished);
    assert!(
        summary.failures[0].contains("\"v\" of relation \"b\" does not exist"),
        "{:?}",
        summary.failures
    );
    assert_eq!(fixture.text("SELECT count(*)::text FROM a"), "2000");
    fixture.execute("ALTER TABLE b RENAME COLUMN w TO v");
    assert!(fixture.load(more).unwrap().summary.is_finished);
    assert_eq!(sums(&fixture), ALL);
}

#[test]
fn a_slow_network_is_only_slow() {
    let fixture = fixture(None);
    let gates: Vec<Gate> = (0..4).map(|_| Gate::new()).collect();
    let row = On::Row {
        sql: READ.to_owned(),
        row: 250,
    };
    // Before a statement, between rows, between packets and in the middle of one.
    let places = [
        On::Statement(READ.to_owned()),
        row,
        On::Packet(6),
        On::Byte(12_000),
    ];
    for (on, gate) in places.into_iter().zip(&gates) {
        fixture
            .double
            .faults()
            .add(Fault::new(on, Action::Wait(gate.clone())));
    }
    std::thread::scope(|scope| {
        let load = scope.spawn(|| fixture.load("[load]\nchunk-kb = 64\n").unwrap());
        for gate in &gates {
            scope.spawn(|| {
                gate.wait_for_arrival();
                gate.open();
            });
        }
        assert!(load.join().unwrap().summary.is_finished);
    });
    assert_eq!(sums(&fixture), ALL);
}
