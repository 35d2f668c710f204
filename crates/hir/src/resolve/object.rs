//! The types of object values: IS OF and TREAT. SQL Language Reference, "IS OF type Condition", "TREAT".

use super::expr::object_name;
use super::{Resolver, span_of};
use crate::expr::{Expr, ExprKind, Literal};
use crate::program::SchemaObject;
use crate::ty::{Nullability, Type};
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Resolver<'_> {
    /// The types that the values may have for which `IS OF (type, ONLY type)` holds.
    pub(super) fn types_of_values(&mut self, is: ast::IsExpr<'_>) -> Vec<ObjectName> {
        let whole = is.syntax();
        let mut types = Vec::new();
        for name in is.types().iter() {
            let parts: Vec<String> = name.parts().iter().map(|part| part.folded()).collect();
            let written = object_name(&parts);
            let current = self.current_schema.clone();
            let found = self
                .program
                .find(current.as_deref(), written.schema.as_deref(), &written.name);
            let Some(SchemaObject::Type(found)) = found else {
                types.push(written);
                continue;
            };
            let start = (span_of(name.syntax()).start - span_of(whole).start) as usize;
            let only = whole
                .text()
                .get(..start)
                .is_some_and(|before| before.trim_end().to_uppercase().ends_with("ONLY"));
            match self.program.hierarchies.get(&found) {
                Some(hierarchy) if !only => types.extend(hierarchy.under(&found).cloned()),
                _ => types.push(found),
            }
        }
        types
    }

    /// `TREAT(value AS type)`: the value when it has the type or one derived from it, otherwise NULL.
    pub(super) fn treat(&mut self, treat: ast::TreatExpr<'_>) -> Expr {
        let operand = self.required(treat.operand());
        let ty = self.resolve_datatype(treat.datatype());
        if let Some(treated) = self.json_element_treated(&operand, &ty, treat.syntax()) {
            return treated;
        }
        let Type::Object(object) = &ty else {
            return self.refuse_expr(
                Code::OBJECT_TYPE_FEATURE,
                treat.syntax(),
                format!("{} names no object type of the tree", treat.syntax().text()),
            );
        };
        let span = span_of(treat.syntax());
        let Some(hierarchy) = self.program.hierarchies.get(&object.name) else {
            return Expr { ty, span, ..operand };
        };
        let tags = hierarchy.under(&object.name).map(|name| {
            let tag = ExprKind::Literal(Literal::String(hierarchy.tag(name)));
            Expr::synthetic(tag, Type::VARCHAR2, Nullability::NotNull)
        });
        let kind = ExprKind::Builtin {
            name: "TREAT".to_owned(),
            args: std::iter::once(operand).chain(tags).collect(),
        };
        Expr {
            kind,
            ty,
            nullability: Nullability::Nullable,
            span,
        }
    }
}
