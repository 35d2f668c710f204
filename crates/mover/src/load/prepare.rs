//! Before rows come: the run is found or made, tables are checked, emptied and freed of what slows loading.

use super::LoadOptions;
use super::route::TableTask;
use super::run::{LOCK, Run, failed};
use super::tasks::{Stage, Task};
use crate::error::Error;
use crate::events::Event;
use crate::plan::{Existing, Indexes, TablePlan};
use crate::source::SourceSession;
use crate::target::{self, TargetTable};
use plconv_pg::{quote_identifier as quote, quote_literal as literal};
use postgres::{Client, Transaction};
use std::collections::BTreeMap;

/// What loading begins with.
pub struct Prepared {
    /// Bytes of the source that one chunk of a table has, about.
    pub chunk_bytes: BTreeMap<i32, u64>,
    /// The run.
    pub run: Run,
    /// Its tables that are not skipped.
    pub tasks: Vec<TableTask>,
}

/// Finds or makes the run and prepares what no process has prepared yet.
pub fn prepare(
    options: &LoadOptions<'_>,
    client: &mut Client,
    source: &mut dyn SourceSession,
) -> Result<Prepared, Error> {
    let failed = failed("preparing the run");
    // One process at a time; the others then find everything prepared.
    client
        .execute("SELECT pg_advisory_lock($1, 1)", &[&LOCK])
        .map_err(&failed)?;
    let prepared = prepare_locked(options, client, source);
    // The connection may be what failed.
    let _ = client.execute("SELECT pg_advisory_unlock($1, 1)", &[&LOCK]);
    prepared
}

fn prepare_locked(
    options: &LoadOptions<'_>,
    client: &mut Client,
    source: &mut dyn SourceSession,
) -> Result<Prepared, Error> {
    let (run, resumed) = open_run(options, client, source)?;
    let mut tasks = Vec::new();
    let mut pending = Vec::new();
    for (number, plan) in options.plan.tables.iter().enumerate() {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let state = state_of(client, run.id, number)?;
        if state == "skipped" {
            continue;
        }
        let target = target::table(client, &plan.target)?;
        let existing = plan.existing.unwrap_or(options.plan.load.existing);
        if state == "pending" && existing == Existing::Skip && target.has_rows {
            skip(client, &run, number)?;
            options.observer.event(&Event::TableSkipped {
                table: plan.source.clone(),
                reason: "it has rows already".to_owned(),
            });
            continue;
        }
        if state == "pending" && existing == Existing::Fail && target.has_rows {
            return Err(Error::Stopped(format!(
                "{} has rows already; say in the plan what happens to them: existing = \"skip\", \"truncate\", \"append\" or \
                 \"upsert\"",
                target.name
            )));
        }
        let columns = source.columns(plan)?;
        let task = TableTask::new(&options.plan, number, columns, target)?;
        if state == "pending" {
            pending.push(tasks.len());
        }
        tasks.push(task);
    }
    let mut targets = BTreeMap::new();
    for task in &tasks {
        if let Some(other) = targets.insert(task.target.oid, &task.plan.source) {
            return Err(same_target(other, task));
        }
    }
    // Everything was looked at before anything is changed.
    if !pending.is_empty() {
        let skips_triggers = target::may_skip_triggers(client)?;
        for index in &pending {
            if let Some(task) = tasks.get(*index) {
                set_foreign_keys_aside(client, &run, task)?;
            }
        }
        for index in pending {
            if let Some(task) = tasks.get(index) {
                prepare_table(options, client, source, &run, task, skips_triggers)?;
            }
        }
    }
    if begin_loading(client, &run)? {
        add_sequences(options, client, source, &run)?;
    }
    let work = Work::of(client, &run)?;
    options.observer.event(&Event::Started {
        run: run.id,
        name: options.plan.name.clone(),
        resumed,
        scn: run.scn,
        chunks: work.chunks,
        done: work.done,
        bytes: work.bytes,
        done_bytes: work.done_bytes,
    });
    Ok(Prepared {
        run,
        tasks,
        chunk_bytes: work.of_chunk,
    })
}

/// Two names of one table, with and without its schema, or by an inherited search path.
pub fn same_target(other: &str, task: &TableTask) -> Error {
    Error::Usage(format!(
        "{other} and {} go to the same table {}",
        task.plan.source, task.target.name
    ))
}

/// What a run has to do, and has done. Bytes are those of the source, as it estimates them.
#[derive(Default)]
struct Work {
    chunks: u64,
    done: u64,
    bytes: u64,
    done_bytes: u64,
    /// Of one chunk, by the number of its table: chunks of a table are about equal.
    of_chunk: BTreeMap<i32, u64>,
}

impl Work {
    fn of(client: &mut Client, run: &Run) -> Result<Work, Error> {
        let rows = client
            .query(
                "SELECT t.table_no, coalesce(t.estimated_bytes, 0), count(*), count(*) FILTER (WHERE c.state = 'done')
                   FROM plconv.run_table t JOIN plconv.chunk c USING (run_id, table_no) WHERE t.run_id = $1 GROUP BY 1, 2",
                &[&run.id],
            )
            .map_err(failed("counting chunks"))?;
        let mut work = Work::default();
        for row in rows {
            let [bytes, chunks, done] = [1, 2, 3].map(|at| row.get::<_, i64>(at) as u64);
            work.chunks += chunks;
            work.done += done;
            work.bytes += bytes;
            work.done_bytes += bytes / chunks * done;
            work.of_chunk.insert(row.get(0), bytes / chunks);
        }
        Ok(work)
    }
}

/// The run of this name that has not ended, or a new one.
fn open_run(
    options: &LoadOptions<'_>,
    client: &mut Client,
    source: &mut dyn SourceSession,
) -> Result<(Run, bool), Error> {
    let failed = failed("opening the run");
    let plan = &options.plan;
    let shared = plan.shared_part();
    let mut abandoned: Option<i64> = None;
    let mut transaction = client.transaction().map_err(&failed)?;
    if options.restart {
        abandoned = transaction
            .query_opt(
                "UPDATE plconv.run SET finished_at = now(), state = 'abandoned' WHERE name = $1 AND finished_at IS NULL
                 RETURNING run_id",
                &[&plan.name],
            )
            .map_err(&failed)?
            .map(|row| row.get(0));
    }
    // A run that has changed nothing yet holds nobody to its plan.
    transaction
        .execute(
            "DELETE FROM plconv.run r
              WHERE name = $1 AND finished_at IS NULL AND plan <> $2
                AND NOT EXISTS (SELECT FROM plconv.run_table t WHERE t.run_id = r.run_id AND t.state <> 'pending')
                AND NOT EXISTS (SELECT FROM plconv.task t WHERE t.run_id = r.run_id)",
            &[&plan.name, &shared],
        )
        .map_err(&failed)?;
    let found = transaction
        .query_opt(
            "SELECT run_id, plan, scn::text FROM plconv.run WHERE name = $1 AND finished_at IS NULL",
            &[&plan.name],
        )
        .map_err(&failed)?;
    if let Some(row) = found {
        let (id, of_run, scn): (i64, &str, Option<&str>) = (row.get(0), row.get(1), row.get(2));
        if of_run != shared {
            return Err(Error::Usage(format!(
                "run {id} ({}) has not ended, and the plan is no longer the one it began with; go on with that one, or begin \
                 anew with --restart",
                plan.name
            )));
        }
        // What failed for good may work after somebody did something about it; what was stopped was started again.
        for statement in [
            "UPDATE plconv.chunk SET state = 'pending' WHERE run_id = $1 AND state = 'failed'",
            "UPDATE plconv.task SET state = 'pending' WHERE run_id = $1 AND state = 'failed'",
            "UPDATE plconv.run SET wanted = 'run' WHERE run_id = $1 AND wanted = 'stop'",
            "UPDATE plconv.run SET error = NULL WHERE run_id = $1 AND error IS NOT NULL",
        ] {
            transaction.execute(statement, &[&id]).map_err(&failed)?;
        }
        transaction.commit().map_err(&failed)?;
        let scn = scn.and_then(|scn| scn.parse().ok());
        return Ok((Run { id, scn }, true));
    }
    let scn = match plan.source.scn {
        Some(scn) => Some(scn),
        None => source.snapshot()?,
    };
    let id: i64 = transaction
        .query_one(
            "INSERT INTO plconv.run (name, plan, state, scn) VALUES ($1, $2, 'preparing', $3::text::numeric) RETURNING run_id",
            &[&plan.name, &shared, &scn.map(|scn| scn.to_string())],
        )
        .map_err(&failed)?
        .get(0);
    for (number, table) in plan.tables.iter().enumerate() {
        insert_table(&mut transaction, id, number, table)?;
    }
    if let Some(abandoned) = abandoned {
        take_over_tasks(&mut transaction, abandoned, id)?;
    }
    transaction.commit().map_err(&failed)?;
    Ok((Run { id, scn }, false))
}

/// What an abandoned run has set aside comes back at the end of the one that takes its place.
fn take_over_tasks(transaction: &mut Transaction<'_>, abandoned: i64, run: i64) -> Result<(), Error> {
    transaction
        .execute(
            "UPDATE plconv.task SET run_id = $2, table_no = NULL, state = 'pending', error = NULL
              WHERE run_id = $1 AND state <> 'done' AND stage NOT IN ($3, $4)",
            &[
                &abandoned,
                &run,
                &(Stage::Sequences as i32),
                &(Stage::Statistics as i32),
            ],
        )
        .map_err(failed("taking over what the abandoned run has set aside"))?;
    Ok(())
}

fn insert_table(
    transaction: &mut Transaction<'_>,
    run: i64,
    number: usize,
    table: &TablePlan,
) -> Result<(), Error> {
    transaction
        .execute(
            "INSERT INTO plconv.run_table (run_id, table_no, source, target, state) VALUES ($1, $2, $3, $4, 'pending')",
            &[
                &run,
                &i32::try_from(number).unwrap_or(i32::MAX),
                &table.source,
                &table.target,
            ],
        )
        .map_err(failed("opening the run"))?;
    Ok(())
}

fn state_of(client: &mut Client, run: i64, table: i32) -> Result<String, Error> {
    let row = client
        .query_one(
            "SELECT state FROM plconv.run_table WHERE run_id = $1 AND table_no = $2",
            &[&run, &table],
        )
        .map_err(failed("preparing the run"))?;
    Ok(row.get(0))
}

fn skip(client: &mut Client, run: &Run, table: i32) -> Result<(), Error> {
    client
        .execute(
            "UPDATE plconv.run_table SET state = 'skipped' WHERE run_id = $1 AND table_no = $2",
            &[&run.id, &table],
        )
        .map_err(failed("preparing the run"))?;
    Ok(())
}

/// Sequences go on where the source's stand when the run begins.
fn add_sequences(
    options: &LoadOptions<'_>,
    client: &mut Client,
    source: &mut dyn SourceSession,
    run: &Run,
) -> Result<(), Error> {
    let failed = failed("preparing the sequences");
    let mut transaction = client.transaction().map_err(&failed)?;
    for sequence in &options.plan.sequences {
        let Some(next) = source.sequence(&sequence.source)? else {
            return Err(Error::Usage(format!(
                "sequence {}: the source has none of this name, or the account may not see it",
                sequence.source
            )));
        };
        let Ok(next) = next.trim().parse::<i64>() else {
            return Err(Error::Stopped(format!(
                "sequence {} stands at {next}, which no sequence of PostgreSQL reaches",
                sequence.source
            )));
        };
        let task = Task {
            stage: Stage::Sequences,
            what: format!("sequence {}", sequence.target),
            statement: format!("SELECT setval({}, {next}, false)", literal(&sequence.target)),
        };
        add_task(&mut transaction, run, -1, &task)?;
    }
    transaction.commit().map_err(&failed)
}

/// All tables are ready. `true` when this process is the one that found them so.
fn begin_loading(client: &mut Client, run: &Run) -> Result<bool, Error> {
    let begun = client
        .execute(
            "UPDATE plconv.run SET state = 'loading' WHERE run_id = $1 AND state = 'preparing'",
            &[&run.id],
        )
        .map_err(failed("preparing the run"))?;
    Ok(begun > 0)
}

fn add_task(transaction: &mut Transaction<'_>, run: &Run, table: i32, task: &Task) -> Result<(), Error> {
    transaction
        .execute(
            "INSERT INTO plconv.task (run_id, task_no, table_no, stage, what, statement)
             SELECT $1, coalesce(max(task_no), 0) + 1, $2, $3, $4, $5 FROM plconv.task WHERE run_id = $1",
            &[&run.id, &table, &(task.stage as i32), &task.what, &task.statement],
        )
        .map_err(failed("noting what comes after the rows"))?;
    Ok(())
}

/// Foreign keys of and to a table; those of partitions follow their parents'. They are checked as NOT VALID ones, which a
/// partitioned table cannot have.
const FOREIGN_KEYS: &str = "
SELECT c.conname::text, c.conrelid::regclass::text, pg_get_constraintdef(c.oid), r.relkind = 'p', c.convalidated
  FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
 WHERE c.contype = 'f' AND c.conparentid = 0 AND (c.conrelid = $1 OR c.confrelid = $1)
 ORDER BY c.conrelid::regclass::text, c.conname";

fn set_foreign_keys_aside(client: &mut Client, run: &Run, task: &TableTask) -> Result<(), Error> {
    let what = format!("setting the foreign keys of {} aside", task.target.name);
    let failed = |error: &postgres::Error| Error::target(what.clone(), error);
    let mut transaction = client.transaction().map_err(|error| failed(&error))?;
    let rows = transaction
        .query(FOREIGN_KEYS, &[&task.target.oid])
        .map_err(|error| failed(&error))?;
    for row in rows {
        let (name, table, definition): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        let (is_partitioned, is_valid): (bool, bool) = (row.get(3), row.get(4));
        let name = quote(&name);
        transaction
            .batch_execute(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}"))
            .map_err(|error| failed(&error))?;
        let definition = definition.trim_end_matches(" NOT VALID");
        let validity = if is_partitioned { "" } else { " NOT VALID" };
        add_task(
            &mut transaction,
            run,
            task.number,
            &Task {
                stage: Stage::ForeignKeys,
                what: format!("foreign key {name} of {table}"),
                statement: format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}{validity}"),
            },
        )?;
        if is_valid && !is_partitioned {
            add_task(
                &mut transaction,
                run,
                task.number,
                &Task {
                    stage: Stage::Validation,
                    what: format!("check of foreign key {name} of {table}"),
                    statement: format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}"),
                },
            )?;
        }
    }
    transaction.commit().map_err(|error| failed(&error))
}

/// Keys and indexes that can be dropped and made again as they were. Those of partitions follow their parents'; an index that is
/// the replica identity, orders the table, or lies in a tablespace of its own stays.
const INDEXES: &str = "
SELECT i.relname::text, pg_get_indexdef(x.indexrelid), c.conname::text, pg_get_constraintdef(c.oid),
       format('%I.%I', n.nspname, i.relname), obj_description(x.indexrelid, 'pg_class'),
       obj_description(c.oid, 'pg_constraint')
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_namespace n ON n.oid = i.relnamespace
  LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.conrelid = x.indrelid AND c.contype IN ('p', 'u', 'x')
 WHERE x.indrelid = $1 AND NOT x.indisreplident AND NOT x.indisclustered AND i.reltablespace = 0 AND x.indisvalid
   AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = x.indexrelid)
 ORDER BY i.relname";

fn prepare_table(
    options: &LoadOptions<'_>,
    client: &mut Client,
    source: &mut dyn SourceSession,
    run: &Run,
    task: &TableTask,
    skips_triggers: bool,
) -> Result<(), Error> {
    let chunks = source.split(&task.plan, options.plan.load.chunk_kb << 10)?;
    let what = format!("preparing {}", task.target.name);
    let failed = |error: &postgres::Error| Error::target(what.clone(), error);
    let mut transaction = client.transaction().map_err(|error| failed(&error))?;
    if task.existing == Existing::Truncate {
        transaction
            .batch_execute(&format!("TRUNCATE {}", task.target.name))
            .map_err(|error| failed(&error))?;
    }
    let begins_empty = !task.target.has_rows || task.existing == Existing::Truncate;
    let rebuild =
        options.plan.load.indexes == Indexes::Rebuild && begins_empty && task.existing != Existing::Upsert;
    let mut set_aside = 0;
    if rebuild {
        set_aside += set_indexes_aside(&mut transaction, run, task)?;
    }
    if !skips_triggers {
        set_aside += disable_triggers(&mut transaction, run, task)?;
    }
    for after in after_rows(&mut transaction, &task.target)? {
        add_task(&mut transaction, run, task.number, &after)?;
    }
    let statement = transaction
        .prepare("INSERT INTO plconv.chunk (run_id, table_no, chunk_no, spec) VALUES ($1, $2, $3, $4::text::jsonb)")
        .map_err(|error| failed(&error))?;
    for (number, chunk) in chunks.iter().enumerate() {
        let spec = serde_json::to_string(&chunk.spec).map_err(|error| Error::Stopped(error.to_string()))?;
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        transaction
            .execute(&statement, &[&run.id, &task.number, &number, &spec])
            .map_err(|error| failed(&error))?;
    }
    let bytes: u64 = chunks.iter().map(|chunk| chunk.bytes).sum();
    transaction
        .execute(
            "UPDATE plconv.run_table SET state = 'ready', estimated_bytes = $3 WHERE run_id = $1 AND table_no = $2",
            &[&run.id, &task.number, &(bytes as i64)],
        )
        .map_err(|error| failed(&error))?;
    transaction.commit().map_err(|error| failed(&error))?;
    options.observer.event(&Event::TablePrepared {
        table: task.plan.source.clone(),
        chunks: chunks.len() as u64,
        set_aside,
    });
    Ok(())
}

fn set_indexes_aside(transaction: &mut Transaction<'_>, run: &Run, task: &TableTask) -> Result<u64, Error> {
    let table = &task.target.name;
    let failed =
        |error: postgres::Error| Error::target(format!("setting the indexes of {table} aside"), &error);
    let mut count = 0;
    for row in transaction.query(INDEXES, &[&task.target.oid]).map_err(failed)? {
        let (index, definition): (String, String) = (row.get(0), row.get(1));
        let (constraint, constraint_definition): (Option<String>, Option<String>) = (row.get(2), row.get(3));
        let qualified: String = row.get(4);
        let (comment, constraint_comment): (Option<String>, Option<String>) = (row.get(5), row.get(6));
        let (stage, what, drop, mut create) = match (constraint, constraint_definition) {
            (Some(name), Some(definition)) => {
                let name = quote(&name);
                let mut create = format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}");
                if let Some(comment) = constraint_comment {
                    create.push_str(&format!(
                        "; COMMENT ON CONSTRAINT {name} ON {table} IS {}",
                        literal(&comment)
                    ));
                }
                (
                    Stage::Keys,
                    format!("key {name} of {table}"),
                    format!("ALTER TABLE {table} DROP CONSTRAINT {name}"),
                    create,
                )
            }
            _ => (
                Stage::Indexes,
                format!("index {} of {table}", quote(&index)),
                format!("DROP INDEX {qualified}"),
                definition,
            ),
        };
        if let Some(comment) = comment {
            create.push_str(&format!(
                "; COMMENT ON INDEX {qualified} IS {}",
                literal(&comment)
            ));
        }
        let mut savepoint = transaction.savepoint("plconv_index").map_err(failed)?;
        match savepoint.batch_execute(&drop) {
            Ok(()) => savepoint.commit().map_err(failed)?,
            // A view that groups by the key needs it; the table is then loaded with it.
            Err(error) if error.code() == Some(&postgres::error::SqlState::DEPENDENT_OBJECTS_STILL_EXIST) => {
                savepoint.rollback().map_err(failed)?;
                continue;
            }
            Err(error) => return Err(failed(error)),
        }
        let task_of_index = Task {
            stage,
            what,
            statement: create,
        };
        add_task(transaction, run, task.number, &task_of_index)?;
        count += 1;
    }
    Ok(count)
}

fn disable_triggers(transaction: &mut Transaction<'_>, run: &Run, task: &TableTask) -> Result<u64, Error> {
    let table = &task.target.name;
    let failed = |error: postgres::Error| Error::target(format!("disabling the triggers of {table}"), &error);
    let rows = transaction
        .query(
            "SELECT tgname::text FROM pg_trigger WHERE tgrelid = $1 AND NOT tgisinternal AND tgenabled = 'O' ORDER BY tgname",
            &[&task.target.oid],
        )
        .map_err(failed)?;
    let count = rows.len() as u64;
    for row in rows {
        let name = quote(row.get(0));
        transaction
            .batch_execute(&format!("ALTER TABLE {table} DISABLE TRIGGER {name}"))
            .map_err(failed)?;
        let enable = Task {
            stage: Stage::Triggers,
            what: format!("trigger {name} of {table}"),
            statement: format!("ALTER TABLE {table} ENABLE TRIGGER {name}"),
        };
        add_task(transaction, run, task.number, &enable)?;
    }
    Ok(count)
}

/// Identities and other sequences that columns own go on after the largest value; statistics are taken.
fn after_rows(transaction: &mut Transaction<'_>, target: &TargetTable) -> Result<Vec<Task>, Error> {
    let table = &target.name;
    let rows = transaction
        .query(
            "SELECT a.attname::text, s.name, q.seqincrement < 0
               FROM pg_attribute a
              CROSS JOIN LATERAL (SELECT pg_get_serial_sequence($2, a.attname) AS name) s
               JOIN pg_sequence q ON q.seqrelid = s.name::regclass
              WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
            &[&target.oid, table],
        )
        .map_err(failed("looking for sequences"))?;
    let mut tasks: Vec<Task> = rows
        .iter()
        .map(|row| {
            let (column, sequence, descends): (&str, &str, bool) = (row.get(0), row.get(1), row.get(2));
            let (column, last) = (quote(column), if descends { "min" } else { "max" });
            Task {
                stage: Stage::Sequences,
                what: format!("sequence {sequence} behind column {column} of {table}"),
                statement: format!(
                    "SELECT setval({}, {last}({column})::bigint) FROM {table} HAVING {last}({column}) IS NOT NULL",
                    literal(sequence)
                ),
            }
        })
        .collect();
    tasks.push(Task {
        stage: Stage::Statistics,
        what: format!("statistics of {table}"),
        statement: format!("ANALYZE {table}"),
    });
    Ok(tasks)
}
