//! Object types become composite types, collection types domains over arrays.

use super::{Ddl, ObjectKind, Phase};
use crate::naming::identifier;
use plconv_catalog::{DataType, ObjectName, Origin, TypeDefinition, TypeKind};
use plconv_diagnostics::Code;
use plconv_pg::{Expr, Ident, Statement, TypeName};

impl Ddl<'_> {
    pub(super) fn types(&mut self) {
        for (name, definition) in &self.catalog.types {
            let pg_name = self.pg_name(name);
            self.begin(
                ObjectKind::Type,
                &name.to_string(),
                pg_name,
                Phase::Types,
                definition.origin,
            );
            self.type_definition(name, definition);
            self.end();
        }
    }

    fn type_definition(&mut self, name: &ObjectName, definition: &TypeDefinition) {
        let pg_name = self.pg_name(name);
        let origin = definition.origin;
        match &definition.kind {
            TypeKind::Incomplete => {
                self.report(
                    Code::UNKNOWN_TYPE,
                    origin,
                    format!("type {name} is declared but never defined"),
                );
            }
            TypeKind::Object {
                supertype, not_final, ..
            } => {
                if let Some(supertype) = supertype {
                    self.report(
                        Code::OBJECT_TYPE_FEATURE,
                        origin,
                        format!("{name} is a subtype of {supertype}: its attributes are copied, substitution is lost"),
                    );
                } else if *not_final {
                    self.report(
                        Code::OBJECT_TYPE_FEATURE,
                        origin,
                        format!("{name} is NOT FINAL: values of subtypes cannot stand for it"),
                    );
                }
                let attributes = self.all_attributes(name);
                let columns = attributes
                    .iter()
                    .map(|(attribute, data_type)| {
                        let what = format!("attribute {attribute} of type {name}");
                        (
                            Ident(identifier(attribute)),
                            self.type_of(data_type, &what, origin),
                        )
                    })
                    .collect();
                self.emit(Statement::CreateCompositeType(pg_name, columns));
            }
            TypeKind::NestedTable { element } | TypeKind::Varray { element, .. }
                if self.is_collection(element) =>
            {
                // Arrays of arrays would have to be rectangular; code holds them as maps from index to collection.
                self.emit(Statement::CreateDomain(pg_name, TypeName::builtin("jsonb"), None));
                if let TypeKind::Varray { limit, .. } = &definition.kind {
                    self.report(
                        Code::UNSUPPORTED_CLAUSE,
                        origin,
                        format!("{name}: the limit of {limit} elements is not checked for a collection of collections"),
                    );
                }
            }
            TypeKind::NestedTable { element } => {
                let ty = self.element_type(element, name, origin);
                self.emit(Statement::CreateDomain(pg_name, ty.array_of(), None));
            }
            TypeKind::Varray { limit, element } => {
                let ty = self.element_type(element, name, origin);
                let size = Expr::call("cardinality", vec![Expr::Token("VALUE".to_owned())]);
                let check = size.binary("<=", Expr::number(limit.to_string()));
                self.emit(Statement::CreateDomain(pg_name, ty.array_of(), Some(check)));
            }
        }
    }

    fn is_collection(&self, element: &DataType) -> bool {
        let DataType::Named(name) = element else {
            return false;
        };
        super::types::find_type(name, self.catalog)
            .and_then(|name| self.catalog.types.get(&name))
            .is_some_and(|definition| match definition.kind {
                TypeKind::NestedTable { .. } | TypeKind::Varray { .. } => true,
                TypeKind::Object { .. } | TypeKind::Incomplete => false,
            })
    }

    fn element_type(&mut self, element: &DataType, name: &ObjectName, origin: Origin) -> TypeName {
        self.type_of(element, &format!("element of type {name}"), origin)
    }

    /// Attributes of an object type, inherited ones first.
    pub(super) fn all_attributes(&self, name: &ObjectName) -> Vec<(String, DataType)> {
        let mut chain = Vec::new();
        let mut next = Some(name.clone());
        while let Some(current) = next.take() {
            let key = if self.catalog.types.contains_key(&current) {
                current
            } else {
                ObjectName::unqualified(current.name)
            };
            if chain.len() > 32 {
                break;
            }
            if let Some(TypeKind::Object {
                supertype,
                attributes,
                ..
            }) = self.catalog.types.get(&key).map(|definition| &definition.kind)
            {
                chain.push(attributes.clone());
                next.clone_from(supertype);
            }
        }
        chain.into_iter().rev().flatten().collect()
    }
}
