//! CREATE TYPE and CREATE TYPE BODY. PL/SQL Language Reference, "CREATE TYPE Statement".

use super::Replay;
use super::source::{has_phrase, object_name, replaces, words};
use plconv_catalog::{TypeDefinition, TypeKind};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_type(&mut self, create: ast::CreateType<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        let kind = type_kind(create.definition());
        let mut body = None;
        if let Some(earlier) = self.catalog.types.get(&name) {
            body = earlier.body;
            let (place, complete) = (earlier.origin, earlier.kind != TypeKind::Incomplete);
            if kind == TypeKind::Incomplete {
                // A forward declaration after the definition changes nothing.
                return;
            }
            if complete {
                let replaces = replaces(create.create());
                self.report_duplicate("type", &name, place, origin, replaces);
                if !replaces {
                    return;
                }
            }
            // The complete definition stands where it is written, after the types it uses.
            self.catalog.types.shift_remove(&name);
        }
        self.catalog.types.insert(
            name.clone(),
            TypeDefinition {
                name,
                kind,
                origin,
                body,
            },
        );
    }

    pub(super) fn create_type_body(&mut self, create: ast::CreateTypeBody<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        let key = self.existing(&name, self.catalog.types.keys());
        let Some(definition) = key.and_then(|key| self.catalog.types.get_mut(&key)) else {
            self.not_replayed(
                create.syntax(),
                format!("type body {name} has no type specification before it"),
            );
            return;
        };
        if let Some(earlier) = definition.body.replace(origin) {
            self.report_duplicate("type body", &name, earlier, origin, true);
        }
    }
}

fn type_kind(definition: Option<ast::TypeDefinition<'_>>) -> TypeKind {
    match definition {
        None | Some(ast::TypeDefinition::OpaqueTypeDef(_)) => TypeKind::Incomplete,
        Some(ast::TypeDefinition::ObjectTypeDef(object)) => object_type(object),
        Some(ast::TypeDefinition::CollectionTypeDef(collection)) => collection_type(collection),
    }
}

fn object_type(object: ast::ObjectTypeDef<'_>) -> TypeKind {
    let mut attributes = Vec::new();
    let mut has_methods = false;
    for member in object.members().iter() {
        match member {
            ast::TypeMember::AttributeDef(attribute) => {
                if let (Some(name), Some(datatype)) = (attribute.name(), attribute.datatype()) {
                    attributes.push((name.folded(), super::data_type(datatype)));
                }
            }
            ast::TypeMember::MethodSpec(_) => has_methods = true,
            ast::TypeMember::PragmaStmt(_) => {}
        }
    }
    let flags: Vec<String> = object
        .flags()
        .iter()
        .flat_map(|flag| words(flag.syntax()))
        .collect();
    TypeKind::Object {
        supertype: object.under().map(object_name),
        attributes,
        has_methods,
        not_final: has_phrase(&flags, "NOT FINAL"),
        not_instantiable: has_phrase(&flags, "NOT INSTANTIABLE"),
    }
}

fn collection_type(collection: ast::CollectionTypeDef<'_>) -> TypeKind {
    let element = collection.element().map_or_else(
        || plconv_catalog::DataType::Unknown(collection.syntax().text().to_owned()),
        super::data_type,
    );
    match collection.limit() {
        Some(limit) => TypeKind::Varray {
            limit: limit.syntax().text().trim().parse().unwrap_or(u32::MAX),
            element,
        },
        None => TypeKind::NestedTable { element },
    }
}
