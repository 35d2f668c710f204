//! What the units of a project use of each other.

use super::resolved::Resolved;
use crate::facts::{Facts, Link, LinkKind};
use plconv_catalog::{Catalog, ConstraintKind, DataType, ObjectName, TypeKind};
use plconv_hir::item::RoutineId;
use plconv_hir::uses::Uses;
use plconv_lower::ddl::{DdlObject, ObjectKind};
use std::sync::Arc;

/// The facts of a project but for the units of its objects, which the manifest decides.
pub(super) fn facts(catalog: &Arc<Catalog>, resolved: &Resolved) -> Facts {
    let mut facts = Facts {
        catalog: Arc::clone(catalog),
        ..Facts::default()
    };
    of_catalog(catalog, &mut facts);
    of_code(resolved, &mut facts);
    facts
}

/// Adds what the queries and expressions of DDL use.
pub(super) fn add_ddl(facts: &mut Facts, objects: &[DdlObject]) {
    for object in objects {
        let how = match object.kind {
            ObjectKind::View | ObjectKind::MaterializedView => LinkKind::Reads,
            ObjectKind::Schema
            | ObjectKind::Role
            | ObjectKind::Type
            | ObjectKind::Sequence
            | ObjectKind::Table
            | ObjectKind::Index
            | ObjectKind::Synonym
            | ObjectKind::Constraint
            | ObjectKind::TableTriggers
            | ObjectKind::ReadOnlyTrigger
            | ObjectKind::Grant
            | ObjectKind::Other => LinkKind::Needs,
        };
        for target in &object.depends_on {
            facts.add(object.origin.unit, target, how);
        }
    }
}

impl Facts {
    fn add(&mut self, unit: u32, target: &ObjectName, how: LinkKind) {
        self.links.insert(Link {
            unit,
            target: target.clone(),
            how,
        });
    }

    fn add_uses(&mut self, unit: u32, uses: &Uses) {
        let lists = [
            (&uses.reads, LinkKind::Reads),
            (&uses.writes, LinkKind::Writes),
            (&uses.sequences, LinkKind::Needs),
            (&uses.state, LinkKind::State),
        ];
        for (names, how) in lists {
            for name in names {
                self.add(unit, name, how);
            }
        }
        for routine in &uses.calls {
            self.add(unit, &owner(routine), LinkKind::Calls);
        }
        self.errors
            .extend(uses.errors.iter().map(|number| (unit, *number)));
        if uses.ends_transaction {
            self.ends_transaction.insert(unit);
        }
    }

    fn add_type(&mut self, unit: u32, data_type: &DataType) {
        if let DataType::Named(name) | DataType::Ref(name) = data_type {
            self.add(unit, name, LinkKind::Needs);
        }
    }
}

/// The schema object a routine belongs to.
fn owner(routine: &RoutineId) -> ObjectName {
    let outermost = routine.enclosing.first().unwrap_or(&routine.name);
    ObjectName {
        schema: routine.schema.clone(),
        name: routine.package.as_ref().unwrap_or(outermost).clone(),
    }
}

fn of_catalog(catalog: &Catalog, facts: &mut Facts) {
    for (name, table) in &catalog.tables {
        let unit = table.origin.unit;
        for column in &table.columns {
            facts.add_type(unit, &column.data_type);
        }
        for target in table.of_type.iter() {
            facts.add(unit, target, LinkKind::Needs);
        }
        for constraint in &table.constraints {
            if let ConstraintKind::ForeignKey { table: target, .. } = &constraint.kind {
                let target = catalog
                    .referenced_table(target, name)
                    .map_or(target, |(target, _)| target);
                facts.add(unit, target, LinkKind::References);
            }
        }
    }
    for index in catalog.indexes.values() {
        facts.add(index.origin.unit, &index.table, LinkKind::On);
    }
    for synonym in catalog.synonyms.values() {
        facts.add(synonym.origin.unit, &synonym.target, LinkKind::On);
    }
    for definition in catalog.types.values() {
        let unit = definition.origin.unit;
        match &definition.kind {
            TypeKind::Incomplete => {}
            TypeKind::Object {
                supertype,
                attributes,
                ..
            } => {
                for target in supertype.iter() {
                    facts.add(unit, target, LinkKind::Needs);
                }
                for (_, data_type) in attributes {
                    facts.add_type(unit, data_type);
                }
            }
            TypeKind::NestedTable { element } | TypeKind::Varray { element, .. } => {
                facts.add_type(unit, element);
            }
        }
    }
}

fn of_code(resolved: &Resolved, facts: &mut Facts) {
    for item in &resolved.routines {
        facts.add_uses(item.origin.unit, &item.kept.uses.1);
    }
    for (item, body) in &resolved.packages {
        let (specification, uses) = &*item.kept.uses;
        facts.add_uses(item.origin.unit, specification);
        facts.add_uses(body.map_or(item.origin.unit, |origin| origin.unit), uses);
    }
    for item in &resolved.type_bodies {
        facts.add_uses(item.origin.unit, &item.kept.uses.1);
    }
    for item in &resolved.triggers {
        facts.add_uses(item.origin.unit, &item.kept.uses.1);
        facts.add(item.origin.unit, &item.value.table, LinkKind::On);
    }
}
