//! The state tables in the target: how far a job is, and what is wanted of it.

use crate::change::{Position, TransactionId};
use plconv_catalog::DataType;
use plconv_mover::error::Error;
use plconv_mover::plan::{Plan, TablePlan};
use plconv_mover::source::SourceColumn;
use postgres::{Client, GenericClient, Statement, ToStatement};
use std::collections::BTreeSet;
use std::time::SystemTime;

const STATE: &str = include_str!("state.sql");

/// Locks of a job begin with this number.
const LOCK: i32 = 0x706C_6372;

/// The same, of fences: who has it may hold the process that applies.
const FENCE_LOCK: i32 = LOCK + 1;

/// The fence that counts. That of a process which was killed counts no longer, so that it holds nobody up.
const FENCE: &str = "coalesce(CASE WHEN EXISTS (
        SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
         WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
           AND l.classid = 1886151539 AND l.objid::bigint = job_id AND l.objsubid = 2) THEN held_scn END, fence_scn)::text";

/// An error of PostgreSQL while something was done.
pub fn failed(what: impl Into<String>) -> impl Fn(postgres::Error) -> Error {
    let what = what.into();
    move |error| Error::target(what.clone(), &error)
}

/// A job, as its row says.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// `loading`, `applying`, `stopped`, `cut-over` or `failing-back`.
    pub state: String,
    /// How far it is.
    pub position: Position,
    /// Counts its commits.
    pub epoch: i64,
    /// The snapshot of its first load.
    pub snapshot_scn: Option<u64>,
    /// Apply nothing that commits above it.
    pub fence_scn: Option<u64>,
    /// What the source knows of its tables.
    pub catalog: Option<String>,
}

/// A table of a job, as its row says.
#[derive(Clone, Debug, PartialEq)]
pub struct JobTable {
    /// Its name in the source, as in the plan.
    pub source: String,
    /// Its name in the target.
    pub target: String,
    /// Its name in the plan, where the source has renamed it since; empty for one that was created since.
    pub plan_source: Option<String>,
    /// `pending`, `loading`, `applying`, `stopped` or `removed`.
    pub state: String,
    /// `run`, `copy` or `remove`.
    pub wanted: String,
    /// Transactions up to here are in the target for this table.
    pub from: Option<Position>,
    /// Changes of transactions up to here may be in its rows already.
    pub settled_scn: Option<u64>,
    /// Its columns, as they were when its definition last changed.
    pub columns: Option<Vec<SourceColumn>>,
    /// What the plan said of its rows when they were copied, as JSON.
    pub definition: Option<String>,
    /// It is removed since the plan had it no longer, and comes again with the plan.
    pub left_plan: bool,
}

/// What a committed group adds to the counts of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows inserted.
    pub inserts: u64,
    /// Rows updated.
    pub updates: u64,
    /// Rows deleted.
    pub deletes: u64,
    /// Times that all rows went.
    pub truncates: u64,
    /// Changes that met no row they could be made to.
    pub conflicts: u64,
}

impl Counts {
    /// All rows.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.inserts + self.updates + self.deletes + self.truncates
    }

    /// Adds others.
    pub fn add(&mut self, other: &Counts) {
        self.inserts += other.inserts;
        self.updates += other.updates;
        self.deletes += other.deletes;
        self.truncates += other.truncates;
        self.conflicts += other.conflicts;
    }
}

/// Creates the state tables where they are missing.
///
/// # Errors
/// What PostgreSQL says.
pub fn create(client: &mut Client) -> Result<(), Error> {
    let failed = failed("creating the state tables in schema plconv");
    let mut transaction = client.transaction().map_err(&failed)?;
    // IF NOT EXISTS does not help against another process that creates the same at the same moment.
    transaction
        .execute("SELECT pg_advisory_xact_lock($1, 0)", &[&LOCK])
        .map_err(&failed)?;
    transaction.batch_execute(STATE).map_err(&failed)?;
    transaction.commit().map_err(&failed)
}

/// Takes the job for this session. The session of a process that was killed may take some time to end.
///
/// # Errors
/// When another process has it, or what PostgreSQL says.
pub fn lock(client: &mut Client, job: i64) -> Result<(), Error> {
    wait_for(
        client,
        LOCK,
        job,
        "another process applies this job: only one may",
    )
}

/// Takes the fence of a job for as long as this session lasts.
///
/// # Errors
/// When another process has it, or what PostgreSQL says.
pub fn lock_fence(client: &mut Client, job: i64) -> Result<(), Error> {
    wait_for(
        client,
        FENCE_LOCK,
        job,
        "another `plconv cutover` or `plconv drift` of this job is at work: only one may be",
    )
}

fn wait_for(client: &mut Client, lock: i32, job: i64, taken: &str) -> Result<(), Error> {
    let failed = failed("taking the job");
    client
        .batch_execute("SET lock_timeout = '10s'")
        .map_err(&failed)?;
    let job = i32::try_from(job).unwrap_or(i32::MAX);
    let locked = client.execute("SELECT pg_advisory_lock($1, $2)", &[&lock, &job]);
    match locked {
        Ok(_) => {}
        Err(error)
            if error
                .code()
                .is_some_and(|code| *code == postgres::error::SqlState::LOCK_NOT_AVAILABLE) =>
        {
            return Err(Error::Stopped(taken.to_owned()));
        }
        Err(error) => return Err(failed(error)),
    }
    client.batch_execute("RESET lock_timeout").map_err(failed)
}

/// Sets the fence of the session that has taken it, or lifts it.
///
/// # Errors
/// What PostgreSQL says.
pub fn hold_at(client: &mut impl GenericClient, job: i64, scn: Option<u64>) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication SET held_scn = $2::text::numeric WHERE job_id = $1",
            &[&job, &scn.map(scn_text)],
        )
        .map_err(failed("setting the fence"))?;
    Ok(())
}

/// The fence that the process of a job obeys.
///
/// # Errors
/// What PostgreSQL says.
pub fn fence_seen(client: &mut impl GenericClient, job: i64) -> Result<Option<u64>, Error> {
    let row = client.query_one(
        "SELECT fence_seen::text FROM plconv.replication WHERE job_id = $1",
        &[&job],
    );
    Ok(number(row.map_err(failed("looking at the fence"))?.get(0)))
}

/// Takes the job for this session if nobody has it.
///
/// # Errors
/// What PostgreSQL says.
pub fn try_lock(client: &mut Client, job: i64) -> Result<bool, Error> {
    let job = i32::try_from(job).unwrap_or(i32::MAX);
    let row = client.query_one("SELECT pg_try_advisory_lock($1, $2)", &[&LOCK, &job]);
    Ok(row.map_err(failed("taking the job"))?.get(0))
}

/// Gives the job away again.
///
/// # Errors
/// What PostgreSQL says.
pub fn unlock(client: &mut Client, job: i64) -> Result<(), Error> {
    let job = i32::try_from(job).unwrap_or(i32::MAX);
    client
        .execute("SELECT pg_advisory_unlock($1, $2)", &[&LOCK, &job])
        .map_err(failed("giving the job away"))?;
    Ok(())
}

fn number(text: Option<&str>) -> Option<u64> {
    text.and_then(|text| text.parse().ok())
}

/// An SCN as text, which PostgreSQL casts to numeric: 64 bits without a sign.
#[must_use]
pub fn scn_text(scn: u64) -> String {
    scn.to_string()
}

fn done_set(done: Vec<String>) -> BTreeSet<TransactionId> {
    done.into_iter().map(TransactionId).collect()
}

fn done_texts(position: &Position) -> Vec<&str> {
    position
        .done_at_commit_scn
        .iter()
        .map(|id| id.0.as_str())
        .collect()
}

/// The job of a name.
///
/// # Errors
/// What PostgreSQL says.
pub fn job(client: &mut impl GenericClient, name: &str) -> Result<Option<Job>, Error> {
    let row = client
        .query_opt(
            &format!(
                "SELECT job_id, state, low_scn::text, commit_scn::text, done, epoch, snapshot_scn::text, {FENCE}, catalog
                   FROM plconv.replication WHERE name = $1"
            ),
            &[&name],
        )
        .map_err(failed("looking for the job"))?;
    Ok(row.map(|row| Job {
        id: row.get(0),
        name: name.to_owned(),
        state: row.get(1),
        position: Position {
            low_scn: number(row.get(2)).unwrap_or(0),
            commit_scn: number(row.get(3)).unwrap_or(0),
            done_at_commit_scn: done_set(row.get(4)),
        },
        epoch: row.get(5),
        snapshot_scn: number(row.get(6)),
        fence_scn: number(row.get(7)),
        catalog: row.get(8),
    }))
}

/// Makes a job that begins at a position; one of the same name must not exist.
///
/// # Errors
/// What PostgreSQL says.
pub fn create_job(
    client: &mut impl GenericClient,
    name: &str,
    position: &Position,
    snapshot_scn: Option<u64>,
) -> Result<Job, Error> {
    client
        .execute(
            "INSERT INTO plconv.replication (name, state, low_scn, commit_scn, done, snapshot_scn)
             VALUES ($1, 'loading', $2::text::numeric, $3::text::numeric, $4, $5::text::numeric)",
            &[
                &name,
                &scn_text(position.low_scn),
                &scn_text(position.commit_scn),
                &done_texts(position),
                &snapshot_scn.map(scn_text),
            ],
        )
        .map_err(failed("making the job"))?;
    job(client, name)?.ok_or_else(|| Error::Stopped("the job is gone again".to_owned()))
}

/// The tables of a job, by name.
///
/// # Errors
/// What PostgreSQL says.
pub fn tables(client: &mut impl GenericClient, job: i64) -> Result<Vec<JobTable>, Error> {
    let rows = client
        .query(
            "SELECT source, target, state, wanted, from_scn::text, from_done, settled_scn::text, columns::text, plan_source,
                    definition::text, left_plan
               FROM plconv.replication_table WHERE job_id = $1 ORDER BY source",
            &[&job],
        )
        .map_err(failed("looking at the job's tables"))?;
    Ok(rows
        .iter()
        .map(|row| JobTable {
            source: row.get(0),
            target: row.get(1),
            plan_source: row.get(8),
            state: row.get(2),
            wanted: row.get(3),
            from: number(row.get(4)).map(|scn| Position {
                low_scn: 0,
                commit_scn: scn,
                done_at_commit_scn: done_set(row.get(5)),
            }),
            settled_scn: number(row.get(6)),
            columns: row.get::<_, Option<&str>>(7).and_then(columns_of),
            definition: row.get(9),
            left_plan: row.get(10),
        })
        .collect())
}

/// The plan as the source is now: with tables that it has renamed or created since under their names.
///
/// # Errors
/// What PostgreSQL says.
pub fn plan_of_now(client: &mut impl GenericClient, job: i64, plan: &Plan) -> Result<Plan, Error> {
    let mut plan = plan.clone();
    for table in tables(client, job)? {
        let is_in_plan = plan.tables.iter().any(|known| known.source == table.source);
        match table.plan_source.as_deref() {
            None => {}
            Some("") if !is_in_plan && table.state != "removed" => plan.tables.push(TablePlan {
                source: table.source,
                target: table.target,
                ..TablePlan::default()
            }),
            Some(before) => {
                let renamed = plan.tables.iter_mut().find(|known| known.source == before);
                if let Some(renamed) = renamed.filter(|_| !is_in_plan) {
                    renamed.source = table.source;
                    renamed.target = table.target;
                }
            }
        }
    }
    Ok(plan)
}

/// Gives a table of a job other names. It keeps the place in the plan that it had.
///
/// # Errors
/// What PostgreSQL says.
pub fn rename_table(
    client: &mut impl GenericClient,
    job: i64,
    from: &str,
    (source, target): (&str, &str),
) -> Result<(), Error> {
    let failed = failed("renaming a table of the job");
    // One that had this name before is gone.
    client
        .execute(
            "DELETE FROM plconv.replication_table WHERE job_id = $1 AND source = $2 AND state = 'removed'",
            &[&job, &source],
        )
        .map_err(&failed)?;
    client
        .execute(
            "UPDATE plconv.replication_table
                SET source = $3, target = $4, plan_source = coalesce(plan_source, source), updated_at = now()
              WHERE job_id = $1 AND source = $2",
            &[&job, &from, &source, &target],
        )
        .map_err(&failed)?;
    Ok(())
}

/// A column as it is saved.
#[derive(serde::Serialize, serde::Deserialize)]
struct SavedColumn {
    name: String,
    /// Whether the log need not hold its values.
    large: bool,
    /// Its type, where the source knows it.
    #[serde(default, rename = "type")]
    data_type: Option<DataType>,
}

fn columns_of(json: &str) -> Option<Vec<SourceColumn>> {
    let saved: Vec<SavedColumn> = serde_json::from_str(json).ok()?;
    let columns = saved.into_iter().map(|column| SourceColumn {
        name: column.name,
        data_type: column
            .data_type
            .or_else(|| column.large.then_some(DataType::Clob)),
    });
    Some(columns.collect())
}

/// Saves the columns of a table in the source, as they are from here on.
///
/// # Errors
/// What PostgreSQL says.
pub fn put_columns(
    client: &mut impl GenericClient,
    job: i64,
    source: &str,
    columns: &[SourceColumn],
) -> Result<(), Error> {
    let saved: Vec<SavedColumn> = columns
        .iter()
        .map(|column| SavedColumn {
            name: column.name.clone(),
            large: is_large(column),
            data_type: column.data_type.clone(),
        })
        .collect();
    let json = serde_json::to_string(&saved).unwrap_or_else(|_| "[]".to_owned());
    client
        .execute(
            "UPDATE plconv.replication_table SET columns = $3::text::jsonb WHERE job_id = $1 AND source = $2",
            &[&job, &source, &json],
        )
        .map_err(failed("saving the columns of a table"))?;
    Ok(())
}

/// Whether the log need not hold the values of a column.
#[must_use]
pub fn is_large(column: &SourceColumn) -> bool {
    column.is_large()
}

/// Saves what the source knows of its tables.
///
/// # Errors
/// What PostgreSQL says.
pub fn put_catalog(client: &mut impl GenericClient, job: i64, catalog: &str) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication SET catalog = $2 WHERE job_id = $1",
            &[&job, &catalog],
        )
        .map_err(failed("saving what the source knows of its tables"))?;
    Ok(())
}

/// Adds a table, or changes its state; `from` says what its rows hold already.
///
/// # Errors
/// What PostgreSQL says.
pub fn put_table(
    client: &mut impl GenericClient,
    job: i64,
    source: &str,
    target: &str,
    state: &str,
    from: Option<&Position>,
) -> Result<(), Error> {
    client
        .execute(
            "INSERT INTO plconv.replication_table (job_id, source, target, state, from_scn, from_done)
             VALUES ($1, $2, $3, $4, $5::text::numeric, $6)
             ON CONFLICT (job_id, source) DO UPDATE
                SET target = EXCLUDED.target, state = EXCLUDED.state, from_scn = EXCLUDED.from_scn,
                    from_done = EXCLUDED.from_done, wanted = 'run', error = NULL, advice = NULL, settled_scn = NULL,
                    left_plan = false, updated_at = now()",
            &[
                &job,
                &source,
                &target,
                &state,
                &from.map(|from| scn_text(from.commit_scn)),
                &from.map(done_texts).unwrap_or_default(),
            ],
        )
        .map_err(failed("noting the state of a table"))?;
    Ok(())
}

/// Has the log read from an SCN on at least: transactions of tables that were not captured yet may have begun there.
///
/// # Errors
/// What PostgreSQL says.
pub fn reach_back(client: &mut impl GenericClient, job: i64, low_scn: u64) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication SET low_scn = least(low_scn, $2::text::numeric) WHERE job_id = $1",
            &[&job, &scn_text(low_scn)],
        )
        .map_err(failed("moving the beginning of the log"))?;
    Ok(())
}

/// Notes that a table is removed since the plan has it no longer.
///
/// # Errors
/// What PostgreSQL says.
pub fn leave_plan(client: &mut impl GenericClient, job: i64, source: &str) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication_table SET left_plan = true, wanted = 'run', updated_at = now()
              WHERE job_id = $1 AND source = $2",
            &[&job, &source],
        )
        .map_err(failed("removing a table"))?;
    Ok(())
}

/// Saves what the plan says of the rows of a table, as JSON.
///
/// # Errors
/// What PostgreSQL says.
pub fn put_definition(
    client: &mut impl GenericClient,
    job: i64,
    source: &str,
    definition: &str,
) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication_table SET definition = $3::text::jsonb WHERE job_id = $1 AND source = $2",
            &[&job, &source, &definition],
        )
        .map_err(failed("saving what the plan says of a table"))?;
    Ok(())
}

/// Marks a table whose copy is no longer right; its changes are skipped from here on.
///
/// # Errors
/// What PostgreSQL says.
pub fn stop_table(
    client: &mut impl GenericClient,
    job: i64,
    source: &str,
    error: &str,
    advice: &str,
) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication_table SET state = 'stopped', error = $3, advice = $4, updated_at = now()
              WHERE job_id = $1 AND source = $2",
            &[&job, &source, &error, &advice],
        )
        .map_err(failed("stopping a table"))?;
    event(client, job, "error", &format!("{source} is stopped: {error}"))
}

/// Notes what happened, for people.
///
/// # Errors
/// What PostgreSQL says.
pub fn event(client: &mut impl GenericClient, job: i64, level: &str, message: &str) -> Result<(), Error> {
    client
        .execute(
            "INSERT INTO plconv.replication_event (job_id, level, message) VALUES ($1, $2, $3)",
            &[&job, &level, &message],
        )
        .map_err(failed("noting what happened"))?;
    Ok(())
}

/// What a commit says about how far it is.
#[derive(Debug)]
pub struct Checkpoint<'a> {
    /// The job.
    pub job: i64,
    /// The commit before.
    pub epoch: i64,
    /// Where the source goes on.
    pub position: &'a Position,
    /// When the last of its transactions committed in the source.
    pub applied_at: Option<SystemTime>,
    /// Transactions in it.
    pub transactions: u64,
    /// Row changes in it.
    pub changes: u64,
}

/// Moves the position, in the transaction that has the changes.
///
/// # Errors
/// When another process has moved it, or what PostgreSQL says.
pub fn checkpoint(client: &mut impl GenericClient, at: &Checkpoint<'_>) -> Result<(), Error> {
    checkpoint_by(client, CHECKPOINT, at)
}

/// The statement of [`checkpoint`], to be prepared for [`checkpoint_by`].
pub(crate) const CHECKPOINT: &str = "
UPDATE plconv.replication
   SET low_scn = $3::text::numeric, commit_scn = $4::text::numeric, done = $5, epoch = epoch + 1,
       applied_at = coalesce($6, applied_at), transactions = transactions + $7, changes = changes + $8, updated_at = now()
 WHERE job_id = $1 AND epoch = $2";

/// The same by the statement when it is prepared.
pub(crate) fn checkpoint_by(
    client: &mut impl GenericClient,
    statement: &(impl ToStatement + ?Sized),
    at: &Checkpoint<'_>,
) -> Result<(), Error> {
    let moved = client
        .execute(
            statement,
            &[
                &at.job,
                &at.epoch,
                &scn_text(at.position.low_scn),
                &scn_text(at.position.commit_scn),
                &done_texts(at.position),
                &at.applied_at,
                &(at.transactions as i64),
                &(at.changes as i64),
            ],
        )
        .map_err(failed("saving the position"))?;
    if moved == 1 {
        return Ok(());
    }
    Err(Error::Stopped(
        "another process has moved the position of this job: only one may apply it".to_owned(),
    ))
}

/// The statement of [`count`].
pub(crate) const COUNT: &str = "
UPDATE plconv.replication_table
   SET inserts = inserts + $3, updates = updates + $4, deletes = deletes + $5, truncates = truncates + $6,
       conflicts = conflicts + $7, updated_at = now()
 WHERE job_id = $1 AND source = $2";

/// Adds to the counts of a table, by [`COUNT`] when it is prepared.
pub(crate) fn count(
    client: &mut impl GenericClient,
    statement: &Statement,
    job: i64,
    source: &str,
    counts: &Counts,
) -> Result<(), Error> {
    client
        .execute(
            statement,
            &[
                &job,
                &source,
                &(counts.inserts as i64),
                &(counts.updates as i64),
                &(counts.deletes as i64),
                &(counts.truncates as i64),
                &(counts.conflicts as i64),
            ],
        )
        .map_err(failed("counting changes"))?;
    Ok(())
}

/// What a running job tells besides its checkpoints.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Where the source stands.
    pub source_scn: Option<u64>,
    /// What time it is there.
    pub source_at: Option<SystemTime>,
    /// How far the target is behind.
    pub lag_seconds: Option<f64>,
    /// Changes that were read and are not applied.
    pub pending_changes: u64,
    /// The fence that is obeyed.
    pub fence_seen: Option<u64>,
}

/// A fence that lies before everything: nothing is applied, until there is another one.
pub const HOLD: u64 = 0;

/// What is wanted of a running job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// `run`, `pause` or `stop`.
    pub wanted: String,
    /// Apply nothing that commits above it.
    pub fence_scn: Option<u64>,
    /// Whether tables are to be copied, added or removed.
    pub tables: bool,
}

/// Tells how a job is doing, and asks what is wanted of it.
///
/// # Errors
/// What PostgreSQL says.
pub fn progress(client: &mut impl GenericClient, job: i64, progress: &Progress) -> Result<Wanted, Error> {
    client
        .query_one(
            &format!(
                "UPDATE plconv.replication
                    SET source_scn = coalesce($2::text::numeric, source_scn), source_at = coalesce($3, source_at),
                        lag_seconds = $4, pending_changes = $5, fence_seen = $6::text::numeric, updated_at = now()
                  WHERE job_id = $1
                 RETURNING wanted, {FENCE},
                           EXISTS (SELECT FROM plconv.replication_table t
                                    WHERE t.job_id = $1 AND (t.wanted = 'copy' OR t.wanted = 'remove' AND t.state <> 'removed'))"
            ),
            &[
                &job,
                &progress.source_scn.map(scn_text),
                &progress.source_at,
                &progress.lag_seconds,
                &(progress.pending_changes as i64),
                &progress.fence_seen.map(scn_text),
            ],
        )
        .map(|row| Wanted {
            wanted: row.get(0),
            fence_scn: number(row.get(1)),
            tables: row.get(2),
        })
        .map_err(failed("telling how far the job is"))
}

/// Sets the state of a job, with what is wrong with it.
///
/// # Errors
/// What PostgreSQL says.
pub fn set_state(
    client: &mut impl GenericClient,
    job: i64,
    state: &str,
    error: Option<(&str, Option<&str>)>,
) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.replication SET state = $2, error = $3, advice = $4, updated_at = now() WHERE job_id = $1",
            &[
                &job,
                &state,
                &error.map(|(text, _)| text),
                &error.and_then(|(_, advice)| advice),
            ],
        )
        .map_err(failed("noting the state of the job"))?;
    Ok(())
}
