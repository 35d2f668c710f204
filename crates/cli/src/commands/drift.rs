//! `plconv drift`

use super::migrate::{Told, capture};
use super::validate::{script_file, shown, shown_repairs};
use crate::arguments::replication::DriftArguments;
use crate::moving::{self, MovingProgress};
use crate::outcome::Outcome;
use crate::terminal;
use plconv_mover::validate::TableValidation;
use plconv_replication::cutover::{CutoverOptions, drift};
use plconv_replication::migrate::MigrateOptions;
use plconv_replication::translator::Translator;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

/// Compares source and target while replication runs.
pub fn run(arguments: &DriftArguments) -> anyhow::Result<Outcome> {
    let plan = Arc::new(moving::plan(&arguments.plan)?);
    let target = moving::target(&plan, &arguments.ends)?;
    let capture = capture(&plan, arguments.ends.ask_passwords, &arguments.mining)?;
    let source = moving::explained(capture.rows_source())?;
    let translator = moving::explained(Translator::new(&plan))?;
    let progress = MovingProgress::new(None)?;
    terminal::stop_on_interrupt("ending; what is repaired stays\n");
    let mut told = |table: &TableValidation| {
        if !arguments.json {
            // The result is printed at the end as well as its status says.
            let _ = terminal::print(&shown(table));
        }
    };
    let mut script = arguments.script.as_deref().map(script_file).transpose()?;
    let result = drift(
        &CutoverOptions {
            migrate: MigrateOptions {
                plan: plan.clone(),
                source: Arc::new(source),
                capture: &capture,
                start: &|| capture.start(),
                target,
                stop: terminal::interrupted(),
                observer: &Told { verbose: false },
                load_observer: &progress,
                translator: Some(&translator),
                until: None,
                fault: None,
            },
            source: &capture,
            dry_run: true,
            prepare_fallback: false,
            patience: Duration::from_secs(arguments.patience),
            accepted: &[],
        },
        &arguments.tables,
        arguments.repair,
        script.as_mut().map(|script| script as &mut dyn Write),
        &mut told,
    );
    progress.finish();
    let report = moving::explained(result)?;
    if let Some(script) = &mut script {
        script.flush()?;
    }
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&report)?))?;
    } else {
        terminal::print(&shown_repairs(&report.repaired, arguments.repair))?;
        terminal::print(&format!("compared as of SCN {}\n", report.scn))?;
    }
    Ok(if report.is_equal {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
