//! `plconv verify`

use crate::arguments::VerifyArguments;
use crate::findings::{self, Found, Stages};
use crate::outcome::Outcome;
use crate::terminal::TerminalProgress;
use crate::{session, verification};
use plconv_project::RunFiles;
use plconv_project::discover::discover;
use plconv_project::output_directory::OutputDirectory;

/// Loads an output directory and says what PostgreSQL thinks of it.
pub fn run(arguments: &VerifyArguments) -> anyhow::Result<Outcome> {
    let output = OutputDirectory::open(&arguments.output)?;
    let tree = match &arguments.source {
        Some(source) => {
            let policy = session::policy_of(source, None)?;
            let progress = TerminalProgress::new();
            let tree = discover(
                source,
                policy.encoding.as_deref(),
                Some(&arguments.output),
                &progress,
            )?;
            progress.finish();
            Some(tree)
        }
        None => None,
    };
    let mut files = RunFiles::new(tree.as_ref());
    let verification = verification::verify(&output, &mut files, &arguments.server, arguments.keep)?;
    let suppressions = match &arguments.source {
        Some(source) => session::suppressions(source, None, &mut files)?,
        None => Vec::new(),
    };
    let outcome = verification.outcome(&arguments.gate);
    let found = Found {
        summary: verification.summary(),
        diagnostics: verification.diagnostics,
        files: &files,
        manifest: &output.manifest,
        suppressions,
        stages: Stages::Verification,
        output: &|_| None,
    };
    Ok(findings::conclude(found, arguments.format, &arguments.gate)?.worse(outcome))
}
