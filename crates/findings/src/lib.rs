//! Diagnostics as the findings of a continuous integration: known ones, accepted ones, and those that fail the build.
//!
//! Input: the diagnostics of a run with the files and objects they are about, a [`Baseline`], [`Suppression`]s and the
//! day. Output: a [`Report`], which says of each whether it is new, unchanged or suppressed and whether the [`Gate`]
//! fails, and the report as text for people, CI systems and programs ([`render()`]).
//!
//! This crate must not know how a problem is found, the disk, or the clock.

mod baseline;
mod date;
mod files;
mod fingerprint;
mod gate;
mod object;
mod render;
mod report;
mod suppression;
pub mod tasks;
#[cfg(test)]
mod test_run;

pub use baseline::{Baseline, BaselineEntry, BaselineError, Growth};
pub use date::{Date, NoDate};
pub use fingerprint::Fingerprint;
pub use gate::{FailOn, Gate, Verdict};
pub use object::ObjectPlace;
pub use render::{Format, render};
pub use report::{Input, Judgement, OutputPlace, Report, State, judge};
pub use suppression::{Scope, Suppression, SuppressionKind, parse_allowed};
