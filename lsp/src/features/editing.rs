//! Completion, signatures, hints.

use crate::world::{World, at};
use plconv_ide::{CompletionKind, InlayKind};
use tower_lsp_server::ls_types::*;

pub fn completion(world: &World, params: &CompletionParams) -> Option<CompletionResponse> {
    let position = &params.text_document_position;
    let view = world.view(&position.text_document.uri)?;
    let snapshot = view.snapshot();
    let offset = view.offset(position.position);
    let (replaced, found) =
        plconv_ide::complete(snapshot.as_ref(), view.syntax(), offset, &view.folder.policy);
    let range = view.range(replaced);
    let items = found
        .into_iter()
        .zip(0_u32..)
        .map(|(completion, number)| CompletionItem {
            kind: Some(kind(completion.kind)),
            detail: (!completion.detail.is_empty()).then_some(completion.detail),
            // The order is ours: near names first, words of the language last.
            sort_text: Some(format!("{number:05}")),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range,
                new_text: completion.label.clone(),
            })),
            label: completion.label,
            ..CompletionItem::default()
        });
    Some(CompletionResponse::List(CompletionList {
        is_incomplete: true,
        items: items.collect(),
    }))
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Column | CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Variable | CompletionKind::Parameter | CompletionKind::Member => {
            CompletionItemKind::VARIABLE
        }
        CompletionKind::Routine | CompletionKind::BuiltIn => CompletionItemKind::FUNCTION,
        CompletionKind::Package => CompletionItemKind::MODULE,
        CompletionKind::Table => CompletionItemKind::STRUCT,
        CompletionKind::Sequence => CompletionItemKind::VALUE,
        CompletionKind::Type => CompletionItemKind::CLASS,
        CompletionKind::Keyword => CompletionItemKind::KEYWORD,
    }
}

pub fn signature_help(world: &World, params: &SignatureHelpParams) -> Option<SignatureHelp> {
    let (view, snapshot, offset) = at(world, &params.text_document_position_params)?;
    let help = plconv_ide::signature_help(&snapshot, view.syntax(), offset)?;
    let signatures = help.signatures.into_iter().map(|signature| SignatureInformation {
        label: signature.label,
        documentation: None,
        parameters: Some(
            signature
                .parameters
                .into_iter()
                .map(|parameter| ParameterInformation {
                    label: ParameterLabel::Simple(parameter),
                    documentation: None,
                })
                .collect(),
        ),
        active_parameter: None,
    });
    Some(SignatureHelp {
        signatures: signatures.collect(),
        active_signature: Some(help.active as u32),
        active_parameter: Some(help.argument as u32),
    })
}

pub fn inlay_hints(world: &World, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let view = world.view(&params.text_document.uri)?;
    let snapshot = view.snapshot()?;
    let within = view.places().text_range(params.range);
    let settings = world.settings.inlay_hints;
    let hints = plconv_ide::inlay_hints(&snapshot, view.syntax(), within)
        .into_iter()
        .filter(|hint| match hint.kind {
            InlayKind::Type => settings.types,
            InlayKind::Conversion => settings.conversions,
        })
        .map(|hint| InlayHint {
            position: view.places().position(hint.offset),
            label: InlayHintLabel::String(hint.label),
            kind: Some(InlayHintKind::TYPE),
            text_edits: None,
            tooltip: None,
            padding_left: None,
            padding_right: None,
            data: None,
        });
    Some(hints.collect())
}
