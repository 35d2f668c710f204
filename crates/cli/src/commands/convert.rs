//! `plconv convert`

use crate::arguments::ConvertArguments;
use crate::findings::{self, Found, Stages};
use crate::kept::{self, Asked};
use crate::outcome::Outcome;
use crate::session::{self, Session};
use crate::{summary, verification, watch};
use plconv_findings::OutputPlace;
use plconv_project::cache::Wanted;
use plconv_project::output_directory::OutputDirectory;
use plconv_project::write::{WriteOptions, WriteReport, write_output};
use plconv_project::{OutputPlaces, RunFiles};

/// Converts a tree and writes the output directory, with `--watch` again after each change.
pub fn run(arguments: &ConvertArguments) -> anyhow::Result<Outcome> {
    if !arguments.watch {
        return convert(arguments, &mut Session::for_one_run());
    }
    let mut session = Session::default();
    let mut written = arguments.gate.files();
    written.push(&arguments.output);
    watch::repeat(&arguments.source, &written, || convert(arguments, &mut session))
}

fn convert(arguments: &ConvertArguments, session: &mut Session) -> anyhow::Result<Outcome> {
    let (source, output) = (&arguments.source, &arguments.output);
    let asked = Asked {
        output: Some(output),
        wanted: Wanted::Output,
        cache: &arguments.cache,
    };
    let (tree, conversion) = kept::convert(session, source, &arguments.project.reading, &asked)?;
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
    let mut files = RunFiles::new(Some(&tree));
    let suppressions = session::suppressions(
        &arguments.source,
        arguments.project.reading.policy.as_deref(),
        &mut files,
    )?;
    let mut summary = summary::text(&conversion.manifest, &conversion.diagnostics);
    summary.push_str(&what_was_written(
        &arguments.output.display().to_string(),
        &written,
    ));
    // Until somebody resolves it, the output is not what the source says.
    let mut outcome = if written.conflicts.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    };
    let mut diagnostics = conversion.diagnostics;
    let mut verified = Ok(());
    if arguments.verify {
        let output = OutputDirectory::open(&arguments.output)?;
        match verification::verify(&output, &mut files, &arguments.server, false) {
            Ok(verification) => {
                summary.push_str(&verification.summary());
                outcome = outcome.worse(verification.outcome(&arguments.gate));
                diagnostics.extend(verification.diagnostics);
            }
            // What the conversion found is told all the same.
            Err(error) => verified = Err(error),
        }
    }
    let places = OutputPlaces::new(&conversion.output);
    let found = Found {
        diagnostics,
        files: &files,
        manifest: &conversion.manifest,
        suppressions,
        stages: if arguments.verify {
            Stages::Both
        } else {
            Stages::Conversion
        },
        output: &|place| {
            let (path, lines) = places.of(place)?;
            Some(OutputPlace {
                path: arguments.output.join(path).display().to_string(),
                first_line: *lines.start(),
                last_line: *lines.end(),
            })
        },
        summary,
    };
    let concluded = findings::conclude(found, arguments.project.format, &arguments.gate)?;
    verified?;
    Ok(concluded.worse(outcome))
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
