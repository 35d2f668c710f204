//! Comments: which belong to which statement.

use crate::stmt::Comments;
use plconv_syntax::ast::{SyntaxNode, Trivia};

/// The comments on the lines before a node and the one on its last line.
///
/// A comment that starts on the line where the previous token ends belongs to what is before it.
pub fn comments_of(node: SyntaxNode<'_>) -> Comments {
    let first = node.first_token();
    let leading = own_lines(node, first).map(|trivia| text(node, trivia)).collect();
    let end = node.end_token();
    let trailing = node
        .tree()
        .trivia_before(end)
        .iter()
        .find(|trivia| same_line(node, end, trivia))
        .map(|trivia| text(node, trivia));
    Comments { leading, trailing }
}

fn own_lines<'t>(node: SyntaxNode<'t>, token: u32) -> impl Iterator<Item = &'t Trivia> {
    node.tree()
        .trivia_before(token)
        .iter()
        .filter(move |trivia| !same_line(node, token, trivia))
}

/// Whether a comment before `token` stands on the line of the token before that.
fn same_line(node: SyntaxNode<'_>, token: u32, trivia: &Trivia) -> bool {
    let tree = node.tree();
    let Some(previous) = token
        .checked_sub(1)
        .and_then(|index| tree.tokens().get(index as usize))
    else {
        return false;
    };
    !tree.slice(previous.end, trivia.start).contains('\n')
}

fn text(node: SyntaxNode<'_>, trivia: &Trivia) -> String {
    node.tree().slice(trivia.start, trivia.end).trim_end().to_owned()
}
