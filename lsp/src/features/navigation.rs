//! Hover, definitions, references, highlights, symbols of the workspace.

use super::structure::symbol_kind;
use crate::world::{View, World, at};
use plconv_ide::{Place, Snapshot};
use tower_lsp_server::ls_types::*;

pub fn hover(world: &World, params: &HoverParams) -> Option<Hover> {
    let (view, snapshot, offset) = at(world, &params.text_document_position_params)?;
    let (range, value) = plconv_ide::hover(&snapshot, view.syntax(), offset)?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value,
        }),
        range: Some(view.range(range)),
    })
}

type Find = fn(&Snapshot, &plconv_ide::FileSyntax, plconv_source::TextSize) -> Vec<Place>;

fn go_to(world: &World, params: &GotoDefinitionParams, find: Find) -> Option<GotoDefinitionResponse> {
    let (view, snapshot, offset) = at(world, &params.text_document_position_params)?;
    let places = find(&snapshot, view.syntax(), offset);
    let locations = view.locations(&snapshot, &places);
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}

pub fn definition(world: &World, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    go_to(world, params, plconv_ide::definition)
}

pub fn declaration(world: &World, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    go_to(world, params, plconv_ide::declaration)
}

pub fn implementation(world: &World, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    go_to(world, params, plconv_ide::implementation)
}

pub fn references(world: &World, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (view, snapshot, offset) = at(world, &params.text_document_position)?;
    let with_declarations = params.context.include_declaration;
    let places = plconv_ide::references(&snapshot, view.syntax(), offset, with_declarations);
    Some(view.locations(&snapshot, &places))
}

pub fn highlights(world: &World, params: &DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let (view, snapshot, offset) = at(world, &params.text_document_position_params)?;
    let highlights = plconv_ide::highlights(&snapshot, view.syntax(), offset);
    Some(
        highlights
            .into_iter()
            .map(|highlight| DocumentHighlight {
                range: view.range(highlight.range),
                kind: Some(if highlight.is_write {
                    DocumentHighlightKind::WRITE
                } else {
                    DocumentHighlightKind::READ
                }),
            })
            .collect(),
    )
}

pub fn workspace_symbols(world: &World, params: &WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let mut found = Vec::new();
    for folder in &world.folders {
        let Some(snapshot) = world.snapshot(folder) else {
            continue;
        };
        for symbol in plconv_ide::workspace_symbols(&snapshot, &params.query) {
            let Some(location) = world.location(folder, &snapshot, &symbol.place) else {
                continue;
            };
            found.push(WorkspaceSymbol {
                name: symbol.name,
                kind: symbol_kind(symbol.kind),
                tags: None,
                container_name: symbol.container,
                location: OneOf::Left(location),
                data: None,
            });
        }
    }
    Some(WorkspaceSymbolResponse::Nested(found))
}

/// What stands in the way of a rename is told to the user.
pub type Refusable<T> = Result<T, String>;

pub fn prepare_rename(
    world: &World,
    params: &TextDocumentPositionParams,
) -> Refusable<Option<PrepareRenameResponse>> {
    let Some((view, snapshot, offset)) = at(world, params) else {
        return Ok(None);
    };
    let (range, placeholder) =
        plconv_ide::renamable(&snapshot, view.syntax(), offset).map_err(|refused| refused.0)?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: view.range(range),
        placeholder,
    }))
}

pub fn rename(world: &World, params: &RenameParams) -> Refusable<Option<WorkspaceEdit>> {
    let Some((view, snapshot, offset)) = at(world, &params.text_document_position) else {
        return Ok(None);
    };
    let places = plconv_ide::rename(&snapshot, view.syntax(), offset, &params.new_name)
        .map_err(|refused| refused.0)?;
    Ok(Some(edit_of(&view, &snapshot, &places, &params.new_name)))
}

fn edit_of(view: &View<'_>, snapshot: &Snapshot, places: &[Place], new_text: &str) -> WorkspaceEdit {
    let mut edit = WorkspaceEdit::default();
    let changes = edit.changes.get_or_insert_default();
    for location in view.locations(snapshot, places) {
        changes.entry(location.uri).or_default().push(TextEdit {
            range: location.range,
            new_text: new_text.to_owned(),
        });
    }
    edit
}
