//! The LR tables, as the driver sees them.

use lalrpop_util::state_machine::ParserDefinition;
use plconv_grammar::parser::Symbol;
use plconv_grammar::{NodeId, StateMachine, TERMINAL_COUNT, TokenKind, Triple, tables};
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
        Symbol = Symbol,
    >
{
    /// Reduces by a production. `look_ahead` is the index of the next token.
    fn reduce_by(
        &mut self,
        production: Production,
        look_ahead: Option<u32>,
        states: &mut Vec<State>,
        symbols: &mut Vec<Triple>,
    ) -> Reduced;

    /// Applies productions of one symbol, one after the other, to the value on top of the stack.
    fn remake(&mut self, productions: &[Production], symbols: &mut [Triple]);
}

impl Machine for StateMachine<'_> {
    #[inline]
    fn reduce_by(
        &mut self,
        production: Production,
        look_ahead: Option<u32>,
        states: &mut Vec<State>,
        symbols: &mut Vec<Triple>,
    ) -> Reduced {
        plconv_grammar::parser::reduce(self, production, look_ahead, states, symbols)
    }

    #[inline]
    fn remake(&mut self, productions: &[Production], symbols: &mut [Triple]) {
        plconv_grammar::parser::remake(self, productions, symbols);
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
    /// The chains that are known.
    pub memo: Memo,
}

impl Search {
    /// Whether a terminal could be shifted on a stack of states after any number of reductions.
    ///
    /// Simulated on a copy of as little of the stack as is touched: reductions pop what they pushed first.
    pub fn accepts(&mut self, states: &[State], terminal: usize) -> bool {
        self.terminal = terminal;
        self.reductions.clear();
        let (mut top, mut next) = match states {
            [.., below, top] => self.follow(*below, *top, terminal),
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
            (top, next) = self.follow(below, tables::goto(below, makes), terminal);
        }
    }

    /// The end of the chain that starts at a state; notes the productions it applies.
    fn follow(&mut self, below: State, top: State, terminal: usize) -> (State, Step) {
        let action = tables::action(top, terminal);
        if !tables::is_link(action) {
            return (top, Step::decode(action));
        }
        let chain = self.memo.chain(below, top, terminal);
        let noted = chain.made().iter().map(|production| (top, *production));
        self.reductions.extend(noted);
        (chain.end, chain.next)
    }
}

/// The chains met so far. They are a dozen links long for every operand and only some hundred different in a text, while
/// each link costs some loads from tables larger than the cache.
///
/// Each thread has one that its parsers pass on.
pub(super) struct Memo(Vec<Chain>);

/// A chain of productions of one symbol and what it leads to.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    below: State,
    top: State,
    terminal: u16,
    /// How many productions do more than pass the value on.
    count: u8,
    made: [Production; LONGEST],
    /// The state on top behind the chain.
    pub end: State,
    /// What to do then.
    pub next: Step,
}

/// A longer chain is taken in parts.
const LONGEST: usize = 6;

const MEMO_SIZE: usize = 1 << 11;

// Nothing is below the state 0.
const NO_CHAIN: Chain = Chain {
    below: 0,
    top: 0,
    terminal: 0,
    count: 0,
    made: [0; LONGEST],
    end: 0,
    next: Step::Error,
};

thread_local! {
    static SPARE: Cell<Vec<Chain>> = const { Cell::new(Vec::new()) };
}

impl Default for Memo {
    fn default() -> Self {
        let mut chains = SPARE.take();
        chains.resize(MEMO_SIZE, NO_CHAIN);
        Memo(chains)
    }
}

impl Drop for Memo {
    fn drop(&mut self) {
        SPARE.set(std::mem::take(&mut self.0));
    }
}

impl Memo {
    /// What happens to the symbol on top of a stack before a terminal, as long as only productions of one symbol apply: a
    /// name becomes an operand, a term, a condition and an expression. The stack below stays as it is.
    #[inline]
    pub fn chain(&mut self, below: State, top: State, terminal: usize) -> &Chain {
        let key = ((below as u16 as u64) << 32) | ((top as u16 as u64) << 16) | terminal as u64;
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - MEMO_SIZE.ilog2())) as usize;
        let Some(known) = self.0.get_mut(place) else {
            return &NO_CHAIN;
        };
        if (known.below, known.top, usize::from(known.terminal)) != (below, top, terminal) {
            *known = Chain::follow(below, top, terminal);
        }
        known
    }
}

impl Chain {
    /// The productions that do more than pass the value on, in order.
    #[inline]
    pub fn made(&self) -> &[Production] {
        self.made.get(..usize::from(self.count)).unwrap_or_default()
    }

    #[cold]
    fn follow(below: State, top: State, terminal: usize) -> Chain {
        let mut chain = Chain {
            below,
            top,
            terminal: terminal as u16,
            end: top,
            ..NO_CHAIN
        };
        loop {
            let action = tables::action(chain.end, terminal);
            chain.next = Step::decode(action);
            let makes = match chain.next {
                Step::Unit(makes) => makes,
                Step::Reduce(production) if tables::is_link(action) => {
                    let place = chain.made.get_mut(usize::from(chain.count));
                    let (Some(place), Some((_, makes))) = (place, tables::production(production)) else {
                        return chain;
                    };
                    *place = production;
                    chain.count += 1;
                    makes
                }
                Step::Reduce(_) | Step::Shift(_) | Step::Error => return chain,
            };
            chain.end = tables::goto(below, makes);
        }
    }
}

pub(super) use plconv_grammar::parser::{Reduced, state_machine};
pub(super) use plconv_grammar::tables::{Step, step};
