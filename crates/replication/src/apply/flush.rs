//! Net changes into the target: deletions, then updates and moves, then insertions, each as one statement about a set.

use super::net::{Entry, Net};
use super::session::Session;
use super::statement::{self, RawArray};
use super::table::{ApplyTable, Cell, bytes_of};
use crate::state::Counts;
use plconv_mover::encode::{COPY_HEADER, COPY_TRAILER};
use plconv_mover::error::{Error, TargetErrorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

/// One statement about a set of rows, with its values: it needs nothing of the table any longer.
#[derive(Debug)]
pub(crate) struct SetStatement {
    /// What it is for, for people.
    pub(crate) what: String,
    pub(crate) sql: Arc<str>,
    pub(crate) values: Values,
    action: Action,
    /// The rows that it is about.
    rows: u64,
    /// Whether it has to meet just these.
    is_exact: bool,
}

/// How values of a statement travel.
#[derive(Debug)]
pub(crate) enum Values {
    /// As arrays, one for each parameter.
    Arrays(Vec<RawArray>),
    /// As the bytes of COPY.
    Copy(Vec<u8>),
}

impl SetStatement {
    /// Makes its changes, and counts them.
    pub(crate) fn run(&self, session: &mut Session<'_>, counts: &mut Counts) -> Result<(), Trouble> {
        let affected = match &self.values {
            Values::Arrays(arrays) => session.execute(&self.what, &self.sql, arrays)?,
            Values::Copy(bytes) => session.copy(&self.what, &self.sql, bytes)?,
        };
        match self.action {
            Action::Delete => counts.deletes += self.rows,
            Action::Remove => counts.deletes += affected,
            Action::Move | Action::Update => counts.updates += self.rows,
            Action::Upsert | Action::Insert => counts.inserts += self.rows,
        }
        match self.is_exact && affected != self.rows {
            true => Err(Trouble::Mismatch),
            false => Ok(()),
        }
    }
}

/// Makes statements of the net changes of one table.
#[derive(Clone, Copy)]
pub(crate) struct Flush<'a> {
    pub(crate) table: &'a ApplyTable,
    pub(crate) net: &'a Net,
    pub(crate) is_lenient: bool,
}

impl Flush<'_> {
    fn what(&self, action: Action) -> String {
        format!("applying {}s to {}", action.name(), self.table.target)
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.net.entries.get(number as usize)
    }

    /// The keys that rows had before.
    fn old_keys(&self, rows: &[u32]) -> Vec<RawArray> {
        let origins = || rows.iter().filter_map(|row| self.entry(*row)?.origin.as_deref());
        let key = self.table.key.iter();
        key.map(|index| RawArray::of(&self.net.arena, origins(), *index))
            .collect()
    }

    /// The keys that rows have now.
    fn now_keys(&self, rows: &[u32]) -> Vec<RawArray> {
        let key = self.table.key.iter();
        key.map(|index| RawArray::of(&self.net.arena, self.cells(rows), *index))
            .collect()
    }

    fn cells<'b>(&'b self, rows: &'b [u32]) -> impl Iterator<Item = &'b [Cell]> {
        rows.iter().filter_map(|row| Some(&*self.entry(*row)?.cells))
    }

    /// Arrays of columns, and with them whether each row sets them.
    fn set_arrays(&self, rows: &[u32], set: &[usize], has_flags: bool) -> Vec<RawArray> {
        let mut arrays = self.old_keys(rows);
        for index in set {
            arrays.push(RawArray::of(&self.net.arena, self.cells(rows), *index));
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
    pub(crate) fn truncate(&self, session: &mut Session<'_>) -> Result<(), Error> {
        let what = format!("removing all rows of {}", self.table.target);
        let sql = match self.table.can_truncate {
            true => format!("TRUNCATE {}", self.table.target),
            false => format!("DELETE FROM {}", self.table.target),
        };
        session.fault("statement")?;
        session.run(&what, &sql)
    }

    /// Makes all changes, a statement at a time.
    pub(crate) fn run(&self, session: &mut Session<'_>, sets: &Sets) -> Result<Counts, Trouble> {
        let mut counts = Counts::default();
        self.each_statement(sets, &mut |statement| statement.run(session, &mut counts))?;
        Ok(counts)
    }

    /// The statements that make all changes, in their order.
    pub(crate) fn each_statement(
        &self,
        sets: &Sets,
        to: &mut dyn FnMut(SetStatement) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        for (action, rows) in &sets.by_action {
            let sorted = self.in_order_of_keys(*action, rows);
            let rows = sorted.as_ref().unwrap_or(rows);
            // What moves must be away all at once.
            let pieces = match action {
                Action::Move => rows.chunks(rows.len().max(1)),
                _ => rows.chunks(STATEMENT_ROWS),
            };
            for piece in pieces {
                self.act(*action, piece, to)?;
            }
        }
        Ok(())
    }

    /// Rows that are looked for come in the order of their keys: those that are near each other are found together.
    fn in_order_of_keys(&self, action: Action, rows: &[u32]) -> Option<Vec<u32>> {
        match action {
            Action::Delete | Action::Remove | Action::Update | Action::Upsert => {}
            Action::Move | Action::Insert => return None,
        }
        let mut sorted = rows.to_vec();
        sorted.sort_by_key(|row| self.entry(*row).map(Net::key_of));
        Some(sorted)
    }

    fn act(
        &self,
        action: Action,
        rows: &[u32],
        to: &mut dyn FnMut(SetStatement) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        if rows.is_empty() {
            return Ok(());
        }
        let statement = |rows: &[u32], sql: String, values: Values| SetStatement {
            what: self.what(action),
            sql: sql.into(),
            values,
            action,
            rows: rows.len() as u64,
            is_exact: !self.is_lenient && !matches!(action, Action::Remove | Action::Upsert),
        };
        match action {
            Action::Delete | Action::Remove => to(statement(
                rows,
                statement::delete(self.table),
                Values::Arrays(self.old_keys(rows)),
            )),
            Action::Move => {
                let set = self.all_set(rows);
                to(statement(
                    rows,
                    statement::moved(self.table, &set),
                    Values::Arrays(self.set_arrays(rows, &set, true)),
                ))
            }
            Action::Update => {
                let shapes = self.shapes(rows);
                if shapes.len() > SHAPES {
                    let set = self.all_set(rows);
                    let sql = statement::update(self.table, &set, true);
                    return to(statement(
                        rows,
                        sql,
                        Values::Arrays(self.set_arrays(rows, &set, true)),
                    ));
                }
                for (set, rows) in &shapes {
                    let sql = statement::update(self.table, set, false);
                    to(statement(
                        rows,
                        sql,
                        Values::Arrays(self.set_arrays(rows, set, false)),
                    ))?;
                }
                Ok(())
            }
            Action::Upsert => to(statement(
                rows,
                statement::insert(self.table, true),
                Values::Arrays(self.row_arrays(rows)),
            )),
            Action::Insert => match statement::copy(self.table).filter(|_| rows.len() >= COPY_ROWS) {
                Some(sql) => to(statement(rows, sql, Values::Copy(self.copy_bytes(rows)))),
                None => to(statement(
                    rows,
                    statement::insert(self.table, false),
                    Values::Arrays(self.row_arrays(rows)),
                )),
            },
        }
    }

    /// All columns that any of the rows sets.
    fn all_set(&self, rows: &[u32]) -> Vec<usize> {
        let mut set = vec![false; self.table.columns.len()];
        for cells in self.cells(rows) {
            for (is_set, cell) in set.iter_mut().zip(cells) {
                *is_set |= *cell != Cell::Absent;
            }
        }
        let numbered = set.into_iter().enumerate();
        numbered
            .filter(|(_, is_set)| *is_set)
            .map(|(index, _)| index)
            .collect()
    }

    /// Rows by the columns that they set; more than [`SHAPES`] of them are not told apart any longer.
    fn shapes(&self, rows: &[u32]) -> Vec<(Vec<usize>, Vec<u32>)> {
        let mut shapes: Vec<(&[Cell], Vec<u32>)> = Vec::new();
        let same = |one: &[Cell], other: &[Cell]| {
            let mut both = one.iter().zip(other);
            both.all(|(one, other)| (*one == Cell::Absent) == (*other == Cell::Absent))
        };
        for row in rows {
            let Some(entry) = self.entry(*row) else { continue };
            match shapes.iter_mut().find(|(cells, _)| same(cells, &entry.cells)) {
                Some((_, of_shape)) => of_shape.push(*row),
                None => shapes.push((&entry.cells, vec![*row])),
            }
            if shapes.len() > SHAPES {
                break;
            }
        }
        let named = shapes.into_iter();
        let mut shapes: Vec<(Vec<usize>, Vec<u32>)> =
            named.map(|(_, rows)| (self.all_set(&rows[..1]), rows)).collect();
        shapes.sort();
        shapes
    }

    fn row_arrays(&self, rows: &[u32]) -> Vec<RawArray> {
        (0..self.table.columns.len())
            .map(|index| RawArray::of(&self.net.arena, self.cells(rows), index))
            .collect()
    }

    fn copy_bytes(&self, rows: &[u32]) -> Vec<u8> {
        let row = |cells: &[Cell]| 2 + cells.iter().map(|cell| cell.length()).sum::<usize>();
        let length: usize = self.cells(rows).map(row).sum();
        let mut bytes = Vec::with_capacity(COPY_HEADER.len() + length + COPY_TRAILER.len());
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
        &self,
        session: &mut Session<'_>,
        mut sets: Sets,
        conflict: &mut dyn FnMut(Conflict<'_>) -> Result<(), Error>,
    ) -> Result<Counts, Error> {
        if !self.is_lenient {
            let gone = self.misplaced(session, &sets, conflict)?;
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
            self.bisect(session, action, &rows, &mut counts, conflict)?;
        }
        Ok(counts)
    }

    /// Rows that are not there although they change, and those that are there although they come.
    fn misplaced(
        &self,
        session: &mut Session<'_>,
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
            let missing = session.numbers(&what, &statement::look(self.table, false), &arrays)?;
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
        let arrays = self.now_keys(&rows);
        let what = self.what(Action::Insert);
        let present = session.numbers(&what, &statement::look(self.table, true), &arrays)?;
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
        &self,
        session: &mut Session<'_>,
        action: Action,
        rows: &[u32],
        counts: &mut Counts,
        conflict: &mut dyn FnMut(Conflict<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let what = self.what(action);
        session.run(&what, "SAVEPOINT plconv_rows")?;
        let mut tried = Counts::default();
        let trouble = match self.act(action, rows, &mut |statement| statement.run(session, &mut tried)) {
            Ok(()) => {
                counts.add(&tried);
                return session.run(&what, "RELEASE plconv_rows");
            }
            Err(trouble) => trouble,
        };
        let reason = match trouble {
            Trouble::Mismatch | Trouble::Late(..) => "it met another number of rows than one".to_owned(),
            Trouble::Error(error) if error.target_kind() == Some(TargetErrorKind::Data) => error.to_string(),
            Trouble::Error(error) => return Err(error),
        };
        session.run(&what, "ROLLBACK TO plconv_rows")?;
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
        self.bisect(session, action, first, counts, conflict)?;
        self.bisect(session, action, second, counts, conflict)
    }
}
