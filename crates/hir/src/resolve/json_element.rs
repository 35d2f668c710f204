//! The object types of PL/SQL for JSON: their methods are routines of packages of the same names, with SELF first.
//! JSON Developer's Guide, "PL/SQL Object Types for JSON".

use super::Resolver;
use crate::expr::{Expr, ExprKind, IsPredicate};
use crate::supplied::OWNER;
use crate::ty::{Nullability, Type};
use plconv_catalog::{DataType, JsonElement, ObjectName};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

/// The routine that stands for the constructors.
const CONSTRUCTOR: &str = "CONSTRUCT";

impl Resolver<'_> {
    /// A method called for a document; `None` for other values.
    pub(crate) fn json_element_method(
        &mut self,
        base: &Expr,
        method: &str,
        call: Option<ast::CallExpr<'_>>,
        node: SyntaxNode<'_>,
    ) -> Option<Expr> {
        let Some(DataType::JsonElement(kind)) = base.ty.scalar() else {
            return None;
        };
        let owners = [*kind, JsonElement::Element];
        let overloads = owners.iter().find_map(|owner| {
            let package = self.program.packages.get(&package_of(*owner))?;
            let named = package.routines.get(method)?.iter();
            let of_value = |parameters: &[crate::item::Parameter]| {
                parameters
                    .first()
                    .is_some_and(|parameter| parameter.name == super::method::SELF)
            };
            let members: Vec<_> = named
                .filter(|signature| of_value(&signature.parameters))
                .cloned()
                .collect();
            (!members.is_empty()).then_some(members)
        });
        let Some(overloads) = overloads else {
            let message = format!("{}.{method} is not carried over", kind.name());
            return Some(self.refuse_expr(Code::UNKNOWN_BUILT_IN, node, message));
        };
        let mut args = vec![(None, base.clone())];
        args.extend(call.map(|call| self.named_arguments(call)).unwrap_or_default());
        Some(self.resolve_call_with(&overloads, args, node))
    }

    /// `JSON_OBJECT_T(...)`, or without parentheses behind NEW, of the package that stands for the type; `None` for any other package.
    pub(crate) fn json_element_constructor(
        &mut self,
        package: &ObjectName,
        call: Option<ast::CallExpr<'_>>,
        node: SyntaxNode<'_>,
    ) -> Option<Expr> {
        if package.schema.as_deref() != Some(OWNER) || JsonElement::of_name(&package.name).is_none() {
            return None;
        }
        let overloads = self
            .program
            .packages
            .get(package)?
            .routines
            .get(CONSTRUCTOR)?
            .clone();
        Some(self.resolve_call(&overloads, call, node))
    }

    /// `TREAT(value AS JSON_OBJECT_T)`; `None` for other types.
    pub(crate) fn json_element_treated(
        &mut self,
        value: &Expr,
        ty: &Type,
        node: SyntaxNode<'_>,
    ) -> Option<Expr> {
        let method = match (value.ty.scalar(), ty.scalar()) {
            (Some(DataType::JsonElement(_)), Some(DataType::JsonElement(kind))) => match kind {
                JsonElement::Element => return Some(value.clone()),
                JsonElement::Object => "AS_OBJECT",
                JsonElement::Array => "AS_ARRAY",
                JsonElement::Scalar => "AS_SCALAR",
            },
            _ => return None,
        };
        self.json_element_method(value, method, None, node)
    }

    /// `value IS OF (JSON_OBJECT_T)`; `None` for other types, several of them and NOT.
    pub(super) fn json_element_of_type(&mut self, is: ast::IsExpr<'_>, value: &Expr) -> Option<Expr> {
        let names: Vec<_> = is.types().iter().collect();
        let [name] = names.as_slice() else {
            return None;
        };
        let kind = JsonElement::of_name(&name.parts().iter().last()?.folded())?;
        let ty = Type::Scalar(DataType::JsonElement(kind));
        if is.not().is_some() {
            return None;
        }
        let treated = self.json_element_treated(value, &ty, is.syntax())?;
        let kind = ExprKind::Is {
            operand: Box::new(treated),
            negated: true,
            what: IsPredicate::Null,
        };
        Some(Expr::synthetic(kind, Type::BOOLEAN, Nullability::NotNull))
    }
}

fn package_of(kind: JsonElement) -> ObjectName {
    ObjectName::qualified(OWNER, kind.name())
}
