//! By what a finding is recognised in a later run.

use crate::files::{File, Files};
use crate::object::Objects;
use crate::suppression::without_allow;
use plconv_diagnostics::Diagnostic;
use plconv_source::content_hash;
use std::collections::BTreeMap;

/// What a finding is about, without line numbers: it stays the same when lines move, when blanks change, and when the
/// object moves to another file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fingerprint {
    /// Hash of the code, the object (or the file, outside objects) and the text of the line; of findings about the whole
    /// tree, of the code.
    pub content: String,
    /// Hash of the lines around it, which tells findings of equal content apart.
    pub context: String,
    /// From 1, the place among the findings of equal content in the order of the run.
    pub occurrence: usize,
}

impl Fingerprint {
    /// A text that no other finding of the run has.
    pub fn unique(&self) -> String {
        format!("{}:{}", self.content, self.occurrence)
    }
}

/// The fingerprints of diagnostics, in their order; `objects` has the number of the object of each.
pub(crate) fn fingerprints(
    diagnostics: &[Diagnostic],
    object_numbers: &[Option<usize>],
    objects: &Objects,
    files: &Files<'_>,
) -> Vec<Fingerprint> {
    let mut occurrences: BTreeMap<String, usize> = BTreeMap::new();
    let found = diagnostics.iter().zip(object_numbers);
    found
        .map(|(diagnostic, object)| {
            let object = object
                .and_then(|number| objects.get(number))
                .filter(|_| !diagnostic.about_tree);
            let file = files.get(diagnostic.primary.file);
            let line = files.positions(diagnostic.primary).0.line;
            let whose = match (object, &diagnostic.object) {
                _ if diagnostic.about_tree => "the tree".to_owned(),
                (Some(object), _) => format!("{} {}", object.kind, object.name),
                (None, Some(name)) => name.clone(),
                (None, None) => file.map_or_else(String::new, |file| file.stable.to_string()),
            };
            let file = file.filter(|_| !diagnostic.about_tree);
            let text = file.map_or_else(String::new, |file| normal(file.line(line)));
            let content = hash(&[diagnostic.code.as_str(), &whose, &text]);
            let context = file.map_or_else(String::new, |file| context(file, line));
            let occurrence = occurrences.entry(content.clone()).or_default();
            *occurrence += 1;
            Fingerprint {
                content,
                context,
                occurrence: *occurrence,
            }
        })
        .collect()
}

/// The nearest lines before and after that say something.
fn context(file: &File<'_>, line: u32) -> String {
    let text = |line: u32| Some(normal(file.line(line))).filter(|text| !text.is_empty());
    let before = (1..line).rev().find_map(text).unwrap_or_default();
    let after = (line + 1..=file.line_count()).find_map(text).unwrap_or_default();
    hash(&[&before, &after])
}

/// A line without what people change freely: blanks, and comments that suppress findings.
fn normal(line: &str) -> String {
    without_allow(line)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Parts are kept apart: `a` `bc` is not `ab` `c`.
fn hash(parts: &[&str]) -> String {
    content_hash(parts.join("\0").as_bytes())
}
