//! The typed HIR: Oracle code with every name resolved and every expression typed.
//!
//! Input: syntax trees and the catalog, through the database. Output: [`ty`], [`expr`], [`query`], [`dml`], [`stmt`] and
//! [`item`] values, the signatures they refer to, and diagnostics. Must not know: PostgreSQL.
//!
//! Unknown names stop nothing: they get [`ty::Type::Unknown`] and one diagnostic.

pub mod build;
pub mod dispatch;
pub mod dml;
pub mod effects;
pub mod expr;
pub mod item;
pub mod notes;
pub mod program;
pub mod query;
pub mod replay;
pub mod resolve;
mod rule;
pub mod sink;
pub mod stmt;
pub mod supplied;
pub mod tables;
pub mod targets;
pub mod ty;
pub mod uses;
pub mod visit;
