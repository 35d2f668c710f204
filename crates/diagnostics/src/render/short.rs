//! One line each, for scripts and editors.

use std::fmt::Write as _;

use super::index_sources;
use crate::diagnostic::Diagnostic;
use crate::sources::SourceProvider;

/// `file:line:column: class[code]: message`, one line each.
pub fn render_short(diagnostics: &[Diagnostic], sources: &dyn SourceProvider) -> String {
    let files = index_sources(diagnostics, sources);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let file = diagnostic.primary.file;
        let start = files.position(file, diagnostic.primary.range.start());
        let message = diagnostic.message.replace(['\r', '\n'], " ");
        let _ = writeln!(
            text,
            "{}:{}:{}: {}[{}]: {message}",
            files.path(file),
            start.line,
            start.column,
            diagnostic.class(),
            diagnostic.code
        );
    }
    text
}
