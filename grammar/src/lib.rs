//! The Oracle grammar.
//!
//! Input: nothing at run time; at build time the LALRPOP fragments of this folder. Output: the token kinds, the node
//! kinds, the [`TreeBuilder`] and the LR tables that `plconv-syntax` drives. Must not know: text, files, diagnostics
//! and what anything means.

pub mod generated;
mod tree;

pub use generated::kinds::SyntaxKind;
pub use tree::{Elements, NodeData, NodeId, Tree, TreeBuilder};
pub use token_kind::TokenKind;
mod token_kind;
