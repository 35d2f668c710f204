//! The unmodified python-oracledb (thin) against the double, in both styles: `conformance.py` checks what it gets.
//!
//! `.ci/install-oracledb` installs the driver and prints the Python to set PLCONV_TEST_ORACLEDB to. Where it cannot be had
//! the test says so and passes, but not in CI.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "the test asks the environment for the driver; tests fail by panics"
)]

mod common;

use common::STYLES;
use oracle_double::{
    Column, DataType, DateTime, Double, Elements, IntervalDs, IntervalYm, Json, Options, Rowid, Simulator,
    Style, Table, Value, Vector, VectorFormat, VectorType,
};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// A Python that has the driver.
fn python() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PLCONV_TEST_ORACLEDB") {
        return Some(named.into());
    }
    let has_driver = Command::new("python3")
        .args(["-c", "import oracledb"])
        .output()
        .is_ok_and(|output| output.status.success());
    has_driver.then(|| "python3".into())
}

fn scalars() -> Table {
    let time = DateTime::date(2024, 2, 29).at(23, 59, 58, 0);
    let all = vec![
        1.into(),
        Value::Number("-12345678901234567890.123456789".parse().expect("a number")),
        "grüße €".into(),
        "ab   ".into(),
        "日本語𝄞".into(),
        time.into(),
        time.at(1, 2, 3, 123_456_000).into(),
        Value::TimeTz(time.at(12, 0, 0, 5000), 330),
        time.into(),
        Value::IntervalYm(IntervalYm { years: 7, months: 3 }),
        Value::IntervalDs(IntervalDs {
            days: -3,
            hours: -4,
            minutes: -5,
            seconds: -6,
            nanoseconds: -7000,
        }),
        Value::from(&[0_u8, 255, 29][..]),
        0.25_f32.into(),
        (-1.5e300_f64).into(),
        Value::Rowid(Rowid {
            object: 73_196,
            file: 7,
            block: 171,
            row: 12,
        }),
        "long ".repeat(10_000).into(),
    ];
    let mut nulls = vec![Value::Null; all.len()];
    nulls[0] = 2.into();
    let mut again = all.clone();
    again[0] = 3.into();
    Table::new("SCOTT", "SCALARS")
        .column(Column::new("ID", DataType::Number(10, 0)))
        .column(Column::number("N"))
        .column(Column::new("V", DataType::Varchar2(400)))
        .column(Column::new("C", DataType::Char(5)))
        .column(Column::new("NV", DataType::Nvarchar2(100)))
        .column(Column::new("D", DataType::Date))
        .column(Column::new("TS", DataType::Timestamp(6)))
        .column(Column::new("TZ", DataType::TimestampTz(6)))
        .column(Column::new("TL", DataType::TimestampLtz(6)))
        .column(Column::new("YM", DataType::IntervalYm(9)))
        .column(Column::new("DS", DataType::IntervalDs(9, 6)))
        .column(Column::new("R", DataType::Raw(100)))
        .column(Column::new("BF", DataType::BinaryFloat))
        .column(Column::new("BD", DataType::BinaryDouble))
        .column(Column::new("RID", DataType::Rowid))
        .column(Column::new("L", DataType::Long))
        .primary_key(&["ID"])
        .rows(vec![all, nulls, again])
}

fn vectors() -> Table {
    let column = |name: &str, dimensions, format, is_sparse| {
        let declared = VectorType {
            dimensions,
            format,
            is_sparse,
        };
        Column::new(name, DataType::Vector(declared))
    };
    let dense = |elements: Elements| Value::Vector(Arc::new(Vector::Dense(elements)));
    Table::new("SCOTT", "VECTORS")
        .column(column("S", Some(2), Some(VectorFormat::Float32), false))
        .column(column("D", None, Some(VectorFormat::Float64), false))
        .column(column("I", Some(3), Some(VectorFormat::Int8), false))
        .column(column("B", Some(16), Some(VectorFormat::Binary), false))
        .column(column("P", Some(25), Some(VectorFormat::Float64), true))
        .rows(vec![
            vec![
                dense(Elements::Float32(vec![1.5, -2.5])),
                dense(Elements::Float64(vec![1e300])),
                dense(Elements::Int8(vec![-128, 0, 127])),
                dense(Elements::Binary(vec![0, 255])),
                Value::Vector(Arc::new(Vector::Sparse {
                    dimensions: 25,
                    places: vec![0, 24],
                    elements: Elements::Float64(vec![0.1, -1.0]),
                })),
            ],
            vec![Value::Null; 5],
        ])
}

fn simulator(style: Style) -> Simulator {
    let simulator = Simulator::new();
    simulator.add(scalars());
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    simulator.add(
        Table::new("SCOTT", "LOBS")
            .column(Column::number("ID"))
            .column(Column::new("C", DataType::Clob))
            .column(Column::new("N", DataType::Nclob))
            .column(Column::new("B", DataType::Blob))
            .primary_key(&["ID"])
            .rows(vec![
                vec![
                    1.into(),
                    "€".repeat(40_000).into(),
                    "𝄞".repeat(300).into(),
                    bytes.into(),
                ],
                vec![2.into(), Value::Null, Value::Null, Value::Null],
                vec![3.into(), "x".into(), "y".into(), Value::from(&[0_u8][..])],
            ]),
    );
    simulator.add(
        Table::new("SCOTT", "T")
            .column(Column::number("ID"))
            .column(Column::new("V", DataType::Varchar2(4000)))
            .column(Column::new("D", DataType::Timestamp(6)))
            .column(Column::new("R", DataType::Raw(2000)))
            .column(Column::new("C", DataType::Clob))
            .primary_key(&["ID"]),
    );
    simulator.add(
        Table::new("SCOTT", "BIG")
            .column(Column::number("ID"))
            .column(Column::text("T"))
            .generated(5000, |row| {
                [Value::from(row), Value::from(format!("text {}", row / 7))].into()
            }),
    );
    if style == Style::V23 {
        let json = Json::Object(vec![
            (
                "list".to_owned(),
                Json::Array(vec![Json::Number(1.into()), Json::Null, Json::Bool(true)]),
            ),
            ("name".to_owned(), Json::String("Ä".repeat(400))),
        ]);
        simulator.add(
            Table::new("SCOTT", "MODERN")
                .column(Column::new("B", DataType::Boolean))
                .column(Column::new("J", DataType::Json))
                .rows(vec![
                    vec![true.into(), Value::Json(Arc::new(json))],
                    vec![false.into(), Value::Null],
                ]),
        );
        simulator.add(vectors());
    }
    simulator
}

#[test]
fn python_oracledb_gets_what_is_there() {
    let Some(python) = python() else {
        assert!(
            std::env::var_os("CI").is_none() && std::env::var_os("PLCONV_CI").is_none(),
            "no python-oracledb: run .ci/install-oracledb"
        );
        eprintln!("SKIPPED: no python-oracledb; .ci/install-oracledb installs it");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance.py");
    for style in STYLES {
        let double = Double::start(Options::new(style), simulator(style)).expect("a double");
        let output = Command::new(&python)
            .arg(&script)
            .arg(double.port().to_string())
            .arg(if style == Style::V19 { "19" } else { "23" })
            .env("ORA_SDTZ", "+00:00")
            .output()
            .expect("python runs");
        assert!(
            output.status.success(),
            "{style:?}\n{}\n{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(double.protocol_errors(), Vec::<String>::new(), "{style:?}");
    }
}
