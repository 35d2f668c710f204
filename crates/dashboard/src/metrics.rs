//! Metrics in Prometheus' text format.

use crate::state::State;
use std::fmt::Write;

/// The content type of the format.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Processes that were not heard for longer are counted as gone.
const SILENT: f64 = 10.0;

/// The text.
pub fn text(state: &State) -> String {
    let mut metrics = Metrics::default();
    if let Some(run) = &state.run {
        let of_run = format!("run=\"{}\",name=\"{}\"", run.id, escaped(&run.name));
        let more = format!("{of_run},state=\"{}\",wanted=\"{}\"", run.state, run.wanted);
        metrics.add("plconv_run_info", "gauge", "The last run.", &[(more, 1.0)]);
        metrics.add(
            "plconv_run_seconds",
            "gauge",
            "How long the run has taken.",
            &[(of_run.clone(), run.seconds)],
        );
        let of_tables = |value: fn(&crate::state::TableState) -> i64| -> Vec<(String, f64)> {
            run.tables
                .iter()
                .map(|table| {
                    let labels = format!("{of_run},table=\"{}\"", escaped(&table.source));
                    (labels, value(table) as f64)
                })
                .collect()
        };
        metrics.add(
            "plconv_rows_total",
            "counter",
            "Rows loaded.",
            &of_tables(|table| table.rows),
        );
        metrics.add(
            "plconv_bytes_total",
            "counter",
            "Bytes sent.",
            &of_tables(|table| table.bytes),
        );
        metrics.add(
            "plconv_quarantined_rows_total",
            "counter",
            "Rows in the quarantine.",
            &of_tables(|table| table.rejected),
        );
        let mut chunks = Vec::new();
        for table in &run.tables {
            let states = [
                ("done", table.done),
                ("failed", table.failed),
                ("pending", table.chunks - table.done - table.failed),
            ];
            for (state, count) in states {
                let labels = format!("{of_run},table=\"{}\",state=\"{state}\"", escaped(&table.source));
                chunks.push((labels, count as f64));
            }
        }
        metrics.add("plconv_chunks", "gauge", "Chunks by state.", &chunks);
        let tasks: Vec<(String, f64)> = ["pending", "done", "failed"]
            .iter()
            .map(|state| {
                let count = run.tasks.iter().filter(|task| task.state == *state).count();
                (format!("{of_run},state=\"{state}\""), count as f64)
            })
            .collect();
        metrics.add(
            "plconv_tasks",
            "gauge",
            "Indexes, constraints and the like, by state.",
            &tasks,
        );
        let alive = run
            .processes
            .iter()
            .filter(|process| process.doing != "ended" && process.silent_seconds < SILENT);
        metrics.add(
            "plconv_processes",
            "gauge",
            "Processes at the run.",
            &[(of_run, alive.count() as f64)],
        );
    }
    let replications = |value: fn(&crate::state::Replication) -> f64| -> Vec<(String, f64)> {
        let all = state.replications.iter();
        all.map(|replication| {
            (
                format!("name=\"{}\"", escaped(&replication.name)),
                value(replication),
            )
        })
        .collect()
    };
    if !state.replications.is_empty() {
        metrics.add(
            "plconv_replication_lag_seconds",
            "gauge",
            "How far the target is behind the source.",
            &replications(|replication| replication.lag_seconds.unwrap_or(f64::NAN)),
        );
        metrics.add(
            "plconv_replication_pending_changes",
            "gauge",
            "Changes that are read and not applied.",
            &replications(|replication| replication.pending as f64),
        );
        metrics.add(
            "plconv_replication_changes_total",
            "counter",
            "Changes applied.",
            &replications(|replication| replication.changes as f64),
        );
        metrics.add(
            "plconv_replication_silent_seconds",
            "gauge",
            "Since the process that applies was heard last.",
            &replications(|replication| replication.silent_seconds.floor()),
        );
        metrics.add(
            "plconv_replication_stopped_tables",
            "gauge",
            "Tables that are no longer replicated.",
            &replications(|replication| replication.stopped.len() as f64),
        );
        metrics.add(
            "plconv_replication_conflicts",
            "gauge",
            "Changes that were left out.",
            &replications(|replication| replication.conflicts as f64),
        );
    }
    metrics.text
}

#[derive(Default)]
struct Metrics {
    text: String,
}

impl Metrics {
    fn add(&mut self, name: &str, kind: &str, help: &str, values: &[(String, f64)]) {
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        for (labels, value) in values {
            let _ = writeln!(self.text, "{name}{{{labels}}} {value}");
        }
    }
}

/// A value of a label.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
