//! Attributes of objects in SET. Object-Relational Developer's Guide, "Storing Objects in Columns"; PostgreSQL, "Modifying
//! Composite Types".

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::dml::Assignment;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::ty::Nullability;
use plconv_pg::Ident;

impl Lowering<'_> {
    /// Refuses attributes that are no fields of the composite value, and tells what becomes of objects that are NULL.
    pub(super) fn check_attributes(&mut self, set: &[Assignment]) -> Result<(), String> {
        for assignment in set {
            let Assignment::Attribute { place, .. } = assignment else {
                continue;
            };
            if self.passes_json(place) {
                let message =
                    "an attribute whose object can contain itself is held as JSON, and is not updated alone";
                self.report(Code::UNSUPPORTED_STATEMENT, place.span, message).help =
                    Some("assign the whole object".to_owned());
                return Err("UPDATE of an attribute".to_owned());
            }
            if may_be_null(place) {
                self.report(
                    Code::ATTRIBUTE_OF_NULL,
                    place.span,
                    "where the object is NULL, it becomes one that has this attribute",
                );
            }
        }
        Ok(())
    }

    fn passes_json(&self, place: &Expr) -> bool {
        self.is_json_attribute(place)
            || matches!(&place.kind, ExprKind::Field { base, .. } if self.passes_json(base))
    }

    /// The names that lead to an attribute: its column, and fields.
    pub(super) fn path_of_attribute(&self, place: &Expr, path: &mut Vec<Ident>) {
        match &place.kind {
            ExprKind::Field { base, field } => {
                self.path_of_attribute(base, path);
                path.push(self.field_name(&base.ty, field));
            }
            ExprKind::Column(column) => path.push(Ident(identifier(&column.column))),
            _ => {}
        }
    }
}

/// Whether the object of an attribute may be NULL: a column of it without NOT NULL, or an attribute itself.
fn may_be_null(place: &Expr) -> bool {
    !matches!(&place.kind, ExprKind::Field { base, .. }
        if matches!(base.kind, ExprKind::Column(_)) && base.nullability == Nullability::NotNull)
}
