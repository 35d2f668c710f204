//! SQL*Plus commands: recognised at the start of a statement, one line each unless a `-` continues it.

use super::command_table::{self, CommandName};
use super::lines::{blank_after, line_end, skip_blanks, word_at};
use crate::lexer::{RawKind, lex_from};

/// A SQL*Plus command. Texts are as written: substitution variables are still in them, continuation lines are joined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SqlPlusCommand {
    /// `@path arguments`, `@@path arguments`, `START path arguments`
    Include {
        /// The script, without quotes.
        path: String,
        /// `@@`: look beside the including script.
        relative: bool,
        /// Values for `&1`, `&2`, ...
        arguments: Vec<String>,
    },
    /// `DEFINE name = value`; without a value it only displays.
    Define {
        /// Variable; absent for a bare DEFINE.
        name: Option<String>,
        /// Value without quotes.
        value: Option<String>,
    },
    /// `UNDEFINE name...`
    Undefine {
        /// Variables.
        names: Vec<String>,
    },
    /// `ACCEPT name NUMBER FORMAT f DEFAULT d PROMPT 'text' HIDE`
    Accept {
        /// Variable.
        name: String,
        /// Default without quotes.
        default: Option<String>,
        /// Prompt without quotes.
        prompt: Option<String>,
    },
    /// `PROMPT text`
    Prompt(String),
    /// `REMARK text`
    Remark(String),
    /// `SET option value ...`: the words after SET.
    Set {
        /// Options and values as written.
        words: Vec<String>,
    },
    /// `SPOOL file`
    Spool(String),
    /// `WHENEVER SQLERROR EXIT ...`
    Whenever {
        /// What is waited for; `None` when the word is unknown.
        event: Option<WheneverEvent>,
        /// The rest: `EXIT FAILURE ROLLBACK`, `CONTINUE NONE`.
        action: String,
    },
    /// `EXECUTE text`: behaves as the statement `BEGIN text; END;`.
    Execute {
        /// First byte of the PL/SQL text in the file.
        start: u32,
        /// Byte after its last, without the semicolon.
        end: u32,
    },
    /// `VARIABLE name type`
    Variable {
        /// Bind variable; absent for a bare VARIABLE.
        name: Option<String>,
        /// Its type and value as written.
        datatype: Option<String>,
    },
    /// `PRINT name...`
    Print(String),
    /// `CONNECT user/password@database`
    Connect(String),
    /// `HOST command`, `! command`
    Host(String),
    /// `EXIT`, `QUIT`: nothing after it in this script runs.
    Exit(String),
    /// `SHOW ERRORS`, `SHOW USER`
    Show(String),
    /// `COLUMN expression FORMAT ... NEW_VALUE variable`
    Column {
        /// The rest of the line.
        text: String,
        /// Variable that later queries fill.
        new_value: Option<String>,
    },
    /// `RUN`, `R`: the statement in the buffer again.
    Run,
    /// `PAUSE text`
    Pause(String),
    /// Any other command of SQL*Plus: its full name and the rest of the line.
    Other {
        /// Full name in upper case.
        name: &'static str,
        /// Rest of the line.
        text: String,
    },
}

/// What WHENEVER waits for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WheneverEvent {
    /// `WHENEVER SQLERROR`
    SqlError,
    /// `WHENEVER OSERROR`
    OsError,
}

/// A command found in a script.
pub struct Found {
    /// The command.
    pub command: SqlPlusCommand,
    /// Byte after its text.
    pub end: usize,
    /// Byte after its last line.
    pub full_end: usize,
}

/// The command that starts at `start`, the first byte of a statement.
pub fn parse(text: &str, start: usize) -> Option<Found> {
    if let Some(found) = punctuation_command(text, start) {
        return Some(found);
    }
    let word = word_at(text, start);
    let (full_name, name) = command_table::find(word)?;
    let after = start + word.len();
    let rest = text.get(after..line_end(text, after)).unwrap_or("");
    if !is_command_here(name, rest) {
        return None;
    }
    let full_end = command_end(text, after, name);
    let arguments = joined(text, skip_blanks(text, after).min(full_end), full_end);
    let command = build(name, full_name, &arguments, text, after, full_end);
    Some(Found {
        command,
        end: trimmed_end(text, start, full_end),
        full_end,
    })
}

/// `@`, `@@`, `!` and, on Windows, `$`. `#` runs one SQL*Plus command while a statement is typed in and is no command here.
fn punctuation_command(text: &str, start: usize) -> Option<Found> {
    let rest = text.get(start..)?;
    // The usual statement is told apart by its first byte: its line may be very long.
    if !rest.starts_with(['@', '!', '$']) {
        return None;
    }
    let full_end = continued_line_end(text, start);
    let end = trimmed_end(text, start, full_end);
    let command = if let Some(tail) = rest.strip_prefix("@@") {
        include(&joined(text, text.len() - tail.len(), full_end), true)
    } else if rest.starts_with('@') {
        include(&joined(text, start + 1, full_end), false)
    } else if (rest.starts_with('!') && !rest.starts_with("!=")) || rest.starts_with("$ ") {
        SqlPlusCommand::Host(joined(text, start + 1, full_end))
    } else {
        return None;
    };
    Some(Found {
        command,
        end,
        full_end,
    })
}

/// SQL has statements that begin with a word of SQL*Plus.
fn is_command_here(name: CommandName, rest: &str) -> bool {
    let next = rest.trim_start();
    let is_word = |word: &str| {
        next.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
            && !next
                .get(word.len()..)
                .is_some_and(|tail| tail.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    match name {
        CommandName::Set => !["ROLE", "TRANSACTION", "CONSTRAINT", "CONSTRAINTS"]
            .into_iter()
            .any(is_word),
        CommandName::Alone => next.is_empty(),
        CommandName::Prompt | CommandName::Remark | CommandName::Host | CommandName::Spool => true,
        CommandName::Accept
        | CommandName::Column
        | CommandName::Connect
        | CommandName::Define
        | CommandName::Execute
        | CommandName::Exit
        | CommandName::Pause
        | CommandName::Print
        | CommandName::Run
        | CommandName::Show
        | CommandName::Start
        | CommandName::Undefine
        | CommandName::Variable
        | CommandName::Whenever
        | CommandName::Other => !rest.starts_with(['.', '(', '%']) && !next.starts_with(":="),
        // Nothing but its name and perhaps `>` stands on the line; what follows is no SQL up to a line `#`.
        CommandName::Document => next.trim_end_matches('>').trim().is_empty(),
    }
}

fn command_end(text: &str, position: usize, name: CommandName) -> usize {
    match name {
        CommandName::Prompt | CommandName::Remark => {
            // A ruler of dashes is meant as one: continuing there would eat the next statement, and only SQL*Plus
            // itself does so. A dash after words and a blank continues.
            let end = line_end(text, position);
            let line = text.get(position..end).unwrap_or("").trim_end();
            let ruler = !line.ends_with(" -") || !line.contains(char::is_alphanumeric);
            if ruler {
                end
            } else {
                continued_line_end(text, position)
            }
        }
        CommandName::Document => document_end(text, position),
        CommandName::Accept
        | CommandName::Alone
        | CommandName::Column
        | CommandName::Connect
        | CommandName::Define
        | CommandName::Execute
        | CommandName::Exit
        | CommandName::Host
        | CommandName::Other
        | CommandName::Pause
        | CommandName::Print
        | CommandName::Run
        | CommandName::Set
        | CommandName::Show
        | CommandName::Spool
        | CommandName::Start
        | CommandName::Undefine
        | CommandName::Variable
        | CommandName::Whenever => continued_line_end(text, position),
    }
}

/// The end of the line `#`, or of the line of the command when there is none.
fn document_end(text: &str, position: usize) -> usize {
    let first = line_end(text, position);
    let mut end = first;
    while end < text.len() {
        let next = end + 1;
        end = line_end(text, next);
        if text.get(next..end).unwrap_or("").trim() == "#" {
            return end;
        }
    }
    first
}

/// The end of the line, or of the last line that `-` at a line's end continues to.
fn continued_line_end(text: &str, position: usize) -> usize {
    let mut from = position;
    let mut end = line_end(text, position);
    while end < text.len() && text.get(from..end).unwrap_or("").trim_end().ends_with('-') {
        from = end + 1;
        end = line_end(text, from);
    }
    end
}

/// The text of a command with its lines joined.
fn joined(text: &str, start: usize, end: usize) -> String {
    let text = text.get(start..end).unwrap_or("").trim();
    if !text.contains('\n') {
        return text.to_owned();
    }
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end().trim_end_matches('-').trim())
        .collect();
    lines.join(" ")
}

/// Byte after the last token of EXECUTE: what is put behind it must not fall into a comment.
fn execute_end(text: &str, start: usize, full_end: usize) -> usize {
    lex_from(text.get(..full_end).unwrap_or(""), start)
        .filter(|token| !token.kind.is_trivia() && token.kind != RawKind::Semicolon)
        .last()
        .map_or(start, |token| token.end as usize)
}

fn trimmed_end(text: &str, start: usize, end: usize) -> usize {
    start + text.get(start..end).unwrap_or("").trim_end().len()
}

fn build(
    name: CommandName,
    full_name: &'static str,
    arguments: &str,
    text: &str,
    after: usize,
    full_end: usize,
) -> SqlPlusCommand {
    // Only these take their line as it is; SQL*Plus drops a semicolon at the end of all others.
    let plain = arguments.to_owned();
    let ended = arguments.trim_end_matches(';').trim_end().to_owned();
    match name {
        CommandName::Accept => accept(&ended),
        CommandName::Column => {
            let words = split_words(&ended);
            let new_value = words
                .iter()
                .position(|word| is_abbreviation(word, "NEW_VALUE", 5))
                .and_then(|index| words.get(index + 1).cloned());
            SqlPlusCommand::Column {
                text: ended,
                new_value,
            }
        }
        CommandName::Connect => SqlPlusCommand::Connect(ended),
        CommandName::Define => define(&ended),
        CommandName::Execute => {
            let start = skip_blanks(text, after).min(full_end);
            SqlPlusCommand::Execute {
                start: start as u32,
                end: execute_end(text, start, full_end) as u32,
            }
        }
        CommandName::Exit => SqlPlusCommand::Exit(ended),
        CommandName::Host => SqlPlusCommand::Host(plain),
        CommandName::Pause => SqlPlusCommand::Pause(plain),
        CommandName::Print => SqlPlusCommand::Print(ended),
        CommandName::Prompt => SqlPlusCommand::Prompt(plain),
        CommandName::Remark | CommandName::Document => SqlPlusCommand::Remark(plain),
        CommandName::Run => SqlPlusCommand::Run,
        CommandName::Set => SqlPlusCommand::Set {
            words: split_words(set_arguments(&plain)),
        },
        CommandName::Show => SqlPlusCommand::Show(ended),
        CommandName::Spool => SqlPlusCommand::Spool(ended),
        CommandName::Start => include(&ended, false),
        CommandName::Undefine => SqlPlusCommand::Undefine {
            names: split_words(&ended),
        },
        CommandName::Variable => {
            let mut parts = ended.splitn(2, char::is_whitespace);
            let name = parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
            let datatype = parts.next().map(|part| part.trim().to_owned());
            SqlPlusCommand::Variable { name, datatype }
        }
        CommandName::Whenever => {
            let mut parts = ended.splitn(2, char::is_whitespace);
            let event = match parts.next().unwrap_or("").to_ascii_uppercase().as_str() {
                "SQLERROR" => Some(WheneverEvent::SqlError),
                "OSERROR" => Some(WheneverEvent::OsError),
                _ => None,
            };
            SqlPlusCommand::Whenever {
                event,
                action: parts.next().unwrap_or("").trim().to_owned(),
            }
        }
        CommandName::Alone if full_name == "R" => SqlPlusCommand::Run,
        CommandName::Alone | CommandName::Other => SqlPlusCommand::Other {
            name: full_name,
            text: ended,
        },
    }
}

/// A semicolon at the end of SET is dropped unless it is the value: `SET SQLTERMINATOR ;`.
fn set_arguments(arguments: &str) -> &str {
    match arguments.strip_suffix(';') {
        Some(rest) if !rest.ends_with(char::is_whitespace) => rest,
        _ => arguments,
    }
}

fn include(arguments: &str, relative: bool) -> SqlPlusCommand {
    let mut words = split_words(arguments.trim_end_matches(';')).into_iter();
    SqlPlusCommand::Include {
        path: words.next().unwrap_or_default(),
        relative,
        arguments: words.collect(),
    }
}

fn define(arguments: &str) -> SqlPlusCommand {
    let Some((name, value)) = arguments.split_once('=') else {
        let name = arguments.split_whitespace().next().map(str::to_owned);
        return SqlPlusCommand::Define { name, value: None };
    };
    let value = unquoted(value.trim());
    SqlPlusCommand::Define {
        name: Some(name.trim().to_owned()),
        value: Some(value),
    }
}

fn accept(arguments: &str) -> SqlPlusCommand {
    let words = split_words(arguments);
    let after = |name: &str, least: usize| {
        let index = words.iter().position(|word| is_abbreviation(word, name, least))?;
        words.get(index + 1).cloned()
    };
    SqlPlusCommand::Accept {
        name: words.first().cloned().unwrap_or_default(),
        default: after("DEFAULT", 3),
        prompt: after("PROMPT", 3),
    }
}

fn is_abbreviation(word: &str, name: &str, least: usize) -> bool {
    word.len() >= least
        && name
            .get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// The text between the quotes a value starts with; what follows them is no part of it. A value without quotes is the
/// whole text.
fn unquoted(value: &str) -> String {
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '\'' | '"')) else {
        return value.to_owned();
    };
    let mut inner = String::with_capacity(value.len());
    let mut rest = value.chars().skip(1).peekable();
    while let Some(character) = rest.next() {
        if character == quote && rest.next_if_eq(&quote).is_none() {
            return inner;
        }
        inner.push(character);
    }
    value.to_owned()
}

/// The PL/SQL text of EXECUTE with the `-` of continued lines blanked out: offsets stay as they are.
pub fn blank_continuations(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n').map(|rest| (rest.trim_end(), rest)) {
            Some((trimmed, rest)) if trimmed.ends_with('-') => {
                result.push_str(trimmed.get(..trimmed.len() - 1).unwrap_or(""));
                result.push(' ');
                result.push_str(rest.get(trimmed.len()..).unwrap_or(""));
                result.push('\n');
            }
            _ => result.push_str(line),
        }
    }
    result
}

/// Splits the arguments of a command at blanks; quotes of either kind hold a word together and are removed.
pub fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, tail) = if matches!(first, '\'' | '"') {
            let inner = rest.get(1..).unwrap_or("");
            match inner.find(first) {
                Some(end) => (inner.get(..end), inner.get(end + 1..)),
                None => (Some(inner), None),
            }
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (rest.get(..end), rest.get(end..))
        };
        words.push(word.unwrap_or("").to_owned());
        rest = tail.unwrap_or("").trim_start();
    }
    words
}

/// Options of SET that change how the script is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetOption {
    /// `SET DEF[INE]`
    Define,
    /// `SET SCAN`, the older form.
    Scan,
    /// `SET SQLT[ERMINATOR]`
    SqlTerminator,
    /// `SET CMDS[EP]`
    CommandSeparator,
    /// Any other word.
    Other,
}

/// The options of a SET and the word after each. One SET may have several options, whose values are not told apart
/// from their names: only the names looked for count.
pub fn set_options(words: &[String]) -> impl Iterator<Item = (SetOption, &str)> {
    words.iter().enumerate().map(|(index, word)| {
        let option = if is_abbreviation(word, "DEFINE", 3) {
            SetOption::Define
        } else if word.eq_ignore_ascii_case("SCAN") {
            SetOption::Scan
        } else if is_abbreviation(word, "SQLTERMINATOR", 4) {
            SetOption::SqlTerminator
        } else if is_abbreviation(word, "CMDSEP", 4) {
            SetOption::CommandSeparator
        } else {
            SetOption::Other
        };
        (option, words.get(index + 1).map_or("", String::as_str))
    })
}

/// The value of an option that is ON, OFF or a character.
pub fn switch_or_character(value: &str, default: char) -> Option<char> {
    if value.eq_ignore_ascii_case("off") {
        None
    } else if value.eq_ignore_ascii_case("on") {
        Some(default)
    } else {
        Some(value.chars().next().unwrap_or(default))
    }
}

/// Whether a SQL*Plus command starts at `position`, which must be the start of a line.
pub fn starts_at(text: &str, position: usize) -> bool {
    let rest = text.get(position..).unwrap_or("");
    if rest.starts_with('@') {
        return true;
    }
    let word = word_at(text, position);
    // One and two letters are too short a hint inside of something else.
    word.len() > 2
        && command_table::find(word).is_some_and(|(_, name)| {
            let after = position + word.len();
            is_command_here(name, text.get(after..line_end(text, after)).unwrap_or(""))
                && (name != CommandName::Set || !blank_after(text, after))
        })
}
