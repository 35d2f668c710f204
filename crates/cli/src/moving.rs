//! What the commands that move data have in common: where they connect, and what they show.

use crate::arguments::mover::EndArguments;
use crate::outcome::UsageError;
use crate::terminal::{self, tell};
use anyhow::Context;
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use plconv_mover::error::Error;
use plconv_mover::events::{Event, Log, Observer};
use plconv_mover::plan::Plan;
use plconv_mover::source::{FileSource, OracleSource, Source};
use plconv_mover::target::Target;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Reads a plan.
pub fn plan(path: &Path) -> anyhow::Result<Plan> {
    explained(Plan::read(path))
}

/// A result whose error says what to do about it.
pub fn explained<T>(result: Result<T, Error>) -> anyhow::Result<T> {
    result.map_err(|error| match &error {
        Error::Usage(message) => UsageError(message.clone()).into(),
        _ => match error.advice() {
            Some(advice) => anyhow::anyhow!("{error}\n  {advice}"),
            // What led to it is in its text.
            None => anyhow::anyhow!("{error}"),
        },
    })
}

/// The PostgreSQL of a plan.
pub fn target(plan: &Plan, ends: &EndArguments) -> anyhow::Result<Target> {
    let url = ends.target.as_deref().unwrap_or(&plan.target.url);
    if url.is_empty() {
        return Err(UsageError("name the target: target.url in the plan, or --target".to_owned()).into());
    }
    let file = plan.target.password_file.as_deref().map(|file| plan.file(file));
    let password = secret("PLCONV_TARGET_PASSWORD", file.as_deref())?;
    let password = match password {
        None if ends.ask_passwords => Some(ask("password of the target")?),
        password => password,
    };
    explained(Target::new(url, password.as_deref(), plan))
}

/// The source of a plan.
pub fn source(plan: &Plan, ends: &EndArguments) -> anyhow::Result<Arc<dyn Source>> {
    if let Some(oracle) = oracle(plan, ends.ask_passwords)? {
        return Ok(oracle);
    }
    Ok(Arc::new(FileSource::new(Arc::new(plan.clone()))))
}

/// The Oracle of a plan, when it has one.
pub fn oracle(plan: &Plan, ask_passwords: bool) -> anyhow::Result<Option<Arc<OracleSource>>> {
    let Some(password) = source_password(plan, ask_passwords)? else {
        return Ok(None);
    };
    let plan = Arc::new(plan.clone());
    Ok(Some(Arc::new(explained(OracleSource::new(plan, password))?)))
}

/// The Oracle of a plan by the account that writes to it on the way back.
pub fn writer(plan: &Plan, ask_passwords: bool) -> anyhow::Result<Option<Arc<OracleSource>>> {
    let Some(user) = &plan.fallback.user else {
        return oracle(plan, ask_passwords);
    };
    if plan.source.oracle.is_none() {
        return Ok(None);
    }
    let file = plan.fallback.password_file.as_deref().map(|file| plan.file(file));
    let password = match secret("PLCONV_FALLBACK_PASSWORD", file.as_deref())? {
        Some(password) => password,
        None if ask_passwords => ask("password of the account that writes to the source")?,
        None => {
            return Err(UsageError(
                "the password of fallback.user: PLCONV_FALLBACK_PASSWORD, fallback.password-file in the plan, or --ask-passwords"
                    .to_owned(),
            )
            .into());
        }
    };
    let mut by_writer = plan.clone();
    by_writer.source.user = Some(user.clone());
    Ok(Some(Arc::new(explained(OracleSource::new(
        Arc::new(by_writer),
        password,
    ))?)))
}

/// The password of a plan's Oracle, when it has one.
pub fn source_password(plan: &Plan, ask_passwords: bool) -> anyhow::Result<Option<String>> {
    if plan.source.oracle.is_none() {
        return Ok(None);
    }
    let file = plan.source.password_file.as_deref().map(|file| plan.file(file));
    match secret("PLCONV_SOURCE_PASSWORD", file.as_deref())? {
        Some(password) => Ok(Some(password)),
        None if ask_passwords => Ok(Some(ask("password of the source")?)),
        None => Err(UsageError(
            "the source's password: PLCONV_SOURCE_PASSWORD, source.password-file in the plan, or --ask-passwords".to_owned(),
        )
        .into()),
    }
}

/// A password from the environment, or the first line of a file.
fn secret(variable: &str, file: Option<&Path>) -> anyhow::Result<Option<String>> {
    if let Ok(password) = std::env::var(variable) {
        return Ok(Some(password));
    }
    let Some(file) = file else { return Ok(None) };
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
}

/// A password from the terminal, which does not show it.
fn ask(what: &str) -> anyhow::Result<String> {
    rpassword::prompt_password(format!("{what}: ")).context("asking for a password")
}

/// Shows what happens on the terminal and writes the log.
pub struct MovingProgress {
    is_terminal: bool,
    log: Option<Log>,
    started: Instant,
    bar: Mutex<Option<ProgressBar>>,
}

impl MovingProgress {
    /// Nothing is shown yet.
    pub fn new(log: Option<&Path>) -> anyhow::Result<Self> {
        let log = log
            .map(|directory| {
                Log::open(directory).with_context(|| format!("opening the log in {}", directory.display()))
            })
            .transpose()?;
        Ok(MovingProgress {
            is_terminal: std::io::stderr().is_terminal(),
            log,
            started: Instant::now(),
            bar: Mutex::new(None),
        })
    }

    /// Ctrl-C ends after the chunks that are being loaded; a second one at once.
    pub fn stop_on_interrupt(&self) {
        terminal::stop_on_interrupt("stopping; once more ends at once, and nothing is lost either\n");
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = self.slot().take() {
            bar.finish_and_clear();
        }
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<ProgressBar>> {
        self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn say(&self, event: &Event) {
        let line = format!("{event}\n");
        match &*self.slot() {
            Some(bar) => bar.suspend(|| tell(&line)),
            None => tell(&line),
        }
    }
}

impl Observer for MovingProgress {
    fn event(&self, event: &Event) {
        if let Some(log) = &self.log {
            log.write(event);
        }
        match event {
            Event::Started {
                bytes, done_bytes, ..
            } if self.is_terminal => {
                let bar = ProgressBar::with_draw_target(Some(*bytes), ProgressDrawTarget::stderr_with_hz(5));
                if let Ok(style) =
                    ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {msg} {elapsed} left {eta}")
                {
                    bar.set_style(style);
                }
                // What was done by an earlier run took no time of this one.
                bar.set_position(*done_bytes);
                bar.reset_eta();
                bar.enable_steady_tick(Duration::from_millis(250));
                *self.slot() = Some(bar);
            }
            Event::ChunkDone { source_bytes, .. } => {
                if let Some(bar) = &*self.slot() {
                    bar.inc(*source_bytes);
                }
            }
            Event::Started { .. }
            | Event::Careful { .. }
            | Event::Retry { .. }
            | Event::Failed { .. }
            | Event::TableSkipped { .. }
            | Event::Paused { .. } => self.say(event),
            Event::TablePrepared { .. } | Event::TaskDone { .. } | Event::Finished { .. } => {}
        }
    }

    fn progress(&self, rows: u64, bytes: u64) {
        if let Some(bar) = &*self.slot() {
            let seconds = self.started.elapsed().as_secs_f64().max(0.1);
            bar.set_message(format!(
                "{} rows, {} rows/s, {}/s",
                HumanCount(rows),
                HumanCount((rows as f64 / seconds) as u64),
                HumanBytes((bytes as f64 / seconds) as u64)
            ));
        }
    }
}
