//! PostgreSQL and PL/pgSQL: syntax tree and printer.
//!
//! Input: trees built by whoever converts. Output: SQL text for PostgreSQL 15 and later, laid out to a line width,
//! byte for byte the same for the same tree. Must not know: Oracle.

pub mod ddl;
pub mod expr;
mod keywords;
pub mod name;
pub mod plpgsql;
pub mod print;
pub mod query;

pub use ddl::*;
pub use expr::*;
pub use name::{Ident, QualifiedName, TypeName, quote_identifier, quote_literal};
pub use plpgsql::*;
pub use print::{Origin, PrintOptions, Printed, dollar_quote, print_expr, print_statement, print_statements};
pub use query::*;
