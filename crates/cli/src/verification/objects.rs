//! What became of the objects of the source when the output was loaded.

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
    /// Not or not wholly in the database, and nothing said so.
    pub failed: usize,
}

impl Objects {
    /// Counts the objects of an output by the errors that it gave. Those that PostgreSQL needs no object for, such as a
    /// synonym, count nowhere, nor do those in files that were not reached.
    pub fn count<'e>(
        output: &OutputDirectory,
        errors: impl Iterator<Item = &'e SqlError>,
        is_reached: impl Fn(&str) -> bool,
    ) -> Objects {
        let mut rejected = vec![false; output.manifest.objects.len()];
        for error in errors {
            for number in output.objects_at(&error.place.file, error.place.start) {
                rejected[number] = true;
            }
        }
        let mut objects = Objects::default();
        for (object, rejected) in output.manifest.objects.iter().zip(rejected) {
            match (&object.file, object.fate, rejected) {
                (Some(file), _, _) if !is_reached(file) => {}
                (Some(_), _, false) => objects.loaded += 1,
                (Some(_), _, true) if announcing(object).next().is_some() => objects.announced += 1,
                (Some(_), _, true) => objects.failed += 1,
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
