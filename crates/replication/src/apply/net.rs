//! What the changes of a group come to: for each row of a table one insert, update, move or deletion.
//!
//! A group begins and ends between transactions, where the source's constraints hold. So the rows that go, then the rows that
//! change, then the rows that come lead from one consistent state to the next, whatever the order in between was.

use super::table::{ApplyTable, Cell, Cells};
use crate::change::Row;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What has become of a row.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its key before the group; `None` when it was not there.
    pub(crate) origin: Option<Cells>,
    /// Whether it is unknown if it was there.
    pub(crate) is_upsert: bool,
    /// Whether it is there after the group.
    pub(crate) is_alive: bool,
    /// Whether its key is another one than before.
    pub(crate) is_moved: bool,
    /// Whether the source decides if it is there.
    pub(crate) is_reselected: bool,
    /// Its columns that are set; of a new row those that are absent are NULL.
    pub(crate) cells: Cells,
    /// Its key as the source has it, when values are to be read there.
    pub(crate) source_key: Option<Row>,
    /// The transaction that changed it last, by its number in the group.
    pub(crate) transaction: u32,
    key: Box<[u8]>,
    row_id: Option<Arc<str>>,
}

/// The net changes of one table.
#[derive(Debug, Default)]
pub(crate) struct Net {
    /// Values.
    pub(crate) arena: Vec<u8>,
    /// Rows, in the order in which they were first met.
    pub(crate) entries: Vec<Entry>,
    /// Whether all rows that were there before have gone.
    pub(crate) is_truncated: bool,
    /// Rows that are there, by key. For a moment a statement may have given a key to a second row, whose first owner is
    /// about to lose it.
    alive: FxHashMap<Box<[u8]>, Vec<u32>>,
    /// Keys with more than one row.
    doubled: usize,
    /// Keys that rows had before the group and have no longer.
    freed: FxHashSet<Box<[u8]>>,
}

/// A change as it is noted.
#[derive(Debug)]
pub(crate) struct Noted {
    /// The transaction's number in the group.
    pub(crate) transaction: u32,
    /// The row's ROWID after the change.
    pub(crate) row_id: Option<Arc<str>>,
}

/// A key that a row gets.
struct OtherKey {
    cells: Cells,
    bytes: Box<[u8]>,
}

/// Why a change cannot be noted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoKey;

impl Net {
    /// Whether there is nothing to do.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty() && !self.is_truncated
    }

    /// About how many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        const ENTRY: usize = 256;
        self.arena.len() + self.entries.len() * ENTRY
    }

    /// Whether a statement is half done: two rows have the same key.
    pub(crate) fn is_between(&self) -> bool {
        self.doubled > 0
    }

    /// Forgets everything, but keeps its memory.
    pub(crate) fn clear(&mut self) {
        self.arena.clear();
        self.entries.clear();
        self.alive.clear();
        self.freed.clear();
        self.is_truncated = false;
        self.doubled = 0;
    }

    /// All rows went.
    pub(crate) fn truncate(&mut self) {
        self.clear();
        self.is_truncated = true;
    }

    /// The row that a change is about: the one with its key and ROWID, else the one that has the key for the longest time.
    fn find(&self, key: &[u8], noted: &Noted) -> Option<u32> {
        let rows = self.alive.get(key)?;
        let same = |row: &&u32| {
            let row_id = self
                .entries
                .get(**row as usize)
                .and_then(|entry| entry.row_id.as_ref());
            match (row_id, &noted.row_id) {
                (Some(one), Some(other)) => one == other,
                (None, _) | (_, None) => true,
            }
        };
        rows.iter().find(same).copied()
    }

    fn add_alive(&mut self, key: Box<[u8]>, row: u32) {
        let rows = self.alive.entry(key).or_default();
        rows.push(row);
        self.doubled += usize::from(rows.len() == 2);
    }

    fn remove_alive(&mut self, key: &[u8], row: u32) {
        let Some(rows) = self.alive.get_mut(key) else {
            return;
        };
        let before = rows.len();
        rows.retain(|other| *other != row);
        self.doubled -= usize::from(before == 2 && rows.len() == 1);
        if rows.is_empty() {
            self.alive.remove(key);
        }
    }

    fn push(&mut self, entry: Entry) -> u32 {
        let row = self.entries.len() as u32;
        if entry.is_alive {
            self.add_alive(entry.key.clone(), row);
        }
        self.entries.push(entry);
        row
    }

    /// A row with this key is there in the target and will be spoken of: it comes before others that get its key.
    pub(crate) fn expect(
        &mut self,
        table: &mut ApplyTable,
        key_cells: Cells,
        transaction: u32,
    ) -> Result<(), NoKey> {
        let key = table.key_bytes(&self.arena, &key_cells).ok_or(NoKey)?;
        if !self.alive.contains_key(&key) {
            self.push(Entry {
                origin: Some(key_cells),
                is_upsert: false,
                is_alive: true,
                is_moved: false,
                is_reselected: false,
                cells: table.no_cells(),
                source_key: None,
                transaction,
                key,
                row_id: None,
            });
        }
        Ok(())
    }

    /// Whether a key is that of a row of the group, or of one that has gone in it.
    pub(crate) fn knows(&self, table: &mut ApplyTable, cells: &[Cell]) -> bool {
        let Some(key) = table.key_bytes(&self.arena, cells) else {
            return false;
        };
        self.is_truncated || self.alive.contains_key(&key) || self.freed.contains(&key)
    }

    /// Whether a row had a key and has lost it.
    pub(crate) fn is_freed(&self, key: &[u8]) -> bool {
        self.freed.contains(key)
    }

    /// A row came.
    pub(crate) fn insert(
        &mut self,
        table: &mut ApplyTable,
        cells: Cells,
        source_key: Option<Row>,
        noted: Noted,
        replaces: bool,
    ) -> Result<(), NoKey> {
        let key = table.key_bytes(&self.arena, &cells).ok_or(NoKey)?;
        if replaces && let Some(row) = self.find(&key, &noted) {
            // The target may be ahead: what it has under this key becomes the new row.
            if let Some(entry) = self.entries.get_mut(row as usize) {
                entry.cells = cells;
                entry.is_upsert = true;
                // The log tells what it is now.
                entry.is_reselected = false;
                entry.source_key = source_key;
                entry.transaction = noted.transaction;
            }
            return Ok(());
        }
        self.push(Entry {
            origin: None,
            is_upsert: replaces,
            is_alive: true,
            is_moved: false,
            is_reselected: false,
            cells,
            source_key,
            transaction: noted.transaction,
            key,
            row_id: noted.row_id,
        });
        Ok(())
    }

    /// A row changed: `old` has its key, `new` what was set. `source_key` is its key afterwards.
    pub(crate) fn update(
        &mut self,
        table: &mut ApplyTable,
        old: Cells,
        new: &[Cell],
        source_key: impl FnOnce(&ApplyTable) -> Row,
        noted: Noted,
    ) -> Result<(), NoKey> {
        let key = table.key_bytes(&self.arena, &old).ok_or(NoKey)?;
        let row = match self.find(&key, &noted) {
            Some(row) => row,
            None => self.push(Entry {
                origin: Some(old.clone()),
                is_upsert: false,
                is_alive: true,
                is_moved: false,
                is_reselected: false,
                cells: table.no_cells(),
                source_key: None,
                transaction: noted.transaction,
                key: key.clone(),
                row_id: None,
            }),
        };
        let moved = self.other_key(table, &key, &old, new)?;
        let changes_key = moved.is_some();
        if let Some(other) = &moved {
            let was_free = !self.freed.insert(key.clone());
            let may_be_there = self
                .entries
                .get(row as usize)
                .is_some_and(|entry| entry.is_upsert && entry.origin.is_none());
            if may_be_there && !was_free {
                self.push_gone(table, old, key.clone(), noted.transaction);
                if let Some(entry) = self.entries.last_mut() {
                    entry.is_upsert = true;
                }
            }
            self.remove_alive(&key, row);
            self.add_alive(other.bytes.clone(), row);
        }
        let Some(entry) = self.entries.get_mut(row as usize) else {
            return Err(NoKey);
        };
        for (slot, cell) in entry.cells.iter_mut().zip(new) {
            if *cell != Cell::Absent {
                *slot = *cell;
            }
        }
        // A key that is set to what it was is no change of it.
        if !changes_key && !entry.is_moved && !entry.is_upsert && entry.origin.is_some() {
            for index in &table.key {
                if let Some(slot) = entry.cells.get_mut(*index) {
                    *slot = Cell::Absent;
                }
            }
        }
        if let Some(other) = moved {
            entry.is_moved = entry.origin.is_some();
            entry.key = other.bytes;
            // All of its key is needed under the new one.
            for index in &table.key {
                if let (Some(slot), Some(cell)) = (entry.cells.get_mut(*index), other.cells.get(*index)) {
                    *slot = *cell;
                }
            }
        }
        if changes_key || entry.cells.contains(&Cell::Missing) {
            entry.source_key = Some(source_key(table));
        }
        entry.transaction = noted.transaction;
        if noted.row_id.is_some() {
            entry.row_id = noted.row_id;
        }
        Ok(())
    }

    /// The key that an update gives a row; `None` when it keeps the one it has.
    fn other_key(
        &self,
        table: &mut ApplyTable,
        key: &[u8],
        old: &[Cell],
        new: &[Cell],
    ) -> Result<Option<OtherKey>, NoKey> {
        let is_set = |index: &usize| matches!(new.get(*index), Some(Cell::Field { .. }));
        if !table.key.iter().any(is_set) {
            return Ok(None);
        }
        let mut cells: Cells = old.into();
        for index in &table.key {
            if let (Some(cell @ Cell::Field { .. }), Some(slot)) = (new.get(*index), cells.get_mut(*index)) {
                *slot = *cell;
            }
        }
        let bytes = table.key_bytes(&self.arena, &cells).ok_or(NoKey)?;
        Ok((*bytes != *key).then_some(OtherKey { cells, bytes }))
    }

    /// A row went; `old` has its key.
    pub(crate) fn delete(
        &mut self,
        table: &mut ApplyTable,
        old: Cells,
        noted: &Noted,
        is_lenient: bool,
    ) -> Result<(), NoKey> {
        let key = table.key_bytes(&self.arena, &old).ok_or(NoKey)?;
        let was_free = !self.freed.insert(key.clone());
        if let Some(row) = self.find(&key, noted) {
            self.remove_alive(&key, row);
            if let Some(entry) = self.entries.get_mut(row as usize) {
                entry.is_alive = false;
                entry.transaction = noted.transaction;
                // It may have been there all the same.
                if entry.is_upsert && entry.origin.is_none() {
                    entry.origin = (!was_free).then_some(old);
                    return Ok(());
                }
            }
            if is_lenient {
                self.push_gone(table, old, key, noted.transaction);
            }
            return Ok(());
        }
        self.push_gone(table, old, key, noted.transaction);
        Ok(())
    }

    /// A key that no row has any longer.
    fn push_gone(&mut self, table: &ApplyTable, old: Cells, key: Box<[u8]>, transaction: u32) {
        self.push(Entry {
            origin: Some(old),
            is_upsert: false,
            is_alive: false,
            is_moved: false,
            is_reselected: false,
            cells: table.no_cells(),
            source_key: None,
            transaction,
            key,
            row_id: None,
        });
    }

    /// All of a row is to be read from the source; whether it was there before is not known.
    pub(crate) fn reselect(
        &mut self,
        table: &mut ApplyTable,
        key_cells: Cells,
        source_key: Row,
        noted: Noted,
        is_lenient: bool,
    ) -> Result<(), NoKey> {
        let key = table.key_bytes(&self.arena, &key_cells).ok_or(NoKey)?;
        let row = match self.find(&key, &noted) {
            Some(row) => row,
            None => self.push(Entry {
                origin: None,
                is_upsert: true,
                is_alive: true,
                is_moved: false,
                is_reselected: false,
                cells: key_cells.clone(),
                source_key: None,
                transaction: noted.transaction,
                key,
                row_id: noted.row_id,
            }),
        };
        if let Some(entry) = self.entries.get_mut(row as usize) {
            for (slot, cell) in entry.cells.iter_mut().zip(&key_cells) {
                if *cell == Cell::Absent {
                    *slot = Cell::Missing;
                } else if is_lenient {
                    *slot = *cell;
                }
            }
            entry.is_upsert |= is_lenient;
            entry.is_reselected = true;
            entry.source_key = Some(source_key);
            entry.transaction = noted.transaction;
        }
        Ok(())
    }

    /// The key of a row as it is now.
    pub(crate) fn key_of(entry: &Entry) -> &[u8] {
        &entry.key
    }
}
