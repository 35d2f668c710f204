//! A web page about the runs of a migration: how far they are, what went wrong, and buttons to pause, resume and retry.
//!
//! Input: the state tables in the target, which loads of any process on any machine write. Output: a page with live updates,
//! metrics for Prometheus, and what is asked of runs, in the same tables. Must not know: plans, sources, the terminal.

#![allow(
    clippy::disallowed_methods,
    reason = "talks to the network, the clock and the random numbers of the system by purpose"
)]

mod actions;
mod metrics;
mod server;
mod state;
mod token;

pub use server::{Dashboard, DashboardOptions};
pub use token::Token;
