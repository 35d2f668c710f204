//! Whether a PL/SQL unit is complete: needed only to notice that the line `/` after it was forgotten.
//!
//! This follows block structure by keywords, without a grammar, and must err towards "not complete": then the next
//! statement is merged into the unit and the parser reports it.

use crate::lexer::{RawKind, RawToken};

/// An open construct.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Frame {
    /// Declarations that a BEGIN of the same construct may follow: DECLARE, a routine, a package body, a trigger.
    Declarations,
    /// Declarations without BEGIN: sections of a compound trigger stand in it.
    Compound,
    /// BEGIN ... END, IF ... END IF, LOOP ... END LOOP, CASE ... END.
    Body,
}

/// What IS or AS would open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Header {
    #[default]
    None,
    /// A routine, package or type body: its declarations.
    Declarations,
    /// A type specification: nothing, it ends at its semicolon.
    Type,
}

/// Follows the block structure of one unit.
#[derive(Default, Debug)]
pub struct Nesting {
    frames: Vec<Frame>,
    parens: i32,
    header: Header,
    previous: Previous,
    /// IS or AS of a routine was the last word: LANGUAGE and EXTERNAL make it a call specification.
    opened_by_header: bool,
    /// An END has closed the outermost frame, or nothing was ever open.
    complete: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Previous {
    #[default]
    Other,
    /// The word END.
    End,
    /// A dot or `%`: the next word is a name or an attribute, as TYPE in `emp.id%TYPE`.
    Dot,
    /// A semicolon, THEN, BEGIN, ...: a statement may start.
    Semicolon,
}

impl Nesting {
    /// The state inside of a block whose BEGIN is not in the text.
    pub fn inside_block() -> Self {
        Nesting {
            frames: vec![Frame::Body],
            ..Nesting::default()
        }
    }

    /// Whether the last token was the semicolon that completes the unit.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// How many constructs are open.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Takes the next token that is no trivia.
    pub fn feed(&mut self, token: &RawToken, word: &str) {
        let previous = self.previous;
        self.previous = match token.kind {
            RawKind::Dot | RawKind::Percent => Previous::Dot,
            RawKind::Semicolon => Previous::Semicolon,
            _ => Previous::Other,
        };
        match token.kind {
            RawKind::LeftParen => self.parens += 1,
            RawKind::RightParen => self.parens = (self.parens - 1).max(0),
            RawKind::Semicolon => self.semicolon(),
            RawKind::Word if previous != Previous::Dot => self.word(word, previous),
            _ => {}
        }
        if token.kind != RawKind::Semicolon {
            self.complete = false;
            self.opened_by_header &= token.kind == RawKind::Word && is(word, &["IS", "AS"]);
        }
    }

    fn semicolon(&mut self) {
        if self.parens == 0 {
            self.header = Header::None;
        }
        self.complete = self.frames.is_empty();
    }

    fn word(&mut self, word: &str, previous: Previous) {
        if word.len() < 2 || word.len() > 9 {
            return;
        }
        if is(word, &["END"]) {
            self.frames.pop();
            self.parens = 0;
            self.previous = Previous::End;
        } else if previous == Previous::End {
            // END IF, END LOOP, END CASE, END BEFORE STATEMENT, END name
        } else if is(word, &["BEGIN"]) {
            match self.frames.last_mut() {
                Some(frame @ Frame::Declarations) => *frame = Frame::Body,
                _ => self.frames.push(Frame::Body),
            }
        } else if is(word, &["IF", "LOOP", "CASE"]) {
            // IF NOT EXISTS of a CREATE stands outside of any frame.
            if !self.frames.is_empty() {
                self.frames.push(Frame::Body);
            }
        } else if is(word, &["DECLARE"]) {
            self.frames.push(Frame::Declarations);
        } else if self.parens == 0 {
            self.header_word(word);
        }
    }

    fn header_word(&mut self, word: &str) {
        if is(word, &["PROCEDURE", "FUNCTION", "PACKAGE"]) {
            self.header = Header::Declarations;
        } else if is(word, &["TYPE"]) && self.frames.is_empty() {
            self.header = Header::Type;
        } else if is(word, &["BODY"]) && self.header == Header::Type {
            self.header = Header::Declarations;
        } else if is(word, &["COMPOUND"]) && self.frames.is_empty() {
            self.frames.push(Frame::Compound);
        } else if is(word, &["BEFORE", "AFTER", "INSTEAD"]) && self.frames.last() == Some(&Frame::Compound) {
            self.header = Header::Declarations;
        } else if is(word, &["IS", "AS"]) && self.header == Header::Declarations {
            self.header = Header::None;
            self.frames.push(Frame::Declarations);
            self.opened_by_header = true;
        } else if is(word, &["LANGUAGE", "EXTERNAL"]) && self.opened_by_header {
            self.frames.pop();
        }
    }
}

fn is(word: &str, list: &[&str]) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(word))
}
