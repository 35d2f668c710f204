//! The end of the way back: the application writes to Oracle again.

use super::run::{End, run};
use super::state;
use super::writer::marker_name;
use super::{FallbackOptions, fence};
use crate::state::failed;
use plconv_mover::error::Error;
use plconv_mover::source::oracle::dictionary::{quoted, table_name};
use plconv_mover::source::oracle::driver::{Bind, OracleConnection};
use postgres::Client;
use serde::Serialize;

/// What was done at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finished {
    /// Everything up to it is in Oracle.
    pub position: String,
    /// Statements that were run in Oracle.
    pub statements: Vec<String>,
    /// What is left to do by hand.
    pub left: Vec<String>,
}

/// Oracle's own names of the sequences behind identity columns.
const IDENTITIES: &str =
    "SELECT column_name, generation_type FROM all_tab_identity_cols WHERE owner = :1 AND table_name = :2";

/// Sequences of a plan's schemas.
const SEQUENCE: &str = "SELECT TO_CHAR(increment_by), TO_CHAR(last_number) FROM all_sequences WHERE sequence_owner = :1 \
AND sequence_name = :2";

/// Writes back all that is committed now, sets Oracle's sequences past the values that PostgreSQL has handed out, and takes
/// slot, publication and replica identities back. The application must not write to PostgreSQL any more; `None` when it was told
/// to stop before everything was written.
///
/// # Errors
/// What a server says; the same call goes on.
pub fn finish(options: &FallbackOptions<'_>) -> Result<Option<Finished>, Error> {
    let plan = &options.plan;
    let mut client = options.target.connect()?;
    let Some(fallback) = state::fallback(&mut client, &plan.name)? else {
        return Err(Error::Usage(format!("{}: no way back was prepared", plan.name)));
    };
    if fallback.state == "finished" {
        return Err(Error::Usage(format!(
            "{}: the way back is finished already",
            plan.name
        )));
    }
    let until = fence(&options.target)?;
    let end = run(&FallbackOptions {
        plan: plan.clone(),
        source: options.source,
        target: options.target.clone(),
        stop: options.stop,
        observer: options.observer,
        until: Some(until),
        fault: options.fault,
    })?;
    if end != End::Reached {
        return Ok(None);
    }
    let mut finished = Finished {
        position: until.to_string(),
        ..Finished::default()
    };
    let connection = options.source.open_writer()?;
    for sequence in &plan.sequences {
        sequences(connection.as_ref(), &mut client, sequence, &mut finished)?;
    }
    for table in &plan.tables {
        let (owner, name) = table_name(&table.source)?;
        for row in connection.texts(IDENTITIES, &[&owner, &name])? {
            let [Some(column), Some(kind)] = &row[..] else {
                continue;
            };
            let kind = if kind == "ALWAYS" { "ALWAYS" } else { "BY DEFAULT" };
            let statement = format!(
                "ALTER TABLE {}.{} MODIFY ({} GENERATED {kind} AS IDENTITY (START WITH LIMIT VALUE))",
                quoted(&owner),
                quoted(&name),
                quoted(column)
            );
            connection.execute(&statement, &[])?;
            finished.statements.push(statement);
        }
    }
    take_back(&mut client, &fallback)?;
    connection.batch(
        &format!("DELETE FROM {} WHERE job = :1", marker_name(plan)),
        &[vec![Bind::Text(plan.name.clone())]],
    )?;
    connection.commit()?;
    if let Some(job) = crate::state::job(&mut client, &plan.name)?
        && job.state == "failing-back"
    {
        // What the way back wrote to Oracle is left out by its mark, so the same job goes on.
        crate::state::set_state(&mut client, job.id, "applying", None)?;
        client
            .execute(
                "DELETE FROM plconv.replication_cutover WHERE job_id = $1",
                &[&job.id],
            )
            .map_err(failed("taking back the note of the cutover"))?;
        finished.left.push(
            "`plconv migrate` carries changes of Oracle over again, from the SCN of the cutover on: its logs have to be there"
                .to_owned(),
        );
    }
    finished
        .left
        .push("enable the triggers and foreign keys in Oracle that were disabled".to_owned());
    Ok(Some(finished))
}

/// Sets a sequence of Oracle past what PostgreSQL's has handed out.
fn sequences(
    connection: &dyn OracleConnection,
    client: &mut Client,
    sequence: &plconv_mover::plan::SequencePlan,
    finished: &mut Finished,
) -> Result<(), Error> {
    let (owner, name) = table_name(&sequence.source)?;
    let Some(row) = connection.texts(SEQUENCE, &[&owner, &name])?.into_iter().next() else {
        finished
            .left
            .push(format!("{}: Oracle has no such sequence", sequence.source));
        return Ok(());
    };
    let number = |index: usize| row.get(index)?.as_deref()?.trim().parse::<i128>().ok();
    let (Some(increment), Some(last)) = (number(0), number(1)) else {
        finished
            .left
            .push(format!("{}: Oracle tells no numbers of it", sequence.source));
        return Ok(());
    };
    let found = client
        .query_opt(
            "SELECT last_value::text FROM pg_sequences WHERE format('%I.%I', schemaname, sequencename)::regclass = to_regclass($1)",
            &[&sequence.target],
        )
        .map_err(failed("asking for a sequence"))?;
    // NULL when it has handed out nothing.
    let Some(used) = found.and_then(|row| row.get::<_, Option<String>>(0)) else {
        return Ok(());
    };
    let Ok(used) = used.parse::<i128>() else {
        return Ok(());
    };
    let next = used + increment;
    // LAST_NUMBER is the next value that is not in the cache.
    let is_behind = if increment < 0 { last > next } else { last < next };
    if !is_behind {
        return Ok(());
    }
    let sql = format!("{}.{}", quoted(&owner), quoted(&name));
    let statement = format!("ALTER SEQUENCE {sql} RESTART START WITH {next}");
    if connection.major_version() >= 18 {
        connection.execute(&statement, &[])?;
        finished.statements.push(statement);
    } else {
        finished.left.push(format!(
            "sequence {sql} has to go on at {next}: this version of Oracle has no RESTART, so drop and create it"
        ));
    }
    Ok(())
}

fn take_back(client: &mut Client, fallback: &state::Fallback) -> Result<(), Error> {
    let failed = failed("taking the way back away");
    client
        .execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
              WHERE slot_name = $1 AND database = current_database()",
            &[&fallback.slot],
        )
        .map_err(&failed)?;
    let mut transaction = client.transaction().map_err(&failed)?;
    transaction
        .batch_execute(&format!("DROP PUBLICATION IF EXISTS {}", fallback.publication))
        .map_err(&failed)?;
    for (table, was) in &fallback.identities {
        transaction
            .batch_execute(&format!("ALTER TABLE IF EXISTS {table} REPLICA IDENTITY {was}"))
            .map_err(&failed)?;
    }
    state::set_state(&mut transaction, &fallback.name, "finished", None)?;
    transaction.commit().map_err(failed)
}
