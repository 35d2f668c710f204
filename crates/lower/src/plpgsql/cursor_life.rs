//! How long a cursor stays open.
//!
//! PostgreSQL closes the cursors that a block opened before its exception handler runs, and all cursors but those of
//! running loops when the transaction ends (manual, "Trapping Errors", "Transaction Management"). Oracle closes neither
//! (PL/SQL Language Reference, "Opening and Closing Explicit Cursors").

use super::cursor::cursor_name;
use super::groups::gives_up;
use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::expr::Expr;
use plconv_hir::stmt::{self, DeclarationKind, Statement, StatementKind};
use plconv_hir::visit::children;
use plconv_pg::{self as pg, PlKind, PlStatement};
use std::collections::BTreeSet;

/// The cursor that a statement itself opens.
fn opens(statement: &Statement) -> Option<&Expr> {
    match &statement.kind {
        StatementKind::Open { cursor, .. }
        | StatementKind::OpenForQuery { cursor, .. }
        | StatementKind::OpenForText { cursor, .. } => Some(cursor),
        _ => None,
    }
}

/// Names of cursors of which something holds for a statement inside.
fn cursors<'s>(
    statements: &'s [Statement],
    of: &dyn Fn(&'s Statement) -> Option<&'s Expr>,
    names: &mut BTreeSet<String>,
) {
    for statement in statements {
        names.extend(of(statement).and_then(cursor_name));
        for child in children(statement) {
            cursors(std::slice::from_ref(child), of, names);
        }
    }
}

fn cursors_in<'s>(
    statements: &'s [Statement],
    of: &dyn Fn(&'s Statement) -> Option<&'s Expr>,
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    cursors(statements, of, &mut names);
    names
}

/// The cursors that statements open.
pub(super) fn opened_in(statements: &[Statement]) -> BTreeSet<String> {
    cursors_in(statements, &opens)
}

impl Lowering<'_> {
    /// What a handler begins with: the errors before it may have closed these cursors.
    pub(super) fn ask_what_is_open(&mut self, opened: &BTreeSet<String>) -> Vec<PlStatement> {
        let mut statements = Vec::new();
        for name in opened {
            if self.keeps(name, "isopen") {
                let variable = pg::Expr::name(self.attribute_variable(name, "isopen"));
                let open = self.runtime("cursor_is_open", vec![pg::Expr::name(identifier(name))]);
                statements.push(PlKind::Assign(variable, open).into());
            }
        }
        statements
    }

    /// CLOSE of a cursor; in a handler, of one that may be closed already.
    pub(super) fn close_if_open(&mut self, cursor: &Expr, close: PlStatement) -> PlStatement {
        let name = cursor_name(cursor).unwrap_or_default();
        if !self.routine.maybe_closed.contains(&name) {
            return close;
        }
        let open = self.runtime("cursor_is_open", vec![pg::Expr::name(identifier(&name))]);
        PlKind::If(vec![(open, vec![close])], None).into()
    }

    /// Reports cursors that a block leaves open for what comes after its handlers.
    pub(super) fn note_closed_cursors(&mut self, block: &stmt::Block) {
        if block.handlers.iter().all(|handler| gives_up(&handler.statements)) {
            return;
        }
        let opened = opened_in(&block.statements);
        let closed = cursors_in(&block.statements, &|statement| match &statement.kind {
            StatementKind::Close(cursor) => Some(cursor),
            _ => None,
        });
        let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
        let mut fetched = BTreeSet::new();
        for statement in handled {
            cursors(
                std::slice::from_ref(statement),
                &|statement| match &statement.kind {
                    StatementKind::Fetch { cursor, .. } => Some(cursor),
                    _ => None,
                },
                &mut fetched,
            );
        }
        let own = |name: &String| {
            block
                .declarations
                .iter()
                .any(|declaration| match &declaration.kind {
                    DeclarationKind::Cursor(cursor) => cursor.name == *name,
                    DeclarationKind::Variable(variable) => variable.name == *name,
                    _ => false,
                })
        };
        for name in &opened {
            if fetched.contains(name) || (!own(name) && !closed.contains(name)) {
                self.report(
                    Code::HANDLER_ROLLS_BACK,
                    block.span,
                    format!("cursor {name}, which this block opens, is closed before the exception handler runs; Oracle keeps it open"),
                );
            }
        }
    }

    /// Reports cursors that are read after the end of the transaction they were opened in.
    pub(super) fn note_cursors_across_commit(&mut self, block: &stmt::Block) {
        let mut lives = Lives::default();
        self.follow(&block.statements, &mut lives);
        for (name, span) in lives.read_late {
            self.report(
                Code::REF_CURSOR,
                span,
                format!("cursor {name} is read after COMMIT or ROLLBACK, which closes it in PostgreSQL; use a cursor FOR loop"),
            );
        }
    }

    fn follow(&self, statements: &[Statement], lives: &mut Lives) {
        for statement in statements {
            if let Some(name) = opens(statement).and_then(cursor_name) {
                lives.ended.remove(&name);
                lives.open.insert(name);
            }
            match &statement.kind {
                StatementKind::Close(cursor) => {
                    let name = cursor_name(cursor).unwrap_or_default();
                    lives.open.remove(&name);
                    lives.ended.remove(&name);
                }
                StatementKind::Fetch { cursor, .. } => {
                    if let Some(name) = cursor_name(cursor)
                        && lives.ended.contains(&name)
                        && !lives.read_late.iter().any(|(known, _)| *known == name)
                    {
                        lives.read_late.push((name, statement.span));
                    }
                }
                StatementKind::Block(inner) => {
                    self.follow(&inner.statements, lives);
                    for handler in &inner.handlers {
                        self.follow(&handler.statements, lives);
                    }
                    continue;
                }
                _ => {}
            }
            let inside = children(statement).next().is_some();
            if !inside && self.controls_transaction(statement) {
                lives.ended.append(&mut lives.open);
            }
            let rounds = match &statement.kind {
                StatementKind::Loop(_)
                | StatementKind::While { .. }
                | StatementKind::ForRange { .. }
                | StatementKind::ForCursor { .. }
                | StatementKind::ForQuery { .. } => 2,
                _ => 1,
            };
            for _ in 0..rounds {
                for child in children(statement) {
                    self.follow(std::slice::from_ref(child), lives);
                }
            }
        }
    }
}

/// Cursors on the way through a routine.
#[derive(Default)]
struct Lives {
    open: BTreeSet<String>,
    /// Those that were open when the transaction ended.
    ended: BTreeSet<String>,
    /// Those of them that are read nevertheless, and where.
    read_late: Vec<(String, plconv_hir::expr::Span)>,
}
