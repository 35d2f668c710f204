//! The way back: what is committed in PostgreSQL after the cutover, into Oracle, each transaction exactly once.
//!
//! Transactions come from logical decoding, in the order of their commits. How far they went is written in the same
//! transaction of Oracle, into a table that also tells the forward direction to leave such transactions out; what the forward
//! direction wrote here is told by its replication origin.

pub mod lsn;
pub mod pgoutput;
