//! A transaction that is larger than memory, all the way from rows of LogMiner into PostgreSQL.
//!
//! `PLCONV_LARGE_TRANSACTION` says how many changes it has; from a million on the usual budgets are used, and the largest
//! resident set is looked at.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "helpers of tests fail like tests"
)]

mod applying;
mod common;

use applying::Fixture;
use common::InProcess;
use oracle_double::{Column, DataType, Simulator, SupplementalLog, Table};
use plconv_mover::error::{Error, SourceError};
use plconv_mover::plan::Plan;
use plconv_mover::source::oracle::driver::{Kind, OracleConnection};
use plconv_mover::source::{ReadError, SourceColumn};
use plconv_mover::value::Value;
use plconv_replication::apply::{Capture, End, Silent};
use plconv_replication::change::{ChangeSource, Position, Row, RowReader, TableName};
use plconv_replication::logminer::{Connector, LogMinerOptions, LogMinerSource};
use std::fmt::Write;
use std::time::Instant;

/// SCN at which the transaction begins.
const BEGIN: u64 = 100;

/// Changes from which the usual budgets are used.
const LARGE: u64 = 1_000_000;

/// Kilobytes of the largest resident set: four budgets of 64 MB (reading, reading ahead, gathering, applying) and the program.
const MOST_KILOBYTES: u64 = 400_000;

/// A log with one transaction that is made while it is read. Ten changes are a block: seven rows come, two rows of the block with
/// half its number change, and one of them goes.
#[derive(Clone)]
struct Log {
    changes: u64,
    simulator: Simulator,
}

impl Log {
    fn commit(&self) -> u64 {
        BEGIN + self.changes + 1
    }

    /// The statement of a change, its code, and the number of its row.
    fn change(number: u64, sql: &mut String) -> (u64, u64) {
        let block = number / 10;
        let half = block / 2 * 10;
        sql.clear();
        match number % 10 {
            7 | 8 => {
                let id = half + number % 10 - 7;
                let _ = write!(
                    sql,
                    "update \"APP\".\"T\" set \"V\" = 'block {block}' where \"ID\" = '{id}' and \"V\" = 'x';"
                );
                (3, id)
            }
            9 => {
                let id = half + 2 + block % 2;
                let _ = write!(
                    sql,
                    "delete from \"APP\".\"T\" where \"ID\" = '{id}' and \"V\" = 'x';"
                );
                (2, id)
            }
            _ => {
                let _ = write!(
                    sql,
                    "insert into \"APP\".\"T\"(\"ID\",\"V\",\"N\") values ('{number}','a text that nobody reads','{}.25');",
                    number % 1000
                );
                (1, number)
            }
        }
    }
}

/// What the table holds afterwards, by the same rule as SQL; `$1` is the number of changes.
const EXPECTED: &str = "
SELECT id, CASE WHEN id % 10 > 1 OR id / 10 * 2 >= $1::bigint / 10 THEN 'a text that nobody reads'
                ELSE 'block ' || least(id / 10 * 2 + 1, $1::bigint / 10 - 1) END,
       (id % 1000 || '.25')::numeric
  FROM generate_series(0, $1::bigint - 1) id
 WHERE id % 10 < 7 AND NOT (id % 10 = 2 AND id / 10 * 2 < $1::bigint / 10)
   AND NOT (id % 10 = 3 AND id / 10 * 2 + 1 < $1::bigint / 10)";

impl Connector for Log {
    fn mining(&self) -> Result<Box<dyn OracleConnection>, Error> {
        Ok(Box::new(self.clone()))
    }

    fn questions(&self) -> Result<Box<dyn OracleConnection>, Error> {
        InProcess(self.simulator.clone()).questions()
    }
}

impl OracleConnection for Log {
    fn texts(&self, sql: &str, _: &[&str]) -> Result<Vec<Vec<Option<String>>>, SourceError> {
        let row = |values: &[&str]| vec![values.iter().map(|value| Some((*value).to_owned())).collect()];
        Ok(if sql.contains("v$thread") {
            row(&[&(self.commit() + 10).to_string()])
        } else if sql.contains("v$logfile") {
            row(&["1", "1", "1", "18446744073709551615", "redo01.log", "NO"])
        } else {
            Vec::new()
        })
    }

    fn execute(&self, _: &str, _: &[&str]) -> Result<(), SourceError> {
        Ok(())
    }

    fn rows(
        &self,
        _: &str,
        binds: &[&str],
        _: &[Kind],
        _: u32,
        receive: &mut dyn FnMut(&mut [Value<'_>]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let bind = |at: usize| -> u64 { binds[at].parse().unwrap() };
        let (mut number, mut row_id, mut sql) = (String::new(), String::new(), String::new());
        for scn in (bind(0) + 1).max(BEGIN)..=bind(1).min(self.commit()) {
            let (code, id) = if scn == BEGIN {
                sql.clear();
                (6, 0)
            } else if scn == self.commit() {
                sql.clear();
                (7, 0)
            } else {
                Log::change(scn - BEGIN - 1, &mut sql)
            };
            number.clear();
            row_id.clear();
            let _ = write!(number, "{scn}");
            let _ = write!(row_id, "AAAA{id:014}");
            let code = code.to_string();
            receive(&mut [
                Value::Number(&number),
                Value::Number("100"),
                Value::Null,
                Value::Number("1"),
                Value::Bytes(&[1; 8]),
                Value::Number("0"),
                Value::Number(&code),
                Value::Number("0"),
                Value::Text("APP"),
                Value::Text("T"),
                Value::Null,
                Value::Text(&row_id),
                Value::Text(&sql),
                Value::Number("0"),
                Value::Null,
                Value::Null,
                Value::Null,
            ])?;
        }
        Ok(())
    }

    fn large(&self, _: &str, _: &[&str]) -> Result<Option<Box<dyn std::io::Read>>, SourceError> {
        Ok(None)
    }

    fn major_version(&self) -> u32 {
        19
    }
}

struct NoRows;

impl RowReader for NoRows {
    fn read_row(&mut self, _: &TableName, _: &Row, _: Option<&str>, _: u64) -> Result<Option<Row>, Error> {
        Ok(None)
    }
}

/// Reads the log with a budget.
struct LargeCapture {
    log: Log,
    memory: usize,
}

impl Capture for LargeCapture {
    fn changes(
        &self,
        from: &Position,
        tables: &[TableName],
        _: Option<&str>,
    ) -> Result<Box<dyn ChangeSource>, Error> {
        let options = LogMinerOptions {
            memory: self.memory,
            ..LogMinerOptions::default()
        };
        let source =
            LogMinerSource::with(Box::new(self.log.clone()), tables.to_vec(), from.clone(), options)?;
        Ok(Box::new(source))
    }

    fn rows(&self) -> Result<Box<dyn RowReader>, Error> {
        Ok(Box::new(NoRows))
    }

    fn columns(&self, _: &Plan, _: usize) -> Result<Vec<SourceColumn>, Error> {
        Ok(["ID", "V", "N"]
            .map(|name| SourceColumn {
                name: name.to_owned(),
                data_type: None,
            })
            .into())
    }
}

/// The largest resident set of this process so far, in kilobytes, where the system tells it.
fn largest_resident_set() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[test]
fn a_transaction_that_is_larger_than_memory_is_carried_over() {
    let changes: u64 = std::env::var("PLCONV_LARGE_TRANSACTION").map_or(40_000, |text| text.parse().unwrap());
    let simulator = Simulator::new();
    simulator.add(
        Table::new("APP", "T")
            .column(Column::new("ID", DataType::Number(12, 0)))
            .column(Column::new("V", DataType::Varchar2(40)))
            .column(Column::new("N", DataType::Number(10, 2)))
            .primary_key(&["ID"])
            .supplemental_log(SupplementalLog::PrimaryKey),
    );
    let (memory, more) = match changes < LARGE {
        true => (1 << 18, "[replication]\nmemory-mb = 1\n"),
        false => (LogMinerOptions::default().memory, ""),
    };
    let fixture = Fixture::new(
        "CREATE TABLE t (id bigint PRIMARY KEY, v varchar(40), n numeric(10,2))",
        &[("APP.T", "t")],
        more,
    );
    let mut client = fixture.client();
    fixture.begin(&mut client, BEGIN - 10, None);
    let capture = LargeCapture {
        log: Log { changes, simulator },
        memory,
    };
    let started = Instant::now();
    let end = fixture
        .apply_to(&capture, capture.log.commit(), &Silent, None)
        .unwrap();
    assert_eq!(end, End::AtFence);
    let seconds = started.elapsed().as_secs_f64();
    let largest = largest_resident_set();
    let sql = format!(
        "SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM ({EXPECTED}) e),
                (SELECT count(*) FROM (TABLE t EXCEPT ({EXPECTED})) d)"
    );
    let row = client.query_one(&sql, &[&(changes as i64)]).unwrap();
    let (found, expected, different): (i64, i64, i64) = (row.get(0), row.get(1), row.get(2));
    assert_eq!((found, different), (expected, 0));
    println!("{changes} changes in {seconds:.0} s; largest resident set: {largest:?} kB");
    if changes >= LARGE {
        assert!(
            largest.is_none_or(|largest| largest < MOST_KILOBYTES),
            "{largest:?} kB"
        );
    }
}
