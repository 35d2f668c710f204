//! What differs from the snapshots.

use crate::store::StoredSnapshots;
use crate::take::{Section, Snapshots};
use plconv_diff::hunks;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What differs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// By the paths of the snapshots.
    pub differences: Vec<Difference>,
    /// Versions of plconv that made the stored snapshots, without the one that runs.
    pub versions: BTreeSet<String>,
}

/// A snapshot that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// There is none yet.
    New {
        /// Its path.
        path: String,
    },
    /// The conversion makes nothing of its source any more.
    Gone {
        /// Its path.
        path: String,
    },
    /// An object in it is new, gone or another.
    Changed {
        /// Its path.
        path: String,
        /// For each object that differs, what people read.
        objects: Vec<String>,
    },
}

impl Difference {
    /// The path of the snapshot.
    pub fn path(&self) -> &str {
        match self {
            Difference::New { path } | Difference::Gone { path } | Difference::Changed { path, .. } => path,
        }
    }
}

/// Compares the snapshots of a conversion with those that are stored.
pub fn compare(snapshots: &Snapshots, stored: &StoredSnapshots) -> Comparison {
    let mut comparison = Comparison::default();
    for (path, sections) in snapshots {
        let path = path.clone();
        let Some(known) = stored.files.get(&path) else {
            comparison.differences.push(Difference::New { path });
            continue;
        };
        let objects = objects(sections, &known.sections);
        if !objects.is_empty() {
            comparison.differences.push(Difference::Changed { path, objects });
        }
    }
    for path in stored.files.keys().filter(|path| !snapshots.contains_key(*path)) {
        comparison
            .differences
            .push(Difference::Gone { path: path.clone() });
    }
    comparison
        .differences
        .sort_by(|left, right| left.path().cmp(right.path()));
    comparison.versions = stored
        .files
        .values()
        .map(|file| file.version.clone())
        .filter(|version| version != stored.version())
        .collect();
    comparison
}

fn objects(sections: &[Section], known: &[(String, String)]) -> Vec<String> {
    let mut texts = Vec::new();
    for section in sections {
        let before = known
            .iter()
            .find(|(path, _)| *path == section.path)
            .map(|(_, text)| text);
        let old = before.map_or("", String::as_str);
        if old == section.text {
            continue;
        }
        let word = if before.is_some() { "" } else { " (new)" };
        let mut text = format!("{}{word}\n", section.path);
        for hunk in hunks(old, &section.text) {
            let origin = section.origin(hunk.line).unwrap_or("no place in the source");
            let _ = writeln!(text, "@@ {origin} @@");
            text.push_str(&hunk.text);
        }
        texts.push(text);
    }
    for (path, old) in known {
        if !sections.iter().any(|section| section.path == *path) {
            let mut text = format!("{path} (gone)\n");
            text.extend(hunks(old, "").into_iter().map(|hunk| hunk.text));
            texts.push(text);
        }
    }
    texts
}

impl Comparison {
    /// Nothing differs; the version alone does not count.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }
}

#[cfg(test)]
mod tests;
