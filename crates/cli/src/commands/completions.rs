//! `plconv completions`

use crate::arguments::{Arguments, CompletionsArguments};
use crate::outcome::Outcome;
use crate::terminal;
use clap::CommandFactory;

/// Prints a completion script.
pub fn run(arguments: &CompletionsArguments) -> anyhow::Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "plconv", &mut text);
    terminal::print(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Clean)
}
