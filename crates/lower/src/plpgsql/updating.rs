//! INSERTING, UPDATING, DELETING and UPDATING('column').
//!
//! A PostgreSQL trigger is not told the columns of the SET list, but `UPDATE OF column` fires by them: statement triggers
//! that fire before every other one note them for the function that asks.

use super::trigger::trigger_name;
use crate::context::Lowering;
use crate::naming::{identifier, shorten};
use plconv_hir::expr::{Expr, ExprKind, Literal, TriggerEventKind};
use plconv_hir::item::{Trigger, TriggerTiming};
use plconv_pg::{self as pg, CreateTrigger, Ident, QualifiedName, Statement};
use std::collections::BTreeSet;

/// What the trigger being lowered asks about the columns of its statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct UpdatedColumns {
    /// What the trigger is noted under.
    key: String,
    /// The one column whose update fires the trigger.
    only: Option<String>,
    /// Columns asked for by name.
    asked: BTreeSet<String>,
    /// Whether a name that is only known at run time is asked for.
    any: bool,
}

impl UpdatedColumns {
    pub(super) fn of(trigger: &Trigger) -> Self {
        let only = trigger.events.iter().find_map(|(event, columns)| match event {
            TriggerEventKind::Update => match columns.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
            TriggerEventKind::Insert | TriggerEventKind::Delete => None,
        });
        UpdatedColumns {
            key: trigger.name.to_string(),
            only: only.filter(|_| trigger.timing != TriggerTiming::InsteadOf),
            ..UpdatedColumns::default()
        }
    }
}

impl Lowering<'_> {
    /// INSERTING, UPDATING and DELETING, of `column` where there is one.
    pub(crate) fn trigger_predicate(&mut self, event: TriggerEventKind, column: Option<&Expr>) -> pg::Expr {
        let word = match event {
            TriggerEventKind::Insert => "INSERT",
            TriggerEventKind::Update => "UPDATE",
            TriggerEventKind::Delete => "DELETE",
        };
        let operation = pg::Expr::Token("TG_OP".to_owned()).binary("=", pg::Expr::text(word));
        let Some(column) = column else {
            return operation;
        };
        let asked = match &column.kind {
            ExprKind::Literal(Literal::String(name)) => {
                let name = name.to_uppercase();
                if self.updated_columns.only.as_ref() == Some(&name) {
                    return operation;
                }
                self.updated_columns.asked.insert(name.clone());
                pg::Expr::text(name)
            }
            _ => {
                self.updated_columns.any = true;
                let name = self.lower_expr(column);
                pg::Expr::call("upper", vec![name])
            }
        };
        let key = pg::Expr::text(self.updated_columns.key.clone());
        let updated = self.runtime("updating", vec![key, asked]);
        operation.binary("AND", updated)
    }

    /// The triggers that note the columns a trigger asks for.
    pub(super) fn column_notes(&mut self, trigger: &Trigger) -> Vec<Statement> {
        let updated = std::mem::take(&mut self.updated_columns);
        let known = self.program.relation_columns(&trigger.table);
        let mut columns = updated.asked;
        if let Some(known) = known {
            let known = known.into_iter().map(|column| column.name);
            if updated.any {
                columns = known.collect();
            } else {
                let known: BTreeSet<String> = known.collect();
                columns.retain(|column| known.contains(column));
            }
        }
        if columns.is_empty() {
            return Vec::new();
        }
        self.runtime.insert("note_updated_columns");
        let function = QualifiedName::new(Some(&self.policy.runtime_schema), "note_updated_columns");
        let table = self.object_name(&trigger.table);
        // Triggers fire in the order of their names; that of a regular identifier begins with a letter, which comes later.
        let stem = format!("_{}_updating", trigger_name(trigger, None));
        let note = |name: String, of: Vec<Ident>, arguments: Vec<String>| {
            Statement::CreateTrigger(Box::new(CreateTrigger {
                name: Ident(shorten(&name)),
                timing: "BEFORE",
                events: vec![("UPDATE", of)],
                table: table.clone(),
                row: false,
                condition: None,
                function: function.clone(),
                arguments,
            }))
        };
        let mut notes = vec![note(stem.clone(), Vec::new(), vec![updated.key.clone()])];
        notes.extend(columns.into_iter().map(|column| {
            let name = identifier(&column);
            note(
                format!("{stem}_{name}"),
                vec![Ident(name)],
                vec![updated.key.clone(), column],
            )
        }));
        notes
    }
}
