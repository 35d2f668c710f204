//! Conditional compilation: `$IF ... $THEN ... $ELSIF ... $ELSE ... $END` and `$ERROR`.
//!
//! Evaluated on raw tokens, so that the parser sees one consistent unit; the text of branches not taken stays
//! known as inactive. A flag nobody gave is NULL, as in Oracle, and is reported.
//! PL/SQL Language Reference, "Conditional Compilation".

mod expression;

use crate::lexer::{RawKind, RawToken};
use std::collections::BTreeMap;

/// What conditions are evaluated against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flags {
    /// DBMS_DB_VERSION.VERSION
    pub database_version: u32,
    /// PLSQL_CCFLAGS and other inquiry directives: upper-case names without `$$`, and constants of packages such as
    /// `PKG.DEBUG`.
    pub values: BTreeMap<String, FlagValue>,
}

impl Default for Flags {
    fn default() -> Self {
        Flags {
            database_version: 19,
            values: BTreeMap::new(),
        }
    }
}

/// The value of a flag or of a part of a condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FlagValue {
    /// NULL
    Null,
    /// TRUE or FALSE
    Boolean(bool),
    /// A PLS_INTEGER
    Integer(i64),
    /// A VARCHAR2
    Text(String),
}

/// What conditional compilation did to a unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// Tokens that take part, without directives.
    pub active: Vec<RawToken>,
    /// Byte ranges that do not: directives, conditions and branches not taken.
    pub inactive: Vec<(u32, u32)>,
    /// Names without a value in evaluated conditions, in order, each once.
    pub undefined: Vec<String>,
    /// Misplaced directives, and `$ERROR`s in active text.
    pub problems: Vec<Problem>,
}

/// Something to report about directives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What is wrong.
    pub message: String,
}

/// One `$IF`.
struct Open {
    /// Its tokens are active.
    taking: bool,
    /// A branch has been taken, or the whole construct is inactive.
    done: bool,
    /// The construct stands in active text.
    outer: bool,
    start: u32,
}

/// Chooses the branches of a unit's tokens, which must hold no trivia.
pub fn select(text: &str, tokens: Vec<RawToken>, flags: &Flags) -> Selection {
    let mut selection = Selection::default();
    if !tokens.iter().any(|token| token.kind == RawKind::Directive) {
        selection.active = tokens;
        return selection;
    }
    Selector {
        text,
        tokens: &tokens,
        flags,
        selection,
        open: Vec::new(),
    }
    .run()
}

struct Selector<'a> {
    text: &'a str,
    tokens: &'a [RawToken],
    flags: &'a Flags,
    selection: Selection,
    open: Vec<Open>,
}

impl Selector<'_> {
    fn run(mut self) -> Selection {
        let mut index = 0;
        while let Some(token) = self.tokens.get(index).copied() {
            index = match token.kind {
                RawKind::Directive => self.directive(index, token),
                _ => {
                    self.take(token);
                    index + 1
                }
            };
        }
        for open in std::mem::take(&mut self.open) {
            self.problem(open.start, open.start + 3, "$IF without $END");
        }
        self.selection
    }

    fn active(&self) -> bool {
        self.open.last().is_none_or(|open| open.taking)
    }

    fn take(&mut self, token: RawToken) {
        if self.active() {
            self.selection.active.push(token);
        } else {
            self.drop_range(token.start, token.end);
        }
    }

    /// Adds to the last inactive range when no active token is between.
    fn drop_range(&mut self, start: u32, end: u32) {
        let last_active = self.selection.active.last().map_or(0, |token| token.end);
        match self.selection.inactive.last_mut() {
            Some(last) if last.1 >= last_active => last.1 = end,
            _ => self.selection.inactive.push((start, end)),
        }
    }

    /// Handles the directive at `index`; gives the index after it.
    fn directive(&mut self, index: usize, token: RawToken) -> usize {
        let word = self
            .text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("")
            .to_ascii_uppercase();
        match word.as_str() {
            "$IF" => {
                let outer = self.active();
                let (next, value) = self.condition(index, outer);
                self.open.push(Open {
                    taking: outer && value,
                    done: !outer || value,
                    outer,
                    start: token.start,
                });
                next
            }
            "$ELSIF" => {
                let wanted = self.open.last().is_some_and(|open| open.outer && !open.done);
                let (next, value) = self.condition(index, wanted);
                match self.open.last_mut() {
                    Some(open) => {
                        open.taking = wanted && value;
                        open.done |= value;
                    }
                    None => self.problem(token.start, token.end, "$ELSIF without $IF"),
                }
                next
            }
            "$ELSE" => {
                self.drop_range(token.start, token.end);
                match self.open.last_mut() {
                    Some(open) => {
                        open.taking = open.outer && !open.done;
                        open.done = true;
                    }
                    None => self.problem(token.start, token.end, "$ELSE without $IF"),
                }
                index + 1
            }
            "$END" => {
                self.drop_range(token.start, token.end);
                if self.open.pop().is_none() {
                    self.problem(token.start, token.end, "$END without $IF");
                }
                index + 1
            }
            "$ERROR" => self.error_directive(index, token),
            _ => {
                self.drop_range(token.start, token.end);
                self.problem(token.start, token.end, "unknown directive");
                index + 1
            }
        }
    }

    /// The condition after `$IF` or `$ELSIF`; gives the index after `$THEN`.
    fn condition(&mut self, index: usize, evaluate: bool) -> (usize, bool) {
        let length = self.directive_distance(index, "$THEN");
        let end = index + 1 + length;
        let condition = self.tokens.get(index + 1..end).unwrap_or(&[]);
        let value = evaluate && {
            let mut undefined = Vec::new();
            let value = expression::evaluate(self.text, condition, self.flags, &mut undefined);
            for name in undefined {
                if !self.selection.undefined.contains(&name) {
                    self.selection.undefined.push(name);
                }
            }
            value == FlagValue::Boolean(true)
        };
        self.drop_tokens(index, end + 1);
        (end + 1, value)
    }

    /// `$ERROR 'text' $END`: compilation of the unit fails where it is reached.
    fn error_directive(&mut self, index: usize, token: RawToken) -> usize {
        let end = index + 1 + self.directive_distance(index, "$END");
        if self.active() {
            let from = token.end as usize;
            let to = self
                .tokens
                .get(end)
                .map_or(self.text.len(), |last| last.start as usize);
            let message = format!("$ERROR {}", self.text.get(from..to).unwrap_or("").trim());
            self.problem(token.start, token.end, &message);
        }
        self.drop_tokens(index, end + 1);
        end + 1
    }

    /// Number of tokens after `index` before the next directive of this name or, when it is missing, the next of any.
    fn directive_distance(&self, index: usize, name: &str) -> usize {
        let rest = self.tokens.get(index + 1..).unwrap_or(&[]);
        rest.iter()
            .position(|token| token.kind == RawKind::Directive && self.word(token).eq_ignore_ascii_case(name))
            .unwrap_or(rest.len())
    }

    fn drop_tokens(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        if let Some([first, ..]) = tokens.get(from..)
            && let Some(last) = tokens
                .get(from..to.min(tokens.len()))
                .and_then(<[RawToken]>::last)
        {
            self.drop_range(first.start, last.end);
        }
    }

    fn word(&self, token: &RawToken) -> &str {
        self.text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("")
    }

    fn problem(&mut self, start: u32, end: u32, message: &str) {
        self.selection.problems.push(Problem {
            start,
            end,
            message: message.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests;
