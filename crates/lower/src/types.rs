//! HIR types to PostgreSQL types.

use crate::context::Lowering;
use plconv_catalog::{DataType, ObjectName, type_map};
use plconv_hir::ty::{CollectionKind, CollectionType, Type};
use plconv_pg::TypeName;

/// How a collection is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CollectionForm {
    /// An array, subscripts from 1.
    Array,
    /// A jsonb object from key to element, for associative arrays, collections of collections and nested tables that lose
    /// single elements.
    Map {
        /// Whether keys are numbers.
        integer_keys: bool,
    },
}

/// How values of a collection type are held: associative arrays may be sparse, and arrays of arrays would have to be
/// rectangular, so both are maps.
pub fn collection_form(collection: &CollectionType) -> CollectionForm {
    match collection.kind {
        CollectionKind::AssociativeInteger => CollectionForm::Map { integer_keys: true },
        CollectionKind::AssociativeString { .. } => CollectionForm::Map { integer_keys: false },
        CollectionKind::NestedTable | CollectionKind::Varray { .. } => {
            if collection.gaps || matches!(collection.element, Type::Collection(_)) {
                CollectionForm::Map { integer_keys: true }
            } else {
                CollectionForm::Array
            }
        }
    }
}

/// Whether it is a map whose keys are 1 to a count, as those of nested tables and VARRAYs are.
pub fn is_counted_map(collection: &CollectionType) -> bool {
    collection.kind.is_counted() && collection_form(collection) != CollectionForm::Array
}

/// The largest number of elements of a VARRAY, as an argument.
pub fn limit(collection: &CollectionType) -> Option<plconv_pg::Expr> {
    match collection.kind {
        CollectionKind::Varray { limit } => Some(plconv_pg::Expr::number(limit.to_string())),
        CollectionKind::NestedTable
        | CollectionKind::AssociativeInteger
        | CollectionKind::AssociativeString { .. } => None,
    }
}

impl Lowering<'_> {
    /// How values of a collection type are held in the routine that is lowered.
    pub(crate) fn collection_form(&self, collection: &CollectionType) -> CollectionForm {
        if self.is_dense(collection) {
            CollectionForm::Array
        } else {
            collection_form(collection)
        }
    }

    /// Whether it is a type of associative arrays that have the keys 1 to their COUNT in this routine.
    pub(crate) fn is_dense(&self, collection: &CollectionType) -> bool {
        let mut dense = self.routine.subscripts.dense.iter();
        dense.any(|known| **known == *collection)
    }

    /// Whether a value is a collection that is held as a map.
    pub(crate) fn is_map(&self, ty: &Type) -> bool {
        ty.collection()
            .is_some_and(|collection| matches!(self.collection_form(collection), CollectionForm::Map { .. }))
    }

    /// The type of a variable, column or field.
    pub fn type_name(&self, ty: &Type) -> TypeName {
        match ty {
            Type::Unknown | Type::Null => TypeName::builtin("text"),
            Type::Scalar(data_type) => self.scalar_type(data_type),
            Type::Record(record) => match self.record_name(&record.identity) {
                Some(name) => TypeName::named(&name),
                None => TypeName::builtin("record"),
            },
            Type::Collection(collection) => match self.collection_form(collection) {
                CollectionForm::Array => self.type_name(&collection.element).array_of(),
                CollectionForm::Map { .. } => TypeName::builtin("jsonb"),
            },
            Type::Object(object) => self.object_type_name(&object.name),
            Type::RefCursor(_) => TypeName::builtin("refcursor"),
        }
    }

    /// The type of a scalar; named types outside the tree become text, which the resolver reported.
    pub fn scalar_type(&self, data_type: &DataType) -> TypeName {
        match type_map::postgres_type(data_type, &self.type_choices()) {
            Some(ty) => TypeName::with_modifiers(ty.name, ty.modifiers),
            None => match data_type {
                DataType::Named(name) | DataType::Ref(name) if self.program.types.contains_key(name) => {
                    self.object_type_name(name)
                }
                _ => TypeName::builtin("text"),
            },
        }
    }

    /// The composite type of an object type: all types of a hierarchy are one.
    pub fn object_type_name(&self, name: &ObjectName) -> TypeName {
        TypeName::named(&self.object_name(self.program.catalog.topmost(name)))
    }

    /// The type without modifiers, as parameters, results and casts of expressions have it.
    pub fn plain_type_name(&self, ty: &Type) -> TypeName {
        let mut name = self.type_name(&ty.unconstrained());
        name.modifiers.clear();
        match name.text.as_str() {
            "char" | "varchar" => TypeName {
                text: "text".to_owned(),
                ..name
            },
            _ => name,
        }
    }
}
