//! Comparison of objects: by their MAP or ORDER method, without one attribute by attribute.
//! Object-Relational Developer's Guide, "Member Methods for Comparing Objects".

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal, Span, VariableKind, VariableRef};
use plconv_hir::item::RoutineId;
use plconv_hir::program::ComparingMethod;
use plconv_hir::ty::{Field, Nullability, ObjectType, Type};
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    /// `a = b`, `a < b` of objects.
    pub(super) fn object_comparison(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> pg::Expr {
        let compared = match (&left.ty, &right.ty) {
            (Type::Object(object), Type::Object(other))
                if self.object_type_name(&object.name) == self.object_type_name(&other.name) =>
            {
                self.compared_objects(op, left, right, object)
            }
            _ => None,
        };
        if let Some(compared) = compared {
            return self.condition(&compared);
        }
        self.report(
            Code::OBJECT_TYPE_FEATURE,
            span,
            "this comparison of objects is not carried over: their type has no MAP or ORDER method in the tree",
        );
        self.refused_expr("comparison of objects")
            .cast(TypeName::builtin("boolean"))
    }

    fn compared_objects(&self, op: BinaryOp, left: &Expr, right: &Expr, object: &ObjectType) -> Option<Expr> {
        match self.program.comparisons.get(&object.name) {
            Some(ComparingMethod::Map(method)) => Some(compare(
                op,
                self.called(method, object, vec![left])?,
                self.called(method, object, vec![right])?,
            )),
            Some(ComparingMethod::Order(method)) => {
                let zero = Expr::synthetic(
                    ExprKind::Literal(Literal::Number("0".to_owned())),
                    Type::NUMBER,
                    Nullability::NotNull,
                );
                Some(compare(op, self.called(method, object, vec![left, right])?, zero))
            }
            // Objects of different types are never equal.
            None if self.program.hierarchies.contains_key(&object.name) => None,
            None => by_attributes(op, left, right, object),
        }
    }

    /// Whether this call, written as such, is one of a MAP or ORDER method for what may be no object: SELF_IS_NULL, while
    /// a comparison that calls it yields NULL.
    pub(crate) fn is_called_for_null(&self, routine: &RoutineId, receiver: &Expr, span: Span) -> bool {
        let compares = || {
            self.program.comparisons.values().any(|method| match method {
                ComparingMethod::Map(id) | ComparingMethod::Order(id) => id == routine,
            })
        };
        let is_self = matches!(&receiver.kind, ExprKind::Variable(variable) if variable.name == "SELF");
        span != Span::default() && !is_self && receiver.nullability.may_be_null() && compares()
    }

    fn called(&self, method: &RoutineId, object: &ObjectType, args: Vec<&Expr>) -> Option<Expr> {
        let method = self.program.called_method(method, &object.name, false);
        let returns = self.program.signature(&method)?.returns.clone()?;
        let kind = ExprKind::Call {
            routine: method,
            args: args.into_iter().cloned().map(Some).collect(),
        };
        Some(Expr::synthetic(kind, returns, Nullability::Nullable))
    }
}

/// Equality of all attributes, where they are scalars of variables, columns or values that are put together here.
fn by_attributes(op: BinaryOp, left: &Expr, right: &Expr, object: &ObjectType) -> Option<Expr> {
    let mut compared = Vec::new();
    for (position, attribute) in object.attributes.iter().enumerate() {
        let Type::Scalar(_) = attribute.ty else {
            return None;
        };
        compared.push(compare(
            op,
            attribute_of(left, position, attribute)?,
            attribute_of(right, position, attribute)?,
        ));
    }
    let compared = compared.into_iter();
    match op {
        BinaryOp::Equal => compared.reduce(|all, next| compare(BinaryOp::And, all, next)),
        BinaryOp::NotEqual => compared.reduce(|all, next| compare(BinaryOp::Or, all, next)),
        _ => None,
    }
}

/// An attribute of a value that may be looked at more than once.
fn attribute_of(value: &Expr, position: usize, attribute: &Field) -> Option<Expr> {
    match &value.kind {
        ExprKind::Constructor { args } => {
            let argument = args.get(position)?;
            let is_plain =
                matches!(argument.kind, ExprKind::Literal(_) | ExprKind::Column(_)) || is_variable(argument);
            is_plain.then(|| argument.clone())
        }
        ExprKind::Column(_) => Some(field_of(value, attribute)),
        _ => is_variable(value).then(|| field_of(value, attribute)),
    }
}

fn field_of(base: &Expr, attribute: &Field) -> Expr {
    let kind = ExprKind::Field {
        base: Box::new(base.clone()),
        field: attribute.name.clone(),
    };
    Expr::synthetic(kind, attribute.ty.clone(), Nullability::Nullable)
}

fn is_variable(value: &Expr) -> bool {
    matches!(
        &value.kind,
        ExprKind::Variable(VariableRef {
            kind: VariableKind::Variable
                | VariableKind::Constant
                | VariableKind::InParameter
                | VariableKind::OutParameter,
            ..
        })
    )
}

fn compare(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    let kind = ExprKind::Binary {
        op,
        left: Box::new(left),
        right: Box::new(right),
    };
    Expr::synthetic(kind, Type::BOOLEAN, Nullability::Nullable)
}
