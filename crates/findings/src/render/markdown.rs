//! A summary in Markdown, for the page of a CI job or a comment on a change.

use crate::report::{Report, State};
use plconv_diagnostics::Class;
use std::fmt::Write as _;

/// Findings that are listed one by one; the other forms have them all.
const LONGEST_LIST: usize = 100;

/// The verdict, counts by class, and the new findings.
pub(super) fn render_markdown(report: &Report<'_>) -> String {
    let mut text = format!("## plconv: {}\n\n", report.verdict());
    counts(report, &mut text);
    // What counts comes first; both parts keep the order of places.
    let (counted, others): (Vec<_>, Vec<_>) = report.open().partition(|(_, judgement)| judgement.counts);
    let open: Vec<_> = counted.into_iter().chain(others).collect();
    if !open.is_empty() {
        let title = if report.has_baseline {
            "New findings"
        } else {
            "Findings"
        };
        let _ = writeln!(
            text,
            "\n### {title}\n\n| Place | Class | Code | Finding |\n| --- | --- | --- | --- |"
        );
    }
    for (diagnostic, judgement) in open.iter().take(LONGEST_LIST) {
        let start = report.files.positions(diagnostic.primary).0;
        let counts = if judgement.counts { "**" } else { "" };
        let _ = writeln!(
            text,
            "| `{}:{}` | {counts}{}{counts} | {} {} | {} |",
            report.files.shown(diagnostic.primary.file),
            start.line,
            diagnostic.class(),
            diagnostic.code,
            diagnostic.code.name(),
            cell(&diagnostic.message)
        );
    }
    if let Some(more) = open.len().checked_sub(LONGEST_LIST).filter(|more| *more > 0) {
        let _ = writeln!(text, "\nAnd {more} more.");
    }
    if !report.fixed.is_empty() {
        let _ = writeln!(
            text,
            "\n{} findings of the baseline are gone; `--update-baseline` takes them out.",
            report.fixed.len()
        );
    }
    text
}

fn counts(report: &Report<'_>, text: &mut String) {
    let count = |class: Class, state: State| {
        report
            .findings()
            .filter(|(diagnostic, judgement)| {
                diagnostic.class() == class && judgement.state == state && judgement.suppression.is_none()
            })
            .count()
    };
    text.push_str(
        "| Would hurt | New | Unchanged | Fixed | Suppressed |\n| --- | ---: | ---: | ---: | ---: |\n",
    );
    for class in Class::ALL {
        let suppressed = report
            .findings()
            .filter(|(diagnostic, judgement)| diagnostic.class() == class && judgement.suppression.is_some())
            .count();
        let fixed = report.fixed.iter().filter(|entry| entry.class() == class).count();
        let _ = writeln!(
            text,
            "| {class} | {} | {} | {fixed} | {suppressed} |",
            count(class, State::New),
            count(class, State::Unchanged)
        );
    }
}

/// A message as a cell of a table: no line ends, no bars, no markup of its own.
fn cell(message: &str) -> String {
    let mut text = String::new();
    for character in message.chars() {
        match character {
            '\r' | '\n' => text.push(' '),
            '|' | '*' | '_' | '<' | '>' | '[' | ']' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            other => text.push(other),
        }
    }
    text
}
