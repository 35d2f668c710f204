//! Moves data from Oracle and from files to PostgreSQL, and proves that it arrived.
//!
//! Input: a plan, a source (files, scripts, a live Oracle), a PostgreSQL. Output: rows, with the state of the run in the
//! same transactions; what does not fit goes to a quarantine with its reason.
//!
//! Must not know: how source code is converted, the terminal.

// It talks to servers and reads files by purpose.
#![allow(
    clippy::disallowed_methods,
    reason = "talks to disk, clock and environment by purpose"
)]

pub mod catalog;
pub mod draft;
pub mod encode;
pub mod error;
pub mod events;
pub mod load;
pub mod notify;
pub mod plan;
pub mod policy;
pub mod precheck;
pub mod rows;
pub mod selftest;
pub mod source;
pub mod target;
pub mod target_type;
pub mod throttle;
mod tls;
pub mod validate;
pub mod value;
