//! ALL_CONSTRAINTS and ALL_CONS_COLUMNS.

use super::{made, tables};
use crate::simulator::state::{State, View};
use crate::simulator::storage::StoredTable;
use crate::simulator::table::Key;
use crate::value::{Column, Value};

/// A constraint: its columns, its type, owner and name of what it refers to.
type Constraint<'table> = (&'table Key, &'static str, Option<&'table (String, String)>);

/// All constraints of a table: name, type, columns, what a foreign key refers to.
fn constraints_of(table: &StoredTable) -> Vec<Constraint<'_>> {
    let declared = &table.table;
    let mut found: Vec<_> = declared.primary_key.iter().map(|key| (key, "P", None)).collect();
    found.extend(declared.unique_keys.iter().map(|key| (key, "U", None)));
    found.extend(
        declared
            .foreign_keys
            .iter()
            .map(|foreign| (&foreign.key, "R", Some(&foreign.refers_to))),
    );
    found
}

/// NOT NULL columns that no primary key makes so: the name of the constraint and the column.
fn not_null(table: &StoredTable) -> Vec<(String, &Column)> {
    let key: &[usize] = table.table.primary_key.as_ref().map_or(&[], |key| &key.columns);
    let columns = table.columns.iter().enumerate();
    let found = columns.filter(|(at, column)| !column.nullable && !key.contains(at));
    found
        .map(|(at, column)| (format!("SYS_C{:06}{at:03}", table.object), column))
        .collect()
}

pub(super) fn constraints(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (key, kind, refers_to) in constraints_of(table) {
            let index = if kind == "R" {
                Value::Null
            } else {
                key.name.as_str().into()
            };
            rows.push(vec![
                owner.clone(),
                key.name.as_str().into(),
                kind.into(),
                name.clone(),
                Value::Null,
                Value::Null,
                refers_to.map(|(owner, _)| owner.as_str()).into(),
                refers_to.map(|(_, name)| name.as_str()).into(),
                if kind == "R" {
                    "NO ACTION".into()
                } else {
                    Value::Null
                },
                "ENABLED".into(),
                "NOT DEFERRABLE".into(),
                "IMMEDIATE".into(),
                "VALIDATED".into(),
                "USER NAME".into(),
                if kind == "R" { Value::Null } else { owner.clone() },
                index,
            ]);
        }
        for (constraint, column) in not_null(table) {
            let condition: Value = format!("\"{}\" IS NOT NULL", column.name).into();
            let mut row = vec![
                owner.clone(),
                constraint.into(),
                "C".into(),
                name.clone(),
                condition.clone(),
                condition,
            ];
            row.extend([
                Value::Null,
                Value::Null,
                Value::Null,
                "ENABLED".into(),
                "NOT DEFERRABLE".into(),
            ]);
            row.extend([
                "IMMEDIATE".into(),
                "VALIDATED".into(),
                "GENERATED NAME".into(),
                Value::Null,
                Value::Null,
            ]);
            rows.push(row);
        }
    }
    made(
        "OWNER CONSTRAINT_NAME CONSTRAINT_TYPE TABLE_NAME SEARCH_CONDITION:l SEARCH_CONDITION_VC R_OWNER R_CONSTRAINT_NAME \
         DELETE_RULE STATUS DEFERRABLE DEFERRED VALIDATED GENERATED INDEX_OWNER INDEX_NAME",
        rows,
    )
}

pub(super) fn constraint_columns(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (key, _, _) in constraints_of(table) {
            for (position, column) in (1_u32..).zip(&key.columns) {
                let column = &table.columns[*column].name;
                rows.push(vec![
                    owner.clone(),
                    key.name.as_str().into(),
                    name.clone(),
                    column.as_str().into(),
                    position.into(),
                ]);
            }
        }
        for (constraint, column) in not_null(table) {
            rows.push(vec![
                owner.clone(),
                constraint.into(),
                name.clone(),
                column.name.as_str().into(),
                Value::Null,
            ]);
        }
    }
    made("OWNER CONSTRAINT_NAME TABLE_NAME COLUMN_NAME POSITION:n", rows)
}
