//! A transaction that is open.

use super::large::LargeValues;
use super::row::{LogRow, Xid, code};
use super::undo::Undo;
use super::{Dictionary, KeyBefore};
use crate::change::{Change, ChangeLog as _, Changes, Datum, Operation, Row, TableName};
use crate::logminer::catalog::{CapturedTable, Catalog};
use crate::redo::{self, Condition, Literal, Statement};
use crate::spill::{ChangeStack, SpillStore, row_bytes};
use plconv_mover::error::Error;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A transaction that is open.
#[derive(Debug)]
pub(super) struct OpenTransaction {
    pub(super) xid: Xid,
    pub(super) thread: u16,
    /// SCN of the first row that was seen.
    pub(super) first_scn: u64,
    /// Whether its START row was seen.
    pub(super) has_start: bool,
    pub(super) user: Option<String>,
    /// Definitions that were logged in it.
    pub(super) definitions: u32,
    pub(super) log: ChangeStack,
    /// Rows whose changes cannot be told: they are read again, in place of all their changes.
    pub(super) unclear: BTreeMap<Ident, UnclearRow>,
    pub(super) large: LargeValues,
    /// Tables whose changes can neither be told nor read again.
    unsupported: BTreeMap<TableName, (u64, Arc<str>)>,
    /// A statement that goes on in the next row.
    pending: Option<LogRow>,
    /// Statements that should have gone on and did not.
    without_end: Vec<LogRow>,
}

/// What a row is known by within a transaction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ident {
    /// ROWID
    RowId(TableName, Arc<str>),
    /// The values of the primary key.
    Key(TableName, Vec<u8>),
}

impl Ident {
    fn table(&self) -> &TableName {
        match self {
            Ident::RowId(table, _) | Ident::Key(table, _) => table,
        }
    }
}

/// A row whose changes cannot be told.
#[derive(Debug)]
pub(super) struct UnclearRow {
    pub(super) scn: u64,
    pub(super) reason: Arc<str>,
    /// The keys it had.
    pub(super) keys: BTreeMap<Vec<u8>, Row>,
}

/// The column that stands for a ROWID in keys.
pub const ROWID: &str = "ROWID";

/// The key of a change after it, and before.
pub(super) fn keys_of(operation: &Operation, key: &[Arc<str>]) -> (Option<Row>, Option<Row>) {
    let of = |row: &Row| -> Option<Row> {
        if key.is_empty() {
            return None;
        }
        key.iter()
            .map(|name| row.iter().find(|(column, _)| column == name).cloned())
            .collect()
    };
    match operation {
        Operation::Insert { new } => (of(new), None),
        Operation::Delete { old } => (None, of(old)),
        Operation::Update { old, new } => {
            let before = of(old);
            let after = before.as_ref().map(|before| {
                let changed = |(name, value): &(Arc<str>, Datum)| {
                    let set = new.iter().find(|(column, _)| column == name);
                    (name.clone(), set.map_or(value, |(_, value)| value).clone())
                };
                before.iter().map(changed).collect()
            });
            (after, before)
        }
        Operation::Reselect { key, .. } => (Some(key.clone()), None),
        Operation::Truncate | Operation::Ddl { .. } | Operation::Unsupported { .. } => (None, None),
    }
}

/// What the row of a change is known by.
pub(super) fn ident_of(change: &Change, key: &[Arc<str>]) -> Option<Ident> {
    if let Some(row_id) = &change.row_id {
        return Some(Ident::RowId(change.table.clone(), row_id.clone()));
    }
    let (after, before) = keys_of(&change.operation, key);
    let row = before.or(after)?;
    Some(Ident::Key(change.table.clone(), row_bytes(&row)))
}

impl OpenTransaction {
    pub(super) fn new(row: &LogRow) -> OpenTransaction {
        OpenTransaction {
            xid: row.xid,
            thread: row.thread,
            first_scn: row.scn,
            has_start: row.code == code::START,
            user: row.user.clone(),
            definitions: 0,
            log: ChangeStack::default(),
            unclear: BTreeMap::new(),
            large: LargeValues::default(),
            unsupported: BTreeMap::new(),
            pending: None,
            without_end: Vec::new(),
        }
    }

    /// A row with the whole of its statement; `None` while it goes on.
    pub(super) fn joined(&mut self, row: LogRow) -> Option<LogRow> {
        let whole = match self.pending.take() {
            Some(mut first) if first.code == row.code => {
                first.sql.push_str(&row.sql);
                first.continues = row.continues;
                first
            }
            // The rest of a statement is missing.
            Some(first) => {
                self.without_end.push(first);
                row
            }
            None => row,
        };
        if whole.continues {
            self.pending = Some(whole);
            return None;
        }
        Some(whole)
    }

    /// Bytes of memory that its changes take.
    pub(super) fn bytes(&self) -> usize {
        self.log.bytes() + self.large.spillable()
    }

    /// Bytes that [`OpenTransaction::spill`] would free.
    pub(super) fn spillable(&self) -> usize {
        self.log.spillable() + self.large.spillable()
    }

    /// Writes what it has done to disk.
    pub(super) fn spill(&mut self, store: &mut SpillStore) -> Result<(), Error> {
        self.large.spill(store)?;
        self.log.spill(store)
    }

    /// Takes a change of a row.
    pub(super) fn change(&mut self, row: LogRow, catalog: &Catalog) -> Result<(), Error> {
        let Some(index) = catalog.find(row.object, &row.owner, &row.table, row.scn) else {
            // Of a table that is not captured.
            return Ok(());
        };
        let captured = catalog.table(index);
        if row.code == code::SEL_LOB_LOCATOR
            || row.code == code::XML_BEGIN
            || row.code == code::LONG_BEGIN
            || code::LARGE.contains(&row.code)
        {
            self.large_value(&row, captured);
            return Ok(());
        }
        match interpreted(&row, captured) {
            Ok(None) => Ok(()),
            Ok(Some(change)) if row.is_rollback => self.undo(Undo { row: &row, change }, captured),
            Ok(Some(change)) => {
                self.push(change, captured);
                Ok(())
            }
            Err(reason) => {
                self.mark_unclear(&row, captured, reason);
                Ok(())
            }
        }
    }

    fn push(&mut self, change: Change, captured: &CapturedTable) {
        let key = &captured.at(change.scn).key;
        let (after, before) = keys_of(&change.operation, key);
        if let (Some(after), Some(before)) = (&after, &before)
            && after != before
        {
            self.large.moved(&change.table, change.scn, before, after);
        }
        if let Some(ident) = ident_of(&change, key)
            && let Some(unclear) = self.unclear.get_mut(&ident)
        {
            unclear.keep_keys(after, before);
            return;
        }
        self.log.push(change);
    }

    /// A row whose change cannot be told is read again when the transaction has committed.
    pub(super) fn mark_unclear(&mut self, row: &LogRow, captured: &CapturedTable, reason: Arc<str>) {
        let table = captured.at(row.scn).table();
        let Some(row_id) = &row.row_id else {
            self.unsupported.entry(table).or_insert((row.scn, reason));
            return;
        };
        self.mark_ident(Ident::RowId(table, row_id.clone()), row.scn, reason);
    }

    pub(super) fn mark_ident(&mut self, ident: Ident, scn: u64, reason: Arc<str>) -> &mut UnclearRow {
        self.unclear.entry(ident).or_insert_with(|| UnclearRow {
            scn,
            reason,
            keys: BTreeMap::new(),
        })
    }

    /// Forgets the rows to be read again of the table that has the most of them: all of it is to be copied again.
    pub(super) fn give_largest_table_up(&mut self) {
        let mut counts: BTreeMap<&TableName, usize> = BTreeMap::new();
        for ident in self.unclear.keys() {
            *counts.entry(ident.table()).or_default() += 1;
        }
        let Some((table, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else {
            return;
        };
        let table = table.clone();
        let first = self.unclear.iter().find(|(ident, _)| *ident.table() == table);
        if let Some((_, row)) = first {
            let reason = format!(
                "{count} rows of one transaction would have to be read again: {}",
                row.reason
            );
            self.unsupported
                .entry(table.clone())
                .or_insert((row.scn, reason.into()));
        }
        self.unclear.retain(|ident, _| *ident.table() != table);
    }

    /// What the transaction did; `None` when that is nothing.
    pub(super) fn into_changes(
        mut self,
        catalog: &Catalog,
        dictionary: &dyn Dictionary,
        store: &mut SpillStore,
    ) -> Result<Option<Changes>, Error> {
        let mut without_end = std::mem::take(&mut self.without_end);
        without_end.extend(self.pending.take());
        for row in without_end {
            if let Some(index) = catalog.find(row.object, &row.owner, &row.table, row.scn) {
                let reason = format!("a statement without its end: {}", row.excerpt());
                self.mark_unclear(&row, catalog.table(index), reason.into());
            }
        }
        if !self.unclear.is_empty() {
            self.take_out_unclear(catalog, dictionary, store)?;
        }
        self.large.append_to(&mut self.log, store)?;
        if !self.unsupported.is_empty() {
            self.take_out_unsupported(store)?;
        }
        let is_empty = self.log.is_empty();
        Ok((!is_empty).then(|| Changes::new(self.log)))
    }

    /// Of tables that are to be copied again nothing else is told.
    fn take_out_unsupported(&mut self, store: &mut SpillStore) -> Result<(), Error> {
        let unsupported = &self.unsupported;
        self.log
            .retain(store, |change| !unsupported.contains_key(&change.table))?;
        for (table, (scn, reason)) in std::mem::take(&mut self.unsupported) {
            self.log.push(Change {
                table,
                scn,
                row_id: None,
                operation: Operation::Unsupported { reason },
            });
        }
        Ok(())
    }

    /// Leaves out all changes of unclear rows, and adds that they are to be read again.
    fn take_out_unclear(
        &mut self,
        catalog: &Catalog,
        dictionary: &dyn Dictionary,
        store: &mut SpillStore,
    ) -> Result<(), Error> {
        let unclear = &mut self.unclear;
        // Nothing has to be asked about tables that are copied again.
        unclear.retain(|ident, _| !self.unsupported.contains_key(ident.table()));
        self.log.retain(store, |change| {
            let key = catalog.key_of(&change.table).unwrap_or_default();
            let Some(unclear) = ident_of(change, key).and_then(|ident| unclear.get_mut(&ident)) else {
                return true;
            };
            let (after, before) = keys_of(&change.operation, key);
            unclear.keep_keys(after, before);
            false
        })?;
        for (ident, unclear) in std::mem::take(&mut self.unclear) {
            let (table, row_id) = match ident {
                Ident::RowId(table, row_id) => (table, Some(row_id)),
                Ident::Key(table, _) => (table, None),
            };
            let mut keys = unclear.keys;
            if let Some(row_id) = &row_id {
                let columns = catalog.key_of(&table).unwrap_or_default();
                match dictionary.key_before(&table, columns, row_id, unclear.scn)? {
                    KeyBefore::Key(key) => {
                        keys.insert(row_bytes(&key), key);
                    }
                    KeyBefore::Unknown if keys.is_empty() => {
                        self.unsupported
                            .entry(table.clone())
                            .or_insert((unclear.scn, unclear.reason.clone()));
                    }
                    KeyBefore::None | KeyBefore::Unknown => {}
                }
            }
            let by_row_id = row_id.clone().map(|row_id| {
                let value = Datum::Text(row_id.as_ref().into());
                vec![(Arc::from(ROWID), value)]
            });
            // By its ROWID the row is found whatever key it has now; by the keys it had, it is seen that it is gone.
            for key in keys.into_values().chain(by_row_id) {
                self.log.push(Change {
                    table: table.clone(),
                    scn: unclear.scn,
                    row_id: row_id.clone(),
                    operation: Operation::Reselect {
                        key,
                        columns: Vec::new(),
                        reason: unclear.reason.clone(),
                    },
                });
            }
        }
        Ok(())
    }
}

impl UnclearRow {
    pub(super) fn keep_keys(&mut self, after: Option<Row>, before: Option<Row>) {
        for key in [before, after].into_iter().flatten() {
            self.keys.insert(row_bytes(&key), key);
        }
    }
}

/// The change that a row of DML tells; `None` for those of no interest, an error for people when it tells none.
fn interpreted(row: &LogRow, captured: &CapturedTable) -> Result<Option<Change>, Arc<str>> {
    if !matches!(row.code, code::INSERT | code::UPDATE | code::DELETE) {
        return Err(format!("operation {}: {}", row.code, row.excerpt()).into());
    }
    let reader = ColumnReader { row, captured };
    let (operation, row_id) = match super::read_statement(row)? {
        Statement::Temporary => return Ok(None),
        Statement::Insert(values) => (
            Operation::Insert {
                new: reader.values(values, true)?,
            },
            None,
        ),
        Statement::Update { set, condition } => {
            let row_id = condition.row_id.clone();
            let old = reader.condition(condition)?;
            let new = reader.values(set, false)?;
            (Operation::Update { old, new }, row_id)
        }
        Statement::Delete(condition) => {
            let row_id = condition.row_id.clone();
            (
                Operation::Delete {
                    old: reader.condition(condition)?,
                },
                row_id,
            )
        }
    };
    let version = captured.at(row.scn);
    // What takes back is known by its ROWID alone; all else without a key is a table without supplemental logging.
    let is_keyed = match &operation {
        Operation::Update { .. } | Operation::Delete { .. } => keys_of(&operation, &version.key).1.is_some(),
        Operation::Insert { .. } => keys_of(&operation, &version.key).0.is_some(),
        Operation::Reselect { .. }
        | Operation::Truncate
        | Operation::Ddl { .. }
        | Operation::Unsupported { .. } => true,
    };
    if !is_keyed && !row.is_rollback && !version.key.is_empty() {
        return Err(format!(
            "the log does not have the primary key (supplemental logging): {}",
            row.excerpt()
        )
        .into());
    }
    let said = row_id.and_then(|row_id| LogRow::row_id_of(&row_id));
    Ok(Some(Change {
        table: version.table(),
        scn: row.scn,
        row_id: row.row_id.clone().or(said),
        operation,
    }))
}

/// Reads the values of a statement by the columns of its table.
struct ColumnReader<'a> {
    row: &'a LogRow,
    captured: &'a CapturedTable,
}

impl ColumnReader<'_> {
    fn condition(&self, condition: Condition<'_>) -> Result<Row, Arc<str>> {
        let mut row = self.values(condition.columns, false)?;
        // What cannot be told identifies nothing.
        row.retain(|(_, value)| *value != Datum::Missing);
        Ok(row)
    }

    /// Values with their columns; without NULLs for a whole row.
    fn values(&self, values: Vec<(Cow<'_, str>, Literal<'_>)>, whole: bool) -> Result<Row, Arc<str>> {
        let mut row = Row::with_capacity(values.len());
        for (name, literal) in values {
            let Some((name, kind)) = self.column(&name)? else {
                continue;
            };
            let Some(value) = redo::datum(&literal, kind) else {
                return Err(format!(
                    "column {name} has a value that is not understood: {}",
                    self.row.excerpt()
                )
                .into());
            };
            if whole && value == Datum::Null {
                continue;
            }
            if row.iter().any(|(known, _)| *known == name) {
                return Err(format!("column {name} comes twice: {}", self.row.excerpt()).into());
            }
            row.push((name, value));
        }
        Ok(row)
    }

    /// A column by its name or number; `None` for those that Oracle hides.
    fn column(&self, name: &str) -> Result<Option<(Arc<str>, redo::ColumnType)>, Arc<str>> {
        let version = self.captured.at(self.row.scn);
        if let Some(column) = version.column(name) {
            return Ok(Some((column.name.clone(), column.kind)));
        }
        if let Some(number) = name
            .strip_prefix("COL ")
            .and_then(|number| number.trim().parse::<usize>().ok())
        {
            let version = self.captured.known_at(self.row.scn);
            let column = version.and_then(|version| version.columns.get(number.checked_sub(1)?));
            return match column {
                Some(column) => Ok(Some((column.name.clone(), column.kind))),
                None => Err(format!(
                    "the columns of the table at that time are not known: {}",
                    self.row.excerpt()
                )
                .into()),
            };
        }
        if name == "ORA_ARCHIVE_STATE" || name.starts_with("SYS_NC") || name.starts_with("SYS_STS") {
            return Ok(None);
        }
        Err(format!("the table has no column {name}: {}", self.row.excerpt()).into())
    }
}
