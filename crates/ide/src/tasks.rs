//! What people still have to look at, with a status that survives the next conversion.

use crate::navigation::Place;
use crate::snapshot::Base;
use plconv_diagnostics::{Diagnostic, Severity};
use plconv_findings::Date;
use plconv_findings::tasks::identified;
pub use plconv_findings::tasks::{Status, Tasks};
use plconv_project::accepted::suppressions;
use plconv_source::FileId;

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

/// The tasks of a project, by group, refused ones first. `found` are all its findings; accepted ones that the source or
/// the policy file suppresses are left out.
pub fn tasks(base: &Base, found: &[Diagnostic], known: &Tasks, today: Date) -> Vec<Task> {
    let scripts = base.analysis.loaded().files.iter().copied().collect();
    let allowed = suppressions(&base.policy.allow, &base.tree, FileId(u32::MAX), "");
    let mut tasks: Vec<Task> = identified(found, &base.tree, scripts, allowed, today)
        .into_iter()
        .filter(|(found, _)| found.severity() != Severity::Note)
        .filter_map(|(found, id)| {
            let path = &base.tree.file(found.primary.file)?.path;
            Some(Task {
                status: known.status.get(&id).copied().unwrap_or_default(),
                id,
                code: found.code.as_str(),
                is_refused: found.severity() == Severity::Refused,
                group: found.object.unwrap_or_else(|| path.to_string()),
                message: found.message,
                place: Place::new(path, found.primary.range),
            })
        })
        .collect();
    tasks.sort_by(|left, right| {
        (&left.group, !left.is_refused, &left.place).cmp(&(&right.group, !right.is_refused, &right.place))
    });
    tasks
}
