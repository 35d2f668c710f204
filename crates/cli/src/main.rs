//! The `plconv` command line: orchestration only.
//!
//! Input: arguments. Output: files and text on the terminal, and an exit status: 0 clean, 1 findings, 2 usage,
//! 3 could not run. Must not know: how anything is converted.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "this is the program that talks to the terminal, the clock and the disk"
)]

mod arguments;
mod commands;
mod findings;
mod kept;
mod moving;
mod outcome;
mod session;
mod summary;
mod terminal;
mod verification;
mod watch;

use arguments::{Arguments, Command};
use clap::Parser;
use outcome::Outcome;
use std::process::ExitCode;

/// A syntax tree is many small boxes: the system's allocator, musl's most of all, is slow at them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    plconv_project::install_quiet_panic_hook();
    let arguments = Arguments::parse();
    let result = plconv_project::run_guarded(|| run(&arguments.command))
        .unwrap_or_else(|message| Err(anyhow::anyhow!("internal error: {message}")));
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            terminal::complain(&error);
            outcome::of_error(&error).into()
        }
    }
}

fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Convert(arguments) => commands::convert::run(arguments),
        Command::Verify(arguments) => commands::verify::run(arguments),
        Command::Script(arguments) => commands::script::run(arguments),
        Command::Snap(arguments) => commands::snap::run(arguments),
        Command::Test(arguments) => commands::test::run(arguments),
        Command::Check(arguments) => commands::check::run(arguments),
        Command::Assess(arguments) => commands::assess::run(arguments),
        Command::Explain(arguments) => commands::explain::run(arguments),
        Command::Parse(arguments) => commands::parse::run(arguments),
        Command::Catalog(command) => commands::catalog::run(command),
        Command::Plan(arguments) => commands::plan::run(arguments),
        Command::Precheck(arguments) => commands::precheck::run(arguments),
        Command::Load(arguments) => commands::load::run(arguments),
        Command::Migrate(arguments) => commands::migrate::run(arguments),
        Command::Cutover(arguments) => commands::cutover::run(arguments),
        Command::Fallback(command) => commands::fallback::run(command),
        Command::Drift(arguments) => commands::drift::run(arguments),
        Command::Serve(arguments) => commands::serve::run(arguments),
        Command::Validate(arguments) => commands::validate::run(arguments),
        Command::Doctor(arguments) => commands::doctor::run(arguments),
        Command::Selftest(arguments) => commands::selftest::run(arguments),
        Command::Lsp => commands::lsp::run(),
        Command::Completions(arguments) => commands::completions::run(arguments),
        Command::Man(arguments) => commands::man::run(arguments),
    }
}
