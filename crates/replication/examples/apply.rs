//! How fast changes of small transactions are applied, beside the same changes made by SQL that was written by hand for them.
//!
//! `cargo run --release -p plconv-replication --example apply -- postgresql://user@host/database [CHANGES [RUNS [SHAPE]]]`
//!
//! It makes two tables of ten columns with a primary key and another index in schema `plconv_apply` of that database, and removes
//! the schema afterwards. Transactions have four changes each; see [`SHAPES`] for what these are.
//! 1. By hand: for each 10,000 changes and each table one DELETE, one UPDATE and one COPY. What the changes come to for each row
//!    is found out, and made arrays and COPY BINARY of the right types, before time is taken: what is measured is PostgreSQL alone.
//! 2. The sink: `plconv migrate`'s own, from changes in memory, with the plan's defaults.
//!
//! Both tables hold the same rows in the end, which is looked at. Each is measured several times, in turns; what is printed is the
//! best run and the one in the middle, and of the runs next to each other how the two compare. Where the server is on the same machine,
//! the processor time of its session and of this program is told too: it does not depend on what else the machine does.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that measures"
)]

use bytes::{BufMut, BytesMut};
use plconv_catalog::{DataType, LengthUnit};
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::SourceColumn;
use plconv_mover::target::Target;
use plconv_mover::value::DateTime;
use plconv_replication::apply::{ApplyOptions, Capture, End, Event as ApplyEvent, Observer, run};
use plconv_replication::change::{
    Change, ChangeSource, Changes, Datum, Event, Operation, Position, Row, RowReader, TableName, Transaction,
    TransactionId,
};
use plconv_replication::state;
use postgres::Client;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

/// As `plconv` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TABLES: [&str; 2] = ["orders", "items"];

/// Rows that each table has before.
const BEFORE: u64 = 200_000;

/// Changes of one transaction.
const OF_TRANSACTION: usize = 4;

/// Changes that are applied together by hand, as many as the sink takes by default.
const TOGETHER: usize = 10_000;

/// Of a hundred changes: inserts, updates of three columns of the row that came last, and of any row; the rest are deletions.
/// Rows are chosen among the last of them.
struct Shape {
    name: &'static str,
    inserts: u64,
    updates_of_last: u64,
    updates: u64,
    chosen_among: u64,
}

const SHAPES: [Shape; 5] = [
    Shape {
        name: "mixed",
        inserts: 45,
        updates_of_last: 5,
        updates: 35,
        chosen_among: u64::MAX,
    },
    Shape {
        name: "inserts",
        inserts: 100,
        updates_of_last: 0,
        updates: 0,
        chosen_among: u64::MAX,
    },
    Shape {
        name: "updates",
        inserts: 0,
        updates_of_last: 0,
        updates: 100,
        chosen_among: u64::MAX,
    },
    Shape {
        name: "deletions",
        inserts: 20,
        updates_of_last: 0,
        updates: 0,
        chosen_among: u64::MAX,
    },
    Shape {
        name: "few rows",
        inserts: 0,
        updates_of_last: 0,
        updates: 100,
        chosen_among: 2000,
    },
];

/// Bytes of COPY BINARY without rows.
const EMPTY_COPY: usize = 21;

const COLUMNS: &str = "id, customer, name, status, amount, rate, ordered, changed, note, score";

/// Columns that an update sets.
const SET: [&str; 3] = ["status", "amount", "changed"];

/// What is done to a row of a table, and which of its values it gets.
#[derive(Clone, Copy)]
enum Done {
    Insert(u64),
    Update(u64),
    Delete,
}

#[derive(Clone, Copy)]
struct Step {
    table: usize,
    id: u64,
    done: Done,
}

/// What steps come to for a row.
#[derive(Clone, Copy)]
enum Net {
    /// The values that it came with, and those that were set later.
    Insert(u64, u64),
    Update(u64),
    Delete,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .unwrap_or_else(|| "postgresql://postgres@localhost/postgres".to_owned());
    let mut number = |default: usize| {
        let text = arguments.next();
        text.and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (changes, runs) = (number(200_000), number(5));
    let only = arguments.next();
    let mut client = Client::connect(&url, postgres::NoTls).unwrap();
    let chosen = |shape: &&Shape| only.as_deref().is_none_or(|only| only == shape.name);
    for shape in SHAPES.iter().filter(chosen) {
        measure(&mut client, &url, shape, changes, runs);
    }
    client
        .batch_execute(
            "DROP SCHEMA plconv_apply CASCADE; DELETE FROM plconv.replication WHERE name = 'apply'",
        )
        .unwrap();
}

fn measure(client: &mut Client, url: &str, shape: &Shape, changes: usize, runs: usize) {
    let steps = workload(shape, changes);
    client
        .batch_execute("DROP SCHEMA IF EXISTS plconv_apply CASCADE; CREATE SCHEMA plconv_apply")
        .unwrap();
    let prepared = prepare(client, &steps);
    let (mut by_hand, mut sink, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    let mut busy = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..runs {
        fill(client, "hand");
        let hand = measure_by_hand(client, &prepared);
        fill(client, "sink");
        let ours = measure_sink(client, url, &steps);
        compare(client);
        by_hand.push(changes as f64 / hand.wall);
        sink.push(changes as f64 / ours.wall);
        parts.push(100.0 * hand.wall / ours.wall);
        for (list, seconds) in busy.iter_mut().zip([hand.server, ours.server, ours.program]) {
            list.push(seconds * 1e6 / changes as f64);
        }
    }
    for list in [&mut by_hand, &mut sink, &mut parts].into_iter().chain(&mut busy) {
        list.sort_by(f64::total_cmp);
    }
    let (last, middle) = (runs - 1, runs / 2);
    println!(
        "{:<10} by hand {:>7.0} changes/s (middle {:>7.0}); the sink {:>7.0} (middle {:>7.0}): {:.0} % of it in the middle, {:.0} to {:.0} %",
        shape.name,
        by_hand[last],
        by_hand[middle],
        sink[last],
        sink[middle],
        parts[middle],
        parts[0],
        parts[last]
    );
    let [by_hand, server, program] = busy.map(|list| list[middle]);
    if by_hand > 0.0 {
        println!(
            "           processor time of a change: {by_hand:.2} us in the server by hand; {server:.2} us in the server and {program:.2} us here for the sink"
        );
    }
}

/// Seconds that something took, and those that the server's session and this program were at work.
struct Took {
    wall: f64,
    server: f64,
    program: f64,
}

/// Seconds that a process has been at work, where that can be told.
fn at_work(process: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let behind_name = text.rsplit(')').next().unwrap_or_default();
    let ticks = behind_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Looks how long the session of the sink has been at work whenever a group is applied.
struct Watch {
    client: Mutex<Client>,
    session: OnceLock<String>,
    at_work: Mutex<[f64; 2]>,
}

impl Observer for Watch {
    fn event(&self, event: &ApplyEvent) {
        if !matches!(event, ApplyEvent::Started { .. } | ApplyEvent::Applied { .. }) {
            return;
        }
        let session = self.session.get_or_init(|| {
            let sql = "SELECT coalesce(max(pid), 0)::text FROM pg_stat_activity
                        WHERE application_name = 'plconv' AND datname = current_database()";
            self.client.lock().unwrap().query_one(sql, &[]).unwrap().get(0)
        });
        let mut at_work = self.at_work.lock().unwrap();
        let now = self::at_work(session);
        match event {
            ApplyEvent::Started { .. } => *at_work = [now, now],
            _ => at_work[1] = now,
        }
    }
}

fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The same changes in each run.
fn workload(shape: &Shape, changes: usize) -> Vec<Step> {
    let mut state = 7;
    let mut alive: [Vec<u64>; 2] = [(0..BEFORE).collect(), (0..BEFORE).collect()];
    let mut next = [BEFORE; 2];
    let mut steps = Vec::with_capacity(changes);
    while steps.len() < changes {
        let table = (random(&mut state) % 2) as usize;
        let rows = &mut alive[table];
        let variant = random(&mut state);
        let among = shape.chosen_among.min(rows.len() as u64);
        let at = rows.len() - 1 - (random(&mut state) % among) as usize;
        let kind = random(&mut state) % 100;
        let updates_from = shape.inserts + shape.updates_of_last;
        let step = if kind < shape.inserts {
            next[table] += 1;
            rows.push(next[table]);
            (next[table], Done::Insert(variant))
        } else if kind < updates_from {
            (rows[rows.len() - 1], Done::Update(variant))
        } else if kind < updates_from + shape.updates {
            (rows[at], Done::Update(variant))
        } else {
            (rows.swap_remove(at), Done::Delete)
        };
        steps.push(Step {
            table,
            id: step.0,
            done: step.1,
        });
    }
    steps
}

fn moment(variant: u64) -> DateTime {
    DateTime {
        year: 2024,
        month: (variant % 12 + 1) as u8,
        day: (variant % 28 + 1) as u8,
        hour: (variant % 24) as u8,
        minute: (variant % 60) as u8,
        second: (variant % 59) as u8,
        nanosecond: 0,
    }
}

fn status(variant: u64) -> &'static str {
    ["OK", "NO", "GO", "IN"][(variant % 4) as usize]
}

fn amount(variant: u64) -> String {
    format!("{}.{:02}", variant % 100_000, variant % 100)
}

/// A row as text of COPY, behind what the caller wants first: values by `came`, those that updates set by `set`.
fn copy_line(line: &mut String, id: u64, came: u64, set: u64) {
    let shown = |at: DateTime| {
        format!(
            "{}-{:02}-{:02} {:02}:{:02}:{:02}",
            at.year, at.month, at.day, at.hour, at.minute, at.second
        )
    };
    let _ = writeln!(
        line,
        "{id}\t{}\tcustomer number {id}\t{}\t{}\t0.0725\t{}\t{}\ta note of some length that nobody will ever read again\t{}",
        came % 1_000_000,
        status(set),
        amount(set),
        shown(moment(came)),
        shown(moment(set)),
        (id % 1000) as f64 / 8.0
    );
}

/// Makes the tables of one side anew.
fn fill(client: &mut Client, side: &str) {
    for table in TABLES {
        let name = format!("plconv_apply.{side}_{table}");
        client
            .batch_execute(&format!(
                "DROP TABLE IF EXISTS {name};
                 CREATE TABLE {name} (
                   id bigint PRIMARY KEY, customer integer, name varchar(40), status char(2), amount numeric(12,2), rate numeric,
                   ordered timestamp(0), changed timestamp, note varchar(100), score double precision)"
            ))
            .unwrap();
        let mut lines = String::new();
        for id in 0..BEFORE {
            copy_line(&mut lines, id, id, id);
        }
        let mut writer = client
            .copy_in(&format!("COPY {name} ({COLUMNS}) FROM STDIN"))
            .unwrap();
        writer.write_all(lines.as_bytes()).unwrap();
        writer.finish().unwrap();
        for statement in [
            &format!("CREATE INDEX ON {name} (customer)"),
            &format!("VACUUM ANALYZE {name}"),
            "CHECKPOINT",
        ] {
            client.batch_execute(statement).unwrap();
        }
    }
}

/// A value in the form in which PostgreSQL sent it.
struct Raw(Vec<u8>);

impl<'a> FromSql<'a> for Raw {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Raw, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(raw.to_vec()))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl ToSql for Raw {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.put_slice(&self.0);
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What some changes come to for one table, ready to be sent.
struct Prepared {
    table: &'static str,
    deletes: Option<Raw>,
    updates: Option<Vec<Raw>>,
    inserts: Vec<u8>,
}

/// Finds out what steps come to, and lets PostgreSQL itself put it into its binary forms.
fn prepare(client: &mut Client, steps: &[Step]) -> Vec<Vec<Prepared>> {
    client
        .batch_execute(
            "CREATE TABLE plconv_apply.staged (action \"char\", id bigint, customer integer, name varchar(40), status char(2),
               amount numeric(12,2), rate numeric, ordered timestamp(0), changed timestamp, note varchar(100), score double precision)",
        )
        .unwrap();
    let of_group = |group: &[Step]| {
        TABLES
            .iter()
            .enumerate()
            .map(|(number, table)| prepare_table(client, table, &net(group, number)))
            .collect()
    };
    steps.chunks(TOGETHER).map(of_group).collect()
}

fn net(group: &[Step], table: usize) -> BTreeMap<u64, Net> {
    let mut rows: BTreeMap<u64, Net> = BTreeMap::new();
    for step in group.iter().filter(|step| step.table == table) {
        let before = rows.remove(&step.id);
        let after = match (before, step.done) {
            (_, Done::Insert(variant)) => Some(Net::Insert(variant, variant)),
            (Some(Net::Insert(came, _)), Done::Update(set)) => Some(Net::Insert(came, set)),
            (_, Done::Update(set)) => Some(Net::Update(set)),
            (Some(Net::Insert(..)), Done::Delete) => None,
            (_, Done::Delete) => Some(Net::Delete),
        };
        if let Some(after) = after {
            rows.insert(step.id, after);
        }
    }
    rows
}

fn prepare_table(client: &mut Client, table: &'static str, rows: &BTreeMap<u64, Net>) -> Prepared {
    let mut lines = String::new();
    for (id, net) in rows {
        let (action, came, set) = match *net {
            Net::Insert(came, set) => ('i', came, set),
            Net::Update(set) => ('u', set, set),
            Net::Delete => ('d', 0, 0),
        };
        lines.push(action);
        lines.push('\t');
        copy_line(&mut lines, *id, came, set);
    }
    client.batch_execute("TRUNCATE plconv_apply.staged").unwrap();
    let mut writer = client.copy_in("COPY plconv_apply.staged FROM STDIN").unwrap();
    writer.write_all(lines.as_bytes()).unwrap();
    writer.finish().unwrap();
    let deletes = client
        .query_one(
            "SELECT array_agg(id ORDER BY id) FROM plconv_apply.staged WHERE action = 'd'",
            &[],
        )
        .unwrap()
        .get(0);
    let arrays: Vec<String> = std::iter::once("id")
        .chain(SET)
        .map(|column| format!("array_agg({column} ORDER BY id)"))
        .collect();
    let row = client
        .query_one(
            &format!(
                "SELECT {} FROM plconv_apply.staged WHERE action = 'u'",
                arrays.join(", ")
            ),
            &[],
        )
        .unwrap();
    let updates = (0..row.len())
        .map(|index| row.get::<_, Option<Raw>>(index))
        .collect();
    let mut inserts = Vec::new();
    client
        .copy_out(&format!(
            "COPY (SELECT {COLUMNS} FROM plconv_apply.staged WHERE action = 'i' ORDER BY id) TO STDOUT (FORMAT binary)"
        ))
        .unwrap()
        .read_to_end(&mut inserts)
        .unwrap();
    Prepared {
        table,
        deletes,
        updates,
        inserts,
    }
}

fn measure_by_hand(client: &mut Client, prepared: &[Vec<Prepared>]) -> Took {
    let session: i32 = client.query_one("SELECT pg_backend_pid()", &[]).unwrap().get(0);
    let session = session.to_string();
    let statements: Vec<_> = TABLES
        .iter()
        .map(|table| {
            let delete = format!("DELETE FROM plconv_apply.hand_{table} t USING unnest($1::bigint[]) s (id) WHERE t.id = s.id");
            let update = format!(
                "UPDATE plconv_apply.hand_{table} t SET status = s.status, amount = s.amount, changed = s.changed
                   FROM unnest($1::bigint[], $2::bpchar[], $3::numeric[], $4::timestamp[]) s (id, status, amount, changed)
                  WHERE t.id = s.id"
            );
            (client.prepare(&delete).unwrap(), client.prepare(&update).unwrap())
        })
        .collect();
    let before = at_work(&session);
    let started = Instant::now();
    for group in prepared {
        let mut transaction = client.transaction().unwrap();
        for (of_table, (delete, update)) in group.iter().zip(&statements) {
            if let Some(keys) = &of_table.deletes {
                transaction.execute(delete, &[keys]).unwrap();
            }
            if let Some(arrays) = &of_table.updates {
                let parameters: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(|array| array as _).collect();
                transaction.execute(update, &parameters).unwrap();
            }
            if of_table.inserts.len() <= EMPTY_COPY {
                continue;
            }
            let copy = format!(
                "COPY plconv_apply.hand_{} ({COLUMNS}) FROM STDIN (FORMAT binary)",
                of_table.table
            );
            let mut writer = transaction.copy_in(&copy).unwrap();
            writer.write_all(&of_table.inserts).unwrap();
            writer.finish().unwrap();
        }
        transaction.commit().unwrap();
    }
    Took {
        wall: started.elapsed().as_secs_f64(),
        server: at_work(&session) - before,
        program: 0.0,
    }
}

/// Hands over transactions that were made before.
struct Source(std::vec::IntoIter<Transaction>, Position);

impl ChangeSource for Source {
    fn next(&mut self, _: Duration) -> Result<Option<Event>, Error> {
        Ok(Some(self.0.next().map_or_else(
            || Event::Heartbeat {
                position: self.1.clone(),
                at: None,
            },
            Event::Transaction,
        )))
    }

    fn is_ready(&self) -> bool {
        !self.0.as_slice().is_empty()
    }

    fn confirm(&mut self, _: &Position) -> Result<(), Error> {
        Ok(())
    }
}

struct NoRows;

impl RowReader for NoRows {
    fn read_row(&mut self, _: &TableName, _: &Row, _: Option<&str>, _: u64) -> Result<Option<Row>, Error> {
        Ok(None)
    }
}

struct Memory(Mutex<Option<Source>>);

impl Capture for Memory {
    fn changes(
        &self,
        _: &Position,
        _: &[TableName],
        _: Option<&str>,
    ) -> Result<Box<dyn ChangeSource>, Error> {
        Ok(Box::new(self.0.lock().unwrap().take().unwrap()))
    }

    fn rows(&self) -> Result<Box<dyn RowReader>, Error> {
        Ok(Box::new(NoRows))
    }

    fn columns(&self, _: &Plan, _: usize) -> Result<Vec<SourceColumn>, Error> {
        let column = |(name, data_type): (&str, DataType)| SourceColumn {
            name: name.to_uppercase(),
            data_type: Some(data_type),
        };
        Ok(source_columns().into_iter().map(column).collect())
    }
}

fn source_columns() -> Vec<(&'static str, DataType)> {
    let number = |precision, scale| DataType::Number {
        precision: Some(precision),
        scale: Some(scale),
    };
    let text = |length| DataType::Varchar2 {
        length: Some(length),
        unit: LengthUnit::Byte,
        national: false,
    };
    vec![
        ("id", number(18, 0)),
        ("customer", number(9, 0)),
        ("name", text(40)),
        ("status", text(2)),
        ("amount", number(12, 2)),
        ("rate", number(10, 4)),
        ("ordered", DataType::Date),
        ("changed", DataType::Timestamp { fraction: 6 }),
        ("note", text(100)),
        ("score", DataType::BinaryDouble),
    ]
}

/// The changes as a capture hands them over, which supplemental logging of the primary key makes.
fn transactions(steps: &[Step]) -> Vec<Transaction> {
    let names: Vec<Arc<str>> = source_columns()
        .iter()
        .map(|(name, _)| Arc::from(name.to_uppercase()))
        .collect();
    let number = |value: u64| Datum::Number(value.to_string().into());
    let set = |variant: u64| {
        [
            Datum::Text(status(variant).into()),
            Datum::Number(amount(variant).into()),
            Datum::DateTime(moment(variant)),
        ]
    };
    let tables = TABLES.map(|table| TableName {
        owner: "APP".into(),
        table: table.to_uppercase().into(),
    });
    let change = |step: &Step, scn: u64| {
        let key: Row = vec![(names[0].clone(), number(step.id))];
        let operation = match step.done {
            Done::Insert(variant) => {
                let [status, amount, changed] = set(variant);
                let values = [
                    number(step.id),
                    number(variant % 1_000_000),
                    Datum::Text(format!("customer number {}", step.id).into()),
                    status,
                    amount,
                    Datum::Number("0.0725".into()),
                    Datum::DateTime(moment(variant)),
                    changed,
                    Datum::Text("a note of some length that nobody will ever read again".into()),
                    Datum::Double((step.id % 1000) as f64 / 8.0),
                ];
                Operation::Insert {
                    new: names.iter().cloned().zip(values).collect(),
                }
            }
            Done::Update(variant) => {
                let columns = [3, 4, 7].map(|index: usize| names[index].clone());
                Operation::Update {
                    old: key,
                    new: columns.into_iter().zip(set(variant)).collect(),
                }
            }
            Done::Delete => Operation::Delete { old: key },
        };
        Change {
            table: tables[step.table].clone(),
            scn,
            row_id: None,
            operation,
        }
    };
    steps
        .chunks(OF_TRANSACTION)
        .enumerate()
        .map(|(number, steps)| {
            let scn = 1000 + number as u64;
            let id = TransactionId(format!("{scn:016X}"));
            let changes: Vec<Change> = steps.iter().map(|step| change(step, scn)).collect();
            Transaction {
                position: Position {
                    low_scn: scn,
                    commit_scn: scn,
                    done_at_commit_scn: [id.clone()].into(),
                },
                id,
                thread: 1,
                commit_scn: scn,
                committed_at: None,
                user: None,
                changes: Changes::new(changes),
            }
        })
        .collect()
}

fn measure_sink(client: &mut Client, url: &str, steps: &[Step]) -> Took {
    let mut plan = format!(
        "version = 1\nname = \"apply\"\n[source]\noracle = \"//localhost/none\"\nuser = \"scott\"\n[target]\nurl = {url:?}\n"
    );
    for table in TABLES {
        let _ = write!(
            plan,
            "[[table]]\nsource = \"APP.{}\"\ntarget = \"plconv_apply.sink_{table}\"\n",
            table.to_uppercase()
        );
    }
    let plan = Arc::new(Plan::parse(&plan).unwrap());
    state::create(client).unwrap();
    client
        .execute("DELETE FROM plconv.replication WHERE name = 'apply'", &[])
        .unwrap();
    let start = Position {
        low_scn: 1,
        commit_scn: 2,
        done_at_commit_scn: Default::default(),
    };
    let job = state::create_job(client, "apply", &start, Some(1)).unwrap();
    for table in &plan.tables {
        state::put_table(
            client,
            job.id,
            &table.source,
            &table.target,
            "applying",
            Some(&start),
        )
        .unwrap();
    }
    let transactions = transactions(steps);
    let last = transactions
        .last()
        .map_or(1, |transaction| transaction.commit_scn);
    let end = Position {
        low_scn: last,
        commit_scn: last + 1,
        done_at_commit_scn: Default::default(),
    };
    let capture = Memory(Mutex::new(Some(Source(transactions.into_iter(), end))));
    let watch = Watch {
        client: Mutex::new(Client::connect(url, postgres::NoTls).unwrap()),
        session: OnceLock::new(),
        at_work: Mutex::default(),
    };
    let options = ApplyOptions {
        newer: &plconv_replication::migrate::Unchanging,
        target: Target::new(url, None, &plan).unwrap(),
        plan,
        capture: &capture,
        stop: &AtomicBool::new(false),
        observer: &watch,
        translator: None,
        fault: None,
        until: Some(last),
    };
    let before = at_work("self");
    let started = Instant::now();
    assert_eq!(run(&options).unwrap(), End::AtFence);
    let wall = started.elapsed().as_secs_f64();
    let [first, last] = *watch.at_work.lock().unwrap();
    Took {
        wall,
        server: last - first,
        program: at_work("self") - before,
    }
}

/// Both sides hold the same rows.
fn compare(client: &mut Client) {
    for table in TABLES {
        let sql = format!(
            "SELECT count(*) FROM (SELECT * FROM plconv_apply.hand_{table} EXCEPT ALL SELECT * FROM plconv_apply.sink_{table}) a
               FULL JOIN (SELECT * FROM plconv_apply.sink_{table} EXCEPT ALL SELECT * FROM plconv_apply.hand_{table}) b ON false"
        );
        let different: i64 = client.query_one(&sql, &[]).unwrap().get(0);
        assert_eq!(different, 0, "{table}");
    }
}
