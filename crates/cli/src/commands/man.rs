//! `plconv man`

use crate::arguments::{Arguments, ManArguments};
use crate::outcome::Outcome;
use crate::terminal;
use anyhow::Context;
use clap::CommandFactory;

/// Prints or writes manual pages.
pub fn run(arguments: &ManArguments) -> anyhow::Result<Outcome> {
    let command = Arguments::command();
    match &arguments.output {
        Some(directory) => {
            let place = || format!("cannot write manual pages to {}", directory.display());
            std::fs::create_dir_all(directory).with_context(place)?;
            clap_mangen::generate_to(command, directory).with_context(place)?;
        }
        None => {
            let mut text = Vec::new();
            clap_mangen::Man::new(command).render(&mut text)?;
            terminal::print(&String::from_utf8_lossy(&text))?;
        }
    }
    Ok(Outcome::Clean)
}
