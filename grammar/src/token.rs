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

/// How many kinds of tokens there are.
pub const TOKEN_KIND_COUNT: usize = KINDS.len();

/// What is asked about each token of a text, as bits by kind.
static TRAITS: [u8; TOKEN_KIND_COUNT] = {
    let mut table = [0; TOKEN_KIND_COUNT];
    let mut index = 0;
    while index < TOKEN_KIND_COUNT {
        let kind = KINDS[index];
        if tokens::is_word(kind) {
            table[index] |= WORD;
        }
        if tokens::is_reserved(kind) {
            table[index] |= RESERVED;
        }
        if !tokens::candidates(kind).is_empty() {
            table[index] |= HAS_CANDIDATES;
        }
        if has_one_reading(kind) {
            table[index] |= ONE_READING;
        }
        index += 1;
    }
    table
};

const WORD: u8 = 1;
const RESERVED: u8 = 2;
const HAS_CANDIDATES: u8 = 4;
const ONE_READING: u8 = 8;

const fn has_one_reading(kind: TokenKind) -> bool {
    if kind as usize >= TERMINAL_COUNT {
        return false;
    }
    match kind {
        // A group may be kept as text, a variable stand for a clause, a word be a name.
        TokenKind::LeftParen | TokenKind::Identifier | TokenKind::PhysicalFlag => false,
        _ => !tokens::is_word(kind) || (tokens::is_reserved(kind) && tokens::candidates(kind).is_empty()),
    }
}

impl TokenKind {
    #[inline]
    fn has(self, wanted: u8) -> bool {
        TRAITS
            .get(self as usize)
            .is_some_and(|traits| traits & wanted != 0)
    }

    /// The kind with this discriminant.
    pub fn from_index(index: usize) -> Option<TokenKind> {
        KINDS.get(index).copied()
    }

    /// Column of the action table; `None` for tokens outside the grammar.
    #[inline]
    pub fn terminal(self) -> Option<usize> {
        let index = self as usize;
        (index < TERMINAL_COUNT).then_some(index)
    }

    /// How messages call the token: the word or symbol itself, or what it is.
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// Whether a word gives this kind.
    #[inline]
    pub fn is_word(self) -> bool {
        self.has(WORD)
    }

    /// Whether a word gives this kind and the word is never a name.
    #[inline]
    pub fn is_reserved(self) -> bool {
        self.has(RESERVED)
    }

    /// Whether a word gives this kind and the word may be a name.
    #[inline]
    pub fn is_soft_word(self) -> bool {
        self.is_word() && !self.is_reserved()
    }

    /// Whether the parser takes it for the same terminal wherever it stands.
    #[inline]
    pub fn has_one_reading(self) -> bool {
        self.has(ONE_READING)
    }

    /// The class terminals the word may stand for, tried in order after its own.
    #[inline]
    pub fn candidates(self) -> &'static [TokenKind] {
        match self.has(HAS_CANDIDATES) {
            true => tokens::candidates(self),
            false => &[],
        }
    }

    /// What decides between keyword and name when the table accepts both readings.
    pub fn next_token_rule(self) -> NextTokenRule {
        tokens::next_token_rule(self)
    }
}
