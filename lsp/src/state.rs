//! What the server knows, shared by its threads.

use crate::analysis::Event;
use crate::document::Document;
use crate::features::translation::Translations;
use crate::folder::{Folder, Root, is_source};
use crate::position::Encoding;
use crate::settings::Settings;
use crate::world::World;
use plconv_ide::Base;
use plconv_project::convert::Conversion;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

/// What the editor can do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Abilities {
    /// It asks for diagnostics itself.
    pub pulls_diagnostics: bool,
    /// It can be told to ask for diagnostics again.
    pub refreshes_diagnostics: bool,
    /// The same for code lenses.
    pub refreshes_code_lenses: bool,
    /// The same for semantic tokens.
    pub refreshes_semantic_tokens: bool,
    /// The same for inlay hints.
    pub refreshes_inlay_hints: bool,
    /// It shows progress.
    pub shows_progress: bool,
    /// It watches files for us.
    pub watches_files: bool,
    /// It can create files in edits.
    pub creates_files: bool,
}

/// What the server knows.
pub struct State {
    /// The editor.
    pub client: Client,
    /// What the editor can do; set once.
    pub abilities: OnceLock<Abilities>,
    world: Mutex<World>,
    events: Mutex<Sender<Event>>,
    /// The last answer about tokens of each text, for differences.
    pub tokens: Mutex<BTreeMap<Uri, (String, Vec<u32>)>>,
    /// The last translation of each text that the editor was told, for differences.
    pub translations: Mutex<Translations>,
    /// Panics of requests, by text, until it changes.
    pub mistakes: Mutex<BTreeMap<Uri, String>>,
}

/// A panic while something was held leaves it whole: nothing here is changed in steps.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// Nothing is known yet.
    pub fn new(client: Client, events: Sender<Event>) -> Self {
        State {
            client,
            abilities: OnceLock::new(),
            world: Mutex::default(),
            events: Mutex::new(events),
            tokens: Mutex::default(),
            translations: Mutex::default(),
            mistakes: Mutex::default(),
        }
    }

    /// What the editor can do.
    pub fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    /// Everything as it is now.
    pub fn world(&self) -> World {
        lock(&self.world).clone()
    }

    /// Tells the analysis.
    pub fn send(&self, event: Event) {
        // Nobody listens any more when the server ends.
        drop(lock(&self.events).send(event));
    }

    /// Sets how the editor counts, and the folders.
    pub fn start(&self, encoding: Encoding, settings: Settings, folders: Vec<PathBuf>) {
        {
            let mut world = lock(&self.world);
            world.encoding = encoding;
            world.settings = Arc::new(settings);
        }
        self.change_folders(folders, &[]);
    }

    /// Sets what the user chose.
    pub fn set_settings(&self, settings: Settings) {
        lock(&self.world).settings = Arc::new(settings);
    }

    /// Adds and removes folders; open texts move to the folder they are in now.
    pub fn change_folders(&self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        let mut world = lock(&self.world);
        let mut folders = world.folders.clone();
        folders.retain(|folder| match &folder.root {
            Root::Directory(directory) => !removed.contains(directory),
            Root::File(_) => true,
        });
        for directory in added {
            let root = Root::Directory(directory);
            if folders.iter().all(|folder| folder.root != root) {
                folders.push(Arc::new(Folder::new(root.clone())));
            }
        }
        sort_folders(&mut folders);
        world.folders = folders;
        let documents: Vec<Arc<Document>> = world.documents.values().cloned().collect();
        for document in documents {
            self.place(&mut world, &document);
        }
        let roots: Vec<Root> = world.folders.iter().map(|folder| folder.root.clone()).collect();
        drop(world);
        for root in roots {
            self.send(Event::Disk(root));
        }
    }

    /// Puts a text into its folder; outside of all it becomes one of its own.
    fn place(&self, world: &mut World, document: &Arc<Document>) {
        let Some((folder, path)) = folder_for(world, &document.uri) else {
            return;
        };
        let moved = if document.path == path && folder.policy == *document.policy() {
            Arc::clone(document)
        } else {
            Arc::new(document.moved(path, Arc::clone(&folder.policy)))
        };
        world.documents.insert(document.uri.clone(), moved);
        self.send(Event::Text(folder.root.clone()));
    }

    /// A text was opened.
    pub fn open(&self, uri: Uri, version: i32, text: String) {
        let mut world = lock(&self.world);
        let Some((folder, path)) = folder_for(&mut world, &uri) else {
            return;
        };
        let document = Document::open(uri.clone(), path, version, text, Arc::clone(&folder.policy));
        world.documents.insert(uri.clone(), Arc::new(document));
        drop(world);
        self.send(Event::Quick(uri));
        self.send(Event::Text(folder.root.clone()));
    }

    /// A text was changed.
    pub fn change(&self, uri: &Uri, version: i32, changes: &[TextDocumentContentChangeEvent]) {
        let mut world = lock(&self.world);
        let Some(document) = world.documents.get(uri) else {
            return;
        };
        let document = document.changed(version, changes, world.encoding);
        world.documents.insert(uri.clone(), Arc::new(document));
        let root = world.folder_of(uri).map(|(folder, _)| folder.root.clone());
        drop(world);
        lock(&self.mistakes).remove(uri);
        self.send(Event::Quick(uri.clone()));
        if let Some(root) = root {
            self.send(Event::Text(root));
        }
    }

    /// A text was closed: what is on the disk counts again.
    pub fn close(&self, uri: &Uri) {
        let mut world = lock(&self.world);
        let root = world.folder_of(uri).map(|(folder, _)| folder.root.clone());
        world.documents.remove(uri);
        if let Some(Root::File(_)) = &root {
            world.folders.retain(|folder| Some(&folder.root) != root.as_ref());
        }
        drop(world);
        lock(&self.tokens).remove(uri);
        lock(&self.translations).forget(uri);
        lock(&self.mistakes).remove(uri);
        if let Some(root) = root {
            self.send(Event::Closed(root, uri.clone()));
        }
    }

    /// Takes a finished analysis over, unless the folder is gone.
    pub fn analysed(&self, root: &Root, base: Arc<Base>) {
        let mut world = lock(&self.world);
        for folder in &mut world.folders {
            if folder.root == *root {
                let mut changed = Folder::clone(folder);
                changed.policy = Arc::clone(&base.policy);
                changed.base = Some(Arc::clone(&base));
                *folder = Arc::new(changed);
            }
        }
    }

    /// Takes a finished conversion over.
    pub fn converted(&self, root: &Root, conversion: Arc<Conversion>) {
        let mut world = lock(&self.world);
        for folder in &mut world.folders {
            if folder.root == *root {
                let mut changed = Folder::clone(folder);
                changed.conversion = Some(Arc::clone(&conversion));
                *folder = Arc::new(changed);
            }
        }
    }
}

/// Inner folders before outer ones, files outside of folders last.
fn sort_folders(folders: &mut [Arc<Folder>]) {
    folders.sort_by_key(|folder| match &folder.root {
        Root::Directory(directory) => (
            false,
            std::cmp::Reverse(directory.components().count()),
            directory.clone(),
        ),
        Root::File(file) => (true, std::cmp::Reverse(0), file.clone()),
    });
}

/// The folder of a text; made when it is outside of all.
fn folder_for(world: &mut World, uri: &Uri) -> Option<(Arc<Folder>, Arc<str>)> {
    if let Some((folder, path)) = world.folder_of(uri) {
        return Some((Arc::clone(folder), path));
    }
    let file = uri.to_file_path()?.into_owned();
    let root = Root::File(file.clone());
    let path = root.path_of(&file)?;
    let folder = Arc::new(Folder::new(root));
    world.folders.push(Arc::clone(&folder));
    sort_folders(&mut world.folders);
    Some((folder, path))
}

/// Whether a text is analysed as part of its folder.
pub fn belongs(path: &str, root: &Root) -> bool {
    matches!(root, Root::File(_)) || is_source(path)
}
