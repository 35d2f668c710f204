//! A small part of SQL: what programs that move data send.

pub(crate) mod ast;
mod definitions;
pub(crate) mod eval;
pub(crate) mod functions;
pub(crate) mod lexer;
pub(crate) mod parser;
mod primaries;
pub(crate) mod values;
