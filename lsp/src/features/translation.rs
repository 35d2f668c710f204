//! The translation of a text: whole, or as the difference from what the editor was told last.

use crate::custom::{SpanResult, SpansEdit, TranslationEdit, TranslationParams, TranslationResult};
use crate::position::Places;
use crate::state::{State, lock};
use crate::world::World;
use plconv_ide::FileSyntax;
use plconv_source::{LineIndex, TextRange};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower_lsp_server::ls_types::{Location, Position, Range, Uri};

/// What the editor was told of translations.
#[derive(Default)]
pub struct Translations {
    /// How many there were: each has a name of its own.
    count: u64,
    told: BTreeMap<Uri, Told>,
}

impl Translations {
    /// A text was closed.
    pub fn forget(&mut self, uri: &Uri) {
        self.told.remove(uri);
    }
}

struct Told {
    id: String,
    text: String,
    spans: Vec<SpanResult>,
}

pub fn translation(state: &State, world: &World, params: &TranslationParams) -> Option<TranslationResult> {
    let uri = &params.text_document.uri;
    let view = world.view(uri)?;
    let snapshot = view.snapshot()?;
    let translation = plconv_ide::translation(&snapshot, view.syntax());
    let lines = LineIndex::new(&translation.text);
    let output = Places {
        lines: &lines,
        encoding: world.encoding,
    };
    // There are many spans, of few files.
    let mut files: BTreeMap<Arc<str>, Option<(Uri, Arc<FileSyntax>)>> = BTreeMap::new();
    let spans = translation.spans.iter().filter_map(|span| {
        let known = files
            .entry(Arc::clone(&span.source.path))
            .or_insert_with_key(|path| Some((world.uri_of(view.folder, path)?, snapshot.file(path)?)));
        let (uri, file) = known.as_ref()?;
        let source = Places {
            lines: &file.lines,
            encoding: world.encoding,
        };
        let (start, end) = span.output;
        Some(SpanResult {
            output: output.range(TextRange::new(start.into(), end.max(start).into())),
            source: Location::new(uri.clone(), source.range(span.source.range())),
            rule: span.rule,
        })
    });
    let spans: Vec<SpanResult> = spans.collect();
    let mut result = TranslationResult {
        uri: format!("plconv:{}.pg.sql", view.document.uri.path()),
        version: view.document.version,
        is_current: translation.is_current,
        result_id: String::new(),
        text: None,
        spans: None,
        edit: None,
    };
    let mut told = lock(&state.translations);
    told.count += 1;
    result.result_id = told.count.to_string();
    match (told.told.remove(uri)).filter(|before| params.previous_result_id.as_ref() == Some(&before.id)) {
        Some(before) => {
            let (edit, by) = text_edit(&before.text, &translation.text);
            result.edit = Some(TranslationEdit {
                range: edit.0,
                new_text: edit.1,
                spans: spans_edit(&before.spans, &spans, uri, by),
            });
        }
        None => {
            result.text = Some(translation.text.clone());
            result.spans = Some(spans.clone());
        }
    }
    let now = Told {
        id: result.result_id.clone(),
        text: translation.text,
        spans,
    };
    told.told.insert(uri.clone(), now);
    Some(result)
}

/// The one change of whole lines that makes `now` of `before`, and how many lines more there are.
fn text_edit(before: &str, now: &str) -> ((Range, String), i64) {
    let lines = |text: &str| -> Vec<String> { text.split_inclusive('\n').map(str::to_owned).collect() };
    let (before, now) = (lines(before), lines(now));
    let same_start = before
        .iter()
        .zip(&now)
        .take_while(|(left, right)| left == right)
        .count();
    let most = before.len().min(now.len()) - same_start;
    let ends = before.iter().rev().zip(now.iter().rev()).take(most);
    let same_end = ends.take_while(|(left, right)| left == right).count();
    let new = now.get(same_start..now.len() - same_end).unwrap_or_default();
    let range = Range::new(
        Position::new(same_start as u32, 0),
        Position::new((before.len() - same_end) as u32, 0),
    );
    let by = now.len() as i64 - before.len() as i64;
    ((range, new.concat()), by)
}

/// The change that makes the spans `now` of those `before`: what is behind it has moved by whole lines.
fn spans_edit(before: &[SpanResult], now: &[SpanResult], own: &Uri, output_lines: i64) -> SpansEdit {
    let same_start = before
        .iter()
        .zip(now)
        .take_while(|(left, right)| left == right)
        .count();
    let source_lines = match (before.last(), now.last()) {
        (Some(before), Some(now)) => {
            i64::from(now.source.range.start.line) - i64::from(before.source.range.start.line)
        }
        _ => 0,
    };
    let most = before.len().min(now.len()) - same_start;
    let ends = before.iter().rev().zip(now.iter().rev()).take(most);
    let is_moved = |(before, now): &(&SpanResult, &SpanResult)| {
        before.moved(own, output_lines, source_lines).as_ref() == Some(*now)
    };
    let same_end = ends.take_while(is_moved).count();
    SpansEdit {
        start: same_start as u32,
        delete_count: (before.len() - same_end - same_start) as u32,
        insert: now
            .get(same_start..now.len() - same_end)
            .unwrap_or_default()
            .to_vec(),
        output_lines,
        source_lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an editor makes of a change.
    fn applied(before: &[SpanResult], edit: &SpansEdit, own: &Uri) -> Vec<SpanResult> {
        let (start, end) = (edit.start as usize, (edit.start + edit.delete_count) as usize);
        let behind = before[end..]
            .iter()
            .filter_map(|span| span.moved(own, edit.output_lines, edit.source_lines));
        before[..start]
            .iter()
            .cloned()
            .chain(edit.insert.iter().cloned())
            .chain(behind)
            .collect()
    }

    #[test]
    fn a_change_of_the_text_is_one_of_whole_lines() {
        let cases = [
            ("", "a\n"),
            ("a\nb\nc\n", "a\nb\nc\n"),
            ("a\nb\nc\n", "a\nx\ny\nc\n"),
            ("a\nb\nc\n", "a\nc\n"),
            ("a\na\n", "a\na\na\n"),
            ("a\nb", "a\nb\n"),
        ];
        for (before, now) in cases {
            let ((range, text), by) = text_edit(before, now);
            let lines: Vec<&str> = before.split_inclusive('\n').collect();
            let (start, end) = (range.start.line as usize, range.end.line as usize);
            let made = [lines[..start].concat(), text, lines[end..].concat()].concat();
            assert_eq!(made, now);
            assert_eq!(by, now.split_inclusive('\n').count() as i64 - lines.len() as i64);
        }
    }

    #[test]
    fn spans_behind_a_change_move_with_it() {
        let (own, other): (Uri, Uri) = ("file:///a.sql".parse().unwrap(), "file:///b.sql".parse().unwrap());
        let span = |uri: &Uri, output: u32, source: u32| SpanResult {
            output: Range::new(Position::new(output, 0), Position::new(output + 1, 4)),
            source: Location::new(
                uri.clone(),
                Range::new(Position::new(source, 2), Position::new(source, 9)),
            ),
            rule: None,
        };
        let before = [
            span(&own, 0, 0),
            span(&own, 3, 2),
            span(&other, 5, 2),
            span(&own, 7, 6),
        ];
        let now = [
            span(&own, 0, 0),
            span(&own, 3, 2),
            span(&own, 4, 3),
            span(&other, 6, 2),
            span(&own, 8, 7),
        ];
        let edit = spans_edit(&before, &now, &own, 1);
        assert_eq!((edit.start, edit.delete_count, edit.insert.len()), (2, 0, 1));
        assert_eq!(applied(&before, &edit, &own), now);
        let back = spans_edit(&now, &before, &own, -1);
        assert_eq!(applied(&now, &back, &own), before);
        let to_nothing = spans_edit(&now, &[], &own, -8);
        assert_eq!(applied(&now, &to_nothing, &own), []);
        let from_nothing = spans_edit(&[], &now, &own, 8);
        assert_eq!(applied(&[], &from_nothing, &own), now);
    }
}
