//! The LR automaton the build script makes from the fragments.
//!
//! The driver works on [`StateMachine`] through `lalrpop_util`'s `ParserDefinition`: `action` and `goto` are the tables,
//! `reduce` runs the grammar's actions on the [`TreeBuilder`], `simulate_reduce` only says what a reduction would pop.
//! The index of a terminal is the discriminant of its [`TokenKind`](crate::TokenKind), locations are token indexes, and
//! the first token is one of the Start kinds.

use crate::tree::TreeBuilder;

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
    use lalrpop_util::state_machine::ParserDefinition;

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
