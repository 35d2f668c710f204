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
use plconv_hir::resolve::{self, Resolver};
use plconv_hir::sink::Sink;
use plconv_syntax::ast;
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
                let (value, diagnostics) = object.resolve(middle).unwrap_or((Code::None, Vec::new()));
                Arc::new(KeptCode::new(value, units, diagnostics))
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

/// What is known of a package after an edit of its body alone; none when resolving panicked.
pub(super) fn resolve_package_again(
    middle: &Middle<'_>,
    unit: u32,
) -> Option<(PackageOrigin, Arc<KeptCode>)> {
    let object = objects(middle)
        .into_iter()
        .find(|object| object.units().contains(&unit))?;
    let units = object.units();
    middle.work.note_resolved(&units);
    let (value, diagnostics) = run_guarded(|| object.resolve(middle)).ok()??;
    let origin = PackageOrigin {
        origin: object.origin,
        body: object.body,
    };
    Some((origin, Arc::new(KeptCode::new(value, units, diagnostics))))
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

    fn resolve(&self, middle: &Middle<'_>) -> Option<(Code, Vec<Diagnostic>)> {
        let units = Units(middle.units);
        let name = self.name;
        let Some(kind) = self.kind else {
            let (body, diagnostics) = resolve_type_body(middle, units, name, self.origin)?;
            return Some((Code::TypeBody(Arc::new(body)), diagnostics));
        };
        let sink = Sink::new(units.location(self.origin), Some(name.to_string()));
        let mut resolver = Resolver::new(middle.program, sink);
        let code = match kind {
            CodeKind::Procedure | CodeKind::Function => {
                let (header, _) = resolve::resolve_function_header(units.unit(self.origin)?)?;
                Code::Routine(Arc::new(resolve::resolve_routine(&mut resolver, header, name)))
            }
            CodeKind::Package | CodeKind::PackageBody => {
                let (spec, body) = package_units(&middle.program.catalog, units, name);
                Code::Package(Arc::new(resolve::resolve_package(
                    &mut resolver,
                    name,
                    spec,
                    body,
                )))
            }
            CodeKind::Trigger => {
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
        Some((code, resolver.sink.into_diagnostics()))
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
