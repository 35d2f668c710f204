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
    source: Arc<str>,
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
            let text = LinesEdit::between(&before.text, &translation.text);
            let source = LinesEdit::between(&before.source, &view.document.text);
            result.edit = Some(TranslationEdit {
                range: Range::new(
                    Position::new(text.start as u32, 0),
                    Position::new(text.old_end as u32, 0),
                ),
                new_text: text.new.concat(),
                spans: spans_edit(&before.spans, &spans, uri, &text, &source),
            });
        }
        None => {
            result.text = Some(translation.text.clone());
            result.spans = Some(spans.clone());
        }
    }
    let now = Told {
        id: result.result_id.clone(),
        source: Arc::clone(&view.document.text),
        text: translation.text,
        spans,
    };
    told.told.insert(uri.clone(), now);
    Some(result)
}

/// The one change of whole lines that makes a text of another.
struct LinesEdit<'n> {
    /// The first line that is different.
    start: usize,
    /// The line behind the last one, in the text before.
    old_end: usize,
    /// What is there now.
    new: Vec<&'n str>,
}

impl<'n> LinesEdit<'n> {
    fn between(before: &str, now: &'n str) -> Self {
        let before: Vec<&str> = before.split_inclusive('\n').collect();
        let mut new: Vec<&str> = now.split_inclusive('\n').collect();
        let start = before
            .iter()
            .zip(&new)
            .take_while(|(left, right)| left == right)
            .count();
        let most = before.len().min(new.len()) - start;
        let ends = before.iter().rev().zip(new.iter().rev()).take(most);
        let same_end = ends.take_while(|(left, right)| left == right).count();
        new.truncate(new.len() - same_end);
        LinesEdit {
            start,
            old_end: before.len() - same_end,
            new: new.split_off(start),
        }
    }

    /// How many lines more there are.
    fn lines(&self) -> i64 {
        self.new.len() as i64 - (self.old_end - self.start) as i64
    }
}

/// The change that makes the spans `now` of those `before`: all others have moved by whole lines.
fn spans_edit(
    before: &[SpanResult],
    now: &[SpanResult],
    own: &Uri,
    text: &LinesEdit<'_>,
    source: &LinesEdit<'_>,
) -> SpansEdit {
    let (output_lines, source_line, source_lines) = (text.lines(), source.old_end as u32, source.lines());
    let is_moved = |output_lines: i64| {
        move |(before, now): &(&SpanResult, &SpanResult)| {
            before
                .moved(own, output_lines, source_line, source_lines)
                .as_ref()
                == Some(*now)
        }
    };
    let start = before.iter().zip(now).take_while(is_moved(0)).count();
    let most = before.len().min(now.len()) - start;
    let ends = before.iter().rev().zip(now.iter().rev()).take(most);
    let same_end = ends.take_while(is_moved(output_lines)).count();
    SpansEdit {
        start: start as u32,
        delete_count: (before.len() - same_end - start) as u32,
        insert: now.get(start..now.len() - same_end).unwrap_or_default().to_vec(),
        output_lines,
        source_line,
        source_lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an editor makes of a change.
    fn applied(before: &[SpanResult], edit: &SpansEdit, own: &Uri) -> Vec<SpanResult> {
        let (start, end) = (edit.start as usize, (edit.start + edit.delete_count) as usize);
        let moved = |spans: &[SpanResult], output_lines: i64| -> Vec<SpanResult> {
            let spans = spans.iter();
            spans
                .filter_map(|span| span.moved(own, output_lines, edit.source_line, edit.source_lines))
                .collect()
        };
        [
            moved(&before[..start], 0),
            edit.insert.clone(),
            moved(&before[end..], edit.output_lines),
        ]
        .concat()
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
            let edit = LinesEdit::between(before, now);
            let lines: Vec<&str> = before.split_inclusive('\n').collect();
            let made = [
                lines[..edit.start].concat(),
                edit.new.concat(),
                lines[edit.old_end..].concat(),
            ];
            assert_eq!(made.concat(), now);
            assert_eq!(
                edit.lines(),
                now.split_inclusive('\n').count() as i64 - lines.len() as i64
            );
        }
    }

    #[test]
    fn spans_around_a_change_move_with_it() {
        let (own, other): (Uri, Uri) = ("file:///a.sql".parse().unwrap(), "file:///b.sql".parse().unwrap());
        let span = |uri: &Uri, output: u32, source: u32| SpanResult {
            output: Range::new(Position::new(output, 0), Position::new(output + 1, 4)),
            source: Location::new(
                uri.clone(),
                Range::new(Position::new(source, 2), Position::new(source, 9)),
            ),
            rule: None,
        };
        // The output is not in the order of the source.
        let before = [
            span(&own, 0, 9),
            span(&own, 3, 2),
            span(&other, 5, 9),
            span(&own, 7, 6),
        ];
        let now = [
            span(&own, 0, 10),
            span(&own, 3, 2),
            span(&own, 4, 3),
            span(&other, 6, 9),
            span(&own, 8, 7),
        ];
        let lines = |start, old_end, new: usize| LinesEdit {
            start,
            old_end,
            new: vec!["\n"; new],
        };
        let edit = spans_edit(&before, &now, &own, &lines(4, 4, 1), &lines(3, 3, 1));
        assert_eq!((edit.start, edit.delete_count, edit.insert.len()), (2, 0, 1));
        assert_eq!(applied(&before, &edit, &own), now);
        let back = spans_edit(&now, &before, &own, &lines(4, 5, 0), &lines(3, 4, 0));
        assert_eq!((back.start, back.delete_count, back.insert.len()), (2, 1, 0));
        assert_eq!(applied(&now, &back, &own), before);
        let to_nothing = spans_edit(&now, &[], &own, &lines(0, 9, 0), &lines(0, 9, 0));
        assert_eq!(applied(&now, &to_nothing, &own), []);
        let from_nothing = spans_edit(&[], &now, &own, &lines(0, 0, 9), &lines(0, 0, 9));
        assert_eq!(applied(&[], &from_nothing, &own), now);
    }
}
