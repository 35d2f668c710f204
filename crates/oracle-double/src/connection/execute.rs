//! Statements: their text and binds come in, what came of them goes out.

use super::binds::Define;
use super::rows::{inconsistent, write_value};
use super::{Call, Connection, Ending, Trouble, fields, message};
use crate::database::{Bind, Done, OracleError, Outcome, Rows, Statement};
use crate::faults::Event;
use crate::sql_text::{is_plsql, returning_binds};
use crate::value::{Column, DataType, Row, Value, type_number};
use crate::wire::buffer::Writer;
use crate::wire::stream::{Conversation, Stop};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::sync::Arc;

/// Options of the function EXECUTE.
mod option {
    pub(super) const PARSE: u64 = 0x01;
    pub(super) const BIND: u64 = 0x08;
    pub(super) const DEFINE: u64 = 0x10;
    pub(super) const EXECUTE: u64 = 0x20;
    pub(super) const FETCH: u64 = 0x40;
    pub(super) const COMMIT: u64 = 0x100;
}

/// Option of the functions that execute again.
const COMMIT_AGAIN: u64 = 0x1;
/// Executions of a statement without binds, of which nothing comes but their number.
const MOST_EMPTY_ROWS: u64 = 1 << 20;

/// Rows on their way to a client.
pub(super) struct OpenRows {
    pub(super) columns: Arc<[Column]>,
    rows: Box<dyn Iterator<Item = Result<Row, OracleError>> + Send>,
    /// A row that was read to see whether there is one.
    ahead: Option<Result<Row, OracleError>>,
    /// What the client has as the last row.
    pub(super) previous: Option<Row>,
    pub(super) fetched: u64,
    /// The statement with its binds, where its answers are remembered.
    pub(super) remembered_as: Option<Arc<str>>,
    /// Rows that the client has from remembered answers, and that `rows` still begins with.
    pub(super) behind: u64,
}

impl OpenRows {
    fn new(rows: Rows) -> OpenRows {
        OpenRows {
            columns: rows.columns.into(),
            rows: rows.rows,
            ahead: None,
            previous: None,
            fetched: 0,
            remembered_as: None,
            behind: 0,
        }
    }

    /// Reads past rows that the client has already.
    pub(super) fn catch_up(&mut self) -> Result<(), OracleError> {
        for _ in 0..std::mem::take(&mut self.behind) {
            self.previous = self.next().transpose()?;
        }
        Ok(())
    }

    pub(super) fn next(&mut self) -> Option<Result<Row, OracleError>> {
        self.ahead.take().or_else(|| self.rows.next())
    }

    /// Whether there are no more rows. An error is kept for when its row is wanted.
    pub(super) fn is_over(&mut self) -> bool {
        if self.ahead.is_none() {
            self.ahead = self.rows.next();
        }
        self.ahead.is_none()
    }
}

/// A statement that the client can run again.
#[derive(Default)]
pub(super) struct Cursor {
    pub(super) sql: String,
    pub(super) binds: Vec<Define>,
    /// Binds of which no value is sent when it is run again.
    outs: BTreeSet<usize>,
    /// The last so many binds are those of a RETURNING clause.
    returning: usize,
    pub(super) defines: Vec<Define>,
    pub(super) open: Option<OpenRows>,
}

impl Cursor {
    fn of_sql(sql: String) -> Cursor {
        Cursor {
            returning: returning_binds(&sql),
            sql,
            ..Cursor::default()
        }
    }

    /// A cursor that somebody else has opened.
    pub(super) fn of_rows(rows: Rows) -> Cursor {
        Cursor {
            open: Some(OpenRows::new(rows)),
            ..Cursor::default()
        }
    }

    pub(super) fn is_plsql(&self) -> bool {
        is_plsql(&self.sql)
    }

    fn is_returning(&self, position: usize) -> bool {
        position + self.returning >= self.binds.len()
    }
}

/// What the client wants of EXECUTE.
struct Request {
    options: u64,
    cursor: u16,
    rows_wanted: u64,
    bind_count: usize,
    define_count: usize,
    sql: Option<String>,
    executions: u64,
    is_query: bool,
}

/// What the client wants of a statement that runs.
struct Wanted {
    rows: u64,
    description: bool,
    commit: bool,
}

impl<S: Read + Write> Connection<S> {
    pub(super) fn new_cursor(&mut self, cursor: Cursor) -> u16 {
        loop {
            self.last_cursor = self.last_cursor.checked_add(1).unwrap_or(1);
            if !self.cursors.contains_key(&self.last_cursor) {
                self.cursors.insert(self.last_cursor, cursor);
                return self.last_cursor;
            }
        }
    }

    fn read_request(&mut self) -> Conversation<Request> {
        let stream = &mut self.stream;
        let options = stream.unsigned()?;
        let cursor = u16::try_from(stream.unsigned()?).unwrap_or(0);
        let has_sql = stream.u8()? != 0;
        stream.unsigned()?;
        stream.skip(1)?;
        let numbers = stream.size()?;
        stream.skip(2)?;
        stream.unsigned()?;
        let rows_wanted = stream.unsigned()?;
        stream.unsigned()?;
        stream.skip(1)?;
        let bind_count = stream.size()?;
        stream.skip(6)?;
        let define_count = stream.size()?;
        stream.unsigned()?;
        stream.skip(3)?;
        stream.unsigned()?;
        stream.skip(1)?;
        stream.unsigned()?;
        stream.unsigned()?;
        stream.skip(1)?;
        stream.unsigned()?;
        stream.skip(1)?;
        if self.has(fields::V12_2) {
            let stream = &mut self.stream;
            stream.skip(1)?;
            stream.unsigned()?;
            stream.skip(1)?;
            stream.unsigned()?;
            stream.skip(1)?;
        }
        if self.has(fields::V12_2_EXT_1) {
            self.stream.skip(1)?;
            self.stream.unsigned()?;
        }
        let sql = if has_sql { Some(self.stream.text()?) } else { None };
        let mut vector = Vec::new();
        for _ in 0..numbers {
            vector.push(self.stream.unsigned()?);
        }
        Ok(Request {
            options,
            cursor,
            rows_wanted,
            bind_count,
            define_count,
            sql,
            executions: vector.get(1).copied().unwrap_or(0),
            is_query: vector.get(7).copied().unwrap_or(0) != 0,
        })
    }

    /// The values of some binds for so many executions.
    fn read_rows(&mut self, cursor: &Cursor, sent: &[usize], executions: u64) -> Call<Vec<Vec<Value>>> {
        // Values longer than a VARCHAR2 can be come last in each row, except in PL/SQL.
        let longest = self.shared.options.longest_string();
        let is_plsql = cursor.is_plsql();
        let (mut order, long): (Vec<usize>, Vec<usize>) = sent
            .iter()
            .partition(|at| is_plsql || cursor.binds[**at].size <= longest);
        order.extend(long);
        let mut rows = Vec::new();
        if order.is_empty() {
            if executions > MOST_EMPTY_ROWS {
                return Err(Stop::Protocol(format!("{executions} executions")).into());
            }
            for _ in 0..executions {
                rows.push(vec![Value::Null; cursor.binds.len()]);
            }
            return Ok(rows);
        }
        for _ in 0..executions {
            self.expect(message::ROW_DATA)?;
            let mut row = vec![Value::Null; cursor.binds.len()];
            for at in &order {
                row[*at] = self.read_bind(&cursor.binds[*at])?;
            }
            rows.push(row);
        }
        Ok(rows)
    }

    pub(super) fn execute(&mut self) -> Call<()> {
        let request = self.read_request()?;
        let id = self.find_cursor(&request)?;
        let mut cursor = self.cursors.remove(&id).unwrap_or_default();
        let result = self.execute_cursor(&request, id, &mut cursor);
        self.cursors.insert(id, cursor);
        self.tell(result, id)
    }

    /// The cursor of a request, made if it is a new one.
    fn find_cursor(&mut self, request: &Request) -> Call<u16> {
        if request.cursor == 0 {
            let sql = request.sql.clone().unwrap_or_default();
            return Ok(self.new_cursor(Cursor::of_sql(sql)));
        }
        let Some(cursor) = self.cursors.get_mut(&request.cursor) else {
            return Err(OracleError::new(1001, "invalid cursor").into());
        };
        if let Some(sql) = request.sql.clone().filter(|sql| *sql != cursor.sql) {
            *cursor = Cursor::of_sql(sql);
        }
        Ok(request.cursor)
    }

    fn execute_cursor(&mut self, request: &Request, id: u16, cursor: &mut Cursor) -> Call<()> {
        let wanted = if request.options & option::FETCH != 0 {
            request.rows_wanted
        } else {
            0
        };
        if request.options & option::DEFINE != 0 {
            cursor.defines = self.read_defines(request.define_count)?;
        } else if request.options & option::BIND != 0 {
            cursor.binds = self.read_defines(request.bind_count)?;
            cursor.outs.clear();
            cursor.returning = cursor.returning.min(cursor.binds.len());
        }
        if request.options & option::EXECUTE == 0 {
            return self.describe_or_fetch(id, cursor, wanted);
        }
        let executions = if request.is_query {
            1
        } else {
            request.executions.max(1)
        };
        let sent: Vec<usize> = if request.options & option::BIND == 0 {
            Vec::new()
        } else {
            (0..cursor.binds.len())
                .filter(|at| !cursor.is_returning(*at))
                .collect()
        };
        let rows = self.read_rows(cursor, &sent, executions)?;
        let wanted = Wanted {
            rows: wanted,
            description: request.options & option::PARSE != 0,
            commit: request.options & option::COMMIT != 0,
        };
        self.run_statement(id, cursor, &rows, &wanted)
    }

    /// EXECUTE without executing: the columns of a statement, or more rows of an open cursor, maybe in other types.
    fn describe_or_fetch(&mut self, id: u16, cursor: &mut Cursor, wanted: u64) -> Call<()> {
        let mut out = Writer::new();
        if cursor.open.is_some() && wanted > 0 {
            self.write_rows(&mut out, id, cursor, wanted)?;
            return Ok(self.reply(out)?);
        }
        if cursor.open.is_none() {
            let columns = self.alive()?.describe(&cursor.sql)?;
            if !columns.is_empty() {
                self.write_describe(&mut out, &columns);
            }
        }
        self.write_error(&mut out, None, Ending { cursor: id, rows: 0 });
        Ok(self.reply(out)?)
    }

    pub(super) fn reexecute(&mut self, fetches: bool) -> Call<()> {
        let id = u16::try_from(self.stream.unsigned()?).unwrap_or(0);
        let count = self.stream.unsigned()?;
        self.stream.unsigned()?;
        let flags = self.stream.unsigned()?;
        let Some(mut cursor) = self.cursors.remove(&id) else {
            return Err(OracleError::new(1001, "invalid cursor").into());
        };
        let sent: Vec<usize> = (0..cursor.binds.len())
            .filter(|at| !cursor.is_returning(*at) && !cursor.outs.contains(at))
            .collect();
        let executions = if fetches { 1 } else { count.max(1) };
        let result = self.read_rows(&cursor, &sent, executions).and_then(|rows| {
            let wanted = Wanted {
                rows: if fetches { count } else { 0 },
                description: false,
                commit: flags & COMMIT_AGAIN != 0,
            };
            self.run_statement(id, &mut cursor, &rows, &wanted)
        });
        self.cursors.insert(id, cursor);
        self.tell(result, id)
    }

    pub(super) fn fetch(&mut self) -> Call<()> {
        let id = u16::try_from(self.stream.unsigned()?).unwrap_or(0);
        let count = self.stream.unsigned()?;
        self.alive()?;
        let Some(mut cursor) = self.cursors.remove(&id) else {
            return Err(OracleError::new(1001, "invalid cursor").into());
        };
        let mut out = Writer::new();
        let result = self.write_rows(&mut out, id, &mut cursor, count);
        if result.is_err() {
            cursor.open = None;
        }
        self.cursors.insert(id, cursor);
        let result = result.and_then(|()| Ok(self.reply(out)?));
        self.tell(result, id)
    }

    fn run_statement(
        &mut self,
        id: u16,
        cursor: &mut Cursor,
        rows: &[Vec<Value>],
        wanted: &Wanted,
    ) -> Call<()> {
        self.shared.remember(&cursor.sql);
        self.alive()?;
        self.happen(&Event::Statement(&cursor.sql))?;
        let binds: Vec<Bind> = cursor.binds.iter().map(Define::bind).collect();
        let statement = Statement {
            sql: &cursor.sql,
            binds: &binds,
            rows,
        };
        cursor.open = None;
        let outcome = self.alive()?.execute(&statement)?;
        let mut out = Writer::new();
        match outcome {
            Outcome::Query(rows) => {
                if wanted.description {
                    self.write_describe(&mut out, &rows.columns);
                }
                let has_lobs = rows.columns.iter().any(|column| column.data_type.is_lob());
                let mut open = OpenRows::new(rows);
                // Locators and cursors are of one session.
                let is_plain = |column: &Column| {
                    !column.data_type.is_lob() && !matches!(column.data_type, DataType::Cursor)
                };
                if self.shared.options.remembers_answers && open.columns.iter().all(is_plain) {
                    let values = statement.rows;
                    open.remembered_as = Some(format!("{} {values:?}", cursor.sql).into());
                }
                cursor.open = Some(open);
                // Of LOBs the client first says how it wants them.
                if wanted.rows > 0 && !(has_lobs && cursor.defines.is_empty()) {
                    self.write_rows(&mut out, id, cursor, wanted.rows)?;
                } else {
                    self.write_error(&mut out, None, Ending { cursor: id, rows: 0 });
                }
            }
            Outcome::Done(done) => {
                if wanted.commit {
                    self.commit()?;
                }
                self.write_done(&mut out, cursor, &done)?;
                // Version numbers, transaction, key words, registration.
                out.u8(message::PARAMETER)
                    .unsigned(0)
                    .unsigned(0)
                    .unsigned(0)
                    .unsigned(0);
                let ending = Ending {
                    cursor: id,
                    rows: done.rows_affected,
                };
                self.write_error(&mut out, None, ending);
            }
        }
        Ok(self.reply(out)?)
    }

    /// The values that go back: of OUT binds, or of a RETURNING clause.
    fn write_done(&mut self, out: &mut Writer, cursor: &mut Cursor, done: &Done) -> Call<()> {
        let is_plsql = cursor.is_plsql();
        if cursor.binds.is_empty() || !(is_plsql || cursor.returning > 0) {
            return Ok(());
        }
        out.u8(message::IO_VECTOR)
            .u8(0)
            .size(cursor.binds.len())
            .unsigned(0)
            .unsigned(1);
        out.unsigned(0).unsigned(0).unsigned(0);
        for at in 0..cursor.binds.len() {
            let direction = match done.out.iter().find(|bind| bind.position == at) {
                Some(bind) if bind.in_out => 0x30,
                Some(_) => 0x10,
                None if cursor.is_returning(at) => 0x10,
                None => 0x20,
            };
            if direction == 0x10 && is_plsql {
                cursor.outs.insert(at);
            }
            out.u8(direction);
        }
        if is_plsql {
            return self.write_out_binds(out, cursor, done);
        }
        let first = cursor.binds.len() - cursor.returning;
        for rows in &done.returned {
            out.u8(message::ROW_DATA);
            for (at, define) in cursor.binds[first..].iter().enumerate() {
                out.size(rows.len());
                for row in rows {
                    self.write_out_value(out, define, row.get(at).unwrap_or(&Value::Null))?;
                }
            }
        }
        Ok(())
    }

    fn write_out_binds(&mut self, out: &mut Writer, cursor: &Cursor, done: &Done) -> Call<()> {
        let mut binds: Vec<_> = done.out.iter().collect();
        binds.sort_by_key(|bind| bind.position);
        let executions = binds.iter().map(|bind| bind.values.len()).max().unwrap_or(0);
        for execution in 0..executions {
            out.u8(message::ROW_DATA);
            for bind in &binds {
                let Some(define) = cursor.binds.get(bind.position) else {
                    continue;
                };
                let values = bind.values.get(execution).map_or(&[][..], Vec::as_slice);
                if define.is_array() {
                    out.size(values.len());
                    for value in values {
                        self.write_out_value(out, define, value)?;
                    }
                } else {
                    self.write_out_value(out, define, values.first().unwrap_or(&Value::Null))?;
                }
            }
        }
        Ok(())
    }

    fn write_out_value(&mut self, out: &mut Writer, define: &Define, value: &Value) -> Call<()> {
        match (define.number, value) {
            (type_number::CURSOR, _) => self.write_cursor(out, value)?,
            // Other than in a query it comes as text.
            (type_number::UROWID, Value::Rowid(rowid)) => {
                out.counted(rowid.to_string().as_bytes());
            }
            (type_number::UROWID, Value::LogicalRowid(_)) => return Err(inconsistent().into()),
            (number, _) => write_value(out, &mut self.lobs, (number, define.form), value)?,
        }
        // How long the value was before it was cut off to fit; that a BOOLEAN is NULL.
        let is_null_boolean = define.number == type_number::BOOLEAN && value.is_null();
        out.signed(if is_null_boolean { -1 } else { 0 });
        Ok(())
    }

    /// Tells the client of an error with the number of the cursor in it.
    fn tell(&mut self, result: Call<()>, id: u16) -> Call<()> {
        match result {
            Err(Trouble::Oracle(error)) if self.session.is_some() && !error.ends_session() => {
                Ok(self.fail(&error, Ending { cursor: id, rows: 0 })?)
            }
            other => other,
        }
    }
}
