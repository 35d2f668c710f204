//! What statements do, to decide what a handler may roll back.

use crate::context::Lowering;
use plconv_hir::effects::OwnEffects;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::item::Effects;
use plconv_hir::stmt::{Block, Statement, StatementKind};
use plconv_hir::visit::{children, walk_expr, walk_statement_exprs};

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
        self.local_effects
            .get(routine)
            .or_else(|| self.effects.get(routine))
            .copied()
            .unwrap_or_default()
    }

    /// Learns what the routines do that an anonymous block declares: the table of the project does not have them.
    pub(crate) fn learn_effects(&mut self, block: &Block) {
        let mut own = OwnEffects::default();
        own.add_block(block);
        self.local_effects = own.close(self.effects);
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
