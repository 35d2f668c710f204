//! Values of object types that have subtypes: one composite type for all types of a hierarchy, whose first attribute
//! names the type of the value. Object-Relational Developer's Guide, "Substituting Types in a Type Hierarchy".

use crate::context::Lowering;
use crate::naming::{constructor_name, identifier};
use crate::plpgsql::value_with_type;
use plconv_catalog::{HeldAttribute, ObjectName, TYPE_TAG};
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::ty::{Field, Type};
use plconv_pg::{self as pg, Ident};

impl Lowering<'_> {
    /// How an attribute is held when its object type has relatives.
    fn held(&self, base: &Type, field: &str) -> Option<&HeldAttribute> {
        let Type::Object(object) = base else {
            return None;
        };
        self.program
            .hierarchies
            .get(&object.name)?
            .held(&object.name, field)
    }

    /// The field of a composite value that holds an attribute.
    pub(crate) fn field_name(&self, base: &Type, field: &str) -> Ident {
        let name = self.held(base, field).map_or(field, |held| held.held_as.as_str());
        Ident(identifier(name))
    }

    /// Whether an attribute is held as JSON, since values of its type can contain its object.
    pub(crate) fn is_json_attribute(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Field { base, field } => self.held(&base.ty, field).is_some_and(|held| held.recursive),
            _ => false,
        }
    }

    /// An attribute that is held as JSON as a value of its type.
    pub(super) fn attribute_value(&mut self, base: &Type, field: &str, value: pg::Expr) -> pg::Expr {
        if !self.held(base, field).is_some_and(|held| held.recursive) {
            return value;
        }
        let ty = base.fields().iter().find(|known| known.name == field);
        match ty.cloned() {
            Some(Field { ty, .. }) => self.from_json(value, &ty),
            None => value,
        }
    }

    /// A value as its target holds it.
    pub(crate) fn held_value(&self, target: &Expr, value: pg::Expr) -> pg::Expr {
        if self.is_json_attribute(target) {
            pg::Expr::call("to_jsonb", vec![value_with_type(value)])
        } else {
            value
        }
    }

    /// A new object of a type that has relatives.
    pub(super) fn new_object(&mut self, name: &ObjectName, args: &[Expr]) -> Option<pg::Expr> {
        self.program.hierarchies.get(name)?;
        let given = args
            .iter()
            .rposition(|arg| !arg.is_null_literal())
            .map_or(0, |last| last + 1);
        let values = args.iter().take(given).map(|arg| self.lower_expr(arg)).collect();
        let function = constructor_name(&self.object_name(name));
        Some(pg::Expr::Call(Box::new(pg::Call::new(function, values))))
    }

    /// `operand IS [NOT] OF (types)`
    pub(super) fn is_of_type(
        &mut self,
        operand: &Expr,
        negated: bool,
        types: &[ObjectName],
        span: Span,
    ) -> pg::Expr {
        let hierarchy = match &operand.ty {
            Type::Object(object) => self.program.hierarchies.get(&object.name),
            Type::Unknown
            | Type::Null
            | Type::Scalar(_)
            | Type::Record(_)
            | Type::Collection(_)
            | Type::RefCursor(_) => None,
        };
        let Some(hierarchy) = hierarchy else {
            return self.refused_predicate("IS OF", span);
        };
        let tags = types
            .iter()
            .map(|name| pg::Expr::text(hierarchy.tag(name)))
            .collect();
        has_tag(self.tag_of(operand), negated, tags)
    }

    /// The name of the type that a value has.
    fn tag_of(&mut self, operand: &Expr) -> pg::Expr {
        let tag = Ident(identifier(TYPE_TAG));
        let is_column = matches!(operand.kind, ExprKind::Column(_) | ExprKind::Field { .. });
        match self.lower_expr(operand) {
            pg::Expr::Name(mut name) if !is_column => {
                name.0.push(tag);
                pg::Expr::Name(name)
            }
            other => pg::Expr::Field(Box::new(other), tag),
        }
    }

    /// `TREAT(value AS type)`
    pub(super) fn treat(&mut self, value: &Expr, types: &[Expr]) -> pg::Expr {
        let tags: Vec<pg::Expr> = types.iter().map(|name| self.lower_expr(name)).collect();
        let object = self.lower_expr(value);
        if is_place(value) {
            return pg::Expr::Case {
                operand: None,
                branches: vec![(has_tag(self.tag_of(value), false, tags), object)],
                else_value: None,
            };
        }
        // Evaluated once.
        let args = std::iter::once(object).chain(tags).collect();
        self.runtime("treat", args)
    }
}

/// Whether the name of a type is one of those given.
fn has_tag(tag: pg::Expr, negated: bool, tags: Vec<pg::Expr>) -> pg::Expr {
    match tags.as_slice() {
        [one] => tag.binary(if negated { "<>" } else { "=" }, one.clone()),
        _ => pg::Expr::InList(Box::new(tag), negated, tags),
    }
}

/// Whether an expression only names where a value is.
fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) | ExprKind::Column(_) => true,
        ExprKind::Field { base, .. } => is_place(base),
        _ => false,
    }
}
