//! ROWNUM: a limit in WHERE, a row number in the select list. SQL Language Reference, "ROWNUM Pseudocolumn".

use super::outer_join::conjuncts;
use crate::context::Lowering;
use crate::expr::comparison;
use crate::naming::identifier;
use crate::plpgsql::ReturnForm;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal, Pseudocolumn, Span};
use plconv_hir::query::{OutputColumn, Query, QueryBlock, SelectItem, TableRef};
use plconv_hir::ty::Type;
use plconv_hir::visit::{walk_expr, walk_operands};
use plconv_pg::{self as pg, Ident};

/// What becomes of ROWNUM in a block.
pub(crate) struct RownumPlan {
    /// WHERE without the conjuncts on ROWNUM.
    pub conditions: Vec<Expr>,
    /// LIMIT.
    pub limit: Option<pg::Expr>,
    /// No row can match.
    pub never: bool,
    /// ORDER BY applies to the limited rows.
    pub order_outside: bool,
    /// The query is not carried over; reported already.
    pub refused: Option<&'static str>,
    /// Name of the only table when its rows are limited before they are grouped, made distinct or looked at by
    /// analytic functions.
    pub limited_table: Option<String>,
}

impl Lowering<'_> {
    pub(crate) fn plan_rownum(&mut self, block: &QueryBlock, query: &Query) -> RownumPlan {
        let mut plan = RownumPlan {
            conditions: Vec::new(),
            limit: None,
            never: false,
            order_outside: false,
            refused: None,
            limited_table: None,
        };
        for condition in block
            .condition
            .iter()
            .flat_map(conjuncts)
            .flat_map(bounds_of_range)
        {
            match rownum_bound(&condition) {
                Some((op, bound)) => self.bound(op, bound, condition.span, &mut plan),
                None if mentions_rownum(&condition) => {
                    self.report(
                        Code::ROWNUM_SHAPE,
                        condition.span,
                        "ROWNUM in this condition is not carried over",
                    );
                    plan.refused = Some("ROWNUM in a condition");
                }
                None => plan.conditions.push(condition),
            }
        }
        let counted = block.items.iter().find(|item| aggregates_rownum(&item.expr));
        if let Some(item) = counted {
            self.report(
                Code::ROWNUM_SHAPE,
                item.expr.span,
                "ROWNUM inside an aggregate is not carried over",
            );
            plan.refused = Some("ROWNUM inside an aggregate");
        }
        if plan.limit.is_none() {
            return plan;
        }
        if looks_at_all_rows(block) {
            match block.from.as_slice() {
                [TableRef::Source(source)] => plan.limited_table = Some(source.relation.clone()),
                _ => {
                    self.report(
                        Code::ROWNUM_SHAPE,
                        block.span,
                        "ROWNUM limits the rows of a join before grouping, DISTINCT or analytic functions; not carried over",
                    );
                    plan.refused = Some("ROWNUM beside grouping of a join");
                }
            }
            return plan;
        }
        if !query.order_by.is_empty() {
            self.report(
                Code::ROWNUM_SUSPICIOUS,
                block.span,
                "ROWNUM takes rows before ORDER BY sorts them; probably meant the other way round",
            );
            plan.order_outside = true;
        }
        plan
    }

    /// `SELECT * FROM (limited) ORDER BY ...`: ROWNUM takes rows before ORDER BY sorts them. What the rows are sorted by and
    /// the query does not select is a column of `limited` all the same.
    pub(super) fn ordered_outside(
        &mut self,
        mut inner: pg::Query,
        query: &Query,
        block: &QueryBlock,
    ) -> pg::Query {
        let mut hidden: Vec<pg::SelectItem> = Vec::new();
        let mut order_by = Vec::with_capacity(query.order_by.len());
        for item in &super::without_aliases(&query.order_by, block) {
            let expr = match (&item.expr.kind, output_name(&item.expr, query, block)) {
                (ExprKind::Literal(Literal::Number(position)), _) => pg::Expr::number(position.clone()),
                (_, Some(name)) => pg::Expr::name(Ident(identifier(name))),
                (_, None) => {
                    let name = Ident(format!("sort_key_{}", hidden.len() + 1));
                    hidden.push(pg::SelectItem {
                        expr: self.lower_expr(&item.expr),
                        alias: Some(name.clone()),
                    });
                    pg::Expr::name(name)
                }
            };
            order_by.push(pg::OrderBy {
                expr,
                descending: item.descending,
                nulls_first: item.nulls_first,
            });
        }
        let mut items = vec![pg::SelectItem {
            expr: pg::Expr::Token("*".to_owned()),
            alias: None,
        }];
        let mut columns = Vec::new();
        if !hidden.is_empty() {
            columns.extend(query.columns.iter().map(|column| Ident(identifier(&column.name))));
            items = (columns.iter().cloned())
                .map(|column| pg::SelectItem {
                    expr: pg::Expr::name(column),
                    alias: None,
                })
                .collect();
            columns.extend(hidden.iter().filter_map(|item| item.alias.clone()));
            if let pg::QueryBody::Select(select) = &mut inner.body {
                select.items.extend(hidden);
            }
        }
        let select = pg::Select {
            items,
            from: vec![pg::FromItem::Query {
                lateral: false,
                query: Box::new(inner),
                alias: Ident::from("limited"),
                columns,
            }],
            ..pg::Select::default()
        };
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            order_by,
            ..pg::Query::default()
        }
    }

    fn bound(&mut self, op: BinaryOp, bound: &Expr, span: Span, plan: &mut RownumPlan) {
        let literal = match &bound.kind {
            ExprKind::Literal(Literal::Number(text)) => text.parse::<i64>().ok(),
            _ => None,
        };
        let limit = match (op, literal) {
            (BinaryOp::LessOrEqual, Some(value)) => Some(value.max(0)),
            (BinaryOp::Less, Some(value)) => Some((value - 1).max(0)),
            (BinaryOp::Equal, Some(1)) => Some(1),
            (BinaryOp::Greater, Some(value)) if value < 1 => return,
            (BinaryOp::GreaterOrEqual, Some(value)) if value <= 1 => return,
            (BinaryOp::NotEqual, Some(value)) if value > 1 => Some(value - 1),
            (BinaryOp::LessOrEqual | BinaryOp::Less, None) => {
                let value = self.lower_expr(bound);
                let value = if op == BinaryOp::Less {
                    pg::Expr::call("ceil", vec![value]).binary("-", pg::Expr::number("1"))
                } else {
                    pg::Expr::call("floor", vec![value])
                };
                // A bound below one gives no rows; NULL gives none either, where LIMIT NULL would give all.
                let value = pg::Expr::call("greatest", vec![value, pg::Expr::number("0")]);
                plan.limit = Some(value);
                return;
            }
            _ => {
                self.report(
                    Code::ROWNUM_SUSPICIOUS,
                    span,
                    "no row can satisfy this condition: the first row has ROWNUM 1",
                );
                plan.never = true;
                return;
            }
        };
        plan.limit = limit.map(|limit| pg::Expr::number(limit.to_string()));
    }

    /// What stands for ROWNUM in the select list of a query FOR UPDATE: PostgreSQL locks no rows that it has numbered.
    pub(super) fn rownum_of_locked_rows(&mut self, block: &QueryBlock) -> Option<pg::Expr> {
        let mut place = None;
        for item in &block.items {
            walk_expr(&item.expr, &mut |expr| {
                if matches!(expr.kind, ExprKind::Pseudocolumn(Pseudocolumn::Rownum)) {
                    place = Some(expr.span);
                }
            });
        }
        self.report(
            Code::ROWNUM_SHAPE,
            place?,
            "ROWNUM in the select list of a query FOR UPDATE is not carried over",
        );
        Some(
            self.refused_expr("ROWNUM in a query FOR UPDATE")
                .cast(pg::TypeName::builtin("numeric")),
        )
    }

    /// ROWID, of a certain table or of the only one: `ctid`; `None` for other expressions.
    pub(crate) fn row_id(&mut self, expr: &Expr) -> Option<pg::Expr> {
        let ctid = match &expr.kind {
            ExprKind::Pseudocolumn(Pseudocolumn::Rowid) => pg::Expr::name("ctid"),
            ExprKind::TriggerRow { new, .. } if is_row_id(expr) => {
                // Before a row is written there is none of the new one; an update keeps that of the old one in Oracle.
                let is_before = self.routine.return_form == ReturnForm::TriggerRow;
                let row = if *new && !is_before { "NEW" } else { "OLD" };
                pg::Expr::Field(Box::new(pg::Expr::Token(row.to_owned())), Ident::from("ctid"))
            }
            ExprKind::RowId(row) => match self.column(row) {
                pg::Expr::Name(mut name) => {
                    name.0.pop();
                    name.0.push(Ident::from("ctid"));
                    pg::Expr::Name(name)
                }
                other => other,
            },
            _ => return None,
        };
        self.report(
            Code::ROWID_TRANSLATED,
            expr.span,
            "ROWID became ctid, which changes when the row is updated",
        );
        Some(ctid)
    }

    /// ROWID as a value: a text.
    pub(crate) fn row_id_text(&mut self, expr: &Expr) -> pg::Expr {
        let ctid = self.row_id(expr).unwrap_or_else(pg::Expr::null);
        ctid.cast(pg::TypeName::builtin("text"))
    }

    /// ROWID equal to another, or to the text of one; as `tid` PostgreSQL finds the row by it. Less and greater compare
    /// texts, as MIN and MAX of ROWID do.
    pub(crate) fn row_id_comparison(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<pg::Expr> {
        if !matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
            return None;
        }
        let (row, other) = match (self.row_id(left), self.row_id(right)) {
            (Some(left), Some(right)) => (left, right),
            (Some(row), None) => (row, self.tid(right)),
            (None, Some(row)) => (row, self.tid(left)),
            (None, None) => return None,
        };
        Some(row.binary(comparison(op), other))
    }

    fn tid(&mut self, text: &Expr) -> pg::Expr {
        self.lower_expr(text).cast(pg::TypeName::builtin("tid"))
    }

    /// Pseudocolumns outside of the places that CONNECT BY and ROWNUM limits handle.
    pub(crate) fn pseudocolumn(&mut self, pseudocolumn: Pseudocolumn, span: Span) -> pg::Expr {
        if let Some(mapped) = self.hierarchy_pseudocolumn(pseudocolumn) {
            return mapped;
        }
        match pseudocolumn {
            Pseudocolumn::Rownum => {
                if let Some(number) = &self.rownum {
                    return number.clone();
                }
                let mut call = pg::Call::new(pg::QualifiedName::plain("row_number"), Vec::new());
                call.over = Some(pg::WindowSpec::default());
                pg::Expr::Call(Box::new(call))
            }
            Pseudocolumn::ColumnValue => pg::Expr::name("column_value"),
            Pseudocolumn::Level | Pseudocolumn::ConnectByIsLeaf | Pseudocolumn::ConnectByIsCycle => {
                self.report(Code::CONNECT_BY_SHAPE, span, "this pseudocolumn needs CONNECT BY");
                self.refused_expr("hierarchical pseudocolumn")
            }
            Pseudocolumn::Rowid => pg::Expr::name("ctid").cast(pg::TypeName::builtin("text")),
            Pseudocolumn::OraRowscn | Pseudocolumn::ObjectValue => {
                let name = match pseudocolumn {
                    Pseudocolumn::OraRowscn => "ORA_ROWSCN",
                    _ => "OBJECT_VALUE",
                };
                self.report(
                    Code::UNSUPPORTED_EXPRESSION,
                    span,
                    format!("{name} has no counterpart"),
                );
                self.refused_expr(name)
            }
        }
    }
}

/// `ROWNUM op bound`, or the same the other way round.
fn rownum_bound(condition: &Expr) -> Option<(BinaryOp, &Expr)> {
    let ExprKind::Binary { op, left, right } = &condition.kind else {
        return None;
    };
    if !op.is_comparison() {
        return None;
    }
    if is_rownum(left) && !mentions_rownum(right) {
        return Some((*op, right));
    }
    if is_rownum(right) && !mentions_rownum(left) {
        let flipped = match op {
            BinaryOp::Less => BinaryOp::Greater,
            BinaryOp::Greater => BinaryOp::Less,
            BinaryOp::LessOrEqual => BinaryOp::GreaterOrEqual,
            BinaryOp::GreaterOrEqual => BinaryOp::LessOrEqual,
            other => *other,
        };
        return Some((flipped, left));
    }
    None
}

/// `ROWNUM BETWEEN a AND b` as its two bounds.
fn bounds_of_range(condition: Expr) -> Vec<Expr> {
    match &condition.kind {
        ExprKind::Between {
            operand,
            negated: false,
            low,
            high,
        } if is_rownum(operand) => [(BinaryOp::GreaterOrEqual, low), (BinaryOp::LessOrEqual, high)]
            .into_iter()
            .map(|(op, bound)| Expr {
                kind: ExprKind::Binary {
                    op,
                    left: operand.clone(),
                    right: bound.clone(),
                },
                ..condition.clone()
            })
            .collect(),
        _ => vec![condition],
    }
}

fn is_rownum(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Pseudocolumn(Pseudocolumn::Rownum))
}

/// ROWNUM of this query, not of the queries inside.
pub(super) fn mentions_rownum(expr: &Expr) -> bool {
    let mut found = false;
    walk_operands(expr, &mut |inner| found |= is_rownum(inner));
    found
}

/// Whether an aggregate is over ROWNUM.
fn aggregates_rownum(expr: &Expr) -> bool {
    let mut found = false;
    walk_operands(expr, &mut |inner| {
        if let ExprKind::Aggregate(aggregate) = &inner.kind {
            found |= aggregate.args.iter().any(mentions_rownum);
        }
    });
    found
}

/// Whether the result depends on all rows that WHERE leaves: LIMIT would come too late.
fn looks_at_all_rows(block: &QueryBlock) -> bool {
    let mut found = !block.group_by.is_empty() || block.having.is_some() || block.distinct;
    for item in &block.items {
        walk_operands(&item.expr, &mut |inner| {
            found |= matches!(inner.kind, ExprKind::Aggregate(_) | ExprKind::Window { .. });
        });
    }
    found
}

/// The column of a query's result that an item of its ORDER BY is.
fn output_name<'q>(sorted: &Expr, query: &'q Query, block: &QueryBlock) -> Option<&'q str> {
    let ExprKind::Column(column) = &sorted.kind else {
        return None;
    };
    let is_output = |(item, output): &(&SelectItem, &OutputColumn)| match &item.expr.kind {
        // A name of no table is an alias.
        _ if column.relation.is_empty() => output.name == column.column,
        ExprKind::Column(selected) => {
            selected.column == column.column
                && (selected.relation == column.relation || selected.relation.is_empty())
        }
        _ => false,
    };
    let mut outputs = block.items.iter().zip(&query.columns);
    outputs.find(is_output).map(|(_, output)| output.name.as_str())
}

/// Whether an expression is the ROWID of a row that a table has, or that a trigger fires for.
pub(crate) fn is_row_id(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::RowId(_) | ExprKind::Pseudocolumn(Pseudocolumn::Rowid) => true,
        ExprKind::TriggerRow {
            column: Some(column), ..
        } => column == "ROWID" && expr.ty == Type::Scalar(DataType::Rowid),
        _ => false,
    }
}
