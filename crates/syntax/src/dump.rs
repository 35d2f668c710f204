//! An indented text form of a tree, for people and for tests.

use crate::ast::{SyntaxNode, SyntaxTree};
use plconv_grammar::SyntaxKind;
use std::fmt::Write;

/// Renders a tree: one line for each node, its slot's name before it, the text of leaves behind it, the words that are in
/// no slot in braces.
pub fn dump(tree: &SyntaxTree) -> String {
    let mut output = String::new();
    // An explicit stack: the tree may be as deep as the nesting limit allows.
    let mut pending: Vec<(usize, Option<&'static str>, SyntaxNode<'_>)> = vec![(0, None, tree.root())];
    while let Some((depth, slot, node)) = pending.pop() {
        line(&mut output, depth, slot, node);
        let first = pending.len();
        match node.kind() {
            SyntaxKind::Token | SyntaxKind::Nil => {}
            SyntaxKind::List => pending.extend(node.elements().map(|element| (depth + 1, None, element))),
            kind => {
                for (index, name) in kind.slot_names().iter().enumerate() {
                    let child = node.slot(index);
                    if child.kind() != SyntaxKind::Nil {
                        pending.push((depth + 1, Some(*name), child));
                    }
                }
            }
        }
        if let Some(children) = pending.get_mut(first..) {
            children.reverse();
        }
    }
    output
}

fn line(output: &mut String, depth: usize, slot: Option<&str>, node: SyntaxNode<'_>) {
    for _ in 0..depth {
        output.push_str("  ");
    }
    if let Some(slot) = slot {
        output.push_str(slot);
        output.push_str(": ");
    }
    // Writing to a String cannot fail.
    let _ = match node.kind() {
        SyntaxKind::Token => writeln!(output, "`{}`", one_line(node.text())),
        SyntaxKind::List => writeln!(output, "[]"),
        kind => writeln!(output, "{kind:?}"),
    };
    if node.kind() != SyntaxKind::Token {
        for word in node.words() {
            let text = node.tree().slice(word.start, word.end);
            let _ = writeln!(output, "{:1$}{{{2}}}", "", 2 * depth + 2, one_line(text));
        }
    }
}

/// Opaque text may span lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
