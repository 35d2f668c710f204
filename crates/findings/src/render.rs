//! Reports as text, one file per form.

mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod sarif;

use crate::report::Report;
use plconv_diagnostics::{Diagnostic, render_short, render_terminal};
use std::fmt;
use std::str::FromStr;

/// Forms of a report. Those for people and annotations show what is new and not suppressed; those for programs all,
/// with what is known about each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Format {
    /// With the source line, for people.
    Terminal {
        /// With colours.
        colour: bool,
    },
    /// One line each: file:line:column: code message.
    Short,
    /// An array; `docs/findings.schema.json` describes it.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands that GitHub shows beside the source.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// JUnit XML with a test case for each object.
    Junit,
    /// A summary in Markdown.
    Markdown,
}

/// A report as text.
pub fn render(report: &Report<'_>, format: Format) -> String {
    match format {
        Format::Terminal { colour } => render_terminal(&open(report), report.sources, colour),
        Format::Short => render_short(&open(report), report.sources),
        Format::Json => json::render_json(report),
        Format::Sarif => sarif::render_sarif(report),
        Format::Github => github::render_github(report),
        Format::Gitlab => gitlab::render_gitlab(report),
        Format::Junit => junit::render_junit(report),
        Format::Markdown => markdown::render_markdown(report),
    }
}

fn open(report: &Report<'_>) -> Vec<Diagnostic> {
    report.open().map(|(diagnostic, _)| diagnostic.clone()).collect()
}

/// Forms that are written to files, by their names.
const FILE_FORMATS: [(&str, Format); 7] = [
    ("short", Format::Short),
    ("json", Format::Json),
    ("sarif", Format::Sarif),
    ("github", Format::Github),
    ("gitlab", Format::Gitlab),
    ("junit", Format::Junit),
    ("markdown", Format::Markdown),
];

/// From the names on the command line, without `terminal`: a file has no colours.
impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = FILE_FORMATS.iter().find(|(name, _)| *name == text);
        known.map(|(_, format)| *format).ok_or_else(|| {
            let names: Vec<&str> = FILE_FORMATS.iter().map(|(name, _)| *name).collect();
            format!("`{text}` is no form of a report; use one of {}", names.join(", "))
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = FILE_FORMATS.iter().find(|(_, format)| format == self);
        formatter.write_str(known.map_or("terminal", |(name, _)| name))
    }
}

#[cfg(test)]
mod tests;
