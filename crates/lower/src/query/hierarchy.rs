//! CONNECT BY as a recursive query. SQL Language Reference, "Hierarchical Queries".
//!
//! ```text
//! WITH RECURSIVE tree AS (
//!   SELECT t.*, 1 AS "level", ... FROM t WHERE start_with
//!   UNION ALL
//!   SELECT t.*, parent."level" + 1, ... FROM tree AS parent JOIN t ON connect_by
//! ) SELECT items FROM tree AS t WHERE condition ORDER BY siblings
//! ```
//!
//! A join, or a subquery in FROM, becomes a WITH item of its own before the tree, with the conditions that join.

mod carried;
mod operators;

pub(crate) use operators::HierarchyColumns;

use super::free_names::with_free_names;
use super::outer_join::conjuncts;
use crate::context::Lowering;
use crate::naming::identifier;
use carried::{Carried, NodeColumn, node_columns, sources_of};
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal, Pseudocolumn};
use plconv_hir::query::{
    Hierarchy, OrderItem, Query, QueryBlock, QueryBody, TableRef, TableSource, TableSourceKind,
};
use plconv_hir::ty::Type;
use plconv_hir::visit::walk_expr;
use plconv_pg::{self as pg, Ident, TypeName};
use std::collections::BTreeSet;

/// Column names the tree adds.
const LEVEL: &str = "level";
const PATH: &str = "sibling_path";
const CYCLE: &str = "is_cycle";
/// Alias of the recursive reference.
const PARENT: &str = "parent";
/// Alias of the tree where a row's children are looked for.
const CHILD: &str = "child";

/// What the rows of the tree are made of.
struct Nodes {
    /// FROM of the anchor; absent for DUAL alone.
    table: Option<pg::FromItem>,
    /// Alias of that table, and of the tree in the query around it.
    alias: Ident,
    /// Columns of the sources that the tree has.
    columns: Vec<NodeColumn>,
    /// Name of the recursive WITH item.
    tree: Ident,
}

impl Lowering<'_> {
    pub(crate) fn hierarchical(
        &mut self,
        block: &QueryBlock,
        hierarchy: &Hierarchy,
        query: &Query,
    ) -> pg::Query {
        if block.from.is_empty()
            && let Some(bound) = self.generator_bound(&hierarchy.connect_by)
        {
            return self.row_generator(block, query, bound);
        }
        let sources = sources_of(&block.from);
        if sources.iter().any(|source| !source.known) {
            return self.refused_hierarchy(block, "CONNECT BY over a table whose columns are not known");
        }
        if !block.from.is_empty() && mentions_rownum(&hierarchy.connect_by) {
            return self.refused_hierarchy(block, "ROWNUM in CONNECT BY over a table");
        }
        let own_names: BTreeSet<String> = [PARENT, CHILD].map(str::to_uppercase).into();
        if sources.iter().all(|source| !own_names.contains(&source.relation)) {
            return self.tree(block, hierarchy, query, &sources);
        }
        let renamed = with_free_names(query, &own_names);
        let body = renamed.as_ref().map(|query| &query.body);
        match (&renamed, body) {
            (Some(query), Some(QueryBody::Block(block))) if let Some(hierarchy) = &block.hierarchy => {
                self.tree(block, hierarchy, query, &sources_of(&block.from))
            }
            _ => self.refused_hierarchy(
                block,
                "CONNECT BY with subqueries over a table called PARENT or CHILD",
            ),
        }
    }

    fn refused_hierarchy(&mut self, block: &QueryBlock, what: &str) -> pg::Query {
        self.report(
            Code::CONNECT_BY_SHAPE,
            block.span,
            format!("{what} is not carried over"),
        );
        self.refused_block(block, what)
    }

    /// The last LEVEL of `CONNECT BY LEVEL <= n`.
    fn generator_bound(&mut self, connect_by: &Expr) -> Option<pg::Expr> {
        let ExprKind::Binary { op, left, right } = &connect_by.kind else {
            return None;
        };
        if !is_counter(left) || mentions_hierarchy(right) {
            return None;
        }
        if let ExprKind::Literal(Literal::Number(text)) = &right.kind
            && let Ok(value) = text.parse::<i64>()
        {
            // The first row is there whatever the condition says.
            return match op {
                BinaryOp::LessOrEqual => Some(pg::Expr::number(value.max(1).to_string())),
                BinaryOp::Less => Some(pg::Expr::number((value - 1).max(1).to_string())),
                _ => None,
            };
        }
        let bound = match op {
            BinaryOp::LessOrEqual => pg::Expr::call("floor", vec![self.argument_as(right, &Type::NUMBER)]),
            BinaryOp::Less => pg::Expr::call("ceil", vec![self.argument_as(right, &Type::NUMBER)])
                .binary("-", pg::Expr::number("1")),
            _ => return None,
        };
        let bound = pg::Expr::call("greatest", vec![bound, pg::Expr::number("1")]);
        Some(bound.cast(TypeName::builtin("integer")))
    }

    /// `SELECT ... FROM DUAL CONNECT BY LEVEL <= n`
    fn row_generator(&mut self, block: &QueryBlock, query: &Query, bound: pg::Expr) -> pg::Query {
        let from = pg::FromItem::Function {
            lateral: false,
            call: pg::Expr::call("generate_series", vec![pg::Expr::number("1"), bound]),
            ordinality: false,
            alias: Some(Ident::from("generator")),
            columns: vec![Ident::from(LEVEL)],
        };
        let level = pg::Expr::qualified("generator", LEVEL);
        let outer = self.hierarchy.replace(HierarchyColumns {
            level: level.clone(),
            rownum: Some(level),
            ..HierarchyColumns::default()
        });
        let plan = self.plan_rownum(block, query);
        let condition = plan
            .conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        let result = self.finish_block(
            block,
            query,
            plan,
            vec![from],
            pg::Expr::all(condition),
            Vec::new(),
        );
        self.hierarchy = outer;
        result
    }

    fn tree(
        &mut self,
        block: &QueryBlock,
        hierarchy: &Hierarchy,
        query: &Query,
        sources: &[&TableSource],
    ) -> pg::Query {
        let relations: Vec<&str> = sources.iter().map(|source| source.relation.as_str()).collect();
        let (joining, remaining): (Vec<Expr>, Vec<Expr>) = block
            .condition
            .iter()
            .flat_map(conjuncts)
            .partition(|condition| joins(condition, &relations));
        let mut with = Vec::new();
        let nodes = self.nodes(block, hierarchy, query, sources, joining, &mut with);
        let siblings = siblings(block, query);
        let carried = Carried::of(block, hierarchy, query);
        let rows = QueryBlock {
            condition: all_of(remaining),
            hierarchy: None,
            ..block.clone()
        };
        let by_siblings = query.order_siblings && !query.order_by.is_empty();
        let tail = Query {
            order_by: if by_siblings {
                Vec::new()
            } else {
                query.order_by.clone()
            },
            columns: query.columns.clone(),
            ..super::detached()
        };
        let limited = rows.condition.iter().any(mentions_rownum);
        // Without ORDER BY Oracle still returns parents before their children, depth first.
        let ordered =
            tail.order_by.is_empty() && !block.distinct && block.group_by.is_empty() && !aggregates(block);
        let path = ordered || limited || carried.needs_path;
        let anchor = self.tree_part(&nodes, hierarchy, &carried, path.then_some(&siblings), false);
        let step = self.tree_part(&nodes, hierarchy, &carried, path.then_some(&siblings), true);
        let keys: Vec<Ident> = carried.keys(&nodes.columns);
        let key_list: Vec<String> = keys.iter().map(ToString::to_string).collect();
        with.push(pg::CommonTable {
            name: nodes.tree.clone(),
            columns: Vec::new(),
            body: pg::Statement::Query(Box::new(pg::Query {
                body: pg::QueryBody::Set(Box::new(anchor), "UNION ALL", Box::new(step)),
                ..pg::Query::default()
            })),
            suffix: if key_list.is_empty() {
                String::new()
            } else {
                format!("CYCLE {} SET {CYCLE} USING cycle_path", key_list.join(", "))
            },
        });
        let outer = self
            .hierarchy
            .replace(outside(&nodes, &carried, !keys.is_empty(), hierarchy.nocycle));
        let plan = self.plan_rownum(&rows, &tail);
        let mut conditions = Vec::new();
        if !keys.is_empty() {
            conditions.push(self.cycle_condition(hierarchy, &nodes.alias));
        }
        for condition in &plan.conditions {
            conditions.push(self.condition(condition));
        }
        let order = if ordered || limited {
            vec![pg::OrderBy {
                expr: pg::Expr::qualified(nodes.alias.clone(), PATH),
                descending: false,
                nulls_first: None,
            }]
        } else {
            Vec::new()
        };
        let from = pg::FromItem::Table {
            alias: (nodes.tree != nodes.alias).then(|| nodes.alias.clone()),
            name: pg::QualifiedName::plain(nodes.tree.clone()),
            sample: None,
        };
        let mut result = self.finish_block(&rows, &tail, plan, vec![from], pg::Expr::all(conditions), order);
        self.hierarchy = outer;
        result.with = with;
        result.recursive = true;
        result
    }

    /// The rows that CONNECT BY connects: a table, or a WITH item of the join.
    fn nodes(
        &mut self,
        block: &QueryBlock,
        hierarchy: &Hierarchy,
        query: &Query,
        sources: &[&TableSource],
        joining: Vec<Expr>,
        with: &mut Vec<pg::CommonTable>,
    ) -> Nodes {
        let tree = free_name("tree", sources);
        let columns = node_columns(block, hierarchy, query, sources);
        if sources.is_empty() {
            return Nodes {
                table: None,
                alias: tree.clone(),
                columns,
                tree,
            };
        }
        if let [TableRef::Source(source)] = block.from.as_slice()
            && matches!(
                source.kind,
                TableSourceKind::Object { .. } | TableSourceKind::CommonTable(_)
            )
            && source.pivot.is_none()
            && source.refused.is_none()
        {
            return Nodes {
                table: Some(self.from_item(&TableRef::Source(source.clone()))),
                alias: Ident(identifier(&source.relation)),
                columns,
                tree,
            };
        }
        let (from, condition) = self.from_and_where(block, joining);
        let items = columns
            .iter()
            .map(|column| pg::SelectItem {
                expr: if column.relation.is_empty() {
                    pg::Expr::name(identifier(&column.column))
                } else {
                    pg::Expr::qualified(identifier(&column.relation), identifier(&column.column))
                },
                alias: (column.name.0 != identifier(&column.column)).then(|| column.name.clone()),
            })
            .collect();
        let name = free_name("joined", sources);
        with.push(pg::CommonTable {
            name: name.clone(),
            columns: Vec::new(),
            body: pg::Statement::Query(Box::new(pg::Query {
                body: pg::QueryBody::Select(Box::new(pg::Select {
                    items,
                    from,
                    condition,
                    ..pg::Select::default()
                })),
                ..pg::Query::default()
            })),
            suffix: String::new(),
        });
        let alias = free_name(
            if self.hierarchy.is_some() {
                "inner_node"
            } else {
                "node"
            },
            sources,
        );
        Nodes {
            table: Some(pg::FromItem::Table {
                name: pg::QualifiedName::plain(name),
                alias: Some(alias.clone()),
                sample: None,
            }),
            alias,
            columns,
            tree,
        }
    }

    /// The anchor or the recursive part of the tree.
    fn tree_part(
        &mut self,
        nodes: &Nodes,
        hierarchy: &Hierarchy,
        carried: &Carried,
        siblings: Option<&Vec<OrderItem>>,
        step: bool,
    ) -> pg::QueryBody {
        let level = if step {
            pg::Expr::qualified(PARENT, LEVEL).binary("+", pg::Expr::number("1"))
        } else {
            pg::Expr::number("1")
        };
        let columns = HierarchyColumns {
            qualifier: Some(nodes.alias.clone()),
            columns: nodes.columns.clone(),
            level: level.clone(),
            rownum: nodes.table.is_none().then(|| level.clone()),
            prior: if step {
                carried.priors_of_parent(&nodes.columns)
            } else {
                Vec::new()
            },
            ..HierarchyColumns::default()
        };
        let outer = self.hierarchy.replace(columns);
        let mut items: Vec<pg::SelectItem> = nodes
            .columns
            .iter()
            .map(|column| pg::SelectItem {
                expr: pg::Expr::qualified(nodes.alias.clone(), column.name.clone()),
                alias: None,
            })
            .collect();
        items.push(pg::SelectItem {
            expr: level,
            alias: Some(Ident::from(LEVEL)),
        });
        items.extend(self.carried_items(carried, &nodes.columns, step));
        items.extend(siblings.map(|siblings| pg::SelectItem {
            expr: self.sibling_path(siblings, step),
            alias: Some(Ident::from(PATH)),
        }));
        let (from, condition) = if step {
            let condition = self.lower_expr(&hierarchy.connect_by);
            let tree = pg::FromItem::Table {
                name: pg::QualifiedName::plain(nodes.tree.clone()),
                alias: Some(Ident::from(PARENT)),
                sample: None,
            };
            match &nodes.table {
                Some(table) => {
                    let join = pg::FromItem::Join {
                        left: Box::new(tree),
                        kind: "JOIN",
                        right: Box::new(table.clone()),
                        on: Some(condition),
                        using: Vec::new(),
                    };
                    (vec![join], None)
                }
                None => (vec![tree], Some(condition)),
            }
        } else {
            let condition = hierarchy
                .start_with
                .as_ref()
                .map(|condition| self.condition(condition));
            (nodes.table.iter().cloned().collect(), condition)
        };
        self.hierarchy = outer;
        pg::QueryBody::Select(Box::new(pg::Select {
            items,
            from,
            condition,
            ..pg::Select::default()
        }))
    }

    /// Sorting by the path of sort keys from the root gives ORDER SIBLINGS BY, and without keys the order of a
    /// depth-first walk.
    fn sibling_path(&mut self, siblings: &[OrderItem], step: bool) -> pg::Expr {
        let mut call = pg::Call::new(pg::QualifiedName::plain("row_number"), Vec::new());
        call.over = Some(pg::WindowSpec {
            order_by: self.order(siblings),
            ..pg::WindowSpec::default()
        });
        let number = pg::Expr::Call(Box::new(call));
        if step {
            pg::Expr::qualified(PARENT, PATH).binary("||", number)
        } else {
            pg::Expr::Array(vec![number])
        }
    }

    /// Without NOCYCLE a loop raises ORA-01436; with it the repeated row is left out.
    fn cycle_condition(&mut self, hierarchy: &Hierarchy, relation: &Ident) -> pg::Expr {
        let cycle = pg::Expr::qualified(relation.clone(), CYCLE);
        if hierarchy.nocycle {
            return pg::Expr::Unary("NOT", Box::new(cycle));
        }
        let error = self.runtime("raise_oracle_error", vec![pg::Expr::number("1436")]);
        pg::Expr::Case {
            operand: None,
            branches: vec![(cycle, error.cast(TypeName::builtin("text")).is_null(false))],
            else_value: Some(Box::new(pg::Expr::boolean(true))),
        }
    }
}

/// What the operators stand for in the query around the tree.
fn outside(nodes: &Nodes, carried: &Carried, cycles: bool, nocycle: bool) -> HierarchyColumns {
    let column = |name: &str| pg::Expr::qualified(nodes.alias.clone(), name);
    HierarchyColumns {
        qualifier: Some(nodes.alias.clone()),
        columns: nodes.columns.clone(),
        level: column(LEVEL),
        rownum: carried.needs_path.then(|| {
            let mut call = pg::Call::new(pg::QualifiedName::plain("row_number"), Vec::new());
            call.over = Some(pg::WindowSpec {
                order_by: vec![pg::OrderBy {
                    expr: column(PATH),
                    descending: false,
                    nulls_first: None,
                }],
                ..pg::WindowSpec::default()
            });
            pg::Expr::Call(Box::new(call))
        }),
        prior: carried.priors_outside(&nodes.columns, &nodes.alias),
        carried: carried.names(&nodes.alias),
        leaf: Some(one_if(
            column(PATH),
            children(
                nodes,
                cycles.then(|| pg::Expr::Unary("NOT", Box::new(pg::Expr::qualified(CHILD, CYCLE)))),
            ),
            true,
        )),
        cycle: nocycle.then(|| {
            if cycles {
                one_if(
                    column(PATH),
                    children(nodes, Some(pg::Expr::qualified(CHILD, CYCLE))),
                    false,
                )
            } else {
                pg::Expr::number("0")
            }
        }),
    }
}

/// `CASE WHEN value IN (query) THEN 1 ELSE 0 END`, or the other way round.
fn one_if(value: pg::Expr, query: pg::Query, negated: bool) -> pg::Expr {
    let (found, not_found) = if negated { ("0", "1") } else { ("1", "0") };
    pg::Expr::Case {
        operand: None,
        branches: vec![(
            pg::Expr::InQuery(Box::new(value), false, Box::new(query)),
            pg::Expr::number(found),
        )],
        else_value: Some(Box::new(pg::Expr::number(not_found))),
    }
}

/// The paths of the rows that have children.
fn children(nodes: &Nodes, condition: Option<pg::Expr>) -> pg::Query {
    let end = pg::Expr::qualified(CHILD, LEVEL).binary("-", pg::Expr::number("1"));
    let path = pg::Expr::Slice(
        Box::new(pg::Expr::qualified(CHILD, PATH)),
        None,
        Some(Box::new(end)),
    );
    let select = pg::Select {
        items: vec![pg::SelectItem {
            expr: path,
            alias: None,
        }],
        from: vec![pg::FromItem::Table {
            name: pg::QualifiedName::plain(nodes.tree.clone()),
            alias: Some(Ident::from(CHILD)),
            sample: None,
        }],
        condition,
        ..pg::Select::default()
    };
    pg::Query {
        body: pg::QueryBody::Select(Box::new(select)),
        ..pg::Query::default()
    }
}

/// Whether a condition of WHERE joins tables, so that it is applied before the hierarchy is built.
fn joins(condition: &Expr, relations: &[&str]) -> bool {
    let mut found: Vec<String> = Vec::new();
    let mut optional = false;
    let mut level = false;
    walk_expr(condition, &mut |expr| match &expr.kind {
        ExprKind::Column(column)
            if relations.contains(&column.relation.as_str()) && !found.contains(&column.relation) =>
        {
            found.push(column.relation.clone());
        }
        ExprKind::OuterJoinColumn(_) => optional = true,
        ExprKind::Pseudocolumn(_) | ExprKind::Prior(_) | ExprKind::ConnectByRoot(_) => level = true,
        _ => {}
    });
    !level && (optional || found.len() > 1)
}

/// Keys of ORDER SIBLINGS BY, positions and aliases replaced by what they stand for.
fn siblings(block: &QueryBlock, query: &Query) -> Vec<OrderItem> {
    if !query.order_siblings {
        return Vec::new();
    }
    let meant = |item: &OrderItem| {
        let selected = match &item.expr.kind {
            ExprKind::Literal(Literal::Number(position)) => position
                .parse::<usize>()
                .ok()
                .and_then(|position| block.items.get(position.checked_sub(1)?)),
            ExprKind::Column(column) if column.relation.is_empty() => block
                .items
                .iter()
                .find(|item| item.alias.as_ref() == Some(&column.column)),
            _ => None,
        };
        OrderItem {
            expr: selected.map_or_else(|| item.expr.clone(), |selected| selected.expr.clone()),
            ..item.clone()
        }
    };
    query.order_by.iter().map(meant).collect()
}

fn all_of(conditions: Vec<Expr>) -> Option<Expr> {
    conditions.into_iter().reduce(|left, right| Expr {
        ty: left.ty.clone(),
        nullability: left.nullability,
        span: left.span,
        kind: ExprKind::Binary {
            op: BinaryOp::And,
            left: Box::new(left),
            right: Box::new(right),
        },
    })
}

/// A name that no source of the block has.
fn free_name(stem: &str, sources: &[&TableSource]) -> Ident {
    let taken = sources.iter().any(|source| {
        let named = match &source.kind {
            TableSourceKind::Object { name, .. } => identifier(&name.name) == stem,
            TableSourceKind::CommonTable(name) => identifier(name) == stem,
            _ => false,
        };
        named || identifier(&source.relation) == stem
    });
    Ident(if taken {
        format!("{stem}_rows")
    } else {
        stem.to_owned()
    })
}

fn is_counter(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Pseudocolumn(Pseudocolumn::Level | Pseudocolumn::Rownum)
    )
}

pub(super) fn mentions_rownum(expr: &Expr) -> bool {
    mentions(expr, &|kind| {
        matches!(kind, ExprKind::Pseudocolumn(Pseudocolumn::Rownum))
    })
}

fn mentions_hierarchy(expr: &Expr) -> bool {
    mentions(expr, &|kind| {
        matches!(kind, ExprKind::Pseudocolumn(_) | ExprKind::Prior(_))
    })
}

fn mentions(expr: &Expr, wanted: &dyn Fn(&ExprKind) -> bool) -> bool {
    let mut found = false;
    plconv_hir::visit::walk_operands(expr, &mut |inner| found |= wanted(&inner.kind));
    found
}

/// Whether the select list aggregates rows, windows aside.
fn aggregates(block: &QueryBlock) -> bool {
    fn aggregated(expr: &Expr) -> bool {
        if matches!(expr.kind, ExprKind::Aggregate(_)) {
            return true;
        }
        let mut found = false;
        if !matches!(expr.kind, ExprKind::Window { .. }) {
            plconv_hir::visit::for_each_child(expr, &mut |child| found |= aggregated(child), &mut |_| {});
        }
        found
    }
    block.having.is_some() || block.items.iter().any(|item| aggregated(&item.expr))
}
