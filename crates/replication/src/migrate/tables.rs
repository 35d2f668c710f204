//! The tables of a job: which there are, and their rows.

use super::plan::definition;
use super::{MigrateOptions, WAIT, position};
use crate::apply::{self, Event};
use crate::change::Position;
use crate::state::{self, Job, JobTable, failed};
use plconv_mover::error::Error;
use plconv_mover::load::{LoadOptions, RunSummary, leave_out, load, open_runs, plan_of_open_run};
use plconv_mover::plan::{Existing, OnConflict, Plan, TablePlan};
use plconv_mover::target;
use postgres::Client;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often it is looked whether a load is to end before its time.
const LOOK: Duration = Duration::from_millis(200);

const DOES_NOT_FIT: &str = "mend that, or take the table out of the plan. Then copy it: UPDATE plconv.replication_table SET \
                            wanted = 'copy'";

const HAS_ROWS: &str = "empty the table of the target and say the same, or have its rows replaced by the source's: UPDATE \
                        plconv.replication_table SET wanted = 'copy'";

/// What is to become of a table of the plan.
enum Turn {
    /// Nothing else.
    Stays,
    /// It is new here: what its target holds is not from here.
    Comes,
    /// Its rows take the place of those that are there.
    Copied,
}

fn tell(options: &MigrateOptions<'_>, table: &str, state: &str, message: Option<String>) {
    options.observer.event(&Event::Table {
        table: table.to_owned(),
        state: state.to_owned(),
        message,
    });
}

/// Tables that the plan has and the job has not are added; those that the plan no longer has, or that nobody wants, are left
/// alone from here on.
pub(super) fn follow_plan(options: &MigrateOptions<'_>, client: &mut Client, job: &Job) -> Result<(), Error> {
    let known = state::tables(client, job.id)?;
    for table in &known {
        let is_in_plan = options
            .plan
            .tables
            .iter()
            .any(|of_plan| of_plan.source == table.source);
        if table.state == "removed" {
            if !is_in_plan {
                not_in_plan(options, client, job, table)?;
            }
        } else if !is_in_plan || table.wanted == "remove" {
            remove(options, client, job, table, is_in_plan)?;
        }
    }
    for table in &options.plan.tables {
        let found = known.iter().find(|known| known.source == table.source);
        match turn(found) {
            Turn::Stays => {}
            Turn::Comes if has_rows(options, client, table)? => {
                let message = format!("{} has rows already", table.target);
                let mut transaction = client.transaction().map_err(failed("adding a table"))?;
                state::put_table(
                    &mut transaction,
                    job.id,
                    &table.source,
                    &table.target,
                    "stopped",
                    None,
                )?;
                state::stop_table(&mut transaction, job.id, &table.source, &message, HAS_ROWS)?;
                transaction.commit().map_err(failed("adding a table"))?;
                tell(
                    options,
                    &table.source,
                    "stopped",
                    Some(format!("{message}; {HAS_ROWS}")),
                );
            }
            Turn::Comes | Turn::Copied => {
                state::put_table(client, job.id, &table.source, &table.target, "pending", None)?;
                tell(options, &table.source, "pending", None);
            }
        }
        // A job of a program that did not save it.
        if found.is_some_and(|found| found.definition.is_none()) {
            state::put_definition(client, job.id, &table.source, &definition(&options.plan, table))?;
        }
    }
    Ok(())
}

fn turn(found: Option<&JobTable>) -> Turn {
    let Some(found) = found else { return Turn::Comes };
    match (found.state.as_str(), found.wanted.as_str()) {
        ("loading", _) | ("removed", "remove") => Turn::Stays,
        ("pending", _) | (_, "copy") => Turn::Copied,
        ("removed", _) if found.left_plan => Turn::Comes,
        _ => Turn::Stays,
    }
}

/// A table that is removed already, and that the plan has no longer either.
fn not_in_plan(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
    table: &JobTable,
) -> Result<(), Error> {
    if table.wanted == "copy" {
        options.observer.event(&Event::Note {
            message: format!("{} is not in the plan, so it is not copied", table.source),
        });
    }
    if table.wanted == "copy" || !table.left_plan {
        state::leave_plan(client, job.id, &table.source)?;
    }
    Ok(())
}

fn remove(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
    table: &JobTable,
    is_in_plan: bool,
) -> Result<(), Error> {
    let mut transaction = client.transaction().map_err(failed("removing a table"))?;
    if table.state == "loading"
        && let Some(from) = &table.from
    {
        let scn = from.commit_scn.saturating_sub(1);
        leave_out(&mut transaction, &load_name(job, scn), &table.source)?;
    }
    state::put_table(
        &mut transaction,
        job.id,
        &table.source,
        &table.target,
        "removed",
        None,
    )?;
    if !is_in_plan {
        state::leave_plan(&mut transaction, job.id, &table.source)?;
    }
    state::event(
        &mut transaction,
        job.id,
        "info",
        &format!("{} is removed", table.source),
    )?;
    transaction.commit().map_err(failed("removing a table"))?;
    tell(options, &table.source, "removed", None);
    Ok(())
}

/// Whether rows that nobody has said anything about are where a table is to go.
fn has_rows(options: &MigrateOptions<'_>, client: &mut Client, table: &TablePlan) -> Result<bool, Error> {
    if table.existing.unwrap_or(options.plan.load.existing) == Existing::Truncate {
        return Ok(false);
    }
    match target::table(client, &table.target) {
        Ok(table) => Ok(table.has_rows),
        Err(error) if error.is_transient() => Err(error),
        // It is told when its columns are looked at.
        Err(_) => Ok(false),
    }
}

/// Loads tables that are not loaded: those of the beginning as of the job's snapshot, others as of now. `false` when another plan
/// has come meanwhile, or somebody wants it to stop.
pub(super) fn load_tables(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
) -> Result<bool, Error> {
    let tables = state::tables(client, job.id)?;
    let pending: Vec<&JobTable> = tables.iter().filter(|table| table.state == "pending").collect();
    if !pending.is_empty() && !begin_loads(options, client, job, &pending)? {
        return Ok(false);
    }
    let tables = state::tables(client, job.id)?;
    let loading = || tables.iter().filter(|table| table.state == "loading");
    let scns: BTreeSet<u64> = loading()
        .filter_map(|table| table.from.as_ref().map(|from| from.commit_scn))
        .collect();
    for scn in scns {
        let of_scn: Vec<&JobTable> = loading()
            .filter(|table| table.from.as_ref().is_some_and(|from| from.commit_scn == scn))
            .collect();
        if !load_at(options, client, job, scn - 1, &of_scn)? {
            return Ok(false);
        }
    }
    end_empty_loads(options, client, job)
}

/// Ends loads whose tables were all removed meanwhile, so that indexes and keys come back. `false` when it was interrupted.
fn end_empty_loads(options: &MigrateOptions<'_>, client: &mut Client, job: &Job) -> Result<bool, Error> {
    for (name, scn) in open_runs(client, &job.name)? {
        if name != load_name(job, scn) {
            continue;
        }
        let named = Plan {
            name,
            ..Plan::clone(&options.plan)
        };
        let Some(plan) = plan_of_open_run(client, &named)? else {
            continue;
        };
        let Some(summary) = interruptible(options, plan)? else {
            return Ok(false);
        };
        if !summary.is_finished {
            options.observer.event(&Event::Note {
                message: format!(
                    "what was set aside for a load that was given up is not all back: {}",
                    summary.failures.join("; ")
                ),
            });
        }
    }
    Ok(true)
}

/// Gives tables the SCN that they are loaded at. One that cannot be loaded is stopped: the others need not wait for somebody to
/// look at it.
fn begin_loads(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
    pending: &[&JobTable],
) -> Result<bool, Error> {
    let mut fitting = Vec::new();
    for table in pending {
        let of_plan = |of_plan: &TablePlan| of_plan.source == table.source;
        let Some(number) = options.plan.tables.iter().position(of_plan) else {
            continue;
        };
        let columns = options
            .capture
            .columns(&options.plan, number)
            .and_then(|columns| {
                apply::fits(&options.plan, number, &columns, client)?;
                Ok(columns)
            });
        match columns {
            Ok(columns) => fitting.push((number, columns)),
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => {
                let advice = error.advice().unwrap_or(DOES_NOT_FIT);
                state::stop_table(client, job.id, &table.source, &error.to_string(), advice)?;
                tell(
                    options,
                    &table.source,
                    "stopped",
                    Some(format!("{error}; {advice}")),
                );
            }
        }
    }
    if fitting.is_empty() {
        return Ok(true);
    }
    let mut of_these = Plan::clone(&options.plan);
    of_these.tables = fitting
        .iter()
        .filter_map(|(number, _)| options.plan.tables.get(*number).cloned())
        .collect();
    let known = state::job(client, &job.name)?.and_then(|job| job.catalog);
    if let Some(catalog) = options.capture.catalog(&of_these, known.as_deref())? {
        state::put_catalog(client, job.id, &catalog)?;
    }
    // Nothing is applied meanwhile, so the position lies before the new snapshot.
    let Some(position) = position_of_its_own(options, client, job)? else {
        return Ok(false);
    };
    // What is open now may have changed these tables behind the place where the log is read from for the others.
    state::reach_back(client, job.id, position.low_scn)?;
    for (table, (_, columns)) in of_these.tables.iter().zip(&fitting) {
        let mut transaction = client.transaction().map_err(failed("adding a table"))?;
        let (source, target) = (&table.source, &table.target);
        state::put_table(
            &mut transaction,
            job.id,
            source,
            target,
            "loading",
            Some(&position),
        )?;
        state::put_columns(&mut transaction, job.id, source, columns)?;
        state::put_definition(&mut transaction, job.id, source, &definition(&of_these, table))?;
        transaction.commit().map_err(failed("adding a table"))?;
        tell(options, source, "loading", None);
    }
    Ok(true)
}

/// A position behind the snapshots of all loads so far, by which a load is known: what is added would be taken for a part of
/// another. The SCN of a database goes on by itself every few seconds. `None` when another plan has come, or somebody wants to
/// stop.
fn position_of_its_own(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
) -> Result<Option<Position>, Error> {
    let mut told = false;
    loop {
        let Some((_, position)) = position(options)? else {
            return Ok(None);
        };
        let scn = position.commit_scn;
        let is_taken = |table: &JobTable| table.from.as_ref().is_some_and(|from| from.commit_scn == scn);
        let tables = state::tables(client, job.id)?;
        if !tables.iter().any(is_taken) && !has_load(client, &job.name, scn - 1)? {
            return Ok(Some(position));
        }
        if !std::mem::replace(&mut told, true) {
            options.observer.event(&Event::Note {
                message: format!(
                    "waiting for the source to go on behind SCN {}, as of which tables were loaded",
                    scn - 1
                ),
            });
        }
        if options.newer.has_come() || !apply::pause(options.stop, WAIT) {
            return Ok(None);
        }
    }
}

/// What the load of a job as of an SCN is called.
fn load_name(job: &Job, scn: u64) -> String {
    match job.snapshot_scn == Some(scn) {
        true => job.name.clone(),
        false => format!("{}@{scn}", job.name),
    }
}

/// Loads some tables as of an SCN, and lets their changes be applied from it on. `false` when it was interrupted.
fn load_at(
    options: &MigrateOptions<'_>,
    client: &mut Client,
    job: &Job,
    scn: u64,
    tables: &[&JobTable],
) -> Result<bool, Error> {
    let mut plan = Plan::clone(&options.plan);
    plan.name = load_name(job, scn);
    plan.source.scn = Some(scn);
    if job.snapshot_scn != Some(scn) {
        plan.sequences.clear();
        for table in &mut plan.tables {
            table.existing = Some(Existing::Truncate);
        }
    }
    plan.tables
        .retain(|table| tables.iter().any(|loading| loading.source == table.source));
    // What has begun goes on as it began, whatever the plan says by now; a load that is not of this job is refused.
    if let Some(begun) = plan_of_open_run(client, &plan)?.filter(|begun| begun.source.scn == Some(scn)) {
        plan = begun;
    }
    let (rejected, failures) = match finished_load(client, &plan.name, scn)? {
        Some(rejected) => (rejected, Vec::new()),
        None => match interruptible(options, plan)? {
            Some(summary) if summary.is_finished => (summary.rejected, Vec::new()),
            Some(summary) => (summary.rejected, summary.failures),
            None => return Ok(false),
        },
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
    }
    transaction.commit().map_err(failed("ending the load"))?;
    for table in tables {
        tell(options, &table.source, "applying", None);
    }
    Ok(true)
}

/// Loads until it is done, somebody wants to stop, or another plan has come; `None` in the last two cases.
fn interruptible(options: &MigrateOptions<'_>, plan: Plan) -> Result<Option<RunSummary>, Error> {
    let stop = AtomicBool::new(false);
    let is_over = AtomicBool::new(false);
    let result = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            while !is_over.load(Ordering::SeqCst) {
                if options.stop.load(Ordering::Relaxed) || options.newer.has_come() {
                    stop.store(true, Ordering::SeqCst);
                    return;
                }
                std::thread::park_timeout(LOOK);
            }
        });
        let result = load(&LoadOptions {
            source: options.source.clone(),
            target: options.target.clone(),
            plan: Arc::new(plan),
            restart: false,
            stop: &stop,
            observer: options.load_observer,
        });
        is_over.store(true, Ordering::SeqCst);
        watcher.thread().unpark();
        result
    });
    match result {
        Err(Error::Interrupted) if stop.load(Ordering::SeqCst) => {
            if !options.stop.load(Ordering::Relaxed) {
                options.observer.event(&Event::Note {
                    message: "the plan has changed: the load is interrupted to look at it".to_owned(),
                });
            }
            Ok(None)
        }
        result => result.map(Some),
    }
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
