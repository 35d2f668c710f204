//! Words, names, texts and signs.

use super::RedoError;
use std::borrow::Cow;

/// A piece of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A name in quotation marks.
    Name(Cow<'a, str>),
    /// A word without.
    Word(&'a str),
    /// A text in apostrophes.
    Text(Cow<'a, str>),
    /// A number without apostrophes.
    Number(&'a str),
    /// One sign.
    Symbol(u8),
    /// `||`
    Joined,
    /// The end of the statement.
    End,
}

/// Reads a statement piece by piece.
#[derive(Clone)]
pub(crate) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// The piece that is next, and where it ends.
    peeked: Option<(Token<'a>, usize)>,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Lexer {
            text,
            at: 0,
            peeked: None,
        }
    }

    pub(crate) fn error(&self, message: &'static str) -> RedoError {
        RedoError { at: self.at, message }
    }

    pub(crate) fn peek(&mut self) -> Result<Token<'a>, RedoError> {
        if self.peeked.is_none() {
            self.peeked = Some(self.read()?);
        }
        Ok(match &self.peeked {
            Some((token, _)) => token.clone(),
            None => Token::End,
        })
    }

    pub(crate) fn next(&mut self) -> Result<Token<'a>, RedoError> {
        let (token, end) = match self.peeked.take() {
            Some(peeked) => peeked,
            None => self.read()?,
        };
        self.at = end;
        Ok(token)
    }

    /// The piece behind `at`, and where it ends.
    fn read(&self) -> Result<(Token<'a>, usize), RedoError> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii_whitespace() => at += 1,
                Some(b'/') if bytes.get(at + 1) == Some(&b'*') => {
                    let Some(end) = self.text[at..].find("*/") else {
                        return Err(self.error("a comment without its end"));
                    };
                    at += end + 2;
                }
                _ => break,
            }
        }
        let Some(first) = bytes.get(at) else {
            return Ok((Token::End, at));
        };
        Ok(match first {
            b'"' => {
                let (name, end) = self.quoted(at, b'"')?;
                (Token::Name(name), end)
            }
            b'\'' => {
                let (text, end) = self.quoted(at, b'\'')?;
                (Token::Text(text), end)
            }
            b'|' if bytes.get(at + 1) == Some(&b'|') => (Token::Joined, at + 2),
            b'0'..=b'9' | b'-' | b'+' | b'.' if self.is_number(at) => {
                let end = self.end_of(at + 1, |byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-')
                });
                (Token::Number(&self.text[at..end]), end)
            }
            byte if byte.is_ascii_alphabetic() || *byte >= 0x80 => {
                let end = self.end_of(at, |byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || byte >= 0x80
                });
                (Token::Word(&self.text[at..end]), end)
            }
            byte => (Token::Symbol(*byte), at + 1),
        })
    }

    fn is_number(&self, at: usize) -> bool {
        let rest = &self.text.as_bytes()[at..];
        let rest = rest
            .strip_prefix(b"-")
            .or(rest.strip_prefix(b"+"))
            .unwrap_or(rest);
        let rest = rest.strip_prefix(b".").unwrap_or(rest);
        rest.first().is_some_and(u8::is_ascii_digit)
    }

    fn end_of(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = &self.text.as_bytes()[from..];
        from + rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len())
    }

    /// A text between signs that are doubled inside it, and where it ends.
    fn quoted(&self, start: usize, sign: u8) -> Result<(Cow<'a, str>, usize), RedoError> {
        let bytes = self.text.as_bytes();
        let mut from = start + 1;
        let mut joined = String::new();
        loop {
            let Some(found) = memchr::memchr(sign, &bytes[from..]) else {
                return Err(self.error("a text without its end"));
            };
            let end = from + found;
            let part = &self.text[from..end];
            if bytes.get(end + 1) == Some(&sign) {
                joined.push_str(part);
                joined.push(char::from(sign));
                from = end + 2;
            } else if joined.is_empty() {
                return Ok((Cow::Borrowed(part), end + 1));
            } else {
                joined.push_str(part);
                return Ok((Cow::Owned(joined), end + 1));
            }
        }
    }
}

/// The units of UTF-16 that UNISTR makes: `\00E9` is one, `\\` a backslash. Half a character may be in the next part.
pub(crate) fn unistr(text: &str) -> Option<Vec<u16>> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut buffer = [0; 2];
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        if character != '\\' {
            units.extend_from_slice(character.encode_utf16(&mut buffer));
        } else if let Some(behind) = rest.strip_prefix('\\') {
            units.push(u16::from(b'\\'));
            rest = behind;
        } else {
            units.push(u16::from_str_radix(rest.get(..4)?, 16).ok()?);
            rest = &rest[4..];
        }
    }
    Some(units)
}
