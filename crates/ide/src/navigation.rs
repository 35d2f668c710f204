//! From a name to where it is declared and implemented.

use crate::file::FileSyntax;
use crate::names::{NameUse, Role};
use crate::snapshot::Snapshot;
use crate::target::Target;
use plconv_catalog::{CodeKind, ObjectName, Origin};
use plconv_source::{TextRange, TextSize};
use plconv_syntax::ast::{self, AstNode};
use std::sync::Arc;

/// A range of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file.
    pub path: Arc<str>,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Place {
    pub(crate) fn new(path: &Arc<str>, range: TextRange) -> Self {
        Place {
            path: Arc::clone(path),
            start: range.start().into(),
            end: range.end().into(),
        }
    }

    /// The bytes.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start.into(), self.end.max(self.start).into())
    }
}

/// A name at a place of a file.
pub(crate) struct Found {
    pub unit: usize,
    pub name: NameUse,
    pub range: TextRange,
}

/// The name at or directly before an offset.
pub(crate) fn name_at(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Option<Found> {
    let (index, unit, at) = file.unit_at(offset)?;
    let names = snapshot.names(file, index);
    let name = names.at(at)?.clone();
    Some(Found {
        unit: index,
        range: unit.range(name.span.start, name.span.end),
        name,
    })
}

/// Where the name at an offset is defined: from a use the body, from a body its specification, from a specification the
/// body.
pub fn definition(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Vec<Place> {
    let Some(found) = name_at(snapshot, file, offset) else {
        return Vec::new();
    };
    let wanted = match found.name.role {
        Role::Implementation => [Role::Declaration, Role::Implementation],
        Role::Declaration | Role::Use | Role::Write => [Role::Implementation, Role::Declaration],
    };
    first_of(snapshot, file, &found, &wanted)
}

/// Where the name at an offset is declared: the specification.
pub fn declaration(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Vec<Place> {
    let Some(found) = name_at(snapshot, file, offset) else {
        return Vec::new();
    };
    first_of(snapshot, file, &found, &[Role::Declaration, Role::Implementation])
}

/// The body of the name at an offset.
pub fn implementation(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Vec<Place> {
    let Some(found) = name_at(snapshot, file, offset) else {
        return Vec::new();
    };
    first_of(snapshot, file, &found, &[Role::Implementation])
}

fn first_of(snapshot: &Snapshot, file: &FileSyntax, found: &Found, roles: &[Role]) -> Vec<Place> {
    let mut sites = sites(snapshot, &found.name.target);
    // A parameter is declared in the specification and in the body: the header at hand is meant.
    let is_here = |site: &Site| site.unit == found.unit && site.file.path == file.path;
    if matches!(found.name.target, Target::Parameter { .. }) && sites.iter().any(is_here) {
        sites.retain(is_here);
    }
    let of_role = |role: &Role| {
        let places: Vec<Place> = sites
            .iter()
            .filter(|site| site.role == *role)
            .map(|site| site.place.clone())
            .collect();
        (!places.is_empty()).then_some(places)
    };
    roles.iter().find_map(of_role).unwrap_or_default()
}

/// Where something is declared or implemented.
pub(crate) struct Site {
    pub place: Place,
    pub role: Role,
    pub file: Arc<FileSyntax>,
    pub unit: usize,
    pub name: NameUse,
}

/// All declarations and bodies.
pub(crate) fn sites(snapshot: &Snapshot, target: &Target) -> Vec<Site> {
    let mut sites = Vec::new();
    for (file, index) in declaring_units(snapshot, target) {
        let Some(unit) = file.units.get(index) else {
            continue;
        };
        let names = snapshot.names(&file, index);
        let found = names.uses.iter().filter(|name| {
            name.target == *target && matches!(name.role, Role::Declaration | Role::Implementation)
        });
        for name in found {
            sites.push(Site {
                place: Place::new(&file.path, unit.range(name.span.start, name.span.end)),
                role: name.role,
                file: Arc::clone(&file),
                unit: index,
                name: name.clone(),
            });
        }
    }
    sites
}

/// The units in which something may be declared.
pub(crate) fn declaring_units(snapshot: &Snapshot, target: &Target) -> Vec<(Arc<FileSyntax>, usize)> {
    let code = |kinds: &[CodeKind], name: &ObjectName| units_of_code(snapshot, kinds, name);
    match target {
        Target::Local { path, unit, .. } => snapshot
            .file(path)
            .map(|file| (file, *unit))
            .into_iter()
            .collect(),
        Target::Routine(id) | Target::Parameter { routine: id, .. } => match &id.package {
            Some(package) => {
                let name = ObjectName {
                    schema: id.schema.clone(),
                    name: package.clone(),
                };
                let mut units = code(&[CodeKind::Package, CodeKind::PackageBody], &name);
                units.extend(units_of_object(snapshot, &name));
                units
            }
            None => {
                let outer = id.enclosing.first().unwrap_or(&id.name);
                let name = ObjectName {
                    schema: id.schema.clone(),
                    name: outer.clone(),
                };
                code(
                    &[CodeKind::Procedure, CodeKind::Function, CodeKind::Trigger],
                    &name,
                )
            }
        },
        Target::Member { package, .. } => code(&[CodeKind::Package, CodeKind::PackageBody], package),
        Target::Trigger(name) => code(&[CodeKind::Trigger], name),
        Target::Object(name) => {
            let mut units = code(&[CodeKind::Package, CodeKind::PackageBody], name);
            units.extend(units_of_object(snapshot, name));
            units
        }
        Target::Column {
            relation: Some(relation),
            ..
        } => units_of_object(snapshot, relation),
        Target::Column { relation: None, .. } | Target::Field { .. } | Target::BuiltIn(_) => Vec::new(),
    }
}

fn units_of_code(
    snapshot: &Snapshot,
    kinds: &[CodeKind],
    name: &ObjectName,
) -> Vec<(Arc<FileSyntax>, usize)> {
    let catalog = &snapshot.base.analysis.program().catalog;
    kinds
        .iter()
        .filter_map(|kind| {
            let origin = catalog.code.get(&(*kind, name.clone()))?.origin;
            let fits = |unit: ast::Unit<'_>| {
                let (found, written) = match unit {
                    ast::Unit::CreatePackage(unit) => (CodeKind::Package, unit.name()),
                    ast::Unit::CreatePackageBody(unit) => (CodeKind::PackageBody, unit.name()),
                    ast::Unit::CreateProcedure(unit) => (CodeKind::Procedure, unit.name()),
                    ast::Unit::CreateFunction(unit) => (CodeKind::Function, unit.name()),
                    ast::Unit::CreateTrigger(unit) => (CodeKind::Trigger, unit.name()),
                    _ => return false,
                };
                found == *kind && is_called(written, name)
            };
            snapshot.creating(origin, &fits)
        })
        .collect()
}

/// Tables, views, sequences, synonyms and types.
fn units_of_object(snapshot: &Snapshot, name: &ObjectName) -> Vec<(Arc<FileSyntax>, usize)> {
    let catalog = &snapshot.base.analysis.program().catalog;
    let origins: [Option<Origin>; 7] = [
        catalog.tables.get(name).map(|table| table.origin),
        catalog.views.get(name).map(|view| view.origin),
        catalog.materialized_views.get(name).map(|view| view.origin),
        catalog.sequences.get(name).map(|sequence| sequence.origin),
        catalog.synonyms.get(name).map(|synonym| synonym.origin),
        catalog.types.get(name).map(|found| found.origin),
        catalog.types.get(name).and_then(|found| found.body),
    ];
    let mut units: Vec<(Arc<FileSyntax>, usize)> = Vec::new();
    for (number, origin) in origins.into_iter().enumerate() {
        let Some(origin) = origin else { continue };
        let is_body = number == 6;
        let fits = |unit: ast::Unit<'_>| {
            let written = match unit {
                ast::Unit::CreateTable(unit) => unit.name(),
                ast::Unit::CreateView(unit) => unit.name(),
                ast::Unit::CreateMaterializedView(unit) => unit.name(),
                ast::Unit::CreateSequence(unit) => unit.name(),
                ast::Unit::CreateSynonym(unit) => unit.name(),
                ast::Unit::CreateType(unit) if !is_body => unit.name(),
                ast::Unit::CreateTypeBody(unit) if is_body => unit.name(),
                _ => return false,
            };
            is_called(written, name)
        };
        units.extend(snapshot.creating(origin, &fits));
    }
    units
}

fn is_called(written: Option<ast::ObjectName<'_>>, name: &ObjectName) -> bool {
    written
        .and_then(|written| written.parts().iter().last())
        .is_some_and(|last| last.folded() == name.name)
}

/// The innermost routine header around an offset of a unit, as a target.
pub(crate) fn routine_around(
    snapshot: &Snapshot,
    file: &FileSyntax,
    unit: usize,
    offset: u32,
) -> Option<(Target, TextRange, TextRange)> {
    let syntax = file.units.get(unit)?;
    let names = snapshot.names(file, unit);
    let path = syntax.tree().path_at(offset);
    path.into_iter().rev().find_map(|node| {
        let (name, is_trigger) = match ast::CreateTrigger::cast(node) {
            Some(trigger) => (trigger.name()?.parts().iter().last()?, true),
            None => (crate::declarations::routine_name(node)?, false),
        };
        if !is_trigger && !crate::declarations::is_routine(node) {
            return None;
        }
        let name = name.syntax();
        let found = names.uses.iter().find(|found| found.span.start == name.start())?;
        Some((
            found.target.clone(),
            syntax.range(node.start(), node.end()),
            syntax.range(name.start(), name.end()),
        ))
    })
}
