//! Other names for the tables of a query, where the statement around it has tables of the same names.

use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::query::{Query, QueryBlock, QueryBody, TableRef};
use plconv_hir::visit::{for_each_child, map_expr};
use std::collections::{BTreeMap, BTreeSet};

/// The query with other names for the tables that are called as one of `taken`; `None` where expressions of it have
/// subqueries, which may mean them too.
pub(super) fn with_free_names(query: &Query, taken: &BTreeSet<String>) -> Option<Query> {
    let mut renamed = query.clone();
    let QueryBody::Block(block) = &mut renamed.body else {
        return None;
    };
    let mut relations = Vec::new();
    block.from.iter().for_each(|table| add_relations(table, &mut relations));
    let is_free = |name: &String| !taken.contains(name) && !relations.contains(name);
    let names: BTreeMap<String, String> = relations
        .iter()
        .filter(|relation| taken.contains(*relation))
        .filter_map(|relation| {
            let mut others = (1..).map(|number| format!("{relation}_{number}"));
            Some((relation.clone(), others.find(is_free)?))
        })
        .collect();
    rename_block(block, &names).then_some(renamed)
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
    let items = block.items.iter_mut().map(|item| &mut item.expr);
    for expr in items.chain(&mut block.condition) {
        complete &= rename_columns(expr, names);
    }
    complete
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

fn rename_columns(expr: &mut Expr, names: &BTreeMap<String, String>) -> bool {
    let mut complete = true;
    map_expr(expr, &mut |expr| {
        for_each_child(expr, &mut |_| {}, &mut |_| complete = false);
        if let ExprKind::Column(column) | ExprKind::RowId(column) = &mut expr.kind
            && let Some(name) = names.get(&column.relation)
        {
            column.relation.clone_from(name);
        }
    });
    complete
}
