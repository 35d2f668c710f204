//! How fast rows go into a PostgreSQL, beside the limit that PostgreSQL itself sets, measured in the same run.
//!
//! `cargo run --release -p plconv-mover --example throughput -- postgresql://user@host/database [ROWS [ROUNDS [sink]]]`
//!
//! It makes a table of ten columns in schema `plconv_throughput` of that database and removes the schema afterwards. In each round:
//! 1. the limit: `COPY ... FROM` of a file in PostgreSQL's binary form, by the server itself, which reads the file from its own
//!    disk, or by `\copy` through one connection where the server may not,
//! 2. the sink: the same rows encoded from values in memory and sent into the same table,
//! 3. the source: rows read by the driver from a double of an Oracle server, and nothing done with them,
//! 4. end to end: from the double through the driver into the table, with one and two workers.
//!
//! With `sink` as the last argument the first two only, so that they can be measured often.
//!
//! The double stands for a server on another machine, so it makes its answers before the first round and only sends them then.
//! Beside rows per second there are the microseconds that processors spent on each row, which other programs disturb less: in this
//! process, and in the server's where it is on this machine.

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
use plconv_mover::rows::{Care, ColumnRoute, FRAME, Limits, Piece, RowEncoder};
use plconv_mover::source::{OracleSource, Place, RowConsumer};
use plconv_mover::target::{Target, table};
use plconv_mover::throttle::Throttle;
use plconv_mover::value::{DateTime as Moment, Value};
use postgres::Client;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::time::Instant;

/// As `plconv` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DDL: &str = "
DROP SCHEMA IF EXISTS plconv_throughput CASCADE;
CREATE SCHEMA plconv_throughput;
CREATE TABLE plconv_throughput.t (
  id bigint NOT NULL, customer integer, name varchar(40), status char(2), amount numeric(12,2), rate numeric,
  ordered timestamp(0), changed timestamp, note varchar(100), score double precision)";

const EMPTY: &str = "TRUNCATE plconv_throughput.t";

const NOTE: &str = "a note of some length that nobody will ever read again";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .unwrap_or_else(|| "postgresql://postgres@localhost/postgres".to_owned());
    let rows: u64 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(500_000);
    let rounds = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(5);
    let is_sink_only = arguments.next().is_some_and(|text| text == "sink");
    let mut bench = Bench::new(&url, rows, is_sink_only);
    let directory = tempfile::tempdir().unwrap();
    let file = bench.export(directory.path());
    println!(
        "{rows} rows of 10 columns, {rounds} rounds; rows per second, and microseconds of processors for each row"
    );
    let names = [
        "COPY BINARY of a file by PostgreSQL",
        "sink: encoded in memory and sent",
        "source: read by the driver, no target",
        "end to end over the double, 1 worker",
        "end to end over the double, 2 workers",
    ];
    let mut all: [Vec<Measured>; 5] = Default::default();
    for _ in 0..rounds {
        all[0].push(bench.limit(&file));
        all[1].push(bench.sink());
        if is_sink_only {
            continue;
        }
        all[2].push(bench.source());
        all[3].push(bench.end_to_end(1));
        all[4].push(bench.end_to_end(2));
    }
    println!(
        "{:<40} {:>9} {:>9} {:>8} {:>8}",
        "", "median", "best", "here", "server"
    );
    for (name, measured) in names
        .iter()
        .zip(&all)
        .filter(|(_, measured)| !measured.is_empty())
    {
        let rate = |seconds: f64| rows as f64 / seconds;
        let of = |part: fn(&Measured) -> f64| median(measured.iter().map(part).collect());
        let best = measured.iter().map(|one| one.seconds).fold(f64::MAX, f64::min);
        let micro = |seconds: f64| seconds * 1e6 / rows as f64;
        println!(
            "{name:<40} {:>9.0} {:>9.0} {:>8.2} {:>8.2}",
            rate(of(|one| one.seconds)),
            rate(best),
            micro(of(|one| one.here)),
            micro(of(|one| one.server)),
        );
    }
    let pairs = all[0].iter().zip(&all[1]);
    let shares = pairs
        .map(|(limit, sink)| 100.0 * limit.seconds / sink.seconds)
        .collect();
    println!(
        "the sink reaches {:.0} % of the limit (median of pairs)",
        median(shares)
    );
    bench.finish();
}

/// What one measurement came to, in seconds.
#[derive(Clone, Copy)]
struct Measured {
    seconds: f64,
    /// Processor time of this process.
    here: f64,
    /// That of the server's processes, where it can be seen.
    server: f64,
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Seconds that the processes of a folder of `/proc` have computed; those that have ended and were waited for count with their parent.
fn computed(process: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = status.rsplit(')').next().unwrap_or_default().split_whitespace();
    // utime, stime, cutime and cstime, in hundredths.
    fields
        .skip(11)
        .take(4)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// A table, and a double that has the same rows.
struct Bench {
    client: Client,
    url: String,
    rows: u64,
    double: Double,
    /// When all rows are there: the same for all loads, so that their statements are the same.
    scn: u64,
    /// The process that begins the server's others, where it is on this machine.
    postmaster: Option<String>,
}

impl Bench {
    fn new(url: &str, rows: u64, is_sink_only: bool) -> Bench {
        let mut client = Client::connect(url, postgres::NoTls).unwrap();
        client.batch_execute(DDL).unwrap();
        let simulator = Simulator::new();
        simulator.add(oracle_table(rows));
        let scn = simulator.scn();
        let options = Options::new(Style::V23).remembering_answers();
        let pid: i32 = client.query_one("SELECT pg_backend_pid()", &[]).unwrap().get(0);
        let status = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let postmaster = status
            .rsplit(')')
            .next()
            .and_then(|fields| fields.split_whitespace().nth(1))
            .map(str::to_owned);
        let mut bench = Bench {
            client,
            url: url.to_owned(),
            rows,
            double: Double::start(options, simulator).unwrap(),
            scn,
            postmaster,
        };
        // Fills the double's memory of answers, and the server's of blocks.
        if !is_sink_only {
            bench.source();
            bench.end_to_end(2);
        }
        bench.sink();
        bench
    }

    fn finish(mut self) {
        self.client
            .batch_execute("DROP SCHEMA plconv_throughput CASCADE")
            .unwrap();
        // Where nothing was measured end to end there may be no such table.
        let _ = self
            .client
            .batch_execute("DELETE FROM plconv.run WHERE name = 'throughput'");
    }

    /// Processor time of the server: that of its sessions that run, and of those that have ended.
    fn of_server(&self) -> f64 {
        let Some(postmaster) = &self.postmaster else {
            return 0.0;
        };
        let children = std::fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children"))
            .unwrap_or_default();
        computed(postmaster) + children.split_whitespace().map(computed).sum::<f64>()
    }

    fn measure(&mut self, what: impl FnOnce(&mut Bench)) -> Measured {
        self.client.batch_execute(EMPTY).unwrap();
        // Who may not ask for one has those that come by themselves.
        let _ = self.client.batch_execute("CHECKPOINT");
        let (here, server, started) = (computed("self"), self.of_server(), Instant::now());
        what(self);
        Measured {
            seconds: started.elapsed().as_secs_f64(),
            here: computed("self") - here,
            server: self.of_server() - server,
        }
    }

    /// The rows of the table as a file that the server can read.
    fn export(&mut self, directory: &Path) -> std::path::PathBuf {
        let mut bytes = Vec::new();
        self.client
            .copy_out("COPY plconv_throughput.t TO STDOUT (FORMAT binary)")
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        let path = directory.join("rows");
        std::fs::write(&path, &bytes).unwrap();
        // The server reads the file as another user, where it may read it at all.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(directory, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        path
    }

    fn limit(&mut self, file: &Path) -> Measured {
        self.measure(|bench| {
            let by_server = format!(
                "COPY plconv_throughput.t FROM '{}' (FORMAT binary)",
                file.display()
            );
            if bench.client.batch_execute(&by_server).is_ok() {
                return;
            }
            let bytes = std::fs::read(file).unwrap();
            let mut writer = bench
                .client
                .copy_in("COPY plconv_throughput.t FROM STDIN (FORMAT binary)")
                .unwrap();
            for piece in bytes.chunks(FRAME) {
                writer.write_all(piece).unwrap();
            }
            writer.finish().unwrap();
        })
    }

    /// Encodes and copies rows from memory, in two threads as a load does.
    fn sink(&mut self) -> Measured {
        let target = table(&mut self.client, "plconv_throughput.t").unwrap();
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
        let made: Vec<Made> = (0..self.rows).map(Made::new).collect();
        // Lent to the thread, since to free millions of texts takes a time that is not the sink's.
        let made = &made;
        self.measure(|bench| {
            let (output, pieces) = mpsc::sync_channel(4);
            let (give_back, used) = mpsc::channel();
            std::thread::scope(|scope| {
                scope.spawn(move || {
                    let throttle = Throttle::new(0, 0, &Silent);
                    let limits = Limits {
                        inline_lob: 1 << 20,
                        rejected: 0,
                    };
                    let mut encoder =
                        RowEncoder::new(&mut routes, Care::Stream, limits, &throttle, &output, &used);
                    for (number, row) in (0..).zip(made) {
                        encoder.row(Place::Row(number), &mut row.values()).unwrap();
                    }
                    encoder.finish();
                });
                let mut writer = bench
                    .client
                    .copy_in("COPY plconv_throughput.t FROM STDIN (FORMAT binary)")
                    .unwrap();
                for piece in pieces {
                    let Piece::Bytes(bytes) = piece else { continue };
                    for frame in bytes.chunks(FRAME) {
                        writer.write_all(frame).unwrap();
                    }
                    let _ = give_back.send(bytes);
                }
                writer.finish().unwrap();
            });
        })
    }

    /// What the source alone gives: the double and the driver.
    fn source(&mut self) -> Measured {
        self.measure(|bench| {
            let config = oracledb::Config::default()
                .set_credentials("scott", "tiger")
                .set_connect_string(&bench.double.connect_string())
                .unwrap();
            let connection = oracledb::connect(config).unwrap();
            let statement = connection.statement("SELECT * FROM app.t").unwrap();
            let statement = statement
                .fetch_array_size(1000)
                .prefetch_rows(1000)
                .build()
                .unwrap();
            let count = statement.query(&[]).unwrap().map(Result::unwrap).count();
            assert_eq!(count as u64, bench.rows);
        })
    }

    fn end_to_end(&mut self, workers: usize) -> Measured {
        let url = &self.url;
        let plan = format!(
            "version = 1\nname = \"throughput\"\n[source]\noracle = {:?}\nuser = \"scott\"\nscn = {}\n[target]\nurl = {url:?}\n\
             [load]\nworkers = {workers}\nchunk-kb = 16384\n[[table]]\nsource = \"APP.T\"\ntarget = \"plconv_throughput.t\"\n",
            self.double.connect_string(),
            self.scn
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
        self.measure(|bench| {
            let summary = load(&options).unwrap();
            assert_eq!(summary.rows, bench.rows);
        })
    }
}

/// What differs from row to row, as a driver hands it over.
struct Made {
    id: String,
    name: String,
    amount: String,
    at: Moment,
    score: f64,
}

impl Made {
    fn new(number: u64) -> Made {
        Made {
            id: number.to_string(),
            name: format!("customer number {number}"),
            amount: amount(number),
            at: moment(number),
            score: number as f64 / 7.0,
        }
    }

    fn values(&self) -> [Value<'_>; 10] {
        [
            Value::Number(&self.id),
            Value::Number("4711"),
            Value::Text(&self.name),
            Value::Text("OK"),
            Value::Number(&self.amount),
            Value::Number("0.0725"),
            Value::DateTime(self.at),
            Value::DateTime(self.at),
            Value::Text(NOTE),
            Value::Double(self.score),
        ]
    }
}

fn amount(number: u64) -> String {
    format!("{}.{:02}", number % 100_000, number % 100)
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

/// The same rows in Oracle.
fn oracle_table(rows: u64) -> Table {
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
    let note = OracleValue::text(NOTE);
    let of = move |number: u64| -> Row {
        vec![
            number.into(),
            4711.into(),
            format!("customer number {number}").into(),
            "OK".into(),
            OracleValue::Number(amount(number).parse().unwrap()),
            rate.clone(),
            at(number).into(),
            at(number).into(),
            note.clone(),
            (number as f64 / 7.0).into(),
        ]
        .into()
    };
    let made = columns.into_iter().fold(Table::new("APP", "T"), Table::column);
    made.primary_key(&["ID"]).generated(rows, of)
}
