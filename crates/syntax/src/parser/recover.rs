//! Recovery where no repair helps: a broken condition, a broken statement, a text that ends too early.

use super::driver::{Driver, Fed};
use super::tables::Machine;
use plconv_grammar::TokenKind;

/// Repairs are tried for this many errors; a unit with more is not worth the time.
const MAX_REPAIRS: usize = 200;

/// A header is looked for this many symbols back.
const MAX_HEADER_SYMBOLS: usize = 40;

/// And its end this many tokens on.
const MAX_HEADER_TOKENS: usize = 300;

/// Empty tokens that close a text; deeper nesting than this is rejected before.
const MAX_CLOSING: u32 = 10_000;

impl<D: Machine> Driver<'_, D> {
    /// Reports the token at the current position and gets on behind it; false when nothing more can be done.
    pub(super) fn recover(&mut self) -> bool {
        self.report();
        if !self.may_recover() {
            return false;
        }
        if self.stuck.1 > 3 {
            self.skip(1);
            return true;
        }
        (self.errors.len() < MAX_REPAIRS && self.repair()) || self.skip_condition() || self.skip_statement()
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

    /// Drops the innermost statement or declaration up to its semicolon, counting nested blocks.
    fn skip_statement(&mut self) -> bool {
        let mut depth = self.states.len();
        while depth > 1 && !self.can_shift_at(depth, TokenKind::Bad) {
            depth -= 1;
        }
        if depth <= 1 {
            return false;
        }
        let start = self
            .symbols
            .get(depth - 1)
            .map_or(self.output.len() as u32, |symbol| symbol.0);
        self.states.truncate(depth);
        self.symbols.truncate(depth - 1);
        let end = self.statement_end(start as usize);
        self.skip(end - self.position);
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
        choices.iter().any(|kind| self.insert(*kind))
    }
}
