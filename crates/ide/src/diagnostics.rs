//! Findings of a file while it is being edited.

use crate::file::FileSyntax;
use crate::snapshot::Base;
use plconv_diagnostics::{Code, Diagnostic, SourceProvider};
use plconv_findings::{Date, Gate, Input, judge};
use plconv_project::SourceTree;
use plconv_project::accepted::suppressions;
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What is wrong with the syntax of a file, as far as it can be told from the file alone: places that depend on variables
/// of other scripts are left out.
pub fn syntax_diagnostics(file: &FileSyntax, id: FileId) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = file
        .units
        .iter()
        .flat_map(|unit| plconv_db::syntax_diagnostics(&unit.loaded, &unit.parse))
        .filter(|found| found.code != Code::UNDEFINED_VARIABLE)
        .map(|mut found| {
            found.primary.file = id;
            found
        })
        .collect();
    plconv_diagnostics::sort(&mut found);
    found
}

/// Those findings about `before` that are as true of `after`: their subprogram or statement has the same text, so that
/// only its place may be another. Findings about syntax are left out, since [`syntax_diagnostics`] has the new ones.
pub fn kept(before: &FileSyntax, after: &FileSyntax, id: FileId, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut now: FxHashMap<&str, Vec<TextRange>> = FxHashMap::default();
    for part in parts(after) {
        now.entry(after.slice(part)).or_default().push(part);
    }
    let then = parts(before);
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    // The n-th of equal parts stays the n-th.
    let moves: Vec<(TextRange, Option<TextSize>)> = then
        .iter()
        .map(|part| {
            let text = before.slice(*part);
            let number = seen.entry(text).or_default();
            let place = now.get(text).and_then(|places| places.get(*number));
            *number += 1;
            (*part, place.map(|place| place.start()))
        })
        .collect();
    found
        .iter()
        .filter(|found| found.primary.file == id && !is_syntax(found.code))
        .filter_map(|found| {
            let at = found.primary.range.start();
            let index = moves.partition_point(|(part, _)| part.start() <= at);
            let (part, place) = moves.get(index.checked_sub(1)?)?;
            let place = (*place).filter(|_| part.contains_range(found.primary.range))?;
            let moved = |range: TextRange| {
                part.contains_range(range)
                    .then(|| TextRange::at(place + (range.start() - part.start()), range.len()))
            };
            let mut found = found.clone();
            found.primary.range = moved(found.primary.range)?;
            found.labels.retain_mut(|label| {
                if label.range.file != id {
                    return true;
                }
                match moved(label.range.range) {
                    Some(range) => {
                        label.range = FileRange::new(id, range);
                        true
                    }
                    None => false,
                }
            });
            Some(found)
        })
        .collect()
}

/// Whether the code is about syntax only, which is known at once.
pub(crate) fn is_syntax(code: Code) -> bool {
    code == Code::SYNTAX_ERROR || code == Code::SKIPPED_STATEMENT || code == Code::TOO_LARGE
}

/// The parts of a file whose findings stand by themselves: subprograms of packages and types, and everything else as it
/// lies between them.
fn parts(file: &FileSyntax) -> Vec<TextRange> {
    let mut parts = Vec::new();
    for unit in &file.units {
        let end = TextSize::new(unit.loaded.end);
        let mut from = TextSize::new(unit.loaded.offset);
        for member in crate::declarations::members(unit.tree()) {
            let range = unit.range(member.start(), member.end());
            if range.start() < from || range.end() > end {
                continue;
            }
            if from < range.start() {
                parts.push(TextRange::new(from, range.start()));
            }
            parts.push(range);
            from = range.end();
        }
        if from < end {
            parts.push(TextRange::new(from, end));
        }
    }
    parts
}

/// The findings that nobody has accepted, by a comment in the text or in the policy file, and what is wrong with such
/// comments. All of `found` are about the file `id`, whose text is `text`.
pub fn open_findings(
    base: &Base,
    id: FileId,
    text: &str,
    found: Vec<Diagnostic>,
    today: Date,
) -> Vec<Diagnostic> {
    let texts = Texts {
        tree: &base.tree,
        id,
        text,
    };
    let report = judge(Input {
        diagnostics: found,
        sources: &texts,
        stable: &texts,
        objects: Vec::new(),
        scripts: vec![id],
        suppressions: suppressions(&base.policy.allow, &base.tree, FileId(u32::MAX), ""),
        // Lowering may still report what a comment is about.
        reports: &|_| false,
        today,
        baseline: None,
        gate: Gate::default(),
        output: &|_| None,
    });
    let open = report.open().map(|(found, _)| found.clone());
    open.filter(|found| found.primary.file == id).collect()
}

/// The tree with one text replaced.
struct Texts<'a> {
    tree: &'a SourceTree,
    id: FileId,
    text: &'a str,
}

impl SourceProvider for Texts<'_> {
    fn path(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.tree.path(file)
    }

    fn text(&self, file: FileId) -> Option<Cow<'_, str>> {
        if file == self.id {
            Some(Cow::Borrowed(self.text))
        } else {
            self.tree.text(file)
        }
    }
}
