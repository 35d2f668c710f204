//! `plconv convert`

use crate::arguments::{ConvertArguments, Format};
use crate::outcome::{Outcome, of_diagnostics};
use crate::verification::{self, Verification};
use crate::{report, session, summary, terminal};
use plconv_diagnostics::to_json;
use plconv_project::output_directory::OutputDirectory;
use plconv_project::write::{WriteOptions, WriteReport, write_output};

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
        WriteOptions {
            force: arguments.force,
        },
    )?;
    let format = arguments.project.format;
    // JSON waits for what PostgreSQL says: standard output is one array.
    let waits = arguments.verify && format == Format::Json;
    if !waits {
        terminal::print(&report::render(
            &conversion.diagnostics,
            &tree.for_people(),
            format,
        ))?;
    }
    terminal::tell(&summary::text(&conversion.manifest, &conversion.diagnostics));
    terminal::tell(&what_was_written(
        &arguments.output.display().to_string(),
        &written,
    ));
    // Until somebody resolves it, the output is not what the source says.
    let conflicts = if written.conflicts.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    };
    let converted = of_diagnostics(&conversion.diagnostics).worse(conflicts);
    if !arguments.verify {
        return Ok(converted);
    }
    let output = OutputDirectory::open(&arguments.output)?;
    let result = verification::verify(&output, Some(&tree), &arguments.server);
    if waits {
        let mut values = to_json(&conversion.diagnostics, &tree.for_people());
        values.extend(result.iter().flat_map(Verification::json));
        terminal::print(&format!("{:#}\n", serde_json::Value::Array(values)))?;
    }
    let verification = result?;
    if !waits {
        terminal::print(&verification.findings(format))?;
    }
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
    for path in &written.merged {
        text.push_str(&format!(
            "  {path} was edited; the edits and what is new are both in it\n"
        ));
    }
    if !written.edited.is_empty() {
        text.push_str(&format!(
            "  {} edited files had no change to take over\n",
            written.edited.len()
        ));
    }
    for path in &written.overwritten {
        text.push_str(&format!("  {path} was replaced, as --force says\n"));
    }
    for (path, conflict) in &written.conflicts {
        text.push_str(&format!(
            "  conflict: {path} was edited where new text comes; it was left alone, {conflict} shows both:\n    \
             resolve it there and move it over {path}, or remove it when {path} is right\n"
        ));
    }
    for (path, aside) in &written.moved {
        text.push_str(&format!(
            "  {path} was edited; the edited version is now {aside}\n"
        ));
    }
    text
}
