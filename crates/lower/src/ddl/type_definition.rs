//! Object types become composite types, collection types domains over arrays.

use super::{Ddl, ObjectKind, Phase};
use crate::naming::{constructor_name, identifier};
use plconv_catalog::{DataType, Hierarchy, ObjectName, Origin, TYPE_TAG, TypeDefinition, TypeKind};
use plconv_diagnostics::Code;
use plconv_pg::{
    Block, Comments, CreateRoutine, Declaration, DeclarationKind, Expr, Ident, PlKind, QualifiedName,
    RoutineParameter, Statement, TypeName,
};

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
            TypeKind::Object { .. } => {
                if let Some(hierarchy) = self.hierarchies.get(name).cloned() {
                    return self.type_of_hierarchy(name, &hierarchy, definition);
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

    /// One composite type for all types of a hierarchy, and for each a function that makes its values.
    fn type_of_hierarchy(&mut self, name: &ObjectName, hierarchy: &Hierarchy, definition: &TypeDefinition) {
        let origin = definition.origin;
        let held = self.pg_name(&hierarchy.root);
        if *name == hierarchy.root {
            let tag = (Ident(identifier(TYPE_TAG)), TypeName::builtin("text"));
            let mut columns = vec![tag];
            for attribute in hierarchy.attributes.iter().filter(|attribute| !attribute.shared) {
                let what = format!("attribute {} of type {}", attribute.name, attribute.owner);
                let ty = if attribute.recursive {
                    TypeName::builtin("jsonb")
                } else {
                    self.type_of(&attribute.data_type, &what, origin)
                };
                columns.push((Ident(identifier(&attribute.held_as)), ty));
            }
            self.emit(Statement::CreateCompositeType(held.clone(), columns));
        } else {
            self.depend(hierarchy.root.clone());
        }
        self.report(
            Code::OBJECT_HIERARCHY,
            origin,
            format!(
                "values of {name} are values of the composite type {held}, whose {} names their type",
                identifier(TYPE_TAG)
            ),
        );
        if !matches!(
            definition.kind,
            TypeKind::Object {
                not_instantiable: true,
                ..
            }
        ) {
            let constructor = self.constructor(name, hierarchy, held, origin);
            self.emit(constructor);
        }
    }

    /// The function that makes values of a type from its attributes.
    fn constructor(
        &mut self,
        name: &ObjectName,
        hierarchy: &Hierarchy,
        held: QualifiedName,
        origin: Origin,
    ) -> Statement {
        let function = constructor_name(&self.pg_name(name));
        let created = Ident::from("created");
        let place = |field: &str| Expr::Name(QualifiedName(vec![created.clone(), Ident(identifier(field))]));
        let mut parameters = Vec::new();
        let mut statements = vec![PlKind::Assign(place(TYPE_TAG), Expr::text(hierarchy.tag(name))).into()];
        for (attribute, data_type) in self.all_attributes(name) {
            let Some(column) = hierarchy.held(name, &attribute) else {
                continue;
            };
            let what = format!("attribute {attribute} of type {name}");
            let mut ty = self.type_of(&data_type, &what, origin);
            ty.modifiers.clear();
            let parameter = Ident(identifier(&attribute));
            let mut value = Expr::Name(QualifiedName(vec![
                Ident(function.last().to_owned()),
                parameter.clone(),
            ]));
            if column.recursive {
                value = Expr::call("to_jsonb", vec![value]);
            }
            statements.push(PlKind::Assign(place(&column.held_as), value).into());
            parameters.push(RoutineParameter {
                name: parameter,
                mode: "",
                ty,
                default: Some(Expr::null()),
            });
        }
        statements.push(PlKind::Return(Some(Expr::name(created.clone()))).into());
        let returned = TypeName::named(&held);
        Statement::CreateRoutine(Box::new(CreateRoutine {
            name: function,
            procedure: false,
            parameters,
            returns: Some(returned.clone()),
            attributes: vec!["IMMUTABLE".to_owned()],
            body: Block {
                declarations: vec![Declaration {
                    kind: DeclarationKind::Variable {
                        name: created,
                        constant: false,
                        ty: returned,
                        not_null: false,
                        default: None,
                    },
                    comments: Comments::default(),
                }],
                statements,
                ..Block::default()
            },
            options: Vec::new(),
            comments: Vec::new(),
        }))
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
