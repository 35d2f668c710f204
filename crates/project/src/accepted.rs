//! What a run's findings are compared with: the objects of the manifest, and what the policy file accepts.

use crate::manifest::Manifest;
use crate::tree::SourceTree;
use plconv_db::{Allow, is_at_or_below};
use plconv_findings::{ObjectPlace, Scope, Suppression, SuppressionKind, parse_allowed};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use std::collections::BTreeSet;

/// The objects of a manifest, in the files of its tree.
pub fn object_places(manifest: &Manifest, tree: &SourceTree) -> Vec<ObjectPlace> {
    let objects = manifest.objects.iter();
    objects
        .filter_map(|object| {
            let (path, line) = object.source.rsplit_once(':')?;
            Some(ObjectPlace {
                kind: object.kind.clone(),
                name: object.name.clone(),
                file: tree.find(path)?,
                first_line: line.parse().ok()?,
                last_line: object.last_line,
            })
        })
        .collect()
}

/// The source files of a manifest.
pub fn script_files(manifest: &Manifest, tree: &SourceTree) -> Vec<FileId> {
    let sources = manifest.sources.iter();
    sources.filter_map(|source| tree.find(&source.path)).collect()
}

/// The entries of `[[allow]]` as suppressions; `file` has `text`, the text of the policy file.
pub fn suppressions(allowed: &[Allow], tree: &SourceTree, file: FileId, text: &str) -> Vec<Suppression> {
    let places = entries(text);
    let in_file = |path: &str| {
        let files = tree.files.iter().zip(0..);
        files
            .filter(|(file, _)| is_at_or_below(&file.path, path))
            .map(|(_, number)| FileId(number))
            .collect::<BTreeSet<FileId>>()
    };
    allowed
        .iter()
        .enumerate()
        .filter_map(|(number, allow)| {
            // Others were refused when the file was read.
            let (code, until) = parse_allowed(&allow.code, allow.until.as_deref(), &allow.reason).ok()?;
            let range = places.get(number).copied().unwrap_or_default();
            Some(Suppression {
                codes: BTreeSet::from([code]),
                reason: allow.reason.clone(),
                until,
                scope: Scope {
                    files: allow.file.as_deref().map(in_file),
                    lines: None,
                    object: allow.object.clone(),
                },
                place: FileRange::new(file, range),
                kind: SuppressionKind::External,
            })
        })
        .collect()
}

/// Where the entries of `[[allow]]` begin.
fn entries(text: &str) -> Vec<TextRange> {
    const HEADER: &str = "[[allow]]";
    let headers = text.match_indices(HEADER).filter(|(at, _)| {
        let before = text.get(..*at).unwrap_or("");
        before
            .rsplit('\n')
            .next()
            .is_none_or(|line| line.trim().is_empty())
    });
    headers
        .filter_map(|(at, header)| Some(TextRange::at(TextSize::try_from(at).ok()?, TextSize::of(header))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_the_policy_file_have_places_and_files() {
        let tree = SourceTree::in_memory([("legacy/a.sql", ""), ("legacy2/b.sql", ""), ("c.sql", "")]);
        let text =
            "[[allow]]\ncode = \"PLC0407\"\nreason = \"r\"\n# [[allow]]\n[[allow]]\ncode = \"PLC0407\"\n";
        let allow = Allow {
            code: "empty-string-comparison".to_owned(),
            reason: "reviewed".to_owned(),
            file: Some("legacy/".to_owned()),
            object: None,
            until: Some("2030-01-01".to_owned()),
        };
        let found = suppressions(&[allow.clone(), allow], &tree, FileId(9), text);
        assert_eq!(found[0].scope.files, Some(BTreeSet::from([FileId(1)])));
        let starts: Vec<u32> = found.iter().map(|one| one.place.range.start().into()).collect();
        assert_eq!(starts, [0, text.rfind("[[allow]]").unwrap() as u32]);
    }
}
