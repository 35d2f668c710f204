//! How fast rows go into a PostgreSQL, beside the limit that PostgreSQL itself sets, measured in the same run.
//!
//! `cargo run --release -p plconv-mover --example throughput -- postgresql://user@host/database [ROWS]`
//!
//! It makes a table of ten columns in schema `plconv_throughput` of that database and removes the schema afterwards:
//! 1. the limit: `COPY ... FROM` of a file in PostgreSQL's binary form, by the server itself, which reads the file from its own
//!    disk, or by `\copy` through one connection where the server may not,
//! 2. the sink: the same rows encoded from values in memory and sent,
//! 3. end to end: from a double of an Oracle server through the driver, with one and two workers.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that measures"
)]

use oracle_double::{
    Column, DataType, DateTime, Double, Options, Row, Simulator, Style, Table, Value as OracleValue,
};
use plconv_mover::encode::ColumnEncoder;
use plconv_mover::events::Silent;
use plconv_mover::load::{LoadOptions, load};
use plconv_mover::plan::{LobPolicy, Plan};
use plconv_mover::policy::ColumnPolicy;
use plconv_mover::rows::{Care, ColumnRoute, Limits, Piece, RowEncoder};
use plconv_mover::source::{OracleSource, Place, RowConsumer};
use plconv_mover::target::{Target, table};
use plconv_mover::throttle::Throttle;
use plconv_mover::value::{DateTime as Moment, Value};
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::time::Instant;

const DDL: &str = "
DROP SCHEMA IF EXISTS plconv_throughput CASCADE;
CREATE SCHEMA plconv_throughput;
CREATE TABLE plconv_throughput.t (
  id bigint NOT NULL, customer integer, name varchar(40), status char(2), amount numeric(12,2), rate numeric,
  ordered timestamp(0), changed timestamp, note varchar(100), score double precision)";

const EMPTY: &str = "TRUNCATE plconv_throughput.t";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .unwrap_or_else(|| "postgresql://postgres@localhost/postgres".to_owned());
    let rows: u64 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(500_000);
    let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    client.batch_execute(DDL).unwrap();
    let sink = (0..3)
        .map(|_| measure_sink(&mut client, rows))
        .fold(f64::MAX, f64::min);
    let limit = (0..3)
        .map(|_| measure_limit(&mut client))
        .fold(f64::MAX, f64::min);
    let rate = |seconds: f64| rows as f64 / seconds;
    println!(
        "PostgreSQL's own COPY BINARY from a file: {:>9.0} rows/s",
        rate(limit)
    );
    println!(
        "encoding and sending from memory:         {:>9.0} rows/s, {:.0} % of it",
        rate(sink),
        100.0 * limit / sink
    );
    for workers in [1, 2] {
        let seconds = measure_end_to_end(&mut client, &url, rows, workers);
        println!(
            "end to end over the double, {workers} workers:    {:>9.0} rows/s",
            rate(seconds)
        );
    }
    client
        .batch_execute(
            "DROP SCHEMA plconv_throughput CASCADE; DELETE FROM plconv.run WHERE name = 'throughput'",
        )
        .unwrap();
}

/// Encodes and copies rows from memory, in two threads as a load does.
fn measure_sink(client: &mut postgres::Client, rows: u64) -> f64 {
    client.batch_execute(EMPTY).unwrap();
    let target = table(client, "plconv_throughput.t").unwrap();
    let mut routes: Vec<ColumnRoute> = target
        .columns
        .iter()
        .map(|column| ColumnRoute {
            source: column.name.clone(),
            encoder: ColumnEncoder::new(column.target_type.clone(), ColumnPolicy::default(), None),
            transforms: Vec::new(),
            values: Default::default(),
            lob: LobPolicy::Move,
        })
        .collect();
    let (output, pieces) = mpsc::sync_channel(4);
    let (give_back, used) = mpsc::channel();
    let started = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let throttle = Throttle::new(0, 0);
            let limits = Limits {
                inline_lob: 1 << 20,
                rejected: 0,
            };
            let mut encoder = RowEncoder::new(&mut routes, Care::Stream, limits, &throttle, &output, &used);
            let (mut id, mut amount, mut name) = (String::new(), String::new(), String::new());
            for number in 0..rows {
                use std::fmt::Write;
                for text in [&mut id, &mut amount, &mut name] {
                    text.clear();
                }
                let _ = write!(id, "{number}");
                let _ = write!(amount, "{}.{:02}", number % 100_000, number % 100);
                let _ = write!(name, "customer number {number}");
                let at = moment(number);
                let mut values = [
                    Value::Number(&id),
                    Value::Number("4711"),
                    Value::Text(&name),
                    Value::Text("OK"),
                    Value::Number(&amount),
                    Value::Number("0.0725"),
                    Value::DateTime(at),
                    Value::DateTime(at),
                    Value::Text("a note of some length that nobody will ever read again"),
                    Value::Double(number as f64 / 7.0),
                ];
                encoder.row(Place::Row(number), &mut values).unwrap();
            }
            encoder.finish();
        });
        let mut writer = client
            .copy_in("COPY plconv_throughput.t FROM STDIN (FORMAT binary)")
            .unwrap();
        for piece in pieces {
            let Piece::Bytes(bytes) = piece else { continue };
            writer.write_all(&bytes).unwrap();
            let _ = give_back.send(bytes);
        }
        writer.finish().unwrap();
    });
    started.elapsed().as_secs_f64()
}

fn moment(number: u64) -> Moment {
    Moment {
        year: 2024,
        month: (number % 12 + 1) as u8,
        day: (number % 28 + 1) as u8,
        hour: (number % 24) as u8,
        minute: (number % 60) as u8,
        second: (number % 59) as u8,
        nanosecond: 0,
    }
}

/// Copies the rows of the sink once more, from a file in binary form.
fn measure_limit(client: &mut postgres::Client) -> f64 {
    let mut bytes = Vec::new();
    client
        .batch_execute("CREATE TABLE IF NOT EXISTS plconv_throughput.copy (LIKE plconv_throughput.t)")
        .unwrap();
    client
        .copy_out("COPY plconv_throughput.t TO STDOUT (FORMAT binary)")
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("rows");
    std::fs::write(&path, &bytes).unwrap();
    // The server reads the file as another user, where it may read it at all.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    client.batch_execute("TRUNCATE plconv_throughput.copy").unwrap();
    let started = Instant::now();
    let by_server = format!(
        "COPY plconv_throughput.copy FROM '{}' (FORMAT binary)",
        path.display()
    );
    if client.batch_execute(&by_server).is_err() {
        let mut writer = client
            .copy_in("COPY plconv_throughput.copy FROM STDIN (FORMAT binary)")
            .unwrap();
        for piece in bytes.chunks(256 * 1024) {
            writer.write_all(piece).unwrap();
        }
        writer.finish().unwrap();
    }
    started.elapsed().as_secs_f64()
}

fn measure_end_to_end(client: &mut postgres::Client, url: &str, rows: u64, workers: usize) -> f64 {
    client.batch_execute(EMPTY).unwrap();
    let simulator = Simulator::new();
    let at = |number: u64| {
        let moment = moment(number);
        DateTime::date(2024, moment.month, moment.day).at(moment.hour, moment.minute, moment.second, 0)
    };
    let columns = [
        Column::new("ID", DataType::Number(18, 0)),
        Column::new("CUSTOMER", DataType::Number(9, 0)),
        Column::new("NAME", DataType::Varchar2(40)),
        Column::new("STATUS", DataType::Char(2)),
        Column::new("AMOUNT", DataType::Number(12, 2)),
        Column::new("RATE", DataType::Number(0, -127)),
        Column::new("ORDERED", DataType::Date),
        Column::new("CHANGED", DataType::Timestamp(6)),
        Column::new("NOTE", DataType::Varchar2(100)),
        Column::new("SCORE", DataType::BinaryDouble),
    ];
    let rate: OracleValue = OracleValue::Number("0.0725".parse().unwrap());
    let note = OracleValue::text("a note of some length that nobody will ever read again");
    let of = move |number: u64| -> Row {
        let amount = format!("{}.{:02}", number % 100_000, number % 100);
        vec![
            number.into(),
            4711.into(),
            format!("customer number {number}").into(),
            "OK".into(),
            OracleValue::Number(amount.parse().unwrap()),
            rate.clone(),
            at(number).into(),
            at(number).into(),
            note.clone(),
            (number as f64 / 7.0).into(),
        ]
        .into()
    };
    let made = columns.into_iter().fold(Table::new("APP", "T"), Table::column);
    simulator.add(made.primary_key(&["ID"]).generated(rows, of));
    let double = Double::start(Options::new(Style::V23), simulator).unwrap();
    let plan = format!(
        "version = 1\nname = \"throughput\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {url:?}\n\
         [load]\nworkers = {workers}\nchunk-kb = 16384\n[[table]]\nsource = \"APP.T\"\ntarget = \"plconv_throughput.t\"\n",
        double.connect_string()
    );
    let plan = Arc::new(Plan::parse(&plan).unwrap());
    let options = LoadOptions {
        source: Arc::new(OracleSource::new(plan.clone(), "tiger".to_owned()).unwrap()),
        target: Target::new(url, None, &plan).unwrap(),
        plan,
        restart: true,
        stop: &AtomicBool::new(false),
        observer: &Silent,
    };
    let started = Instant::now();
    let summary = load(&options).unwrap();
    assert_eq!(summary.rows, rows);
    started.elapsed().as_secs_f64()
}
