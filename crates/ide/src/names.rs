//! The names of one unit with what they stand for.
//!
//! The resolver says what names in expressions mean, with types and the chosen overloads; the walk here adds what it
//! does not note: declarations, types, tables, labels.

mod relations;
mod scope;
mod walk;

use crate::file::FileSyntax;
use crate::snapshot::Base;
use crate::target::Target;
use plconv_catalog::{CodeKind, ObjectName};
use plconv_hir::expr::Span;
use plconv_hir::notes::NameNote;
use plconv_hir::program::Program;
use plconv_hir::resolve::{self, Resolver};
use plconv_hir::sink::{Sink, UnitLocation};
use plconv_hir::ty::{Nullability, Type};
use plconv_source::FileId;
use plconv_syntax::ast::{self, AstNode};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

/// All names of a unit, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct UnitNames {
    pub uses: Vec<NameUse>,
}

/// A name and what it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct NameUse {
    /// Bytes of the unit's text.
    pub span: Span,
    pub target: Target,
    pub role: Role,
    pub ty: Type,
    pub nullability: Nullability,
}

/// What a name does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Role {
    /// It declares: in a specification, a declaration, a CREATE.
    Declaration,
    /// It is the header of a body.
    Implementation,
    /// It is written to.
    Write,
    /// It is used.
    Use,
}

impl UnitNames {
    /// The name at or directly before a byte of the unit.
    pub fn at(&self, offset: u32) -> Option<&NameUse> {
        let after = self.uses.partition_point(|name| name.span.start <= offset);
        let name = self.uses.get(after.checked_sub(1)?)?;
        (offset <= name.span.end).then_some(name)
    }
}

/// Numbers of units in locations: notes of the unit itself are told from those of its specification.
const OWN: u32 = 1;
const SPECIFICATION: u32 = 0;

/// Resolves the names of a unit; `specification` is the file and unit with the specification of a body. With `at`, of the
/// routines of a package body the one around that byte alone.
pub(crate) fn resolve_names(
    base: &Base,
    file: &FileSyntax,
    index: usize,
    specification: Option<(Arc<FileSyntax>, usize)>,
    at: Option<u32>,
) -> UnitNames {
    let Some(unit) = file.units.get(index) else {
        return UnitNames::default();
    };
    let Some(syntax) = ast::Unit::cast(unit.tree().root()) else {
        return UnitNames::default();
    };
    let name = unit_name(base, file, index, syntax);
    let own = unit.location(OWN, FileId(0));
    let is_analysed = is_analysed(base, file, index, &name, syntax, specification.as_ref());
    let specification = specification
        .as_ref()
        .and_then(|(file, index)| file.units.get(*index))
        .and_then(|unit| match ast::Unit::cast(unit.tree().root()) {
            Some(ast::Unit::CreatePackage(package)) => {
                Some((package, unit.location(SPECIFICATION, FileId(0))))
            }
            _ => None,
        });
    let program = match is_analysed {
        true => Cow::Borrowed(base.analysis.program()),
        false => edited_program(base.analysis.program(), &name, syntax, specification.clone()),
    };
    let notes = notes(&program, base, file, index, syntax, &name, own, specification, at);
    let notes: FxHashMap<u32, NameNote> = notes
        .into_iter()
        .filter(|note| note.unit == OWN)
        .map(|note| (note.span.start, note))
        .collect();
    let package = match syntax {
        ast::Unit::CreatePackage(_) | ast::Unit::CreatePackageBody(_) => Some(name.clone()),
        _ => None,
    };
    let mut walk = walk::NameWalk::new(&program, file, index, name, package, &notes, at);
    walk.unit(syntax);
    walk.finish()
}

/// Whether the program has a package body as it is now, with its specification.
fn is_analysed(
    base: &Base,
    file: &FileSyntax,
    index: usize,
    name: &ObjectName,
    syntax: ast::Unit<'_>,
    specification: Option<&(Arc<FileSyntax>, usize)>,
) -> bool {
    let code = &base.analysis.program().catalog.code;
    let is_current = |kind, file: &FileSyntax, index| {
        let number = base.number_of(file, index);
        let known = code.get(&(kind, name.clone()));
        known.is_some_and(|code| number == Some(code.origin.unit))
    };
    matches!(syntax, ast::Unit::CreatePackageBody(_))
        && is_current(CodeKind::PackageBody, file, index)
        && match specification {
            Some((file, index)) => is_current(CodeKind::Package, file, *index),
            None => !code.contains_key(&(CodeKind::Package, name.clone())),
        }
}

/// The program with what the unit at hand declares now.
fn edited_program<'p>(
    program: &'p Program,
    name: &ObjectName,
    syntax: ast::Unit<'_>,
    specification: Option<(ast::CreatePackage<'_>, UnitLocation)>,
) -> Cow<'p, Program> {
    let (spec, body) = match syntax {
        ast::Unit::CreatePackage(package) => (Some(package), None),
        ast::Unit::CreatePackageBody(body) => (specification.map(|(package, _)| package), Some(body)),
        _ => return Cow::Borrowed(program),
    };
    let mut resolver = Resolver::new(program, Sink::default());
    let mut scope = resolve::resolve_package_scope(&mut resolver, name, spec, body);
    if let (Some(known), None) = (program.packages.get(name), body) {
        // What is private in the body stays known.
        for (name, signatures) in &known.routines {
            if !scope.routines.contains_key(name) {
                scope.routines.insert(name.clone(), signatures.clone());
            }
        }
    }
    if program.packages.get(name).is_some_and(|known| **known == scope) {
        return Cow::Borrowed(program);
    }
    let mut edited = program.clone();
    edited.packages.insert(name.clone(), Arc::new(scope));
    Cow::Owned(edited)
}

#[allow(clippy::too_many_arguments, reason = "one call, no state worth a struct")]
fn notes(
    program: &Program,
    base: &Base,
    file: &FileSyntax,
    index: usize,
    syntax: ast::Unit<'_>,
    name: &ObjectName,
    own: UnitLocation,
    specification: Option<(ast::CreatePackage<'_>, UnitLocation)>,
    at: Option<u32>,
) -> Vec<NameNote> {
    let mut resolver = Resolver::new(program, Sink::new(own.clone(), None)).with_notes();
    if let Some(at) = at {
        resolver = resolver.only_at(at);
    }
    match syntax {
        ast::Unit::CreateProcedure(_) | ast::Unit::CreateFunction(_) => {
            if let Some((header, _)) = resolve::resolve_function_header(syntax) {
                resolve::resolve_routine(&mut resolver, header, name);
            }
        }
        ast::Unit::CreatePackage(package) => {
            resolve::resolve_package(&mut resolver, name, Some((package, own)), None);
        }
        ast::Unit::CreatePackageBody(body) => {
            resolve::resolve_package(&mut resolver, name, specification, Some((body, own)));
        }
        ast::Unit::CreateTrigger(trigger) => {
            resolve::resolve_trigger(&mut resolver, trigger, name, true);
        }
        ast::Unit::CreateTypeBody(body) => {
            let create = base.unit_of_type(name);
            let create = create
                .as_deref()
                .and_then(|tree| match ast::Unit::cast(tree.root()) {
                    Some(ast::Unit::CreateType(create)) => Some(create),
                    _ => None,
                });
            resolve::resolve_type_body(&mut resolver, name, create, Some(body));
        }
        ast::Unit::CreateView(view) => {
            resolver.current_schema.clone_from(&name.schema);
            view.query().map(|query| resolver.resolve_query(query));
        }
        ast::Unit::CreateMaterializedView(view) => {
            resolver.current_schema.clone_from(&name.schema);
            view.query().map(|query| resolver.resolve_query(query));
        }
        _ => {
            resolver.current_schema = base.schema_at(file, index);
            resolve::resolve_top_statement(&mut resolver, syntax);
        }
    }
    resolver.take_notes()
}

/// The full name of what a unit creates; a schema that is not written is that of the analysed tree.
pub(crate) fn unit_name(base: &Base, file: &FileSyntax, index: usize, syntax: ast::Unit<'_>) -> ObjectName {
    let (written, kind) = match syntax {
        ast::Unit::CreateProcedure(routine) => (routine.name(), Some(CodeKind::Procedure)),
        ast::Unit::CreateFunction(routine) => (routine.name(), Some(CodeKind::Function)),
        ast::Unit::CreatePackage(package) => (package.name(), Some(CodeKind::Package)),
        ast::Unit::CreatePackageBody(body) => (body.name(), Some(CodeKind::PackageBody)),
        ast::Unit::CreateTrigger(trigger) => (trigger.name(), Some(CodeKind::Trigger)),
        ast::Unit::CreateTypeBody(body) => (body.name(), None),
        ast::Unit::CreateType(create) => (create.name(), None),
        ast::Unit::CreateTable(table) => (table.name(), None),
        ast::Unit::CreateView(view) => (view.name(), None),
        ast::Unit::CreateMaterializedView(view) => (view.name(), None),
        ast::Unit::CreateSequence(sequence) => (sequence.name(), None),
        ast::Unit::CreateSynonym(synonym) => (synonym.name(), None),
        ast::Unit::CreateIndex(index) => (index.name(), None),
        _ => (None, None),
    };
    let parts: Vec<String> = written
        .map(|name| name.parts().iter().map(|part| part.folded()).collect())
        .unwrap_or_default();
    match parts.as_slice() {
        [schema, name, ..] => ObjectName::qualified(schema, name),
        [name] => {
            let catalog = &base.analysis.program().catalog;
            let unqualified = ObjectName::unqualified(name);
            let known = kind.and_then(|kind| {
                if catalog.code.contains_key(&(kind, unqualified.clone())) {
                    return None;
                }
                let mut found = catalog
                    .code
                    .keys()
                    .filter(|(other, known)| *other == kind && known.name == *name);
                let first = found.next()?;
                found.next().is_none().then(|| first.1.clone())
            });
            known.unwrap_or_else(|| ObjectName {
                schema: base.schema_at(file, index),
                name: name.clone(),
            })
        }
        [] => ObjectName::unqualified(""),
    }
}
