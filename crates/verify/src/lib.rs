//! Loads converted output into a real PostgreSQL and says what PostgreSQL thinks of it.
//!
//! Input: an output directory (`load.sql` and the files it includes) or any psql script, and a [`ServerChoice`].
//! Output: a [`VerifyReport`], or the outcome of each statement of a script; every error with output file, line and
//! byte range.
//!
//! Must not know: Oracle, and where in the Oracle source a piece of output came from. The caller owns that map and
//! applies it to the places reported here.
//!
//! - [`Server`]: where to load: embedded in this process, a given URL, or a private cluster of an installed PostgreSQL.
//! - [`Database`]: an empty database on it, removed afterwards; [`Session`]: a connection to it.
//! - [`Session::load_script`]: runs a psql script; [`run_script`]: the lines it raised, for checks.
//! - [`verify_directory`]: loads an output directory and checks its routines.
//! - [`test_server`]: the server that the tests of this project share.

// This crate reads scripts, starts servers and waits for them; what it reports still depends on its input only.
#![allow(
    clippy::disallowed_methods,
    reason = "talks to disk, clock and environment by purpose"
)]

mod check;
mod error;
mod handlers;
mod place;
mod report;
mod routines;
mod script;
mod server;
mod session;
mod split;
mod test_server;
mod verify;

pub use error::ServerError;
pub use place::{Place, SourceText};
pub use report::{
    CheckStatus, FileReport, FileStatus, IssueLevel, RaisedWarning, RoutineIssue, RoutineReport, VerifyReport,
};
pub use script::{Isolation, OnError, ScriptOptions, ScriptOutcome, StatementOutcome, StatementResult};
pub use server::{Database, Server, ServerChoice, ServerKind};
pub use session::{Notice, RunError, Session, SqlError, run_script};
pub use split::{ScriptItem, Statement, split};
pub use test_server::test_server;
pub use verify::{Silent, VerifyOptions, VerifyProgress, verify_directory, verify_telling};
