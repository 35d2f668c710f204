//! The length, precision and scale of elements that are held as JSON, which has none: a value that may exceed them goes
//! through a variable of the element's type, so that it is rounded, or raises ORA-06502, as an assignment does in Oracle.

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_pg::{self as pg, PlKind, PlStatement, TypeName};

impl Lowering<'_> {
    /// The value for an element, and the statements that make it fit.
    pub(super) fn within_limits(
        &mut self,
        target: &Expr,
        source: &Expr,
        value: pg::Expr,
    ) -> (Vec<PlStatement>, pg::Expr) {
        let ExprKind::Element { base, .. } = &target.kind else {
            return (Vec::new(), value);
        };
        let ty = self.type_name(&target.ty);
        if !self.is_map(&base.ty) || ty.modifiers.is_empty() || fits(source, target) {
            return (Vec::new(), value);
        }
        let element = pg::Expr::name(self.shared_temporary("element_value", ty));
        (vec![PlKind::Assign(element.clone(), value).into()], element)
    }

    /// An array for a collection that is held as JSON, with elements that fit, and the statements that make them fit.
    pub(super) fn array_within_limits(
        &mut self,
        target: &Expr,
        array: pg::Expr,
    ) -> (Vec<PlStatement>, pg::Expr) {
        let Some(ty) = self.limited_elements(target) else {
            return (Vec::new(), array);
        };
        let values = pg::Expr::name(self.temporary("bulk_values", ty.array_of()));
        (vec![PlKind::Assign(values.clone(), array).into()], values)
    }

    /// The type of the elements of a collection that is held as JSON, where it has a length, precision or scale.
    pub(super) fn limited_elements(&self, target: &Expr) -> Option<TypeName> {
        let collection = target.ty.collection()?;
        let ty = self.type_name(&collection.element);
        (self.is_map(&target.ty) && !ty.modifiers.is_empty()).then_some(ty)
    }
}

/// Whether a value is known to be one of the target's type.
fn fits(source: &Expr, target: &Expr) -> bool {
    let source = match &source.kind {
        ExprKind::Convert {
            operand,
            implicit: true,
        } => operand,
        _ => source,
    };
    let Some(limit) = target.ty.scalar() else {
        return true;
    };
    match (&source.kind, limit) {
        (ExprKind::Literal(Literal::Null), _) => return true,
        (
            ExprKind::Literal(Literal::String(text)),
            DataType::Varchar2 {
                length: Some(length), ..
            },
        ) => return text.chars().count() <= *length as usize,
        (
            ExprKind::Literal(Literal::Number(text)),
            DataType::Number {
                precision: Some(precision),
                scale,
            },
        ) => {
            let digits = i32::from(*precision) - i32::from(scale.unwrap_or(0));
            return scale.unwrap_or(0) >= 0
                && text.bytes().all(|byte| byte.is_ascii_digit())
                && i32::try_from(text.len()).is_ok_and(|length| length <= digits);
        }
        _ => {}
    }
    match (source.ty.scalar(), limit) {
        (
            Some(DataType::Varchar2 {
                length: Some(own), ..
            }),
            DataType::Varchar2 {
                length: Some(length), ..
            },
        ) => own <= length,
        (Some(own), limit) => own == limit,
        (None, _) => false,
    }
}
