//! ALL_TAB_COLUMNS.

use super::{made, tables, yes};
use crate::simulator::state::{State, View};
use crate::value::{DataType, Value};

/// DATA_TYPE, DATA_LENGTH, DATA_PRECISION, DATA_SCALE and CHAR_LENGTH of a column.
fn described(data_type: &DataType) -> (String, u32, Value, Value, u32) {
    let none = Value::Null;
    let plain = |name: &str, length: u32| (name.to_owned(), length, Value::Null, Value::Null, 0);
    match data_type {
        DataType::Varchar2(size) => ("VARCHAR2".to_owned(), *size, none.clone(), none, *size),
        DataType::Nvarchar2(size) => ("NVARCHAR2".to_owned(), size * 2, none.clone(), none, *size),
        DataType::Char(size) => ("CHAR".to_owned(), *size, none.clone(), none, *size),
        DataType::Nchar(size) => ("NCHAR".to_owned(), size * 2, none.clone(), none, *size),
        DataType::Number(0, _) => plain("NUMBER", 22),
        DataType::Number(precision, -127) => ("FLOAT".to_owned(), 22, u32::from(*precision).into(), none, 0),
        DataType::Number(precision, scale) => (
            "NUMBER".to_owned(),
            22,
            u32::from(*precision).into(),
            i32::from(*scale).into(),
            0,
        ),
        DataType::BinaryFloat => plain("BINARY_FLOAT", 4),
        DataType::BinaryDouble => plain("BINARY_DOUBLE", 8),
        DataType::Date => plain("DATE", 7),
        DataType::Timestamp(scale) => (
            format!("TIMESTAMP({scale})"),
            11,
            none,
            u32::from(*scale).into(),
            0,
        ),
        DataType::TimestampTz(scale) => (
            format!("TIMESTAMP({scale}) WITH TIME ZONE"),
            13,
            none,
            u32::from(*scale).into(),
            0,
        ),
        DataType::TimestampLtz(scale) => (
            format!("TIMESTAMP({scale}) WITH LOCAL TIME ZONE"),
            11,
            none,
            u32::from(*scale).into(),
            0,
        ),
        DataType::IntervalYm(precision) => (
            format!("INTERVAL YEAR({precision}) TO MONTH"),
            5,
            u32::from(*precision).into(),
            0.into(),
            0,
        ),
        DataType::IntervalDs(precision, scale) => (
            format!("INTERVAL DAY({precision}) TO SECOND({scale})"),
            11,
            u32::from(*precision).into(),
            u32::from(*scale).into(),
            0,
        ),
        DataType::Raw(size) => plain("RAW", *size),
        DataType::Long => plain("LONG", 0),
        DataType::LongRaw => plain("LONG RAW", 0),
        DataType::Clob => plain("CLOB", 4000),
        DataType::Nclob => plain("NCLOB", 4000),
        DataType::Blob => plain("BLOB", 4000),
        DataType::Rowid => plain("ROWID", 10),
        DataType::Urowid => plain("UROWID", 4000),
        DataType::Boolean => plain("BOOLEAN", 1),
        DataType::Json => plain("JSON", 8200),
        DataType::Vector(_) => plain("VECTOR", 8200),
        DataType::Cursor => plain("REF CURSOR", 0),
        DataType::Xmltype => plain("XMLTYPE", 2000),
    }
}

pub(super) fn columns(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (at, column) in (0_u32..).zip(table.columns.iter()) {
            let (data_type, length, precision, scale, characters) = described(&column.data_type);
            let default = table.table.defaults.get(at as usize).cloned().flatten();
            let charset = match column.data_type.form() {
                1 => "CHAR_CS".into(),
                2 => "NCHAR_CS".into(),
                _ => Value::Null,
            };
            rows.push(vec![
                owner.clone(),
                name.clone(),
                column.name.as_str().into(),
                data_type.into(),
                if column.data_type == DataType::Xmltype {
                    "SYS".into()
                } else {
                    Value::Null
                },
                length.into(),
                precision,
                scale,
                if column.nullable { "Y" } else { "N" }.into(),
                (at + 1).into(),
                default.as_ref().map(|text| text.len() as u64).into(),
                default.into(),
                charset,
                characters.into(),
                if characters > 0 { "B".into() } else { Value::Null },
                yes(table.table.identity == Some(at as usize)),
                "NO".into(),
                "NO".into(),
                "NO".into(),
                "YES".into(),
                (at + 1).into(),
            ]);
        }
    }
    made(
        "OWNER TABLE_NAME COLUMN_NAME DATA_TYPE DATA_TYPE_OWNER DATA_LENGTH:n DATA_PRECISION:n DATA_SCALE:n NULLABLE COLUMN_ID:n \
         DEFAULT_LENGTH:n DATA_DEFAULT:l CHARACTER_SET_NAME CHAR_LENGTH:n CHAR_USED IDENTITY_COLUMN HIDDEN_COLUMN VIRTUAL_COLUMN \
         DEFAULT_ON_NULL USER_GENERATED INTERNAL_COLUMN_ID:n",
        rows,
    )
}
