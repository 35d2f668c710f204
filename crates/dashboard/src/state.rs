//! What the state tables say, as data for the page and for metrics.

use plconv_mover::error::{Error, oracle_advice};
use postgres::Client;
use serde::Serialize;

/// Runs, and one of them in detail.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// The target, without a password.
    pub target: String,
    /// The last runs, the newest first.
    pub runs: Vec<RunLine>,
    /// The run that is shown.
    pub run: Option<RunState>,
    /// Replications in the same database.
    pub replications: Vec<Replication>,
}

/// A run in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RunLine {
    pub id: i64,
    pub name: String,
    pub state: String,
    /// In seconds since 1970.
    pub started: f64,
    pub rows: i64,
}

/// A run.
#[derive(Clone, Debug, Serialize)]
pub struct RunState {
    pub id: i64,
    pub name: String,
    /// `preparing`, `loading`, `finishing`, `finished` or `abandoned`
    pub state: String,
    /// `run`, `pause` or `stop`
    pub wanted: String,
    pub scn: Option<String>,
    /// Why a process of it ended.
    pub error: Option<String>,
    /// In seconds since 1970.
    pub started: f64,
    /// Until now, or until it ended.
    pub seconds: f64,
    /// Rows and bytes of each piece of time, the oldest first.
    pub history: Vec<Moment>,
    /// How many seconds a piece is.
    pub piece_seconds: f64,
    /// Of the last half minute.
    pub rows_per_second: f64,
    pub bytes_per_second: f64,
    /// Chunks a second, of the last minutes.
    pub chunks_per_second: f64,
    pub tables: Vec<TableState>,
    pub tasks: Vec<TaskState>,
    pub failures: Vec<Failure>,
    pub processes: Vec<Process>,
    pub reasons: Vec<Reason>,
    /// The last rows of the quarantine.
    pub quarantine: Vec<Quarantined>,
    /// The last things that happened.
    pub events: Vec<EventLine>,
}

/// What was loaded in a piece of time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Moment {
    pub rows: i64,
    pub bytes: i64,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableState {
    pub source: String,
    pub target: String,
    /// `pending`, `ready` or `skipped`
    pub state: String,
    pub chunks: i64,
    pub done: i64,
    pub failed: i64,
    pub rows: i64,
    pub bytes: i64,
    pub rejected: i64,
    /// Of the source, as far as it is known.
    pub estimated_bytes: i64,
}

/// Something to do after the rows.
#[derive(Clone, Debug, Serialize)]
pub struct TaskState {
    pub what: String,
    /// `pending`, `done` or `failed`
    pub state: String,
    pub milliseconds: Option<i64>,
}

/// What failed for good, or was tried in vain.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    pub what: String,
    pub message: String,
    /// What to do about it.
    pub advice: Option<&'static str>,
    /// Whether it is tried again without anybody asking.
    pub is_pending: bool,
}

/// A process that loads.
#[derive(Clone, Debug, Serialize)]
pub struct Process {
    pub name: String,
    pub doing: String,
    pub rows: i64,
    pub bytes: i64,
    /// Since it was heard.
    pub silent_seconds: f64,
}

/// Why rows are in the quarantine.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    pub source: String,
    pub column: Option<String>,
    pub reason: String,
    pub rows: i64,
}

/// A row of the quarantine.
#[derive(Clone, Debug, Serialize)]
pub struct Quarantined {
    pub id: i64,
    pub source: String,
    pub place: String,
    pub column: Option<String>,
    pub message: String,
    pub values: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
pub struct EventLine {
    /// In seconds since 1970.
    pub at: f64,
    pub level: String,
    pub message: String,
}

/// A replication.
#[derive(Clone, Debug, Serialize)]
pub struct Replication {
    pub name: String,
    pub state: String,
    pub wanted: String,
    pub lag_seconds: Option<f64>,
    pub pending: i64,
    pub transactions: i64,
    pub changes: i64,
    pub error: Option<String>,
    pub advice: Option<String>,
    /// Since its process was heard last.
    pub silent_seconds: f64,
    /// Tables whose rows are being copied, or are to be.
    pub copying: i64,
    /// Changes that were left out.
    pub conflicts: i64,
    /// Statements of DDL that somebody has to decide about.
    pub waiting: i64,
    /// Tables that are no longer replicated, with why and what to do.
    pub stopped: Vec<StoppedTable>,
}

/// A table that a replication has stopped.
#[derive(Clone, Debug, Serialize)]
pub struct StoppedTable {
    pub source: String,
    pub error: Option<String>,
    pub advice: Option<String>,
}

/// Pieces of time in a history.
const PIECES: f64 = 90.0;

const RUNS: &str = "
    SELECT r.run_id, r.name, r.state, extract(epoch FROM r.started_at)::float8,
           (SELECT coalesce(sum(c.rows), 0)::bigint FROM plconv.chunk c WHERE c.run_id = r.run_id AND c.state = 'done')
      FROM plconv.run r ORDER BY r.run_id DESC LIMIT 20";

const RUN: &str = "
    SELECT name, state, wanted, scn::text, error, extract(epoch FROM started_at)::float8,
           extract(epoch FROM coalesce(finished_at, now()) - started_at)::float8
      FROM plconv.run WHERE run_id = $1";

const HISTORY: &str = "
    SELECT floor(extract(epoch FROM c.done_at - r.started_at)::float8 / $2)::int, sum(c.rows)::bigint, sum(c.bytes)::bigint
      FROM plconv.chunk c JOIN plconv.run r USING (run_id)
     WHERE c.run_id = $1 AND c.state = 'done' GROUP BY 1 ORDER BY 1";

const SPEED: &str = "
    SELECT coalesce(sum(c.rows) FILTER (WHERE c.done_at > now() - interval '30 seconds'), 0)::float8
             / greatest(least(30, extract(epoch FROM now() - r.started_at)), 1)::float8,
           coalesce(sum(c.bytes) FILTER (WHERE c.done_at > now() - interval '30 seconds'), 0)::float8
             / greatest(least(30, extract(epoch FROM now() - r.started_at)), 1)::float8,
           count(c.done_at)::float8 / greatest(least(180, extract(epoch FROM now() - r.started_at)), 1)::float8
      FROM plconv.run r LEFT JOIN plconv.chunk c ON c.run_id = r.run_id AND c.state = 'done'
                                                AND c.done_at > now() - interval '180 seconds'
     WHERE r.run_id = $1 GROUP BY r.run_id";

const TABLES: &str = "
    SELECT t.source, t.target, t.state, count(c.chunk_no), count(*) FILTER (WHERE c.state = 'done'),
           count(*) FILTER (WHERE c.state = 'failed'), coalesce(sum(c.rows), 0)::bigint, coalesce(sum(c.bytes), 0)::bigint,
           coalesce(sum(c.rejected), 0)::bigint, coalesce(t.estimated_bytes, 0)
      FROM plconv.run_table t LEFT JOIN plconv.chunk c USING (run_id, table_no)
     WHERE t.run_id = $1 GROUP BY t.run_id, t.table_no ORDER BY t.table_no";

const TASKS: &str =
    "SELECT what, state, milliseconds FROM plconv.task WHERE run_id = $1 ORDER BY stage, task_no";

const FAILURES: &str = "
    SELECT format('%s, chunk %s', t.source, c.chunk_no), c.error, c.state = 'pending'
      FROM plconv.chunk c JOIN plconv.run_table t USING (run_id, table_no)
     WHERE c.run_id = $1 AND c.state <> 'done' AND c.error IS NOT NULL
     UNION ALL
    SELECT what, error, state = 'pending' FROM plconv.task WHERE run_id = $1 AND state <> 'done' AND error IS NOT NULL
     LIMIT 100";

const PROCESSES: &str = "
    SELECT worker, doing, rows, bytes, least(floor(extract(epoch FROM now() - seen_at)), 600)::float8
      FROM plconv.worker WHERE run_id = $1 ORDER BY seen_at DESC, worker LIMIT 50";

const REASONS: &str = "
    SELECT t.source, q.column_name, q.reason, count(*)
      FROM plconv.quarantine q JOIN plconv.run_table t USING (run_id, table_no)
     WHERE q.run_id = $1 GROUP BY t.source, q.column_name, q.reason ORDER BY 4 DESC, 1, 2, 3 LIMIT 50";

const QUARANTINE: &str = "
    SELECT q.quarantine_id, t.source, q.place, q.column_name, q.message, left(q.row_values::text, 2000)
      FROM plconv.quarantine q JOIN plconv.run_table t USING (run_id, table_no)
     WHERE q.run_id = $1 ORDER BY q.quarantine_id DESC LIMIT 50";

const EVENTS: &str = "
    SELECT extract(epoch FROM at)::float8, level, message FROM plconv.event WHERE run_id = $1 ORDER BY event_id DESC LIMIT 100";

const REPLICATIONS: &str = "
    SELECT name, state, wanted, lag_seconds, pending_changes, transactions, changes, error, advice,
           greatest(0, extract(epoch FROM now() - updated_at))::float8,
           (SELECT count(*) FROM plconv.replication_table t WHERE t.job_id = r.job_id AND t.state IN ('pending', 'loading')),
           (SELECT count(*) FROM plconv.replication_conflict c WHERE c.job_id = r.job_id),
           (SELECT count(*) FROM plconv.replication_ddl d WHERE d.job_id = r.job_id AND d.state = 'waiting'), job_id
      FROM plconv.replication r ORDER BY job_id";

const STOPPED: &str = "
    SELECT source, error, advice FROM plconv.replication_table WHERE job_id = $1 AND state = 'stopped' ORDER BY source LIMIT 50";

/// Reads what there is; of the named run, or of the last one.
pub fn read(client: &mut Client, target: &str, wanted: Option<i64>) -> Result<State, Error> {
    let failed = |error: postgres::Error| Error::target("reading the state tables", &error);
    let mut state = State {
        target: target.to_owned(),
        ..State::default()
    };
    // One snapshot, so that sums agree with each other.
    let mut transaction = client
        .build_transaction()
        .read_only(true)
        .isolation_level(postgres::IsolationLevel::RepeatableRead)
        .start()
        .map_err(failed)?;
    let row = transaction
        .query_one(
            "SELECT to_regclass('plconv.event') IS NOT NULL, to_regclass('plconv.replication') IS NOT NULL",
            &[],
        )
        .map_err(failed)?;
    let (has_runs, has_replications): (bool, bool) = (row.get(0), row.get(1));
    if has_replications {
        state.replications = replications(&mut transaction).map_err(failed)?;
    }
    if !has_runs {
        return Ok(state);
    }
    let rows = transaction.query(RUNS, &[]).map_err(failed)?;
    state.runs = rows
        .iter()
        .map(|row| RunLine {
            id: row.get(0),
            name: row.get(1),
            state: row.get(2),
            started: row.get(3),
            rows: row.get(4),
        })
        .collect();
    if let Some(id) = wanted.or(state.runs.first().map(|run| run.id)) {
        state.run = run(&mut transaction, id).map_err(failed)?;
    }
    Ok(state)
}

fn replications(transaction: &mut postgres::Transaction<'_>) -> Result<Vec<Replication>, postgres::Error> {
    let mut all = Vec::new();
    for row in transaction.query(REPLICATIONS, &[])? {
        let stopped = transaction.query(STOPPED, &[&row.get::<_, i64>(13)])?;
        all.push(Replication {
            name: row.get(0),
            state: row.get(1),
            wanted: row.get(2),
            lag_seconds: row.get(3),
            pending: row.get(4),
            transactions: row.get(5),
            changes: row.get(6),
            error: row.get(7),
            advice: row.get(8),
            silent_seconds: row.get(9),
            copying: row.get(10),
            conflicts: row.get(11),
            waiting: row.get(12),
            stopped: stopped
                .iter()
                .map(|row| StoppedTable {
                    source: row.get(0),
                    error: row.get(1),
                    advice: row.get(2),
                })
                .collect(),
        });
    }
    Ok(all)
}

fn run(transaction: &mut postgres::Transaction<'_>, id: i64) -> Result<Option<RunState>, postgres::Error> {
    let Some(row) = transaction.query_opt(RUN, &[&id])? else {
        return Ok(None);
    };
    let seconds: f64 = row.get(6);
    let piece_seconds = (seconds / PIECES).max(1.0).ceil();
    let speed = transaction.query_one(SPEED, &[&id])?;
    let mut state = RunState {
        id,
        name: row.get(0),
        state: row.get(1),
        wanted: row.get(2),
        scn: row.get(3),
        error: row.get(4),
        started: row.get(5),
        seconds,
        history: Vec::new(),
        piece_seconds,
        rows_per_second: speed.get(0),
        bytes_per_second: speed.get(1),
        chunks_per_second: speed.get(2),
        tables: Vec::new(),
        tasks: Vec::new(),
        failures: Vec::new(),
        processes: Vec::new(),
        reasons: Vec::new(),
        quarantine: Vec::new(),
        events: Vec::new(),
    };
    let pieces = (seconds / piece_seconds).floor().max(0.0) as usize + 1;
    state.history.resize(pieces, Moment::default());
    for row in transaction.query(HISTORY, &[&id, &piece_seconds])? {
        let at = usize::try_from(row.get::<_, i32>(0)).unwrap_or(0).min(pieces - 1);
        if let Some(moment) = state.history.get_mut(at) {
            moment.rows += row.get::<_, i64>(1);
            moment.bytes += row.get::<_, i64>(2);
        }
    }
    for row in transaction.query(TABLES, &[&id])? {
        state.tables.push(TableState {
            source: row.get(0),
            target: row.get(1),
            state: row.get(2),
            chunks: row.get(3),
            done: row.get(4),
            failed: row.get(5),
            rows: row.get(6),
            bytes: row.get(7),
            rejected: row.get(8),
            estimated_bytes: row.get(9),
        });
    }
    for row in transaction.query(TASKS, &[&id])? {
        state.tasks.push(TaskState {
            what: row.get(0),
            state: row.get(1),
            milliseconds: row.get(2),
        });
    }
    for row in transaction.query(FAILURES, &[&id])? {
        let message: String = row.get(1);
        state.failures.push(Failure {
            what: row.get(0),
            advice: oracle_advice(&message),
            message,
            is_pending: row.get(2),
        });
    }
    for row in transaction.query(PROCESSES, &[&id])? {
        state.processes.push(Process {
            name: row.get(0),
            doing: row.get(1),
            rows: row.get(2),
            bytes: row.get(3),
            silent_seconds: row.get(4),
        });
    }
    for row in transaction.query(REASONS, &[&id])? {
        state.reasons.push(Reason {
            source: row.get(0),
            column: row.get(1),
            reason: row.get(2),
            rows: row.get(3),
        });
    }
    for row in transaction.query(QUARANTINE, &[&id])? {
        state.quarantine.push(Quarantined {
            id: row.get(0),
            source: row.get(1),
            place: row.get(2),
            column: row.get(3),
            message: row.get(4),
            values: row.get(5),
        });
    }
    for row in transaction.query(EVENTS, &[&id])? {
        state.events.push(EventLine {
            at: row.get(0),
            level: row.get(1),
            message: row.get(2),
        });
    }
    Ok(Some(state))
}
