//! Stored code, resolved in parallel.

use super::Middle;
use super::memory::{CodeKey, CodeKind as Code, KeptCode, Memory, ProgramKey};
use super::resolved::{Item, Resolved};
use super::type_body::resolve_type_body;
use crate::convert::internal_error;
use crate::guard::run_guarded;
use plconv_catalog::{CodeKind, ObjectName, Origin};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::{Units, package_units};
use plconv_hir::expr::Span;
use plconv_hir::item::{Routine, RoutineId};
use plconv_hir::resolve::{self, BodyEdit, Resolver};
use plconv_hir::sink::Sink;
use plconv_hir::stmt::DeclarationKind;
use plconv_syntax::ast::{self, AstNode, SyntaxTree};
use rayon::prelude::*;
use std::sync::Arc;

/// An object with code.
struct Object<'a> {
    name: &'a ObjectName,
    /// None: an object type.
    kind: Option<CodeKind>,
    origin: Origin,
    /// The body of a package.
    body: Option<Origin>,
    enabled: bool,
}

/// Resolves all stored code that is not in the memory. `texts` are those of the units.
pub(crate) fn resolve_all(
    middle: &Middle<'_>,
    texts: &[Arc<str>],
    memory: &Memory,
    program: ProgramKey,
) -> Resolved {
    let mut known = memory.code(program);
    let objects = objects(middle);
    let results: Vec<(CodeKey, Result<Arc<KeptCode>, Diagnostic>, bool)> = objects
        .par_iter()
        .map(|object| {
            let key = object.key(texts);
            let units = object.units();
            let before = known.get(&key);
            if let Some(before) = before.as_ref().filter(|before| before.units == units) {
                return (key, Ok(Arc::clone(before)), false);
            }
            if let Some(renumbered) = before.and_then(|before| before.renumbered(&units)) {
                return (key, Ok(Arc::new(renumbered)), true);
            }
            middle.work.note_resolved(&units);
            let resolved = run_guarded(|| {
                let nothing = || KeptCode::new(Code::None, units.clone(), Vec::new());
                Arc::new(object.resolve(middle).unwrap_or_else(nothing))
            });
            let resolved = resolved.map_err(|message| {
                let location = Units(middle.units).location(object.origin);
                internal_error(location.file_range(Span::default()), &message)
            });
            let is_new = resolved.is_ok();
            (key, resolved, is_new)
        })
        .collect();
    let mut resolved = Resolved::default();
    for (object, (key, result, is_new)) in objects.iter().zip(results) {
        match result {
            Ok(kept) => {
                if is_new {
                    known.insert(key, Arc::clone(&kept));
                }
                resolved.add(object.origin, object.body, kept);
            }
            Err(diagnostic) => resolved.failed.push((object.origin.unit, diagnostic)),
        }
    }
    resolved
}

/// A package before an edit of its body alone.
pub(super) struct PackageBefore<'b> {
    pub kept: &'b KeptCode,
    /// The unit of the body.
    pub unit: u32,
    pub tree: &'b SyntaxTree,
}

/// What is known of the package after the edit; none when resolving panicked, or when others see it differently now.
pub(super) fn resolve_package_again(
    middle: &Middle<'_>,
    before: &PackageBefore<'_>,
) -> Option<(PackageOrigin, Arc<KeptCode>)> {
    let object = objects(middle)
        .into_iter()
        .find(|object| object.units().contains(&before.unit))?;
    if !object.has_same_gaps(middle, before)? {
        return None;
    }
    middle.work.note_resolved(&object.units());
    let again = || {
        object
            .resolve_again(middle, before)
            .or_else(|| object.resolve(middle))
    };
    let kept = run_guarded(again).ok()??;
    let origin = PackageOrigin {
        origin: object.origin,
        body: object.body,
    };
    Some((origin, Arc::new(kept)))
}

/// What is known of a standalone routine after an edit of its body; none when resolving panicked.
pub(super) fn resolve_routine_again(middle: &Middle<'_>, unit: u32) -> Option<Arc<KeptCode>> {
    let object = objects(middle)
        .into_iter()
        .find(|object| object.units() == [unit])?;
    middle.work.note_resolved(&object.units());
    let kept = run_guarded(|| object.resolve(middle)).ok()??;
    Some(Arc::new(kept))
}

/// A routine of the tree with its body, resolved again; nested ones are not found.
pub(super) fn routine_of(middle: &Middle<'_>, id: &RoutineId) -> Option<Arc<Routine>> {
    let name = ObjectName {
        schema: id.schema.clone(),
        name: id.package.clone().unwrap_or_else(|| id.name.clone()),
    };
    let object = objects(middle)
        .into_iter()
        .find(|object| *object.name == name && !matches!(object.kind, None | Some(CodeKind::Trigger)))?;
    match object.resolve(middle)?.value {
        Code::Routine(routine) => Some(routine),
        Code::Package(package) => package
            .body
            .iter()
            .find_map(|declaration| match &declaration.kind {
                DeclarationKind::Routine(routine)
                    if routine.signature.id == *id && routine.body.is_some() =>
                {
                    Some(Arc::clone(routine))
                }
                _ => None,
            }),
        Code::Trigger(_) | Code::TypeBody(_) | Code::None => None,
    }
}

/// Where a package and its body are created.
pub(super) struct PackageOrigin {
    pub origin: Origin,
    pub body: Option<Origin>,
}

fn objects<'a>(middle: &Middle<'a>) -> Vec<Object<'a>> {
    let program = middle.program;
    let catalog = &program.catalog;
    let has = |kind, name: &ObjectName| catalog.code.contains_key(&(kind, name.clone()));
    let code = catalog.code.iter().filter_map(|((kind, name), code)| {
        let body = match kind {
            // A body without its specification stands for the package.
            CodeKind::PackageBody if has(CodeKind::Package, name) => return None,
            CodeKind::Package | CodeKind::PackageBody => catalog
                .code
                .get(&(CodeKind::PackageBody, name.clone()))
                .map(|code| code.origin),
            CodeKind::Procedure | CodeKind::Function | CodeKind::Trigger => None,
        };
        Some(Object {
            name,
            kind: Some(*kind),
            origin: code.origin,
            body,
            enabled: code.enabled,
        })
    });
    let types = catalog.types.iter().filter_map(|(name, definition)| {
        let has_not_instantiable =
            (program.methods.get(name)).is_some_and(|methods| !methods.not_instantiable.is_empty());
        let origin = definition
            .body
            .or_else(|| has_not_instantiable.then_some(definition.origin))?;
        Some(Object {
            name,
            kind: None,
            origin,
            body: None,
            enabled: true,
        })
    });
    code.chain(types).collect()
}

impl Object<'_> {
    fn units(&self) -> Vec<u32> {
        let mut units = vec![self.origin.unit];
        units.extend(self.body.map(|body| body.unit));
        units
    }

    fn key(&self, texts: &[Arc<str>]) -> CodeKey {
        let text = |origin: Origin| texts.get(origin.unit as usize).cloned();
        CodeKey {
            name: self.name.clone(),
            texts: (text(self.origin).unwrap_or_default(), self.body.and_then(text)),
            enabled: self.enabled,
        }
    }

    fn resolve(&self, middle: &Middle<'_>) -> Option<KeptCode> {
        let units = Units(middle.units);
        let name = self.name;
        let mut resolver = self.resolver(middle);
        let code = match self.kind {
            None => {
                let (body, diagnostics) = resolve_type_body(middle, units, name, self.origin)?;
                return Some(KeptCode::new(
                    Code::TypeBody(Arc::new(body)),
                    self.units(),
                    diagnostics,
                ));
            }
            Some(CodeKind::Procedure | CodeKind::Function) => {
                let (header, _) = resolve::resolve_function_header(units.unit(self.origin)?)?;
                Code::Routine(Arc::new(resolve::resolve_routine(&mut resolver, header, name)))
            }
            Some(CodeKind::Package | CodeKind::PackageBody) => {
                let (spec, body) = package_units(&middle.program.catalog, units, name);
                let resolved = resolve::resolve_package(&mut resolver, name, spec, body);
                let found = resolver.sink.into_diagnostics();
                return KeptCode::of_package(resolved, self.units(), found, None);
            }
            Some(CodeKind::Trigger) => {
                let ast::Unit::CreateTrigger(trigger) = units.unit(self.origin)? else {
                    return None;
                };
                Code::Trigger(Arc::new(resolve::resolve_trigger(
                    &mut resolver,
                    trigger,
                    name,
                    self.enabled,
                )))
            }
        };
        Some(KeptCode::new(
            code,
            self.units(),
            resolver.sink.into_diagnostics(),
        ))
    }

    fn resolver<'p>(&self, middle: &Middle<'p>) -> Resolver<'p> {
        let location = Units(middle.units).location(self.origin);
        Resolver::new(middle.program, Sink::new(location, Some(self.name.to_string())))
    }

    /// A package of which only routines were edited; none when it has to be resolved as a whole.
    fn resolve_again(&self, middle: &Middle<'_>, before: &PackageBefore<'_>) -> Option<KeptCode> {
        let Code::Package(package) = &before.kept.value else {
            return None;
        };
        let (spec, body) = package_units(&middle.program.catalog, Units(middle.units), self.name);
        let tree = body.as_ref()?.0.syntax().tree();
        // Conditional compilation knows the number of its line, and what is not compiled is not looked at.
        let is_plain = |tree: &SyntaxTree| !tree.text().contains("$$") && tree.inactive().is_empty();
        if !is_plain(tree) || !is_plain(before.tree) {
            return None;
        }
        let edit = BodyEdit::between(before.tree.text(), tree.text())?;
        let mut resolver = self.resolver(middle);
        let resolved = resolve::resolve_package_again(&mut resolver, self.name, spec, body, package, edit)?;
        let found = resolver.sink.into_diagnostics();
        KeptCode::of_package(resolved, self.units(), found, Some(before.kept))
    }

    /// Whether the collections of a package have the forms they had: other code uses them too.
    fn has_same_gaps(&self, middle: &Middle<'_>, before: &PackageBefore<'_>) -> Option<bool> {
        let (spec, body) = package_units(&middle.program.catalog, Units(middle.units), self.name);
        let spec = spec.as_ref().map(|(spec, _)| spec.syntax().tree());
        let body = body.as_ref()?.0.syntax().tree();
        Some(resolve::has_same_gaps(spec, before.tree, body))
    }
}

impl Resolved {
    fn add(&mut self, origin: Origin, body: Option<Origin>, kept: Arc<KeptCode>) {
        fn item<T>(value: &Arc<T>, origin: Origin, kept: &Arc<KeptCode>) -> Item<T> {
            Item {
                value: Arc::clone(value),
                origin,
                kept: Arc::clone(kept),
            }
        }
        match &kept.value {
            Code::Routine(value) => self.routines.push(item(value, origin, &kept)),
            Code::Package(value) => self.packages.push((item(value, origin, &kept), body)),
            Code::Trigger(value) => self.triggers.push(item(value, origin, &kept)),
            Code::TypeBody(value) => self.type_bodies.push(item(value, origin, &kept)),
            Code::None => {}
        }
    }
}
