//! `plconv cutover`

use super::replicating::{Audience, Gates, Replicating};
use crate::arguments::replication::CutoverArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal;
use plconv_replication::cutover::{Step, StepState, cut_over};
use std::path::Path;

/// Lets the target take the place of the source.
pub fn run(arguments: &CutoverArguments) -> anyhow::Result<Outcome> {
    let replicating = Replicating::open(&arguments.plan, &arguments.ends, &arguments.mining)?;
    let audience = Audience::new(false, None)?;
    terminal::stop_on_interrupt("taking back what was begun\n");
    let mut told = |step: &Step| {
        if !arguments.json {
            // The result is printed at the end as well as its status says.
            let _ = terminal::print(&shown(step));
        }
    };
    let gates = Gates {
        dry_run: arguments.dry_run,
        prepare_fallback: arguments.prepare_fallback,
        accepted: &arguments.accept,
    };
    let result = replicating.at_fence(&audience, arguments.patience, &gates, |options| {
        cut_over(options, &mut told)
    });
    let report = moving::explained(result)?;
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&report)?))?;
    } else if arguments.dry_run {
        terminal::print(&runbook(&arguments.plan, arguments.prepare_fallback))?;
    } else if report.is_passed {
        terminal::print("the cutover is done: let the application write to the target\n")?;
        if arguments.prepare_fallback {
            let plan = arguments.plan.display();
            terminal::print(&format!(
                "what it writes is kept for the way back: `plconv fallback prepare {plan}`, then `plconv fallback run {plan}`\n"
            ))?;
        }
    } else {
        terminal::print("nothing was changed: the source stays what it was\n")?;
    }
    Ok(if report.is_passed {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// A step for people.
fn shown(step: &Step) -> String {
    let state = match step.state {
        StepState::Passed => "passed",
        StepState::Failed => "FAILED",
        StepState::Accepted => "accepted",
        StepState::Done => "done",
        StepState::Planned => "planned",
    };
    let advice = step
        .advice
        .as_ref()
        .map(|advice| format!("          {advice}\n"))
        .unwrap_or_default();
    format!("{state:<9} {}: {}\n{advice}", step.gate, step.message)
}

/// What people do, and when.
fn runbook(plan: &Path, prepare_fallback: bool) -> String {
    let plan = plan.display();
    let option = if prepare_fallback {
        " --prepare-fallback"
    } else {
        ""
    };
    let way_back = if prepare_fallback {
        format!(
            "6. `plconv fallback prepare {plan}`, then leave `plconv fallback run {plan}` running: it carries what the application \
             writes to Oracle.\n\
             7. To fall back: end the writers in PostgreSQL and `plconv fallback run`, `plconv fallback finish {plan}`, \
             `plconv validate {plan}`. When that ends with status 0, do what `finish` says, and start the application with Oracle.\n"
        )
    } else {
        String::new()
    };
    format!(
        "\nRunbook\n\
         1. Days before: pass all gates above, and do what their advice says. `plconv cutover {plan} --dry-run{option}` changes \
         nothing.\n\
         2. End the writers in Oracle: stop the application, lock its accounts, ALTER SYSTEM ENABLE RESTRICTED SESSION. Wait until \
         GV$TRANSACTION is empty.\n\
         3. `plconv cutover {plan}{option}`. Unless it ends with status 0, nothing has changed: let the writers into Oracle again.\n\
         4. Point the application to PostgreSQL and start it. Keep Oracle closed to writers.\n\
         5. Watch the application. Until it has written, the way back is to start it with Oracle again.\n{way_back}"
    )
}
