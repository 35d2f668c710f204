//! What the commands that carry changes over have in common: both ends of a plan, and the terminal between them.

use crate::arguments::mover::EndArguments;
use crate::arguments::replication::MiningArguments;
use crate::moving::{self, MovingProgress};
use crate::outcome::UsageError;
use crate::terminal::{self, tell};
use plconv_mover::plan::Plan;
use plconv_mover::source::Source;
use plconv_mover::target::Target;
use plconv_replication::apply::{Event, Observer};
use plconv_replication::cutover::CutoverOptions;
use plconv_replication::logminer::LogMinerOptions;
use plconv_replication::migrate::{MigrateOptions, NewerPlan, OracleCapture, Unchanging};
use plconv_replication::translator::Translator;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Both ends of a plan, connected.
pub struct Replicating {
    pub plan: Arc<Plan>,
    capture: OracleCapture,
    source: Arc<dyn Source>,
    target: Target,
    translator: Translator,
}

/// Whom it tells what happens.
pub struct Audience {
    pub told: Told,
    pub progress: MovingProgress,
}

impl Audience {
    /// The terminal, and the log in a directory. It is told of each group of transactions when `verbose`.
    pub fn new(verbose: bool, log: Option<&Path>) -> anyhow::Result<Audience> {
        Ok(Audience {
            told: Told { verbose },
            progress: MovingProgress::new(log)?,
        })
    }
}

impl Replicating {
    /// Reads a plan and connects to its source.
    pub fn open(plan: &Path, ends: &EndArguments, mining: &MiningArguments) -> anyhow::Result<Replicating> {
        let plan = Arc::new(moving::plan(plan)?);
        let target = moving::target(&plan, ends)?;
        let capture = capture(&plan, ends.ask_passwords, mining)?;
        let source = moving::explained(capture.rows_source())?;
        let translator = moving::explained(Translator::new(&plan))?;
        Ok(Replicating {
            plan,
            capture,
            source: Arc::new(source),
            target,
            translator,
        })
    }

    /// The same ends by another plan of theirs.
    pub fn with(&self, plan: Arc<Plan>) -> anyhow::Result<Replicating> {
        let capture = OracleCapture {
            plan: plan.clone(),
            password: self.capture.password.clone(),
            options: self.capture.options.clone(),
        };
        let source = moving::explained(capture.rows_source())?;
        let translator = moving::explained(Translator::new(&plan))?;
        Ok(Replicating {
            plan,
            capture,
            source: Arc::new(source),
            target: self.target.clone(),
            translator,
        })
    }

    /// Lets `run` carry changes over, until an SCN where that is given, and tells it of plans that come.
    pub fn migrate<R>(
        &self,
        audience: &Audience,
        newer: &dyn NewerPlan,
        until: Option<u64>,
        run: impl FnOnce(MigrateOptions<'_>) -> R,
    ) -> R {
        let result = run(MigrateOptions {
            plan: self.plan.clone(),
            newer,
            source: self.source.clone(),
            capture: &self.capture,
            start: &|| self.capture.start(),
            target: self.target.clone(),
            stop: terminal::interrupted(),
            observer: &audience.told,
            load_observer: &audience.progress,
            translator: Some(&self.translator),
            until,
            fault: None,
        });
        audience.progress.finish();
        result
    }

    /// Lets `run` look at both ends as of a fence, which the target may take so many seconds to reach.
    pub fn at_fence<R>(
        &self,
        audience: &Audience,
        patience: u64,
        gates: &Gates<'_>,
        run: impl FnOnce(&CutoverOptions<'_>) -> R,
    ) -> R {
        self.migrate(audience, &Unchanging, None, |migrate| {
            run(&CutoverOptions {
                migrate,
                source: &self.capture,
                dry_run: gates.dry_run,
                prepare_fallback: gates.prepare_fallback,
                patience: Duration::from_secs(patience),
                accepted: gates.accepted,
            })
        })
    }
}

/// What is done at a fence besides looking.
pub struct Gates<'a> {
    /// Nothing.
    pub dry_run: bool,
    /// The way back is prepared.
    pub prepare_fallback: bool,
    /// Gates that need not be passed.
    pub accepted: &'a [String],
}

impl Gates<'_> {
    /// Nothing but looking.
    pub const LOOK: Gates<'static> = Gates {
        dry_run: true,
        prepare_fallback: false,
        accepted: &[],
    };
}

/// The log of a plan's Oracle.
fn capture(plan: &Arc<Plan>, ask_passwords: bool, mining: &MiningArguments) -> anyhow::Result<OracleCapture> {
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
