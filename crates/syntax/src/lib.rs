//! Script reader, unit splitter, lexer, LR driver and typed syntax tree.

pub mod ast;
pub mod comments;
pub mod conditional;
pub mod dump;
pub mod lexer;
pub mod parser;
pub mod script;
pub mod substitution;
pub mod token;
mod token_layer;
