//! Project discovery, policy file, the concrete database and outputs.
//!
//! Input: a directory or script of Oracle source and a policy file. Output: a directory that `psql` can load, with a
//! manifest in which every source object appears. Must not know: the terminal, command lines, editors.
//!
//! This is the crate that reads and writes files for the others.
#![allow(
    clippy::disallowed_methods,
    reason = "this crate is where the disk is read and written"
)]

pub mod accepted;
pub mod cache;
pub mod convert;
mod database;
pub mod discover;
pub mod facts;
mod guard;
pub mod layout;
pub mod listing;
pub mod manifest;
pub mod output_directory;
pub mod parse_all;
pub mod parse_statistics;
mod path_names;
pub mod policy_file;
mod progress;
mod run_files;
mod source_map;
mod state;
pub mod suggest;
pub mod tree;
mod unit_header;
pub mod write;

pub use database::Database;
pub use guard::{Abandoned, install_quiet_panic_hook, run_guarded, run_with_threads};
pub use manifest::{Fate, Manifest, ManifestObject, ManifestStatement};
pub use progress::{NoProgress, Progress};
pub use run_files::{RunFiles, StablePaths};
pub use source_map::{MappedPiece, OutputPlaces, SpanMapping};
pub use tree::SourceTree;
pub use unit_header::{UnitHeader, unit_header};
