//! Ranges that grow from a place: token, expression, statement, block, unit, file.

use crate::file::FileSyntax;
use plconv_source::{TextRange, TextSize};

/// The ranges around an offset, the smallest first; each is larger than the one before.
pub fn selection_ranges(file: &FileSyntax, offset: TextSize) -> Vec<TextRange> {
    let mut ranges: Vec<TextRange> = Vec::new();
    let mut add = |range: TextRange| {
        let grows = ranges
            .last()
            .is_none_or(|last: &TextRange| range.contains_range(*last) && range != *last);
        if grows && !range.is_empty() {
            ranges.push(range);
        }
    };
    if let Some((_, unit, at)) = file.unit_at(offset) {
        let tree = unit.tree();
        let token = tree
            .tokens()
            .iter()
            .find(|token| token.start <= at && at < token.end)
            .or_else(|| tree.tokens().iter().find(|token| token.end == at));
        let comment = tree
            .trivia()
            .iter()
            .find(|comment| comment.start <= at && at < comment.end);
        let inside = match (comment, token) {
            (Some(comment), _) => {
                add(unit.range(comment.start, comment.end));
                comment.start
            }
            (None, Some(token)) => {
                add(unit.range(token.start, token.end));
                token.start
            }
            (None, None) => at,
        };
        for node in tree.path_at(inside).into_iter().rev() {
            add(unit.range(node.start(), node.end()));
        }
        add(TextRange::new(unit.loaded.offset.into(), unit.loaded.end.into()));
    }
    add(TextRange::up_to(TextSize::of(&*file.text)));
    ranges
}
