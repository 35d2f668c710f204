//! SQL statements whose terminator was forgotten.
//!
//! SQL*Plus would send such a statement together with the next one. A line that starts with a word of statements may as
//! well go on with the same one, as SELECT after `INSERT INTO t`, so the grammar decides: the text before must be a
//! statement, and the text with what follows must not.

use super::starts::{is_definite_start, is_one_of, is_reserved_start};
use super::{command, lines::blank_before};
use crate::lexer::{RawKind, RawToken};
use crate::parser::{ParseOptions, is_unit};

/// So many places of one statement are looked at.
const MAX_CANDIDATES: usize = 16;

/// The grammar is asked about texts up to this length.
const MAX_LENGTH: usize = 64 * 1024;

/// Words after which a statement goes on in any case.
const CONTINUING: &[&str] = &[
    "ALL",
    "AND",
    "AS",
    "BY",
    "DISTINCT",
    "EXCEPT",
    "FOR",
    "FROM",
    "IN",
    "INTERSECT",
    "INTO",
    "IS",
    "MINUS",
    "NOT",
    "ON",
    "OR",
    "SELECT",
    "SET",
    "THEN",
    "TO",
    "UNION",
    "WHERE",
];

/// A place where the next statement could start.
struct Candidate {
    position: usize,
    /// Byte after the last token before it.
    previous_end: usize,
}

/// Collects the places of one statement.
#[derive(Default)]
pub struct Candidates {
    found: Vec<Candidate>,
    parens: i32,
    previous: Option<RawToken>,
}

impl Candidates {
    /// Takes the next token that is no trivia.
    pub fn feed(&mut self, text: &str, token: &RawToken) {
        let position = token.start as usize;
        if let Some(previous) = &self.previous
            && self.parens == 0
            && self.found.len() < MAX_CANDIDATES
            && matches!(token.kind, RawKind::Word | RawKind::At)
            && blank_before(text, position)
            && !goes_on_after(previous, text)
            && (is_reserved_start(text_of(token, text)) || command::starts_at(text, position))
        {
            self.found.push(Candidate {
                position,
                previous_end: previous.end as usize,
            });
        }
        match token.kind {
            RawKind::LeftParen => self.open_parenthesis(),
            RawKind::RightParen => self.close_parenthesis(),
            _ => {}
        }
        self.pass(token);
    }

    /// Takes a token that starts no line.
    pub fn pass(&mut self, token: &RawToken) {
        self.previous = Some(*token);
    }

    /// Takes a left parenthesis, together with [`Candidates::pass`].
    pub fn open_parenthesis(&mut self) {
        self.parens += 1;
    }

    /// Takes a right parenthesis, together with [`Candidates::pass`].
    pub fn close_parenthesis(&mut self) {
        self.parens -= 1;
    }

    /// Byte after the statement that starts at `start`, when another one follows in the text up to `end`.
    pub fn split(&self, text: &str, start: usize, end: usize) -> Option<usize> {
        let mut whole_parses = None;
        self.found.iter().find_map(|candidate| {
            let is_definite = is_definite_start(text, candidate.position);
            let is_complete = is_definite || is_statement(text, start, candidate.previous_end);
            (is_complete && !*whole_parses.get_or_insert_with(|| is_statement(text, start, end)))
                .then_some(candidate.previous_end)
        })
    }
}

/// Whether a statement cannot end behind a token.
fn goes_on_after(token: &RawToken, text: &str) -> bool {
    match token.kind {
        RawKind::Word => is_one_of(text_of(token, text), CONTINUING),
        RawKind::RightParen
        | RawKind::QuotedName(_)
        | RawKind::String(_)
        | RawKind::AlternativeString(_)
        | RawKind::Number
        | RawKind::Bind
        | RawKind::Star => false,
        _ => true,
    }
}

fn text_of<'s>(token: &RawToken, text: &'s str) -> &'s str {
    text.get(token.start as usize..token.end as usize).unwrap_or("")
}

/// Whether the grammar accepts a text, which must not be too long to ask about.
pub fn is_statement(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end)
        .is_some_and(|text| text.len() <= MAX_LENGTH && is_unit(text, &ParseOptions::default()))
}
