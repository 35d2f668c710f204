//! What statements do, to decide what a handler may roll back.

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::item::Effects;
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::visit::{walk_expr, walk_statement_exprs};

impl Lowering<'_> {
    /// Whether a statement writes tables, itself or through what it calls.
    pub(crate) fn writes(&self, statement: &Statement) -> bool {
        let direct = match &statement.kind {
            StatementKind::Insert(_)
            | StatementKind::MultiInsert(_)
            | StatementKind::Update(_)
            | StatementKind::Delete(_)
            | StatementKind::Merge(_)
            | StatementKind::ExecuteImmediate { .. }
            | StatementKind::Forall { .. }
            | StatementKind::UnresolvedCall { .. } => true,
            StatementKind::Call { routine, .. } => self.effects_of(routine).writes,
            _ => false,
        };
        direct || children(statement).any(|child| self.writes(child)) || self.calls_writer(statement)
    }

    /// Whether a statement ends the transaction.
    pub(crate) fn controls_transaction(&self, statement: &Statement) -> bool {
        let direct = match &statement.kind {
            StatementKind::Commit | StatementKind::Rollback { to: None } => true,
            StatementKind::Call { routine, .. } => self.effects_of(routine).transaction_control,
            _ => false,
        };
        direct || children(statement).any(|child| self.controls_transaction(child))
    }

    pub(crate) fn effects_of(&self, routine: &plconv_hir::item::RoutineId) -> Effects {
        self.effects.get(routine).copied().unwrap_or_default()
    }

    fn calls_writer(&self, statement: &Statement) -> bool {
        let mut found = false;
        walk_statement_exprs(statement, &mut |expr| found |= self.is_writing_call(expr));
        found
    }

    fn is_writing_call(&self, expr: &Expr) -> bool {
        let mut found = false;
        walk_expr(expr, &mut |inner| {
            if let ExprKind::Call { routine, .. } = &inner.kind {
                found |= self.effects_of(routine).writes;
            }
        });
        found
    }
}

/// The statements directly inside a compound one; nested blocks without their handlers.
pub(crate) fn children(statement: &Statement) -> Box<dyn Iterator<Item = &Statement> + '_> {
    match &statement.kind {
        StatementKind::If {
            branches,
            else_statements,
        }
        | StatementKind::Case {
            branches,
            else_statements,
            ..
        } => Box::new(
            branches
                .iter()
                .flat_map(|(_, body)| body)
                .chain(else_statements.iter().flatten()),
        ),
        StatementKind::Loop(body)
        | StatementKind::While { body, .. }
        | StatementKind::ForRange { body, .. }
        | StatementKind::ForCursor { body, .. }
        | StatementKind::ForQuery { body, .. } => Box::new(body.iter()),
        StatementKind::Block(block) => Box::new(
            block
                .statements
                .iter()
                .chain(block.handlers.iter().flat_map(|handler| &handler.statements)),
        ),
        _ => Box::new(std::iter::empty()),
    }
}
