//! Assessment reports: what a migration needs, from a conversion.
//!
//! Input: a source tree with its conversion, and the numbers of an effort model. Output: a [`Report`] as plain data, and
//! its forms: one self-contained HTML page, JSON, CSV tables, Markdown. Must not know: the disk, the terminal, how
//! anything is converted.
//!
//! Numbers agree with the manifest and `plconv check`, since they are counted from the same conversion. Every sum is one
//! of rows in the report; the same tree gives the same bytes.

mod anonymize;
pub mod calibrate;
pub mod captured;
mod compare;
mod data;
pub mod effort;
mod fleet;
mod gather;
mod grade;
mod graph;
mod impact;
pub mod model;
mod ora2pg;
pub mod render;
mod text;
mod waves;

pub use anonymize::anonymize;
pub use compare::{Comparison, compare};
pub use effort::EffortModel;
pub use fleet::Fleet;
pub use gather::{Decisions, Options, assess};
pub use model::Report;
