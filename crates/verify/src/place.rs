//! Places in script files.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A piece of a script file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The file, as its includes name it: relative to the directory of the script, with `/`.
    pub file: String,
    /// First byte.
    pub start: usize,
    /// After the last byte; equal to `start` when the place is a point at the end of something.
    pub end: usize,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte in characters, from 1.
    pub column: u32,
}

/// The text of a script file, with what is needed to name places in it.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// As in [`Place::file`].
    pub file: String,
    /// The content.
    pub text: String,
    line_starts: Vec<usize>,
}

impl SourceText {
    /// Indexes the lines of a text.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let newlines = text
            .bytes()
            .enumerate()
            .filter(|&(_, byte)| byte == b'\n')
            .map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(newlines).collect();
        SourceText {
            file: file.into(),
            text,
            line_starts,
        }
    }

    /// The place of a byte range; ranges beyond the text are cut, bytes inside a character move to its start.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        let line = self.line_of(start);
        let line_start = self.line_starts.get(line).copied().unwrap_or(0);
        let column = self
            .text
            .get(line_start..start)
            .map_or(0, |before| before.chars().count());
        Place {
            file: self.file.clone(),
            start,
            end,
            line: number(line + 1),
            column: number(column + 1),
        }
    }

    /// Line of a byte, from 0.
    pub fn line_of(&self, byte: usize) -> usize {
        self.line_starts
            .partition_point(|&start| start <= byte)
            .saturating_sub(1)
    }

    /// The bytes of a line (from 0) without white space around them; empty beyond the text.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let Some(&start) = self.line_starts.get(line) else {
            return self.text.len()..self.text.len();
        };
        let end = self.line_starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = &self.text[start..end];
        let indent = content.len() - content.trim_start().len();
        let trimmed = content.trim();
        // A blank line still has a place.
        if trimmed.is_empty() {
            start..start
        } else {
            start + indent..start + indent + trimmed.len()
        }
    }

    /// The byte range of the token at a character (from 0) counted from a byte: PostgreSQL reports characters.
    pub fn token_at(&self, from: usize, characters: usize) -> Range<usize> {
        let rest = &self.text[self.floor(from)..];
        let offset = rest
            .char_indices()
            .nth(characters)
            .map_or(rest.len(), |(at, _)| at);
        let start = self.floor(from) + offset;
        let token = &self.text[start..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
        let word = token.find(|c| !is_word(c)).unwrap_or(token.len());
        let length = if word > 0 {
            word
        } else {
            token.chars().next().map_or(0, char::len_utf8)
        };
        start..start + length
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = SourceText::new("a.sql", "é 1;\n  sélect x;\n");
        let at = source.text.find('x').unwrap();
        let place = source.place(at..at + 1);
        assert_eq!((place.line, place.column, place.start), (2, 10, at));
        assert_eq!(source.place(900..900).line, 3);
        assert_eq!(&source.text[source.line_range(1)], "sélect x;");
        assert!(source.line_range(9).is_empty());
        assert_eq!(&source.text[source.token_at(0, 2)], "1");
        assert_eq!(&source.text[source.token_at(6, 2)], "sélect");
        assert!(source.token_at(6, 900).is_empty());
    }
}
