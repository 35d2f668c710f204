//! A replicated table: where its columns go, and values in the form that PostgreSQL takes.

use crate::change::{Datum, Row, TableName};
use crate::state::{failed, is_large};
use plconv_mover::error::Error;
use plconv_mover::load::TableTask;
use plconv_mover::plan::{LobPolicy, Operation, Plan};
use plconv_mover::policy::ValueError;
use plconv_mover::rows::ColumnRoute;
use plconv_mover::source::SourceColumn;
use plconv_mover::target;
use plconv_mover::target_type::TargetType;
use plconv_mover::validate::canonical;
use plconv_mover::value::Value;
use plconv_pg::quote_identifier as quote;
use postgres::Client;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One value in an arena: its length and its bytes as COPY BINARY has them, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// The change does not speak of the column.
    Absent,
    /// The change does, but its value is to be read from the source.
    Missing,
    /// Where it is.
    Field {
        /// First byte.
        start: u32,
        /// Bytes, with those of the length.
        length: u32,
    },
}

impl Cell {
    /// Its bytes.
    pub(crate) fn length(self) -> usize {
        match self {
            Cell::Absent | Cell::Missing => size_of::<i32>(),
            Cell::Field { length, .. } => length as usize,
        }
    }
}

/// The cells of a row, one for each column of a table.
pub(crate) type Cells = Box<[Cell]>;

/// The bytes of a cell in its arena: those of a NULL where it has none.
pub(crate) fn bytes_of(arena: &[u8], cell: Cell) -> &[u8] {
    const NULL: &[u8] = &[0xFF; 4];
    match cell {
        Cell::Absent | Cell::Missing => NULL,
        Cell::Field { start, length } => arena
            .get(start as usize..start as usize + length as usize)
            .unwrap_or(NULL),
    }
}

/// A column.
#[derive(Debug)]
pub(crate) struct ApplyColumn {
    /// Its name in the source.
    pub(crate) source: Arc<str>,
    /// Its name in the target, quoted.
    pub(crate) target: String,
    /// The element type of arrays that carry its values.
    pub(crate) element: String,
    /// What makes the value from the carried one, which has the column's name.
    pub(crate) expression: String,
    /// Its type in the target as SQL, when the carried value is text that is cast.
    pub(crate) cast: Option<String>,
    /// Whether an expression of the plan makes the value.
    pub(crate) is_computed: bool,
    /// Whether changes of it may collide with other rows.
    pub(crate) is_unique: bool,
    /// Its type in the source, where that is known.
    pub(crate) data_type: Option<plconv_catalog::DataType>,
    /// Whether the log need not hold it.
    pub(crate) is_large: bool,
    /// Whether its type has no equality.
    pub(crate) has_no_equality: bool,
    route: ColumnRoute,
}

/// A table.
#[derive(Debug)]
pub(crate) struct ApplyTable {
    /// Its name in the source's dictionary.
    pub(crate) name: TableName,
    /// Its name in the plan.
    pub(crate) source: String,
    /// Its name in the target, as SQL.
    pub(crate) target: String,
    /// Its columns that are replicated.
    pub(crate) columns: Vec<ApplyColumn>,
    /// All columns of the target that can be written, quoted.
    pub(crate) written: Vec<String>,
    /// What identifies a row: numbers of columns; empty for a table without a key.
    pub(crate) key: Vec<usize>,
    /// Whether all rows can be removed by TRUNCATE.
    pub(crate) can_truncate: bool,
    /// Whether its rows are in partitions.
    pub(crate) is_partitioned: bool,
    /// Whether the plan wants only some operations, so that rows may be missing or left over.
    pub(crate) is_partial: bool,
    operations: Option<BTreeSet<Operation>>,
    /// The condition of rows that are moved, as Oracle writes it. Only Oracle can say whether a changed row fulfils it.
    pub(crate) filter: Option<Arc<str>>,
    /// Whether columns that are not replicated are left out on purpose.
    has_chosen_columns: bool,
    by_name: FxHashMap<Arc<str>, usize>,
    scratch: Vec<u8>,
}

/// Which columns of a row are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Those that it speaks of.
    All,
    /// Those of them that are in the key.
    Key,
}

/// Why a row cannot be carried.
#[derive(Debug)]
pub(crate) enum RowError {
    /// A value does not fit.
    Value {
        column: String,
        error: ValueError,
        shown: Option<String>,
    },
    /// The change speaks of a column that is not known.
    UnknownColumn(String),
}

/// Unique indexes that are checked at once, beside the key; expressions count as all columns.
const UNIQUE: &str = "
SELECT i.indisunique AND i.indimmediate, i.indkey::int2[] @> ARRAY[0::int2] OR i.indpred IS NOT NULL,
       array(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
              WHERE k.place <= i.indnkeyatts ORDER BY k.place),
       NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) k (attnum)
                     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND NOT a.attnotnull)
  FROM pg_index i
 WHERE i.indrelid = $1 AND (i.indisunique OR i.indisexclusion) AND i.indisvalid
 ORDER BY NOT i.indisprimary, i.indexrelid";

impl ApplyTable {
    /// Brings plan, source columns and the target's catalog together.
    pub(crate) fn new(
        plan: &Plan,
        number: usize,
        source_columns: Vec<SourceColumn>,
        client: &mut Client,
    ) -> Result<ApplyTable, Error> {
        let Some(table) = plan.tables.get(number) else {
            return Err(Error::Usage("the plan has no such table".to_owned()));
        };
        let (owner, name) = plconv_mover::source::oracle::dictionary::table_name(&table.source)?;
        let of_target = target::table(client, &table.target)?;
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let task = TableTask::new(plan, number, source_columns, of_target)?;
        let routes = task.routes();
        let mut columns: Vec<ApplyColumn> = task
            .columns
            .iter()
            .zip(routes)
            .zip(&task.source_columns)
            .map(|((column, route), source)| ApplyColumn {
                source: Arc::from(column.source.as_str()),
                target: quote(&column.target),
                element: element_type(&column.target_type, &column.staged),
                expression: column.expression.clone(),
                cast: (column.is_staged_as_text && !column.is_computed)
                    .then(|| declared(&task, &column.target))
                    .flatten(),
                is_computed: column.is_computed,
                is_unique: false,
                data_type: source.data_type.clone(),
                is_large: is_large(source),
                has_no_equality: matches!(column.target_type, TargetType::Json | TargetType::Xml),
                route,
            })
            .collect();
        let key = unique_columns(client, &task, &mut columns)?;
        let facts = client
            .query_one(
                "SELECT NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND confrelid = $1 AND conrelid <> $1),
                        (SELECT relkind = 'p' FROM pg_class WHERE oid = $1)",
                &[&task.target.oid],
            )
            .map_err(failed("looking for foreign keys"))?;
        let by_name = columns
            .iter()
            .enumerate()
            .map(|(index, column)| (column.source.clone(), index))
            .collect();
        if key.is_empty() && table.filter.is_some() {
            return Err(Error::Usage(format!(
                "{}: the target has no key of columns that are moved as they are, so that rows which `where` chooses cannot be \
                 read again when they change",
                table.source
            )));
        }
        if key.is_empty()
            && let Some(column) = columns.iter().find(|column| column.is_computed)
        {
            return Err(Error::Usage(format!(
                "{}: the target has no key of columns that are moved as they are, so rows are found by all their values, but \
                 column {} is computed by the plan",
                table.source, column.source
            )));
        }
        Ok(ApplyTable {
            name: TableName {
                owner: owner.into(),
                table: name.into(),
            },
            source: table.source.clone(),
            target: task.target.name.clone(),
            written: task
                .target
                .columns
                .iter()
                .map(|column| quote(&column.name))
                .collect(),
            key,
            can_truncate: facts.get(0),
            is_partitioned: facts.get(1),
            is_partial: table
                .operations
                .as_ref()
                .is_some_and(|operations| operations.len() < 4),
            operations: table.operations.clone(),
            filter: table.filter.as_deref().map(Arc::from),
            has_chosen_columns: table.columns.is_some(),
            by_name,
            columns,
            scratch: Vec::new(),
        })
    }

    /// Its columns in the source.
    pub(crate) fn source_columns(&self) -> Vec<SourceColumn> {
        let columns = self.columns.iter().map(|column| SourceColumn {
            name: column.source.to_string(),
            data_type: column.data_type.clone(),
        });
        columns.collect()
    }

    /// Whether the plan wants changes of a kind.
    pub(crate) fn wants(&self, operation: Operation) -> bool {
        self.operations
            .as_ref()
            .is_none_or(|operations| operations.contains(&operation))
    }

    /// Whether the source's table had a column when it was as it is known here.
    pub(crate) fn has_column(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// A row without values.
    pub(crate) fn no_cells(&self) -> Cells {
        vec![Cell::Absent; self.columns.len()].into()
    }

    /// Encodes the values that a row speaks of.
    pub(crate) fn encode(
        &mut self,
        row: &Row,
        arena: &mut Vec<u8>,
        cells: &mut [Cell],
    ) -> Result<(), RowError> {
        self.encode_part(row, Part::All, arena, cells)
    }

    /// Encodes the values of some columns.
    pub(crate) fn encode_part(
        &mut self,
        row: &Row,
        part: Part,
        arena: &mut Vec<u8>,
        cells: &mut [Cell],
    ) -> Result<(), RowError> {
        for (position, (name, datum)) in row.iter().enumerate() {
            // Columns mostly come in the order of the table.
            let index = match self.columns.get(position) {
                Some(column) if column.source == *name => position,
                _ => match self.by_name.get(name) {
                    Some(index) => *index,
                    None if self.has_chosen_columns || part == Part::Key => continue,
                    None => return Err(RowError::UnknownColumn(name.to_string())),
                },
            };
            if part == Part::Key && !self.key.contains(&index) {
                continue;
            }
            let (Some(column), Some(cell)) = (self.columns.get_mut(index), cells.get_mut(index)) else {
                continue;
            };
            *cell = column.encode(datum, arena).map_err(|error| RowError::Value {
                column: name.to_string(),
                error,
                shown: value_of(datum).preview(200),
            })?;
        }
        Ok(())
    }

    /// The bytes that rows with the same key have in common; `None` when a part of the key is not there.
    pub(crate) fn key_bytes(&mut self, arena: &[u8], cells: &[Cell]) -> Option<Box<[u8]>> {
        let mut bytes = Vec::with_capacity(16);
        for index in &self.key {
            let Cell::Field { start, length } = *cells.get(*index)? else {
                return None;
            };
            let field = arena.get(start as usize + 4..start as usize + length as usize)?;
            self.scratch.clear();
            self.scratch.extend_from_slice(field);
            canonical::canonical(
                self.columns.get(*index)?.route.encoder.target(),
                &mut self.scratch,
            );
            bytes.extend_from_slice(&(self.scratch.len() as u32).to_be_bytes());
            bytes.extend_from_slice(&self.scratch);
        }
        Some(bytes.into())
    }

    /// Cells for people: `id=7, name=x`.
    pub(crate) fn shown(&self, arena: &[u8], cells: &[Cell], only: Option<&[usize]>) -> String {
        let mut parts = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let cell = cells.get(index).copied().unwrap_or(Cell::Absent);
            if cell == Cell::Absent || only.is_some_and(|only| !only.contains(&index)) {
                continue;
            }
            parts.push(format!(
                "{}={}",
                column.source,
                column.shown(arena, cell).as_deref().unwrap_or("NULL")
            ));
        }
        parts.join(", ")
    }

    /// Cells as JSON, for the table of conflicts.
    pub(crate) fn json(&self, arena: &[u8], cells: &[Cell]) -> serde_json::Value {
        let named = self.columns.iter().zip(cells).filter_map(|(column, cell)| {
            let shown = match cell {
                Cell::Absent => return None,
                Cell::Missing => Some("(to be read from the source)".to_owned()),
                Cell::Field { .. } => column.shown(arena, *cell),
            };
            // jsonb has no character with code 0.
            let shown = shown.map(|text| text.replace('\0', "\u{2400}"));
            Some((
                column.source.to_string(),
                shown.map_or(serde_json::Value::Null, Into::into),
            ))
        });
        serde_json::Value::Object(named.collect())
    }

    /// The SQL of a key's carried value.
    pub(crate) fn key_value(&self, index: usize, carried: &str) -> String {
        match self.columns.get(index).and_then(|column| column.cast.as_deref()) {
            Some(cast) => format!("{carried}::{cast}"),
            None => carried.to_owned(),
        }
    }
}

impl ApplyColumn {
    fn encode(&mut self, datum: &Datum, arena: &mut Vec<u8>) -> Result<Cell, ValueError> {
        let start = arena.len();
        let route = &mut self.route;
        let leaves_large_out = self.is_large && route.lob == LobPolicy::Null;
        let value = value_of(datum);
        match datum {
            _ if leaves_large_out => route.encoder.encode(&Value::Null, arena)?,
            Datum::Missing => return Ok(Cell::Missing),
            // An empty CLOB is not NULL.
            Datum::Text(text) if text.is_empty() && self.is_large => {
                arena.extend_from_slice(&0i32.to_be_bytes());
            }
            Datum::Text(text) if !(route.transforms.is_empty() && route.values.is_empty()) => {
                let changed = route.changed(text);
                let written = route.encoder.encode(&Value::Text(&changed), arena);
                written.inspect_err(|_| arena.truncate(start))?;
            }
            _ => {
                let written = route.encoder.encode(&value, arena);
                written.inspect_err(|_| arena.truncate(start))?;
            }
        }
        let length = arena.len() - start;
        let (Ok(start), Ok(length)) = (u32::try_from(start), u32::try_from(length)) else {
            return Err(ValueError::new(
                plconv_mover::policy::Misfit::TooLong,
                "more than 4 gigabytes of changes at once",
            ));
        };
        Ok(Cell::Field { start, length })
    }

    /// Its value for people.
    fn shown(&self, arena: &[u8], cell: Cell) -> Option<String> {
        canonical::field_of(&self.route.encoder, bytes_of(arena, cell))
            .map(|field| canonical::shown(self.route.encoder.target(), &field))
    }
}

/// What a table needs that its columns are changed together: the key, and which columns are in other unique indexes.
fn unique_columns(
    client: &mut Client,
    task: &TableTask,
    columns: &mut [ApplyColumn],
) -> Result<Vec<usize>, Error> {
    let rows = client
        .query(UNIQUE, &[&task.target.oid])
        .map_err(failed("looking for unique indexes"))?;
    let mut key = None;
    for row in rows {
        let (can_be_key, is_partial): (bool, bool) = (row.get(0), row.get(1));
        let (names, not_null): (Vec<String>, bool) = (row.get(2), row.get(3));
        let numbers: Option<Vec<usize>> = names
            .iter()
            .map(|name| {
                task.columns
                    .iter()
                    .position(|column| column.target == *name && !column.is_computed)
            })
            .collect();
        if key.is_none()
            && can_be_key
            && !is_partial
            && not_null
            && let Some(numbers) = &numbers
            && !numbers.is_empty()
        {
            key = Some(numbers.clone());
            continue;
        }
        for (column, of_task) in columns.iter_mut().zip(&task.columns) {
            column.is_unique |= is_partial || names.contains(&of_task.target);
        }
    }
    Ok(key.unwrap_or_default())
}

/// The type of a column of the target, as SQL.
fn declared(task: &TableTask, name: &str) -> Option<String> {
    let found = task.target.columns.iter().find(|column| column.name == *name);
    found.map(|column| column.declared.clone())
}

/// The element type of an array whose elements are as COPY BINARY has them, without modifiers: values fit already.
fn element_type(target: &TargetType, declared: &str) -> String {
    match target {
        TargetType::Numeric(_) => "numeric".to_owned(),
        TargetType::Text { .. }
            if declared.starts_with("character varying") || declared.starts_with("varchar") =>
        {
            "text".to_owned()
        }
        // Enumerations and domains take no text without a cast; what is staged as text is declared so.
        TargetType::Text { .. } | TargetType::Other(_) => declared.to_owned(),
        TargetType::Char { .. } => "bpchar".to_owned(),
        TargetType::Timestamp(_) => "timestamp".to_owned(),
        TargetType::TimestampTz(_) => "timestamptz".to_owned(),
        TargetType::Interval(_) => "interval".to_owned(),
        TargetType::Boolean
        | TargetType::Smallint
        | TargetType::Integer
        | TargetType::Bigint
        | TargetType::Real
        | TargetType::Double
        | TargetType::Bytea
        | TargetType::Date
        | TargetType::Uuid
        | TargetType::Json
        | TargetType::Jsonb
        | TargetType::Xml => target.name(),
    }
}

/// A value as the mover's encoders take it.
pub(crate) fn value_of(datum: &Datum) -> Value<'_> {
    match datum {
        Datum::Null | Datum::Missing => Value::Null,
        Datum::Text(text) => Value::Text(text),
        Datum::Number(text) => Value::Number(text),
        Datum::Float(number) => Value::Float(*number),
        Datum::Double(number) => Value::Double(*number),
        Datum::Bytes(bytes) => Value::Bytes(bytes),
        Datum::Boolean(truth) => Value::Boolean(*truth),
        Datum::DateTime(at) => Value::DateTime(*at),
        Datum::Instant(at) => Value::Instant(*at),
        Datum::Months(months) => Value::Months(*months),
        Datum::Duration { days, nanoseconds } => Value::Duration {
            days: *days,
            nanoseconds: *nanoseconds,
        },
    }
}
