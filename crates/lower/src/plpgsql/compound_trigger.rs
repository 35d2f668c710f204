//! Compound triggers: a function and a trigger for each timing point.
//!
//! Common variables live from the start of the firing statement to its end (PL/SQL Language Reference, "Compound DML
//! Triggers"): the first timing point stores their initial values, every other loads them when it begins, and all
//! store them when they return.

use super::ReturnForm;
use super::trigger::{Firing, row_result, trigger_name};
use crate::context::Lowering;
use crate::naming::local_name;
use plconv_hir::item::{CompoundSection, Trigger, TriggerTiming};
use plconv_hir::stmt::{Declaration, DeclarationKind, Variable};
use plconv_pg::{self as pg, CreateRoutine, Ident, PlKind, PlStatement, Statement, TypeName};

impl Lowering<'_> {
    /// The statements that create a compound trigger.
    pub(super) fn compound_trigger(
        &mut self,
        trigger: &Trigger,
        declarations: &[Declaration],
        sections: &[CompoundSection],
    ) -> Vec<Statement> {
        let mut statements: Vec<Statement> = Vec::new();
        let common = common_variables(declarations);
        if !common.is_empty() && !sections.iter().any(starts) {
            statements.extend(self.compound_start(trigger, &common));
        }
        for (index, section) in sections.iter().enumerate() {
            for statement in self.compound_section(trigger, declarations, section, index) {
                // Routines of the declaration part are shared.
                if !statements.contains(&statement) {
                    statements.push(statement);
                }
            }
        }
        statements
    }

    fn compound_section(
        &mut self,
        trigger: &Trigger,
        declarations: &[Declaration],
        section: &CompoundSection,
        index: usize,
    ) -> Vec<Statement> {
        let mut block = section.block.clone();
        block.declarations.splice(0..0, declarations.iter().cloned());
        let common = common_variables(declarations);
        let (form, result) = match (section.row, section.timing) {
            (true, TriggerTiming::Before | TriggerTiming::InsteadOf) => {
                (ReturnForm::TriggerRow, row_result())
            }
            (true, TriggerTiming::After | TriggerTiming::Compound) | (false, _) => {
                (ReturnForm::TriggerNull, pg::Expr::null())
            }
        };
        let store = common
            .iter()
            .map(|variable| {
                let value = pg::Expr::name(local_name(&variable.name)).cast(TypeName::builtin("text"));
                self.store(trigger, variable, value)
            })
            .collect();
        let name = trigger_name(trigger, Some(index));
        let firing = Firing {
            row: section.row,
            form,
            result,
        };
        let mut statements = self.trigger_function(&name, &block, firing, store, None, trigger);
        if !starts(section)
            && let Some(Statement::CreateRoutine(routine)) = statements.last_mut()
        {
            for variable in &common {
                let value = self.load(trigger, variable);
                set_default(&mut routine.body, &local_name(&variable.name), value);
            }
        }
        let condition = trigger
            .condition
            .as_ref()
            .filter(|_| section.row)
            .map(|condition| self.condition(condition));
        statements.push(self.create_trigger(trigger, Some(index), section.timing, section.row, condition));
        statements
    }

    /// The BEFORE STATEMENT point that a compound trigger with variables needs and does not have.
    fn compound_start(&mut self, trigger: &Trigger, common: &[&Variable]) -> Vec<Statement> {
        let mut body = Vec::new();
        for variable in common {
            let initial = match &variable.default {
                Some(default) => self.lower_expr(default),
                None => self.initial_value(&variable.ty).unwrap_or_else(pg::Expr::null),
            };
            let ty = self.plain_type_name(&variable.ty);
            let text = initial.cast(ty).cast(TypeName::builtin("text"));
            body.push(self.store(trigger, variable, text));
        }
        body.push(PlKind::Return(Some(pg::Expr::null())).into());
        let name = format!("{}_0", trigger_name(trigger, None));
        let function = CreateRoutine {
            name: self.trigger_function_name(trigger, &name),
            procedure: false,
            parameters: Vec::new(),
            returns: Some(TypeName::builtin("trigger")),
            attributes: Vec::new(),
            body: pg::Block {
                statements: body,
                ..pg::Block::default()
            },
            options: Vec::new(),
            comments: Vec::new(),
        };
        let mut created = self.create_trigger(trigger, None, TriggerTiming::Before, false, None);
        if let Statement::CreateTrigger(created) = &mut created {
            created.name = Ident(crate::naming::shorten(&name));
            created.function = function.name.clone();
        }
        vec![Statement::CreateRoutine(Box::new(function)), created]
    }

    fn store(&mut self, trigger: &Trigger, variable: &Variable, text: pg::Expr) -> PlStatement {
        let store = self.runtime("state_set", vec![key(trigger, variable), text]);
        super::assign::perform(store)
    }

    fn load(&mut self, trigger: &Trigger, variable: &Variable) -> pg::Expr {
        let ty = self.plain_type_name(&variable.ty);
        self.runtime("state_get", vec![key(trigger, variable)]).cast(ty)
    }
}

/// Whether a timing point is the first of a statement.
fn starts(section: &CompoundSection) -> bool {
    section.timing == TriggerTiming::Before && !section.row
}

fn common_variables(declarations: &[Declaration]) -> Vec<&Variable> {
    declarations
        .iter()
        .filter_map(|declaration| match &declaration.kind {
            DeclarationKind::Variable(variable) if !variable.constant => Some(variable),
            _ => None,
        })
        .collect()
}

/// What a common variable is stored under.
fn key(trigger: &Trigger, variable: &Variable) -> pg::Expr {
    pg::Expr::text(format!(
        "{}.{}",
        trigger_name(trigger, None),
        local_name(&variable.name)
    ))
}

fn set_default(body: &mut pg::Block, variable: &str, value: pg::Expr) {
    for declaration in &mut body.declarations {
        if let pg::DeclarationKind::Variable { name, default, .. } = &mut declaration.kind
            && name.0 == variable
        {
            *default = Some(value);
            return;
        }
    }
}
