//! `plconv fallback`

use crate::arguments::fallback::{FallbackCommand, PrepareArguments, RunArguments, StatusArguments};
use crate::arguments::mover::EndArguments;
use crate::moving;
use crate::outcome::{Outcome, UsageError};
use crate::terminal::{self, tell};
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use plconv_mover::target::Target;
use plconv_replication::cutover::recorded;
use plconv_replication::fallback::lsn::Lsn;
use plconv_replication::fallback::{
    End, Event, FallbackObserver, FallbackOptions, Finding, Quiet, Severity, check, fence, finish, prepare,
    run as run_back, status,
};
use plconv_replication::state;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Runs one of its commands.
pub fn run(command: &FallbackCommand) -> anyhow::Result<Outcome> {
    match command {
        FallbackCommand::Prepare(arguments) => run_prepare(arguments),
        FallbackCommand::Run(arguments) => run_run(arguments),
        FallbackCommand::Status(arguments) => run_status(arguments),
        FallbackCommand::Finish(arguments) => run_finish(arguments),
    }
}

/// Both ends of a plan.
struct Ends {
    plan: Arc<Plan>,
    source: Arc<OracleSource>,
    target: Target,
}

impl Ends {
    fn new(path: &Path, ends: &EndArguments) -> anyhow::Result<Ends> {
        let plan = Arc::new(moving::plan(path)?);
        let target = moving::target(&plan, ends)?;
        let Some(source) = moving::writer(&plan, ends.ask_passwords)? else {
            return Err(UsageError(
                "the way back leads to an Oracle: name source.oracle in the plan".to_owned(),
            )
            .into());
        };
        Ok(Ends { plan, source, target })
    }

    fn options<'a>(&'a self, observer: &'a dyn FallbackObserver, until: Option<Lsn>) -> FallbackOptions<'a> {
        FallbackOptions {
            plan: self.plan.clone(),
            source: &self.source,
            target: self.target.clone(),
            stop: terminal::interrupted(),
            observer,
            until,
            fault: None,
        }
    }
}

fn print_json(json: serde_json::Result<String>) -> anyhow::Result<()> {
    Ok(terminal::print(&format!("{}\n", json?))?)
}

fn run_prepare(arguments: &PrepareArguments) -> anyhow::Result<Outcome> {
    let ends = Ends::new(&arguments.plan, &arguments.ends)?;
    let options = ends.options(&Quiet, None);
    let findings = moving::explained(check(&options))?;
    let is_blocked = findings
        .iter()
        .any(|finding| finding.severity == Severity::Blocking);
    let prepared = if arguments.check || is_blocked {
        None
    } else {
        Some(moving::explained(prepare(&options))?)
    };
    if arguments.json {
        print_json(serde_json::to_string(
            &serde_json::json!({ "findings": findings, "prepared": prepared }),
        ))?;
    } else {
        terminal::print(&told(&findings))?;
        if let Some(prepared) = &prepared {
            terminal::print(&format!(
                "slot {} is there: all that is committed behind {} goes back by `plconv fallback run`\n",
                prepared.slot,
                prepared.prepared_lsn.as_deref().unwrap_or("its beginning")
            ))?;
        }
    }
    Ok(if is_blocked || arguments.check && !findings.is_empty() {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn told(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let severity = match finding.severity {
            Severity::Blocking => "blocking",
            Severity::Warning => "warning",
        };
        let _ = writeln!(
            text,
            "{severity}: {}: {}\n  {}",
            finding.object, finding.message, finding.remedy
        );
    }
    text
}

fn run_run(arguments: &RunArguments) -> anyhow::Result<Outcome> {
    let ends = Ends::new(&arguments.plan, &arguments.ends)?;
    let until = match &arguments.until {
        Some(text) => Some(
            text.parse()
                .map_err(|error| UsageError(format!("--until: {error}")))?,
        ),
        None if arguments.until_now => Some(moving::explained(fence(&ends.target))?),
        None => None,
    };
    terminal::stop_on_interrupt(
        "stopping behind what is being written; once more ends at once, and nothing is lost either\n",
    );
    let observer = Told {
        verbose: arguments.verbose,
        json: arguments.json,
    };
    let end = moving::explained(run_back(&ends.options(&observer, until)))?;
    if !arguments.json {
        terminal::print(match end {
            End::Reached => "everything up to the position is in Oracle\n",
            End::Stopped => "stopped; the same command goes on where it ended\n",
        })?;
    }
    Ok(Outcome::Clean)
}

/// The slot that a cutover has made for a way back.
fn kept_slot(ends: &Ends) -> Result<Option<String>, Error> {
    let mut client = ends.target.connect()?;
    let is_known = client
        .query_one(
            "SELECT to_regclass('plconv.replication_cutover') IS NOT NULL",
            &[],
        )
        .map_err(state::failed("looking for the cutover"))?
        .get(0);
    let job = match is_known {
        true => state::job(&mut client, &ends.plan.name)?,
        false => None,
    };
    let cutover = job.map(|job| recorded(&mut client, job.id)).transpose()?;
    Ok(cutover
        .flatten()
        .and_then(|cutover| cutover.fallback)
        .map(|start| start.slot))
}

fn run_status(arguments: &StatusArguments) -> anyhow::Result<Outcome> {
    let ends = Ends::new(&arguments.plan, &arguments.ends)?;
    let found = moving::explained(status(&ends.options(&Quiet, None)))?;
    if arguments.json {
        print_json(serde_json::to_string(&found))?;
        return Ok(Outcome::Clean);
    }
    let Some(status) = found else {
        let text = match moving::explained(kept_slot(&ends))? {
            Some(slot) => format!(
                "the cutover has made slot {slot}, which keeps what changes: `plconv fallback prepare` goes on with it\n"
            ),
            None => "no way back was prepared\n".to_owned(),
        };
        terminal::print(&text)?;
        return Ok(Outcome::Clean);
    };
    let is_read = status.slot_state.as_ref().is_some_and(|slot| slot.is_active);
    let state = match status.fallback.state.as_str() {
        "running" if !is_read => "no process runs",
        state => state,
    };
    let mut text = format!(
        "{}: {state}, {} bytes of log behind {}\n",
        status.fallback.name, status.behind_bytes, status.server_lsn
    );
    match &status.slot_state {
        Some(slot) => {
            let _ = writeln!(
                text,
                "slot {}: {}, the server keeps {} bytes for it ({})",
                status.fallback.slot,
                if slot.is_active {
                    "read"
                } else {
                    "not read by anybody"
                },
                slot.kept_bytes,
                slot.wal_status.as_deref().unwrap_or("no log")
            );
        }
        None => {
            let _ = writeln!(text, "there is no slot {} any more", status.fallback.slot);
        }
    }
    match (&status.oracle, &status.oracle_error) {
        (Some(oracle), _) => {
            let _ = writeln!(
                text,
                "Oracle: up to {}, {} transactions with {} changes",
                oracle.position, oracle.transactions, oracle.changes
            );
        }
        (None, Some(error)) => {
            let _ = writeln!(text, "Oracle: {error}");
        }
        (None, None) => text.push_str("Oracle: no mark of this way back\n"),
    }
    let counts = &status.fallback;
    let _ = writeln!(
        text,
        "{} inserts, {} updates, {} deletes, {} conflicts, {} empty texts became NULL",
        counts.inserts, counts.updates, counts.deletes, counts.conflicts, counts.emptied
    );
    for line in [&counts.error, &counts.advice].into_iter().flatten() {
        let _ = writeln!(text, "{line}");
    }
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}

fn run_finish(arguments: &StatusArguments) -> anyhow::Result<Outcome> {
    let ends = Ends::new(&arguments.plan, &arguments.ends)?;
    terminal::stop_on_interrupt(
        "stopping behind what is being written; once more ends at once, and nothing is lost either\n",
    );
    let observer = Told {
        verbose: false,
        json: false,
    };
    let finished = moving::explained(finish(&ends.options(&observer, None)))?;
    if arguments.json {
        print_json(serde_json::to_string(&finished))?;
        return Ok(Outcome::Clean);
    }
    let Some(finished) = finished else {
        terminal::print("stopped; the same command goes on where it ended\n")?;
        return Ok(Outcome::Clean);
    };
    let mut text = format!("everything up to {} is in Oracle\n", finished.position);
    for statement in &finished.statements {
        let _ = writeln!(text, "Oracle: {statement}");
    }
    for left in &finished.left {
        let _ = writeln!(text, "to do: {left}");
    }
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}

/// Tells the terminal.
struct Told {
    verbose: bool,
    json: bool,
}

impl FallbackObserver for Told {
    fn event(&self, event: &Event) {
        if self.json {
            // Nobody may be listening any more, which stops nothing.
            let _ = print_json(serde_json::to_string(event));
        } else if self.verbose || !matches!(event, Event::Written { .. }) {
            tell(&format!("{event}\n"));
        }
    }
}
