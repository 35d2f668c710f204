//! What syntax alone tells: outline, folding, selection, tokens.

use crate::semantic_tokens::{difference, encode, tokens};
use crate::state::{State, lock};
use crate::world::{View, World};
use plconv_ide::{FoldKind, Symbol, SymbolKind as Kind};
use tower_lsp_server::ls_types::*;

pub fn document_symbols(world: &World, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let view = world.view(&params.text_document.uri)?;
    let symbols = plconv_ide::outline(view.syntax());
    let symbols = symbols.into_iter().map(|symbol| document_symbol(&view, symbol));
    Some(DocumentSymbolResponse::Nested(symbols.collect()))
}

#[allow(deprecated, reason = "the type has a field that is no longer used")]
fn document_symbol(view: &View<'_>, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol
        .children
        .into_iter()
        .map(|child| document_symbol(view, child))
        .collect();
    DocumentSymbol {
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: view.range(symbol.range),
        selection_range: view.range(symbol.name_range),
        children: (!children.is_empty()).then_some(children),
    }
}

/// The nearest kind of the protocol.
pub fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Package | Kind::PackageBody => SymbolKind::PACKAGE,
        Kind::Procedure | Kind::Function => SymbolKind::FUNCTION,
        Kind::Trigger => SymbolKind::EVENT,
        Kind::ObjectType | Kind::TypeBody => SymbolKind::CLASS,
        Kind::Table | Kind::View | Kind::MaterializedView => SymbolKind::STRUCT,
        Kind::Index => SymbolKind::KEY,
        Kind::Sequence => SymbolKind::NUMBER,
        Kind::Synonym => SymbolKind::OBJECT,
        Kind::Column | Kind::Attribute => SymbolKind::FIELD,
        Kind::Variable | Kind::Cursor | Kind::Exception => SymbolKind::VARIABLE,
        Kind::Constant => SymbolKind::CONSTANT,
        Kind::Type => SymbolKind::TYPE_PARAMETER,
        Kind::Block => SymbolKind::NAMESPACE,
    }
}

pub fn folding_ranges(world: &World, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let view = world.view(&params.text_document.uri)?;
    let folds = plconv_ide::folds(view.syntax());
    Some(
        folds
            .into_iter()
            .map(|fold| FoldingRange {
                start_line: fold.first_line,
                end_line: fold.last_line,
                kind: match fold.kind {
                    FoldKind::Code => None,
                    FoldKind::Comment => Some(FoldingRangeKind::Comment),
                    FoldKind::Inactive => Some(FoldingRangeKind::Region),
                },
                ..FoldingRange::default()
            })
            .collect(),
    )
}

pub fn selection_ranges(world: &World, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let view = world.view(&params.text_document.uri)?;
    let of_position = |position: &Position| {
        let ranges = plconv_ide::selection_ranges(view.syntax(), view.offset(*position));
        let outwards = ranges.into_iter().rev();
        let found = outwards.fold(None, |parent, range| {
            Some(SelectionRange {
                range: view.range(range),
                parent: parent.map(Box::new),
            })
        });
        found.unwrap_or(SelectionRange {
            range: Range::new(*position, *position),
            parent: None,
        })
    };
    Some(params.positions.iter().map(of_position).collect())
}

fn remember(state: &State, uri: &Uri, version: i32, numbers: Vec<u32>) -> String {
    let id = version.to_string();
    lock(&state.tokens).insert(uri.clone(), (id.clone(), numbers));
    id
}

pub fn tokens_full(
    state: &State,
    world: &World,
    params: &SemanticTokensParams,
) -> Option<SemanticTokensResult> {
    let view = world.view(&params.text_document.uri)?;
    let numbers = encode(&view, None);
    let data = tokens(&numbers);
    let id = remember(state, &view.document.uri, view.document.version, numbers);
    Some(SemanticTokensResult::Tokens(SemanticTokens {
        result_id: Some(id),
        data,
    }))
}

pub fn tokens_delta(
    state: &State,
    world: &World,
    params: &SemanticTokensDeltaParams,
) -> Option<SemanticTokensFullDeltaResult> {
    let view = world.view(&params.text_document.uri)?;
    let numbers = encode(&view, None);
    let before = lock(&state.tokens)
        .get(&view.document.uri)
        .filter(|(id, _)| *id == params.previous_result_id)
        .map(|(_, numbers)| numbers.clone());
    let result = match before {
        Some(before) => {
            let edits = difference(&before, &numbers);
            let id = remember(state, &view.document.uri, view.document.version, numbers);
            SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id: Some(id),
                edits,
            })
        }
        None => {
            let data = tokens(&numbers);
            let id = remember(state, &view.document.uri, view.document.version, numbers);
            SemanticTokensFullDeltaResult::Tokens(SemanticTokens {
                result_id: Some(id),
                data,
            })
        }
    };
    Some(result)
}

pub fn tokens_range(world: &World, params: &SemanticTokensRangeParams) -> Option<SemanticTokensRangeResult> {
    let view = world.view(&params.text_document.uri)?;
    let within = view.places().text_range(params.range);
    let numbers = encode(&view, Some(within));
    Some(SemanticTokensRangeResult::Tokens(SemanticTokens {
        result_id: None,
        data: tokens(&numbers),
    }))
}
