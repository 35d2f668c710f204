//! Workflow commands of GitHub Actions, which show diagnostics beside the changed lines.

use std::fmt::Write as _;

use super::index_sources;
use crate::code::Severity;
use crate::diagnostic::Diagnostic;
use crate::sources::SourceProvider;

/// `::error file=...,line=...,col=...,title=...::message`, one line each. Those for which `fails` is true, given their
/// place in the list, are errors whatever their severity.
pub fn render_github(
    diagnostics: &[Diagnostic],
    sources: &dyn SourceProvider,
    fails: &dyn Fn(usize) -> bool,
) -> String {
    let files = index_sources(diagnostics, sources);
    let mut text = String::new();
    for (number, diagnostic) in diagnostics.iter().enumerate() {
        let command = match diagnostic.severity() {
            _ if fails(number) => "error",
            Severity::Refused => "error",
            Severity::Assumed => "warning",
            Severity::Note => "notice",
        };
        let file = diagnostic.primary.file;
        let start = files.position(file, diagnostic.primary.range.start());
        let end = files.position(file, diagnostic.primary.range.end());
        let mut message = diagnostic.message.clone();
        for line in diagnostic.notes.iter().chain(&diagnostic.help) {
            message.push('\n');
            message.push_str(line);
        }
        let _ = write!(
            text,
            "::{command} file={},line={},col={},endLine={}",
            escape_property(files.path(file)),
            start.line,
            start.column,
            end.line
        );
        // A column range is only understood within one line.
        if start.line == end.line {
            let _ = write!(text, ",endColumn={}", end.column);
        }
        let title = escape_property(&format!("{} {}", diagnostic.code, diagnostic.code.name()));
        let _ = writeln!(text, ",title={title}::{}", escape_message(&message));
    }
    text
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}
