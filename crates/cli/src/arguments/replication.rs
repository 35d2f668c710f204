//! Arguments of the commands that carry changes over.

use super::mover::EndArguments;
use clap::Args;
use std::path::PathBuf;

/// Where the log of an Oracle is read.
#[derive(Args, Debug)]
pub struct MiningArguments {
    /// Connect string of the container database's root, when the plan names a pluggable database: LogMiner runs there.
    #[arg(long, value_name = "CONNECT", requires = "container")]
    pub root: Option<String>,
    /// Name of the pluggable database.
    #[arg(long, value_name = "PDB")]
    pub container: Option<String>,
}

/// Arguments of `cutover`.
#[derive(Args, Debug)]
pub struct CutoverArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Go through all gates and leave everything as it was; then print the runbook.
    #[arg(long)]
    pub dry_run: bool,
    /// Make the slot and the publication that the way back to Oracle reads by, before anyone writes to PostgreSQL.
    #[arg(long)]
    pub prepare_fallback: bool,
    /// Seconds that the target may take to have everything that was committed.
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub patience: u64,
    /// Go on although this gate is not passed; may be repeated.
    #[arg(long, value_name = "GATE")]
    pub accept: Vec<String>,
    /// The log.
    #[command(flatten)]
    pub mining: MiningArguments,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `drift`.
#[derive(Args, Debug)]
pub struct DriftArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Tables to compare, by their names in the source; all when not given.
    #[arg(value_name = "TABLE")]
    pub tables: Vec<String>,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Make rows that differ as the source has them.
    #[arg(long)]
    pub repair: bool,
    /// Write the statements that repair them to a file.
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
    /// Seconds that the target may take to have everything that was committed.
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub patience: u64,
    /// The log.
    #[command(flatten)]
    pub mining: MiningArguments,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

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
    /// The log.
    #[command(flatten)]
    pub mining: MiningArguments,
    /// Directory of `migration.log` and `migration.jsonl`; the plan's own when not given.
    #[arg(long, value_name = "DIR")]
    pub log: Option<PathBuf>,
    /// Tell of each group of transactions that is applied.
    #[arg(long)]
    pub verbose: bool,
}
