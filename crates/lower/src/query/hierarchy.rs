//! CONNECT BY as a recursive query. SQL Language Reference, "Hierarchical Queries".
//!
//! ```text
//! WITH RECURSIVE tree AS (
//!   SELECT t.*, 1 AS "level", ... FROM t WHERE start_with
//!   UNION ALL
//!   SELECT t.*, parent."level" + 1, ... FROM tree AS parent JOIN t ON connect_by
//! ) SELECT items FROM tree AS t WHERE condition ORDER BY siblings
//! ```

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, ColumnRef, Expr, ExprKind, Pseudocolumn, Span};
use plconv_hir::query::{Hierarchy, Query, QueryBlock, TableRef, TableSource};
use plconv_hir::ty::Type;
use plconv_hir::visit::walk_expr;
use plconv_pg::{self as pg, Ident, TypeName};

/// What PRIOR, LEVEL and the other hierarchical operators stand for while a block is lowered.
#[derive(Clone, Debug)]
pub(crate) struct HierarchyColumns {
    /// Qualifier of PRIOR columns: set while the recursive part is lowered.
    prior: Option<&'static str>,
    /// How LEVEL is written at this place.
    level: pg::Expr,
    /// Expressions under CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH with the column that carries each.
    carried: Vec<(Expr, Ident)>,
    /// Whether operators may be used as columns of the tree.
    outside: bool,
    /// The leaf test, when asked for.
    leaf: Option<pg::Expr>,
}

/// Column names the tree adds.
const LEVEL: &str = "level";
const PATH: &str = "sibling_path";
const CYCLE: &str = "is_cycle";

impl Lowering<'_> {
    pub(crate) fn hierarchical(
        &mut self,
        block: &QueryBlock,
        hierarchy: &Hierarchy,
        query: &Query,
    ) -> pg::Query {
        if block.from.is_empty() {
            return self.row_generator(block, hierarchy, query);
        }
        let [TableRef::Source(source)] = block.from.as_slice() else {
            return self.refused_hierarchy(block, "CONNECT BY over a join");
        };
        if !source.known {
            return self.refused_hierarchy(block, "CONNECT BY over a table whose columns are not known");
        }
        self.tree(block, hierarchy, query, source)
    }

    fn refused_hierarchy(&mut self, block: &QueryBlock, what: &str) -> pg::Query {
        self.report(
            Code::CONNECT_BY_SHAPE,
            block.span,
            format!("{what} is not carried over"),
        );
        let refused = self.refused_expr(what);
        super::single_row(refused)
    }

    /// `SELECT ... FROM DUAL CONNECT BY LEVEL <= n`
    fn row_generator(&mut self, block: &QueryBlock, hierarchy: &Hierarchy, query: &Query) -> pg::Query {
        let is_counter = |expr: &Expr| {
            matches!(
                expr.kind,
                ExprKind::Pseudocolumn(Pseudocolumn::Level | Pseudocolumn::Rownum)
            )
        };
        let bound = match &hierarchy.connect_by.kind {
            ExprKind::Binary {
                op: BinaryOp::LessOrEqual,
                left,
                right,
            } if is_counter(left) => Some(self.lower_expr(right)),
            ExprKind::Binary {
                op: BinaryOp::Less,
                left,
                right,
            } if is_counter(left) => Some(self.lower_expr(right).binary("-", pg::Expr::number("1"))),
            _ => None,
        };
        let Some(bound) = bound else {
            return self.refused_hierarchy(block, "CONNECT BY without a table and without LEVEL <= n");
        };
        // The first row is there whatever the condition says.
        let bound = pg::Expr::call("greatest", vec![bound, pg::Expr::number("1")]);
        let integer = TypeName::builtin("integer");
        let series = pg::Expr::call(
            "generate_series",
            vec![pg::Expr::number("1"), bound.cast(integer)],
        );
        let from = pg::FromItem::Function {
            lateral: false,
            call: series,
            ordinality: false,
            alias: Some(Ident::from("generator")),
            columns: vec![Ident::from(LEVEL)],
        };
        let level = pg::Expr::qualified("generator", LEVEL);
        let outer = self.hierarchy.replace(HierarchyColumns {
            prior: None,
            level,
            carried: Vec::new(),
            outside: true,
            leaf: None,
        });
        let select = pg::Select {
            distinct: block.distinct,
            items: self.select_items(&block.items),
            from: vec![from],
            condition: block
                .condition
                .as_ref()
                .map(|condition| self.lower_expr(condition)),
            ..pg::Select::default()
        };
        let order_by = self.order(&query.order_by);
        self.hierarchy = outer;
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            order_by,
            ..pg::Query::default()
        }
    }

    fn tree(
        &mut self,
        block: &QueryBlock,
        hierarchy: &Hierarchy,
        query: &Query,
        source: &TableSource,
    ) -> pg::Query {
        let relation = identifier(&source.relation);
        let siblings = query.order_siblings && !query.order_by.is_empty();
        let carried = carried_expressions(block, query);
        let keys = prior_columns(&hierarchy.connect_by);
        let anchor = self.tree_part(source, hierarchy, &carried, siblings.then_some(query), None);
        let step = self.tree_part(
            source,
            hierarchy,
            &carried,
            siblings.then_some(query),
            Some("parent"),
        );
        let key_list: Vec<String> = keys
            .iter()
            .map(|key| Ident(identifier(key)).to_string())
            .collect();
        let tree = pg::CommonTable {
            name: Ident::from("tree"),
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
        };
        let leaf = self.leaf_test(hierarchy, source, &relation);
        let outer = self.hierarchy.replace(HierarchyColumns {
            prior: None,
            level: pg::Expr::qualified(relation.clone(), LEVEL),
            carried: carried
                .iter()
                .enumerate()
                .map(|(index, expr)| (expr.clone(), carried_name(index)))
                .collect(),
            outside: true,
            leaf: Some(leaf),
        });
        let mut conditions = Vec::new();
        if !key_list.is_empty() {
            conditions.push(self.cycle_condition(hierarchy, &relation));
        }
        conditions.extend(block.condition.iter().map(|condition| self.lower_expr(condition)));
        let select = pg::Select {
            distinct: block.distinct,
            items: self.select_items(&block.items),
            from: vec![pg::FromItem::Table {
                name: pg::QualifiedName::plain("tree"),
                alias: Some(Ident(relation.clone())),
                sample: None,
            }],
            condition: pg::Expr::all(conditions),
            group_by: block
                .group_by
                .iter()
                .filter_map(|item| match item {
                    plconv_hir::query::GroupItem::Expr(expr) => Some(self.lower_expr(expr)),
                    _ => None,
                })
                .collect(),
            having: block.having.as_ref().map(|having| self.lower_expr(having)),
            ..pg::Select::default()
        };
        let order_by = if siblings {
            vec![pg::OrderBy {
                expr: pg::Expr::qualified(relation, PATH),
                descending: false,
                nulls_first: None,
            }]
        } else if query.order_by.is_empty()
            && !block.distinct
            && block.group_by.is_empty()
            && !aggregates(block)
        {
            // Without ORDER BY Oracle still returns parents before their children, depth first.
            vec![pg::OrderBy {
                expr: pg::Expr::qualified(relation, PATH),
                descending: false,
                nulls_first: None,
            }]
        } else {
            self.order(&query.order_by)
        };
        self.hierarchy = outer;
        pg::Query {
            with: vec![tree],
            recursive: true,
            body: pg::QueryBody::Select(Box::new(select)),
            order_by,
            ..pg::Query::default()
        }
    }

    /// The anchor (`parent` absent) or the recursive part of the tree.
    fn tree_part(
        &mut self,
        source: &TableSource,
        hierarchy: &Hierarchy,
        carried: &[Expr],
        siblings: Option<&Query>,
        parent: Option<&'static str>,
    ) -> pg::QueryBody {
        let relation = identifier(&source.relation);
        let level = match parent {
            Some(parent) => pg::Expr::qualified(parent, LEVEL).binary("+", pg::Expr::number("1")),
            None => pg::Expr::number("1"),
        };
        let outer = self.hierarchy.replace(HierarchyColumns {
            prior: parent,
            level: level.clone(),
            carried: Vec::new(),
            outside: false,
            leaf: None,
        });
        let mut items: Vec<pg::SelectItem> = source
            .columns
            .iter()
            .map(|field| pg::SelectItem {
                expr: pg::Expr::qualified(relation.clone(), identifier(&field.name)),
                alias: None,
            })
            .collect();
        items.push(pg::SelectItem {
            expr: level,
            alias: Some(Ident::from(LEVEL)),
        });
        for (index, expr) in carried.iter().enumerate() {
            let value = self.carried_value(expr, index, parent);
            items.push(pg::SelectItem {
                expr: value,
                alias: Some(carried_name(index)),
            });
        }
        items.push(pg::SelectItem {
            expr: self.sibling_path(siblings, parent),
            alias: Some(Ident::from(PATH)),
        });
        let table = self.from_item(&TableRef::Source(Box::new(source.clone())));
        let (from, condition) = match parent {
            None => (
                table,
                hierarchy
                    .start_with
                    .as_ref()
                    .map(|condition| self.lower_expr(condition)),
            ),
            Some(parent) => {
                let on = self.lower_expr(&hierarchy.connect_by);
                let tree = pg::FromItem::Table {
                    name: pg::QualifiedName::plain("tree"),
                    alias: Some(Ident::from(parent)),
                    sample: None,
                };
                let join = pg::FromItem::Join {
                    left: Box::new(tree),
                    kind: "JOIN",
                    right: Box::new(table),
                    on: Some(on),
                    using: Vec::new(),
                };
                (join, None)
            }
        };
        self.hierarchy = outer;
        pg::QueryBody::Select(Box::new(pg::Select {
            items,
            from: vec![from],
            condition,
            ..pg::Select::default()
        }))
    }

    /// CONNECT_BY_ROOT keeps the root's value; SYS_CONNECT_BY_PATH appends to the parent's.
    fn carried_value(&mut self, expr: &Expr, index: usize, parent: Option<&'static str>) -> pg::Expr {
        match (&expr.kind, parent) {
            (ExprKind::ConnectByRoot(operand), None) => self.lower_expr(operand),
            (ExprKind::ConnectByRoot(_), Some(parent)) => pg::Expr::qualified(parent, carried_name(index)),
            (ExprKind::Builtin { args, .. }, parent) => {
                let separator = args
                    .get(1)
                    .map(|separator| self.lower_expr(separator))
                    .unwrap_or_else(pg::Expr::null);
                let value = args
                    .first()
                    .map(|value| self.argument_as(value, &Type::VARCHAR2))
                    .unwrap_or_else(pg::Expr::null);
                let mut parts = Vec::new();
                parts.extend(parent.map(|parent| pg::Expr::qualified(parent, carried_name(index))));
                parts.push(separator);
                parts.push(value);
                pg::Expr::call("concat", parts)
            }
            _ => self.refused_expr("hierarchical operator"),
        }
    }

    /// Sorting by the path of sort keys from the root gives ORDER SIBLINGS BY, and without keys the order of a
    /// depth-first walk.
    fn sibling_path(&mut self, siblings: Option<&Query>, parent: Option<&'static str>) -> pg::Expr {
        let mut call = pg::Call::new(pg::QualifiedName::plain("row_number"), Vec::new());
        let order_by = match siblings {
            Some(query) => self.order(&query.order_by),
            None => Vec::new(),
        };
        call.over = Some(pg::WindowSpec {
            order_by,
            ..pg::WindowSpec::default()
        });
        let number = pg::Expr::Call(Box::new(call));
        match parent {
            None => pg::Expr::Array(vec![number]),
            Some(parent) => pg::Expr::qualified(parent, PATH).binary("||", number),
        }
    }

    /// Without NOCYCLE a loop raises ORA-01436; with it the repeated row is left out.
    fn cycle_condition(&mut self, hierarchy: &Hierarchy, relation: &str) -> pg::Expr {
        let cycle = pg::Expr::qualified(relation.to_owned(), CYCLE);
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

    fn leaf_test(&mut self, hierarchy: &Hierarchy, source: &TableSource, relation: &str) -> pg::Expr {
        // The row is the parent now, and a child is looked for in the table. Both have the same alias, so the parent
        // is reached through the alias of the tree.
        let outer = self.hierarchy.replace(HierarchyColumns {
            prior: Some("tree_row"),
            level: pg::Expr::qualified("tree_row", LEVEL).binary("+", pg::Expr::number("1")),
            carried: Vec::new(),
            outside: false,
            leaf: None,
        });
        let mut child = source.clone();
        child.alias = Some(source.relation.clone());
        let from = self.from_item(&TableRef::Source(Box::new(child)));
        let condition = self.lower_expr(&hierarchy.connect_by);
        self.hierarchy = outer;
        // Its own FROM is not visible in a derived table, so this is the row of the query around it.
        let row = pg::Select {
            items: vec![pg::SelectItem {
                expr: pg::Expr::Token(format!("{}.*", Ident(relation.to_owned()))),
                alias: None,
            }],
            ..pg::Select::default()
        };
        let row = pg::FromItem::Query {
            lateral: false,
            query: Box::new(pg::Query {
                body: pg::QueryBody::Select(Box::new(row)),
                ..pg::Query::default()
            }),
            alias: Ident::from("tree_row"),
            columns: Vec::new(),
        };
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: pg::Expr::number("1"),
                alias: None,
            }],
            from: vec![row, from],
            condition: Some(condition),
            ..pg::Select::default()
        };
        let exists = pg::Expr::Exists(Box::new(pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }));
        pg::Expr::Case {
            operand: None,
            branches: vec![(exists, pg::Expr::number("0"))],
            else_value: Some(Box::new(pg::Expr::number("1"))),
        }
    }

    // ------------------------------------------------------------ operators

    /// The tree and the table have the same columns, so every column says whose it is.
    pub(crate) fn hierarchy_column(&mut self, column: &ColumnRef) -> Option<pg::Expr> {
        let ambiguous = self.hierarchy.is_some() && !column.relation.is_empty() && column.column != "*";
        ambiguous.then(|| pg::Expr::qualified(identifier(&column.relation), identifier(&column.column)))
    }

    pub(crate) fn hierarchy_pseudocolumn(&mut self, pseudocolumn: Pseudocolumn) -> Option<pg::Expr> {
        let columns = self.hierarchy.as_ref()?;
        match pseudocolumn {
            Pseudocolumn::Level => Some(columns.level.clone()),
            Pseudocolumn::Rownum if columns.outside && columns.leaf.is_none() => Some(columns.level.clone()),
            Pseudocolumn::ConnectByIsLeaf => columns.leaf.clone(),
            _ => None,
        }
    }

    /// `PRIOR column`: the parent's column.
    pub(crate) fn prior(&mut self, operand: &Expr) -> pg::Expr {
        let prior = self.hierarchy.as_ref().and_then(|columns| columns.prior);
        match (prior, &operand.kind) {
            (Some(qualifier), ExprKind::Column(column)) => {
                pg::Expr::qualified(qualifier, identifier(&column.column))
            }
            (None, _) if self.hierarchy.is_some() => {
                self.report(
                    Code::CONNECT_BY_SHAPE,
                    operand.span,
                    "PRIOR outside of CONNECT BY is not carried over",
                );
                self.refused_expr("PRIOR in the select list")
            }
            _ => {
                self.report(
                    Code::CONNECT_BY_SHAPE,
                    operand.span,
                    "PRIOR of an expression is not carried over",
                );
                self.refused_expr("PRIOR of an expression")
            }
        }
    }

    pub(crate) fn connect_by_root(&mut self, operand: &Expr, span: Span) -> pg::Expr {
        let wanted = ExprKind::ConnectByRoot(Box::new(operand.clone()));
        self.carried(&wanted, span)
    }

    pub(crate) fn connect_by_path(&mut self, value: &Expr, separator: &Expr, span: Span) -> pg::Expr {
        let wanted = ExprKind::Builtin {
            name: "SYS_CONNECT_BY_PATH".to_owned(),
            args: vec![value.clone(), separator.clone()],
        };
        self.carried(&wanted, span)
    }

    fn carried(&mut self, wanted: &ExprKind, span: Span) -> pg::Expr {
        let found = self.hierarchy.as_ref().and_then(|columns| {
            columns
                .carried
                .iter()
                .find(|(expr, _)| expr.kind == *wanted)
                .map(|(_, name)| name.clone())
        });
        match found {
            Some(name) => pg::Expr::name(name),
            None => {
                self.report(
                    Code::CONNECT_BY_SHAPE,
                    span,
                    "this operator stands outside of a hierarchical query",
                );
                self.refused_expr("hierarchical operator")
            }
        }
    }
}

fn carried_name(index: usize) -> Ident {
    Ident(format!("carried_{}", index + 1))
}

/// The CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH expressions of a block.
fn carried_expressions(block: &QueryBlock, query: &Query) -> Vec<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    let mut visit = |expr: &Expr| {
        let carried = match &expr.kind {
            ExprKind::ConnectByRoot(_) => true,
            ExprKind::Builtin { name, .. } => name == "SYS_CONNECT_BY_PATH",
            _ => false,
        };
        if carried && !found.iter().any(|known| known.kind == expr.kind) {
            found.push(expr.clone());
        }
    };
    for item in &block.items {
        walk_expr(&item.expr, &mut visit);
    }
    if let Some(condition) = &block.condition {
        walk_expr(condition, &mut visit);
    }
    for item in &query.order_by {
        walk_expr(&item.expr, &mut visit);
    }
    found
}

/// Columns under PRIOR: they tell one node of the tree from another.
fn prior_columns(connect_by: &Expr) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    walk_expr(connect_by, &mut |expr| {
        if let ExprKind::Prior(operand) = &expr.kind
            && let ExprKind::Column(column) = &operand.kind
            && !found.contains(&column.column)
        {
            found.push(column.column.clone());
        }
    });
    found
}

fn aggregates(block: &QueryBlock) -> bool {
    block.items.iter().any(|item| {
        let mut found = false;
        walk_expr(&item.expr, &mut |expr| {
            found |= matches!(expr.kind, ExprKind::Aggregate(_))
        });
        found
    })
}
