//! Snapshots as files.

use crate::take::{EXTENSION, SECTION, Section, Snapshots};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How the first line of every snapshot begins: a file without it is somebody else's. The version follows.
const HEADER: &str = "-- Expected PostgreSQL, made by plconv ";

/// A snapshot that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The disk does not cooperate.
    #[error("{path}: {source}")]
    Disk {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The place of a snapshot is taken.
    #[error("{0} is no snapshot of plconv; move it away or keep snapshots elsewhere")]
    Foreign(PathBuf),
}

/// The snapshots in a directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredSnapshots {
    root: PathBuf,
    /// The version of this program.
    version: String,
    pub(crate) files: BTreeMap<String, Stored>,
}

/// A snapshot file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stored {
    pub version: String,
    /// Path in the output and text of each section.
    pub sections: Vec<(String, String)>,
}

impl StoredSnapshots {
    /// Reads the snapshots below a directory, and none below those that `skip` names. `version` is that of this program.
    ///
    /// # Errors
    /// When a directory or a snapshot cannot be read.
    pub fn read(root: &Path, version: &str, skip: impl Fn(&Path) -> bool) -> Result<Self, SnapshotError> {
        let mut files = BTreeMap::new();
        let is_walked = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_type().is_dir() || !is_hidden(entry) && !skip(entry.path())
        };
        let walk = walkdir::WalkDir::new(root).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(is_walked) {
            // A directory that is not there has no snapshots yet.
            let Ok(entry) = entry else { continue };
            let name = entry.file_name().to_string_lossy();
            if !entry.file_type().is_file() || !name.ends_with(EXTENSION) {
                continue;
            }
            let path = relative(root, entry.path());
            if let Some(stored) = read(entry.path())? {
                files.insert(path, stored);
            }
        }
        Ok(StoredSnapshots {
            root: root.to_owned(),
            version: version.to_owned(),
            files,
        })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The version of this program.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Writes those snapshots whose paths `which` takes, and removes stored ones that it takes and `snapshots` has not.
    /// Gives the number of files written or removed.
    ///
    /// # Errors
    /// When the disk does not cooperate, or a file that is no snapshot is in the way.
    pub fn write(&self, snapshots: &Snapshots, which: impl Fn(&str) -> bool) -> Result<usize, SnapshotError> {
        let mut changed = 0;
        for (path, sections) in snapshots.iter().filter(|(path, _)| which(path)) {
            let full = self.root.join(path);
            if !self.files.contains_key(path) && full.exists() {
                return Err(SnapshotError::Foreign(full));
            }
            let text = self.text(sections);
            if std::fs::read_to_string(&full).is_ok_and(|known| known == text) {
                continue;
            }
            let disk = |source| SnapshotError::Disk {
                path: full.clone(),
                source,
            };
            full.parent()
                .map_or(Ok(()), std::fs::create_dir_all)
                .map_err(disk)?;
            plconv_project::write::write_whole(&full, &text).map_err(disk)?;
            changed += 1;
        }
        for path in self
            .files
            .keys()
            .filter(|path| !snapshots.contains_key(*path) && which(path))
        {
            let full = self.root.join(path);
            std::fs::remove_file(&full).map_err(|source| SnapshotError::Disk { path: full, source })?;
            changed += 1;
        }
        Ok(changed)
    }

    fn text(&self, sections: &[Section]) -> String {
        let mut text = format!(
            "{HEADER}{}; `plconv snap` compares, `plconv snap --bless` accepts changes.\n",
            self.version
        );
        for section in sections {
            text.push('\n');
            text.push_str(&section.text);
        }
        text
    }
}

fn read(path: &Path) -> Result<Option<Stored>, SnapshotError> {
    let text = std::fs::read_to_string(path).map_err(|source| SnapshotError::Disk {
        path: path.to_owned(),
        source,
    })?;
    let Some(version) = text.strip_prefix(HEADER).and_then(|rest| rest.split(';').next()) else {
        return Ok(None);
    };
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n').skip(1) {
        if let Some(title) = line.strip_prefix(SECTION) {
            let path = title.split(": ").next().unwrap_or(title).trim_end();
            sections.push((path.to_owned(), String::new()));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.push_str(line);
        }
    }
    for (_, section) in &mut sections {
        // Without the empty line between sections.
        section.truncate(section.trim_end().len());
        section.push('\n');
    }
    Ok(Some(Stored {
        version: version.to_owned(),
        sections,
    }))
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A path below the root with `/` between its parts.
fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
