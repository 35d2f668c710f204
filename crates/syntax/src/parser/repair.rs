//! Repair of one token: insert, delete, swap or replace one, or correct the spelling of a keyword.
//!
//! A repair counts when the tokens after it can be shifted: simulated on a copy of the state stack, no action runs.

use super::driver::{Driver, Fed};
use super::spelling;
use super::tables::{Machine, Search, State, Step, reduce_states, replace_top};
use crate::token::Token;
use plconv_grammar::TokenKind;

/// Tokens worth inserting before others, most frequently forgotten first.
const INSERTABLE: &[TokenKind] = &[
    TokenKind::Semicolon,
    TokenKind::RightParen,
    TokenKind::Comma,
    TokenKind::Then,
    TokenKind::Loop,
    TokenKind::Is,
    TokenKind::Assign,
    TokenKind::Identifier,
    TokenKind::Concatenation,
    TokenKind::LeftParen,
    TokenKind::Return,
    TokenKind::Dot,
    TokenKind::In,
    TokenKind::Begin,
    TokenKind::End,
];

/// Never inserted: terminals that no text gives, and words that open something which may swallow all that follows.
const NOT_INSERTABLE: &[TokenKind] = &[
    TokenKind::Bad,
    TokenKind::BadExpr,
    TokenKind::Opaque,
    TokenKind::OpaqueArguments,
    TokenKind::OpaqueKind,
    TokenKind::OpaqueStatement,
    TokenKind::With,
    TokenKind::Declare,
    TokenKind::Case,
];

/// A repair is good when this many tokens after it are, or all there are up to a proper end. Few would not tell a
/// forgotten IS from a forgotten semicolon.
pub(super) const ENOUGH: usize = 1_000;

/// Without a good repair one is taken after which at least this many tokens are.
const CONVINCING: usize = 6;

#[derive(Clone, Copy)]
enum Repair {
    Insert(TokenKind),
    Delete(usize),
    Swap,
    Replace(TokenKind),
}

/// What follows a repair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outlook {
    /// Everything that was looked at can be read.
    pub is_good: bool,
    /// As many tokens can be read.
    pub tokens: usize,
}

impl Outlook {
    pub const NONE: Outlook = Outlook {
        is_good: false,
        tokens: 0,
    };
}

impl<D: Machine> Driver<'_, D> {
    /// Repairs the stack or the input so that parsing goes on; false when no repair is convincing.
    pub(super) fn repair(&mut self, expected: &[TokenKind]) -> bool {
        if self.correct_spelling(expected) {
            return true;
        }
        let mut best: Option<(Outlook, Repair)> = None;
        for repair in repairs(expected) {
            let outlook = self.outlook(repair);
            if best.is_none_or(|(found, _)| outlook > found) {
                best = Some((outlook, repair));
            }
            if outlook.is_good {
                break;
            }
        }
        match best {
            Some((outlook, repair)) if outlook.is_good || outlook.tokens >= CONVINCING => self.apply(repair),
            _ => false,
        }
    }

    fn apply(&mut self, repair: Repair) -> bool {
        match repair {
            Repair::Insert(kind) => self.insert(kind),
            Repair::Delete(count) => {
                self.skip(count);
                true
            }
            Repair::Replace(kind) => {
                let inserted = self.insert(kind);
                self.skip(1);
                inserted
            }
            // Tokens stand in the order of the text, so the first of the two is dropped and an empty one stands for it.
            Repair::Swap => {
                let first = self.input.get(self.position).map(|token| token.kind);
                self.skip(1);
                if !self.take_next() {
                    return false;
                }
                let is_shifted = |kind: &TokenKind| self.insert(*kind);
                first.is_some_and(|first| [first, TokenKind::Identifier].iter().any(is_shifted))
            }
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
    fn correct_spelling(&mut self, expected: &[TokenKind]) -> bool {
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
        let keyword = expected
            .iter()
            .copied()
            .filter(|kind| kind.is_word())
            .find(|kind| {
                let name = kind.name();
                spelling::is_within(word, name, spelling::limit_for(name)) && {
                    let outlook = self.outlook(Repair::Replace(*kind));
                    outlook.is_good || outlook.tokens >= CONVINCING
                }
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

    /// What can be shifted after a repair.
    fn outlook(&self, repair: Repair) -> Outlook {
        let mut states = self.states.clone();
        let mut search = Search::default();
        let at = |distance: usize| self.input.get(self.position + distance).map(|token| token.kind);
        let (done, from) = match repair {
            Repair::Insert(kind) => (shift(&mut states, kind), 0),
            Repair::Delete(count) => (true, count),
            Repair::Replace(kind) => (shift(&mut states, kind), 1),
            Repair::Swap => {
                let swapped = match (at(0), at(1)) {
                    (Some(first), Some(second)) => {
                        first != second
                            && shift_reading(&mut states, &mut search, second, Some(first))
                            && shift_reading(&mut states, &mut search, first, at(2))
                    }
                    _ => false,
                };
                (swapped, 2)
            }
        };
        if done {
            self.outlook_from(&mut states, self.position + from)
        } else {
            Outlook::NONE
        }
    }

    /// What can be shifted of the input from `position` on.
    pub(super) fn outlook_from(&self, states: &mut Vec<State>, mut position: usize) -> Outlook {
        let mut search = Search::default();
        let mut tokens = 0;
        while tokens < ENOUGH {
            let Some(token) = self.input.get(position) else {
                return Outlook {
                    is_good: self.ends_well(states),
                    tokens,
                };
            };
            let next = self.input.get(position + 1).map(|next| next.kind);
            if token.kind == TokenKind::LeftParen
                && !can_shift(states, &mut search, TokenKind::LeftParen)
                && can_shift(states, &mut search, TokenKind::Opaque)
            {
                let end = self.group_end(position);
                shift(states, TokenKind::Opaque);
                tokens += end - position;
                position = end;
                continue;
            }
            if !shift_reading(states, &mut search, token.kind, next) {
                return Outlook {
                    is_good: false,
                    tokens,
                };
            }
            tokens += 1;
            position += 1;
        }
        Outlook {
            is_good: true,
            tokens,
        }
    }

    /// Whether the text may end here.
    pub(super) fn ends_well(&self, states: &mut Vec<State>) -> bool {
        while let Some(top) = states.last().copied() {
            match self.end_step(top) {
                Step::Reduce(production) => {
                    if !reduce_states(production, states) {
                        return true;
                    }
                }
                Step::Shift(_) | Step::Unit(_) | Step::Error => return false,
            }
        }
        false
    }
}

/// Shifts what a token is taken for, by the rules of the driver's `reading`.
fn shift_reading(
    states: &mut Vec<State>,
    search: &mut Search,
    kind: TokenKind,
    next: Option<TokenKind>,
) -> bool {
    if !kind.is_word() && kind != TokenKind::PhysicalFlag {
        return shift(states, kind);
    }
    let keyword = std::iter::once(kind)
        .chain(kind.candidates().iter().copied())
        .find(|reading| can_shift(states, search, *reading));
    let is_name = kind.is_soft_word() && can_shift(states, search, TokenKind::Identifier);
    match keyword {
        Some(keyword) if !is_name || kind.next_token_rule().is_keyword_before(next) => shift(states, keyword),
        _ if is_name => shift(states, TokenKind::Identifier),
        _ => false,
    }
}

fn can_shift(states: &[State], search: &mut Search, kind: TokenKind) -> bool {
    kind.terminal()
        .is_some_and(|terminal| search.accepts(states, terminal))
}

/// Shifts on a stack of states alone.
pub(super) fn shift(states: &mut Vec<State>, kind: TokenKind) -> bool {
    let Some(terminal) = kind.terminal() else {
        return false;
    };
    let mut search = Search::default();
    if !search.accepts(states, terminal) {
        return false;
    }
    for (top, production) in &search.reductions {
        replace_top(states, *top);
        reduce_states(*production, states);
    }
    replace_top(states, search.top);
    states.push(search.target);
    true
}

/// What to try, the likeliest first.
fn repairs(expected: &[TokenKind]) -> impl Iterator<Item = Repair> {
    let frequent = INSERTABLE.iter().filter(|kind| expected.contains(kind));
    let others = expected
        .iter()
        .filter(|kind| !INSERTABLE.contains(kind) && !NOT_INSERTABLE.contains(kind));
    let insert = frequent.clone().map(|kind| Repair::Insert(*kind));
    let replace = frequent.map(|kind| Repair::Replace(*kind));
    insert
        .chain([Repair::Delete(1), Repair::Swap])
        .chain(replace)
        .chain(others.clone().map(|kind| Repair::Insert(*kind)))
        .chain([Repair::Delete(2)])
        .chain(others.map(|kind| Repair::Replace(*kind)))
}
