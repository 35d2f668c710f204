//! What people still have to look at, with a status that survives the next conversion.

use crate::navigation::Place;
use crate::snapshot::Base;
use plconv_diagnostics::{Diagnostic, Severity};
use plconv_findings::{Date, Gate, Input, judge};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// A finding that needs a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Task {
    /// The fingerprint, which stays when lines move.
    pub id: String,
    /// The package or other object; the file for findings outside of objects.
    pub group: String,
    /// Its code.
    pub code: &'static str,
    /// Whether it is refused, otherwise assumed.
    pub is_refused: bool,
    /// What was found.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What somebody decided.
    pub status: Status,
}

/// The statuses that are not open, by fingerprint: the file `plconv.tasks.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tasks {
    /// By fingerprint.
    pub status: BTreeMap<String, Status>,
}

impl Tasks {
    /// Reads the file; a damaged one has no statuses.
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

/// The tasks of a project, by group, refused ones first. `found` are all its findings; accepted ones that the source or
/// the policy file suppresses are left out.
pub fn tasks(base: &Base, found: &[Diagnostic], known: &Tasks, today: Date) -> Vec<Task> {
    let suppressions = Vec::new();
    let scripts = base.analysis.loaded().files.iter().copied().collect();
    let report = judge(Input {
        diagnostics: found.to_vec(),
        sources: &base.tree,
        stable: &base.tree,
        objects: Vec::new(),
        scripts,
        suppressions,
        reports: &|_| true,
        today,
        baseline: None,
        gate: Gate::default(),
        output: &|_| None,
    });
    let mut tasks: Vec<Task> = report
        .open()
        .filter(|(found, _)| found.severity() != Severity::Note)
        .filter_map(|(found, judgement)| {
            let path = &base.tree.file(found.primary.file)?.path;
            let id = judgement.fingerprint.unique();
            Some(Task {
                status: known.status.get(&id).copied().unwrap_or_default(),
                id,
                group: found.object.clone().unwrap_or_else(|| path.to_string()),
                code: found.code.as_str(),
                is_refused: found.severity() == Severity::Refused,
                message: found.message.clone(),
                place: Place::new(path, found.primary.range),
            })
        })
        .collect();
    tasks.sort_by(|left, right| {
        (&left.group, !left.is_refused, &left.place).cmp(&(&right.group, !right.is_refused, &right.place))
    });
    tasks
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
