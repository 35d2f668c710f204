//! `plconv load`

use crate::arguments::mover::LoadArguments;
use crate::moving::{self, MovingProgress};
use crate::outcome::Outcome;
use crate::terminal;
use plconv_mover::load::{LoadOptions, RunSummary, load};
use plconv_mover::notify::Notification;
use std::fmt::Write;
use std::sync::Arc;

/// Moves the rows of a plan.
pub fn run(arguments: &LoadArguments) -> anyhow::Result<Outcome> {
    let mut plan = moving::plan(&arguments.plan)?;
    if let Some(workers) = arguments.workers {
        plan.load.workers = usize::from(workers);
    }
    let target = moving::target(&plan, &arguments.ends)?;
    let source = moving::source(&plan, &arguments.ends)?;
    let log = arguments.log.clone().or_else(|| plan.load.log_directory.clone());
    let progress = MovingProgress::new(log.as_deref())?;
    let options = LoadOptions {
        source,
        target,
        plan: Arc::new(plan),
        restart: arguments.restart,
        stop: terminal::interrupted(),
        observer: &progress,
    };
    progress.stop_on_interrupt();
    let result = load(&options);
    progress.finish();
    if let Some(notification) = Notification::of_load(&options.plan.name, &result) {
        for failure in notification.post(&options.plan.notify.webhooks) {
            terminal::tell(&format!("{failure}\n"));
        }
    }
    let summary = moving::explained(result)?;
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&summary)?))?;
    } else {
        terminal::print(&shown(&summary))?;
    }
    Ok(if !summary.is_finished {
        Outcome::CouldNotRun
    } else if summary.rejected + summary.changed > 0 {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// The summary as a table.
fn shown(summary: &RunSummary) -> String {
    let width = summary
        .tables
        .iter()
        .map(|table| table.source.len())
        .max()
        .unwrap_or(0)
        .max("Table".len());
    let mut text = format!(
        "{:<width$}  {:>14}  {:>10}  {:>10}\n",
        "Table", "rows", "quarantine", "changed"
    );
    for table in &summary.tables {
        let changed: u64 = table.changes.iter().map(|(_, changes)| changes.total()).sum();
        let state = if table.state == "skipped" { "  skipped" } else { "" };
        let _ = writeln!(
            text,
            "{:<width$}  {:>14}  {:>10}  {:>10}{state}",
            table.source, table.rows, table.rejected, changed
        );
    }
    for table in &summary.tables {
        for (column, changes) in &table.changes {
            let _ = writeln!(
                text,
                "changed by policies: {}.{column}: {}",
                table.source, changes
            );
        }
    }
    if summary.rejected > 0 {
        let _ = writeln!(
            text,
            "rows in the quarantine: SELECT * FROM plconv.quarantine WHERE run_id = {}",
            summary.run
        );
    }
    for failure in &summary.failures {
        let _ = writeln!(text, "failed: {failure}");
    }
    let _ = if summary.is_finished {
        writeln!(text, "run {} is finished", summary.run)
    } else {
        writeln!(
            text,
            "run {} is not finished; the same command goes on with it",
            summary.run
        )
    };
    text
}
