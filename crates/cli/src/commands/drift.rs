//! `plconv drift`

use super::replicating::{Audience, Gates, Replicating};
use super::validate::{script_file, shown, shown_repairs};
use crate::arguments::replication::DriftArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal;
use plconv_mover::validate::TableValidation;
use plconv_replication::cutover::drift;
use std::io::Write;

/// Compares source and target while replication runs.
pub fn run(arguments: &DriftArguments) -> anyhow::Result<Outcome> {
    let replicating = Replicating::open(&arguments.plan, &arguments.ends, &arguments.mining)?;
    let audience = Audience::new(false, None)?;
    terminal::stop_on_interrupt("ending; what is repaired stays\n");
    let mut told = |table: &TableValidation| {
        if !arguments.json {
            // The result is printed at the end as well as its status says.
            let _ = terminal::print(&shown(table));
        }
    };
    let mut script = arguments.script.as_deref().map(script_file).transpose()?;
    let result = replicating.at_fence(&audience, arguments.patience, &Gates::LOOK, |options| {
        let script = script.as_mut().map(|script| script as &mut dyn Write);
        drift(options, &arguments.tables, arguments.repair, script, &mut told)
    });
    let report = moving::explained(result)?;
    if let Some(script) = &mut script {
        script.flush()?;
    }
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&report)?))?;
    } else {
        terminal::print(&shown_repairs(&report.repaired, arguments.repair))?;
        terminal::print(&format!("compared as of SCN {}\n", report.scn))?;
        if !report.is_equal && !arguments.repair {
            terminal::print("`--repair` writes these rows as the source has them\n")?;
        }
    }
    Ok(if report.is_equal {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
