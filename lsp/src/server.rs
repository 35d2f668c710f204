//! The methods of the protocol; each forwards to a function that gets everything as it was when the request came.

use crate::analysis::publish::mistake;
use crate::analysis::{self, Event};
use crate::capabilities;
use crate::custom::*;
use crate::diagnostics::{of_document, to_protocol};
use crate::features::{actions, calls, conversion, editing, lenses, navigation, structure, translation};
use crate::folder::Root;
use crate::position::Encoding;
use crate::settings::Settings;
use crate::state::{State, lock};
use crate::world::World;
use plconv_findings::tasks::TASKS_FILE;
use plconv_project::run_guarded;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client, LanguageServer};

/// The server of one editor.
pub struct Server {
    state: Arc<State>,
    /// For the threads, which start with `initialize`.
    events: Mutex<Option<std::sync::mpsc::Receiver<Event>>>,
}

/// The notification `plconv/settled`.
enum Settled {}

impl notification::Notification for Settled {
    type Params = ();
    const METHOD: &'static str = "plconv/settled";
}

fn failed(message: String) -> Error {
    Error {
        code: ErrorCode::InternalError,
        message: message.into(),
        data: None,
    }
}

fn refused(message: String) -> Error {
    Error {
        // RequestFailed
        code: ErrorCode::ServerError(-32803),
        message: message.into(),
        data: None,
    }
}

/// Tells a thread that nobody waits for it.
#[derive(Default)]
struct AbandonWhenDropped(Arc<AtomicBool>);

impl Drop for AbandonWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Server {
    /// A server that talks to `client`.
    pub fn new(client: Client) -> Self {
        let (sender, receiver) = std::sync::mpsc::channel();
        Server {
            state: Arc::new(State::new(client, sender)),
            events: Mutex::new(Some(receiver)),
        }
    }

    /// Answers from everything as it is now, on a thread of its own. A panic is an error for the editor, and a finding
    /// about the text until that changes.
    async fn answer<T: Send + 'static>(
        &self,
        uri: Option<&Uri>,
        work: impl FnOnce(&State, &World) -> T + Send + 'static,
    ) -> Result<T> {
        let state = Arc::clone(&self.state);
        let mut world = self.state.world();
        // A request that is cancelled is dropped here; its thread ends at the next unit that it looks at.
        let abandon = AbandonWhenDropped::default();
        world.abandoned = Arc::clone(&abandon.0);
        let answer = tokio::task::spawn_blocking(move || run_guarded(|| work(&state, &world))).await;
        let message = match answer {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(panic)) => panic,
            Err(error) => error.to_string(),
        };
        if let Some(uri) = uri {
            lock(&self.state.mistakes).insert(uri.clone(), message.clone());
            self.state.send(Event::Quick(uri.clone()));
        }
        Err(failed(format!("internal error: {message}")))
    }

    /// `plconv/translation`
    pub async fn translation(&self, params: TranslationParams) -> Result<Option<TranslationResult>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |state, world| {
            translation::translation(state, world, &params)
        })
        .await
    }

    /// `plconv/explain`
    pub async fn explain(&self, params: ExplainParams) -> Result<Option<ExplainResult>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| conversion::explain(world, &params))
            .await
    }

    /// `plconv/tasks`
    pub async fn tasks(&self) -> Result<Vec<TaskResult>> {
        self.answer(None, |_, world| conversion::tasks(world)).await
    }

    /// `plconv/setTaskStatus`
    pub async fn set_task_status(&self, params: SetTaskStatusParams) -> Result<()> {
        self.answer(None, move |_, world| conversion::set_task_status(world, &params))
            .await?
            .map_err(refused)
    }

    /// `plconv/progress`
    pub async fn project_progress(&self) -> Result<Vec<ProgressResult>> {
        self.answer(None, |_, world| conversion::project_progress(world))
            .await
    }

    /// `plconv/settled`: answers when everything that was sent before is analysed and converted. What was told of it may
    /// still be under way, since answers overtake notifications; the notification of the same name comes after it.
    pub async fn settled(&self) -> Result<()> {
        let (done, wait) = oneshot::channel();
        self.state.send(Event::Settle(done));
        wait.await.map_err(|_| failed("the server ends".to_owned()))?;
        self.state.client.send_notification::<Settled>(()).await;
        Ok(())
    }

    /// `plconv/testing/panic`, in debug builds: a mistake of ours, to show what becomes of one.
    #[cfg(debug_assertions)]
    pub async fn panic(&self, params: TextParams) -> Result<()> {
        #[allow(clippy::panic, reason = "that is what is asked for")]
        self.answer(Some(&params.text_document.uri), |_, _| panic!("as asked"))
            .await
    }

    fn directories(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
        folders
            .iter()
            .filter_map(|folder| Some(folder.uri.to_file_path()?.into_owned()))
            .collect()
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let general = params.capabilities.general.as_ref();
        let encoding = Encoding::negotiate(general.and_then(|general| general.position_encodings.as_ref()));
        let _ = self
            .state
            .abilities
            .set(capabilities::abilities(&params.capabilities));
        if let Some(events) = lock(&self.events).take() {
            analysis::start(&self.state, events, Handle::current())
                .map_err(|error| failed(error.to_string()))?;
        }
        #[allow(deprecated, reason = "editors that know no folders say it this way")]
        let root = params.root_uri.as_ref();
        let folders = match &params.workspace_folders {
            Some(folders) => Self::directories(folders),
            None => root
                .and_then(|root| Some(root.to_file_path()?.into_owned()))
                .into_iter()
                .collect(),
        };
        let settings = params
            .initialization_options
            .as_ref()
            .map(Settings::of)
            .unwrap_or_default();
        self.state.start(encoding, settings, folders);
        Ok(InitializeResult {
            capabilities: capabilities::server(encoding),
            server_info: Some(ServerInfo {
                name: "plconv".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if !self.state.abilities().watches_files {
            return;
        }
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: vec![FileSystemWatcher {
                glob_pattern: GlobPattern::String("**/*".to_owned()),
                kind: None,
            }],
        };
        let registration = Registration {
            id: "plconv/files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        // An editor that refuses does not watch.
        drop(self.state.client.register_capability(vec![registration]).await);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    // Texts: nothing here waits, so that changes are applied in their order.

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let text = params.text_document;
        self.state.open(text.uri, text.version, text.text);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let text = params.text_document;
        self.state
            .change(&text.uri, text.version, &params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.state.close(&params.text_document.uri);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let removed = Self::directories(&params.event.removed);
        self.state
            .change_folders(Self::directories(&params.event.added), &removed);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let world = self.state.world();
        let mut roots: Vec<Root> = Vec::new();
        for change in params.changes {
            let Some((folder, path)) = world.folder_of(&change.uri) else {
                continue;
            };
            if &*path != TASKS_FILE && !roots.contains(&folder.root) {
                roots.push(folder.root.clone());
            }
        }
        for root in roots {
            self.state.send(Event::Disk(root));
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.state.set_settings(Settings::of(&params.settings));
        for folder in &self.state.world().folders {
            self.state.send(Event::Text(folder.root.clone()));
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri.clone();
        let items = self
            .answer(Some(&uri), move |state, world| {
                let view = world.view(&params.text_document.uri)?;
                let (found, _) = of_document(&view);
                let mut found = to_protocol(&view, &found);
                let mistakes = lock(&state.mistakes);
                found.extend(
                    mistakes
                        .get(&params.text_document.uri)
                        .map(|message| mistake(message)),
                );
                Some(found)
            })
            .await?;
        let report = RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: None,
                items: items.unwrap_or_default(),
            },
        };
        Ok(DocumentDiagnosticReportResult::Report(report.into()))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            structure::document_symbols(world, &params)
        })
        .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            structure::folding_ranges(world, &params)
        })
        .await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            structure::selection_ranges(world, &params)
        })
        .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |state, world| {
            structure::tokens_full(state, world, &params)
        })
        .await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |state, world| {
            structure::tokens_delta(state, world, &params)
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            structure::tokens_range(world, &params)
        })
        .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| navigation::hover(world, &params))
            .await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| navigation::definition(world, &params))
            .await
    }

    async fn goto_declaration(
        &self,
        params: request::GotoDeclarationParams,
    ) -> Result<Option<request::GotoDeclarationResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            navigation::declaration(world, &params)
        })
        .await
    }

    async fn goto_implementation(
        &self,
        params: request::GotoImplementationParams,
    ) -> Result<Option<request::GotoImplementationResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            navigation::implementation(world, &params)
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| navigation::references(world, &params))
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| navigation::highlights(world, &params))
            .await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.answer(None, move |_, world| {
            navigation::workspace_symbols(world, &params)
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            navigation::prepare_rename(world, &params)
        })
        .await?
        .map_err(refused)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| navigation::rename(world, &params))
            .await?
            .map_err(refused)
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| calls::prepare(world, &params))
            .await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.answer(None, move |_, world| calls::incoming(world, &params))
            .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.answer(None, move |_, world| calls::outgoing(world, &params))
            .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| editing::completion(world, &params))
            .await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| {
            editing::signature_help(world, &params)
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| editing::inlay_hints(world, &params))
            .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |_, world| lenses::lenses(world, &params))
            .await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        self.answer(None, move |_, world| lenses::resolve(world, lens))
            .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.answer(Some(&uri), move |state, world| {
            actions::actions(world, state.abilities(), &params)
        })
        .await
    }
}
