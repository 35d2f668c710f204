//! COMMIT where constraints wait for it: one that fails rolls the transaction back, and handlers take its error. SQL Language
//! Reference, "COMMIT", "SET CONSTRAINT"; Database Error Messages, ORA-02091.

use crate::context::Lowering;
use plconv_pg::{self as pg, Block, Handler, PlKind, PlStatement, Raise};

impl Lowering<'_> {
    /// COMMIT, after a check of the deferred constraints where there are any: PostgreSQL makes it when the transaction ends,
    /// where no handler can be.
    pub(super) fn commit(&mut self) -> Vec<PlStatement> {
        let mut constraints = self
            .program
            .catalog
            .tables
            .values()
            .flat_map(|table| &table.constraints);
        let commit = PlKind::Commit.into();
        if !constraints.any(|constraint| constraint.deferrable) {
            return vec![commit];
        }
        let check = self.runtime("check_deferred_constraints", Vec::new());
        let block = Block {
            statements: vec![PlKind::Perform(check).into()],
            handlers: vec![Handler {
                conditions: vec!["OTHERS".to_owned()],
                statements: after_rollback(vec![PlKind::Raise(Raise::default()).into()]),
                comments: pg::Comments::default(),
            }],
            ..Block::default()
        };
        vec![PlKind::Block(Box::new(block)).into(), commit]
    }
}

/// A lowered COMMIT whose failure is handled by these statements, the last of which leaves.
pub(super) fn failing_by(mut commit: Vec<PlStatement>, handling: Vec<PlStatement>) -> Vec<PlStatement> {
    if let Some(PlKind::Block(check)) = commit.first_mut().map(|first| &mut first.kind)
        && let Some(handler) = check.handlers.first_mut()
    {
        handler.statements = after_rollback(handling);
    }
    commit
}

/// ROLLBACK in front of the last statement, which leaves.
fn after_rollback(mut statements: Vec<PlStatement>) -> Vec<PlStatement> {
    let last = statements.len().saturating_sub(1);
    statements.insert(last, PlKind::Rollback.into());
    statements
}
