//! Telling the editor.

use crate::diagnostics::{of_closed, of_document, to_protocol};
use crate::folder::Root;
use crate::position::Places;
use crate::settings::DiagnosticScope;
use crate::state::{State, lock};
use plconv_diagnostics::Diagnostic;
use plconv_ide::Base;
use plconv_project::{Progress, run_guarded};
use plconv_source::{FileId, LineIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use tokio::runtime::Handle;
use tower_lsp_server::ls_types::notification::Notification;
use tower_lsp_server::ls_types::{self as lsp, MessageType, ProgressToken, Uri};
use tower_lsp_server::{Client, NotCancellable, OngoingProgress, Unbounded};

/// Tells the editor what is found.
pub struct Publisher {
    state: Weak<State>,
    runtime: Handle,
    /// The version of each text that was told last, and files that are not open with findings. Held while it is told, so
    /// that an older answer never follows a newer one.
    told: Mutex<Told>,
    /// How many tokens of progress there were: each is used once.
    tokens: AtomicU64,
}

#[derive(Default)]
struct Told {
    closed: BTreeMap<Root, BTreeSet<Uri>>,
}

/// `plconv/translationChanged`: translations of a folder may be others now.
pub enum TranslationChanged {}

impl Notification for TranslationChanged {
    type Params = serde_json::Value;
    const METHOD: &'static str = "plconv/translationChanged";
}

impl Publisher {
    pub fn new(state: Weak<State>, runtime: Handle) -> Self {
        Publisher {
            state,
            runtime,
            told: Mutex::default(),
            tokens: AtomicU64::new(0),
        }
    }

    fn tell(&self, message: impl Future<Output = ()>) {
        self.runtime.block_on(message);
    }

    /// Tells what is known of an open text now.
    pub fn text(&self, uri: &Uri) {
        let Some(state) = self.state.upgrade() else { return };
        if state.abilities().pulls_diagnostics {
            // It asks when it wants to know; the syntax is parsed for it meanwhile.
            if let Some(document) = state.world().documents.get(uri) {
                drop(run_guarded(|| Arc::clone(document.syntax())));
            }
            return;
        }
        let _told = lock(&self.told);
        self.text_now(&state, uri);
    }

    fn text_now(&self, state: &State, uri: &Uri) {
        let world = state.world();
        let Some(view) = world.view(uri) else { return };
        let found = run_guarded(|| {
            let (found, _) = of_document(&view);
            to_protocol(&view, &found)
        });
        let mut found = found.unwrap_or_else(|message| vec![mistake(&message)]);
        found.extend(lock(&state.mistakes).get(uri).map(|message| mistake(message)));
        // A newer version is told by whoever parses it.
        let current = state.world().documents.get(uri).map(|document| document.version);
        if current == Some(view.document.version) {
            self.tell(
                state
                    .client
                    .publish_diagnostics(uri.clone(), found, Some(view.document.version)),
            );
        }
    }

    /// Tells what an analysis found in the open texts of a folder.
    pub fn analysed(&self, root: &Root) {
        let Some(state) = self.state.upgrade() else { return };
        let world = state.world();
        let abilities = state.abilities();
        let Some(folder) = world.folders.iter().find(|folder| folder.root == *root) else {
            return;
        };
        let open: Vec<Uri> = world
            .open_in(folder)
            .values()
            .map(|document| document.uri.clone())
            .collect();
        if abilities.pulls_diagnostics {
            if abilities.refreshes_diagnostics {
                self.refresh(&state.client, |client| async move {
                    drop(client.workspace_diagnostic_refresh().await);
                });
            }
        } else {
            let _told = lock(&self.told);
            for uri in &open {
                self.text_now(&state, uri);
            }
        }
        if abilities.refreshes_code_lenses {
            self.refresh(&state.client, |client| async move {
                drop(client.code_lens_refresh().await);
            });
        }
        if abilities.refreshes_semantic_tokens {
            self.refresh(&state.client, |client| async move {
                drop(client.semantic_tokens_refresh().await);
            });
        }
        if abilities.refreshes_inlay_hints {
            self.refresh(&state.client, |client| async move {
                drop(client.inlay_hint_refresh().await);
            });
        }
        let uris: Vec<&str> = open.iter().map(|uri| uri.as_str()).collect();
        let params = serde_json::json!({ "uris": uris });
        self.tell(state.client.send_notification::<TranslationChanged>(params));
    }

    /// Asks the editor to ask again; nobody waits for its answer.
    fn refresh<F>(&self, client: &Client, ask: impl FnOnce(Client) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        drop(self.runtime.spawn(ask(client.clone())));
    }

    /// Tells what a conversion found in the files of a folder that are not open.
    pub fn converted(&self, root: &Root, base: &Base, found: &[Diagnostic]) {
        let Some(state) = self.state.upgrade() else { return };
        let mut told = lock(&self.told);
        let world = state.world();
        let Some(folder) = world.folders.iter().find(|folder| folder.root == *root) else {
            return;
        };
        let open = world.open_in(folder);
        let mut by_file: BTreeMap<FileId, Vec<Diagnostic>> = BTreeMap::new();
        if world.settings.diagnostics == DiagnosticScope::Workspace {
            for found in found {
                by_file.entry(found.primary.file).or_default().push(found.clone());
            }
        }
        let mut now = BTreeSet::new();
        for (id, found) in by_file {
            let Some(file) = base.tree.file(id) else { continue };
            if open.contains_key(&file.path) {
                continue;
            }
            let found = plconv_ide::open_findings(base, id, &file.text, found, crate::world::today());
            let Some(uri) = folder.uri_of(&file.path).filter(|_| !found.is_empty()) else {
                continue;
            };
            let lines = LineIndex::new(&file.text);
            let places = Places {
                lines: &lines,
                encoding: world.encoding,
            };
            let found = found.iter().map(|found| of_closed(found, places)).collect();
            self.tell(state.client.publish_diagnostics(uri.clone(), found, None));
            now.insert(uri);
        }
        let before = told.closed.insert(root.clone(), now.clone()).unwrap_or_default();
        for uri in before.difference(&now) {
            if !world.documents.contains_key(uri) {
                self.tell(state.client.publish_diagnostics(uri.clone(), Vec::new(), None));
            }
        }
    }

    /// Takes back what was told of a text that is no longer open.
    pub fn closed(&self, uri: &Uri) {
        let Some(state) = self.state.upgrade() else { return };
        let _told = lock(&self.told);
        if !state.world().documents.contains_key(uri) {
            self.tell(state.client.publish_diagnostics(uri.clone(), Vec::new(), None));
        }
    }

    /// Says what stands in the way of an analysis.
    pub fn complain(&self, message: &str) {
        if let Some(state) = self.state.upgrade() {
            self.tell(state.client.show_message(MessageType::ERROR, message));
        }
    }

    /// Shows what is being done, when it may take long and the editor can show it.
    pub fn progress(&self, root: &Root, may_take_long: bool) -> Reporting {
        let client = self
            .state
            .upgrade()
            .filter(|state| may_take_long && state.abilities().shows_progress)
            .map(|state| state.client.clone());
        let shown = client.map(|client| {
            let name = root.directory().display().to_string();
            let number = self.tokens.fetch_add(1, Ordering::Relaxed);
            let token = ProgressToken::String(format!("plconv/{number}"));
            self.runtime.block_on(async {
                drop(client.create_work_done_progress(token.clone()).await);
                client.progress(token, "plconv").with_message(name).begin().await
            })
        });
        Reporting {
            runtime: self.runtime.clone(),
            shown,
        }
    }
}

/// A panic of plconv as a finding.
pub fn mistake(message: &str) -> lsp::Diagnostic {
    lsp::Diagnostic {
        severity: Some(lsp::DiagnosticSeverity::ERROR),
        source: Some("plconv".to_owned()),
        code: Some(lsp::NumberOrString::String(
            plconv_diagnostics::Code::INTERNAL_ERROR.as_str().to_owned(),
        )),
        message: format!("internal error: {message}"),
        ..lsp::Diagnostic::default()
    }
}

/// Progress of one analysis in the editor.
pub struct Reporting {
    runtime: Handle,
    shown: Option<OngoingProgress<Unbounded, NotCancellable>>,
}

impl Progress for Reporting {
    fn phase(&self, name: &str, _steps: u64) {
        if let Some(shown) = &self.shown {
            self.runtime.block_on(shown.report(name));
        }
    }

    fn step(&self) {}
}

impl Drop for Reporting {
    fn drop(&mut self) {
        if let Some(shown) = self.shown.take() {
            self.runtime.block_on(shown.finish());
        }
    }
}
