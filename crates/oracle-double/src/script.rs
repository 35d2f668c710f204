//! A database that knows a list of statements and what comes of each.

use crate::database::{Database, Done, Login, OracleError, Outcome, Rows, Session, Statement};
use crate::faults::normalised;
use crate::value::{Column, Row, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What comes of a statement of a script.
type Answer = Arc<dyn Fn(&Statement<'_>) -> Result<Outcome, OracleError> + Send + Sync>;

#[derive(Clone)]
struct Entry {
    /// Known without running the statement.
    columns: Vec<Column>,
    answer: Answer,
}

/// Statements and their answers. Texts are compared without case and with any blanks as one.
#[derive(Clone, Default)]
pub struct Script {
    entries: BTreeMap<String, Entry>,
    prefixes: Vec<(String, Entry)>,
}

impl Script {
    /// A script that knows no statement.
    #[must_use]
    pub fn new() -> Script {
        Script::default()
    }

    /// A query and its rows.
    #[must_use]
    pub fn query(self, sql: &str, columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Script {
        let rows: Vec<Row> = rows.into_iter().map(Row::from).collect();
        self.rows(sql, columns, move |_| rows.clone().into_iter())
    }

    /// A query whose rows are made when it runs.
    #[must_use]
    pub fn rows<R, F>(mut self, sql: &str, columns: Vec<Column>, make: F) -> Script
    where
        R: Iterator<Item = Row> + Send + 'static,
        F: Fn(&[Value]) -> R + Send + Sync + 'static,
    {
        let result = columns.clone();
        let answer: Answer = Arc::new(move |statement| {
            let binds = statement.rows.first().map_or(&[][..], Vec::as_slice);
            Ok(Outcome::Query(Rows {
                columns: result.clone(),
                rows: Box::new(make(binds).map(Ok)),
            }))
        });
        self.entries.insert(normalised(sql), Entry { columns, answer });
        self
    }

    /// A statement that is no query.
    #[must_use]
    pub fn statement<F>(mut self, sql: &str, run: F) -> Script
    where
        F: Fn(&Statement<'_>) -> Result<Done, OracleError> + Send + Sync + 'static,
    {
        self.entries.insert(normalised(sql), Script::done(run));
        self
    }

    /// All statements that begin with a text and are not known otherwise.
    #[must_use]
    pub fn statements_like<F>(mut self, prefix: &str, run: F) -> Script
    where
        F: Fn(&Statement<'_>) -> Result<Done, OracleError> + Send + Sync + 'static,
    {
        self.prefixes.push((normalised(prefix), Script::done(run)));
        self
    }

    fn done<F>(run: F) -> Entry
    where
        F: Fn(&Statement<'_>) -> Result<Done, OracleError> + Send + Sync + 'static,
    {
        Entry {
            columns: Vec::new(),
            answer: Arc::new(move |statement| run(statement).map(Outcome::Done)),
        }
    }

    /// A statement that fails.
    #[must_use]
    pub fn error(self, sql: &str, code: u32, text: &str) -> Script {
        let error = OracleError::new(code, text);
        self.statement(sql, move |_| Err(error.clone()))
    }

    fn find(&self, sql: &str) -> Result<&Entry, OracleError> {
        let sql = normalised(sql);
        let prefix = || self.prefixes.iter().find(|(prefix, _)| sql.starts_with(prefix));
        self.entries
            .get(&sql)
            .or_else(|| prefix().map(|(_, entry)| entry))
            .ok_or_else(|| OracleError::new(900, &format!("the script has no statement: {sql}")))
    }
}

impl Database for Script {
    fn open(&self, _: &Login) -> Result<Box<dyn Session>, OracleError> {
        Ok(Box::new(ScriptSession {
            script: self.clone(),
            in_transaction: false,
        }))
    }
}

struct ScriptSession {
    script: Script,
    in_transaction: bool,
}

impl Session for ScriptSession {
    fn describe(&mut self, sql: &str) -> Result<Vec<Column>, OracleError> {
        Ok(self.script.find(sql)?.columns.clone())
    }

    fn execute(&mut self, statement: &Statement<'_>) -> Result<Outcome, OracleError> {
        let outcome = (self.script.find(statement.sql)?.answer)(statement)?;
        if let Outcome::Done(done) = &outcome {
            self.in_transaction |= done.rows_affected > 0;
        }
        Ok(outcome)
    }

    fn commit(&mut self) -> Result<(), OracleError> {
        self.in_transaction = false;
        Ok(())
    }

    fn rollback(&mut self) -> Result<(), OracleError> {
        self.in_transaction = false;
        Ok(())
    }

    fn in_transaction(&self) -> bool {
        self.in_transaction
    }
}
