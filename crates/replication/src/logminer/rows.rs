//! Rows of the source as they are.

use crate::assembler::{KeyBefore, ROWID};
use crate::change::{Datum, Row, RowReader, TableName};
use plconv_mover::error::{Error, SourceError, SourceErrorKind};
use plconv_mover::plan::Plan;
use plconv_mover::source::oracle::current_scn;
use plconv_mover::source::oracle::dictionary::{OracleColumn, Reading, Selected, columns, quoted, selected};
use plconv_mover::source::oracle::driver::{Kind, OracleConnection};
use plconv_mover::source::{OracleSource, ReadError};
use plconv_mover::value::{Value, hex};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads rows of an Oracle by their keys.
pub struct OracleRows {
    source: OracleSource,
    connection: Option<Box<dyn OracleConnection>>,
    tables: BTreeMap<TableName, Vec<OracleColumn>>,
    /// When the last row was read, where that was later than asked for.
    later: Option<u64>,
}

impl OracleRows {
    /// A reader of the plan's source.
    ///
    /// # Errors
    /// When the plan names none.
    pub fn new(plan: Arc<Plan>, password: String) -> Result<OracleRows, Error> {
        Ok(OracleRows {
            source: OracleSource::new(plan, password)?,
            connection: None,
            tables: BTreeMap::new(),
            later: None,
        })
    }

    fn read(
        &mut self,
        table: &TableName,
        key: &Row,
        filter: Option<&str>,
        scn: Option<u64>,
    ) -> Result<Option<Row>, SourceError> {
        if self.connection.is_none() {
            self.connection = Some(self.source.open()?);
        }
        let Some(connection) = self.connection.as_deref() else {
            return Ok(None);
        };
        if !self.tables.contains_key(table) {
            let found = columns(connection, &table.owner, &table.table)?;
            self.tables.insert(table.clone(), found);
        }
        let columns = &self.tables[table];
        read(connection, table, columns, (key, filter), scn)
    }
}

impl RowReader for OracleRows {
    fn read_row(
        &mut self,
        table: &TableName,
        key: &Row,
        filter: Option<&str>,
        scn: u64,
    ) -> Result<Option<Row>, Error> {
        self.later = None;
        let mut result = self.read(table, key, filter, Some(scn));
        if let Err(error) = &result {
            // The past is gone, or the table was another then: the row as it is now. What changed since comes later anyway.
            if is_past(error) {
                self.tables.remove(table);
                result = self.read(table, key, filter, None);
                if let Some(connection) = self.connection.as_deref() {
                    self.later = Some(current_scn(connection)?);
                }
            }
        }
        if let Err(error) = &result
            && error.kind == SourceErrorKind::Transient
        {
            self.connection = None;
        }
        Ok(result?)
    }

    fn read_later_at(&self) -> Option<u64> {
        self.later
    }
}

/// Whether an error says that the past can no longer be read.
fn is_past(error: &SourceError) -> bool {
    const CODES: &[&str] = &["ORA-01466", "ORA-08180", "ORA-08181", "ORA-08187", "ORA-00904"];
    error.kind == SourceErrorKind::SnapshotTooOld || CODES.iter().any(|code| error.message.contains(code))
}

/// The key that the row with a ROWID had just before an SCN.
pub(super) fn key_before(
    connection: &dyn OracleConnection,
    table: &TableName,
    key: &[Arc<str>],
    row_id: &str,
    scn: u64,
) -> Result<KeyBefore, SourceError> {
    let columns = match columns(connection, &table.owner, &table.table) {
        Ok(columns) => columns,
        // The table is gone.
        Err(error) if error.message.contains("ORA-00942") => return Ok(KeyBefore::Unknown),
        Err(error) => return Err(error),
    };
    let of_key: Vec<OracleColumn> = key
        .iter()
        .filter_map(|name| columns.iter().find(|column| *column.name == **name).cloned())
        .collect();
    if of_key.len() < key.len() {
        return Ok(KeyBefore::Unknown);
    }
    let by_row_id: Row = vec![(ROWID.into(), Datum::Text(row_id.into()))];
    match read(
        connection,
        table,
        &of_key,
        (&by_row_id, None),
        Some(scn.saturating_sub(1)),
    ) {
        Ok(Some(row)) => Ok(KeyBefore::Key(row)),
        Ok(None) => Ok(KeyBefore::None),
        Err(error) if is_past(&error) => Ok(KeyBefore::Unknown),
        Err(error) => Err(error),
    }
}

fn read(
    connection: &dyn OracleConnection,
    table: &TableName,
    columns: &[OracleColumn],
    (key, filter): (&Row, Option<&str>),
    scn: Option<u64>,
) -> Result<Option<Row>, SourceError> {
    let mut binds: Vec<String> = Vec::new();
    let mut conditions = Vec::new();
    for (name, value) in key {
        conditions.push(condition(name, value, &mut binds).ok_or_else(|| {
            SourceError::permanent(format!(
                "{}.{}: no row is known by a value of {name}",
                table.owner, table.table
            ))
        })?);
    }
    if conditions.is_empty() {
        return Err(SourceError::permanent(format!(
            "{}.{}: a row is to be read again, and nothing says which",
            table.owner, table.table
        )));
    }
    if let Some(filter) = filter {
        conditions.push(format!("({filter})"));
    }
    let as_of = scn.map(|scn| format!(" AS OF SCN {scn}")).unwrap_or_default();
    let from = format!(
        "FROM {}.{}{as_of} WHERE {}",
        quoted(&table.owner),
        quoted(&table.table),
        conditions.join(" AND ")
    );
    let binds: Vec<&str> = binds.iter().map(String::as_str).collect();
    let reading = Reading {
        vectors_as_text: !connection.reads_vectors(),
        ..Reading::default()
    };
    // Large values have queries of their own; their inline form says only whether they are NULL.
    let chosen: Vec<(&OracleColumn, Selected)> = columns
        .iter()
        .filter_map(|column| selected(column, reading).map(|selected| (column, selected)))
        .collect();
    let mut items = Vec::new();
    let mut kinds = Vec::new();
    for (column, selected) in &chosen {
        if selected.large.is_some() {
            items.push(format!("DBMS_LOB.GETLENGTH({})", quoted(&column.name)));
            kinds.push(Kind::Number);
        } else {
            items.push(selected.expression.clone());
            kinds.push(selected.kind);
        }
    }
    let mut found: Option<Row> = None;
    let result = connection.rows(
        &format!("SELECT {} {from}", items.join(", ")),
        &binds,
        &kinds,
        2,
        &mut |values| {
            let row = chosen
                .iter()
                .zip(values.iter())
                .map(|((column, selected), value)| {
                    let value = match (selected.large, value) {
                        (Some(_), Value::Null) => Datum::Null,
                        (Some(true), Value::Number("0")) => Datum::Text("".into()),
                        (Some(_), _) => Datum::Missing,
                        (None, value) => datum(value)?,
                    };
                    Some((Arc::from(column.name.as_str()), value))
                });
            found = Some(row.collect::<Option<Row>>().ok_or_else(|| {
                SourceError::permanent(format!(
                    "{}.{}: a text of a row is none",
                    table.owner, table.table
                ))
            })?);
            Ok(())
        },
    );
    match result {
        Ok(()) => {}
        Err(ReadError::Source(error)) => return Err(error),
        Err(ReadError::Ended) => return Ok(None),
    }
    let Some(mut row) = found else { return Ok(None) };
    for ((column, selected), (_, value)) in chosen.iter().zip(&mut row) {
        let Some(is_text) = selected.large else { continue };
        if *value == Datum::Missing {
            *value = large(
                connection,
                &format!("SELECT {} {from}", quoted(&column.name)),
                &binds,
                is_text,
            )?;
        }
    }
    Ok(Some(row))
}

fn large(
    connection: &dyn OracleConnection,
    sql: &str,
    binds: &[&str],
    is_text: bool,
) -> Result<Datum, SourceError> {
    let Some(mut reader) = connection.large(sql, binds)? else {
        return Ok(Datum::Null);
    };
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut reader, &mut bytes)
        .map_err(|error| SourceError::transient(format!("a large value ended early: {error}")))?;
    if !is_text {
        return Ok(Datum::Bytes(bytes.into()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Datum::Text(text.into())),
        Err(_) => Err(SourceError::permanent("a CLOB is no text in UTF-8")),
    }
}

/// A value that no longer belongs to the driver; `None` for texts that are none.
fn datum(value: &Value<'_>) -> Option<Datum> {
    Some(match value {
        Value::Null => Datum::Null,
        Value::Text(text) => Datum::Text((*text).into()),
        Value::Number(text) => Datum::Number((*text).into()),
        Value::Float(number) => Datum::Float(*number),
        Value::Double(number) => Datum::Double(*number),
        Value::Bytes(bytes) => Datum::Bytes((*bytes).into()),
        Value::Boolean(truth) => Datum::Boolean(*truth),
        Value::DateTime(at) => Datum::DateTime(*at),
        Value::Instant(at) => Datum::Instant(*at),
        Value::Months(months) => Datum::Months(*months),
        Value::Duration { days, nanoseconds } => Datum::Duration {
            days: *days,
            nanoseconds: *nanoseconds,
        },
        Value::Rowid(rowid) => Datum::Text(rowid.to_string().into()),
        Value::Vector(vector) => Datum::Text(vector.to_string().into()),
        Value::InvalidText(_) | Value::Large(_) => return None,
    })
}

/// `"ID" = TO_NUMBER(:1)`; `None` for values that identify no row.
fn condition(name: &str, value: &Datum, binds: &mut Vec<String>) -> Option<String> {
    let (text, function) = match value {
        Datum::Null => return Some(format!("{} IS NULL", quoted(name))),
        Datum::Text(text) if name == ROWID => {
            binds.push(text.to_string());
            return Some(format!("ROWID = CHARTOROWID(:{})", binds.len()));
        }
        Datum::Text(text) => {
            binds.push(text.to_string());
            return Some(format!("{} = :{}", quoted(name), binds.len()));
        }
        Datum::Number(text) => (text.to_string(), "TO_NUMBER"),
        Datum::Float(number) => (number.to_string(), "TO_BINARY_FLOAT"),
        Datum::Double(number) => (number.to_string(), "TO_BINARY_DOUBLE"),
        Datum::Bytes(bytes) => (hex(bytes), "HEXTORAW"),
        Datum::DateTime(at) => {
            binds.push(plain(at));
            let place = binds.len();
            return Some(format!(
                "{} = TO_TIMESTAMP(:{place}, 'SYYYY-MM-DD HH24:MI:SS.FF9')",
                quoted(name)
            ));
        }
        Datum::Instant(at) => {
            binds.push(format!("{} +00:00", plain(at)));
            let place = binds.len();
            return Some(format!(
                "{} = TO_TIMESTAMP_TZ(:{place}, 'SYYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM')",
                quoted(name)
            ));
        }
        Datum::Months(_) | Datum::Duration { .. } | Datum::Boolean(_) | Datum::Missing => return None,
    };
    binds.push(text);
    Some(format!("{} = {function}(:{})", quoted(name), binds.len()))
}

/// `-4712-01-01 00:00:00.000000000`
fn plain(at: &plconv_mover::value::DateTime) -> String {
    format!(
        "{}{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:09}",
        if at.year < 0 { "-" } else { " " },
        at.year.unsigned_abs(),
        at.month,
        at.day,
        at.hour,
        at.minute,
        at.second,
        at.nanosecond
    )
}
