//! Developer tasks. `cargo xtask codegen` writes the generated files, `--check` only compares them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "xtask talks to the terminal"
)]
#![allow(clippy::disallowed_methods, reason = "xtask reads and writes the source tree")]

mod bless;
mod codegen;
mod conflicts;
mod docs;
mod ecosystem;
mod latency;
mod tidy;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

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
    /// Fail on what the house rules forbid and no other tool checks.
    Tidy,
    /// Write docs/diagnostics.md from the declarations.
    Docs {
        /// Only compare: fail when the file is not what would be written.
        #[arg(long)]
        check: bool,
    },
    /// Run the tests and accept the present output of snapshot tests; arguments go to `cargo test`.
    Bless {
        /// For example `-p plconv-pg`; the whole workspace without any.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Edit a package body of 10,000 lines in the workspace of a directory and print how fast the language server answers.
    Latency {
        /// The plconv to measure: a release build.
        #[arg(long, value_name = "FILE")]
        binary: PathBuf,
        /// How many keystrokes.
        #[arg(long, default_value_t = 100)]
        strokes: usize,
        /// The directory; nothing is written to it.
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
    /// Convert any source trees with the release binary and print rates, time and memory.
    Ecosystem {
        /// Load each output into PostgreSQL: a private cluster, or the server of `--url`.
        #[arg(long)]
        load: bool,
        /// The server to load into, which is left as it was.
        #[arg(long, requires = "load")]
        url: Option<String>,
        /// A substitution variable of the trees, as `plconv convert -D` takes it. May be repeated.
        #[arg(short = 'D', long, value_name = "NAME=VALUE")]
        define: Vec<String>,
        /// A plconv to use instead of building the release binary.
        #[arg(long, value_name = "FILE")]
        binary: Option<PathBuf>,
        /// Only parse: the directories `OWNER__NAME` of a folder, without the units that ecosystem.toml lists; fail below
        /// its floors.
        #[arg(long, value_name = "FOLDER", conflicts_with_all = ["load", "define", "directories"])]
        parse: Option<PathBuf>,
        /// Directories of Oracle source.
        #[arg(required_unless_present = "parse", value_name = "DIR")]
        directories: Vec<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Codegen { check } => codegen::run(check),
        Task::Conflicts => conflicts::run(),
        Task::Tidy => tidy::run(),
        Task::Docs { check } => docs::run(check),
        Task::Bless { arguments } => bless::run(&arguments),
        Task::Latency {
            binary,
            strokes,
            directory,
        } => latency::run(&binary, &directory, strokes),
        Task::Ecosystem {
            parse: Some(folder),
            binary,
            ..
        } => ecosystem::reading::run(&ecosystem::reading::Options { binary, folder }),
        Task::Ecosystem {
            load,
            url,
            define,
            binary,
            parse: None,
            directories,
        } => ecosystem::run(&ecosystem::Options {
            load,
            url,
            define,
            binary,
            directories,
        }),
    }
}
