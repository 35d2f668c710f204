//! File ids, encodings, text ranges and line indexes.
//!
//! Input: the bytes of a source file, as somebody else read them.
//! Output: its decoded text with every decoding problem ([`decode`]), and the vocabulary in which all
//! other crates say where something is: [`FileId`], [`TextRange`], [`FileRange`], [`Position`].
//!
//! This crate must not know the disk, Oracle, PostgreSQL or diagnostics: it reports plain facts.
//! All ranges are byte offsets in the *decoded* text. Line ends stay as they are, except in files that only have CR.

mod binary;
mod charset;
mod content_hash;
mod decode;
mod line_index;
mod location;

pub use binary::known_binary;
pub use charset::encoding_for_charset;
pub use content_hash::content_hash;
pub use decode::{DecodeProblem, DecodeProblemKind, Decoded, decode};
pub use line_index::{LineIndex, Position};
pub use location::{FileId, FileRange};
pub use text_size::{TextLen, TextRange, TextSize};
