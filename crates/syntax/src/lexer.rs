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
    inner: LogosLexer<'s, RawKind>,
    base: u32,
    /// Whether white space is passed over instead of handed out.
    without_blanks: bool,
}

/// The raw tokens of `text`, in order, without gaps.
pub fn lex(text: &str) -> Lexer<'_> {
    lex_from(text, 0)
}

/// The raw tokens of `text` from byte `start` on, which must be a character boundary; offsets are those of `text`.
pub fn lex_from(text: &str, start: usize) -> Lexer<'_> {
    let rest = text.get(start..).unwrap_or("");
    Lexer {
        inner: RawKind::lexer(rest),
        base: start as u32,
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
}

impl Iterator for Lexer<'_> {
    type Item = RawToken;

    fn next(&mut self) -> Option<RawToken> {
        if self.without_blanks {
            blanks(&mut self.inner);
            if let [first, ..] = self.inner.remainder().as_bytes()
                && STARTS_WORD[usize::from(*first)]
            {
                let start = self.inner.span().end;
                self.inner.bump(1);
                rest_of_word(&mut self.inner);
                return Some(RawToken {
                    kind: RawKind::Word,
                    start: self.base + start as u32,
                    end: self.base + self.inner.span().end as u32,
                });
            }
        }
        let kind = self.inner.next()?.unwrap_or(RawKind::Error);
        let span = self.inner.span();
        Some(RawToken {
            kind,
            start: self.base + span.start as u32,
            end: self.base + span.end as u32,
        })
    }
}

/// Lines are indented, and some padded to their full width: eight blanks at a time.
fn blanks(lexer: &mut LogosLexer<'_, RawKind>) {
    const EIGHT: &[u8; 8] = b"        ";
    let mut rest = lexer.remainder().as_bytes();
    let length = rest.len();
    loop {
        rest = match rest {
            [b' ', ..] => match rest.split_first_chunk() {
                Some((EIGHT, tail)) => tail,
                _ => &rest[1..],
            },
            [b'\t'..=b'\r', tail @ ..] => tail,
            [0x80..=0xff, ..] => match text_blank(rest) {
                Some(blank) => &rest[blank..],
                None => break,
            },
            _ => break,
        };
    }
    lexer.bump(length - rest.len());
}

/// Length of the blank of more than one byte that the text starts with.
fn text_blank(rest: &[u8]) -> Option<usize> {
    ["\u{a0}", "\u{feff}", "\u{2028}", "\u{3000}"]
        .into_iter()
        .find(|blank| rest.starts_with(blank.as_bytes()))
        .map(str::len)
}

/// Words are most of a text and most are ASCII: those need no automaton.
fn rest_of_word(lexer: &mut LogosLexer<'_, RawKind>) {
    let rest = lexer.remainder();
    let bytes = rest.as_bytes();
    let length = (bytes.iter())
        .position(|byte| !IS_IN_WORD[usize::from(*byte)])
        .unwrap_or(bytes.len());
    lexer.bump(length);
    if matches!(bytes.get(length), Some(b'&' | 0x80..)) {
        let mut tail = WordTail::lexer(lexer.remainder());
        if let Some(Ok(WordTail::Tail)) = tail.next() {
            lexer.bump(tail.span().end);
        }
    }
}

/// The ASCII characters of words.
static IS_IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'$' | b'#');
        byte += 1;
    }
    table
};

/// The letters that start words and nothing else: N and Q start literals, too.
static STARTS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphabetic() && !matches!(byte as u8, b'n' | b'N' | b'q' | b'Q');
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

/// `''` inside a string is one quote.
fn quoted_string(lexer: &mut LogosLexer<'_, RawKind>) -> Ending {
    let rest = lexer.remainder().as_bytes();
    let length = rest.len();
    let mut position = 0;
    while let Some(found) = rest.get(position..).and_then(|tail| memchr::memchr(b'\'', tail)) {
        position += found + 1;
        if rest.get(position) != Some(&b'\'') {
            lexer.bump(position);
            return Ending::Closed;
        }
        position += 1;
    }
    lexer.bump(length);
    Ending::Open
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
