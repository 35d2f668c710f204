//! What somebody decided about findings: the file `plconv.tasks.toml`, by fingerprint.

use crate::{Date, Gate, Input, Suppression, judge};
use plconv_diagnostics::{Diagnostic, SourceProvider};
use plconv_source::FileId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the file, in the directory of the source.
pub const TASKS_FILE: &str = "plconv.tasks.toml";

/// What somebody decided about a task.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has looked at it.
    #[default]
    Open,
    /// Somebody works on it.
    InReview,
    /// It is fine as it is.
    Accepted,
    /// It stays in Oracle, or is given up.
    WillNotPort,
}

/// The statuses that are not open, by fingerprint: the file `plconv.tasks.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tasks {
    /// By fingerprint.
    pub status: BTreeMap<String, Status>,
}

impl Tasks {
    /// Reads the file.
    ///
    /// # Errors
    /// When the text is no such file; it must not be overwritten then.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let text = toml::to_string(self).unwrap_or_default();
        format!(
            "# Statuses of findings, by fingerprint. Written by editors; keep it with the source.\n{text}"
        )
    }

    /// Sets a status.
    pub fn set(&mut self, id: &str, status: Status) {
        if status == Status::Open {
            self.status.remove(id);
        } else {
            self.status.insert(id.to_owned(), status);
        }
    }
}

/// Findings with the fingerprints that tasks are known by, but for those that the source or one of `suppressions`
/// suppresses.
pub fn identified(
    found: &[Diagnostic],
    sources: &dyn SourceProvider,
    scripts: Vec<FileId>,
    suppressions: Vec<Suppression>,
    today: Date,
) -> Vec<(Diagnostic, String)> {
    let report = judge(Input {
        diagnostics: found.to_vec(),
        sources,
        stable: sources,
        objects: Vec::new(),
        scripts,
        suppressions,
        reports: &|_| true,
        today,
        baseline: None,
        gate: Gate::default(),
        output: &|_| None,
    });
    report
        .open()
        .map(|(found, judgement)| (found.clone(), judgement.fingerprint.unique()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_survive_a_file() {
        let mut tasks = Tasks::default();
        tasks.set("abc:1", Status::WillNotPort);
        tasks.set("def:1", Status::Accepted);
        tasks.set("def:1", Status::Open);
        let text = tasks.print();
        assert!(text.contains("\"abc:1\" = \"will-not-port\""), "{text}");
        assert_eq!(Tasks::parse(&text).unwrap(), tasks);
        assert!(Tasks::parse("status = 7").is_err());
    }
}
