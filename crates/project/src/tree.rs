//! The files of a project as diagnostics see them.

use plconv_diagnostics::{Diagnostic, SourceProvider};
use plconv_source::{FileId, LineIndex};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

/// A source tree that has been read. The number of a file is its place in `files`, which is sorted by path, so that
/// diagnostics in the order of file numbers are in the order of paths.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// The directory all paths are relative to.
    pub root: PathBuf,
    /// Files in the order of their paths.
    pub files: Vec<TreeFile>,
    /// For a single script: its path. The others are only there to be included.
    pub only: Option<Arc<str>>,
    /// How paths are written before the path inside the tree in messages for people (`src/`); empty in artefacts.
    pub display_prefix: String,
}

/// A file of the tree.
#[derive(Clone, Debug)]
pub struct TreeFile {
    /// Relative to the root, with `/` between the parts.
    pub path: Arc<str>,
    /// Decoded text; empty when there is none.
    pub text: Arc<str>,
    /// Length on the disk in bytes.
    pub bytes: u64,
    /// The encoding it was decoded from.
    pub encoding: &'static str,
    /// What was wrong with the file. Only told when the file is Oracle source or a script includes it.
    pub diagnostics: Vec<Diagnostic>,
}

impl SourceTree {
    /// A tree in memory, for tests and editors: (path, text) pairs.
    pub fn in_memory<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut files: Vec<TreeFile> = files
            .into_iter()
            .map(|(path, text)| TreeFile {
                path: path.into(),
                text: text.into(),
                bytes: text.len() as u64,
                encoding: "UTF-8",
                diagnostics: Vec::new(),
            })
            .collect();
        files.sort_by(|left, right| left.path.cmp(&right.path));
        SourceTree {
            files,
            ..SourceTree::default()
        }
    }

    /// A file by its number.
    pub fn file(&self, file: FileId) -> Option<&TreeFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }

    /// The number of a file.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let index = self
            .files
            .binary_search_by(|file| file.path.as_ref().cmp(path))
            .ok()?;
        Some(FileId(u32::try_from(index).ok()?))
    }

    /// The same files under the paths people see in messages.
    pub fn for_people(&self) -> PeopleView<'_> {
        PeopleView(self)
    }

    /// Line indexes for turning many offsets into lines.
    pub fn lines(&self) -> Lines<'_> {
        Lines {
            tree: self,
            indexes: vec![None; self.files.len()],
        }
    }
}

impl SourceProvider for SourceTree {
    fn path(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.file(file).map(|file| Cow::Borrowed(file.path.as_ref()))
    }

    fn text(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.file(file).map(|file| Cow::Borrowed(file.text.as_ref()))
    }
}

/// Paths as seen from the directory the user is in; made by [`SourceTree::for_people`].
#[derive(Clone, Copy, Debug)]
pub struct PeopleView<'t>(&'t SourceTree);

impl SourceProvider for PeopleView<'_> {
    fn path(&self, file: FileId) -> Option<Cow<'_, str>> {
        let path = self.0.path(file)?;
        if self.0.display_prefix.is_empty() {
            return Some(path);
        }
        Some(Cow::Owned(format!("{}{path}", self.0.display_prefix)))
    }

    fn text(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.0.text(file)
    }
}

/// Line numbers of places in the tree; each file is indexed at the first question.
#[derive(Debug)]
pub struct Lines<'t> {
    tree: &'t SourceTree,
    indexes: Vec<Option<LineIndex>>,
}

impl Lines<'_> {
    /// Line and column, from 1.
    pub fn position(&mut self, file: FileId, offset: u32) -> plconv_source::Position {
        let start = plconv_source::Position { line: 1, column: 1 };
        let Some(text) = self.tree.file(file).map(|file| &file.text) else {
            return start;
        };
        let Some(slot) = usize::try_from(file.0)
            .ok()
            .and_then(|index| self.indexes.get_mut(index))
        else {
            return start;
        };
        slot.get_or_insert_with(|| LineIndex::new(text))
            .position(offset.into())
    }
}
