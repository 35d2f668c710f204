//! The LR tables, as the driver sees them.

use lalrpop_util::state_machine::ParserDefinition;
use plconv_grammar::{NodeId, TokenKind, tables};

/// State of the LR automaton.
pub(super) type State = i16;

/// Number of a production.
pub(super) type Production = i16;

/// The generated state machine: what the driver needs to know about its associated types.
pub(super) trait Machine:
    ParserDefinition<
        Location = u32,
        Token = TokenKind,
        TokenIndex = usize,
        StateIndex = State,
        ReduceIndex = Production,
        Action = i16,
        Success = NodeId,
    >
{
}

impl<T> Machine for T where
    T: ParserDefinition<
            Location = u32,
            Token = TokenKind,
            TokenIndex = usize,
            StateIndex = State,
            ReduceIndex = Production,
            Action = i16,
            Success = NodeId,
        >
{
}

/// An entry of the action table.
pub(super) enum Step {
    /// Go to this state with the token.
    Shift(State),
    /// Apply this production first.
    Reduce(Production),
    /// The token cannot stand here.
    Error,
}

/// What to do in a state at a token.
#[inline]
pub(super) fn step(state: State, terminal: usize) -> Step {
    decode(tables::action(state, terminal))
}

/// What an entry of the action table says.
#[inline]
pub(super) fn decode(action: i16) -> Step {
    match action {
        0 => Step::Error,
        1.. => Step::Shift(action - 1),
        _ => Step::Reduce(-(action + 1)),
    }
}

/// Applies a production to a stack of states alone; false when it would end the parse.
pub(super) fn reduce_states(production: Production, states: &mut Vec<State>) -> bool {
    let Some((pops, makes)) = tables::production(production) else {
        return false;
    };
    states.truncate(states.len().saturating_sub(pops));
    let Some(top) = states.last() else { return false };
    states.push(tables::goto(*top, makes));
    true
}

/// Whether a terminal could be shifted on a stack of states after any number of reductions.
///
/// Simulated on a copy of as little of the stack as is touched: reductions pop what they pushed first, so `base` says
/// how much of the real stack is left below the simulated states.
pub(super) fn accepts(states: &[State], scratch: &mut Vec<State>, terminal: usize) -> bool {
    let Some(mut top) = states.last().copied() else {
        return false;
    };
    let mut base = states.len();
    scratch.clear();
    loop {
        let production = match step(top, terminal) {
            Step::Shift(_) => return true,
            Step::Error => return false,
            Step::Reduce(production) => production,
        };
        let Some((pops, makes)) = tables::production(production) else {
            return false;
        };
        if pops <= scratch.len() {
            scratch.truncate(scratch.len() - pops);
        } else {
            base = base.saturating_sub(pops - scratch.len());
            scratch.clear();
        }
        let below = match scratch.last() {
            Some(below) => *below,
            None => match states.get(base.wrapping_sub(1)) {
                Some(below) => *below,
                None => return false,
            },
        };
        top = tables::goto(below, makes);
        scratch.push(top);
    }
}

pub(super) use plconv_grammar::parser::state_machine;
