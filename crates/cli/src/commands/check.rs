//! `plconv check`

use crate::arguments::CheckArguments;
use crate::outcome::{Outcome, of_diagnostics};
use crate::{report, session, summary, terminal};

/// Prints what `convert` would report.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let (tree, conversion) = session::convert(&arguments.source, None, &arguments.project)?;
    terminal::print(&report::render(
        &conversion.diagnostics,
        &tree.for_people(),
        arguments.project.format,
    ))?;
    terminal::tell(&summary::text(&conversion.manifest, &conversion.diagnostics));
    Ok(of_diagnostics(&conversion.diagnostics))
}
