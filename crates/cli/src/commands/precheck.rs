//! `plconv precheck`

use crate::arguments::mover::PrecheckArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal;
use plconv_mover::precheck::{Precheck, PrecheckOptions, Status, precheck};
use plconv_mover::source::Source;
use std::fmt::Write;
use std::sync::Arc;

/// Checks a plan.
pub fn run(arguments: &PrecheckArguments) -> anyhow::Result<Outcome> {
    let plan = moving::plan(&arguments.plan)?;
    let oracle = moving::oracle(&plan, arguments.ends.ask_passwords)?;
    let source: Arc<dyn Source> = match &oracle {
        Some(oracle) => oracle.clone(),
        None => moving::source(&plan, &arguments.ends)?,
    };
    let options = PrecheckOptions {
        source,
        oracle,
        target: moving::target(&plan, &arguments.ends)?,
        plan: Arc::new(plan),
    };
    conclude(&precheck(&options), arguments.json, arguments.quiet)
}

/// Prints the checks; the status says whether all are fine.
pub fn conclude(result: &Precheck, json: bool, quiet: bool) -> anyhow::Result<Outcome> {
    if json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(result)?))?;
    } else {
        terminal::print(&shown(result, quiet))?;
    }
    Ok(if result.is_passed() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn shown(result: &Precheck, quiet: bool) -> String {
    let mut text = String::new();
    for item in &result.items {
        let status = match item.status {
            Status::Pass | Status::Ignored if quiet => continue,
            Status::Pass => "pass",
            Status::Warn => "warn",
            Status::Fail => "FAIL",
            Status::Ignored => "accepted",
        };
        let blank = if item.object.is_empty() { "" } else { " " };
        let _ = writeln!(
            text,
            "{status:<8} {}{blank}{}: {}",
            item.check, item.object, item.message
        );
        if let (Some(remedy), Status::Warn | Status::Fail) = (&item.remedy, item.status) {
            let _ = writeln!(text, "         {remedy}");
        }
    }
    let _ = writeln!(
        text,
        "{} % of {} checks passed",
        result.percent,
        result.items.len()
    );
    text
}
