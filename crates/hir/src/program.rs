//! The symbols of a whole project: what code can refer to besides its own declarations.

use crate::dispatch::Dispatch;
use crate::item::{Effects, ExceptionId, RoutineId, Signature};
use crate::stmt::{Cursor, TypeDeclaration, Variable};
use crate::ty::{Field, Type};
use plconv_catalog::{Catalog, Hierarchy, IndexMap, ObjectName};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything declared at schema level or in a package; built from the catalog and the routines' headers only, so that
/// an edit of a body leaves it as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Program {
    /// Tables, views, sequences, synonyms.
    pub catalog: Arc<Catalog>,
    /// Standalone procedures and functions.
    pub routines: IndexMap<ObjectName, Arc<Signature>>,
    /// Packages.
    pub packages: IndexMap<ObjectName, Arc<PackageScope>>,
    /// Schema-level object and collection types, resolved.
    pub types: IndexMap<ObjectName, Type>,
    /// Methods of object types.
    pub methods: IndexMap<ObjectName, TypeMethods>,
    /// Methods that subtypes override, by what calls them.
    pub dispatches: IndexMap<RoutineId, Dispatch>,
    /// The hierarchy of each object type that has subtypes or is one.
    pub hierarchies: IndexMap<ObjectName, Arc<Hierarchy>>,
    /// Methods that compare the values of object types.
    pub comparisons: IndexMap<ObjectName, ComparingMethod>,
    /// Columns of views and materialized views.
    pub view_columns: IndexMap<ObjectName, Vec<Field>>,
}

/// The methods of an object type.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TypeMethods {
    /// Those of its body, in order.
    pub defined: Vec<Arc<Signature>>,
    /// NOT INSTANTIABLE ones, which subtypes define.
    pub not_instantiable: Vec<Arc<Signature>>,
}

impl TypeMethods {
    /// All methods.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Signature>> {
        self.defined.iter().chain(&self.not_instantiable)
    }
}

/// The method of an object type that compares its values. PL/SQL Language Reference, "Overloading Member Methods" and
/// SQL Language Reference, "CREATE TYPE".
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ComparingMethod {
    /// MAP: its results are compared.
    Map(RoutineId),
    /// ORDER: its result is compared with 0.
    Order(RoutineId),
}

/// What a package declares. Names of the body that the specification does not have are private.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PackageScope {
    /// Full name.
    pub name: ObjectName,
    /// Variables and constants.
    pub variables: IndexMap<String, Variable>,
    /// Cursors.
    pub cursors: IndexMap<String, Cursor>,
    /// Types and subtypes.
    pub types: IndexMap<String, TypeDeclaration>,
    /// Exceptions.
    pub exceptions: IndexMap<String, ExceptionId>,
    /// Routines with their overloads.
    pub routines: IndexMap<String, Vec<Arc<Signature>>>,
    /// Names declared in the specification.
    pub public: BTreeSet<String>,
    /// Whether the body has an initialisation section or variables with initial values.
    pub has_initialisation: bool,
    /// AUTHID CURRENT_USER.
    pub invoker_rights: bool,
}

/// What every routine does, its callees included.
pub type EffectTable = BTreeMap<RoutineId, Effects>;

/// What a name means at schema level, synonyms followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SchemaObject {
    /// A table, view or materialized view.
    Relation(ObjectName),
    /// A sequence.
    Sequence(ObjectName),
    /// A package.
    Package(ObjectName),
    /// A standalone procedure or function.
    Routine(ObjectName),
    /// An object or collection type.
    Type(ObjectName),
    /// A synonym for something outside the tree, possibly behind a database link.
    Outside {
        /// Target.
        name: ObjectName,
        /// Link.
        dblink: Option<String>,
    },
}

impl Program {
    /// Looks a name up as Oracle does: the object itself, then a private synonym, then a public one.
    /// `schema` is the one written before the name; without it the schema of the current unit, then the unnamed one.
    pub fn find(
        &self,
        current_schema: Option<&str>,
        schema: Option<&str>,
        name: &str,
    ) -> Option<SchemaObject> {
        let mut candidates = Vec::new();
        match schema {
            Some(schema) => {
                candidates.push(ObjectName::qualified(schema, name));
                // A tree that never names its own schema may still qualify references with it.
                if !self.catalog.schemas.iter().any(|known| known == schema) {
                    candidates.push(ObjectName::unqualified(name));
                }
            }
            None => {
                if let Some(current) = current_schema {
                    candidates.push(ObjectName::qualified(current, name));
                }
                candidates.push(ObjectName::unqualified(name));
            }
        }
        candidates
            .iter()
            .find_map(|candidate| self.find_exact(candidate, 0))
            .or_else(|| {
                if schema.is_none() {
                    self.find_public(name)
                } else {
                    None
                }
            })
    }

    /// What stands for a name behind a database link: never an object of the tree that names no schema.
    pub fn find_linked(&self, schema: Option<&str>, name: &str) -> Option<SchemaObject> {
        self.find_exact(&ObjectName::qualified(schema?, name), 0)
    }

    fn find_public(&self, name: &str) -> Option<SchemaObject> {
        if let Some(found) = self.find_exact(&ObjectName::qualified("PUBLIC", name), 0) {
            return Some(found);
        }
        // Code without a schema in a tree where every object has one and the name is unique.
        let mut owners = self
            .catalog
            .schemas
            .iter()
            .filter_map(|owner| self.find_exact(&ObjectName::qualified(owner.clone(), name), 0));
        match (owners.next(), owners.next()) {
            (Some(found), None) => Some(found),
            // What Oracle supplies has public synonyms.
            _ => self.find_exact(&ObjectName::qualified(crate::supplied::OWNER, name), 0),
        }
    }

    fn find_exact(&self, name: &ObjectName, depth: u32) -> Option<SchemaObject> {
        let catalog = &self.catalog;
        if catalog.tables.contains_key(name)
            || catalog.views.contains_key(name)
            || catalog.materialized_views.contains_key(name)
        {
            return Some(SchemaObject::Relation(name.clone()));
        }
        if catalog.sequences.contains_key(name) {
            return Some(SchemaObject::Sequence(name.clone()));
        }
        if self.packages.contains_key(name) {
            return Some(SchemaObject::Package(name.clone()));
        }
        if self.routines.contains_key(name) {
            return Some(SchemaObject::Routine(name.clone()));
        }
        if self.types.contains_key(name) || catalog.types.contains_key(name) {
            return Some(SchemaObject::Type(name.clone()));
        }
        // Rows of a script may have been written before the table got its name.
        if let Some(now) = catalog.renamed.get(name).filter(|_| depth == 0) {
            return self.find_exact(now, depth + 1);
        }
        let synonym = catalog.synonyms.get(name)?;
        // Synonyms can form a circle (ORA-01775).
        if depth < 16 && synonym.dblink.is_none() && synonym.target != *name {
            let found = self.find_exact(&synonym.target, depth + 1).or_else(|| {
                self.find_exact(&ObjectName::unqualified(synonym.target.name.clone()), depth + 1)
            });
            if found.is_some() {
                return found;
            }
        }
        let target = &synonym.target;
        let linked = synonym
            .dblink
            .as_ref()
            .and_then(|link| catalog.linked(target.schema.as_deref(), &target.name, link));
        Some(match linked {
            Some(name) => self
                .find_exact(&name, depth + 1)
                .unwrap_or(SchemaObject::Outside { name, dblink: None }),
            None => SchemaObject::Outside {
                name: target.clone(),
                dblink: synonym.dblink.clone(),
            },
        })
    }

    /// Columns of a table, view or materialized view; `None` when unknown. Invisible columns are included.
    pub fn relation_columns(&self, name: &ObjectName) -> Option<Vec<Field>> {
        if let Some(table) = self.catalog.tables.get(name) {
            // Columns written for an object table are constraints of attributes.
            if table.of_type.is_some() || table.as_query.is_some() {
                return self.view_columns.get(name).cloned();
            }
            // Invisible ones are the last in PostgreSQL, and so are their values in a row.
            let (visible, invisible): (Vec<_>, Vec<_>) =
                table.columns.iter().partition(|column| !column.invisible);
            return Some(
                visible
                    .into_iter()
                    .chain(invisible)
                    .map(|column| Field {
                        name: column.name.clone(),
                        ty: self.column_type(&column.data_type),
                        not_null: column.not_null,
                    })
                    .collect(),
            );
        }
        self.view_columns.get(name).cloned()
    }

    /// The type of a column: named types are looked up.
    pub fn column_type(&self, data_type: &plconv_catalog::DataType) -> Type {
        match data_type {
            plconv_catalog::DataType::Named(name) => match self.types.get(name) {
                Some(ty) => ty.clone(),
                None => Type::Scalar(data_type.clone()),
            },
            plconv_catalog::DataType::Unknown(_) => Type::Unknown,
            other => Type::Scalar(other.clone()),
        }
    }

    /// The signature of a routine at schema level, in a package or of an object type; nested routines are not here.
    pub fn signature(&self, id: &RoutineId) -> Option<&Arc<Signature>> {
        match &id.package {
            Some(package) => {
                let owner = ObjectName {
                    schema: id.schema.clone(),
                    name: package.clone(),
                };
                if let Some(scope) = self.packages.get(&owner) {
                    return scope.routines.get(&id.name)?.get(id.overload as usize);
                }
                self.methods
                    .get(&owner)
                    .and_then(|methods| methods.iter().find(|signature| signature.id == *id))
                    .or_else(|| self.implementation(id))
            }
            None => self.routines.get(&ObjectName {
                schema: id.schema.clone(),
                name: id.name.clone(),
            }),
        }
    }
}
