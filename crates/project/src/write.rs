//! The output directory: file names without clashes, `load.sql`, and what may be overwritten.

mod target;

use crate::layout::{Phase, file_name};
use crate::manifest::{FORMAT, FORMAT_VERSION, Manifest, ManifestFile};
use crate::source_map::{MappedPiece, SourceMap, SpanMapping};
use crate::state::State;
use crate::tree::SourceTree;
use plconv_diagnostics::{Code, Diagnostic, JsonStyle, render_json};
use plconv_source::{FileRange, content_hash};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use target::{Afterwards, Target, read_previous};

/// The manifest's place in the output directory.
pub const MANIFEST: &str = "manifest.json";

/// What loads the output.
const LOAD_SCRIPT: &str = "load.sql";

/// A file to be written, as the pipeline makes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OutputFile {
    /// Path in the output directory, from [`crate::layout`]. Two files may ask for the same one: files of a phase
    /// that has a single file are put together, others get another name.
    pub path: String,
    /// The part of the output.
    pub phase: Phase,
    /// Position within the phase: dependency order. Files with equal positions are ordered by path.
    pub order: u32,
    /// SQL for psql, in UTF-8.
    pub text: String,
    /// Kind and name of the source objects in it, as the manifest has them (`TABLE`, `HR.EMPLOYEES`).
    pub objects: Vec<(String, String)>,
    /// Where they are created; for the diagnostic of a changed file name.
    pub place: FileRange,
    /// Which text comes from where.
    pub spans: Vec<SpanMapping>,
}

/// A directory that cannot be written to.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or directory cannot be written or read.
    #[error("cannot write {path}: {source}")]
    Disk {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file in the way was not written by an earlier run.
    #[error("{path} exists and was not written by plconv; choose another output directory or move it away")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The manifest of an earlier run cannot be understood, so it is not known which files are its own.
    #[error("{path} is damaged ({message}); choose another output directory or move it away")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

/// How to write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WriteOptions {
    /// Replace files that somebody edited or that plconv did not write.
    pub force: bool,
}

/// What was done to the directory.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WriteReport {
    /// Files of this output.
    pub files: usize,
    /// Those that were new or had another content.
    pub written: usize,
    /// Files of the last run that are no longer part of the output and were removed.
    pub removed: Vec<String>,
    /// Files of the last run that are no longer part of the output and were kept because somebody edited them.
    pub kept: Vec<String>,
    /// Files for programs that somebody edited since the last run, with the name the edited version was moved to.
    pub moved: Vec<(String, String)>,
    /// Edited files whose generated text has not changed.
    pub edited: Vec<String>,
    /// Edited files that now have the changes of the generated text too.
    pub merged: Vec<String>,
    /// Edited files that were left alone because edits and new text touch the same lines, with the file that shows both.
    pub conflicts: Vec<(String, String)>,
    /// Files of others and edited files that were replaced as [`WriteOptions::force`] asked.
    pub overwritten: Vec<String>,
}

/// The files of an output in the order of loading, with their final paths.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArrangedOutput {
    /// Files in the order of `load.sql`.
    pub files: Vec<OutputFile>,
    /// A note for each changed file name.
    pub diagnostics: Vec<Diagnostic>,
}

/// Puts files in loading order, joins those that belong in one file, and gives clashing names a number.
///
/// Names clash when they are equal in lower case: the output must be the same on all file systems.
pub fn arrange(mut files: Vec<OutputFile>) -> ArrangedOutput {
    files.sort_by(|left, right| {
        (left.phase, left.order, &left.path, left.place, &left.objects).cmp(&(
            right.phase,
            right.order,
            &right.path,
            right.place,
            &right.objects,
        ))
    });
    let mut arranged = ArrangedOutput::default();
    let mut taken: FxHashSet<String> = [LOAD_SCRIPT].map(str::to_owned).into_iter().collect();
    for mut file in files {
        if is_joined(file.phase)
            && let Some(previous) = arranged
                .files
                .iter_mut()
                .rev()
                .find(|previous| previous.path == file.path)
        {
            join(previous, file);
            continue;
        }
        let wanted = file.path.clone();
        let mut number = 2;
        while !taken.insert(file.path.to_lowercase()) {
            file.path = numbered(&wanted, number);
            number += 1;
        }
        if file.path != wanted {
            let object = file.objects.first().map(|(_, name)| name.clone());
            let mut diagnostic = Diagnostic::new(
                Code::FILE_NAME_CHANGED,
                file.place,
                format!(
                    "{} is in {} because another object already has {wanted}",
                    object.as_deref().unwrap_or_default(),
                    file.path
                ),
            );
            diagnostic.object = object;
            arranged.diagnostics.push(diagnostic);
        }
        arranged.files.push(file);
    }
    arranged
}

/// Whether the phase has a single file that all objects share.
fn is_joined(phase: Phase) -> bool {
    match phase {
        Phase::Schemas
        | Phase::Extensions
        | Phase::Runtime
        | Phase::CheckedForeignKeys
        | Phase::ForeignKeys
        | Phase::Grants => true,
        Phase::Types
        | Phase::Sequences
        | Phase::Tables
        | Phase::Functions
        | Phase::Packages
        | Phase::Views
        | Phase::MaterializedViews
        | Phase::RoutinesOfViews
        | Phase::Indexes
        | Phase::Triggers
        | Phase::LateTriggers
        | Phase::Data
        | Phase::EventTriggers => false,
    }
}

fn join(previous: &mut OutputFile, file: OutputFile) {
    if !previous.text.is_empty() && !previous.text.ends_with('\n') {
        previous.text.push('\n');
    }
    let shift = u32::try_from(previous.text.len()).unwrap_or(u32::MAX);
    previous.text.push_str(&file.text);
    previous.objects.extend(file.objects);
    previous
        .spans
        .extend(file.spans.into_iter().map(|span| SpanMapping {
            output_start: span.output_start.saturating_add(shift),
            output_end: span.output_end.saturating_add(shift),
            ..span
        }));
}

/// `tables/emp.sql` with 2 is `tables/emp_2.sql`.
fn numbered(path: &str, number: u32) -> String {
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}_{number}.{extension}"),
        None => format!("{path}_{number}"),
    }
}

/// The script that loads everything with `psql -f load.sql`.
pub fn load_script(files: &[OutputFile], target_version: u32) -> String {
    let mut text = prologue(
        "-- Loads the converted schema: psql -X -d DATABASE -f load.sql\n",
        target_version,
    );
    let mut phase = None;
    for file in files {
        if phase != Some(file.phase) {
            phase = Some(file.phase);
            let _ = write!(text, "\n-- {}\n", file.phase.title());
        }
        let _ = writeln!(text, "\\ir {}", psql_argument(&file.path));
    }
    text
}

fn prologue(first_line: &str, target_version: u32) -> String {
    format!(
        "{first_line}\
         -- For PostgreSQL {target_version} and later.\n\
         \\set ON_ERROR_STOP on\n\
         SET client_encoding = 'UTF8';\n\
         SET standard_conforming_strings = on;\n\
         SET client_min_messages = warning;\n\
         -- Bodies are checked when they first run: routines may name objects that come later.\n\
         SET check_function_bodies = off;\n"
    )
}

/// All files as one psql script, for the conversion of a single script.
pub fn script_text(files: &[OutputFile], target_version: u32) -> String {
    let mut text = prologue("-- Converted by plconv; run with psql.\n", target_version);
    for file in files {
        let _ = write!(text, "\n-- {}\n\n{}", file.path, file.text);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}

/// An argument of a psql meta-command. PostgreSQL manual, "psql", "Meta-Commands".
fn psql_argument(path: &str) -> String {
    let is_plain = path
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '#'));
    if is_plain {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

/// `sourcemap.json`: for each output file its pieces, in bytes, with the place in the source each comes from.
pub fn source_map_json(files: &[OutputFile], tree: &SourceTree) -> String {
    let mut lines = tree.lines();
    let mut map: SourceMap = BTreeMap::new();
    for file in files {
        let mut spans: Vec<&SpanMapping> = file.spans.iter().collect();
        spans.sort_by_key(|span| (span.output_start, span.output_end));
        let entries = spans.into_iter().map(|span| {
            let range = span.source.range;
            MappedPiece {
                output_start: span.output_start,
                output_end: span.output_end,
                source: tree
                    .file(span.source.file)
                    .map_or_else(String::new, |file| file.path.to_string()),
                source_start: range.start().into(),
                source_end: range.end().into(),
                line: lines.position(span.source.file, range.start().into()).line,
                rule: span.rule.map(str::to_owned),
            }
        });
        map.insert(file.path.clone(), entries.collect());
    }
    to_json(&map)
}

/// JSON with a line end. Strings, numbers, lists and maps with string keys always become JSON.
fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// Whether a directory holds an output of an earlier run, so that it is not read as source.
pub fn is_output_directory(directory: &Path) -> bool {
    std::fs::read_to_string(directory.join(MANIFEST))
        .is_ok_and(|text| text.contains(&format!("\"{FORMAT}\"")))
}

/// Writes an output directory: the files, `load.sql`, `sourcemap.json`, `diagnostics.json` and the manifest.
///
/// A run that is stopped leaves the earlier output, or a directory without `load.sql`; never a mixture that loads.
/// The bytes depend on the arguments only. A file of the last run is replaced; when somebody edited it since, the edits
/// are merged with what changed in the generated text. Where both touch the same lines the file stays as it is, and
/// `<file>.conflict` shows both; removing that file, or moving it over the other one, says that the conflict is resolved.
/// Files of the last run that are no longer part of the output are removed unless somebody edited them. Nothing else
/// in the directory is touched. `.plconv` in it remembers the generated texts.
///
/// # Errors
/// When the disk does not cooperate, or a file that plconv did not write is in the way.
pub fn write_output(
    directory: &Path,
    output: &ArrangedOutput,
    mut manifest: Manifest,
    diagnostics: &[Diagnostic],
    tree: &SourceTree,
    options: WriteOptions,
) -> Result<WriteReport, WriteError> {
    let mut contents: Vec<(String, Option<Phase>, String)> = output
        .files
        .iter()
        .map(|file| (file.path.clone(), Some(file.phase), file.text.clone()))
        .collect();
    contents.push((
        LOAD_SCRIPT.to_owned(),
        None,
        load_script(&output.files, manifest.target_version),
    ));
    contents.push((
        "sourcemap.json".to_owned(),
        None,
        source_map_json(&output.files, tree),
    ));
    contents.push((
        "diagnostics.json".to_owned(),
        None,
        render_json(diagnostics, tree, JsonStyle::Array),
    ));
    manifest.format = FORMAT.to_owned();
    manifest.format_version = FORMAT_VERSION;
    manifest.files = contents
        .iter()
        .map(|(path, phase, text)| ManifestFile {
            path: path.clone(),
            phase: *phase,
            hash: content_hash(text.as_bytes()),
        })
        .collect();
    manifest.files.push(ManifestFile {
        path: MANIFEST.to_owned(),
        phase: None,
        hash: String::new(),
    });
    contents.push((MANIFEST.to_owned(), None, to_json(&manifest)));

    let previous = read_previous(directory)?;
    let target = Target {
        directory,
        previous: &previous,
        state: State::of(directory),
        force: options.force,
    };
    // Look before touching anything: a run that stops half-way would leave a mixture.
    for (path, _, text) in &contents {
        target.check(path, text)?;
    }
    let mut report = WriteReport {
        files: contents.len(),
        ..WriteReport::default()
    };
    let mut staged = Vec::new();
    let mut afterwards = Afterwards::default();
    for (path, _, text) in &contents {
        staged.extend(target.stage(path, text, &mut report, &mut afterwards)?);
    }
    report.written = staged.len();
    // Until the end there is nothing to load: the directory holds files of two runs.
    let held_back = target.hold_back_load_script(!staged.is_empty())?;
    let (last, others): (Vec<_>, Vec<_>) = staged.into_iter().partition(|file| file.path == LOAD_SCRIPT);
    for file in others {
        target.put_in_place(file, &mut report)?;
    }
    target.remove_stale(&contents, &mut report)?;
    let load_script = directory.join(LOAD_SCRIPT);
    match (held_back, last.into_iter().next()) {
        (None, None) => {}
        (None, Some(new)) => rename(&new.temporary, &load_script)?,
        (Some(old), None) => rename(&old, &load_script)?,
        (Some(old), Some(new)) => {
            rename(&new.temporary, &load_script)?;
            let _ = std::fs::remove_file(old);
        }
    }
    target.remember(&contents, &afterwards)?;
    Ok(report)
}

/// Writes a file so that nobody ever sees half of it.
///
/// # Errors
/// When the disk does not cooperate.
pub fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    if path.exists() && !path.is_file() {
        // A pipe or a device.
        return std::fs::write(path, text);
    }
    let temporary = temporary_name(path);
    std::fs::write(&temporary, text)?;
    std::fs::rename(&temporary, path)
}

/// The name beside a file under which it is written.
fn temporary_name(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{}.part", file_name(&name)))
}

fn rename(from: &Path, to: &Path) -> Result<(), WriteError> {
    std::fs::rename(from, to).map_err(|source| WriteError::Disk {
        path: to.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests;
