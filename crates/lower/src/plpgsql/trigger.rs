//! Triggers: a function and a trigger each.

use super::ReturnForm;
use super::mutating::Mutating;
use super::rights::trigger_needs_rights;
use super::updating::UpdatedColumns;
use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, TriggerEventKind};
use plconv_hir::item::{Trigger, TriggerBody, TriggerTiming};
use plconv_hir::stmt::Block;
use plconv_hir::visit::walk_expr;
use plconv_pg::{
    self as pg, CreateRoutine, CreateTrigger, Ident, PlKind, PlStatement, QualifiedName, Statement, TypeName,
};

/// When a trigger function runs, and what it gives back.
pub(super) struct Firing {
    /// FOR EACH ROW.
    pub row: bool,
    /// How RETURN is written.
    pub form: ReturnForm,
    /// What it returns at its end.
    pub result: pg::Expr,
}

/// The row a row trigger gives back: the old one for DELETE.
pub(crate) fn row_result() -> pg::Expr {
    pg::Expr::Case {
        operand: None,
        branches: vec![(
            pg::Expr::Token("TG_OP".to_owned()).binary("=", pg::Expr::text("DELETE")),
            pg::Expr::Token("OLD".to_owned()),
        )],
        else_value: Some(Box::new(pg::Expr::Token("NEW".to_owned()))),
    }
}

impl Lowering<'_> {
    /// The statements that create a trigger.
    pub fn lower_trigger(&mut self, trigger: &Trigger) -> Vec<Statement> {
        if trigger.refused.is_some() {
            return Vec::new();
        }
        if self.runs_as_caller(false) && trigger_needs_rights(trigger) {
            self.report_caller(&trigger.name.to_string(), false, trigger.span);
        }
        if let Some(system) = &trigger.system {
            return self.system_trigger(trigger, system);
        }
        self.updated_columns = UpdatedColumns::of(trigger);
        let mut statements = match &trigger.body {
            TriggerBody::Block(block) => self.simple_trigger(trigger, block),
            TriggerBody::Compound {
                declarations,
                sections,
            } => self.compound_trigger(trigger, declarations, sections),
            TriggerBody::None => {
                self.report(
                    Code::UNIT_REFUSED,
                    trigger.span,
                    "the body of this trigger could not be read",
                );
                Vec::new()
            }
        };
        statements.splice(0..0, self.column_notes(trigger));
        statements
    }

    fn simple_trigger(&mut self, trigger: &Trigger, block: &Block) -> Vec<Statement> {
        let deletes = trigger
            .events
            .iter()
            .any(|(event, _)| *event == TriggerEventKind::Delete);
        let changes = trigger
            .events
            .iter()
            .any(|(event, _)| *event != TriggerEventKind::Delete);
        let (form, result) = if trigger.row && trigger.timing != TriggerTiming::After {
            let result = match (changes, deletes) {
                (true, false) => pg::Expr::Token("NEW".to_owned()),
                (false, _) => pg::Expr::Token("OLD".to_owned()),
                (true, true) => row_result(),
            };
            (ReturnForm::TriggerRow, result)
        } else {
            (ReturnForm::TriggerNull, pg::Expr::null())
        };
        let condition = trigger.condition.as_ref();
        // WHEN may name only the rows that every event has.
        let inside = condition.is_some_and(|condition| !rows_exist(condition, trigger));
        let function = self.trigger_function(
            &trigger_name(trigger, None),
            block,
            Firing {
                row: trigger.row,
                form,
                result,
            },
            Vec::new(),
            condition.filter(|_| inside),
            trigger,
        );
        let condition = condition
            .filter(|_| !inside)
            .map(|condition| self.condition(condition));
        let mut statements = function;
        statements.push(self.create_trigger(trigger, None, trigger.timing, trigger.row, condition));
        if !trigger.enabled {
            statements.push(Statement::Raw(format!(
                "ALTER TABLE {} DISABLE TRIGGER {}",
                self.object_name(&trigger.table),
                Ident(trigger_name(trigger, None))
            )));
        }
        statements
    }

    /// The function of a trigger, after what must exist before it; `before_return` runs on each way out.
    pub(super) fn trigger_function(
        &mut self,
        name: &str,
        block: &Block,
        firing: Firing,
        before_return: Vec<PlStatement>,
        condition: Option<&Expr>,
        trigger: &Trigger,
    ) -> Vec<Statement> {
        let Firing { row, form, result } = firing;
        let outer = std::mem::take(&mut self.routine);
        self.routine.output_buffer = outer.output_buffer;
        self.routine.return_form = form;
        self.routine.trigger_depth = u32::from(trigger.timing == TriggerTiming::Compound);
        self.routine.mutating = Mutating::of(trigger, row, block);
        self.report_mutating_routines(block);
        self.routine.before_return.clone_from(&before_return);
        let mut body = if block.is_autonomous() {
            self.refused_transaction(&trigger.name.to_string(), trigger.span)
        } else {
            self.routine_body(block)
        };
        if let Some(condition) = condition {
            let condition = self.condition(condition);
            let skip = pg::Expr::Postfix(Box::new(condition), "IS NOT TRUE");
            body.statements.insert(
                0,
                PlKind::If(
                    vec![(skip, vec![PlKind::Return(Some(result.clone())).into()])],
                    None,
                )
                .into(),
            );
        }
        body.statements.extend(before_return);
        body.statements.push(PlKind::Return(Some(result)).into());
        body.label = body.label.or_else(|| self.outermost_label());
        let mut statements = std::mem::take(&mut self.routine.hoisted);
        self.routine = outer;
        let options = super::routine::variable_conflict(&trigger.visible_columns, &[], &body);
        statements.push(Statement::CreateRoutine(Box::new(CreateRoutine {
            name: self.trigger_function_name(trigger, name),
            procedure: false,
            parameters: Vec::new(),
            returns: Some(TypeName::builtin("trigger")),
            attributes: self.trigger_rights(trigger),
            body,
            options,
            comments: super::package::lines(&trigger.comments),
        })));
        statements
    }

    pub(super) fn trigger_function_name(&self, trigger: &Trigger, name: &str) -> QualifiedName {
        let schema = trigger.name.schema.as_deref().or(trigger.table.schema.as_deref());
        // Triggers have names of their own in Oracle; their functions are routines in PostgreSQL.
        let is_routine = self.program.routines.iter().any(|(routine, signature)| {
            signature.parameters.is_empty()
                && crate::naming::identifier(&routine.name) == name
                && routine.schema.as_deref() == schema
        });
        let name = match is_routine {
            true => format!("{name}_trigger"),
            false => name.to_owned(),
        };
        QualifiedName::new(self.schema_of(schema).as_deref(), crate::naming::shorten(&name))
    }

    pub(super) fn create_trigger(
        &mut self,
        trigger: &Trigger,
        section: Option<usize>,
        timing: TriggerTiming,
        row: bool,
        condition: Option<pg::Expr>,
    ) -> Statement {
        let name = trigger_name(trigger, section);
        Statement::CreateTrigger(Box::new(CreateTrigger {
            name: Ident(name.clone()),
            timing: match timing {
                TriggerTiming::Before => "BEFORE",
                TriggerTiming::InsteadOf => "INSTEAD OF",
                TriggerTiming::After | TriggerTiming::Compound => "AFTER",
            },
            events: trigger
                .events
                .iter()
                .map(|(event, columns)| {
                    let word = match event {
                        TriggerEventKind::Insert => "INSERT",
                        TriggerEventKind::Update => "UPDATE",
                        TriggerEventKind::Delete => "DELETE",
                    };
                    // INSTEAD OF takes no columns.
                    let columns = if timing == TriggerTiming::InsteadOf {
                        &[][..]
                    } else {
                        columns
                    };
                    (
                        word,
                        columns.iter().map(|column| Ident(identifier(column))).collect(),
                    )
                })
                .collect(),
            table: self.object_name(&trigger.table),
            row,
            condition,
            function: self.trigger_function_name(trigger, &name),
            arguments: Vec::new(),
        }))
    }
}

pub(super) fn trigger_name(trigger: &Trigger, section: Option<usize>) -> String {
    let name = identifier(&trigger.name.name);
    match section {
        Some(index) => crate::naming::shorten(&format!("{name}_{}", index + 1)),
        None => name,
    }
}

/// Whether every event has the rows a condition names.
fn rows_exist(condition: &Expr, trigger: &Trigger) -> bool {
    let mut exist = true;
    walk_expr(condition, &mut |expr| match &expr.kind {
        ExprKind::TriggerRow { new, .. } => {
            exist &= trigger.events.iter().all(|(event, _)| match event {
                TriggerEventKind::Insert => *new,
                TriggerEventKind::Delete => !*new,
                TriggerEventKind::Update => true,
            });
        }
        ExprKind::TriggerPredicate { .. } | ExprKind::Exists(_) | ExprKind::Subquery(_) => exist = false,
        _ => {}
    });
    exist && trigger.timing != TriggerTiming::InsteadOf
}
