//! Relates texts: what two people changed in one, where a position of one is in another, how they differ.
//!
//! Input: texts. Output: a merged text, positions, a difference for people. Must not know: the disk, which language the
//! texts are in.
//!
//! - [`merge`]: three-way merge of generated text and hand edits.
//! - [`Positions`]: where a byte of an edited text was before.
//! - [`matching_word`]: the word of a translation's original that a word of the translation was made from.
//! - [`hunks`]: how a text differs from the one that was expected.

mod hunk;
mod merge;
mod positions;
mod words;

pub use hunk::{Hunk, hunks};
pub use merge::{Merged, merge};
pub use positions::{Position, Positions};
pub use words::{matching_word, word_starts};
