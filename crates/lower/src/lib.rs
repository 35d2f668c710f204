//! HIR and catalog to PostgreSQL.
//!
//! Input: the program's symbols, resolved items, the policy. Output: `plconv_pg` statements per object, the runtime
//! functions they use, and diagnostics. Must not know: syntax trees, files, databases.
#![allow(
    clippy::wrong_self_convention,
    reason = "methods are named after what they make or lower: from_item, to_char"
)]

pub mod context;
pub mod ddl;
pub mod expr;
pub mod naming;
pub mod plpgsql;
pub mod query;
mod supplied;
pub mod top;
pub mod trigger_order;
pub mod types;
