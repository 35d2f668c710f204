//! A full load and the changes since, as one job.
//!
//! First the position, then the snapshot, so that the transactions behind the snapshot are complete; then the rows as of it;
//! then the changes. Where a job is, its state tables say: the same call goes on after any end.

use crate::apply::{self, ApplyOptions, Capture, End, Event, FaultHook, Observer};
use crate::change::Position;
use crate::logminer::Start;
use crate::logminer::catalog::Catalog;
use crate::state::{self, Job, JobTable, failed};
use plconv_mover::error::Error;
use plconv_mover::events::Observer as LoadObserver;
use plconv_mover::load::{Backoff, LoadOptions, load};
use plconv_mover::plan::{CapturePlan, Existing, OnConflict, Plan, Snapshot};
use plconv_mover::source::{OracleSource, Source};
use plconv_mover::target::Target;
use postgres::Client;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often it is looked whether transactions whose beginning is not known have ended.
const WAIT: Duration = Duration::from_millis(500);

const DOES_NOT_FIT: &str = "alter the table of the target so that it has a place for all columns, then copy it: UPDATE \
                            plconv.replication_table SET wanted = 'copy'";

/// What a migration needs.
pub struct MigrateOptions<'a> {
    /// The plan, as its file has it.
    pub plan: Arc<Plan>,
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

/// Loads what is not loaded, and applies changes until somebody wants it to end. What may go away by itself is tried again.
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
        None => begin(options, &mut client)?,
    };
    if job.state == "cut-over" || job.state == "failing-back" {
        return Err(Error::Usage(format!(
            "{}: the application has been cut over to the target; nothing is to be applied from the source any more",
            plan.name
        )));
    }
    client
        .execute(
            "UPDATE plconv.replication SET wanted = 'run' WHERE job_id = $1 AND wanted = 'stop'",
            &[&job.id],
        )
        .map_err(failed("taking the job"))?;
    loop {
        let plan = &Arc::new(state::plan_of_now(&mut client, job.id, &options.plan)?);
        let options = &MigrateOptions {
            plan: plan.clone(),
            source: options.source.clone(),
            target: options.target.clone(),
            ..*options
        };
        follow_plan(options, &mut client, &job)?;
        load_tables(options, &mut client, &job)?;
        if options.stop.load(Ordering::Relaxed) {
            return Ok(End::Stopped);
        }
        let end = apply::run(&ApplyOptions {
            plan: plan.clone(),
            target: options.target.clone(),
            capture: options.capture,
            stop: options.stop,
            observer: options.observer,
            translator: options.translator,
            fault: options.fault,
            until: options.until,
        })?;
        match end {
            End::Tables => {}
            End::AtFence | End::Stopped => return Ok(end),
        }
    }
}

/// The beginning behind which changes are complete.
fn position(options: &MigrateOptions<'_>) -> Result<(u64, Position), Error> {
    let mut told = false;
    loop {
        match (options.start)()? {
            Start::At { snapshot, position } => return Ok((snapshot, position)),
            Start::Wait { transactions } => {
                if !std::mem::replace(&mut told, true) {
                    options.observer.event(&Event::Note {
                        message: format!(
                            "waiting for transactions that are open and whose beginning the source does not tell: {}",
                            transactions.join(", ")
                        ),
                    });
                }
                if options.stop.load(Ordering::Relaxed) {
                    return Err(Error::Interrupted);
                }
                std::thread::sleep(WAIT);
            }
        }
    }
}

/// Makes the job: its position, and all tables to be loaded as of its snapshot.
fn begin(options: &MigrateOptions<'_>, client: &mut Client) -> Result<Job, Error> {
    let catalog = options.capture.catalog(&options.plan, None)?;
    let (snapshot, position) = position(options)?;
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
    Ok(job)
}

/// Tables that the plan has and the job has not are added; those that the plan no longer has are left alone from here on.
fn follow_plan(options: &MigrateOptions<'_>, client: &mut Client, job: &Job) -> Result<(), Error> {
    let known = state::tables(client, job.id)?;
    let tell = |table: &str, state: &str| {
        options.observer.event(&Event::Table {
            table: table.to_owned(),
            state: state.to_owned(),
            message: None,
        });
    };
    let of_plan: BTreeSet<&str> = options
        .plan
        .tables
        .iter()
        .map(|table| table.source.as_str())
        .collect();
    for table in &known {
        let is_wanted = of_plan.contains(table.source.as_str()) && table.wanted != "remove";
        if table.state != "removed" && !is_wanted {
            state::put_table(client, job.id, &table.source, &table.target, "removed", None)?;
            state::event(client, job.id, "info", &format!("{} is removed", table.source))?;
            tell(&table.source, "removed");
        }
    }
    for table in &options.plan.tables {
        let found = known.iter().find(|known| known.source == table.source);
        let is_new = found.is_none_or(|found| {
            found.state == "pending" || found.wanted == "copy" && found.state != "loading"
        });
        if is_new {
            state::put_table(client, job.id, &table.source, &table.target, "pending", None)?;
            tell(&table.source, "pending");
        }
    }
    Ok(())
}

/// Loads tables that are not loaded: those of the beginning as of the job's snapshot, others as of now.
fn load_tables(options: &MigrateOptions<'_>, client: &mut Client, job: &Job) -> Result<(), Error> {
    let tables = state::tables(client, job.id)?;
    if tables.iter().any(|table| table.state == "pending") {
        let known = state::job(client, &job.name)?.and_then(|job| job.catalog);
        if let Some(catalog) = options.capture.catalog(&options.plan, known.as_deref())? {
            state::put_catalog(client, job.id, &catalog)?;
        }
        // Nothing is applied meanwhile, so the position lies before the new snapshot.
        let position = position_of_its_own(options, client, job)?;
        for table in tables.iter().filter(|table| table.state == "pending") {
            let number = options
                .plan
                .tables
                .iter()
                .position(|of_plan| of_plan.source == table.source);
            let Some(number) = number else { continue };
            let columns = options.capture.columns(&options.plan, number)?;
            // A definition that is not applied yet, or never was: the others need not wait for somebody to look at it.
            if let Err(Error::Usage(message)) = apply::fits(&options.plan, number, &columns, client) {
                state::stop_table(client, job.id, &table.source, &message, DOES_NOT_FIT)?;
                options.observer.event(&Event::Table {
                    table: table.source.clone(),
                    state: "stopped".to_owned(),
                    message: Some(message),
                });
                continue;
            }
            let mut transaction = client.transaction().map_err(failed("adding a table"))?;
            state::put_table(
                &mut transaction,
                job.id,
                &table.source,
                &table.target,
                "loading",
                Some(&position),
            )?;
            state::put_columns(&mut transaction, job.id, &table.source, &columns)?;
            transaction.commit().map_err(failed("adding a table"))?;
        }
    }
    let tables = state::tables(client, job.id)?;
    let scns: BTreeSet<u64> = tables
        .iter()
        .filter(|table| table.state == "loading")
        .filter_map(|table| table.from.as_ref().map(|from| from.commit_scn))
        .collect();
    for scn in scns {
        let of_scn: Vec<&JobTable> = tables
            .iter()
            .filter(|table| table.state == "loading")
            .filter(|table| table.from.as_ref().is_some_and(|from| from.commit_scn == scn))
            .collect();
        load_at(options, client, job, scn - 1, &of_scn)?;
    }
    Ok(())
}

/// A position behind the snapshots of all loads so far, by which a load is known: what is added would be taken for a part of
/// another. The SCN of a database goes on by itself every few seconds.
fn position_of_its_own(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
) -> Result<Position, Error> {
    loop {
        let (_, position) = position(options)?;
        let scn = position.commit_scn;
        let is_taken = |table: &JobTable| table.from.as_ref().is_some_and(|from| from.commit_scn == scn);
        let tables = state::tables(client, job.id)?;
        if !tables.iter().any(is_taken) && !has_load(client, &job.name, scn - 1)? {
            return Ok(position);
        }
        if options.stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        std::thread::sleep(WAIT);
    }
}

/// Loads some tables as of an SCN, and lets their changes be applied from it on.
fn load_at(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
    scn: u64,
    tables: &[&JobTable],
) -> Result<(), Error> {
    let is_first = job.snapshot_scn == Some(scn);
    let mut plan = Plan::clone(&options.plan);
    plan.source.scn = Some(scn);
    plan.tables
        .retain(|table| tables.iter().any(|loading| loading.source == table.source));
    if !is_first {
        plan.name = format!("{}@{scn}", plan.name);
        plan.sequences.clear();
        for table in &mut plan.tables {
            table.existing = Some(Existing::Truncate);
        }
    }
    let (rejected, failures) = match finished_load(client, &plan.name, scn)? {
        Some(rejected) => (rejected, Vec::new()),
        None => {
            let summary = load(&LoadOptions {
                source: options.source.clone(),
                target: options.target.clone(),
                plan: Arc::new(plan),
                restart: false,
                stop: options.stop,
                observer: options.load_observer,
            })?;
            let failures = if summary.is_finished {
                Vec::new()
            } else {
                summary.failures
            };
            (summary.rejected, failures)
        }
    };
    if !failures.is_empty() {
        return Err(Error::Stopped(format!(
            "the load is not finished: {}; the same command goes on with it",
            failures.join("; ")
        )));
    }
    if rejected > 0 && options.plan.replication.conflicts == OnConflict::Stop {
        return Err(Error::Stopped(format!(
            "{rejected} rows are in plconv.quarantine and not in the target, so changes of them could not be applied: let the \
             plan's policies take them and begin anew, or set replication.conflicts = \"log\""
        )));
    }
    let mut transaction = client.transaction().map_err(failed("ending the load"))?;
    for table in tables {
        transaction
            .execute(
                "UPDATE plconv.replication_table SET state = 'applying', updated_at = now() WHERE job_id = $1 AND source = $2",
                &[&job.id, &table.source],
            )
            .map_err(failed("ending the load"))?;
        options.observer.event(&Event::Table {
            table: table.source.clone(),
            state: "applying".to_owned(),
            message: None,
        });
    }
    transaction.commit().map_err(failed("ending the load"))
}

/// Whether a load of the job as of an SCN has begun, whatever became of it.
fn has_load(client: &mut Client, name: &str, scn: u64) -> Result<bool, Error> {
    let failed = failed("looking for a load");
    let exists: bool = client
        .query_one("SELECT to_regclass('plconv.run') IS NOT NULL", &[])
        .map_err(&failed)?
        .get(0);
    if !exists {
        return Ok(false);
    }
    let row = client.query_one(
        "SELECT EXISTS (SELECT FROM plconv.run WHERE scn = $2::text::numeric AND name IN ($1, $1 || '@' || $2::text))",
        &[&name, &scn.to_string()],
    );
    Ok(row.map_err(&failed)?.get(0))
}

/// How many rows were rejected by a load of a name and an SCN that has finished, when there was one.
fn finished_load(client: &mut Client, name: &str, scn: u64) -> Result<Option<u64>, Error> {
    let failed = failed("looking for the load");
    let exists: bool = client
        .query_one("SELECT to_regclass('plconv.run') IS NOT NULL", &[])
        .map_err(&failed)?
        .get(0);
    if !exists {
        return Ok(None);
    }
    let row = client
        .query_opt(
            "SELECT (SELECT coalesce(sum(c.rejected), 0)::bigint FROM plconv.chunk c WHERE c.run_id = r.run_id)
               FROM plconv.run r WHERE r.name = $1 AND r.scn = $2::text::numeric AND r.state = 'finished'
              ORDER BY r.run_id DESC LIMIT 1",
            &[&name, &scn.to_string()],
        )
        .map_err(&failed)?;
    Ok(row.map(|row| row.get::<_, i64>(0) as u64))
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
