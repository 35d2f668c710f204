//! A double of an Oracle server, a PostgreSQL whose changes can be decoded, and the way back between them.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests may fail"
)]

use oracle_double::{Double, Options, Simulator, Style, Table, Value};
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::target::Target;
use plconv_replication::apply::FaultHook;
use plconv_replication::fallback::lsn::Lsn;
use plconv_replication::fallback::{
    End, Event, FallbackObserver, FallbackOptions, Finding, Finished, Quiet, check, fence, finish, prepare,
    run,
};
use plconv_verify::{Database, Server, ServerChoice};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

/// A server of our own: one that is given may not decode its log.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(&ServerChoice::Local { major: None }).unwrap())
}

/// Keeps what happened.
#[derive(Default)]
pub struct Keeper(pub Mutex<Vec<Event>>);

impl FallbackObserver for Keeper {
    fn event(&self, event: &Event) {
        self.0.lock().unwrap().push(event.clone());
    }
}

/// Both ends.
pub struct Ends {
    pub double: Double,
    pub simulator: Simulator,
    database: Database,
    plan: Arc<Plan>,
}

impl Ends {
    /// Tables of Oracle by the names that the plan has for them, the DDL of PostgreSQL's, and more of the plan.
    pub fn new(tables: Vec<(Table, &str, &str)>, ddl: &str, more: &str) -> Ends {
        let database = server().fresh_database().unwrap();
        let url = database.url().to_owned();
        Ends::of(database, &url, tables, ddl, more)
    }

    /// The same with a database of another server, which the plan reaches by a URL of its own.
    pub fn of(
        database: Database,
        url: &str,
        tables: Vec<(Table, &str, &str)>,
        ddl: &str,
        more: &str,
    ) -> Ends {
        let simulator = Simulator::new();
        let double = Double::start(Options::new(Style::V19), simulator.clone()).unwrap();
        let mut text = format!(
            "version = 1\nname = \"test\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n{more}\n",
            double.connect_string(),
            url,
        );
        for (table, source, target) in tables {
            simulator.add(table);
            text.push_str(&format!("[[table]]\nsource = {source:?}\ntarget = {target:?}\n"));
        }
        let ends = Ends {
            double,
            simulator,
            plan: Arc::new(Plan::parse(&text).unwrap()),
            database,
        };
        ends.execute(ddl);
        ends
    }

    /// The same with another plan.
    pub fn with_plan(mut self, plan: Plan) -> Ends {
        self.plan = Arc::new(plan);
        self
    }

    pub fn client(&self) -> postgres::Client {
        let mut client = postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap();
        client.batch_execute("SET timezone = 'UTC'").unwrap();
        client
    }

    pub fn execute(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    pub fn text(&self, sql: &str) -> String {
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    pub fn plan(&self) -> Arc<Plan> {
        self.plan.clone()
    }

    pub fn source(&self) -> OracleSource {
        OracleSource::new(self.plan.clone(), "tiger".to_owned()).unwrap()
    }

    pub fn target(&self) -> Target {
        Target::new(&self.plan.target.url, None, &self.plan).unwrap()
    }

    fn with<T>(
        &self,
        until: Option<Lsn>,
        observer: &dyn FallbackObserver,
        fault: Option<FaultHook<'_>>,
        action: impl FnOnce(&FallbackOptions<'_>) -> T,
    ) -> T {
        action(&FallbackOptions {
            plan: self.plan.clone(),
            source: &self.source(),
            target: self.target(),
            stop: &AtomicBool::new(false),
            observer,
            until,
            fault,
        })
    }

    pub fn check(&self) -> Vec<Finding> {
        self.with(None, &Quiet, None, |options| check(options).unwrap())
    }

    pub fn prepare(&self) -> Result<(), Error> {
        self.with(None, &Quiet, None, |options| prepare(options).map(|_| ()))
    }

    /// Writes back what is committed now.
    pub fn run(&self) -> Result<End, Error> {
        self.run_with(&Quiet, None)
    }

    pub fn run_with(
        &self,
        observer: &dyn FallbackObserver,
        fault: Option<FaultHook<'_>>,
    ) -> Result<End, Error> {
        let until = fence(&self.target())?;
        self.with(Some(until), observer, fault, run)
    }

    pub fn finish(&self) -> Result<Option<Finished>, Error> {
        self.with(None, &Quiet, None, finish)
    }

    /// Rows of a query of Oracle, as texts.
    pub fn oracle(&self, sql: &str) -> Vec<String> {
        let rows = self.simulator.session("APP").query(sql, &[]).unwrap();
        rows.iter()
            .map(|row| row.iter().map(shown).collect::<Vec<_>>().join("|"))
            .collect()
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        // A database with a slot cannot be dropped; the session that reads it may take a moment to end.
        if let Ok(mut client) = postgres::Client::connect(self.database.url(), postgres::NoTls) {
            let _ = client.batch_execute(
                "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots
                  WHERE database = current_database() AND active_pid IS NOT NULL;
                 SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()",
            );
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}
