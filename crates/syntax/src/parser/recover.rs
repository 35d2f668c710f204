//! Recovery where no repair helps: a broken condition, a broken statement, a text that ends too early.

use super::driver::{Driver, Fed};
use super::repair::{Outlook, shift};
use super::tables::Machine;
use crate::token::Token;
use plconv_grammar::TokenKind;

/// Repairs are tried for this many errors; a unit with more is not worth the time.
const MAX_REPAIRS: usize = 100;

/// A header is looked for this many symbols back.
const MAX_HEADER_SYMBOLS: usize = 40;

/// And its end this many tokens on.
const MAX_HEADER_TOKENS: usize = 300;

/// For this many errors the best place to go on is searched for.
pub(super) const MAX_SEARCHES: u32 = 20;

/// Lists, from the innermost, and places after the error among which it is searched.
const MAX_LISTS: usize = 4;
pub(super) const MAX_RESTARTS: usize = 60;

/// A way to go on: the stack cut at a depth, a bad statement, and the input from `end` on.
struct Restart {
    depth: usize,
    end: usize,
}

/// Whether reading may go on before a token.
pub(super) fn is_restart(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Semicolon
            | TokenKind::End
            | TokenKind::Begin
            | TokenKind::Procedure
            | TokenKind::Function
            | TokenKind::Exception
            | TokenKind::Else
            | TokenKind::Elsif
    )
}

/// Empty tokens that close a text; deeper nesting than this is rejected before.
const MAX_CLOSING: u32 = 10_000;

impl<D: Machine> Driver<'_, D> {
    /// Reports the token at the current position and gets on behind it; false when nothing more can be done.
    pub(super) fn recover(&mut self) -> bool {
        let expected = self.report();
        if !self.may_recover() {
            return false;
        }
        if self.stuck.1 > 3 {
            self.skip(1);
            return true;
        }
        (self.errors.len() < MAX_REPAIRS && self.repair(&expected))
            || self.skip_condition()
            || self.skip_statement()
    }

    /// `IF <bad> THEN`, `WHILE <bad> LOOP`: the statements behind the condition survive.
    fn skip_condition(&mut self) -> bool {
        let lowest = self.symbols.len().saturating_sub(MAX_HEADER_SYMBOLS);
        for index in (lowest..self.symbols.len()).rev() {
            let Some((start, _, end)) = self.symbols.get(index) else {
                return false;
            };
            let (start, end) = (*start, *end);
            if end != start + 1 {
                continue;
            }
            let end_kind = match self.output.get(start as usize).map(|token| token.kind) {
                Some(TokenKind::If | TokenKind::Elsif | TokenKind::When) => TokenKind::Then,
                Some(TokenKind::While) => TokenKind::Loop,
                Some(TokenKind::Semicolon | TokenKind::Begin | TokenKind::Is) => return false,
                _ => continue,
            };
            return self.skip_condition_after(index, start + 1, end_kind);
        }
        false
    }

    fn skip_condition_after(&mut self, symbol: usize, first: u32, end_kind: TokenKind) -> bool {
        let ahead = self.input.get(self.position..).unwrap_or(&[]);
        let found = ahead
            .iter()
            .take(MAX_HEADER_TOKENS)
            .position(|token| {
                token.kind == end_kind
                    || matches!(
                        token.kind,
                        TokenKind::Semicolon | TokenKind::End | TokenKind::Begin
                    )
            })
            .filter(|distance| ahead.get(*distance).is_some_and(|token| token.kind == end_kind));
        let Some(distance) = found else { return false };
        // The states are one more than the symbols: the start state is below the first.
        if !self.can_shift_at(symbol + 2, TokenKind::BadExpr) {
            return false;
        }
        self.states.truncate(symbol + 2);
        self.symbols.truncate(symbol + 1);
        self.skip(distance);
        let end = self.output.len() as u32;
        if end == first {
            return self.insert(TokenKind::BadExpr);
        }
        matches!(self.feed_symbol(TokenKind::BadExpr, first, end), Fed::Shifted)
    }

    /// Drops a statement or declaration: of the places where reading could go on, in the innermost lists, the one that
    /// costs least.
    fn skip_statement(&mut self) -> bool {
        let mut best: Option<(Outlook, usize, Restart)> = None;
        let thorough = self.recoveries <= MAX_SEARCHES;
        for depth in self.list_depths() {
            let start = self.start_of(depth);
            for end in self.restarts(depth, thorough) {
                let lost = self.output.len() - start as usize + end - self.position;
                let restart = Restart { depth, end };
                let outlook = self.outlook_of(&restart);
                let is_better =
                    best.as_ref()
                        .is_none_or(|(found, cost, _)| match (outlook.is_good, found.is_good) {
                            (true, true) => lost < *cost,
                            (false, false) => outlook.tokens + 2 * cost > found.tokens + 2 * lost,
                            (is_good, _) => is_good,
                        });
                if is_better {
                    best = Some((outlook, lost, restart));
                }
                if outlook.is_good || !thorough {
                    break;
                }
            }
            if !thorough {
                break;
            }
        }
        match best {
            Some((_, _, restart)) => self.restart(&restart),
            None => false,
        }
    }

    /// The innermost depths of the stack at which a statement or declaration may stand.
    fn list_depths(&mut self) -> Vec<usize> {
        let mut depths = Vec::new();
        for depth in (2..=self.states.len()).rev() {
            if self.can_shift_at(depth, TokenKind::Bad) {
                depths.push(depth);
            }
            if depths.len() >= MAX_LISTS {
                break;
            }
        }
        depths
    }

    /// The first token that is dropped when the stack is cut at a depth.
    fn start_of(&self, depth: usize) -> u32 {
        let symbol = self.symbols.get(depth - 1);
        symbol.map_or(self.output.len() as u32, |symbol| symbol.0)
    }

    /// Where reading may go on, the nearest first: here, behind semicolons, before words that start or end something.
    fn restarts(&self, depth: usize, thorough: bool) -> Vec<usize> {
        let start = self.start_of(depth) as usize;
        let simple = self.statement_end(start);
        if !thorough {
            return vec![simple];
        }
        let mut ends = Vec::new();
        if start < self.output.len() {
            ends.push(self.position);
        }
        let ahead = self.input.iter().enumerate().skip(self.position);
        for (index, token) in ahead {
            let is_place =
                is_restart(token.kind) && (token.kind == TokenKind::Semicolon || index > self.position);
            if is_place && ends.last() != Some(&index) {
                ends.push(index);
            }
            if ends.len() >= MAX_RESTARTS {
                break;
            }
        }
        if ends.is_empty() {
            ends.push(simple);
        }
        ends
    }

    fn outlook_of(&self, restart: &Restart) -> Outlook {
        let mut states = self.states.get(..restart.depth).unwrap_or(&[]).to_vec();
        if !shift(&mut states, TokenKind::Bad) {
            return Outlook::NONE;
        }
        let is_semicolon = |token: &Token| token.kind == TokenKind::Semicolon;
        if !self.input.get(restart.end).is_some_and(is_semicolon) && !shift(&mut states, TokenKind::Semicolon)
        {
            return Outlook::NONE;
        }
        self.outlook_from(&mut states, restart.end)
    }

    fn restart(&mut self, restart: &Restart) -> bool {
        let start = self.start_of(restart.depth);
        self.states.truncate(restart.depth);
        self.symbols.truncate(restart.depth - 1);
        self.skip(restart.end - self.position);
        if self.output.len() as u32 == start {
            // Nothing was dropped: the token itself is what is wrong.
            self.skip(1);
        }
        let skipped = self.output.len() as u32;
        if matches!(self.feed_symbol(TokenKind::Bad, start, skipped), Fed::Rejected) {
            return false;
        }
        match self.input.get(self.position) {
            Some(token) if token.kind == TokenKind::Semicolon => true,
            Some(_) => self.insert(TokenKind::Semicolon),
            // The closing at the end supplies the semicolon.
            None => true,
        }
    }

    /// Index in the input of the semicolon that ends the statement which starts at token `start` of the output, or of
    /// the END that closes the block around it.
    fn statement_end(&self, start: usize) -> usize {
        let taken = self.output.get(start..).unwrap_or(&[]);
        let ahead = self.input.get(self.position..).unwrap_or(&[]);
        let mut nesting = 0_i32;
        let mut previous = None;
        for (index, token) in taken.iter().chain(ahead).enumerate() {
            let in_input = index.checked_sub(taken.len());
            match token.kind {
                TokenKind::Begin | TokenKind::Loop | TokenKind::Case | TokenKind::If
                    if previous != Some(TokenKind::End) =>
                {
                    nesting += 1;
                }
                TokenKind::End => {
                    nesting -= 1;
                    if nesting < 0 {
                        if let Some(distance) = in_input {
                            return self.position + distance;
                        }
                        nesting = 0;
                    }
                }
                TokenKind::Semicolon if nesting <= 0 => {
                    if let Some(distance) = in_input {
                        return self.position + distance;
                    }
                }
                _ => {}
            }
            previous = Some(token.kind);
        }
        self.input.len()
    }

    /// Inserts what is missing at the end: semicolons, ENDs, parentheses.
    pub(super) fn close_at_end(&mut self) -> bool {
        if self.stuck.0 != self.input.len() {
            self.report();
            self.stuck = (self.input.len(), 0);
        }
        self.stuck.1 += 1;
        if self.stuck.1 > MAX_CLOSING {
            return false;
        }
        let after_end = self
            .output
            .last()
            .is_some_and(|last| last.kind == TokenKind::End && last.start == last.end);
        let choices: &[TokenKind] = if after_end {
            &[
                TokenKind::If,
                TokenKind::Loop,
                TokenKind::Case,
                TokenKind::Semicolon,
            ]
        } else {
            &[
                TokenKind::Semicolon,
                TokenKind::End,
                TokenKind::Bad,
                TokenKind::Begin,
                TokenKind::Then,
                TokenKind::RightParen,
                TokenKind::BadExpr,
                TokenKind::Identifier,
                TokenKind::Is,
            ]
        };
        choices.iter().any(|kind| self.insert(*kind)) || self.drop_open_statement()
    }

    /// Makes the innermost statement that cannot be closed a bad one.
    fn drop_open_statement(&mut self) -> bool {
        let cut = self
            .list_depths()
            .into_iter()
            .find(|depth| *depth < self.states.len());
        cut.is_some_and(|depth| {
            let end = self.position;
            self.restart(&Restart { depth, end })
        })
    }
}
