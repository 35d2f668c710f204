//! The script reader: a file as SQL*Plus reads it, cut into statements and commands.
//!
//! SQL*Plus decides at the start of each statement, line by line, whether what follows is one of its own commands;
//! only then does text go to the server. So a PROMPT with an apostrophe never meets the lexer, and a line `/` inside
//! a string ends nothing. SQL*Plus User's Guide and Reference, "Running Scripts", "SQL*Plus Command Reference".
//!
//! The reader is total and linear: each byte is lexed once, and a statement that is cut off by a literal without end
//! costs itself only (see [`CutOff`]).

mod command;
mod command_table;
mod fragment;
mod lines;
mod nesting;
mod remarks;
mod resync;
mod starts;
mod statement;
mod unterminated;

pub use command::{SqlPlusCommand, WheneverEvent, blank_continuations, split_words};
pub use starts::{is_reserved_start, is_stored_unit};

use crate::lexer::RawKind;
use lines::{blank_after, blank_before, line_end, skip_blanks};
use statement::Scan;
use std::borrow::Cow;

/// A file, cut.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Script {
    /// Statements and commands in file order.
    pub items: Vec<ScriptItem>,
}

/// One statement or command; all offsets are bytes of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScriptItem {
    /// First byte of the comments before it, REM, SET and PROMPT between them; equal to `start` when there are none.
    pub comments_start: u32,
    /// First byte of the statement or command itself.
    pub start: u32,
    /// Byte after its last; the terminator is outside.
    pub end: u32,
    /// Byte after the terminator.
    pub full_end: u32,
    /// The comment behind the terminator on its line.
    pub trailing_comment: Option<(u32, u32)>,
    /// The character that starts a substitution variable here; `None` after SET DEFINE OFF.
    pub substitution_prefix: Option<char>,
    /// What it is.
    pub kind: ItemKind,
}

/// Statements and commands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ItemKind {
    /// Something for the server.
    Statement(Statement),
    /// Something for SQL*Plus itself.
    Command(SqlPlusCommand),
}

/// What the script says about a statement beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Statement {
    /// How it is to be parsed.
    pub kind: StatementKind,
    /// What ended it.
    pub terminator: Terminator,
    /// How often a later lone `/` (or RUN) executes it again. Not zero after `INSERT ...;` followed by a line `/`:
    /// SQL*Plus then inserts twice.
    pub run_again: u32,
    /// Set when a literal, comment or quoted name in it has no end.
    pub cut_off: Option<CutOff>,
}

/// How a statement is to be parsed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum StatementKind {
    /// Ended by a semicolon.
    Sql,
    /// A block or stored unit, ended by a line `/`; its semicolons are its own.
    PlSql,
    /// `CREATE ... WRAPPED`: obfuscated PL/SQL, there is nothing to parse.
    Wrapped,
    /// `CREATE JAVA`: another language up to the line `/`.
    Java,
    /// Text that starts no statement and no command, such as prose or the second half of a block. SQL*Plus says
    /// "unknown command" to each line of it.
    Unknown,
}

/// What ended a statement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Terminator {
    /// `;`
    Semicolon,
    /// A line `/`.
    Slash,
    /// A line `.`: SQL*Plus keeps the statement in its buffer and does not execute it.
    Period,
    /// The end of the file: SQL*Plus does not execute the statement.
    EndOfFile,
    /// The statement is complete and another one follows without a terminator between them. SQL*Plus would send both
    /// as one; other tools cut here.
    MissingSlashAssumed,
    /// A literal or comment without end: cut where the next statement seems to start.
    CutOff,
}

/// A literal, comment or quoted name without end.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CutOff {
    /// Byte of the file where it starts.
    pub start: u32,
    /// What it is.
    pub construct: RawKind,
}

/// Cuts a file into statements and commands.
pub fn read_script(text: &str) -> Script {
    Reader::new(text).read()
}

/// Settings of SQL*Plus that change what the following lines mean.
struct Settings {
    /// SET DEFINE, SET SCAN.
    substitution_prefix: Option<char>,
    /// SET SQLTERMINATOR.
    sql_terminator: Option<char>,
    /// SET CMDSEP: several commands of SQL*Plus may stand on a line.
    command_separator: Option<char>,
}

struct Reader<'s> {
    text: &'s str,
    position: usize,
    comments_start: Option<usize>,
    settings: Settings,
    items: Vec<ScriptItem>,
    /// Index of the statement in the SQL buffer.
    buffer: Option<usize>,
    cut_offs: u32,
}

/// Each cut-off may cost a scan to the end of the file, so a file of nothing else is given up at some point.
const MAX_CUT_OFFS: u32 = 200;

/// A comment farther behind a terminator is no comment on the statement.
const MAX_COMMENT_DISTANCE: usize = 200;

impl<'s> Reader<'s> {
    fn new(text: &'s str) -> Self {
        Reader {
            text,
            position: 0,
            comments_start: None,
            settings: Settings {
                substitution_prefix: Some('&'),
                sql_terminator: Some(';'),
                command_separator: None,
            },
            items: Vec::new(),
            buffer: None,
            cut_offs: 0,
        }
    }

    fn read(mut self) -> Script {
        loop {
            self.position = skip_blanks(self.text, self.position);
            if self.position >= self.text.len() {
                return Script { items: self.items };
            }
            if !self.skip_comment() && !self.lone_terminator() && !self.command() {
                self.statement();
            }
        }
    }

    /// A comment between statements belongs to the next item. One without an end falls to the statement scanner,
    /// which reports it and finds the next statement.
    fn skip_comment(&mut self) -> bool {
        let rest = self.rest();
        let end = if rest.starts_with("--") {
            line_end(self.text, self.position)
        } else if rest.starts_with("/*") {
            match memchr::memmem::find(rest.as_bytes(), b"*/") {
                Some(found) => self.position + found + 2,
                None => return false,
            }
        } else {
            return false;
        };
        if !self.attach_to_previous(end) {
            self.comments_start.get_or_insert(self.position);
        }
        self.position = end;
        true
    }

    /// A comment on the line of the previous item's terminator belongs to that item.
    fn attach_to_previous(&mut self, end: usize) -> bool {
        let Some(previous) = self.items.last_mut() else {
            return false;
        };
        let between = self
            .text
            .get(previous.full_end as usize..self.position)
            .unwrap_or("\n");
        if previous.trailing_comment.is_some()
            || between.len() > MAX_COMMENT_DISTANCE
            || between.contains('\n')
        {
            return false;
        }
        previous.trailing_comment = Some((self.position as u32, end as u32));
        previous.full_end = end as u32;
        true
    }

    /// `/`, `;` and `.` on a line of their own: `/` executes the buffer again, the others do nothing here.
    fn lone_terminator(&mut self) -> bool {
        let at_line_start = blank_before(self.text, self.position);
        if !blank_after(self.text, self.position + 1) {
            return false;
        }
        match self.text.as_bytes().get(self.position) {
            Some(b'/') if at_line_start => self.run_buffer(),
            Some(b';') => {}
            Some(b'.') if at_line_start => {}
            _ => return false,
        }
        self.position += 1;
        // Comments before it belong to no statement.
        self.comments_start = None;
        true
    }

    fn run_buffer(&mut self) {
        let Some(item) = self.buffer.and_then(|index| self.items.get_mut(index)) else {
            return;
        };
        if let ItemKind::Statement(statement) = &mut item.kind {
            // After a line `.` the slash is what executes the statement for the first time.
            if statement.terminator == Terminator::Period {
                statement.terminator = Terminator::Slash;
            } else {
                statement.run_again += 1;
            }
        }
    }

    fn command(&mut self) -> bool {
        let separator = self.settings.command_separator.and_then(|separator| {
            let end = line_end(self.text, self.position);
            let found = self.text.get(self.position..end)?.find(separator)?;
            Some((self.position + found, separator.len_utf8()))
        });
        let text = separator.and_then(|(end, _)| self.text.get(..end));
        let Some(mut found) = command::parse(text.unwrap_or(self.text), self.position) else {
            return false;
        };
        if let Some((end, length)) = separator
            && found.full_end == end
        {
            found.full_end += length;
        }
        match &found.command {
            SqlPlusCommand::Set { words } => self.apply_set(words),
            SqlPlusCommand::Run => self.run_buffer(),
            SqlPlusCommand::Execute { .. } => self.buffer = None,
            _ => {}
        }
        let kind = ItemKind::Command(found.command);
        self.push(self.position, found.end, found.full_end, kind);
        true
    }

    fn apply_set(&mut self, words: &[String]) {
        for (name, value) in command::set_options(words) {
            match name {
                command::SetOption::Define => {
                    self.settings.substitution_prefix = command::switch_or_character(value, '&');
                }
                command::SetOption::Scan => {
                    let on = !value.eq_ignore_ascii_case("off");
                    self.settings.substitution_prefix = on.then_some('&');
                }
                command::SetOption::SqlTerminator => {
                    self.settings.sql_terminator = command::switch_or_character(value, ';');
                }
                command::SetOption::CommandSeparator => {
                    self.settings.command_separator = command::switch_or_character(value, ';');
                }
                command::SetOption::Other => {}
            }
        }
    }

    fn statement(&mut self) {
        let start = self.position;
        let scan = fragment::scan(self.text, start)
            .unwrap_or_else(|| statement::scan(self.text, start, self.settings.sql_terminator));
        let Scan {
            kind,
            mut end,
            mut full_end,
            mut terminator,
            open,
            ..
        } = scan;
        let cut_off = open.map(|token| CutOff {
            start: token.start,
            construct: token.kind,
        });
        if cut_off.is_some() {
            self.cut_offs += 1;
            let next = if self.cut_offs < MAX_CUT_OFFS {
                resync::next_statement(self.text, start, kind)
            } else {
                None
            };
            if let Some(next) = next {
                end = self.text.get(..next.end).unwrap_or("").trim_end().len();
                full_end = next.full_end;
            } else {
                end = self.text.len();
                full_end = end;
            }
            terminator = Terminator::CutOff;
        }
        let statement = Statement {
            kind,
            terminator,
            run_again: 0,
            cut_off,
        };
        let index = self.items.len();
        self.push(start, end, full_end, ItemKind::Statement(statement));
        // SQL*Plus keeps in its buffer what it had before an unknown command.
        if kind != StatementKind::Unknown {
            self.buffer = Some(index);
        }
    }

    fn push(&mut self, start: usize, end: usize, full_end: usize, kind: ItemKind) {
        let full_end = full_end.max(start + 1).min(self.text.len());
        if matches!(kind, ItemKind::Command(SqlPlusCommand::Remark(_))) {
            self.comments_start.get_or_insert(start);
        }
        // What is said before them is said of the next statement, too.
        let passes_comments_on = matches!(
            kind,
            ItemKind::Command(
                SqlPlusCommand::Remark(_) | SqlPlusCommand::Set { .. } | SqlPlusCommand::Prompt(_)
            )
        );
        let comments_start = match passes_comments_on {
            true => start,
            false => self.comments_start.take().unwrap_or(start),
        };
        self.items.push(ScriptItem {
            comments_start: comments_start as u32,
            start: start as u32,
            end: end.clamp(start, full_end) as u32,
            full_end: full_end as u32,
            trailing_comment: None,
            substitution_prefix: self.settings.substitution_prefix,
            kind,
        });
        self.position = full_end;
    }

    fn rest(&self) -> &'s str {
        self.text.get(self.position..).unwrap_or("")
    }
}

impl ScriptItem {
    /// The text of the item with the comments before it and the one behind its terminator: what the parser takes. What
    /// is before the item keeps its place: REM becomes `--` and other commands become blanks.
    pub fn text_with_comments<'s>(&self, script: &'s str) -> Cow<'s, str> {
        let all = script
            .get(self.comments_start as usize..self.end as usize)
            .unwrap_or("");
        let before = script
            .get(self.comments_start as usize..self.start as usize)
            .and_then(remarks::as_comments);
        let behind = self.trailing_comment.and_then(|(start, end)| {
            let comment = script.get(start as usize..end as usize)?;
            (!comment.contains('&')).then_some(comment)
        });
        if before.is_none() && behind.is_none() {
            return Cow::Borrowed(all);
        }
        let mut text = before.unwrap_or_default();
        text.push_str(all.get(text.len()..).unwrap_or(""));
        if let Some(comment) = behind {
            text.push(' ');
            text.push_str(comment);
        }
        Cow::Owned(text)
    }

    /// The text of the item alone.
    pub fn text<'s>(&self, script: &'s str) -> &'s str {
        script.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests;
