//! Hierarchies of object types. Object-Relational Developer's Guide, "Inheritance in SQL Object Types".
//!
//! A value of a subtype can stand wherever one of its supertypes can, and stays what it is. All types of a hierarchy
//! are therefore held in one form: the attributes of all of them, and one that names the type of the value.

use crate::{Catalog, DataType, ObjectName, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The attribute that names the type of a value.
pub const TYPE_TAG: &str = "OBJECT_TYPE";

/// How deep types may be derived: a tree can contain a circle.
const MAX_DEPTH: usize = 64;

/// Object types whose values can stand for one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hierarchy {
    /// The topmost type.
    pub root: ObjectName,
    /// All types, the topmost first, in the order of their definitions.
    pub types: Vec<ObjectName>,
    /// The attributes of all types, in that order.
    pub attributes: Vec<HeldAttribute>,
    /// The direct supertype of each type but the topmost.
    parents: BTreeMap<ObjectName, ObjectName>,
}

/// An attribute in the common form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldAttribute {
    /// The type that declares it.
    pub owner: ObjectName,
    /// Dictionary name.
    pub name: String,
    /// Type.
    pub data_type: DataType,
    /// Dictionary name in the common form.
    pub held_as: String,
    /// Whether another type has brought it into the common form already.
    pub shared: bool,
    /// Whether its values can contain values of the hierarchy, so that no composite type can have it as it is.
    pub recursive: bool,
}

impl Catalog {
    /// The supertypes of an object type, the nearest first.
    pub fn supertypes<'c>(&'c self, name: &ObjectName) -> impl Iterator<Item = &'c ObjectName> + use<'c> {
        std::iter::successors(self.supertype(name), |next| self.supertype(next)).take(MAX_DEPTH)
    }

    fn supertype(&self, name: &ObjectName) -> Option<&ObjectName> {
        match &self.types.get(name)?.kind {
            TypeKind::Object {
                supertype: Some(supertype),
                ..
            } => self.types.get_key_value(supertype).map(|(key, _)| key),
            TypeKind::Object { .. }
            | TypeKind::Incomplete
            | TypeKind::NestedTable { .. }
            | TypeKind::Varray { .. } => None,
        }
    }

    /// The topmost supertype, or the type itself.
    pub fn topmost<'c>(&'c self, name: &'c ObjectName) -> &'c ObjectName {
        self.supertypes(name).last().unwrap_or(name)
    }

    /// The hierarchies of two types or more, in the order in which their topmost types are defined.
    pub fn hierarchies(&self) -> Vec<Hierarchy> {
        let mut members: BTreeMap<&ObjectName, Vec<&ObjectName>> = BTreeMap::new();
        for name in self.types.keys() {
            members.entry(self.topmost(name)).or_default().push(name);
        }
        self.types
            .keys()
            .filter_map(|root| members.get(root).map(|types| (root, types)))
            .filter(|(_, types)| types.len() > 1)
            .map(|(root, types)| self.hierarchy(root, types))
            .collect()
    }

    fn hierarchy(&self, root: &ObjectName, types: &[&ObjectName]) -> Hierarchy {
        let others = types.iter().filter(|name| **name != root);
        let types: Vec<ObjectName> = std::iter::once(root).chain(others.copied()).cloned().collect();
        let mut attributes: Vec<HeldAttribute> = Vec::new();
        for owner in &types {
            let Some(TypeKind::Object { attributes: own, .. }) =
                self.types.get(owner).map(|definition| &definition.kind)
            else {
                continue;
            };
            for (name, data_type) in own {
                let same = attributes
                    .iter()
                    .find(|held| held.name == *name && held.data_type == *data_type);
                let taken = *name == TYPE_TAG || attributes.iter().any(|held| held.held_as == *name);
                let held_as = match same {
                    Some(same) => same.held_as.clone(),
                    None if taken => format!("{}_{name}", owner.name),
                    None => name.clone(),
                };
                attributes.push(HeldAttribute {
                    owner: owner.clone(),
                    name: name.clone(),
                    data_type: data_type.clone(),
                    held_as,
                    shared: same.is_some(),
                    recursive: self.contains(data_type, root, &mut BTreeSet::new()),
                });
            }
        }
        let parents = types
            .iter()
            .filter_map(|name| Some((name.clone(), self.supertype(name)?.clone())))
            .collect();
        Hierarchy {
            root: root.clone(),
            types,
            attributes,
            parents,
        }
    }

    /// Whether values of a type can contain values of a hierarchy.
    fn contains<'c>(
        &'c self,
        data_type: &'c DataType,
        root: &ObjectName,
        seen: &mut BTreeSet<&'c ObjectName>,
    ) -> bool {
        let DataType::Named(name) = data_type else {
            return false;
        };
        if !seen.insert(name) {
            return false;
        }
        if self.topmost(name) == root {
            return true;
        }
        match self.types.get(name).map(|definition| &definition.kind) {
            Some(TypeKind::NestedTable { element } | TypeKind::Varray { element, .. }) => {
                self.contains(element, root, seen)
            }
            Some(TypeKind::Object { attributes, .. }) => {
                let top = self.topmost(name);
                let relatives = self.types.iter().filter(|(key, _)| self.topmost(key) == top);
                let inherited = relatives.flat_map(|(_, definition)| match &definition.kind {
                    TypeKind::Object { attributes, .. } => attributes.as_slice(),
                    TypeKind::Incomplete | TypeKind::NestedTable { .. } | TypeKind::Varray { .. } => &[],
                });
                attributes
                    .iter()
                    .chain(inherited)
                    .any(|(_, attribute)| self.contains(attribute, root, seen))
            }
            Some(TypeKind::Incomplete) | None => false,
        }
    }
}

impl Hierarchy {
    /// Whether a type is another one or derived from it.
    pub fn is_or_under(&self, name: &ObjectName, supertype: &ObjectName) -> bool {
        std::iter::successors(Some(name), |next| self.parents.get(*next))
            .take(MAX_DEPTH)
            .any(|one| one == supertype)
    }

    /// A type and those derived from it, in the order of their definitions.
    pub fn under<'h>(&'h self, name: &'h ObjectName) -> impl Iterator<Item = &'h ObjectName> {
        self.types.iter().filter(move |one| self.is_or_under(one, name))
    }

    /// How an attribute of a type is held, its own or inherited.
    pub fn held(&self, name: &ObjectName, attribute: &str) -> Option<&HeldAttribute> {
        self.attributes
            .iter()
            .find(|held| held.name == attribute && self.is_or_under(name, &held.owner))
    }

    /// What the attribute that names the type holds for values of a type.
    pub fn tag(&self, name: &ObjectName) -> String {
        let clash = self
            .types
            .iter()
            .any(|other| other.name == name.name && other != name);
        if clash {
            name.to_string()
        } else {
            name.name.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Origin, TypeDefinition};

    /// Name, supertype, attributes.
    type Declared<'a> = (&'a str, Option<&'a str>, &'a [(&'a str, DataType)]);

    fn catalog(types: &[Declared<'_>]) -> Catalog {
        let mut catalog = Catalog::default();
        for (name, supertype, attributes) in types {
            let name = ObjectName::unqualified(*name);
            let attributes = attributes
                .iter()
                .map(|(name, ty)| ((*name).to_owned(), ty.clone()));
            let kind = TypeKind::Object {
                supertype: supertype.map(ObjectName::unqualified),
                attributes: attributes.collect(),
                has_methods: false,
                not_final: true,
                not_instantiable: false,
            };
            catalog.types.insert(
                name.clone(),
                TypeDefinition {
                    name,
                    kind,
                    origin: Origin::default(),
                    body: None,
                },
            );
        }
        catalog
    }

    #[test]
    fn attributes_of_all_types_are_held_together() {
        let named = |name: &str| DataType::Named(ObjectName::unqualified(name));
        let catalog = catalog(&[
            ("ALONE", None, &[("A", DataType::NUMBER)]),
            ("SHAPE", None, &[("NAME", DataType::VARCHAR2)]),
            (
                "SQUARE",
                Some("SHAPE"),
                &[("SIZE", DataType::NUMBER), ("IN", named("SHAPE"))],
            ),
            ("CUBE", Some("SQUARE"), &[("OBJECT_TYPE", DataType::NUMBER)]),
            (
                "ROUND",
                Some("SHAPE"),
                &[("SIZE", DataType::VARCHAR2), ("IN", named("SHAPE"))],
            ),
        ]);
        let hierarchies = catalog.hierarchies();
        let [shapes] = hierarchies.as_slice() else {
            panic!("one hierarchy, not {hierarchies:?}");
        };
        let held: Vec<_> = shapes
            .attributes
            .iter()
            .map(|held| {
                let marks = [(held.shared, " shared"), (held.recursive, " recursive")];
                let marks: String = marks
                    .iter()
                    .filter(|(is, _)| *is)
                    .map(|(_, mark)| *mark)
                    .collect();
                format!("{}.{} {}{marks}", held.owner, held.name, held.held_as)
            })
            .collect();
        assert_eq!(
            held,
            [
                "SHAPE.NAME NAME",
                "SQUARE.SIZE SIZE",
                "SQUARE.IN IN recursive",
                "CUBE.OBJECT_TYPE CUBE_OBJECT_TYPE",
                "ROUND.SIZE ROUND_SIZE",
                "ROUND.IN IN shared recursive",
            ]
        );
        let cube = ObjectName::unqualified("CUBE");
        let square = ObjectName::unqualified("SQUARE");
        assert!(shapes.is_or_under(&cube, &square) && !shapes.is_or_under(&square, &cube));
        assert_eq!(shapes.under(&square).collect::<Vec<_>>(), [&square, &cube]);
    }
}
