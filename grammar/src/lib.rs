//! The Oracle grammar.
//!
//! Input: nothing at run time; at build time the LALRPOP fragments of this folder. Output: the token kinds, the node
//! kinds, the [`TreeBuilder`] and the LR tables that `plconv-syntax` drives. Must not know: text, files, diagnostics
//! and what anything means.

mod actions;
pub mod generated;
pub mod parser;
mod recipe;
mod splice;
pub mod tables;
mod token;
mod tree;

pub use generated::kinds::SyntaxKind;
pub use generated::tokens::{KEYWORDS, TERMINAL_COUNT, TokenKind};
pub use parser::{StateMachine, state_machine};
pub use recipe::Triple;
pub use splice::Splice;
pub use token::{Keyword, NextTokenRule, TOKEN_KIND_COUNT};
pub use tree::{Elements, NodeData, NodeId, Tree, TreeBuilder};
