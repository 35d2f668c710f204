//! Carries changes from Oracle to PostgreSQL while the application runs, and back after the cutover.
//!
//! Input: the plan of a move, a source of committed transactions. Output: the same transactions in the target, each exactly
//! once: how far they went is in the same transaction of the target.
//!
//! Must not know: how source code is converted, the terminal.

// It talks to servers and reads files by purpose.
#![allow(
    clippy::disallowed_methods,
    reason = "talks to disk, clock and environment by purpose"
)]

pub mod apply;
pub mod assembler;
mod capture;
pub mod change;
pub mod cutover;
pub mod debezium;
pub mod epoch;
pub mod fallback;
pub mod logminer;
pub mod migrate;
pub mod openlogreplicator;
pub mod redo;
pub mod spill;
pub mod state;
pub mod translator;
