//! LOBs for the unmodified thin driver for Rust, in both styles.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

mod common;

use common::{Inserted, get, in_styles};
use oracle_double::{Column, DataType, LobSource, Script, Value};
use oracledb::{Lob, Row};
use std::io::{Read, Write};
use std::sync::Arc;

fn lob_script() -> Script {
    let columns = vec![
        Column::number("ID"),
        Column::new("C", DataType::Clob),
        Column::new("N", DataType::Nclob),
        Column::new("B", DataType::Blob),
    ];
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let rows = vec![
        vec![
            1.into(),
            "€".repeat(40_000).into(),
            "𝄞".repeat(300).into(),
            bytes.into(),
        ],
        vec![2.into(), Value::Null, Value::Null, Value::Null],
        vec![3.into(), "x".into(), "y".into(), Value::from(&[0_u8][..])],
        vec![
            4.into(),
            Value::Text("".into()),
            Value::Text("".into()),
            Value::Bytes([][..].into()),
        ],
    ];
    Script::new().query("select * from lobs", columns, rows)
}

#[test]
fn lobs_inline() {
    in_styles(lob_script, |_, connection| {
        // The second time the statement is known to both sides.
        for _ in 0..2 {
            let rows: Vec<Row> = connection
                .query("select * from lobs", &[])
                .expect("a cursor")
                .map(|row| row.expect("a row"))
                .collect();
            assert_eq!(get::<String>(&rows[0], 1), "€".repeat(40_000));
            assert_eq!(get::<String>(&rows[0], 2), "𝄞".repeat(300));
            assert_eq!(get::<Vec<u8>>(&rows[0], 3).len(), 100_000);
            assert_eq!(get::<Option<String>>(&rows[1], 1), None);
            assert_eq!(get::<String>(&rows[2], 2), "y");
            assert_eq!(rows.len(), 4);
        }
    });
}

fn read(row: &mut Row, column: usize) -> Option<Vec<u8>> {
    let lob: Option<Lob> = row.take(column).expect("a LOB");
    // The driver wants room for whole characters, which `read_to_end` does not give.
    let mut piece = vec![0; 10_000];
    lob.map(|mut lob| {
        let mut bytes = Vec::new();
        loop {
            match lob.read(&mut piece).expect("bytes") {
                0 => return bytes,
                count => bytes.extend_from_slice(&piece[..count]),
            }
        }
    })
}

#[test]
fn lobs_by_locator() {
    in_styles(lob_script, |_, connection| {
        let statement = connection
            .statement("select * from lobs")
            .expect("a statement")
            .fetch_lobs();
        let cursor = statement
            .build()
            .expect("a statement")
            .query(&[])
            .expect("a cursor");
        let mut rows: Vec<Row> = cursor.map(|row| row.expect("a row")).collect();
        assert_eq!(read(&mut rows[0], 1), Some("€".repeat(40_000).into_bytes()));
        assert_eq!(read(&mut rows[0], 2), Some("𝄞".repeat(300).into_bytes()));
        assert_eq!(read(&mut rows[0], 3).map(|bytes| bytes.len()), Some(100_000));
        assert_eq!(read(&mut rows[1], 1), None);
        assert_eq!(read(&mut rows[2], 3), Some(vec![0]));
        // An empty LOB is not NULL.
        assert_eq!(read(&mut rows[3], 1), Some(Vec::new()));
    });
}

/// A gigabyte that nobody stores.
#[derive(Debug)]
struct Large;

impl LobSource for Large {
    fn length(&self) -> u64 {
        1 << 30
    }

    fn read(&self, offset: u64, amount: u64) -> Vec<u8> {
        (offset..offset + amount).map(|at| at.to_le_bytes()[0]).collect()
    }
}

#[test]
fn large_lobs_are_made_when_read() {
    in_styles(
        || {
            let columns = vec![Column::new("B", DataType::Blob)];
            Script::new().rows("select b from large", columns, |_| {
                std::iter::once([Value::Lob(Arc::new(Large))].into())
            })
        },
        |_, connection| {
            let statement = connection
                .statement("select b from large")
                .expect("a statement")
                .fetch_lobs();
            let mut cursor = statement
                .build()
                .expect("a statement")
                .query(&[])
                .expect("a cursor");
            let mut lob: Lob = cursor
                .next()
                .expect("a row")
                .expect("a row")
                .take(0)
                .expect("a LOB");
            assert_eq!(lob.get_size().expect("a size"), 1 << 30);
            let mut bytes = [0; 1000];
            lob.read_exact(&mut bytes).expect("bytes");
            assert_eq!(bytes[999], 231);
        },
    );
}

#[test]
fn temporary_lobs() {
    let inserted = Inserted::default();
    let sql = "insert into t values (:1)";
    in_styles(
        || inserted.script(sql),
        |_, connection| {
            let mut lob = connection.create_lob(oracledb::DB_TYPE_CLOB).expect("a LOB");
            lob.write_all("äöü€".as_bytes()).expect("written");
            lob.trim(3).expect("cut off");
            assert_eq!(lob.get_size().expect("a size"), 3);
            assert!(lob.get_chunk_size().expect("a size") > 0);
            lob.open().expect("opened");
            assert!(lob.is_open().expect("an answer"));
            lob.close().expect("closed");
            drop(lob);
            connection.ping().expect("an answer");
        },
    );
}
