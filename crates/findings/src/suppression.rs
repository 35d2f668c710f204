//! Findings that somebody has accepted, in a comment of the source or in the policy file.

use crate::date::Date;
use crate::files::{File, Files};
use crate::object::{ObjectPlace, Objects};
use plconv_diagnostics::{Area, Code, Diagnostic};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use std::collections::BTreeSet;

/// What stands in the comment.
const MARK: &str = "plconv:allow";

/// Where a suppression is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SuppressionKind {
    /// In a comment.
    InSource,
    /// In the policy file.
    External,
}

/// Findings of some codes in some places that are accepted, with the reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The codes.
    pub codes: BTreeSet<Code>,
    /// Why.
    pub reason: String,
    /// The last day on which they are accepted.
    pub until: Option<Date>,
    /// Which findings.
    pub scope: Scope,
    /// Where it is written.
    pub place: FileRange,
    /// What it is written in.
    pub kind: SuppressionKind,
}

/// Places of findings; what is `None` may be anything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// In one of these files.
    pub files: Option<BTreeSet<FileId>>,
    /// Beginning on a line from the first to the second.
    pub lines: Option<(u32, u32)>,
    /// In the object of this name.
    pub object: Option<String>,
}

impl Scope {
    fn covers(&self, diagnostic: &Diagnostic, line: u32, object: Option<&ObjectPlace>) -> bool {
        let is_object = |wanted: &String| {
            let names = diagnostic.object.iter().chain(object.map(|object| &object.name));
            names.into_iter().any(|name| name.eq_ignore_ascii_case(wanted))
        };
        (self.files.as_ref()).is_none_or(|files| files.contains(&diagnostic.primary.file))
            && (self.lines).is_none_or(|(first, last)| (first..=last).contains(&line))
            && self.object.as_ref().is_none_or(is_object)
    }
}

/// Reads what both forms of a suppression have: code, day and reason.
///
/// # Errors
/// When there is no such code or day, or the reason is empty; the text says what to write.
pub fn parse_allowed(code: &str, until: Option<&str>, reason: &str) -> Result<(Code, Option<Date>), String> {
    let code = code.parse().map_err(|error| format!("{error}"))?;
    let until = until
        .map(str::parse)
        .transpose()
        .map_err(|error| format!("{error}"))?;
    if reason.trim().is_empty() {
        return Err("it gives no reason".to_owned());
    }
    Ok((code, until))
}

/// All suppressions of a run, and which of their codes were of use.
pub(crate) struct Suppressions {
    all: Vec<Suppression>,
    used: Vec<BTreeSet<Code>>,
    today: Date,
}

impl Suppressions {
    pub(crate) fn new(all: Vec<Suppression>, today: Date) -> Self {
        Suppressions {
            used: vec![BTreeSet::new(); all.len()],
            all,
            today,
        }
    }

    /// The suppression that a finding falls under. One that has expired counts as used, and suppresses nothing.
    pub(crate) fn find(
        &mut self,
        diagnostic: &Diagnostic,
        line: u32,
        object: Option<&ObjectPlace>,
    ) -> Option<Suppression> {
        let mut found = None;
        for (suppression, used) in self.all.iter().zip(&mut self.used) {
            if !suppression.codes.contains(&diagnostic.code)
                || !suppression.scope.covers(diagnostic, line, object)
            {
                continue;
            }
            used.insert(diagnostic.code);
            if found.is_none() && !is_expired(suppression, self.today) {
                found = Some(suppression.clone());
            }
        }
        found
    }

    /// What is to be said about the suppressions themselves. Those for codes that the run cannot report are left alone.
    pub(crate) fn remarks(&self, reports: &dyn Fn(Code) -> bool) -> Vec<Diagnostic> {
        let suppressions = self.all.iter().zip(&self.used);
        suppressions
            .filter_map(|(suppression, used)| {
                let without_use = suppression.codes.difference(used);
                match suppression.until {
                    Some(until) if !used.is_empty() && is_expired(suppression, self.today) => {
                        let codes = joined(suppression.codes.iter());
                        Some(Diagnostic::new(
                            Code::SUPPRESSION_EXPIRED,
                            suppression.place,
                            format!(
                                "the suppression of {codes} ended with {until}: {}",
                                suppression.reason
                            ),
                        ))
                    }
                    _ if without_use.clone().any(|code| reports(*code)) => {
                        let codes = joined(without_use);
                        let help = match used.is_empty() {
                            true => "remove the suppression".to_owned(),
                            false => format!("take {codes} out of the suppression"),
                        };
                        let message = format!("nothing here is reported as {codes}: {}", suppression.reason);
                        let unused = Diagnostic::new(Code::SUPPRESSION_UNUSED, suppression.place, message);
                        Some(unused.with_help(help))
                    }
                    _ => None,
                }
            })
            .collect()
    }
}

fn joined<'c>(codes: impl Iterator<Item = &'c Code>) -> String {
    codes.map(|code| code.as_str()).collect::<Vec<_>>().join(", ")
}

fn is_expired(suppression: &Suppression, today: Date) -> bool {
    suppression.until.is_some_and(|until| until < today)
}

/// Whether a code can be about the suppressions themselves, which cannot be suppressed.
pub(crate) fn is_about_suppressions(code: Code) -> bool {
    code.area() == Area::Reader
        && [
            Code::SUPPRESSION_EXPIRED,
            Code::SUPPRESSION_INVALID,
            Code::SUPPRESSION_UNUSED,
        ]
        .contains(&code)
}

/// The suppressions in the comments of files, and what is wrong with the others.
pub(crate) fn in_source(
    files: &Files<'_>,
    scripts: &[FileId],
    objects: &Objects,
) -> (Vec<Suppression>, Vec<Diagnostic>) {
    let (mut suppressions, mut invalid) = (Vec::new(), Vec::new());
    for id in scripts {
        let Some(file) = files.get(*id).filter(|file| file.text.contains(MARK)) else {
            continue;
        };
        for line in 1..=file.line_count() {
            let Some(comment) = comment_of(file.line(line)) else {
                continue;
            };
            let place = place_of(*id, file, line, &comment);
            match parse(comment.text) {
                Ok(allowed) => suppressions.push(Suppression {
                    codes: allowed.codes,
                    reason: allowed.reason,
                    until: allowed.until,
                    scope: scope_of(*id, file, line, comment.is_whole_line, objects),
                    place,
                    kind: SuppressionKind::InSource,
                }),
                Err(message) => invalid.push(
                    Diagnostic::new(
                        Code::SUPPRESSION_INVALID,
                        place,
                        format!("this suppresses nothing: {message}"),
                    )
                    .with_help("write `-- plconv:allow CODE reason`"),
                ),
            }
        }
    }
    (suppressions, invalid)
}

/// A comment that suppresses something.
struct Comment<'t> {
    /// Bytes of the line before its `--`.
    start: usize,
    /// What follows the mark.
    text: &'t str,
    /// Nothing else is on the line.
    is_whole_line: bool,
}

fn comment_of(line: &str) -> Option<Comment<'_>> {
    let mut from = 0;
    while let Some(found) = line.get(from..)?.find("--") {
        let start = from + found;
        let after = line.get(start + 2..)?.trim_start();
        let before = line.get(..start)?;
        // An odd number of quotes before it: it stands in a literal.
        if let (Some(text), true) = (after.strip_prefix(MARK), before.matches('\'').count() % 2 == 0) {
            return Some(Comment {
                start,
                text,
                is_whole_line: before.trim().is_empty(),
            });
        }
        from = start + 2;
    }
    None
}

/// A line without a comment that suppresses something.
pub(crate) fn without_allow(line: &str) -> &str {
    comment_of(line)
        .and_then(|comment| line.get(..comment.start))
        .unwrap_or(line)
}

fn place_of(id: FileId, file: &File<'_>, line: u32, comment: &Comment<'_>) -> FileRange {
    let start = file
        .index()
        .line_range(line)
        .map_or(0, |range| u32::from(range.start()));
    let offset = |at: usize| TextSize::new(start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)));
    let range = TextRange::new(offset(comment.start), offset(file.line(line).trim_end().len()));
    FileRange::new(id, range)
}

/// A comment behind code is about its line; one on a line of its own about the next line of code. Where that line begins
/// an object, it is about the whole object.
fn scope_of(id: FileId, file: &File<'_>, line: u32, is_whole_line: bool, objects: &Objects) -> Scope {
    let first = if is_whole_line {
        next_code(file, line)
    } else {
        line
    };
    let last = objects.end_of_object_at(id, first).unwrap_or(first);
    Scope {
        files: Some(BTreeSet::from([id])),
        lines: Some((first, last)),
        object: None,
    }
}

fn next_code(file: &File<'_>, line: u32) -> u32 {
    let mut in_comment = false;
    for next in line + 1..=file.line_count() {
        let text = file.line(next).trim();
        in_comment |= text.starts_with("/*");
        if in_comment {
            in_comment = !text.contains("*/");
        } else if !text.is_empty() && !text.starts_with("--") {
            return next;
        }
    }
    line
}

struct Allowed {
    codes: BTreeSet<Code>,
    until: Option<Date>,
    reason: String,
}

/// Reads `CODE[, CODE]... [until DATE] reason`.
fn parse(text: &str) -> Result<Allowed, String> {
    let mut rest = text.trim();
    let mut codes = BTreeSet::new();
    loop {
        let (word, after) = split_word(rest);
        if word.is_empty() {
            return Err("it names no code".to_owned());
        }
        let (code, comma) = match word.strip_suffix(',') {
            Some(code) => (code, true),
            None => (word, after.starts_with(',')),
        };
        for code in code.trim_end_matches(':').split(',') {
            codes.insert(code.parse::<Code>().map_err(|error| error.to_string())?);
        }
        rest = after.trim_start_matches(',').trim_start();
        if !comma {
            break;
        }
    }
    let mut until = None;
    if let ("until", after) = split_word(rest) {
        let (day, after) = split_word(after);
        until = Some(
            day.trim_end_matches([',', ':'])
                .parse()
                .map_err(|error| format!("{error}"))?,
        );
        rest = after;
    }
    let reason = rest.trim_start_matches([':', '-', ' ']).trim();
    if !reason.chars().any(char::is_alphanumeric) {
        return Err("it gives no reason".to_owned());
    }
    Ok(Allowed {
        codes,
        until,
        reason: reason.to_owned(),
    })
}

fn split_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}
