//! Reading names, words and texts out of the tree.

use super::Replay;
use plconv_catalog::{ObjectName, Origin, SourceText};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Replay {
    /// Where a node stands.
    pub(super) fn origin(&self, node: SyntaxNode<'_>) -> Origin {
        Origin {
            unit: self.unit,
            start: node.start(),
            end: node.end(),
        }
    }

    /// The text of a node with its place.
    pub(super) fn source_text(&self, node: SyntaxNode<'_>) -> SourceText {
        SourceText {
            text: node.text().to_owned(),
            origin: self.origin(node),
        }
    }

    /// The name an object is defined under: an unqualified one belongs to the current schema.
    pub(super) fn defined_name(&self, name: Option<ast::ObjectName<'_>>) -> ObjectName {
        let mut name = name.map(object_name).unwrap_or_default();
        if name.schema.is_none() {
            name.schema = self.session.schema.clone();
        }
        name
    }

    /// The key of an existing object that a statement names. Trees mix qualified and unqualified names of one schema:
    /// an unqualified name also means the only object of that name in any schema, a qualified one also the object that
    /// was created without a schema.
    pub(super) fn existing<'a>(
        &self,
        name: &ObjectName,
        keys: impl Iterator<Item = &'a ObjectName> + Clone,
    ) -> Option<ObjectName> {
        let mut wanted = name.clone();
        if wanted.schema.is_none() {
            wanted.schema = self.session.schema.clone();
        }
        if let Some(found) = keys.clone().find(|key| **key == wanted) {
            return Some(found.clone());
        }
        let mut others = keys.filter(|key| {
            key.name == name.name
                && key.schema.as_deref() != Some("PUBLIC")
                && (name.schema.is_none() || key.schema.is_none())
        });
        match (others.next(), others.next()) {
            (Some(found), None) => Some(found.clone()),
            _ => None,
        }
    }

    /// The key of the table a statement names.
    pub(super) fn existing_table(&self, name: &ObjectName) -> Option<ObjectName> {
        self.existing(name, self.catalog.tables.keys())
    }
}

/// `[schema.]name`: of longer names the last two parts.
pub fn object_name(name: ast::ObjectName<'_>) -> ObjectName {
    let mut parts: Vec<String> = name.parts().iter().map(|part| part.folded()).collect();
    let last = parts.pop().unwrap_or_default();
    ObjectName {
        schema: parts.pop(),
        name: last,
    }
}

/// The parts of a dotted name.
pub(super) fn parts(name: ast::ObjectName<'_>) -> Vec<String> {
    name.parts().iter().map(|part| part.folded()).collect()
}

/// The names of a list.
pub(super) fn names<'t>(names: ast::List<'t, ast::Name<'t>>) -> Vec<String> {
    names.iter().map(|name| name.folded()).collect()
}

/// All words of a node in upper case; quoted names and strings as written.
pub fn words(node: SyntaxNode<'_>) -> Vec<String> {
    let tree = node.tree();
    let from = node.first_token() as usize;
    let to = (node.end_token() as usize).min(tree.tokens().len());
    let tokens = tree.tokens().get(from..to).unwrap_or(&[]);
    let mut words = Vec::new();
    for token in tokens {
        let text = tree.slice(token.start, token.end);
        if text.starts_with(['"', '\'']) {
            words.push(text.to_owned());
        } else {
            words.extend(text.split_whitespace().map(str::to_uppercase));
        }
    }
    words
}

/// Whether the words contain this phrase.
pub(super) fn has_phrase(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words
        .windows(phrase.len())
        .any(|window| window.iter().zip(&phrase).all(|(word, wanted)| word == wanted))
}

/// The text of a node on one line, blanks and line ends put together.
pub(super) fn one_line(node: SyntaxNode<'_>) -> String {
    node.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The column a key expression is, when it is nothing else.
pub(super) fn plain_column(expr: ast::Expr<'_>) -> Option<String> {
    match expr {
        ast::Expr::NameRef(reference) => reference.name().map(|name| name.folded()),
        _ => None,
    }
}

/// Whether the statement says `OR REPLACE`.
pub(super) fn replaces(create: Option<ast::CreateHead<'_>>) -> bool {
    create.is_some_and(|head| head_has(head, "REPLACE"))
}

/// Whether a word stands between CREATE and the kind of object.
pub(super) fn head_has(head: ast::CreateHead<'_>, word: &str) -> bool {
    words(head.syntax()).iter().any(|found| found == word)
}

/// Whether the statement says `IF NOT EXISTS`; the words stand before the name.
pub(super) fn if_not_exists(statement: SyntaxNode<'_>, name: Option<ast::ObjectName<'_>>) -> bool {
    let end = name.map_or(0, |name| name.syntax().start());
    let text = statement.tree().slice(statement.start(), end).to_uppercase();
    has_phrase(
        &text.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        "IF NOT EXISTS",
    )
}

/// The value of a string literal: `'it''s'`, `N'...'`, `q'[...]'`.
pub fn string_value(literal: &str) -> String {
    let text = literal.trim();
    let text = text
        .strip_prefix(['n', 'N'])
        .filter(|rest| rest.contains('\''))
        .unwrap_or(text);
    if let Some(quoted) = text
        .strip_prefix(['q', 'Q'])
        .and_then(|rest| rest.strip_prefix('\''))
    {
        let inner = quoted.strip_suffix('\'').unwrap_or(quoted);
        let mut characters = inner.chars();
        characters.next();
        characters.next_back();
        return characters.as_str().to_owned();
    }
    let inner = text
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''))
        .unwrap_or(text);
    inner.replace("''", "'")
}
