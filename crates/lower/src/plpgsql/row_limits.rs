//! Limits of the fields and attributes of rows, and of the elements of maps, that are made at once.
//!
//! A cast of `ROW(...)` to a composite type rounds numbers and cuts texts, which is no error, and a `jsonb` has no limits.
//! PL/SQL Language Reference, "Record Variables": fields have their types with their limits.

use crate::context::Lowering;
use crate::expr::longest_text;
use plconv_catalog::DataType;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::ty::{Field, Type};
use plconv_pg as pg;

impl Lowering<'_> {
    /// An argument of a constructor as an element that a map holds.
    pub(crate) fn limited_element(&mut self, value: pg::Expr, ty: &Type, source: &Expr) -> pg::Expr {
        let rounded = match ty.scalar() {
            Some(DataType::Number {
                precision: Some(precision),
                scale,
            }) => {
                let digits = i16::from(*precision) - scale.unwrap_or(0).max(0);
                source.ty != *ty && !is_whole_of(source, digits)
            }
            _ => false,
        };
        if rounded {
            return value.cast(self.type_name(ty));
        }
        self.limited_text(value, ty, longest(source))
    }

    /// A text of no more characters than `longest` as a value of a type, which it must not be too long for.
    pub(crate) fn limited_text(&mut self, value: pg::Expr, ty: &Type, longest: Option<u32>) -> pg::Expr {
        let Some(
            DataType::Varchar2 {
                length: Some(length), ..
            }
            | DataType::Char {
                length: Some(length), ..
            },
        ) = ty.scalar()
        else {
            return value;
        };
        if longest.is_some_and(|longest| longest <= *length) {
            return value;
        }
        let mut args = vec![value, pg::Expr::number(length.to_string())];
        if self.sql_depth > 0 {
            args.push(pg::Expr::boolean(true));
        }
        self.runtime("limited_text", args)
    }

    /// `ROW(values)` of a record or object: its texts within the limits of their fields.
    pub(crate) fn limited_row(
        &mut self,
        values: Vec<pg::Expr>,
        fields: &[Field],
        sources: &[Expr],
    ) -> pg::Expr {
        let types = |index: usize| fields.get(index).map(|field| &field.ty);
        let values = values.into_iter().enumerate().map(|(index, value)| {
            let source = sources.get(index);
            match types(index) {
                Some(ty) => self.limited_text(value, ty, source.and_then(longest)),
                None => value,
            }
        });
        pg::Expr::Row(values.collect())
    }

    /// The same of columns of these types.
    pub(crate) fn limited_row_of_columns(
        &mut self,
        values: Vec<pg::Expr>,
        row: &Type,
        columns: &[Type],
    ) -> pg::Expr {
        let fields = row.fields();
        let values = values.into_iter().enumerate().map(|(index, value)| {
            let given = columns.get(index).and_then(longest_of);
            match fields.get(index) {
                Some(field) => self.limited_text(value, &field.ty, given),
                None => value,
            }
        });
        pg::Expr::Row(values.collect())
    }
}

/// Whether it is NULL or a whole number of no more digits.
fn is_whole_of(source: &Expr, digits: i16) -> bool {
    match &source.kind {
        ExprKind::Literal(Literal::Null) => true,
        ExprKind::Literal(Literal::Number(text)) => {
            text.bytes().all(|byte| byte.is_ascii_digit())
                && i16::try_from(text.len()).is_ok_and(|length| length <= digits)
        }
        _ => false,
    }
}

/// How long the text of an expression can be, where its kind or its declaration says so.
fn longest(source: &Expr) -> Option<u32> {
    match &source.kind {
        ExprKind::Literal(Literal::String(text)) => u32::try_from(text.chars().count()).ok(),
        ExprKind::Literal(Literal::Null) => Some(0),
        ExprKind::Convert { operand, .. } => match operand.ty.scalar() {
            Some(ty) if ty.is_numeric() => longest_text(ty),
            _ => None,
        },
        ExprKind::Builtin { name, args } => match (name.as_str(), args.as_slice()) {
            ("SUBSTR", [_, _, length]) => match &length.kind {
                ExprKind::Literal(Literal::Number(digits)) => digits.parse().ok(),
                _ => None,
            },
            ("UPPER" | "LOWER" | "TRIM" | "LTRIM" | "RTRIM" | "INITCAP", [text, ..]) => longest(text),
            _ => None,
        },
        ExprKind::Trim { source, .. } => longest(source),
        ExprKind::Variable(_)
        | ExprKind::PackageVariable(_)
        | ExprKind::Column(_)
        | ExprKind::Field { .. }
        | ExprKind::Element { .. } => longest_of(&source.ty),
        _ => None,
    }
}

/// How long texts of a type can be.
fn longest_of(ty: &Type) -> Option<u32> {
    match ty.scalar() {
        Some(
            DataType::Varchar2 {
                length: Some(length), ..
            }
            | DataType::Char {
                length: Some(length), ..
            },
        ) => Some(*length),
        _ => None,
    }
}
