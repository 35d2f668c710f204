//! EXTEND, TRIM and DELETE, and the pieces that BULK COLLECT needs.

use crate::context::Lowering;
use crate::types::{CollectionForm, collection_form, is_counted_map, limit};
use plconv_diagnostics::Code;
use plconv_hir::expr::{CollectionMethod, Expr, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, PlStatement, TypeName};

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
            .map(|collection| collection_form(collection));
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

    /// An array as the collection a target wants.
    pub(crate) fn from_array(&mut self, array: pg::Expr, ty: &Type) -> pg::Expr {
        match ty.collection().map(|collection| collection_form(collection)) {
            Some(CollectionForm::Map { .. }) => self.runtime("map_from_array", vec![array]),
            _ => array,
        }
    }

    /// The empty collection of a type.
    pub(crate) fn empty_collection(&mut self, ty: &Type) -> pg::Expr {
        match ty.collection().map(|collection| collection_form(collection)) {
            Some(CollectionForm::Map { .. }) => pg::Expr::text("{}").cast(TypeName::builtin("jsonb")),
            _ => pg::Expr::text("{}").cast(self.plain_type_name(ty)),
        }
    }

    /// A collection with one more element at its end.
    pub(crate) fn append(&mut self, collection: pg::Expr, element: pg::Expr, ty: &Type) -> pg::Expr {
        match ty.collection().map(|collection| collection_form(collection)) {
            Some(CollectionForm::Map { .. }) => {
                let json = pg::Expr::call("to_jsonb", vec![element]);
                self.runtime("map_append", vec![collection, json])
            }
            _ => pg::Expr::call("array_append", vec![collection, element]),
        }
    }
}
