//! Statements of DDL of the source, at their place among the transactions.

use super::Applier;
use super::observe::Event;
use crate::change::{Operation, TableName, Transaction};
use crate::state::{self, failed};
use plconv_mover::error::Error;
use plconv_mover::plan::OnDdl;
use plconv_mover::source::SourceColumn;

/// What a statement of DDL does, as far as the copy of a table is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translation {
    /// Nothing of the rows or columns: grants, comments, statistics.
    Ignored,
    /// The same for the target.
    Statements {
        /// Statements of PostgreSQL, run in one transaction.
        statements: Vec<String>,
        /// The table's columns in the source afterwards.
        columns: Vec<SourceColumn>,
    },
    /// It cannot be translated, and why.
    Refused(String),
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
}

/// Turns statements of Oracle into such of PostgreSQL.
pub trait DdlTranslator: Sync {
    /// The same for the target.
    fn translate(&self, statement: &str, table: &DdlTable<'_>) -> Translation;
}

const ADVICE: &str = "do the same in the target, then copy the table again: UPDATE plconv.replication_table SET wanted = 'copy'";

impl Applier<'_> {
    /// A statement of DDL, with the position behind it.
    pub(super) fn ddl(&mut self, transaction: Transaction) -> Result<(), Error> {
        let mut rest = Vec::new();
        for change in transaction.changes.read()? {
            let change = change?;
            let Operation::Ddl { text } = &change.operation else {
                rest.push(change);
                continue;
            };
            let Some(index) = self.by_name.get(&change.table).copied() else {
                continue;
            };
            self.statement(index, text, transaction.commit_scn)?;
        }
        if rest.is_empty() {
            return self.move_to(transaction.position, transaction.committed_at);
        }
        self.group.push(Transaction {
            changes: crate::change::Changes::new(rest),
            ..transaction
        });
        self.commit_group().map(|_| ())
    }

    fn statement(&mut self, index: usize, text: &str, scn: u64) -> Result<(), Error> {
        let Some(table) = self.tables.get(index) else {
            return Ok(());
        };
        if table.stopped.is_some() || table.from.as_ref().is_some_and(|from| scn < from.commit_scn) {
            return Ok(());
        }
        let source = table.table.source.clone();
        let columns = table.table.source_columns();
        let plan = self.options.plan.tables.iter().find(|plan| plan.source == source);
        let translation = match self.options.translator {
            _ if is_harmless(text) => Translation::Ignored,
            Some(translator) => translator.translate(
                text,
                &DdlTable {
                    source: &table.table.name,
                    target: &table.table.target,
                    columns: &columns,
                    chosen: plan.and_then(|plan| plan.columns.as_deref()),
                },
            ),
            None => Translation::Refused("nothing here translates DDL".to_owned()),
        };
        let known = self.known(scn, text)?;
        let (shown, message) = match &translation {
            Translation::Ignored => (None, None),
            Translation::Statements { statements, .. } => (Some(statements.join(";\n")), None),
            Translation::Refused(reason) => (None, Some(reason.clone())),
        };
        let policy = self.options.plan.replication.ddl;
        let state = match (&translation, known.as_deref(), policy) {
            (_, Some("applied" | "ignored" | "skipped"), _) => return Ok(()),
            (Translation::Ignored, _, _) => "ignored",
            (Translation::Statements { .. }, Some("accepted"), _)
            | (Translation::Statements { .. }, _, OnDdl::Auto) => "applied",
            (Translation::Statements { .. }, _, OnDdl::Ask) => "waiting",
            (Translation::Refused(_), _, _) | (Translation::Statements { .. }, _, OnDdl::Stop) => "refused",
        };
        self.session
            .client
            .batch_execute("BEGIN")
            .map_err(failed("applying DDL"))?;
        self.note_ddl(scn, &source, text, shown.as_deref(), state, message.as_deref())?;
        if state == "applied"
            && let Translation::Statements { statements, columns } = &translation
        {
            for statement in statements {
                self.session
                    .client
                    .batch_execute(statement)
                    .map_err(failed(format!("applying DDL to {source}: {statement}")))?;
            }
            state::put_columns(&mut self.session.client, self.job.id, &source, columns)?;
        }
        if state == "refused" {
            let error = format!("{text}: {}", message.as_deref().unwrap_or("the plan says so"));
            state::stop_table(&mut self.session.client, self.job.id, &source, &error, ADVICE)?;
        }
        self.session
            .client
            .batch_execute("COMMIT")
            .map_err(failed("applying DDL"))?;
        self.options.observer.event(&Event::Ddl {
            statement: text.to_owned(),
            state: state.to_owned(),
            message: shown.clone().or(message),
        });
        match state {
            "refused" => {
                if let Some(table) = self.tables.get_mut(index) {
                    table.stopped = Some(text.to_owned());
                }
                Ok(())
            }
            "waiting" => Err(Error::Stopped(format!(
                "{source} was altered at SCN {scn}: {text}\nit would become: {}\nnothing is applied behind it until you have said \
                 so: UPDATE plconv.replication_ddl SET state = 'accepted' (or 'skipped', when you have done it yourself) WHERE \
                 state = 'waiting', then `plconv migrate` again; or let replication.ddl be \"auto\"",
                shown.unwrap_or_default()
            ))),
            "applied" => self.read_table_again(index),
            _ => Ok(()),
        }
    }

    /// What became of a statement, when it was met before.
    fn known(&mut self, scn: u64, text: &str) -> Result<Option<String>, Error> {
        let row = self
            .session
            .client
            .query_opt(
                "SELECT state FROM plconv.replication_ddl
                  WHERE job_id = $1 AND commit_scn = $2::text::numeric AND statement = $3",
                &[&self.job.id, &scn.to_string(), &text],
            )
            .map_err(failed("looking for DDL"))?;
        Ok(row.map(|row| row.get(0)))
    }

    fn note_ddl(
        &mut self,
        scn: u64,
        source: &str,
        text: &str,
        translation: Option<&str>,
        state: &str,
        message: Option<&str>,
    ) -> Result<(), Error> {
        self.session
            .client
            .execute(
                "INSERT INTO plconv.replication_ddl (job_id, commit_scn, source, statement, translation, state, message)
                 VALUES ($1, $2::text::numeric, $3, $4, $5, $6, $7)
                 ON CONFLICT (job_id, commit_scn, statement) DO UPDATE SET state = EXCLUDED.state, at = now()",
                &[
                    &self.job.id,
                    &scn.to_string(),
                    &source,
                    &text,
                    &translation,
                    &state,
                    &message,
                ],
            )
            .map_err(failed("noting DDL"))?;
        Ok(())
    }

    /// The table has other columns from here on.
    fn read_table_again(&mut self, index: usize) -> Result<(), Error> {
        self.session.forget_statements();
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        let plan = &self.options.plan;
        let number = plan
            .tables
            .iter()
            .position(|table| table.source == state.table.source);
        let saved = state::tables(&mut self.session.client, self.job.id)?
            .into_iter()
            .find(|table| table.source == state.table.source)
            .and_then(|table| table.columns);
        let (Some(number), Some(columns)) = (number, saved) else {
            return Err(Error::Stopped(format!(
                "{}: its columns are not known any more",
                state.table.source
            )));
        };
        state.table = super::table::ApplyTable::new(plan, number, columns, &mut self.session.client)?;
        Ok(())
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
        ] | ["CREATE" | "DROP" | "ALTER", "INDEX" | "TRIGGER" | "SYNONYM", ..]
            | ["CREATE", "UNIQUE" | "BITMAP", "INDEX", ..]
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
        if matches!(change?.operation, Operation::Ddl { .. }) {
            return Ok(true);
        }
    }
    Ok(false)
}
