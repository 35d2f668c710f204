//! `plconv parse`

use crate::arguments::ParseArguments;
use crate::outcome::{Outcome, of_diagnostics};
use crate::{report, terminal};
use anyhow::Context;
use plconv_project::discover::read_files;
use plconv_project::listing::list_files;
use plconv_project::run_with_threads;

/// Lists the statements of files; with `--dump` also their syntax trees. Diagnostics go to standard error.
pub fn run(arguments: &ParseArguments) -> anyhow::Result<Outcome> {
    for path in &arguments.files {
        std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    let tree = read_files(&arguments.files, arguments.encoding.as_deref());
    let (listing, diagnostics) =
        run_with_threads(Some(1), || list_files(&tree, arguments.dump)).context("cannot start threads")?;
    terminal::print(&listing)?;
    terminal::tell(&report::render(&diagnostics, &tree, arguments.format));
    Ok(of_diagnostics(&diagnostics))
}
