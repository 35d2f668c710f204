//! Gathers transactions of the source and makes one of the target of them.

use super::ahead::End;
use super::flush::{Sets, Trouble};
use super::keyless::{self, Step};
use super::net::Net;
use super::note::{COPY_AGAIN, NoteError, needs_look, null, reason_of, row_text, shown};
use super::observe::Event;
use super::statement::RawArray;
use super::table::{ApplyTable, Cell, Cells};
use super::{Applier, MARKER_TABLE};
use crate::assembler::ROWID;
use crate::change::{Change, Datum, Operation, Position, Row, Transaction};
use crate::state::{self, Counts, failed};
use plconv_mover::error::Error;
use plconv_mover::plan::OnConflict;
use std::collections::{BTreeMap, BTreeSet};

/// A table of the job while it is applied.
#[derive(Debug)]
pub(crate) struct TableState {
    pub(crate) table: ApplyTable,
    /// Transactions that are in its rows already.
    pub(crate) from: Option<Position>,
    /// Changes of transactions up to here may be in its rows already.
    pub(crate) settled_scn: Option<u64>,
    /// Why its changes are skipped.
    pub(crate) stopped: Option<String>,
    pub(crate) net: Net,
    pub(crate) steps: Vec<Step>,
    pub(crate) counts: Counts,
    pub(crate) is_lenient: bool,
    /// Rows were read again as of this SCN, so changes up to it may be in them already.
    pub(super) read_scn: Option<u64>,
    /// What rows of a table without a key are known by where values are to be read, by number of the step.
    pub(super) step_keys: BTreeMap<usize, Row>,
    /// Whether the transaction that is being applied has stopped it.
    pub(super) stopped_now: bool,
}

/// How rows are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    /// As sets; anything unexpected ends it.
    Quick,
    /// What is unexpected is looked for, and told.
    Examined,
}

/// What to do about a change that the target does not take.
const CONFLICT: &str = "put the row right in the target; or copy the table again (UPDATE plconv.replication_table SET wanted = 'copy' \
    WHERE source = ...); or let conflicts be noted and passed by (replication.conflicts = \"log\"), and find the rows by `plconv drift`. \
    Then `plconv migrate` goes on";

/// Whether a position says that a transaction is done.
pub(crate) fn is_done(position: &Position, transaction: &Transaction) -> bool {
    transaction.commit_scn < position.commit_scn
        || transaction.commit_scn == position.commit_scn
            && position.done_at_commit_scn.contains(&transaction.id)
}

impl Applier<'_> {
    /// Applies the gathered transactions, and moves the position to the last one's.
    pub(crate) fn commit_group(&mut self) -> Result<(), Error> {
        match self.take_batch() {
            Some(batch) => {
                let outcome = batch.apply(&mut self.session, &self.job);
                self.settle_batch(batch, outcome)
            }
            None => self.commit_noted_again(Care::Quick),
        }
    }

    /// The same, whatever was noted while they were gathered.
    pub(super) fn commit_noted_again(&mut self, care: Care) -> Result<(), Error> {
        let gathered = self.gathering.take();
        self.forget();
        let Some(end) = End::of(&gathered) else {
            return Ok(());
        };
        let mut care = care;
        loop {
            self.session.begin(end.commit_scn, end.at)?;
            let trouble = match self.apply_transactions(&gathered, care) {
                Ok(counts) => {
                    end.commit(&mut self.session, &self.job, counts.changes())?;
                    for table in &mut self.tables {
                        table.stopped_now = false;
                        table.settled_scn = table.settled_scn.max(table.read_scn.take());
                    }
                    self.is_at(end, counts.changes());
                    return Ok(());
                }
                Err(trouble) => trouble,
            };
            if let Trouble::Late(index, scn) = trouble {
                self.session.rollback()?;
                self.forget();
                self.settle(index, scn)?;
                if let Some(table) = self.tables.get_mut(index) {
                    table.settled_scn = table.settled_scn.max(Some(scn));
                }
                continue;
            }
            if care == Care::Quick && trouble.is_about_rows() {
                self.session.rollback()?;
                self.forget();
                care = Care::Examined;
                continue;
            }
            return Err(match trouble {
                Trouble::Error(error) => error,
                Trouble::Mismatch | Trouble::Late(..) => Error::Stopped(
                    "internal error: a mismatch of rows that looking at them does not explain".to_owned(),
                ),
            });
        }
    }

    /// A group is in the target.
    pub(super) fn is_at(&mut self, end: End, changes: u64) {
        self.job.epoch += 1;
        self.job.position = end.position;
        self.applied_at = end.at.or(self.applied_at);
        self.throttle.take(changes, 0);
        self.options.observer.event(&Event::Applied {
            transactions: end.transactions,
            changes,
            commit_scn: end.commit_scn,
        });
    }

    /// Forgets what a transaction that was rolled back had noted.
    pub(super) fn forget(&mut self) {
        for table in &mut self.tables {
            table.net.clear();
            table.steps.clear();
            table.counts = Counts::default();
            table.step_keys.clear();
            table.read_scn = None;
            if std::mem::take(&mut table.stopped_now) {
                table.stopped = None;
            }
        }
    }

    /// Notes that changes up to an SCN may be in a table already.
    fn settle(&mut self, index: usize, scn: u64) -> Result<(), Error> {
        let Some(state) = self.tables.get(index) else {
            return Ok(());
        };
        self.session
            .client
            .execute(
                "UPDATE plconv.replication_table SET settled_scn = greatest(settled_scn, $3::text::numeric)
                  WHERE job_id = $1 AND source = $2",
                &[&self.job.id, &state.table.source, &scn.to_string()],
            )
            .map_err(failed("noting that rows were read again"))?;
        Ok(())
    }

    fn apply_transactions(&mut self, group: &[Transaction], care: Care) -> Result<Counts, Trouble> {
        let first = group.first().map_or(0, |first| first.commit_scn);
        self.tables.iter_mut().for_each(|table| table.begin_group(first));
        for (number, transaction) in group.iter().enumerate() {
            if is_done(&self.job.position, transaction) {
                continue;
            }
            let mut is_first = true;
            for change in transaction.changes.read()? {
                let change = change?;
                // What the way back wrote to the source came from here.
                if change.table.table.as_ref() == MARKER_TABLE {
                    if is_first {
                        break;
                    }
                    return Err(Trouble::Error(Error::Stopped(format!(
                        "transaction {} at SCN {} wrote to {MARKER_TABLE} after other changes: only the way back may write there",
                        transaction.id.0, transaction.commit_scn
                    ))));
                }
                is_first = false;
                self.note(group, number, transaction, &change, care)?;
            }
        }
        for index in 0..self.tables.len() {
            self.flush(index, group, group.len().saturating_sub(1), care, true)?;
        }
        for index in 0..self.tables.len() {
            if let Some(scn) = self.tables.get(index).and_then(|table| table.read_scn) {
                self.settle(index, scn)?;
            }
        }
        let mut all = Counts::default();
        for table in &mut self.tables {
            let counts = std::mem::take(&mut table.counts);
            if counts == Counts::default() {
                continue;
            }
            all.add(&counts);
            let count = self.session.prepared("counting changes", state::COUNT)?;
            state::count(
                &mut self.session.client,
                &count,
                self.job.id,
                &table.table.source,
                &counts,
            )?;
        }
        Ok(all)
    }

    /// Notes one change; applies what was noted when there is too much of it.
    fn note(
        &mut self,
        group: &[Transaction],
        number: usize,
        transaction: &Transaction,
        change: &Change,
        care: Care,
    ) -> Result<(), Trouble> {
        let Some(index) = self.by_name.get(&change.table).copied() else {
            return Ok(());
        };
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        let is_here = state.from.as_ref().is_some_and(|from| is_done(from, transaction));
        if state.stopped.is_some() || is_here {
            return Ok(());
        }
        if needs_look(state, change)? {
            self.look_for_row(index, change, number)?;
        }
        let found = self.key_of_rowid(change, transaction.commit_scn)?;
        let change = found.as_ref().unwrap_or(change);
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        match state.note(change, number as u32) {
            Ok(()) => {}
            Err(NoteError::Stop { message, advice }) => {
                state.stop(&message);
                let source = state.table.source.clone();
                state::stop_table(
                    &mut self.session.client,
                    self.job.id,
                    &source,
                    &format!(
                        "{message} (transaction {}, SCN {})",
                        transaction.id.0, transaction.commit_scn
                    ),
                    advice,
                )?;
                self.options.observer.event(&Event::Table {
                    table: source,
                    state: "stopped".to_owned(),
                    message: Some(message),
                });
                return Ok(());
            }
            Err(NoteError::Conflict { operation, reason }) => {
                let shown = shown(change);
                self.conflict(index, group, number, operation, &reason, &shown.0, &shown.1)?;
                return Ok(());
            }
        }
        let limit = self.memory_limit;
        let full = |state: &TableState| {
            !state.net.is_between() && state.net.bytes() + state.steps.len() * 64 > limit
        };
        if self.tables.get(index).is_some_and(full) {
            self.flush(index, group, number, care, false)?;
        }
        Ok(())
    }

    /// A row that is to be read again and is known by its ROWID only: the same by its key. Where it has gone, it stays as it is,
    /// and stops its table.
    fn key_of_rowid(&mut self, change: &Change, scn: u64) -> Result<Option<Change>, Error> {
        let Operation::Reselect { key, reason, .. } = &change.operation else {
            return Ok(None);
        };
        let [(name, _)] = &key[..] else { return Ok(None) };
        if name.as_ref() != ROWID {
            return Ok(None);
        }
        let row = self.reader.read_row(&change.table, key, None, scn)?;
        Ok(row.map(|row| Change {
            operation: Operation::Reselect {
                key: row
                    .into_iter()
                    .filter(|(_, datum)| *datum != Datum::Missing)
                    .collect(),
                columns: Vec::new(),
                reason: reason.clone(),
            },
            ..change.clone()
        }))
    }

    /// A row may be under the key that another one gets, and lose it next.
    fn look_for_row(&mut self, index: usize, change: &Change, number: usize) -> Result<(), Trouble> {
        let (Some(state), Operation::Update { old, new }) = (self.tables.get_mut(index), &change.operation)
        else {
            return Ok(());
        };
        let mut cells = state.table.no_cells();
        let encoded = state
            .table
            .encode(old, &mut state.net.arena, &mut cells)
            .and_then(|()| state.table.encode(new, &mut state.net.arena, &mut cells));
        if encoded.is_err() || state.net.knows(&mut state.table, &cells) {
            return Ok(());
        }
        let sql = super::statement::look(&state.table, true);
        let key = state.table.key.iter();
        let arrays: Vec<_> = key
            .map(|index| RawArray::of(&state.net.arena, std::iter::once(&*cells), *index))
            .collect();
        let found = self.session.numbers("looking for a key", &sql, &arrays)?;
        if !found.is_empty() {
            let key: BTreeSet<usize> = state.table.key.iter().copied().collect();
            for (index, cell) in cells.iter_mut().enumerate() {
                if !key.contains(&index) {
                    *cell = Cell::Absent;
                }
            }
            let _ = state.net.expect(&mut state.table, cells, number as u32);
        }
        Ok(())
    }

    /// Applies what was noted for a table.
    fn flush(
        &mut self,
        index: usize,
        group: &[Transaction],
        number: usize,
        care: Care,
        is_last: bool,
    ) -> Result<(), Trouble> {
        let Some(state) = self.tables.get(index) else {
            return Ok(());
        };
        if state.net.is_empty() && state.steps.is_empty() {
            return Ok(());
        }
        self.resolve(index, group, number, is_last)?;
        self.settle_upserts(index)?;
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        let mut conflicts: Vec<(&'static str, String, Cells, u32)> = Vec::new();
        let log = self.options.plan.replication.conflicts == OnConflict::Log;
        let mut first_conflict = None;
        let mut counts = Counts::default();
        let flush = state.flush();
        if state.net.is_truncated {
            flush.truncate(&mut self.session)?;
            counts.truncates += 1;
        }
        if state.table.key.is_empty() {
            let mut conflict = |step: &Step, reason: String| {
                let noted = (step.name(), reason, Cells::from(step.cells()), step.transaction());
                if !log {
                    first_conflict = Some(noted);
                    return Err(Error::Interrupted);
                }
                conflicts.push(noted);
                Ok(())
            };
            let careful = care == Care::Examined;
            let result = keyless::run(
                &mut self.session,
                &state.table,
                &state.net.arena,
                &state.steps,
                careful,
                &mut conflict,
            );
            if first_conflict.is_none() {
                counts.add(&result?);
            }
        } else {
            let sets = Sets::new(&state.table, &state.net, state.is_lenient);
            // Between two statements of a transaction all is well, but this may be in the middle of one.
            let guarded = !is_last && care == Care::Quick;
            if guarded {
                self.session
                    .run("applying a part of a transaction", "SAVEPOINT plconv_part")?;
            }
            let made = match care {
                Care::Quick => match flush.run(&mut self.session, &sets) {
                    Ok(made) => made,
                    Err(Trouble::Error(Error::Target {
                        state: Some(code), ..
                    })) if guarded && code.starts_with("23") => {
                        self.session
                            .run("applying a part of a transaction", "ROLLBACK TO plconv_part")?;
                        self.memory_limit = self.memory_limit.saturating_mul(2);
                        return Ok(());
                    }
                    Err(trouble) => return Err(trouble),
                },
                Care::Examined => {
                    let mut conflict = |found: super::flush::Conflict<'_>| {
                        let mut cells = found.entry.cells.clone();
                        if let Some(origin) = &found.entry.origin {
                            for (slot, cell) in cells.iter_mut().zip(origin.iter()) {
                                if *slot == Cell::Absent {
                                    *slot = *cell;
                                }
                            }
                        }
                        let noted = (found.action.name(), found.reason, cells, found.entry.transaction);
                        if !log {
                            first_conflict = Some(noted);
                            return Err(Error::Interrupted);
                        }
                        conflicts.push(noted);
                        Ok(())
                    };
                    match flush.examine(&mut self.session, sets, &mut conflict) {
                        Ok(made) => made,
                        Err(Error::Interrupted) if first_conflict.is_some() => Counts::default(),
                        Err(error) => return Err(error.into()),
                    }
                }
            };
            if guarded {
                self.session
                    .run("applying a part of a transaction", "RELEASE plconv_part")?;
            }
            counts.add(&made);
        }
        let told: Vec<_> = conflicts
            .into_iter()
            .chain(first_conflict)
            .map(|(operation, reason, cells, transaction)| {
                let values = state.table.json(&state.net.arena, &cells);
                let key = state
                    .table
                    .shown(&state.net.arena, &cells, Some(&state.table.key));
                (operation, reason, key, values, transaction)
            })
            .collect();
        for (operation, reason, key, values, transaction) in told {
            self.conflict(
                index,
                group,
                transaction as usize,
                operation,
                &reason,
                &key,
                &values,
            )?;
        }
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        state.counts.add(&counts);
        state.net.clear();
        state.steps.clear();
        Ok(())
    }

    /// Finds out which rows are there that may be: values that are unique besides the key can only move all at once.
    fn settle_upserts(&mut self, index: usize) -> Result<(), Trouble> {
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        if !state.table.columns.iter().any(|column| column.is_unique) {
            return Ok(());
        }
        let is_open = |entry: &super::net::Entry, lenient: bool| {
            entry.is_alive && (entry.is_upsert || lenient && entry.origin.is_none())
        };
        let open: Vec<usize> = (0..state.net.entries.len())
            .filter(|at| is_open(&state.net.entries[*at], state.is_lenient))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let sql = super::statement::look(&state.table, true);
        let rows = || open.iter().map(|at| &*state.net.entries[*at].cells);
        let key = state.table.key.iter();
        let arrays: Vec<_> = key
            .map(|index| RawArray::of(&state.net.arena, rows(), *index))
            .collect();
        let there: BTreeSet<i32> = self
            .session
            .numbers("looking for keys", &sql, &arrays)?
            .into_iter()
            .collect();
        for (place, at) in open.into_iter().enumerate() {
            let is_there = there.contains(&(place as i32))
                && !state.net.is_truncated
                && !state.net.is_freed(Net::key_of(&state.net.entries[at]));
            let nothing = null(&mut state.net.arena);
            let Some(entry) = state.net.entries.get_mut(at) else {
                continue;
            };
            if is_there {
                entry.origin = Some(entry.cells.clone());
                for cell in &mut entry.cells {
                    if *cell == Cell::Absent {
                        *cell = nothing;
                    }
                }
            }
            entry.is_upsert = false;
        }
        Ok(())
    }

    /// Reads from the source what the log does not hold.
    fn resolve(
        &mut self,
        index: usize,
        group: &[Transaction],
        number: usize,
        is_last: bool,
    ) -> Result<(), Trouble> {
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        let scn = group
            .get(number)
            .map_or(self.job.position.commit_scn, |transaction| transaction.commit_scn);
        for at in 0..state.net.entries.len() {
            let net = &state.net;
            let key_was_free = net
                .entries
                .get(at)
                .is_some_and(|entry| net.is_freed(Net::key_of(entry)));
            let Some(entry) = state.net.entries.get_mut(at) else {
                break;
            };
            if !entry.is_alive {
                continue;
            }
            // Of a row that is read again it is not known whether it is there, even where its key is all of it.
            if !entry.cells.contains(&Cell::Missing) && !entry.is_reselected {
                continue;
            }
            let Some(key) = entry.source_key.clone() else {
                return Err(Trouble::Error(Error::Stopped(format!(
                    "{}: internal error: a row is to be read again, and its key is not known",
                    state.table.source
                ))));
            };
            let filter = state.table.filter.as_deref();
            let row = self.reader.read_row(&state.table.name, &key, filter, scn)?;
            // In the middle of a transaction its end is later too.
            let read_at = self.reader.read_later_at().unwrap_or(scn);
            if !state.is_lenient && (read_at > scn || !is_last) {
                return Err(Trouble::Late(index, read_at));
            }
            state.read_scn = state.read_scn.max(Some(read_at));
            let Some(row) = row else {
                if entry.origin.is_none() || entry.is_upsert {
                    // It has been deleted since; that is still to come, and will find nothing.
                    entry.is_alive = false;
                    entry.is_upsert = true;
                    entry.origin = (!key_was_free).then(|| entry.cells.clone());
                } else if entry.is_reselected {
                    entry.is_alive = false;
                } else {
                    for cell in &mut entry.cells {
                        if *cell == Cell::Missing {
                            *cell = Cell::Absent;
                        }
                    }
                }
                continue;
            };
            let mut read = state.table.no_cells();
            let lost = state
                .table
                .columns
                .iter()
                .zip(&entry.cells)
                .find(|(column, cell)| {
                    **cell == Cell::Missing && !row.iter().any(|(name, _)| *name == column.source)
                });
            if let Some((column, _)) = lost
                && read_at > scn
            {
                let message = format!(
                    "column {} of a row cannot be read as of SCN {scn}, since the table was altered later",
                    column.source
                );
                state.stop(&message);
                let source = state.table.source.clone();
                state::stop_table(
                    &mut self.session.client,
                    self.job.id,
                    &source,
                    &message,
                    COPY_AGAIN,
                )?;
                self.options.observer.event(&Event::Table {
                    table: source,
                    state: "stopped".to_owned(),
                    message: Some(message),
                });
                return Ok(());
            }
            // Columns that came later are still to come here.
            let known: Row = row
                .into_iter()
                .filter(|(name, datum)| *datum != Datum::Missing && state.table.has_column(name))
                .collect();
            if let Err(error) = state.table.encode(&known, &mut state.net.arena, &mut read) {
                let reason = reason_of(error);
                return Err(Trouble::Error(Error::Stopped(format!(
                    "{}: a row that was read again cannot be stored: {reason}; key: {}",
                    state.table.source,
                    row_text(&key)
                ))));
            }
            if let Some(entry) = state.net.entries.get_mut(at) {
                for (slot, cell) in entry.cells.iter_mut().zip(read.iter()) {
                    if *slot == Cell::Missing {
                        *slot = match cell {
                            Cell::Field { .. } => *cell,
                            // NULLs may be left out.
                            Cell::Absent | Cell::Missing => Cell::Absent,
                        };
                        if *slot == Cell::Absent && entry.origin.is_some() {
                            *slot = null(&mut state.net.arena);
                        }
                    }
                }
            }
        }
        // Rows of a table without a key.
        let name = state.table.name.clone();
        for at in 0..state.steps.len() {
            let Some((Step::Insert { new, .. } | Step::Update { new, .. }, key)) =
                state.steps.get_mut(at).map(|step| {
                    let key = state.step_keys.get(&at).cloned();
                    (step, key)
                })
            else {
                continue;
            };
            if !new.contains(&Cell::Missing) {
                continue;
            }
            let Some(key) = key else {
                return Err(Trouble::Error(Error::Stopped(format!(
                    "{}: internal error: a row is to be read again, and its values are not known",
                    state.table.source
                ))));
            };
            let found = self.reader.read_row(&name, &key, None, scn)?;
            let mut read = state.table.no_cells();
            if let Some(row) = found {
                let known: Row = row
                    .into_iter()
                    .filter(|(name, datum)| *datum != Datum::Missing && state.table.has_column(name))
                    .collect();
                if let Err(error) = state.table.encode(&known, &mut state.net.arena, &mut read) {
                    return Err(Trouble::Error(Error::Stopped(format!(
                        "{}: a row that was read again cannot be stored: {}",
                        state.table.source,
                        reason_of(error)
                    ))));
                }
            }
            for (slot, cell) in new.iter_mut().zip(read.iter()) {
                if *slot == Cell::Missing {
                    *slot = match cell {
                        Cell::Field { .. } => *cell,
                        Cell::Absent | Cell::Missing => null(&mut state.net.arena),
                    };
                }
            }
        }
        state.step_keys.clear();
        Ok(())
    }

    /// Tells of a change that cannot be made: it is logged, or ends everything.
    #[allow(clippy::too_many_arguments, reason = "all of it is told")]
    fn conflict(
        &mut self,
        index: usize,
        group: &[Transaction],
        number: usize,
        operation: &str,
        reason: &str,
        key: &str,
        values: &serde_json::Value,
    ) -> Result<(), Error> {
        let (Some(state), Some(transaction)) = (self.tables.get_mut(index), group.get(number)) else {
            return Ok(());
        };
        let source = state.table.source.clone();
        let message = format!(
            "{operation} of {key} in transaction {} at SCN {}: {reason}; values: {values}",
            transaction.id.0, transaction.commit_scn
        );
        if self.options.plan.replication.conflicts == OnConflict::Stop {
            return Err(Error::Advised {
                message: format!("{source}: {message}"),
                advice: CONFLICT,
            });
        }
        state.counts.conflicts += 1;
        self.options.observer.event(&Event::Conflict {
            table: source.clone(),
            message,
        });
        self.session
            .client
            .execute(
                "INSERT INTO plconv.replication_conflict
                   (job_id, source, commit_scn, transaction, operation, reason, row_key, row_values)
                 VALUES ($1, $2, $3::text::numeric, $4, $5, $6, $7, $8::text::jsonb)",
                &[
                    &self.job.id,
                    &source,
                    &transaction.commit_scn.to_string(),
                    &transaction.id.0,
                    &operation,
                    &reason,
                    &key.replace('\0', "\u{2400}"),
                    &values.to_string(),
                ],
            )
            .map_err(failed("noting a conflict"))?;
        Ok(())
    }
}
