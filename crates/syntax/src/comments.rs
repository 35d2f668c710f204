//! Comments and hints of nodes.
//!
//! A comment on the line where the token before it ends belongs to what is before it, any other to what follows.

use crate::ast::{SyntaxNode, SyntaxToken, Trivia};

/// The comments on lines of their own directly before a node, as written.
pub fn leading_comments<'t>(node: SyntaxNode<'t>) -> impl Iterator<Item = &'t str> {
    let token = node.first_token();
    node.tree()
        .trivia_before(token)
        .iter()
        .filter(move |trivia| !is_on_previous_line(node, token, trivia))
        .map(move |trivia| text(node, trivia))
}

/// The comment after a node on its last line, also behind a comma or semicolon.
pub fn trailing_comment<'t>(node: SyntaxNode<'t>) -> Option<&'t str> {
    let end = node.end_token();
    let tokens = node.tree().tokens();
    let separator = tokens
        .get(end as usize)
        .is_some_and(|token| matches!(node.tree().slice(token.start, token.end), "," | ";"));
    let candidates = [Some(end), separator.then_some(end + 1)];
    candidates.into_iter().flatten().find_map(|token| {
        let trivia = node.tree().trivia_before(token).first()?;
        is_on_previous_line(node, token, trivia).then(|| text(node, trivia))
    })
}

/// The text of the hint directly after a SELECT, INSERT, UPDATE, DELETE or MERGE token: what stands between `/*+` and
/// `*/`, or after `--+`. SQL Language Reference, "Hints".
pub fn hint<'t>(keyword: SyntaxToken<'t>) -> Option<&'t str> {
    statement_hint(keyword.syntax())
}

/// The hint of a statement that starts with its verb.
pub fn statement_hint<'t>(node: SyntaxNode<'t>) -> Option<&'t str> {
    let tree = node.tree();
    let first = tree.trivia_before(node.first_token() + 1).first()?;
    let comment = text(node, first);
    let inner = match comment.strip_prefix("/*+") {
        Some(rest) => rest.strip_suffix("*/").unwrap_or(rest),
        None => comment.strip_prefix("--+")?,
    };
    Some(inner.trim())
}

fn is_on_previous_line(node: SyntaxNode<'_>, token: u32, trivia: &Trivia) -> bool {
    let tree = node.tree();
    let previous = token
        .checked_sub(1)
        .and_then(|index| tree.tokens().get(index as usize));
    previous.is_some_and(|previous| !tree.slice(previous.end, trivia.start).contains('\n'))
}

fn text<'t>(node: SyntaxNode<'t>, trivia: &Trivia) -> &'t str {
    node.tree().slice(trivia.start, trivia.end).trim_end()
}
