//! All that the simulated database knows.

use super::query::SessionInfo;
use super::redo::{Operation, Redo, RedoTable};
use super::storage::{Place, Scn, StoredTable, Xid};
use super::table::Table;
use crate::codec::temporal::DateTime;
use crate::database::OracleError;
use crate::value::{Column, Row};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A change that a transaction has made.
#[derive(Clone, Debug)]
struct Change {
    table: (String, String),
    place: Place,
}

/// A transaction that is open.
#[derive(Clone, Debug)]
pub(crate) struct Transaction {
    pub(crate) start: Scn,
    pub(crate) session: u32,
    pub(crate) user: String,
    pub(crate) thread: u16,
    changes: Vec<Change>,
    savepoints: Vec<(String, usize)>,
}

/// A dictionary view that a test has filled.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) columns: Arc<[Column]>,
    pub(crate) rows: Vec<Row>,
}

/// A sequence.
#[derive(Clone, Debug)]
pub(crate) struct Sequence {
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) last: i64,
    pub(crate) increment: i64,
    pub(crate) cache: i64,
}

/// Source text or DDL of an object.
#[derive(Clone, Debug)]
pub(crate) struct SourceObject {
    pub(crate) owner: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) text: String,
    /// The SCN of its last definition.
    pub(crate) defined: Scn,
}

pub(crate) struct State {
    pub(crate) scn: Scn,
    /// Snapshots before are too old.
    pub(crate) oldest_snapshot: Scn,
    pub(crate) tables: BTreeMap<(String, String), StoredTable>,
    pub(crate) transactions: BTreeMap<Xid, Transaction>,
    pub(crate) views: BTreeMap<String, View>,
    pub(crate) parameters: BTreeMap<String, String>,
    pub(crate) sequences: Vec<Sequence>,
    pub(crate) sources: Vec<SourceObject>,
    pub(crate) privileges: Vec<String>,
    pub(crate) redo: super::redo::RedoLog,
    next_object: u32,
    next_transaction: u32,
}

impl State {
    pub(crate) fn new() -> State {
        let scn = 1_000_000;
        let mut redo = super::redo::RedoLog::default();
        redo.open(1, scn);
        State {
            scn,
            oldest_snapshot: 0,
            tables: BTreeMap::new(),
            transactions: BTreeMap::new(),
            views: BTreeMap::new(),
            parameters: BTreeMap::new(),
            sequences: Vec::new(),
            sources: Vec::new(),
            privileges: Vec::new(),
            redo,
            next_object: 70_000,
            next_transaction: 1,
        }
    }

    /// The next SCN.
    pub(crate) fn tick(&mut self) -> Scn {
        self.scn += 1;
        self.scn
    }

    /// When an SCN was: a millisecond each, from a fixed day on, so that no test depends on the clock.
    pub(crate) fn time(scn: Scn) -> DateTime {
        let start = DateTime::date(2025, 1, 1).epoch_seconds();
        let seconds = start + i64::try_from(scn / 1000).unwrap_or(0);
        DateTime::from_epoch_seconds(seconds, u32::try_from(scn % 1000).unwrap_or(0) * 1_000_000)
    }

    /// Numbers for objects.
    pub(crate) fn objects(&mut self, count: usize) -> u32 {
        let first = self.next_object;
        self.next_object += u32::try_from(count).unwrap_or(0).max(1);
        first
    }

    pub(crate) fn add_table(&mut self, table: Table) {
        let object = self.objects(table.partitions.len());
        let scn = self.tick();
        let name = (table.owner.clone(), table.name.clone());
        self.tables.insert(name, StoredTable::new(table, object, scn));
    }

    pub(crate) fn table(&self, owner: &str, name: &str) -> Result<&StoredTable, OracleError> {
        self.tables
            .get(&(owner.to_owned(), name.to_owned()))
            .ok_or_else(no_table)
    }

    pub(crate) fn begin(&mut self, session: u32, user: &str, thread: u16) -> Xid {
        let number = self.next_transaction;
        self.next_transaction += 1;
        let mut xid = Xid {
            segment: u16::try_from(number % 10 + 1).unwrap_or(1),
            slot: u16::try_from(number % 34).unwrap_or(0),
            sequence: number,
        };
        // A slot has one transaction at a time.
        let is_taken = |xid: &Xid| {
            self.transactions
                .keys()
                .any(|open| (open.segment, open.slot) == (xid.segment, xid.slot))
        };
        while is_taken(&xid) {
            xid.slot += 1;
        }
        let start = self.tick();
        let transaction = Transaction {
            start,
            session,
            user: user.to_owned(),
            thread,
            changes: Vec::new(),
            savepoints: Vec::new(),
        };
        self.transactions.insert(xid, transaction);
        self.log(xid, Operation::Start, start);
        xid
    }

    /// Puts a definition into the redo log, as a transaction of its own.
    pub(crate) fn log_definition(
        &mut self,
        session: &SessionInfo,
        table: Option<Arc<RedoTable>>,
        text: &str,
    ) {
        let xid = self.begin(session.id, &session.user, session.thread);
        let scn = self.tick();
        if let Some(transaction) = self.transactions.get(&xid) {
            let mut redo = Redo::of_transaction(xid, transaction, Operation::Ddl, scn);
            redo.table = table;
            text.clone_into(&mut redo.text);
            self.redo.push(redo);
        }
        self.commit(xid);
    }

    /// Puts a record without a row into the redo log.
    fn log(&mut self, xid: Xid, operation: Operation, scn: Scn) {
        let Some(transaction) = self.transactions.get(&xid) else {
            return;
        };
        self.redo
            .push(Redo::of_transaction(xid, transaction, operation, scn));
    }

    /// Changes a row: `None` deletes it.
    pub(crate) fn write(
        &mut self,
        xid: Xid,
        table: &(String, String),
        place: Place,
        row: Option<Row>,
    ) -> Result<(), OracleError> {
        let scn = self.tick();
        let stored = self.tables.get_mut(table).ok_or_else(no_table)?;
        let before = stored.write(place, row.clone(), xid)?;
        if let Some(transaction) = self.transactions.get_mut(&xid) {
            transaction.changes.push(Change {
                table: table.clone(),
                place,
            });
            let redo = Redo::of_row(xid, transaction, stored, place, before, row, scn);
            self.redo.push(redo);
        }
        Ok(())
    }

    pub(crate) fn commit(&mut self, xid: Xid) -> Scn {
        let scn = self.tick();
        self.log(xid, Operation::Commit, scn);
        if let Some(transaction) = self.transactions.remove(&xid) {
            for change in transaction.changes {
                if let Some(stored) = self.tables.get_mut(&change.table) {
                    stored.commit(change.place, xid, scn);
                }
            }
        }
        self.redo.committed(xid, scn);
        scn
    }

    pub(crate) fn rollback(&mut self, xid: Xid) {
        self.undo(xid, 0);
        let scn = self.tick();
        self.log(xid, Operation::Rollback, scn);
        self.transactions.remove(&xid);
    }

    pub(crate) fn savepoint(&mut self, xid: Xid, name: &str) {
        if let Some(transaction) = self.transactions.get_mut(&xid) {
            transaction.savepoints.retain(|(known, _)| known != name);
            transaction
                .savepoints
                .push((name.to_owned(), transaction.changes.len()));
        }
    }

    pub(crate) fn rollback_to(&mut self, xid: Xid, name: &str) -> Result<(), OracleError> {
        let transaction = self.transactions.get_mut(&xid);
        let savepoint = transaction.and_then(|transaction| {
            let at = transaction
                .savepoints
                .iter()
                .position(|(known, _)| known == name)?;
            transaction.savepoints.truncate(at + 1);
            Some(transaction.savepoints[at].1)
        });
        match savepoint {
            Some(changes) => {
                self.undo(xid, changes);
                Ok(())
            }
            None => Err(OracleError::new(
                1086,
                &format!("savepoint '{name}' never established in this session or is invalid"),
            )),
        }
    }

    /// Whether an open transaction has changed a table, which definitions of it wait for.
    pub(crate) fn is_in_use(&self, table: &(String, String)) -> bool {
        let mut changes = self
            .transactions
            .values()
            .flat_map(|transaction| &transaction.changes);
        changes.any(|change| change.table == *table)
    }

    /// How many changes a transaction has made.
    pub(crate) fn changes(&self, xid: Xid) -> usize {
        self.transactions
            .get(&xid)
            .map_or(0, |transaction| transaction.changes.len())
    }

    /// Takes back what a transaction did after so many changes, the latest first.
    pub(crate) fn undo(&mut self, xid: Xid, left: usize) {
        while let Some(transaction) = self.transactions.get_mut(&xid) {
            if transaction.changes.len() <= left {
                return;
            }
            let Some(change) = transaction.changes.pop() else {
                return;
            };
            self.scn += 1;
            if let Some(stored) = self.tables.get_mut(&change.table) {
                let (left, gone) = stored.undo(change.place);
                let mut redo = Redo::of_row(xid, transaction, stored, change.place, gone, left, self.scn);
                redo.is_rollback = true;
                self.redo.push(redo);
            }
        }
    }
}

/// The table is not there, or not for this user: servers do not tell which.
pub(crate) fn no_table() -> OracleError {
    OracleError::new(942, "table or view does not exist")
}
