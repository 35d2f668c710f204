//! How fast changes go back from PostgreSQL into the double of an Oracle server.
//!
//! `cargo run --release -p plconv-replication --example fallback -- [TRANSACTIONS]`
//!
//! It starts a PostgreSQL and a double of its own. Transactions of four changes: two rows come, one changes, one goes. The double
//! takes time too, on the same machine; it says nothing about a real Oracle and its network.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program that measures"
)]

use oracle_double::{Column, DataType, Double, Options, Simulator, Style, SupplementalLog, Table};
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::target::Target;
use plconv_replication::fallback::{End, FallbackOptions, Quiet, fence, prepare, run};
use plconv_verify::{Server, ServerChoice};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

fn main() {
    let transactions: u64 = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(25_000);
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "ORDERS")
            .column(Column::new("ID", DataType::Number(18, 0)))
            .column(Column::new("CUSTOMER", DataType::Number(9, 0)))
            .column(Column::new("NAME", DataType::Varchar2(40)))
            .column(Column::new("AMOUNT", DataType::Number(12, 2)))
            .column(Column::new("ORDERED", DataType::Date))
            .primary_key(&["ID"])
            .supplemental_log(SupplementalLog::PrimaryKey),
    );
    let double = Double::start(Options::new(Style::V23), simulator.clone()).unwrap();
    let server = Server::start(&ServerChoice::Local { major: None }).unwrap();
    let database = server.fresh_database().unwrap();
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute(
            "CREATE TABLE orders (id bigint PRIMARY KEY, customer integer, name varchar(40), amount numeric(12,2),
               ordered timestamp(0))",
        )
        .unwrap();
    let plan = format!(
        "version = 1\nname = \"back\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n\
         [[table]]\nsource = \"APP.ORDERS\"\ntarget = \"orders\"\n",
        double.connect_string(),
        database.url()
    );
    let plan = Arc::new(Plan::parse(&plan).unwrap());
    let source = OracleSource::new(plan.clone(), "tiger".to_owned()).unwrap();
    let target = Target::new(database.url(), None, &plan).unwrap();
    let stop = AtomicBool::new(false);
    let mut options = FallbackOptions {
        plan,
        source: &source,
        target,
        stop: &stop,
        observer: &Quiet,
        until: None,
        fault: None,
    };
    prepare(&options).unwrap();
    client
        .batch_execute(&format!(
            "DO $$ BEGIN
               FOR n IN 1..{transactions} LOOP
                 INSERT INTO orders SELECT n * 2 + i, n % 1000, 'customer number ' || n, n % 100000 / 100.0, timestamp '2024-02-29 12:00'
                   FROM generate_series(0, 1) i;
                 UPDATE orders SET amount = amount + 1 WHERE id = n;
                 DELETE FROM orders WHERE id = n * 2 - 20;
                 COMMIT;
               END LOOP;
             END $$"
        ))
        .unwrap();
    options.until = Some(fence(&options.target).unwrap());
    let started = Instant::now();
    assert!(matches!(run(&options).unwrap(), End::Reached));
    let seconds = started.elapsed().as_secs_f64();
    let query = "SELECT count(*)::text, sum(amount)::text FROM orders";
    let row = client.query_one(query, &[]).unwrap();
    let expected: (String, String) = (row.get(0), row.get(1));
    let rows = simulator
        .session("APP")
        .query("SELECT TO_CHAR(COUNT(*)), TO_CHAR(SUM(amount)) FROM orders", &[])
        .unwrap();
    let found = |at: usize| rows[0][at].as_text().unwrap().trim().to_owned();
    assert_eq!(found(0), expected.0);
    let changes: i64 = client
        .query_one(
            "SELECT (inserts + updates + deletes)::bigint FROM plconv.fallback",
            &[],
        )
        .unwrap()
        .get(0);
    println!(
        "{changes} changes of {transactions} transactions in {seconds:.1} s: {:.0} changes/s",
        changes as f64 / seconds
    );
    drop(client);
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    let drop_slots = "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active";
    let _ = client.batch_execute(drop_slots);
}
