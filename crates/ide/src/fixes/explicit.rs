//! Rewriting the source to a form that says what it means: formats of dates, lengths in characters.

use super::{Fix, FixEdit};
use crate::file::FileSyntax;
use crate::navigation::Place;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{TextRange, TextSize};

/// The rewriting that a finding calls for. `number` is that of the finding.
pub(super) fn of(file: &FileSyntax, number: usize, found: &Diagnostic) -> Option<Fix> {
    let range = found.primary.range;
    let text = file.slice(range);
    let (title, edits) = match found.code {
        Code::IMPLICIT_CONVERSION => format_of(text, &found.message, range)?,
        Code::TYPE_LOSS => length_in_characters(text, range)?,
        _ => return None,
    };
    let edits = edits
        .into_iter()
        .map(|(place, text)| FixEdit::Source {
            place: Place::new(&file.path, TextRange::empty(place)),
            text,
        })
        .collect();
    Some(Fix {
        title,
        edits,
        finding: number,
        preferred: false,
    })
}

type Inserted = Vec<(TextSize, String)>;

/// The format that the output takes, written where Oracle would take that of the session.
fn format_of(text: &str, message: &str, range: TextRange) -> Option<(String, Inserted)> {
    let (_, format) = message.split_once("the output takes ")?;
    let written = format!("'{}'", format.replace('\'', "''"));
    let upper = text.to_ascii_uppercase();
    let is_call = (upper.starts_with("TO_DATE") || upper.starts_with("TO_CHAR")) && text.ends_with(')');
    if is_call {
        let inside = range.end() - TextSize::of(')');
        return Some((
            format!("Write the format {written}"),
            vec![(inside, format!(", {written}"))],
        ));
    }
    let is_literal = text.starts_with('\'') && text.ends_with('\'') && text.len() > 1;
    is_literal.then(|| {
        (
            format!("Write TO_DATE with the format {written}"),
            vec![
                (range.start(), "TO_DATE(".to_owned()),
                (range.end(), format!(", {written})")),
            ],
        )
    })
}

/// `VARCHAR2(10 CHAR)` for a length that counts bytes by the setting of the session.
fn length_in_characters(text: &str, range: TextRange) -> Option<(String, Inserted)> {
    let inside = text.strip_suffix(')')?;
    let (kind, length) = inside.rsplit_once('(')?;
    let is_length = !length.trim().is_empty() && length.trim().bytes().all(|byte| byte.is_ascii_digit());
    let is_text = kind.trim_end().to_ascii_uppercase().ends_with("VARCHAR2");
    (is_length && is_text).then(|| {
        (
            format!("Write the length in characters: VARCHAR2({} CHAR)", length.trim()),
            vec![(range.end() - TextSize::of(')'), " CHAR".to_owned())],
        )
    })
}
