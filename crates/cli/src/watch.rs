//! Doing something again whenever the source changes.

use crate::outcome::{Outcome, of_error};
use crate::terminal;
use anyhow::Context;
use notify::{EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Editors write a file in several steps; what comes within this time is one change.
const ONE_CHANGE: Duration = Duration::from_millis(100);

/// Runs `work` now and after each change in the directory of `source`, until the program is stopped. What changes below
/// `not_in` or is one of these files is none. A run that fails does not end it.
pub fn repeat(
    source: &Path,
    not_in: &[&Path],
    mut work: impl FnMut() -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let directory = if source.is_dir() {
        source
    } else {
        source
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    };
    let (sender, changes) = channel();
    // Nothing helps when the receiver is gone: the program ends.
    let mut watcher = notify::recommended_watcher(move |event| drop(sender.send(event)))
        .context("cannot watch files on this system")?;
    watcher
        .watch(directory, RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch {}", directory.display()))?;
    loop {
        let mut outcome = work().unwrap_or_else(|error| {
            terminal::complain(&error);
            of_error(&error)
        });
        terminal::tell(&format!("\nwatching {}; end with Ctrl-C\n", directory.display()));
        // They may not exist before the first run.
        let not_in: Vec<PathBuf> = not_in
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        if !wait(&changes, &not_in) {
            outcome = outcome.worse(Outcome::CouldNotRun);
            return Ok(outcome);
        }
    }
}

/// Waits for a change and for the end of it; false when no more can come.
fn wait(changes: &Receiver<notify::Result<notify::Event>>, not_in: &[PathBuf]) -> bool {
    loop {
        let Ok(event) = changes.recv() else {
            return false;
        };
        if is_change(&event, not_in) {
            break;
        }
    }
    while changes.recv_timeout(ONE_CHANGE).is_ok() {}
    true
}

fn is_change(event: &notify::Result<notify::Event>, not_in: &[PathBuf]) -> bool {
    let Ok(event) = event else {
        // The system lost count: something did change.
        return true;
    };
    let is_ours = |path: &PathBuf| {
        let path = path.canonicalize().unwrap_or_else(|_| path.clone());
        not_in.iter().any(|ours| path.starts_with(ours))
    };
    !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(is_ours)
}
