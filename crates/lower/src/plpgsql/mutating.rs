//! Row triggers that use their own table. Oracle raises ORA-04091 for the table that the firing statement changes, except
//! when that is an INSERT of a single row with VALUES (PL/SQL Language Reference, "Mutating-Table Restriction").
//! PostgreSQL lets the trigger see the rows changed so far.

use crate::context::Lowering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, TriggerEventKind};
use plconv_hir::item::{Trigger, TriggerTiming};
use plconv_hir::query::Query;
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::tables::{walk_block_tables, walk_statement_tables};
use plconv_hir::visit::walk_query_tables;
use plconv_pg::{self as pg, PlKind, PlStatement, Raise};
use std::collections::BTreeSet;

/// ORA-04091: table is mutating, trigger/function may not see it.
const MUTATING: i32 = 4091;

/// The table of the row trigger being lowered.
#[derive(Clone, Debug)]
pub(crate) struct Mutating {
    table: ObjectName,
    /// Cursors of the trigger that read it.
    cursors: BTreeSet<String>,
    /// Whether INSERT fires the trigger.
    on_insert: bool,
    /// Whether UPDATE or DELETE fires it.
    on_change: bool,
}

impl Mutating {
    /// What a row trigger must not see; `None` for other triggers.
    pub(super) fn of(trigger: &Trigger, row: bool, block: &Block) -> Option<Mutating> {
        if !row || block.is_autonomous() || trigger.timing == TriggerTiming::InsteadOf {
            return None;
        }
        let mut mutating = Mutating {
            table: trigger.table.clone(),
            cursors: BTreeSet::new(),
            on_insert: false,
            on_change: false,
        };
        for (event, _) in &trigger.events {
            match event {
                TriggerEventKind::Insert => mutating.on_insert = true,
                TriggerEventKind::Update | TriggerEventKind::Delete => mutating.on_change = true,
            }
        }
        for declaration in &block.declarations {
            if let DeclarationKind::Cursor(cursor) = &declaration.kind
                && cursor.query.as_ref().is_some_and(|query| mutating.reads(query))
            {
                mutating.cursors.insert(cursor.name.clone());
            }
        }
        Some(mutating)
    }

    fn reads(&self, query: &Query) -> bool {
        let mut found = false;
        walk_query_tables(query, &mut |table| found |= *table == self.table);
        found
    }

    fn is_used_by(&self, statement: &Statement) -> bool {
        let mut found = false;
        walk_statement_tables(statement, &mut |table| found |= *table == self.table);
        let cursor = match &statement.kind {
            StatementKind::Open { cursor, .. } => Some(cursor),
            StatementKind::ForCursor { cursor, .. } => Some(&**cursor),
            _ => None,
        };
        let named = |cursor: &Expr| matches!(&cursor.kind, ExprKind::Variable(variable) if self.cursors.contains(&variable.name));
        found || cursor.is_some_and(named)
    }
}

impl Lowering<'_> {
    /// What a statement of a row trigger begins with when it uses the trigger's table, and whether nothing comes after.
    pub(super) fn mutating_error(&mut self, statement: &Statement) -> Option<(PlStatement, bool)> {
        let mutating = self.routine.mutating.as_ref()?;
        if !mutating.is_used_by(statement) {
            return None;
        }
        let (table, on_insert, on_change) = (mutating.table.clone(), mutating.on_insert, mutating.on_change);
        if on_insert {
            self.report(
                Code::MUTATING_TABLE,
                statement.span,
                format!(
                    "this row trigger uses its table {table}: Oracle raises ORA-04091 when one INSERT brings several rows"
                ),
            );
        }
        if !on_change {
            return None;
        }
        let message = format!("ORA-04091: table {table} is mutating, trigger/function may not see it");
        let raise: PlStatement = PlKind::Raise(Raise {
            level: "EXCEPTION",
            using: vec![
                (
                    "ERRCODE",
                    pg::Expr::text(plconv_runtime::sqlstate_for_oracle_number(MUTATING)),
                ),
                ("MESSAGE", pg::Expr::text(message)),
            ],
            ..Raise::default()
        })
        .into();
        if !on_insert {
            return Some((raise, true));
        }
        let changes = pg::Expr::Token("TG_OP".to_owned()).binary("<>", pg::Expr::text("INSERT"));
        Some((PlKind::If(vec![(changes, vec![raise])], None).into(), false))
    }

    /// Reports routines declared in a row trigger that use its table.
    pub(super) fn report_mutating_routines(&mut self, block: &Block) {
        let Some(table) = self
            .routine
            .mutating
            .as_ref()
            .map(|mutating| mutating.table.clone())
        else {
            return;
        };
        for declaration in &block.declarations {
            let DeclarationKind::Routine(routine) = &declaration.kind else {
                continue;
            };
            let mut found = false;
            if let Some(body) = &routine.body {
                walk_block_tables(body, &mut |used| found |= *used == table);
            }
            if found {
                let name = routine.signature.id.name.clone();
                self.report(
                    Code::MUTATING_TABLE,
                    declaration.span,
                    format!("{name} uses {table}, the table of this row trigger: Oracle raises ORA-04091"),
                );
            }
        }
    }
}
