//! Expressions, with no more parentheses than PostgreSQL's precedence needs (manual, "Operator Precedence").

use super::{Doc, INDENT, commas, parenthesised, query, text};
use crate::expr::{Call, Expr};
use crate::name::quote_literal;
use crate::query::{Frame, OrderBy, WindowSpec};
use pretty::RcDoc;

const PRIMARY: u8 = 20;
const CAST: u8 = 18;
const SUBSCRIPT: u8 = 17;
const SIGN: u8 = 16;
const COLLATE: u8 = 15;
const AT: u8 = 14;
const RANGE: u8 = 9;
const COMPARISON: u8 = 8;
const IS: u8 = 7;
const NOT: u8 = 6;
const AND: u8 = 5;
const OR: u8 = 4;

/// From how many literals on they share lines.
const MANY: usize = 8;

/// Values with commas: one to a line where they do not fit one, literals as many to a line as fit.
fn listed(items: &[Expr]) -> Doc {
    let literals = items
        .iter()
        .all(|item| matches!(item, Expr::Token(_) | Expr::Text(_)));
    let docs = items.iter().map(expr);
    if literals && items.len() >= MANY {
        RcDoc::intersperse(docs, text(",").append(RcDoc::softline()))
    } else {
        commas(docs)
    }
}

/// `(values)`
fn values(items: &[Expr]) -> Doc {
    if items.is_empty() {
        return text("()");
    }
    text("(")
        .append(RcDoc::line_().append(listed(items)).nest(INDENT))
        .append(RcDoc::line_())
        .append(text(")"))
        .group()
}

fn operator_precedence(op: &str) -> u8 {
    match op {
        "OR" => OR,
        "AND" => AND,
        "=" | "<>" | "<" | ">" | "<=" | ">=" => COMPARISON,
        "IS DISTINCT FROM" | "IS NOT DISTINCT FROM" => IS,
        "+" | "-" => 11,
        "*" | "/" | "%" => 12,
        "^" => 13,
        _ => 10,
    }
}

fn precedence(expr: &Expr) -> u8 {
    match expr {
        Expr::Token(token) if token.starts_with('-') => SIGN,
        Expr::Token(_)
        | Expr::Text(_)
        | Expr::TypedLiteral(..)
        | Expr::Name(_)
        | Expr::Field(..)
        | Expr::Fields(_)
        | Expr::Call(_)
        | Expr::Exists(_)
        | Expr::Case { .. }
        | Expr::Row(_)
        | Expr::Tuple(_)
        | Expr::Array(_)
        | Expr::ArrayQuery(_)
        | Expr::Subquery(_)
        | Expr::Extract(..)
        | Expr::XmlDocument(_) => PRIMARY,
        Expr::Cast(..) => CAST,
        Expr::Subscript(..) | Expr::Slice(..) => SUBSCRIPT,
        Expr::Collate(..) => COLLATE,
        Expr::AtTimeZone(..) => AT,
        Expr::Unary("NOT", _) => NOT,
        Expr::Unary(..) => SIGN,
        Expr::Binary(_, op, _) | Expr::Quantified(_, op, _, _) => operator_precedence(op),
        Expr::InList(..) | Expr::InQuery(..) | Expr::Between(..) | Expr::Like(..) => RANGE,
        Expr::Postfix(..) => IS,
    }
}

/// An expression in a place that needs at least this precedence.
fn at_least(inner: &Expr, minimum: u8) -> Doc {
    if precedence(inner) >= minimum {
        return expr(inner);
    }
    text("(").append(expr(inner)).append(text(")"))
}

/// A condition that THEN of PL/pgSQL ends: it ends at the first one outside parentheses, that of a CASE included.
pub(super) fn before_then(condition: &Expr) -> Doc {
    let printed = expr(condition);
    if has_open_case(condition) {
        text("(").append(printed).append(text(")"))
    } else {
        printed
    }
}

/// Whether a CASE stands outside all parentheses.
fn has_open_case(expr: &Expr) -> bool {
    match expr {
        Expr::Case { .. } => true,
        Expr::Binary(left, _, right)
        | Expr::Quantified(left, _, _, right)
        | Expr::AtTimeZone(left, right) => has_open_case(left) || has_open_case(right),
        Expr::Unary(_, operand)
        | Expr::Postfix(operand, _)
        | Expr::InList(operand, ..)
        | Expr::InQuery(operand, ..)
        | Expr::Cast(operand, _)
        | Expr::Collate(operand, _)
        | Expr::Subscript(operand, _)
        | Expr::Slice(operand, ..) => has_open_case(operand),
        Expr::Between(operand, _, low, high) => {
            has_open_case(operand) || has_open_case(low) || has_open_case(high)
        }
        Expr::Like(operand, _, pattern, escape) => {
            has_open_case(operand) || has_open_case(pattern) || escape.as_deref().is_some_and(has_open_case)
        }
        Expr::Token(_)
        | Expr::Text(_)
        | Expr::TypedLiteral(..)
        | Expr::Name(_)
        | Expr::Field(..)
        | Expr::Fields(_)
        | Expr::Call(_)
        | Expr::Exists(_)
        | Expr::Row(_)
        | Expr::Tuple(_)
        | Expr::Array(_)
        | Expr::ArrayQuery(_)
        | Expr::Subquery(_)
        | Expr::Extract(..)
        | Expr::XmlDocument(_) => false,
    }
}

/// An expression in a place for a `b_expr`, as the default of a column is: without parentheses it has no operators of
/// words.
pub(crate) fn restricted(inner: &Expr) -> Doc {
    let is_wordless = match inner {
        Expr::Collate(..)
        | Expr::AtTimeZone(..)
        | Expr::Unary("NOT", _)
        | Expr::InList(..)
        | Expr::InQuery(..)
        | Expr::Between(..)
        | Expr::Like(..)
        | Expr::Quantified(..)
        | Expr::Postfix(..) => false,
        Expr::Binary(_, op, _) => !op.starts_with(char::is_alphabetic),
        Expr::Unary(..)
        | Expr::Token(_)
        | Expr::Text(_)
        | Expr::TypedLiteral(..)
        | Expr::Name(_)
        | Expr::Field(..)
        | Expr::Fields(_)
        | Expr::Call(_)
        | Expr::Exists(_)
        | Expr::Case { .. }
        | Expr::Row(_)
        | Expr::Tuple(_)
        | Expr::Array(_)
        | Expr::ArrayQuery(_)
        | Expr::Subquery(_)
        | Expr::Extract(..)
        | Expr::Cast(..)
        | Expr::Subscript(..)
        | Expr::Slice(..)
        | Expr::XmlDocument(_) => true,
    };
    if is_wordless {
        return expr(inner);
    }
    text("(").append(expr(inner)).append(text(")"))
}

/// An expression that a suffix such as `.field` or `[1]` follows.
fn suffixed(inner: &Expr) -> Doc {
    match inner {
        Expr::Name(_) | Expr::Subscript(..) => expr(inner),
        _ => text("(").append(expr(inner)).append(text(")")),
    }
}

/// The left side of an assignment: a path without the parentheses that fields of values have.
pub(crate) fn place(target: &Expr) -> Doc {
    match target {
        Expr::Field(base, field) => place(base).append(text(format!(".{field}"))),
        Expr::Subscript(base, index) => place(base)
            .append(text("["))
            .append(expr(index))
            .append(text("]")),
        other => expr(other),
    }
}

pub(crate) fn expr(expression: &Expr) -> Doc {
    match expression {
        Expr::Token(token) => text(token.clone()),
        Expr::Text(value) => string(value),
        Expr::TypedLiteral(ty, value) => text(format!("{ty} {}", quote_literal(value))),
        Expr::Name(name) => text(name.to_string()),
        Expr::Field(base, field) => {
            let base = match base.as_ref() {
                // NEW and OLD are tokens.
                Expr::Token(_) => expr(base),
                other => text("(").append(expr(other)).append(text(")")),
            };
            base.append(text(format!(".{field}")))
        }
        Expr::Fields(base) => text("(").append(expr(base)).append(text(").*")),
        Expr::Subscript(base, index) => suffixed(base)
            .append(text("["))
            .append(expr(index))
            .append(text("]")),
        Expr::Slice(base, low, high) => suffixed(base)
            .append(text("["))
            .append(low.as_ref().map_or_else(RcDoc::nil, |low| expr(low)))
            .append(text(":"))
            .append(high.as_ref().map_or_else(RcDoc::nil, |high| expr(high)))
            .append(text("]")),
        Expr::Call(inner) => call(inner),
        Expr::Binary(..) => binary(expression),
        Expr::Unary("NOT", operand) => text("NOT ").append(at_least(operand, NOT)),
        Expr::Unary(op, operand) => text(*op).append(at_least(operand, SIGN + 1)),
        Expr::Postfix(operand, words) => at_least(operand, IS + 1).append(text(format!(" {words}"))),
        Expr::InList(operand, negated, items) => at_least(operand, RANGE + 1)
            .append(text(if *negated { " NOT IN " } else { " IN " }))
            .append(values(items)),
        Expr::InQuery(operand, negated, inner) => at_least(operand, RANGE + 1)
            .append(text(if *negated { " NOT IN " } else { " IN " }))
            .append(query::nested(inner)),
        Expr::Between(operand, negated, low, high) => at_least(operand, RANGE + 1)
            .append(text(if *negated { " NOT BETWEEN " } else { " BETWEEN " }))
            .append(at_least(low, RANGE + 1))
            .append(text(" AND "))
            .append(at_least(high, RANGE + 1)),
        Expr::Like(operand, negated, pattern, escape) => {
            let doc = at_least(operand, RANGE + 1)
                .append(text(if *negated { " NOT LIKE " } else { " LIKE " }))
                .append(at_least(pattern, RANGE + 1));
            match escape {
                Some(escape) => doc.append(text(" ESCAPE ")).append(at_least(escape, RANGE + 1)),
                None => doc,
            }
        }
        Expr::Exists(inner) => text("EXISTS ").append(query::nested(inner)),
        Expr::Quantified(left, op, word, right) => {
            let right = match right.as_ref() {
                Expr::Subquery(inner) => query::nested(inner),
                other => text("(").append(expr(other)).append(text(")")),
            };
            at_least(left, operator_precedence(op) + 1)
                .append(text(format!(" {op} {word} ")))
                .append(right)
        }
        Expr::Case {
            operand,
            branches,
            else_value,
        } => case(operand.as_deref(), branches, else_value.as_deref()),
        Expr::Cast(inner, ty) => at_least(inner, CAST).append(text(format!("::{ty}"))),
        Expr::Row(items) => text("ROW").append(values(items)),
        Expr::Tuple(items) => values(items),
        Expr::Array(items) => text("ARRAY[")
            .append(RcDoc::line_().append(listed(items)).nest(INDENT))
            .append(RcDoc::line_())
            .append(text("]"))
            .group(),
        Expr::ArrayQuery(inner) => text("ARRAY").append(query::nested(inner)),
        Expr::Subquery(inner) => query::nested(inner),
        Expr::AtTimeZone(operand, zone) => at_least(operand, AT)
            .append(text(" AT TIME ZONE "))
            .append(at_least(zone, AT + 1)),
        Expr::Extract(field, source) => text(format!("extract({field} FROM "))
            .append(expr(source))
            .append(text(")")),
        Expr::XmlDocument(source) => text("xmlparse(DOCUMENT ").append(expr(source)).append(text(")")),
        Expr::Collate(operand, collation) => {
            at_least(operand, COLLATE).append(text(format!(" COLLATE {collation}")))
        }
    }
}

/// A string literal; line feeds inside must not be indented, so it is kept as one piece of text.
fn string(value: &str) -> Doc {
    text(quote_literal(value))
}

/// Chains of one operator level are laid out together and without recursion on their left side.
fn binary(expression: &Expr) -> Doc {
    let Expr::Binary(_, first_op, _) = expression else {
        return RcDoc::nil();
    };
    let level = operator_precedence(first_op);
    // Comparisons do not associate.
    let associative = level != COMPARISON && level != IS;
    let mut operands = Vec::new();
    let mut current = expression;
    while let Expr::Binary(left, op, right) = current {
        if operator_precedence(op) != level || (!associative && !operands.is_empty()) {
            break;
        }
        operands.push((*op, right.as_ref()));
        current = left;
    }
    let minimum = if associative { level } else { level + 1 };
    let mut doc = at_least(current, minimum);
    let mut rest = RcDoc::nil();
    for (op, right) in operands.into_iter().rev() {
        rest = rest
            .append(RcDoc::line())
            .append(text(format!("{op} ")))
            .append(at_least(right, level + 1));
    }
    let nest = if matches!(level, AND | OR) { 0 } else { INDENT };
    doc = doc.append(rest.nest(nest));
    doc.group()
}

fn case(operand: Option<&Expr>, branches: &[(Expr, Expr)], else_value: Option<&Expr>) -> Doc {
    let mut head = text("CASE");
    if let Some(operand) = operand {
        head = head.append(text(" ")).append(expr(operand));
    }
    let mut body = RcDoc::nil();
    for (condition, value) in branches {
        body = body
            .append(RcDoc::line())
            .append(text("WHEN "))
            .append(expr(condition))
            .append(text(" THEN "))
            .append(expr(value));
    }
    if let Some(value) = else_value {
        body = body
            .append(RcDoc::line())
            .append(text("ELSE "))
            .append(expr(value));
    }
    head.append(body.nest(INDENT))
        .append(RcDoc::line())
        .append(text("END"))
        .group()
}

fn call(inner: &Call) -> Doc {
    let mut args: Vec<Doc> = inner
        .args
        .iter()
        .map(|(name, value)| match name {
            Some(name) => text(format!("{name} => ")).append(expr(value)),
            None => expr(value),
        })
        .collect();
    if inner.distinct && !args.is_empty() {
        args[0] = text("DISTINCT ").append(args[0].clone());
    }
    if !inner.order_by.is_empty() {
        let order = text(" ORDER BY ").append(commas(inner.order_by.iter().map(order_item)));
        match args.pop() {
            Some(last) => args.push(last.append(order)),
            None => args.push(order),
        }
    }
    // Functions whose names are key words are written without quotes.
    let name = match inner.function.last() {
        word @ ("coalesce" | "nullif" | "greatest" | "least" | "grouping" | "left" | "right")
            if inner.function.schema().is_none() =>
        {
            word.to_owned()
        }
        _ => inner.function.to_string(),
    };
    let mut doc = text(name).append(parenthesised(args));
    if !inner.within_group.is_empty() {
        doc = doc
            .append(text(" WITHIN GROUP (ORDER BY "))
            .append(commas(inner.within_group.iter().map(order_item)))
            .append(text(")"));
    }
    if let Some(filter) = &inner.filter {
        doc = doc
            .append(text(" FILTER (WHERE "))
            .append(expr(filter))
            .append(text(")"));
    }
    if let Some(over) = &inner.over {
        doc = match (&over.base, over.reference) {
            (Some(name), true) => doc.append(text(format!(" OVER {name}"))),
            _ => doc.append(text(" OVER ")).append(window(over)),
        };
    }
    doc
}

pub(crate) fn order_item(item: &OrderBy) -> Doc {
    let mut doc = expr(&item.expr);
    if item.descending {
        doc = doc.append(text(" DESC"));
    }
    match item.nulls_first {
        Some(true) => doc.append(text(" NULLS FIRST")),
        Some(false) => doc.append(text(" NULLS LAST")),
        None => doc,
    }
}

pub(crate) fn window(window: &WindowSpec) -> Doc {
    let mut parts = Vec::new();
    if let Some(base) = &window.base {
        parts.push(text(base.to_string()));
    }
    if !window.partition_by.is_empty() {
        parts.push(text("PARTITION BY ").append(commas(window.partition_by.iter().map(expr))));
    }
    if !window.order_by.is_empty() {
        parts.push(text("ORDER BY ").append(commas(window.order_by.iter().map(order_item))));
    }
    if let Some(bounds) = &window.frame {
        parts.push(frame(bounds));
    }
    text("(")
        .append(RcDoc::intersperse(parts, RcDoc::line()).nest(INDENT))
        .append(text(")"))
        .group()
}

fn frame(frame: &Frame) -> Doc {
    let bound = |(value, words): &(Option<Expr>, &'static str)| match value {
        Some(value) => at_least(value, 11).append(text(format!(" {words}"))),
        None => text(*words),
    };
    let bounds = match &frame.end {
        Some(end) => text(format!("{} BETWEEN ", frame.unit))
            .append(bound(&frame.start))
            .append(text(" AND "))
            .append(bound(end)),
        None => text(format!("{} ", frame.unit)).append(bound(&frame.start)),
    };
    match frame.exclude {
        Some(rows) => bounds.append(text(format!(" EXCLUDE {rows}"))),
        None => bounds,
    }
}
