//! The lexer: bytes to raw tokens.
//!
//! Input: the text of a file or of one unit. Output: raw tokens that tile the text: every byte is in exactly one of
//! them, whitespace, comments and bad characters included. Nothing fails: a literal that is not ended reaches to the
//! end of the text (a quoted name to the end of its line) and says so.
//!
//! Words are one kind; which of them are keywords is decided later by the token layer, because almost every Oracle
//! keyword may also be a name. SQL Language Reference, "Lexical Conventions", "Literals", "Comments";
//! PL/SQL Language Reference, "Lexical Units".

use logos::{Lexer as LogosLexer, Logos};

/// Whether a literal, comment or quoted name has its end.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ending {
    /// The closing delimiter is there.
    Closed,
    /// The text ends before it.
    Open,
}

/// What a raw token is.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RawKind {
    /// Blanks, line ends, byte order marks.
    #[regex(r"[ \t\r\n\f\x0b\u{a0}\u{feff}\u{2028}\u{3000}]", blanks)]
    Whitespace,
    /// `-- ...` up to the end of the line.
    #[token("--", line_comment)]
    LineComment,
    /// `/* ... */`; comments do not nest.
    #[token("/*", block_comment)]
    BlockComment(Ending),
    /// A keyword or an unquoted name, with substitution variables in it: `emp`, `&prefix._emp`, `&1`.
    #[regex(r"\p{L}|&&?[A-Za-z0-9_]+\.?", rest_of_word)]
    Word,
    /// `"Name"`
    #[token("\"", quoted_name)]
    QuotedName(Ending),
    /// `'text'`, `N'text'`
    #[regex(r"[nN]?'", quoted_string)]
    String(Ending),
    /// `q'[text]'`, `Nq'!text!'`; `{{ text }}`, code of another language behind MLE LANGUAGE
    #[regex(r"[nN]?[qQ]'", alternative_string)]
    #[token("{{", embedded_code)]
    AlternativeString(Ending),
    /// `10`, `1.5`, `.5`, `1e-3`, `1.5f`
    #[regex(r"[0-9]+", number)]
    #[regex(r"\.[0-9]+([eE][+-]?[0-9]+)?", number_suffix)]
    Number,
    /// `:name`, `:1`, `:"Name"`
    #[regex(r#":[ ]?([0-9]+|[\p{L}_$#][\p{L}0-9_$#]*|"[^"\n]+")"#)]
    Bind,
    /// `$$plsql_line`, `$$my_flag`
    #[regex(r"\$\$[A-Za-z_][A-Za-z0-9_$#]*")]
    Inquiry,
    /// `$IF`, `$THEN`, `$ELSIF`, `$ELSE`, `$END`, `$ERROR`
    #[regex(r"\$[A-Za-z_][A-Za-z0-9_$#]*")]
    Directive,
    /// `:=`
    #[token(":=")]
    Assign,
    /// `=>`
    #[token("=>")]
    Arrow,
    /// `**`
    #[token("**")]
    Power,
    /// `||`
    #[token("||")]
    Concatenate,
    /// `<=`
    #[token("<=")]
    LessEqual,
    /// `>=`
    #[token(">=")]
    GreaterEqual,
    /// `<>`, `!=`, `^=`, `~=`
    #[token("<>")]
    #[token("!=")]
    #[token("^=")]
    #[token("~=")]
    #[token("\u{ac}=")]
    NotEqual,
    /// `<<`
    #[token("<<")]
    LabelStart,
    /// `>>`
    #[token(">>")]
    LabelEnd,
    /// `..`
    #[token("..")]
    DotDot,
    /// `.`
    #[token(".")]
    Dot,
    /// `,`
    #[token(",")]
    Comma,
    /// `;`
    #[token(";")]
    Semicolon,
    /// `(`
    #[token("(")]
    LeftParen,
    /// `)`
    #[token(")")]
    RightParen,
    /// `+`
    #[token("+")]
    Plus,
    /// `-`
    #[token("-")]
    Minus,
    /// `*`
    #[token("*")]
    Star,
    /// `/`
    #[token("/")]
    Slash,
    /// `=`
    #[token("=")]
    Equal,
    /// `<`
    #[token("<")]
    Less,
    /// `>`
    #[token(">")]
    Greater,
    /// `@`
    #[token("@")]
    At,
    /// `%`
    #[token("%")]
    Percent,
    /// `:`
    #[token(":")]
    Colon,
    /// `[`
    #[token("[")]
    LeftBracket,
    /// `]`
    #[token("]")]
    RightBracket,
    /// `{`
    #[token("{")]
    LeftBrace,
    /// `}`
    #[token("}")]
    RightBrace,
    /// `?`
    #[token("?")]
    Question,
    /// `|`
    #[token("|")]
    Bar,
    /// Characters that start nothing.
    Error,
}

impl RawKind {
    /// Whether the parser never sees it.
    pub fn is_trivia(self) -> bool {
        matches!(
            self,
            RawKind::Whitespace | RawKind::LineComment | RawKind::BlockComment(_)
        )
    }

    /// Whether it is a comment.
    pub fn is_comment(self) -> bool {
        matches!(self, RawKind::LineComment | RawKind::BlockComment(_))
    }

    /// Whether it is a literal, comment or quoted name without its end.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            RawKind::BlockComment(Ending::Open)
                | RawKind::QuotedName(Ending::Open)
                | RawKind::String(Ending::Open)
                | RawKind::AlternativeString(Ending::Open)
        )
    }
}

/// A raw token; offsets are bytes of the text given to [`lex`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RawToken {
    /// What it is.
    pub kind: RawKind,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// Iterator over the raw tokens of a text.
pub struct Lexer<'s> {
    text: &'s str,
    /// Where the next token starts.
    position: usize,
    /// Whether white space is passed over instead of handed out.
    without_blanks: bool,
}

/// The raw tokens of `text`, in order, without gaps.
pub fn lex(text: &str) -> Lexer<'_> {
    lex_from(text, 0)
}

/// The raw tokens of `text` from byte `start` on, which must be a character boundary; offsets are those of `text`.
pub fn lex_from(text: &str, start: usize) -> Lexer<'_> {
    Lexer {
        text,
        position: start,
        without_blanks: false,
    }
}

impl Lexer<'_> {
    /// The same tokens but for white space, which is half of them.
    #[must_use]
    pub fn without_blanks(self) -> Self {
        Lexer {
            without_blanks: true,
            ..self
        }
    }

    /// Where the next token starts, or the white space before it.
    pub(crate) fn offset(&self) -> usize {
        self.position
    }

    /// Goes on at another place, which must be a character boundary.
    pub(crate) fn move_to(&mut self, position: usize) {
        self.position = position;
    }

    /// Takes a token of this length.
    #[inline]
    fn token(&mut self, kind: RawKind, length: usize) -> Option<RawToken> {
        let start = self.position;
        self.position = start + length;
        Some(RawToken {
            kind,
            start: start as u32,
            end: self.position as u32,
        })
    }
}

impl Iterator for Lexer<'_> {
    type Item = RawToken;

    fn next(&mut self) -> Option<RawToken> {
        if self.without_blanks {
            let bytes = self.text.as_bytes();
            self.position = blanks_end(bytes, self.position);
            if let Some((kind, length)) = bytes.get(self.position..).and_then(common_token) {
                return self.token(kind, length);
            }
        }
        let mut automaton = RawKind::lexer(self.text.get(self.position..)?);
        let kind = automaton.next()?.unwrap_or(RawKind::Error);
        self.token(kind, automaton.span().end)
    }
}

/// Where the white space from `start` on ends.
#[inline]
fn blanks_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        end += match byte {
            // Lines are indented, and some padded to their full width.
            b' ' if bytes.get(end..end + 8) == Some(b"        ") => 8,
            b' ' | b'\t'..=b'\r' => 1,
            0x80.. => match text_blank(bytes.get(end..).unwrap_or_default()) {
                Some(length) => length,
                None => break,
            },
            _ => break,
        };
    }
    end
}

/// Length of the blank of more than one byte that the text starts with.
#[cold]
fn text_blank(rest: &[u8]) -> Option<usize> {
    ["\u{a0}", "\u{feff}", "\u{2028}", "\u{3000}"]
        .into_iter()
        .find(|blank| rest.starts_with(blank.as_bytes()))
        .map(str::len)
}

/// The token at the start of a text with its length, when it is one of the common ones, which need no automaton.
#[inline]
fn common_token(text: &[u8]) -> Option<(RawKind, usize)> {
    let at = |index: usize| text.get(index).copied().unwrap_or(0);
    let first = at(0);
    let kind = match first {
        b'a'..=b'z' | b'A'..=b'Z' => {
            let length = word_length(text);
            let may_be_literal = matches!(first, b'n' | b'N' | b'q' | b'Q') && length <= 2;
            let goes_on = matches!(at(length), b'&' | 0x80..) || (may_be_literal && at(length) == b'\'');
            return (!goes_on).then_some((RawKind::Word, length));
        }
        b'\'' => {
            return quoted_length(text.get(1..)?).map(|length| (RawKind::String(Ending::Closed), length + 1));
        }
        b'0'..=b'9' => {
            let length = (text.iter())
                .position(|byte| !byte.is_ascii_digit())
                .unwrap_or(text.len());
            let is_integer = at(length) != b'.' && !at(length).is_ascii_alphabetic();
            return is_integer.then_some((RawKind::Number, length));
        }
        b',' => RawKind::Comma,
        b';' => RawKind::Semicolon,
        b'(' => RawKind::LeftParen,
        b')' => RawKind::RightParen,
        b'+' => RawKind::Plus,
        b'%' => RawKind::Percent,
        b'.' if at(1) != b'.' && !at(1).is_ascii_digit() => RawKind::Dot,
        b'=' if at(1) != b'>' => RawKind::Equal,
        b'-' if at(1) != b'-' => RawKind::Minus,
        b':' if at(1) == b'=' => return Some((RawKind::Assign, 2)),
        b'=' => return Some((RawKind::Arrow, 2)),
        b'|' if at(1) == b'|' => return Some((RawKind::Concatenate, 2)),
        _ => return None,
    };
    Some((kind, 1))
}

/// How many ASCII characters of words a text starts with.
#[inline]
fn word_length(text: &[u8]) -> usize {
    (text.iter())
        .position(|byte| !IS_IN_WORD[usize::from(*byte)])
        .unwrap_or(text.len())
}

/// Length of the rest of a string behind its first quote, up to and with its last; `None` when it has none. `''` inside is
/// one quote.
fn quoted_length(text: &[u8]) -> Option<usize> {
    let mut length = 0;
    loop {
        length += memchr::memchr(b'\'', text.get(length..)?)? + 1;
        if text.get(length) != Some(&b'\'') {
            return Some(length);
        }
        length += 1;
    }
}

fn blanks(lexer: &mut LogosLexer<'_, RawKind>) {
    let rest = lexer.remainder().as_bytes();
    lexer.bump(blanks_end(rest, 0));
}

/// Words are most of a text and most are ASCII: those need no automaton.
fn rest_of_word(lexer: &mut LogosLexer<'_, RawKind>) {
    let rest = lexer.remainder();
    let bytes = rest.as_bytes();
    let length = word_length(bytes);
    lexer.bump(length);
    if matches!(bytes.get(length), Some(b'&' | 0x80..)) {
        let mut tail = WordTail::lexer(lexer.remainder());
        if let Some(Ok(WordTail::Tail)) = tail.next() {
            lexer.bump(tail.span().end);
        }
    }
}

/// The ASCII characters of words.
pub(crate) static IS_IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'$' | b'#');
        byte += 1;
    }
    table
};

/// What a word may go on with: letters of any script and substitution variables.
#[derive(Logos)]
enum WordTail {
    #[regex(r"([\p{L}\p{N}\p{M}_$#]|&&?[A-Za-z0-9_]+\.?)+")]
    Tail,
}

fn line_comment(lexer: &mut LogosLexer<'_, RawKind>) {
    let rest = lexer.remainder().as_bytes();
    lexer.bump(memchr::memchr(b'\n', rest).unwrap_or(rest.len()));
}

fn block_comment(lexer: &mut LogosLexer<'_, RawKind>) -> Ending {
    bump_past(lexer, "*/")
}

fn bump_past(lexer: &mut LogosLexer<'_, RawKind>, delimiter: &str) -> Ending {
    let rest = lexer.remainder();
    match memchr::memmem::find(rest.as_bytes(), delimiter.as_bytes()) {
        Some(position) => {
            lexer.bump(position + delimiter.len());
            Ending::Closed
        }
        None => {
            lexer.bump(rest.len());
            Ending::Open
        }
    }
}

/// A quoted name cannot span lines, so one that is not ended spoils its line only.
fn quoted_name(lexer: &mut LogosLexer<'_, RawKind>) -> Ending {
    let rest = lexer.remainder().as_bytes();
    match memchr::memchr2(b'"', b'\n', rest) {
        Some(position) if rest.get(position) == Some(&b'"') => {
            lexer.bump(position + 1);
            Ending::Closed
        }
        Some(position) => {
            lexer.bump(position);
            Ending::Open
        }
        None => {
            let length = rest.len();
            lexer.bump(length);
            Ending::Open
        }
    }
}

fn quoted_string(lexer: &mut LogosLexer<'_, RawKind>) -> Ending {
    let rest = lexer.remainder().as_bytes();
    let length = quoted_length(rest);
    lexer.bump(length.unwrap_or(rest.len()));
    match length {
        Some(_) => Ending::Closed,
        None => Ending::Open,
    }
}

/// `q'[...]'`: an opening bracket is closed by its partner, any other character by itself.
fn alternative_string(lexer: &mut LogosLexer<'_, RawKind>) -> Ending {
    let Some(open) = lexer.remainder().chars().next() else {
        return Ending::Open;
    };
    let close = match open {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        '<' => '>',
        other => other,
    };
    lexer.bump(open.len_utf8());
    let mut delimiter = String::from(close);
    delimiter.push('\'');
    bump_past(lexer, &delimiter)
}

/// `{{ ... }}`; without its end the braces are no token.
fn embedded_code(lexer: &mut LogosLexer<'_, RawKind>) -> Option<Ending> {
    let length = memchr::memmem::find(lexer.remainder().as_bytes(), b"}}")?;
    lexer.bump(length + 2);
    Some(Ending::Closed)
}

/// After the digits before the point: `1..10` is a range and `1.name` no number.
fn number(lexer: &mut LogosLexer<'_, RawKind>) {
    let rest = lexer.remainder().as_bytes();
    let at = |index: usize| rest.get(index).copied().unwrap_or(0);
    let mut length = 0;
    let fraction = at(0) == b'.' && at(1) != b'.' && !at(1).is_ascii_alphabetic();
    let exponent_after_point = at(0) == b'.'
        && at(1).eq_ignore_ascii_case(&b'e')
        && (at(2).is_ascii_digit() || (matches!(at(2), b'+' | b'-') && at(3).is_ascii_digit()));
    let suffix_after_point = at(0) == b'.' && is_float_suffix(at(1), at(2));
    if fraction || exponent_after_point || suffix_after_point {
        length = 1;
        while at(length).is_ascii_digit() {
            length += 1;
        }
    }
    if at(length).eq_ignore_ascii_case(&b'e') {
        let digits = length + 1 + usize::from(matches!(at(length + 1), b'+' | b'-'));
        if at(digits).is_ascii_digit() {
            length = digits;
            while at(length).is_ascii_digit() {
                length += 1;
            }
        }
    }
    lexer.bump(length);
    number_suffix(lexer);
}

/// `f` and `d` make BINARY_FLOAT and BINARY_DOUBLE literals, unless they start a word.
fn number_suffix(lexer: &mut LogosLexer<'_, RawKind>) {
    let rest = lexer.remainder().as_bytes();
    let at = |index: usize| rest.get(index).copied().unwrap_or(0);
    if is_float_suffix(at(0), at(1)) {
        lexer.bump(1);
    }
}

fn is_float_suffix(letter: u8, next: u8) -> bool {
    matches!(letter, b'f' | b'F' | b'd' | b'D') && !next.is_ascii_alphanumeric() && next != b'_'
}

#[cfg(test)]
mod tests;
