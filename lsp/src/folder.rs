//! A folder of the workspace, or a file outside of all folders.

use plconv_db::Policy;
use plconv_db::order::source_rank;
use plconv_ide::Base;
use plconv_project::convert::Conversion;
use plconv_project::policy_file::{FILE_NAME, PolicyError, read_policy};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp_server::ls_types::Uri;

/// What a folder is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Root {
    /// A folder of the workspace.
    Directory(PathBuf),
    /// A file outside of the folders, which is a project of its own.
    File(PathBuf),
}

/// A folder as it is known now.
#[derive(Clone)]
pub struct Folder {
    /// Where it is.
    pub root: Root,
    /// Choices.
    pub policy: Arc<Policy>,
    /// The last analysis.
    pub base: Option<Arc<Base>>,
    /// The last conversion of all of it; it may be older than the analysis.
    pub conversion: Option<Arc<Conversion>>,
}

impl Root {
    /// The directory that paths are relative to.
    pub fn directory(&self) -> &Path {
        match self {
            Root::Directory(directory) => directory,
            Root::File(file) => file.parent().unwrap_or(file),
        }
    }

    /// The path of a file of the editor in this folder.
    pub fn path_of(&self, file: &Path) -> Option<Arc<str>> {
        if let Root::File(own) = self
            && own != file
        {
            return None;
        }
        let relative = file.strip_prefix(self.directory()).ok()?;
        let parts: Vec<&str> = relative
            .components()
            .map(|part| part.as_os_str().to_str())
            .collect::<Option<_>>()?;
        (!parts.is_empty()).then(|| parts.join("/").into())
    }

    /// The policy file.
    pub fn policy_file(&self) -> PathBuf {
        self.directory().join(FILE_NAME)
    }

    /// Reads the choices; without a file the defaults.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn read_policy(&self) -> Result<Policy, PolicyError> {
        let file = self.policy_file();
        if file.is_file() {
            read_policy(&file)
        } else {
            Ok(Policy::default())
        }
    }
}

impl Folder {
    /// A folder that nobody has looked at.
    pub fn new(root: Root) -> Self {
        let policy = root.read_policy().unwrap_or_default();
        Folder {
            root,
            policy: Arc::new(policy),
            base: None,
            conversion: None,
        }
    }

    /// The name of a file for the editor.
    pub fn uri_of(&self, path: &str) -> Option<Uri> {
        let file = path
            .split('/')
            .fold(self.root.directory().to_owned(), |directory, part| {
                directory.join(part)
            });
        Uri::from_file_path(file)
    }
}

/// Whether a file can be Oracle source by its name; what the user says is decided by the editor.
pub fn is_source(path: &str) -> bool {
    source_rank(path).is_some()
}
