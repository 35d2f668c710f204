//! `plconv verify`

use crate::arguments::VerifyArguments;
use crate::outcome::Outcome;
use crate::terminal::{self, TerminalProgress};
use crate::verification;
use plconv_project::discover::discover;
use plconv_project::output_directory::OutputDirectory;

/// Loads an output directory and says what PostgreSQL thinks of it.
pub fn run(arguments: &VerifyArguments) -> anyhow::Result<Outcome> {
    let output = OutputDirectory::open(&arguments.output)?;
    let tree = match &arguments.source {
        Some(source) => {
            let policy = crate::session::policy_of(source, None)?;
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
    let verification = verification::verify(&output, tree.as_ref(), &arguments.server)?;
    terminal::print(&verification.findings(arguments.format))?;
    terminal::tell(&verification.summary());
    Ok(verification.outcome())
}
