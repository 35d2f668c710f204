//! The types that definitions name. SQL Language Reference, "Syntax for Schema Objects and Parts in SQL Statements".
//!
//! A tree may create a type after what uses it, so the names are looked up when everything is known.

use plconv_catalog::{Catalog, DataType, ObjectName, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// How many synonyms may stand for each other before a name counts as unknown.
const MAX_SYNONYMS: usize = 8;

/// Gives each type that a column, attribute, element or supertype names the key it has in the catalog. Names of no
/// type stay as written.
pub(super) fn find_types(catalog: &mut Catalog) {
    let names = TypeNames::of(catalog);
    for (owner, definition) in &mut catalog.types {
        match &mut definition.kind {
            TypeKind::Object {
                supertype,
                attributes,
                ..
            } => {
                if let Some(supertype) = supertype {
                    names.find(owner, supertype);
                }
                for (_, data_type) in attributes {
                    names.find_in(owner, data_type);
                }
            }
            TypeKind::NestedTable { element } | TypeKind::Varray { element, .. } => {
                names.find_in(owner, element);
            }
            TypeKind::Incomplete => {}
        }
    }
    for (owner, table) in &mut catalog.tables {
        if let Some(of_type) = &mut table.of_type {
            names.find(owner, of_type);
        }
        for column in &mut table.columns {
            names.find_in(owner, &mut column.data_type);
        }
    }
}

/// The names of types and what stands for them.
struct TypeNames {
    types: BTreeSet<ObjectName>,
    synonyms: BTreeMap<ObjectName, ObjectName>,
}

impl TypeNames {
    fn of(catalog: &Catalog) -> Self {
        TypeNames {
            types: catalog.types.keys().cloned().collect(),
            synonyms: (catalog.synonyms.iter())
                .filter(|(_, synonym)| synonym.dblink.is_none())
                .map(|(name, synonym)| (name.clone(), synonym.target.clone()))
                .collect(),
        }
    }

    fn find_in(&self, owner: &ObjectName, data_type: &mut DataType) {
        if let DataType::Named(name) | DataType::Ref(name) = data_type {
            self.find(owner, name);
        }
    }

    fn find(&self, owner: &ObjectName, name: &mut ObjectName) {
        if let Some(found) = self.key(owner.schema.as_deref(), name, MAX_SYNONYMS) {
            *name = found;
        }
    }

    /// The type itself, then a private synonym, then a public one, then the only type of that name.
    fn key(&self, schema: Option<&str>, name: &ObjectName, synonyms: usize) -> Option<ObjectName> {
        let synonyms = synonyms.checked_sub(1)?;
        let unqualified = ObjectName::unqualified(name.name.clone());
        let mut candidates = match (&name.schema, schema) {
            (Some(_), _) => vec![name.clone()],
            (None, Some(schema)) => vec![ObjectName::qualified(schema, name.name.clone())],
            (None, None) => Vec::new(),
        };
        candidates.push(unqualified);
        if name.schema.is_none() {
            candidates.push(ObjectName::qualified("PUBLIC", name.name.clone()));
        }
        if let Some(found) = candidates.iter().find(|candidate| self.types.contains(candidate)) {
            return Some(found.clone());
        }
        for candidate in &candidates {
            if let Some(target) = self.synonyms.get(candidate)
                && let Some(found) = self.key(candidate.schema.as_deref(), target, synonyms)
            {
                return Some(found);
            }
        }
        let mut others = self
            .types
            .iter()
            .filter(|known| known.name == name.name && name.schema.is_none());
        match (others.next(), others.next()) {
            (Some(found), None) => Some(found.clone()),
            _ => None,
        }
    }
}
