//! DBMS_METADATA.GET_DDL.

use crate::database::OracleError;
use crate::simulator::query::Context;
use crate::simulator::sql::eval::Computed;
use crate::simulator::state::State;
use crate::simulator::storage::StoredTable;
use crate::simulator::table::ForeignKey;
use crate::value::{DataType, Value, VectorFormat, VectorType};

/// The statement that makes an object, as the session's transforms ask for it.
pub(super) fn get_ddl(context: &Context<'_>, kind: &str, name: &str, owner: &str) -> Computed<Value> {
    let state = context.state;
    let transform = |name: &str, default: bool| {
        let transforms = &context.session.transforms;
        transforms.get(name).copied().unwrap_or(default)
    };
    let missing = || {
        let text = format!("object \"{name}\" of type {kind} not found in schema \"{owner}\"");
        OracleError::new(31603, &text)
    };
    let statement = |text: String| {
        let end = if transform("SQLTERMINATOR", false) {
            ";"
        } else {
            ""
        };
        Ok(Value::text(&format!("{text}{end}")))
    };
    if kind == "TABLE" {
        let table = state.table(owner, name).map_err(|_| missing())?;
        return statement(table_ddl(state, table, transform("REF_CONSTRAINTS", true)));
    }
    if kind == "INDEX" {
        let tables = state.tables.iter().filter(|((of, _), _)| of == owner);
        let mut found = tables.flat_map(|((_, table_name), table)| {
            let indexes = table.table.indexes.iter();
            indexes.map(move |index| (table_name, table, index))
        });
        let found = found.find(|(_, _, index)| index.name == name);
        let (table_name, table, index) = found.ok_or_else(missing)?;
        return statement(format!(
            "\n  CREATE INDEX \"{owner}\".\"{name}\" ON \"{owner}\".\"{table_name}\" ({}) \n  ",
            names(table, &index.columns)
        ));
    }
    if kind == "REF_CONSTRAINT" {
        let tables = state.tables.iter().filter(|((of, _), _)| of == owner);
        let mut found = tables.flat_map(|((_, table_name), table)| {
            let keys = table.table.foreign_keys.iter();
            keys.map(move |key| (table_name, table, key))
        });
        let found = found.find(|(_, _, foreign)| foreign.key.name == name);
        let (table_name, table, foreign) = found.ok_or_else(missing)?;
        return statement(format!(
            "\n  ALTER TABLE \"{owner}\".\"{table_name}\" ADD {}",
            foreign_key(state, table, foreign)
        ));
    }
    if kind == "SEQUENCE" {
        let sequence = state
            .sequences
            .iter()
            .find(|sequence| sequence.owner == owner && sequence.name == name);
        let sequence = sequence.ok_or_else(missing)?;
        return statement(format!(
            "\n   CREATE SEQUENCE  \"{owner}\".\"{name}\"  MINVALUE 1 MAXVALUE 9999999999999999999999999999 INCREMENT BY {} START WITH {} CACHE {} NOORDER  NOCYCLE",
            sequence.increment, sequence.last, sequence.cache
        ));
    }
    // PACKAGE_SPEC, PACKAGE_BODY and PACKAGE of the function; PACKAGE and PACKAGE BODY of the dictionary.
    let wanted = match kind {
        "PACKAGE_SPEC" => "PACKAGE",
        "PACKAGE_BODY" => "PACKAGE BODY",
        "TYPE_SPEC" => "TYPE",
        "TYPE_BODY" => "TYPE BODY",
        other => other,
    };
    let found = state
        .sources
        .iter()
        .find(|object| object.kind == wanted && object.name == name && object.owner == owner);
    let text = &found.ok_or_else(missing)?.text;
    if transform("SQLTERMINATOR", false) && wanted != "VIEW" {
        return Ok(Value::text(&format!("{}\n/", text.trim_end())));
    }
    statement(text.trim_end().trim_end_matches(';').to_owned())
}

fn names(table: &StoredTable, columns: &[usize]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|column| format!("\"{}\"", table.columns[*column].name))
        .collect();
    names.join(", ")
}

fn foreign_key(state: &State, table: &StoredTable, foreign: &ForeignKey) -> String {
    let (owner, key) = &foreign.refers_to;
    let mut tables = state.tables.iter().filter(|((of, _), _)| of == owner);
    let parent = tables.find_map(|((_, name), table)| {
        let found = table.table.keys().find(|found| found.name == *key)?;
        Some((name, names(table, &found.columns)))
    });
    let (parent, columns) = parent.map_or((key, String::new()), |(name, columns)| (name, columns));
    format!(
        "CONSTRAINT \"{}\" FOREIGN KEY ({})\n\t  REFERENCES \"{owner}\".\"{parent}\" ({columns}) ENABLE",
        foreign.key.name,
        names(table, &foreign.key.columns)
    )
}

fn table_ddl(state: &State, table: &StoredTable, with_foreign_keys: bool) -> String {
    let declared = &table.table;
    let mut lines = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let mut line = format!("\"{}\" {}", column.name, data_type(&column.data_type));
        if declared.identity == Some(at) {
            line.push_str(" GENERATED BY DEFAULT AS IDENTITY");
        } else if let Some(default) = &declared.defaults[at] {
            line.push_str(&format!(" DEFAULT {default}"));
        }
        if !column.nullable {
            line.push_str(" NOT NULL ENABLE");
        }
        lines.push(line);
    }
    if let Some(key) = &declared.primary_key {
        lines.push(format!(
            "CONSTRAINT \"{}\" PRIMARY KEY ({})",
            key.name,
            names(table, &key.columns)
        ));
    }
    for key in &declared.unique_keys {
        lines.push(format!(
            "CONSTRAINT \"{}\" UNIQUE ({})",
            key.name,
            names(table, &key.columns)
        ));
    }
    if with_foreign_keys {
        let keys = declared.foreign_keys.iter();
        lines.extend(keys.map(|key| foreign_key(state, table, key)));
    }
    let kind = if declared.temporary {
        "GLOBAL TEMPORARY TABLE"
    } else {
        "TABLE"
    };
    format!(
        "\n  CREATE {kind} \"{}\".\"{}\" \n   (\t{}\n   ) ",
        declared.owner,
        declared.name,
        lines.join(", \n\t")
    )
}

fn data_type(data_type: &DataType) -> String {
    match data_type {
        DataType::Varchar2(size) => format!("VARCHAR2({size})"),
        DataType::Nvarchar2(size) => format!("NVARCHAR2({size})"),
        DataType::Char(size) => format!("CHAR({size})"),
        DataType::Nchar(size) => format!("NCHAR({size})"),
        DataType::Number(0, _) => "NUMBER".to_owned(),
        DataType::Number(precision, -127) => format!("FLOAT({precision})"),
        DataType::Number(precision, scale) => format!("NUMBER({precision},{scale})"),
        DataType::BinaryFloat => "BINARY_FLOAT".to_owned(),
        DataType::BinaryDouble => "BINARY_DOUBLE".to_owned(),
        DataType::Date => "DATE".to_owned(),
        DataType::Timestamp(scale) => format!("TIMESTAMP ({scale})"),
        DataType::TimestampTz(scale) => format!("TIMESTAMP ({scale}) WITH TIME ZONE"),
        DataType::TimestampLtz(scale) => format!("TIMESTAMP ({scale}) WITH LOCAL TIME ZONE"),
        DataType::IntervalYm(precision) => format!("INTERVAL YEAR ({precision}) TO MONTH"),
        DataType::IntervalDs(precision, scale) => format!("INTERVAL DAY ({precision}) TO SECOND ({scale})"),
        DataType::Raw(size) => format!("RAW({size})"),
        DataType::Long => "LONG".to_owned(),
        DataType::LongRaw => "LONG RAW".to_owned(),
        DataType::Clob => "CLOB".to_owned(),
        DataType::Nclob => "NCLOB".to_owned(),
        DataType::Blob => "BLOB".to_owned(),
        DataType::Rowid => "ROWID".to_owned(),
        DataType::Urowid => "UROWID".to_owned(),
        DataType::Boolean => "BOOLEAN".to_owned(),
        DataType::Json => "JSON".to_owned(),
        DataType::Vector(declared) => vector(declared),
        DataType::Cursor => "SYS_REFCURSOR".to_owned(),
        DataType::Xmltype => "\"SYS\".\"XMLTYPE\"".to_owned(),
    }
}

/// `VECTOR(*, FLOAT32, SPARSE)`
fn vector(declared: &VectorType) -> String {
    let dimensions = declared
        .dimensions
        .map_or_else(|| "*".to_owned(), |count| count.to_string());
    let format = match declared.format {
        None => "*",
        Some(VectorFormat::Float32) => "FLOAT32",
        Some(VectorFormat::Float64) => "FLOAT64",
        Some(VectorFormat::Int8) => "INT8",
        Some(VectorFormat::Binary) => "BINARY",
    };
    let storage = if declared.is_sparse { ", SPARSE" } else { "" };
    format!("VECTOR({dimensions}, {format}{storage})")
}
