//! Methods of object types.

use super::Middle;
use plconv_catalog::{ObjectName, Origin};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::Units;
use plconv_hir::item::TypeBody;
use plconv_hir::resolve::{self, Resolver};
use plconv_hir::sink::Sink;
use plconv_syntax::ast;

/// The methods of an object type; those that only its subtypes define need no body.
pub(super) fn resolve_type_body(
    middle: &Middle<'_>,
    units: Units<'_>,
    name: &ObjectName,
    origin: Origin,
) -> Option<(TypeBody, Vec<Diagnostic>)> {
    let definition = middle.program.catalog.types.get(name)?;
    let body = match definition.body.and_then(|body| units.unit(body)) {
        Some(ast::Unit::CreateTypeBody(body)) => Some(body),
        _ => None,
    };
    if body.is_none() && definition.body.is_some() {
        return None;
    }
    let sink = Sink::new(units.location(origin), Some(name.to_string()));
    let mut resolver = Resolver::new(middle.program, sink);
    let create = match units.unit(definition.origin) {
        Some(ast::Unit::CreateType(create)) => Some(create),
        _ => None,
    };
    let value = resolve::resolve_type_body(&mut resolver, name, create, body);
    Some((value, resolver.sink.into_diagnostics()))
}
