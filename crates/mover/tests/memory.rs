//! Memory does not depend on how much is moved: a load in a process of its own, whose most memory the kernel tells.
//!
//! `PLCONV_MEMORY_ROWS=20000000 PLCONV_MEMORY_LOB_MB=1000 cargo test --release -p plconv-mover --test memory -- --nocapture`
//! asks for more than the usual test does.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "talks to servers, and tells what it measured"
)]

mod common;

use common::server;
use oracle_double::{Column, DataType, Double, LobSource, Options, Simulator, Style, Table, Value};
use plconv_mover::events::Silent;
use plconv_mover::load::{LoadOptions, load};
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::target::Target;
use plconv_mover::validate::{ValidateOptions, validate};
use plconv_verify::Database;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Most kilobytes that a process may have needed.
const MOST: u64 = 300 * 1024;

/// Names the plan that the second process loads by.
const PLAN: &str = "PLCONV_MEMORY_PLAN";

/// Names what the second process does.
const DOES: &str = "PLCONV_MEMORY_DOES";

/// The test that is the second process.
const SECOND: &str = "second_process";

fn asked(variable: &str, usual: u64) -> u64 {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// A double and a database, with a plan between them.
struct Fixture {
    _double: Double,
    database: Database,
    directory: tempfile::TempDir,
}

impl Fixture {
    fn new(table: Table, ddl: &str) -> Fixture {
        let simulator = Simulator::new();
        simulator.add(table);
        let double = Double::start(Options::new(Style::V23), simulator).unwrap();
        let database = server().fresh_database().unwrap();
        let directory = tempfile::tempdir().unwrap();
        let plan = format!(
            "version = 1\nname = \"memory\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
             [load]\nworkers = 2\n[[table]]\nsource = \"APP.T\"\ntarget = \"t\"\n",
            double.connect_string(),
            database.url()
        );
        std::fs::write(directory.path().join("plan.toml"), plan).unwrap();
        let fixture = Fixture {
            _double: double,
            database,
            directory,
        };
        fixture.client().batch_execute(ddl).unwrap();
        fixture
    }

    fn client(&self) -> postgres::Client {
        postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap()
    }

    /// Most kilobytes that a process needed which does this.
    fn most_memory(&self, what: &str) -> u64 {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", SECOND, "--nocapture"])
            .env(PLAN, self.directory.path().join("plan.toml"))
            .env(DOES, what)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let most = std::fs::read_to_string(self.directory.path().join("most")).unwrap();
        most.parse().unwrap()
    }
}

/// Loads or validates when it is called by another test.
#[test]
fn second_process() {
    let Ok(path) = std::env::var(PLAN) else { return };
    let path = Path::new(&path);
    let plan = Arc::new(Plan::read(path).unwrap());
    let source = Arc::new(OracleSource::new(plan.clone(), "tiger".to_owned()).unwrap());
    let target = Target::new(&plan.target.url, None, &plan).unwrap();
    if std::env::var(DOES).unwrap() == "load" {
        let summary = load(&LoadOptions {
            source,
            target,
            plan,
            restart: false,
            stop: &AtomicBool::new(false),
            observer: &Silent,
        });
        let summary = summary.unwrap();
        assert!(summary.is_finished, "{:?}", summary.failures);
    } else {
        let validation = validate(
            &ValidateOptions {
                source,
                target,
                plan,
                tables: Vec::new(),
                scn: None,
            },
            &mut |_| {},
        );
        assert!(validation.unwrap().is_equal());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let most = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let most = most.trim().trim_end_matches(" kB");
    std::fs::write(path.with_file_name("most"), most).unwrap();
}

#[test]
fn many_rows_need_no_more_than_few() {
    let rows = asked("PLCONV_MEMORY_ROWS", 100_000);
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(12, 0)))
        .column(Column::new("V", DataType::Varchar2(100)))
        .column(Column::new("N", DataType::Number(12, 2)))
        .primary_key(&["ID"])
        .generated(rows, |id| {
            vec![id.into(), Value::text(&format!("row number {id}")), id.into()].into()
        });
    let fixture = Fixture::new(
        table,
        "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(100), n numeric(12,2))",
    );
    let most = fixture.most_memory("load");
    eprintln!("loading {rows} rows needed {most} kB");
    assert!(most < MOST, "{most} kB for {rows} rows");
    let counted = fixture
        .client()
        .query_one("SELECT count(*), sum(id)::bigint, sum(n)::bigint FROM t", &[]);
    let counted = counted.unwrap();
    let sum = (rows * (rows - 1) / 2) as i64;
    assert_eq!(
        (counted.get(0), counted.get(1), counted.get(2)),
        (rows as i64, sum, sum)
    );
    if rows <= 1_000_000 {
        let most = fixture.most_memory("validate");
        eprintln!("validating {rows} rows needed {most} kB");
        assert!(most < MOST, "{most} kB for {rows} rows");
    }
}

/// Bytes that can be told from their place, and a text of characters of two bytes.
#[derive(Debug)]
struct Large {
    length: u64,
    is_text: bool,
}

/// A prime, so that pieces do not look the same.
const PERIOD: u64 = 251;

impl LobSource for Large {
    fn length(&self) -> u64 {
        self.length
    }

    fn read(&self, offset: u64, amount: u64) -> Vec<u8> {
        let places = offset..(offset + amount).min(self.length);
        if self.is_text {
            // U+0400 and following: Cyrillic letters.
            places.flat_map(|at| [4, (at % PERIOD) as u8]).collect()
        } else {
            places.map(|at| (at % PERIOD) as u8).collect()
        }
    }
}

#[test]
fn large_values_need_no_more_than_small_ones() {
    let megabytes = asked("PLCONV_MEMORY_LOB_MB", 16);
    let length = megabytes * 1_000_000;
    let table = Table::new("APP", "T")
        .column(Column::new("ID", DataType::Number(9, 0)))
        .column(Column::new("B", DataType::Blob))
        .column(Column::new("C", DataType::Clob))
        .primary_key(&["ID"])
        .generated(2, move |id| {
            let large = |length, is_text| Value::Lob(Arc::new(Large { length, is_text }));
            // PostgreSQL makes a row in memory, so it cannot have two such values. A character has two bytes in the target.
            match id {
                0 => vec![id.into(), large(length, false), Value::Null].into(),
                _ => vec![id.into(), Value::Null, large(length / 2, true)].into(),
            }
        });
    let fixture = Fixture::new(
        table,
        "CREATE TABLE t (id integer PRIMARY KEY, b bytea, c text);
         ALTER TABLE t ALTER b SET STORAGE EXTERNAL, ALTER c SET STORAGE EXTERNAL",
    );
    let most = fixture.most_memory("load");
    eprintln!("loading values of {megabytes} MB needed {most} kB");
    assert!(most < MOST, "{most} kB for values of {megabytes} MB");
    // Looked at in places, by the server.
    let place = (length - 1000) as i32;
    let row = fixture
        .client()
        .query_one(
            "SELECT count(*), sum(octet_length(b))::integer, sum(octet_length(c))::integer,
                    bool_and(get_byte(substring(b FROM $1 + 1 FOR 1), 0) = $1 % 251),
                    bool_and(ascii(substring(c FROM $1 / 2 + 1 FOR 1)) = 1024 + $1 / 2 % 251)
               FROM t",
            &[&place],
        )
        .unwrap();
    assert_eq!(
        (row.get(0), row.get(1), row.get(2)),
        (2i64, length as i32, length as i32)
    );
    assert_eq!((row.get(3), row.get(4)), (true, true));
    let most = fixture.most_memory("validate");
    eprintln!("validating values of {megabytes} MB needed {most} kB");
    assert!(most < MOST, "{most} kB for values of {megabytes} MB");
}
