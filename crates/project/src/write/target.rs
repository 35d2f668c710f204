//! What is in the output directory already, and what may be done to it.

use super::{LOAD_SCRIPT, MANIFEST, WriteError, WriteReport, rename, temporary_name};
use crate::layout::Phase;
use crate::manifest::{FORMAT, Manifest};
use crate::state::{State, read_if_there};
use plconv_diff::{Merged, merge};
use plconv_source::content_hash;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file that is written and not in its place yet.
pub(super) struct StagedFile {
    pub path: String,
    pub temporary: PathBuf,
    /// What is in its place was edited since the last run and cannot be merged.
    pub aside: bool,
}

/// What is left to do when all files are in their places.
#[derive(Default)]
pub(super) struct Afterwards {
    /// Files that keep the base they have: a conflict in them is open.
    keep_base: FxHashSet<String>,
    /// Files with a new conflict and what was generated for them.
    conflicts: Vec<(String, String)>,
    /// Files whose conflict somebody has resolved.
    resolved: Vec<String>,
}

/// Hashes of the files of the last run; empty when there was none.
pub(super) fn read_previous(directory: &Path) -> Result<BTreeMap<String, String>, WriteError> {
    let path = directory.join(MANIFEST);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(source) => return Err(WriteError::Disk { path, source }),
    };
    if !text.contains(&format!("\"{FORMAT}\"")) {
        return Err(WriteError::Foreign { path });
    }
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| WriteError::Manifest {
        path,
        message: error.to_string(),
    })?;
    Ok(manifest
        .files
        .into_iter()
        .filter(|file| is_inside(&file.path))
        .map(|file| (file.path, file.hash))
        .collect())
}

/// A manifest that somebody wrote by hand must not make us remove files elsewhere.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Whether hand edits of a file are merged with what is generated; the JSON files are for programs.
fn is_merged(path: &str) -> bool {
    path.ends_with(".sql")
}

/// The file that shows a conflict.
fn conflict_path(path: &str) -> String {
    format!("{path}.conflict")
}

pub(super) struct Target<'a> {
    pub directory: &'a Path,
    pub previous: &'a BTreeMap<String, String>,
    pub state: State,
    /// Files of others and hand edits are overwritten.
    pub force: bool,
}

/// What is in the place of a file.
enum Existing {
    Nothing,
    Same,
    OfLastRun,
    Edited(Vec<u8>),
    Foreign,
}

impl Target<'_> {
    fn existing(&self, path: &str, text: &str) -> Result<Existing, WriteError> {
        let full = self.directory.join(path);
        let bytes = match std::fs::read(&full) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Existing::Nothing),
            Err(source) => return Err(WriteError::Disk { path: full, source }),
        };
        Ok(match self.previous.get(path) {
            _ if bytes == text.as_bytes() => Existing::Same,
            // It was generated once, edited, and is generated again.
            None if is_merged(path) && self.state.has_base(path) => Existing::Edited(bytes),
            None => Existing::Foreign,
            Some(known) if known.is_empty() || *known == content_hash(&bytes) => Existing::OfLastRun,
            Some(_) => Existing::Edited(bytes),
        })
    }

    pub(super) fn check(&self, path: &str, text: &str) -> Result<(), WriteError> {
        match self.existing(path, text)? {
            Existing::Foreign if !self.force => Err(WriteError::Foreign {
                path: self.directory.join(path),
            }),
            Existing::Nothing
            | Existing::Same
            | Existing::OfLastRun
            | Existing::Edited(_)
            | Existing::Foreign => Ok(()),
        }
    }

    /// Writes a file beside its place; nothing when it is there already. An edited one is merged.
    pub(super) fn stage(
        &self,
        path: &str,
        text: &str,
        report: &mut WriteReport,
        afterwards: &mut Afterwards,
    ) -> Result<Option<StagedFile>, WriteError> {
        match self.existing(path, text)? {
            Existing::Same => Ok(None),
            Existing::Nothing | Existing::OfLastRun => self.write_beside(path, text, false).map(Some),
            Existing::Foreign | Existing::Edited(_) if self.force => {
                report.overwritten.push(path.to_owned());
                self.write_beside(path, text, false).map(Some)
            }
            Existing::Foreign => Err(WriteError::Foreign {
                path: self.directory.join(path),
            }),
            Existing::Edited(bytes) if is_merged(path) => {
                self.stage_merged(path, &bytes, text, report, afterwards)
            }
            Existing::Edited(_) => self.write_beside(path, text, true).map(Some),
        }
    }

    fn stage_merged(
        &self,
        path: &str,
        edited: &[u8],
        text: &str,
        report: &mut WriteReport,
        afterwards: &mut Afterwards,
    ) -> Result<Option<StagedFile>, WriteError> {
        let conflict = conflict_path(path);
        let is_open = self.directory.join(&conflict).exists();
        let base = match self.state.conflict(path)? {
            Some(_) if is_open => {
                afterwards.keep_base.insert(path.to_owned());
                report.conflicts.push((path.to_owned(), conflict));
                return Ok(None);
            }
            Some(generated) => {
                afterwards.resolved.push(path.to_owned());
                Some(generated)
            }
            None => self.state.base(path)?,
        };
        if base.as_deref() == Some(text) {
            report.edited.push(path.to_owned());
            return Ok(None);
        }
        // Without the text that was edited nobody knows which differences are edits.
        let base = base.unwrap_or_default();
        let shown = match std::str::from_utf8(edited).map(|edited| merge(&base, edited, text)) {
            Ok(Merged::Clean(merged)) => {
                report.merged.push(path.to_owned());
                return self.write_beside(path, &merged, false).map(Some);
            }
            Ok(Merged::Conflict(shown)) => shown,
            // Not ours to decode.
            Err(_) => text.to_owned(),
        };
        if is_open {
            return Err(WriteError::Foreign {
                path: self.directory.join(conflict),
            });
        }
        afterwards.keep_base.insert(path.to_owned());
        afterwards.conflicts.push((path.to_owned(), text.to_owned()));
        report.conflicts.push((path.to_owned(), conflict.clone()));
        self.write_beside(&conflict, &shown, false).map(Some)
    }

    fn write_beside(&self, path: &str, text: &str, aside: bool) -> Result<StagedFile, WriteError> {
        let full = self.directory.join(path);
        let disk = |source| WriteError::Disk {
            path: full.clone(),
            source,
        };
        if let Some(parent) = full.parent() {
            std::fs::create_dir_all(parent).map_err(disk)?;
        }
        let temporary = temporary_name(&full);
        std::fs::write(&temporary, text).map_err(disk)?;
        Ok(StagedFile {
            path: path.to_owned(),
            temporary,
            aside,
        })
    }

    /// Takes `load.sql` of the last run away, when there is something to change.
    pub(super) fn hold_back_load_script(&self, changes: bool) -> Result<Option<PathBuf>, WriteError> {
        let path = self.directory.join(LOAD_SCRIPT);
        if !changes || !path.exists() {
            return Ok(None);
        }
        let aside = self.directory.join(format!(".{LOAD_SCRIPT}.last"));
        rename(&path, &aside)?;
        Ok(Some(aside))
    }

    pub(super) fn put_in_place(&self, file: StagedFile, report: &mut WriteReport) -> Result<(), WriteError> {
        let full = self.directory.join(&file.path);
        if file.aside {
            let aside = self.free_name(&file.path);
            rename(&full, &self.directory.join(&aside))?;
            report.moved.push((file.path, aside));
        }
        rename(&file.temporary, &full)
    }

    fn free_name(&self, path: &str) -> String {
        let first = format!("{path}.edited");
        let numbered = (2..u32::MAX).map(|number| format!("{first}.{number}"));
        std::iter::once(first.clone())
            .chain(numbered)
            .find(|name| !self.directory.join(name).exists())
            .unwrap_or(first)
    }

    pub(super) fn remove_stale(
        &self,
        contents: &[(String, Option<Phase>, String)],
        report: &mut WriteReport,
    ) -> Result<(), WriteError> {
        let current: FxHashSet<&str> = contents.iter().map(|(path, _, _)| path.as_str()).collect();
        // On a file system that does not tell letter cases apart, a stale name can be a current file.
        let folded: FxHashSet<String> = current.iter().map(|path| path.to_lowercase()).collect();
        for (path, known) in self.previous {
            if current.contains(path.as_str()) || folded.contains(&path.to_lowercase()) {
                continue;
            }
            let full = self.directory.join(path);
            let Some(bytes) = read_if_there(&full)? else {
                continue;
            };
            if *known != content_hash(&bytes) {
                report.kept.push(path.clone());
                continue;
            }
            self.state.forget(path);
            std::fs::remove_file(&full).map_err(|source| WriteError::Disk {
                path: full.clone(),
                source,
            })?;
            report.removed.push(path.clone());
            // Directories that held nothing else go too; the others refuse.
            let mut parent = full.parent();
            while let Some(directory) = parent.filter(|parent| *parent != self.directory) {
                if std::fs::remove_dir(directory).is_err() {
                    break;
                }
                parent = directory.parent();
            }
        }
        Ok(())
    }

    /// Remembers what was generated, for the merge of the next run. Only now: the base of a file must never be newer than
    /// what was merged into it.
    pub(super) fn remember(
        &self,
        contents: &[(String, Option<Phase>, String)],
        afterwards: &Afterwards,
    ) -> Result<(), WriteError> {
        for (path, _, text) in contents.iter().filter(|(path, _, _)| is_merged(path)) {
            let is_known = self
                .previous
                .get(path)
                .is_some_and(|known| *known == content_hash(text.as_bytes()));
            if afterwards.keep_base.contains(path) || is_known && self.state.has_base(path) {
                continue;
            }
            self.state.set_base(path, text)?;
        }
        for path in &afterwards.resolved {
            // A new conflict of the same file comes below.
            self.state.clear_conflict(path);
        }
        for (path, generated) in &afterwards.conflicts {
            self.state.set_conflict(path, generated)?;
        }
        Ok(())
    }
}
