//! Findings as the protocol has them.

use crate::position::Places;
use crate::world::{View, World, today};
use plconv_diagnostics::{Class, Diagnostic, Severity};
use plconv_ide::{kept, open_findings, syntax_diagnostics};
use plconv_project::SourceTree;
use plconv_source::{FileId, LineIndex};
use serde_json::json;
use tower_lsp_server::ls_types::{
    self as lsp, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
};

/// The findings about an open text as it is now. Before the analysis has come so far: the syntax, and what was found in
/// parts that have the same text. The second says whether they are all.
pub fn of_document(view: &View<'_>) -> (Vec<Diagnostic>, bool) {
    let document = view.document;
    let Some(base) = &view.folder.base else {
        return (syntax_diagnostics(view.syntax(), FileId(0)), false);
    };
    let Some(id) = base.tree.find(&document.path) else {
        return (syntax_diagnostics(view.syntax(), FileId(0)), false);
    };
    let analysed = base.tree.file(id).map(|file| &file.text);
    if analysed.is_some_and(|analysed| *analysed == document.text) {
        let found = base.diagnostics_of(id).to_vec();
        return (open_findings(base, id, &document.text, found, today()), true);
    }
    let mut found = syntax_diagnostics(view.syntax(), id);
    if let Some(before) = base.file_syntax(id) {
        found.extend(kept(&before, view.syntax(), id, &base.diagnostics_of(id)));
    }
    plconv_diagnostics::sort(&mut found);
    (open_findings(base, id, &document.text, found, today()), false)
}

/// The findings about an open text, in the protocol.
pub fn to_protocol(view: &View<'_>, found: &[Diagnostic]) -> Vec<lsp::Diagnostic> {
    found.iter().map(|found| one(view.world, view, found)).collect()
}

fn one(world: &World, view: &View<'_>, found: &Diagnostic) -> lsp::Diagnostic {
    let related = found.labels.iter().filter_map(|label| {
        let same = label.range.file == found.primary.file;
        let location = if same {
            Location::new(view.document.uri.clone(), view.range(label.range.range))
        } else {
            let tree = &view.folder.base.as_ref()?.tree;
            elsewhere(world, view, tree, label.range)?
        };
        Some(DiagnosticRelatedInformation {
            location,
            message: label.message.clone(),
        })
    });
    diagnostic(found, view.range(found.primary.range), related.collect())
}

fn elsewhere(
    world: &World,
    view: &View<'_>,
    tree: &SourceTree,
    place: plconv_source::FileRange,
) -> Option<Location> {
    let file = tree.file(place.file)?;
    let lines = LineIndex::new(&file.text);
    let places = Places {
        lines: &lines,
        encoding: world.encoding,
    };
    Some(Location::new(
        world.uri_of(view.folder, &file.path)?,
        places.range(place.range),
    ))
}

/// A finding about a file that is not open.
pub fn of_closed(found: &Diagnostic, places: Places<'_>) -> lsp::Diagnostic {
    diagnostic(found, places.range(found.primary.range), Vec::new())
}

fn diagnostic(
    found: &Diagnostic,
    range: lsp::Range,
    related: Vec<DiagnosticRelatedInformation>,
) -> lsp::Diagnostic {
    let mut message = found.message.clone();
    for note in &found.notes {
        message.push_str(&format!("\n{note}"));
    }
    if let Some(help) = &found.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    lsp::Diagnostic {
        range,
        severity: Some(severity(found)),
        code: Some(NumberOrString::String(found.code.as_str().to_owned())),
        // When it would hurt.
        source: Some(format!("plconv ({})", found.class())),
        message,
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!({
            "name": found.code.name(),
            "severity": found.severity().as_str(),
            "class": found.class().as_str(),
            "object": found.object,
        })),
        ..lsp::Diagnostic::default()
    }
}

fn severity(found: &Diagnostic) -> DiagnosticSeverity {
    match (found.severity(), found.class()) {
        (Severity::Refused, _) => DiagnosticSeverity::ERROR,
        (Severity::Assumed, Class::Load | Class::Runtime | Class::Silent) => DiagnosticSeverity::WARNING,
        (Severity::Assumed, Class::Performance | Class::Note) => DiagnosticSeverity::INFORMATION,
        (Severity::Note, Class::Load | Class::Runtime | Class::Silent) => DiagnosticSeverity::INFORMATION,
        (Severity::Note, Class::Performance | Class::Note) => DiagnosticSeverity::HINT,
    }
}
