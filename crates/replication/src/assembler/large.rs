//! Values that the log has in rows of their own: LOBs, documents, strings of more than 4000 bytes. Their rows are read again
//! when the transaction has committed, since the pieces do not always tell the whole value.

use super::row::{LogRow, code};
use super::transaction::{OpenTransaction, ROWID, keys_of};
use crate::change::{Change, Datum, Operation, Row, TableName};
use crate::logminer::catalog::CapturedTable;
use crate::redo;
use crate::spill::{ChangeStack, SpillStore, row_bytes};
use plconv_mover::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Bytes of memory that a row takes besides its key, about.
const ROW: usize = 400;

/// Large values that a transaction has changed, by the row's key.
#[derive(Debug, Default)]
pub(super) struct LargeValues {
    rows: BTreeMap<(TableName, Vec<u8>), LargeRow>,
    /// Bytes of those.
    bytes: usize,
    /// Rows that are to be read again whatever comes, on disk.
    spilled: ChangeStack,
    /// Whether rows of which nothing is known here any longer may have large values.
    has_forgotten: bool,
    /// The column that the pieces which come now belong to.
    current: Option<(TableName, Option<Arc<str>>)>,
}

#[derive(Clone, Debug)]
struct LargeRow {
    scn: u64,
    row_id: Option<Arc<str>>,
    key: Row,
    /// Changed columns; `None` for all.
    columns: Option<BTreeSet<Arc<str>>>,
    /// Those that the row's own INSERT says are missing, so that they are read with it.
    with_insert: BTreeSet<Arc<str>>,
}

impl LargeValues {
    /// Bytes of memory that [`LargeValues::spill`] would free.
    pub(super) fn spillable(&self) -> usize {
        self.bytes
    }

    /// A row has another key since an SCN.
    pub(super) fn moved(&mut self, table: &TableName, scn: u64, from: &Row, to: &Row) {
        let known = self.rows.remove(&(table.clone(), row_bytes(from)));
        let row = match known {
            Some(row) => LargeRow {
                key: to.clone(),
                with_insert: BTreeSet::new(),
                ..row
            },
            // What is on disk has the key that it had.
            None if self.has_forgotten => {
                self.bytes += ROW + row_bytes(to).len();
                LargeRow {
                    scn,
                    row_id: None,
                    key: to.clone(),
                    columns: None,
                    with_insert: BTreeSet::new(),
                }
            }
            None => return,
        };
        self.rows.insert((table.clone(), row_bytes(to)), row);
    }

    /// Writes the rows to disk.
    pub(super) fn spill(&mut self, store: &mut SpillStore) -> Result<(), Error> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.has_forgotten = true;
        for change in self.take_rows() {
            self.spilled.push(change);
        }
        self.spilled.spill(store)
    }

    /// Adds the rows that are to be read again behind changes.
    pub(super) fn append_to(&mut self, log: &mut ChangeStack, store: &mut SpillStore) -> Result<(), Error> {
        log.append(std::mem::take(&mut self.spilled), store)?;
        for change in self.take_rows() {
            log.push(change);
        }
        Ok(())
    }

    /// The rows that are to be read again.
    fn take_rows(&mut self) -> Vec<Change> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        rows.into_iter()
            .filter_map(|((table, _), row)| {
                let columns: Vec<Arc<str>> = match &row.columns {
                    None => Vec::new(),
                    Some(columns) => {
                        let left: Vec<Arc<str>> = columns.difference(&row.with_insert).cloned().collect();
                        if left.is_empty() {
                            return None;
                        }
                        left
                    }
                };
                Some(Change {
                    table,
                    scn: row.scn,
                    row_id: row.row_id,
                    operation: Operation::Reselect {
                        key: row.key,
                        columns,
                        reason: "a large value is not in the log as a whole".into(),
                    },
                })
            })
            .collect()
    }
}

impl OpenTransaction {
    /// Takes a row of a large value.
    pub(super) fn large_value(&mut self, row: &LogRow, captured: &CapturedTable) {
        let version = captured.at(row.scn);
        let table = version.table();
        let begins = matches!(
            row.code,
            code::SEL_LOB_LOCATOR | code::XML_BEGIN | code::LONG_BEGIN
        );
        let mut key: Option<Row> = None;
        let column = if begins {
            let locator = redo::parse_locator(&row.sql).ok();
            key = locator.as_ref().and_then(|locator| {
                let values = locator.condition.columns.iter().map(|(name, literal)| {
                    let column = version.column(name)?;
                    Some((column.name.clone(), redo::datum(literal, column.kind)?))
                });
                values.collect::<Option<Row>>()
            });
            locator.and_then(|locator| version.column(&locator.column).map(|column| column.name.clone()))
        } else {
            match &self.large.current {
                // What was marked at the beginning covers its pieces.
                Some((known, Some(_))) if *known == table => return,
                Some(_) | None => None,
            }
        };
        if begins {
            self.large.current = Some((table.clone(), column.clone()));
        }
        let found = self
            .log
            .in_memory()
            .iter()
            .rev()
            .take(64)
            .find(|change| change.table == table && row.row_id.is_some() && change.row_id == row.row_id);
        let of_change = found.and_then(|change| keys_of(&change.operation, &version.key).0);
        let of_locator = key.and_then(|row| {
            let operation = Operation::Insert { new: row };
            keys_of(&operation, &version.key).0
        });
        let by_row_id = || {
            let row_id = row.row_id.as_ref()?;
            Some(vec![(Arc::from(ROWID), Datum::Text(row_id.as_ref().into()))])
        };
        let Some(key) = of_locator.or(of_change).or_else(by_row_id) else {
            let reason = format!("a large value of an unknown row: {}", row.excerpt());
            self.mark_unclear(row, captured, reason.into());
            return;
        };
        let is_with_insert = column.as_ref().is_some_and(|column| {
            self.is_of_last_insert(&table, &key, &version.key) && {
                self.log.change_last(|change| {
                    if let Operation::Insert { new } = &mut change.operation {
                        new.retain(|(name, _)| name != column);
                        new.push((column.clone(), Datum::Missing));
                    }
                });
                true
            }
        });
        let LargeValues { rows, bytes, .. } = &mut self.large;
        let name = (table, row_bytes(&key));
        let length = name.1.len();
        let marked = rows.entry(name).or_insert_with(|| {
            *bytes += ROW + length;
            LargeRow {
                scn: row.scn,
                row_id: row.row_id.clone(),
                key,
                columns: Some(BTreeSet::new()),
                with_insert: BTreeSet::new(),
            }
        });
        match (&column, &mut marked.columns) {
            (Some(column), Some(columns)) => {
                columns.insert(column.clone());
                if is_with_insert {
                    marked.with_insert.insert(column.clone());
                } else {
                    marked.with_insert.remove(column);
                }
            }
            (None, columns) => *columns = None,
            (Some(_), None) => {}
        }
    }

    /// Whether the latest change is the INSERT of a row.
    fn is_of_last_insert(&self, table: &TableName, row: &Row, key: &[Arc<str>]) -> bool {
        self.log.in_memory().last().is_some_and(|change| {
            change.table == *table
                && matches!(change.operation, Operation::Insert { .. })
                && keys_of(&change.operation, key).0.as_ref() == Some(row)
        })
    }
}
