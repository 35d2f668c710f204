//! What the server can do, and what the editor can.

use crate::position::Encoding;
use crate::state::Abilities;
use plconv_ide::{TOKEN_MODIFIERS, TOKEN_TYPES};
use tower_lsp_server::ls_types::*;

/// Reads what the editor can do.
pub fn abilities(client: &ClientCapabilities) -> Abilities {
    let workspace = client.workspace.as_ref();
    let is_set = |value: Option<Option<bool>>| value.flatten().unwrap_or(false);
    Abilities {
        pulls_diagnostics: client
            .text_document
            .as_ref()
            .is_some_and(|text| text.diagnostic.is_some()),
        refreshes_diagnostics: is_set(
            workspace
                .and_then(|workspace| workspace.diagnostics.as_ref())
                .map(|found| found.refresh_support),
        ),
        refreshes_code_lenses: is_set(
            workspace
                .and_then(|workspace| workspace.code_lens.as_ref())
                .map(|found| found.refresh_support),
        ),
        refreshes_semantic_tokens: is_set(
            workspace
                .and_then(|workspace| workspace.semantic_tokens.as_ref())
                .map(|found| found.refresh_support),
        ),
        refreshes_inlay_hints: is_set(
            workspace
                .and_then(|workspace| workspace.inlay_hint.as_ref())
                .map(|found| found.refresh_support),
        ),
        shows_progress: is_set(client.window.as_ref().map(|window| window.work_done_progress)),
        watches_files: is_set(
            workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref())
                .map(|found| found.dynamic_registration),
        ),
        creates_files: workspace
            .and_then(|workspace| workspace.workspace_edit.as_ref())
            .and_then(|edit| edit.resource_operations.as_ref())
            .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
    }
}

/// What the server can do.
pub fn server(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
            identifier: Some("plconv".to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: false,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: SemanticTokensLegend {
                    token_types: TOKEN_TYPES
                        .iter()
                        .map(|name| SemanticTokenType::new(name))
                        .collect(),
                    token_modifiers: TOKEN_MODIFIERS
                        .iter()
                        .map(|name| SemanticTokenModifier::new(name))
                        .collect(),
                },
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            },
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec![".".to_owned()]),
            ..CompletionOptions::default()
        }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(vec!["(".to_owned(), ",".to_owned()]),
            retrigger_characters: None,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(true),
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}
