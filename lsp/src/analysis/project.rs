//! One folder with its database.

use crate::folder::{Folder, Root};
use crate::state::belongs;
use crate::world::World;
use plconv_db::{Parse, Policy, Project as Inputs, note_parse};
use plconv_ide::Base;
use plconv_project::convert::pipeline::{PipelineInput, analyze, analyze_edit};
use plconv_project::convert::{load_tree, open_project, reopen_project};
use plconv_project::discover::discover;
use plconv_project::tree::TreeFile;
use plconv_project::{Database, Progress, SourceTree, run_guarded, run_with_threads};
use std::path::Path;
use std::sync::Arc;

/// A folder, and what its last analysis left for the next one.
pub struct Project {
    root: Root,
    database: Database,
    inputs: Option<Inputs>,
    /// The files as they are on the disk.
    disk: Option<(SourceTree, Policy)>,
    /// What the last analysis found.
    last: Option<Arc<Base>>,
}

impl Project {
    /// Nothing was read yet.
    pub fn new(root: Root) -> Self {
        Project {
            root,
            database: Database::default(),
            inputs: None,
            disk: None,
            last: None,
        }
    }

    /// Analyses the folder with the texts that are open; `reread` says that files on the disk changed.
    ///
    /// # Errors
    /// When the folder or its policy cannot be read; the last analysis stays.
    pub fn analyse(
        &mut self,
        world: &World,
        folder: &Folder,
        reread: bool,
        progress: &dyn Progress,
    ) -> Result<Arc<Base>, String> {
        if reread || self.disk.is_none() {
            self.disk = Some(read(&self.root, progress)?);
        }
        let (tree, policy) = self.disk.clone().unwrap_or_default();
        let tree = overlaid(tree, world, folder);
        let last = self.last.take().filter(|_| !reread);
        let edited = last.and_then(|last| Some((only_change(&last.tree, &tree)?, last)));
        let only = edited.as_ref().map(|((path, _), _)| &**path);
        let open = parsed(world, folder, &policy, only);
        let analysed = run_with_threads(None, || {
            run_guarded(|| {
                let database = &mut self.database;
                let is_new = self.inputs.is_none();
                let inputs = match self.inputs {
                    Some(inputs) => inputs,
                    None => *self
                        .inputs
                        .insert(open_project(database, &tree, policy.clone(), None)),
                };
                for parse in &open {
                    note_parse(database, inputs, parse);
                }
                let edited = edited.and_then(|((path, text), last)| {
                    let edited = analyze_edit(database, inputs, &last.analysis, &path, &text)?;
                    last.after_edit(&tree, edited)
                });
                if let Some(base) = edited {
                    return Arc::new(base);
                }
                if !is_new {
                    reopen_project(database, inputs, &tree, policy.clone());
                }
                progress.phase("loading scripts", 0);
                let (loaded, loading) = load_tree(database, inputs, &tree);
                let policy = inputs.policy(database);
                let analysis = analyze(&PipelineInput {
                    db: database,
                    project: inputs,
                    loaded: &loaded,
                    policy,
                    captured: None,
                    progress,
                });
                Arc::new(Base::new(tree, Arc::clone(policy), analysis, loading))
            })
        });
        match analysed {
            Ok(Ok(base)) => {
                self.last = Some(Arc::clone(&base));
                Ok(base)
            }
            Ok(Err(panic)) => {
                // The database may hold half of something.
                self.database = Database::default();
                self.inputs = None;
                Err(format!("internal error: {panic}"))
            }
            Err(error) => Err(format!("cannot start threads: {error}")),
        }
    }
}

/// Path and text of the one file that has another text, when nothing else is different.
fn only_change(before: &SourceTree, now: &SourceTree) -> Option<(Arc<str>, Arc<str>)> {
    if before.files.len() != now.files.len() || before.only != now.only {
        return None;
    }
    let mut changed = None;
    for (before, now) in before.files.iter().zip(&now.files) {
        if before.path != now.path || before.diagnostics != now.diagnostics {
            return None;
        }
        let is_same = Arc::ptr_eq(&before.text, &now.text) || before.text == now.text;
        if !is_same && changed.replace(now).is_some() {
            return None;
        }
    }
    changed.map(|changed| (Arc::clone(&changed.path), Arc::clone(&changed.text)))
}

/// The trees of the texts that are open, or of one of them, as far as they were parsed with the same flags.
fn parsed(world: &World, folder: &Folder, policy: &Policy, only: Option<&str>) -> Vec<Arc<Parse>> {
    let open = world.open_in(folder).into_values();
    open.filter(|document| only.is_none_or(|path| *document.path == *path))
        .filter(|document| document.policy().plsql_ccflags == policy.plsql_ccflags)
        .filter_map(|document| run_guarded(|| Arc::clone(document.syntax())).ok())
        .flat_map(|syntax| {
            syntax
                .units
                .iter()
                .map(|unit| Arc::clone(&unit.parse))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn read(root: &Root, progress: &dyn Progress) -> Result<(SourceTree, Policy), String> {
    let policy = root.read_policy().map_err(|error| error.to_string())?;
    let tree = match root {
        Root::Directory(directory) => discover(directory, policy.encoding.as_deref(), None, progress)
            .map_err(|error| error.to_string())?,
        // Only what is open: the files around it may be anything.
        Root::File(file) => SourceTree {
            root: file.parent().unwrap_or(Path::new(".")).to_owned(),
            only: file
                .file_name()
                .map(|name| name.to_string_lossy().as_ref().into()),
            ..SourceTree::default()
        },
    };
    Ok((tree, policy))
}

/// The tree with the texts that are open instead of those on the disk.
fn overlaid(mut tree: SourceTree, world: &World, folder: &Folder) -> SourceTree {
    for (path, document) in world.open_in(folder) {
        match tree.files.binary_search_by(|file| file.path.cmp(&path)) {
            Ok(found) => {
                if let Some(file) = tree.files.get_mut(found)
                    && file.text != document.text
                {
                    file.text = Arc::clone(&document.text);
                    file.diagnostics.clear();
                }
            }
            Err(place) if belongs(&path, &folder.root) => {
                let file = TreeFile {
                    path: Arc::clone(&path),
                    text: Arc::clone(&document.text),
                    bytes: document.text.len() as u64,
                    encoding: "UTF-8",
                    diagnostics: Vec::new(),
                };
                tree.files.insert(place, file);
            }
            Err(_) => {}
        }
    }
    renumber(&mut tree);
    tree
}

/// What was wrong with files names them by their number, which is their place.
fn renumber(tree: &mut SourceTree) {
    for (file, number) in tree.files.iter_mut().zip(0..) {
        for found in &mut file.diagnostics {
            found.primary.file = plconv_source::FileId(number);
        }
    }
}
