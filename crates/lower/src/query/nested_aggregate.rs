//! Aggregates of aggregates: `MAX(AVG(x))` with GROUP BY is the outer aggregate over the rows of the groups.
//! SQL Language Reference, "Aggregate Functions"; PostgreSQL does not nest them, so the groups become a subquery.

use super::detached;
use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, VariableKind, VariableRef};
use plconv_hir::query::{QueryBlock, SelectItem};
use plconv_hir::visit::for_each_operand_mut;
use plconv_pg::{self as pg, Ident};

/// Name of the subquery.
const GROUPED: &str = "grouped";

impl Lowering<'_> {
    /// The query of a block whose select list has aggregates of aggregates.
    pub(super) fn nested_aggregates(&mut self, block: &QueryBlock) -> Option<pg::Query> {
        let mut items = block.items.clone();
        let mut inner: Vec<SelectItem> = Vec::new();
        for item in &mut items {
            take_nested(&mut item.expr, false, &mut inner);
        }
        if inner.is_empty() {
            return None;
        }
        let groups = QueryBlock {
            items: inner,
            into: None,
            distinct: false,
            ..block.clone()
        };
        let groups = self.query_block(&groups, &detached());
        let select = pg::Select {
            distinct: block.distinct,
            items: self.select_items(&items),
            from: vec![pg::FromItem::Query {
                lateral: false,
                query: Box::new(groups),
                alias: Ident::from(GROUPED),
                columns: Vec::new(),
            }],
            ..pg::Select::default()
        };
        Some(pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        })
    }
}

/// Takes the aggregates inside of aggregates out of an expression; columns of the subquery stand for them.
fn take_nested(expr: &mut Expr, inside: bool, taken: &mut Vec<SelectItem>) {
    let ExprKind::Aggregate(aggregate) = &mut expr.kind else {
        for_each_operand_mut(expr, &mut |operand| take_nested(operand, inside, taken));
        return;
    };
    if !inside {
        for arg in &mut aggregate.args {
            take_nested(arg, true, taken);
        }
        return;
    }
    let name = format!("VALUE_{}", taken.len() + 1);
    let column = Expr {
        kind: ExprKind::Variable(VariableRef {
            name: name.clone(),
            kind: VariableKind::Variable,
            qualifier: Some(GROUPED.to_uppercase()),
            routine_depth: 0,
        }),
        ..expr.clone()
    };
    taken.push(SelectItem {
        expr: std::mem::replace(expr, column),
        alias: Some(name),
        expanded: false,
    });
}
