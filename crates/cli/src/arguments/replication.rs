//! Arguments of the commands that carry changes over.

use super::mover::EndArguments;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `migrate`.
#[derive(Args, Debug)]
pub struct MigrateArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// End when everything that was committed up to this SCN is in the target.
    #[arg(long, value_name = "SCN")]
    pub until_scn: Option<u64>,
    /// Connect string of the container database's root, when the plan names a pluggable database: LogMiner runs there.
    #[arg(long, value_name = "CONNECT", requires = "container")]
    pub root: Option<String>,
    /// Name of the pluggable database.
    #[arg(long, value_name = "PDB")]
    pub container: Option<String>,
    /// Directory of `migration.log` and `migration.jsonl`; the plan's own when not given.
    #[arg(long, value_name = "DIR")]
    pub log: Option<PathBuf>,
    /// Tell of each group of transactions that is applied.
    #[arg(long)]
    pub verbose: bool,
}
