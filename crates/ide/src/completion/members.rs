//! Members of packages, records, tables and the schema.

use super::{Completion, CompletionKind, query};
use crate::file::FileSyntax;
use crate::hover::signature_text;
use crate::names::Role;
use crate::signature::own_package;
use crate::snapshot::Snapshot;
use crate::types;
use plconv_catalog::ObjectName;
use plconv_hir::program::{PackageScope, SchemaObject};
use plconv_hir::resolve::builtins;
use plconv_hir::ty::Field;

/// What can follow `chain.`
pub(super) fn after_dot(
    snapshot: &Snapshot,
    file: &FileSyntax,
    unit: usize,
    at: u32,
    chain: &str,
) -> Vec<Completion> {
    let names = chain_before(chain);
    let program = snapshot.base.analysis.program();
    let schema = snapshot.base.schema_at(file, unit);
    let [.., last] = names.as_slice() else {
        return Vec::new();
    };
    if names.len() == 1 {
        if let Some(fields) = query::columns_of_alias(snapshot, file, unit, at, last) {
            return columns(&fields);
        }
        if let Some(fields) = fields_of_local(snapshot, file, unit, at, last) {
            return fields;
        }
    }
    let owner = names.len().checked_sub(2).and_then(|index| names.get(index));
    let mut found = match program.find(schema.as_deref(), owner.map(String::as_str), last) {
        Some(SchemaObject::Package(package)) => {
            let inside = own_package(snapshot, file, unit).as_ref() == Some(&package);
            of_package(snapshot, &package, inside)
        }
        Some(SchemaObject::Relation(relation)) => {
            columns(&program.relation_columns(&relation).unwrap_or_default())
        }
        Some(SchemaObject::Sequence(_)) => ["NEXTVAL", "CURRVAL"]
            .map(|name| Completion::new(name, CompletionKind::Member, "NUMBER"))
            .to_vec(),
        Some(SchemaObject::Routine(_) | SchemaObject::Type(_) | SchemaObject::Outside { .. }) | None => {
            Vec::new()
        }
    };
    if found.is_empty() && names.len() == 1 {
        found = of_package(snapshot, &ObjectName::unqualified(last.as_str()), false);
        let prefix = format!("{last}.");
        found.extend(
            builtins::names()
                .filter_map(|name| name.strip_prefix(&prefix))
                .map(|name| Completion::new(name, CompletionKind::BuiltIn, "supplied")),
        );
        found.extend(of_owner(snapshot, last));
    }
    found
}

/// The names before a dot, folded: of `x := a.b` the names `A`, `B`.
fn chain_before(text: &str) -> Vec<String> {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '.' | '"'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    let chain = text.get(start..).unwrap_or("");
    chain
        .split('.')
        .map(
            |name| match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
                Some(quoted) => quoted.to_owned(),
                None => name.to_uppercase(),
            },
        )
        .filter(|name| !name.is_empty())
        .collect()
}

pub(super) fn columns(fields: &[Field]) -> Vec<Completion> {
    fields
        .iter()
        .map(|field| {
            let null = if field.not_null { " NOT NULL" } else { "" };
            let detail = format!("{}{null}", types::oracle(&field.ty));
            Completion::new(field.name.to_lowercase(), CompletionKind::Column, detail)
        })
        .collect()
}

/// The fields of a variable that is a record or object.
fn fields_of_local(
    snapshot: &Snapshot,
    file: &FileSyntax,
    unit: usize,
    at: u32,
    name: &str,
) -> Option<Vec<Completion>> {
    let names = snapshot.names_at(file, unit, at);
    let known = names.uses.iter().find(|found| {
        found.target.name() == name && !found.ty.fields().is_empty() && found.role != Role::Implementation
    })?;
    Some(
        known
            .ty
            .fields()
            .iter()
            .map(|field| {
                Completion::new(
                    field.name.to_lowercase(),
                    CompletionKind::Field,
                    types::oracle(&field.ty),
                )
            })
            .collect(),
    )
}

/// What the package at hand declares, private names too.
pub(super) fn of_own_package(snapshot: &Snapshot, file: &FileSyntax, unit: usize) -> Vec<Completion> {
    own_package(snapshot, file, unit)
        .map(|package| of_package(snapshot, &package, true))
        .unwrap_or_default()
}

fn of_package(snapshot: &Snapshot, package: &ObjectName, inside: bool) -> Vec<Completion> {
    let program = snapshot.base.analysis.program();
    program
        .packages
        .get(package)
        .map(|scope| of_scope(scope, inside))
        .unwrap_or_default()
}

fn of_scope(scope: &PackageScope, inside: bool) -> Vec<Completion> {
    let is_visible = |name: &String| inside || scope.public.contains(name);
    let mut found = Vec::new();
    for (name, overloads) in scope.routines.iter().filter(|(name, _)| is_visible(name)) {
        let detail = overloads
            .first()
            .map(|first| signature_text(first))
            .unwrap_or_default();
        found.push(Completion::new(
            name.to_lowercase(),
            CompletionKind::Routine,
            detail,
        ));
    }
    for (name, variable) in scope.variables.iter().filter(|(name, _)| is_visible(name)) {
        let detail = types::oracle(&variable.ty);
        found.push(Completion::new(
            name.to_lowercase(),
            CompletionKind::Member,
            detail,
        ));
    }
    let cursors = scope.cursors.keys().map(|name| (name, "cursor"));
    let exceptions = scope.exceptions.keys().map(|name| (name, "exception"));
    for (name, detail) in cursors.chain(exceptions).filter(|(name, _)| is_visible(name)) {
        found.push(Completion::new(
            name.to_lowercase(),
            CompletionKind::Member,
            detail,
        ));
    }
    for name in scope.types.keys().filter(|name| is_visible(name)) {
        found.push(Completion::new(name.to_lowercase(), CompletionKind::Type, "type"));
    }
    found
}

/// Objects of any schema that begin with a word.
pub(super) fn of_schema(snapshot: &Snapshot, word: &str) -> Vec<Completion> {
    objects(snapshot, &|name| name.name.starts_with(word))
}

fn of_owner(snapshot: &Snapshot, owner: &str) -> Vec<Completion> {
    objects(snapshot, &|name| name.schema.as_deref() == Some(owner))
}

fn objects(snapshot: &Snapshot, fits: &dyn Fn(&ObjectName) -> bool) -> Vec<Completion> {
    let program = snapshot.base.analysis.program();
    let catalog = &program.catalog;
    let tables = catalog
        .tables
        .keys()
        .map(|name| (name, CompletionKind::Table, "table"));
    let views = catalog
        .views
        .keys()
        .map(|name| (name, CompletionKind::Table, "view"));
    let snapshots = catalog
        .materialized_views
        .keys()
        .map(|name| (name, CompletionKind::Table, "materialized view"));
    let packages = program
        .packages
        .keys()
        .map(|name| (name, CompletionKind::Package, "package"));
    let routines = program
        .routines
        .keys()
        .map(|name| (name, CompletionKind::Routine, "routine"));
    let sequences = catalog
        .sequences
        .keys()
        .map(|name| (name, CompletionKind::Sequence, "sequence"));
    let types = program
        .types
        .keys()
        .map(|name| (name, CompletionKind::Type, "type"));
    tables
        .chain(views)
        .chain(snapshots)
        .chain(packages)
        .chain(routines)
        .chain(sequences)
        .chain(types)
        .filter(|(name, ..)| fits(name))
        .map(|(name, kind, detail)| Completion::new(name.name.to_lowercase(), kind, detail))
        .collect()
}
