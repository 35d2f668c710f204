//! What became of the objects of the source when the output was loaded.

use super::verdict::Verdict;
use plconv_diagnostics::{Class, Code, Severity};
use plconv_project::output_directory::OutputDirectory;
use plconv_project::{Fate, ManifestObject};
use plconv_verify::SqlError;

/// Numbers of objects.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Objects {
    /// In the database; as a stub when the manifest says that it was refused.
    pub loaded: usize,
    /// Not in the database, as a diagnostic of the conversion says.
    pub announced: usize,
    /// Not in the database, and nothing said so.
    pub failed: usize,
    /// Not in the database because of what the server lacks or what failed before.
    pub undecided: usize,
}

/// What errors say about an object, the worse the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Nothing,
    Undecided,
    Rejected,
}

impl Objects {
    /// Counts the objects of an output by the errors that it gave. Those that PostgreSQL needs no object for, such as a
    /// synonym, count nowhere, nor do those in files that were not reached.
    pub fn count(
        output: &OutputDirectory,
        errors: &[(&SqlError, Verdict)],
        is_reached: impl Fn(&str) -> bool,
    ) -> Objects {
        let mut found = vec![Found::Nothing; output.manifest.objects.len()];
        for (error, verdict) in errors {
            let new = match verdict {
                Verdict::Fault | Verdict::Announced => Found::Rejected,
                Verdict::Follows(_) | Verdict::LacksExtension | Verdict::HandlerNotRun => Found::Undecided,
            };
            for number in output.objects_at(&error.place.file, error.place.start) {
                found[number] = found[number].max(new);
            }
        }
        let mut objects = Objects::default();
        for (object, found) in output.manifest.objects.iter().zip(found) {
            match (&object.file, object.fate, found) {
                (Some(file), _, _) if !is_reached(file) => {}
                (Some(_), _, Found::Nothing) => objects.loaded += 1,
                (Some(_), _, Found::Undecided) => objects.undecided += 1,
                (Some(_), _, Found::Rejected) if announcing(object).next().is_some() => {
                    objects.announced += 1
                }
                (Some(_), _, Found::Rejected) => objects.failed += 1,
                (None, Fate::Refused, _) => objects.announced += 1,
                (None, Fate::Translated | Fate::Assumed | Fate::NoCounterpart, _) => {}
            }
        }
        objects
    }
}

/// What the conversion said of an object that PostgreSQL may not take.
pub fn announcing(object: &ManifestObject) -> impl Iterator<Item = &Code> {
    let grave = |code: &&Code| code.class() == Class::Load && code.severity() != Severity::Note;
    object.diagnostics.iter().filter(grave)
}
