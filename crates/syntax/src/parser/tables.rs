//! The LR tables, as the driver sees them.

use lalrpop_util::state_machine::{ParserAction, ParserDefinition, SimulatedReduce};
use plconv_grammar::{NodeId, TokenKind};

/// State of the LR automaton.
pub(super) type State = i16;

/// The generated state machine: what the driver needs to know about its associated types.
pub(super) trait Tables:
    ParserDefinition<Location = u32, Token = TokenKind, TokenIndex = usize, StateIndex = State, Success = NodeId>
{
    /// What to do at a token.
    fn step(&self, state: State, terminal: usize) -> Step<Self> {
        Step::from(self.action(state, terminal))
    }

    /// What to do at the end.
    fn end_step(&self, state: State) -> Step<Self> {
        Step::from(self.eof_action(state))
    }

    /// Applies a reduction to a stack of states alone; false when it would end the parse.
    fn reduce_states(&self, reduction: Self::ReduceIndex, states: &mut Vec<State>) -> bool {
        match self.simulate_reduce(reduction) {
            SimulatedReduce::Reduce {
                states_to_pop,
                nonterminal_produced,
            } => {
                states.truncate(states.len().saturating_sub(states_to_pop));
                let Some(top) = states.last() else { return false };
                states.push(self.goto(*top, nonterminal_produced));
                true
            }
            SimulatedReduce::Accept => false,
        }
    }
}

impl<T> Tables for T where
    T: ParserDefinition<
            Location = u32,
            Token = TokenKind,
            TokenIndex = usize,
            StateIndex = State,
            Success = NodeId,
        >
{
}

/// An entry of the action table.
pub(super) enum Step<D: ParserDefinition> {
    /// Go to this state with the token.
    Shift(D::StateIndex),
    /// Apply this production first.
    Reduce(D::ReduceIndex),
    /// The token cannot stand here.
    Error,
}

impl<D: ParserDefinition> Step<D> {
    fn from(action: D::Action) -> Self {
        if let Some(state) = action.as_shift() {
            Step::Shift(state)
        } else if let Some(reduction) = action.as_reduce() {
            Step::Reduce(reduction)
        } else {
            Step::Error
        }
    }
}

pub(super) use plconv_grammar::parser::state_machine;
