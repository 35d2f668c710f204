//! The steps of a cutover: gates that must be passed, and what is done behind them.

use super::gates;
use super::record::{self, Cutover, FallbackStart};
use crate::apply::Event;
use crate::migrate::{MigrateOptions, migrate};
use crate::state::{self, Job, failed};
use plconv_mover::error::Error;
use plconv_mover::plan::{Plan, TablePlan};
use plconv_mover::validate::{ValidateOptions, validate};
use postgres::Client;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often it is looked how far a process is.
const POLL: Duration = Duration::from_millis(50);

/// How long is waited for it before that is told.
const SILENCE: Duration = Duration::from_secs(2);

/// What is asked of the source beside rows and changes.
pub trait SourceState: Sync {
    /// The SCN of now.
    ///
    /// # Errors
    /// When the source does not answer.
    fn current_scn(&self) -> Result<u64, Error>;

    /// Transactions that are open, for people.
    ///
    /// # Errors
    /// When the source does not answer.
    fn open_transactions(&self) -> Result<Vec<String>, Error>;

    /// Names of the triggers of a table that are disabled there.
    ///
    /// # Errors
    /// When the source does not answer.
    fn disabled_triggers(&self, table: &TablePlan) -> Result<Vec<String>, Error>;
}

/// What a cutover needs.
pub struct CutoverOptions<'a> {
    /// How changes are applied until the fence, when no process does.
    pub migrate: MigrateOptions<'a>,
    /// The source.
    pub source: &'a dyn SourceState,
    /// Look only: everything is as it was afterwards.
    pub dry_run: bool,
    /// Make the slot and the publication for the way back.
    pub prepare_fallback: bool,
    /// How long the target may take to reach the fence.
    pub patience: Duration,
    /// Gates that need not be passed.
    pub accepted: &'a [String],
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// The gate is passed.
    Passed,
    /// It is not.
    Failed,
    /// It is not, and that was accepted.
    Accepted,
    /// Something was done.
    Done,
    /// Something will be done by the cutover itself.
    Planned,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its name.
    pub gate: &'static str,
    /// How it ended.
    pub state: StepState,
    /// What was found or done.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CutoverReport {
    /// Whether it only looked.
    pub dry_run: bool,
    /// Whether all gates are passed: of a cutover, that it is done.
    pub is_passed: bool,
    /// All steps.
    pub steps: Vec<Step>,
    /// What was recorded.
    pub cutover: Option<Cutover>,
}

/// What is taken back when a cutover does not come to its end.
#[derive(Default)]
pub(super) struct Undo {
    /// Where sequences stood: name, last value, whether it was handed out.
    sequences: Vec<(String, i64, bool)>,
    fallback: Option<FallbackStart>,
}

pub(super) struct Run<'r, 'a> {
    pub(super) options: &'r CutoverOptions<'a>,
    pub(super) plan: Arc<Plan>,
    pub(super) client: Client,
    pub(super) job: Job,
    steps: Vec<Step>,
    told: &'r mut dyn FnMut(&Step),
    undo: Undo,
    /// Whether this session has the job.
    is_locked: bool,
}

/// Goes through all gates and, unless it only looks, lets the target take the source's place. When a gate is not passed, or
/// something fails, everything is as it was.
///
/// # Errors
/// When a side does not answer.
pub fn cut_over(options: &CutoverOptions<'_>, told: &mut dyn FnMut(&Step)) -> Result<CutoverReport, Error> {
    let mut run = Run::open(options, told)?;
    let result = run.go();
    let is_done = matches!(&result, Ok(Some(_)));
    if !is_done {
        // The first error is the one to tell, unless there is none.
        let undone = run.undo();
        if result.is_ok() {
            undone?;
        }
    }
    let cutover = result?;
    Ok(CutoverReport {
        dry_run: options.dry_run,
        is_passed: run.is_passed() && (options.dry_run || cutover.is_some()),
        steps: run.steps,
        cutover,
    })
}

impl<'r, 'a> Run<'r, 'a> {
    /// Finds the job and what it replicates.
    pub(super) fn open(
        options: &'r CutoverOptions<'a>,
        told: &'r mut dyn FnMut(&Step),
    ) -> Result<Run<'r, 'a>, Error> {
        let mut client = options.migrate.target.connect()?;
        state::create(&mut client)?;
        let name = &options.migrate.plan.name;
        let Some(job) = state::job(&mut client, name)? else {
            return Err(Error::Usage(format!(
                "{name}: no replication of this name has begun: `plconv migrate` first"
            )));
        };
        if job.state == "cut-over" || job.state == "failing-back" {
            return Err(Error::Usage(format!("{name}: the cutover is done")));
        }
        state::lock_fence(&mut client, job.id)?;
        let plan = Arc::new(state::plan_of_now(&mut client, job.id, &options.migrate.plan)?);
        Ok(Run {
            options,
            plan,
            client,
            undo: Undo::default(),
            job,
            steps: Vec::new(),
            told,
            is_locked: false,
        })
    }
}

impl Run<'_, '_> {
    fn step(&mut self, gate: &'static str, state: StepState, message: String, advice: Option<String>) {
        let is_accepted =
            state == StepState::Failed && self.options.accepted.iter().any(|known| known == gate);
        let step = Step {
            gate,
            state: if is_accepted { StepState::Accepted } else { state },
            message,
            advice,
        };
        (self.told)(&step);
        self.steps.push(step);
    }

    fn is_passed(&self) -> bool {
        self.steps.iter().all(|step| step.state != StepState::Failed)
    }

    fn check(&mut self, gate: &'static str, checked: gates::Checked) {
        match checked {
            gates::Checked::Passed(message) => self.step(gate, StepState::Passed, message, None),
            gates::Checked::Failed { message, advice } => {
                self.step(gate, StepState::Failed, message, Some(advice));
            }
        }
    }

    fn go(&mut self) -> Result<Option<Cutover>, Error> {
        self.fault("gates")?;
        let id = self.job.id;
        let checked = gates::tables(&mut self.client, id, &self.plan)?;
        let has_tables = matches!(checked, gates::Checked::Passed(_));
        self.check("tables", checked);
        let checked = gates::definitions(&mut self.client, id)?;
        self.check("definitions", checked);
        let checked = gates::conflicts(&mut self.client, id)?;
        self.check("conflicts", checked);
        let checked = gates::triggers(&mut self.client, &self.plan, self.options.source)?;
        self.check("triggers", checked);
        let checked = gates::indexes(&mut self.client, &self.plan)?;
        self.check("indexes", checked);
        if self.options.prepare_fallback {
            let checked = gates::fallback(&mut self.client)?;
            self.check("fallback", checked);
        }
        self.constraints()?;
        self.open_transactions()?;
        if !has_tables || !self.is_passed() && !self.options.dry_run {
            return Ok(None);
        }
        let Some(fence) = self.fence()? else {
            return Ok(None);
        };
        let validated = self.validate(fence)?;
        if self.options.dry_run {
            self.planned();
            return Ok(None);
        }
        if !validated || !self.is_passed() {
            return Ok(None);
        }
        let Some(fence) = self.second_fence()? else {
            return Ok(None);
        };
        self.sequences()?;
        self.statistics()?;
        self.fault("prepared")?;
        self.take_job()?;
        let fallback = self.prepare_fallback()?;
        self.fault("recording")?;
        let cutover = record::record(&mut self.client, id, fence, fallback.as_ref())?;
        state::hold_at(&mut self.client, id, None)?;
        self.step(
            "cutover",
            StepState::Done,
            format!(
                "the target has everything up to SCN {fence}; its own changes begin at LSN {}",
                cutover.lsn
            ),
            None,
        );
        Ok(Some(cutover))
    }

    pub(super) fn fault(&self, point: &str) -> Result<(), Error> {
        if self.options.migrate.stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        self.options.migrate.fault.map_or(Ok(()), |fault| fault(point))
    }

    /// Foreign keys that rows were not checked by are checked.
    fn constraints(&mut self) -> Result<(), Error> {
        let not_valid = gates::not_valid(&mut self.client, &self.plan)?;
        if self.options.dry_run && !not_valid.is_empty() {
            let names: Vec<String> = not_valid
                .into_iter()
                .map(|(table, name)| format!("{name} of {table}"))
                .collect();
            let message = format!("will be checked: {}", names.join(", "));
            self.step("constraints", StepState::Planned, message, None);
            return Ok(());
        }
        let mut wrong = Vec::new();
        let count = not_valid.len();
        for (table, name) in not_valid {
            let sql = format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}");
            if let Err(error) = self.client.batch_execute(&sql) {
                let error = Error::target(format!("checking {name} of {table}"), &error);
                if error.is_transient() {
                    return Err(error);
                }
                wrong.push(error.to_string());
            }
        }
        let checked = match wrong.is_empty() {
            true => gates::Checked::Passed(format!("all are valid; {count} were checked now")),
            false => gates::Checked::Failed {
                message: wrong.join("; "),
                advice: "rows break constraints that the source has not, or has not checked: look at them, or drop the constraint"
                    .to_owned(),
            },
        };
        self.check("constraints", checked);
        Ok(())
    }

    fn open_transactions(&mut self) -> Result<(), Error> {
        let open = self.options.source.open_transactions()?;
        let (state, message) = match (open.is_empty(), self.options.dry_run) {
            (true, _) => (
                StepState::Passed,
                "no transaction is open in the source".to_owned(),
            ),
            (false, true) => (
                StepState::Planned,
                format!(
                    "{} transactions are open in the source; the cutover waits for none",
                    open.len()
                ),
            ),
            (false, false) => (
                StepState::Failed,
                format!("transactions are open in the source: {}", open.join(", ")),
            ),
        };
        let advice = (state != StepState::Passed)
            .then(|| "end the writers: lock their accounts, ALTER SYSTEM ENABLE RESTRICTED SESSION, end their sessions".to_owned());
        self.step("writers", state, message, advice);
        Ok(())
    }

    /// The target has everything up to now, and nothing beyond.
    fn fence(&mut self) -> Result<Option<u64>, Error> {
        self.hold()?;
        let fence = self.options.source.current_scn()?;
        let since = Instant::now();
        let reached = self.reach(fence)?;
        let checked = match reached {
            None => gates::Checked::Passed(format!(
                "the target has everything up to SCN {fence}, after {:.1} s",
                since.elapsed().as_secs_f64()
            )),
            Some(message) => gates::Checked::Failed {
                message,
                advice: "let `plconv migrate` run until it has caught up, then begin again; or give it more time with --patience"
                    .to_owned(),
            },
        };
        let is_reached = matches!(checked, gates::Checked::Passed(_));
        self.check("lag", checked);
        self.fault("fence")?;
        Ok(is_reached.then_some(fence))
    }

    /// Nothing was changed while it was compared.
    fn second_fence(&mut self) -> Result<Option<u64>, Error> {
        let changes = |client: &mut Client, job: i64| -> Result<i64, Error> {
            Ok(client
                .query_one(
                    "SELECT changes FROM plconv.replication WHERE job_id = $1",
                    &[&job],
                )
                .map_err(failed("counting changes"))?
                .get(0))
        };
        let before = changes(&mut self.client, self.job.id)?;
        let fence = self.options.source.current_scn()?;
        let reached = self.reach(fence)?;
        let more = changes(&mut self.client, self.job.id)? - before;
        let checked = match (reached, more) {
            (Some(message), _) => gates::Checked::Failed {
                message,
                advice: "begin again".to_owned(),
            },
            (None, 0) => {
                gates::Checked::Passed(format!("nothing was changed since; the fence is SCN {fence}"))
            }
            (None, more) => gates::Checked::Failed {
                message: format!(
                    "somebody still writes to the source: {more} rows were changed while both sides were compared"
                ),
                advice: "end the writers, then begin again".to_owned(),
            },
        };
        let is_passed = matches!(checked, gates::Checked::Passed(_));
        self.check("quiet", checked);
        Ok(is_passed.then_some(fence))
    }

    /// Lets a process that applies wait, so that it has nothing that commits beyond the SCN of now.
    pub(super) fn hold(&mut self) -> Result<(), Error> {
        let until = Instant::now() + self.options.patience;
        let mut tell_at = Some(Instant::now() + SILENCE);
        loop {
            if self.is_locked {
                return Ok(());
            }
            if state::try_lock(&mut self.client, self.job.id)? {
                return state::unlock(&mut self.client, self.job.id);
            }
            state::hold_at(&mut self.client, self.job.id, Some(state::HOLD))?;
            if state::fence_seen(&mut self.client, self.job.id)? == Some(state::HOLD) {
                return Ok(());
            }
            if Instant::now() >= until {
                return Err(Error::Stopped(
                    "the process that applies does not answer: is it an old one, or does it load rows?"
                        .to_owned(),
                ));
            }
            self.tell_of_wait(&mut tell_at, || {
                "the process that applies has not said yet that it holds".to_owned()
            });
            self.fault("waiting")?;
            std::thread::sleep(POLL);
        }
    }

    /// Tells once that it waits, when that takes long, and for what.
    fn tell_of_wait(&self, tell_at: &mut Option<Instant>, for_what: impl FnOnce() -> String) {
        if tell_at.is_none_or(|tell_at| Instant::now() < tell_at) {
            return;
        }
        *tell_at = None;
        let seconds = self.options.patience.as_secs();
        let message = format!("waiting for the target, {seconds} s at most: {}", for_what());
        self.options.migrate.observer.event(&Event::Note { message });
    }

    /// Waits until the target has everything up to an SCN; why it did not come to it.
    pub(super) fn reach(&mut self, scn: u64) -> Result<Option<String>, Error> {
        let until = Instant::now() + self.options.patience;
        let mut tell_at = Some(Instant::now() + SILENCE);
        loop {
            if self.is_locked || state::try_lock(&mut self.client, self.job.id)? {
                state::unlock(&mut self.client, self.job.id)?;
                self.is_locked = false;
                state::hold_at(&mut self.client, self.job.id, None)?;
                return self.apply_to(scn, until);
            }
            state::hold_at(&mut self.client, self.job.id, Some(scn))?;
            let Some(job) = state::job(&mut self.client, &self.job.name)? else {
                return Err(Error::Stopped("the job is gone".to_owned()));
            };
            let obeyed = state::fence_seen(&mut self.client, self.job.id)?;
            if job.position.commit_scn > scn && obeyed == Some(scn) {
                return Ok(None);
            }
            if Instant::now() >= until {
                return Ok(Some(format!(
                    "the target has what committed below SCN {}, not everything up to {scn}, where the source was",
                    job.position.commit_scn
                )));
            }
            self.tell_of_wait(&mut tell_at, || {
                format!(
                    "it has what committed below SCN {}, and the source was at {scn}",
                    job.position.commit_scn
                )
            });
            self.fault("waiting")?;
            std::thread::sleep(POLL);
        }
    }

    /// Applies in this process, since no other does.
    fn apply_to(&mut self, scn: u64, until: Instant) -> Result<Option<String>, Error> {
        let stop = AtomicBool::new(false);
        let is_over = AtomicBool::new(false);
        let of_migrate = &self.options.migrate;
        let result = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    if Instant::now() >= until || of_migrate.stop.load(Ordering::Relaxed) {
                        stop.store(true, Ordering::Relaxed);
                    }
                    std::thread::sleep(POLL);
                }
            });
            let result = migrate(&MigrateOptions {
                plan: of_migrate.plan.clone(),
                source: of_migrate.source.clone(),
                target: of_migrate.target.clone(),
                stop: &stop,
                until: Some(scn),
                ..*of_migrate
            });
            is_over.store(true, Ordering::Relaxed);
            result
        });
        match result {
            Ok(crate::apply::End::AtFence) => {}
            Ok(crate::apply::End::Stopped | crate::apply::End::Tables | crate::apply::End::Plan) => {
                self.fault("stopped")?;
                return Ok(Some("the target did not catch up in time".to_owned()));
            }
            Err(Error::Stopped(message) | Error::Advised { message, .. }) => return Ok(Some(message)),
            Err(error) => return Err(error),
        }
        // Nobody else applies from here on.
        state::lock(&mut self.client, self.job.id)?;
        self.is_locked = true;
        Ok(None)
    }

    /// The process that applies ends, and nobody begins again.
    fn take_job(&mut self) -> Result<(), Error> {
        if self.is_locked {
            return Ok(());
        }
        self.client
            .execute(
                "UPDATE plconv.replication SET wanted = 'stop' WHERE job_id = $1",
                &[&self.job.id],
            )
            .map_err(failed("ending the process that applies"))?;
        state::lock(&mut self.client, self.job.id)?;
        self.is_locked = true;
        Ok(())
    }

    /// The plan of the tables that are replicated.
    pub(super) fn replicated(&mut self) -> Result<Plan, Error> {
        let mut plan = Plan::clone(&self.plan);
        let tables = state::tables(&mut self.client, self.job.id)?;
        plan.tables.retain(|table| {
            tables
                .iter()
                .any(|known| known.source == table.source && known.state == "applying")
        });
        Ok(plan)
    }

    fn validate(&mut self, scn: u64) -> Result<bool, Error> {
        let plan = self.replicated()?;
        let validation = validate(
            &ValidateOptions {
                plan: Arc::new(plan),
                source: self.options.migrate.source.clone(),
                target: self.options.migrate.target.clone(),
                tables: Vec::new(),
                scn: Some(scn),
            },
            &mut |_| {},
        )?;
        let differing: Vec<String> = validation
            .tables
            .iter()
            .filter(|table| !table.is_equal())
            .map(|table| {
                format!(
                    "{}: {} missing, {} extra, {} different",
                    table.source, table.missing, table.extra, table.different
                )
            })
            .collect();
        let rows: u64 = validation.tables.iter().map(|table| table.source_rows).sum();
        let checked = match differing.is_empty() {
            true => gates::Checked::Passed(format!(
                "{rows} rows of {} tables are the same at SCN {scn}",
                validation.tables.len()
            )),
            false => gates::Checked::Failed {
                message: differing.join("; "),
                advice: "`plconv drift` shows the rows and repairs them".to_owned(),
            },
        };
        let is_equal = differing.is_empty();
        self.check("validation", checked);
        self.fault("validated")?;
        Ok(is_equal || self.is_passed())
    }

    fn sequences(&mut self) -> Result<(), Error> {
        let mut session = self.options.migrate.source.connect()?;
        let wanted = gates::sequences(&mut self.client, &self.plan, session.as_mut())?;
        for one in &wanted {
            self.undo
                .sequences
                .push((one.name.clone(), one.last, one.is_called));
            self.client
                .execute(
                    "SELECT setval($1::text::regclass, $2, false)",
                    &[&one.name, &one.next],
                )
                .map_err(failed(format!("setting sequence {}", one.name)))?;
            self.fault("sequence")?;
        }
        let message = format!(
            "{} sequences and identities stand behind the last values",
            wanted.len()
        );
        self.step("sequences", StepState::Done, message, None);
        Ok(())
    }

    fn statistics(&mut self) -> Result<(), Error> {
        for table in &self.plan.tables {
            self.client
                .batch_execute(&format!("ANALYZE {}", table.target))
                .map_err(failed(format!("analysing {}", table.target)))?;
        }
        let message = format!("{} tables were analysed", self.plan.tables.len());
        self.step("statistics", StepState::Done, message, None);
        Ok(())
    }

    fn prepare_fallback(&mut self) -> Result<Option<FallbackStart>, Error> {
        if !self.options.prepare_fallback {
            return Ok(None);
        }
        let start = record::prepare_fallback(&mut self.client, &self.plan, self.job.id)?;
        self.undo.fallback = Some(start.clone());
        let message = format!(
            "slot {} and publication {} keep what changes",
            start.slot, start.publication
        );
        self.step("fallback", StepState::Done, message, None);
        Ok(Some(start))
    }

    /// What a dry run does not do.
    fn planned(&mut self) {
        let sequences = format!(
            "{} of the plan, and identities, will be set behind the last values",
            self.plan.sequences.len()
        );
        self.step("sequences", StepState::Planned, sequences, None);
        self.step(
            "statistics",
            StepState::Planned,
            "tables will be analysed".to_owned(),
            None,
        );
        if self.options.prepare_fallback {
            let message = "a slot and a publication will be made".to_owned();
            self.step("fallback", StepState::Planned, message, None);
        }
    }

    /// Everything as it was: fence, sequences, what was made for the way back. The connection may be what failed.
    pub(super) fn undo(&mut self) -> Result<(), Error> {
        if self.client.is_closed() {
            self.client = self.options.migrate.target.connect()?;
            self.is_locked = false;
        }
        for (name, last, is_called) in std::mem::take(&mut self.undo.sequences) {
            self.client
                .execute(
                    "SELECT setval($1::text::regclass, $2, $3)",
                    &[&name, &last, &is_called],
                )
                .map_err(failed(format!("setting sequence {name} back")))?;
        }
        if let Some(start) = self.undo.fallback.take() {
            record::forget_fallback(&mut self.client, &start)?;
        }
        state::hold_at(&mut self.client, self.job.id, None)?;
        if std::mem::take(&mut self.is_locked) {
            state::unlock(&mut self.client, self.job.id)?;
        }
        Ok(())
    }
}
