//! `plconv migrate`

use crate::arguments::replication::{MigrateArguments, MiningArguments};
use crate::moving::{self, MovingProgress};
use crate::outcome::{Outcome, UsageError};
use crate::terminal::{self, tell};
use plconv_mover::plan::Plan;
use plconv_replication::apply::{End, Event, Observer};
use plconv_replication::logminer::LogMinerOptions;
use plconv_replication::migrate::{MigrateOptions, OracleCapture, migrate};
use plconv_replication::translator::Translator;
use std::sync::Arc;

/// Loads the rows of a plan and carries changes over.
pub fn run(arguments: &MigrateArguments) -> anyhow::Result<Outcome> {
    let plan = Arc::new(moving::plan(&arguments.plan)?);
    let target = moving::target(&plan, &arguments.ends)?;
    let capture = capture(&plan, arguments.ends.ask_passwords, &arguments.mining)?;
    let source = moving::explained(capture.rows_source())?;
    let translator = moving::explained(Translator::new(&plan))?;
    let log = arguments.log.clone().or_else(|| plan.load.log_directory.clone());
    let progress = MovingProgress::new(log.as_deref())?;
    terminal::stop_on_interrupt(
        "stopping behind what is being applied; once more ends at once, and nothing is lost either\n",
    );
    let told = Told {
        verbose: arguments.verbose,
    };
    let result = migrate(&MigrateOptions {
        plan,
        source: Arc::new(source),
        capture: &capture,
        start: &|| capture.start(),
        target,
        stop: terminal::interrupted(),
        observer: &told,
        load_observer: &progress,
        translator: Some(&translator),
        until: arguments.until_scn,
        fault: None,
    });
    progress.finish();
    match moving::explained(result)? {
        End::AtFence => terminal::print("everything up to the SCN is in the target\n")?,
        End::Stopped | End::Tables => {
            terminal::print("stopped; the same command goes on where it ended\n")?;
        }
    }
    Ok(Outcome::Clean)
}

/// The log of a plan's Oracle.
pub fn capture(
    plan: &Arc<Plan>,
    ask_passwords: bool,
    mining: &MiningArguments,
) -> anyhow::Result<OracleCapture> {
    let Some(password) = moving::source_password(plan, ask_passwords)? else {
        return Err(UsageError(
            "changes come from the log of an Oracle: name source.oracle in the plan".to_owned(),
        )
        .into());
    };
    Ok(OracleCapture {
        plan: plan.clone(),
        password,
        options: LogMinerOptions {
            root: mining.root.clone(),
            container: mining.container.clone(),
            ..LogMinerOptions::default()
        },
    })
}

/// Tells the terminal.
pub struct Told {
    /// Of each group of transactions too.
    pub verbose: bool,
}

impl Observer for Told {
    fn event(&self, event: &Event) {
        if self.verbose || !matches!(event, Event::Applied { .. }) {
            tell(&format!("{event}\n"));
        }
    }
}
