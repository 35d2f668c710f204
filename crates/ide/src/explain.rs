//! Why a piece of the translation looks as it does.

use crate::file::FileSyntax;
use crate::snapshot::Snapshot;
use crate::translation::translation;
use plconv_diagnostics::Diagnostic;
use plconv_source::{TextRange, TextSize};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// An explanation in Markdown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// The text.
    pub markdown: String,
    /// The source it is about.
    pub source: TextRange,
    /// The bytes of the translation it is about.
    pub output: Option<(u32, u32)>,
}

/// Explains the byte `output` of the translation of a file: where it comes from, and the pages of all findings there.
pub fn explain(
    snapshot: &Snapshot,
    file: &FileSyntax,
    found: &[Diagnostic],
    output: u32,
) -> Option<Explanation> {
    let translation = translation(snapshot, file);
    let span = translation
        .spans
        .iter()
        .filter(|span| span.output.0 <= output && output < span.output.1)
        .min_by_key(|span| span.output.1 - span.output.0)?;
    let mut markdown = String::new();
    if let Some((kind, name)) = &span.object {
        let _ = writeln!(markdown, "**{kind} {name}**\n");
    }
    let source = span.source.range();
    if span.source.path == file.path {
        let line = file.line(source.start()) + 1;
        let text = file.slice(source);
        let _ = writeln!(
            markdown,
            "From {}:{line}:\n\n```plsql\n{}\n```\n",
            span.source.path,
            shortened(text)
        );
    } else {
        let _ = writeln!(markdown, "From {}\n", span.source.path);
    }
    if let Some(rule) = &span.rule {
        let _ = writeln!(markdown, "Rule: `{rule}`\n");
    }
    let mut codes = BTreeSet::new();
    let here = found
        .iter()
        .filter(|found| source.contains_inclusive(found.primary.range.start()));
    for found in here {
        let _ = writeln!(
            markdown,
            "- {} {}: {}",
            found.code,
            found.severity(),
            found.message
        );
        if let Some(help) = &found.help {
            let _ = writeln!(markdown, "  - {help}");
        }
        codes.insert(found.code);
    }
    if codes.is_empty() {
        markdown.push_str("Equal in PostgreSQL: nothing was assumed or left out here.\n");
    }
    for code in codes {
        let _ = writeln!(markdown, "\n---\n\n{}", plconv_diagnostics::explain(code));
        let alternatives: Vec<_> = crate::fixes::decisions::alternatives(code).collect();
        if !alternatives.is_empty() {
            markdown.push_str("\n## Alternatives\n\n");
        }
        for (title, cost) in alternatives {
            let _ = writeln!(markdown, "- {title}: {cost}.");
        }
    }
    Some(Explanation {
        markdown,
        source: if span.source.path == file.path {
            source
        } else {
            TextRange::empty(TextSize::new(0))
        },
        output: Some(span.output),
    })
}

/// The first lines of a text.
fn shortened(text: &str) -> String {
    const LINES: usize = 12;
    let mut lines: Vec<&str> = text.lines().take(LINES).collect();
    if text.lines().count() > LINES {
        lines.push("...");
    }
    lines.join("\n")
}
