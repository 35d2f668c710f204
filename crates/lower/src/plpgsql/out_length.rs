//! Texts for OUT parameters.
//!
//! A parameter has the length of the argument in Oracle, so that a text which is too long is VALUE_ERROR where the routine
//! assigns it (PL/SQL Language Reference, "Formal Parameters of Constrained Subtypes"). In PostgreSQL the argument is
//! written when the routine returns: VALUE_ERROR as well, but behind the routine's own handlers.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::item::{ParameterMode, Routine};
use plconv_hir::stmt::{Block, ExceptionRef, Statement, StatementKind};
use plconv_hir::targets::own_targets;
use plconv_hir::visit::children;

impl Lowering<'_> {
    /// Says that a handler of the routine would take such an error in Oracle.
    pub(super) fn note_out_lengths(&mut self, routine: &Routine) {
        let Some(body) = &routine.body else {
            return;
        };
        let texts = (routine.signature.parameters.iter())
            .filter(|parameter| parameter.mode != ParameterMode::In && parameter.ty.is_character());
        for parameter in texts {
            if is_handled(body, &parameter.name) {
                self.report(
                    Code::OUT_TEXT_LENGTH,
                    parameter.span,
                    "a text that is too long for the argument of an OUT parameter is an error of the call, not one that the \
                     handlers of the routine take",
                );
            }
        }
    }
}

/// Whether a handler for VALUE_ERROR stands behind an assignment of a text to a parameter.
fn is_handled(block: &Block, parameter: &str) -> bool {
    let takes =
        block
            .handlers
            .iter()
            .flat_map(|handler| &handler.exceptions)
            .any(|exception| match exception {
                ExceptionRef::Others => true,
                ExceptionRef::Predefined(name) => name == "VALUE_ERROR",
                ExceptionRef::Declared(id) => id.number == Some(-6502),
                ExceptionRef::Unresolved(_) => false,
            });
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    takes
        && block
            .statements
            .iter()
            .any(|statement| writes(statement, parameter))
        || (block.statements.iter().chain(handled)).any(|statement| is_handled_in(statement, parameter))
}

fn is_handled_in(statement: &Statement, parameter: &str) -> bool {
    match &statement.kind {
        StatementKind::Block(block) => is_handled(block, parameter),
        _ => children(statement).any(|child| is_handled_in(child, parameter)),
    }
}

/// Whether a statement gives the parameter a text whose length is not written.
fn writes(statement: &Statement, parameter: &str) -> bool {
    if let StatementKind::Assign { value, .. } = &statement.kind
        && matches!(value.kind, ExprKind::Literal(_))
    {
        return false;
    }
    let mut found = false;
    own_targets(statement, &mut |target| found |= is_parameter(target, parameter));
    found || children(statement).any(|child| writes(child, parameter))
}

fn is_parameter(target: &Expr, parameter: &str) -> bool {
    matches!(&target.kind, ExprKind::Variable(variable) if variable.name == parameter)
}
