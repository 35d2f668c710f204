//! The typed syntax tree: views over the arena of one unit.
//!
//! A view is two words and borrows the [`SyntaxTree`]; every accessor is total, so that a tree with recovered errors
//! can be walked like any other: what is missing is `None` or an empty list.

#[allow(
    clippy::new_ret_no_self,
    clippy::should_implement_trait,
    reason = "accessors are called like their slots"
)]
mod generated;
mod walk;

pub use generated::*;
pub use walk::{Walk, walk};

use crate::token::Token;
use plconv_grammar::{NodeId, SyntaxKind, TokenKind, Tree};
use std::marker::PhantomData;
use std::sync::Arc;

/// One parsed unit: its text, tokens, comments and nodes. Offsets are bytes relative to the start of the unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxTree {
    pub(crate) text: Arc<str>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) trivia: Vec<Trivia>,
    pub(crate) inactive: Vec<Trivia>,
    pub(crate) tree: Tree,
    pub(crate) root: NodeId,
}

/// A comment: where it stands and the index of the token that follows it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Trivia {
    /// Index of the first token after the comment.
    pub before_token: u32,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl SyntaxTree {
    /// The root node.
    pub fn root(&self) -> SyntaxNode<'_> {
        SyntaxNode {
            tree: self,
            id: self.root,
        }
    }

    /// The text of the unit, shared.
    pub fn shared_text(&self) -> &Arc<str> {
        &self.text
    }

    /// The text of the unit.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All comments, in order.
    pub fn trivia(&self) -> &[Trivia] {
        &self.trivia
    }

    /// The text conditional compilation left out, with its directives, in order.
    pub fn inactive(&self) -> &[Trivia] {
        &self.inactive
    }

    /// The comments between the token before `token` and `token`.
    pub fn trivia_before(&self, token: u32) -> &[Trivia] {
        self.trivia_between(token, token)
    }

    /// The comments before the tokens from `first` to `last`.
    pub fn trivia_between(&self, first: u32, last: u32) -> &[Trivia] {
        let from = self.trivia.partition_point(|trivia| trivia.before_token < first);
        let to = self.trivia.partition_point(|trivia| trivia.before_token <= last);
        self.trivia.get(from..to).unwrap_or_default()
    }

    /// The nodes that cover a byte, from the root to the innermost.
    pub fn path_at(&self, offset: u32) -> Vec<SyntaxNode<'_>> {
        let covers = |node: &SyntaxNode<'_>| node.start() <= offset && offset < node.end();
        let mut path = Vec::new();
        let mut next = Some(self.root()).filter(covers);
        while let Some(node) = next {
            path.push(node);
            next = node.children().find(covers);
        }
        path
    }

    /// The text of a byte range; empty when the range is out of bounds.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}

/// A node together with its tree.
#[derive(Clone, Copy)]
pub struct SyntaxNode<'t> {
    tree: &'t SyntaxTree,
    id: NodeId,
}

impl PartialEq for SyntaxNode<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for SyntaxNode<'_> {}

impl std::hash::Hash for SyntaxNode<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl std::fmt::Debug for SyntaxNode<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}@{}..{}", self.kind(), self.start(), self.end())
    }
}

impl<'t> SyntaxNode<'t> {
    /// What the node is.
    pub fn kind(self) -> SyntaxKind {
        self.tree.tree.node(self.id).kind
    }

    /// The node's id, unique in its tree.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The tree the node is in.
    pub fn tree(self) -> &'t SyntaxTree {
        self.tree
    }

    /// Index of the first token.
    pub fn first_token(self) -> u32 {
        self.tree.tree.node(self.id).start
    }

    /// Index after the last token.
    pub fn end_token(self) -> u32 {
        self.tree.tree.node(self.id).end
    }

    /// First byte of the node, relative to the unit.
    pub fn start(self) -> u32 {
        match self.tree.tokens.get(self.first_token() as usize) {
            Some(token) => token.start,
            None => self.tree.text.len() as u32,
        }
    }

    /// Byte after the node, relative to the unit.
    pub fn end(self) -> u32 {
        let data = self.tree.tree.node(self.id);
        if data.end <= data.start {
            return self.start();
        }
        match self.tree.tokens.get(data.end as usize - 1) {
            Some(token) => token.end,
            None => self.tree.text.len() as u32,
        }
    }

    /// The source text of the node.
    pub fn text(self) -> &'t str {
        self.tree.slice(self.start(), self.end())
    }

    /// The node in slot `index`, when present and of the asked kind.
    pub fn child<N: AstNode<'t>>(self, index: usize) -> Option<N> {
        N::cast(self.slot(index))
    }

    /// The list in slot `index`.
    pub fn list<N: AstNode<'t>>(self, index: usize) -> List<'t, N> {
        List {
            node: self.slot(index),
            phantom: PhantomData,
        }
    }

    /// The token in slot `index`.
    pub fn token(self, index: usize) -> Option<SyntaxToken<'t>> {
        SyntaxToken::cast(self.slot(index))
    }

    /// The list of tokens in slot `index`.
    pub fn token_list(self, index: usize) -> TokenList<'t> {
        TokenList {
            node: self.slot(index),
        }
    }

    /// The raw node in slot `index`, possibly the absent one.
    pub fn slot(self, index: usize) -> SyntaxNode<'t> {
        SyntaxNode {
            tree: self.tree,
            id: self.tree.tree.slot(self.id, index),
        }
    }

    /// All children: slots that are present, lists opened, in slot order.
    pub fn children(self) -> impl Iterator<Item = SyntaxNode<'t>> {
        let count = self.tree.tree.slot_count(self.id);
        (0..count).flat_map(move |index| self.slot(index).elements())
    }

    /// The children in the order of the text, which for some kinds is not that of the slots.
    pub fn children_in_order(self) -> Vec<SyntaxNode<'t>> {
        let mut children: Vec<SyntaxNode<'t>> = self.children().collect();
        children.sort_by_key(|child| (child.first_token(), child.end_token()));
        children
    }

    /// The node and everything below it, each before its children, in the order of the text.
    pub fn descendants(self) -> impl Iterator<Item = SyntaxNode<'t>> {
        let mut pending = vec![self];
        std::iter::from_fn(move || {
            let node = pending.pop()?;
            pending.extend(node.children_in_order().into_iter().rev());
            Some(node)
        })
    }

    /// Tokens of the node itself that have a text of their own, as names and numbers have: what the grammar recognises
    /// and gives no slot, since nothing depends on it.
    pub fn words(self) -> impl Iterator<Item = Token> {
        let mut parts: Vec<(u32, u32)> = match self.kind() {
            SyntaxKind::List => self.elements().map(SyntaxNode::token_range).collect(),
            kind => (0..kind.slot_names().len())
                .map(|index| self.slot(index).token_range())
                .collect(),
        };
        parts.sort_unstable();
        let end = self.end_token();
        let mut next = self.first_token();
        let mut gaps = Vec::new();
        for (first, behind) in parts.into_iter().chain([(end, end)]) {
            gaps.push(next..first.min(end));
            next = next.max(behind);
        }
        let tokens = gaps.into_iter().flatten();
        tokens
            .filter_map(|token| self.tree.tokens().get(token as usize).copied())
            .filter(|token| has_own_text(token.kind))
    }

    fn token_range(self) -> (u32, u32) {
        (self.first_token(), self.end_token())
    }

    /// The elements of a list node; a present node that is no list gives itself.
    pub fn elements(self) -> impl Iterator<Item = SyntaxNode<'t>> {
        let tree = self.tree;
        tree.tree.elements(self.id).map(move |id| SyntaxNode { tree, id })
    }
}

/// A leaf: one token, or several adjacent ones kept as opaque text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SyntaxToken<'t>(SyntaxNode<'t>);

impl<'t> SyntaxToken<'t> {
    /// The leaf as a token, unless it is absent or a node.
    pub fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Token).then_some(SyntaxToken(node))
    }

    /// The source text.
    pub fn text(self) -> &'t str {
        self.0.text()
    }

    /// Whether the token is this word, whatever its case.
    pub fn is(self, word: &str) -> bool {
        self.text().eq_ignore_ascii_case(word)
    }

    /// The token as a name; see [`Name::folded`].
    pub fn folded(self) -> String {
        folded(self.text())
    }

    /// The leaf node.
    pub fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }

    /// The text in upper case, as keywords are compared.
    pub fn upper(self) -> String {
        self.text().to_ascii_uppercase()
    }
}

/// A typed view of a node.
pub trait AstNode<'t>: Copy {
    /// The view, when the node is of this kind.
    fn cast(node: SyntaxNode<'t>) -> Option<Self>;
    /// The node under the view.
    fn syntax(&self) -> SyntaxNode<'t>;
}

/// A list slot: iterate for the elements of the asked kind.
#[derive(Clone, Copy)]
pub struct List<'t, N> {
    node: SyntaxNode<'t>,
    phantom: PhantomData<N>,
}

impl<'t, N: AstNode<'t>> List<'t, N> {
    /// The elements in source order.
    pub fn iter(&self) -> impl Iterator<Item = N> + use<'t, N> {
        self.node.elements().filter_map(N::cast)
    }

    /// The list itself; the absent node when there is none.
    pub(crate) fn syntax(&self) -> SyntaxNode<'t> {
        self.node
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// The first element.
    pub fn first(&self) -> Option<N> {
        self.iter().next()
    }
}

/// A list of tokens.
#[derive(Clone, Copy)]
pub struct TokenList<'t> {
    node: SyntaxNode<'t>,
}

impl<'t> TokenList<'t> {
    /// The tokens in source order.
    pub fn iter(&self) -> impl Iterator<Item = SyntaxToken<'t>> + use<'t> {
        self.node.elements().filter_map(SyntaxToken::cast)
    }

    /// Whether one of the tokens is this word, whatever its case.
    pub fn contains(&self, word: &str) -> bool {
        self.iter().any(|token| token.is(word))
    }

    /// The source text from the first to the last token.
    pub fn text(&self) -> &'t str {
        self.node.text()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl<'t> Name<'t> {
    /// Whether the name is written in double quotes.
    pub fn is_quoted(&self) -> bool {
        self.0.text().starts_with('"')
    }

    /// The name as the Oracle dictionary holds it: unquoted names in upper case, quoted ones as they are.
    /// SQL Language Reference, "Database Object Naming Rules".
    pub fn folded(&self) -> String {
        folded(self.0.text())
    }

    /// The name as written, without quotes.
    pub fn spelling(&self) -> &'t str {
        let text = self.0.text();
        text.strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(text)
    }
}

fn folded(name: &str) -> String {
    match name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => quoted.to_owned(),
        None => name.to_uppercase(),
    }
}

/// Whether tokens of this kind differ in their text.
pub(crate) fn has_own_text(kind: TokenKind) -> bool {
    kind.name()
        .contains(|character: char| character.is_ascii_lowercase())
}
