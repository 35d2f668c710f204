//! What names are where syntax does not tell: a name alone may be a variable, a parameter, a column or a call.

use super::{Named, TokenModifiers, TokenType};
use crate::file::FileSyntax;
use crate::snapshot::Snapshot;
use crate::target::Target;
use plconv_catalog::ObjectName;
use plconv_hir::program::{Program, SchemaObject};
use plconv_syntax::ast::SyntaxTree;
use rustc_hash::FxHashMap;

/// Corrects what syntax says of the names of a unit.
pub(super) fn correct(
    snapshot: &Snapshot,
    file: &FileSyntax,
    index: usize,
    names: &mut FxHashMap<u32, Named>,
) {
    let Some(unit) = file.units.get(index) else { return };
    let tree = unit.tree();
    let program = snapshot.base.analysis.program();
    let by_syntax = names.clone();
    for name in &snapshot.names(file, index).uses {
        let Some(token) = token_at(tree, name.span.start) else {
            continue;
        };
        let declared = |at: u32| by_syntax.get(&token_at(tree, at)?).copied();
        let meaning = match &name.target {
            Target::Local {
                path,
                unit,
                declared: at,
                ..
            } if *path == file.path && *unit == index => declared(*at),
            Target::Local { .. } => None,
            Target::Parameter { .. } => Some(plain(TokenType::Parameter)),
            Target::Member { package, name } => member(program, package, name),
            Target::Routine(_) | Target::Trigger(_) => Some(plain(TokenType::Function)),
            Target::Object(name) => object(program, name),
            Target::Column { .. } | Target::Field { .. } => Some(plain(TokenType::Property)),
            Target::BuiltIn(_) => by_syntax.get(&token).map(|(kind, modifiers)| {
                let modifiers = TokenModifiers {
                    library: true,
                    ..*modifiers
                };
                (*kind, modifiers)
            }),
        };
        if let Some((kind, modifiers)) = meaning {
            let declaration = by_syntax.get(&token).is_some_and(|(_, known)| known.declaration);
            let modifiers = TokenModifiers {
                declaration,
                ..modifiers
            };
            names.insert(token, (kind, modifiers));
        }
    }
}

/// The token that starts at a byte of the unit.
fn token_at(tree: &SyntaxTree, at: u32) -> Option<u32> {
    let index = tree.tokens().partition_point(|token| token.start < at);
    let token = tree.tokens().get(index)?;
    (token.start == at).then_some(index as u32)
}

fn plain(kind: TokenType) -> Named {
    (kind, TokenModifiers::default())
}

fn member(program: &Program, package: &ObjectName, name: &str) -> Option<Named> {
    let scope = program.packages.get(package)?;
    if let Some(variable) = scope.variables.get(name) {
        let modifiers = TokenModifiers {
            readonly: variable.constant,
            ..TokenModifiers::default()
        };
        return Some((TokenType::Variable, modifiers));
    }
    if scope.types.contains_key(name) {
        return Some(plain(TokenType::Type));
    }
    let is_known = scope.cursors.contains_key(name) || scope.exceptions.contains_key(name);
    is_known.then(|| plain(TokenType::Variable))
}

fn object(program: &Program, name: &ObjectName) -> Option<Named> {
    let kind = match program.find(None, name.schema.as_deref(), &name.name)? {
        SchemaObject::Relation(_) => TokenType::Class,
        SchemaObject::Sequence(_) => TokenType::Variable,
        SchemaObject::Package(_) => TokenType::Namespace,
        SchemaObject::Routine(_) => TokenType::Function,
        SchemaObject::Type(_) => TokenType::Type,
        SchemaObject::Outside { .. } => return None,
    };
    Some(plain(kind))
}
