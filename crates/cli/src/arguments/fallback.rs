//! Arguments of `fallback`.

use super::mover::EndArguments;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What is done with the way back.
#[derive(Subcommand, Debug)]
pub enum FallbackCommand {
    /// Look whether it can work, then make slot and publication: all that is committed from then on goes back.
    Prepare(PrepareArguments),
    /// Write to Oracle what was committed, until it is told to end; goes on after any interruption.
    Run(RunArguments),
    /// Show how far it is, and how much log the server keeps for it.
    Status(StatusArguments),
    /// Write the rest, set Oracle's sequences, and take slot and publication away: the application writes to Oracle again.
    Finish(StatusArguments),
}

/// Arguments of `fallback prepare`.
#[derive(Args, Debug)]
pub struct PrepareArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Look only, and change nothing.
    #[arg(long)]
    pub check: bool,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `fallback run`.
#[derive(Args, Debug)]
pub struct RunArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// End when everything that was committed up to this position of PostgreSQL's log is in Oracle.
    #[arg(long, value_name = "LSN", conflicts_with = "until_now")]
    pub until: Option<String>,
    /// End when everything that is committed now is in Oracle.
    #[arg(long)]
    pub until_now: bool,
    /// Tell of each group of transactions that is written.
    #[arg(long)]
    pub verbose: bool,
    /// Tell what happens as lines of JSON on standard output.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `fallback status` and `fallback finish`.
#[derive(Args, Debug)]
pub struct StatusArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}
