//! SAVEPOINT and ROLLBACK TO.
//!
//! PL/pgSQL has no savepoints, but every block with handlers is one: its handlers find the block's changes undone
//! (PostgreSQL manual, "Trapping Errors"). Savepoints that nest like blocks become blocks:
//!
//! - `SAVEPOINT s` right before a block or at its beginning, when handlers begin with `ROLLBACK TO s`: the block as it is;
//!   where other handlers keep its work, a block around its groups that these handlers undo.
//! - `SAVEPOINT s` ... `ROLLBACK TO s` in one list of statements: a block that raises at its end.
//! - `SAVEPOINT s` ... `IF c THEN ROLLBACK TO s; ... END IF`: a block that ends with the IF and raises there; what follows
//!   the ROLLBACK in its branch is done by the handler.
//!
//! A savepoint that nothing in its unit goes back to is left out.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::effects::called_by;
use plconv_hir::stmt::{Block, Statement, StatementKind};
use plconv_hir::visit::children;
use plconv_pg::{self as pg, PlKind, PlStatement, Raise};

/// Raised to undo a block, and caught by it.
const ROLLED_BACK: &str = "XSAVE";

/// What becomes of a SAVEPOINT.
pub(super) enum Shape {
    /// The block after it undoes its changes.
    Before,
    /// The statements up to this one, a ROLLBACK TO, become a block.
    Until(usize),
    /// The statements up to this one, an IF with a branch that begins with ROLLBACK TO, become a block.
    UntilBranch(usize),
    /// Nothing goes back to it.
    Unused,
    /// It does not nest.
    Refused,
}

impl Lowering<'_> {
    /// What becomes of the savepoint at `statements[at]`.
    pub(super) fn savepoint_shape(&self, name: &str, statements: &[Statement], at: usize) -> Shape {
        let after = &statements[at + 1..];
        if let Some(StatementKind::Block(block)) = after.first().map(|next| &next.kind)
            && self.undoes_itself(block, name)
        {
            return Shape::Before;
        }
        if self
            .routine
            .savepoints_of_blocks
            .iter()
            .any(|known| known == name)
        {
            return Shape::Before;
        }
        let end = after.iter().position(|next| goes_back_to(next, name));
        if let Some(end) = end
            && after[..end]
                .iter()
                .all(|inner| mentions(inner, name) == 0 && !self.controls_transaction(inner))
        {
            return Shape::Until(at + 1 + end);
        }
        let end = after.iter().position(|next| mentions(next, name) > 0);
        if let Some(end) = end
            && after.iter().map(|next| mentions(next, name)).sum::<usize>() == 1
            && branch_going_back(&after[end], name).is_some()
            && after[..=end]
                .iter()
                .all(|inner| !self.controls_transaction(inner))
        {
            return Shape::UntilBranch(at + 1 + end);
        }
        if self.routine.rolled_back_to.contains(name) {
            Shape::Refused
        } else {
            Shape::Unused
        }
    }

    /// Whether handlers of a block undo what it did since a savepoint at its beginning or before it.
    fn undoes_itself(&self, block: &Block, name: &str) -> bool {
        let goes_back = block
            .handlers
            .iter()
            .filter(|handler| self.goes_back(&handler.statements) == Some(name))
            .count();
        let mentioned: usize = block
            .statements
            .iter()
            .chain(block.handlers.iter().flat_map(|handler| &handler.statements))
            .map(|statement| mentions(statement, name))
            .sum();
        let declared = usize::from(self.own_savepoint(block) == Some(name));
        goes_back > 0
            && mentioned == goes_back + declared
            && !block
                .statements
                .iter()
                .any(|statement| self.controls_transaction(statement))
    }

    /// The savepoint at the beginning of a block that its handlers go back to.
    pub(super) fn savepoint_of_block(&self, block: &Block) -> Option<String> {
        let name = self.own_savepoint(block)?;
        self.undoes_itself(block, name).then(|| name.to_owned())
    }

    /// The name of the savepoint that a block begins with: nothing before it reads or writes tables.
    fn own_savepoint<'b>(&self, block: &'b Block) -> Option<&'b str> {
        let first = block
            .statements
            .iter()
            .find(|statement| !self.leaves_tables_alone(statement))?;
        match &first.kind {
            StatementKind::Savepoint(name) => Some(name),
            _ => None,
        }
    }

    /// The savepoint that a handler goes back to before it does anything with tables.
    fn goes_back<'s>(&self, statements: &'s [Statement]) -> Option<&'s str> {
        let first = statements
            .iter()
            .find(|statement| !self.leaves_tables_alone(statement))?;
        match &first.kind {
            StatementKind::Rollback { to: Some(name) } => Some(name),
            _ => None,
        }
    }

    /// The savepoint of a block around that a handler of it goes back to.
    pub(super) fn goes_back_to_block(&self, statements: &[Statement]) -> Option<String> {
        let name = self.goes_back(statements)?;
        let mut known = self.routine.savepoints_of_blocks.iter();
        known.any(|known| known == name).then(|| name.to_owned())
    }

    /// A plain statement that neither reads nor writes tables.
    fn leaves_tables_alone(&self, statement: &Statement) -> bool {
        let plain = matches!(
            statement.kind,
            StatementKind::Assign { .. }
                | StatementKind::BuiltinCall { .. }
                | StatementKind::CollectionCall { .. }
                | StatementKind::Null
        );
        plain
            && called_by(statement).iter().all(|routine| {
                let effects = self.effects_of(routine);
                !effects.reads && !effects.writes && !effects.transaction_control
            })
    }

    /// A savepoint that its block stands for.
    pub(super) fn savepoint_in_block(&self, name: &str) -> PlStatement {
        PlKind::Remark(vec![format!("SAVEPOINT {name}: this block is one")]).into()
    }

    /// ROLLBACK TO in a handler whose block stands for the savepoint.
    pub(super) fn rollback_in_handler(&mut self, name: &str) -> Option<PlStatement> {
        let known = self
            .routine
            .savepoints_of_blocks
            .iter()
            .any(|known| known == name);
        known.then(|| {
            PlKind::Remark(vec![format!(
                "ROLLBACK TO {name}: the block's changes are undone"
            )])
            .into()
        })
    }

    /// A savepoint that nothing goes back to.
    pub(super) fn unused_savepoint(&mut self, name: &str, statement: &Statement) -> PlStatement {
        self.report(
            Code::SAVEPOINT_UNUSED,
            statement.span,
            format!("savepoint {name} is left out: nothing in this unit goes back to it"),
        );
        PlKind::Remark(vec![format!("SAVEPOINT {name}: nothing goes back to it")]).into()
    }

    /// The statements between a savepoint and the ROLLBACK TO it, the latter included.
    pub(super) fn undone_block(&mut self, name: &str, statements: &[Statement]) -> PlStatement {
        let Some((last, before)) = statements.split_last() else {
            return PlKind::Null.into();
        };
        let mut lowered = self.statements(before);
        let mut raise = vec![roll_back(name)];
        super::statement::with_comments(&mut raise, last);
        lowered.append(&mut raise);
        block_that_rolls_back(lowered, vec![PlKind::Null.into()])
    }

    /// The statements between a savepoint and an IF with a branch that goes back to it, the IF included.
    pub(super) fn block_until_branch(&mut self, name: &str, statements: &[Statement]) -> PlStatement {
        let Some((last, before)) = statements.split_last() else {
            return PlKind::Null.into();
        };
        let (
            Some(index),
            StatementKind::If {
                branches,
                else_statements,
            },
        ) = (branch_going_back(last, name), &last.kind)
        else {
            return PlKind::Null.into();
        };
        let mut lowered = self.statements(before);
        let mut undone = Vec::new();
        let mut branch = |state: &mut Self, number: usize, body: &[Statement]| {
            if number != index {
                return state.statements(body);
            }
            undone = state.statements(&body[1..]);
            let mut raise = vec![roll_back(name)];
            super::statement::with_comments(&mut raise, &body[0]);
            raise
        };
        let mut ifs = Vec::new();
        for (number, (condition, body)) in branches.iter().enumerate() {
            let condition = self.condition(condition);
            ifs.push((condition, branch(self, number, body)));
        }
        let otherwise = else_statements
            .as_ref()
            .map(|body| branch(self, branches.len(), body));
        let mut end = vec![PlKind::If(ifs, otherwise).into()];
        super::statement::with_comments(&mut end, last);
        lowered.append(&mut end);
        if undone.is_empty() {
            undone.push(PlKind::Null.into());
        }
        block_that_rolls_back(lowered, undone)
    }

    /// SAVEPOINT or ROLLBACK TO that does not nest like a block.
    pub(super) fn refused_savepoint(&mut self, name: &str, statement: &Statement) -> PlStatement {
        self.report(
            Code::SAVEPOINT_SHAPE,
            statement.span,
            format!("savepoint {name}: PL/pgSQL has savepoints only as blocks with handlers"),
        );
        self.refused_statement(&format!("SAVEPOINT {name}"))
    }
}

/// Undoes the block around it.
pub(super) fn roll_back(name: &str) -> PlStatement {
    PlKind::Raise(Raise {
        level: "EXCEPTION",
        using: vec![
            ("ERRCODE", pg::Expr::text(ROLLED_BACK)),
            ("MESSAGE", pg::Expr::text(format!("ROLLBACK TO {name}"))),
        ],
        ..Raise::default()
    })
    .into()
}

pub(super) fn block_that_rolls_back(statements: Vec<PlStatement>, undone: Vec<PlStatement>) -> PlStatement {
    let handler = pg::Handler {
        conditions: vec![format!("SQLSTATE '{ROLLED_BACK}'")],
        statements: undone,
        comments: pg::Comments::default(),
    };
    PlKind::Block(Box::new(pg::Block {
        statements,
        handlers: vec![handler],
        ..pg::Block::default()
    }))
    .into()
}

/// The branch of an IF that begins with ROLLBACK TO; its number counts ELSE as the last one.
fn branch_going_back(statement: &Statement, name: &str) -> Option<usize> {
    let StatementKind::If {
        branches,
        else_statements,
    } = &statement.kind
    else {
        return None;
    };
    branches
        .iter()
        .map(|(_, body)| body)
        .chain(else_statements)
        .position(|body| body.first().is_some_and(|first| goes_back_to(first, name)))
}

/// The savepoints that a block or a block in it goes back to.
pub(super) fn rolled_back_to(block: &Block) -> std::collections::BTreeSet<String> {
    fn add(statement: &Statement, found: &mut std::collections::BTreeSet<String>) {
        if let StatementKind::Rollback { to: Some(name) } = &statement.kind {
            found.insert(name.clone());
        }
        children(statement).for_each(|child| add(child, found));
    }
    let mut found = std::collections::BTreeSet::new();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    block
        .statements
        .iter()
        .chain(handled)
        .for_each(|statement| add(statement, &mut found));
    found
}

fn goes_back_to(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Rollback { to: Some(to) } if to == name)
}

/// How often a statement or one in it names a savepoint.
fn mentions(statement: &Statement, name: &str) -> usize {
    let own = match &statement.kind {
        StatementKind::Savepoint(other) | StatementKind::Rollback { to: Some(other) } => {
            usize::from(other == name)
        }
        _ => 0,
    };
    own + children(statement)
        .map(|child| mentions(child, name))
        .sum::<usize>()
}
