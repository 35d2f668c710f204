//! What renderers need to know about source files.

use std::borrow::Cow;
use std::collections::BTreeMap;

use plconv_source::{FileId, LineIndex, Position, TextSize};

/// Gives renderers the paths and texts of files; implemented by the project's database.
pub trait SourceProvider {
    /// The path as people should read it, `None` for an unknown file.
    fn path(&self, file: FileId) -> Option<Cow<'_, str>>;
    /// The decoded text, `None` for an unknown or unreadable file.
    fn text(&self, file: FileId) -> Option<Cow<'_, str>>;
}

/// Files in memory, for tests and single scripts.
#[derive(Clone, Debug, Default)]
pub struct MemorySources {
    files: Vec<(String, String)>,
}

impl MemorySources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and gives it the next number, from 0.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push((path.into(), text.into()));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    fn file(&self, file: FileId) -> Option<&(String, String)> {
        self.files.get(usize::try_from(file.0).ok()?)
    }
}

impl SourceProvider for MemorySources {
    fn path(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.file(file).map(|(path, _)| Cow::Borrowed(path.as_str()))
    }

    fn text(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.file(file).map(|(_, text)| Cow::Borrowed(text.as_str()))
    }
}

/// The files that a list of diagnostics mentions, each indexed once.
pub(crate) struct IndexedSources<'a> {
    files: BTreeMap<FileId, IndexedFile<'a>>,
}

pub(crate) struct IndexedFile<'a> {
    pub(crate) path: Cow<'a, str>,
    pub(crate) text: Cow<'a, str>,
    index: LineIndex,
}

impl<'a> IndexedSources<'a> {
    pub(crate) fn new(sources: &'a dyn SourceProvider, files: impl Iterator<Item = FileId>) -> Self {
        let mut indexed = BTreeMap::new();
        for file in files {
            indexed.entry(file).or_insert_with(|| {
                let path = sources
                    .path(file)
                    .unwrap_or_else(|| Cow::Owned(format!("<file {}>", file.0)));
                let text = sources.text(file).unwrap_or_default();
                let index = LineIndex::new(&text);
                IndexedFile { path, text, index }
            });
        }
        Self { files: indexed }
    }

    pub(crate) fn get(&self, file: FileId) -> Option<&IndexedFile<'a>> {
        self.files.get(&file)
    }

    pub(crate) fn path(&self, file: FileId) -> &str {
        self.get(file).map_or("<unknown file>", |file| &file.path)
    }

    pub(crate) fn position(&self, file: FileId, offset: TextSize) -> Position {
        self.get(file).map_or(Position { line: 1, column: 1 }, |file| {
            file.index.position(offset)
        })
    }
}

impl IndexedFile<'_> {
    pub(crate) fn line_index(&self) -> &LineIndex {
        &self.index
    }
}
