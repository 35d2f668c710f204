//! The pieces of a dynamic text: what is known, and the parts that are only known when it runs.

use super::text_flow::{MAX_TEXTS, texts_of};
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal};
use plconv_hir::resolve::constant_text;
use plconv_hir::ty::{Nullability, Type};

/// Stands for a part that is only known when the statement runs.
pub(super) const PART: &str = "plconv_part_";

/// The name that stands for a part: no other one begins with it.
pub(super) fn part_name(number: usize) -> String {
    format!("{PART}{number}x")
}

/// A piece of a dynamic text.
pub(super) enum Piece<'e> {
    /// Known text.
    Text(String),
    /// A part that is only known when the statement runs.
    Part(&'e Expr),
}

/// The pieces of a text, constants next to each other as one; `REPLACE(text, 'x', part)` has the part for each `x`.
pub(super) fn pieces_of<'e>(value: &'e Expr, pieces: &mut Vec<Piece<'e>>) {
    let mut operands = Vec::new();
    crate::expr::flatten_concatenation(value, &mut operands);
    for operand in operands {
        if let Some(constant) = constant_text(operand) {
            push_text(&constant, pieces);
            continue;
        }
        match &operand.kind {
            ExprKind::Convert { operand, .. } if operand.ty.is_character() => pieces_of(operand, pieces),
            ExprKind::Builtin { name, args } if name == "REPLACE" => {
                let mut inside = Vec::new();
                match args.as_slice() {
                    [text, from, to] => {
                        pieces_of(text, &mut inside);
                        match constant_text(from).filter(|from| !from.is_empty()) {
                            Some(from) => replace_in(inside, &from, to, pieces),
                            None => pieces.push(Piece::Part(operand)),
                        }
                    }
                    _ => pieces.push(Piece::Part(operand)),
                }
            }
            _ => pieces.push(Piece::Part(operand)),
        }
    }
}

fn push_text(text: &str, pieces: &mut Vec<Piece<'_>>) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

fn replace_in<'e>(inside: Vec<Piece<'e>>, from: &str, to: &'e Expr, pieces: &mut Vec<Piece<'e>>) {
    for piece in inside {
        let Piece::Text(text) = piece else {
            pieces.push(piece);
            continue;
        };
        for (index, between) in text.split(from).enumerate() {
            if index > 0 {
                pieces_of(to, pieces);
            }
            push_text(between, pieces);
        }
    }
}

/// A concatenation with a CASE of texts in it as a CASE of concatenations.
pub(super) fn chosen_text(sql: &Expr) -> Option<Expr> {
    if texts_of(sql) > MAX_TEXTS {
        return None;
    }
    let mut operands = Vec::new();
    crate::expr::flatten_concatenation(sql, &mut operands);
    if operands.len() < 2 {
        return None;
    }
    let at = operands
        .iter()
        .position(|operand| matches!(&operand.kind, ExprKind::Case { .. }) && chooses_texts(operand))?;
    let ExprKind::Case {
        operand,
        branches,
        else_value,
    } = &operands.get(at)?.kind
    else {
        return None;
    };
    let around = |value: &Expr| {
        let whole = operands.iter().enumerate().map(|(index, operand)| {
            if index == at {
                value.clone()
            } else {
                (*operand).clone()
            }
        });
        whole.reduce(|left, right| {
            let kind = ExprKind::Binary {
                op: BinaryOp::Concat,
                left: Box::new(left),
                right: Box::new(right),
            };
            Expr::synthetic(kind, Type::VARCHAR2, Nullability::Nullable)
        })
    };
    let missing = Expr::synthetic(
        ExprKind::Literal(Literal::Null),
        Type::VARCHAR2,
        Nullability::AlwaysNull,
    );
    let kind = ExprKind::Case {
        operand: operand.clone(),
        branches: branches
            .iter()
            .map(|(condition, value)| Some((condition.clone(), around(value)?)))
            .collect::<Option<_>>()?,
        else_value: Some(Box::new(around(else_value.as_deref().unwrap_or(&missing))?)),
    };
    Some(Expr::synthetic(kind, Type::VARCHAR2, Nullability::Nullable))
}

/// Whether each value of a CASE is a text with something known in it.
fn chooses_texts(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Case {
            branches, else_value, ..
        } => {
            branches.iter().all(|(_, value)| chooses_texts(value))
                && else_value.as_ref().is_none_or(|value| chooses_texts(value))
        }
        ExprKind::Binary {
            op: BinaryOp::Concat, ..
        } => true,
        _ => constant_text(value).is_some(),
    }
}

/// The text between the parts, with `%` doubled; `None` unless each part is there once, in order.
pub(super) fn split_at_parts(text: &str, parts: usize) -> Option<Vec<String>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    for number in 1..=parts {
        let (before, after) = rest.split_once(&part_name(number))?;
        pieces.push(before.replace('%', "%%"));
        rest = after;
    }
    pieces.push(rest.replace('%', "%%"));
    (!pieces.iter().any(|piece| piece.contains(PART))).then_some(pieces)
}
