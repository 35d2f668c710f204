//! The parameters of the call around a place.

use crate::file::FileSyntax;
use crate::hover::{parameter_text, signature_text};
use crate::names::unit_name;
use crate::snapshot::Snapshot;
use plconv_catalog::ObjectName;
use plconv_grammar::TokenKind;
use plconv_hir::item::Signature;
use plconv_hir::program::SchemaObject;
use plconv_source::TextSize;
use plconv_syntax::ast::{self, AstNode};
use std::sync::Arc;

/// The overloads of the routine that is being called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatureHelp {
    /// All overloads.
    pub signatures: Vec<SignatureText>,
    /// The one that fits.
    pub active: usize,
    /// Number of the argument at the place.
    pub argument: usize,
}

/// A header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatureText {
    /// All of it.
    pub label: String,
    /// Its parameters, which stand in the label.
    pub parameters: Vec<String>,
}

/// The overloads of the routine in whose argument list an offset is. Works on unfinished text: only tokens are looked at.
pub fn signature_help(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Option<SignatureHelp> {
    let (index, unit, at) = file.unit_at(offset)?;
    let tree = unit.tree();
    let before: Vec<_> = tree.tokens().iter().filter(|token| token.end <= at).collect();
    let mut depth = 0_u32;
    let mut argument = 0;
    let mut named: Option<String> = None;
    let mut position = before.len();
    let open = loop {
        position = position.checked_sub(1)?;
        let token = before.get(position)?;
        match token.kind {
            TokenKind::RightParen => depth += 1,
            TokenKind::LeftParen if depth == 0 => break position,
            TokenKind::LeftParen => depth -= 1,
            TokenKind::Comma if depth == 0 => argument += 1,
            TokenKind::Arrow if depth == 0 && argument == 0 && named.is_none() => {
                let name = position.checked_sub(1).and_then(|name| before.get(name))?;
                named = Some(tree.slice(name.start, name.end).to_uppercase());
            }
            TokenKind::Semicolon => return None,
            _ => {}
        }
    };
    let mut names: Vec<String> = Vec::new();
    let mut position = open;
    while let Some(name) = position.checked_sub(1).and_then(|at| before.get(at)) {
        let text = tree.slice(name.start, name.end);
        if !text.starts_with(|c: char| c.is_alphabetic() || c == '"') {
            break;
        }
        names.push(
            match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
                Some(quoted) => quoted.to_owned(),
                None => text.to_uppercase(),
            },
        );
        match position.checked_sub(2).and_then(|at| before.get(at)) {
            Some(dot) if dot.kind == TokenKind::Dot => position -= 2,
            _ => break,
        }
    }
    names.reverse();
    let signatures = overloads(snapshot, file, index, &names);
    if signatures.is_empty() {
        return None;
    }
    let fits = |signature: &Arc<Signature>| signature.parameters.len() > argument;
    let active = signatures.iter().position(fits).unwrap_or(0);
    if let Some(named) = named
        && let Some(signature) = signatures.get(active)
        && let Some(found) = signature.parameters.iter().position(|known| known.name == named)
    {
        argument = found;
    }
    Some(SignatureHelp {
        active,
        argument,
        signatures: signatures
            .iter()
            .map(|signature| SignatureText {
                label: signature_text(signature),
                parameters: signature.parameters.iter().map(parameter_text).collect(),
            })
            .collect(),
    })
}

/// The routines that a chain of names can call.
fn overloads(snapshot: &Snapshot, file: &FileSyntax, unit: usize, names: &[String]) -> Vec<Arc<Signature>> {
    let program = snapshot.base.analysis.program();
    let schema = snapshot.base.schema_at(file, unit);
    let of_package = |package: &ObjectName, name: &str| {
        let scope = program.packages.get(package);
        scope
            .and_then(|scope| scope.routines.get(name))
            .cloned()
            .unwrap_or_default()
    };
    let package_of =
        |schema: Option<&str>, name: &str, own: Option<&str>| match program.find(own, schema, name) {
            Some(SchemaObject::Package(package)) => Some(package),
            _ => None,
        };
    match names {
        [name] => {
            let own = own_package(snapshot, file, unit);
            let inside = own.map(|own| of_package(&own, name)).unwrap_or_default();
            if !inside.is_empty() {
                return inside;
            }
            match program.find(schema.as_deref(), None, name) {
                Some(SchemaObject::Routine(found)) => {
                    program.routines.get(&found).cloned().into_iter().collect()
                }
                _ => Vec::new(),
            }
        }
        [package, name] => match package_of(None, package, schema.as_deref()) {
            Some(package) => of_package(&package, name),
            None => match program.find(schema.as_deref(), Some(package), name) {
                Some(SchemaObject::Routine(found)) => {
                    program.routines.get(&found).cloned().into_iter().collect()
                }
                _ => {
                    let supplied = ObjectName::unqualified(package.as_str());
                    of_package(&supplied, name)
                }
            },
        },
        [owner, package, name] => package_of(Some(owner), package, schema.as_deref())
            .map(|package| of_package(&package, name))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The package whose specification or body a unit is.
pub(crate) fn own_package(snapshot: &Snapshot, file: &FileSyntax, unit: usize) -> Option<ObjectName> {
    let syntax = ast::Unit::cast(file.units.get(unit)?.tree().root())?;
    if !matches!(
        syntax,
        ast::Unit::CreatePackage(_) | ast::Unit::CreatePackageBody(_)
    ) {
        return None;
    }
    let name = unit_name(&snapshot.base, file, unit, syntax);
    let packages = &snapshot.base.analysis.program().packages;
    packages.contains_key(&name).then_some(name)
}
