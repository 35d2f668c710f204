//! A double of an Oracle server whose log is captured.

#![allow(dead_code, reason = "each test uses a part")]

use oracle_double::{Double, Options, Simulator, SimulatorSession, Style, Table, Value};
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_replication::change::{Change, ChangeSource, Event, Position, TableName, Transaction};
use plconv_replication::logminer::{
    LogMinerOptions, LogMinerSource, OracleRows, Start, captured_tables, start_position,
};
use std::sync::Arc;
use std::time::Duration;

/// A server and the plan that names it.
pub struct Fixture {
    pub double: Double,
    pub simulator: Simulator,
    pub plan: Arc<Plan>,
}

impl Fixture {
    /// A server with tables, all of which are captured.
    pub fn new(style: Style, tables: impl IntoIterator<Item = Table>, names: &[&str]) -> Fixture {
        let simulator = Simulator::new();
        for table in tables {
            simulator.add(table);
        }
        let double = Double::start(Options::new(style), simulator.clone()).unwrap();
        let mut text = format!(
            "version = 1\nname = \"test\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = \"none\"\n",
            double.connect_string(),
        );
        for name in names {
            text.push_str(&format!("[[table]]\nsource = {name:?}\ntarget = \"t\"\n"));
        }
        let plan = Arc::new(Plan::parse(&text).unwrap());
        Fixture {
            double,
            simulator,
            plan,
        }
    }

    /// Where capture begins now.
    pub fn start(&self) -> Start {
        let source = OracleSource::new(self.plan.clone(), "tiger".to_owned()).unwrap();
        start_position(source.open().unwrap().as_ref()).unwrap()
    }

    pub fn position(&self) -> Position {
        match self.start() {
            Start::At { position, .. } => position,
            Start::Wait { transactions } => panic!("{transactions:?} are open"),
        }
    }

    pub fn source(&self, from: Position, options: LogMinerOptions) -> LogMinerSource {
        let tables = captured_tables(&self.plan).unwrap();
        LogMinerSource::connect(self.plan.clone(), "tiger".to_owned(), tables, from, options).unwrap()
    }

    pub fn rows(&self) -> OracleRows {
        OracleRows::new(self.plan.clone(), "tiger".to_owned()).unwrap()
    }

    /// Lets the server write its log, so that all that was done can be read.
    pub fn flush(&self) {
        self.simulator.advance(self.simulator.scn() + 2);
    }

    /// All events up to now.
    pub fn events(&self, source: &mut LogMinerSource) -> Vec<Event> {
        self.flush();
        let mut events = Vec::new();
        while let Some(event) = source.next(Duration::ZERO).unwrap() {
            events.push(event);
        }
        events
    }

    /// All transactions up to now.
    pub fn transactions(&self, source: &mut LogMinerSource) -> Vec<Transaction> {
        let events = self.events(source);
        events
            .into_iter()
            .filter_map(|event| match event {
                Event::Transaction(transaction) => Some(transaction),
                Event::Heartbeat { .. } => None,
            })
            .collect()
    }
}

/// The changes of a transaction.
pub fn changes(transaction: &Transaction) -> Vec<Change> {
    transaction.changes.read().unwrap().map(Result::unwrap).collect()
}

pub fn run(session: &mut SimulatorSession, sql: &str) {
    run_with(session, sql, &[]);
}

pub fn run_with(session: &mut SimulatorSession, sql: &str, binds: &[Value]) {
    if let Err(error) = session.run(sql, binds) {
        panic!("{sql}: {error}");
    }
}

pub fn table_name(owner: &str, table: &str) -> TableName {
    TableName {
        owner: owner.into(),
        table: table.into(),
    }
}
