//! Oracle source text to syntax trees.
//!
//! Input: the decoded text of a script. [`script::read_script`] cuts it into SQL*Plus commands and statements,
//! [`substitution::substitute`] replaces `&` variables, [`parser::parse_unit`] parses one statement or stored unit.
//! Output: an [`ast::SyntaxTree`] per unit with typed views, comments and hints ([`comments`]), and [`SyntaxError`]s.
//! All of it is total: any text gives a result, a broken statement spoils itself only.
//!
//! Must not know: files, catalogs, what a name means, and PostgreSQL.

pub mod ast;
pub mod comments;
pub mod conditional;
pub mod dump;
pub mod lexer;
pub mod parser;
pub mod print;
pub mod script;
#[cfg(test)]
mod soup;
pub mod substitution;
pub mod token;
mod token_layer;

pub use ast::SyntaxTree;
pub use conditional::{FlagValue, Flags};
pub use parser::{
    ErrorKind, Parse, ParseOptions, SyntaxError, parse_declarations, parse_expression, parse_query,
    parse_statements, parse_unit,
};
pub use script::{Script, ScriptItem, read_script};
