//! What stands above routines and objects: what becomes of them, and who calls them.

use crate::calls::{CallItem, call_item, incoming_calls};
use crate::file::FileSyntax;
use crate::outline::{Symbol, SymbolKind, outline};
use crate::snapshot::Snapshot;
use plconv_diagnostics::{Diagnostic, Severity};
use plconv_source::{TextRange, TextSize};

/// What is known about an object or routine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoutineLens {
    /// Its name.
    pub name_range: TextRange,
    /// `translated`, `assumed: 2`, `refused: 1, assumed: 2`.
    pub fate: String,
    /// Whether it can be called.
    pub is_routine: bool,
}

/// The lenses of a file; `found` are the findings about it as it is now, none when they are not known yet.
pub fn code_lenses(file: &FileSyntax, found: Option<&[Diagnostic]>) -> Vec<RoutineLens> {
    let mut lenses = Vec::new();
    for symbol in outline(file) {
        collect(&symbol, found, &mut lenses);
    }
    lenses
}

fn collect(symbol: &Symbol, found: Option<&[Diagnostic]>, lenses: &mut Vec<RoutineLens>) {
    let is_routine = matches!(symbol.kind, SymbolKind::Procedure | SymbolKind::Function);
    let is_object = matches!(
        symbol.kind,
        SymbolKind::Package
            | SymbolKind::PackageBody
            | SymbolKind::Trigger
            | SymbolKind::ObjectType
            | SymbolKind::TypeBody
            | SymbolKind::Table
            | SymbolKind::View
            | SymbolKind::MaterializedView
    );
    if is_routine || is_object {
        lenses.push(RoutineLens {
            name_range: symbol.name_range,
            fate: found.map_or_else(|| "...".to_owned(), |found| fate(found, symbol.range)),
            is_routine,
        });
    }
    for child in &symbol.children {
        collect(child, found, lenses);
    }
}

fn fate(found: &[Diagnostic], within: TextRange) -> String {
    let count = |severity: Severity| {
        let here = |found: &&Diagnostic| {
            found.severity() == severity && within.contains_inclusive(found.primary.range.start())
        };
        found.iter().filter(here).count()
    };
    let (refused, assumed) = (count(Severity::Refused), count(Severity::Assumed));
    match (refused, assumed) {
        (0, 0) => "translated".to_owned(),
        (0, assumed) => format!("assumed: {assumed}"),
        (refused, 0) => format!("refused: {refused}"),
        (refused, assumed) => format!("refused: {refused}, assumed: {assumed}"),
    }
}

/// How many routines, triggers and scripts call the routine whose name is at an offset.
pub fn caller_count(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Option<(CallItem, usize)> {
    let item = call_item(snapshot, file, offset)?;
    let count = incoming_calls(snapshot, &item).len();
    Some((item, count))
}
