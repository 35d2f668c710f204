//! The redo log: what LogMiner reads.

use super::logminer::LogMinerQuirks;
use super::state::Transaction;
use super::storage::{Place, Scn, StoredTable, Xid};
use super::table::SupplementalLog;
use crate::codec::rowid::Rowid;
use crate::value::{Column, Row};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Insert,
    Delete,
    Update,
    Ddl,
    Start,
    Commit,
    Rollback,
}

/// The table of a record as it was then.
#[derive(Clone, Debug)]
pub(crate) struct RedoTable {
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) object: u32,
    pub(crate) data_object: u32,
    pub(crate) version: u32,
    pub(crate) supplemental_log: SupplementalLog,
    /// Columns of the primary key.
    pub(crate) key: Vec<usize>,
    pub(crate) columns: Arc<[Column]>,
}

impl RedoTable {
    pub(crate) fn of(stored: &StoredTable, segment: usize) -> RedoTable {
        RedoTable {
            owner: stored.table.owner.clone(),
            name: stored.table.name.clone(),
            object: stored.object,
            data_object: stored.segments[segment].data_object,
            version: stored.version,
            supplemental_log: stored.table.supplemental_log,
            key: stored
                .table
                .primary_key
                .as_ref()
                .map(|key| key.columns.clone())
                .unwrap_or_default(),
            columns: Arc::clone(&stored.columns),
        }
    }

    /// An index, which has no rows of its own in the log.
    pub(crate) fn of_index((owner, name): &(String, String), object: u32) -> RedoTable {
        RedoTable {
            owner: owner.clone(),
            name: name.clone(),
            object,
            data_object: object,
            version: 1,
            supplemental_log: SupplementalLog::All,
            key: Vec::new(),
            columns: Arc::from([]),
        }
    }
}

/// A record.
#[derive(Clone, Debug)]
pub(crate) struct Redo {
    pub(crate) scn: Scn,
    pub(crate) start: Scn,
    /// Known once the transaction is committed.
    pub(crate) commit: Option<Scn>,
    pub(crate) thread: u16,
    pub(crate) xid: Xid,
    pub(crate) user: String,
    pub(crate) session: u32,
    pub(crate) operation: Operation,
    pub(crate) table: Option<Arc<RedoTable>>,
    pub(crate) rowid: Option<Rowid>,
    pub(crate) before: Option<Row>,
    pub(crate) after: Option<Row>,
    /// Takes back an earlier record.
    pub(crate) is_rollback: bool,
    /// Text of a DDL statement.
    pub(crate) text: String,
    /// Which log file it is in.
    pub(crate) sequence: u32,
    /// The statement that has written it, one number for all its rows.
    pub(crate) statement: u64,
    /// The first of its transaction after START.
    pub(crate) is_first: bool,
}

impl Redo {
    pub(crate) fn of_transaction(
        xid: Xid,
        transaction: &Transaction,
        operation: Operation,
        scn: Scn,
    ) -> Redo {
        Redo {
            scn,
            start: transaction.start,
            commit: None,
            thread: transaction.thread,
            xid,
            user: transaction.user.clone(),
            session: transaction.session,
            operation,
            table: None,
            rowid: None,
            before: None,
            after: None,
            is_rollback: false,
            text: String::new(),
            sequence: 0,
            statement: 0,
            is_first: false,
        }
    }

    pub(crate) fn of_row(
        xid: Xid,
        transaction: &Transaction,
        stored: &mut StoredTable,
        place: Place,
        before: Option<Row>,
        after: Option<Row>,
        scn: Scn,
    ) -> Redo {
        let operation = match (&before, &after) {
            (None, _) => Operation::Insert,
            (Some(_), None) => Operation::Delete,
            (Some(_), Some(_)) => Operation::Update,
        };
        Redo {
            table: Some(stored.redo_table(place.segment)),
            rowid: (!stored.table.index_organised).then(|| stored.rowid(place)),
            before,
            after,
            ..Redo::of_transaction(xid, transaction, operation, scn)
        }
    }
}

/// A log file, online or archived or both.
#[derive(Clone, Debug)]
pub(crate) struct LogFile {
    pub(crate) thread: u16,
    pub(crate) sequence: u32,
    pub(crate) first: Scn,
    /// First SCN of the next; not known of the one that is written.
    pub(crate) next: Option<Scn>,
    pub(crate) is_archived: bool,
    /// Removed from disk as an archived log.
    pub(crate) is_deleted: bool,
}

/// The records of all threads in the order they were written, and the files they are in.
#[derive(Debug, Default)]
pub(crate) struct RedoLog {
    pub(crate) records: Vec<Redo>,
    pub(crate) files: Vec<LogFile>,
    pub(crate) quirks: LogMinerQuirks,
    /// Number of the statement that is running.
    pub(crate) statement: u64,
    /// Records after which a log is full; 0 if only tests switch.
    pub(crate) switch_after: usize,
    in_log: BTreeMap<u16, usize>,
    /// Threads whose redo is not written to disk after an SCN.
    pub(crate) held: BTreeMap<u16, Scn>,
    /// Whether full logs wait to be archived.
    pub(crate) archiving_waits: bool,
}

impl RedoLog {
    pub(crate) fn push(&mut self, mut redo: Redo) {
        if self.switch_after > 0 && self.in_log.get(&redo.thread).copied().unwrap_or(0) >= self.switch_after {
            self.switch(redo.thread, redo.scn);
        }
        self.open(redo.thread, redo.scn);
        *self.in_log.entry(redo.thread).or_default() += 1;
        redo.sequence = self.current(redo.thread);
        if matches!(
            redo.operation,
            Operation::Start | Operation::Commit | Operation::Rollback
        ) {
            self.statement += 1;
        }
        redo.statement = self.statement;
        redo.is_first = self
            .records
            .last()
            .is_some_and(|last| last.operation == Operation::Start && last.xid == redo.xid);
        self.records.push(redo);
    }

    /// Gives a thread its first log.
    pub(crate) fn open(&mut self, thread: u16, scn: Scn) {
        if !self.files.iter().any(|log| log.thread == thread) {
            self.files.push(LogFile {
                thread,
                sequence: 1,
                first: scn,
                next: None,
                is_archived: false,
                is_deleted: false,
            });
        }
    }

    /// All threads that have a log.
    pub(crate) fn threads(&self) -> Vec<u16> {
        let mut threads: Vec<u16> = self.files.iter().map(|log| log.thread).collect();
        threads.sort_unstable();
        threads.dedup();
        threads
    }

    /// Sequence number of the log that a thread writes.
    pub(crate) fn current(&self, thread: u16) -> u32 {
        let sequences = self
            .files
            .iter()
            .filter(|log| log.thread == thread)
            .map(|log| log.sequence);
        sequences.max().unwrap_or(0)
    }

    /// The last SCN up to which a thread's redo is on disk.
    pub(crate) fn flushed(&self, thread: u16, scn: Scn) -> Scn {
        self.held.get(&thread).copied().unwrap_or(scn)
    }

    /// Ends the log that a thread writes and begins another.
    pub(crate) fn switch(&mut self, thread: u16, scn: Scn) {
        self.open(thread, scn);
        let sequence = self.current(thread);
        let is_archived = !self.archiving_waits;
        if let Some(log) = self
            .files
            .iter_mut()
            .find(|log| log.thread == thread && log.sequence == sequence)
        {
            log.next = Some(scn);
            log.is_archived = is_archived;
        }
        self.files.push(LogFile {
            thread,
            sequence: sequence + 1,
            first: scn,
            next: None,
            is_archived: false,
            is_deleted: false,
        });
        self.in_log.insert(thread, 0);
    }

    /// Archives what waits for it.
    pub(crate) fn archive(&mut self) {
        for log in self.files.iter_mut().filter(|log| log.next.is_some()) {
            log.is_archived = true;
        }
    }

    /// Removes archived logs that end before an SCN, with their records.
    pub(crate) fn delete_before(&mut self, scn: Scn) {
        let mut gone = Vec::new();
        for log in &mut self.files {
            if log.is_archived && log.next.is_some_and(|next| next <= scn) {
                log.is_deleted = true;
                gone.push((log.thread, log.sequence));
            }
        }
        self.records
            .retain(|record| !gone.contains(&(record.thread, record.sequence)));
    }

    /// Tells the records of a transaction when it was committed.
    pub(crate) fn committed(&mut self, xid: Xid, scn: Scn) {
        for record in self.records.iter_mut().rev() {
            if record.xid == xid {
                record.commit = Some(scn);
                if record.operation == Operation::Start {
                    return;
                }
            }
        }
    }
}
