//! A full load and the changes since, as one job.
//!
//! First the position, then the snapshot, so that the transactions behind the snapshot are complete; then the rows as of it;
//! then the changes. Where a job is, its state tables say: the same call goes on after any end.

mod plan;
mod tables;

pub use plan::{NewerPlan, Unchanging};

use crate::apply::{self, ApplyOptions, Capture, End, Event, FaultHook, Observer};
use crate::change::Position;
use crate::logminer::Start;
use crate::logminer::catalog::Catalog;
use crate::state::{self, Job, failed};
use plconv_mover::error::Error;
use plconv_mover::events::Observer as LoadObserver;
use plconv_mover::load::Backoff;
use plconv_mover::plan::{CapturePlan, Plan, Snapshot};
use plconv_mover::source::{OracleSource, Source};
use plconv_mover::target::Target;
use postgres::Client;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tables::{follow_plan, load_tables};

/// How often it is looked whether transactions whose beginning is not known have ended.
const WAIT: Duration = Duration::from_millis(500);

/// What a migration needs.
pub struct MigrateOptions<'a> {
    /// The plan, as its file has it.
    pub plan: Arc<Plan>,
    /// Where it is heard of when that changes.
    pub newer: &'a dyn NewerPlan,
    /// Where rows come from.
    pub source: Arc<dyn Source>,
    /// Where changes come from.
    pub capture: &'a dyn Capture,
    /// Finds the beginning of the changes behind a snapshot.
    pub start: &'a (dyn Fn() -> Result<Start, Error> + Sync),
    /// Where both go.
    pub target: Target,
    /// Set from outside to end it.
    pub stop: &'a AtomicBool,
    /// Told what happens while changes are applied.
    pub observer: &'a dyn Observer,
    /// Told what happens while rows are loaded.
    pub load_observer: &'a dyn LoadObserver,
    /// Turns DDL of the source into DDL of the target.
    pub translator: Option<&'a dyn apply::DdlTranslator>,
    /// End when everything up to this SCN is in the target.
    pub until: Option<u64>,
    /// Lets a test fail at points.
    pub fault: Option<FaultHook<'a>>,
}

/// Loads what is not loaded, and applies changes until somebody wants it to end, or there is another plan: then it is to be
/// called again with that one. What may go away by itself is tried again.
///
/// # Errors
/// What does not go away by itself; the same call goes on.
pub fn migrate(options: &MigrateOptions<'_>) -> Result<End, Error> {
    let mut backoff = Backoff::new(Duration::from_secs(options.plan.load.retry_seconds));
    loop {
        let error = match attempt(options) {
            Ok(end) => return Ok(end),
            Err(error) => error,
        };
        let wait = if error.is_transient() {
            backoff.wait()
        } else {
            None
        };
        let Some(wait) = wait else { return Err(error) };
        options.observer.event(&Event::Retry {
            message: error.to_string(),
            wait_milliseconds: wait.as_millis() as u64,
            advice: error.advice(),
        });
        if !apply::pause(options.stop, wait) {
            return Ok(End::Stopped);
        }
    }
}

fn attempt(options: &MigrateOptions<'_>) -> Result<End, Error> {
    let plan = &options.plan;
    if plan.source.snapshot != Snapshot::Run {
        return Err(Error::Usage(
            "changes are applied to rows of one SCN: leave source.snapshot as it is, \"run\"".to_owned(),
        ));
    }
    let mut client = options.target.connect()?;
    state::create(&mut client)?;
    let job = match state::job(&mut client, &plan.name)? {
        Some(job) => job,
        None => match begin(options, &mut client)? {
            Some(job) => job,
            None if options.stop.load(Ordering::Relaxed) => return Ok(End::Stopped),
            None => return Ok(End::Plan),
        },
    };
    if job.state == "cut-over" || job.state == "failing-back" {
        return Err(Error::Usage(format!(
            "{}: the application has been cut over to the target; nothing is to be applied from the source any more",
            plan.name
        )));
    }
    // A process that applies has it, and its tables are not for anybody else to load.
    state::lock(&mut client, job.id)?;
    client
        .execute(
            "UPDATE plconv.replication SET wanted = 'run' WHERE job_id = $1 AND wanted = 'stop'",
            &[&job.id],
        )
        .map_err(failed("taking the job"))?;
    loop {
        if plan::is_to_be_followed(options.newer, &mut client, &job)? {
            return Ok(End::Plan);
        }
        let plan = &Arc::new(state::plan_of_now(&mut client, job.id, &options.plan)?);
        if let Some(objection) = plan::objection(&mut client, &job, plan)? {
            return Err(Error::Usage(objection));
        }
        let options = &MigrateOptions {
            plan: plan.clone(),
            source: options.source.clone(),
            target: options.target.clone(),
            ..*options
        };
        follow_plan(options, &mut client, &job)?;
        let is_loaded = load_tables(options, &mut client, &job)?;
        if options.stop.load(Ordering::Relaxed) {
            return Ok(End::Stopped);
        }
        if !is_loaded {
            continue;
        }
        // What was refused while rows were loaded may be followed now, or something else helps.
        if plan::is_to_be_followed(options.newer, &mut client, &job)? {
            return Ok(End::Plan);
        }
        // It takes the job for its own session.
        state::unlock(&mut client, job.id)?;
        let end = apply::run(&ApplyOptions {
            plan: plan.clone(),
            target: options.target.clone(),
            capture: options.capture,
            stop: options.stop,
            newer: options.newer,
            observer: options.observer,
            translator: options.translator,
            fault: options.fault,
            until: options.until,
        })?;
        match end {
            End::Tables | End::Plan => state::lock(&mut client, job.id)?,
            End::AtFence | End::Stopped => return Ok(end),
        }
    }
}

/// The beginning behind which changes are complete. `None` when another plan has come, or somebody wants to stop.
fn position(options: &MigrateOptions<'_>) -> Result<Option<(u64, Position)>, Error> {
    let mut told = false;
    loop {
        match (options.start)()? {
            Start::At { snapshot, position } => return Ok(Some((snapshot, position))),
            Start::Wait { transactions } => {
                if !std::mem::replace(&mut told, true) {
                    options.observer.event(&Event::Note {
                        message: format!(
                            "waiting for transactions that are open and whose beginning the source does not tell: {}",
                            transactions.join(", ")
                        ),
                    });
                }
                if options.newer.has_come() || !apply::pause(options.stop, WAIT) {
                    return Ok(None);
                }
            }
        }
    }
}

/// Makes the job: its position, and all tables to be loaded as of its snapshot. `None` when another plan has come before, or
/// somebody wants to stop.
fn begin(options: &MigrateOptions<'_>, client: &mut Client) -> Result<Option<Job>, Error> {
    let catalog = options.capture.catalog(&options.plan, None)?;
    let Some((snapshot, position)) = position(options)? else {
        return Ok(None);
    };
    let mut transaction = client.transaction().map_err(failed("beginning the job"))?;
    let job = state::create_job(&mut transaction, &options.plan.name, &position, Some(snapshot))?;
    if let Some(catalog) = catalog {
        state::put_catalog(&mut transaction, job.id, &catalog)?;
    }
    for (number, table) in options.plan.tables.iter().enumerate() {
        let columns = options.capture.columns(&options.plan, number)?;
        state::put_table(
            &mut transaction,
            job.id,
            &table.source,
            &table.target,
            "loading",
            Some(&position),
        )?;
        state::put_columns(&mut transaction, job.id, &table.source, &columns)?;
        let definition = plan::definition(&options.plan, table);
        state::put_definition(&mut transaction, job.id, &table.source, &definition)?;
    }
    state::event(
        &mut transaction,
        job.id,
        "info",
        &format!(
            "rows as of SCN {snapshot}, changes from the log of SCN {} on",
            position.low_scn
        ),
    )?;
    transaction.commit().map_err(failed("beginning the job"))?;
    Ok(Some(job))
}

/// An Oracle whose rows are read, and whose changes come through LogMiner or as the plan says.
pub struct OracleCapture {
    /// The plan, which says where it is.
    pub plan: Arc<Plan>,
    /// The password of its account.
    pub password: String,
    /// How the log is mined.
    pub options: crate::logminer::LogMinerOptions,
}

impl OracleCapture {
    /// The same Oracle as a source of rows.
    ///
    /// # Errors
    /// When the plan names none.
    pub fn rows_source(&self) -> Result<OracleSource, Error> {
        OracleSource::new(self.plan.clone(), self.password.clone())
    }

    /// The beginning of the changes behind a snapshot.
    ///
    /// # Errors
    /// When Oracle does not answer.
    pub fn start(&self) -> Result<Start, Error> {
        crate::logminer::start_position(self.rows_source()?.open()?.as_ref())
    }

    /// The SCN of now.
    ///
    /// # Errors
    /// When Oracle does not answer.
    pub fn current_scn(&self) -> Result<u64, Error> {
        Ok(plconv_mover::source::oracle::current_scn(
            self.rows_source()?.open()?.as_ref(),
        )?)
    }
}

impl crate::cutover::SourceState for OracleCapture {
    fn current_scn(&self) -> Result<u64, Error> {
        OracleCapture::current_scn(self)
    }

    fn open_transactions(&self) -> Result<Vec<String>, Error> {
        crate::logminer::open_transactions(self.rows_source()?.open()?.as_ref())
    }

    fn disabled_triggers(&self, table: &plconv_mover::plan::TablePlan) -> Result<Vec<String>, Error> {
        let (owner, name) = plconv_mover::source::oracle::dictionary::table_name(&table.source)?;
        let rows = self
            .rows_source()?
            .open()?
            .texts(DISABLED_TRIGGERS, &[&owner, &name])?;
        Ok(rows
            .into_iter()
            .filter_map(|row| row.into_iter().next().flatten())
            .collect())
    }
}

const DISABLED_TRIGGERS: &str = "SELECT trigger_name FROM all_triggers WHERE table_owner = :1 AND table_name = :2 AND status = 'DISABLED'";

impl Capture for OracleCapture {
    fn changes(
        &self,
        from: &Position,
        tables: &[crate::change::TableName],
        catalog: Option<&str>,
    ) -> Result<Box<dyn crate::change::ChangeSource>, Error> {
        let mut options = self.options.clone();
        options.catalog = catalog.map(str::to_owned);
        options.new_tables |= self.plan.replication.new_tables;
        let heartbeat = self.plan.replication.heartbeat_seconds;
        if heartbeat > 0 {
            options.heartbeat = Some(std::time::Duration::from_secs(heartbeat));
        }
        let mut tables = tables.to_vec();
        // By it, what the way back has written is left out.
        let marker = crate::fallback::marker_table(&self.plan);
        let found = self.rows_source()?.open()?.texts(
            "SELECT table_name FROM all_tables WHERE owner = :1 AND table_name = :2",
            &[&marker.owner, &marker.table],
        )?;
        if !found.is_empty() {
            tables.push(marker);
        }
        crate::capture::open(self, from, tables, options)
    }

    fn catalog(&self, plan: &Plan, known: Option<&str>) -> Result<Option<String>, Error> {
        if plan.replication.capture != CapturePlan::LogMiner {
            return Ok(None);
        }
        let known = known.map(crate::logminer::saved_catalog).transpose()?;
        let connection = self.rows_source()?.open()?;
        let tables = crate::logminer::captured_tables(plan)?;
        let catalog = Catalog::read_before_snapshot(connection.as_ref(), &tables, known)?;
        serde_json::to_string(&catalog)
            .map(Some)
            .map_err(|error| Error::Stopped(format!("the catalog cannot be saved: {error}")))
    }

    fn rows(&self) -> Result<Box<dyn crate::change::RowReader>, Error> {
        Ok(Box::new(crate::logminer::OracleRows::new(
            self.plan.clone(),
            self.password.clone(),
        )?))
    }

    fn columns(&self, plan: &Plan, table: usize) -> Result<Vec<plconv_mover::source::SourceColumn>, Error> {
        let Some(table) = plan.tables.get(table) else {
            return Err(Error::Usage("the plan has no such table".to_owned()));
        };
        self.rows_source()?.connect()?.columns(table)
    }
}
