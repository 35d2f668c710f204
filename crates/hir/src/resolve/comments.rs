//! Comments: which belong to which statement.

use crate::stmt::{Comments, Statement};
use plconv_syntax::ast::{
    AstNode, Body, Declaration, Handler, MethodSpec, Statement as SyntaxStatement, SyntaxNode, Trivia,
};

/// The comments before a node and the one on its last line.
///
/// A comment that starts on the line where the previous statement ends belongs to that statement; one after a word that
/// opens a list (THEN, LOOP, BEGIN) belongs to the first statement of the list.
pub fn comments_of(node: SyntaxNode<'_>) -> Comments {
    let first = node.first_token();
    let opens = opens(node);
    let leading = node
        .tree()
        .trivia_before(first)
        .iter()
        .filter(|trivia| opens || !same_line(node, first, trivia))
        .map(|trivia| text(node, trivia))
        .collect();
    let trailing = (node.end_token()..=end_of(node))
        .flat_map(|end| {
            let trivia = node.tree().trivia_before(end).iter();
            trivia.filter(move |trivia| same_line(node, end, trivia))
        })
        .map(|trivia| text(node, trivia))
        .next();
    Comments {
        leading,
        trailing,
        after: Vec::new(),
    }
}

/// The comments before a node, on its last line and inside of it.
pub fn all_comments_of(node: SyntaxNode<'_>) -> Comments {
    let mut comments = comments_of(node);
    comments.leading.extend(inner_comments(node));
    comments
}

/// The comments inside of a node, as between its clauses and in its expressions, without those of the statements,
/// declarations and handlers in it and without hints.
pub fn inner_comments(node: SyntaxNode<'_>) -> Vec<String> {
    let last = node.end_token().saturating_sub(1);
    let mut inner = node.tree().trivia_between(node.first_token() + 1, last).to_vec();
    if inner.is_empty() {
        return Vec::new();
    }
    let mut pending: Vec<SyntaxNode<'_>> = node.children().collect();
    while let Some(child) = pending.pop() {
        if has_comments_of_its_own(child) {
            let first = child.first_token();
            let owned = first..=end_of(child);
            inner.retain(|trivia| {
                !owned.contains(&trivia.before_token)
                    || (trivia.before_token == first && !opens(child) && same_line(child, first, trivia))
            });
        } else if holds(child, &inner) {
            pending.extend(child.children());
        }
    }
    let comments = inner.iter().map(|trivia| text(node, trivia));
    comments.filter(|comment| !is_hint(comment)).collect()
}

fn holds(node: SyntaxNode<'_>, comments: &[Trivia]) -> bool {
    let next = comments.partition_point(|trivia| trivia.before_token < node.first_token());
    // The one before the token behind a statement's semicolon may be the statement's.
    (comments.get(next)).is_some_and(|trivia| trivia.before_token <= node.end_token() + 1)
}

fn has_comments_of_its_own(node: SyntaxNode<'_>) -> bool {
    SyntaxStatement::cast(node).is_some()
        || Declaration::cast(node).is_some()
        || Handler::cast(node).is_some()
        || Body::cast(node).is_some()
        || MethodSpec::cast(node).is_some()
}

fn is_hint(comment: &str) -> bool {
    comment.starts_with("/*+") || comment.starts_with("--+")
}

/// The comments on lines of their own after the last node of a list.
pub(super) fn comments_after(node: SyntaxNode<'_>) -> Vec<String> {
    let end = end_of(node);
    own_lines(node, end).map(|trivia| text(node, trivia)).collect()
}

/// The comments before BEGIN on lines of their own, when declarations or a header stand before it.
pub(super) fn comments_before_begin(outer: SyntaxNode<'_>, body: SyntaxNode<'_>) -> Vec<String> {
    let begin = body.first_token();
    if begin == outer.first_token() {
        return Vec::new();
    }
    own_lines(body, begin).map(|trivia| text(body, trivia)).collect()
}

/// Comments before ELSIF, ELSE and WHEN say what the branch after them does.
pub(super) fn move_to_next_branch<'s>(branches: impl Iterator<Item = &'s mut Vec<Statement>>) {
    let mut moved: Vec<String> = Vec::new();
    let mut branches = branches.peekable();
    while let Some(branch) = branches.next() {
        if let Some(first) = branch.first_mut() {
            first.comments.leading.splice(0..0, moved.drain(..));
        }
        if branches.peek().is_some()
            && let Some(last) = branch.last_mut()
        {
            moved.append(&mut last.comments.after);
        }
    }
}

/// Whether the token before a node starts something and does not end what is before the node.
fn opens(node: SyntaxNode<'_>) -> bool {
    previous(node, node.first_token()).is_some_and(|text| text != ";" && text != ",")
}

/// The token after a node and the semicolon or comma that ends it.
fn end_of(node: SyntaxNode<'_>) -> u32 {
    let end = node.end_token();
    end + u32::from(matches!(token_text(node, end), Some(";" | ",")))
}

fn token_text(node: SyntaxNode<'_>, token: u32) -> Option<&str> {
    let tree = node.tree();
    let token = tree.tokens().get(token as usize)?;
    Some(tree.slice(token.start, token.end))
}

fn previous(node: SyntaxNode<'_>, token: u32) -> Option<&str> {
    token_text(node, token.checked_sub(1)?)
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
