//! From a directory or a script on the disk to a [`SourceTree`].

use crate::path_names::to_tree_path;
use crate::progress::Progress;
use crate::tree::{SourceTree, TreeFile};
use plconv_db::order::source_rank;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{DecodeProblem, DecodeProblemKind, FileId, FileRange, decode};
use plconv_syntax::script::{ItemKind, SqlPlusCommand, read_script};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Directories of version control systems and tools; nothing in them is source.
const SKIPPED_DIRECTORIES: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    ".bzr",
    "CVS",
    "node_modules",
    ".idea",
    ".vscode",
];

/// Extensions of files that are no text; they are not opened.
const BINARY_EXTENSIONS: &[&str] = &[
    "7z", "avi", "bin", "bmp", "bz2", "class", "dll", "doc", "docx", "dylib", "ear", "exe", "fmx", "gif",
    "gz", "ico", "jar", "jpeg", "jpg", "mp3", "mp4", "o", "odt", "otf", "pdf", "plx", "png", "ppt", "pptx",
    "rar", "rep", "so", "svgz", "tar", "tgz", "ttf", "war", "webp", "woff", "woff2", "xls", "xlsx", "xz",
    "zip",
];

/// Dumps hold objects that are missing from the output, so they are told.
const DUMP_EXTENSIONS: &[&str] = &["dmp", "expdp"];

/// Larger files are only read when they have the extension of a source file.
const MAX_OTHER_BYTES: u64 = 8 * 1024 * 1024;

/// How many of the undecodable places of one file are told one by one.
const MAX_DECODE_DIAGNOSTICS: usize = 20;

/// A source tree that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The path given does not exist or may not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The tree has more files than can be numbered.
    #[error("{path} has too many files")]
    TooManyFiles {
        /// The path.
        path: PathBuf,
    },
}

/// Reads a directory, or a single script together with the files around it that it may include.
///
/// Files of other kinds than Oracle source are kept because scripts can include them; they are not read as source on
/// their own. `encoding` is the hint of the policy; `output` is a directory to leave out, as are directories that hold
/// an earlier output. Files are read and decoded in parallel on the current rayon pool.
///
/// # Errors
/// When `path` itself cannot be read. Anything wrong with a single file is a diagnostic of that file.
pub fn discover(
    path: &Path,
    encoding: Option<&str>,
    output: Option<&Path>,
    progress: &dyn Progress,
) -> Result<SourceTree, DiscoverError> {
    let unreadable = |source| DiscoverError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    let root = if metadata.is_dir() {
        std::fs::read_dir(path).map_err(unreadable)?;
        path.to_owned()
    } else {
        path.parent()
            .map(Path::to_owned)
            .filter(|parent| parent != Path::new(""))
            .unwrap_or_else(|| ".".into())
    };
    progress.phase("looking for files", 0);
    let mut found = if metadata.is_dir() || includes_others(path, encoding) {
        find_files(&root, output)
    } else {
        // What lies around a script that includes nothing may be a whole home directory.
        vec![FoundFile {
            path: to_tree_path(&root, path),
            on_disk: path.to_owned(),
            bytes: metadata.len(),
            problem: None,
        }]
    };
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found.dedup_by(|left, right| left.path == right.path);
    if u32::try_from(found.len()).is_err() {
        return Err(DiscoverError::TooManyFiles {
            path: path.to_owned(),
        });
    }
    progress.phase("reading files", found.len() as u64);
    let files: Vec<TreeFile> = found
        .into_par_iter()
        .enumerate()
        .map(|(number, file)| {
            let read = read_file(file, FileId(u32::try_from(number).unwrap_or(u32::MAX)), encoding);
            progress.step();
            read
        })
        .collect();
    let only = if metadata.is_dir() {
        None
    } else {
        path.file_name()
            .map(|name| Arc::from(name.to_string_lossy().as_ref()))
    };
    Ok(SourceTree {
        display_prefix: display_prefix(&root),
        root,
        files,
        only,
    })
}

/// Whether a script runs other scripts.
fn includes_others(path: &Path, encoding: Option<&str>) -> bool {
    let Ok(bytes) = std::fs::read(path) else {
        return false;
    };
    let script =
        crate::guard::run_guarded(|| read_script(&decode(&bytes, encoding).text)).unwrap_or_default();
    script
        .items
        .iter()
        .any(|item| matches!(item.kind, ItemKind::Command(SqlPlusCommand::Include { .. })))
}

/// Reads some files under the paths given, without looking around.
pub fn read_files(paths: &[PathBuf], encoding: Option<&str>) -> SourceTree {
    let mut paths: Vec<&PathBuf> = paths.iter().collect();
    paths.sort_unstable();
    paths.dedup();
    let files = paths
        .into_iter()
        .zip(0..)
        .map(|(on_disk, number)| read_file(unclassified_file(on_disk), FileId(number), encoding))
        .collect();
    SourceTree {
        files,
        ..SourceTree::default()
    }
}

/// Messages show paths from the directory the user is in.
fn display_prefix(root: &Path) -> String {
    let mut prefix = root.to_string_lossy().replace('\\', "/");
    while let Some(rest) = prefix.strip_prefix("./") {
        prefix = rest.to_owned();
    }
    if prefix.is_empty() || prefix == "." {
        return String::new();
    }
    if !prefix.ends_with('/') {
        prefix.push('/');
    }
    prefix
}

/// A file that has not been read yet.
pub(crate) struct FoundFile {
    path: String,
    on_disk: PathBuf,
    bytes: u64,
    /// Why it is not opened.
    problem: Option<(Code, String)>,
}

/// The Oracle source files under the paths given, in the order of their paths, without reading them. A path that is a
/// file counts whatever its extension is. Paths are written as the user can open them.
pub(crate) fn find_source_files(paths: &[PathBuf]) -> Vec<FoundFile> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let files = find_files(path, None).into_iter();
            found.extend(files.filter(|file| source_rank(&file.path).is_some()));
        } else {
            found.push(unclassified_file(path));
        }
    }
    for file in &mut found {
        file.path = file.on_disk.to_string_lossy().replace('\\', "/");
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found.dedup_by(|left, right| left.path == right.path);
    found
}

fn unclassified_file(on_disk: &Path) -> FoundFile {
    FoundFile {
        path: on_disk.to_string_lossy().replace('\\', "/"),
        on_disk: on_disk.to_owned(),
        bytes: 0,
        problem: None,
    }
}

fn find_files(root: &Path, output: Option<&Path>) -> Vec<FoundFile> {
    let output = output.and_then(|output| output.canonicalize().ok());
    let walk = walkdir::WalkDir::new(root)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_type().is_dir() || !is_skipped(entry.path(), output.as_deref())
        });
    let mut found = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
                found.extend(classify(root, entry.path(), bytes));
            }
            Ok(_) => {}
            Err(error) => {
                // A link that leads back to a directory above it adds nothing: that directory is being read.
                if error.loop_ancestor().is_none()
                    && let Some(on_disk) = error.path()
                {
                    let message = match error.io_error() {
                        Some(io_error) => format!("cannot be read: {io_error}"),
                        None => "cannot be read".to_owned(),
                    };
                    found.push(FoundFile {
                        path: to_tree_path(root, on_disk),
                        on_disk: on_disk.to_owned(),
                        bytes: 0,
                        problem: Some((Code::UNREADABLE_FILE, message)),
                    });
                }
            }
        }
    }
    found
}

fn is_skipped(directory: &Path, output: Option<&Path>) -> bool {
    let name = directory.file_name().unwrap_or_default().to_string_lossy();
    SKIPPED_DIRECTORIES.contains(&name.as_ref())
        || output.is_some_and(|output| {
            directory
                .canonicalize()
                .is_ok_and(|directory| directory == output)
        })
        || crate::write::is_output_directory(directory)
}

fn classify(root: &Path, on_disk: &Path, bytes: u64) -> Option<FoundFile> {
    let path = to_tree_path(root, on_disk);
    if path == crate::policy_file::FILE_NAME {
        return None;
    }
    let extension = on_disk
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if DUMP_EXTENSIONS.contains(&extension.as_str()) {
        let message = "is a dump, which cannot be read".to_owned();
        return Some(FoundFile {
            path,
            on_disk: on_disk.to_owned(),
            bytes,
            problem: Some((Code::BINARY_FILE, message)),
        });
    }
    let is_source = source_rank(&path).is_some();
    if crate::cache::EXTENSIONS.contains(&extension.as_str()) {
        return None;
    }
    if BINARY_EXTENSIONS.contains(&extension.as_str()) || (!is_source && bytes > MAX_OTHER_BYTES) {
        return None;
    }
    Some(FoundFile {
        path,
        on_disk: on_disk.to_owned(),
        bytes,
        problem: None,
    })
}

pub(crate) fn read_file(file: FoundFile, id: FileId, encoding: Option<&str>) -> TreeFile {
    let unread = |code, message: String| TreeFile {
        diagnostics: vec![file_diagnostic(code, id, &file.path, &message)],
        path: file.path.as_str().into(),
        text: "".into(),
        bytes: file.bytes,
        encoding: "binary",
    };
    if let Some((code, message)) = &file.problem {
        return unread(*code, message.clone());
    }
    let bytes = match std::fs::read(&file.on_disk) {
        Ok(bytes) => bytes,
        Err(error) => return unread(Code::UNREADABLE_FILE, format!("cannot be read: {error}")),
    };
    let decoded = decode(&bytes, encoding);
    let diagnostics = decode_diagnostics(id, &file.path, decoded.encoding, &decoded.problems);
    TreeFile {
        path: file.path.as_str().into(),
        text: decoded.text.into(),
        bytes: file.bytes,
        encoding: decoded.encoding,
        diagnostics,
    }
}

fn file_diagnostic(code: Code, id: FileId, path: &str, message: &str) -> Diagnostic {
    let help = if code == Code::UNREADABLE_FILE {
        "check that the file exists and that you may read it; all other files are converted"
    } else if path.ends_with(".dmp") || path.ends_with(".expdp") {
        "write its DDL to a script with `impdp ... SQLFILE=ddl.sql` and add that to the tree"
    } else {
        "remove it from the tree, or add the script it was made from"
    };
    Diagnostic::new(code, FileRange::start_of(id), format!("the file {message}")).with_help(help)
}

fn decode_diagnostics(id: FileId, path: &str, encoding: &str, problems: &[DecodeProblem]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = problems
        .iter()
        .take(MAX_DECODE_DIAGNOSTICS)
        .map(|problem| decode_diagnostic(id, path, encoding, problem))
        .collect();
    if let Some(last) = diagnostics.last_mut()
        && problems.len() > MAX_DECODE_DIAGNOSTICS
    {
        last.notes.push(format!(
            "{} more such places in this file",
            problems.len() - MAX_DECODE_DIAGNOSTICS
        ));
    }
    diagnostics
}

fn decode_diagnostic(id: FileId, path: &str, encoding: &str, problem: &DecodeProblem) -> Diagnostic {
    const SET_ENCODING: &str = "set `encoding` in plconv.toml to the character set of the scripts";
    let place = FileRange::new(id, problem.range);
    match &problem.kind {
        DecodeProblemKind::Binary(kind) => {
            let place = match problem.byte_offset {
                0 => String::new(),
                offset => format!(", the first at byte {}", offset + 1),
            };
            file_diagnostic(
                Code::BINARY_FILE,
                id,
                path,
                &format!("is not text but binary: {kind}{place}"),
            )
        }
        DecodeProblemKind::TooLarge => Diagnostic::new(
            Code::TOO_LARGE,
            place,
            "the file is longer than 4 GiB and was not read",
        )
        .with_help("split the file; all other files are converted"),
        DecodeProblemKind::Undecodable(bytes) => {
            let bytes: Vec<String> = bytes.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
            Diagnostic::new(
                Code::UNDECODABLE_BYTES,
                place,
                format!("the bytes {} mean nothing in {encoding}", bytes.join(" ")),
            )
            .with_note(format!("byte {} of the file", problem.byte_offset))
            .with_help(SET_ENCODING)
        }
        DecodeProblemKind::Nuls(count) => Diagnostic::new(
            Code::UNDECODABLE_BYTES,
            place,
            match count {
                1 => "the NUL byte here was read as a blank".to_owned(),
                _ => format!("the {count} NUL bytes from here on were read as blanks"),
            },
        )
        .with_note(format!("byte {} of the file", problem.byte_offset))
        .with_help("remove them; they are what is left of padding or of a damaged file"),
        DecodeProblemKind::Guessed => Diagnostic::new(
            Code::GUESSED_ENCODING,
            place,
            format!("the file is not UTF-8 and nothing says what it is; it was read as {encoding}"),
        )
        .with_help(SET_ENCODING),
        DecodeProblemKind::UnknownHint => {
            Diagnostic::new(Code::ENCODING_HINT, place, "the encoding asked for is unknown")
                .with_help("use an Oracle name such as WE8MSWIN1252, or a name such as windows-1252")
        }
        DecodeProblemKind::HintContradicted => Diagnostic::new(
            Code::ENCODING_HINT,
            place,
            format!("the byte order mark of the file says {encoding}, which is not the encoding asked for"),
        )
        .with_help("the mark was believed; remove it when it is wrong"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::NoProgress;

    fn write(root: &Path, path: &str, bytes: &[u8]) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn codes(file: &TreeFile) -> Vec<Code> {
        file.diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect()
    }

    #[test]
    fn files_are_sorted_and_tools_and_pictures_left_out() {
        let directory = tempfile::tempdir().unwrap();
        for path in [
            "b/x.sql",
            "a/y.pks",
            ".git/config.sql",
            "logo.png",
            "a/README.md",
            "plconv.toml",
        ] {
            write(directory.path(), path, b"select 1 from dual;");
        }
        let tree = discover(directory.path(), None, None, &NoProgress).unwrap();
        let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_ref()).collect();
        assert_eq!(paths, ["a/README.md", "a/y.pks", "b/x.sql"]);
        assert_eq!(tree.find("b/x.sql"), Some(FileId(2)));
    }

    #[test]
    fn bad_files_become_diagnostics() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), "a.sql", b"PK\x03\x04....");
        write(directory.path(), "b.sql", b"-- caf\xe9\nselect 1 from dual;\n");
        write(directory.path(), "c.dmp", b"x");
        write(directory.path(), "d.sql", "-- café".as_bytes());
        let tree = discover(directory.path(), None, None, &NoProgress).unwrap();
        assert_eq!(codes(&tree.files[0]), [Code::BINARY_FILE]);
        assert_eq!(codes(&tree.files[1]), [Code::GUESSED_ENCODING]);
        assert!(tree.files[1].text.starts_with("-- café"));
        assert_eq!(codes(&tree.files[2]), [Code::BINARY_FILE]);
        assert!(tree.files[3].diagnostics.is_empty());
        let hinted = discover(directory.path(), Some("WE8MSWIN1252"), None, &NoProgress).unwrap();
        assert!(hinted.files[1].diagnostics.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_to_nothing_are_told_and_links_in_a_circle_are_not_followed() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), "a/x.sql", b"");
        std::os::unix::fs::symlink(directory.path(), directory.path().join("a/again")).unwrap();
        std::os::unix::fs::symlink("nothing", directory.path().join("gone.sql")).unwrap();
        let tree = discover(directory.path(), None, None, &NoProgress).unwrap();
        let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_ref()).collect();
        assert_eq!(paths, ["a/x.sql", "gone.sql"]);
        assert_eq!(codes(&tree.files[1]), [Code::UNREADABLE_FILE]);
    }

    #[test]
    fn a_single_script_is_read_with_the_files_around_it_when_it_includes_some() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), "x.sql", b"@y");
        write(directory.path(), "y.sql", b"");
        let tree = discover(&directory.path().join("x.sql"), None, None, &NoProgress).unwrap();
        assert_eq!(tree.only.as_deref(), Some("x.sql"));
        assert_eq!(tree.files.len(), 2);
        let alone = discover(&directory.path().join("y.sql"), None, None, &NoProgress).unwrap();
        let paths: Vec<&str> = alone.files.iter().map(|file| file.path.as_ref()).collect();
        assert_eq!(paths, ["y.sql"]);
    }

    #[test]
    fn nothing_there_is_an_error() {
        assert!(discover(Path::new("/nonexistent/tree"), None, None, &NoProgress).is_err());
    }
}
