//! Sessions of the simulated database.

use super::plsql::{Block, Part, parse_block};
use super::query::{Context, SessionInfo, stream};
use super::sql::ast::Statement as Sql;
use super::sql::eval::Computed;
use super::sql::parser::{parse, parse_fragment, parse_procedure};
use super::state::State;
use super::{Shared, ddl, dml, logminer};
use crate::database::{Done, OracleError, OutBind, Outcome, Rows, Session, Statement};
use crate::sql_text::is_plsql;
use crate::value::{Column, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many statements are kept parsed.
const KEPT: usize = 300;

#[derive(Clone)]
enum Parsed {
    Sql(Arc<Sql>),
    Block(Arc<Block>),
}

/// A session. Its methods without protocol are for tests that change the database without a client.
pub struct SimulatorSession {
    shared: Arc<Shared>,
    info: SessionInfo,
    parsed: BTreeMap<String, Parsed>,
}

impl SimulatorSession {
    pub(super) fn new(shared: Arc<Shared>, info: SessionInfo) -> SimulatorSession {
        SimulatorSession {
            shared,
            info,
            parsed: BTreeMap::new(),
        }
    }

    /// Runs a statement that is no query, and says how many rows it has changed.
    pub fn run(&mut self, sql: &str, binds: &[Value]) -> Result<u64, OracleError> {
        let rows = [binds.to_vec()];
        let statement = Statement {
            sql,
            binds: &[],
            rows: &rows,
        };
        match self.execute(&statement)? {
            Outcome::Done(done) => Ok(done.rows_affected),
            Outcome::Query(_) => Err(OracleError::new(900, "a query")),
        }
    }

    /// All rows of a query.
    pub fn query(&mut self, sql: &str, binds: &[Value]) -> Result<Vec<Vec<Value>>, OracleError> {
        let rows = [binds.to_vec()];
        let statement = Statement {
            sql,
            binds: &[],
            rows: &rows,
        };
        match self.execute(&statement)? {
            Outcome::Query(rows) => rows.rows.map(|row| row.map(|row| row.to_vec())).collect(),
            Outcome::Done(_) => Err(OracleError::new(900, "no query")),
        }
    }

    fn parse(&mut self, sql: &str) -> Computed<Parsed> {
        if let Some(parsed) = self.parsed.get(sql) {
            return Ok(parsed.clone());
        }
        let parsed = if is_plsql(sql) {
            Parsed::Block(Arc::new(parse_block(sql)?))
        } else {
            Parsed::Sql(Arc::new(parse(sql)?))
        };
        if self.parsed.len() == KEPT {
            self.parsed.clear();
        }
        self.parsed.insert(sql.to_owned(), parsed.clone());
        Ok(parsed)
    }

    /// Ends the transaction, if there is one.
    fn end_transaction(&mut self, state: &mut State, commits: bool) {
        if let Some(xid) = self.info.xid.take() {
            if commits {
                state.commit(xid);
            } else {
                state.rollback(xid);
            }
        }
    }

    /// Runs a statement of SQL once for each row of binds.
    fn execute_sql(&mut self, sql: &Sql, text: &str, rows: &[Vec<Value>]) -> Computed<Outcome> {
        let none = [Vec::new()];
        let rows = if rows.is_empty() { &none[..] } else { rows };
        if let Sql::Query(query) = sql {
            return self.select(query, &rows[0]).map(Outcome::Query);
        }
        let shared = Arc::clone(&self.shared);
        let mut state = shared.lock();
        let mut done = Done::default();
        match sql {
            Sql::Query(_) => {}
            Sql::Insert { returning, .. } | Sql::Update { returning, .. } | Sql::Delete { returning, .. } => {
                let has_returning = !returning.is_empty();
                state.redo.statement += 1;
                for binds in rows {
                    let xid = match self.info.xid {
                        Some(xid) => xid,
                        None => state.begin(self.info.id, &self.info.user, self.info.thread),
                    };
                    self.info.xid = Some(xid);
                    // As a server does, a batch stops at its first error and keeps what was done before.
                    let changed = dml::change(&mut state, &self.info, xid, sql, binds)?;
                    done.rows_affected += changed.rows;
                    if has_returning {
                        done.returned.push(changed.returned);
                    }
                }
            }
            Sql::CreateTable { .. }
            | Sql::AlterTable(..)
            | Sql::DropTable(_)
            | Sql::Truncate(_)
            | Sql::Index(_) => {
                self.end_transaction(&mut state, true);
                ddl::define(&mut state, &self.info, sql, text)?;
            }
            Sql::Commit => self.end_transaction(&mut state, true),
            Sql::Rollback => self.end_transaction(&mut state, false),
            Sql::Savepoint(name) => {
                let xid = match self.info.xid {
                    Some(xid) => xid,
                    None => state.begin(self.info.id, &self.info.user, self.info.thread),
                };
                self.info.xid = Some(xid);
                state.savepoint(xid, name);
            }
            Sql::RollbackTo(name) => {
                let never = || OracleError::new(1086, &format!("savepoint '{name}' never established"));
                state.rollback_to(self.info.xid.ok_or_else(never)?, name)?;
            }
            Sql::Nothing { is_ddl } => {
                if *is_ddl {
                    self.end_transaction(&mut state, true);
                }
                self.set(text);
            }
        }
        Ok(Outcome::Done(done))
    }

    /// ALTER SESSION SET name = value, as far as it matters.
    fn set(&mut self, text: &str) {
        let upper = text.to_uppercase();
        if !upper.trim_start().starts_with("ALTER SESSION") {
            return;
        }
        let value = |name: &str| {
            let start = upper.find(name)? + name.len();
            let rest = text[start..].trim_start().strip_prefix('=')?.trim_start();
            let quoted = rest.strip_prefix('\'');
            let value = match quoted {
                Some(quoted) => quoted.split('\'').next(),
                None => rest.split_whitespace().next(),
            };
            value.map(str::to_owned)
        };
        for (name, place) in [
            ("NLS_DATE_FORMAT", &mut self.info.nls.date),
            ("NLS_TIMESTAMP_FORMAT", &mut self.info.nls.timestamp),
            ("NLS_TIMESTAMP_TZ_FORMAT", &mut self.info.nls.timestamp_tz),
            ("TIME_ZONE", &mut self.info.time_zone),
        ] {
            if let Some(value) = value(name) {
                *place = value;
            }
        }
        if let Some(schema) = value("CURRENT_SCHEMA") {
            self.info.schema = schema.trim_matches('"').to_owned();
        }
    }

    fn select(&self, query: &super::sql::ast::Query, binds: &[Value]) -> Computed<Rows> {
        let state = self.shared.lock();
        let context = Context {
            state: &state,
            session: &self.info,
            binds,
            scn: state.scn,
        };
        if let Some(rows) = stream(&self.shared, &context, query)? {
            return Ok(rows);
        }
        let selected = context.select(query)?;
        Ok(Rows::new(selected.columns, selected.rows))
    }

    fn execute_block(&mut self, block: &Block, rows: &[Vec<Value>]) -> Computed<Done> {
        let none = [Vec::new()];
        let rows = if rows.is_empty() { &none[..] } else { rows };
        let mut done = Done::default();
        for row in rows {
            let mut values = row.clone();
            values.resize(block.binds.len(), Value::Null);
            let mut assigned = Vec::new();
            for part in &block.parts {
                self.execute_part(part, block, &mut values, &mut assigned)?;
            }
            for position in assigned {
                let value = vec![values[position].clone()];
                match done.out.iter_mut().find(|bind| bind.position == position) {
                    Some(bind) => bind.values.push(value),
                    None => done.out.push(OutBind {
                        position,
                        in_out: false,
                        values: vec![value],
                    }),
                }
            }
        }
        done.rows_affected = rows.len() as u64;
        Ok(done)
    }

    fn execute_part(
        &mut self,
        part: &Part,
        block: &Block,
        values: &mut [Value],
        assigned: &mut Vec<usize>,
    ) -> Computed<()> {
        let position = |name: &str| block.binds.iter().position(|bind| bind == name).unwrap_or(0);
        let chosen = |names: &[String], values: &[Value]| -> Vec<Value> {
            names.iter().map(|name| values[position(name)].clone()).collect()
        };
        match part {
            Part::Assign(name, text) => {
                let (expr, names) = parse_fragment(text)?;
                let binds = chosen(&names, values);
                let state = self.shared.lock();
                let context = Context {
                    state: &state,
                    session: &self.info,
                    binds: &binds,
                    scn: state.scn,
                };
                let value = context.env(&[], &[]).value(&expr)?;
                drop(state);
                values[position(name)] = value;
                if !assigned.contains(&position(name)) {
                    assigned.push(position(name));
                }
            }
            Part::Sql(text) => {
                let sql = parse(text)?;
                let names = super::sql::parser::bind_names(&super::sql::lexer::tokens(text)?);
                let binds = chosen(&names, values);
                self.execute_sql(&sql, text, &[binds])?;
            }
            Part::Call(text) => {
                let (name, arguments, names) = parse_procedure(text)?;
                let binds = chosen(&names, values);
                let shared = Arc::clone(&self.shared);
                let mut state = shared.lock();
                let mut evaluated = Vec::new();
                for (argument, expr) in &arguments {
                    let context = Context {
                        state: &state,
                        session: &self.info,
                        binds: &binds,
                        scn: state.scn,
                    };
                    evaluated.push((argument.clone(), context.env(&[], &[]).value(expr)?));
                }
                logminer::procedure(&mut state, &mut self.info, &name, &evaluated)?;
            }
        }
        Ok(())
    }
}

impl Session for SimulatorSession {
    fn describe(&mut self, sql: &str) -> Result<Vec<Column>, OracleError> {
        let Parsed::Sql(statement) = self.parse(sql)? else {
            return Ok(Vec::new());
        };
        let Sql::Query(query) = &*statement else {
            return Ok(Vec::new());
        };
        // Binds have no values yet; there are as many as the text has.
        let names = super::sql::parser::bind_names(&super::sql::lexer::tokens(sql)?);
        Ok(self.select(query, &vec![Value::Null; names.len()])?.columns)
    }

    fn execute(&mut self, statement: &Statement<'_>) -> Result<Outcome, OracleError> {
        match self.parse(statement.sql)? {
            Parsed::Sql(sql) => self.execute_sql(&sql, statement.sql, statement.rows),
            Parsed::Block(block) => self.execute_block(&block, statement.rows).map(Outcome::Done),
        }
    }

    fn commit(&mut self) -> Result<(), OracleError> {
        let shared = Arc::clone(&self.shared);
        self.end_transaction(&mut shared.lock(), true);
        Ok(())
    }

    fn rollback(&mut self) -> Result<(), OracleError> {
        let shared = Arc::clone(&self.shared);
        self.end_transaction(&mut shared.lock(), false);
        Ok(())
    }

    fn in_transaction(&self) -> bool {
        self.info.xid.is_some()
    }
}

impl Drop for SimulatorSession {
    fn drop(&mut self) {
        if self.info.xid.is_some() {
            let shared = Arc::clone(&self.shared);
            self.end_transaction(&mut shared.lock(), false);
        }
    }
}
