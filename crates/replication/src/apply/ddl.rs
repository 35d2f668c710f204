//! Statements of DDL of the source, at their place among the transactions.

mod definition;

use super::Applier;
use crate::change::{Operation, TableName, Transaction};
use plconv_mover::error::Error;
use plconv_mover::source::SourceColumn;
use std::collections::BTreeMap;

/// What a statement of DDL does, as far as the copy of a table is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translation {
    /// Nothing of the rows or columns: grants, comments, statistics.
    Ignored,
    /// The same for the target.
    Statements(Box<Translated>),
    /// It is not translated, and why; the rows of the copy are right without it.
    Left(String),
    /// It cannot be translated, and why.
    Refused(String),
}

/// A statement of DDL for the target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translated {
    /// Statements of PostgreSQL, run in one transaction.
    pub statements: Vec<String>,
    /// The table's columns in the source afterwards.
    pub columns: Vec<SourceColumn>,
    /// Rows that exist have got values which only the source can tell: the table is copied again.
    pub needs_rows: bool,
    /// The rows are right without it too: an index, a constraint.
    pub is_optional: bool,
    /// The name that the table has from here on: in the source's dictionary, and in the target as SQL.
    pub new_name: Option<(String, String)>,
    /// Whether the table is gone.
    pub is_dropped: bool,
    /// Whether the table is a new one, without rows.
    pub is_created: bool,
    /// What is left out of it.
    pub notes: Vec<String>,
}

/// The table that a statement is about.
#[derive(Clone, Debug)]
pub struct DdlTable<'a> {
    /// Its name in the source's dictionary.
    pub source: &'a TableName,
    /// Its name in the target, as SQL.
    pub target: &'a str,
    /// Its columns in the source before the statement.
    pub columns: &'a [SourceColumn],
    /// The columns that the plan chooses; all when `None`.
    pub chosen: Option<&'a [String]>,
    /// Columns to which the plan gives names of their own in the target, without quotes.
    pub renamed: BTreeMap<String, String>,
}

/// Turns statements of Oracle into such of PostgreSQL.
pub trait DdlTranslator: Sync {
    /// The same for the target.
    fn translate(&self, statement: &str, table: &DdlTable<'_>) -> Translation;

    /// The owner, where it is named, and the name of the table that an index is made on by a statement which makes one.
    fn indexed_table(&self, statement: &str) -> Option<(Option<String>, String)>;
}

const ADVICE: &str = "do the same in the target, then copy the table again: UPDATE plconv.replication_table SET wanted = 'copy'";

impl Applier<'_> {
    /// A statement of DDL, with the position behind it.
    pub(super) fn ddl(&mut self, transaction: Transaction) -> Result<(), Error> {
        let mut rest = Vec::new();
        let mut transaction = transaction;
        for change in transaction.changes.read()? {
            let change = change?;
            let Operation::Ddl { text } = &change.operation else {
                rest.push(change.into_owned());
                continue;
            };
            self.definition(&change.table, text, transaction.commit_scn)?;
        }
        if self.tables_changed {
            // What the log has of other tables from here on was not looked at.
            let before = transaction.commit_scn.saturating_sub(1);
            transaction.position.low_scn = transaction.position.low_scn.min(before);
        }
        if rest.is_empty() {
            return self.move_to(transaction.position, transaction.committed_at);
        }
        self.gathering.push_as_it_is(Transaction {
            changes: crate::change::Changes::new(rest),
            ..transaction
        });
        self.commit_group()
    }
}

/// Whether a statement changes neither rows nor columns of a table.
fn is_harmless(text: &str) -> bool {
    let words: Vec<String> = text
        .split_whitespace()
        .take(4)
        .map(str::to_ascii_uppercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words[..],
        [
            "GRANT" | "REVOKE" | "COMMENT" | "ANALYZE" | "AUDIT" | "NOAUDIT",
            ..
        ] | ["CREATE" | "DROP" | "ALTER", "TRIGGER" | "SYNONYM", ..]
            | ["ALTER", "INDEX", ..]
            | ["CREATE", "OR", "REPLACE", "TRIGGER" | "SYNONYM"]
    )
}

/// Whether a transaction is a statement of DDL.
pub(super) fn has_ddl(transaction: &Transaction) -> Result<bool, Error> {
    // One of its own, so that long ones need not be read.
    const LONGEST: u64 = 4;
    if transaction.changes.len() > LONGEST {
        return Ok(false);
    }
    for change in transaction.changes.read()? {
        if matches!(change?.as_ref().operation, Operation::Ddl { .. }) {
            return Ok(true);
        }
    }
    Ok(false)
}
