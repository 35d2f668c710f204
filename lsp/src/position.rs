//! Places of the protocol and byte offsets.

use plconv_source::{LineIndex, Position as People, TextRange, TextSize};
use tower_lsp_server::ls_types::{Position, PositionEncodingKind, Range};

/// How an editor counts characters in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// UTF-16 code units, as every editor can.
    #[default]
    Utf16,
    /// Bytes.
    Utf8,
}

impl Encoding {
    /// Bytes when the editor can, since nothing has to be counted then.
    pub fn negotiate(offered: Option<&Vec<PositionEncodingKind>>) -> Self {
        if offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8)) {
            Encoding::Utf8
        } else {
            Encoding::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf8 => PositionEncodingKind::UTF8,
        }
    }
}

/// The lines of a text, as an editor counts in them.
#[derive(Clone, Copy, Debug)]
pub struct Places<'l> {
    /// The lines.
    pub lines: &'l LineIndex,
    /// How the editor counts.
    pub encoding: Encoding,
}

impl Places<'_> {
    /// The offset of a position; beyond the end of a line or text, that end.
    pub fn offset(self, position: Position) -> TextSize {
        let line = position.line.saturating_add(1);
        let Some(range) = self.lines.line_range(line) else {
            let last = self.lines.line_count();
            return self
                .lines
                .line_range(last)
                .map_or(TextSize::new(0), |range| range.end());
        };
        let column = position.character.saturating_add(1);
        let found = match self.encoding {
            Encoding::Utf16 => self.lines.utf16_offset(People { line, column }),
            Encoding::Utf8 => {
                let at = u32::from(range.start()).saturating_add(position.character);
                Some(TextSize::new(at)).filter(|at| *at <= range.end())
            }
        };
        found.unwrap_or(range.end())
    }

    /// The position of an offset.
    pub fn position(self, offset: TextSize) -> Position {
        match self.encoding {
            Encoding::Utf16 => {
                let place = self.lines.utf16_position(offset);
                Position::new(place.line - 1, place.column - 1)
            }
            Encoding::Utf8 => {
                let line = self.lines.position(offset).line;
                let start = self
                    .lines
                    .line_range(line)
                    .map_or(TextSize::new(0), |range| range.start());
                Position::new(line - 1, u32::from(offset) - u32::from(start.min(offset)))
            }
        }
    }

    /// The range of bytes.
    pub fn range(self, range: TextRange) -> Range {
        Range::new(self.position(range.start()), self.position(range.end()))
    }

    /// The bytes of a range.
    pub fn text_range(self, range: Range) -> TextRange {
        let start = self.offset(range.start);
        TextRange::new(start, self.offset(range.end).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_lead_back() {
        let text = "a\u{e9}\u{1f600}b\r\nlast";
        let lines = LineIndex::new(text);
        for encoding in [Encoding::Utf16, Encoding::Utf8] {
            let places = Places {
                lines: &lines,
                encoding,
            };
            for (offset, _) in text.char_indices() {
                let offset = TextSize::new(offset as u32);
                if text.as_bytes().get(usize::from(offset)) == Some(&b'\n') {
                    continue;
                }
                assert_eq!(places.offset(places.position(offset)), offset, "{encoding:?}");
            }
        }
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        let lines = LineIndex::new("ab\ncd");
        let places = Places {
            lines: &lines,
            encoding: Encoding::Utf16,
        };
        assert_eq!(places.offset(Position::new(0, 99)), TextSize::new(3));
        assert_eq!(places.offset(Position::new(9, 0)), TextSize::new(5));
    }
}
