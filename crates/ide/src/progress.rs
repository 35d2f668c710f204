//! How far a project is.

use crate::tasks::{Status, Task};
use plconv_project::{Fate, Manifest};
use serde::Serialize;
use std::collections::BTreeMap;

/// Objects by fate, and tasks by status.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProjectProgress {
    /// Objects of the source.
    pub objects: u64,
    /// Objects by what became of them.
    pub by_fate: BTreeMap<String, u64>,
    /// Findings that need a person.
    pub tasks: u64,
    /// Tasks by status.
    pub by_status: BTreeMap<Status, u64>,
}

/// Counts.
pub fn project_progress(manifest: &Manifest, tasks: &[Task]) -> ProjectProgress {
    let mut progress = ProjectProgress {
        objects: manifest.objects.len() as u64,
        tasks: tasks.len() as u64,
        ..ProjectProgress::default()
    };
    for fate in Fate::ALL {
        let count = manifest
            .objects
            .iter()
            .filter(|object| object.fate == fate)
            .count() as u64;
        progress.by_fate.insert(fate.as_str().to_owned(), count);
    }
    for task in tasks {
        *progress.by_status.entry(task.status).or_default() += 1;
    }
    progress
}
