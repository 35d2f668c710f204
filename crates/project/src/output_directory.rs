//! Reading an output directory again: its manifest and its source map.

use crate::manifest::{Fate, Manifest, ManifestObject, ManifestStatement};
use crate::source_map::{MappedPiece, SourceMap};
use crate::state::State;
use plconv_diagnostics::Code;
use plconv_diff::{Position, Positions, matching_word};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// An output directory of `plconv convert`.
#[derive(Clone, Debug)]
pub struct OutputDirectory {
    /// Where it is.
    pub path: PathBuf,
    /// What became of every object.
    pub manifest: Manifest,
    map: SourceMap,
    /// Files that somebody edited, in relation to what was generated: the map is about that.
    edits: BTreeMap<String, Positions>,
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
        let manifest = read(&path.join("manifest.json"))?;
        let map: SourceMap = read(&path.join("sourcemap.json"))?;
        let state = State::of(path);
        let edits = map.keys().filter_map(|file| {
            // What cannot be read is reported by whoever needs it.
            let generated = state.generated(file)?;
            let text = std::fs::read_to_string(path.join(file)).ok()?;
            (text != generated).then(|| (file.clone(), Positions::new(&text, &generated)))
        });
        Ok(OutputDirectory {
            path: path.to_owned(),
            manifest,
            edits: edits.collect(),
            map,
        })
    }

    /// Where a byte of an output file was when it was generated, and whether its line was edited since.
    fn generated_position(&self, file: &str, at: usize) -> (usize, bool) {
        match self.edits.get(file).map(|edits| edits.original(at)) {
            None => (at, false),
            Some(Position::Same(at)) => (at, false),
            Some(Position::Edited(at)) => (at, true),
        }
    }

    /// Whether the line of a byte of an output file was edited since it was generated.
    pub fn is_edited(&self, file: &str, at: usize) -> bool {
        self.generated_position(file, at).1
    }

    /// The smallest piece of the source that the byte at `at` of an output file was made from.
    pub fn origin(&self, file: &str, at: usize) -> Option<&MappedPiece> {
        let at = u32::try_from(self.generated_position(file, at).0).ok()?;
        self.map
            .get(file)?
            .iter()
            .filter(|piece| piece.output_start <= at && at < piece.output_end)
            .min_by_key(|piece| piece.output_end - piece.output_start)
    }

    /// The word of the source that the word at byte `at` of an output file was made from, as bytes of the source, whose
    /// text is `source`; the whole piece when they have no words in common.
    pub fn source_word(&self, file: &str, at: usize, piece: &MappedPiece, source: &str) -> Range<usize> {
        let whole = piece.source_start as usize..piece.source_end as usize;
        let (position, _) = self.generated_position(file, at);
        let generated = match self.edits.contains_key(file) {
            true => State::of(&self.path).generated(file),
            false => std::fs::read_to_string(self.path.join(file)).ok(),
        };
        let made = piece.output_start as usize..piece.output_end as usize;
        let word = generated
            .as_deref()
            .and_then(|text| text.get(made.clone()))
            .and_then(|translation| {
                let original = source.get(whole.clone())?;
                matching_word(translation, position.checked_sub(made.start)?, original)
            });
        word.map_or(whole.clone(), |word| {
            whole.start + word.start..whole.start + word.end
        })
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

    /// Whether the conversion made the file from the source.
    pub fn has_file(&self, file: &str) -> bool {
        self.map.contains_key(file)
    }

    /// What the conversion said of the objects that an output file was made from.
    pub fn codes_of(&self, file: &str) -> impl Iterator<Item = &Code> {
        let pieces = self.map.get(file).map_or(&[][..], Vec::as_slice);
        let made = move |object: &&ManifestObject| {
            let mut pieces = pieces.iter();
            pieces.any(|piece| contains(&object.source, object.last_line, piece))
        };
        self.manifest
            .objects
            .iter()
            .filter(made)
            .flat_map(|object| &object.diagnostics)
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
