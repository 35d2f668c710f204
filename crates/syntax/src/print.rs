//! A tree as Oracle SQL again.
//!
//! Names, numbers and strings come from the leaves of the tree and from the words of its nodes
//! ([`SyntaxNode::words`]), keywords and signs between them from the kinds of their tokens. Comments and the text
//! conditional compilation left out are not printed.

use crate::ast::{
    AstNode, Declaration, Statement, SyntaxNode, SyntaxToken, SyntaxTree, Visitor, has_own_text, walk,
};
use plconv_grammar::{SyntaxKind, TokenKind};

/// Prints a tree, a statement or declaration to a line, as Oracle SQL that gives an equal tree.
pub fn print(tree: &SyntaxTree) -> String {
    let mut printer = Printer {
        tree,
        printed: String::new(),
        next_token: 0,
        depth: 0,
        line_break: false,
        last: None,
    };
    walk(tree.root(), &mut printer);
    printer.keywords_up_to(tree.tokens().len() as u32);
    printer.printed.push('\n');
    printer.printed
}

struct Printer<'t> {
    tree: &'t SyntaxTree,
    printed: String,
    /// The first token that is not printed yet.
    next_token: u32,
    /// Statements and declarations around.
    depth: usize,
    /// The next token starts a line.
    line_break: bool,
    last: Option<TokenKind>,
}

impl<'t> Visitor<'t> for Printer<'t> {
    fn enter(&mut self, node: SyntaxNode<'t>) {
        self.keywords_up_to(node.first_token());
        if starts_line(node) {
            self.line_break = !self.printed.is_empty();
            self.depth += 1;
        }
    }

    fn token(&mut self, token: SyntaxToken<'t>) {
        let leaf = token.syntax();
        // Some nodes keep their words beside the parts they could make of them.
        let is_new = leaf.end_token() > leaf.first_token() && leaf.first_token() >= self.next_token;
        let last = leaf.end_token().checked_sub(1);
        let last = last.and_then(|last| self.tree.tokens().get(last as usize));
        if let (true, Some(last)) = (is_new, last) {
            self.put(token.text(), last.kind);
            self.next_token = leaf.end_token();
        }
    }

    fn leave(&mut self, node: SyntaxNode<'t>) {
        self.keywords_up_to(node.end_token());
        if starts_line(node) {
            self.line_break = true;
            self.depth = self.depth.saturating_sub(1);
        }
    }
}

impl Printer<'_> {
    /// Tokens that are in no leaf: the keywords, signs and words of the nodes around.
    fn keywords_up_to(&mut self, end: u32) {
        while self.next_token < end {
            let Some(token) = self.tree.tokens().get(self.next_token as usize).copied() else {
                return;
            };
            if has_own_text(token.kind) {
                self.put(self.tree.slice(token.start, token.end), token.kind);
            } else {
                self.put(token.kind.name(), token.kind);
            }
            self.next_token += 1;
        }
    }

    fn put(&mut self, text: &str, kind: TokenKind) {
        if self.line_break {
            self.line_break = false;
            self.printed.push('\n');
            self.printed
                .extend(std::iter::repeat_n("  ", self.depth.saturating_sub(1)));
        } else if !self.printed.is_empty() && !self.is_joined(kind) {
            self.printed.push(' ');
        }
        self.printed.push_str(text);
        self.last = Some(kind);
    }

    /// Whether no blank stands before a token.
    fn is_joined(&self, kind: TokenKind) -> bool {
        // A point after a substitution variable would end its name.
        let is_variable = self
            .printed
            .ends_with(|last: char| last.is_alphanumeric() || last == '_')
            && kind == TokenKind::Dot
            && self
                .printed
                .rsplit(' ')
                .next()
                .is_some_and(|word| word.contains('&'));
        let after_opening = matches!(self.last, Some(TokenKind::LeftParen | TokenKind::Dot));
        let is_closing = matches!(
            kind,
            TokenKind::RightParen | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dot
        );
        let is_call = kind == TokenKind::LeftParen && self.last == Some(TokenKind::Identifier);
        !is_variable && (after_opening || is_closing || is_call)
    }
}

fn starts_line(node: SyntaxNode<'_>) -> bool {
    Statement::cast(node).is_some() || Declaration::cast(node).is_some() || node.kind() == SyntaxKind::Handler
}
