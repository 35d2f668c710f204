//! Transactions out of rows of V$LOGMNR_CONTENTS: in the order of the log come changes of all transactions that are open,
//! what they take back again, and their ends.
//!
//! Nothing is dropped silently: what cannot be told becomes [`Operation::Reselect`] of the row, or
//! [`Operation::Unsupported`] of the table.

mod large;
mod row;
mod transaction;
mod undo;

pub use row::{LogRow, Xid, code};
pub use transaction::ROWID;

use crate::change::{Change, Changes, Operation, Row, TableName, Transaction, TransactionId};
use crate::logminer::catalog::{Catalog, Column};
use crate::logminer::definition;
use crate::redo::{self, Statement};
use crate::spill::SpillStore;
use plconv_mover::error::{Error, SourceError};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use transaction::OpenTransaction;

/// The columns of a table, and those of its primary key.
pub type Definition = (Vec<Column>, Vec<Arc<str>>);

/// Rows of open transactions whose changes cannot be told, and which are to be read again: more are not remembered, since each
/// takes about 500 bytes of memory, and a question to the source later on.
const UNCLEAR: usize = 250_000;

/// What the assembler asks the source.
pub trait Dictionary {
    /// The columns of a table as they are now, and those of its primary key; `None` when it is not there.
    ///
    /// # Errors
    /// When the source does not answer.
    fn table(&self, name: &TableName) -> Result<Option<Definition>, SourceError>;

    /// The key that the row with a ROWID had just before an SCN.
    ///
    /// # Errors
    /// When the source does not answer.
    fn key_before(
        &self,
        table: &TableName,
        key: &[Arc<str>],
        row_id: &str,
        scn: u64,
    ) -> Result<KeyBefore, SourceError>;
}

/// What a row had been.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyBefore {
    /// It had this key.
    Key(Row),
    /// There was no such row.
    None,
    /// The past can no longer be read.
    Unknown,
}

/// Puts transactions together.
#[derive(Debug)]
pub struct Assembler {
    catalog: Catalog,
    open: BTreeMap<Xid, OpenTransaction>,
    committed: Vec<Committed>,
    store: SpillStore,
    /// Bytes of changes in memory beyond which they go to disk.
    budget: usize,
    /// Bytes of changes of open transactions in memory.
    used: usize,
    /// Bytes of changes of committed ones.
    committed_bytes: usize,
    /// Rows of open transactions that are to be read again.
    unclear: usize,
    /// How many of them are remembered.
    unclear_limit: usize,
    /// The log is read from here on, without a gap.
    origin: u64,
    /// Where a transaction began of which only the end was seen.
    begins_before: Option<u64>,
    /// Whether tables that are made are captured from there on.
    takes_new_tables: bool,
}

/// A transaction that has committed and is not handed over yet.
#[derive(Debug)]
pub struct Committed {
    /// The transaction; its position is still to be set.
    pub transaction: Transaction,
    /// The first SCN that belongs to it.
    pub first_scn: u64,
    /// The order in which its end came.
    ordinal: usize,
}

impl Assembler {
    /// An assembler for tables, with a budget of memory and a directory for what is beyond it.
    #[must_use]
    pub fn new(catalog: Catalog, budget: usize, directory: PathBuf) -> Assembler {
        Assembler {
            catalog,
            open: BTreeMap::new(),
            committed: Vec::new(),
            store: SpillStore::new(directory),
            budget,
            used: 0,
            committed_bytes: 0,
            unclear: 0,
            unclear_limit: UNCLEAR,
            origin: 0,
            begins_before: None,
            takes_new_tables: false,
        }
    }

    /// Tables that owners of captured ones make are captured too from here on, or not.
    pub fn take_new_tables(&mut self, whether: bool) {
        self.takes_new_tables = whether;
    }

    /// What is known of the tables.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Forgets all transactions: the log is read behind an SCN.
    pub fn begin(&mut self, origin: u64) {
        self.origin = origin;
        self.begins_before = None;
        self.open.clear();
        self.committed.clear();
        self.used = 0;
        self.committed_bytes = 0;
        self.unclear = 0;
    }

    /// The first SCN of all transactions that are open.
    #[must_use]
    pub fn oldest_open(&self) -> Option<u64> {
        self.open.values().map(|open| open.first_scn).min()
    }

    /// Where a transaction began of which what was done before the log was read is not known.
    #[must_use]
    pub fn begins_before(&self) -> Option<u64> {
        self.begins_before
    }

    /// Transactions that are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open.len()
    }

    /// Bytes of changes in memory.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.used + self.committed_bytes
    }

    /// Takes the transactions that have committed, in the order of their commits: SCN, thread, order of the log.
    #[must_use]
    pub fn take_committed(&mut self) -> Vec<Committed> {
        let mut committed = std::mem::take(&mut self.committed);
        self.committed_bytes = 0;
        committed.sort_by_key(|one| (one.transaction.commit_scn, one.transaction.thread, one.ordinal));
        committed
    }

    /// Takes a row of the log. Rows come in the order of the log.
    ///
    /// # Errors
    /// When the log has a gap, the dictionary does not answer or the disk fails.
    pub fn row(&mut self, row: LogRow, dictionary: &dyn Dictionary) -> Result<(), Error> {
        if row.code == code::MISSING_SCN {
            return Err(Error::Stopped(format!(
                "the redo log has a gap at SCN {}: {}; the tables are to be copied again",
                row.scn, row.info
            )));
        }
        if code::IGNORED.contains(&row.code) {
            return Ok(());
        }
        let xid = self.xid_of(&row);
        let open = self.open.entry(xid).or_insert_with(|| OpenTransaction::new(&row));
        let Some(row) = open.joined(row) else {
            return Ok(());
        };
        match row.code {
            code::START => {}
            code::COMMIT => self.commit(xid, &row, dictionary)?,
            code::ROLLBACK => {
                if let Some(open) = self.open.remove(&xid) {
                    self.used = self.used.saturating_sub(open.bytes());
                    self.unclear = self.unclear.saturating_sub(open.unclear.len());
                }
            }
            code::DDL => self.definition(xid, &row, dictionary)?,
            _ => {
                if !open.has_start && (1..=self.origin).contains(&row.start_scn) {
                    let before = self.begins_before.unwrap_or(u64::MAX);
                    self.begins_before = Some(before.min(row.start_scn));
                }
                let before = (open.bytes(), open.unclear.len());
                open.change(row, &self.catalog)?;
                self.used = (self.used + open.bytes()).saturating_sub(before.0);
                self.unclear = (self.unclear + open.unclear.len()).saturating_sub(before.1);
                self.keep_within_budget()?;
                self.give_tables_up();
            }
        }
        Ok(())
    }

    /// The transaction of a row. Where the sequence number is not known it is the one that is open in the same slot.
    fn xid_of(&mut self, row: &LogRow) -> Xid {
        if self.open.contains_key(&row.xid) {
            return row.xid;
        }
        let in_slot = |xid: &&Xid| xid.slot() == row.xid.slot();
        if row.xid.is_partial() {
            return self.open.keys().rev().find(in_slot).copied().unwrap_or(row.xid);
        }
        let partial = row.xid.partial();
        if let Some(mut open) = self.open.remove(&partial) {
            open.xid = row.xid;
            self.open.insert(row.xid, open);
        }
        row.xid
    }

    fn commit(&mut self, xid: Xid, row: &LogRow, dictionary: &dyn Dictionary) -> Result<(), Error> {
        let Some(mut open) = self.open.remove(&xid) else {
            return Ok(());
        };
        self.used = self.used.saturating_sub(open.bytes());
        self.unclear = self.unclear.saturating_sub(open.unclear.len());
        if self.memory() + open.bytes() > self.budget {
            open.spill(&mut self.store)?;
        }
        let bytes = open.bytes();
        let thread = if row.thread == 0 { open.thread } else { row.thread };
        let id = TransactionId(open.xid.to_string());
        let (user, first_scn) = (open.user.clone().or_else(|| row.user.clone()), open.first_scn);
        if let Some(changes) = open.into_changes(&self.catalog, dictionary, &mut self.store)? {
            self.committed_bytes += bytes;
            self.committed.push(Committed {
                transaction: Transaction {
                    id,
                    thread,
                    commit_scn: row.scn,
                    committed_at: row.at,
                    user,
                    position: crate::change::Position::default(),
                    changes,
                },
                first_scn,
                ordinal: self.committed.len(),
            });
        }
        Ok(())
    }

    /// A definition: a transaction of its own, whatever else the one has that it is logged in.
    fn definition(&mut self, xid: Xid, row: &LogRow, dictionary: &dyn Dictionary) -> Result<(), Error> {
        if row.info.starts_with("INTERNAL DDL") {
            return Ok(());
        }
        let text = definition::cleaned(&row.sql);
        let index = self.catalog.find(row.object, &row.owner, &row.table, row.scn);
        let table = match index {
            Some(index) => self.catalog.table(index).at(row.scn.saturating_sub(1)).table(),
            None => TableName {
                owner: row.owner.as_str().into(),
                table: row.table.as_str().into(),
            },
        };
        let number = self.open.get_mut(&xid).map_or(0, |open| {
            open.definitions += 1;
            open.definitions
        });
        let is_of_owner = || self.catalog.names().contains_key(row.owner.as_str());
        match index {
            Some(index) => {
                definition::follow(&mut self.catalog, index, (row.scn, row.object), &text, dictionary)?;
            }
            None if self.takes_new_tables && is_of_owner() => {
                if let Some(created) = definition::created(&text) {
                    let name = (table.owner.clone(), table.table.clone());
                    self.catalog.add(name, (row.scn, row.object), created);
                }
            }
            None => {}
        }
        let operation = if definition::is_truncate(&text) {
            Operation::Truncate
        } else {
            Operation::Ddl { text: text.into() }
        };
        let change = Change {
            table,
            scn: row.scn,
            row_id: None,
            operation,
        };
        self.committed.push(Committed {
            transaction: Transaction {
                id: TransactionId(format!("{xid}-ddl{number}")),
                thread: row.thread,
                commit_scn: row.scn,
                committed_at: row.at,
                user: row.user.clone(),
                position: crate::change::Position::default(),
                changes: Changes::new(vec![change]),
            },
            first_scn: row.scn,
            ordinal: self.committed.len(),
        });
        Ok(())
    }

    /// Writes the largest transactions to disk until the rest is small enough.
    fn keep_within_budget(&mut self) -> Result<(), Error> {
        while self.used > self.budget {
            let Some(largest) = self.open.values_mut().max_by_key(|open| open.spillable()) else {
                return Ok(());
            };
            if largest.spillable() == 0 {
                return Ok(());
            }
            let before = largest.bytes();
            largest.spill(&mut self.store)?;
            self.used = (self.used + largest.bytes()).saturating_sub(before);
        }
        Ok(())
    }

    /// Gives tables up of which so many rows are to be read again that they cannot all be remembered.
    fn give_tables_up(&mut self) {
        while self.unclear > self.unclear_limit {
            let Some(largest) = self.open.values_mut().max_by_key(|open| open.unclear.len()) else {
                return;
            };
            let before = largest.unclear.len();
            largest.give_largest_table_up();
            self.unclear = (self.unclear + largest.unclear.len()).saturating_sub(before);
        }
    }
}

/// Reads the statement of a row; what it cannot mean is an error for people.
fn read_statement(row: &LogRow) -> Result<Statement<'_>, Arc<str>> {
    redo::parse(&row.sql).map_err(|error| Arc::from(format!("{error}: {}", row.excerpt())))
}

#[cfg(test)]
mod tests;
