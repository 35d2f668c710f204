//! Walks over HIR expressions and queries.

use crate::expr::{Expr, ExprKind};
use crate::query::{
    FrameBound, GroupItem, OrderItem, Pivot, Query, QueryBody, TableRef, TableSourceKind, WindowSpec,
};

/// Calls `visit` for an expression and everything inside it, subqueries included, outermost first.
pub fn walk_expr(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(expr);
    for_each_child(expr, &mut |child| walk_expr(child, visit), &mut |_| {});
    for_each_child(expr, &mut |_| {}, &mut |query| walk_query(query, visit));
}

/// Calls `child` for the direct operands of an expression, and `query` for the queries directly in it.
pub fn for_each_child(expr: &Expr, child: &mut dyn FnMut(&Expr), query: &mut dyn FnMut(&Query)) {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Column(_)
        | ExprKind::OuterJoinColumn(_)
        | ExprKind::Variable(_)
        | ExprKind::PackageVariable(_)
        | ExprKind::TriggerRow { .. }
        | ExprKind::TriggerPredicate { .. }
        | ExprKind::Pseudocolumn(_)
        | ExprKind::SequenceValue { .. }
        | ExprKind::Bind(_)
        | ExprKind::Sqlcode
        | ExprKind::Sqlerrm
        | ExprKind::Unresolved(_)
        | ExprKind::Refused(_) => {}
        ExprKind::Field { base, .. } => child(base),
        ExprKind::Element { base, index } => {
            child(base);
            child(index);
        }
        ExprKind::CollectionMethod { base, args, .. } => {
            child(base);
            args.iter().for_each(child);
        }
        ExprKind::CursorAttribute { cursor, .. } => cursor.iter().for_each(|cursor| child(cursor)),
        ExprKind::Binary { left, right, .. } => {
            child(left);
            child(right);
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::Convert { operand, .. }
        | ExprKind::Prior(operand)
        | ExprKind::ConnectByRoot(operand) => child(operand),
        ExprKind::InList { operand, items, .. } => {
            child(operand);
            items.iter().for_each(child);
        }
        ExprKind::InQuery { operand, query: inner, .. } => {
            child(operand);
            query(inner);
        }
        ExprKind::Between { operand, low, high, .. } => {
            child(operand);
            child(low);
            child(high);
        }
        ExprKind::Like { operand, pattern, escape, .. } => {
            child(operand);
            child(pattern);
            escape.iter().for_each(|escape| child(escape));
        }
        ExprKind::Member { operand, collection, .. } => {
            child(operand);
            child(collection);
        }
        ExprKind::Quantified { left, right, .. } => {
            child(left);
            right.iter().for_each(child);
        }
        ExprKind::Exists(inner)
        | ExprKind::Subquery(inner)
        | ExprKind::CursorQuery(inner)
        | ExprKind::Multiset(inner) => query(inner),
        ExprKind::Case { operand, branches, else_value } => {
            operand.iter().for_each(|operand| child(operand));
            for (condition, value) in branches {
                child(condition);
                child(value);
            }
            else_value.iter().for_each(|value| child(value));
        }
        ExprKind::Call { args, .. } => args.iter().flatten().for_each(child),
        ExprKind::UnresolvedCall { args, .. } => args.iter().for_each(|(_, value)| child(value)),
        ExprKind::Builtin { args, .. } | ExprKind::Constructor { args } | ExprKind::Tuple(args) => {
            args.iter().for_each(child);
        }
        ExprKind::Aggregate(aggregate) => {
            aggregate.args.iter().for_each(&mut *child);
            aggregate.order_by.iter().for_each(|item| child(&item.expr));
            if let Some(keep) = &aggregate.keep {
                keep.order_by.iter().for_each(|item| child(&item.expr));
            }
            aggregate.filter.iter().for_each(child);
        }
        ExprKind::Window { function, window, .. } => {
            child(function);
            window_children(window, child);
        }
        ExprKind::Extract { source, .. } => child(source),
        ExprKind::Trim { characters, source, .. } => {
            characters.iter().for_each(|characters| child(characters));
            child(source);
        }
        ExprKind::AtTimeZone { operand, zone } => {
            child(operand);
            zone.iter().for_each(|zone| child(zone));
        }
    }
}

fn window_children(window: &WindowSpec, child: &mut dyn FnMut(&Expr)) {
    window.partition_by.iter().for_each(&mut *child);
    window.order_by.iter().for_each(|item| child(&item.expr));
    if let Some(frame) = &window.frame {
        for bound in std::iter::once(&frame.start).chain(&frame.end) {
            match bound {
                FrameBound::Preceding(value) | FrameBound::Following(value) => child(value),
                FrameBound::UnboundedPreceding | FrameBound::UnboundedFollowing | FrameBound::CurrentRow => {}
            }
        }
    }
}

/// Calls `visit` for every expression of a query.
pub fn walk_query(query: &Query, visit: &mut dyn FnMut(&Expr)) {
    for table in &query.with {
        walk_query(&table.query, visit);
    }
    walk_body(&query.body, visit);
    walk_order(&query.order_by, visit);
    query.offset.iter().for_each(|offset| walk_expr(offset, visit));
    if let Some(fetch) = &query.fetch {
        fetch.count.iter().for_each(|count| walk_expr(count, visit));
    }
}

fn walk_order(items: &[OrderItem], visit: &mut dyn FnMut(&Expr)) {
    items.iter().for_each(|item| walk_expr(&item.expr, visit));
}

fn walk_body(body: &QueryBody, visit: &mut dyn FnMut(&Expr)) {
    match body {
        QueryBody::Set { left, right, .. } => {
            walk_body(left, visit);
            walk_body(right, visit);
        }
        QueryBody::Nested(query) => walk_query(query, visit),
        QueryBody::Block(block) => {
            block.items.iter().for_each(|item| walk_expr(&item.expr, visit));
            if let Some(into) = &block.into {
                into.targets.iter().for_each(|target| walk_expr(target, visit));
            }
            block.from.iter().for_each(|table| walk_table(table, visit));
            block.condition.iter().for_each(|condition| walk_expr(condition, visit));
            if let Some(hierarchy) = &block.hierarchy {
                hierarchy.start_with.iter().for_each(|condition| walk_expr(condition, visit));
                walk_expr(&hierarchy.connect_by, visit);
            }
            walk_groups(&block.group_by, visit);
            block.having.iter().for_each(|condition| walk_expr(condition, visit));
            for (_, window) in &block.windows {
                window_children(window, &mut |expr| walk_expr(expr, visit));
            }
        }
    }
}

fn walk_groups(items: &[GroupItem], visit: &mut dyn FnMut(&Expr)) {
    for item in items {
        match item {
            GroupItem::Expr(expr) => walk_expr(expr, visit),
            GroupItem::Rollup(exprs) | GroupItem::Cube(exprs) => {
                exprs.iter().for_each(|expr| walk_expr(expr, visit));
            }
            GroupItem::Sets(sets) => walk_groups(sets, visit),
        }
    }
}

/// Calls `visit` for every expression of a table reference.
pub fn walk_table(table: &TableRef, visit: &mut dyn FnMut(&Expr)) {
    match table {
        TableRef::Join { left, right, on, .. } => {
            walk_table(left, visit);
            walk_table(right, visit);
            on.iter().for_each(|on| walk_expr(on, visit));
        }
        TableRef::Source(source) => {
            match &source.kind {
                TableSourceKind::Subquery { query, .. } => walk_query(query, visit),
                TableSourceKind::Collection { value, .. } => walk_expr(value, visit),
                TableSourceKind::Object { .. }
                | TableSourceKind::CommonTable(_)
                | TableSourceKind::Dual
                | TableSourceKind::Unresolved(_) => {}
            }
            if let Some(pivot) = &source.pivot
                && let Pivot::Pivot { aggregates, items, .. } = pivot.as_ref()
            {
                aggregates.iter().for_each(|(expr, _)| walk_expr(expr, visit));
                items.iter().flat_map(|(values, _)| values).for_each(|expr| walk_expr(expr, visit));
            }
        }
    }
}
