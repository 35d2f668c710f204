//! Which nested tables lose single elements: their COUNT and LAST then differ, and an array cannot hold them (PL/SQL Language
//! Reference, "DELETE Collection Method").
//!
//! The form of a type has to be known before the code that uses it is resolved, so this looks at tokens alone: the type of
//! something declared under a name that stands before `.DELETE(` with an argument. A name that means two things makes a type
//! a sparse one that need not be: slower, not wrong.

use plconv_syntax::ast::SyntaxTree;
use plconv_syntax::token::Token;
use std::collections::BTreeSet;

/// Names, in upper case, of types whose values may lose single elements in one of these units.
pub(super) fn types_with_gaps<'t>(
    trees: impl IntoIterator<Item = &'t SyntaxTree> + Clone,
) -> BTreeSet<String> {
    let losing: BTreeSet<String> = trees.clone().into_iter().flat_map(losing_names).collect();
    if losing.is_empty() {
        return losing;
    }
    trees
        .into_iter()
        .flat_map(|tree| types_of(tree, &losing))
        .collect()
}

/// What stands for an element of a collection: `x(i).DELETE(1)`.
const ELEMENT: &str = ")";

fn text<'t>(tree: &'t SyntaxTree, token: &Token) -> &'t str {
    tree.slice(token.start, token.end).trim_matches('"')
}

/// The names before `.DELETE(` with an argument.
fn losing_names(tree: &SyntaxTree) -> impl Iterator<Item = String> {
    tree.tokens().windows(5).filter_map(|window| match window {
        [name, dot, method, open, argument]
            if text(tree, dot) == "."
                && text(tree, open) == "("
                && text(tree, argument) != ")"
                && text(tree, method).eq_ignore_ascii_case("DELETE") =>
        {
            Some(text(tree, name).to_uppercase())
        }
        _ => None,
    })
}

/// The types of what is declared under these names: `name [IN] [OUT] [NOCOPY] type`, and `TABLE OF type` for elements.
fn types_of(tree: &SyntaxTree, names: &BTreeSet<String>) -> Vec<String> {
    let tokens = tree.tokens();
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let name = text(tree, token).to_uppercase();
        if !(names.contains(&name) || (name == "OF" && names.contains(ELEMENT))) {
            continue;
        }
        let is_mode = |token: &&Token| {
            let modes = ["IN", "OUT", "NOCOPY"];
            modes
                .iter()
                .any(|mode| text(tree, token).eq_ignore_ascii_case(mode))
        };
        let behind = tokens.get(index + 1..).unwrap_or_default();
        let modes = behind.iter().take_while(is_mode).count();
        // The last part of a qualified name.
        let parts = behind.get(modes..).unwrap_or_default();
        let qualifiers = parts
            .chunks_exact(2)
            .take_while(|pair| pair.get(1).is_some_and(|dot| text(tree, dot) == "."))
            .count();
        found.extend(
            parts
                .get(qualifiers * 2)
                .map(|token| text(tree, token).to_uppercase()),
        );
    }
    found
}
