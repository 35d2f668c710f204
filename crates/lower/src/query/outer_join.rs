//! `(+)`: the join graph of the conditions becomes ANSI joins. SQL Language Reference, "Outer Joins".

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind};
use plconv_hir::query::{QueryBlock, TableRef, TableSourceKind};
use plconv_hir::visit::walk_expr;
use plconv_pg as pg;
use std::collections::BTreeSet;

/// The conjuncts of a condition.
pub(crate) fn conjuncts(condition: &Expr) -> Vec<Expr> {
    let mut result = Vec::new();
    let mut stack = vec![condition];
    while let Some(expr) = stack.pop() {
        match &expr.kind {
            ExprKind::Binary {
                op: BinaryOp::And,
                left,
                right,
            } => {
                stack.push(right);
                stack.push(left);
            }
            _ => result.push(expr.clone()),
        }
    }
    result
}

/// Relations whose columns carry `(+)` in a condition, and all relations of the same block it names.
fn relations(condition: &Expr) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut optional = BTreeSet::new();
    let mut all = BTreeSet::new();
    walk_expr(condition, &mut |expr| match &expr.kind {
        ExprKind::OuterJoinColumn(column) => {
            optional.insert(column.relation.clone());
            all.insert(column.relation.clone());
        }
        ExprKind::Column(column) if column.depth == 0 => {
            all.insert(column.relation.clone());
        }
        _ => {}
    });
    (optional, all)
}

impl Lowering<'_> {
    /// FROM and what remains of WHERE.
    pub(crate) fn from_and_where(
        &mut self,
        block: &QueryBlock,
        conditions: Vec<Expr>,
    ) -> (Vec<pg::FromItem>, Option<pg::Expr>) {
        if block.from.iter().any(is_outer_collection) {
            return self.outer_collections(block, conditions);
        }
        let marked = conditions
            .iter()
            .any(|condition| !relations(condition).0.is_empty());
        if !marked {
            let from = block.from.iter().map(|table| self.from_item(table)).collect();
            let lowered = conditions
                .iter()
                .map(|condition| self.condition(condition))
                .collect();
            return (from, pg::Expr::all(lowered));
        }
        self.outer_joins(block, conditions)
    }

    /// `TABLE(collection)(+)`: a row of the other tables stays when its collection has no elements.
    fn outer_collections(
        &mut self,
        block: &QueryBlock,
        conditions: Vec<Expr>,
    ) -> (Vec<pg::FromItem>, Option<pg::Expr>) {
        let (outer, others): (Vec<TableRef>, Vec<TableRef>) =
            block.from.iter().cloned().partition(is_outer_collection);
        let others = QueryBlock {
            from: others,
            ..block.clone()
        };
        let (from, condition) = self.from_and_where(&others, conditions);
        let mut joined = from.into_iter().reduce(|left, right| pg::FromItem::Join {
            left: Box::new(left),
            kind: "CROSS JOIN",
            right: Box::new(right),
            on: None,
            using: Vec::new(),
        });
        for table in &outer {
            let right = self.from_item(table);
            joined = Some(match joined.take() {
                Some(left) => pg::FromItem::Join {
                    left: Box::new(left),
                    kind: "LEFT JOIN",
                    right: Box::new(right),
                    on: Some(pg::Expr::boolean(true)),
                    using: Vec::new(),
                },
                None => right,
            });
        }
        (joined.into_iter().collect(), condition)
    }

    fn outer_joins(
        &mut self,
        block: &QueryBlock,
        conditions: Vec<Expr>,
    ) -> (Vec<pg::FromItem>, Option<pg::Expr>) {
        let mut on: Vec<(String, Expr, BTreeSet<String>)> = Vec::new();
        let mut remaining = Vec::new();
        for condition in conditions {
            let (optional, mut all) = relations(&condition);
            let mut names = optional.into_iter();
            match (names.next(), names.next()) {
                (None, _) => remaining.push(condition),
                (Some(relation), None) => {
                    all.remove(&relation);
                    on.push((relation, condition, all));
                }
                (Some(_), Some(_)) => {
                    self.report(
                        Code::OUTER_JOIN_SHAPE,
                        condition.span,
                        "a condition marks two tables with (+) (ORA-01468)",
                    );
                    remaining.push(condition);
                }
            }
        }
        let optional: BTreeSet<String> = on.iter().map(|(relation, _, _)| relation.clone()).collect();
        let needed: BTreeSet<String> = on
            .iter()
            .flat_map(|(_, _, needs)| needs.iter().cloned())
            .collect();
        let mut chain: Option<pg::FromItem> = None;
        let mut chained: BTreeSet<String> = BTreeSet::new();
        let mut alone = Vec::new();
        let mut waiting = Vec::new();
        for table in &block.from {
            let name = relation_of(table);
            match name {
                Some(name) if optional.contains(&name) => waiting.push((name, table)),
                Some(name) if needed.contains(&name) => {
                    let item = self.from_item(table);
                    chain = Some(match chain.take() {
                        None => item,
                        Some(left) => self.inner_join(left, item, &chained, &name, &mut remaining),
                    });
                    chained.insert(name);
                }
                _ => alone.push(self.from_item(table)),
            }
        }
        // An optional table joins once everything its conditions name is there.
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|(name, _)| {
                on.iter()
                    .filter(|(relation, _, _)| relation == name)
                    .all(|(_, _, needs)| needs.is_subset(&chained))
            });
            let Some(position) = ready else {
                self.report(
                    Code::OUTER_JOIN_SHAPE,
                    block.span,
                    "the tables marked with (+) depend on each other in a circle (ORA-01416)",
                );
                alone.extend(waiting.iter().map(|(_, table)| self.from_item(table)));
                break;
            };
            let (name, table) = waiting.remove(position);
            let item = self.from_item(table);
            let conditions: Vec<pg::Expr> = on
                .iter()
                .filter(|(relation, _, _)| *relation == name)
                .map(|(_, condition, _)| self.condition(condition))
                .collect();
            chain = Some(match chain.take() {
                Some(left) => pg::FromItem::Join {
                    left: Box::new(left),
                    kind: "LEFT JOIN",
                    right: Box::new(item),
                    on: pg::Expr::all(conditions),
                    using: Vec::new(),
                },
                // Every condition compares with constants: without a row on the left there is nothing to keep.
                None => {
                    remaining.extend(
                        on.iter()
                            .filter(|(relation, _, _)| *relation == name)
                            .map(|(_, c, _)| c.clone()),
                    );
                    item
                }
            });
            chained.insert(name);
        }
        let mut from: Vec<pg::FromItem> = chain.into_iter().collect();
        from.extend(alone);
        let lowered = remaining
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        (from, pg::Expr::all(lowered))
    }

    /// Joins a table that optional ones need, with the conditions that tie it to those before.
    fn inner_join(
        &mut self,
        left: pg::FromItem,
        right: pg::FromItem,
        chained: &BTreeSet<String>,
        name: &str,
        remaining: &mut Vec<Expr>,
    ) -> pg::FromItem {
        let mut on = Vec::new();
        remaining.retain(|condition| {
            let (_, all) = relations(condition);
            let ties = all.len() > 1
                && all.contains(name)
                && all
                    .iter()
                    .all(|relation| relation == name || chained.contains(relation));
            if ties {
                on.push(condition.clone());
            }
            !ties
        });
        let conditions: Vec<pg::Expr> = on.iter().map(|condition| self.condition(condition)).collect();
        let on = pg::Expr::all(conditions);
        let kind = if on.is_some() { "JOIN" } else { "CROSS JOIN" };
        pg::FromItem::Join {
            left: Box::new(left),
            kind,
            right: Box::new(right),
            on,
            using: Vec::new(),
        }
    }
}

fn is_outer_collection(table: &TableRef) -> bool {
    matches!(table, TableRef::Source(source)
        if matches!(source.kind, TableSourceKind::Collection { outer: true, .. }))
}

fn relation_of(table: &TableRef) -> Option<String> {
    match table {
        TableRef::Source(source) => Some(source.relation.clone()),
        TableRef::Join { .. } => None,
    }
}
