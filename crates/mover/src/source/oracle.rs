//! A live Oracle as a source: rows as of one SCN, by ranges of ROWIDs or keys.

pub mod dictionary;
pub mod driver;
mod rowid;
#[cfg(feature = "odpi")]
mod thick;
mod thin;

use super::{Chunk, ChunkSpec, Place, ReadError, RowConsumer, Source, SourceColumn, SourceSession};
use crate::error::{Error, SourceError, SourceErrorKind};
use crate::plan::{LobPolicy, Plan, TablePlan};
use crate::value::{LargeValue, Value};
use dictionary::{
    OracleColumn, PRIMARY_KEY, Reading, Selected, columns, quoted, rowid_chunks, selected, table_name,
};
use driver::{Kind, OracleConnection, OracleWriter};
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use thin::{INVALID_TEXT, ThinConnection};

/// An Oracle database.
pub struct OracleSource {
    plan: Arc<Plan>,
    connect_string: String,
    driver: Driver,
    user: String,
    password: String,
    shared: Arc<SharedFacts>,
}

/// Who speaks to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Driver {
    /// `oracledb`
    Thin,
    /// `oracle`, over Oracle's client library.
    Odpi,
}

/// What asks for the client library, before a connect string.
const ODPI: &str = "odpi:";

/// What all sessions of a source know.
#[derive(Default)]
struct SharedFacts {
    /// Tables with texts that are none.
    as_bytes: Mutex<BTreeSet<String>>,
    /// Views whose rows have no ROWID.
    without_rowid: Mutex<BTreeSet<String>>,
    /// Whether a login ever worked: only then is a listener that does not know the service one that will know it again.
    was_connected: AtomicBool,
}

impl OracleSource {
    /// The Oracle of a plan; the password is kept in memory only.
    ///
    /// # Errors
    /// When the plan names no connect string or user.
    pub fn new(plan: Arc<Plan>, password: String) -> Result<OracleSource, Error> {
        let Some(connect_string) = plan.source.oracle.clone() else {
            return Err(Error::Usage("the plan names no source.oracle".to_owned()));
        };
        let Some(user) = plan.source.user.clone() else {
            return Err(Error::Usage("the plan names no source.user".to_owned()));
        };
        let connect_string = connect_string.trim_start_matches("oracle:");
        let (driver, connect_string) = match connect_string.strip_prefix(ODPI) {
            Some(rest) => (Driver::Odpi, rest.to_owned()),
            None => (Driver::Thin, connect_string.to_owned()),
        };
        if driver == Driver::Odpi && !cfg!(feature = "odpi") {
            return Err(Error::Usage(
                "source.oracle asks for Oracle's client library by `odpi:`, and this plconv was built without it: build with \
                 `--features odpi`"
                    .to_owned(),
            ));
        }
        Ok(OracleSource {
            plan,
            connect_string,
            driver,
            user,
            password,
            shared: Arc::default(),
        })
    }

    /// A session for questions.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(&self) -> Result<Box<dyn OracleConnection>, SourceError> {
        Ok(self.session()?)
    }

    /// A session that changes rows.
    ///
    /// # Errors
    /// When there is none.
    pub fn open_writer(&self) -> Result<Box<dyn OracleWriter>, SourceError> {
        self.session()
    }

    fn log_in(&self) -> Result<Box<dyn OracleWriter>, SourceError> {
        match self.driver {
            #[cfg(feature = "odpi")]
            Driver::Odpi => thick::ThickConnection::open(&self.connect_string, &self.user, &self.password)
                .map(|session| Box::new(session) as Box<dyn OracleWriter>),
            // Without the feature nobody has asked for the other.
            #[cfg(not(feature = "odpi"))]
            Driver::Odpi => Err(SourceError::permanent("this plconv has no other driver")),
            Driver::Thin => ThinConnection::open(&self.connect_string, &self.user, &self.password)
                .map(|session| Box::new(session) as Box<dyn OracleWriter>),
        }
    }

    fn session(&self) -> Result<Box<dyn OracleWriter>, SourceError> {
        let connection = match self.log_in() {
            Ok(connection) => connection,
            Err(error) if !self.shared.was_connected.load(Ordering::Relaxed) => {
                return Err(SourceError {
                    kind: SourceErrorKind::Permanent,
                    ..error
                });
            }
            Err(error) => return Err(error),
        };
        self.shared.was_connected.store(true, Ordering::Relaxed);
        // WITH LOCAL TIME ZONE comes in the session's zone.
        connection.execute("ALTER SESSION SET TIME_ZONE = '+00:00'", &[])?;
        Ok(connection)
    }
}

impl Source for OracleSource {
    fn connect(&self) -> Result<Box<dyn SourceSession>, SourceError> {
        Ok(Box::new(OracleSession {
            connection: self.open()?,
            plan: self.plan.clone(),
            shared: self.shared.clone(),
        }))
    }
}

struct OracleSession {
    connection: Box<dyn OracleConnection>,
    plan: Arc<Plan>,
    shared: Arc<SharedFacts>,
}

/// The SCN of now.
const CURRENT_SCN: &str = "SELECT TO_CHAR(current_scn) FROM v$database";

/// The same for accounts that may not see V$DATABASE.
const CURRENT_SCN_OF_PACKAGE: &str = "SELECT TO_CHAR(DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER) FROM dual";

/// The value behind everything that a sequence has handed out or holds in its cache.
const LAST_NUMBER: &str =
    "SELECT TO_CHAR(last_number) FROM all_sequences WHERE sequence_owner = :1 AND sequence_name = :2";

/// The SCN that a query which begins now would read at.
///
/// # Errors
/// When the account may ask in neither way.
pub fn current_scn(connection: &dyn OracleConnection) -> Result<u64, SourceError> {
    let rows = connection
        .texts(CURRENT_SCN, &[])
        .or_else(|_| connection.texts(CURRENT_SCN_OF_PACKAGE, &[]))?;
    rows.first()
        .and_then(|row| row.first()?.as_deref()?.trim().parse().ok())
        .ok_or_else(|| SourceError::permanent("the database names no SCN"))
}

impl SourceSession for OracleSession {
    fn snapshot(&mut self) -> Result<Option<u64>, SourceError> {
        current_scn(self.connection.as_ref()).map(Some)
    }

    fn sequence(&mut self, name: &str) -> Result<Option<String>, Error> {
        let (owner, name) = table_name(name)?;
        let rows = self.connection.texts(LAST_NUMBER, &[&owner, &name])?;
        Ok(rows
            .into_iter()
            .next()
            .and_then(|row| row.into_iter().next().flatten()))
    }

    fn columns(&mut self, table: &TablePlan) -> Result<Vec<SourceColumn>, Error> {
        let chosen = self.chosen(table)?;
        for column in &chosen {
            if selected(column, Reading::default()).is_none() {
                return Err(Error::Usage(format!(
                    "{}: column {} has type {}, whose values cannot be read as they are; list the columns to move without it \
                     in the plan, or move a view that turns it into text",
                    table.source, column.name, column.type_name
                )));
            }
        }
        Ok(chosen
            .into_iter()
            .map(|column| SourceColumn {
                name: column.name,
                data_type: Some(column.data_type),
            })
            .collect())
    }

    fn split(&mut self, table: &TablePlan, chunk_bytes: u64) -> Result<Vec<Chunk>, Error> {
        let (owner, name) = table_name(&table.source)?;
        if let Some(chunks) = rowid_chunks(self.connection.as_ref(), &owner, &name, chunk_bytes) {
            return Ok(chunks);
        }
        if let Some(chunks) = self.key_chunks(&owner, &name)? {
            return Ok(chunks);
        }
        Ok(vec![Chunk {
            spec: ChunkSpec::Whole,
            bytes: 0,
        }])
    }

    fn read(
        &mut self,
        table: &TablePlan,
        moved: &[SourceColumn],
        spec: &ChunkSpec,
        scn: Option<u64>,
        rows: &mut dyn RowConsumer,
    ) -> Result<(), ReadError> {
        let as_bytes = facts(&self.shared.as_bytes).contains(&table.source);
        let with_rowid = !facts(&self.shared.without_rowid).contains(&table.source);
        let how = How { as_bytes, with_rowid };
        let mut result = self.read_chunk(table, moved, spec, scn, how, rows);
        if let Err(ReadError::Source(error)) = &result
            && with_rowid
            && has_no_rowid(error)
        {
            // It is said before the first row.
            facts(&self.shared.without_rowid).insert(table.source.clone());
            let with_rowid = false;
            result = self.read_chunk(table, moved, spec, scn, How { with_rowid, ..how }, rows);
        }
        if let Err(ReadError::Source(error)) = &result
            && error.message == INVALID_TEXT
            && !as_bytes
        {
            // The chunk is tried again, and every later one of the table is read the slower way at once.
            facts(&self.shared.as_bytes).insert(table.source.clone());
        }
        result
    }
}

fn facts(tables: &Mutex<BTreeSet<String>>) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
    tables.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a table is read.
#[derive(Clone, Copy)]
struct How {
    /// Its texts as bytes, since some are no text.
    as_bytes: bool,
    /// With the ROWIDs of its rows, so that large values can be read by queries of their own.
    with_rowid: bool,
}

/// Whether an error says so: of a view with groups, of a join, of what is no table at all.
fn has_no_rowid(error: &SourceError) -> bool {
    let message = &error.message;
    ["ORA-01445", "ORA-01446"]
        .iter()
        .any(|code| message.contains(code))
        || message.contains("ORA-00904") && message.contains("\"ROWID\"")
}

impl OracleSession {
    /// The columns that the plan moves, in its order.
    fn chosen(&self, table: &TablePlan) -> Result<Vec<OracleColumn>, Error> {
        let (owner, name) = table_name(&table.source)?;
        let all = columns(self.connection.as_ref(), &owner, &name)?;
        let Some(names) = &table.columns else {
            return Ok(all);
        };
        names
            .iter()
            .map(|name| {
                let found = all
                    .iter()
                    .find(|column| column.name == *name)
                    .or_else(|| all.iter().find(|column| column.name.eq_ignore_ascii_case(name)));
                found
                    .cloned()
                    .ok_or_else(|| Error::Usage(format!("{} has no column {name}", table.source)))
            })
            .collect()
    }

    /// Ranges of a primary key that is one number: for tables organised by an index, and accounts that see no extents.
    fn key_chunks(&self, owner: &str, table: &str) -> Result<Option<Vec<Chunk>>, Error> {
        let key = self.connection.texts(PRIMARY_KEY, &[owner, table])?;
        let [row] = &key[..] else { return Ok(None) };
        let Some(Some(column)) = row.first() else {
            return Ok(None);
        };
        let is_number = columns(self.connection.as_ref(), owner, table)?
            .iter()
            .any(|found| found.name == *column && found.data_type.is_integral());
        if !is_number {
            return Ok(None);
        }
        let column_sql = quoted(column);
        let sql = format!(
            "SELECT TO_CHAR(MIN({column_sql})), TO_CHAR(MAX({column_sql})), TO_CHAR(COUNT(*)) FROM {}.{}",
            quoted(owner),
            quoted(table)
        );
        let rows = self.connection.texts(&sql, &[])?;
        let number =
            |index: usize| -> Option<i128> { rows.first()?.get(index)?.as_deref()?.trim().parse().ok() };
        let (Some(least), Some(most), Some(count)) = (number(0), number(1), number(2)) else {
            return Ok(None);
        };
        const ROWS_OF_A_CHUNK: i128 = 200_000;
        let pieces = count.div_euclid(ROWS_OF_A_CHUNK).clamp(0, 100_000) + 1;
        let bound = |piece: i128| (least + (most - least + 1) * piece / pieces).to_string();
        let chunks = (0..pieces)
            .map(|piece| Chunk {
                // The first and the last have no bound, so that rows of other values than seen here are moved too.
                spec: ChunkSpec::Keys {
                    column: column.clone(),
                    from: (piece > 0).then(|| bound(piece)),
                    to: (piece + 1 < pieces).then(|| bound(piece + 1)),
                },
                bytes: 0,
            })
            .collect();
        Ok(Some(chunks))
    }

    /// Rows in one answer: about a dozen packets of an older server, which the driver parses again with each packet.
    fn array_size(&self, selected: &[Selected], columns: &[SourceColumn]) -> u32 {
        if let Some(size) = self.plan.source.array_size {
            return size.max(1);
        }
        if self.connection.major_version() >= 23 {
            return 1000;
        }
        if selected.iter().any(|column| column.large.is_some()) {
            return 50;
        }
        let bytes: u64 = columns.iter().map(width).sum();
        u32::try_from(98_304 / bytes.max(1)).unwrap_or(500).clamp(50, 500)
    }

    /// Length up to which large values come with their rows.
    fn inline(&self) -> u64 {
        self.plan.load.inline_lob_kb * 1024 / 4
    }

    /// How each column is read.
    fn select(&self, table: &TablePlan, moved: &[SourceColumn], how: How) -> Vec<Selected> {
        let reading = Reading {
            as_bytes: how.as_bytes,
            inline: self.inline(),
            vectors_as_text: !self.connection.reads_vectors(),
        };
        let select = |column: &SourceColumn| {
            let choices = table.choices(&column.name);
            if choices.is_some_and(|choices| choices.lob == LobPolicy::Null) {
                // Nobody reads it, whatever its size.
                return Some(Selected {
                    expression: "CAST(NULL AS VARCHAR2(1))".to_owned(),
                    kind: Kind::Text,
                    large: None,
                });
            }
            let column = OracleColumn {
                name: column.name.clone(),
                data_type: column.data_type.clone()?,
                type_name: String::new(),
            };
            let mut selected = selected(&column, reading)?;
            if !how.with_rowid && selected.large.take().is_some() {
                selected.expression = quoted(&column.name);
            }
            Some(selected)
        };
        moved.iter().filter_map(select).collect()
    }

    fn read_chunk(
        &self,
        table: &TablePlan,
        moved: &[SourceColumn],
        spec: &ChunkSpec,
        scn: Option<u64>,
        how: How,
        rows: &mut dyn RowConsumer,
    ) -> Result<(), ReadError> {
        let refused = |error: Error| ReadError::Source(SourceError::permanent(error.to_string()));
        let select = self.select(table, moved, how);
        let (owner, name) = table_name(&table.source).map_err(refused)?;
        let as_of = scn.map(|scn| format!(" AS OF SCN {scn}")).unwrap_or_default();
        let from = format!("{}.{}{as_of}", quoted(&owner), quoted(&name));
        let mut items: Vec<String> = select.iter().map(|column| column.expression.clone()).collect();
        let mut kinds: Vec<Kind> = select.iter().map(|column| column.kind).collect();
        for (column, selected) in moved.iter().zip(&select) {
            if selected.large.is_some() {
                items.push(format!("DBMS_LOB.GETLENGTH({})", quoted(&column.name)));
                kinds.push(Kind::Number);
            }
        }
        // Where a row is, for its large values and for people.
        if how.with_rowid {
            items.push("ROWID".to_owned());
            kinds.push(Kind::Rowid);
        }
        let (condition, binds) = condition(table, spec).map_err(refused)?;
        let sql = format!("SELECT {} FROM {from}{condition}", items.join(", "));
        let binds: Vec<&str> = binds.iter().map(String::as_str).collect();
        let count = moved.len();
        let inline = self.inline();
        let connection = self.connection.as_ref();
        let array_size = self.array_size(&select, moved);
        let mut number = 0;
        connection.rows(&sql, &binds, &kinds, array_size, &mut |all| {
            if !how.with_rowid {
                number += 1;
                return rows.row(Place::Row(number), all);
            }
            let (values, behind) = all.split_at_mut(count);
            let Some((Value::Rowid(rowid), lengths)) = behind.split_last() else {
                return Err(SourceError::permanent("a row without its ROWID").into());
            };
            let rowid = *rowid;
            if lengths.is_empty() {
                return rows.row(Place::Of(rowid), values);
            }
            let mut lengths = lengths.iter();
            let mut large: Vec<(usize, LargeColumn<'_>)> = Vec::new();
            for (index, selected) in select.iter().enumerate() {
                let Some(is_text) = selected.large else { continue };
                let length = match lengths.next() {
                    Some(Value::Number(text)) => text.parse::<u64>().unwrap_or(0),
                    _ => continue,
                };
                if length <= inline && length > 0 {
                    continue;
                }
                let sql = format!(
                    "SELECT {} FROM {from} WHERE ROWID = CHARTOROWID(:1)",
                    quoted(&moved[index].name)
                );
                large.push((
                    index,
                    LargeColumn {
                        connection,
                        sql,
                        rowid,
                        is_text,
                        length,
                    },
                ));
            }
            let mut row: Vec<Value<'_>> = values
                .iter_mut()
                .map(|value| std::mem::replace(value, Value::Null))
                .collect();
            for (index, large) in &large {
                row[*index] = Value::Large(large);
            }
            rows.row(Place::Of(rowid), &mut row)
        })
    }
}

/// The condition of a chunk, with its binds.
fn condition(table: &TablePlan, spec: &ChunkSpec) -> Result<(String, Vec<String>), Error> {
    let mut conditions = Vec::new();
    let mut binds = Vec::new();
    match spec {
        ChunkSpec::Whole => {}
        ChunkSpec::Rowids { from, to, .. } => {
            conditions.push("ROWID BETWEEN CHARTOROWID(:1) AND CHARTOROWID(:2)".to_owned());
            binds.extend([from.clone(), to.clone()]);
        }
        ChunkSpec::Keys { column, from, to } => {
            let column = quoted(column);
            for (operator, bound) in [(">=", from), ("<", to)] {
                if let Some(bound) = bound {
                    binds.push(bound.clone());
                    conditions.push(format!("{column} {operator} TO_NUMBER(:{})", binds.len()));
                }
            }
        }
        ChunkSpec::Bytes { .. } => {
            return Err(Error::Usage(
                "a chunk of a file in a run of a database".to_owned(),
            ));
        }
    }
    if let Some(filter) = &table.filter {
        conditions.push(format!("({filter})"));
    }
    if conditions.is_empty() {
        return Ok((String::new(), binds));
    }
    Ok((format!(" WHERE {}", conditions.join(" AND ")), binds))
}

/// About how many bytes a value of a column takes on the wire.
fn width(column: &SourceColumn) -> u64 {
    use plconv_catalog::DataType;
    match &column.data_type {
        Some(
            DataType::Varchar2 { length, .. } | DataType::Char { length, .. } | DataType::Raw { length },
        ) => u64::from(length.unwrap_or(100)).div_ceil(2),
        _ => 12,
    }
}

/// A value that is read by a query of its own.
struct LargeColumn<'a> {
    connection: &'a dyn OracleConnection,
    sql: String,
    rowid: &'a dyn std::fmt::Display,
    is_text: bool,
    /// Characters or bytes.
    length: u64,
}

impl LargeValue for LargeColumn<'_> {
    fn is_text(&self) -> bool {
        self.is_text
    }

    fn byte_length(&self) -> Option<u64> {
        (!self.is_text).then_some(self.length)
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        if self.length == 0 {
            return Ok(Box::new(std::io::empty()));
        }
        let opened = self
            .connection
            .large(&self.sql, &[&self.rowid.to_string()])
            .map_err(|error| std::io::Error::other(error.to_string()))?;
        opened.ok_or_else(|| std::io::Error::other("a large value is no longer there"))
    }
}
