//! All files that the messages of a run can be about: those of the source tree, and others beside them.

use crate::tree::SourceTree;
use plconv_diagnostics::SourceProvider;
use plconv_source::FileId;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The files of a tree under their numbers, then the files added. As a [`SourceProvider`] it has the paths that people
/// see.
#[derive(Clone, Debug, Default)]
pub struct RunFiles<'t> {
    tree: Option<&'t SourceTree>,
    added: Vec<AddedFile>,
    by_path: BTreeMap<String, FileId>,
}

#[derive(Clone, Debug)]
struct AddedFile {
    shown: String,
    stable: String,
    text: String,
}

impl<'t> RunFiles<'t> {
    /// The files of a tree, when there is one.
    pub fn new(tree: Option<&'t SourceTree>) -> Self {
        RunFiles {
            tree,
            ..RunFiles::default()
        }
    }

    /// Adds a file under the path that people see and one that does not depend on where the program was started; one that
    /// was added before keeps its number.
    pub fn add(&mut self, shown: &str, stable: &str, text: impl FnOnce() -> String) -> FileId {
        if let Some(known) = self.by_path.get(shown) {
            return *known;
        }
        let id = FileId(u32::try_from(self.tree_files() + self.added.len()).unwrap_or(u32::MAX));
        self.added.push(AddedFile {
            shown: shown.to_owned(),
            stable: stable.to_owned(),
            text: text(),
        });
        self.by_path.insert(shown.to_owned(), id);
        id
    }

    /// The tree.
    pub fn tree(&self) -> Option<&'t SourceTree> {
        self.tree
    }

    /// The same files under paths that do not depend on where the program was started: relative to the source tree, or to
    /// the output directory.
    pub fn stable(&self) -> StablePaths<'_> {
        StablePaths(self)
    }

    fn tree_files(&self) -> usize {
        self.tree.map_or(0, |tree| tree.files.len())
    }

    fn added(&self, file: FileId) -> Option<&AddedFile> {
        let number = usize::try_from(file.0).ok()?;
        self.added.get(number.checked_sub(self.tree_files())?)
    }
}

impl SourceProvider for RunFiles<'_> {
    fn path(&self, file: FileId) -> Option<Cow<'_, str>> {
        let added = self.added(file).map(|added| Cow::Borrowed(added.shown.as_str()));
        added.or_else(|| {
            let path = self.tree?.for_people().path(file)?.into_owned();
            Some(Cow::Owned(path))
        })
    }

    fn text(&self, file: FileId) -> Option<Cow<'_, str>> {
        let added = self.added(file).map(|added| Cow::Borrowed(added.text.as_str()));
        added.or_else(|| self.tree?.text(file))
    }
}

/// The files of a run as [`RunFiles::stable`] names them.
#[derive(Clone, Copy, Debug)]
pub struct StablePaths<'r>(&'r RunFiles<'r>);

impl SourceProvider for StablePaths<'_> {
    fn path(&self, file: FileId) -> Option<Cow<'_, str>> {
        let added = self
            .0
            .added(file)
            .map(|added| Cow::Borrowed(added.stable.as_str()));
        added.or_else(|| self.0.tree?.path(file))
    }

    fn text(&self, file: FileId) -> Option<Cow<'_, str>> {
        self.0.text(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_files_come_after_those_of_the_tree() {
        let mut tree = SourceTree::in_memory([("a.sql", "a"), ("b.sql", "b")]);
        tree.display_prefix = "src/".to_owned();
        let mut files = RunFiles::new(Some(&tree));
        let policy = files.add("src/plconv.toml", "plconv.toml", || "p".to_owned());
        assert_eq!(policy, FileId(2));
        assert_eq!(files.add("src/plconv.toml", "", String::new), policy);
        let shown = |id| files.path(FileId(id)).unwrap().into_owned();
        assert_eq!(
            (shown(1), shown(2)),
            ("src/b.sql".to_owned(), "src/plconv.toml".to_owned())
        );
        assert_eq!(files.stable().path(FileId(1)).unwrap(), "b.sql");
        assert_eq!(files.stable().path(policy).unwrap(), "plconv.toml");
        assert_eq!(files.text(policy).unwrap(), "p");
        assert!(files.path(FileId(3)).is_none());
    }
}
