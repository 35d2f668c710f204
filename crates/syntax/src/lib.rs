//! Script reader, unit splitter, lexer, LR driver and typed syntax tree.

pub mod ast;
pub mod token;
