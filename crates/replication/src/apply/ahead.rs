//! Groups that are made up before it is their turn.
//!
//! Most groups only change rows of which the log tells everything. Their changes are noted while they are gathered, and come to
//! statements that need nothing but their values: a [`Batch`], which another thread sends while the next group is gathered.
//! Whatever needs more (rows to read again or to look for, tables without a key, more than the memory holds) is left to
//! [`Applier::commit_noted_again`], which reads the transactions once more; so is a batch that does not meet the rows it should.

use super::flush::{SetStatement, Sets, Trouble};
use super::group::{TableState, is_done};
use super::note::needs_look;
use super::session::Session;
use super::table::Cell;
use super::{Applier, MARKER_TABLE};
use crate::change::{Change, Event, Operation, Position, TableName, Transaction};
use crate::state::{self, Counts, Job};
use plconv_mover::error::Error;
use rustc_hash::FxHashMap;
use std::time::{Instant, SystemTime};

/// Transactions that are not applied yet.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    group: Vec<Transaction>,
    changes: u64,
    /// The bytes of those in memory.
    bytes: usize,
    /// When the first one came.
    pub(super) since: Option<Instant>,
    /// Whether they had something that was not noted.
    has_more: bool,
    /// Whether it goes to the target as this.
    batch: Option<Batch>,
}

/// How much is gathered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) changes: u64,
    pub(super) bytes: usize,
}

impl Gathering {
    pub(super) fn is_empty(&self) -> bool {
        self.group.is_empty()
    }

    /// How many changes they have.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// Whether a transaction belongs to the last one: rows are read again as of their SCN.
    pub(super) fn goes_on_with(&self, transaction: &Transaction) -> bool {
        let last = self.group.last();
        last.is_some_and(|last| last.commit_scn == transaction.commit_scn)
    }

    /// Whether there is no room for a transaction.
    pub(super) fn is_full_for(&self, transaction: &Transaction, limits: Limits) -> bool {
        !self.group.is_empty()
            && !self.goes_on_with(transaction)
            && (self.changes + transaction.changes.len() > limits.changes
                || self.bytes + transaction.changes.bytes() > limits.bytes)
    }

    /// Takes a transaction in, and notes what it changes.
    pub(super) fn add(
        &mut self,
        transaction: Transaction,
        limits: Limits,
        tables: &mut [TableState],
        by_name: &FxHashMap<TableName, usize>,
    ) -> Result<(), Error> {
        if self.group.is_empty() {
            let first = transaction.commit_scn;
            tables.iter_mut().for_each(|table| table.begin_group(first));
        }
        if !self.has_more {
            let number = self.group.len() as u32;
            self.has_more = transaction.changes.len() > limits.changes
                || !note(&transaction, number, limits.bytes, tables, by_name)?;
        }
        self.push(transaction);
        Ok(())
    }

    /// Takes a transaction in without noting its changes.
    pub(super) fn push_as_it_is(&mut self, transaction: Transaction) {
        self.has_more = true;
        self.push(transaction);
    }

    fn push(&mut self, transaction: Transaction) {
        self.changes += transaction.changes.len();
        self.bytes += transaction.changes.bytes();
        self.since.get_or_insert_with(Instant::now);
        self.group.push(transaction);
    }

    /// Hands over the transactions, and begins with none.
    pub(super) fn take(&mut self) -> Vec<Transaction> {
        std::mem::take(self).group
    }

    /// What was noted is of no use: it rests on a group before it that was applied in another way than was thought.
    pub(super) fn distrust(&mut self) {
        self.has_more = true;
        self.batch = None;
    }

    /// Makes statements already when nothing more will come into the group.
    pub(super) fn make_batch_if_full(
        &mut self,
        next: &Result<Event, Error>,
        limits: Limits,
        tables: &mut [TableState],
    ) {
        if let Ok(Event::Transaction(next)) = next
            && self.is_full_for(next, limits)
        {
            self.make_batch(tables);
        }
    }

    /// Makes statements of what was noted, if that is all there is to it.
    pub(super) fn make_batch(&mut self, tables: &mut [TableState]) {
        if self.has_more || self.batch.is_some() {
            return;
        }
        match Batch::new(&self.group, tables) {
            Some(batch) => self.batch = Some(batch),
            None => self.has_more = true,
        }
    }
}

/// Notes what a transaction changes; `false` when that takes more than its changes.
fn note(
    transaction: &Transaction,
    number: u32,
    limit: usize,
    tables: &mut [TableState],
    by_name: &FxHashMap<TableName, usize>,
) -> Result<bool, Error> {
    for (place, change) in transaction.changes.read()?.enumerate() {
        let change = change?;
        if change.table.table.as_ref() == MARKER_TABLE {
            return Ok(place == 0);
        }
        let Some(state) = by_name
            .get(&change.table)
            .and_then(|index| tables.get_mut(*index))
        else {
            continue;
        };
        let is_here = state.from.as_ref().is_some_and(|from| is_done(from, transaction));
        if state.stopped.is_some() || is_here {
            continue;
        }
        if !is_told(state, &change)? || state.note(&change, number).is_err() || state.net.bytes() > limit {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a change tells everything that it takes to make it.
fn is_told(state: &TableState, change: &Change) -> Result<bool, Error> {
    let tells = match &change.operation {
        Operation::Insert { .. } | Operation::Update { .. } | Operation::Delete { .. } => true,
        Operation::Reselect { .. }
        | Operation::Truncate
        | Operation::Ddl { .. }
        | Operation::Unsupported { .. } => false,
    };
    Ok(tells && !state.is_lenient && !state.table.key.is_empty() && !needs_look(state, change)?)
}

/// Where a group ends.
#[derive(Debug)]
pub(super) struct End {
    pub(super) commit_scn: u64,
    pub(super) at: Option<SystemTime>,
    pub(super) position: Position,
    pub(super) transactions: u64,
}

impl End {
    pub(super) fn of(group: &[Transaction]) -> Option<End> {
        let last = group.last()?;
        Some(End {
            commit_scn: last.commit_scn,
            at: last.committed_at,
            position: last.position.clone(),
            transactions: group.len() as u64,
        })
    }

    /// Saves the position in the transaction of its changes, and commits it.
    pub(super) fn commit(&self, session: &mut Session<'_>, job: &Job, changes: u64) -> Result<(), Error> {
        let statement = session.prepared("saving the position", state::CHECKPOINT)?;
        let checkpoint = state::Checkpoint {
            job: job.id,
            epoch: job.epoch,
            position: &self.position,
            applied_at: self.at,
            transactions: self.transactions,
            changes,
        };
        state::checkpoint_by(&mut session.client, &statement, &checkpoint)?;
        session.commit()
    }
}

/// A group as statements.
#[derive(Debug)]
pub(super) struct Batch {
    end: End,
    /// The tables by their names in the plan.
    tables: Vec<(String, Vec<SetStatement>)>,
}

/// A batch with its transactions, which are needed when it does not do.
#[derive(Debug)]
pub(super) struct Ready {
    batch: Batch,
    group: Vec<Transaction>,
}

impl Batch {
    /// Makes statements of what was noted, and forgets that. `None` when something has to be read or looked for first.
    fn new(group: &[Transaction], tables: &mut [TableState]) -> Option<Batch> {
        let end = End::of(group)?;
        let mut made = Vec::new();
        for state in tables.iter_mut().filter(|state| !state.net.is_empty()) {
            let is_known = |entry: &super::net::Entry| {
                !entry.is_upsert && !entry.is_reselected && !entry.cells.contains(&Cell::Missing)
            };
            if state.net.is_truncated || !state.net.entries.iter().all(is_known) {
                return None;
            }
            let mut statements = Vec::new();
            let sets = Sets::new(&state.table, &state.net, state.is_lenient);
            let taken = state.flush().each_statement(&sets, &mut |statement| {
                statements.push(statement);
                Ok(())
            });
            taken.ok()?;
            made.push((state.table.source.clone(), statements));
            state.net.clear();
        }
        Some(Batch { end, tables: made })
    }
}

impl Ready {
    /// The position when it is applied.
    pub(super) fn position(&self) -> &Position {
        &self.batch.end.position
    }

    /// Gives the memory of its transactions back: they are in the target.
    pub(super) fn drop_transactions(&mut self) {
        self.group = Vec::new();
    }

    /// Applies it in one transaction; how many rows changed.
    pub(super) fn apply(&self, session: &mut Session<'_>, job: &Job) -> Result<u64, Trouble> {
        let Batch { end, tables } = &self.batch;
        session.begin(end.commit_scn, end.at)?;
        let mut changes = 0;
        for (source, statements) in tables {
            let mut counts = Counts::default();
            for statement in statements {
                statement.run(session, &mut counts)?;
            }
            let count = session.prepared("counting changes", state::COUNT)?;
            state::count(&mut session.client, &count, job.id, source, &counts)?;
            changes += counts.changes();
        }
        end.commit(session, job, changes)?;
        Ok(changes)
    }
}

impl Applier<'_> {
    /// The gathered transactions as statements, if they are no more than that.
    pub(super) fn take_batch(&mut self) -> Option<Ready> {
        self.gathering.make_batch(&mut self.tables);
        let batch = self.gathering.batch.take()?;
        let group = self.gathering.take();
        Some(Ready { batch, group })
    }

    /// What follows from how it went with a batch.
    pub(super) fn settle_batch(&mut self, ready: Ready, outcome: Result<u64, Trouble>) -> Result<(), Error> {
        let trouble = match outcome {
            Ok(changes) => {
                self.is_at(ready.batch.end, changes);
                return Ok(());
            }
            Err(trouble) => trouble,
        };
        if !trouble.is_about_rows() {
            return Err(match trouble {
                Trouble::Error(error) => error,
                Trouble::Mismatch | Trouble::Late(..) => {
                    Error::Stopped("internal error: rows were read that no change asked for".to_owned())
                }
            });
        }
        self.session.rollback()?;
        let mut next = std::mem::take(&mut self.gathering);
        next.distrust();
        for transaction in ready.group {
            self.gathering.push_as_it_is(transaction);
        }
        self.commit_noted_again(super::group::Care::Examined)?;
        self.gathering = next;
        Ok(())
    }
}
