//! The LR tables: what to do in a state at a terminal, where a production leads.
//!
//! The build script lays the sparse rows of LALRPOP's tables over one another, so that the busy ones stay in the
//! cache and each question is two loads.
#![allow(
    clippy::indexing_slicing,
    reason = "states, terminals and productions come out of the tables themselves"
)]

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What to do in a state at a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Go to this state with the token.
    Shift(i16),
    /// Apply this production first.
    Reduce(i16),
    /// The symbol on top becomes this nonterminal first, with the same value: the state below says the state it makes.
    Unit(usize),
    /// The token cannot stand here.
    Error,
}

impl Step {
    /// What an entry of the action tables says, those of LALRPOP or [`action`]'s.
    #[inline]
    pub fn decode(action: i16) -> Step {
        match action {
            0 => Step::Error,
            1.. => Step::Shift(action - 1),
            ..=FIRST_UNIT => Step::Unit((FIRST_UNIT - action) as usize),
            _ => Step::Reduce(-(action + 1)),
        }
    }
}

/// What to do in `state` at the terminal with this index. It may also be a reduction where the terminal cannot stand:
/// what comes after the reduction then says so.
#[inline]
pub fn step(state: i16, terminal: usize) -> Step {
    Step::decode(action(state, terminal))
}

/// The entry of the action table: [`Step`] in a number.
#[inline]
pub fn action(state: i16, terminal: usize) -> i16 {
    let entry = ACTION_ENTRIES[ACTION_OFFSETS[state as usize] as usize + terminal];
    if (entry & 0xffff) as usize == terminal {
        (entry >> 16) as i16
    } else {
        ACTION_DEFAULTS[state as usize]
    }
}

/// The state after a nonterminal, on top of `state`.
#[inline]
pub fn goto(state: i16, nonterminal: usize) -> i16 {
    let entry = GOTO_ENTRIES[GOTO_OFFSETS[nonterminal] as usize + state as usize];
    if (entry & 0xffff) as usize == state as usize {
        (entry >> 16) as i16
    } else {
        GOTO_DEFAULTS[nonterminal]
    }
}

/// How many symbols a production takes off the stack and the nonterminal it makes of them; `None` for the production
/// of the start symbol.
#[inline]
pub fn production(index: i16) -> Option<(usize, usize)> {
    let (pops, makes) = PRODUCTIONS.get(index as usize)?;
    Some((usize::from(*pops), usize::from(*makes)))
}
