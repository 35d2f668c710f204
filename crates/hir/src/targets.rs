//! The places that statements write: variables, fields, elements.

use crate::expr::{Expr, ExprKind};
use crate::item::{ParameterMode, RoutineId, Signature};
use crate::query::QueryBody;
use crate::stmt::{Block, DeclarationKind, Into, Statement, StatementKind};
use crate::visit::{children, walk_statement_exprs};
use std::sync::Arc;

/// Calls `visit` for every place that a block writes, routines declared in it included.
pub fn walk_block_targets(
    block: &Block,
    signature_of: &dyn Fn(&RoutineId) -> Option<Arc<Signature>>,
    visit: &mut dyn FnMut(&Expr),
) {
    for declaration in &block.declarations {
        if let DeclarationKind::Routine(routine) = &declaration.kind
            && let Some(body) = &routine.body
        {
            walk_block_targets(body, signature_of, visit);
        }
    }
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        walk_targets(statement, signature_of, visit);
    }
}

/// Calls `visit` for every place that a statement and those in it write.
pub fn walk_targets(
    statement: &Statement,
    signature_of: &dyn Fn(&RoutineId) -> Option<Arc<Signature>>,
    visit: &mut dyn FnMut(&Expr),
) {
    if let StatementKind::Block(block) = &statement.kind {
        walk_block_targets(block, signature_of, visit);
        return;
    }
    own_targets(statement, visit);
    own_out_arguments(statement, signature_of, visit);
    for child in children(statement) {
        walk_targets(child, signature_of, visit);
    }
}

/// Calls `visit` for every argument that a statement itself passes to an OUT or IN OUT parameter.
pub fn own_out_arguments(
    statement: &Statement,
    signature_of: &dyn Fn(&RoutineId) -> Option<Arc<Signature>>,
    visit: &mut dyn FnMut(&Expr),
) {
    let mut out_arguments = |routine: &RoutineId, args: &[Option<Expr>]| {
        let Some(signature) = signature_of(routine) else {
            return;
        };
        for (parameter, arg) in signature.parameters.iter().zip(args) {
            if parameter.mode != ParameterMode::In {
                arg.iter().for_each(&mut *visit);
            }
        }
    };
    if let StatementKind::Call { routine, args } = &statement.kind {
        out_arguments(routine, args);
    }
    walk_statement_exprs(statement, &mut |expr| {
        if let ExprKind::Call { routine, args } = &expr.kind {
            out_arguments(routine, args);
        }
    });
}

/// Calls `visit` for every place that a statement writes itself; not those that it passes to routines, nor those of
/// statements in it.
pub fn own_targets(statement: &Statement, visit: &mut dyn FnMut(&Expr)) {
    let mut all = |into: Option<&Into>| {
        into.iter().flat_map(|into| &into.targets).for_each(&mut *visit);
    };
    match &statement.kind {
        StatementKind::Assign { target, .. } => visit(target),
        StatementKind::CollectionCall { collection, .. } => visit(collection),
        StatementKind::OpenForQuery { cursor, .. } | StatementKind::OpenForText { cursor, .. } => {
            visit(cursor)
        }
        StatementKind::Fetch { into, .. } => all(Some(into)),
        StatementKind::SelectInto(query) => {
            if let QueryBody::Block(block) = &query.body {
                all(block.into.as_ref());
            }
        }
        StatementKind::ExecuteImmediate {
            into,
            using,
            returning,
            ..
        } => {
            all(into.as_ref());
            all(returning.as_ref());
            using
                .iter()
                .filter(|using| using.is_out)
                .for_each(|using| visit(&using.value));
        }
        StatementKind::Insert(insert) => all(insert.returning.as_ref().map(|returning| &returning.into)),
        StatementKind::Update(update) => all(update.returning.as_ref().map(|returning| &returning.into)),
        StatementKind::Delete(delete) => all(delete.returning.as_ref().map(|returning| &returning.into)),
        StatementKind::Call { .. }
        | StatementKind::BuiltinCall { .. }
        | StatementKind::UnresolvedCall { .. }
        | StatementKind::If { .. }
        | StatementKind::Case { .. }
        | StatementKind::Loop(_)
        | StatementKind::While { .. }
        | StatementKind::ForRange { .. }
        | StatementKind::ForCursor { .. }
        | StatementKind::ForQuery { .. }
        | StatementKind::Forall { .. }
        | StatementKind::Exit { .. }
        | StatementKind::Continue { .. }
        | StatementKind::Goto(_)
        | StatementKind::Return(_)
        | StatementKind::Raise(_)
        | StatementKind::Null
        | StatementKind::Open { .. }
        | StatementKind::Close(_)
        | StatementKind::PipeRow(_)
        | StatementKind::Block(_)
        | StatementKind::MultiInsert(_)
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

/// The variable whose value changes when a place is written.
pub fn root(place: &Expr) -> &Expr {
    match &place.kind {
        ExprKind::Field { base, .. } | ExprKind::Element { base, .. } => root(base),
        _ => place,
    }
}
