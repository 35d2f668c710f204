//! Changes of the source, noted for the table that they are about.

use super::flush::Flush;
use super::group::TableState;
use super::keyless::{self, Step};
use super::net::{Net, NoKey, Noted};
use super::table::{ApplyTable, Cell, Cells, Part, RowError};
use crate::change::{Change, Datum, Operation, Position, Row};
use crate::state::Counts;
use plconv_mover::error::Error;
use plconv_mover::plan::Operation as Wanted;
use std::collections::BTreeMap;

/// Why a change cannot be noted.
#[derive(Debug)]
pub(super) enum NoteError {
    /// The table's copy is no longer right.
    Stop { message: String, advice: &'static str },
    /// This change cannot be made.
    Conflict { operation: &'static str, reason: String },
}

const ADD_LOGGING: &str = "ALTER TABLE ... ADD SUPPLEMENTAL LOG DATA (PRIMARY KEY) COLUMNS, or (ALL) COLUMNS for a table whose \
    key in the target is another one or that has none; then copy the table again";

pub(super) const COPY_AGAIN: &str =
    "copy the table again: UPDATE plconv.replication_table SET wanted = 'copy', then `plconv migrate`";

const ALTERED: &str = "the table was altered: apply the same to the target, then copy the table again";

impl TableState {
    /// A table whose changes are applied from a position on.
    pub(crate) fn new(
        table: ApplyTable,
        from: Option<Position>,
        settled_scn: Option<u64>,
        stopped: Option<String>,
    ) -> TableState {
        TableState {
            table,
            from,
            settled_scn,
            stopped,
            net: Net::default(),
            steps: Vec::new(),
            counts: Counts::default(),
            is_lenient: false,
            read_scn: None,
            step_keys: BTreeMap::new(),
            stopped_now: false,
        }
    }

    /// Changes of a group are noted, whose first transaction committed at an SCN.
    pub(super) fn begin_group(&mut self, first: u64) {
        self.is_lenient = self.table.is_partial
            || self.table.filter.is_some()
            || self.settled_scn.is_some_and(|settled| first <= settled);
    }

    /// What makes statements of what was noted.
    pub(super) fn flush(&self) -> Flush<'_> {
        Flush {
            table: &self.table,
            net: &self.net,
            is_lenient: self.is_lenient,
        }
    }

    pub(super) fn stop(&mut self, message: &str) {
        self.stopped = Some(message.to_owned());
        self.stopped_now = true;
        self.net.clear();
        self.steps.clear();
        self.step_keys.clear();
    }

    fn encode(&mut self, row: &Row, operation: &'static str) -> Result<Cells, NoteError> {
        self.encode_part(row, Part::All, operation)
    }

    fn encode_part(&mut self, row: &Row, part: Part, operation: &'static str) -> Result<Cells, NoteError> {
        let mut cells = self.table.no_cells();
        match self.table.encode_part(row, part, &mut self.net.arena, &mut cells) {
            Ok(()) => Ok(cells),
            Err(RowError::UnknownColumn(name)) => Err(NoteError::Stop {
                message: format!("the log speaks of column {name}, which is not known"),
                advice: ALTERED,
            }),
            Err(error) => Err(NoteError::Conflict {
                operation,
                reason: reason_of(error),
            }),
        }
    }

    /// The cells of a key, without anything else.
    fn encode_key(&mut self, row: &Row, operation: &'static str) -> Result<Cells, NoteError> {
        let cells = self.encode_part(row, Part::Key, operation)?;
        let is_whole = self
            .table
            .key
            .iter()
            .all(|index| matches!(cells.get(*index), Some(Cell::Field { .. })));
        if is_whole {
            return Ok(cells);
        }
        Err(no_key(row))
    }

    fn is_key(&self, name: &str) -> bool {
        let key = self.table.key.iter();
        key.filter_map(|index| self.table.columns.get(*index))
            .any(|column| column.source.as_ref() == name)
    }

    /// What the row reader is given: the key after a change.
    fn source_key(&self, old: &Row, new: &Row) -> Row {
        source_key(&self.table, old, new)
    }

    pub(super) fn note(&mut self, change: &Change, transaction: u32) -> Result<(), NoteError> {
        let noted = Noted {
            transaction,
            // What may be ahead is known by its key only.
            row_id: change.row_id.clone().filter(|_| !self.is_lenient),
        };
        let is_keyless = self.table.key.is_empty();
        if is_keyless && self.is_lenient {
            return Err(NoteError::Stop {
                message: "rows of a table without a key cannot be told apart, so changes cannot be made twice, nor only some of \
                          them"
                    .to_owned(),
                advice: "give the table a key in the target, load it with source.snapshot = \"run\", and replicate all operations",
            });
        }
        if self.table.filter.is_some() {
            return self.note_chosen(&change.operation, noted);
        }
        match &change.operation {
            Operation::Insert { new } => {
                if !self.table.wants(Wanted::Insert) {
                    return Ok(());
                }
                let cells = self.encode(new, "insert")?;
                let has_missing = cells.contains(&Cell::Missing);
                if is_keyless {
                    self.push_step(
                        Step::Insert {
                            new: cells,
                            transaction,
                        },
                        has_missing.then_some(new),
                    );
                    return Ok(());
                }
                let key = has_missing.then(|| self.source_key(new, new));
                let lenient = self.is_lenient;
                let inserted = self.net.insert(&mut self.table, cells, key, noted, lenient);
                inserted.map_err(|NoKey| no_key(new))
            }
            Operation::Update { old, new } => {
                if !self.table.wants(Wanted::Update) {
                    return Ok(());
                }
                if is_keyless {
                    let old_cells = self.encode(old, "update")?;
                    let unknown = keyless::unknown(&self.table, &old_cells);
                    if !unknown.is_empty() {
                        return Err(no_values(&unknown));
                    }
                    let new_cells = self.encode(new, "update")?;
                    let after = overlaid(old, new);
                    let has_missing = new_cells.contains(&Cell::Missing);
                    let step = Step::Update {
                        old: old_cells,
                        new: new_cells,
                        transaction,
                    };
                    self.push_step(step, has_missing.then_some(&after));
                    return Ok(());
                }
                let key = self.encode_key(old, "update")?;
                self.update(old, new, key, noted)
            }
            Operation::Delete { old } => {
                if !self.table.wants(Wanted::Delete) {
                    return Ok(());
                }
                if is_keyless {
                    let cells = self.encode(old, "delete")?;
                    let unknown = keyless::unknown(&self.table, &cells);
                    if !unknown.is_empty() {
                        return Err(no_values(&unknown));
                    }
                    self.push_step(
                        Step::Delete {
                            old: cells,
                            transaction,
                        },
                        None,
                    );
                    return Ok(());
                }
                let key = self.encode_key(old, "delete")?;
                let lenient = self.is_lenient;
                let deleted = self.net.delete(&mut self.table, key, &noted, lenient);
                deleted.map_err(|NoKey| no_key(old))
            }
            // All of it is read, whatever changed: a row that is no longer there goes.
            Operation::Reselect { key, reason, .. } => {
                if is_keyless {
                    return Err(NoteError::Stop {
                        message: format!("a row of a table without a key is to be read again: {reason}"),
                        advice: COPY_AGAIN,
                    });
                }
                let cells = self.encode_key(key, "update")?;
                let source_key = self.source_key(key, key);
                let lenient = self.is_lenient;
                let selected = self
                    .net
                    .reselect(&mut self.table, cells, source_key, noted, lenient);
                selected.map_err(|NoKey| no_key(key))
            }
            Operation::Truncate => {
                if self.table.wants(Wanted::Truncate) {
                    self.net.truncate();
                    self.steps.clear();
                    self.step_keys.clear();
                }
                Ok(())
            }
            Operation::Ddl { .. } => Ok(()),
            Operation::Unsupported { reason } => Err(not_told(reason)),
        }
    }

    fn update(&mut self, old: &Row, new: &Row, key: Cells, noted: Noted) -> Result<(), NoteError> {
        let cells = self.encode(new, "update")?;
        if self.is_lenient {
            let after = self.source_key(old, new);
            let key_after = self.encode_key(&after, "update")?;
            let before = self.table.key_bytes(&self.net.arena, &key);
            if before != self.table.key_bytes(&self.net.arena, &key_after) {
                // Which rows have these keys now, the source knows.
                let before = self.source_key(old, old);
                let transaction = noted.transaction;
                for (key, row) in [(key, before), (key_after, after)] {
                    let noted = Noted {
                        transaction,
                        row_id: None,
                    };
                    let selected = self.net.reselect(&mut self.table, key, row, noted, true);
                    selected.map_err(|NoKey| no_key(old))?;
                }
                return Ok(());
            }
        }
        let (table, net) = (&mut self.table, &mut self.net);
        let updated = net.update(table, key, &cells, |table| source_key(table, old, new), noted);
        updated.map_err(|NoKey| no_key(old))
    }

    /// A change of a table of which a condition chooses rows: it may lead into the chosen ones or out of them, so the row is read
    /// again, unless it has gone.
    fn note_chosen(&mut self, operation: &Operation, noted: Noted) -> Result<(), NoteError> {
        let (wanted, name, rows) = match operation {
            Operation::Insert { new } => (Wanted::Insert, "insert", vec![new.clone()]),
            Operation::Update { old, new } => {
                let after = self.source_key(old, new);
                let before = self.encode_key(old, "update")?;
                let before = self.table.key_bytes(&self.net.arena, &before);
                let now = self.encode_key(&after, "update")?;
                let is_same = before == self.table.key_bytes(&self.net.arena, &now);
                let rows = if is_same {
                    vec![after]
                } else {
                    vec![old.clone(), after]
                };
                (Wanted::Update, "update", rows)
            }
            Operation::Reselect { key, .. } => (Wanted::Update, "update", vec![key.clone()]),
            Operation::Delete { old } => {
                if !self.table.wants(Wanted::Delete) {
                    return Ok(());
                }
                let key = self.encode_key(old, "delete")?;
                let deleted = self.net.delete(&mut self.table, key, &noted, true);
                return deleted.map_err(|NoKey| no_key(old));
            }
            Operation::Truncate => {
                if self.table.wants(Wanted::Truncate) {
                    self.net.truncate();
                }
                return Ok(());
            }
            Operation::Ddl { .. } => return Ok(()),
            Operation::Unsupported { reason } => return Err(not_told(reason)),
        };
        if !self.table.wants(wanted) {
            return Ok(());
        }
        for row in rows {
            let cells = self.encode_key(&row, name)?;
            let key = self.source_key(&row, &row);
            let noted = Noted {
                transaction: noted.transaction,
                row_id: None,
            };
            let selected = self.net.reselect(&mut self.table, cells, key, noted, true);
            selected.map_err(|NoKey| no_key(&row))?;
        }
        Ok(())
    }

    fn push_step(&mut self, step: Step, key: Option<&Row>) {
        if let Some(key) = key {
            let known = key.iter().filter(|(_, datum)| *datum != Datum::Missing);
            self.step_keys.insert(self.steps.len(), known.cloned().collect());
        }
        self.steps.push(step);
    }
}

/// Whether an update gives a row another key, and its ROWID does not tell which row that is.
pub(super) fn needs_look(state: &TableState, change: &Change) -> Result<bool, Error> {
    let Operation::Update { old, new } = &change.operation else {
        return Ok(false);
    };
    if change.row_id.is_some() || state.table.key.is_empty() || state.is_lenient {
        return Ok(false);
    }
    Ok(new.iter().any(|(name, datum)| {
        state.is_key(name)
            && old
                .iter()
                .any(|(of_old, before)| of_old == name && before != datum)
    }))
}

/// The key of a row after a change, as the source has it.
fn source_key(table: &ApplyTable, old: &Row, new: &Row) -> Row {
    let key = table.key.iter().filter_map(|index| table.columns.get(*index));
    key.filter_map(|column| {
        let find = |row: &Row| {
            row.iter()
                .find(|(name, datum)| *name == column.source && *datum != Datum::Missing)
                .cloned()
        };
        find(new).or_else(|| find(old))
    })
    .collect()
}

/// A row with other values for some columns.
fn overlaid(old: &Row, new: &Row) -> Row {
    let mut row = old.clone();
    for (name, datum) in new {
        match row.iter_mut().find(|(known, _)| known == name) {
            Some((_, slot)) => *slot = datum.clone(),
            None => row.push((name.clone(), datum.clone())),
        }
    }
    row
}

pub(super) fn null(arena: &mut Vec<u8>) -> Cell {
    let start = arena.len() as u32;
    arena.extend_from_slice(&(-1i32).to_be_bytes());
    Cell::Field { start, length: 4 }
}

fn not_told(reason: &str) -> NoteError {
    NoteError::Stop {
        message: format!("a change that the log does not tell: {reason}"),
        advice: COPY_AGAIN,
    }
}

fn no_key(row: &Row) -> NoteError {
    NoteError::Stop {
        message: format!(
            "the log does not hold the key of a changed row, only {}",
            row_text(row)
        ),
        advice: ADD_LOGGING,
    }
}

fn no_values(unknown: &[String]) -> NoteError {
    NoteError::Stop {
        message: format!(
            "the target has no key for this table, and the log does not hold {} of a changed row",
            unknown.join(", ")
        ),
        advice: ADD_LOGGING,
    }
}

pub(super) fn reason_of(error: RowError) -> String {
    match error {
        RowError::Value { column, error, shown } => {
            let value = shown.map(|text| format!(" ({text})")).unwrap_or_default();
            format!("column {column}: {error}{value}")
        }
        RowError::UnknownColumn(name) => format!("column {name} is not known"),
    }
}

pub(super) fn row_text(row: &Row) -> String {
    let parts = row.iter().map(|(name, datum)| {
        let shown = super::table::value_of(datum).preview(100);
        format!("{name}={}", shown.as_deref().unwrap_or("NULL"))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// What a change holds, for people: what identifies its row, and its values.
pub(super) fn shown(change: &Change) -> (String, serde_json::Value) {
    let (key, values) = match &change.operation {
        Operation::Insert { new } => (new, new),
        Operation::Update { old, new } => (old, new),
        Operation::Delete { old } => (old, old),
        Operation::Reselect { key, .. } => (key, key),
        Operation::Truncate | Operation::Ddl { .. } | Operation::Unsupported { .. } => {
            return (String::new(), serde_json::Value::Null);
        }
    };
    let named = values.iter().map(|(name, datum)| {
        let shown = super::table::value_of(datum).preview(4000);
        let shown = shown.map(|text| text.replace('\0', "\u{2400}"));
        (
            name.to_string(),
            shown.map_or(serde_json::Value::Null, Into::into),
        )
    });
    (row_text(key), serde_json::Value::Object(named.collect()))
}
