//! A database, a CSV file for its table `t`, and loads of it.

#![allow(dead_code, reason = "each test uses a part")]

use oracle_double::{Double, Options, Simulator, Style, Table};
use plconv_mover::error::Error;
use plconv_mover::events::{Event, Observer};
use plconv_mover::load::{LoadOptions, RunSummary, load};
use plconv_mover::plan::Plan;
use plconv_mover::precheck::{Precheck, PrecheckOptions, precheck};
use plconv_mover::selftest::{Selftest, SelftestOptions, selftest};
use plconv_mover::source::{FileSource, OracleSource, Source};
use plconv_mover::target::Target;
use plconv_mover::validate::{TableValidation, ValidateOptions, validate};
use plconv_verify::{Database, Server, ServerChoice};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

/// What a load left behind.
#[derive(Debug)]
pub struct Kept {
    pub summary: RunSummary,
    pub events: Vec<Event>,
}

/// A database and a file.
pub struct Fixture {
    database: Database,
    directory: tempfile::TempDir,
}

/// Keeps events.
#[derive(Default)]
struct Keeper(Mutex<Vec<Event>>);

impl Observer for Keeper {
    fn event(&self, event: &Event) {
        self.0.lock().unwrap().push(event.clone());
    }

    fn progress(&self, _rows: u64, _bytes: u64) {}
}

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

impl Fixture {
    pub fn new(ddl: &str, csv: &str) -> Fixture {
        let fixture = Fixture {
            database: server().fresh_database().unwrap(),
            directory: tempfile::tempdir().unwrap(),
        };
        fixture.execute(ddl);
        std::fs::write(fixture.path("t.csv"), csv).unwrap();
        fixture
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn client(&self) -> postgres::Client {
        let mut client = postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap();
        client
            .batch_execute("SET timezone = 'UTC'; SET intervalstyle = 'iso_8601'")
            .unwrap();
        client
    }

    pub fn execute(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    /// The one text that a query returns.
    pub fn text(&self, sql: &str) -> String {
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    /// A plan: sections of the plan first, then those of the table.
    pub fn plan(&self, more: &str) -> Plan {
        let (sections, of_table) = match more.find("[table.") {
            Some(at) => more.split_at(at),
            None => (more, ""),
        };
        let text = format!(
            "version = 1\nname = \"test\"\n[source]\ndirectory = {:?}\n[target]\nurl = {:?}\n{sections}\
             [[table]]\nsource = \"T\"\ntarget = \"t\"\ncsv = [\"t.csv\"]\n{of_table}",
            self.directory.path(),
            self.database.url(),
        );
        Plan::parse(&text).unwrap()
    }

    pub fn validate(&self, more: &str) -> Result<TableValidation, Error> {
        let plan = Arc::new(self.plan(more));
        let options = ValidateOptions {
            source: Arc::new(FileSource::new(plan.clone())),
            target: Target::new(&plan.target.url, None, &plan).unwrap(),
            plan,
            tables: Vec::new(),
            scn: None,
        };
        validate(&options, &mut |_| {}).map(|validation| validation.tables[0].clone())
    }

    pub fn load(&self, more: &str) -> Result<Kept, Error> {
        let plan = Arc::new(self.plan(more));
        load_from(plan.clone(), Arc::new(FileSource::new(plan)))
    }

    /// Begins anew although a run has not ended.
    pub fn load_anew(&self, more: &str) -> Result<RunSummary, Error> {
        let plan = Arc::new(self.plan(more));
        load(&LoadOptions {
            source: Arc::new(FileSource::new(plan.clone())),
            target: Target::new(&plan.target.url, None, &plan).unwrap(),
            plan,
            restart: true,
            stop: &AtomicBool::new(false),
            observer: &plconv_mover::events::Silent,
        })
    }

    /// Loads, telling somebody what happens while it does.
    pub fn load_observed(&self, more: &str, observer: &dyn Observer) -> Result<RunSummary, Error> {
        let plan = Arc::new(self.plan(more));
        observed(plan.clone(), Arc::new(FileSource::new(plan)), observer)
    }

    pub fn url(&self) -> &str {
        self.database.url()
    }

    /// Loads by the text of a plan.
    pub fn load_plan(&self, text: &str) -> Result<Kept, Error> {
        let plan = Arc::new(Plan::parse(text)?);
        load_from(plan.clone(), Arc::new(FileSource::new(plan)))
    }

    /// Loads by a control file beside the plan.
    pub fn load_control(&self, control: &str) -> Result<Kept, Error> {
        let path = self.path("plan.toml");
        let text = format!(
            "version = 1\nname = \"test\"\n[source]\n[target]\nurl = {:?}\n\
             [[table]]\nsource = \"T\"\ntarget = \"t\"\ncontrol-file = {control:?}\n",
            self.database.url(),
        );
        std::fs::write(&path, text).unwrap();
        let plan = Arc::new(Plan::read(&path)?);
        load_from(plan.clone(), Arc::new(FileSource::new(plan)))
    }
}

/// Loads and keeps what happened.
fn load_from(plan: Arc<Plan>, source: Arc<dyn Source>) -> Result<Kept, Error> {
    let keeper = Keeper::default();
    let summary = observed(plan, source, &keeper)?;
    Ok(Kept {
        summary,
        events: keeper.0.into_inner().unwrap(),
    })
}

fn observed(plan: Arc<Plan>, source: Arc<dyn Source>, observer: &dyn Observer) -> Result<RunSummary, Error> {
    load(&LoadOptions {
        source,
        target: Target::new(&plan.target.url, None, &plan).unwrap(),
        plan,
        restart: false,
        stop: &AtomicBool::new(false),
        observer,
    })
}

/// A double of an Oracle server, a database, and a plan between them.
pub struct OracleFixture {
    pub double: Double,
    pub simulator: Simulator,
    database: Database,
    tables: Vec<(String, String)>,
}

impl OracleFixture {
    pub fn new(
        style: Style,
        tables: impl IntoIterator<Item = Table>,
        ddl: &str,
        names: &[(&str, &str)],
    ) -> OracleFixture {
        OracleFixture::on(server(), style, tables, ddl, names)
    }

    /// The same on a server that is not shared.
    pub fn on(
        server: &Server,
        style: Style,
        tables: impl IntoIterator<Item = Table>,
        ddl: &str,
        names: &[(&str, &str)],
    ) -> OracleFixture {
        let simulator = Simulator::new();
        for table in tables {
            simulator.add(table);
        }
        let fixture = OracleFixture {
            double: Double::start(Options::new(style), simulator.clone()).unwrap(),
            simulator,
            database: server.fresh_database().unwrap(),
            tables: names
                .iter()
                .map(|(source, target)| ((*source).to_owned(), (*target).to_owned()))
                .collect(),
        };
        fixture.execute(ddl);
        fixture
    }

    pub fn client(&self) -> postgres::Client {
        let mut client = postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap();
        client
            .batch_execute("SET timezone = 'UTC'; SET intervalstyle = 'iso_8601'")
            .unwrap();
        client
    }

    pub fn url(&self) -> &str {
        self.database.url()
    }

    pub fn execute(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    pub fn text(&self, sql: &str) -> String {
        self.client().query_one(sql, &[]).unwrap().get(0)
    }

    /// Loads, telling somebody what happens while it does.
    pub fn load_observed(&self, more: &str, observer: &dyn Observer) -> Result<RunSummary, Error> {
        let plan = self.plan(more);
        let source = self.source(&plan);
        observed(plan, source, observer)
    }

    pub fn text_of(&self, sql: &str, bytes: &[u8]) -> String {
        self.client().query_one(sql, &[&bytes]).unwrap().get(0)
    }

    /// A plan: sections first, then `[[table.more]]` with keys of each table.
    fn plan(&self, more: &str) -> Arc<Plan> {
        let (sections, of_table) = more.split_once("[[table.more]]").unwrap_or((more, ""));
        let mut text = format!(
            "version = 1\nname = \"test\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n{sections}",
            self.double.connect_string(),
            self.database.url(),
        );
        for (source, target) in &self.tables {
            text.push_str(&format!(
                "[[table]]\nsource = {source:?}\ntarget = {target:?}\n{of_table}\n"
            ));
        }
        Arc::new(Plan::parse(&text).unwrap())
    }

    pub fn load(&self, more: &str) -> Result<Kept, Error> {
        self.load_as("tiger", more)
    }

    fn source(&self, plan: &Arc<Plan>) -> Arc<OracleSource> {
        Arc::new(OracleSource::new(plan.clone(), "tiger".to_owned()).unwrap())
    }

    pub fn precheck(&self, more: &str) -> Precheck {
        let plan = self.plan(more);
        let source = self.source(&plan);
        precheck(&PrecheckOptions {
            source: source.clone(),
            oracle: Some(source),
            target: Target::new(&plan.target.url, None, &plan).unwrap(),
            plan,
        })
    }

    pub fn selftest(&self) -> Selftest {
        let plan = self.plan("");
        selftest(&SelftestOptions {
            source: self.source(&plan),
            oracle: self.double.connect_string(),
            user: "scott".to_owned(),
            target: Target::new(&plan.target.url, None, &plan).unwrap(),
            keep: false,
        })
        .unwrap()
    }

    /// The text of a plan for all of some schemas.
    pub fn draft(&self, schemas: &[&str]) -> String {
        let connection = self.source(&self.plan("")).open().unwrap();
        let schemas: Vec<String> = schemas.iter().map(|schema| (*schema).to_owned()).collect();
        let mut draft = plconv_mover::draft::of_oracle(connection.as_ref(), &schemas).unwrap();
        draft.name = "drafted".to_owned();
        draft.target = self.database.url().to_owned();
        draft.source = vec![
            format!("oracle = {:?}", self.double.connect_string()),
            "user = \"scott\"".to_owned(),
        ];
        draft.text()
    }

    pub fn load_plan(&self, text: &str) -> Result<Kept, Error> {
        let plan = Arc::new(Plan::parse(text).unwrap());
        let source = self.source(&plan);
        load_from(plan, source)
    }

    pub fn load_as(&self, password: &str, more: &str) -> Result<Kept, Error> {
        let plan = self.plan(more);
        let source = Arc::new(OracleSource::new(plan.clone(), password.to_owned()).unwrap());
        load_from(plan, source)
    }

    /// What of the objects differs, as texts.
    pub fn compare_objects(&self, more: &str) -> Vec<String> {
        let plan = self.plan(more);
        let connection = self.source(&plan).open().unwrap();
        let target = Target::new(&plan.target.url, None, &plan).unwrap();
        let result = plconv_mover::validate::compare_objects(&plan, connection.as_ref(), &target).unwrap();
        assert_eq!(result.not_compared, Vec::<String>::new());
        let differences = result.differences.iter();
        differences
            .map(|difference| {
                format!(
                    "{} {}: {}",
                    difference.kind, difference.object, difference.message
                )
            })
            .collect()
    }

    pub fn validate(&self, more: &str) -> Result<TableValidation, Error> {
        self.validate_at(more, None)
    }

    pub fn validate_at(&self, more: &str, scn: Option<u64>) -> Result<TableValidation, Error> {
        let plan = self.plan(more);
        let options = ValidateOptions {
            source: Arc::new(OracleSource::new(plan.clone(), "tiger".to_owned()).unwrap()),
            target: Target::new(&plan.target.url, None, &plan).unwrap(),
            plan,
            tables: Vec::new(),
            scn,
        };
        validate(&options, &mut |_| {}).map(|validation| validation.tables[0].clone())
    }
}
