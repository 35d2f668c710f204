//! Tokens of a unit.

/// One token; offsets are bytes relative to the start of the unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What the parser took it for, after soft keywords were decided.
    pub kind: plconv_grammar::TokenKind,
}
