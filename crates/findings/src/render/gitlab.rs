//! The code quality report of GitLab: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use crate::report::Report;
use plconv_diagnostics::{Class, Diagnostic, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The findings that are not suppressed. GitLab compares reports of branches itself, so known ones are in it too.
pub(super) fn render_gitlab(report: &Report<'_>) -> String {
    let issues: Vec<Issue<'_>> = report
        .findings()
        .filter(|(_, judgement)| judgement.suppression.is_none())
        .map(|(diagnostic, judgement)| Issue {
            description: diagnostic.message.clone(),
            check_name: format!("{} {}", diagnostic.code, diagnostic.code.name()),
            fingerprint: judgement.fingerprint.unique(),
            severity: severity(diagnostic),
            location: Location {
                path: report.files.shown(diagnostic.primary.file),
                lines: Lines {
                    begin: report.files.positions(diagnostic.primary).0.line,
                },
            },
        })
        .collect();
    // Nothing in these structures can fail to become JSON.
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    text
}

/// What nobody would notice is the worst.
fn severity(diagnostic: &Diagnostic) -> &'static str {
    match (diagnostic.severity(), diagnostic.class()) {
        (Severity::Note, _) | (_, Class::Note) => "info",
        (_, Class::Silent) => "critical",
        (_, Class::Load | Class::Runtime) => "major",
        (_, Class::Performance) => "minor",
    }
}
