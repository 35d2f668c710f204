//! Placeholder until keywords.toml is generated.

/// Kinds of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// An identifier.
    Id,
}
