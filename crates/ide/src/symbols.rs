//! Finding objects and subprograms of the project by name.

use crate::navigation::Place;
use crate::outline::{Symbol, SymbolKind, outline};
use crate::snapshot::Snapshot;
use std::sync::Arc;

/// More help nobody.
const MAX_SYMBOLS: usize = 500;

/// An object or subprogram of the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkspaceSymbol {
    /// As written.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The package or type it is in.
    pub container: Option<String>,
    /// Where its name stands.
    pub place: Place,
}

/// Objects, subprograms and columns in whose name the letters of the query stand in this order; those that begin with the
/// query come first, then by name and place.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<WorkspaceSymbol> {
    let query: Vec<char> = query
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut found: Vec<(u8, WorkspaceSymbol)> = Vec::new();
    for path in snapshot.paths() {
        let Some(file) = snapshot.file(&path) else {
            continue;
        };
        for symbol in outline(&file) {
            collect(&path, symbol, None, &query, &mut found);
        }
    }
    found.sort_by(|(left_rank, left), (right_rank, right)| {
        (left_rank, left.name.to_lowercase(), &left.place).cmp(&(
            right_rank,
            right.name.to_lowercase(),
            &right.place,
        ))
    });
    found
        .into_iter()
        .map(|(_, symbol)| symbol)
        .take(MAX_SYMBOLS)
        .collect()
}

fn collect(
    path: &Arc<str>,
    symbol: Symbol,
    container: Option<&str>,
    query: &[char],
    found: &mut Vec<(u8, WorkspaceSymbol)>,
) {
    if is_listed(symbol.kind)
        && let Some(rank) = rank(&symbol.name, query)
    {
        found.push((
            rank,
            WorkspaceSymbol {
                name: symbol.name.clone(),
                kind: symbol.kind,
                container: container.map(str::to_owned),
                place: Place::new(path, symbol.name_range),
            },
        ));
    }
    for child in symbol.children {
        collect(path, child, Some(&symbol.name), query, found);
    }
}

/// Declarations inside of routines would bury the rest.
fn is_listed(kind: SymbolKind) -> bool {
    match kind {
        SymbolKind::Package
        | SymbolKind::PackageBody
        | SymbolKind::Procedure
        | SymbolKind::Function
        | SymbolKind::Trigger
        | SymbolKind::ObjectType
        | SymbolKind::TypeBody
        | SymbolKind::Table
        | SymbolKind::View
        | SymbolKind::MaterializedView
        | SymbolKind::Index
        | SymbolKind::Sequence
        | SymbolKind::Synonym
        | SymbolKind::Type => true,
        SymbolKind::Column
        | SymbolKind::Attribute
        | SymbolKind::Variable
        | SymbolKind::Constant
        | SymbolKind::Cursor
        | SymbolKind::Exception
        | SymbolKind::Block => false,
    }
}

/// 0: equal, 1: begins with it, 2: has it, 3: has its letters.
fn rank(name: &str, query: &[char]) -> Option<u8> {
    let name = name.to_lowercase();
    let wanted: String = query.iter().collect();
    if name == wanted {
        return Some(0);
    }
    if name.starts_with(&wanted) {
        return Some(1);
    }
    if name.contains(&wanted) {
        return Some(2);
    }
    let mut letters = name.chars();
    query
        .iter()
        .all(|wanted| letters.any(|letter| letter == *wanted))
        .then_some(3)
}
