//! Which place of the source an output text comes from.

use plconv_source::FileRange;

/// A piece of an output file and the Oracle text it was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpanMapping {
    /// First byte in the output file.
    pub output_start: u32,
    /// Byte after the last.
    pub output_end: u32,
    /// The place in the source.
    pub source: FileRange,
    /// The rule that made the text, when a single one did.
    pub rule: Option<String>,
}
