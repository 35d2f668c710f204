//! Which place of the source an output text comes from.

use plconv_source::FileRange;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// `sourcemap.json`: for each output file its pieces, in the order of the output.
pub type SourceMap = BTreeMap<String, Vec<MappedPiece>>;

/// A piece of an output file as `sourcemap.json` has it; positions are bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MappedPiece {
    /// First byte in the output file.
    pub output_start: u32,
    /// Byte after the last.
    pub output_end: u32,
    /// Path in the source tree.
    pub source: String,
    /// First byte of the decoded source.
    pub source_start: u32,
    /// Byte after the last.
    pub source_end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// The rule that made the text, when a single one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}
