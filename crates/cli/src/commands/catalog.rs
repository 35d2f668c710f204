//! `plconv catalog`

use crate::arguments::mover::{CaptureArguments, CatalogCommand};
use crate::outcome::{Outcome, UsageError};
use crate::{moving, terminal};
use indicatif::{ProgressBar, ProgressDrawTarget};
use plconv_mover::catalog::{self, Capture, CaptureOptions};
use plconv_mover::plan::Plan;
use std::fmt::Write;

/// Reads what an Oracle's dictionary says.
pub fn run(command: &CatalogCommand) -> anyhow::Result<Outcome> {
    match command {
        CatalogCommand::Capture(arguments) => capture(arguments),
    }
}

fn capture(arguments: &CaptureArguments) -> anyhow::Result<Outcome> {
    let mut plan = Plan::of_connections(Some(&arguments.oracle), Some(&arguments.user));
    plan.source.password_file.clone_from(&arguments.password_file);
    let Some(source) = moving::oracle(&plan, arguments.ask_passwords)? else {
        return Err(UsageError("name the source: --oracle".to_owned()).into());
    };
    let connection = moving::explained(source.open().map_err(Into::into))?;
    // Drawn only on a terminal.
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    let result = catalog::capture(&mut CaptureOptions {
        connection: connection.as_ref(),
        schemas: &arguments.schemas,
        directory: &arguments.output,
        all: arguments.all,
        force: arguments.force,
        progress: &mut |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        },
    });
    bar.finish_and_clear();
    let result = moving::explained(result)?;
    terminal::print(&shown(&result, arguments))?;
    Ok(if result.problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn shown(result: &Capture, arguments: &CaptureArguments) -> String {
    let mut text = String::new();
    for problem in &result.problems {
        let _ = writeln!(text, "{problem}");
    }
    let _ = writeln!(
        text,
        "{} objects read, {} unchanged, {} removed, {} not captured: {}",
        result.read,
        result.unchanged,
        result.removed,
        result.problems.len(),
        arguments.output.display()
    );
    text
}
