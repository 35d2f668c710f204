//! Text that starts no statement and no command: prose, transcripts, the second half of a block.
//!
//! SQL*Plus answers each such line with "unknown command beginning ..." and goes on. Here what belongs together is one
//! item, so that one mistake gives one message and the statements behind it are read.

use super::lines::{blank_after, blank_before, line_end, skip_blanks, word_at};
use super::nesting::{Nesting, StructureWord};
use super::starts::{is_definite_start, is_reserved_start, is_stored_unit};
use super::statement::Scan;
use super::{StatementKind, Terminator, command};
use crate::lexer::{RawKind, RawToken, lex_from};

/// A half of a block that is longer than this many lines becomes several items.
const MAX_LINES: usize = 2_000;

/// Statements that only stand inside of a block, and its other parts.
const BLOCK_WORDS: &[&str] = &[
    "CASE",
    "CLOSE",
    "CONTINUE",
    "CURSOR",
    "ELSE",
    "ELSIF",
    "END",
    "EXCEPTION",
    "FETCH",
    "FOR",
    "FORALL",
    "GOTO",
    "IF",
    "LOOP",
    "NULL",
    "OPEN",
    "PIPE",
    "PRAGMA",
    "RAISE",
    "RETURN",
    "SUBTYPE",
    "WHEN",
    "WHILE",
];

/// The text from `start` to where the next statement can start; `None` when a statement starts at `start` itself.
pub fn scan(text: &str, start: usize) -> Option<Scan> {
    if !is_unknown(text, start) {
        return None;
    }
    let block = if is_part_of_block(text, start) {
        part_of_block(text, start, Closing::Expected).or_else(|| part_of_block(text, start, Closing::Missing))
    } else {
        None
    };
    Some(block.unwrap_or_else(|| prose(text, start)))
}

/// Whether the text at `position` can be neither a statement nor one of its comments.
fn is_unknown(text: &str, position: usize) -> bool {
    let rest = text.get(position..).unwrap_or("");
    match rest.chars().next() {
        None => false,
        Some(first) if first.is_alphabetic() => {
            let word = word_at(text, position);
            !is_reserved_start(word) && !is_stored_unit(word)
        }
        // A variable may stand for the whole statement.
        Some('(' | '&' | ':' | '^') => false,
        Some('<') => !rest.starts_with("<<"),
        Some('/') => !rest.starts_with("/*"),
        Some('$') => !rest.starts_with("${"),
        Some(_) => true,
    }
}

/// Whether it looks like PL/SQL: a word of blocks, a call, an assignment, a declaration.
fn is_part_of_block(text: &str, start: usize) -> bool {
    let word = word_at(text, start);
    if BLOCK_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return true;
    }
    let after = start + word.len();
    let line = text.get(after..line_end(text, after)).unwrap_or("").trim();
    word.starts_with(char::is_alphabetic) && (line.starts_with([':', '(', '.', '%']) || line.ends_with(';'))
}

/// What is known about the END of the block around.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// It is in the text.
    Expected,
    /// It is not: any statement may follow a semicolon that stands in nothing.
    Missing,
}

fn part_of_block(text: &str, start: usize, closing: Closing) -> Option<Scan> {
    let region = text.get(..region_end(text, start))?;
    let mut nesting = if word_at(text, start).eq_ignore_ascii_case("END") {
        Nesting::default()
    } else {
        Nesting::inside_block()
    };
    let mut last_end = start;
    let mut after_semicolon = false;
    for token in lex_from(region, start).without_blanks() {
        if token.kind.is_open() {
            return None;
        }
        if token.kind.is_trivia() {
            continue;
        }
        let position = token.start as usize;
        let end = token.end as usize;
        if last_end > start && matches!(token.kind, RawKind::Slash | RawKind::Dot) && is_alone(text, &token) {
            return Some(unknown(last_end, end, Terminator::Slash));
        }
        let is_closed = match closing {
            Closing::Expected => nesting.is_complete(),
            Closing::Missing => nesting.depth() <= 1,
        };
        if after_semicolon && is_closed && blank_before(text, position) && starts_item(text, position) {
            return Some(unknown(last_end, last_end, Terminator::MissingSlashAssumed));
        }
        let word = text.get(position..end).unwrap_or("");
        nesting.feed(&token, StructureWord::of(&token, word));
        after_semicolon = token.kind == RawKind::Semicolon;
        last_end = end;
    }
    (closing == Closing::Missing || nesting.is_complete())
        .then(|| unknown(last_end, last_end, Terminator::MissingSlashAssumed))
}

/// The byte after the line `/`, or where a statement starts that cannot stand in a block.
fn region_end(text: &str, start: usize) -> usize {
    let mut end = line_end(text, start);
    for _ in 0..MAX_LINES {
        if end >= text.len() {
            break;
        }
        let next = end + 1;
        let first = skip_blanks(text, next);
        let next_end = line_end(text, next);
        if first < next_end && is_definite_start(text, first) {
            return next;
        }
        end = next_end;
        if text.get(next..end).unwrap_or("").trim() == "/" {
            break;
        }
    }
    end
}

/// Lines up to an empty one or one that can be something else.
fn prose(text: &str, start: usize) -> Scan {
    let mut end = line_end(text, start);
    while end < text.len() {
        let next = end + 1;
        let first = skip_blanks(text, next);
        let next_end = line_end(text, next);
        if first >= next_end || starts_item(text, first) || is_part_of_block(text, first) {
            break;
        }
        end = next_end;
    }
    let trimmed = text.get(start..end).unwrap_or("").trim_end().len();
    unknown(start + trimmed, end, Terminator::MissingSlashAssumed)
}

/// Whether the first word of a line starts a comment, a terminator, a statement or a command.
fn starts_item(text: &str, position: usize) -> bool {
    let rest = text.get(position..).unwrap_or("");
    rest.starts_with("--")
        || (rest.starts_with(['/', '.', ';']) && blank_after(text, position + 1))
        || !is_unknown(text, position)
        || command::starts_at(text, position)
}

fn is_alone(text: &str, token: &RawToken) -> bool {
    blank_before(text, token.start as usize) && blank_after(text, token.end as usize)
}

fn unknown(end: usize, full_end: usize, terminator: Terminator) -> Scan {
    Scan {
        kind: StatementKind::Unknown,
        end,
        full_end,
        terminator,
        open: None,
    }
}
