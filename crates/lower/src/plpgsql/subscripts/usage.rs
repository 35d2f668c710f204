//! How collections are used as a whole.

use super::locals::Locals;
use super::shapes::{supplied_out_arguments, variable, visit};
use plconv_hir::expr::{CollectionMethod, Expr, ExprKind};
use plconv_hir::query::QueryBody;
use plconv_hir::stmt::{Block, DeclarationKind, ForallRange, Into, Statement, StatementKind};
use plconv_hir::targets::own_targets;
use plconv_hir::ty::{CollectionType, Type};
use plconv_hir::visit::{walk_block_exprs, walk_statement_exprs};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Collections that begin as one, and only get others that are.
pub(super) fn initialized(block: &Block, locals: &Locals) -> BTreeSet<String> {
    let mut names = locals.made.clone();
    visit(block, &mut |_| {}, &mut |statement| match &statement.kind {
        StatementKind::CollectionCall { .. } => {}
        StatementKind::Assign { target, value } => {
            if let Some(name) = variable(target)
                && !matches!(value.kind, ExprKind::Constructor { .. })
            {
                names.remove(name);
            }
        }
        _ => {
            let mut targets = |target: &Expr| {
                if let Some(name) = variable(target) {
                    names.remove(name);
                }
            };
            // BULK COLLECT makes a collection.
            if bulk_targets(statement).is_empty() {
                own_targets(statement, &mut targets);
            }
            supplied_out_arguments(statement, &mut targets);
            walk_statement_exprs(statement, &mut |expr| {
                if let ExprKind::Call { args, .. } = &expr.kind {
                    args.iter().flatten().for_each(&mut targets);
                }
            });
            if let StatementKind::Call { args, .. } = &statement.kind {
                args.iter().flatten().for_each(&mut targets);
            }
        }
    });
    names
}

/// Whether a type is only that of collections in a routine whose elements are named, and that are filled as a whole by
/// BULK COLLECT alone.
pub(super) fn is_used_by_element(block: &Block, ty: &Arc<CollectionType>, locals: &Locals) -> bool {
    let is_of_type = |expr: &Expr| matches!(&expr.ty, Type::Collection(known) if known == ty);
    let (mut all, mut by_element, mut own) = (0_usize, 0_usize, true);
    walk_block_exprs(block, &mut |expr| {
        if is_of_type(expr) {
            all += 1;
            own &= locals.collection(expr).is_some();
        }
        if let ExprKind::Element { base, .. } | ExprKind::CollectionMethod { base, .. } = &expr.kind
            && is_of_type(base)
        {
            by_element += 1;
        }
    });
    visit(
        block,
        &mut |inner| {
            for declaration in &inner.declarations {
                if let DeclarationKind::Variable(variable) = &declaration.kind
                    && matches!(&variable.ty, Type::Collection(known) if known == ty)
                {
                    own &= variable.default.is_none() && locals.collections.contains_key(&variable.name);
                }
            }
        },
        &mut |statement| {
            by_element += bulk_targets(statement)
                .into_iter()
                .filter(|target| is_of_type(target))
                .count();
            match &statement.kind {
                StatementKind::CollectionCall {
                    collection,
                    method: CollectionMethod::Delete,
                    args,
                } if args.is_empty() && is_of_type(collection) => by_element += 1,
                StatementKind::Forall { range, .. } => {
                    if let ForallRange::Indices(collection, _) | ForallRange::Values(collection) = &**range
                        && is_of_type(collection)
                    {
                        by_element += 1;
                    }
                }
                _ => {}
            }
        },
    );
    own && all == by_element
}

/// The targets of a statement's BULK COLLECT.
pub(super) fn bulk_targets(statement: &Statement) -> Vec<&Expr> {
    let clauses: [Option<&Into>; 2] = match &statement.kind {
        StatementKind::Fetch { into, .. } => [Some(into), None],
        StatementKind::SelectInto(query) => match &query.body {
            QueryBody::Block(block) => [block.into.as_ref(), None],
            _ => [None, None],
        },
        StatementKind::ExecuteImmediate { into, returning, .. } => [into.as_ref(), returning.as_ref()],
        StatementKind::Insert(insert) => [insert.returning.as_ref().map(|clause| &clause.into), None],
        StatementKind::Update(update) => [update.returning.as_ref().map(|clause| &clause.into), None],
        StatementKind::Delete(delete) => [delete.returning.as_ref().map(|clause| &clause.into), None],
        _ => [None, None],
    };
    let bulk = clauses.into_iter().flatten().filter(|into| into.bulk);
    bulk.flat_map(|into| &into.targets).collect()
}
