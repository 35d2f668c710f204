//! Reading an output directory again: its manifest and its source map.

use crate::manifest::{Fate, Manifest, ManifestObject, ManifestStatement};
use crate::source_map::{MappedPiece, SourceMap};
use std::path::{Path, PathBuf};

/// An output directory of `plconv convert`.
#[derive(Clone, Debug)]
pub struct OutputDirectory {
    /// Where it is.
    pub path: PathBuf,
    /// What became of every object.
    pub manifest: Manifest,
    map: SourceMap,
}

/// Why a directory is no output directory.
#[derive(Debug, thiserror::Error)]
pub enum OutputDirectoryError {
    /// A file of it cannot be read.
    #[error("{0} cannot be read: is this an output directory of plconv convert?")]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// A file of it is not what this version writes.
    #[error("{0} is not what this plconv writes; convert again")]
    Malformed(PathBuf, #[source] serde_json::Error),
}

impl OutputDirectory {
    /// Reads `manifest.json` and `sourcemap.json`.
    ///
    /// # Errors
    /// When one of them is missing or of another version.
    pub fn open(path: &Path) -> Result<Self, OutputDirectoryError> {
        Ok(OutputDirectory {
            path: path.to_owned(),
            manifest: read(&path.join("manifest.json"))?,
            map: read(&path.join("sourcemap.json"))?,
        })
    }

    /// The smallest piece of the source that the byte at `at` of an output file was made from.
    pub fn origin(&self, file: &str, at: usize) -> Option<&MappedPiece> {
        let at = u32::try_from(at).ok()?;
        self.map
            .get(file)?
            .iter()
            .filter(|piece| piece.output_start <= at && at < piece.output_end)
            .min_by_key(|piece| piece.output_end - piece.output_start)
    }

    /// The objects whose CREATE the byte at `at` of an output file was made from, by their numbers in the manifest.
    pub fn objects_at(&self, file: &str, at: usize) -> impl Iterator<Item = usize> {
        let piece = self.origin(file, at);
        let objects = self.manifest.objects.iter().enumerate();
        objects.filter_map(move |(number, object)| {
            let there = piece.is_some_and(|piece| contains(&object.source, object.last_line, piece));
            there.then_some(number)
        })
    }

    /// The statement of a script that the byte at `at` of an output file was made from, when the conversion said that it
    /// may fail.
    pub fn failing_statement_at(&self, file: &str, at: usize) -> Option<&ManifestStatement> {
        let piece = self.origin(file, at)?;
        let mut statements = self.manifest.may_fail.iter();
        statements.find(|statement| contains(&statement.source, statement.last_line, piece))
    }

    /// The objects in an output file.
    pub fn objects_in<'a>(&'a self, file: &'a str) -> impl Iterator<Item = &'a ManifestObject> {
        self.manifest
            .objects
            .iter()
            .filter(move |object| object.file.as_deref() == Some(file))
    }

    /// Whether the conversion said that something in the file is not as it was.
    pub fn is_announced(&self, file: &str) -> bool {
        self.objects_in(file).any(|object| object.fate == Fate::Refused)
    }
}

/// Whether a piece of the source is in the lines from `source`, a `path:line`, to `last_line`.
fn contains(source: &str, last_line: u32, piece: &MappedPiece) -> bool {
    source.rsplit_once(':').is_some_and(|(path, first)| {
        path == piece.source
            && first
                .parse()
                .is_ok_and(|first: u32| (first..=last_line).contains(&piece.line))
    })
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, OutputDirectoryError> {
    let text =
        std::fs::read(path).map_err(|error| OutputDirectoryError::Unreadable(path.to_owned(), error))?;
    serde_json::from_slice(&text).map_err(|error| OutputDirectoryError::Malformed(path.to_owned(), error))
}
