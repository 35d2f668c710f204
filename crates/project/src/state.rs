//! What plconv remembers of an output directory, in `.plconv` below it: the generated text of each file, so that hand
//! edits can be told from it and merged with the next one.

use crate::write::{WriteError, write_whole};
use std::path::{Path, PathBuf};

/// The directory in an output directory.
pub const STATE_DIRECTORY: &str = ".plconv";

/// The memory of an output directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct State {
    root: PathBuf,
}

impl State {
    /// That of an output directory; nothing is read yet.
    pub(crate) fn of(output: &Path) -> State {
        State {
            root: output.join(STATE_DIRECTORY),
        }
    }

    fn base_path(&self, path: &str) -> PathBuf {
        self.root.join("base").join(path)
    }

    fn conflict_path(&self, path: &str) -> PathBuf {
        self.root.join("conflicts").join(path)
    }

    pub(crate) fn has_base(&self, path: &str) -> bool {
        self.base_path(path).is_file()
    }

    /// The generated text that is part of a file, edited or not.
    pub(crate) fn base(&self, path: &str) -> Result<Option<String>, WriteError> {
        read_text(&self.base_path(path))
    }

    pub(crate) fn set_base(&self, path: &str, text: &str) -> Result<(), WriteError> {
        write_text(&self.base_path(path), text)
    }

    /// The generated text that could not be merged into a file.
    pub(crate) fn conflict(&self, path: &str) -> Result<Option<String>, WriteError> {
        read_text(&self.conflict_path(path))
    }

    /// What was generated for a file, as far as it is known.
    pub(crate) fn generated(&self, path: &str) -> Option<String> {
        let known = self.conflict(path).ok()?;
        known.or(self.base(path).ok()?)
    }

    pub(crate) fn set_conflict(&self, path: &str, generated: &str) -> Result<(), WriteError> {
        write_text(&self.conflict_path(path), generated)
    }

    pub(crate) fn clear_conflict(&self, path: &str) {
        // What cannot be removed is taken for an open conflict when it matters.
        let _ = std::fs::remove_file(self.conflict_path(path));
    }

    /// Drops all about a file that is no longer generated.
    pub(crate) fn forget(&self, path: &str) {
        self.clear_conflict(path);
        let _ = std::fs::remove_file(self.base_path(path));
    }
}

/// The content of a file, none when it is not there.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(WriteError::Disk {
            path: path.to_owned(),
            source,
        }),
    }
}

fn read_text(path: &Path) -> Result<Option<String>, WriteError> {
    Ok(read_if_there(path)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

fn write_text(path: &Path, text: &str) -> Result<(), WriteError> {
    path.parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| write_whole(path, text))
        .map_err(|source| WriteError::Disk {
            path: path.to_owned(),
            source,
        })
}
