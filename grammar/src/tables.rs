//! The LR tables: what to do in a state at a terminal, where a production leads.
//!
//! The build script lays the sparse rows of LALRPOP's tables over one another, so that the busy ones stay in the
//! cache and each question is two loads.
#![allow(
    clippy::indexing_slicing,
    reason = "states, terminals and productions come out of the tables themselves"
)]

use crate::SyntaxKind;
use crate::recipe::{NO_SYMBOL, Recipe, Triple, What};
use crate::tree::{NodeId, TreeBuilder};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What to do in a state at a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Go to this state with the token.
    Shift(i16),
    /// Apply this production first.
    Reduce(i16),
    /// The symbol on top becomes this nonterminal first, with the same value: the state below says the state it makes.
    Unit(u16),
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
            _ if action <= FIRST_UNIT => Step::Unit((FIRST_UNIT - action) as u16),
            _ if action <= FIRST_LINK => Step::Reduce(FIRST_LINK - action),
            _ => Step::Reduce(-(action + 1)),
        }
    }
}

/// Whether an entry of [`action`]'s says to apply a production of one symbol that leaves the stack below alone: a unit
/// production, or one that [`remake`] can apply.
#[inline]
pub fn is_link(action: i16) -> bool {
    action <= FIRST_LINK
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
pub fn goto(state: i16, nonterminal: u16) -> i16 {
    let entry = GOTO_ENTRIES[GOTO_OFFSETS[usize::from(nonterminal)] as usize + state as usize];
    if (entry & 0xffff) as usize == state as usize {
        (entry >> 16) as i16
    } else {
        GOTO_DEFAULTS[usize::from(nonterminal)]
    }
}

/// How many symbols a production takes off the stack and the nonterminal it makes of them; `None` for the production
/// of the start symbol.
#[inline]
pub fn production(index: i16) -> Option<(usize, u16)> {
    let recipe = RECIPES.get(index as usize)?;
    Some((usize::from(recipe.pops), recipe.makes))
}

/// Replaces the symbols of a production on top of the stack by what it makes of them, and gives what [`production`] does;
/// `None`, with nothing done, when only its action can. `look_ahead` is the index of the next token.
#[inline]
pub(crate) fn apply(
    index: i16,
    builder: &mut TreeBuilder,
    symbols: &mut Vec<Triple>,
    look_ahead: Option<u32>,
) -> Option<(usize, u16)> {
    let recipe = RECIPES.get(index as usize)?;
    recipe
        .apply(&PICKS, builder, symbols, look_ahead)
        .then(|| (usize::from(recipe.pops), recipe.makes))
}

/// What a production of one symbol makes of it: of its value and the tokens it covers.
#[inline]
pub fn remake(index: i16, builder: &mut TreeBuilder, value: NodeId, start: u32, end: u32) -> NodeId {
    match RECIPES.get(index as usize) {
        Some(recipe) => recipe.remake(&PICKS, builder, value, start, end),
        None => value,
    }
}
