//! What statements do, to decide what a handler may roll back.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::effects::{OwnEffects, called_by, writes_itself};
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::item::{Effects, RoutineId};
use plconv_hir::stmt::{Block, Statement, StatementKind};
use plconv_hir::visit::{children, walk_statement_exprs};

impl Lowering<'_> {
    /// Whether a statement writes tables, itself or through what it calls.
    pub(crate) fn writes(&self, statement: &Statement) -> bool {
        writes_itself(statement)
            || called_by(statement)
                .iter()
                .any(|routine| self.effects_of(routine).writes)
            || children(statement).any(|child| self.writes(child))
    }

    /// A routine the statement calls that may fail after it wrote something.
    pub(crate) fn partial_callee(&self, statement: &Statement) -> Option<RoutineId> {
        called_by(statement).into_iter().find(|routine| {
            let effects = self.effects_of(routine);
            effects.writes && effects.partial
        })
    }

    /// Whether a statement ends the transaction.
    pub(crate) fn controls_transaction(&self, statement: &Statement) -> bool {
        let direct = match &statement.kind {
            StatementKind::Commit | StatementKind::Rollback { to: None } => true,
            _ => called_by(statement)
                .iter()
                .any(|routine| self.effects_of(routine).transaction_control),
        };
        direct || children(statement).any(|child| self.controls_transaction(child))
    }

    pub(crate) fn effects_of(&self, routine: &RoutineId) -> Effects {
        self.local_effects
            .get(routine)
            .copied()
            .or_else(|| self.effects.get(routine))
            .unwrap_or_default()
    }

    /// Reports functions in SQL that may find no row: there Oracle takes NO_DATA_FOUND for NULL.
    pub(crate) fn note_missing_row(&mut self, expr: &Expr) {
        if let ExprKind::Call { routine, .. } = &expr.kind
            && self.effects_of(routine).no_data
            && self.missing_rows.insert(expr.span)
        {
            self.report(
                Code::NO_DATA_IN_SQL,
                expr.span,
                format!(
                    "{} may raise NO_DATA_FOUND: in SQL Oracle takes that for NULL, PostgreSQL for an error",
                    routine.name
                ),
            );
        }
    }

    /// Learns what the routines do that an anonymous block declares: the table of the project does not have them.
    pub(crate) fn learn_effects(&mut self, block: &Block) {
        let mut own = OwnEffects::default();
        own.add_block(block);
        self.local_effects = own.close(&|routine| self.effects.get(routine));
    }

    /// Reports a statement that calls a function that writes and one that reads: the latter sees the tables as they were
    /// when the expression began.
    pub(crate) fn note_order_of_calls(&mut self, statement: &Statement) {
        let (mut writer, mut reader) = (None, None);
        walk_statement_exprs(statement, &mut |expr| {
            if let ExprKind::Call { routine, .. } = &expr.kind {
                let effects = self.effects_of(routine);
                if effects.writes {
                    writer = Some(routine.name.clone());
                } else if effects.reads {
                    reader = Some(routine.name.clone());
                }
            }
        });
        if let (Some(writer), Some(reader)) = (writer, reader) {
            self.report(
                Code::EVALUATION_ORDER,
                statement.span,
                format!("{reader} does not see what {writer} writes in the same statement; Oracle calls one after the other"),
            );
        }
    }
}
