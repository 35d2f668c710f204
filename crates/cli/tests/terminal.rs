//! What people see of commands that move data, at a terminal: questions for passwords, a bar with the time that is left. And
//! what nobody sees: passwords.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use oracle_double::{
    Action, Column, DataType, Double, Fault, Gate, On, Options, Simulator, Style, Table, Value,
};
use plconv_verify::{Database, Server, ServerChoice};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The password of the source. It and that of the target are looked for everywhere.
const SOURCE: &str = "s0urce-s3cret";

/// A command at a terminal of its own, which `script` of util-linux makes.
struct Terminal {
    child: Child,
    /// All that was shown so far.
    shown: Vec<u8>,
}

impl Terminal {
    fn new(directory: &Path, arguments: &str) -> Terminal {
        // A new terminal has no size.
        let command = format!(
            "stty cols 150 rows 40; tty; {} {arguments}",
            env!("CARGO_BIN_EXE_plconv")
        );
        let child = Command::new("script")
            .args(["-q", "-e", "-c", &command, "/dev/null"])
            .current_dir(directory)
            .env_remove("PLCONV_SOURCE_PASSWORD")
            .env_remove("PLCONV_TARGET_PASSWORD")
            .env("TERM", "xterm-256color")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Terminal {
            child,
            shown: Vec::new(),
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.shown).into_owned()
    }

    /// Reads until a text is there.
    fn wait_for(&mut self, text: &str) {
        let mut buffer = [0; 4096];
        while memchr(&self.shown, text.as_bytes()).is_none() {
            let count = self.child.stdout.as_mut().unwrap().read(&mut buffer).unwrap();
            assert!(count > 0, "`{text}` was not shown:\n{}", self.text());
            self.shown.extend_from_slice(&buffer[..count]);
        }
    }

    /// Answers a question for a password, once the terminal does not show what is typed.
    fn answer(&mut self, question: &str, password: &str) {
        self.wait_for(question);
        let text = self.text();
        let device = text.lines().next().unwrap().trim();
        let shows = || {
            let output = Command::new("stty").args(["-F", device, "-a"]).output().unwrap();
            !String::from_utf8_lossy(&output.stdout).contains(" -echo ")
        };
        while shows() {
            assert!(self.child.try_wait().unwrap().is_none(), "{}", self.text());
        }
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin.write_all(format!("{password}\n").as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    /// Reads to the end: the exit status and all that was shown.
    fn end(mut self) -> (i32, String) {
        let mut rest = Vec::new();
        self.child
            .stdout
            .as_mut()
            .unwrap()
            .read_to_end(&mut rest)
            .unwrap();
        self.shown.extend(rest);
        (self.child.wait().unwrap().code().unwrap(), self.text())
    }
}

/// Where a text begins.
fn memchr(shown: &[u8], text: &[u8]) -> Option<usize> {
    shown.windows(text.len()).position(|window| window == text)
}

struct Fixture {
    double: Double,
    _server: Server,
    database: Database,
    /// The same without its password.
    url: String,
    /// That password; a server that asks for none takes any.
    password: String,
    directory: tempfile::TempDir,
}

/// A URL without its password, and the password.
fn without_password(url: &str) -> (String, Option<String>) {
    let (scheme, rest) = url.split_once("://").unwrap();
    let (account, server) = rest.rsplit_once('@').unwrap();
    match account.split_once(':') {
        Some((user, password)) => (format!("{scheme}://{user}@{server}"), Some(password.to_owned())),
        None => (url.to_owned(), None),
    }
}

impl Fixture {
    fn new() -> Fixture {
        let choice = match std::env::var("PLCONV_TEST_PG") {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Local { major: None },
        };
        let server = Server::start(&choice).unwrap();
        let simulator = Simulator::new();
        simulator.add(
            Table::new("APP", "T")
                .column(Column::new("ID", DataType::Number(9, 0)))
                .column(Column::new("V", DataType::Varchar2(3)))
                .primary_key(&["ID"])
                .generated(5000, |id| vec![id.into(), Value::text("abc")].into()),
        );
        let options = Options::new(Style::V23).user("plconv", SOURCE);
        let database = server.fresh_database().unwrap();
        let (url, password) = without_password(database.url());
        let fixture = Fixture {
            double: Double::start(options, simulator).unwrap(),
            database,
            url,
            password: password.unwrap_or_else(|| "t4rget-s3cret".to_owned()),
            _server: server,
            directory: tempfile::tempdir().unwrap(),
        };
        fixture
            .client()
            .batch_execute("CREATE TABLE t (id integer PRIMARY KEY, v varchar(3))")
            .unwrap();
        fixture.write_plan();
        fixture
    }

    /// A plan that names no passwords.
    fn write_plan(&self) {
        self.write_plan_with("", "");
    }

    /// A plan that names files with them; the end of a line is no part of a password.
    fn write_plan_with_files(&self) {
        for (name, password) in [("source", SOURCE), ("target", &self.password)] {
            std::fs::write(self.path(name), format!("{password}\n")).unwrap();
        }
        self.write_plan_with("password-file = \"source\"\n", "password-file = \"target\"\n");
    }

    fn write_plan_with(&self, of_source: &str, of_target: &str) {
        let plan = format!(
            "version = 1\nname = \"seen\"\n[source]\noracle = {:?}\nuser = \"plconv\"\n{of_source}\
             [target]\nurl = {:?}\n{of_target}\
             [load]\nchunk-kb = 64\nworkers = 1\nexisting = \"truncate\"\nlog-directory = \"log\"\n\
             [[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
            self.double.connect_string(),
            self.url
        );
        std::fs::write(self.path("plan.toml"), plan).unwrap();
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    fn client(&self) -> postgres::Client {
        postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap()
    }

    /// Everything that runs have left in files and in the database, as one text.
    fn traces(&self) -> String {
        let mut traces = String::new();
        for file in ["plan.toml", "log/migration.log", "log/migration.jsonl"] {
            traces.push_str(&std::fs::read_to_string(self.path(file)).unwrap());
        }
        let mut client = self.client();
        let tables =
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'plconv'";
        for table in client.query(tables, &[]).unwrap() {
            let rows = format!(
                "SELECT coalesce(string_agg(r::text, E'\\n'), '') FROM {} r",
                table.get::<_, String>(0)
            );
            traces.push_str(&client.query_one(&rows, &[]).unwrap().get::<_, String>(0));
        }
        assert!(traces.contains("APP.T") && traces.contains("seen"), "{traces}");
        traces
    }

    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(self.directory.path())
            .env("RUST_BACKTRACE", "1")
            .env("RUST_LOG", "trace")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code().unwrap(), text)
    }
}

#[test]
fn passwords_are_asked_for_and_seen_nowhere() {
    let fixture = Fixture::new();
    let mut terminal = Terminal::new(fixture.directory.path(), "load plan.toml --ask-passwords");
    terminal.answer("password of the target: ", &fixture.password);
    terminal.answer("password of the source: ", SOURCE);
    let (status, shown) = terminal.end();
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("run 1 is finished"), "{shown}");
    let everything = format!("{shown}{}", fixture.traces());
    assert!(
        !everything.contains(SOURCE) && !everything.contains(&fixture.password),
        "{everything}"
    );

    // A wrong one is told at once, and not shown either.
    let mut terminal = Terminal::new(fixture.directory.path(), "precheck plan.toml --ask-passwords");
    terminal.answer("password of the source: ", "wr0ng-s3cret");
    terminal.answer("password of the target: ", &fixture.password);
    let (status, shown) = terminal.end();
    assert!(
        status == 1 && shown.contains("ORA-01017") && !shown.contains("s3cret"),
        "{shown}"
    );

    // Without a terminal nobody can be asked.
    let (status, text) = fixture.run(&["load", "plan.toml"], &[]);
    assert!(
        status == 2 && text.contains("PLCONV_SOURCE_PASSWORD") && text.contains("--ask-passwords"),
        "{text}"
    );
}

#[test]
fn passwords_of_files_and_the_environment_are_seen_nowhere() {
    let fixture = Fixture::new();
    let by_environment = [
        ("PLCONV_SOURCE_PASSWORD", SOURCE),
        ("PLCONV_TARGET_PASSWORD", fixture.password.as_str()),
    ];
    let oracle = fixture.double.connect_string();
    let ends = ["--oracle", &oracle, "--user", "plconv", "--target", &fixture.url];
    let of_plan = |command: &'static str| vec![command, "plan.toml"];
    let commands = [
        [&["doctor", "--json"][..], &ends].concat(),
        [&["plan", "-o", "-", "--schemas", "APP"][..], &ends].concat(),
        [&["selftest"][..], &ends].concat(),
        of_plan("precheck"),
        of_plan("load"),
        of_plan("validate"),
        [&of_plan("validate")[..], &["--objects", "--json"]].concat(),
        [
            &["catalog", "capture", "-o", "captured", "--schemas", "APP"][..],
            &ends[..4],
        ]
        .concat(),
    ];
    let mut everything = String::new();
    for command in &commands {
        let (status, text) = fixture.run(command, &by_environment);
        assert!(status <= 1, "{command:?} {text}");
        everything.push_str(&text);
    }
    for file in std::fs::read_dir(fixture.path("captured")).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            everything.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    fixture.write_plan_with_files();
    let (status, text) = fixture.run(&["load", "plan.toml"], &[]);
    assert_eq!(status, 0, "{text}");
    everything.push_str(&text);
    // One in the URL of the target, where it should not be.
    let url = format!("postgresql://plconv:{}@127.0.0.1:1/x", fixture.password);
    fixture.write_plan();
    let (status, text) = fixture.run(
        &["load", "plan.toml", "--target", &url],
        &[("PLCONV_SOURCE_PASSWORD", SOURCE)],
    );
    assert_ne!(status, 0, "{text}");
    everything.push_str(&text);
    everything.push_str(&fixture.traces());
    assert!(
        !everything.contains(SOURCE) && !everything.contains(&fixture.password),
        "{everything}"
    );
}

#[test]
fn a_bar_shows_what_is_left_and_logs_what_was_done() {
    let fixture = Fixture::new();
    fixture.write_plan_with_files();
    // Some chunks are there, and the next one is held.
    let gate = Gate::new();
    let on = On::Statement("ROWID BETWEEN CHARTOROWID(:1)".to_owned());
    fixture
        .double
        .faults()
        .add(Fault::new(on, Action::Wait(gate.clone())).skip(2));
    let mut terminal = Terminal::new(fixture.directory.path(), "load plan.toml");
    gate.wait_for_arrival();
    // Two of sixteen, by what the source says of their size.
    terminal.wait_for("128.00 KiB/1.00 MiB 800 rows, ");
    terminal.wait_for(" rows/s, ");
    terminal.wait_for(" left ");
    gate.open();
    let (status, shown) = terminal.end();
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("run 1 is finished"), "{shown}");

    let log = std::fs::read_to_string(fixture.path("log/migration.log")).unwrap();
    assert!(log.contains("finished: 5000 rows, 0 in the quarantine"), "{log}");
    let events: Vec<serde_json::Value> = std::fs::read_to_string(fixture.path("log/migration.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(events.len(), log.lines().count());
    let rows: u64 = events
        .iter()
        .filter(|event| event["event"] == "chunk-done")
        .map(|event| event["rows"].as_u64().unwrap())
        .sum();
    assert_eq!(rows, 5000);
    assert_eq!(events.first().unwrap()["event"], "table-prepared");
    assert_eq!(events.last().unwrap()["event"], "finished");
    assert!(
        events
            .iter()
            .all(|event| event["at"].as_str().unwrap().ends_with('Z')),
        "{events:?}"
    );

    // Where nobody looks there is no bar.
    let (status, text) = fixture.run(&["load", "plan.toml"], &[]);
    assert!(status == 0 && !text.contains('\u{1b}'), "{text}");
}
