//! Queries.

use super::coerce::set_type;
use super::scope::QueryScope;
use super::{Resolver, span_of};
use crate::expr::*;
use crate::query::*;
use crate::stmt::Into;
use crate::ty::{Field, Nullability, RecordIdentity, RecordType, Type};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};
use std::sync::Arc;

impl Resolver<'_> {
    /// A query with its WITH items, body and tail.
    pub fn resolve_query(&mut self, query: ast::Query<'_>) -> Query {
        self.effects.reads = true;
        let outer_tables = self
            .queries
            .last()
            .map(|scope| scope.common_tables.clone())
            .unwrap_or_default();
        let mut scope = QueryScope {
            common_tables: outer_tables,
            ..QueryScope::default()
        };
        let functions = self.functions_of_with(query);
        let mut with = Vec::new();
        if let Some(clause) = query.with() {
            for item in clause.items().iter() {
                match item {
                    ast::WithItem::CommonTableExpr(table) => {
                        let table = self.common_table(table, &mut scope);
                        with.push(table);
                    }
                    // Declared already.
                    ast::WithItem::CreateProcedure(_) | ast::WithItem::CreateFunction(_) => {}
                }
            }
        }
        self.queries.push(scope);
        let (body, columns, block_scope) = self.query_body(query.body());
        let mut result = Query {
            functions,
            with,
            body,
            order_by: Vec::new(),
            order_siblings: false,
            offset: None,
            fetch: None,
            for_update: None,
            columns,
            span: span_of(query.syntax()),
        };
        // ORDER BY sees the select list's aliases and, for a single block, its relations.
        if let Some(scope) = self.queries.last_mut() {
            let block = block_scope.unwrap_or_default();
            scope.relations = block.relations;
            scope.merged = block.merged;
            scope.aliases = result
                .columns
                .iter()
                .map(|column| (column.name.clone(), column.ty.clone(), column.nullability))
                .collect();
        }
        for tail in query.tail().iter() {
            self.tail(tail, &mut result);
        }
        self.queries.pop();
        if result.functions.is_some() {
            self.scopes.pop();
        }
        result
    }

    fn common_table(&mut self, table: ast::CommonTableExpr<'_>, scope: &mut QueryScope) -> CommonTable {
        let name = table.name().map(|name| name.folded()).unwrap_or_default();
        let columns: Vec<String> = table.columns().iter().map(|column| column.folded()).collect();
        let recursive =
            table.query().is_some_and(|query| mentions(query.syntax(), &name)) && !columns.is_empty();
        let mut inner = scope.clone();
        if recursive {
            let fields = self.anchor_columns(table, &columns, scope);
            inner.common_tables.push((name.clone(), fields));
        }
        self.queries.push(inner);
        let mut query = match table.query() {
            Some(query) => self.resolve_query(query),
            None => empty_query(),
        };
        self.queries.pop();
        if recursive && let QueryBody::Set { left, .. } = &mut query.body {
            // The types of the anchor are those of the whole.
            give_nulls_types(left, &query.columns);
        }
        let mut fields = output_fields(&query.columns);
        for (field, alias) in fields.iter_mut().zip(&columns) {
            field.name.clone_from(alias);
        }
        let search = table.search().map(|search| Search {
            depth_first: search.order().is_some_and(|order| order.is("DEPTH")),
            by: search
                .by()
                .iter()
                .map(|item| {
                    let name = item
                        .expr()
                        .map(|expr| expr.syntax().text().to_uppercase())
                        .unwrap_or_default();
                    OrderItem {
                        expr: column_named(&name, fields.iter().find(|field| field.name == name)),
                        descending: item.direction().is_some_and(|direction| direction.is("DESC")),
                        nulls_first: None,
                    }
                })
                .collect(),
            set: search.set().map(|set| set.folded()).unwrap_or_default(),
        });
        let cycle = table.cycle().map(|cycle| Cycle {
            columns: cycle.columns().iter().map(|column| column.folded()).collect(),
            set: cycle.set().map(|set| set.folded()).unwrap_or_default(),
            to: cycle.to().map(|to| to.text().to_owned()).unwrap_or_default(),
            default: cycle
                .default()
                .map(|default| default.text().to_owned())
                .unwrap_or_default(),
        });
        for extra in [search.as_ref().map(|s| &s.set), cycle.as_ref().map(|c| &c.set)]
            .into_iter()
            .flatten()
        {
            fields.push(Field {
                name: extra.clone(),
                ty: Type::Unknown,
                not_null: false,
            });
        }
        scope.common_tables.push((name.clone(), fields));
        CommonTable {
            name,
            columns,
            query,
            recursive,
            search,
            cycle,
        }
    }

    /// Column types of a recursive WITH item: those of its anchor member.
    fn anchor_columns(
        &mut self,
        table: ast::CommonTableExpr<'_>,
        columns: &[String],
        scope: &QueryScope,
    ) -> Vec<Field> {
        let anchor = table.query().and_then(|query| first_block(query.body()?));
        let mut types = Vec::new();
        if let Some(block) = anchor {
            let diagnostics = self.sink.take();
            self.queries.push(scope.clone());
            let (_, outputs, _) = self.block(block);
            self.queries.pop();
            // The anchor is resolved again as part of the whole; its findings are reported then.
            self.sink.take();
            self.sink.restore(diagnostics);
            types = outputs;
        }
        columns
            .iter()
            .enumerate()
            .map(|(index, name)| Field {
                name: name.clone(),
                ty: types.get(index).map_or(Type::Unknown, |column| column.ty.clone()),
                not_null: false,
            })
            .collect()
    }

    fn query_body(
        &mut self,
        body: Option<ast::QueryBody<'_>>,
    ) -> (QueryBody, Vec<OutputColumn>, Option<QueryScope>) {
        match body {
            Some(ast::QueryBody::QueryBlock(block)) => {
                let (block, columns, scope) = self.block(block);
                (QueryBody::Block(Box::new(block)), columns, Some(scope))
            }
            Some(ast::QueryBody::SetQuery(set)) => {
                let (mut left, mut columns, _) = self.query_body(set.left());
                let (mut right, right_columns, _) = self.query_body(set.right());
                let mut text_columns = vec![Type::Unknown; columns.len()];
                for (index, (column, other)) in columns.iter_mut().zip(&right_columns).enumerate() {
                    let ty = set_type(&column.ty, &other.ty);
                    if ty.is_character() {
                        text_columns[index] = ty.clone();
                    }
                    column.ty = ty;
                    if other.nullability.may_be_null() {
                        column.nullability = Nullability::Nullable;
                    }
                }
                self.coerce_body(&mut left, &text_columns);
                self.coerce_body(&mut right, &text_columns);
                // PostgreSQL decides the type of two NULLs before it sees a third branch.
                for side in [&mut left, &mut right] {
                    if !matches!(side, QueryBody::Block(_)) {
                        give_nulls_types(side, &columns);
                    }
                }
                let op = match set.op().map(|op| op.upper()).unwrap_or_default().as_str() {
                    "INTERSECT" => SetOp::Intersect,
                    "MINUS" | "EXCEPT" => SetOp::Minus,
                    _ => SetOp::Union,
                };
                let all = set.all().is_some();
                (
                    QueryBody::Set {
                        op,
                        all,
                        left: Box::new(left),
                        right: Box::new(right),
                    },
                    columns,
                    None,
                )
            }
            Some(ast::QueryBody::ParenQuery(paren)) => {
                let query = match paren.query() {
                    Some(query) => self.resolve_query(query),
                    None => empty_query(),
                };
                let columns = query.columns.clone();
                (QueryBody::Nested(Box::new(query)), columns, None)
            }
            Some(ast::QueryBody::ValuesBody(values)) => {
                let (body, columns) = self.values_body(values.rows(), &[]);
                (body, columns, None)
            }
            None => {
                let query = empty_query();
                (query.body, Vec::new(), None)
            }
        }
    }

    /// One SELECT; returns also its scope, which ORDER BY of the whole query sees.
    fn block(&mut self, block: ast::QueryBlock<'_>) -> (QueryBlock, Vec<OutputColumn>, QueryScope) {
        let common_tables = self
            .queries
            .last()
            .map(|scope| scope.common_tables.clone())
            .unwrap_or_default();
        self.queries.push(QueryScope {
            common_tables,
            ..QueryScope::default()
        });
        let from = self.resolve_from(block.from());
        let mut result = QueryBlock {
            distinct: block
                .quantifier()
                .is_some_and(|word| word.is("DISTINCT") || word.is("UNIQUE")),
            items: Vec::new(),
            into: None,
            from,
            condition: None,
            hierarchy: None,
            group_by: Vec::new(),
            having: None,
            windows: Vec::new(),
            hint: block.select().and_then(|select| hint_after(select.syntax())),
            uses_rownum: false,
            refused: None,
            span: span_of(block.syntax()),
        };
        self.clauses(block, &mut result);
        if let ([table], None) = (result.from.as_mut_slice(), &result.hierarchy) {
            result.condition = super::partition::with_partition(table, result.condition.take());
        }
        let columns = self.select_list(block, &mut result);
        result.into = block.into().map(|into| self.resolve_into(into));
        let scope = self.queries.pop().unwrap_or_default();
        result.uses_rownum = scope.uses_rownum;
        (result, columns, scope)
    }

    fn clauses(&mut self, block: ast::QueryBlock<'_>, result: &mut QueryBlock) {
        let mut start_with = None;
        let mut connect_by = None;
        for clause in block.clauses().iter() {
            match clause {
                ast::QueryClause::WhereClause(clause) => {
                    result.condition = Some(self.resolve_condition(clause.condition()));
                }
                ast::QueryClause::StartWithClause(clause) => {
                    start_with = Some(self.resolve_condition(clause.condition()));
                }
                ast::QueryClause::ConnectByClause(clause) => {
                    self.in_connect_by = true;
                    connect_by = Some((
                        self.resolve_condition(clause.condition()),
                        clause.nocycle().is_some(),
                    ));
                    self.in_connect_by = false;
                }
                ast::QueryClause::GroupByClause(clause) => {
                    if let Some(ast::GroupItem::GroupAll(all)) = clause.items().first() {
                        self.sink.report(
                            Code::UNSUPPORTED_QUERY_CLAUSE,
                            span_of(all.syntax()),
                            "GROUP BY ALL is not carried over",
                        );
                        result.refused = Some("GROUP BY ALL".to_owned());
                    }
                    result.group_by = clause.items().iter().map(|item| self.group_item(item)).collect();
                }
                ast::QueryClause::HavingClause(clause) => {
                    result.having = Some(self.resolve_condition(clause.condition()));
                }
                ast::QueryClause::ModelClause(clause) => {
                    self.sink.report(
                        Code::UNSUPPORTED_QUERY_CLAUSE,
                        span_of(clause.syntax()),
                        "the MODEL clause is not carried over",
                    );
                    result.refused = Some("MODEL".to_owned());
                }
                ast::QueryClause::QualifyClause(clause) => {
                    self.sink.report(
                        Code::UNSUPPORTED_QUERY_CLAUSE,
                        span_of(clause.syntax()),
                        "the QUALIFY clause is not carried over",
                    );
                    result.refused = Some("QUALIFY".to_owned());
                }
                ast::QueryClause::WindowClause(clause) => {
                    for definition in clause.definitions().iter() {
                        let name = definition.name().map(|name| name.folded()).unwrap_or_default();
                        if let Some(spec) = definition.spec() {
                            let spec = self.resolve_window(spec);
                            result.windows.push((name, spec));
                        }
                    }
                }
            }
        }
        if let Some((connect_by, nocycle)) = connect_by {
            result.hierarchy = Some(Hierarchy {
                start_with,
                connect_by,
                nocycle,
            });
        }
    }

    fn group_item(&mut self, item: ast::GroupItem<'_>) -> GroupItem {
        match item {
            ast::GroupItem::GroupingSets(sets) => {
                GroupItem::Sets(sets.items().iter().map(|item| self.group_item(item)).collect())
            }
            // The whole query is refused.
            ast::GroupItem::GroupAll(_) => GroupItem::Sets(Vec::new()),
            ast::GroupItem::GroupExpr(group) => {
                if let Some(ast::Expr::CallExpr(call)) = group.expr() {
                    let name = call.callee().map(|callee| callee.syntax().text().to_uppercase());
                    match name.as_deref() {
                        Some("ROLLUP") => return GroupItem::Rollup(self.argument_values(call)),
                        Some("CUBE") => return GroupItem::Cube(self.argument_values(call)),
                        _ => {}
                    }
                }
                GroupItem::Expr(self.required(group.expr()))
            }
        }
    }

    fn select_list(&mut self, block: ast::QueryBlock<'_>, result: &mut QueryBlock) -> Vec<OutputColumn> {
        let mut columns = Vec::new();
        for item in block.items().iter() {
            match item {
                ast::SelectItem::StarItem(star) => {
                    self.expand_star(None, span_of(star.syntax()), result, &mut columns);
                }
                ast::SelectItem::QualifiedStarItem(star) => {
                    let qualifier = star.qualifier().map(|name| last_name(name.syntax().text()));
                    self.expand_star(qualifier.as_deref(), span_of(star.syntax()), result, &mut columns);
                }
                ast::SelectItem::ExprItem(item) => {
                    let expr = self.required(item.expr());
                    let alias = item.alias();
                    let name = match alias {
                        Some(alias) => alias.folded(),
                        None => default_column_name(item, &expr),
                    };
                    columns.push(OutputColumn {
                        name,
                        ty: expr.ty.clone(),
                        nullability: expr.nullability,
                    });
                    let alias = alias.map(|alias| alias.folded());
                    result.items.push(SelectItem {
                        expr,
                        alias,
                        expanded: false,
                    });
                }
            }
        }
        columns
    }

    pub(super) fn expand_star(
        &mut self,
        qualifier: Option<&str>,
        span: Span,
        result: &mut QueryBlock,
        columns: &mut Vec<OutputColumn>,
    ) {
        let Some(scope) = self.queries.last() else {
            return;
        };
        let relations: Vec<_> = scope
            .relations
            .iter()
            .filter(|relation| qualifier.is_none_or(|qualifier| relation.name == qualifier))
            .cloned()
            .collect();
        let merged = scope.merged.clone();
        let mut seen = Vec::new();
        for relation in relations {
            let mut push = |name: &str, ty: Type, nullability| {
                let relation_name = if merged.iter().any(|column| column == name) && qualifier.is_none() {
                    if seen.iter().any(|column| column == name) {
                        return;
                    }
                    seen.push(name.to_owned());
                    String::new()
                } else {
                    relation.name.clone()
                };
                let kind = ExprKind::Column(ColumnRef {
                    relation: relation_name,
                    qualified: true,
                    column: name.to_owned(),
                    depth: 0,
                });
                let expr = Expr {
                    kind,
                    ty: ty.clone(),
                    nullability,
                    span,
                };
                result.items.push(SelectItem {
                    expr,
                    alias: None,
                    expanded: true,
                });
                columns.push(OutputColumn {
                    name: name.to_owned(),
                    ty,
                    nullability,
                });
            };
            if !relation.known {
                push("*", Type::Unknown, Nullability::Nullable);
                continue;
            }
            for field in &relation.columns {
                let nullability = if field.not_null && !relation.optional {
                    Nullability::NotNull
                } else {
                    Nullability::Nullable
                };
                push(&field.name, field.ty.clone(), nullability);
            }
        }
    }

    fn tail(&mut self, tail: ast::QueryTail<'_>, query: &mut Query) {
        match tail {
            ast::QueryTail::OrderByClause(order) => {
                query.order_siblings = order.siblings().is_some();
                query.order_by = order
                    .items()
                    .iter()
                    .map(|item| self.resolve_order_item(item))
                    .collect();
            }
            ast::QueryTail::OffsetClause(offset) => query.offset = Some(self.required(offset.count())),
            ast::QueryTail::FetchClause(fetch) => {
                if let Some(accuracy) = fetch.approximate().filter(|word| !word.is("EXACT")) {
                    self.sink.report(
                        Code::UNSUPPORTED_QUERY_CLAUSE,
                        span_of(fetch.syntax()),
                        format!("FETCH {} is not carried over", accuracy.upper()),
                    );
                    refuse_block(&mut query.body, "FETCH APPROX");
                }
                query.fetch = Some(Fetch {
                    count: fetch.count().map(|count| self.resolve_expr(count)),
                    percent: fetch.percent().is_some(),
                    with_ties: fetch.ties().is_some_and(|ties| !ties.is("ONLY")),
                });
            }
            ast::QueryTail::ForUpdateClause(lock) => {
                let of = lock
                    .of()
                    .iter()
                    .filter_map(|column| match self.resolve_expr(column).kind {
                        ExprKind::Column(column) => Some(column.relation),
                        _ => None,
                    })
                    .collect();
                let wait = self.lock_wait(lock.wait());
                query.for_update = Some(ForUpdate { of, wait });
                self.effects.writes = true;
            }
        }
    }

    pub(crate) fn lock_wait(&mut self, wait: Option<ast::LockWait<'_>>) -> LockWait {
        let Some(wait) = wait else {
            return LockWait::Forever;
        };
        match wait.kind().map(|kind| kind.upper()).unwrap_or_default().as_str() {
            "NOWAIT" => LockWait::NoWait,
            "SKIP" => LockWait::SkipLocked,
            _ => match wait.seconds() {
                Some(seconds) => LockWait::Seconds(self.resolve_expr(seconds)),
                None => LockWait::Forever,
            },
        }
    }

    pub(crate) fn resolve_order_item(&mut self, item: ast::OrderItem<'_>) -> OrderItem {
        OrderItem {
            expr: self.required(item.expr()),
            descending: item.direction().is_some_and(|direction| direction.is("DESC")),
            nulls_first: item.nulls().map(|nulls| nulls.is("FIRST")),
        }
    }

    pub(crate) fn resolve_window(&mut self, spec: ast::WindowSpec<'_>) -> WindowSpec {
        WindowSpec {
            base: spec.base().map(|name| name.folded()),
            partition_by: spec
                .partition_by()
                .iter()
                .map(|expr| self.resolve_expr(expr))
                .collect(),
            order_by: spec
                .order_by()
                .iter()
                .map(|item| self.resolve_order_item(item))
                .collect(),
            frame: spec.frame().map(|frame| self.frame(frame)),
        }
    }

    fn frame(&mut self, frame: ast::WindowFrame<'_>) -> WindowFrame {
        let unit = match frame.unit().map(|unit| unit.upper()).unwrap_or_default().as_str() {
            "RANGE" => FrameUnit::Range,
            "GROUPS" => FrameUnit::Groups,
            _ => FrameUnit::Rows,
        };
        WindowFrame {
            unit,
            start: self.frame_bound(frame.low()),
            end: frame.high().map(|high| self.frame_bound(Some(high))),
            exclude: match frame.exclude().map(|word| word.upper()).as_deref() {
                Some("CURRENT") => Some(FrameExclusion::CurrentRow),
                Some("GROUP") => Some(FrameExclusion::Group),
                Some("TIES") => Some(FrameExclusion::Ties),
                _ => None,
            },
        }
    }

    fn frame_bound(&mut self, bound: Option<ast::FrameBound<'_>>) -> FrameBound {
        let Some(bound) = bound else {
            return FrameBound::CurrentRow;
        };
        let following = bound
            .direction()
            .is_some_and(|direction| direction.is("FOLLOWING"));
        if let Some(value) = bound.value() {
            let value = Box::new(self.resolve_expr(value));
            return if following {
                FrameBound::Following(value)
            } else {
                FrameBound::Preceding(value)
            };
        }
        match bound.kind().map(|kind| kind.upper()).unwrap_or_default().as_str() {
            "UNBOUNDED" if following => FrameBound::UnboundedFollowing,
            "UNBOUNDED" => FrameBound::UnboundedPreceding,
            _ => FrameBound::CurrentRow,
        }
    }

    /// INTO targets: PL/SQL names only, whatever columns are in scope.
    pub(crate) fn resolve_into(&mut self, into: ast::IntoClause<'_>) -> Into {
        let queries = std::mem::take(&mut self.queries);
        let targets = into
            .targets()
            .iter()
            .map(|target| self.resolve_expr(target))
            .collect();
        self.queries = queries;
        Into {
            bulk: into.bulk().is_some(),
            targets,
        }
    }
}

/// The columns of a query as fields.
pub(crate) fn output_fields(columns: &[OutputColumn]) -> Vec<Field> {
    columns
        .iter()
        .map(|column| Field {
            name: column.name.clone(),
            ty: match &column.ty {
                Type::Null => Type::VARCHAR2,
                ty => ty.clone(),
            },
            not_null: column.nullability == Nullability::NotNull,
        })
        .collect()
}

/// The row type of a query.
pub(crate) fn row_type(columns: &[OutputColumn]) -> Type {
    Type::Record(Arc::new(RecordType {
        identity: RecordIdentity::Anonymous,
        fields: output_fields(columns),
    }))
}

pub(crate) fn empty_query() -> Query {
    Query {
        functions: None,
        with: Vec::new(),
        body: QueryBody::Block(Box::new(QueryBlock {
            refused: Some("missing query".to_owned()),
            ..empty_block(Span::default())
        })),
        order_by: Vec::new(),
        order_siblings: false,
        offset: None,
        fetch: None,
        for_update: None,
        columns: Vec::new(),
        span: Span::default(),
    }
}

fn refuse_block(body: &mut QueryBody, construct: &str) {
    match body {
        QueryBody::Block(block) => block.refused = Some(construct.to_owned()),
        QueryBody::Set { left, .. } => refuse_block(left, construct),
        QueryBody::Nested(query) => refuse_block(&mut query.body, construct),
    }
}

/// A query block without items or clauses.
pub(crate) fn empty_block(span: Span) -> QueryBlock {
    QueryBlock {
        distinct: false,
        items: Vec::new(),
        into: None,
        from: Vec::new(),
        condition: None,
        hierarchy: None,
        group_by: Vec::new(),
        having: None,
        windows: Vec::new(),
        hint: None,
        uses_rownum: false,
        refused: None,
        span,
    }
}

fn column_named(name: &str, field: Option<&Field>) -> Expr {
    let kind = ExprKind::Column(ColumnRef {
        relation: String::new(),
        qualified: false,
        column: name.to_owned(),
        depth: 0,
    });
    Expr::synthetic(
        kind,
        field.map_or(Type::Unknown, |field| field.ty.clone()),
        Nullability::Nullable,
    )
}

fn first_block(body: ast::QueryBody<'_>) -> Option<ast::QueryBlock<'_>> {
    match body {
        ast::QueryBody::QueryBlock(block) => Some(block),
        ast::QueryBody::SetQuery(set) => first_block(set.left()?),
        ast::QueryBody::ParenQuery(paren) => first_block(paren.query()?.body()?),
        ast::QueryBody::ValuesBody(_) => None,
    }
}

/// Whether a name occurs among the tokens of a node.
fn mentions(node: ast::SyntaxNode<'_>, name: &str) -> bool {
    let tokens = node.tree().tokens();
    tokens
        .get(node.first_token() as usize..node.end_token() as usize)
        .unwrap_or(&[])
        .iter()
        .any(|token| {
            node.tree()
                .slice(token.start, token.end)
                .eq_ignore_ascii_case(name)
        })
}

fn last_name(text: &str) -> String {
    let name = text.rsplit('.').next().unwrap_or(text).trim();
    match name.strip_prefix('"') {
        Some(quoted) => quoted.trim_end_matches('"').to_owned(),
        None => name.to_uppercase(),
    }
}

/// Name of a select item without alias: the column's own, else the text without blanks as Oracle shows it.
fn default_column_name(item: ast::ExprItem<'_>, expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Column(column) | ExprKind::OuterJoinColumn(column) => column.column.clone(),
        ExprKind::Field { field, .. } => field.clone(),
        ExprKind::Pseudocolumn(_) => item.syntax().text().to_uppercase(),
        _ => item
            .syntax()
            .text()
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect::<String>()
            .to_uppercase(),
    }
}

/// The text of an optimizer hint that follows a keyword.
fn hint_after(keyword: ast::SyntaxNode<'_>) -> Option<String> {
    let tree = keyword.tree();
    let comment = tree.trivia_before(keyword.end_token()).first()?;
    let text = tree.slice(comment.start, comment.end);
    let inner = text
        .strip_prefix("/*+")
        .and_then(|rest| rest.strip_suffix("*/"))
        .or_else(|| text.strip_prefix("--+"))?;
    Some(inner.trim().to_owned())
}

/// Casts the NULL literals of a part of a set query to the types of its columns.
fn give_nulls_types(body: &mut QueryBody, columns: &[OutputColumn]) {
    match body {
        QueryBody::Block(block) => {
            for (item, column) in block.items.iter_mut().zip(columns) {
                let value = std::mem::replace(&mut item.expr, super::call::null_of(Type::Null));
                item.expr = super::coerce::typed_null(value, &column.ty);
            }
        }
        QueryBody::Set { left, right, .. } => {
            give_nulls_types(left, columns);
            give_nulls_types(right, columns);
        }
        QueryBody::Nested(query) => give_nulls_types(&mut query.body, columns),
    }
}
