//! The redo log: what LogMiner reads.

use super::query::SessionInfo;
use super::state::Transaction;
use super::storage::{Place, Scn, StoredTable, Xid};
use super::table::SupplementalLog;
use crate::codec::rowid::Rowid;
use crate::value::{Column, Row};
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
#[allow(dead_code, reason = "for the views of LogMiner")]
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
}

/// A record.
#[allow(dead_code, reason = "for the views of LogMiner")]
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
        }
    }

    pub(crate) fn of_ddl(
        session: &SessionInfo,
        table: Option<Arc<RedoTable>>,
        text: &str,
        scn: Scn,
        thread: u16,
    ) -> Redo {
        Redo {
            scn,
            start: scn,
            commit: Some(scn),
            thread,
            xid: Xid {
                segment: 0,
                slot: 0,
                sequence: 0,
            },
            user: session.user.clone(),
            session: session.id,
            operation: Operation::Ddl,
            table,
            rowid: None,
            before: None,
            after: None,
            is_rollback: false,
            text: text.to_owned(),
            sequence: 0,
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

/// The records of all threads in the order they were written.
#[derive(Debug, Default)]
pub(crate) struct RedoLog {
    pub(crate) records: Vec<Redo>,
}

impl RedoLog {
    pub(crate) fn push(&mut self, redo: Redo) {
        self.records.push(redo);
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
