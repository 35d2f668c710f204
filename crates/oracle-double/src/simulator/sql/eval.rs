//! Expressions and conditions evaluated.

use super::ast::{Expr, Operator, Query};
use super::functions;
use super::values::{Nls, arithmetic, compare, double_of, like, number_text, parse_time, to_number, to_text};
use crate::codec::rowid::Rowid;
use crate::codec::temporal::DateTime;
use crate::codec::vector::Vector;
use crate::database::OracleError;
use crate::value::{DataType, Row, Value};
use std::cmp::Ordering;

pub(crate) type Computed<T> = Result<T, OracleError>;

/// A source of rows, by which its columns are named.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) alias: Option<String>,
    pub(crate) table: Option<String>,
    pub(crate) columns: Vec<String>,
}

/// A row of a source.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) row: Row,
    pub(crate) rowid: Option<Rowid>,
    pub(crate) scn: u64,
}

/// What expressions can ask besides their rows.
pub(crate) trait World {
    /// The rows of a query within an expression.
    fn rows(&self, query: &Query, env: &Env<'_>) -> Computed<Vec<Row>>;

    /// The value of a function that depends on the session or the database; `None` if it is none of these.
    fn function(&self, name: &str, arguments: &[Value]) -> Option<Computed<Value>>;

    /// Masks of the session.
    fn nls(&self) -> &Nls;
}

/// Where an expression is evaluated.
pub(crate) struct Env<'env> {
    /// Outer ones first.
    pub(crate) scopes: &'env [Scope],
    pub(crate) frames: &'env [Frame],
    pub(crate) binds: &'env [Value],
    pub(crate) aggregates: &'env [Value],
    pub(crate) rownum: u64,
    pub(crate) world: &'env dyn World,
}

/// Replaces names by where their values are. Unknown ones stay names: they may be functions without arguments.
pub(crate) fn resolve(expr: &mut Expr, scopes: &[Scope]) -> Computed<()> {
    let resolve_all = |exprs: &mut [Expr]| exprs.iter_mut().try_for_each(|expr| resolve(expr, scopes));
    match expr {
        Expr::Name(qualifier, name) => {
            if let Some(found) = find(qualifier.as_deref(), name, scopes)? {
                *expr = found;
            }
            Ok(())
        }
        Expr::Call(_, arguments) => resolve_all(arguments),
        Expr::Negate(inner) | Expr::Not(inner) | Expr::IsNull(inner, _) | Expr::Cast(inner, _) => {
            resolve(inner, scopes)
        }
        Expr::InQuery(inner, _, _) => resolve(inner, scopes),
        Expr::Binary(_, left, right) => resolve(left, scopes).and_then(|()| resolve(right, scopes)),
        Expr::In(inner, list, _) => resolve(inner, scopes).and_then(|()| resolve_all(list)),
        Expr::Between(inner, low, high, _) => {
            resolve(inner, scopes)?;
            resolve(low, scopes)?;
            resolve(high, scopes)
        }
        Expr::Like(inner, pattern, escape, _) => {
            resolve(inner, scopes)?;
            resolve(pattern, scopes)?;
            escape.as_mut().map_or(Ok(()), |escape| resolve(escape, scopes))
        }
        Expr::Case(operand, branches, otherwise) => {
            for expr in operand.iter_mut().chain(otherwise.iter_mut()) {
                resolve(expr, scopes)?;
            }
            for (condition, value) in branches {
                resolve(condition, scopes)?;
                resolve(value, scopes)?;
            }
            Ok(())
        }
        // Queries are resolved when they run.
        Expr::Exists(_) | Expr::Scalar(_) => Ok(()),
        Expr::Literal(_)
        | Expr::Bind(_)
        | Expr::Slot(..)
        | Expr::Rowid(_)
        | Expr::RowScn(_)
        | Expr::Rownum
        | Expr::Aggregate(_)
        | Expr::Star => Ok(()),
    }
}

/// The innermost source that has a column of this name.
fn find(qualifier: Option<&str>, name: &str, scopes: &[Scope]) -> Computed<Option<Expr>> {
    for (at, scope) in scopes.iter().enumerate().rev() {
        let is_meant = match qualifier {
            None => true,
            Some(qualifier) => match &scope.alias {
                Some(alias) => alias == qualifier,
                None => scope.table.as_deref() == Some(qualifier),
            },
        };
        if !is_meant {
            continue;
        }
        if let Some(column) = scope.columns.iter().position(|column| column == name) {
            return Ok(Some(Expr::Slot(at, column)));
        }
        match name {
            "ROWID" if scope.table.is_some() => return Ok(Some(Expr::Rowid(at))),
            "ORA_ROWSCN" if scope.table.is_some() => return Ok(Some(Expr::RowScn(at))),
            _ => {}
        }
    }
    match (qualifier, name) {
        (None, "ROWNUM") => Ok(Some(Expr::Rownum)),
        (Some(qualifier), _)
            if scopes
                .iter()
                .any(|scope| scope.alias.as_deref() == Some(qualifier)) =>
        {
            Err(unknown(name))
        }
        _ => Ok(None),
    }
}

fn unknown(name: &str) -> OracleError {
    OracleError::new(904, &format!("\"{name}\": invalid identifier"))
}

/// Whether anything in an expression fits.
pub(crate) fn any(expr: &Expr, fits: &mut dyn FnMut(&Expr) -> bool) -> bool {
    if fits(expr) {
        return true;
    }
    match expr {
        Expr::Call(_, list) => list.iter().any(|expr| any(expr, fits)),
        Expr::Negate(inner)
        | Expr::Not(inner)
        | Expr::IsNull(inner, _)
        | Expr::Cast(inner, _)
        | Expr::InQuery(inner, _, _) => any(inner, fits),
        Expr::Binary(_, left, right) => any(left, fits) || any(right, fits),
        Expr::In(inner, list, _) => any(inner, fits) || list.iter().any(|expr| any(expr, fits)),
        Expr::Between(inner, low, high, _) => any(inner, fits) || any(low, fits) || any(high, fits),
        Expr::Like(inner, pattern, escape, _) => {
            any(inner, fits) || any(pattern, fits) || escape.as_ref().is_some_and(|escape| any(escape, fits))
        }
        Expr::Case(operand, branches, otherwise) => {
            let mut others = operand.iter().chain(otherwise);
            others.any(|expr| any(expr, fits))
                || branches
                    .iter()
                    .any(|(condition, value)| any(condition, fits) || any(value, fits))
        }
        Expr::Exists(_)
        | Expr::Scalar(_)
        | Expr::Literal(_)
        | Expr::Bind(_)
        | Expr::Name(..)
        | Expr::Slot(..)
        | Expr::Rowid(_)
        | Expr::RowScn(_)
        | Expr::Rownum
        | Expr::Aggregate(_)
        | Expr::Star => false,
    }
}

impl Env<'_> {
    /// The value of an expression.
    pub(crate) fn value(&self, expr: &Expr) -> Computed<Value> {
        match expr {
            Expr::Literal(value) => Ok(value.clone()),
            Expr::Bind(at) => self
                .binds
                .get(*at)
                .cloned()
                .ok_or_else(|| OracleError::new(1008, "not all variables bound")),
            Expr::Slot(frame, column) => {
                Ok(self.frames[*frame].row.get(*column).cloned().unwrap_or_default())
            }
            Expr::Rowid(frame) => Ok(self.frames[*frame].rowid.into()),
            Expr::RowScn(frame) => Ok(self.frames[*frame].scn.into()),
            Expr::Rownum => Ok(self.rownum.into()),
            Expr::Aggregate(at) => Ok(self.aggregates.get(*at).cloned().unwrap_or_default()),
            Expr::Name(None, name) => self
                .world
                .function(name, &[])
                .unwrap_or_else(|| Err(unknown(name))),
            Expr::Name(Some(qualifier), name) => {
                let full = format!("{qualifier}.{name}");
                self.world
                    .function(&full, &[])
                    .unwrap_or_else(|| Err(unknown(&full)))
            }
            Expr::Call(name, arguments) => self.call(name, arguments),
            Expr::Negate(inner) => match self.value(inner)? {
                Value::Null => Ok(Value::Null),
                value => Ok(Value::Number(arithmetic('-', 0.into(), to_number(&value)?)?)),
            },
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right),
            Expr::Case(operand, branches, otherwise) => {
                self.case(operand.as_deref(), branches, otherwise.as_deref())
            }
            Expr::Cast(inner, data_type) => self.cast(inner, data_type),
            Expr::Scalar(query) => {
                let rows = self.world.rows(query, self)?;
                match rows.as_slice() {
                    [] => Ok(Value::Null),
                    [row] => Ok(row.first().cloned().unwrap_or_default()),
                    _ => Err(OracleError::new(
                        1427,
                        "single-row subquery returns more than one row",
                    )),
                }
            }
            Expr::Not(_)
            | Expr::IsNull(..)
            | Expr::In(..)
            | Expr::InQuery(..)
            | Expr::Exists(_)
            | Expr::Between(..)
            | Expr::Like(..) => Ok(self.test(expr)?.map_or(Value::Null, Value::Boolean)),
            Expr::Star => Err(OracleError::new(936, "missing expression")),
        }
    }

    fn call(&self, name: &str, arguments: &[Expr]) -> Computed<Value> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value(argument)?);
        }
        if let Some(value) = functions::call(name, &values, self.world.nls()) {
            return value;
        }
        self.world
            .function(name, &values)
            .unwrap_or_else(|| Err(unknown(name)))
    }

    fn binary(&self, operator: Operator, left: &Expr, right: &Expr) -> Computed<Value> {
        let sign = match operator {
            Operator::Add => '+',
            Operator::Subtract => '-',
            Operator::Multiply => '*',
            Operator::Divide => '/',
            Operator::Concat => {
                let mut text = to_text(&self.value(left)?, self.world.nls())?.unwrap_or_default();
                text.push_str(&to_text(&self.value(right)?, self.world.nls())?.unwrap_or_default());
                return Ok(Value::text(&text));
            }
            Operator::And
            | Operator::Or
            | Operator::Equal
            | Operator::NotEqual
            | Operator::Less
            | Operator::LessEqual
            | Operator::Greater
            | Operator::GreaterEqual => {
                return Ok(self
                    .compare(operator, left, right)?
                    .map_or(Value::Null, Value::Boolean));
            }
        };
        let (left, right) = (self.value(left)?, self.value(right)?);
        match (&left, &right) {
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            (Value::Time(time), days) if matches!(sign, '+' | '-') && !matches!(days, Value::Time(_)) => {
                let seconds = (double_of(days)? * 86_400.0).round();
                let seconds = if sign == '+' { seconds } else { -seconds };
                // Days between the first and the last of the calendar fit.
                #[allow(clippy::cast_possible_truncation, reason = "rounded to seconds")]
                let moved = time.epoch_seconds() + seconds as i64;
                Ok(Value::Time(DateTime::from_epoch_seconds(moved, time.nanosecond)))
            }
            (Value::Double(_) | Value::Float(_), _) | (_, Value::Double(_) | Value::Float(_)) => {
                let (left, right) = (double_of(&left)?, double_of(&right)?);
                Ok(Value::Double(match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => left / right,
                }))
            }
            _ => Ok(Value::Number(arithmetic(
                sign,
                to_number(&left)?,
                to_number(&right)?,
            )?)),
        }
    }

    fn case(
        &self,
        operand: Option<&Expr>,
        branches: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
    ) -> Computed<Value> {
        let operand = operand.map(|operand| self.value(operand)).transpose()?;
        for (condition, value) in branches {
            let holds = match &operand {
                Some(operand) => compare(operand, &self.value(condition)?)? == Some(Ordering::Equal),
                None => self.test(condition)? == Some(true),
            };
            if holds {
                return self.value(value);
            }
        }
        otherwise.map_or(Ok(Value::Null), |otherwise| self.value(otherwise))
    }

    fn cast(&self, inner: &Expr, data_type: &DataType) -> Computed<Value> {
        let value = self.value(inner)?;
        convert(value, data_type, self.world.nls())
    }

    /// Whether a condition holds; `None` if that is unknown.
    pub(crate) fn test(&self, expr: &Expr) -> Computed<Option<bool>> {
        let turned = |result: Option<bool>, negated: bool| result.map(|result| result != negated);
        match expr {
            Expr::Binary(operator, left, right) => self.compare(*operator, left, right),
            Expr::Not(inner) => Ok(turned(self.test(inner)?, true)),
            Expr::IsNull(inner, negated) => Ok(Some(self.value(inner)?.is_null() != *negated)),
            Expr::In(inner, list, negated) => {
                let value = self.value(inner)?;
                let mut candidates = Vec::with_capacity(list.len());
                for item in list {
                    candidates.push(self.value(item)?);
                }
                Ok(turned(is_in(&value, &candidates)?, *negated))
            }
            Expr::InQuery(inner, query, negated) => {
                let value = self.value(inner)?;
                let rows = self.world.rows(query, self)?;
                let candidates: Vec<Value> = rows.iter().map(|row| row[0].clone()).collect();
                Ok(turned(is_in(&value, &candidates)?, *negated))
            }
            Expr::Exists(query) => Ok(Some(!self.world.rows(query, self)?.is_empty())),
            Expr::Between(inner, low, high, negated) => {
                let value = self.value(inner)?;
                let above = compare(&value, &self.value(low)?)?.map(|order| order != Ordering::Less);
                let below = compare(&value, &self.value(high)?)?.map(|order| order != Ordering::Greater);
                Ok(turned(both(above, below), *negated))
            }
            Expr::Like(inner, pattern, escape, negated) => {
                let nls = self.world.nls();
                let text = to_text(&self.value(inner)?, nls)?;
                let pattern = to_text(&self.value(pattern)?, nls)?;
                let escape = match escape {
                    Some(escape) => self.value(escape)?.as_text().and_then(|text| text.chars().next()),
                    None => None,
                };
                let fits = text
                    .zip(pattern)
                    .map(|(text, pattern)| like(&text, &pattern, escape));
                Ok(turned(fits, *negated))
            }
            _ => match self.value(expr)? {
                Value::Boolean(value) => Ok(Some(value)),
                Value::Null => Ok(None),
                _ => Err(OracleError::new(920, "invalid relational operator")),
            },
        }
    }

    fn compare(&self, operator: Operator, left: &Expr, right: &Expr) -> Computed<Option<bool>> {
        match operator {
            Operator::And => {
                let left = self.test(left)?;
                if left == Some(false) {
                    return Ok(left);
                }
                Ok(both(left, self.test(right)?))
            }
            Operator::Or => {
                let left = self.test(left)?;
                if left == Some(true) {
                    return Ok(left);
                }
                let right = self.test(right)?;
                Ok(if right == Some(true) {
                    right
                } else {
                    left.and(right)
                })
            }
            _ => {
                let values = (self.value(left)?, self.value(right)?);
                let order = match (right, &values) {
                    // Both are CHAR: blanks at the end do not count.
                    (Expr::Cast(_, DataType::Char(_)), (Value::Text(left), Value::Text(right))) => {
                        Some(left.trim_end_matches(' ').cmp(right.trim_end_matches(' ')))
                    }
                    (_, (left, right)) => compare(left, right)?,
                };
                Ok(order.map(|order| match operator {
                    Operator::Equal => order == Ordering::Equal,
                    Operator::NotEqual => order != Ordering::Equal,
                    Operator::Less => order == Ordering::Less,
                    Operator::LessEqual => order != Ordering::Greater,
                    Operator::Greater => order == Ordering::Greater,
                    _ => order != Ordering::Less,
                }))
            }
        }
    }
}

fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn is_in(value: &Value, candidates: &[Value]) -> Computed<Option<bool>> {
    let mut unknown = value.is_null();
    for candidate in candidates {
        match compare(value, candidate)? {
            Some(Ordering::Equal) => return Ok(Some(true)),
            Some(_) => {}
            None => unknown = true,
        }
    }
    Ok(if unknown && !candidates.is_empty() {
        None
    } else {
        Some(false)
    })
}

/// A value in a type, as an assignment to a column converts it.
pub(crate) fn convert(value: Value, data_type: &DataType, nls: &Nls) -> Computed<Value> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    Ok(match (data_type, value) {
        (DataType::Number(precision, scale), value) => {
            Value::Number(fit(to_number(&value)?, *precision, *scale)?)
        }
        (DataType::Varchar2(size) | DataType::Nvarchar2(size), Value::Text(text)) => {
            check_size(&text, *size)?;
            Value::Text(text)
        }
        (DataType::Char(size) | DataType::Nchar(size), Value::Text(text)) => {
            check_size(&text, *size)?;
            let width = usize::try_from(*size).unwrap_or(0);
            Value::Text(format!("{text:<width$}").into())
        }
        (
            DataType::Varchar2(_) | DataType::Nvarchar2(_) | DataType::Char(_) | DataType::Nchar(_),
            value @ Value::Bytes(_),
        )
        | (DataType::Clob | DataType::Nclob, value @ Value::Text(_)) => value,
        (
            DataType::Varchar2(_)
            | DataType::Nvarchar2(_)
            | DataType::Char(_)
            | DataType::Nchar(_)
            | DataType::Long
            | DataType::Clob
            | DataType::Nclob,
            value,
        ) if !matches!(value, Value::Lob(_)) => Value::text(&to_text(&value, nls)?.unwrap_or_default()),
        (DataType::Date, Value::Time(time)) => Value::Time(DateTime {
            nanosecond: 0,
            ..time
        }),
        (DataType::Date, Value::TimeTz(time, minutes)) => Value::Time(DateTime {
            nanosecond: 0,
            ..time.plus_minutes(i64::from(minutes))
        }),
        (DataType::Date, Value::Text(text)) => Value::Time(parse_time(&text, &nls.date)?.0),
        (DataType::Timestamp(scale) | DataType::TimestampLtz(scale), Value::Time(time)) => {
            Value::Time(rounded(time, *scale))
        }
        (DataType::Timestamp(scale), Value::TimeTz(time, minutes)) => {
            Value::Time(rounded(time.plus_minutes(i64::from(minutes)), *scale))
        }
        (DataType::TimestampLtz(scale), Value::TimeTz(time, _)) => Value::Time(rounded(time, *scale)),
        (DataType::Timestamp(_) | DataType::TimestampLtz(_), Value::Text(text)) => {
            Value::Time(parse_time(&text, &nls.timestamp)?.0)
        }
        (DataType::TimestampTz(scale), Value::Time(time)) => Value::TimeTz(rounded(time, *scale), 0),
        (DataType::TimestampTz(scale), Value::TimeTz(time, minutes)) => {
            Value::TimeTz(rounded(time, *scale), minutes)
        }
        (DataType::TimestampTz(_), Value::Text(text)) => {
            let (local, minutes) = parse_time(&text, &nls.timestamp_tz)?;
            Value::TimeTz(local.plus_minutes(-i64::from(minutes)), minutes)
        }
        (DataType::Raw(_) | DataType::LongRaw | DataType::Blob, Value::Text(text)) => {
            Value::from(super::values::unhex(&text)?)
        }
        #[allow(clippy::cast_possible_truncation, reason = "BINARY_FLOAT has fewer digits")]
        (DataType::BinaryFloat, value) => match value {
            Value::Float(value) => Value::Float(value),
            value => Value::Float(double_of(&value)? as f32),
        },
        (DataType::BinaryDouble, value) => Value::Double(double_of(&value)?),
        (DataType::Rowid | DataType::Urowid, Value::Text(text)) => {
            Value::Rowid(super::values::rowid_of(&text)?)
        }
        (DataType::Json, Value::Text(text)) => Value::Json(std::sync::Arc::new(
            text.parse()
                .map_err(|()| OracleError::new(40441, "JSON syntax error"))?,
        )),
        (DataType::Vector(declared), Value::Text(text)) => Value::Vector(std::sync::Arc::new(
            Vector::from_text(&text, declared.format)
                .ok_or_else(|| OracleError::new(51805, "vector is not properly formatted"))?,
        )),
        (DataType::Boolean, Value::Number(number)) => Value::Boolean(number != 0.into()),
        (_, value) => value,
    })
}

fn check_size(text: &str, size: u32) -> Computed<()> {
    let actual = text.chars().count();
    if actual > usize::try_from(size).unwrap_or(usize::MAX) {
        let message = format!("value too large for column (actual: {actual}, maximum: {size})");
        return Err(OracleError::new(12899, &message));
    }
    Ok(())
}

/// A time with so many digits behind the seconds.
fn rounded(time: DateTime, scale: u8) -> DateTime {
    let unit = 10_u32.pow(9 - u32::from(scale.min(9)));
    let nanosecond =
        (time.nanosecond / unit + u32::from(time.nanosecond % unit >= unit.div_ceil(2) && unit > 1)) * unit;
    if nanosecond >= 1_000_000_000 {
        return DateTime::from_epoch_seconds(time.epoch_seconds() + 1, 0);
    }
    DateTime { nanosecond, ..time }
}

/// A number as a column of a precision and scale keeps it.
fn fit(
    number: crate::codec::number::Number,
    precision: u8,
    scale: i8,
) -> Computed<crate::codec::number::Number> {
    if scale == -127 {
        return Ok(number);
    }
    let rounded = functions::round(number, i32::from(scale))?;
    let (_, digits, point) = rounded.digits();
    if !digits.is_empty() && point > i32::from(precision) - i32::from(scale) {
        let text = format!(
            "value larger than specified precision allowed for this column: {}",
            number_text(number)
        );
        return Err(OracleError::new(1438, &text));
    }
    Ok(rounded)
}
