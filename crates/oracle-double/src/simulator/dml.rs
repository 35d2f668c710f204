//! Statements that change rows.

use super::query::{Context, SessionInfo, conjuncts, places};
use super::sql::ast::{Expr, InsertValues, Statement, TableName};
use super::sql::eval::{Computed, Frame, Scope, convert, resolve};
use super::sql::parser::parse_expr;
use super::state::State;
use super::storage::{Place, StoredTable, Xid};
use crate::database::OracleError;
use crate::value::{Row, Value};
use std::sync::Arc;

/// What a statement has done: rows, and for each the values of RETURNING.
pub(crate) struct Changed {
    pub(crate) rows: u64,
    pub(crate) returned: Vec<Vec<Value>>,
}

/// A row to be written.
struct Write {
    place: Option<Place>,
    before: Option<Row>,
    after: Option<Row>,
}

/// The key of a table in the state.
pub(crate) fn key(session: &SessionInfo, name: &TableName) -> (String, String) {
    let owner = name.owner.clone().unwrap_or_else(|| session.schema.clone());
    (owner, name.name.clone())
}

/// Runs INSERT, UPDATE or DELETE in a transaction. After an error nothing of it is left.
pub(crate) fn change(
    state: &mut State,
    session: &SessionInfo,
    xid: Xid,
    statement: &Statement,
    binds: &[Value],
) -> Computed<Changed> {
    let before = state.changes(xid);
    let result = change_rows(state, session, xid, statement, binds);
    if result.is_err() {
        state.undo(xid, before);
    }
    result
}

fn change_rows(
    state: &mut State,
    session: &SessionInfo,
    xid: Xid,
    statement: &Statement,
    binds: &[Value],
) -> Computed<Changed> {
    let (table, writes, returning) = {
        let context = Context {
            state,
            session,
            binds,
            scn: state.scn,
        };
        match statement {
            Statement::Insert {
                table,
                columns,
                values,
                returning,
            } => (table, context.inserts(table, columns, values)?, returning),
            Statement::Update {
                table,
                sets,
                filter,
                returning,
            } => (table, context.updates(table, sets, filter.as_ref())?, returning),
            Statement::Delete {
                table,
                filter,
                returning,
            } => (table, context.deletes(table, filter.as_ref())?, returning),
            _ => return Err(OracleError::new(900, "invalid SQL statement")),
        }
    };
    let key = key(session, table);
    let mut changed = Changed {
        rows: writes.len() as u64,
        returned: Vec::new(),
    };
    for write in writes {
        let place = write_row(state, xid, &key, &write)?;
        if returning.is_empty() {
            continue;
        }
        let stored = state.table(&key.0, &key.1)?;
        let row = write.after.or(write.before).unwrap_or_else(|| Arc::from([]));
        let frame = Frame {
            row,
            rowid: Some(stored.rowid(place)),
            scn: state.scn,
        };
        let scopes = [scope(&key.1, stored)];
        let context = Context {
            state,
            session,
            binds,
            scn: state.scn,
        };
        let frames = [frame];
        let env = context.env(&scopes, &frames);
        let mut values = Vec::new();
        for expr in returning {
            let mut expr = expr.clone();
            resolve(&mut expr, &scopes)?;
            values.push(env.value(&expr)?);
        }
        changed.returned.push(values);
    }
    Ok(changed)
}

/// Writes a row where it belongs: one whose partition changes is deleted and inserted.
fn write_row(state: &mut State, xid: Xid, key: &(String, String), write: &Write) -> Computed<Place> {
    let stored = state.tables.get_mut(key).ok_or_else(super::state::no_table)?;
    if let (Some(place), Some(row)) = (write.place, &write.after) {
        if stored.segment_of(row) == place.segment {
            state.write(xid, key, place, write.after.clone())?;
            return Ok(place);
        }
        if !stored.table.row_movement {
            let text = "updating partition key column would cause a partition change";
            return Err(OracleError::new(14402, text));
        }
        let moved = stored.new_place(row);
        state.write(xid, key, place, None)?;
        state.write(xid, key, moved, write.after.clone())?;
        return Ok(moved);
    }
    let place = match (write.place, &write.after) {
        (Some(place), _) => place,
        (None, Some(row)) => stored.new_place(row),
        (None, None) => return Err(OracleError::new(600, "internal error code, arguments: [no row]")),
    };
    state.write(xid, key, place, write.after.clone())?;
    Ok(place)
}

fn scope(name: &str, table: &StoredTable) -> Scope {
    Scope {
        alias: None,
        table: Some(name.to_owned()),
        columns: table.columns.iter().map(|column| column.name.clone()).collect(),
    }
}

impl Context<'_> {
    fn stored(&self, name: &TableName) -> Computed<&StoredTable> {
        let (owner, name) = key(self.session, name);
        self.state.table(&owner, &name)
    }

    fn inserts(&self, name: &TableName, columns: &[String], values: &InsertValues) -> Computed<Vec<Write>> {
        let table = self.stored(name)?;
        let positions: Vec<usize> = if columns.is_empty() {
            (0..table.columns.len()).collect()
        } else {
            columns
                .iter()
                .map(|column| table.table.need_position(column))
                .collect::<Computed<_>>()?
        };
        let rows = match values {
            InsertValues::Row(exprs) => {
                let env = self.env(&[], &[]);
                let values = exprs.iter().map(|expr| match expr {
                    Expr::Name(None, name) if name == "DEFAULT" => Ok(Value::Null),
                    expr => env.value(expr),
                });
                vec![values.collect::<Computed<Vec<_>>>()?]
            }
            InsertValues::Query(query) => self.select(query)?.rows.iter().map(|row| row.to_vec()).collect(),
        };
        let mut writes = Vec::new();
        for (number, row) in (0..).zip(rows) {
            if row.len() != positions.len() {
                let code = if row.len() < positions.len() { 947 } else { 913 };
                return Err(OracleError::new(
                    code,
                    if code == 947 {
                        "not enough values"
                    } else {
                        "too many values"
                    },
                ));
            }
            let mut whole: Vec<Option<Value>> = vec![None; table.columns.len()];
            for (position, value) in positions.iter().zip(row) {
                whole[*position] = Some(value);
            }
            let mut after = Vec::with_capacity(whole.len());
            for (at, value) in whole.into_iter().enumerate() {
                let value = match value {
                    Some(value) => value,
                    None => self.default(table, at, number)?,
                };
                after.push(convert(value, &table.columns[at].data_type, &self.session.nls)?);
            }
            writes.push(Write {
                place: None,
                before: None,
                after: Some(after.into()),
            });
        }
        Ok(writes)
    }

    fn default(&self, table: &StoredTable, at: usize, number: i64) -> Computed<Value> {
        if table.table.identity == Some(at) {
            return Ok(Value::from(table.next_identity + number));
        }
        match &table.table.defaults[at] {
            Some(text) => self.env(&[], &[]).value(&parse_expr(text)?),
            None => Ok(Value::Null),
        }
    }

    /// The rows of a table that fit a condition.
    fn matching(&self, name: &TableName, filter: Option<&Expr>) -> Computed<Vec<(Place, Frame)>> {
        let table = self.stored(name)?;
        let scopes = [scope(&name.name, table)];
        let mut filter = filter.cloned();
        if let Some(filter) = &mut filter {
            resolve(filter, &scopes)?;
        }
        let candidates = self.candidates(table, None, &conjuncts(filter.as_ref()), &scopes, &[])?;
        let mut found = Vec::new();
        for place in places(candidates) {
            let Some((row, scn)) = table.read(place, self.scn, self.session.xid) else {
                continue;
            };
            let frames = [Frame {
                row,
                rowid: Some(table.rowid(place)),
                scn,
            }];
            let fits = match &filter {
                Some(filter) => {
                    let mut env = self.env(&scopes, &frames);
                    env.rownum = found.len() as u64 + 1;
                    env.test(filter)? == Some(true)
                }
                None => true,
            };
            if fits {
                let [frame] = frames;
                found.push((place, frame));
            }
        }
        Ok(found)
    }

    fn updates(
        &self,
        name: &TableName,
        sets: &[(String, Expr)],
        filter: Option<&Expr>,
    ) -> Computed<Vec<Write>> {
        let table = self.stored(name)?;
        let scopes = [scope(&name.name, table)];
        let mut resolved = Vec::new();
        for (column, expr) in sets {
            let mut expr = expr.clone();
            resolve(&mut expr, &scopes)?;
            resolved.push((table.table.need_position(column)?, expr));
        }
        let mut writes = Vec::new();
        for (place, frame) in self.matching(name, filter)? {
            let before = Arc::clone(&frame.row);
            let frames = [frame];
            let env = self.env(&scopes, &frames);
            let mut after = before.to_vec();
            for (at, expr) in &resolved {
                after[*at] = convert(env.value(expr)?, &table.columns[*at].data_type, &self.session.nls)?;
            }
            writes.push(Write {
                place: Some(place),
                before: Some(before),
                after: Some(after.into()),
            });
        }
        Ok(writes)
    }

    fn deletes(&self, name: &TableName, filter: Option<&Expr>) -> Computed<Vec<Write>> {
        let found = self.matching(name, filter)?;
        Ok(found
            .into_iter()
            .map(|(place, frame)| Write {
                place: Some(place),
                before: Some(frame.row),
                after: None,
            })
            .collect())
    }
}
