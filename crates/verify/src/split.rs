//! Splits a psql script into SQL statements and psql meta-commands.
//!
//! Follows psql's own scanner (`psqlscan.l`): the only things it must know are what may hide a semicolon. It assumes
//! `standard_conforming_strings = on`, the default since PostgreSQL 9.1.

use std::ops::Range;

/// One piece of a script, in the order of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ScriptItem {
    /// An SQL statement.
    Statement(Statement),
    /// A psql meta-command, without the backslash: `\ir tables/emp.sql`.
    MetaCommand {
        /// Bytes of the script, from the backslash to the end of the command.
        range: Range<usize>,
    },
}

/// An SQL statement.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Statement {
    /// Bytes of the script from the first token to the last one, without the semicolon and without comments
    /// before it.
    pub range: Range<usize>,
    /// Contents of its dollar-quoted strings: bodies of routines.
    pub dollar_quoted: Vec<Range<usize>>,
    /// For `COPY ... FROM STDIN`: the data lines up to `\.`.
    pub copy_data: Option<Range<usize>>,
}

/// Splits a script. Every byte that is neither white space, a comment, a semicolon nor copy data belongs to one item;
/// an unterminated string or comment reaches to the end.
pub fn split(text: &str) -> Vec<ScriptItem> {
    let mut splitter = Splitter {
        text,
        bytes: text.as_bytes(),
        at: 0,
        items: Vec::new(),
        open: Open::default(),
    };
    splitter.run();
    splitter.items
}

/// What is known about the statement being read.
#[derive(Default)]
struct Open {
    statement: Option<Statement>,
    parentheses: u32,
    /// Depth of `BEGIN ATOMIC ... END` and of `CASE ... END` in it.
    begins: u32,
    /// The first words, in lower case: enough to know `CREATE OR REPLACE FUNCTION` and `COPY`.
    words: Vec<String>,
    /// `FROM STDIN` was seen, which matters to `COPY`.
    from_stdin: bool,
    last_word: String,
}

impl Open {
    /// `CREATE [OR REPLACE] FUNCTION|PROCEDURE`: the only statements whose body may hold semicolons unquoted.
    fn creates_routine(&self) -> bool {
        let mut words = self.words.iter().map(String::as_str);
        if words.next() != Some("create") {
            return false;
        }
        matches!(
            (words.next(), words.next(), words.next()),
            (Some("function" | "procedure"), _, _)
                | (Some("or"), Some("replace"), Some("function" | "procedure"))
        )
    }

    fn word(&mut self, word: &str) {
        let word = word.to_ascii_lowercase();
        if self.words.len() < 4 {
            self.words.push(word.clone());
        }
        if self.parentheses == 0 && self.creates_routine() {
            match word.as_str() {
                "begin" => self.begins += 1,
                "case" if self.begins > 0 => self.begins += 1,
                "end" => self.begins = self.begins.saturating_sub(1),
                _ => {}
            }
        }
        if word == "stdin" && self.last_word == "from" && self.parentheses == 0 {
            self.from_stdin = true;
        }
        self.last_word = word;
    }
}

struct Splitter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    items: Vec<ScriptItem>,
    open: Open,
}

impl Splitter<'_> {
    fn run(&mut self) {
        // A byte order mark is no part of the first statement.
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.at += 1,
                b'-' if self.peek(1) == b'-' => self.at = self.line_end(start),
                b'/' if self.peek(1) == b'*' => self.skip_block_comment(),
                b';' => {
                    self.at += 1;
                    if self.open.parentheses == 0 && self.open.begins == 0 {
                        self.finish();
                    } else {
                        self.extend(start);
                    }
                }
                b'\\' if self.open.statement.is_none() => self.meta_command(),
                _ => self.token(byte),
            }
        }
        self.finish();
    }

    fn token(&mut self, byte: u8) {
        let start = self.at;
        match byte {
            b'\'' => self.skip_quoted(b'\'', false),
            b'"' => self.skip_quoted(b'"', false),
            b'E' | b'e' if self.peek(1) == b'\'' => {
                self.at += 1;
                self.skip_quoted(b'\'', true);
            }
            b'$' => self.dollar(),
            b'(' | b')' => {
                self.at += 1;
                let depth = &mut self.open.parentheses;
                *depth = if byte == b'(' {
                    *depth + 1
                } else {
                    depth.saturating_sub(1)
                };
            }
            _ if is_identifier_start(byte) => {
                while is_identifier_part(self.peek(0)) {
                    self.at += 1;
                }
                let word = &self.text[start..self.at];
                self.open.word(word);
            }
            // `1$$` never occurs; `$1` is a parameter. A digit takes what follows so that `1e'x'` opens no E'' string.
            b'0'..=b'9' => {
                while self.peek(0).is_ascii_alphanumeric() {
                    self.at += 1;
                }
            }
            _ => self.at += 1,
        }
        self.extend(start);
    }

    /// The byte so many places ahead, 0 after the end.
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn line_end(&self, from: usize) -> usize {
        self.text[from..]
            .find('\n')
            .map_or(self.text.len(), |length| from + length)
    }

    /// Takes what was read since `start` into the statement.
    fn extend(&mut self, start: usize) {
        let end = self.at;
        let new = || Statement {
            range: start..end,
            ..Statement::default()
        };
        self.open.statement.get_or_insert_with(new).range.end = end;
    }

    fn finish(&mut self) {
        let open = std::mem::take(&mut self.open);
        let Some(mut statement) = open.statement else {
            return;
        };
        if open.from_stdin && open.words.first().is_some_and(|word| word == "copy") {
            statement.copy_data = Some(self.copy_data());
        }
        self.items.push(ScriptItem::Statement(statement));
    }

    /// The lines after a `COPY ... FROM STDIN;` up to a line with `\.` alone.
    fn copy_data(&mut self) -> Range<usize> {
        let start = (self.line_end(self.at) + 1).min(self.text.len());
        let mut line = start;
        while line < self.text.len() {
            let end = self.line_end(line);
            if self.text[line..end].trim_end_matches('\r') == "\\." {
                self.at = end;
                return start..line;
            }
            line = end + 1;
        }
        self.at = self.text.len();
        start..self.text.len()
    }

    /// Comments nest in PostgreSQL. Manual, "SQL Syntax", 4.1.5.
    fn skip_block_comment(&mut self) {
        let mut depth = 0u32;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// From the opening quote to the closing one; a doubled quote stands for itself.
    fn skip_quoted(&mut self, quote: u8, backslash_escapes: bool) {
        self.at += 1;
        while self.at < self.bytes.len() {
            let byte = self.peek(0);
            if byte == b'\\' && backslash_escapes {
                self.at = (self.at + 2).min(self.bytes.len());
            } else if byte == quote && self.peek(1) == quote {
                self.at += 2;
            } else if byte == quote {
                self.at += 1;
                return;
            } else {
                self.at += 1;
            }
        }
    }

    /// A dollar-quoted string, or a lone `$` as in the parameter `$1`.
    fn dollar(&mut self) {
        let start = self.at;
        let mut end = start + 1;
        if self.bytes.get(end).copied().is_some_and(is_identifier_start) {
            while self
                .bytes
                .get(end)
                .is_some_and(|&byte| byte != b'$' && is_identifier_part(byte))
            {
                end += 1;
            }
        }
        if self.bytes.get(end) != Some(&b'$') {
            self.at = start + 1;
            return;
        }
        let delimiter = &self.text[start..=end];
        let content = end + 1;
        let content_end = self.text[content..]
            .find(delimiter)
            .map(|length| content + length);
        self.at = content_end.map_or(self.text.len(), |at| at + delimiter.len());
        self.extend(start);
        let range = content..content_end.unwrap_or(self.text.len());
        if let Some(statement) = &mut self.open.statement {
            statement.dollar_quoted.push(range);
        }
    }

    /// From the backslash to the end of the line or to `\\`, psql's separator of commands.
    fn meta_command(&mut self) {
        let start = self.at;
        let line_end = self.line_end(start);
        self.at += 1;
        while self.at < line_end {
            match self.peek(0) {
                b'\'' => {
                    self.skip_quoted(b'\'', true);
                    self.at = self.at.min(line_end);
                }
                b'\\' => break,
                _ => self.at += 1,
            }
        }
        let range = start..start + self.text[start..self.at].trim_end().len();
        if self.peek(0) == b'\\' && self.peek(1) == b'\\' {
            self.at += 2;
        }
        self.items.push(ScriptItem::MetaCommand { range });
    }
}

/// PostgreSQL takes every byte beyond ASCII as a letter. Manual, "SQL Syntax", 4.1.1.
fn is_identifier_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_identifier_part(byte: u8) -> bool {
    is_identifier_start(byte) || byte.is_ascii_digit() || byte == b'$'
}

#[cfg(test)]
mod tests;
