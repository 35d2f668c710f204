//! The database: salsa inputs and the queries from file text to syntax trees.
//!
//! Input: file texts, the policy. Output: units in load order, each with its syntax tree and its place. Must not know:
//! names, types, PostgreSQL, the disk.

mod command;
pub mod include;
mod inputs;
mod interface;
mod loading;
pub mod order;
mod parsing;
pub mod policy;
mod recent;
mod reload;
mod substitute;
mod variables;

pub use inputs::{Db, Project, SourceFile, new_project, update_project};
pub use interface::{Interface, interface};
pub use loading::{LoadedCommand, LoadedItem, LoadedProject, LoadedUnit, load, script};
pub use parsing::{note_parse, parse, syntax_diagnostics};
pub use plconv_syntax::parser::Parse;
pub use policy::{Allow, Policy, is_at_or_below};
pub use recent::RecentParses;
pub use reload::{Moved, Reloaded, edit_file};
pub use substitute::{Substituted, substitute_variables};
pub use variables::Variables;
