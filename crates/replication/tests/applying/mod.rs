//! A database, and a source of changes that a random model makes.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests may fail"
)]

pub mod model;
pub mod rng;

use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::SourceColumn;
use plconv_mover::target::Target;
use plconv_replication::apply::{ApplyOptions, Capture, End, Event, FaultHook, Observer, run};
use plconv_replication::change::{
    ChangeSource, Changes, Event as SourceEvent, Position, Row, RowReader, TableName, Transaction,
};
use plconv_replication::state;
use plconv_verify::{Database, Server, ServerChoice};
use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

/// A server that serves several sessions at once, shared by the tests of a process.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        Server::start(&choice).unwrap()
    })
}

/// How many runs a test makes; PLCONV_RUNS asks for more.
pub fn runs(usual: u64) -> u64 {
    std::env::var("PLCONV_RUNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// Reads a row as of an SCN, and says when it was read later.
pub type ReadRow = Arc<dyn Fn(&TableName, &Row, u64) -> (Option<Row>, Option<u64>) + Send + Sync>;

/// What a source has to tell, kept so that it can be told again.
pub struct Told {
    pub transactions: Mutex<Vec<Transaction>>,
    pub rows: ReadRow,
    pub columns: Vec<(String, Vec<SourceColumn>)>,
}

/// Hands over transactions from memory.
pub struct Memory(pub Told);

struct MemorySource {
    events: VecDeque<SourceEvent>,
    end: Position,
}

pub fn copy_of(transaction: &Transaction) -> Transaction {
    let changes: Vec<_> = transaction
        .changes
        .read()
        .unwrap()
        .map(|change| change.unwrap().into_owned())
        .collect();
    Transaction {
        id: transaction.id.clone(),
        thread: transaction.thread,
        commit_scn: transaction.commit_scn,
        committed_at: transaction.committed_at,
        user: transaction.user.clone(),
        position: transaction.position.clone(),
        changes: Changes::new(changes),
    }
}

impl ChangeSource for MemorySource {
    fn next(&mut self, _: Duration) -> Result<Option<SourceEvent>, Error> {
        Ok(Some(self.events.pop_front().unwrap_or(SourceEvent::Heartbeat {
            position: self.end.clone(),
            at: None,
        })))
    }

    fn is_ready(&self) -> bool {
        self.events.len() > 1
    }

    fn confirm(&mut self, _: &Position) -> Result<(), Error> {
        Ok(())
    }
}

struct MemoryRows(ReadRow, Option<u64>);

impl RowReader for MemoryRows {
    fn read_row(
        &mut self,
        table: &TableName,
        key: &Row,
        _: Option<&str>,
        scn: u64,
    ) -> Result<Option<Row>, Error> {
        let (row, read_at) = (self.0)(table, key, scn);
        self.1 = read_at;
        Ok(row)
    }

    fn read_later_at(&self) -> Option<u64> {
        self.1
    }
}

impl Capture for Memory {
    fn changes(
        &self,
        from: &Position,
        _: &[TableName],
        _: Option<&str>,
    ) -> Result<Box<dyn ChangeSource>, Error> {
        // A little more than what is asked for, as a log has it: what is done is to be left out.
        let start = from.low_scn;
        let transactions = self.0.transactions.lock().unwrap();
        let events = transactions
            .iter()
            .filter(|transaction| transaction.commit_scn > start)
            .map(|transaction| SourceEvent::Transaction(copy_of(transaction)))
            .collect();
        let last = transactions.last().map_or(1, |last| last.commit_scn);
        let end = Position {
            low_scn: last,
            commit_scn: last + 1,
            done_at_commit_scn: Default::default(),
        };
        Ok(Box::new(MemorySource { events, end }))
    }

    fn rows(&self) -> Result<Box<dyn RowReader>, Error> {
        Ok(Box::new(MemoryRows(self.0.rows.clone(), None)))
    }

    fn columns(&self, plan: &Plan, table: usize) -> Result<Vec<SourceColumn>, Error> {
        let name = &plan.tables[table].source;
        Ok(self
            .0
            .columns
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .clone())
    }
}

/// Keeps what happened.
#[derive(Default)]
pub struct Keeper(pub Mutex<Vec<Event>>);

impl Observer for Keeper {
    fn event(&self, event: &Event) {
        self.0.lock().unwrap().push(event.clone());
    }
}

/// A database with a plan.
pub struct Fixture {
    pub database: Database,
    pub plan: Arc<Plan>,
}

impl Fixture {
    /// A database with tables, and a plan whose tables are given as source and target; `more` are sections of the plan.
    pub fn new(ddl: &str, tables: &[(&str, &str)], more: &str) -> Fixture {
        let database = server().fresh_database().unwrap();
        let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
        client.batch_execute(ddl).unwrap();
        state::create(&mut client).unwrap();
        let plan = plan(database.url(), tables, more);
        Fixture {
            database,
            plan: Arc::new(plan),
        }
    }

    pub fn client(&self) -> postgres::Client {
        let mut client = postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap();
        client.batch_execute("SET timezone = 'UTC'").unwrap();
        client
    }

    pub fn text(&self, sql: &str) -> String {
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    pub fn target(&self) -> Target {
        Target::new(self.database.url(), None, &self.plan).unwrap()
    }

    /// Begins the job anew at an SCN.
    pub fn begin(&self, client: &mut postgres::Client, scn: u64, settled: Option<u64>) {
        client.batch_execute("DELETE FROM plconv.replication").unwrap();
        let position = Position {
            low_scn: scn,
            commit_scn: scn + 1,
            done_at_commit_scn: Default::default(),
        };
        let job = state::create_job(client, &self.plan.name, &position, Some(scn)).unwrap();
        for table in &self.plan.tables {
            state::put_table(
                client,
                job.id,
                &table.source,
                &table.target,
                "applying",
                Some(&position),
            )
            .unwrap();
        }
        client
            .execute(
                "UPDATE plconv.replication_table SET settled_scn = $1::text::numeric",
                &[&settled.map(|scn| scn.to_string())],
            )
            .unwrap();
    }

    /// Applies until the target has everything up to an SCN.
    pub fn apply_to(
        &self,
        capture: &dyn Capture,
        fence: u64,
        observer: &dyn Observer,
        fault: Option<FaultHook<'_>>,
    ) -> Result<End, Error> {
        run(&ApplyOptions {
            plan: self.plan.clone(),
            newer: &plconv_replication::migrate::Unchanging,
            target: self.target(),
            capture,
            stop: &AtomicBool::new(false),
            observer,
            translator: None,
            fault,
            until: Some(fence),
        })
    }
}

pub fn plan(url: &str, tables: &[(&str, &str)], more: &str) -> Plan {
    let mut text = format!(
        "version = 1\nname = \"test\"\n[source]\noracle = \"//localhost/none\"\nuser = \"scott\"\n[target]\nurl = {url:?}\n{more}\n"
    );
    for (source, target) in tables {
        text.push_str(&format!("[[table]]\nsource = {source:?}\ntarget = {target:?}\n"));
    }
    Plan::parse(&text).unwrap()
}
