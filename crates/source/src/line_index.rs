//! Byte offsets to lines and columns and back.

use serde::{Deserialize, Serialize};

use crate::{TextRange, TextSize};

/// A place as people count: line and column both start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1. Lines end with LF, CR LF or a lone CR.
    pub line: u32,
    /// Column, from 1, in characters (Unicode scalar values) unless said otherwise.
    pub column: u32,
}

/// A character of more than one byte, with what it adds to the difference of bytes and columns so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WideCharacter {
    end: u32,
    /// Bytes minus characters, from the start of the text to `end`.
    bytes_over_characters: u32,
    /// Bytes minus UTF-16 code units, from the start of the text to `end`.
    bytes_over_utf16: u32,
}

/// The line starts of one text. Built once, then asked for any number of offsets in logarithmic time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    wide_characters: Vec<WideCharacter>,
    length: u32,
}

impl LineIndex {
    /// Indexes `text`. Text beyond 4 GiB is not indexed (`decode` refuses such files).
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let offset_of = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let mut line_starts = vec![0];
        line_starts.extend(
            memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| !(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')))
                .map(|at| offset_of(at + 1)),
        );
        let mut wide_characters = Vec::new();
        let (mut bytes_over_characters, mut bytes_over_utf16) = (0, 0);
        if !text.is_ascii() {
            for (at, character) in text.char_indices().filter(|(_, character)| !character.is_ascii()) {
                bytes_over_characters += offset_of(character.len_utf8() - 1);
                bytes_over_utf16 += offset_of(character.len_utf8() - character.len_utf16());
                let end = offset_of(at + character.len_utf8());
                wide_characters.push(WideCharacter {
                    end,
                    bytes_over_characters,
                    bytes_over_utf16,
                });
            }
        }
        Self {
            line_starts,
            wide_characters,
            length: offset_of(text.len()),
        }
    }

    /// How many lines the text has; a text that ends with a line end has an empty last line.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    /// Line and column, in characters, of a byte offset. An offset beyond the text counts as its end.
    pub fn position(&self, offset: TextSize) -> Position {
        self.position_by(offset, |wide| wide.bytes_over_characters)
    }

    /// Line and column, in UTF-16 code units (as editors count), both from 1.
    pub fn utf16_position(&self, offset: TextSize) -> Position {
        self.position_by(offset, |wide| wide.bytes_over_utf16)
    }

    /// The byte offset of a line and column in characters, `None` outside the text.
    pub fn offset(&self, position: Position) -> Option<TextSize> {
        self.offset_by(position, |wide| wide.bytes_over_characters)
    }

    /// The byte offset of a line and column in UTF-16 code units, `None` outside the text.
    pub fn utf16_offset(&self, position: Position) -> Option<TextSize> {
        self.offset_by(position, |wide| wide.bytes_over_utf16)
    }

    /// The bytes of a line (from 1) with its line end, `None` outside the text.
    pub fn line_range(&self, line: u32) -> Option<TextRange> {
        let index = usize::try_from(line.checked_sub(1)?).ok()?;
        let start = *self.line_starts.get(index)?;
        let end = self.line_starts.get(index + 1).copied().unwrap_or(self.length);
        Some(TextRange::new(start.into(), end.into()))
    }

    fn position_by(&self, offset: TextSize, surplus: fn(&WideCharacter) -> u32) -> Position {
        let offset = self.character_start(u32::from(offset).min(self.length));
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|index| self.line_starts.get(index))
            .copied()
            .unwrap_or(0);
        let surplus_in_line = self.surplus_at(offset, surplus) - self.surplus_at(start, surplus);
        let column = (offset - start).saturating_sub(surplus_in_line) + 1;
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column,
        }
    }

    /// Bytes minus columns of everything that ends at or before `offset`.
    fn surplus_at(&self, offset: u32, surplus: fn(&WideCharacter) -> u32) -> u32 {
        let before = self.wide_characters.partition_point(|wide| wide.end <= offset);
        before
            .checked_sub(1)
            .and_then(|index| self.wide_characters.get(index))
            .map_or(0, surplus)
    }

    fn offset_by(&self, position: Position, surplus: fn(&WideCharacter) -> u32) -> Option<TextSize> {
        let line = self.line_range(position.line)?;
        let (start, end) = (u32::from(line.start()), u32::from(line.end()));
        let columns = position.column.checked_sub(1)?;
        let surplus_at_start = self.surplus_at(start, surplus);
        let first = self.wide_characters.partition_point(|wide| wide.end <= start);
        let in_line = self.wide_characters.get(first..).unwrap_or_default();
        // Only the wide characters that end at or before the wanted column push it to the right.
        let passed = in_line.partition_point(|wide| {
            wide.end <= end && wide.end - start - (surplus(wide) - surplus_at_start) <= columns
        });
        let surplus_passed = passed
            .checked_sub(1)
            .and_then(|index| in_line.get(index))
            .map_or(0, |wide| surplus(wide) - surplus_at_start);
        let offset = start.checked_add(columns)?.checked_add(surplus_passed)?;
        (offset <= end).then(|| self.character_start(offset).into())
    }

    /// The start of the character that `offset` is in the middle of, or `offset` itself.
    fn character_start(&self, offset: u32) -> u32 {
        let index = self.wide_characters.partition_point(|wide| wide.end <= offset);
        let Some(wide) = self.wide_characters.get(index) else {
            return offset;
        };
        let surplus_before = self.surplus_at(offset, |wide| wide.bytes_over_characters);
        let start = wide.end - (wide.bytes_over_characters - surplus_before) - 1;
        offset.min(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\u{e9}b\r\n\u{1f600}x\rlast\n";

    fn position(offset: u32) -> (u32, u32) {
        let position = LineIndex::new(TEXT).position(offset.into());
        (position.line, position.column)
    }

    #[test]
    fn counts_characters_from_one_and_knows_every_line_end() {
        assert_eq!(position(0), (1, 1));
        assert_eq!(position(1), (1, 2));
        assert_eq!(position(2), (1, 2), "in the middle of a character: its start");
        assert_eq!(position(3), (1, 3));
        assert_eq!(position(5), (1, 5), "between CR and LF is still line 1");
        assert_eq!(position(6), (2, 1));
        assert_eq!(position(8), (2, 1), "in the middle of a character: its start");
        assert_eq!(position(10), (2, 2));
        assert_eq!(position(12), (3, 1));
        assert_eq!(position(17), (4, 1));
        assert_eq!(position(900), (4, 1), "beyond the text is its end");
        assert_eq!(LineIndex::new(TEXT).line_count(), 4);
    }

    #[test]
    fn editors_count_utf16_code_units() {
        let index = LineIndex::new(TEXT);
        assert_eq!(index.utf16_position(10.into()), Position { line: 2, column: 3 });
        assert_eq!(
            index.utf16_offset(Position { line: 2, column: 3 }),
            Some(10.into())
        );
        assert_eq!(
            index.utf16_offset(Position { line: 2, column: 2 }),
            Some(6.into()),
            "half a pair"
        );
    }

    #[test]
    fn positions_lead_back_to_their_offsets() {
        let index = LineIndex::new(TEXT);
        for (offset, _) in TEXT.char_indices() {
            let offset = TextSize::try_from(offset).unwrap();
            assert_eq!(index.offset(index.position(offset)), Some(offset));
            assert_eq!(index.utf16_offset(index.utf16_position(offset)), Some(offset));
        }
        assert_eq!(index.offset(Position { line: 9, column: 1 }), None);
        assert_eq!(index.offset(Position { line: 1, column: 0 }), None);
        assert_eq!(index.offset(Position { line: 1, column: 99 }), None);
    }
}
