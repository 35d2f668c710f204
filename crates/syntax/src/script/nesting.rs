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

    /// Takes the next token that is no trivia, with what it means if it is a word of block structure.
    pub fn feed(&mut self, token: &RawToken, word: Option<StructureWord>) {
        let previous = self.previous;
        self.previous = match token.kind {
            RawKind::Dot | RawKind::Percent => Previous::Dot,
            RawKind::Semicolon => Previous::Semicolon,
            _ => Previous::Other,
        };
        match (token.kind, word) {
            (RawKind::LeftParen, _) => self.parens += 1,
            (RawKind::RightParen, _) => self.parens = (self.parens - 1).max(0),
            (RawKind::Semicolon, _) => {
                self.semicolon();
                return;
            }
            (_, Some(word)) if previous != Previous::Dot => self.word(word, previous),
            _ => {}
        }
        self.complete = false;
        self.opened_by_header &= matches!(word, Some(StructureWord::Is | StructureWord::As));
    }

    fn semicolon(&mut self) {
        if self.parens == 0 {
            self.header = Header::None;
        }
        self.complete = self.frames.is_empty();
    }

    fn word(&mut self, word: StructureWord, previous: Previous) {
        use StructureWord as W;
        if previous == Previous::End && word != W::End {
            // END IF, END LOOP, END CASE, END BEFORE STATEMENT
            return;
        }
        match word {
            W::End => {
                self.frames.pop();
                self.parens = 0;
                self.previous = Previous::End;
            }
            W::Begin => match self.frames.last_mut() {
                Some(frame @ Frame::Declarations) => *frame = Frame::Body,
                _ => self.frames.push(Frame::Body),
            },
            W::If | W::Loop | W::Case => {
                // IF NOT EXISTS of a CREATE stands outside of any frame.
                if !self.frames.is_empty() {
                    self.frames.push(Frame::Body);
                }
            }
            W::Declare => self.frames.push(Frame::Declarations),
            W::After
            | W::As
            | W::Before
            | W::Body
            | W::Compound
            | W::External
            | W::Function
            | W::Instead
            | W::Is
            | W::Language
            | W::Package
            | W::Procedure
            | W::Type => {
                if self.parens == 0 {
                    self.header_word(word);
                }
            }
        }
    }

    fn header_word(&mut self, word: StructureWord) {
        use StructureWord as W;
        match word {
            W::Procedure | W::Function | W::Package => self.header = Header::Declarations,
            W::Type if self.frames.is_empty() => self.header = Header::Type,
            W::Body if self.header == Header::Type => self.header = Header::Declarations,
            W::Compound if self.frames.is_empty() => self.frames.push(Frame::Compound),
            W::Before | W::After | W::Instead if self.frames.last() == Some(&Frame::Compound) => {
                self.header = Header::Declarations;
            }
            W::Is | W::As if self.header == Header::Declarations => {
                self.header = Header::None;
                self.frames.push(Frame::Declarations);
                self.opened_by_header = true;
            }
            W::Language | W::External if self.opened_by_header => {
                self.frames.pop();
            }
            W::Type | W::Body | W::Compound | W::Before | W::After | W::Instead => {}
            W::Is | W::As | W::Language | W::External => {}
            W::Begin | W::Case | W::Declare | W::End | W::If | W::Loop => {}
        }
    }
}

/// A word that block structure is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StructureWord {
    After,
    As,
    Before,
    Begin,
    Body,
    Case,
    Compound,
    Declare,
    End,
    External,
    Function,
    If,
    Instead,
    Is,
    Language,
    Loop,
    Package,
    Procedure,
    Type,
}

impl StructureWord {
    /// What a token is when it is such a word, in any case. Asked for each word of a script: length and first letter leave
    /// one to compare with.
    pub fn of(token: &RawToken, word: &str) -> Option<Self> {
        if token.kind != RawKind::Word {
            return None;
        }
        let first = word.as_bytes().first()?.to_ascii_uppercase();
        let (spelling, found) = match (word.len(), first) {
            (2, b'A') => ("AS", Self::As),
            (2, b'I') if word.eq_ignore_ascii_case("IS") => return Some(Self::Is),
            (2, b'I') => ("IF", Self::If),
            (3, b'E') => ("END", Self::End),
            (4, b'B') => ("BODY", Self::Body),
            (4, b'C') => ("CASE", Self::Case),
            (4, b'L') => ("LOOP", Self::Loop),
            (4, b'T') => ("TYPE", Self::Type),
            (5, b'A') => ("AFTER", Self::After),
            (5, b'B') => ("BEGIN", Self::Begin),
            (6, b'B') => ("BEFORE", Self::Before),
            (7, b'D') => ("DECLARE", Self::Declare),
            (7, b'I') => ("INSTEAD", Self::Instead),
            (7, b'P') => ("PACKAGE", Self::Package),
            (8, b'C') => ("COMPOUND", Self::Compound),
            (8, b'E') => ("EXTERNAL", Self::External),
            (8, b'F') => ("FUNCTION", Self::Function),
            (8, b'L') => ("LANGUAGE", Self::Language),
            (9, b'P') => ("PROCEDURE", Self::Procedure),
            _ => return None,
        };
        word.eq_ignore_ascii_case(spelling).then_some(found)
    }
}
