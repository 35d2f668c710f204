//! A query with its names resolved.

use super::group::{AGGREGATES, extract};
use super::{Context, Data, Opened, expand};
use crate::database::OracleError;
use crate::simulator::sql::ast::{Expr, Item, Join, Operator, Ordering, Query};
use crate::simulator::sql::eval::{Computed, Env, Scope, any, convert, resolve};
use crate::simulator::sql::functions::result_type;
use crate::value::{Column, DataType, Row, Value, VectorType};
use std::sync::Arc;

pub(super) struct Plan {
    pub(super) scopes: Vec<Scope>,
    pub(super) columns: Vec<Column>,
    pub(super) items: Vec<Expr>,
    pub(super) joins: Vec<Join>,
    pub(super) filter: Option<Expr>,
    pub(super) group_by: Vec<Expr>,
    pub(super) having: Option<Expr>,
    pub(super) orderings: Vec<Ordering>,
    /// Calls of aggregate functions.
    pub(super) aggregates: Vec<Expr>,
    pub(super) is_grouped: bool,
}

impl Plan {
    pub(super) fn new(
        context: &Context<'_>,
        query: &Query,
        outer: &[Scope],
        opened: &[Opened<'_>],
    ) -> Computed<Plan> {
        let mut scopes = outer.to_vec();
        scopes.extend(opened.iter().map(|opened| opened.scope.clone()));
        let named = expand(&query.items, &scopes, outer.len())?;
        let resolved = |expr: &Option<Expr>| -> Computed<Option<Expr>> {
            let mut expr = expr.clone();
            if let Some(expr) = &mut expr {
                resolve(expr, &scopes)?;
            }
            Ok(expr)
        };
        let mut joins = Vec::new();
        for (at, source) in query.sources.iter().enumerate() {
            let mut join = source.join.clone();
            if let Join::Inner(condition) | Join::Left(condition) = &mut join {
                resolve(condition, &scopes[..=outer.len() + at])?;
            }
            joins.push(join);
        }
        let mut group_by = query.group_by.clone();
        for expr in &mut group_by {
            resolve(expr, &scopes)?;
        }
        let columns: Vec<Column> = named
            .iter()
            .map(|(expr, name)| describe(context, expr, name, outer.len(), opened))
            .collect();
        let mut orderings = if query.union_all.is_empty() {
            super::plan::orderings(&query.order_by, &named, &scopes)?
        } else {
            Vec::new()
        };
        let mut items: Vec<Expr> = named.into_iter().map(|(expr, _)| expr).collect();
        let mut having = resolved(&query.having)?;
        let filter = resolved(&query.filter)?;
        let mut aggregates = Vec::new();
        for expr in items
            .iter_mut()
            .chain(&mut having)
            .chain(orderings.iter_mut().map(|ordering| &mut ordering.expr))
        {
            extract(expr, &mut aggregates);
        }
        let is_grouped = !group_by.is_empty() || !aggregates.is_empty();
        Ok(Plan {
            scopes,
            columns,
            items,
            joins,
            filter,
            group_by,
            having,
            orderings,
            aggregates,
            is_grouped,
        })
    }

    /// The row that comes of a joined row, and what it is sorted by.
    pub(super) fn project(&self, env: &Env<'_>, columns: &[Column]) -> Computed<(Vec<Value>, Row)> {
        let mut keys = Vec::with_capacity(self.orderings.len());
        for ordering in &self.orderings {
            keys.push(env.value(&ordering.expr)?);
        }
        Ok((keys, project(env, &self.items, columns)?))
    }
}

/// The values of a select list.
pub(super) fn project(env: &Env<'_>, items: &[Expr], columns: &[Column]) -> Computed<Row> {
    let mut values = Vec::with_capacity(items.len());
    for (item, column) in items.iter().zip(columns) {
        let value = env.value(item)?;
        // Columns have values of their types already.
        values.push(match item {
            Expr::Slot(..) | Expr::Rowid(_) => value,
            _ => convert(value, &column.data_type, env.world.nls())?,
        });
    }
    Ok(values.into())
}

/// ORDER BY with positions and aliases replaced.
pub(super) fn orderings(
    orderings: &[Ordering],
    items: &[(Expr, String)],
    scopes: &[Scope],
) -> Computed<Vec<Ordering>> {
    let mut resolved = orderings.to_vec();
    for ordering in &mut resolved {
        let item = match &ordering.expr {
            Expr::Literal(Value::Number(position)) => {
                let position = position
                    .to_u64()
                    .and_then(|position| usize::try_from(position).ok())
                    .unwrap_or(0);
                let count = if items.is_empty() {
                    scopes[0].columns.len()
                } else {
                    items.len()
                };
                if position == 0 || position > count {
                    return Err(OracleError::new(
                        1785,
                        "ORDER BY item must be the number of a SELECT-list expression",
                    ));
                }
                Some(
                    items
                        .get(position - 1)
                        .map_or(Expr::Slot(0, position - 1), |(expr, _)| expr.clone()),
                )
            }
            Expr::Name(None, name) => items
                .iter()
                .find(|(_, alias)| alias == name)
                .map(|(expr, _)| expr.clone()),
            _ => None,
        };
        match item {
            Some(expr) => ordering.expr = expr,
            None => resolve(&mut ordering.expr, scopes)?,
        }
    }
    Ok(resolved)
}

/// The column that an expression becomes.
pub(super) fn describe(
    context: &Context<'_>,
    expr: &Expr,
    name: &str,
    first: usize,
    opened: &[Opened<'_>],
) -> Column {
    if let Expr::Slot(frame, column) = expr
        && let Some(opened) = frame.checked_sub(first).and_then(|at| opened.get(at))
    {
        let column = &opened.columns[*column];
        return Column {
            name: name.to_owned(),
            ..column.clone()
        };
    }
    Column::new(name, type_of(context, expr, first, opened))
}

fn type_of(context: &Context<'_>, expr: &Expr, first: usize, opened: &[Opened<'_>]) -> DataType {
    let inner = |expr: &Expr| type_of(context, expr, first, opened);
    match expr {
        Expr::Slot(frame, column) => frame
            .checked_sub(first)
            .and_then(|at| opened.get(at))
            .map_or(DataType::Varchar2(4000), |opened| {
                opened.columns[*column].data_type.clone()
            }),
        Expr::Literal(value) => type_of_value(value),
        Expr::Bind(at) => context
            .binds
            .get(*at)
            .map_or(DataType::Varchar2(4000), type_of_value),
        Expr::Rowid(_) => DataType::Rowid,
        Expr::RowScn(_) | Expr::Rownum | Expr::Negate(_) => DataType::Number(0, -127),
        Expr::Binary(Operator::Concat, ..) => DataType::Varchar2(4000),
        Expr::Binary(
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide,
            left,
            right,
        ) => match (inner(left), inner(right)) {
            (DataType::Date | DataType::Timestamp(_), DataType::Number(..)) => DataType::Date,
            (DataType::BinaryDouble, _) | (_, DataType::BinaryDouble) => DataType::BinaryDouble,
            _ => DataType::Number(0, -127),
        },
        Expr::Binary(..)
        | Expr::Not(_)
        | Expr::IsNull(..)
        | Expr::In(..)
        | Expr::InQuery(..)
        | Expr::Exists(_)
        | Expr::Between(..)
        | Expr::Like(..) => DataType::Boolean,
        Expr::Cast(_, data_type) => data_type.clone(),
        Expr::Case(_, branches, otherwise) => branches
            .iter()
            .map(|(_, value)| value)
            .chain(otherwise.as_deref())
            .find(|value| !matches!(value, Expr::Literal(Value::Null)))
            .map_or(DataType::Varchar2(4000), inner),
        Expr::Scalar(query) => match context.select(query) {
            Ok(selected) => selected
                .columns
                .first()
                .map_or(DataType::Varchar2(4000), |column| column.data_type.clone()),
            // Of a query that uses the row it is in nothing is known before.
            Err(_) => DataType::Varchar2(4000),
        },
        Expr::Call(name, arguments) => result_type(name)
            .or_else(|| arguments.first().map(inner))
            .unwrap_or(DataType::Varchar2(4000)),
        Expr::Name(_, name) => result_type(name).unwrap_or(DataType::Varchar2(4000)),
        Expr::Aggregate(_) | Expr::Star => DataType::Number(0, -127),
    }
}

fn type_of_value(value: &Value) -> DataType {
    match value {
        Value::Number(_) => DataType::Number(0, -127),
        Value::Text(text) if text.len() <= 4000 => {
            DataType::Char(u32::try_from(text.chars().count()).unwrap_or(1))
        }
        Value::Text(_) => DataType::Varchar2(32_767),
        Value::Bytes(_) => DataType::Raw(2000),
        Value::Time(time) if time.nanosecond == 0 => DataType::Date,
        Value::Time(_) => DataType::Timestamp(9),
        Value::TimeTz(..) => DataType::TimestampTz(9),
        Value::IntervalYm(_) => DataType::IntervalYm(9),
        Value::IntervalDs(_) => DataType::IntervalDs(9, 9),
        Value::Float(_) => DataType::BinaryFloat,
        Value::Double(_) => DataType::BinaryDouble,
        Value::Boolean(_) => DataType::Boolean,
        Value::Rowid(_) => DataType::Rowid,
        Value::LogicalRowid(_) => DataType::Urowid,
        Value::Json(_) => DataType::Json,
        Value::Vector(_) => DataType::Vector(VectorType::default()),
        Value::Lob(_) => DataType::Blob,
        Value::Null | Value::Cursor(_) => DataType::Varchar2(1),
    }
}

/// The rows of `SELECT COUNT(*) FROM table`, which need not be made to be counted.
pub(super) fn count_of_table(
    query: &Query,
    opened: &[Opened<'_>],
    context: &Context<'_>,
) -> Option<Vec<Row>> {
    let [Item::Expr(Expr::Call(name, arguments), ..)] = query.items.as_slice() else {
        return None;
    };
    let [
        Opened {
            data: Data::Table(table, None),
            scn,
            ..
        },
    ] = opened
    else {
        return None;
    };
    let is_plain = query.filter.is_none() && query.group_by.is_empty() && query.having.is_none();
    if name != "COUNT" || arguments.as_slice() != [Expr::Star] || !is_plain {
        return None;
    }
    let count = table.count(*scn, context.session.xid);
    Some(vec![Arc::from([Value::from(count)])])
}

/// Whether a query needs all its rows before it has one.
pub(super) fn needs_all_rows(query: &Query) -> bool {
    let needs = |expr: &Expr| {
        any(expr, &mut |part| match part {
            Expr::Call(name, _) => AGGREGATES.contains(&name.as_str()),
            Expr::Rownum | Expr::Scalar(_) | Expr::Exists(_) | Expr::InQuery(..) => true,
            Expr::Name(None, name) => name == "ROWNUM",
            _ => false,
        })
    };
    query.distinct
        || !query.group_by.is_empty()
        || query.having.is_some()
        || !query.order_by.is_empty()
        || query.offset.is_some()
        || query.limit.is_some()
        || !query.union_all.is_empty()
        || query.filter.as_ref().is_some_and(needs)
        || query
            .items
            .iter()
            .any(|item| matches!(item, Item::Expr(expr, ..) if needs(expr)))
}
