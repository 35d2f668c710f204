//! A double of an Oracle server, a database, and a job between them.

#![allow(dead_code, reason = "each test uses a part")]

use oracle_double::{
    Column, DataType, Double, Options, Simulator, SimulatorSession, Style, SupplementalLog, Table, Value,
};
use plconv_mover::error::Error;
use plconv_mover::events::Silent as SilentLoad;
use plconv_mover::plan::Plan;
use plconv_mover::target::Target;
use plconv_mover::validate::{ValidateOptions, validate};
use plconv_replication::apply::{End, FaultHook, Silent};
use plconv_replication::logminer::LogMinerOptions;
use plconv_replication::migrate::{MigrateOptions, OracleCapture, migrate};
use plconv_replication::state;
use plconv_replication::translator::Translator;
use plconv_verify::{Database, Server, ServerChoice};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        Server::start(&choice).unwrap()
    })
}

pub struct Migration {
    pub double: Double,
    pub simulator: Simulator,
    pub database: Database,
    tables: Vec<(String, String)>,
    /// Keys of `[replication]`.
    pub replication: String,
    /// More sections of the plan.
    pub more: String,
    /// Whether statements of DDL are translated.
    pub translates: bool,
    /// Statements that the source runs just behind the next snapshot.
    pub behind_snapshot: Mutex<Vec<String>>,
}

fn table(name: &str, rows: u64) -> Table {
    Table::new("APP", name)
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::new("V", DataType::Varchar2(40)))
        .primary_key(&["ID"])
        .supplemental_log(SupplementalLog::PrimaryKey)
        .rows_per_block(100)
        .rows(
            (0..rows)
                .map(|row| vec![Value::from(row), Value::from(format!("text {row}"))])
                .collect(),
        )
}

impl Migration {
    /// Two tables of the same form; the plan has the first.
    pub fn new() -> Migration {
        let simulator = Simulator::new();
        simulator.add(table("T", 1000));
        simulator.add(table("U", 0));
        let migration = Migration {
            double: Double::start(Options::new(Style::V19), simulator.clone()).unwrap(),
            simulator,
            database: server().fresh_database().unwrap(),
            tables: vec![("APP.T".to_owned(), "t".to_owned())],
            replication: String::new(),
            more: String::new(),
            translates: false,
            behind_snapshot: Mutex::default(),
        };
        migration.execute(
            "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40)); CREATE TABLE u (id bigint PRIMARY KEY, v varchar(40))",
        );
        migration
    }

    pub fn add_table(&mut self, source: &str, target: &str) {
        self.tables.push((source.to_owned(), target.to_owned()));
    }

    pub fn client(&self) -> postgres::Client {
        postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap()
    }

    pub fn execute(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    pub fn text(&self, sql: &str) -> String {
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    /// An SCN behind everything that is committed.
    pub fn now(&self) -> u64 {
        let scn = self.simulator.scn() + 3;
        self.simulator.advance(scn + 5);
        scn
    }

    pub fn plan(&self) -> Arc<Plan> {
        let mut text = format!(
            "version = 1\nname = \"test\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
             [replication]\ngroup-milliseconds = 0\n{}\n",
            self.double.connect_string(),
            self.database.url(),
            self.replication,
        );
        for (source, target) in &self.tables {
            text.push_str(&format!("[[table]]\nsource = {source:?}\ntarget = {target:?}\n"));
        }
        text.push_str(&self.more);
        Arc::new(Plan::parse(&text).unwrap())
    }

    pub fn capture(&self) -> OracleCapture {
        OracleCapture {
            plan: self.plan(),
            password: "tiger".to_owned(),
            options: LogMinerOptions {
                poll: Duration::from_millis(1),
                ..LogMinerOptions::default()
            },
        }
    }

    pub fn target(&self) -> Target {
        Target::new(self.database.url(), None, &self.plan()).unwrap()
    }

    pub fn migrate_until(&self, scn: u64) -> Result<End, Error> {
        self.migrate_with(scn, None)
    }

    /// The same, failing where a test wants it.
    pub fn migrate_with(&self, scn: u64, fault: Option<FaultHook<'_>>) -> Result<End, Error> {
        self.migrate(Some(scn), fault)
    }

    /// The same, without an end of its own when there is none.
    pub fn migrate(&self, until: Option<u64>, fault: Option<FaultHook<'_>>) -> Result<End, Error> {
        self.migrate_by(self.plan(), until, fault)
    }

    /// The same by another plan.
    pub fn migrate_by(
        &self,
        plan: Arc<Plan>,
        until: Option<u64>,
        fault: Option<FaultHook<'_>>,
    ) -> Result<End, Error> {
        let capture = self.capture();
        let translator = Translator::new(&self.plan()).unwrap();
        migrate(&MigrateOptions {
            plan,
            newer: &plconv_replication::migrate::Unchanging,
            source: Arc::new(capture.rows_source().unwrap()),
            capture: &capture,
            start: &|| {
                let start = capture.start()?;
                for sql in self.behind_snapshot.lock().unwrap().drain(..) {
                    run(&mut self.simulator.session("APP"), &sql);
                    self.now();
                }
                Ok(start)
            },
            target: self.target(),
            stop: &AtomicBool::new(false),
            observer: &Silent,
            load_observer: &SilentLoad,
            translator: self
                .translates
                .then_some(&translator as &dyn plconv_replication::apply::DdlTranslator),
            until,
            fault,
        })
    }

    /// Whether all tables hold what the source held at an SCN.
    pub fn is_equal_at(&self, scn: u64) -> bool {
        let mut client = self.client();
        let job = state::job(&mut client, "test").unwrap().unwrap().id;
        let plan = state::plan_of_now(&mut client, job, &self.plan()).unwrap();
        let options = ValidateOptions {
            source: Arc::new(self.capture().rows_source().unwrap()),
            target: self.target(),
            plan: Arc::new(plan),
            tables: Vec::new(),
            scn: Some(scn),
        };
        validate(&options, &mut |_| {}).unwrap().is_equal()
    }
}

pub fn run(session: &mut SimulatorSession, sql: &str) {
    if let Err(error) = session.run(sql, &[]) {
        panic!("{sql}: {error}");
    }
}
