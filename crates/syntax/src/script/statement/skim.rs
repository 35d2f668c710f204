//! Passing over what says nothing about the end of a statement.
//!
//! Only semicolons, lone slashes, parentheses and the words of block structure do. All other tokens are passed over at
//! some instructions a byte, without being told apart; what is unusual is left to the lexer.

use super::super::nesting::StructureWord;
use super::Scanner;
use crate::lexer::{Ending, IS_IN_WORD, RawKind, RawToken};

/// What starts with a byte, as far as it can be passed over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Something for the lexer.
    Other,
    Blank,
    LineEnd,
    Letter,
    /// N or Q: a word or a literal.
    LetterOrLiteral,
    Digit,
    Quote,
    DoubleQuote,
    /// A character that is a token, or part of one, which says nothing.
    Operator,
    Asterisk,
    Minus,
    Slash,
    Colon,
    LeftParen,
    RightParen,
    /// A dot or percent sign: the word behind it is a name.
    Qualifier,
}

static STARTS: [Start; 256] = {
    let mut table = [Start::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\r' | b'\x0b' | b'\x0c' => Start::Blank,
            b'\n' => Start::LineEnd,
            b'n' | b'N' | b'q' | b'Q' => Start::LetterOrLiteral,
            b'a'..=b'z' | b'A'..=b'Z' => Start::Letter,
            b'0'..=b'9' => Start::Digit,
            b'\'' => Start::Quote,
            b'"' => Start::DoubleQuote,
            b',' | b'+' | b'=' | b'<' | b'>' | b'|' | b'!' | b'^' | b'~' | b'?' | b'[' | b']' | b'}' => {
                Start::Operator
            }
            b'*' => Start::Asterisk,
            b'-' => Start::Minus,
            b'/' => Start::Slash,
            b':' => Start::Colon,
            b'(' => Start::LeftParen,
            b')' => Start::RightParen,
            b'.' | b'%' => Start::Qualifier,
            _ => Start::Other,
        };
        byte += 1;
    }
    table
};

/// What operators count as: a statement goes on behind each of them.
const OPERATOR: RawKind = RawKind::Comma;

impl Scanner<'_> {
    /// Passes over tokens from `from` on; gives where the first one starts that matters, or is not known here.
    ///
    /// The scanner is then as if it had taken each of them by itself.
    pub(super) fn skim(&mut self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_sql = !self.is_plsql();
        let mut position = from;
        // Only blanks since a line ended: in SQL the next statement could start here.
        let mut is_first = false;
        let mut last = None;
        while let Some(byte) = bytes.get(position) {
            let start = position;
            let next = bytes.get(position + 1).copied().unwrap_or(0);
            let (kind, end) = match STARTS[usize::from(*byte)] {
                Start::Other => break,
                Start::Blank => {
                    position = blanks_end(bytes, position);
                    continue;
                }
                Start::LineEnd => {
                    position += 1;
                    is_first = true;
                    continue;
                }
                // Of SQL, the word may start the next statement.
                Start::Letter | Start::LetterOrLiteral if is_sql && is_first => break,
                Start::Letter | Start::LetterOrLiteral => match word_end(bytes, start) {
                    Some(end) if !StructureWord::can_be(*byte, end - start) => (RawKind::Word, end),
                    _ => break,
                },
                Start::Digit => match digits_end(bytes, start) {
                    Some(end) => (RawKind::Number, end),
                    None => break,
                },
                Start::Quote => match string_end(bytes, start) {
                    Some(end) => (RawKind::String(Ending::Closed), end),
                    None => break,
                },
                Start::DoubleQuote => match quoted_name_end(bytes, start) {
                    Some(end) => (RawKind::QuotedName(Ending::Closed), end),
                    None => break,
                },
                Start::Operator => (OPERATOR, start + 1),
                Start::Asterisk if next == b'*' => (OPERATOR, start + 2),
                Start::Asterisk => (RawKind::Star, start + 1),
                Start::Minus if next == b'-' => {
                    let rest = bytes.get(start..).unwrap_or(&[]);
                    position = memchr::memchr(b'\n', rest).map_or(bytes.len(), |found| start + found);
                    continue;
                }
                Start::Minus => (OPERATOR, start + 1),
                Start::Slash if next == b'*' => {
                    let text = bytes.get(start + 2..).unwrap_or(&[]);
                    let Some(length) = memchr::memmem::find(text, b"*/") else {
                        break;
                    };
                    position = start + length + 4;
                    is_first = false;
                    continue;
                }
                // A division, or the end of the statement.
                Start::Slash => break,
                Start::Colon if next == b'=' => (OPERATOR, start + 2),
                Start::Colon => break,
                Start::LeftParen => {
                    self.nesting.open_parenthesis();
                    self.candidates.open_parenthesis();
                    (RawKind::LeftParen, start + 1)
                }
                Start::RightParen => {
                    self.nesting.close_parenthesis();
                    self.candidates.close_parenthesis();
                    (RawKind::RightParen, start + 1)
                }
                Start::Qualifier => match word_end(bytes, start + 1) {
                    Some(end) => (RawKind::Word, end),
                    None => break,
                },
            };
            let word_start = start + usize::from(STARTS[usize::from(*byte)] == Start::Qualifier);
            last = Some(RawToken {
                kind,
                start: word_start as u32,
                end: end as u32,
            });
            position = end;
            is_first = false;
        }
        if let Some(token) = last {
            self.nesting.pass();
            self.candidates.pass(&token);
            self.after_semicolon = false;
            self.last_end = token.end as usize;
            self.previous_word = match token.kind {
                RawKind::Word => self.word(&token),
                _ => "",
            };
        }
        position
    }
}

fn blanks_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    // Lines are indented.
    while bytes.get(end..end + 8) == Some(b"        ") {
        end += 8;
    }
    while bytes
        .get(end)
        .is_some_and(|byte| STARTS[usize::from(*byte)] == Start::Blank)
    {
        end += 1;
    }
    end
}

/// The end of an ASCII word; `None` when it is something else or goes on with other characters.
fn word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let first = STARTS[usize::from(*bytes.get(start)?)];
    if !matches!(first, Start::Letter | Start::LetterOrLiteral) {
        return None;
    }
    let rest = bytes.get(start..)?;
    let length = rest.iter().position(|byte| !IS_IN_WORD[usize::from(*byte)]);
    match length.and_then(|length| rest.get(length)) {
        Some(b'&' | 0x80..) => None,
        Some(b'\'') if first == Start::LetterOrLiteral => None,
        _ => Some(length.map_or(bytes.len(), |length| start + length)),
    }
}

/// The end of a number without a point, exponent or suffix.
fn digits_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let length = rest.iter().position(|byte| !byte.is_ascii_digit());
    let length = length.unwrap_or(rest.len());
    match rest.get(length) {
        Some(b'.' | b'a'..=b'z' | b'A'..=b'Z') => None,
        _ => Some(start + length),
    }
}

/// The end of a string; `None` when it has none.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut end = start + 1;
    loop {
        end += memchr::memchr(b'\'', bytes.get(end..)?)? + 1;
        if bytes.get(end) != Some(&b'\'') {
            return Some(end);
        }
        end += 1;
    }
}

/// The end of a quoted name; `None` when its line ends first.
fn quoted_name_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start + 1..)?;
    let length = memchr::memchr2(b'"', b'\n', rest)?;
    (rest.get(length) == Some(&b'"')).then_some(start + 1 + length + 1)
}
