//! The database: salsa inputs and the queries from file text to syntax trees.
//!
//! Input: file texts, the policy. Output: units in load order, each with its syntax tree and its place. Must not know:
//! names, types, PostgreSQL, the disk.

pub mod policy;

pub use policy::Policy;
