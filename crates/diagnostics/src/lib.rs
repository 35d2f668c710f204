//! Diagnostic declarations, the Diagnostic value and its renderers.
//!
//! Input: what the phases found, as [`Diagnostic`] values made from a declared [`Code`].
//! Output: text for terminals, scripts, CI systems and other programs ([`render`]), and the reference of
//! all codes ([`explain`], [`docs_index`]).
//!
//! Every diagnostic is declared once, in `src/declarations/<area>.rs`, with a permanent code, a name, a
//! severity, a class, a summary and a page `pages/<code>.md`. A code is never reused or renumbered.
//!
//! This crate must not know how a problem is found, nor the disk: sources come in through
//! [`SourceProvider`].

mod code;
mod declarations;
mod diagnostic;
mod explain;
pub mod render;
mod sources;
mod summary;

pub use code::{Area, Class, Code, Declaration, Severity, UnknownCode};
pub use diagnostic::{Diagnostic, Label, sort};
pub use explain::{docs_index, explain, summary_text};
pub use render::{JsonStyle, render_github, render_json, render_short, render_terminal, to_json};
pub use sources::{MemorySources, SourceProvider};
pub use summary::{Summary, summary};
