//! What a file becomes, beside the file.

use crate::file::FileSyntax;
use crate::navigation::Place;
use crate::snapshot::Snapshot;
use plconv_source::TextRange;
use std::fmt::Write as _;

/// The PostgreSQL text of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Translation {
    /// All output of the units of the file, in their order.
    pub text: String,
    /// Which text comes from where, in the order of the text.
    pub spans: Vec<TranslatedSpan>,
    /// Whether all units were translated as they are now; otherwise some have changed since.
    pub is_current: bool,
}

/// A piece of the translation and its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TranslatedSpan {
    /// Bytes of the translation.
    pub output: (u32, u32),
    /// The place in the source.
    pub source: Place,
    /// The rule that made it, when a single one did.
    pub rule: Option<&'static str>,
    /// Kind and Oracle name of the object it belongs to.
    pub object: Option<(String, String)>,
}

/// The translation of a file. Units that were changed after the last analysis are left out, with a line that says so.
pub fn translation(snapshot: &Snapshot, file: &FileSyntax) -> Translation {
    let mut result = Translation {
        is_current: true,
        ..Translation::default()
    };
    let tree = &snapshot.base.tree;
    for (index, unit) in file.units.iter().enumerate() {
        let Some(number) = snapshot.base.number_of(file, index) else {
            result.is_current = false;
            let _ = writeln!(result.text, "-- (being translated)\n");
            continue;
        };
        // Where the unit was when it was analysed.
        let analysed = snapshot.base.analysis.place(number);
        let offset = |at: u32| {
            let then = analysed.map_or(0, |place| u32::from(place.range.start()));
            let now = unit.loaded.offset;
            (at + now).saturating_sub(then)
        };
        for piece in &snapshot.base.lowered(number).pieces {
            if !piece.path.is_empty() {
                let _ = writeln!(result.text, "-- {}", piece.path);
            }
            let start = result.text.len() as u32;
            result.text.push_str(piece.text.trim_end());
            result.text.push_str("\n\n");
            for span in &piece.spans {
                let Some(source) = tree.file(span.source.file) else {
                    continue;
                };
                let range = if source.path == file.path {
                    let (from, to) = (span.source.range.start().into(), span.source.range.end().into());
                    TextRange::new(offset(from).into(), offset(to).max(offset(from)).into())
                } else {
                    span.source.range
                };
                result.spans.push(TranslatedSpan {
                    output: (start + span.output_start, start + span.output_end),
                    source: Place::new(&source.path, range),
                    rule: span.rule,
                    object: piece.object.clone(),
                });
            }
        }
    }
    result
        .spans
        .sort_by_key(|span| (span.output.0, std::cmp::Reverse(span.output.1)));
    result
}
