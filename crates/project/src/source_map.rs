//! Which place of the source an output text comes from.

mod rule_names;

use crate::write::ArrangedOutput;
use plconv_source::{FileId, FileRange, LineIndex};
use rule_names::RuleName;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A piece of an output file and the Oracle text it was made from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SpanMapping {
    /// First byte in the output file.
    pub output_start: u32,
    /// Byte after the last.
    pub output_end: u32,
    /// The place in the source.
    pub source: FileRange,
    /// The rule that made the text, when a single one did.
    pub rule: Option<&'static str>,
}

/// A [`SpanMapping`] as it is read.
#[derive(Deserialize)]
struct ReadSpan {
    output_start: u32,
    output_end: u32,
    source: FileRange,
    rule: Option<RuleName>,
}

impl<'de> Deserialize<'de> for SpanMapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = ReadSpan::deserialize(deserializer)?;
        Ok(SpanMapping {
            output_start: read.output_start,
            output_end: read.output_end,
            source: read.source,
            rule: read.rule.map(|rule| rule.0),
        })
    }
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

/// The output by places of the source.
#[derive(Debug)]
pub struct OutputPlaces<'o> {
    output: &'o ArrangedOutput,
    /// Numbers of an output file and of a piece of it, in the order in which the pieces begin in the source.
    pieces: BTreeMap<FileId, Vec<(u32, usize, usize)>>,
}

impl<'o> OutputPlaces<'o> {
    /// Looks through the maps of all output files.
    pub fn new(output: &'o ArrangedOutput) -> Self {
        let mut pieces: BTreeMap<FileId, Vec<(u32, usize, usize)>> = BTreeMap::new();
        for (number, file) in output.files.iter().enumerate() {
            for (piece, span) in file.spans.iter().enumerate() {
                let start = span.source.range.start().into();
                pieces
                    .entry(span.source.file)
                    .or_default()
                    .push((start, number, piece));
            }
        }
        for pieces in pieces.values_mut() {
            pieces.sort_unstable();
        }
        OutputPlaces { output, pieces }
    }

    /// The output file and the lines of it that were made from the piece of the source in which a place begins; of several
    /// the one that begins last.
    pub fn of(&self, place: FileRange) -> Option<(&'o str, RangeInclusive<u32>)> {
        let at = place.range.start();
        let pieces = self.pieces.get(&place.file)?;
        let before = pieces.partition_point(|(start, ..)| *start <= u32::from(at));
        pieces.get(..before)?.iter().rev().find_map(|(_, number, piece)| {
            let file = self.output.files.get(*number)?;
            let span = file.spans.get(*piece)?;
            let covers = span.source.range.contains_inclusive(at);
            let index = covers.then(|| LineIndex::new(&file.text))?;
            let line = |offset: u32| index.position(offset.into()).line;
            let last = span.output_end.saturating_sub(1).max(span.output_start);
            Some((file.path.as_str(), line(span.output_start)..=line(last)))
        })
    }
}
