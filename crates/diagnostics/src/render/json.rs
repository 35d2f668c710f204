//! JSON for other programs. Fields are only ever added.

use plconv_source::FileRange;
use serde::Serialize;

use super::index_sources;
use crate::code::{Class, Severity};
use crate::diagnostic::Diagnostic;
use crate::sources::{IndexedSources, SourceProvider};

/// How several objects are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonStyle {
    /// One array, indented.
    Array,
    /// One object per line.
    Lines,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    class: Class,
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    labels: Vec<JsonLabel<'a>>,
    help: Option<&'a str>,
    notes: &'a [String],
    object: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonPosition {
    /// In bytes of the decoded text, from 0.
    offset: u32,
    /// From 1.
    line: u32,
    /// In characters, from 1.
    column: u32,
}

/// Diagnostics as JSON text, ended by a line end.
pub fn render_json(diagnostics: &[Diagnostic], sources: &dyn SourceProvider, style: JsonStyle) -> String {
    let values = to_json(diagnostics, sources);
    let mut text = match style {
        JsonStyle::Array => format!("{:#}", serde_json::Value::Array(values)),
        JsonStyle::Lines => values.iter().map(|value| format!("{value}\n")).collect(),
    };
    if style == JsonStyle::Array {
        text.push('\n');
    }
    text
}

/// Diagnostics as JSON values, for a report that has other parts too.
pub fn to_json(diagnostics: &[Diagnostic], sources: &dyn SourceProvider) -> Vec<serde_json::Value> {
    let files = index_sources(diagnostics, sources);
    diagnostics
        .iter()
        // Nothing in these structures can fail to become JSON: no map with other keys, no foreign code.
        .map(|diagnostic| serde_json::to_value(describe(diagnostic, &files)).unwrap_or_default())
        .collect()
}

fn describe<'a>(diagnostic: &'a Diagnostic, files: &'a IndexedSources<'a>) -> JsonDiagnostic<'a> {
    JsonDiagnostic {
        code: diagnostic.code.as_str(),
        name: diagnostic.code.name(),
        severity: diagnostic.severity(),
        class: diagnostic.class(),
        message: &diagnostic.message,
        place: place(diagnostic.primary, files),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| JsonLabel {
                message: &label.message,
                place: place(label.range, files),
            })
            .collect(),
        help: diagnostic.help.as_deref(),
        notes: &diagnostic.notes,
        object: diagnostic.object.as_deref(),
    }
}

fn place<'a>(range: FileRange, files: &'a IndexedSources<'a>) -> JsonPlace<'a> {
    let position = |offset| {
        let position = files.position(range.file, offset);
        JsonPosition {
            offset: offset.into(),
            line: position.line,
            column: position.column,
        }
    };
    JsonPlace {
        file: files.path(range.file),
        start: position(range.range.start()),
        end: position(range.range.end()),
    }
}
