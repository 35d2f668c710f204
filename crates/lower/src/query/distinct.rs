//! DISTINCT with ORDER BY.

use plconv_hir::expr::ExprKind;
use plconv_hir::query::QueryBlock;
use plconv_pg as pg;

/// Oracle sorts distinct rows by expressions over the select list, PostgreSQL by its items only: where another expression
/// sorts columns, DISTINCT becomes the GROUP BY that means the same.
pub(super) fn group_to_sort(block: &QueryBlock, select: &mut pg::Select, order: &[pg::OrderBy]) {
    let columns_only = block
        .items
        .iter()
        .all(|item| matches!(item.expr.kind, ExprKind::Column(_)));
    let plain = block.group_by.is_empty() && block.having.is_none() && columns_only;
    if !select.distinct || !plain || order.iter().all(|by| is_selected(&by.expr, &select.items)) {
        return;
    }
    select.distinct = false;
    select.group_by = select.items.iter().map(|item| item.expr.clone()).collect();
}

/// Whether it is a position, an item, or the name of one.
fn is_selected(expr: &pg::Expr, items: &[pg::SelectItem]) -> bool {
    let label = |item: &pg::SelectItem| match (&item.alias, &item.expr) {
        (Some(alias), _) => Some(alias.0.clone()),
        (None, pg::Expr::Name(name)) => Some(name.last().to_owned()),
        (None, _) => None,
    };
    match expr {
        pg::Expr::Token(_) => true,
        pg::Expr::Name(name) if name.schema().is_none() => items
            .iter()
            .any(|item| item.expr == *expr || label(item).as_deref() == Some(name.last())),
        _ => items.iter().any(|item| item.expr == *expr),
    }
}
