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

    /// Takes a token that has nothing to do with block structure.
    pub fn pass(&mut self) {
        self.previous = Previous::Other;
        self.complete = false;
        self.opened_by_header = false;
    }

    /// Takes a left parenthesis, together with [`Nesting::pass`].
    pub fn open_parenthesis(&mut self) {
        self.parens += 1;
    }

    /// Takes a right parenthesis, together with [`Nesting::pass`].
    pub fn close_parenthesis(&mut self) {
        self.parens = (self.parens - 1).max(0);
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
            (RawKind::LeftParen, _) => self.open_parenthesis(),
            (RawKind::RightParen, _) => self.close_parenthesis(),
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

/// Their spellings.
const STRUCTURE_WORDS: &[(&str, StructureWord)] = &[
    ("AFTER", StructureWord::After),
    ("AS", StructureWord::As),
    ("BEFORE", StructureWord::Before),
    ("BEGIN", StructureWord::Begin),
    ("BODY", StructureWord::Body),
    ("CASE", StructureWord::Case),
    ("COMPOUND", StructureWord::Compound),
    ("DECLARE", StructureWord::Declare),
    ("END", StructureWord::End),
    ("EXTERNAL", StructureWord::External),
    ("FUNCTION", StructureWord::Function),
    ("IF", StructureWord::If),
    ("INSTEAD", StructureWord::Instead),
    ("IS", StructureWord::Is),
    ("LANGUAGE", StructureWord::Language),
    ("LOOP", StructureWord::Loop),
    ("PACKAGE", StructureWord::Package),
    ("PROCEDURE", StructureWord::Procedure),
    ("TYPE", StructureWord::Type),
];

/// The lengths of those that start with a byte, as bits.
static LENGTHS: [u16; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < STRUCTURE_WORDS.len() {
        let word = STRUCTURE_WORDS[index].0.as_bytes();
        let bit = 1 << word.len();
        table[word[0] as usize] |= bit;
        table[word[0].to_ascii_lowercase() as usize] |= bit;
        index += 1;
    }
    table
};

impl StructureWord {
    /// Whether a word of this length with this first byte can be such a word: asked for each word of a script.
    #[inline]
    pub fn can_be(first: u8, length: usize) -> bool {
        LENGTHS[usize::from(first)] & 1_u16.checked_shl(length as u32).unwrap_or(0) != 0
    }

    /// What a token is when it is such a word, in any case.
    pub fn of(token: &RawToken, word: &str) -> Option<Self> {
        let first = *word.as_bytes().first()?;
        if token.kind != RawKind::Word || !Self::can_be(first, word.len()) {
            return None;
        }
        let known = |(spelling, _): &&(&str, StructureWord)| spelling.eq_ignore_ascii_case(word);
        STRUCTURE_WORDS.iter().find(known).map(|(_, found)| *found)
    }
}
