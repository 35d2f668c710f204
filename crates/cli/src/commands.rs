//! One file per subcommand.

pub mod assess;
pub mod catalog;
pub mod check;
pub mod completions;
pub mod convert;
pub mod cutover;
pub mod doctor;
pub mod drift;
pub mod explain;
pub mod fallback;
pub mod load;
pub mod lsp;
pub mod man;
pub mod migrate;
pub mod parse;
pub mod plan;
pub mod precheck;
mod replicating;
pub mod script;
pub mod selftest;
pub mod serve;
pub mod snap;
pub mod test;
pub mod validate;
pub mod verify;
