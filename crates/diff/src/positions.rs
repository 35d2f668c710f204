//! Positions of an edited text in the text it was made from.

use crate::words::matching_word;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Where a byte of the edited text was before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// Its line is as it was.
    Same(usize),
    /// Its line was changed or added; the word that was there instead, or the place of the line.
    Edited(usize),
}

/// The lines of an edited text, related to those of the text it was made from.
#[derive(Clone, Debug)]
pub struct Positions {
    edited: String,
    original: String,
    pieces: Vec<Piece>,
}

/// Lines of the edited text with the lines that were there, as bytes.
#[derive(Clone, Debug)]
struct Piece {
    edited: Range<usize>,
    original: Range<usize>,
    is_same: bool,
}

impl Positions {
    /// Compares by lines.
    pub fn new(edited: &str, original: &str) -> Self {
        let (new, old) = (lines(edited), lines(original));
        let (new_starts, old_starts) = (starts(&new), starts(&old));
        let bytes = |starts: &[usize], lines: Range<usize>| {
            let at = |line: usize| starts.get(line).copied().unwrap_or_default();
            at(lines.start)..at(lines.end)
        };
        let pieces = capture_diff_slices(Algorithm::Myers, &old, &new)
            .into_iter()
            .map(|operation| Piece {
                edited: bytes(&new_starts, operation.new_range()),
                original: bytes(&old_starts, operation.old_range()),
                is_same: matches!(operation, DiffOp::Equal { .. }),
            })
            .collect();
        Positions {
            edited: edited.to_owned(),
            original: original.to_owned(),
            pieces,
        }
    }

    /// Where a byte of the edited text was.
    pub fn original(&self, at: usize) -> Position {
        let Some(piece) = self.pieces.iter().find(|piece| piece.edited.contains(&at)) else {
            return Position::Edited(self.original.len());
        };
        let offset = at - piece.edited.start;
        if piece.is_same {
            return Position::Same(piece.original.start + offset);
        }
        let (edited, original) = (
            &self.edited[piece.edited.clone()],
            &self.original[piece.original.clone()],
        );
        let word = matching_word(edited, offset, original).map_or(0, |word| word.start);
        Position::Edited(piece.original.start + word)
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// First bytes of lines, and the end of the text.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for line in lines {
        at += line.len();
        starts.push(at);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_followed_through_edits() {
        let original = "one\ntwo\na three b\n";
        let edited = "one\nadded\ntwo\na 3 b\n";
        let positions = Positions::new(edited, original);
        let at = |word: &str| positions.original(edited.find(word).unwrap());
        assert_eq!(at("one"), Position::Same(0));
        assert_eq!(at("added"), Position::Edited(4));
        assert_eq!(at("wo"), Position::Same(5));
        assert_eq!(at("3"), Position::Edited(10));
        assert_eq!(positions.original(900), Position::Edited(original.len()));
    }
}
