//! The session of Oracle that changes are written by.
//!
//! Each transaction begins with a change of the table that says how far the way back is: by it the forward direction knows
//! the transaction, and a second process that believes to be at the same place finds that it is not. The last change of the
//! transaction says how far it has come.

use super::lsn::Lsn;
use super::table::{Kind, RowStatement};
use crate::apply::MARKER_TABLE;
use crate::change::TableName;
use plconv_mover::error::{Error, SourceError};
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::source::oracle::dictionary::quoted;
use plconv_mover::source::oracle::driver::{Bind, OracleConnection, OracleWriter};
use std::sync::Arc;

/// Rows of one statement, and bytes of their values: messages stay below the packets of any server.
const BATCH_ROWS: usize = 500;
const BATCH_BYTES: usize = 7000;

/// The table that says how far the way back is, in the schema of the account that writes.
#[must_use]
pub fn marker_table(plan: &Plan) -> TableName {
    let user = plan.fallback.user.as_ref().or(plan.source.user.as_ref());
    let user = user.map_or("", String::as_str);
    let owner = match user.strip_prefix('"').and_then(|user| user.strip_suffix('"')) {
        Some(quoted) => quoted.to_owned(),
        None => user.to_uppercase(),
    };
    TableName {
        owner: owner.into(),
        table: MARKER_TABLE.into(),
    }
}

/// The statement that makes the table.
pub(crate) fn marker_ddl(plan: &Plan) -> String {
    format!(
        "CREATE TABLE {} (JOB VARCHAR2(256) NOT NULL PRIMARY KEY, SYSTEM_ID VARCHAR2(64) NOT NULL, LSN VARCHAR2(32) NOT NULL, \
         BEGUN_AT VARCHAR2(32) NOT NULL, TRANSACTIONS NUMBER(19) NOT NULL, CHANGES NUMBER(19) NOT NULL)",
        marker_name(plan)
    )
}

/// Its name, as SQL.
pub(crate) fn marker_name(plan: &Plan) -> String {
    let table = marker_table(plan);
    format!("{}.{}", quoted(&table.owner), table.table)
}

/// How far the way back is, as Oracle says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which PostgreSQL the position is of.
    pub system_id: String,
    /// Everything that committed up to here is in Oracle.
    pub lsn: Lsn,
    /// Transactions that were written.
    pub transactions: u64,
    /// Changes that were written.
    pub changes: u64,
}

/// Reads how far the way back is; `None` when it was never prepared.
///
/// # Errors
/// What Oracle says.
pub fn checkpoint(connection: &dyn OracleConnection, plan: &Plan) -> Result<Option<Checkpoint>, Error> {
    let sql = format!(
        "SELECT system_id, lsn, TO_CHAR(transactions), TO_CHAR(changes) FROM {} WHERE job = :1",
        marker_name(plan)
    );
    let rows = match connection.texts(&sql, &[&plan.name]) {
        Err(error) if error.message.contains("ORA-00942") => return Ok(None),
        rows => rows?,
    };
    let Some(row) = rows.into_iter().next() else {
        return Ok(None);
    };
    let mut row = row.into_iter();
    let mut next = || row.next().flatten().unwrap_or_default();
    let system_id = next();
    let lsn: Lsn = next()
        .parse()
        .map_err(|error| Error::Stopped(format!("{}: {error}", marker_name(plan))))?;
    Ok(Some(Checkpoint {
        system_id,
        lsn,
        transactions: next().trim().parse().unwrap_or(0),
        changes: next().trim().parse().unwrap_or(0),
    }))
}

/// A change that Oracle does not take.
#[derive(Clone, Debug)]
pub(crate) struct Conflict {
    pub(crate) kind: Kind,
    pub(crate) reason: String,
    /// Its number in its transaction.
    pub(crate) ordinal: u64,
}

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The run cannot go on like this.
    Error(Error),
    /// One of several changes was not taken; which one, running them one by one will tell.
    Batch,
    /// This change was not taken, and nothing of it is left.
    Conflict(Conflict),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Error(error)
    }
}

impl From<SourceError> for Trouble {
    fn from(error: SourceError) -> Trouble {
        Trouble::Error(error.into())
    }
}

/// Rows of one statement that wait.
struct Batch {
    table: usize,
    kind: Kind,
    sql: Arc<str>,
    rows: Vec<Vec<Bind>>,
    bytes: usize,
    /// The last change's number in its transaction.
    ordinal: u64,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows inserted.
    pub inserts: u64,
    /// Rows updated.
    pub updates: u64,
    /// Rows deleted.
    pub deletes: u64,
    /// Empty texts that became NULL.
    pub emptied: u64,
    /// Changes that were not taken.
    pub conflicts: u64,
}

impl Written {
    /// All rows.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.inserts + self.updates + self.deletes
    }

    /// Adds others.
    pub fn add(&mut self, other: &Written) {
        self.inserts += other.inserts;
        self.updates += other.updates;
        self.deletes += other.deletes;
        self.emptied += other.emptied;
        self.conflicts += other.conflicts;
    }
}

/// The session.
pub(crate) struct Writer {
    connection: Box<dyn OracleWriter>,
    marker: String,
    job: String,
    pub(crate) checkpoint: Checkpoint,
    is_open: bool,
    /// Changes are written one by one.
    pub(crate) is_careful: bool,
    /// Changes of different tables may change places: no trigger and no constraint in Oracle looks at two of them.
    pub(crate) may_reorder: bool,
    batches: Vec<Batch>,
    pub(crate) written: Written,
}

impl Writer {
    /// Logs in and reads how far the way back is.
    pub(crate) fn open(source: &OracleSource, plan: &Plan) -> Result<Writer, Error> {
        let connection = source.open_writer()?;
        // What PostgreSQL looked at when the transaction ended, Oracle does too, where the constraint allows it.
        connection.execute("ALTER SESSION SET CONSTRAINTS = DEFERRED", &[])?;
        let connection_ref: &dyn OracleConnection = connection.as_ref();
        let checkpoint = checkpoint(connection_ref, plan)?.ok_or_else(|| {
            Error::Usage(format!(
                "{} has no row of {}: prepare the way back first",
                marker_name(plan),
                plan.name
            ))
        })?;
        Ok(Writer {
            connection,
            marker: marker_name(plan),
            job: plan.name.clone(),
            checkpoint,
            is_open: false,
            is_careful: false,
            may_reorder: false,
            batches: Vec::new(),
            written: Written::default(),
        })
    }

    fn begin(&mut self) -> Result<(), Error> {
        if std::mem::replace(&mut self.is_open, true) {
            return Ok(());
        }
        let sql = format!(
            "UPDATE {} SET begun_at = :1 WHERE job = :2 AND lsn = :3",
            self.marker
        );
        let lsn = self.checkpoint.lsn.to_string();
        let row = vec![
            Bind::Text(lsn.clone()),
            Bind::Text(self.job.clone()),
            Bind::Text(lsn),
        ];
        self.one_row(&sql, row)
    }

    fn one_row(&self, sql: &str, row: Vec<Bind>) -> Result<(), Error> {
        match self.connection.batch(sql, &[row])? {
            1 => Ok(()),
            _ => Err(Error::Stopped(format!(
                "{} says that another process is farther: only one may write",
                self.marker
            ))),
        }
    }

    /// The session, for questions.
    pub(crate) fn connection(&self) -> &dyn OracleConnection {
        self.connection.as_ref()
    }

    /// Whether a transaction of Oracle is open.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Takes a change.
    pub(crate) fn push(
        &mut self,
        table: usize,
        statement: RowStatement,
        ordinal: u64,
    ) -> Result<(), Trouble> {
        self.begin()?;
        self.written.emptied += statement.emptied;
        let bytes = statement.binds.iter().map(length).sum();
        let is_alone = self.is_careful || statement.is_large;
        let place = self.batches.iter().position(|batch| batch.table == table);
        if let Some(place) = place {
            let fits = self.batches.get_mut(place).filter(|batch| {
                !is_alone
                    && batch.sql == statement.sql
                    && batch.rows.len() < BATCH_ROWS
                    && batch.bytes + bytes <= BATCH_BYTES
            });
            if let Some(batch) = fits {
                batch.rows.push(statement.binds);
                batch.bytes += bytes;
                batch.ordinal = ordinal;
                return Ok(());
            }
            self.flush_one(place)?;
        } else if !self.may_reorder {
            self.flush()?;
        }
        self.batches.push(Batch {
            table,
            kind: statement.kind,
            sql: statement.sql,
            rows: vec![statement.binds],
            bytes,
            ordinal,
        });
        if is_alone { self.flush() } else { Ok(()) }
    }

    /// Sends what waits.
    pub(crate) fn flush(&mut self) -> Result<(), Trouble> {
        while !self.batches.is_empty() {
            self.flush_one(0)?;
        }
        Ok(())
    }

    fn flush_one(&mut self, place: usize) -> Result<(), Trouble> {
        let batch = self.batches.remove(place);
        let is_one = batch.rows.len() == 1;
        let conflict = |reason: String| {
            if is_one {
                Trouble::Conflict(Conflict {
                    kind: batch.kind,
                    reason,
                    ordinal: batch.ordinal,
                })
            } else {
                Trouble::Batch
            }
        };
        if self.is_careful {
            self.connection.execute("SAVEPOINT plconv_change", &[])?;
        }
        let count = match self.connection.batch(&batch.sql, &batch.rows) {
            Ok(count) => count,
            // The statement has left nothing.
            Err(error) if is_about_data(&error.message) => return Err(conflict(error.message)),
            Err(error) => return Err(error.into()),
        };
        if count != batch.rows.len() as u64 {
            if self.is_careful {
                self.connection
                    .execute("ROLLBACK TO SAVEPOINT plconv_change", &[])?;
            }
            let reason = match count {
                0 => "Oracle has no such row".to_owned(),
                count => format!("Oracle has {count} such rows"),
            };
            return Err(conflict(reason));
        }
        match batch.kind {
            Kind::Insert => self.written.inserts += count,
            Kind::Update => self.written.updates += count,
            Kind::Delete => self.written.deletes += count,
        }
        Ok(())
    }

    /// A statement that is no change of rows.
    pub(crate) fn execute(&mut self, sql: &str) -> Result<(), Trouble> {
        self.flush()?;
        self.begin()?;
        Ok(self.connection.execute(sql, &[])?)
    }

    /// Ends the transaction: everything up to a position is in Oracle.
    pub(crate) fn commit(
        &mut self,
        lsn: Lsn,
        transactions: u64,
        fault: &dyn Fn(&str) -> Result<(), Error>,
    ) -> Result<Written, Trouble> {
        self.begin()?;
        self.flush()?;
        let checkpoint = Checkpoint {
            system_id: self.checkpoint.system_id.clone(),
            lsn,
            transactions: self.checkpoint.transactions + transactions,
            changes: self.checkpoint.changes + self.written.changes(),
        };
        let sql = format!(
            "UPDATE {} SET lsn = :1, transactions = :2, changes = :3 WHERE job = :4",
            self.marker
        );
        self.one_row(
            &sql,
            vec![
                Bind::Text(lsn.to_string()),
                Bind::Number(checkpoint.transactions.to_string()),
                Bind::Number(checkpoint.changes.to_string()),
                Bind::Text(self.job.clone()),
            ],
        )?;
        fault("commit")?;
        // Whether it did commit, the table says after an error.
        match self.connection.commit() {
            Ok(()) => {}
            Err(error) if is_about_data(&error.message) => {
                self.is_open = false;
                return Err(Trouble::Batch);
            }
            Err(error) => return Err(error.into()),
        }
        fault("committed")?;
        self.is_open = false;
        self.checkpoint = checkpoint;
        Ok(std::mem::take(&mut self.written))
    }

    /// Takes back what is not committed.
    pub(crate) fn rollback(&mut self) -> Result<(), Error> {
        self.batches.clear();
        self.written = Written::default();
        self.is_open = false;
        Ok(self.connection.rollback()?)
    }
}

fn length(bind: &Bind) -> usize {
    match bind {
        Bind::Text(text) | Bind::Number(text) => text.len(),
        Bind::Bytes(bytes) => bytes.len(),
        Bind::Null(_)
        | Bind::Float(_)
        | Bind::Double(_)
        | Bind::DateTime(_)
        | Bind::Months(_)
        | Bind::Duration { .. }
        | Bind::Boolean(_) => 8,
    }
}

/// Errors that another row might not have: constraints, values that do not fit, what triggers raise.
const ABOUT_DATA: &[&str] = &[
    "ORA-00001",
    "ORA-01400",
    "ORA-01401",
    "ORA-01407",
    "ORA-01426",
    "ORA-01438",
    "ORA-01461",
    "ORA-01722",
    "ORA-01830",
    "ORA-01839",
    "ORA-01841",
    "ORA-01843",
    "ORA-01847",
    "ORA-01861",
    "ORA-02290",
    "ORA-02291",
    "ORA-02292",
    "ORA-12899",
    "ORA-14400",
    "ORA-14402",
    "ORA-32795",
    "ORA-40441",
    "ORA-02091",
];

fn is_about_data(message: &str) -> bool {
    ABOUT_DATA.iter().any(|code| message.contains(code))
        // RAISE_APPLICATION_ERROR.
        || message
            .find("ORA-20")
            .and_then(|at| message.get(at + 6..at + 9))
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_data() {
        assert!(is_about_data("ORA-00001: unique constraint (A.B) violated"));
        assert!(is_about_data("ORA-20001: no"));
        assert!(!is_about_data("ORA-00942: table or view does not exist"));
        assert!(!is_about_data("ORA-20"));
    }
}
