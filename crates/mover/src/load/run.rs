//! The state tables: what a run is and how far.

use crate::error::Error;
use crate::policy::Changes;
use crate::rows::{ReadSummary, Rejected};
use crate::source::ChunkSpec;
use postgres::{Client, GenericClient, Transaction};
use serde::Serialize;

/// A run that is under way.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// The snapshot, where the source has such a thing.
    pub scn: Option<u64>,
}

/// A chunk that this worker has locked.
#[derive(Clone, Debug)]
pub struct ClaimedChunk {
    /// Number of its table in the plan.
    pub table: i32,
    /// Its number in the table.
    pub chunk: i32,
    /// Where it is.
    pub spec: ChunkSpec,
    /// Whether a row of it is known to be bad.
    pub careful: bool,
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunSummary {
    /// Its number.
    pub run: i64,
    /// Whether everything is done.
    pub is_finished: bool,
    /// Whether this process was the one that finished it.
    #[serde(skip)]
    pub is_finished_here: bool,
    /// Rows loaded.
    pub rows: u64,
    /// Rows in the quarantine.
    pub rejected: u64,
    /// Values that policies changed.
    pub changed: u64,
    /// Each table.
    pub tables: Vec<TableSummary>,
    /// What failed: a chunk or a task, and why.
    pub failures: Vec<String>,
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableSummary {
    /// Its name in the source.
    pub source: String,
    /// Its name in the target.
    pub target: String,
    /// `ready` or `skipped`.
    pub state: String,
    /// Rows loaded.
    pub rows: u64,
    /// Rows in the quarantine.
    pub rejected: u64,
    /// Values that policies changed, by column and by what was wrong with them.
    pub changes: Vec<(String, Changes)>,
}

/// What creates the state tables.
const STATE: &str = include_str!("../state.sql");

/// Locks of a whole run begin with this number.
pub const LOCK: i32 = 0x706C_6376;

pub fn failed(what: &'static str) -> impl Fn(postgres::Error) -> Error {
    move |error| Error::target(what, &error)
}

/// Creates the state tables where they are missing.
pub fn create_state(client: &mut Client) -> Result<(), Error> {
    let failed = failed("creating the state tables in schema plconv");
    let mut transaction = client.transaction().map_err(&failed)?;
    // IF NOT EXISTS does not help against another process that creates the same at the same moment.
    transaction
        .execute("SELECT pg_advisory_xact_lock($1, 0)", &[&LOCK])
        .map_err(&failed)?;
    transaction.batch_execute(STATE).map_err(&failed)?;
    transaction.commit().map_err(&failed)
}

/// Locks the next chunk that nobody works on.
pub fn claim(transaction: &mut Transaction<'_>, run: i64) -> Result<Option<ClaimedChunk>, Error> {
    let row = transaction
        .query_opt(
            "SELECT table_no, chunk_no, spec::text, careful FROM plconv.chunk
              WHERE run_id = $1 AND state = 'pending' ORDER BY table_no, chunk_no LIMIT 1 FOR UPDATE SKIP LOCKED",
            &[&run],
        )
        .map_err(failed("looking for work"))?;
    let Some(row) = row else { return Ok(None) };
    let spec: &str = row.get(2);
    let spec = serde_json::from_str(spec)
        .map_err(|error| Error::Stopped(format!("a chunk of the run cannot be understood: {error}")))?;
    Ok(Some(ClaimedChunk {
        table: row.get(0),
        chunk: row.get(1),
        spec,
        careful: row.get(3),
    }))
}

/// Waits until a chunk that somebody else works on is done or free again; `false` when none is pending.
pub fn wait_for_others(client: &mut Client, run: i64) -> Result<bool, Error> {
    let row = client
        .query_opt(
            "SELECT FROM plconv.chunk WHERE run_id = $1 AND state = 'pending' ORDER BY table_no, chunk_no LIMIT 1 FOR UPDATE",
            &[&run],
        )
        .map_err(failed("waiting for other workers"))?;
    if row.is_some() {
        return Ok(true);
    }
    // Between the plan of the query and its lock the row was done: there may be others.
    let row = client
        .query_one(
            "SELECT EXISTS (SELECT FROM plconv.chunk WHERE run_id = $1 AND state = 'pending')",
            &[&run],
        )
        .map_err(failed("waiting for other workers"))?;
    Ok(row.get(0))
}

/// Marks a chunk as done, with the rows that went to the quarantine.
pub fn complete(
    transaction: &mut Transaction<'_>,
    run: &Run,
    chunk: &ClaimedChunk,
    summary: &ReadSummary,
    rejected: &[Rejected],
    worker: &str,
    milliseconds: u64,
) -> Result<(), Error> {
    let failed = failed("marking a chunk as done");
    if !rejected.is_empty() {
        let statement = transaction
            .prepare(
                "INSERT INTO plconv.quarantine (run_id, table_no, chunk_no, place, column_name, reason, message, row_values)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb)",
            )
            .map_err(&failed)?;
        for row in rejected {
            // jsonb has no character with code 0 either.
            let values = row.values.to_string().replace("\\u0000", "\\u2400");
            transaction
                .execute(
                    &statement,
                    &[
                        &run.id,
                        &chunk.table,
                        &chunk.chunk,
                        &row.place,
                        &row.column,
                        &row.reason,
                        &row.message.replace('\0', "\u{2400}"),
                        &values,
                    ],
                )
                .map_err(&failed)?;
        }
    }
    let changes = serde_json::to_string(&summary.changes).unwrap_or_else(|_| "{}".to_owned());
    let scn = summary.scn.map(|scn| scn.to_string());
    transaction
        .execute(
            "UPDATE plconv.chunk
                SET state = 'done', rows = $4, bytes = $5, rejected = $6, changes = $7::text::jsonb, scn = $8::text::numeric,
                    milliseconds = $9, worker = $10, done_at = now(), attempts = attempts + 1, error = NULL
              WHERE run_id = $1 AND table_no = $2 AND chunk_no = $3",
            &[
                &run.id,
                &chunk.table,
                &chunk.chunk,
                &(summary.rows as i64),
                &(summary.bytes as i64),
                &(rejected.len() as i64),
                &changes,
                &scn,
                &(milliseconds as i64),
                &worker,
            ],
        )
        .map_err(&failed)?;
    Ok(())
}

/// Notes why a chunk did not work: it stays pending, to be loaded carefully, or fails for good. `false` when another worker
/// has loaded it meanwhile.
pub fn note_failure(
    client: &mut Client,
    run: i64,
    chunk: &ClaimedChunk,
    error: &str,
    careful: bool,
    for_good: bool,
) -> Result<bool, Error> {
    let noted = client
        .execute(
            "UPDATE plconv.chunk
                SET attempts = attempts + 1, error = $4, careful = careful OR $5,
                    state = CASE WHEN $6 THEN 'failed' ELSE state END
              WHERE run_id = $1 AND table_no = $2 AND chunk_no = $3 AND state = 'pending'",
            &[&run, &chunk.table, &chunk.chunk, &error, &careful, &for_good],
        )
        .map_err(failed("noting a failure"))?;
    Ok(noted > 0)
}

/// Says that a process lives; returns what is wanted of it.
pub fn heartbeat(
    client: &mut Client,
    run: i64,
    worker: &str,
    doing: &str,
    rows: u64,
    bytes: u64,
) -> Result<String, Error> {
    client
        .execute(
            "INSERT INTO plconv.worker (worker, run_id, doing, rows, bytes) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (run_id, worker) DO UPDATE
                SET doing = EXCLUDED.doing, rows = EXCLUDED.rows, bytes = EXCLUDED.bytes, seen_at = now()",
            &[&worker, &run, &doing, &(rows as i64), &(bytes as i64)],
        )
        .map_err(failed("saying that this process lives"))?;
    wanted(client, run)
}

/// What is wanted of the processes of a run: `run`, `pause` or `stop`.
pub fn wanted(client: &mut impl GenericClient, run: i64) -> Result<String, Error> {
    let row = client
        .query_one("SELECT wanted FROM plconv.run WHERE run_id = $1", &[&run])
        .map_err(failed("asking whether to pause"))?;
    Ok(row.get(0))
}

/// Keeps what happened for those who look at the run.
pub fn keep_events(client: &mut Client, run: i64, events: &[(&'static str, String)]) -> Result<(), Error> {
    let (levels, messages): (Vec<&str>, Vec<&str>) = events
        .iter()
        .map(|(level, message)| (*level, message.as_str()))
        .unzip();
    client
        .execute(
            "INSERT INTO plconv.event (run_id, level, message) SELECT $1, * FROM unnest($2::text[], $3::text[])",
            &[&run, &levels, &messages],
        )
        .map_err(failed("keeping events"))?;
    Ok(())
}

/// Keeps why a process of the run ended before the run did.
pub fn keep_error(client: &mut Client, run: i64, error: &str) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.run SET error = $2 WHERE run_id = $1",
            &[&run, &error],
        )
        .map_err(failed("keeping an error"))?;
    Ok(())
}

/// Sums up a run and marks it as finished when nothing is left.
pub fn finish(client: &mut Client, run: i64) -> Result<RunSummary, Error> {
    let failed = failed("summing up the run");
    let finished = client
        .execute(
            "UPDATE plconv.run r SET state = 'finished', finished_at = now(), error = NULL
              WHERE run_id = $1 AND finished_at IS NULL
                AND NOT EXISTS (SELECT FROM plconv.chunk c WHERE c.run_id = r.run_id AND c.state <> 'done')
                AND NOT EXISTS (SELECT FROM plconv.task t WHERE t.run_id = r.run_id AND t.state <> 'done')
                AND NOT EXISTS (SELECT FROM plconv.run_table t WHERE t.run_id = r.run_id AND t.state = 'pending')",
            &[&run],
        )
        .map_err(&failed)?;
    let mut summary = summary(client, run)?;
    summary.is_finished_here = finished > 0;
    Ok(summary)
}

/// Sums up a run.
///
/// # Errors
/// When the state tables cannot be read.
pub fn summary(client: &mut Client, run: i64) -> Result<RunSummary, Error> {
    let failed = failed("summing up the run");
    let state: String = client
        .query_one("SELECT state FROM plconv.run WHERE run_id = $1", &[&run])
        .map_err(&failed)?
        .get(0);
    let mut tables: Vec<TableSummary> = Vec::new();
    let rows = client
        .query(
            "SELECT t.source, t.target, t.state, coalesce(sum(c.rows), 0)::bigint, coalesce(sum(c.rejected), 0)::bigint
               FROM plconv.run_table t
               LEFT JOIN plconv.chunk c ON c.run_id = t.run_id AND c.table_no = t.table_no AND c.state = 'done'
              WHERE t.run_id = $1 GROUP BY t.table_no, t.source, t.target, t.state ORDER BY t.table_no",
            &[&run],
        )
        .map_err(&failed)?;
    for row in rows {
        tables.push(TableSummary {
            source: row.get(0),
            target: row.get(1),
            state: row.get(2),
            rows: row.get::<_, i64>(3) as u64,
            rejected: row.get::<_, i64>(4) as u64,
            changes: Vec::new(),
        });
    }
    let rows = client
        .query(
            "SELECT t.source, k.key, k.value::text FROM plconv.chunk c JOIN plconv.run_table t USING (run_id, table_no)
              CROSS JOIN LATERAL jsonb_each(c.changes) k WHERE c.run_id = $1 ORDER BY t.table_no, k.key, c.chunk_no",
            &[&run],
        )
        .map_err(&failed)?;
    for row in rows {
        let (source, column, changes): (&str, String, &str) = (row.get(0), row.get(1), row.get(2));
        let Ok(changes) = serde_json::from_str::<Changes>(changes) else {
            continue;
        };
        let Some(table) = tables.iter_mut().find(|table| table.source == source) else {
            continue;
        };
        match table.changes.iter_mut().find(|(name, _)| *name == column) {
            Some((_, sum)) => sum.add(&changes),
            None => table.changes.push((column, changes)),
        }
    }
    let failures = client
        .query(
            "SELECT format('%s chunk %s: %s', t.source, c.chunk_no, c.error)
               FROM plconv.chunk c JOIN plconv.run_table t USING (run_id, table_no)
              WHERE c.run_id = $1 AND c.state = 'failed'
              UNION ALL
             SELECT format('%s: %s', what, error) FROM plconv.task WHERE run_id = $1 AND state = 'failed'",
            &[&run],
        )
        .map_err(&failed)?
        .iter()
        .map(|row| row.get(0))
        .collect();
    Ok(RunSummary {
        run,
        is_finished: state == "finished",
        is_finished_here: false,
        rows: tables.iter().map(|table| table.rows).sum(),
        rejected: tables.iter().map(|table| table.rejected).sum(),
        changed: tables
            .iter()
            .flat_map(|table| &table.changes)
            .map(|(_, changes)| changes.total())
            .sum(),
        tables,
        failures,
    })
}
