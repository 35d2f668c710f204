//! A double of an Oracle server whose log is captured.

#![allow(dead_code, reason = "each test uses a part")]

use oracle_double::{Double, Options, Simulator, SimulatorSession, Style, Table, Value};
use plconv_mover::error::{Error, SourceError};
use plconv_mover::plan::Plan;
use plconv_mover::source::oracle::driver::{Kind, OracleConnection, oracle_error};
use plconv_mover::source::{OracleSource, ReadError};
use plconv_replication::change::{Change, ChangeSource, Event, Position, TableName, Transaction};
use plconv_replication::logminer::{
    Connector, LogMinerOptions, LogMinerSource, OracleRows, Start, captured_tables, start_position,
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
                Event::Heartbeat { .. } | Event::End => None,
            })
            .collect()
    }
}

/// The changes of a transaction.
pub fn changes(transaction: &Transaction) -> Vec<Change> {
    transaction
        .changes
        .read()
        .unwrap()
        .map(|change| change.unwrap().into_owned())
        .collect()
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

/// Sessions of a simulator without a server between, for tests that make many.
pub struct InProcess(pub Simulator);

struct InProcessSession(std::sync::Mutex<SimulatorSession>);

impl Connector for InProcess {
    fn mining(&self) -> Result<Box<dyn OracleConnection>, Error> {
        self.questions()
    }

    fn questions(&self) -> Result<Box<dyn OracleConnection>, Error> {
        Ok(Box::new(InProcessSession(std::sync::Mutex::new(
            self.0.session("MINER"),
        ))))
    }
}

fn said(error: &oracle_double::OracleError) -> SourceError {
    oracle_error(error.code, &error.to_string())
}

impl InProcessSession {
    fn query(&self, sql: &str, binds: &[&str]) -> Result<Vec<Vec<Value>>, SourceError> {
        let binds: Vec<Value> = binds.iter().map(|bind| (*bind).into()).collect();
        self.0
            .lock()
            .unwrap()
            .query(sql, &binds)
            .map_err(|error| said(&error))
    }
}

impl OracleConnection for InProcessSession {
    fn texts(&self, sql: &str, binds: &[&str]) -> Result<Vec<Vec<Option<String>>>, SourceError> {
        let rows = self.query(sql, binds)?;
        let text = |value: Value| value.as_text().map(str::to_owned);
        Ok(rows
            .into_iter()
            .map(|row| row.into_iter().map(text).collect())
            .collect())
    }

    fn execute(&self, sql: &str, binds: &[&str]) -> Result<(), SourceError> {
        let binds: Vec<Value> = binds.iter().map(|bind| (*bind).into()).collect();
        let result = self.0.lock().unwrap().run(sql, &binds);
        result.map(|_| ()).map_err(|error| said(&error))
    }

    fn rows(
        &self,
        sql: &str,
        binds: &[&str],
        _kinds: &[Kind],
        _array_size: u32,
        receive: &mut dyn FnMut(&mut [plconv_mover::value::Value<'_>]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        for row in self.query(sql, binds)? {
            let numbers: Vec<String> = row
                .iter()
                .map(|value| match value {
                    Value::Number(number) => number.to_string(),
                    _ => String::new(),
                })
                .collect();
            let mut values: Vec<plconv_mover::value::Value<'_>> = row
                .iter()
                .zip(&numbers)
                .map(|(value, number)| match value {
                    Value::Null => plconv_mover::value::Value::Null,
                    Value::Number(_) => plconv_mover::value::Value::Number(number),
                    Value::Text(text) => plconv_mover::value::Value::Text(text),
                    Value::Bytes(bytes) => plconv_mover::value::Value::Bytes(bytes),
                    Value::Time(at) => plconv_mover::value::Value::DateTime(date_time(at)),
                    other => panic!("{other:?}"),
                })
                .collect();
            receive(&mut values)?;
        }
        Ok(())
    }

    fn large(&self, sql: &str, binds: &[&str]) -> Result<Option<Box<dyn std::io::Read>>, SourceError> {
        let rows = self.query(sql, binds)?;
        let value = rows.into_iter().next().and_then(|row| row.into_iter().next());
        Ok(match value {
            Some(Value::Text(text)) => Some(Box::new(std::io::Cursor::new(text.as_bytes().to_vec()))),
            Some(Value::Bytes(bytes)) => Some(Box::new(std::io::Cursor::new(bytes.to_vec()))),
            _ => None,
        })
    }

    fn major_version(&self) -> u32 {
        19
    }
}

pub fn date_time(at: &oracle_double::DateTime) -> plconv_mover::value::DateTime {
    plconv_mover::value::DateTime {
        year: i32::from(at.year),
        month: at.month,
        day: at.day,
        hour: at.hour,
        minute: at.minute,
        second: at.second,
        nanosecond: at.nanosecond,
    }
}
