//! EXTEND, TRIM and DELETE, and the pieces that BULK COLLECT needs.

use crate::context::Lowering;
use crate::types::{CollectionForm, is_counted_map, limit};
use plconv_diagnostics::Code;
use plconv_hir::expr::{CollectionMethod, Expr, ExprKind, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, PlKind, PlStatement, TypeName};

impl Lowering<'_> {
    pub(crate) fn collection_call(
        &mut self,
        collection: &Expr,
        method: CollectionMethod,
        args: &[Expr],
        span: Span,
    ) -> Vec<PlStatement> {
        let form = collection
            .ty
            .collection()
            .map(|collection| self.collection_form(collection));
        let current = self.lower_expr(collection);
        let mut values = vec![current];
        let by_number = (collection.ty.collection()).is_some_and(|collection| collection.kind.is_counted());
        values.extend(args.iter().map(|arg| {
            if by_number {
                self.subscript(arg)
            } else {
                self.lower_expr(arg)
            }
        }));
        let largest = collection
            .ty
            .collection()
            .and_then(|collection| limit(collection));
        let counted = (collection.ty.collection()).is_some_and(|collection| is_counted_map(collection));
        let function = match (form, method, args.len()) {
            (Some(_), CollectionMethod::Delete, 0) => {
                let empty = self.empty_collection(&collection.ty);
                return self.assign(collection, empty);
            }
            (Some(CollectionForm::Map { .. }), CollectionMethod::Delete, _) if counted => "table_delete",
            (Some(CollectionForm::Map { integer_keys }), CollectionMethod::Delete, count) => {
                for value in values.iter_mut().skip(1) {
                    let key = std::mem::replace(value, pg::Expr::null());
                    *value = key.cast(TypeName::builtin("text"));
                }
                if count == 1 {
                    "map_delete"
                } else {
                    values.push(pg::Expr::boolean(integer_keys));
                    "map_delete_range"
                }
            }
            (Some(CollectionForm::Map { .. }), CollectionMethod::Extend, _) if counted => {
                values.insert(1, largest.unwrap_or_else(pg::Expr::null));
                "table_extend"
            }
            (Some(CollectionForm::Map { .. }), CollectionMethod::Trim, _) if counted => "table_trim",
            (Some(CollectionForm::Array), CollectionMethod::Extend, 0..=2) => match largest {
                Some(largest) => {
                    values.insert(1, largest);
                    "varray_extend"
                }
                None if self.is_initialized(collection) && args.is_empty() => {
                    return self.append(collection, pg::Expr::null());
                }
                None => "array_extend",
            },
            (Some(CollectionForm::Array), CollectionMethod::Trim, 0..=1) => "array_trim_end",
            _ => {
                self.report(
                    Code::COLLECTION_REFUSED,
                    span,
                    "deleting single elements leaves gaps, which the arrays that values of this type are do not have",
                );
                return vec![self.refused_statement("DELETE of single elements of a nested table")];
            }
        };
        let changed = self.runtime(function, values);
        self.assign(collection, changed)
    }

    /// Whether a nested table, VARRAY or associative array is known not to be NULL.
    pub(crate) fn is_initialized(&self, collection: &Expr) -> bool {
        let known = &self.routine.subscripts;
        match &collection.kind {
            ExprKind::Variable(variable) => {
                known.initialized.contains(&variable.name)
                    || collection.ty.collection().is_some_and(|ty| self.is_dense(ty))
            }
            _ => false,
        }
    }

    /// An array as the collection a target wants.
    pub(crate) fn from_array(&mut self, array: pg::Expr, ty: &Type) -> pg::Expr {
        match ty.collection().map(|collection| self.collection_form(collection)) {
            Some(CollectionForm::Map { .. }) => self.runtime("map_from_array", vec![array]),
            _ => array,
        }
    }

    /// The empty collection of a type.
    pub(crate) fn empty_collection(&mut self, ty: &Type) -> pg::Expr {
        match ty.collection().map(|collection| self.collection_form(collection)) {
            Some(CollectionForm::Map { .. }) => pg::Expr::text("{}").cast(TypeName::builtin("jsonb")),
            _ => pg::Expr::text("{}").cast(self.plain_type_name(ty)),
        }
    }

    /// One more element at the end of a collection.
    pub(crate) fn append(&mut self, collection: &Expr, element: pg::Expr) -> Vec<PlStatement> {
        let current = self.lower_expr(collection);
        let form = collection.ty.collection().map(|ty| self.collection_form(ty));
        let longer = match form {
            Some(CollectionForm::Map { .. }) => {
                let json = super::assign::element_as_jsonb(element, &collection.ty);
                self.runtime("map_append", vec![current, json])
            }
            // An array with lengths would be converted as a whole; its new element alone is not.
            _ if self.is_direct(collection) && !self.type_name(&collection.ty).modifiers.is_empty() => {
                let next = pg::Expr::call("cardinality", vec![current]).binary("+", pg::Expr::number("1"));
                let place = pg::Expr::Subscript(Box::new(self.place(collection)), Box::new(next));
                return vec![PlKind::Assign(place, element).into()];
            }
            _ => pg::Expr::call("array_append", vec![current, element]),
        };
        self.assign(collection, longer)
    }
}
