//! NOT NULL where PL/pgSQL has none: of parameters, results, fields of records, elements of collections and variables of
//! packages. PL/SQL Language Reference, "NOT NULL Constraint" and "Formal Parameters of Constrained Subtypes". PL/pgSQL
//! itself checks the local variables that are declared so.

use super::assign::perform;
use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, VariableKind};
use plconv_hir::item::{ParameterMode, Signature};
use plconv_hir::ty::{Nullability, RecordIdentity, Type};
use plconv_pg::{self as pg, PlStatement};
use std::collections::BTreeSet;

/// What of a routine excludes NULL.
#[derive(Clone, Default, Debug)]
pub(crate) struct NeverNull {
    /// OUT and IN OUT parameters.
    parameters: BTreeSet<String>,
    /// The type of its value.
    result: Option<Type>,
}

impl NeverNull {
    /// Of a routine by its header.
    pub(super) fn of(signature: &Signature) -> NeverNull {
        let parameters = (signature.parameters.iter())
            .filter(|parameter| parameter.not_null && parameter.mode != ParameterMode::In)
            .map(|parameter| parameter.name.clone())
            .collect();
        let result = signature
            .returns
            .clone()
            .filter(|_| signature.returns_not_null && !signature.pipelined);
        NeverNull { parameters, result }
    }
}

impl Lowering<'_> {
    /// Whether NULL must be kept out of a place that PL/pgSQL would put it into.
    pub(super) fn keeps_null_out(&self, target: &Expr) -> bool {
        match &target.kind {
            ExprKind::Variable(variable) => {
                variable.kind == VariableKind::OutParameter
                    && self.routine.never_null.parameters.contains(&variable.name)
            }
            ExprKind::PackageVariable(_) => target.nullability == Nullability::NotNull,
            // The row of a table may have NULL in each field.
            ExprKind::Field { base, field } => match &base.ty {
                Type::Record(record) => {
                    matches!(record.identity, RecordIdentity::Declared(_))
                        && (record.fields.iter()).any(|found| found.name == *field && found.not_null)
                }
                Type::Unknown
                | Type::Null
                | Type::Scalar(_)
                | Type::Collection(_)
                | Type::Object(_)
                | Type::RefCursor(_) => false,
            },
            ExprKind::Element { base, .. } => {
                (base.ty.collection()).is_some_and(|collection| collection.element_not_null)
            }
            _ => false,
        }
    }

    /// The value for a place, ORA-06502 where it is NULL and must not be.
    pub(super) fn never_null_in(
        &mut self,
        target: &Expr,
        value: pg::Expr,
        nullability: Nullability,
    ) -> pg::Expr {
        if nullability == Nullability::NotNull || !self.keeps_null_out(target) {
            return value;
        }
        self.never_null(value, &target.ty)
    }

    /// What checks the fields of a record that PL/pgSQL has filled.
    pub(super) fn check_fields(&mut self, place: &pg::Expr, ty: &Type) -> Vec<PlStatement> {
        let Type::Record(record) = ty else {
            return Vec::new();
        };
        if !matches!(record.identity, RecordIdentity::Declared(_)) {
            return Vec::new();
        }
        let required = record.fields.iter().filter(|field| field.not_null);
        required
            .map(|field| {
                let name = self.field_name(ty, &field.name);
                let value = pg::Expr::Field(Box::new(place.clone()), name);
                perform(self.runtime("never_null", vec![value]))
            })
            .collect()
    }

    /// The value that a function returns.
    pub(super) fn returned(&mut self, value: &Expr) -> pg::Expr {
        let lowered = self.lower_expr(value);
        match self.routine.never_null.result.clone() {
            Some(ty) if value.nullability != Nullability::NotNull => self.never_null(lowered, &ty),
            _ => lowered,
        }
    }

    /// A value of a type, ORA-06502 where it is NULL.
    pub(crate) fn never_null(&mut self, value: pg::Expr, ty: &Type) -> pg::Expr {
        let typed = value.cast(self.plain_type_name(ty));
        self.runtime("never_null", vec![typed])
    }
}
