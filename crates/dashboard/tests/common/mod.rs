//! A database, and loads of it from a double of an Oracle server.

#![allow(dead_code, reason = "each test uses a part")]

use oracle_double::{Column, DataType, Double, Options, Simulator, Style, Table, Value};
use plconv_dashboard::{Dashboard, DashboardOptions, Token};
use plconv_mover::error::Error;
use plconv_mover::events::Silent;
use plconv_mover::load::{LoadOptions, RunSummary, load};
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::target::Target;
use plconv_verify::{Database, Server, ServerChoice};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

pub const TOKEN: &str = "0123456789abcdef0123";

/// A table of rows in blocks of fifty, so that a chunk of a few kilobytes is a block.
fn table(name: &str, rows: u64) -> Table {
    Table::new("HR", name)
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("NAME", DataType::Varchar2(100)))
        .primary_key(&["ID"])
        .generated(rows, |row| {
            let name = if row % 331 == 330 {
                "a name\0with a zero".to_owned()
            } else {
                format!("name {row}")
            };
            vec![Value::Number(row.into()), Value::text(&name)].into()
        })
}

pub struct Fixture {
    pub double: Double,
    pub dashboard: Dashboard,
    database: Database,
}

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

impl Fixture {
    pub fn new() -> Fixture {
        let simulator = Simulator::new();
        let names = ["DEPARTMENTS", "EMPLOYEES", "JOB_HISTORY"];
        for (name, rows) in names.iter().zip([200, 1000, 600]) {
            simulator.add(table(name, rows));
        }
        let database = server().fresh_database().unwrap();
        let fixture = Fixture {
            double: Double::start(Options::new(Style::V23), simulator).unwrap(),
            dashboard: Dashboard::start(DashboardOptions {
                target: target(&database),
                listen: ([127, 0, 0, 1], 0).into(),
                token: Token::given(TOKEN).unwrap(),
            })
            .unwrap(),
            database,
        };
        for name in names {
            fixture.execute(&format!(
                "CREATE SCHEMA IF NOT EXISTS hr;
                 CREATE TABLE hr.{0} (id integer PRIMARY KEY, name varchar(100)); CREATE INDEX {0}_name ON hr.{0} (name)",
                name.to_lowercase()
            ));
        }
        fixture
    }

    pub fn client(&self) -> postgres::Client {
        postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap()
    }

    pub fn execute(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    /// Loads all with one worker, so that chunks come one after the other.
    pub fn load(&self) -> Result<RunSummary, Error> {
        let mut text = format!(
            "version = 1\nname = \"personnel\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
             [load]\nworkers = 1\nchunk-kb = 64\n",
            self.double.connect_string(),
            self.database.url(),
        );
        for name in ["DEPARTMENTS", "EMPLOYEES", "JOB_HISTORY"] {
            text.push_str(&format!(
                "[[table]]\nsource = \"HR.{name}\"\ntarget = \"hr.{}\"\n",
                name.to_lowercase()
            ));
        }
        let plan = Arc::new(Plan::parse(&text).unwrap());
        load(&LoadOptions {
            source: Arc::new(OracleSource::new(plan.clone(), "tiger".to_owned()).unwrap()),
            target: target(&self.database),
            plan,
            restart: false,
            stop: &AtomicBool::new(false),
            observer: &Silent,
        })
    }
}

fn target(database: &Database) -> Target {
    Target::new(database.url(), None, &Plan::of_connections(None, None)).unwrap()
}
