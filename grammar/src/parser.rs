//! The LR automaton the build script makes from the fragments.
//!
//! The driver works on [`StateMachine`] through `lalrpop_util`'s `ParserDefinition` and [`reduce`]: `action` and `goto` are
//! the tables, [`reduce`] runs what the grammar says on the [`TreeBuilder`], `simulate_reduce` only says what a reduction
//! would pop.
//! The index of a terminal is the discriminant of its [`TokenKind`](crate::TokenKind), locations are token indexes, and
//! the first token is one of the Start kinds.

use crate::recipe::Triple;
use crate::tables;
use crate::tree::{NodeId, TreeBuilder};
use lalrpop_util::state_machine::ParserDefinition;

#[allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::restriction,
    reason = "generated"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/parser.rs"));
}

pub use generated::__parse__Start::{__StateMachine as StateMachine, __Symbol as Symbol};

// A larger symbol slows the whole parser down: the stack moves it for every token and reduction.
const _: () = assert!(size_of::<Symbol>() <= 16);

impl Symbol {
    /// The value of a nonterminal; the absent node for other symbols.
    #[inline]
    pub(crate) fn node(&self) -> NodeId {
        match self {
            Symbol::Variant2(node) => *node,
            Symbol::Variant0(_) | Symbol::Variant1(_) => NodeId::NIL,
        }
    }
}

impl From<NodeId> for Symbol {
    #[inline]
    fn from(node: NodeId) -> Self {
        Symbol::Variant2(node)
    }
}

impl From<crate::TokenKind> for Symbol {
    #[inline]
    fn from(kind: crate::TokenKind) -> Self {
        Symbol::Variant0(kind)
    }
}

/// What a reduction leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reduced {
    /// The state on top of the stack, and the one below it.
    To {
        /// The one below.
        below: i16,
        /// The one on top.
        top: i16,
    },
    /// The end: the result when the parse succeeded.
    Done(Option<NodeId>),
}

/// Reduces by a production. `look_ahead` is the index of the next token, `None` at the end.
#[inline]
pub fn reduce(
    machine: &mut StateMachine<'_>,
    production: i16,
    look_ahead: Option<u32>,
    states: &mut Vec<i16>,
    symbols: &mut Vec<Triple>,
) -> Reduced {
    let Some((pops, makes)) = tables::apply(production, machine.b, symbols, look_ahead) else {
        return reduce_by_action(machine, production, look_ahead, states, symbols);
    };
    // Where the new state goes: the one before it says which it is.
    let place = states.len().wrapping_sub(pops);
    let Some(below) = states.get(place.wrapping_sub(1)).copied() else {
        return Reduced::Done(None);
    };
    let top = tables::goto(below, makes);
    if let Some(old) = states.get_mut(place) {
        *old = top;
        states.truncate(place + 1);
    } else {
        states.push(top);
    }
    Reduced::To { below, top }
}

/// Applies productions of one symbol, one after the other, to the value on top of the stack.
#[inline]
pub fn remake(machine: &mut StateMachine<'_>, productions: &[i16], symbols: &mut [Triple]) {
    let Some((start, symbol, end)) = symbols.last_mut() else {
        return;
    };
    let mut value = symbol.node();
    for production in productions {
        value = tables::remake(*production, machine.b, value, *start, *end);
    }
    *symbol = Symbol::from(value);
}

#[cold]
fn reduce_by_action(
    machine: &mut StateMachine<'_>,
    production: i16,
    look_ahead: Option<u32>,
    states: &mut Vec<i16>,
    symbols: &mut Vec<Triple>,
) -> Reduced {
    if let Some(done) = machine.reduce(production, look_ahead.as_ref(), states, symbols) {
        return Reduced::Done(done.ok());
    }
    match states.as_slice() {
        [.., below, top] => Reduced::To {
            below: *below,
            top: *top,
        },
        _ => Reduced::Done(None),
    }
}

/// The automaton over a tree that is being built.
pub fn state_machine(builder: &mut TreeBuilder) -> StateMachine<'_> {
    StateMachine {
        b: builder,
        __phantom: core::marker::PhantomData,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{TERMINAL_COUNT, TokenKind};

    #[test]
    fn discriminant_is_column() {
        let mut builder = TreeBuilder::new();
        let machine = state_machine(&mut builder);
        for index in 0..TERMINAL_COUNT {
            let kind = TokenKind::from_index(index).unwrap();
            assert_eq!(machine.token_to_index(&kind), Some(index), "{kind:?}");
        }
        assert_eq!(machine.token_to_index(&TokenKind::QuotedIdentifier), None);
    }
}
