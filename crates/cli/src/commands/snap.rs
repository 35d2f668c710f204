//! `plconv snap`

use crate::arguments::SnapArguments;
use crate::kept::{self, Asked};
use crate::outcome::Outcome;
use crate::session::Session;
use crate::terminal;
use plconv_project::cache::Wanted;
use plconv_project::write::is_output_directory;
use plconv_snapshot::{Comparison, Difference, StoredSnapshots, compare, take};
use std::fmt::Write as _;

/// Compares the conversion of a tree with its snapshots; with `--bless` accepts it.
pub fn run(arguments: &SnapArguments) -> anyhow::Result<Outcome> {
    let reading = &arguments.project.reading;
    let asked = Asked {
        output: None,
        wanted: Wanted::Output,
        cache: &arguments.cache,
    };
    let (tree, converted) = kept::convert(&mut Session::for_one_run(), &arguments.source, reading, &asked)?;
    let snapshots = take(&converted.output, &converted.diagnostics, &tree);
    let root = arguments.directory.as_deref().unwrap_or(&tree.root);
    let stored = StoredSnapshots::read(root, env!("CARGO_PKG_VERSION"), is_output_directory)?;
    let comparison = compare(&snapshots, &stored);
    if arguments.bless {
        let files = stored.write(&snapshots, |_| true)?;
        terminal::tell(&format!("{files} snapshots written or removed\n"));
        return Ok(Outcome::Clean);
    }
    let is_new = |path: &str| {
        let mut differences = comparison.differences.iter();
        differences.any(|difference| matches!(difference, Difference::New { path: new } if new == path))
    };
    let written = if arguments.check {
        0
    } else {
        stored.write(&snapshots, is_new)?
    };
    terminal::print(&text(&comparison, written > 0))?;
    terminal::tell(&summary(&comparison, snapshots.len()));
    let differs = |difference: &Difference| written == 0 || !matches!(difference, Difference::New { .. });
    Ok(if comparison.differences.iter().any(differs) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn text(comparison: &Comparison, written: bool) -> String {
    let mut text = String::new();
    for difference in &comparison.differences {
        let _ = match difference {
            Difference::New { path } if written => writeln!(text, "{path}: new, written"),
            Difference::New { path } => writeln!(text, "{path}: there is no snapshot yet"),
            Difference::Gone { path } => writeln!(text, "{path}: nothing is made of its source any more"),
            Difference::Changed { path, objects } => objects
                .iter()
                .try_for_each(|object| writeln!(text, "{path}: {object}")),
        };
    }
    text
}

fn summary(comparison: &Comparison, all: usize) -> String {
    let differ = comparison.differences.len();
    let mut text = format!("{all} snapshots, {differ} of them differ\n");
    if !comparison.versions.is_empty() {
        let versions: Vec<&str> = comparison.versions.iter().map(String::as_str).collect();
        let _ = writeln!(
            text,
            "  made by plconv {}; this is {}: `--bless` when the differences are right",
            versions.join(", "),
            env!("CARGO_PKG_VERSION")
        );
    }
    text
}
