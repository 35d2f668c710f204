//! Which attributes of cursors may be asked for while the cursor is closed: Oracle then raises INVALID_CURSOR (PL/SQL Language
//! Reference, "Explicit Cursor Attributes", "Named Cursor Attribute").
//!
//! An OPEN or FETCH before, with no CLOSE between them in the order of the source, is taken as proof of the contrary: what a
//! routine does by `FETCH c INTO x; EXIT WHEN c%NOTFOUND;` then stays as it is.

use super::cursor::cursor_name;
use plconv_hir::expr::{CursorAttribute, Expr, ExprKind, Span};
use plconv_hir::stmt::{self, DeclarationKind, Statement, StatementKind};
use plconv_hir::ty::Type;
use plconv_hir::visit::{children, walk_block_exprs, walk_expr, walk_statement_exprs};
use std::collections::{BTreeMap, BTreeSet};

/// The places of such questions, each with the name of the cursor.
pub(super) fn of_closed_cursors(block: &stmt::Block) -> BTreeMap<Span, String> {
    let mut reads = Reads::default();
    reads.declared_in(block);
    if !reads.own.is_empty() {
        reads.block(block);
    }
    reads.found
}

#[derive(Default)]
struct Reads {
    /// Cursors that no other routine can open.
    own: BTreeSet<String>,
    open: BTreeSet<String>,
    found: BTreeMap<Span, String>,
}

impl Reads {
    fn declared_in(&mut self, block: &stmt::Block) {
        let mut elsewhere = BTreeSet::new();
        for declaration in &block.declarations {
            match &declaration.kind {
                DeclarationKind::Cursor(cursor) => {
                    self.own.insert(cursor.name.clone());
                }
                DeclarationKind::Variable(variable) => {
                    if matches!(variable.ty, Type::RefCursor(_)) && variable.default.is_none() {
                        self.own.insert(variable.name.clone());
                    }
                }
                DeclarationKind::Routine(routine) => {
                    if let Some(body) = &routine.body {
                        walk_block_exprs(body, &mut |expr| elsewhere.extend(cursor_name(expr)));
                    }
                }
                DeclarationKind::Exception(_)
                | DeclarationKind::Type(_)
                | DeclarationKind::Forward(_)
                | DeclarationKind::Pragma(_)
                | DeclarationKind::Refused(_) => {}
            }
        }
        self.inner_blocks(block.statements.iter());
        self.own.retain(|name| !elsewhere.contains(name));
    }

    fn inner_blocks<'s>(&mut self, statements: impl Iterator<Item = &'s Statement>) {
        for statement in statements {
            if let StatementKind::Block(block) = &statement.kind {
                self.declared_in(block);
            } else {
                self.inner_blocks(children(statement));
            }
        }
    }

    fn block(&mut self, block: &stmt::Block) {
        let mut opened = self.open.clone();
        self.statements(block.statements.iter());
        opened_in(block.statements.iter(), &mut opened);
        for handler in &block.handlers {
            // How far the statements came is not known: what they open at all may be open.
            self.open = opened.clone();
            self.statements(handler.statements.iter());
        }
    }

    fn statements<'s>(&mut self, statements: impl Iterator<Item = &'s Statement>) {
        for statement in statements {
            walk_statement_exprs(statement, &mut |expr| self.question(expr));
            self.work(statement);
            match &statement.kind {
                StatementKind::Block(block) => self.block(block),
                _ => self.statements(children(statement)),
            }
            if let StatementKind::ForCursor { cursor, .. } = &statement.kind
                && let Some(name) = cursor_name(cursor)
            {
                self.open.remove(&name);
            }
        }
    }

    fn question(&mut self, expr: &Expr) {
        let ExprKind::CursorAttribute {
            cursor: Some(cursor),
            attribute: CursorAttribute::Found | CursorAttribute::NotFound | CursorAttribute::RowCount,
        } = &expr.kind
        else {
            return;
        };
        if let Some(name) = cursor_name(cursor)
            && self.own.contains(&name)
            && !self.open.contains(&name)
        {
            self.found.insert(expr.span, name);
        }
    }

    fn work(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Open { cursor, .. }
            | StatementKind::OpenForQuery { cursor, .. }
            | StatementKind::OpenForText { cursor, .. }
            | StatementKind::Fetch { cursor, .. } => self.open.extend(cursor_name(cursor)),
            StatementKind::ForCursor { cursor, .. } => self.open.extend(cursor_name(cursor)),
            StatementKind::Close(cursor) => {
                if let Some(name) = cursor_name(cursor) {
                    self.open.remove(&name);
                }
            }
            // A routine may open what it is given, an assignment brings what is open.
            StatementKind::Call { args, .. } => {
                for arg in args.iter().flatten() {
                    walk_expr(arg, &mut |expr| self.open.extend(cursor_name(expr)));
                }
            }
            StatementKind::UnresolvedCall { args, .. } => {
                for (_, arg) in args {
                    walk_expr(arg, &mut |expr| self.open.extend(cursor_name(expr)));
                }
            }
            StatementKind::Assign { target, .. } => self.open.extend(cursor_name(target)),
            StatementKind::SelectInto(_) => walk_statement_exprs(statement, &mut |expr| {
                self.open.extend(cursor_name(expr));
            }),
            StatementKind::BuiltinCall { .. }
            | StatementKind::CollectionCall { .. }
            | StatementKind::If { .. }
            | StatementKind::Case { .. }
            | StatementKind::Loop(_)
            | StatementKind::While { .. }
            | StatementKind::ForRange { .. }
            | StatementKind::ForQuery { .. }
            | StatementKind::Forall { .. }
            | StatementKind::Exit { .. }
            | StatementKind::Continue { .. }
            | StatementKind::Goto(_)
            | StatementKind::Return(_)
            | StatementKind::Raise(_)
            | StatementKind::Null
            | StatementKind::Block(_)
            | StatementKind::ExecuteImmediate { .. }
            | StatementKind::PipeRow(_)
            | StatementKind::Insert(_)
            | StatementKind::MultiInsert(_)
            | StatementKind::Update(_)
            | StatementKind::Delete(_)
            | StatementKind::Merge(_)
            | StatementKind::Commit
            | StatementKind::Rollback { .. }
            | StatementKind::Savepoint(_)
            | StatementKind::SetConstraints { .. }
            | StatementKind::SetTransaction(_)
            | StatementKind::LockTable { .. }
            | StatementKind::Refused { .. } => {}
        }
    }
}

/// The cursors that statements open.
fn opened_in<'s>(statements: impl Iterator<Item = &'s Statement>, opened: &mut BTreeSet<String>) {
    for statement in statements {
        if let StatementKind::Open { cursor, .. }
        | StatementKind::OpenForQuery { cursor, .. }
        | StatementKind::OpenForText { cursor, .. } = &statement.kind
        {
            opened.extend(cursor_name(cursor));
        }
        opened_in(children(statement), opened);
    }
}
