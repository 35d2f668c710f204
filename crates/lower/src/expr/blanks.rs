//! CHAR against VARCHAR2: the blanks at the end count. SQL Language Reference, "Data Type Comparison Rules": values
//! compare blank-padded when both are CHAR or text literals, and nonpadded when one is VARCHAR2.
//!
//! PostgreSQL ignores the blanks of `character` in both cases.

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::query::Query;
use plconv_hir::visit::walk_operands;
use plconv_pg as pg;

impl Lowering<'_> {
    /// Both sides of an equality or inequality.
    pub(super) fn equal_operands(&mut self, left: &Expr, right: &Expr) -> (pg::Expr, pg::Expr) {
        let (lowered_left, lowered_right) = (self.lower_expr(left), self.lower_expr(right));
        if ends_in_blanks(left) && is_text_literal(right) || is_text_literal(left) && ends_in_blanks(right) {
            return (as_char(lowered_left), lowered_right);
        }
        match (char_length(left), char_length(right)) {
            (Some(length), None) if is_varchar2(right) => {
                if has_column(left) && !has_column(right) {
                    (lowered_left, self.exact_char(lowered_right, length))
                } else {
                    (padded(lowered_left, length), lowered_right)
                }
            }
            (None, Some(length)) if is_varchar2(left) => {
                if has_column(right) && !has_column(left) {
                    (self.exact_char(lowered_left, length), lowered_right)
                } else {
                    (lowered_left, padded(lowered_right, length))
                }
            }
            (_, None) if is_open_char(right) && !is_varchar2(left) => (lowered_left, as_char(lowered_right)),
            (None, _) if is_open_char(left) && !is_varchar2(right) => (as_char(lowered_left), lowered_right),
            _ => (lowered_left, lowered_right),
        }
    }

    /// The other side of a CHAR column, so that an index on the column can be used.
    fn exact_char(&mut self, value: pg::Expr, length: u32) -> pg::Expr {
        let size = pg::Expr::number(length.to_string());
        self.runtime("exact_char", vec![value, size])
    }

    /// An item of an IN list.
    pub(super) fn in_item(&mut self, operand: &Expr, item: &Expr) -> pg::Expr {
        let value = self.lower_expr(item);
        match (char_length(operand), char_length(item)) {
            (Some(length), None) if is_varchar2(item) => self.exact_char(value, length),
            (None, Some(length)) if is_varchar2(operand) => padded(value, length),
            (_, None) if is_open_char(item) && !is_varchar2(operand) => as_char(value),
            _ => value,
        }
    }

    /// A side of any other comparison with `others`: its blanks are kept when one of them is VARCHAR2.
    pub(super) fn operand_beside<'e>(
        &mut self,
        operand: &Expr,
        others: impl IntoIterator<Item = &'e Expr>,
    ) -> pg::Expr {
        let beside_varchar2 = others.into_iter().any(is_varchar2);
        self.padded_operand(operand, beside_varchar2)
    }

    /// The operand of IN (SELECT ...).
    pub(super) fn operand_in_query(&mut self, operand: &Expr, query: &Query) -> pg::Expr {
        let beside_varchar2 = query
            .columns
            .first()
            .is_some_and(|column| matches!(column.ty.scalar(), Some(DataType::Varchar2 { .. })));
        self.padded_operand(operand, beside_varchar2)
    }

    fn padded_operand(&mut self, operand: &Expr, beside_varchar2: bool) -> pg::Expr {
        let lowered = self.lower_expr(operand);
        match char_length(operand) {
            Some(length) if beside_varchar2 => padded(lowered, length),
            None if is_open_char(operand) && !beside_varchar2 => as_char(lowered),
            _ => lowered,
        }
    }

    /// The operand of a simple CASE and the values it is compared with; `None` when some are CHAR and some VARCHAR2, so
    /// that each has a comparison of its own.
    pub(crate) fn case_operands(
        &mut self,
        operand: &Expr,
        values: &[&Expr],
    ) -> Option<(pg::Expr, Vec<pg::Expr>)> {
        let is_char = |expr: &Expr| matches!(expr.ty.scalar(), Some(DataType::Char { .. }));
        let varchar2 = values.iter().filter(|value| is_varchar2(value)).count();
        if !is_char(operand) && !values.iter().any(|value| is_char(value)) {
            let values = values.iter().map(|value| self.lower_expr(value)).collect();
            return Some((self.lower_expr(operand), values));
        }
        if is_varchar2(operand) || varchar2 == values.len() {
            let values = values.iter().map(|value| self.text_operand(value)).collect();
            return Some((self.text_operand(operand), values));
        }
        if varchar2 > 0 {
            return None;
        }
        let values = values
            .iter()
            .map(|value| self.padded_operand(value, false))
            .collect();
        Some((self.padded_operand(operand, false), values))
    }
}

/// CHAR as text with its blanks, which a cast to text would remove.
pub(crate) fn padded(value: pg::Expr, length: u32) -> pg::Expr {
    pg::Expr::call("rpad", vec![value, pg::Expr::number(length.to_string())])
}

/// The lowered value of an expression, with the blanks of CHAR that PostgreSQL would take away.
pub(crate) fn with_blanks(expr: &Expr, value: pg::Expr) -> pg::Expr {
    match char_length(expr) {
        Some(length) if length > 1 => padded(value, length),
        _ => value,
    }
}

/// The length of a CHAR value, when it is known.
pub(crate) fn char_length(expr: &Expr) -> Option<u32> {
    match expr.ty.scalar() {
        Some(DataType::Char { length, .. }) => *length,
        _ => None,
    }
}

/// Whether it is a CHAR parameter or result, which is text in PostgreSQL.
pub(super) fn is_open_char(expr: &Expr) -> bool {
    matches!(expr.ty.scalar(), Some(DataType::Char { length: None, .. }))
}

fn is_text_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::String(_)))
}

fn ends_in_blanks(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Literal(Literal::String(text)) if text.ends_with(' '))
}

fn as_char(value: pg::Expr) -> pg::Expr {
    value.cast(pg::TypeName::builtin("bpchar"))
}

/// Whether it is VARCHAR2; text literals are CHAR.
fn is_varchar2(expr: &Expr) -> bool {
    matches!(expr.ty.scalar(), Some(DataType::Varchar2 { .. }))
        && !matches!(expr.kind, ExprKind::Literal(Literal::String(_) | Literal::Null))
}

/// Whether a value comes from a column.
pub(crate) fn has_column(expr: &Expr) -> bool {
    let mut found = false;
    walk_operands(expr, &mut |inner| {
        found |= matches!(inner.kind, ExprKind::Column(_))
    });
    found
}
