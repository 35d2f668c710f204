//! GROUP BY and aggregate functions.

use crate::database::OracleError;
use crate::simulator::sql::ast::Expr;
use crate::simulator::sql::eval::{Computed, Env, Frame};
use crate::simulator::sql::values::{arithmetic, compare, to_number};
use crate::value::Value;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Functions of many rows.
pub(super) const AGGREGATES: &[&str] = &["COUNT", "COUNT DISTINCT", "SUM", "MIN", "MAX", "AVG"];

/// Replaces calls of aggregate functions by their positions.
pub(super) fn extract(expr: &mut Expr, aggregates: &mut Vec<Expr>) {
    match expr {
        Expr::Call(name, arguments) => {
            if AGGREGATES.contains(&name.as_str()) {
                let at = aggregates
                    .iter()
                    .position(|known| known == expr)
                    .unwrap_or_else(|| {
                        aggregates.push(expr.clone());
                        aggregates.len() - 1
                    });
                *expr = Expr::Aggregate(at);
                return;
            }
            arguments
                .iter_mut()
                .for_each(|argument| extract(argument, aggregates));
        }
        Expr::Negate(inner)
        | Expr::Not(inner)
        | Expr::IsNull(inner, _)
        | Expr::Cast(inner, _)
        | Expr::InQuery(inner, _, _) => {
            extract(inner, aggregates);
        }
        Expr::Binary(_, left, right) => {
            extract(left, aggregates);
            extract(right, aggregates);
        }
        Expr::In(inner, list, _) => {
            extract(inner, aggregates);
            list.iter_mut().for_each(|item| extract(item, aggregates));
        }
        Expr::Between(inner, low, high, _) => {
            for expr in [inner, low, high] {
                extract(expr, aggregates);
            }
        }
        Expr::Like(inner, pattern, _, _) => {
            extract(inner, aggregates);
            extract(pattern, aggregates);
        }
        Expr::Case(operand, branches, otherwise) => {
            for expr in operand.iter_mut().chain(otherwise) {
                extract(expr, aggregates);
            }
            for (condition, value) in branches {
                extract(condition, aggregates);
                extract(value, aggregates);
            }
        }
        Expr::Literal(_)
        | Expr::Bind(_)
        | Expr::Name(..)
        | Expr::Slot(..)
        | Expr::Rowid(_)
        | Expr::RowScn(_)
        | Expr::Rownum
        | Expr::Aggregate(_)
        | Expr::Exists(_)
        | Expr::Scalar(_)
        | Expr::Star => {}
    }
}

/// The value of an aggregate function so far.
#[derive(Clone, Debug, Default)]
struct Accumulator {
    count: u64,
    value: Value,
    distinct: BTreeSet<String>,
}

impl Accumulator {
    fn add(&mut self, function: &str, value: Value) -> Computed<()> {
        if value.is_null() {
            return Ok(());
        }
        self.count += 1;
        match function {
            "SUM" | "AVG" => {
                let sum = if self.value.is_null() {
                    0.into()
                } else {
                    to_number(&self.value)?
                };
                self.value = Value::Number(arithmetic('+', sum, to_number(&value)?)?);
            }
            "MIN" | "MAX" => {
                let wanted = if function == "MIN" {
                    Ordering::Less
                } else {
                    Ordering::Greater
                };
                if self.value.is_null() || compare(&value, &self.value)? == Some(wanted) {
                    self.value = value;
                }
            }
            "COUNT DISTINCT" => {
                self.distinct.insert(format!("{value:?}"));
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(self, function: &str) -> Computed<Value> {
        match function {
            "COUNT" => Ok(self.count.into()),
            "COUNT DISTINCT" => Ok((self.distinct.len() as u64).into()),
            "AVG" if self.count > 0 => Ok(Value::Number(arithmetic(
                '/',
                to_number(&self.value)?,
                self.count.into(),
            )?)),
            _ => Ok(self.value),
        }
    }
}

/// The groups of a query.
pub(super) struct Groups {
    functions: Vec<String>,
    /// By the text of their key, in the order of their first rows.
    known: BTreeMap<String, usize>,
    groups: Vec<(Vec<Frame>, Vec<Accumulator>)>,
}

impl Groups {
    pub(super) fn new(aggregates: &[Expr]) -> Groups {
        let name = |expr: &Expr| match expr {
            Expr::Call(name, _) => name.clone(),
            _ => String::new(),
        };
        Groups {
            functions: aggregates.iter().map(name).collect(),
            known: BTreeMap::new(),
            groups: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, env: &Env<'_>, group_by: &[Expr], aggregates: &[Expr]) -> Computed<()> {
        let mut key = String::new();
        for expr in group_by {
            key.push_str(&format!("{:?}\u{1}", env.value(expr)?));
        }
        let at = *self.known.entry(key).or_insert_with(|| {
            let accumulators = vec![Accumulator::default(); aggregates.len()];
            self.groups.push((env.frames.to_vec(), accumulators));
            self.groups.len() - 1
        });
        for (aggregate, (accumulator, function)) in aggregates
            .iter()
            .zip(self.groups[at].1.iter_mut().zip(&self.functions))
        {
            let Expr::Call(_, arguments) = aggregate else {
                continue;
            };
            let value = match arguments.as_slice() {
                [Expr::Star] => Value::Boolean(true),
                [argument] => env.value(argument)?,
                _ => return Err(OracleError::new(909, "invalid number of arguments")),
            };
            accumulator.add(function, value)?;
        }
        Ok(())
    }

    /// The first frames of each group and the values of its functions. Without GROUP BY there is one group at least.
    pub(super) fn finish(mut self, by_key: bool, outer: &[Frame]) -> Computed<Vec<(Vec<Frame>, Vec<Value>)>> {
        if self.groups.is_empty() && !by_key {
            self.groups
                .push((outer.to_vec(), vec![Accumulator::default(); self.functions.len()]));
        }
        let mut finished = Vec::new();
        for (frames, accumulators) in self.groups {
            let mut values = Vec::new();
            for (accumulator, function) in accumulators.into_iter().zip(&self.functions) {
                values.push(accumulator.finish(function)?);
            }
            finished.push((frames, values));
        }
        Ok(finished)
    }
}
