//! Repair by one token: insert one, delete one or two, or correct the spelling of a keyword.
//!
//! A repair counts when the tokens after it can be shifted: simulated on a copy of the state stack, no action runs.

use super::driver::{Driver, Fed};
use super::spelling;
use super::tables::{Machine, State, Step, reduce_states, step};
use crate::token::Token;
use plconv_grammar::TokenKind;

/// Tokens worth inserting, most frequently forgotten first.
const INSERTABLE: &[TokenKind] = &[
    TokenKind::Semicolon,
    TokenKind::RightParen,
    TokenKind::LeftParen,
    TokenKind::Comma,
    TokenKind::Then,
    TokenKind::Loop,
    TokenKind::End,
    TokenKind::Is,
    TokenKind::Identifier,
    TokenKind::Assign,
    TokenKind::Begin,
    TokenKind::Return,
    TokenKind::Dot,
    TokenKind::In,
];

/// How many tokens after a repair must be good.
const LOOK_AHEAD: usize = 6;

enum Repair {
    Insert(TokenKind),
    Delete(usize),
}

impl<D: Machine> Driver<'_, D> {
    /// Repairs the stack or the input so that parsing goes on; false when no repair is convincing.
    pub(super) fn repair(&mut self) -> bool {
        if self.correct_spelling() {
            return true;
        }
        let available = self.input.len().saturating_sub(self.position).min(LOOK_AHEAD);
        let mut best: (usize, Option<Repair>) = (0, None);
        for kind in INSERTABLE {
            let good = self.simulate(&[*kind], self.position);
            if good > best.0 {
                best = (good, Some(Repair::Insert(*kind)));
            }
            if good >= available {
                break;
            }
        }
        if best.0 < available {
            let one = self.simulate(&[], self.position + 1);
            if one + 1 >= LOOK_AHEAD && one > best.0 {
                best = (one, Some(Repair::Delete(1)));
            }
            if one + 1 < LOOK_AHEAD {
                let two = self.simulate(&[], self.position + 2);
                if two >= LOOK_AHEAD && two > best.0 {
                    best = (two, Some(Repair::Delete(2)));
                }
            }
        }
        if best.0 == 0 || best.0 < available.min(LOOK_AHEAD - 1) {
            return false;
        }
        match best.1 {
            Some(Repair::Insert(kind)) => self.insert(kind),
            Some(Repair::Delete(count)) => {
                self.skip(count);
                true
            }
            None => false,
        }
    }

    /// Moves input to the output without parsing it.
    pub(super) fn skip(&mut self, count: usize) {
        let end = (self.position + count).min(self.input.len());
        self.output
            .extend_from_slice(self.input.get(self.position..end).unwrap_or(&[]));
        self.position = end;
    }

    /// Takes a name that is nearly an expected keyword for that keyword and says so.
    fn correct_spelling(&mut self) -> bool {
        let Some(token) = self.input.get(self.position).copied() else {
            return false;
        };
        if token.kind != TokenKind::Identifier {
            return false;
        }
        let word = self
            .text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("");
        let available = self
            .input
            .len()
            .saturating_sub(self.position + 1)
            .min(LOOK_AHEAD - 2);
        let keyword = self
            .expected()
            .into_iter()
            .filter(|kind| kind.is_word())
            .find(|kind| {
                let name = kind.name();
                spelling::is_within(word, name, spelling::limit_for(name))
                    && self.simulate(&[*kind], self.position + 1) >= available
            });
        let Some(keyword) = keyword else { return false };
        if matches!(
            self.feed(Token {
                kind: keyword,
                ..token
            }),
            Fed::Rejected
        ) {
            return false;
        }
        self.position += 1;
        if let Some(error) = self.errors.last_mut() {
            error.message = format!("{}; did you mean `{}`?", error.message, keyword.name());
        }
        true
    }

    /// How many of the next tokens from `from` on can be shifted after the inserted ones; at most [`LOOK_AHEAD`].
    fn simulate(&self, inserted: &[TokenKind], from: usize) -> usize {
        let mut states = self.states.clone();
        if !inserted
            .iter()
            .all(|kind| self.simulate_shift(&mut states, *kind))
        {
            return 0;
        }
        let tokens = self.input.get(from..).unwrap_or(&[]);
        tokens
            .iter()
            .take(LOOK_AHEAD)
            .take_while(|token| self.simulate_any(&mut states, token.kind))
            .count()
    }

    fn simulate_any(&self, states: &mut Vec<State>, kind: TokenKind) -> bool {
        let identifier = kind.is_soft_word().then_some(TokenKind::Identifier);
        let readings = std::iter::once(kind)
            .chain(kind.candidates().iter().copied())
            .chain(identifier);
        for reading in readings {
            let mut attempt = states.clone();
            if self.simulate_shift(&mut attempt, reading) {
                *states = attempt;
                return true;
            }
        }
        false
    }

    fn simulate_shift(&self, states: &mut Vec<State>, kind: TokenKind) -> bool {
        let Some(terminal) = kind.terminal() else {
            return false;
        };
        while let Some(top) = states.last().copied() {
            match step(top, terminal) {
                Step::Shift(next) => {
                    states.push(next);
                    return true;
                }
                Step::Reduce(reduction) => {
                    if !reduce_states(reduction, states) {
                        return false;
                    }
                }
                Step::Error => return false,
            }
        }
        false
    }
}
