//! Rows per second from the double to the unmodified thin driver for Rust, by style, size of packets and rows per answer.
//!
//! `cargo bench -p oracle-double [ROWS]`. What is measured is both sides on one machine: it says whether the double can be what
//! limits a test of throughput, and how the driver takes to large answers, not how fast a server is.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark looks at the clock and prints"
)]

use oracle_double::{
    Column, DataType, DateTime, Double, Number, Options, Row, Simulator, Style, Table, Value,
};
use oracledb::Config;
use std::sync::Arc;
use std::time::Instant;

/// Rows that differ; a table repeats them.
const DIFFERENT: u64 = 4096;

fn row(at: u64) -> Row {
    let time = DateTime::from_epoch_seconds(1_700_000_000 + at.cast_signed(), 0);
    let amount: Number = format!("{}e-4", at * 7919 % 1_000_000_000)
        .parse()
        .expect("a number");
    [
        Value::from(at),
        Value::from(at % 100_000),
        Value::from(amount),
        Value::from(format!("customer name {at}")),
        Value::from(format!(
            "some free text for row {at} - lorem ipsum dolor sit amet"
        )),
        Value::from(if at.is_multiple_of(2) { "Y" } else { "N" }),
        Value::from(time),
        Value::from(time.at(1, 2, 3, 456_000)),
        Value::from(&at.to_be_bytes().repeat(2)[..]),
        Value::from(0.5),
    ]
    .into()
}

fn table(rows: u64) -> Table {
    let kept: Arc<[Row]> = (0..DIFFERENT).map(row).collect();
    let at = move |position: u64| Arc::clone(&kept[usize::try_from(position % DIFFERENT).unwrap_or(0)]);
    Table::new("SCOTT", "BIG")
        .column(Column::new("ID", DataType::Number(12, 0)))
        .column(Column::new("K", DataType::Number(9, 0)))
        .column(Column::new("AMOUNT", DataType::Number(18, 4)))
        .column(Column::new("NAME", DataType::Varchar2(200)))
        .column(Column::new("NOTE", DataType::Varchar2(400)))
        .column(Column::new("FLAG", DataType::Char(1)))
        .column(Column::new("D", DataType::Date))
        .column(Column::new("TS", DataType::Timestamp(6)))
        .column(Column::new("R", DataType::Raw(16)))
        .column(Column::new("BD", DataType::BinaryDouble))
        .generated(rows, at)
}

/// Hundredths of seconds that this process has computed, where Linux says so.
fn computed() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = status
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum()
}

/// Rows per second of one connection, and microseconds per row that both sides have computed, whatever else the machine did.
fn measure(style: Style, sdu: usize, array: u32, sql: &str, rows: u64) -> (f64, f64) {
    let simulator = Simulator::new();
    simulator.add(table(rows));
    let double = Double::start(Options::new(style).sdu(sdu), simulator).expect("a double");
    let connect_string = format!(
        "(DESCRIPTION=(SDU={sdu})(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT={}))(CONNECT_DATA=(SERVICE_NAME=double)))",
        double.port()
    );
    let config = Config::default()
        .set_credentials("scott", "tiger")
        .set_connect_string(&connect_string)
        .expect("a connect string");
    let connection = oracledb::connect(config).expect("a connection");
    let statement = connection
        .statement(sql)
        .expect("a statement")
        .fetch_array_size(array);
    let (start, before) = (Instant::now(), computed());
    let cursor = statement
        .build()
        .expect("a statement")
        .query(&[])
        .expect("a cursor");
    let count = cursor
        .map(|row| row.expect("a row"))
        .fold(0_u64, |count, _| count + 1);
    assert_eq!(count, rows);
    #[allow(clippy::cast_precision_loss, reason = "printed in thousands")]
    let rows = rows as f64;
    (
        rows / start.elapsed().as_secs_f64(),
        (computed() - before) * 10_000.0 / rows,
    )
}

fn main() {
    let rows = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(200_000);
    let whole = "SELECT * FROM big";
    let with_rowid = "SELECT id, k, amount, name, note, flag, d, ts, r, bd, ROWIDTOCHAR(ROWID) FROM big";
    println!("{rows} rows of 10 columns; thousands of rows per second, and microseconds computed per row");
    println!(
        "{:>5} {:>8} {:>6} {:>8} {:>11}",
        "style", "SDU", "array", "SELECT *", "with ROWID"
    );
    for (style, name) in [(Style::V19, "19c"), (Style::V23, "23ai")] {
        for (sdu, arrays) in [
            (8192, &[100, 500, 1000, 10_000][..]),
            (65_535, &[1000]),
            (2_097_152, &[1000, 10_000]),
        ] {
            for array in arrays {
                // The driver parses a long answer of a 19c again with each packet.
                let rows = if style == Style::V19 && sdu == 8192 && *array > 1000 {
                    rows.min(50_000)
                } else {
                    rows
                };
                let (plain, plain_computed) = measure(style, sdu, *array, whole, rows);
                let (other, other_computed) = measure(style, sdu, *array, with_rowid, rows);
                let (plain, other) = (plain / 1000.0, other / 1000.0);
                println!(
                    "{name:>5} {sdu:>8} {array:>6} {plain:>8.0} {plain_computed:>7.2} {other:>8.0} {other_computed:>7.2}"
                );
            }
        }
    }
}
