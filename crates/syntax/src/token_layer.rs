//! The token layer: raw tokens to the terminals of the grammar.
//!
//! Here words become keywords, and what one token of look-ahead cannot tell apart becomes one token: `NOT` before
//! `IN`, `WITH TIME ZONE`, `@link.domain`, `(+)`. Each rule looks a few tokens around; the settled ambiguities are
//! listed in grammar/keywords.toml. Whether a soft word is a keyword or a name is not decided here but by the parse
//! table, in the driver.

mod fuse;
mod keywords;
mod opaque;

pub(crate) use keywords::keyword;

use crate::lexer::{Ending, RawKind, RawToken};
use crate::token::Token;
use plconv_grammar::TokenKind;

/// Gives each raw token its terminal and fuses groups; `raw` must hold no trivia and no directives.
pub(crate) fn terminals(text: &str, raw: &[RawToken]) -> Vec<Token> {
    let classified: Vec<Token> = raw.iter().map(|token| classify(text, token)).collect();
    fuse::Fuser::new(text, &classified).run()
}

/// The terminal of a raw token by itself. `=>` and the like are raw tokens already; split operators are fused later.
fn classify(text: &str, token: &RawToken) -> Token {
    let word = || text.get(token.start as usize..token.end as usize).unwrap_or("");
    let kind = match token.kind {
        RawKind::Word => keyword(word()).unwrap_or(TokenKind::Identifier),
        RawKind::QuotedName(Ending::Closed) => TokenKind::QuotedIdentifier,
        RawKind::String(Ending::Closed) | RawKind::AlternativeString(Ending::Closed) => TokenKind::String,
        RawKind::QuotedName(Ending::Open)
        | RawKind::String(Ending::Open)
        | RawKind::AlternativeString(Ending::Open) => TokenKind::Unknown,
        RawKind::Number => TokenKind::Number,
        RawKind::Bind => TokenKind::BindVariable,
        RawKind::Inquiry => TokenKind::InquiryDirective,
        RawKind::Directive => TokenKind::ConditionalDirective,
        RawKind::Assign => TokenKind::Assign,
        RawKind::Arrow => TokenKind::Arrow,
        RawKind::Power => TokenKind::Power,
        RawKind::Concatenate => TokenKind::Concatenation,
        RawKind::LessEqual => TokenKind::LessOrEqual,
        RawKind::GreaterEqual => TokenKind::GreaterOrEqual,
        RawKind::NotEqual => TokenKind::NotEqual,
        RawKind::LabelStart => TokenKind::LabelStart,
        RawKind::LabelEnd => TokenKind::LabelEnd,
        RawKind::DotDot => TokenKind::DoubleDot,
        RawKind::Dot => TokenKind::Dot,
        RawKind::Comma => TokenKind::Comma,
        RawKind::Semicolon => TokenKind::Semicolon,
        RawKind::LeftParen => TokenKind::LeftParen,
        RawKind::RightParen => TokenKind::RightParen,
        RawKind::Plus => TokenKind::PlusSign,
        RawKind::Minus => TokenKind::MinusSign,
        RawKind::Star => TokenKind::Asterisk,
        RawKind::Slash => TokenKind::Slash,
        RawKind::Equal => TokenKind::EqualSign,
        RawKind::Less => TokenKind::LessSign,
        RawKind::Greater => TokenKind::GreaterSign,
        RawKind::At => TokenKind::AtSign,
        RawKind::Percent => TokenKind::PercentSign,
        RawKind::Colon => TokenKind::Colon,
        RawKind::LeftBracket => TokenKind::LeftBracket,
        RawKind::RightBracket => TokenKind::RightBracket,
        RawKind::LeftBrace => TokenKind::LeftBrace,
        RawKind::RightBrace => TokenKind::RightBrace,
        RawKind::Question => TokenKind::QuestionMark,
        RawKind::Bar => TokenKind::VerticalBar,
        RawKind::Error => match word() {
            "!" => TokenKind::ExclamationMark,
            "~" => TokenKind::Tilde,
            "^" => TokenKind::Caret,
            _ => TokenKind::Unknown,
        },
        RawKind::Whitespace | RawKind::LineComment | RawKind::BlockComment(_) => TokenKind::Unknown,
    };
    Token {
        start: token.start,
        end: token.end,
        kind,
    }
}

#[cfg(test)]
mod tests;
