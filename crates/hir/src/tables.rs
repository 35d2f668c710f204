//! The tables that statements read and write.

use crate::dml::InsertSource;
use crate::item::{Routine, RoutineId, Trigger, TriggerBody};
use crate::query::TableRef;
use crate::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use crate::visit::{children, for_each_child, walk_query_tables, walk_ref_tables, walk_statement_exprs};
use plconv_catalog::ObjectName;
use std::collections::{BTreeMap, BTreeSet};

/// Calls `visit` for the tables and views that a statement itself reads or writes, not those of statements inside.
pub fn walk_statement_tables(statement: &Statement, visit: &mut dyn FnMut(&ObjectName)) {
    let mut target = |table: &TableRef| walk_ref_tables(table, visit);
    match &statement.kind {
        StatementKind::Update(update) => target(&update.target),
        StatementKind::Delete(delete) => target(&delete.target),
        StatementKind::Merge(merge) => {
            target(&merge.target);
            target(&merge.source);
        }
        StatementKind::Insert(insert) => {
            visit(&insert.table);
            if let InsertSource::Query(query) = &insert.source {
                walk_query_tables(query, visit);
            }
        }
        StatementKind::MultiInsert(insert) => {
            let all = insert.branches.iter().flat_map(|(_, targets)| targets);
            all.chain(&insert.else_targets)
                .for_each(|target| visit(&target.table));
            walk_query_tables(&insert.query, visit);
        }
        StatementKind::SelectInto(query)
        | StatementKind::ForQuery { query, .. }
        | StatementKind::OpenForQuery { query, .. } => walk_query_tables(query, visit),
        _ => {}
    }
    walk_statement_exprs(statement, &mut |expr| {
        for_each_child(expr, &mut |_| {}, &mut |query| walk_query_tables(query, visit));
    });
}

/// The same for a block with everything in it: cursors, nested blocks and routines.
pub fn walk_block_tables(block: &Block, visit: &mut dyn FnMut(&ObjectName)) {
    walk_declared_tables(&block.declarations, visit);
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        walk_all_tables(statement, visit);
    }
}

/// The same for a statement with everything in it.
pub fn walk_all_tables(statement: &Statement, visit: &mut dyn FnMut(&ObjectName)) {
    if let StatementKind::Block(block) = &statement.kind {
        walk_block_tables(block, visit);
        return;
    }
    walk_statement_tables(statement, visit);
    children(statement).for_each(|child| walk_all_tables(child, visit));
}

fn walk_declared_tables(declarations: &[Declaration], visit: &mut dyn FnMut(&ObjectName)) {
    for declaration in declarations {
        match &declaration.kind {
            DeclarationKind::Cursor(cursor) => {
                cursor
                    .query
                    .iter()
                    .for_each(|query| walk_query_tables(query, visit));
            }
            DeclarationKind::Routine(routine) => {
                routine
                    .body
                    .iter()
                    .for_each(|body| walk_block_tables(body, visit));
            }
            DeclarationKind::Variable(_)
            | DeclarationKind::Exception(_)
            | DeclarationKind::Type(_)
            | DeclarationKind::Forward(_)
            | DeclarationKind::Pragma(_)
            | DeclarationKind::Refused(_) => {}
        }
    }
}

/// The tables and views that a routine reads or writes, with those of its nested routines.
pub fn tables_of(routine: &Routine) -> BTreeSet<ObjectName> {
    let mut tables = BTreeSet::new();
    if let Some(body) = &routine.body {
        walk_block_tables(body, &mut |table| {
            tables.insert(table.clone());
        });
    }
    tables
}

/// The tables that routines use, and the routines they call.
pub struct TableUses<'a> {
    routines: BTreeMap<&'a RoutineId, &'a Routine>,
    /// Whether a view shows rows of a table.
    shows: &'a dyn Fn(&ObjectName, &ObjectName) -> bool,
}

impl<'a> TableUses<'a> {
    /// The uses of these routines. An autonomous transaction is one of its own and does not count.
    pub fn new(
        routines: impl Iterator<Item = &'a Routine>,
        shows: &'a dyn Fn(&ObjectName, &ObjectName) -> bool,
    ) -> Self {
        TableUses {
            routines: routines
                .filter(|routine| !routine.autonomous)
                .map(|routine| (&routine.signature.id, routine))
                .collect(),
            shows,
        }
    }

    /// A view that a row trigger itself uses and that shows its table.
    pub fn view_in(&self, trigger: &Trigger) -> Option<ObjectName> {
        let TriggerBody::Block(block) = &trigger.body else {
            return None;
        };
        if block.is_autonomous() {
            return None;
        }
        let mut found = None;
        walk_block_tables(block, &mut |table| {
            if found.is_none() && *table != trigger.table && (self.shows)(table, &trigger.table) {
                found = Some(table.clone());
            }
        });
        found
    }

    /// A routine that a row trigger calls, itself or through others, and that reads or writes the trigger's table.
    pub fn reader_in(&self, trigger: &Trigger) -> Option<&'a RoutineId> {
        let mut seen: BTreeSet<&RoutineId> = BTreeSet::new();
        let mut open: Vec<&RoutineId> = trigger.callees.iter().collect();
        while let Some(id) = open.pop() {
            let Some((id, routine)) = self
                .routines
                .get_key_value(id)
                .map(|(id, routine)| (*id, *routine))
            else {
                continue;
            };
            if !seen.insert(id) {
                continue;
            }
            let mut reads = false;
            if let Some(body) = &routine.body {
                walk_block_tables(body, &mut |table| {
                    reads |= *table == trigger.table || (self.shows)(table, &trigger.table);
                });
            }
            if reads {
                return Some(id);
            }
            open.extend(&routine.callees);
        }
        None
    }
}
