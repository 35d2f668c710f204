//! Names of objects: schemas, clashes in PostgreSQL's one namespace of relations per schema.

use super::{Ddl, ObjectKind, Phase};
use crate::naming::{identifier, shorten};
use plconv_catalog::{ObjectName, Origin};
use plconv_db::Policy;
use plconv_diagnostics::Code;
use plconv_pg::{Ident, QualifiedName, Statement};
use std::collections::BTreeMap;

/// The relation names in use: tables, views, sequences, indexes and composite types share one namespace per schema.
/// PostgreSQL manual, "pg_class". Oracle gives indexes and constraints namespaces of their own.
#[derive(Default)]
pub(super) struct Namespace {
    taken: BTreeMap<(Option<String>, String), String>,
}

impl Namespace {
    /// Takes a name; gives the Oracle name of who has it already.
    pub(super) fn take(&mut self, schema: Option<&str>, name: &str, owner: &str) -> Result<(), String> {
        let key = (schema.map(str::to_owned), name.to_owned());
        match self.taken.get(&key) {
            Some(other) => Err(other.clone()),
            None => {
                self.taken.insert(key, owner.to_owned());
                Ok(())
            }
        }
    }

    fn is_free(&self, schema: Option<&str>, name: &str) -> bool {
        !self
            .taken
            .contains_key(&(schema.map(str::to_owned), name.to_owned()))
    }
}

/// The PostgreSQL schema of an object; none leaves it to the search path.
pub fn schema_of(name: &ObjectName, policy: &Policy) -> Option<String> {
    match &name.schema {
        Some(schema) => Some(identifier(schema)),
        None => policy.default_schema.clone(),
    }
}

/// The PostgreSQL name of an object.
pub fn qualified(name: &ObjectName, policy: &Policy) -> QualifiedName {
    QualifiedName::new(schema_of(name, policy).as_deref(), identifier(&name.name))
}

/// Column names.
pub(super) fn idents(names: &[String]) -> Vec<Ident> {
    names.iter().map(|name| Ident(identifier(name))).collect()
}

impl Ddl<'_> {
    pub(super) fn pg_name(&self, name: &ObjectName) -> QualifiedName {
        qualified(name, self.policy)
    }

    /// A name derived from an object's, in the same schema.
    pub(super) fn derived_name(&self, name: &ObjectName, suffix: &str) -> QualifiedName {
        let derived = shorten(&format!("{}{suffix}", identifier(&name.name)));
        QualifiedName::new(schema_of(name, self.policy).as_deref(), derived)
    }

    /// Tables, views, sequences and types keep their names, since code refers to them.
    pub(super) fn reserve_names(&mut self) {
        let catalog = self.catalog;
        let names = (catalog.tables.keys())
            .chain(catalog.views.keys())
            .chain(catalog.materialized_views.keys())
            .chain(catalog.sequences.keys())
            .chain(catalog.types.keys());
        for name in names {
            let schema = schema_of(name, self.policy);
            // Clashes are found when everything is lowered: stored code has names too.
            let _ = self
                .names
                .take(schema.as_deref(), &identifier(&name.name), &name.to_string());
        }
    }

    /// The name of an index or key: its own, or a free one with a diagnostic.
    pub(super) fn relation_name(
        &mut self,
        schema_owner: &ObjectName,
        oracle_name: &str,
        origin: Origin,
    ) -> String {
        let schema = schema_of(schema_owner, self.policy);
        let wanted = identifier(oracle_name);
        let Err(other) = self.names.take(schema.as_deref(), &wanted, oracle_name) else {
            if identifier(oracle_name).len() < oracle_name.len() {
                self.report(
                    Code::NAME_CHANGED,
                    origin,
                    format!("{oracle_name} is longer than 63 bytes and became {wanted}"),
                );
            }
            return wanted;
        };
        let free = (1..)
            .map(|number| {
                let suffix = if number == 1 {
                    "_idx".to_owned()
                } else {
                    format!("_idx{number}")
                };
                shorten(&format!("{wanted}{suffix}"))
            })
            .find(|candidate| self.names.is_free(schema.as_deref(), candidate))
            .unwrap_or(wanted);
        self.report(
            Code::NAME_CHANGED,
            origin,
            format!("{oracle_name} became {free}: indexes and tables share one namespace, and {other} has the name"),
        );
        // The name was just found free.
        let _ = self.names.take(schema.as_deref(), &free, oracle_name);
        free
    }

    /// The key of the table a foreign key or index names.
    pub(super) fn find_table(&self, name: &ObjectName, from: &ObjectName) -> Option<ObjectName> {
        let (key, _) = self.catalog.referenced_table(name, from)?;
        Some(key.clone())
    }

    pub(super) fn schemas(&mut self) {
        let mut schemas: Vec<String> = self.policy.default_schema.iter().cloned().collect();
        for schema in &self.catalog.schemas {
            let name = identifier(schema);
            if !schemas.contains(&name) {
                schemas.push(name);
            }
        }
        for schema in schemas {
            let ident = Ident(schema.clone());
            self.begin(
                ObjectKind::Schema,
                &schema.to_uppercase(),
                QualifiedName::plain(schema),
                Phase::Schemas,
                Origin::default(),
            );
            self.emit(Statement::Raw(format!("CREATE SCHEMA IF NOT EXISTS {ident}")));
            self.end();
        }
    }
}
