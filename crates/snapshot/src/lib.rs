//! Snapshots: the PostgreSQL that is expected of each file of the source, in a file beside it (`pay.pkg` and
//! `pay.pkg.pgsql`), so that a change of the source, the policy or plconv shows as a change that somebody reviews.
//!
//! Input: a conversion, and a directory with snapshots. Output: what differs, object by object with the place in the
//! source, the rule and the diagnostics there; new snapshots; which objects come out as accepted. Must not know: how anything is converted, the terminal.
#![allow(clippy::disallowed_methods, reason = "snapshots are files")]

mod accepted;
mod compare;
mod store;
mod take;

pub use accepted::accepted;
pub use compare::{Comparison, Difference, compare};
pub use store::{SnapshotError, StoredSnapshots};
pub use take::{Section, Snapshots, take};
