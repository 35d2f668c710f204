//! Other names for the tables of a query, where the statement around it has tables of the same names.

use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::query::{GroupItem, Query, QueryBlock, QueryBody, TableRef};
use plconv_hir::visit::{for_each_child, map_expr, walk_expr};
use std::collections::{BTreeMap, BTreeSet};

/// The query with other names for the tables that are called as one of `taken`; `None` where expressions of it have
/// subqueries, which may mean them too.
pub(super) fn with_free_names(query: &Query, taken: &BTreeSet<String>) -> Option<Query> {
    let mut renamed = query.clone();
    let QueryBody::Block(block) = &mut renamed.body else {
        return None;
    };
    let mut relations = Vec::new();
    block
        .from
        .iter()
        .for_each(|table| add_relations(table, &mut relations));
    let is_free = |name: &String| !taken.contains(name) && !relations.contains(name);
    let names: BTreeMap<String, String> = relations
        .iter()
        .filter(|relation| taken.contains(*relation))
        .filter_map(|relation| {
            let mut others = (1..).map(|number| format!("{relation}_{number}"));
            Some((relation.clone(), others.find(is_free)?))
        })
        .collect();
    let mut complete = rename_block(block, &names);
    for item in &mut renamed.order_by {
        complete &= rename_columns(&mut item.expr, &names);
    }
    complete.then_some(renamed)
}

/// The query with the names of its tables before its columns, beside which others stand.
pub(super) fn with_qualified_columns(query: &Query) -> Query {
    let mut query = query.clone();
    if let QueryBody::Block(block) = &mut query.body {
        let items = block.items.iter_mut().map(|item| &mut item.expr);
        for expr in items.chain(&mut block.condition) {
            map_expr(expr, &mut |expr| {
                if let ExprKind::Column(column) = &mut expr.kind {
                    column.qualified = true;
                }
            });
        }
    }
    query
}

fn add_relations(table: &TableRef, relations: &mut Vec<String>) {
    match table {
        TableRef::Join { left, right, .. } => {
            add_relations(left, relations);
            add_relations(right, relations);
        }
        TableRef::Source(source) => relations.push(source.relation.clone()),
    }
}

fn rename_block(block: &mut QueryBlock, names: &BTreeMap<String, String>) -> bool {
    let mut complete = true;
    for table in &mut block.from {
        complete &= rename_table(table, names);
    }
    let hierarchy = block.hierarchy.iter_mut();
    let hierarchy = hierarchy.flat_map(|own| own.start_with.iter_mut().chain([&mut own.connect_by]));
    let items = block.items.iter_mut().map(|item| &mut item.expr);
    for expr in items
        .chain(&mut block.condition)
        .chain(&mut block.having)
        .chain(hierarchy)
    {
        complete &= rename_columns(expr, names);
    }
    // Windows with names are rare enough.
    complete && block.windows.is_empty() && rename_groups(&mut block.group_by, names)
}

fn rename_groups(items: &mut [GroupItem], names: &BTreeMap<String, String>) -> bool {
    items.iter_mut().all(|item| match item {
        GroupItem::Expr(expr) => rename_columns(expr, names),
        GroupItem::Rollup(exprs) | GroupItem::Cube(exprs) => {
            exprs.iter_mut().all(|expr| rename_columns(expr, names))
        }
        GroupItem::Sets(sets) => rename_groups(sets, names),
    })
}

fn rename_table(table: &mut TableRef, names: &BTreeMap<String, String>) -> bool {
    match table {
        TableRef::Join { left, right, on, .. } => {
            let joined = on.as_mut().is_none_or(|on| rename_columns(on, names));
            rename_table(left, names) && rename_table(right, names) && joined
        }
        TableRef::Source(source) => {
            if let Some(name) = names.get(&source.relation) {
                source.relation.clone_from(name);
                source.alias = Some(name.clone());
            }
            true
        }
    }
}

/// Whether all columns of the tables are renamed, which those in subqueries and aggregates are not.
fn rename_columns(expr: &mut Expr, names: &BTreeMap<String, String>) -> bool {
    map_expr(expr, &mut |expr| match &mut expr.kind {
        ExprKind::Column(column) | ExprKind::RowId(column) => {
            if let Some(name) = names.get(&column.relation) {
                column.relation.clone_from(name);
            }
        }
        ExprKind::Prior(operand) | ExprKind::ConnectByRoot(operand) => {
            rename_columns(operand, names);
        }
        _ => {}
    });
    let mut complete = true;
    walk_expr(expr, &mut |expr| {
        for_each_child(expr, &mut |_| {}, &mut |_| complete = false);
        if let ExprKind::Column(column) | ExprKind::OuterJoinColumn(column) | ExprKind::RowId(column) =
            &expr.kind
        {
            complete &= !names.contains_key(&column.relation);
        }
    });
    complete
}
