//! Net changes into the target: deletions, then updates and moves, then insertions, each as one statement about a set.

use super::net::{Entry, Net};
use super::session::Session;
use super::statement::{self, RawArray};
use super::table::{ApplyTable, Cell, bytes_of};
use crate::state::Counts;
use plconv_mover::encode::{COPY_HEADER, COPY_TRAILER};
use plconv_mover::error::{Error, TargetErrorKind};
use std::collections::{BTreeMap, BTreeSet};

/// Distinct sets of columns that get an update statement of their own; with more, flags say which are set.
const SHAPES: usize = 16;

/// Rows from which COPY is worth its additional messages.
const COPY_ROWS: usize = 64;

/// Rows of one statement.
const STATEMENT_ROWS: usize = 20_000;

/// What one statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    /// Rows go.
    Delete,
    /// Rows go, when they are there.
    Remove,
    /// Rows get other keys or unique values.
    Move,
    /// Rows change.
    Update,
    /// Rows come, or change when they are there.
    Upsert,
    /// Rows come.
    Insert,
}

impl Action {
    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Action::Delete | Action::Remove => "delete",
            Action::Move => "move",
            Action::Update => "update",
            Action::Upsert => "upsert",
            Action::Insert => "insert",
        }
    }
}

/// Why a flush did not work.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// A statement met more or fewer rows than it should have.
    Mismatch,
    /// Rows of the table with this number were read as of an SCN that is later than the changes that are applied.
    Late(usize, u64),
    /// An error.
    Error(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Trouble::Error(error)
    }
}

impl Trouble {
    /// Whether looking at the rows one by one tells more.
    pub(crate) fn is_about_rows(&self) -> bool {
        match self {
            Trouble::Mismatch => true,
            Trouble::Late(..) => false,
            Trouble::Error(error) => error.target_kind() == Some(TargetErrorKind::Data),
        }
    }
}

/// A change that cannot be made.
pub(crate) struct Conflict<'a> {
    pub(crate) action: Action,
    pub(crate) entry: &'a Entry,
    pub(crate) reason: String,
}

/// Rows of a table by what is done with them, as numbers of entries.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    by_action: BTreeMap<Action, Vec<u32>>,
}

impl Sets {
    /// Sorts the entries of a table.
    pub(crate) fn new(table: &ApplyTable, net: &Net, is_lenient: bool) -> Sets {
        let mut sets = Sets::default();
        for (number, entry) in net.entries.iter().enumerate() {
            let number = number as u32;
            let mut add = |action| sets.by_action.entry(action).or_default().push(number);
            match (&entry.origin, entry.is_alive) {
                (None, false) => {}
                (None, true) if entry.is_upsert || is_lenient => add(Action::Upsert),
                (None, true) => add(Action::Insert),
                (Some(_), false) if entry.is_upsert => add(Action::Remove),
                (Some(_), false) => add(Action::Delete),
                (Some(_), true) if entry.is_upsert => add(Action::Upsert),
                (Some(_), true) => {
                    let set = |(index, cell): (usize, &Cell)| {
                        *cell != Cell::Absent && table.columns[index].is_unique
                    };
                    if entry.is_moved || entry.cells.iter().enumerate().any(set) {
                        add(Action::Move);
                    } else if entry.cells.iter().any(|cell| *cell != Cell::Absent) {
                        add(Action::Update);
                    }
                }
            }
        }
        sets
    }

    fn of(&self, action: Action) -> &[u32] {
        self.by_action.get(&action).map_or(&[], Vec::as_slice)
    }

    fn remove(&mut self, gone: &BTreeSet<u32>) {
        for rows in self.by_action.values_mut() {
            rows.retain(|row| !gone.contains(row));
        }
    }
}

/// What applies the net changes of one table.
pub(crate) struct Flush<'a, 's> {
    pub(crate) session: &'a mut Session<'s>,
    pub(crate) table: &'a ApplyTable,
    pub(crate) net: &'a Net,
    pub(crate) is_lenient: bool,
}

impl Flush<'_, '_> {
    fn what(&self, action: Action) -> String {
        format!("applying {}s to {}", action.name(), self.table.target)
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.net.entries.get(number as usize)
    }

    /// The keys that rows had before.
    fn old_keys(&self, rows: &[u32]) -> Vec<RawArray> {
        let origins = || rows.iter().filter_map(|row| self.entry(*row)?.origin.as_deref());
        (0..self.table.key.len())
            .map(|place| RawArray::of(&self.net.arena, origins(), place, |place| self.table.key[place]))
            .collect()
    }

    fn cells<'b>(&'b self, rows: &'b [u32]) -> impl Iterator<Item = &'b [Cell]> {
        rows.iter().filter_map(|row| Some(&*self.entry(*row)?.cells))
    }

    /// Arrays of columns, and with them whether each row sets them.
    fn set_arrays(&self, rows: &[u32], set: &[usize], has_flags: bool) -> Vec<RawArray> {
        let mut arrays = self.old_keys(rows);
        for index in set {
            arrays.push(RawArray::of(&self.net.arena, self.cells(rows), *index, |index| {
                index
            }));
        }
        if has_flags {
            for index in set {
                let mut flags = RawArray::default();
                for cells in self.cells(rows) {
                    flags.push_flag(cells.get(*index).is_some_and(|cell| *cell != Cell::Absent));
                }
                arrays.push(flags);
            }
        }
        arrays
    }

    /// All rows go.
    pub(crate) fn truncate(&mut self) -> Result<(), Error> {
        let what = format!("removing all rows of {}", self.table.target);
        let sql = match self.table.can_truncate {
            true => format!("TRUNCATE {}", self.table.target),
            false => format!("DELETE FROM {}", self.table.target),
        };
        self.session.fault("statement")?;
        self.session.run(&what, &sql)
    }

    /// Makes all changes.
    pub(crate) fn run(&mut self, sets: &Sets) -> Result<Counts, Trouble> {
        let mut counts = Counts::default();
        for (action, rows) in &sets.by_action {
            // What moves must be away all at once.
            let pieces = match action {
                Action::Move => rows.chunks(rows.len().max(1)),
                _ => rows.chunks(STATEMENT_ROWS),
            };
            for piece in pieces {
                self.act(*action, piece, &mut counts)?;
            }
        }
        Ok(counts)
    }

    fn act(&mut self, action: Action, rows: &[u32], counts: &mut Counts) -> Result<(), Trouble> {
        if rows.is_empty() {
            return Ok(());
        }
        let what = self.what(action);
        let expected = rows.len() as u64;
        let affected = match action {
            Action::Delete => {
                let arrays = self.old_keys(rows);
                counts.deletes += expected;
                self.session
                    .execute(&what, &statement::delete(self.table), &arrays)?
            }
            Action::Remove => {
                let arrays = self.old_keys(rows);
                counts.deletes += self
                    .session
                    .execute(&what, &statement::delete(self.table), &arrays)?;
                expected
            }
            Action::Move => {
                let set = self.all_set(rows);
                let arrays = self.set_arrays(rows, &set, true);
                counts.updates += expected;
                self.session
                    .execute(&what, &statement::moved(self.table, &set), &arrays)?
            }
            Action::Update => {
                counts.updates += expected;
                self.updates(&what, rows)?
            }
            Action::Upsert => {
                let arrays = self.row_arrays(rows);
                counts.inserts += expected;
                self.session
                    .execute(&what, &statement::insert(self.table, true), &arrays)?;
                expected
            }
            Action::Insert => {
                counts.inserts += expected;
                match statement::copy(self.table).filter(|_| rows.len() >= COPY_ROWS) {
                    Some(sql) => {
                        let bytes = self.copy_bytes(rows);
                        self.session.copy(&what, &sql, &bytes)?
                    }
                    None => {
                        let arrays = self.row_arrays(rows);
                        self.session
                            .execute(&what, &statement::insert(self.table, false), &arrays)?
                    }
                }
            }
        };
        if affected == expected || self.is_lenient {
            return Ok(());
        }
        Err(Trouble::Mismatch)
    }

    /// All columns that any of the rows sets.
    fn all_set(&self, rows: &[u32]) -> Vec<usize> {
        let mut set = BTreeSet::new();
        for cells in self.cells(rows) {
            for (index, cell) in cells.iter().enumerate() {
                if *cell != Cell::Absent {
                    set.insert(index);
                }
            }
        }
        set.into_iter().collect()
    }

    /// Updates by the columns that they set.
    fn updates(&mut self, what: &str, rows: &[u32]) -> Result<u64, Error> {
        let mut shapes: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
        for row in rows {
            let shape = self.all_set(&[*row]);
            shapes.entry(shape).or_default().push(*row);
        }
        if shapes.len() > SHAPES {
            let set = self.all_set(rows);
            let arrays = self.set_arrays(rows, &set, true);
            return self
                .session
                .execute(what, &statement::update(self.table, &set, true), &arrays);
        }
        let mut affected = 0;
        for (set, rows) in shapes {
            let arrays = self.set_arrays(&rows, &set, false);
            let sql = statement::update(self.table, &set, false);
            affected += self.session.execute(what, &sql, &arrays)?;
        }
        Ok(affected)
    }

    fn row_arrays(&self, rows: &[u32]) -> Vec<RawArray> {
        (0..self.table.columns.len())
            .map(|index| RawArray::of(&self.net.arena, self.cells(rows), index, |index| index))
            .collect()
    }

    fn copy_bytes(&self, rows: &[u32]) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(COPY_HEADER);
        for cells in self.cells(rows) {
            bytes.extend_from_slice(&(cells.len() as i16).to_be_bytes());
            for cell in cells {
                bytes.extend_from_slice(bytes_of(&self.net.arena, *cell));
            }
        }
        bytes.extend_from_slice(&COPY_TRAILER);
        bytes
    }

    /// Makes the changes that can be made; `conflict` is told of each other one and may end it.
    pub(crate) fn examine(
        &mut self,
        mut sets: Sets,
        conflict: &mut dyn FnMut(Conflict<'_>) -> Result<(), Error>,
    ) -> Result<Counts, Error> {
        if !self.is_lenient {
            let gone = self.misplaced(&sets, conflict)?;
            sets.remove(&gone);
        }
        let mut counts = Counts::default();
        for action in [
            Action::Delete,
            Action::Remove,
            Action::Move,
            Action::Update,
            Action::Upsert,
            Action::Insert,
        ] {
            let rows = sets.of(action).to_vec();
            self.bisect(action, &rows, &mut counts, conflict)?;
        }
        Ok(counts)
    }

    /// Rows that are not there although they change, and those that are there although they come.
    fn misplaced(
        &mut self,
        sets: &Sets,
        conflict: &mut dyn FnMut(Conflict<'_>) -> Result<(), Error>,
    ) -> Result<BTreeSet<u32>, Error> {
        let mut gone = BTreeSet::new();
        for action in [Action::Delete, Action::Move, Action::Update] {
            let rows = sets.of(action);
            if rows.is_empty() {
                continue;
            }
            let arrays = self.old_keys(rows);
            let what = self.what(action);
            let missing = self
                .session
                .numbers(&what, &statement::look(self.table, false), &arrays)?;
            for place in missing {
                let Some(row) = rows.get(place as usize) else {
                    continue;
                };
                gone.insert(*row);
                if let Some(entry) = self.net.entries.get(*row as usize) {
                    conflict(Conflict {
                        action,
                        entry,
                        reason: "the target has no such row".to_owned(),
                    })?;
                }
            }
        }
        // A key that a row of the group gives up is free for another.
        let mut freed = BTreeSet::new();
        for action in [Action::Delete, Action::Remove, Action::Move] {
            for row in sets.of(action) {
                if let Some(origin) = self.entry(*row).and_then(|entry| entry.origin.as_deref()) {
                    freed.insert(self.raw_key(origin));
                }
            }
        }
        let rows: Vec<u32> = sets
            .of(Action::Insert)
            .iter()
            .copied()
            .filter(|row| {
                self.entry(*row)
                    .is_some_and(|entry| !freed.contains(&self.raw_key(&entry.cells)))
            })
            .collect();
        if rows.is_empty() {
            return Ok(gone);
        }
        let arrays: Vec<RawArray> = (0..self.table.key.len())
            .map(|place| {
                RawArray::of(&self.net.arena, self.cells(&rows), place, |place| {
                    self.table.key[place]
                })
            })
            .collect();
        let what = self.what(Action::Insert);
        let present = self
            .session
            .numbers(&what, &statement::look(self.table, true), &arrays)?;
        for place in present {
            let Some(row) = rows.get(place as usize) else {
                continue;
            };
            gone.insert(*row);
            if let Some(entry) = self.net.entries.get(*row as usize) {
                conflict(Conflict {
                    action: Action::Insert,
                    entry,
                    reason: "the target has a row with this key already".to_owned(),
                })?;
            }
        }
        Ok(gone)
    }

    fn raw_key(&self, cells: &[Cell]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for index in &self.table.key {
            let cell = cells.get(*index).copied().unwrap_or(Cell::Absent);
            bytes.extend_from_slice(bytes_of(&self.net.arena, cell));
        }
        bytes
    }

    /// Does some rows; when PostgreSQL refuses them because of their values, the halves of them.
    fn bisect(
        &mut self,
        action: Action,
        rows: &[u32],
        counts: &mut Counts,
        conflict: &mut dyn FnMut(Conflict<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let what = self.what(action);
        self.session.run(&what, "SAVEPOINT plconv_rows")?;
        let mut tried = Counts::default();
        let trouble = match self.act(action, rows, &mut tried) {
            Ok(()) => {
                counts.inserts += tried.inserts;
                counts.updates += tried.updates;
                counts.deletes += tried.deletes;
                return self.session.run(&what, "RELEASE plconv_rows");
            }
            Err(trouble) => trouble,
        };
        let reason = match trouble {
            Trouble::Mismatch | Trouble::Late(..) => "it met another number of rows than one".to_owned(),
            Trouble::Error(error) if error.target_kind() == Some(TargetErrorKind::Data) => error.to_string(),
            Trouble::Error(error) => return Err(error),
        };
        self.session.run(&what, "ROLLBACK TO plconv_rows")?;
        if let [row] = rows {
            if let Some(entry) = self.net.entries.get(*row as usize) {
                conflict(Conflict {
                    action,
                    entry,
                    reason,
                })?;
            }
            return Ok(());
        }
        let (first, second) = rows.split_at(rows.len() / 2);
        self.bisect(action, first, counts, conflict)?;
        self.bisect(action, second, counts, conflict)
    }
}
