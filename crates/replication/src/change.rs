//! Committed changes, whatever source they come from: the one form between capture and apply.

use plconv_mover::error::Error;
use plconv_mover::value::DateTime;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A source of committed transactions: LogMiner, OpenLogReplicator, Debezium.
pub trait ChangeSource: Send {
    /// The next event, in the order of commits; `None` when none came within `wait`.
    ///
    /// # Errors
    /// When the source cannot go on. After an error that may go away it is made anew from the last position that was
    /// committed.
    fn next(&mut self, wait: Duration) -> Result<Option<Event>, Error>;

    /// Whether [`ChangeSource::next`] has an event at once.
    fn is_ready(&self) -> bool {
        false
    }

    /// Tells that everything up to a position is safe in the target, so that the source need not keep it.
    ///
    /// # Errors
    /// When the source cannot be told.
    fn confirm(&mut self, position: &Position) -> Result<(), Error>;

    /// What the source knows of its tables, to be saved with the position and given back when it is made anew: rows of the
    /// log from before a definition are read by it. `None` when there is nothing to save.
    fn catalog(&self) -> Option<String> {
        None
    }
}

/// Reads rows of the source as they are, for what the log does not hold.
pub trait RowReader: Send {
    /// The row with a key, as of an SCN or the nearest later time that can be read; `None` when there is none, or when it does not
    /// fulfil the condition `filter`, which is of the source's SQL.
    ///
    /// A key may be the column `ROWID` alone.
    ///
    /// # Errors
    /// When the source does not answer.
    fn read_row(
        &mut self,
        table: &TableName,
        key: &Row,
        filter: Option<&str>,
        scn: u64,
    ) -> Result<Option<Row>, Error>;

    /// The SCN that the last row was read at, when that was later than asked for: it may be another row then, which has got the
    /// key meanwhile.
    fn read_later_at(&self) -> Option<u64> {
        None
    }
}

/// What a source hands over.
#[derive(Debug)]
pub enum Event {
    /// A committed transaction, whole.
    Transaction(Transaction),
    /// Everything that committed up to here has been handed over: the position moves on though nothing changed.
    Heartbeat {
        /// Where the source stands.
        position: Position,
        /// What time it is there.
        at: Option<SystemTime>,
    },
    /// Nothing more will come: a file has ended.
    End,
}

/// Where a source goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Reading starts here: below the first change of each transaction that was open.
    pub low_scn: u64,
    /// Transactions that committed below this SCN are done.
    pub commit_scn: u64,
    /// Transactions that committed at exactly that SCN and are done.
    pub done_at_commit_scn: BTreeSet<TransactionId>,
}

/// Identifies a transaction in its source: Oracle's XID as 16 hexadecimal digits, or whatever the source has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionId(pub String);

/// A committed transaction.
#[derive(Debug)]
pub struct Transaction {
    /// Its identity.
    pub id: TransactionId,
    /// Redo thread that it committed in, from 1; 0 where there is no such thing.
    pub thread: u16,
    /// When it committed: SCN.
    pub commit_scn: u64,
    /// When it committed, by the source's clock.
    pub committed_at: Option<SystemTime>,
    /// Oracle user who did it, where known.
    pub user: Option<String>,
    /// Where the source goes on once this transaction is in the target.
    pub position: Position,
    /// What it did, in order, without what it rolled back.
    pub changes: Changes,
}

/// The changes of a transaction, in memory or on disk.
pub struct Changes {
    log: Box<dyn ChangeLog>,
    /// About how much memory they take: asked for often.
    bytes: usize,
}

impl std::fmt::Debug for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} changes", self.log.len())
    }
}

/// Changes one after another: those in memory are lent, those on disk are made.
pub type ReadChanges<'a> = Box<dyn Iterator<Item = Result<Cow<'a, Change>, Error>> + 'a>;

/// Holds the changes of one transaction; it can be read more than once.
pub trait ChangeLog: Send {
    /// How many there are.
    fn len(&self) -> u64;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how many bytes of memory they take.
    fn bytes(&self) -> usize;

    /// Reads them from the first.
    ///
    /// # Errors
    /// When the disk fails.
    fn read(&self) -> Result<ReadChanges<'_>, Error>;
}

impl ChangeLog for Vec<Change> {
    fn len(&self) -> u64 {
        Vec::len(self) as u64
    }

    fn bytes(&self) -> usize {
        self.iter().map(Change::bytes).sum()
    }

    fn read(&self) -> Result<ReadChanges<'_>, Error> {
        Ok(Box::new(self.iter().map(|change| Ok(Cow::Borrowed(change)))))
    }
}

impl Changes {
    /// Changes that are held by something.
    pub fn new(log: impl ChangeLog + 'static) -> Changes {
        Changes {
            bytes: log.bytes(),
            log: Box::new(log),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.log.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// About how many bytes of memory they take; those on disk take none.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reads them from the first.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn read(&self) -> Result<ReadChanges<'_>, Error> {
        self.log.read()
    }
}

/// A table of the source, as its dictionary has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName {
    /// Its owner.
    pub owner: Arc<str>,
    /// Its name.
    pub table: Arc<str>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The table.
    pub table: TableName,
    /// SCN of the change itself.
    pub scn: u64,
    /// The row's ROWID after the change, where the source knows it.
    pub row_id: Option<Arc<str>>,
    /// What was done.
    pub operation: Operation,
}

impl Change {
    /// About how many bytes of memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let row = |row: &Row| -> usize { row.iter().map(|(_, value)| value.bytes()).sum() };
        let operation = match &self.operation {
            Operation::Insert { new } => row(new),
            Operation::Update { old, new } => row(old) + row(new),
            Operation::Delete { old } => row(old),
            Operation::Reselect { key, columns, reason } => row(key) + columns.len() * 16 + reason.len(),
            Operation::Ddl { text } => text.len(),
            Operation::Unsupported { reason } => reason.len(),
            Operation::Truncate => 0,
        };
        size_of::<Change>() + 64 + operation
    }
}

/// What was done to a row, or to a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// A row came.
    Insert {
        /// All its columns that are not NULL.
        new: Row,
    },
    /// A row changed.
    Update {
        /// What identifies it: the columns that supplemental logging wrote, as they were before.
        old: Row,
        /// The columns that were set.
        new: Row,
    },
    /// A row went.
    Delete {
        /// What identifies it.
        old: Row,
    },
    /// A row changed in a way that the log does not tell: it is to be read again as of the transaction's commit. If there is
    /// none any more, the one with that key goes.
    Reselect {
        /// The primary key, or the column `ROWID` alone.
        key: Row,
        /// The columns that changed; all when empty.
        columns: Vec<Arc<str>>,
        /// What the log had instead, for people.
        reason: Arc<str>,
    },
    /// All rows went.
    Truncate,
    /// A statement of DDL: a transaction of its own.
    Ddl {
        /// Its text, as Oracle logged it.
        text: Arc<str>,
    },
    /// A change that cannot be told and cannot be read again: the table's copy is no longer right.
    Unsupported {
        /// What the log had, for people.
        reason: Arc<str>,
    },
}

/// Columns by their names in the dictionary, each at most once.
pub type Row = Vec<(Arc<str>, Datum)>;

/// The value of a column, owned.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// NULL
    Null,
    /// Characters.
    Text(Box<str>),
    /// A decimal number as text: `-12.5`, `1E+30`.
    Number(Box<str>),
    /// BINARY_FLOAT
    Float(f32),
    /// BINARY_DOUBLE
    Double(f64),
    /// RAW and BLOB
    Bytes(Box<[u8]>),
    /// BOOLEAN
    Boolean(bool),
    /// DATE and TIMESTAMP
    DateTime(DateTime),
    /// An instant in UTC.
    Instant(DateTime),
    /// INTERVAL YEAR TO MONTH, in months.
    Months(i32),
    /// INTERVAL DAY TO SECOND; both parts have the same sign.
    Duration {
        /// Whole days.
        days: i32,
        /// The rest in nanoseconds.
        nanoseconds: i64,
    },
    /// A value that the log does not hold: a LOB, an unsupported type. It is read with the row as of the transaction's commit.
    /// If there is no such row any more, a later change of it follows, and any value will do.
    Missing,
}

impl Datum {
    /// About how many bytes of memory it takes in a row.
    fn bytes(&self) -> usize {
        size_of::<(Arc<str>, Datum)>()
            + match self {
                Datum::Text(text) | Datum::Number(text) => text.len() + 16,
                Datum::Bytes(bytes) => bytes.len() + 16,
                Datum::Null
                | Datum::Float(_)
                | Datum::Double(_)
                | Datum::Boolean(_)
                | Datum::DateTime(_)
                | Datum::Instant(_)
                | Datum::Months(_)
                | Datum::Duration { .. }
                | Datum::Missing => 0,
            }
    }
}
