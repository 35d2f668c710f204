//! The files that findings are in, each indexed once.

use plconv_diagnostics::SourceProvider;
use plconv_source::{FileId, FileRange, LineIndex, Position};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Files with their lines.
pub(crate) struct Files<'a> {
    files: BTreeMap<FileId, File<'a>>,
}

/// A file with its lines.
pub(crate) struct File<'a> {
    /// Path as people see it.
    pub(crate) shown: Cow<'a, str>,
    /// Path that does not depend on where the program was started.
    pub(crate) stable: Cow<'a, str>,
    pub(crate) text: Cow<'a, str>,
    index: LineIndex,
}

impl<'a> Files<'a> {
    pub(crate) fn new(
        shown: &'a dyn SourceProvider,
        stable: &'a dyn SourceProvider,
        files: impl IntoIterator<Item = FileId>,
    ) -> Self {
        let mut indexed = BTreeMap::new();
        for file in files {
            indexed.entry(file).or_insert_with(|| {
                let text = shown.text(file).unwrap_or_default();
                let unknown = || Cow::Owned(format!("<file {}>", file.0));
                File {
                    shown: shown.path(file).unwrap_or_else(unknown),
                    stable: stable.path(file).unwrap_or_else(unknown),
                    index: LineIndex::new(&text),
                    text,
                }
            });
        }
        Files { files: indexed }
    }

    pub(crate) fn get(&self, file: FileId) -> Option<&File<'a>> {
        self.files.get(&file)
    }

    /// The path as people see it.
    pub(crate) fn shown(&self, file: FileId) -> &str {
        self.get(file).map_or("<unknown file>", |file| &file.shown)
    }

    /// First and last position of a place.
    pub(crate) fn positions(&self, place: FileRange) -> (Position, Position) {
        let start = Position { line: 1, column: 1 };
        self.get(place.file).map_or((start, start), |file| {
            (
                file.index.position(place.range.start()),
                file.index.position(place.range.end()),
            )
        })
    }
}

impl File<'_> {
    /// The text of a line (from 1) without its line end; empty when there is no such line.
    pub(crate) fn line(&self, line: u32) -> &str {
        self.index
            .line_range(line)
            .and_then(|range| {
                self.text
                    .get(usize::from(range.start())..usize::from(range.end()))
            })
            .map_or("", |line| line.trim_end_matches(['\r', '\n']))
    }

    pub(crate) fn line_count(&self) -> u32 {
        self.index.line_count()
    }

    pub(crate) fn index(&self) -> &LineIndex {
        &self.index
    }
}
