//! The statements of a script, one after the other, whatever its size: where each begins and ends, and what it is.

use memchr::memchr;
use std::io::Read;

/// Bytes read at once; the buffer grows only for longer statements.
const BUFFER: usize = 1 << 18;

/// Longest statement.
const LONGEST: usize = 1 << 30;

/// What a statement is to somebody who wants rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It has rows.
    Insert,
    /// It has none, and changes none.
    Definition,
    /// It takes all rows away.
    Emptying,
    /// It changes rows.
    Change,
    /// PL/SQL that is run.
    Block,
    /// It changes how texts are read.
    Session,
}

/// A statement.
#[derive(Debug)]
pub struct Statement<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text without the semicolon.
    pub bytes: &'a [u8],
    /// Its first byte in the file.
    pub start: u64,
    /// The byte behind its semicolon.
    pub end: u64,
    /// Its first line.
    pub line: u64,
    /// Whether SQL*Plus would replace a variable in it.
    pub has_variable: bool,
}

/// Why there is no statement.
#[derive(Debug)]
pub enum StatementError {
    /// The file.
    Input(std::io::Error),
    /// What stands there cannot be done.
    Refused {
        /// Where.
        line: u64,
        /// Why.
        message: String,
    },
}

/// Cuts a script.
pub struct Statements<R> {
    input: R,
    buffer: Vec<u8>,
    /// Where the next statement is looked for in the buffer.
    position: usize,
    /// Bytes of the file before the buffer.
    before: u64,
    line: u64,
    at_end: bool,
    defines: bool,
}

/// Commands of SQL*Plus, which end with their line.
const COMMANDS: &[&str] = &[
    "ACCEPT",
    "APPEND",
    "BREAK",
    "BTITLE",
    "CLEAR",
    "COLUMN",
    "COMPUTE",
    "CONN",
    "CONNECT",
    "DEFINE",
    "DESC",
    "DESCRIBE",
    "DISCONNECT",
    "ECHO",
    "HOST",
    "PAUSE",
    "PRINT",
    "PRO",
    "PROMPT",
    "REM",
    "REMARK",
    "SHOW",
    "SPOOL",
    "TIMING",
    "TTITLE",
    "UNDEFINE",
    "VAR",
    "VARIABLE",
    "WHENEVER",
];

impl<R: Read> Statements<R> {
    /// Reads from the beginning of a statement, which is at this byte and line of its file.
    pub fn new(input: R, start: u64, line: u64) -> Self {
        Statements {
            input,
            buffer: Vec::new(),
            position: 0,
            before: start,
            line,
            at_end: false,
            // A piece of a script begins behind what was looked at before it was cut.
            defines: start == 0,
        }
    }

    /// The next statement; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Statement<'_>>, StatementError> {
        loop {
            self.skip_blanks()?;
            if self.position == self.buffer.len() {
                return Ok(None);
            }
            let word = self.word_at(self.position)?;
            if word == "@" {
                return Err(self.refused("another script is included: list it in the plan"));
            }
            if matches!(word.as_str(), "EXIT" | "QUIT") {
                return Ok(None);
            }
            let second = self.second_word(&word)?;
            let is_set = word == "SET"
                && !matches!(
                    second.as_str(),
                    "TRANSACTION" | "ROLE" | "CONSTRAINT" | "CONSTRAINTS"
                );
            if is_set || word == "/" || COMMANDS.contains(&word.as_str()) {
                self.command(is_set, &second)?;
                continue;
            }
            let kind = match self.kind(&word, &second)? {
                Some(kind) => kind,
                None => return Err(self.refused(&format!("`{word}` begins no statement that is known"))),
            };
            if kind == Kind::Block {
                return Err(self.refused("PL/SQL is not run here"));
            }
            let is_program = word == "CREATE" && self.is_program()?;
            let length = if is_program {
                self.program_length()?
            } else {
                self.statement_length()?
            };
            let start = self.position;
            let line = self.line;
            let end = start + length;
            let text_end = if !is_program && self.buffer[start..end].ends_with(b";") {
                end - 1
            } else {
                end
            };
            self.line += newlines(&self.buffer[start..end]);
            self.position = end;
            return Ok(Some(Statement {
                kind,
                bytes: &self.buffer[start..text_end],
                start: self.before + start as u64,
                end: self.before + end as u64,
                line,
                has_variable: self.defines && has_variable(&self.buffer[start..text_end]),
            }));
        }
    }

    fn refused(&self, message: &str) -> StatementError {
        StatementError::Refused {
            line: self.line,
            message: message.to_owned(),
        }
    }

    fn kind(&mut self, word: &str, second: &str) -> Result<Option<Kind>, StatementError> {
        Ok(Some(match word {
            "INSERT" => Kind::Insert,
            "UPDATE" | "DELETE" | "MERGE" | "ROLLBACK" | "CALL" | "EXEC" | "EXECUTE" => Kind::Change,
            "TRUNCATE" | "DROP" => Kind::Emptying,
            "DECLARE" | "BEGIN" | "<" => Kind::Block,
            "ALTER" if second == "SESSION" => {
                let length = self.statement_length()?;
                let text = &self.buffer[self.position..self.position + length];
                let upper = text.to_ascii_uppercase();
                let finds = |word: &[u8]| memchr::memmem::find(&upper, word).is_some();
                // Language and calendar matter as the formats do; where names are looked for does not.
                if finds(b"NLS_") || finds(b"TIME_ZONE") {
                    Kind::Session
                } else {
                    Kind::Definition
                }
            }
            "CREATE" | "ALTER" | "COMMENT" | "GRANT" | "REVOKE" | "COMMIT" | "SET" | "ANALYZE"
            | "SAVEPOINT" | "LOCK" | "PURGE" | "RENAME" | "SELECT" | "WITH" | "AUDIT" | "NOAUDIT" => {
                Kind::Definition
            }
            _ => return Ok(None),
        }))
    }

    /// Goes behind blanks, comments and empty statements.
    fn skip_blanks(&mut self) -> Result<(), StatementError> {
        loop {
            while self.position + 2 >= self.buffer.len() && self.fill()? {}
            let rest = &self.buffer[self.position..];
            let length = match rest {
                [b'\n', ..] => {
                    self.line += 1;
                    1
                }
                [b' ' | b'\t' | b'\r' | b';' | 0x0C, ..] => 1,
                [0xEF, 0xBB, 0xBF, ..] => 3,
                [b'-', b'-', ..] => self
                    .find_from(2, |bytes| memchr(b'\n', bytes))?
                    .unwrap_or(rest_length(self)),
                [b'/', b'*', ..] => {
                    let end = self.find_from(2, |bytes| memchr::memmem::find(bytes, b"*/"))?;
                    let length = end.map_or(rest_length(self), |end| end + 2);
                    self.line += newlines(&self.buffer[self.position..self.position + length]);
                    length
                }
                _ => return Ok(()),
            };
            self.position += length;
        }
    }

    /// Finds something in the rest of the buffer, which grows until it is there; the distance from the position.
    fn find_from(
        &mut self,
        skip: usize,
        find: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<Option<usize>, StatementError> {
        loop {
            let from = (self.position + skip).min(self.buffer.len());
            if let Some(found) = find(&self.buffer[from..]) {
                return Ok(Some(from + found - self.position));
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// The word or sign at a place, in upper case.
    fn word_at(&mut self, at: usize) -> Result<String, StatementError> {
        let distance = at - self.position;
        while self.buffer.len() < self.position + distance + 40 && self.fill()? {}
        let rest = self.buffer.get(self.position + distance..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))
            .unwrap_or(rest.len());
        let length = length.max(usize::from(!rest.is_empty()));
        Ok(String::from_utf8_lossy(&rest[..length]).to_ascii_uppercase())
    }

    fn second_word(&mut self, first: &str) -> Result<String, StatementError> {
        let blanks = self.buffer[self.position + first.len()..]
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        self.word_at(self.position + first.len() + blanks)
    }

    /// Goes behind a command; SET DEFINE is obeyed.
    fn command(&mut self, is_set: bool, second: &str) -> Result<(), StatementError> {
        let length = self
            .find_from(0, |bytes| memchr(b'\n', bytes))?
            .unwrap_or(rest_length(self));
        let line =
            String::from_utf8_lossy(&self.buffer[self.position..self.position + length]).to_ascii_uppercase();
        if is_set && matches!(second, "DEFINE" | "DEF" | "SCAN") {
            self.defines = line
                .split_whitespace()
                .nth(2)
                .is_none_or(|value| value.trim_end_matches(';') != "OFF");
        }
        self.position += length;
        Ok(())
    }

    /// Whether a CREATE is of something whose text has semicolons.
    fn is_program(&mut self) -> Result<bool, StatementError> {
        while self.buffer.len() < self.position + 400 && self.fill()? {}
        let rest = &self.buffer[self.position..];
        let text = String::from_utf8_lossy(&rest[..rest.len().min(400)]).to_ascii_uppercase();
        let mut words = text.split_whitespace().skip(1).filter(|word| {
            !matches!(
                *word,
                "OR" | "REPLACE" | "EDITIONABLE" | "NONEDITIONABLE" | "AND" | "RESOLVE" | "COMPILE"
            )
        });
        Ok(words.next().is_some_and(|word| {
            matches!(
                word,
                "PROCEDURE" | "FUNCTION" | "PACKAGE" | "TRIGGER" | "TYPE" | "JAVA"
            )
        }))
    }

    /// To the line that is only a slash.
    fn program_length(&mut self) -> Result<usize, StatementError> {
        let mut from = 0;
        loop {
            let Some(line_end) = self.find_from(from, |bytes| memchr(b'\n', bytes))? else {
                return Ok(rest_length(self));
            };
            let line = &self.buffer[self.position + from..self.position + line_end];
            if line.trim_ascii() == b"/" {
                return Ok(line_end);
            }
            from = line_end + 1;
        }
    }

    /// To the semicolon that is in no literal, no name and no comment.
    fn statement_length(&mut self) -> Result<usize, StatementError> {
        let mut at = 0;
        loop {
            while self.buffer.len() <= self.position + at + 4 && self.fill()? {}
            let rest = &self.buffer[self.position..];
            let Some(byte) = rest.get(at) else {
                return Ok(at);
            };
            let open = |what: &str| self.refused(&format!("{what} without its end"));
            match byte {
                b';' => return Ok(at + 1),
                b'\'' => {
                    let before = at.checked_sub(1).and_then(|before| rest.get(before)).copied();
                    let earlier = at.checked_sub(2).and_then(|before| rest.get(before)).copied();
                    let is_word = |byte: Option<u8>| {
                        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                    };
                    let is_alternative = matches!(before, Some(b'q' | b'Q'))
                        && (!is_word(earlier)
                            || matches!(earlier, Some(b'n' | b'N'))
                                && !is_word(at.checked_sub(3).and_then(|before| rest.get(before)).copied()));
                    let end = if is_alternative {
                        let closing = match rest.get(at + 1) {
                            Some(b'[') => b']',
                            Some(b'(') => b')',
                            Some(b'{') => b'}',
                            Some(b'<') => b'>',
                            Some(other) => *other,
                            None => return Err(open("a text")),
                        };
                        let ending = [closing, b'\''];
                        self.find_from(at + 2, |bytes| memchr::memmem::find(bytes, &ending))?
                            .map(|end| end + 2)
                    } else {
                        self.find_from(at + 1, |bytes| memchr(b'\'', bytes))?
                            .map(|end| end + 1)
                    };
                    // A doubled quote is the end of one text and the beginning of the next to this reader.
                    at = match end {
                        Some(end) => end,
                        None => return Err(self.refused("a text without its end")),
                    };
                }
                b'"' => {
                    at = match self.find_from(at + 1, |bytes| memchr(b'"', bytes))? {
                        Some(end) => end + 1,
                        None => return Err(self.refused("a quoted name without its end")),
                    };
                }
                b'-' if rest.get(at + 1) == Some(&b'-') => {
                    at = self
                        .find_from(at, |bytes| memchr(b'\n', bytes))?
                        .unwrap_or(rest_length(self));
                }
                b'/' if rest.get(at + 1) == Some(&b'*') => {
                    at = match self.find_from(at + 2, |bytes| memchr::memmem::find(bytes, b"*/"))? {
                        Some(end) => end + 2,
                        None => return Err(self.refused("a comment without its end")),
                    };
                }
                _ => at += 1,
            }
        }
    }

    /// Reads more; `false` when there is no more.
    fn fill(&mut self) -> Result<bool, StatementError> {
        if self.at_end {
            return Ok(false);
        }
        if self.position > BUFFER {
            self.buffer.drain(..self.position);
            self.before += self.position as u64;
            self.position = 0;
        }
        let held = self.buffer.len();
        if held - self.position > LONGEST {
            return Err(self.refused("a statement is longer than 1 GB"));
        }
        // A long statement doubles the buffer, so that it is not searched again and again.
        self.buffer.resize(held + BUFFER.max(held - self.position), 0);
        let read = loop {
            match self.input.read(&mut self.buffer[held..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                self.buffer.truncate(held);
                return Err(StatementError::Input(error));
            }
        };
        self.buffer.truncate(held + read);
        self.at_end = read == 0;
        Ok(read > 0)
    }
}

/// Bytes of the buffer behind the position.
fn rest_length<R>(statements: &Statements<R>) -> usize {
    statements.buffer.len() - statements.position
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Whether `&` stands before a name or another `&`.
fn has_variable(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'&', bytes).any(|at| {
        bytes
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, b'_' | b'&'))
    })
}
