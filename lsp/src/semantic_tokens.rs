//! Tokens as the protocol has them: five numbers each, relative to the one before.

use crate::world::View;
use plconv_ide::semantic_tokens;
use plconv_source::TextRange;
use tower_lsp_server::ls_types::{SemanticToken, SemanticTokensEdit};

/// The tokens of a text, or of a part of it.
pub fn encode(view: &View<'_>, within: Option<TextRange>) -> Vec<u32> {
    let mut numbers = Vec::new();
    let (mut line, mut column) = (0, 0);
    for token in semantic_tokens(view.snapshot().as_ref(), view.syntax(), within) {
        let range = view.range(token.range);
        let start = range.start;
        let new_line = start.line - line;
        let shift = if new_line == 0 {
            start.character.saturating_sub(column)
        } else {
            start.character
        };
        let length = range.end.character.saturating_sub(start.character);
        numbers.extend([new_line, shift, length, token.kind as u32, token.modifiers.bits()]);
        (line, column) = (start.line, start.character);
    }
    numbers
}

/// The numbers as the protocol's types want them.
pub fn tokens(numbers: &[u32]) -> Vec<SemanticToken> {
    numbers
        .chunks_exact(5)
        .filter_map(|five| match five {
            [delta_line, delta_start, length, token_type, modifiers] => Some(SemanticToken {
                delta_line: *delta_line,
                delta_start: *delta_start,
                length: *length,
                token_type: *token_type,
                token_modifiers_bitset: *modifiers,
            }),
            _ => None,
        })
        .collect()
}

/// The one change that makes `after` of `before`: whole tokens between what begins and ends equal.
pub fn difference(before: &[u32], after: &[u32]) -> Vec<SemanticTokensEdit> {
    let equal = |(left, right): &(&[u32], &[u32])| left == right;
    let same_start = before.chunks(5).zip(after.chunks(5)).take_while(equal).count() * 5;
    if before.len() == same_start && after.len() == same_start {
        return Vec::new();
    }
    let (rest_before, rest_after) = (
        before.get(same_start..).unwrap_or_default(),
        after.get(same_start..).unwrap_or_default(),
    );
    let same_end = rest_before
        .rchunks(5)
        .zip(rest_after.rchunks(5))
        .take_while(equal)
        .count()
        * 5;
    let new = rest_after.get(..rest_after.len() - same_end).unwrap_or_default();
    vec![SemanticTokensEdit {
        start: same_start as u32,
        delete_count: (rest_before.len() - same_end) as u32,
        data: Some(tokens(new)),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(before: &[u32], edits: &[SemanticTokensEdit]) -> Vec<u32> {
        let mut result = before.to_vec();
        for edit in edits {
            let new: Vec<u32> = edit
                .data
                .iter()
                .flatten()
                .flat_map(|token| {
                    [
                        token.delta_line,
                        token.delta_start,
                        token.length,
                        token.token_type,
                        token.token_modifiers_bitset,
                    ]
                })
                .collect();
            let start = edit.start as usize;
            result.splice(start..start + edit.delete_count as usize, new);
        }
        result
    }

    #[test]
    fn a_difference_makes_the_new_tokens_of_the_old() {
        let token = |number: u32| [number, 1, 2, 0, 0];
        let of = |numbers: &[u32]| {
            numbers
                .iter()
                .flat_map(|number| token(*number))
                .collect::<Vec<u32>>()
        };
        let cases: [(&[u32], &[u32]); 6] = [
            (&[1, 2, 3], &[1, 2, 3]),
            (&[1, 2, 3], &[1, 9, 3]),
            (&[1, 1], &[1, 1, 1]),
            (&[], &[4]),
            (&[4, 5], &[]),
            (&[1, 2, 1, 2], &[1, 2]),
        ];
        for (before, after) in cases {
            let (before, after) = (of(before), of(after));
            let edits = difference(&before, &after);
            assert_eq!(applied(&before, &edits), after);
            assert_eq!(edits.is_empty(), before == after);
        }
    }
}
