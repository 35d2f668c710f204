//! Queries.

mod attribute;
mod distinct;
mod dml;
mod dml_target;
mod free_names;
mod hierarchy;
mod json;
mod merge_target;
mod nested_aggregate;
mod outer_join;
mod pivot;
mod recursive;
mod row_limit;
mod rownum;
mod view_target;

pub(crate) use rownum::is_row_id;

pub(crate) use dml::{field_of, is_record};
pub(crate) use dml_target::Substitute;
pub(crate) use hierarchy::HierarchyColumns;
pub(crate) use recursive::Numbered;

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Pseudocolumn};
use plconv_hir::query::*;
use plconv_hir::ty::Type;
use plconv_hir::visit::map_expr;
use plconv_pg::{self as pg, Ident, TypeName};

impl Lowering<'_> {
    /// A query that gives the same rows.
    pub fn lower_query(&mut self, query: &Query) -> pg::Query {
        self.sql_depth += 1;
        let result = self.query_inside(query);
        self.sql_depth -= 1;
        result
    }

    fn query_inside(&mut self, query: &Query) -> pg::Query {
        if let Some(refused) = self.refused_search(query) {
            return refused;
        }
        if let Some(functions) = &query.functions {
            self.functions_of_with(functions);
        }
        let numbered = self.numbered.len();
        let with = self.common_tables(query);
        let recursive = query.with.iter().any(|table| table.recursive);
        let mut result = match &query.body {
            QueryBody::Block(block) if query.for_update.is_some() => {
                let outer = self.rownum.clone();
                if let Some(refused) = self.rownum_of_locked_rows(block) {
                    self.rownum = Some(refused);
                }
                let result = self.query_block(block, query);
                self.rownum = outer;
                result
            }
            QueryBody::Block(block) => self.query_block(block, query),
            body => {
                let body = self.body(body);
                pg::Query {
                    body,
                    order_by: self.row_order(&query.order_by),
                    ..pg::Query::default()
                }
            }
        };
        result.recursive |= recursive;
        result.with = with.into_iter().chain(result.with).collect();
        if let Some(offset) = &query.offset {
            result.offset = Some(self.offset_of(offset));
        }
        if let Some(fetch) = &query.fetch {
            let limit = if fetch.percent {
                self.percentage_of_rows(&result, fetch)
            } else {
                self.limit_of(fetch)
            };
            result.limit = Some(limit);
            result.with_ties = fetch.with_ties;
        }
        if let Some(lock) = &query.for_update {
            let wait = match &lock.wait {
                LockWait::Forever => "",
                LockWait::NoWait => "NOWAIT",
                LockWait::SkipLocked => "SKIP LOCKED",
                LockWait::Seconds(_) => {
                    self.report(
                        Code::LOCK_WAIT,
                        query.span,
                        "FOR UPDATE WAIT n waits without a limit; set lock_timeout instead",
                    );
                    ""
                }
            };
            let mut of: Vec<Ident> = lock
                .of
                .iter()
                .map(|relation| Ident(identifier(relation)))
                .collect();
            of.dedup();
            result.lock = Some(pg::Lock { of, wait });
        }
        self.numbered.truncate(numbered);
        result
    }

    /// Set operators keep Oracle's left-to-right order: the printer adds the parentheses that needs.
    fn body(&mut self, body: &QueryBody) -> pg::QueryBody {
        match body {
            QueryBody::Block(block) => {
                let inner = self.query_block(block, &detached());
                if inner.limit.is_none() && inner.with.is_empty() && inner.order_by.is_empty() {
                    inner.body
                } else {
                    pg::QueryBody::Nested(Box::new(inner))
                }
            }
            QueryBody::Nested(query) => pg::QueryBody::Nested(Box::new(self.query_inside(query))),
            QueryBody::Set { op, all, left, right } => {
                let op = match (op, all) {
                    (SetOp::Union, true) => "UNION ALL",
                    (SetOp::Union, false) => "UNION",
                    (SetOp::Intersect, true) => "INTERSECT ALL",
                    (SetOp::Intersect, false) => "INTERSECT",
                    (SetOp::Minus, true) => "EXCEPT ALL",
                    (SetOp::Minus, false) => "EXCEPT",
                };
                let left = self.branch(left);
                let right = self.branch(right);
                pg::QueryBody::Set(Box::new(left), op, Box::new(right))
            }
        }
    }

    fn branch(&mut self, body: &QueryBody) -> pg::QueryBody {
        if let QueryBody::Block(block) = body
            && let Some(what) = refusal(block)
        {
            return self.refused_branch(block, &what);
        }
        self.body(body)
    }

    /// One SELECT with the ORDER BY of its query, since ROWNUM and CONNECT BY change where both go.
    fn query_block(&mut self, block: &QueryBlock, query: &Query) -> pg::Query {
        if let Some(what) = refusal(block) {
            return self.refused_block(block, &what);
        }
        if let Some(hierarchy) = &block.hierarchy {
            return self.hierarchical(block, hierarchy, query);
        }
        let around = self.enter_block(block);
        let result = self.plain_block(block, query);
        self.leave_block(around);
        result
    }

    fn plain_block(&mut self, block: &QueryBlock, query: &Query) -> pg::Query {
        if let Some(nested) = self.nested_aggregates(block) {
            return nested;
        }
        let plan = self.plan_rownum(block, query);
        let (from, remaining) = self.from_and_where(block, plan.conditions.clone());
        self.finish_block(block, query, plan, from, remaining, Vec::new())
    }

    /// The block over its rows; `row_order` is the order they come in where nothing else sorts them.
    fn finish_block(
        &mut self,
        block: &QueryBlock,
        query: &Query,
        plan: rownum::RownumPlan,
        mut from: Vec<pg::FromItem>,
        mut remaining: Option<pg::Expr>,
        mut row_order: Vec<pg::OrderBy>,
    ) -> pg::Query {
        if let Some(refused) = plan.refused {
            return self.refused_block(block, refused);
        }
        let mut limit = plan.limit;
        if let Some(table) = &plan.limited_table {
            let order = std::mem::take(&mut row_order);
            from = vec![limited_rows(table, from, remaining.take(), order, limit.take())];
        }
        let mut select = pg::Select {
            hint: None,
            distinct: block.distinct,
            items: self.row_of(block.items.iter().map(|item| &item.expr), |lowering| {
                lowering.select_items(&block.items)
            }),
            into: None,
            from,
            condition: remaining,
            group_by: self.group_by(&block.group_by),
            having: block.having.as_ref().map(|having| self.lower_expr(having)),
            windows: block
                .windows
                .iter()
                .map(|(name, spec)| (Ident(identifier(name)), self.window(spec)))
                .collect(),
        };
        if let Some(hint) = &block.hint {
            select.hint = Some(format!(
                "/* Oracle hint: {} */",
                hint.replace("*/", "* /").replace("/*", "/ *")
            ));
        }
        if plan.never {
            let never = pg::Expr::boolean(false);
            select.condition = Some(match select.condition.take() {
                Some(condition) => condition.binary("AND", never),
                None => never,
            });
        }
        let order_by = if plan.order_outside || query.order_by.is_empty() {
            row_order
        } else {
            self.row_order(&without_aliases(&query.order_by, block))
        };
        distinct::group_to_sort(block, &mut select, &order_by);
        let inner = pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            order_by,
            limit,
            ..pg::Query::default()
        };
        if plan.order_outside {
            return self.ordered_outside(inner, query, block);
        }
        inner
    }

    pub(crate) fn select_items(&mut self, items: &[SelectItem]) -> Vec<pg::SelectItem> {
        items
            .iter()
            .map(|item| {
                let mut expr = self.lower_expr(&item.expr);
                // An untyped literal in a select list would have type unknown.
                if matches!(expr, pg::Expr::Text(_)) {
                    expr = expr.cast(TypeName::builtin("text"));
                }
                let row_id = "ROWID".to_owned();
                let alias = match (&item.alias, &item.expr.kind) {
                    (None, ExprKind::RowId(_) | ExprKind::Pseudocolumn(Pseudocolumn::Rowid)) => Some(&row_id),
                    // What a column becomes keeps its name.
                    (None, ExprKind::Column(column)) if !matches!(&*column.column, "" | "*") => {
                        Some(&column.column)
                    }
                    (alias, _) => alias.as_ref(),
                };
                let alias = alias.map(|alias| Ident(identifier(alias)));
                let same =
                    matches!((&expr, &alias), (pg::Expr::Name(name), Some(alias)) if name.last() == alias.0);
                pg::SelectItem {
                    expr,
                    alias: if same { None } else { alias },
                }
            })
            .collect()
    }

    /// ORDER BY of a query. PostgreSQL refuses constants there, but for positions; they sort nothing.
    fn row_order(&mut self, items: &[OrderItem]) -> Vec<pg::OrderBy> {
        let sorts = |item: &&OrderItem| !is_constant(&item.expr) || is_position(&item.expr);
        let items: Vec<OrderItem> = items.iter().filter(sorts).cloned().collect();
        self.order(&items)
    }

    fn group_by(&mut self, items: &[GroupItem]) -> Vec<pg::Expr> {
        items
            .iter()
            .map(|item| match item {
                // A constant makes one group of any rows and none of no rows; a bare number would be a position.
                GroupItem::Expr(expr) if is_constant(expr) => {
                    let constant = self.lower_expr(expr);
                    constant.cast(self.plain_type_name(&expr.ty))
                }
                GroupItem::Expr(expr) => self.lower_expr(expr),
                GroupItem::Rollup(exprs) => self.grouping("ROLLUP", exprs),
                GroupItem::Cube(exprs) => self.grouping("CUBE", exprs),
                GroupItem::Sets(sets) => {
                    let sets = self.group_by(sets);
                    let list: Vec<String> = sets
                        .iter()
                        .map(|set| pg::print_expr(set, pg::PrintOptions { width: 10_000 }))
                        .collect();
                    pg::Expr::Token(format!("GROUPING SETS ({})", list.join(", ")))
                }
            })
            .collect()
    }

    fn grouping(&mut self, word: &str, exprs: &[Expr]) -> pg::Expr {
        let list: Vec<String> = exprs
            .iter()
            .map(|expr| {
                let lowered = self.lower_expr(expr);
                pg::print_expr(&lowered, pg::PrintOptions { width: 10_000 })
            })
            .collect();
        pg::Expr::Token(format!("{word} ({})", list.join(", ")))
    }

    // ------------------------------------------------------------ FROM

    pub(crate) fn from_item(&mut self, table: &TableRef) -> pg::FromItem {
        match table {
            TableRef::Source(source) => self.source(source),
            TableRef::Join {
                kind,
                left,
                right,
                on,
                using,
                lateral,
            } => {
                let left = self.from_item(left);
                let mut right = self.from_item(right);
                if *lateral
                    && let pg::FromItem::Query { lateral, .. } | pg::FromItem::Function { lateral, .. } =
                        &mut right
                {
                    *lateral = true;
                }
                let on = on.as_ref().map(|on| self.lower_expr(on));
                let no_condition = on.is_none() && using.is_empty();
                let word = match kind {
                    JoinKind::Inner if no_condition => "CROSS JOIN",
                    JoinKind::Inner => "JOIN",
                    JoinKind::Left => "LEFT JOIN",
                    JoinKind::Right => "RIGHT JOIN",
                    JoinKind::Full => "FULL JOIN",
                    JoinKind::Cross => "CROSS JOIN",
                };
                let needs_on =
                    no_condition && matches!(kind, JoinKind::Left | JoinKind::Right | JoinKind::Full);
                pg::FromItem::Join {
                    left: Box::new(left),
                    kind: word,
                    right: Box::new(right),
                    on: if needs_on {
                        Some(pg::Expr::boolean(true))
                    } else {
                        on
                    },
                    using: using.iter().map(|column| Ident(identifier(column))).collect(),
                }
            }
        }
    }

    fn source(&mut self, source: &TableSource) -> pg::FromItem {
        if let Some(refused) = &source.refused {
            return self.refused_source(source, refused);
        }
        let mut item = self.plain_source(source);
        if let Some(condition) = &source.partition {
            let select = pg::Select {
                items: vec![pg::SelectItem {
                    expr: pg::Expr::Token("*".to_owned()),
                    alias: None,
                }],
                from: vec![item],
                condition: Some(self.condition(condition)),
                ..pg::Select::default()
            };
            item = pg::FromItem::Query {
                lateral: false,
                query: Box::new(pg::Query {
                    body: pg::QueryBody::Select(Box::new(select)),
                    ..pg::Query::default()
                }),
                alias: Ident(identifier(&source.relation)),
                columns: Vec::new(),
            };
        }
        match &source.pivot {
            Some(pivot) => self.pivoted(item, pivot, source),
            None => item,
        }
    }

    /// A row of the query's columns that raises when it is read.
    fn refused_block(&mut self, block: &QueryBlock, what: &str) -> pg::Query {
        let fields: Vec<(Option<String>, Type)> = block
            .items
            .iter()
            .map(|item| {
                let name = item.alias.clone().or_else(|| column_of(&item.expr));
                (name, item.expr.ty.clone())
            })
            .collect();
        self.refused_row(what, &fields)
    }

    fn refused_row(&mut self, what: &str, fields: &[(Option<String>, Type)]) -> pg::Query {
        let mut refused = Some(self.refused_expr(what));
        let mut items: Vec<pg::SelectItem> = fields
            .iter()
            .map(|(name, ty)| {
                let target = self.plain_type_name(ty);
                let expr = match refused.take() {
                    Some(refused) if target.text == "text" => refused,
                    Some(refused) => refused.cast(target),
                    None => pg::Expr::null().cast(target),
                };
                let alias = name.as_ref().map(|name| Ident(identifier(name)));
                pg::SelectItem { expr, alias }
            })
            .collect();
        items.extend(refused.map(|expr| pg::SelectItem { expr, alias: None }));
        let select = pg::Select {
            items,
            ..pg::Select::default()
        };
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            // A planner could leave the row out for a condition on its columns, or its values for EXISTS.
            offset: Some(pg::Expr::number("0")),
            ..pg::Query::default()
        }
    }

    /// A refused branch of a set query: unknown types stay open, so that they fit to the other branches.
    fn refused_branch(&mut self, block: &QueryBlock, what: &str) -> pg::QueryBody {
        let items = block.items.iter().map(|item| {
            let null = match &item.expr.ty {
                Type::Unknown => pg::Expr::null(),
                ty => pg::Expr::null().cast(self.plain_type_name(ty)),
            };
            let name = item.alias.clone().or_else(|| column_of(&item.expr));
            pg::SelectItem {
                expr: null,
                alias: name.map(|name| Ident(identifier(&name))),
            }
        });
        let items = items.collect();
        pg::QueryBody::Select(Box::new(pg::Select {
            items,
            condition: Some(self.refused_expr(what).is_null(false)),
            ..pg::Select::default()
        }))
    }

    /// Rows that raise when they are read, with the columns that the source would have.
    fn refused_source(&mut self, source: &TableSource, refused: &str) -> pg::FromItem {
        let fields: Vec<(Option<String>, Type)> = source
            .columns
            .iter()
            .map(|field| (Some(field.name.clone()), field.ty.clone()))
            .collect();
        pg::FromItem::Query {
            lateral: false,
            query: Box::new(self.refused_row(&crate::expr::single_line(refused), &fields)),
            alias: if source.relation.is_empty() {
                self.source_name("refused", source)
            } else {
                Ident(identifier(&source.relation))
            },
            columns: Vec::new(),
        }
    }

    /// A name for a source of rows that has none; the same for the same source.
    pub(crate) fn source_name(&mut self, what: &str, source: &TableSource) -> Ident {
        let known = &mut self.routine.unnamed_sources;
        let place = known.iter().position(|span| *span == source.span);
        let number = place.unwrap_or_else(|| {
            known.push(source.span);
            known.len() - 1
        });
        Ident(format!("{what}_{}", number + 1))
    }

    /// The name and alias of a table: columns are qualified with the synonym when the statement names one.
    pub(crate) fn named_table(
        &mut self,
        source: &TableSource,
        name: &ObjectName,
    ) -> (pg::QualifiedName, Option<Ident>) {
        let table = self.object_name(name);
        let view = plconv_hir::supplied::dictionary::runtime_view(&self.program.catalog, name);
        if let Some(view) = view.and_then(|view| plconv_runtime::find(&view)) {
            self.runtime.insert(view.name);
        }
        let alias = source.alias.clone().or_else(|| {
            let synonym = &source.relation;
            (!synonym.is_empty() && identifier(synonym) != table.last()).then(|| synonym.clone())
        });
        (table, alias.map(|alias| Ident(identifier(&alias))))
    }

    fn plain_source(&mut self, source: &TableSource) -> pg::FromItem {
        let alias = source.alias.as_ref().map(|alias| Ident(identifier(alias)));
        match &source.kind {
            TableSourceKind::Object { name, .. } => {
                let (name, alias) = self.named_table(source, name);
                let sample = source.sample.as_ref().map(|(percent, seed)| {
                    let percent = self.lower_expr(percent);
                    let call = pg::Expr::call("bernoulli", vec![percent]);
                    match seed {
                        Some(seed) => {
                            let seed = self.lower_expr(seed);
                            let call = pg::print_expr(&call, pg::PrintOptions::default());
                            let seed = pg::print_expr(&seed, pg::PrintOptions::default());
                            pg::Expr::Token(format!("{call} REPEATABLE ({seed})"))
                        }
                        None => call,
                    }
                });
                pg::FromItem::Table { name, alias, sample }
            }
            TableSourceKind::CommonTable(name) => self.common_table_rows(source, name, alias),
            TableSourceKind::Subquery { query, lateral } => pg::FromItem::Query {
                lateral: *lateral,
                query: Box::new(self.query_inside(query)),
                alias: alias.unwrap_or_else(|| self.source_name("subquery", source)),
                columns: Vec::new(),
            },
            TableSourceKind::Dual => pg::FromItem::Query {
                lateral: false,
                query: Box::new(single_row_named(
                    pg::Expr::text("X").cast(TypeName::builtin("text")),
                    "dummy",
                )),
                alias: alias.unwrap_or_else(|| Ident::from("dual")),
                columns: Vec::new(),
            },
            TableSourceKind::Collection { value, .. } => self.collection_source(value, alias, source),
            TableSourceKind::JsonTable { document, rows } => {
                let alias = alias.unwrap_or_else(|| self.source_name("json", source));
                self.json_table(document, rows, alias)
            }
            TableSourceKind::XmlTable {
                path,
                document,
                columns,
            } => {
                let alias = alias.unwrap_or_else(|| self.source_name("xml", source));
                self.xml_table(path, document, columns, alias)
            }
            TableSourceKind::Unresolved(names) => pg::FromItem::Table {
                name: pg::QualifiedName(names.iter().map(|name| Ident(identifier(name))).collect()),
                alias,
                sample: None,
            },
        }
    }

    fn collection_source(
        &mut self,
        value: &Expr,
        alias: Option<Ident>,
        source: &TableSource,
    ) -> pg::FromItem {
        let is_nested = (value.ty.collection())
            .is_some_and(|collection| matches!(collection.element, Type::Collection(_)));
        if is_nested {
            let message = "a collection of collections cannot be queried";
            self.report(Code::COLLECTION_REFUSED, value.span, message);
            return self.refused_source(source, "TABLE() of a collection of collections");
        }
        let call = self.elements(value);
        let pipelined = matches!(
            &value.kind,
            ExprKind::Call { routine, .. }
                if self.signature_of(routine).is_some_and(|signature| signature.pipelined)
        );
        let scalar = matches!(source.columns.as_slice(), [field] if field.name == "COLUMN_VALUE");
        let alias = alias.unwrap_or_else(|| self.source_name("collection", source));
        let columns = if scalar {
            vec![Ident::from("column_value")]
        } else {
            Vec::new()
        };
        let call = if pipelined {
            call
        } else {
            pg::Expr::call("unnest", vec![call])
        };
        pg::FromItem::Function {
            lateral: false,
            call,
            ordinality: false,
            alias: Some(alias),
            columns,
        }
    }
}

/// `(SELECT * FROM table WHERE condition LIMIT n) AS table`
fn limited_rows(
    table: &str,
    from: Vec<pg::FromItem>,
    condition: Option<pg::Expr>,
    order_by: Vec<pg::OrderBy>,
    limit: Option<pg::Expr>,
) -> pg::FromItem {
    let select = pg::Select {
        items: vec![pg::SelectItem {
            expr: pg::Expr::Token("*".to_owned()),
            alias: None,
        }],
        from,
        condition,
        ..pg::Select::default()
    };
    pg::FromItem::Query {
        lateral: false,
        query: Box::new(pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            order_by,
            limit,
            ..pg::Query::default()
        }),
        alias: if table.is_empty() {
            Ident::from("limited")
        } else {
            Ident(identifier(table))
        },
        columns: Vec::new(),
    }
}

/// What of a SELECT is not carried over, when all of it is refused for that.
fn refusal(block: &QueryBlock) -> Option<String> {
    if block.refused.is_some() {
        return Some("a clause of this query".to_owned());
    }
    let refused = block.from.iter().find_map(refused_without_columns)?;
    Some(crate::expr::single_line(refused))
}

/// The first SELECT of a body, which names its columns.
fn first_block(body: &QueryBody) -> Option<&QueryBlock> {
    match body {
        QueryBody::Block(block) => Some(block),
        QueryBody::Set { left, .. } => first_block(left),
        QueryBody::Nested(query) => first_block(&query.body),
    }
}

/// What a source without known columns was refused for.
fn refused_without_columns(table: &TableRef) -> Option<&String> {
    match table {
        TableRef::Source(source) => source.refused.as_ref().filter(|_| !source.known),
        TableRef::Join { left, right, .. } => {
            refused_without_columns(left).or_else(|| refused_without_columns(right))
        }
    }
}

/// The name of a column, which a select item without alias takes.
fn column_of(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Column(column) if column.column != "*" => Some(column.column.clone()),
        _ => None,
    }
}

fn single_row_named(expr: pg::Expr, name: &str) -> pg::Query {
    let items = vec![pg::SelectItem {
        expr,
        alias: Some(Ident::from(name)),
    }];
    let select = pg::Select {
        items,
        ..pg::Select::default()
    };
    pg::Query {
        body: pg::QueryBody::Select(Box::new(select)),
        ..pg::Query::default()
    }
}

/// The tail of a block that has none of its own.
fn detached() -> Query {
    Query {
        functions: None,
        with: Vec::new(),
        body: QueryBody::Block(Box::default()),
        order_by: Vec::new(),
        order_siblings: false,
        offset: None,
        fetch: None,
        for_update: None,
        columns: Vec::new(),
        span: plconv_hir::expr::Span::default(),
    }
}

/// ORDER BY with what the aliases in its expressions stand for: PostgreSQL knows an alias there only by itself.
fn without_aliases(items: &[OrderItem], block: &QueryBlock) -> Vec<OrderItem> {
    let mut items = items.to_vec();
    for item in &mut items {
        if matches!(item.expr.kind, ExprKind::Column(_)) {
            continue;
        }
        map_expr(&mut item.expr, &mut |expr| {
            let ExprKind::Column(column) = &expr.kind else {
                return;
            };
            let named = |selected: &&SelectItem| selected.alias.as_ref() == Some(&column.column);
            if column.relation.is_empty()
                && let Some(selected) = block.items.iter().find(named)
            {
                *expr = selected.expr.clone();
            }
        });
    }
    items
}

/// Whether an item of ORDER BY or GROUP BY is a literal.
fn is_constant(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(_))
}

/// Whether an item of ORDER BY is the number of a column.
fn is_position(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Literal(Literal::Number(number)) if number.bytes().all(|byte| byte.is_ascii_digit()))
}
