//! Statements that define tables.

use super::dml::key;
use super::query::{Context, SessionInfo};
use super::redo::RedoTable;
use super::sql::ast::{Alteration, NewColumn, Statement};
use super::sql::eval::Computed;
use super::state::{State, no_table};
use super::table::Table;
use crate::database::OracleError;
use crate::value::{Column, Row, Value};
use std::sync::Arc;

/// Runs a definition. Whoever calls has committed before, as DDL does.
pub(crate) fn define(
    state: &mut State,
    session: &SessionInfo,
    statement: &Statement,
    text: &str,
) -> Computed<()> {
    let name = match statement {
        Statement::CreateTable { table, .. }
        | Statement::AlterTable(table, _)
        | Statement::DropTable(table)
        | Statement::Truncate(table)
        | Statement::Index(table) => key(session, table),
        _ => return Ok(()),
    };
    if state.is_in_use(&name) {
        return Err(OracleError::new(
            54,
            "resource busy and acquire with NOWAIT specified or timeout expired",
        ));
    }
    // DROP is logged with what is dropped.
    let dropped = matches!(statement, Statement::DropTable(_))
        .then(|| redo_table(state, &name))
        .flatten();
    let scn = state.tick();
    let mut now = name.clone();
    match statement {
        Statement::CreateTable {
            columns, primary_key, ..
        } => {
            if state.tables.contains_key(&name) {
                return Err(OracleError::new(
                    955,
                    "name is already used by an existing object",
                ));
            }
            let mut table = Table::new(&name.0, &name.1);
            for column in columns {
                table = table.column(described(column));
            }
            let columns: Vec<&str> = primary_key.iter().map(String::as_str).collect();
            if !columns.is_empty() {
                table = table.primary_key(&columns);
            }
            state.add_table(table);
        }
        Statement::DropTable(_) => {
            state.tables.remove(&name).ok_or_else(no_table)?;
        }
        Statement::Truncate(_) => {
            let segments = state.tables.get(&name).ok_or_else(no_table)?.segments.len();
            let first = state.objects(segments);
            state
                .tables
                .get_mut(&name)
                .ok_or_else(no_table)?
                .truncate(first, scn);
        }
        Statement::AlterTable(_, Alteration::Rename(to)) => {
            let mut table = state.tables.remove(&name).ok_or_else(no_table)?;
            now.1.clone_from(to);
            table.table.name.clone_from(to);
            table.redo_tables.clear();
            state.tables.insert(now.clone(), table);
        }
        Statement::AlterTable(_, alteration) => alter(state, session, &name, alteration, scn)?,
        _ => {}
    }
    let table = match statement {
        // The segment of a definition is what it makes or removes.
        Statement::Index(_) => Some(Arc::new(RedoTable::of_index(&name, state.objects(1)))),
        _ => dropped.or_else(|| redo_table(state, &now)),
    };
    state.log_definition(session, table, text);
    Ok(())
}

fn redo_table(state: &State, name: &(String, String)) -> Option<Arc<RedoTable>> {
    let stored = state.tables.get(name)?;
    Some(Arc::new(RedoTable::of(stored, 0)))
}

fn described(column: &NewColumn) -> Column {
    Column {
        name: column.name.clone(),
        data_type: column.data_type.clone(),
        nullable: !column.not_null && !column.primary_key,
    }
}

fn alter(
    state: &mut State,
    session: &SessionInfo,
    name: &(String, String),
    alteration: &Alteration,
    scn: u64,
) -> Computed<()> {
    let defaults = match alteration {
        Alteration::AddColumns(columns) => {
            let context = Context {
                state,
                session,
                binds: &[],
                scn,
            };
            let env = context.env(&[], &[]);
            let default = |column: &NewColumn| {
                column
                    .default
                    .as_ref()
                    .map_or(Ok(Value::Null), |expr| env.value(expr))
            };
            columns.iter().map(default).collect::<Computed<Vec<Value>>>()?
        }
        _ => Vec::new(),
    };
    let stored = state.tables.get_mut(name).ok_or_else(no_table)?;
    let same = |row: &[Value]| Row::from(row);
    match alteration {
        Alteration::AddColumns(columns) => {
            if let Some(known) = columns
                .iter()
                .find(|column| stored.table.position(&column.name).is_some())
            {
                return Err(OracleError::new(
                    1430,
                    &format!("column being added already exists in table: {}", known.name),
                ));
            }
            stored.redefine(
                scn,
                |table| {
                    for column in columns {
                        table.columns.push(described(column));
                        table.defaults.push(None);
                    }
                },
                |row| row.iter().chain(&defaults).cloned().collect(),
            );
        }
        Alteration::DropColumns(columns) => {
            let mut gone = Vec::new();
            for column in columns {
                gone.push(stored.table.need_position(column)?);
            }
            let keys: Vec<usize> = stored.table.keys().flat_map(|key| key.columns.clone()).collect();
            if gone.iter().any(|column| keys.contains(column)) {
                return Err(OracleError::new(
                    12991,
                    "column is referenced in a multi-column constraint",
                ));
            }
            let left = |at: usize| at - gone.iter().filter(|column| **column < at).count();
            stored.redefine(
                scn,
                |table| {
                    let mut at = 0;
                    table.columns.retain(|_| {
                        at += 1;
                        !gone.contains(&(at - 1))
                    });
                    at = 0;
                    table.defaults.retain(|_| {
                        at += 1;
                        !gone.contains(&(at - 1))
                    });
                    let keys = table.primary_key.iter_mut().chain(&mut table.unique_keys);
                    for key in keys {
                        key.columns.iter_mut().for_each(|column| *column = left(*column));
                    }
                    table.identity = table.identity.filter(|at| !gone.contains(at)).map(left);
                },
                |row| {
                    let kept = row.iter().enumerate().filter(|(at, _)| !gone.contains(at));
                    kept.map(|(_, value)| value.clone()).collect()
                },
            );
        }
        Alteration::ModifyColumns(columns) => {
            for column in columns {
                let at = stored.table.need_position(&column.name)?;
                let modified = described(column);
                stored.redefine(scn, |table| table.columns[at] = modified.clone(), same);
            }
        }
        Alteration::RenameColumn(from, to) => {
            let at = stored.table.need_position(from)?;
            stored.redefine(scn, |table| table.columns[at].name.clone_from(to), same);
        }
        Alteration::Rename(_) | Alteration::Other => {}
    }
    Ok(())
}
