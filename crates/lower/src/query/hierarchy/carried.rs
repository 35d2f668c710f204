//! What the rows of a tree carry besides LEVEL: columns of the sources, values of the root and of the parent, paths.

use super::PARENT;
use crate::context::Lowering;
use crate::naming::identifier;
use plconv_hir::expr::{Expr, ExprKind, Pseudocolumn};
use plconv_hir::query::{GroupItem, Hierarchy, Query, QueryBlock, QueryBody, TableRef, TableSource};
use plconv_hir::ty::Type;
use plconv_hir::visit::{for_each_child, walk_expr, walk_query};
use plconv_pg::{self as pg, Ident};

/// A column of a source in the tree.
#[derive(Clone, Debug)]
pub(crate) struct NodeColumn {
    /// The source, as the query names it.
    pub relation: String,
    /// Dictionary name.
    pub column: String,
    /// Its name in the tree.
    pub name: Ident,
}

/// Expressions that need columns of the tree.
pub(super) struct Carried {
    /// Expressions under CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH.
    expressions: Vec<Expr>,
    /// Operands of PRIOR in CONNECT BY: they tell one node of the tree from another.
    connecting: Vec<Expr>,
    /// Operands of PRIOR elsewhere.
    selected: Vec<Expr>,
    /// Whether CONNECT_BY_ISLEAF, CONNECT_BY_ISCYCLE or ROWNUM needs the path.
    pub needs_path: bool,
}

impl Carried {
    pub fn of(block: &QueryBlock, hierarchy: &Hierarchy, query: &Query) -> Self {
        let mut carried = Carried {
            expressions: Vec::new(),
            connecting: Vec::new(),
            selected: Vec::new(),
            needs_path: false,
        };
        let add = |list: &mut Vec<Expr>, expr: &Expr| {
            if !list.iter().any(|known| same(&known.kind, &expr.kind)) {
                list.push(expr.clone());
            }
        };
        for_each_outside(block, query, walk_own, &mut |expr| match &expr.kind {
            ExprKind::ConnectByRoot(_) => add(&mut carried.expressions, expr),
            ExprKind::Builtin { name, .. } if name == "SYS_CONNECT_BY_PATH" => {
                add(&mut carried.expressions, expr);
            }
            ExprKind::Prior(operand) => add(&mut carried.selected, operand),
            ExprKind::Pseudocolumn(
                Pseudocolumn::ConnectByIsLeaf | Pseudocolumn::ConnectByIsCycle | Pseudocolumn::Rownum,
            ) => carried.needs_path = true,
            _ => {}
        });
        walk_expr(&hierarchy.connect_by, &mut |expr| {
            if let ExprKind::Prior(operand) = &expr.kind {
                add(&mut carried.connecting, operand);
            }
        });
        carried
    }

    /// Columns that are equal in two rows of a loop.
    pub fn keys(&self, columns: &[NodeColumn]) -> Vec<Ident> {
        self.connecting
            .iter()
            .enumerate()
            .map(|(index, expr)| node_column(expr, columns).unwrap_or_else(|| key_name(index)))
            .collect()
    }

    /// Where the recursive part finds the operands of PRIOR.
    pub fn priors_of_parent(&self, columns: &[NodeColumn]) -> Vec<(Expr, pg::Expr)> {
        let keys = self.keys(columns);
        let mut priors: Vec<(Expr, pg::Expr)> = self
            .connecting
            .iter()
            .zip(keys)
            .map(|(expr, key)| (expr.clone(), pg::Expr::qualified(PARENT, key)))
            .collect();
        for expr in &self.selected {
            if let Some(name) = node_column(expr, columns) {
                priors.push((expr.clone(), pg::Expr::qualified(PARENT, name)));
            }
        }
        priors
    }

    /// Where the query around the tree finds them.
    pub fn priors_outside(&self, columns: &[NodeColumn], alias: &Ident) -> Vec<(Expr, pg::Expr)> {
        self.selected
            .iter()
            .enumerate()
            .map(|(index, expr)| {
                let name = prior_name(expr, index, columns);
                (expr.clone(), pg::Expr::qualified(alias.clone(), name))
            })
            .collect()
    }

    /// Where the query around the tree finds the values of the root and the paths.
    pub fn names(&self, alias: &Ident) -> Vec<(Expr, pg::Expr)> {
        self.expressions
            .iter()
            .enumerate()
            .map(|(index, expr)| {
                (
                    expr.clone(),
                    pg::Expr::qualified(alias.clone(), carried_name(index)),
                )
            })
            .collect()
    }
}

impl Lowering<'_> {
    /// The columns of one part of the tree for what is carried.
    pub(super) fn carried_items(
        &mut self,
        carried: &Carried,
        columns: &[NodeColumn],
        step: bool,
    ) -> Vec<pg::SelectItem> {
        let mut items = Vec::new();
        for (index, expr) in carried.connecting.iter().enumerate() {
            if node_column(expr, columns).is_none() {
                items.push(pg::SelectItem {
                    expr: self.lower_expr(expr),
                    alias: Some(key_name(index)),
                });
            }
        }
        for (index, expr) in carried.selected.iter().enumerate() {
            let ty = self.plain_type_name(&expr.ty);
            let value = if step {
                self.prior(expr).cast(ty)
            } else {
                // NULL with the type and the collation that the recursive part gives.
                pg::Expr::Case {
                    operand: None,
                    branches: vec![(pg::Expr::boolean(false), self.lower_expr(expr).cast(ty))],
                    else_value: None,
                }
            };
            items.push(pg::SelectItem {
                expr: value,
                alias: Some(prior_name(expr, index, columns)),
            });
        }
        for (index, expr) in carried.expressions.iter().enumerate() {
            let value = self.carried_value(expr, index, step);
            items.push(pg::SelectItem {
                expr: value,
                alias: Some(carried_name(index)),
            });
        }
        items
    }

    /// CONNECT_BY_ROOT keeps the root's value; SYS_CONNECT_BY_PATH appends to the parent's.
    fn carried_value(&mut self, expr: &Expr, index: usize, step: bool) -> pg::Expr {
        match &expr.kind {
            ExprKind::ConnectByRoot(operand) => {
                if step {
                    pg::Expr::qualified(PARENT, carried_name(index))
                } else {
                    match self.lower_expr(operand) {
                        text @ pg::Expr::Text(_) => text.cast(pg::TypeName::builtin("text")),
                        value => value,
                    }
                }
            }
            ExprKind::Builtin { args, .. } => {
                let mut parts = Vec::new();
                if step {
                    parts.push(pg::Expr::qualified(PARENT, carried_name(index)));
                }
                parts.extend(args.get(1).map(|separator| self.lower_expr(separator)));
                parts.extend(args.first().map(|value| self.argument_as(value, &Type::VARCHAR2)));
                pg::Expr::call("concat", parts)
            }
            _ => self.refused_expr("hierarchical operator"),
        }
    }
}

fn carried_name(index: usize) -> Ident {
    Ident(format!("carried_{}", index + 1))
}

fn key_name(index: usize) -> Ident {
    Ident(format!("key_{}", index + 1))
}

fn prior_name(expr: &Expr, index: usize, columns: &[NodeColumn]) -> Ident {
    match node_column(expr, columns) {
        Some(name) => Ident(format!("prior_{}", name.0)),
        None => Ident(format!("prior_{}", index + 1)),
    }
}

/// The column of the tree that an expression is.
fn node_column(expr: &Expr, columns: &[NodeColumn]) -> Option<Ident> {
    let ExprKind::Column(wanted) = &expr.kind else {
        return None;
    };
    columns
        .iter()
        .find(|column| column.relation == wanted.relation && column.column == wanted.column)
        .map(|column| column.name.clone())
}

/// Whether two expressions are the same wherever they were written.
pub(super) fn same(left: &ExprKind, right: &ExprKind) -> bool {
    let all = |left: &[Expr], right: &[Expr]| {
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .all(|(left, right)| same(&left.kind, &right.kind))
    };
    match (left, right) {
        (ExprKind::Prior(left), ExprKind::Prior(right))
        | (ExprKind::ConnectByRoot(left), ExprKind::ConnectByRoot(right)) => same(&left.kind, &right.kind),
        (
            ExprKind::Convert { operand, implicit },
            ExprKind::Convert {
                operand: other,
                implicit: other_implicit,
            },
        ) => implicit == other_implicit && same(&operand.kind, &other.kind),
        (
            ExprKind::Binary { op, left, right },
            ExprKind::Binary {
                op: other_op,
                left: other_left,
                right: other_right,
            },
        ) => op == other_op && same(&left.kind, &other_left.kind) && same(&right.kind, &other_right.kind),
        (
            ExprKind::Builtin { name, args },
            ExprKind::Builtin {
                name: other_name,
                args: other_args,
            },
        ) => name == other_name && all(args, other_args),
        _ => left == right,
    }
}

/// How to walk over an expression.
type Walk = fn(&Expr, &mut dyn FnMut(&Expr));

/// An expression and everything inside it, but for subqueries that are hierarchies: their operators are their own.
fn walk_own(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(expr);
    for_each_child(expr, &mut |child| walk_own(child, visit), &mut |_| {});
    for_each_child(expr, &mut |_| {}, &mut |query| {
        if !matches!(&query.body, QueryBody::Block(block) if block.hierarchy.is_some()) {
            walk_query(query, visit);
        }
    });
}

/// Calls `visit` for every expression of the block that is evaluated once the hierarchy is there, and by `walk` for what is in it.
fn for_each_outside(block: &QueryBlock, query: &Query, walk: Walk, visit: &mut dyn FnMut(&Expr)) {
    fn group(item: &GroupItem, walk: Walk, visit: &mut dyn FnMut(&Expr)) {
        match item {
            GroupItem::Expr(expr) => walk(expr, visit),
            GroupItem::Rollup(exprs) | GroupItem::Cube(exprs) => {
                exprs.iter().for_each(|expr| walk(expr, visit));
            }
            GroupItem::Sets(items) => items.iter().for_each(|item| group(item, walk, visit)),
        }
    }
    for item in &block.items {
        walk(&item.expr, visit);
    }
    for expr in block.condition.iter().chain(&block.having) {
        walk(expr, visit);
    }
    for item in &block.group_by {
        group(item, walk, visit);
    }
    for (_, window) in &block.windows {
        for expr in window
            .partition_by
            .iter()
            .chain(window.order_by.iter().map(|item| &item.expr))
        {
            walk(expr, visit);
        }
    }
    for item in &query.order_by {
        walk(&item.expr, visit);
    }
}

/// The sources of FROM, those of joins included.
pub(super) fn sources_of(from: &[TableRef]) -> Vec<&TableSource> {
    fn collect<'t>(table: &'t TableRef, sources: &mut Vec<&'t TableSource>) {
        match table {
            TableRef::Source(source) => sources.push(source),
            TableRef::Join { left, right, .. } => {
                collect(left, sources);
                collect(right, sources);
            }
        }
    }
    let mut sources = Vec::new();
    for table in from {
        collect(table, &mut sources);
    }
    sources
}

/// The columns of the sources that the block uses, in the order of the sources.
pub(super) fn node_columns(
    block: &QueryBlock,
    hierarchy: &Hierarchy,
    query: &Query,
    sources: &[&TableSource],
) -> Vec<NodeColumn> {
    let mut used: Vec<(String, String)> = Vec::new();
    let mut note = |expr: &Expr| {
        if let ExprKind::Column(column) | ExprKind::OuterJoinColumn(column) = &expr.kind {
            let wanted = (column.relation.clone(), column.column.clone());
            if !used.contains(&wanted) {
                used.push(wanted);
            }
        }
    };
    for_each_outside(block, query, walk_expr, &mut note);
    walk_expr(&hierarchy.connect_by, &mut note);
    if let Some(start_with) = &hierarchy.start_with {
        walk_expr(start_with, &mut note);
    }
    let mut columns = Vec::new();
    for source in sources {
        for field in &source.columns {
            if used.contains(&(source.relation.clone(), field.name.clone())) {
                let shared = sources
                    .iter()
                    .filter(|other| used.contains(&(other.relation.clone(), field.name.clone())))
                    .filter(|other| other.columns.iter().any(|known| known.name == field.name))
                    .count()
                    > 1;
                let name = if shared {
                    format!("{}_{}", identifier(&source.relation), identifier(&field.name))
                } else {
                    identifier(&field.name)
                };
                columns.push(NodeColumn {
                    relation: source.relation.clone(),
                    column: field.name.clone(),
                    name: Ident(name),
                });
            }
        }
    }
    columns
}
