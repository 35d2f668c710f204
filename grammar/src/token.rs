//! What the lexer, the token layer and the driver need to know about words.
//!
//! A soft word (most of them) is a name wherever the grammar has no use for it as a keyword. The parse table decides:
//! at a soft word the driver takes the first of the word's own terminal, its [`TokenKind::candidates`] and
//! `Identifier` that can be shifted; when a keyword reading and `Identifier` both can be, the token after it decides
//! by [`TokenKind::next_token_rule`].

use crate::generated::tokens::{self, KINDS, NAMES, TERMINAL_COUNT, TokenKind};

/// One word of the language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keyword {
    /// Spelling in upper case.
    pub word: &'static str,
    /// What the lexer gives for it: its own terminal, or the class terminal of words that have no other use
    /// (`LOGGING` is a `PhysicalFlag`).
    pub kind: TokenKind,
}

/// Decides between keyword and name where the parse table accepts both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextTokenRule {
    /// The word is the keyword only before one of these; `Identifier` in the list stands for every soft word too.
    KeywordBefore(&'static [TokenKind]),
    /// The word is a name before one of these, and the keyword elsewhere.
    NameBefore(&'static [TokenKind]),
}

impl NextTokenRule {
    /// Whether the word is the keyword when the token after it is `next`.
    pub fn is_keyword_before(self, next: Option<TokenKind>) -> bool {
        match self {
            NextTokenRule::KeywordBefore(list) => {
                // The semicolon that ends a statement is not among its tokens.
                let next = next.unwrap_or(TokenKind::Semicolon);
                list.contains(&next) || (next.is_soft_word() && list.contains(&TokenKind::Identifier))
            }
            NextTokenRule::NameBefore(list) => !next.is_some_and(|next| list.contains(&next)),
        }
    }
}

impl TokenKind {
    /// The kind with this discriminant.
    pub fn from_index(index: usize) -> Option<TokenKind> {
        KINDS.get(index).copied()
    }

    /// Column of the action table; `None` for tokens outside the grammar.
    pub fn terminal(self) -> Option<usize> {
        let index = self as usize;
        (index < TERMINAL_COUNT).then_some(index)
    }

    /// How messages call the token: the word or symbol itself, or what it is.
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// Whether a word gives this kind.
    pub fn is_word(self) -> bool {
        tokens::is_word(self)
    }

    /// Whether a word gives this kind and the word is never a name.
    pub fn is_reserved(self) -> bool {
        tokens::is_reserved(self)
    }

    /// Whether a word gives this kind and the word may be a name.
    pub fn is_soft_word(self) -> bool {
        self.is_word() && !self.is_reserved()
    }

    /// The class terminals the word may stand for, tried in order after its own.
    pub fn candidates(self) -> &'static [TokenKind] {
        tokens::candidates(self)
    }

    /// What decides between keyword and name when the table accepts both readings.
    pub fn next_token_rule(self) -> NextTokenRule {
        tokens::next_token_rule(self)
    }
}
