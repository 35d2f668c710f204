//! Developer tasks. `cargo xtask codegen` writes the generated files, `--check` only compares them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "xtask talks to the terminal"
)]
#![allow(clippy::disallowed_methods, reason = "xtask reads and writes the source tree")]

mod codegen;
mod conflicts;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "plconv developer tasks")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the generated sources from oracle.ungram and keywords.toml.
    Codegen {
        /// Only compare: fail when a generated file is not what codegen would write.
        #[arg(long)]
        check: bool,
    },
    /// Print the conflicts of the grammar and fail when there is one.
    Conflicts,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Codegen { check } => codegen::run(check),
        Task::Conflicts => conflicts::run(),
    }
}
