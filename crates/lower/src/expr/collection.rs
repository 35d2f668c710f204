//! Elements and methods of collections. PL/SQL Language Reference, "Collection Methods".

use crate::context::Lowering;
use crate::types::{CollectionForm, is_counted_map, limit};
use plconv_diagnostics::Code;
use plconv_hir::expr::{CollectionMethod, Expr, ExprKind};
use plconv_hir::ty::{CollectionKind, CollectionType};
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    pub(super) fn element(&mut self, base: &Expr, index: &Expr, expr: &Expr) -> pg::Expr {
        if let ExprKind::CursorAttribute { attribute, .. } = &base.kind {
            return self.bulk_attribute(*attribute, index);
        }
        let collection = self.lower_expr(base);
        match base.ty.collection() {
            Some(ty)
                if self.collection_form(ty) == CollectionForm::Array
                    && self.routine.subscripts.existing.contains(&expr.span) =>
            {
                let subscript = self.existing_subscript(index);
                pg::Expr::Subscript(Box::new(collection), Box::new(subscript))
            }
            Some(ty) if self.is_forall_index(index) => {
                let is_array = self.collection_form(ty) == CollectionForm::Array;
                let args = vec![collection, self.subscript(index)];
                let value = self.runtime("forall_element", args);
                if is_array {
                    value
                } else {
                    self.from_json(value, &expr.ty)
                }
            }
            Some(ty) if self.is_dense(ty) => {
                let args = vec![collection, self.subscript(index)];
                self.runtime("array_value", args)
            }
            Some(ty) if ty.kind.is_counted() => {
                let mut args = vec![collection, self.subscript(index)];
                args.extend(limit(ty));
                if is_counted_map(ty) {
                    let value = self.runtime("table_element", args);
                    return self.from_json(value, &expr.ty);
                }
                self.runtime("element", args)
            }
            Some(_) => {
                let key = self.lower_expr(index).cast(TypeName::builtin("text"));
                let value = self.runtime("map_get", vec![collection, key]);
                self.from_json(value, &expr.ty)
            }
            None => {
                self.report(
                    Code::COLLECTION_REFUSED,
                    expr.span,
                    "the subscripted value has an unknown type",
                );
                self.refused_expr("subscript of an unknown collection")
            }
        }
    }

    /// The index of an element that an array has: LAST is its length.
    pub(crate) fn existing_subscript(&mut self, index: &Expr) -> pg::Expr {
        match &index.kind {
            ExprKind::CollectionMethod {
                base,
                method: CollectionMethod::Last | CollectionMethod::Count,
                ..
            } => pg::Expr::call("cardinality", vec![self.lower_expr(base)]),
            _ => self.subscript(index),
        }
    }

    /// An index of an array: Oracle rounds numbers to integers.
    pub(crate) fn subscript(&mut self, index: &Expr) -> pg::Expr {
        let value = self.lower_expr(index);
        if self.is_integer(index) || super::native::is_integer_call(&value) {
            value
        } else {
            value.cast(TypeName::builtin("integer"))
        }
    }

    pub(super) fn collection_method(
        &mut self,
        base: &Expr,
        method: CollectionMethod,
        args: &[Expr],
    ) -> pg::Expr {
        if let ExprKind::CursorAttribute { .. } = &base.kind
            && method == CollectionMethod::Count
        {
            return pg::Expr::call("cardinality", vec![self.lower_expr(base)]);
        }
        let Some(collection) = base.ty.collection().cloned() else {
            return self.refused_expr("method of an unknown collection");
        };
        let value = self.lower_expr(base);
        match self.collection_form(&collection) {
            CollectionForm::Map { integer_keys } => {
                let args = args.iter().map(|arg| self.lower_expr(arg)).collect();
                let value = match method {
                    CollectionMethod::Exists => value,
                    _ if is_counted_map(&collection) => self.runtime("initialized", vec![value]),
                    _ => value,
                };
                self.map_method(value, method, args, &collection, integer_keys)
            }
            CollectionForm::Array => {
                let args = args.iter().map(|arg| self.subscript(arg)).collect();
                self.array_method(base, value, method, args, &collection)
            }
        }
    }

    fn map_method(
        &mut self,
        map: pg::Expr,
        method: CollectionMethod,
        args: Vec<pg::Expr>,
        collection: &CollectionType,
        integer_keys: bool,
    ) -> pg::Expr {
        let numeric = pg::Expr::boolean(integer_keys);
        let key = |args: Vec<pg::Expr>| {
            args.into_iter()
                .next()
                .unwrap_or_else(pg::Expr::null)
                .cast(TypeName::builtin("text"))
        };
        let found = match method {
            CollectionMethod::Count => return self.runtime("map_count", vec![map]),
            CollectionMethod::Exists => return self.runtime("map_exists", vec![map, key(args)]),
            CollectionMethod::First => self.runtime("map_first", vec![map, numeric]),
            CollectionMethod::Last => self.runtime("map_last", vec![map, numeric]),
            CollectionMethod::Next => self.runtime("map_next", vec![map, key(args), numeric]),
            CollectionMethod::Prior => self.runtime("map_prior", vec![map, key(args), numeric]),
            CollectionMethod::Limit => return limit(collection).unwrap_or_else(pg::Expr::null),
            CollectionMethod::Extend | CollectionMethod::Trim | CollectionMethod::Delete => {
                return self.refused_expr("a collection procedure in an expression");
            }
        };
        if integer_keys {
            found.cast(TypeName::builtin("integer"))
        } else {
            found
        }
    }

    fn array_method(
        &mut self,
        base: &Expr,
        array: pg::Expr,
        method: CollectionMethod,
        args: Vec<pg::Expr>,
        collection: &CollectionType,
    ) -> pg::Expr {
        let index = args.into_iter().next().unwrap_or_else(pg::Expr::null);
        match method {
            // Uninitialised collections raise COLLECTION_IS_NULL.
            CollectionMethod::Count if self.is_initialized(base) => {
                pg::Expr::call("cardinality", vec![array])
            }
            CollectionMethod::Count => self.runtime("array_count", vec![array]),
            CollectionMethod::First => self.runtime("array_first", vec![array]),
            CollectionMethod::Last => self.runtime("array_last", vec![array]),
            CollectionMethod::Exists => {
                let length = pg::Expr::call("cardinality", vec![array]);
                let within = index
                    .clone()
                    .binary(">=", pg::Expr::number("1"))
                    .binary("AND", index.binary("<=", length));
                pg::Expr::call("coalesce", vec![within, pg::Expr::boolean(false)])
            }
            CollectionMethod::Next => self.runtime("array_next", vec![array, index]),
            CollectionMethod::Prior => self.runtime("array_prior", vec![array, index]),
            CollectionMethod::Limit => match collection.kind {
                CollectionKind::Varray { limit } => pg::Expr::number(limit.to_string()),
                _ => pg::Expr::null().cast(TypeName::builtin("integer")),
            },
            CollectionMethod::Extend | CollectionMethod::Trim | CollectionMethod::Delete => {
                self.refused_expr("a collection procedure in an expression")
            }
        }
    }
}
