//! The vendored PostgreSQL runtime: functions that converted code calls for what PostgreSQL lacks.
//!
//! Input: the names of the runtime functions that converted code uses, and the schema they go into.
//! Output: SQL text that creates those functions and what they need, in dependency order.
//!
//! It also owns the SQLSTATE scheme for Oracle errors ([`sqlstate`]), because both the SQL functions and the
//! generated handlers must spell the same states.
//!
//! It must not know the Oracle syntax tree, the lowering rules, or a database connection.

mod emit;
mod function;
mod index;
pub mod sqlstate;

pub use emit::{UnknownFunction, emit};
pub use function::{RuntimeFunction, Signature, Volatility};
pub use index::{find, functions};
pub use sqlstate::{
    number_of_predefined, sqlstate_for_application_error, sqlstate_for_oracle_number,
    sqlstate_for_user_exception, sqlstates_for_oracle_error, sqlstates_for_predefined,
};
