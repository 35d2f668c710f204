//! Where a statement ends, and what kind it is.

mod skim;

use super::lines::{blank_after, blank_before, line_end};
use super::nesting::{Nesting, StructureWord};
use super::starts::{is_one_of, is_reserved_start, is_stored_unit};
use super::unterminated::Candidates;
use super::{StatementKind, Terminator, command, unterminated};
use crate::lexer::{RawKind, RawToken, lex_from};

/// A statement as scanned.
#[cfg_attr(test, derive(PartialEq, Debug))]
pub struct Scan {
    /// How it is to be parsed.
    pub kind: StatementKind,
    /// Byte after its text.
    pub end: usize,
    /// Byte after its terminator.
    pub full_end: usize,
    /// What ended it.
    pub terminator: Terminator,
    /// The literal, comment or quoted name in it that has no end.
    pub open: Option<RawToken>,
}

/// Scans the statement that starts at `start`.
pub fn scan(text: &str, start: usize, sql_terminator: Option<char>) -> Scan {
    // A terminator of one's own may be any token.
    let skims = matches!(sql_terminator, None | Some(';'));
    scan_tokens(text, start, sql_terminator, skims)
}

/// The same, with or without passing over what does not matter.
fn scan_tokens(text: &str, start: usize, sql_terminator: Option<char>, skims: bool) -> Scan {
    let mut scanner = Scanner {
        text,
        start,
        classifier: Classifier::default(),
        kind: None,
        nesting: Nesting::default(),
        last_end: start,
        after_semicolon: false,
        previous_word: "",
        has_with_routines: false,
        in_query: false,
        open: None,
        candidates: Candidates::default(),
    };
    let scan = scanner.run(start, sql_terminator, skims);
    if scan.kind != StatementKind::Sql {
        return scan;
    }
    match scanner.candidates.split(text, start, scan.end) {
        Some(end) => Scan {
            end,
            full_end: end,
            terminator: Terminator::MissingSlashAssumed,
            kind: scan.kind,
            open: None,
        },
        None => scan,
    }
}

struct Scanner<'s> {
    text: &'s str,
    start: usize,
    classifier: Classifier,
    kind: Option<StatementKind>,
    nesting: Nesting,
    /// Byte after the last token that is no trivia.
    last_end: usize,
    after_semicolon: bool,
    /// The last token, when it was a word.
    previous_word: &'s str,
    /// The statement has WITH FUNCTION or WITH PROCEDURE.
    has_with_routines: bool,
    /// Behind the routines of that WITH.
    in_query: bool,
    open: Option<RawToken>,
    candidates: Candidates,
}

impl<'s> Scanner<'s> {
    fn run(&mut self, start: usize, sql_terminator: Option<char>, skims: bool) -> Scan {
        let mut lexer = lex_from(self.text, start).without_blanks();
        loop {
            if skims && self.kind.is_some() && !self.after_semicolon {
                lexer.move_to(self.skim(lexer.offset()));
            }
            let Some(token) = lexer.next() else { break };
            if token.kind.is_open() && !matches!(token.kind, RawKind::QuotedName(_)) {
                self.open.get_or_insert(token);
            }
            if token.kind.is_trivia() {
                continue;
            }
            let position = token.start as usize;
            let first = position == start;
            if !first && let Some(terminator) = self.line_terminator(&token) {
                return self.scan_end(position, token.end as usize, terminator);
            }
            if self.kind == Some(StatementKind::PlSql) && self.is_next_statement(&token) {
                // Comments before the next statement belong to that.
                return self.scan_end(self.last_end, self.last_end, Terminator::MissingSlashAssumed);
            }
            let word = self.word(&token);
            if self.kind.is_none() {
                self.kind = self.classifier.feed(&token, word);
                if matches!(self.kind, Some(StatementKind::Java | StatementKind::Wrapped)) {
                    return self.raw_until_slash(token.end as usize);
                }
            }
            let structure = StructureWord::of(&token, word);
            self.watch_with_routines(structure);
            if !self.is_plsql() && self.ends_sql(&token, sql_terminator) {
                return self.scan_end(position, token.end as usize, Terminator::Semicolon);
            }
            if !self.is_plsql() {
                self.candidates.feed(self.text, &token);
            }
            self.nesting.feed(&token, structure);
            self.after_semicolon = token.kind == RawKind::Semicolon;
            self.last_end = token.end as usize;
            self.previous_word = match token.kind {
                RawKind::Word => word,
                _ => "",
            };
        }
        self.scan_end(self.text.len(), self.text.len(), Terminator::EndOfFile)
    }

    /// WITH FUNCTION and WITH PROCEDURE make any statement PL/SQL for SQL*Plus: a semicolon does not end it.
    fn watch_with_routines(&mut self, word: Option<StructureWord>) {
        let is_routine = matches!(word, Some(StructureWord::Function | StructureWord::Procedure));
        if is_routine && self.previous_word.eq_ignore_ascii_case("WITH") && self.nesting.depth() == 0 {
            self.has_with_routines = true;
            self.kind = Some(StatementKind::PlSql);
        } else if self.has_with_routines && self.after_semicolon && self.nesting.is_complete() {
            self.in_query = !is_routine;
        }
    }

    /// `/` or `.` on a line of its own ends any statement.
    fn line_terminator(&self, token: &RawToken) -> Option<Terminator> {
        let terminator = match token.kind {
            RawKind::Slash => Terminator::Slash,
            RawKind::Dot => Terminator::Period,
            _ => return None,
        };
        let (start, end) = (token.start as usize, token.end as usize);
        if blank_before(self.text, start) && blank_after(self.text, end) {
            return Some(terminator);
        }
        // Behind a complete unit it is no division, whatever else stands on its line.
        let ends_unit = terminator == Terminator::Slash
            && self.is_plsql()
            && self.after_semicolon
            && self.nesting.is_complete();
        ends_unit.then_some(Terminator::MissingSlashAssumed)
    }

    /// A semicolon ends SQL wherever it stands; another terminator only at the end of a line.
    fn ends_sql(&self, token: &RawToken, sql_terminator: Option<char>) -> bool {
        match sql_terminator {
            None => false,
            Some(';') => token.kind == RawKind::Semicolon,
            Some(other) => self.word(token).chars().eq([other]) && blank_after(self.text, token.end as usize),
        }
    }

    fn is_plsql(&self) -> bool {
        // Undecided statements start with CREATE or WITH, and a semicolon in their first words ends them.
        self.kind == Some(StatementKind::PlSql)
    }

    /// Whether the slash before this token was forgotten: CREATE at the start of a line after a semicolon is never
    /// PL/SQL, and after a complete unit any word that starts a statement or command is taken for one.
    fn is_next_statement(&self, token: &RawToken) -> bool {
        if !self.after_semicolon || !blank_before(self.text, token.start as usize) {
            return false;
        }
        let at_sign = token.kind == RawKind::At;
        if token.kind != RawKind::Word && !at_sign {
            return false;
        }
        let word = self.word(token);
        if word.eq_ignore_ascii_case("CREATE") {
            return true;
        }
        // The functions of a WITH clause are complete before its query starts.
        if !self.nesting.is_complete() || (self.has_with_routines && !self.in_query) {
            return false;
        }
        is_reserved_start(word)
            || is_stored_unit(word)
            || command::starts_at(self.text, token.start as usize)
            // Prose in the first column: sure only when the unit really ends here.
            || (self.text.get(..token.start as usize).is_some_and(|head| head.ends_with('\n'))
                && unterminated::is_statement(self.text, self.start, self.last_end))
    }

    /// Text of another language: lines up to one that is `/`.
    fn raw_until_slash(&mut self, from: usize) -> Scan {
        let mut position = line_end(self.text, from);
        while position < self.text.len() {
            let start = position + 1;
            position = line_end(self.text, start);
            if self.text.get(start..position).unwrap_or("").trim() == "/" {
                self.open = None;
                return self.scan_end(start - 1, position, Terminator::Slash);
            }
        }
        self.open = None;
        self.scan_end(self.text.len(), self.text.len(), Terminator::EndOfFile)
    }

    fn scan_end(&self, end: usize, full_end: usize, terminator: Terminator) -> Scan {
        let kind = self.kind.unwrap_or(StatementKind::Sql);
        let end = self.text.get(..end).unwrap_or("").trim_end().len();
        Scan {
            kind,
            end,
            full_end,
            terminator,
            open: self.open,
        }
    }

    fn word(&self, token: &RawToken) -> &'s str {
        self.text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("")
    }
}

/// Decides the kind of a statement from its first words.
#[derive(Default)]
struct Classifier {
    state: State,
    words: u32,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    /// After CREATE and words such as OR REPLACE.
    Create,
    /// After CREATE ... PACKAGE and the like: WRAPPED may follow the name.
    StoredUnit,
    /// After CREATE MLE.
    Mle,
    /// After CREATE MLE MODULE: AS starts its code, USING names where it is.
    MleModule,
}

/// Words between CREATE and the kind of object.
const CREATE_WORDS: &[&str] = &[
    "OR",
    "REPLACE",
    "EDITIONABLE",
    "NONEDITIONABLE",
    "AND",
    "COMPILE",
    "RESOLVE",
    "NOFORCE",
    "FORCE",
    "IF",
    "NOT",
    "EXISTS",
];

impl Classifier {
    /// The kind, once it is known.
    fn feed(&mut self, token: &RawToken, word: &str) -> Option<StatementKind> {
        self.words += 1;
        let is = |list: &[&str]| is_one_of(word, list);
        match self.state {
            State::Start => {
                if token.kind == RawKind::LabelStart || is(&["DECLARE", "BEGIN"]) {
                    return Some(StatementKind::PlSql);
                }
                // The text column of ALL_SOURCE has no CREATE.
                if is_stored_unit(word) {
                    self.state = State::StoredUnit;
                } else if is(&["CREATE"]) {
                    self.state = State::Create;
                } else {
                    return Some(StatementKind::Sql);
                }
                None
            }
            State::Create => {
                if is(&["JAVA"]) {
                    return Some(StatementKind::Java);
                }
                if is(&["MLE"]) {
                    self.state = State::Mle;
                    return None;
                }
                if is_stored_unit(word) {
                    self.state = State::StoredUnit;
                    self.words = 0;
                    return None;
                }
                (!is(CREATE_WORDS)).then_some(StatementKind::Sql)
            }
            State::StoredUnit => {
                if is(&["WRAPPED"]) {
                    return Some(StatementKind::Wrapped);
                }
                // BODY, schema, dot, name: whatever comes fifth is not WRAPPED any more.
                let is_name = matches!(token.kind, RawKind::Word | RawKind::QuotedName(_) | RawKind::Dot);
                let ends = !is_name || is(&["IS", "AS", "RETURN", "UNDER", "AUTHID"]) || self.words > 4;
                ends.then_some(StatementKind::PlSql)
            }
            State::Mle if is(&["MODULE"]) => {
                self.state = State::MleModule;
                None
            }
            State::Mle => Some(StatementKind::Sql),
            State::MleModule if is(&["AS", "IS"]) => Some(StatementKind::Java),
            State::MleModule => {
                (token.kind == RawKind::Semicolon || is(&["USING"])).then_some(StatementKind::Sql)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soup::SOUP;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn skimming_changes_nothing(text in SOUP) {
            for start in ["", "begin ", "create procedure p is ", "select ", "create type t as ", "with "] {
                let text = format!("{start}{text}");
                let scans = [true, false].map(|skims| scan_tokens(&text, 0, Some(';'), skims));
                let [skimmed, scanned] = &scans;
                prop_assert_eq!(skimmed, scanned);
            }
        }
    }
}
