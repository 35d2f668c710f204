//! What comes after the rows: keys, indexes, foreign keys, triggers, sequences, statistics. Workers share it stage by stage.

use super::Shared;
use super::retry::{Backoff, pause};
use super::run::{self, failed};
use crate::error::Error;
use crate::events::Event;
use postgres::Client;
use std::time::{Duration, Instant};

/// The order of what is done; tasks of one stage run in parallel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Primary keys, unique constraints, exclusion constraints.
    Keys = 10,
    /// Other indexes.
    Indexes = 20,
    /// Foreign keys, not yet checked.
    ForeignKeys = 30,
    /// Their check.
    Validation = 40,
    /// Triggers.
    Triggers = 50,
    /// Sequences and identities.
    Sequences = 60,
    /// Statistics.
    Statistics = 70,
}

/// Something to do after the rows.
#[derive(Clone, Debug)]
pub struct Task {
    /// When.
    pub stage: Stage,
    /// What it is, for people.
    pub what: String,
    /// The statement.
    pub statement: String,
}

/// Does tasks until none is left.
pub fn work(shared: &Shared<'_>) -> Result<(), Error> {
    let mut client = None;
    let mut backoff = Backoff::new(Duration::from_secs(shared.options.plan.load.retry_seconds));
    loop {
        if !shared.wait_while_paused() {
            return Err(Error::Interrupted);
        }
        let result = match &mut client {
            Some(client) => step(shared, client),
            None => match shared.options.target.connect() {
                Ok(connection) => {
                    client = Some(connection);
                    continue;
                }
                Err(error) => Err(error),
            },
        };
        let error = match result {
            Ok(true) => {
                backoff.reset();
                continue;
            }
            Ok(false) => return Ok(()),
            Err(error) => error,
        };
        let wait = if error.is_transient() {
            backoff.wait()
        } else {
            None
        };
        let Some(wait) = wait else { return Err(error) };
        shared.event(&Event::Retry {
            what: "finishing".to_owned(),
            message: error.to_string(),
            wait_milliseconds: wait.as_millis() as u64,
        });
        client = None;
        if !pause(shared.options, wait) {
            return Err(Error::Interrupted);
        }
    }
}

/// The first stage that is not done, but only when all rows are there.
const NEXT_STAGE: &str = "
    SELECT min(stage) FROM plconv.task
     WHERE run_id = $1 AND state = 'pending'
       AND NOT EXISTS (SELECT FROM plconv.chunk c WHERE c.run_id = $1 AND c.state <> 'done')";

/// One task; `false` when none is left.
fn step(shared: &Shared<'_>, client: &mut Client) -> Result<bool, Error> {
    let run = shared.run.id;
    let failed = failed("finishing");
    let wanted = run::wanted(client, run)?;
    shared.obey(&wanted);
    if wanted != "run" {
        return Ok(true);
    }
    let stage: Option<i32> = client.query_one(NEXT_STAGE, &[&run]).map_err(&failed)?.get(0);
    let Some(stage) = stage else { return Ok(false) };
    let mut transaction = client.transaction().map_err(&failed)?;
    let row = transaction
        .query_opt(
            "SELECT task_no, what, statement FROM plconv.task
              WHERE run_id = $1 AND stage = $2 AND state = 'pending' ORDER BY task_no LIMIT 1 FOR UPDATE SKIP LOCKED",
            &[&run, &stage],
        )
        .map_err(&failed)?;
    let Some(row) = row else {
        // Others are at the last tasks of this stage; the next one begins when they are done.
        transaction
            .query_opt(
                "SELECT FROM plconv.task WHERE run_id = $1 AND stage = $2 AND state = 'pending' LIMIT 1 FOR UPDATE",
                &[&run, &stage],
            )
            .map_err(&failed)?;
        transaction.rollback().map_err(&failed)?;
        return Ok(true);
    };
    let (number, what, statement): (i32, String, String) = (row.get(0), row.get(1), row.get(2));
    let started = Instant::now();
    let mut savepoint = transaction.savepoint("plconv_task").map_err(&failed)?;
    let result = savepoint.batch_execute(&statement);
    let milliseconds = started.elapsed().as_millis() as u64;
    let error = match result {
        Ok(()) => {
            savepoint.commit().map_err(&failed)?;
            None
        }
        Err(error) => {
            let error = Error::target(what.clone(), &error);
            if error.is_transient() {
                return Err(error);
            }
            savepoint.rollback().map_err(&failed)?;
            Some(error)
        }
    };
    let text = error.as_ref().map(ToString::to_string);
    let state = if error.is_some() { "failed" } else { "done" };
    transaction
        .execute(
            "UPDATE plconv.task SET state = $3, milliseconds = $4, error = $5 WHERE run_id = $1 AND task_no = $2",
            &[&run, &number, &state, &(milliseconds as i64), &text],
        )
        .map_err(&failed)?;
    transaction.commit().map_err(&failed)?;
    shared.event(&match error {
        None => Event::TaskDone { what, milliseconds },
        Some(error) => Event::Failed {
            what,
            message: error.to_string(),
            advice: error.advice().map(str::to_owned),
        },
    });
    Ok(true)
}
