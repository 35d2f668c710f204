//! Arguments of the commands that move data.

use clap::Args;
use std::path::PathBuf;

/// Arguments of `load`.
#[derive(Args, Debug)]
pub struct LoadArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Readers, each with a writer, in this process; wins over the plan.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: Option<u16>,
    /// Begin anew although a run of this name has not ended.
    #[arg(long)]
    pub restart: bool,
    /// Directory of `migration.log` and `migration.jsonl`; the plan's own when not given.
    #[arg(long, value_name = "DIR")]
    pub log: Option<PathBuf>,
    /// Print the summary as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `validate`.
#[derive(Args, Debug)]
pub struct ValidateArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Tables to compare, by their names in the source; all when not given.
    #[arg(value_name = "TABLE")]
    pub tables: Vec<String>,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Snapshot of an Oracle source to compare with; that of the last run when not given.
    #[arg(long, value_name = "SCN")]
    pub scn: Option<u64>,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Where a command connects. Passwords are no arguments, since other users of the machine can see those.
#[derive(Args, Debug)]
#[command(next_help_heading = "Connections")]
pub struct EndArguments {
    /// PostgreSQL to load into; wins over the plan. Its password: PLCONV_TARGET_PASSWORD, or the plan's password-file.
    #[arg(long, value_name = "URL", env = "PLCONV_TARGET_URL", hide_env_values = true)]
    pub target: Option<String>,
    /// Ask for passwords that are given nowhere.
    #[arg(long)]
    pub ask_passwords: bool,
}
