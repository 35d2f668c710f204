//! SQL_REDO and what is about LOBs in it: no text stops the reader.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plconv_replication::redo::{ColumnType, Statement, datum, parse, parse_locator};

const KINDS: &[ColumnType] = &[
    ColumnType::Text,
    ColumnType::National,
    ColumnType::Number,
    ColumnType::Double,
    ColumnType::Timestamp,
    ColumnType::TimestampTz,
    ColumnType::Duration,
    ColumnType::Blob,
];

fuzz_target!(|text: &str| {
    let _ = parse_locator(text);
    let Ok(statement) = parse(text) else { return };
    let values = match statement {
        Statement::Insert(values) => values,
        Statement::Update { set, condition } => set.into_iter().chain(condition.columns).collect(),
        Statement::Delete(condition) => condition.columns,
        Statement::Temporary => Vec::new(),
    };
    for (_, literal) in &values {
        for kind in KINDS {
            let _ = datum(literal, *kind);
        }
    }
});
