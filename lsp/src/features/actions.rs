//! Quick fixes.

use crate::diagnostics::{of_document, to_protocol};
use crate::position::Places;
use crate::state::Abilities;
use crate::world::{View, World};
use plconv_diagnostics::Diagnostic;
use plconv_ide::{Fix, FixEdit, fixes};
use plconv_source::LineIndex;
use tower_lsp_server::ls_types::*;

pub fn actions(world: &World, abilities: Abilities, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let view = world.view(&params.text_document.uri)?;
    let within = view.places().text_range(params.range);
    let (found, _) = of_document(&view);
    let here: Vec<&Diagnostic> = found
        .iter()
        .filter(|found| {
            found.primary.range.intersect(within).is_some()
                || found.primary.range.contains_inclusive(within.start())
        })
        .collect();
    let file = view.folder.root.policy_file();
    let open = Uri::from_file_path(&file).and_then(|uri| world.documents.get(&uri));
    let exists = open.is_some() || file.is_file();
    let policy = match open {
        Some(document) => document.text.to_string(),
        None => std::fs::read_to_string(&file).unwrap_or_default(),
    };
    let actions = fixes(view.syntax(), &here, &policy)
        .into_iter()
        .filter_map(|fix| {
            let found = here.get(fix.finding)?;
            let diagnostics = to_protocol(&view, &[Diagnostic::clone(found)]);
            let edit = edit_of(&view, &fix, &policy, exists, abilities)?;
            Some(CodeActionOrCommand::CodeAction(CodeAction {
                title: fix.title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(diagnostics),
                edit: Some(edit),
                is_preferred: fix.preferred.then_some(true),
                ..CodeAction::default()
            }))
        });
    Some(actions.collect())
}

/// `None` when the policy file would have to be created and the editor cannot.
fn edit_of(
    view: &View<'_>,
    fix: &Fix,
    policy: &str,
    exists: bool,
    abilities: Abilities,
) -> Option<WorkspaceEdit> {
    let mut operations = Vec::new();
    for edit in &fix.edits {
        let (uri, edit, create) = match edit {
            FixEdit::Source { place, text } => {
                let edit = TextEdit::new(view.range(place.range()), text.clone());
                (view.document.uri.clone(), edit, false)
            }
            FixEdit::Policy { range, text } => {
                let lines = LineIndex::new(policy);
                let places = Places {
                    lines: &lines,
                    encoding: view.world.encoding,
                };
                let range = plconv_source::TextRange::new(range.0.into(), range.1.into());
                let uri = Uri::from_file_path(view.folder.root.policy_file())?;
                (uri, TextEdit::new(places.range(range), text.clone()), !exists)
            }
        };
        if create {
            if !abilities.creates_files {
                return None;
            }
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
                uri: uri.clone(),
                options: Some(CreateFileOptions {
                    overwrite: Some(false),
                    ignore_if_exists: Some(true),
                }),
                annotation_id: None,
            })));
        }
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
            edits: vec![OneOf::Left(edit)],
        }));
    }
    if operations
        .iter()
        .all(|operation| matches!(operation, DocumentChangeOperation::Edit(_)))
    {
        // Every editor knows the simple form.
        let mut edit = WorkspaceEdit::default();
        let changes = edit.changes.get_or_insert_default();
        for operation in operations {
            if let DocumentChangeOperation::Edit(change) = operation {
                let edits = changes.entry(change.text_document.uri).or_default();
                for edit in change.edits {
                    if let OneOf::Left(edit) = edit {
                        edits.push(edit);
                    }
                }
            }
        }
        return Some(edit);
    }
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}
