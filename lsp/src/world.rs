//! Everything a request sees, as it was when the request came.

use crate::document::Document;
use crate::folder::Folder;
use crate::position::{Encoding, Places};
use crate::settings::Settings;
use plconv_findings::Date;
use plconv_ide::{FileSyntax, Place, Snapshot};
use plconv_source::{TextRange, TextSize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{SystemTime, UNIX_EPOCH};
use tower_lsp_server::ls_types::{Location, Position, Range, TextDocumentPositionParams, Uri};

/// Open texts and folders.
#[derive(Clone, Default)]
pub struct World {
    /// How the editor counts.
    pub encoding: Encoding,
    /// What the user set.
    pub settings: Arc<Settings>,
    /// Open texts.
    pub documents: BTreeMap<Uri, Arc<Document>>,
    /// Folders; the longest path first, files outside of folders last.
    pub folders: Vec<Arc<Folder>>,
    /// Set when the request that sees this was cancelled.
    pub abandoned: Arc<AtomicBool>,
}

/// A text that a request is about.
pub struct View<'w> {
    /// The world it is in.
    pub world: &'w World,
    /// The open text.
    pub document: &'w Arc<Document>,
    /// Its folder.
    pub folder: &'w Arc<Folder>,
}

impl World {
    /// The folder that a text is in, with its path there.
    pub fn folder_of(&self, uri: &Uri) -> Option<(&Arc<Folder>, Arc<str>)> {
        let file = uri.to_file_path()?;
        self.folders
            .iter()
            .find_map(|folder| Some((folder, folder.root.path_of(&file)?)))
    }

    /// An open text.
    pub fn view(&self, uri: &Uri) -> Option<View<'_>> {
        let document = self.documents.get(uri)?;
        let (folder, _) = self.folder_of(uri)?;
        Some(View {
            world: self,
            document,
            folder,
        })
    }

    /// The texts of a folder that are open, by path.
    pub fn open_in(&self, folder: &Folder) -> BTreeMap<Arc<str>, &Arc<Document>> {
        self.documents
            .values()
            .filter(|document| {
                self.folder_of(&document.uri)
                    .is_some_and(|(found, _)| found.root == folder.root)
            })
            .map(|document| (Arc::clone(&document.path), document))
            .collect()
    }

    /// A folder with the texts as they are now; `None` before its first analysis.
    pub fn snapshot(&self, folder: &Folder) -> Option<Snapshot> {
        let base = Arc::clone(folder.base.as_ref()?);
        let open = self
            .open_in(folder)
            .into_iter()
            .map(|(path, document)| (path, Arc::clone(document.syntax())))
            .collect();
        Some(Snapshot::new(base, open).until(Arc::clone(&self.abandoned)))
    }

    /// The name of a file of a folder, as the editor that has it open calls it.
    pub fn uri_of(&self, folder: &Folder, path: &str) -> Option<Uri> {
        let open = self.open_in(folder);
        match open.get(path) {
            Some(document) => Some(document.uri.clone()),
            None => folder.uri_of(path),
        }
    }

    /// A place of a folder as the protocol has it.
    pub fn location(&self, folder: &Folder, snapshot: &Snapshot, place: &Place) -> Option<Location> {
        let file = snapshot.file(&place.path)?;
        let places = Places {
            lines: &file.lines,
            encoding: self.encoding,
        };
        Some(Location::new(
            self.uri_of(folder, &place.path)?,
            places.range(place.range()),
        ))
    }
}

impl View<'_> {
    /// The parsed text.
    pub fn syntax(&self) -> &Arc<FileSyntax> {
        self.document.syntax()
    }

    /// Its folder with the texts as they are now.
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.world.snapshot(self.folder)
    }

    /// Places of the protocol in it.
    pub fn places(&self) -> Places<'_> {
        Places {
            lines: &self.document.lines,
            encoding: self.world.encoding,
        }
    }

    /// The offset of a position.
    pub fn offset(&self, position: Position) -> TextSize {
        self.places().offset(position)
    }

    /// A range of bytes as the protocol has it.
    pub fn range(&self, range: TextRange) -> Range {
        self.places().range(range)
    }

    /// Places of the folder as the protocol has them.
    pub fn locations(&self, snapshot: &Snapshot, places: &[Place]) -> Vec<Location> {
        places
            .iter()
            .filter_map(|place| self.world.location(self.folder, snapshot, place))
            .collect()
    }
}

/// The text and offset that a request is about, with its folder, when that has been analysed.
pub fn at<'w>(
    world: &'w World,
    params: &TextDocumentPositionParams,
) -> Option<(View<'w>, Snapshot, TextSize)> {
    let view = world.view(&params.text_document.uri)?;
    let snapshot = view.snapshot()?;
    let offset = view.offset(params.position);
    Some((view, snapshot, offset))
}

/// The day by which accepted findings expire.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Date::of_days_since_1970(i64::try_from(since.as_secs() / 86_400).unwrap_or_default())
}
