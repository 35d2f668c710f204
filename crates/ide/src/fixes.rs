//! What can be done about a finding.

pub(crate) mod decisions;
mod explicit;
mod policy;

use crate::file::FileSyntax;
use crate::navigation::Place;
use plconv_diagnostics::{Code, Diagnostic, Severity};
use plconv_source::{TextRange, TextSize};
use std::sync::Arc;

/// A change that somebody may want.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// The changes.
    pub edits: Vec<FixEdit>,
    /// Number of the finding it is about.
    pub finding: usize,
    /// Whether it is the obvious one.
    pub preferred: bool,
}

/// A change of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FixEdit {
    /// A file of the source.
    Source {
        /// Bytes that are replaced.
        place: Place,
        /// New text.
        text: String,
    },
    /// The policy file, by bytes of its text; it is created when there is none.
    Policy {
        /// Bytes that are replaced.
        range: (u32, u32),
        /// New text.
        text: String,
    },
}

/// What stands as the reason until somebody writes a better one.
const REASON: &str = "accepted after review";

/// The fixes for findings about a file, in their order; `policy` is the text of the policy file.
pub fn fixes(file: &FileSyntax, findings: &[&Diagnostic], policy: &str) -> Vec<Fix> {
    let mut fixes = Vec::new();
    for (number, found) in findings.iter().enumerate() {
        rewrites(file, number, found, &mut fixes);
        fixes.extend(explicit::of(file, number, found));
        fixes.extend(decisions::of(found.code, number, policy));
        if found.severity() != Severity::Note || found.code.area() != plconv_diagnostics::Area::Syntax {
            suppressions(file, number, found, policy, &mut fixes);
        }
    }
    fixes
}

/// Changes of the source.
fn rewrites(file: &FileSyntax, number: usize, found: &Diagnostic, fixes: &mut Vec<Fix>) {
    if found.code != Code::SYNTAX_ERROR && found.code != Code::SKIPPED_STATEMENT {
        return;
    }
    // A semicolon is what ends a statement whatever else could go on with it; another token must be the only one.
    let missing = found
        .message
        .strip_prefix("expected `")
        .and_then(|rest| rest.split_once('`'))
        .filter(|(missing, rest)| *missing == ";" || rest.starts_with(", found"))
        .map(|(missing, _)| missing);
    if let Some(missing) = missing {
        let before = file
            .slice(TextRange::up_to(found.primary.range.start()))
            .trim_end();
        let at = TextRange::empty(TextSize::of(before));
        let is_word = missing.starts_with(char::is_alphabetic);
        fixes.push(Fix {
            title: format!("Insert `{missing}`"),
            edits: vec![FixEdit::Source {
                place: Place::new(&file.path, at),
                text: if is_word {
                    format!(" {missing}")
                } else {
                    missing.to_owned()
                },
            }],
            finding: number,
            preferred: true,
        });
    }
}

/// A comment at the place, or an entry of the policy file for the object, the file or the project.
fn suppressions(file: &FileSyntax, number: usize, found: &Diagnostic, policy: &str, fixes: &mut Vec<Fix>) {
    let code = found.code;
    if found.severity() == Severity::Refused && code.area() == plconv_diagnostics::Area::Syntax {
        return;
    }
    fixes.push(Fix {
        title: format!("Accept {code} here, with a reason"),
        edits: vec![comment_above(file, &file.path, found)],
        finding: number,
        preferred: false,
    });
    let mut entry = |title: String, key: &str, value: Option<&str>| {
        fixes.push(Fix {
            title,
            edits: vec![policy::allow(policy, code, key, value, REASON)],
            finding: number,
            preferred: false,
        });
    };
    if let Some(object) = &found.object {
        entry(
            format!("Accept {code} in {object} (plconv.toml)"),
            "object",
            Some(object),
        );
    }
    entry(
        format!("Accept {code} in this file (plconv.toml)"),
        "file",
        Some(&file.path),
    );
    entry(format!("Accept {code} in the project (plconv.toml)"), "", None);
}

fn comment_above(file: &FileSyntax, path: &Arc<str>, found: &Diagnostic) -> FixEdit {
    let line = file.lines.position(found.primary.range.start()).line;
    let start = file
        .lines
        .line_range(line)
        .map_or(TextSize::new(0), |range| range.start());
    let indent: String = file
        .slice(TextRange::new(start, TextSize::of(&*file.text)))
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .collect();
    let line_end = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    FixEdit::Source {
        place: Place::new(path, TextRange::empty(start)),
        text: format!("{indent}-- plconv:allow {} {REASON}{line_end}", found.code),
    }
}
