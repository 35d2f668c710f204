//! `plconv convert`

use crate::arguments::ConvertArguments;
use crate::outcome::{Outcome, of_diagnostics};
use crate::{report, session, summary, terminal, verification};
use plconv_project::output_directory::OutputDirectory;
use plconv_project::write::{WriteReport, write_output};

/// Converts a tree and writes the output directory.
pub fn run(arguments: &ConvertArguments) -> anyhow::Result<Outcome> {
    let (tree, conversion) =
        session::convert(&arguments.source, Some(&arguments.output), &arguments.project)?;
    let written = write_output(
        &arguments.output,
        &conversion.output,
        conversion.manifest.clone(),
        &conversion.diagnostics,
        &tree,
    )?;
    terminal::print(&report::render(
        &conversion.diagnostics,
        &tree.for_people(),
        arguments.project.format,
    ))?;
    terminal::tell(&summary::text(&conversion.manifest, &conversion.diagnostics));
    terminal::tell(&what_was_written(
        &arguments.output.display().to_string(),
        &written,
    ));
    let converted = of_diagnostics(&conversion.diagnostics);
    if !arguments.verify {
        return Ok(converted);
    }
    let output = OutputDirectory::open(&arguments.output)?;
    let verification = verification::verify(&output, Some(&tree), &arguments.server)?;
    terminal::print(&verification.findings(arguments.project.format))?;
    terminal::tell(&verification.summary());
    Ok(converted.worse(verification.outcome()))
}

fn what_was_written(directory: &str, written: &WriteReport) -> String {
    let mut text = format!(
        "{directory}: {} files, {} of them new or changed\n",
        written.files, written.written
    );
    for path in &written.removed {
        text.push_str(&format!(
            "  {path} is no longer part of the output and was removed\n"
        ));
    }
    for path in &written.kept {
        text.push_str(&format!(
            "  {path} is no longer part of the output; it was edited, so it was kept\n"
        ));
    }
    for (path, aside) in &written.moved {
        text.push_str(&format!(
            "  {path} was edited; the edited version is now {aside}\n"
        ));
    }
    text
}
