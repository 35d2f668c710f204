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
/// STUB
pub(super) fn state_machine(_b: &mut plconv_grammar::TreeBuilder) -> Stub {
    Stub
}
pub(super) struct Stub;
#[derive(Clone, Copy, Debug)]
pub(super) struct Act;
impl ParserAction<Stub> for Act {
    fn as_shift(self) -> Option<i16> {
        None
    }
    fn as_reduce(self) -> Option<i16> {
        None
    }
    fn is_shift(self) -> bool {
        false
    }
    fn is_reduce(self) -> bool {
        false
    }
    fn is_error(self) -> bool {
        true
    }
}
impl ParserDefinition for Stub {
    type Location = u32;
    type Error = ();
    type Token = TokenKind;
    type TokenIndex = usize;
    type Symbol = ();
    type Success = NodeId;
    type StateIndex = i16;
    type Action = Act;
    type ReduceIndex = i16;
    type NonterminalIndex = usize;
    fn start_location(&self) -> u32 {
        0
    }
    fn start_state(&self) -> i16 {
        0
    }
    fn token_to_index(&self, _: &TokenKind) -> Option<usize> {
        None
    }
    fn action(&self, _: i16, _: usize) -> Act {
        Act
    }
    fn error_action(&self, _: i16) -> Act {
        Act
    }
    fn eof_action(&self, _: i16) -> Act {
        Act
    }
    fn goto(&self, _: i16, _: usize) -> i16 {
        0
    }
    fn token_to_symbol(&self, _: usize, _: TokenKind) {}
    fn expected_tokens(&self, _: i16) -> Vec<String> {
        vec![]
    }
    fn uses_error_recovery(&self) -> bool {
        false
    }
    fn error_recovery_symbol(&self, _: lalrpop_util::state_machine::ErrorRecovery<Self>) {}
    fn reduce(
        &mut self,
        _: i16,
        _: Option<&u32>,
        _: &mut Vec<i16>,
        _: &mut Vec<lalrpop_util::state_machine::SymbolTriple<Self>>,
    ) -> Option<lalrpop_util::state_machine::ParseResult<Self>> {
        None
    }
    fn simulate_reduce(&self, _: i16) -> SimulatedReduce<Self> {
        SimulatedReduce::Accept
    }
}
