//! Built-ins that PostgreSQL's own functions are equal to when some arguments are literals: what differs is '' for NULL, what
//! is before the first character and what is no character, and a literal tells that none of it occurs.

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_hir::expr::{Expr, ExprKind, Literal, TrimSide};
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    /// A call of PostgreSQL's own function, where it does the same.
    pub(super) fn native_call(&self, name: &str, args: &[Expr], values: &[pg::Expr]) -> Option<pg::Expr> {
        let call = |function, args: Vec<pg::Expr>| Some(pg::Expr::call(function, args));
        // '' of a LOB is a value.
        let is_text = args.first().is_some_and(is_varchar);
        match (name, args, values) {
            ("CHR", [code], _) => match number(code)? {
                code @ 1..=127 => call("chr", vec![pg::Expr::number(code.to_string())]),
                _ => None,
            },
            ("INSTR", [_, part], _) if is_text && is_filled(part) => call("strpos", values.to_vec()),
            ("REPLACE", [_, search, rest @ ..], [string, searched, ..]) if is_text && is_filled(search) => {
                match rest {
                    [replacement] if is_filled(replacement) => call("replace", values.to_vec()),
                    [] | [_] if rest.iter().all(Expr::is_null_literal) => Some(nullif_empty(pg::Expr::call(
                        "replace",
                        vec![string.clone(), searched.clone(), pg::Expr::text("")],
                    ))),
                    _ => None,
                }
            }
            ("SUBSTR", [_, start, rest @ ..], [string, ..]) if is_text => {
                let length = match rest {
                    [] => None,
                    [length] => Some(number(length).filter(|length| *length > 0)?),
                    _ => return None,
                };
                match (number(start)?.max(1), length) {
                    (1, Some(length)) => call("left", vec![string.clone(), integer(length)]),
                    (1, None) => None,
                    (start, length) => {
                        let mut args = vec![string.clone(), integer(start)];
                        args.extend(length.map(integer));
                        Some(nullif_empty(pg::Expr::call("substr", args)))
                    }
                }
            }
            ("LTRIM" | "RTRIM", [_], [string]) if is_text => {
                let function = if name == "LTRIM" { "ltrim" } else { "rtrim" };
                Some(nullif_empty(pg::Expr::call(function, vec![string.clone()])))
            }
            ("LPAD" | "RPAD", [_, size, rest @ ..], [string, ..]) if is_text => {
                let size = number(size).filter(|size| *size > 0)?;
                rest.iter().all(is_filled).then_some(())?;
                let mut padded = vec![string.clone(), integer(size)];
                padded.extend(values.iter().skip(2).cloned());
                call(if name == "LPAD" { "lpad" } else { "rpad" }, padded)
            }
            _ => None,
        }
    }

    /// `TRIM([side] [characters FROM] source)`
    pub(super) fn trim(&mut self, side: TrimSide, characters: Option<&Expr>, source: &Expr) -> pg::Expr {
        let mut args = vec![self.lower_expr(source)];
        if is_varchar(source) && characters.is_none_or(is_filled) {
            args.extend(characters.map(|characters| self.lower_expr(characters)));
            let function = match side {
                TrimSide::Leading => "ltrim",
                TrimSide::Trailing => "rtrim",
                TrimSide::Both => "btrim",
            };
            return nullif_empty(pg::Expr::call(function, args));
        }
        args.extend(characters.map(|characters| self.lower_expr(characters)));
        let function = match side {
            TrimSide::Leading => "ltrim",
            TrimSide::Trailing => "rtrim",
            TrimSide::Both => "trim_both",
        };
        self.runtime(function, args)
    }
}

/// What is NULL in Oracle when it has no characters.
fn nullif_empty(value: pg::Expr) -> pg::Expr {
    pg::Expr::call("nullif", vec![value, pg::Expr::text("")])
}

fn integer(value: i32) -> pg::Expr {
    pg::Expr::number(value.to_string())
}

fn is_varchar(value: &Expr) -> bool {
    matches!(value.ty.scalar(), Some(DataType::Varchar2 { .. }))
}

/// A literal with characters.
fn is_filled(value: &Expr) -> bool {
    matches!(&value.kind, ExprKind::Literal(Literal::String(text)) if !text.is_empty())
}

/// A literal that PostgreSQL has as an integer.
fn number(value: &Expr) -> Option<i32> {
    match &value.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse().ok(),
        _ => None,
    }
}

/// A call whose result PostgreSQL has as an integer, where Oracle has a NUMBER.
pub(crate) fn is_integer_call(value: &pg::Expr) -> bool {
    let integers = ["cardinality", "length", "octet_length", "strpos"];
    matches!(value, pg::Expr::Call(call) if call.over.is_none() && integers.contains(&call.function.to_string().as_str()))
}

/// The first factor of a product that an integer of PostgreSQL might not hold, as a NUMBER.
pub(super) fn as_number(factor: pg::Expr, other: &pg::Expr) -> pg::Expr {
    // No text is longer than 2^30 characters, and most are not longer than 32767.
    const SMALL: u64 = 60_000;
    let is_large = |text: &String| text.parse::<u64>().is_ok_and(|number| number > SMALL);
    match other {
        pg::Expr::Token(text) if is_integer_call(&factor) && is_large(text) => {
            factor.cast(TypeName::builtin("numeric"))
        }
        _ => factor,
    }
}
