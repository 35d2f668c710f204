//! The LR tables, as the driver sees them.

use lalrpop_util::state_machine::ParserDefinition;
use plconv_grammar::{NodeId, TERMINAL_COUNT, TokenKind, tables};
use std::cell::Cell;

// The memo packs a terminal into 16 bits.
const _: () = assert!(TERMINAL_COUNT <= u16::MAX as usize);

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

/// Unit productions leave the value of the symbol on top as it is: only the state changes.
pub(super) fn replace_top(states: &mut [State], state: State) {
    if let Some(top) = states.last_mut() {
        *top = state;
    }
}

/// A question whether a terminal can be shifted, and the way there when it can.
#[derive(Default)]
pub(super) struct Search {
    /// The terminal it was about.
    pub terminal: usize,
    /// The reductions, each with the state on top that unit productions lead to before it.
    pub reductions: Vec<(State, Production)>,
    /// The state on top when the terminal is shifted.
    pub top: State,
    /// The state after it.
    pub target: State,
    /// The states between those of the stack that are left and the top.
    simulated: Vec<State>,
}

impl Search {
    /// Whether a terminal could be shifted on a stack of states after any number of reductions.
    ///
    /// Simulated on a copy of as little of the stack as is touched: reductions pop what they pushed first.
    pub fn accepts(&mut self, states: &[State], terminal: usize) -> bool {
        self.terminal = terminal;
        self.reductions.clear();
        let (mut top, mut next) = match states {
            [.., below, top] => after_units(*below, *top, terminal),
            [top] => (*top, step(*top, terminal)),
            [] => return false,
        };
        // How much of the real stack is left below the simulated states, which are those below `top`.
        let mut base = states.len() - 1;
        self.simulated.clear();
        loop {
            let index = match next {
                Step::Shift(target) => {
                    (self.top, self.target) = (top, target);
                    return true;
                }
                Step::Error | Step::Unit(_) => return false,
                Step::Reduce(index) => index,
            };
            let Some((pops, makes)) = tables::production(index) else {
                return false;
            };
            self.reductions.push((top, index));
            match pops.checked_sub(1) {
                None => self.simulated.push(top),
                Some(more) if more <= self.simulated.len() => {
                    self.simulated.truncate(self.simulated.len() - more);
                }
                Some(more) => {
                    base = base.saturating_sub(more - self.simulated.len());
                    self.simulated.clear();
                }
            }
            let real = states.get(base.wrapping_sub(1));
            let Some(below) = self.simulated.last().or(real).copied() else {
                return false;
            };
            (top, next) = after_units(below, tables::goto(below, makes), terminal);
        }
    }
}

/// What the top of a stack becomes before a terminal by unit productions alone, and what to do then: a name becomes an
/// operand, a term, a condition and an expression, and neither its value nor the stack below it changes.
#[inline]
pub(super) fn after_units(below: State, top: State, terminal: usize) -> (State, Step) {
    match step(top, terminal) {
        Step::Unit(makes) => MEMO.with(|memo| memo.after_units(below, top, makes, terminal)),
        next => (top, next),
    }
}

/// Chains of unit productions are a dozen long for every operand and only some hundred different in a text, while each
/// link costs some loads from tables larger than the cache.
struct Memo([Cell<u64>; MEMO_SIZE]);

const MEMO_SIZE: usize = 1 << 11;

thread_local! {
    static MEMO: Memo = const { Memo([const { Cell::new(0) }; MEMO_SIZE]) };
}

impl Memo {
    /// The end of the chain that starts with a unit production to the nonterminal `makes`.
    fn after_units(&self, below: State, top: State, makes: usize, terminal: usize) -> (State, Step) {
        // Of no entry: nothing is below the state 0.
        let key = ((below as u16 as u64) << 48) | ((top as u16 as u64) << 32) | ((terminal as u64) << 16);
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - MEMO_SIZE.ilog2())) as usize;
        let Some(entry) = self.0.get(place) else {
            return (top, Step::Error);
        };
        let known = entry.get();
        if known & !0xffff == key {
            let end = known as u16 as State;
            return (end, step(end, terminal));
        }
        let mut end = tables::goto(below, makes);
        let mut next = step(end, terminal);
        while let Step::Unit(makes) = next {
            end = tables::goto(below, makes);
            next = step(end, terminal);
        }
        entry.set(key | u64::from(end as u16));
        (end, next)
    }
}

pub(super) use plconv_grammar::parser::state_machine;
pub(super) use plconv_grammar::tables::{Step, step};
