//! What a cutover leaves for the way back: from where on the target's own changes are to be carried to the source.

use crate::state::{failed, scn_text};
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::target;
use postgres::{Client, GenericClient};
use serde::Serialize;

/// A cutover that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cutover {
    /// What committed up to this SCN in the source is in the target, and nothing that committed later.
    pub scn: u64,
    /// What commits from this LSN on in the target is not in the source: `0/16B3748`.
    pub lsn: String,
    /// The slot that has kept all changes since, and its publication, when the way back was prepared.
    pub fallback: Option<FallbackStart>,
}

/// What the way back begins with. Both exist before anyone but plconv writes to the target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FallbackStart {
    /// A logical replication slot with the plugin `pgoutput`.
    pub slot: String,
    /// The publication of all tables of the job.
    pub publication: String,
}

/// Makes the slot and the publication that the way back reads by, unless they are there. Tables without a key in the target get
/// REPLICA IDENTITY FULL, since their rows are known by all their values, and those with times that may have lost something on
/// their way, since only what changes may be written back.
///
/// To be called while nobody writes to the target: what is written before is not in the slot.
///
/// # Errors
/// When the server has not `wal_level = logical`, has no slot left, or the role may not.
pub fn prepare_fallback(client: &mut Client, plan: &Plan, job: i64) -> Result<FallbackStart, Error> {
    let what = "preparing the way back";
    let failed = failed(what);
    let start = FallbackStart {
        slot: format!("plconv_fallback_{job}"),
        publication: format!("plconv_fallback_{job}"),
    };
    let level: String = client.query_one("SHOW wal_level", &[]).map_err(&failed)?.get(0);
    if level != "logical" {
        return Err(Error::Stopped(format!(
            "the way back reads the target's log, and its wal_level is {level}: ALTER SYSTEM SET wal_level = 'logical', restart \
             the server"
        )));
    }
    let mut names = Vec::new();
    for table in &plan.tables {
        let of_target = target::table(client, &table.target)?;
        let has_identity: bool = client
            .query_one(
                "SELECT c.relreplident <> 'd' OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
                        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
                                           AND (a.atttypid IN ('timestamptz'::regtype, 'date'::regtype)
                                                OR a.atttypid = 'timestamp'::regtype AND a.atttypmod NOT BETWEEN 0 AND 5))
                   FROM pg_class c WHERE c.oid = $1",
                &[&of_target.oid],
            )
            .map_err(&failed)?
            .get(0);
        if !has_identity {
            client
                .batch_execute(&format!("ALTER TABLE {} REPLICA IDENTITY FULL", of_target.name))
                .map_err(&failed)?;
        }
        names.push(of_target.name);
    }
    let exists: bool = client
        .query_one(
            "SELECT EXISTS (SELECT FROM pg_publication WHERE pubname = $1)",
            &[&start.publication],
        )
        .map_err(&failed)?
        .get(0);
    let publication = plconv_pg::quote_identifier(&start.publication);
    let tables = names.join(", ");
    client
        .batch_execute(&match exists {
            true => format!("ALTER PUBLICATION {publication} SET TABLE {tables}"),
            false => format!(
                "CREATE PUBLICATION {publication} FOR TABLE {tables} WITH (publish_via_partition_root = true)"
            ),
        })
        .map_err(&failed)?;
    client
        .execute(
            "SELECT pg_create_logical_replication_slot($1, 'pgoutput')
              WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1)",
            &[&start.slot],
        )
        .map_err(&failed)?;
    Ok(start)
}

/// Takes away what [`prepare_fallback`] has made; slots that nobody reads keep the server's log for ever.
///
/// # Errors
/// What PostgreSQL says.
pub fn forget_fallback(client: &mut Client, start: &FallbackStart) -> Result<(), Error> {
    let failed = failed("taking back what was prepared for the way back");
    client
        .execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND NOT active",
            &[&start.slot],
        )
        .map_err(&failed)?;
    client
        .batch_execute(&format!(
            "DROP PUBLICATION IF EXISTS {}",
            plconv_pg::quote_identifier(&start.publication)
        ))
        .map_err(&failed)
}

/// The cutover of a job, when it is done.
///
/// # Errors
/// What PostgreSQL says.
pub fn recorded(client: &mut impl GenericClient, job: i64) -> Result<Option<Cutover>, Error> {
    let row = client
        .query_opt(
            "SELECT scn::text, lsn::text, slot, publication FROM plconv.replication_cutover WHERE job_id = $1",
            &[&job],
        )
        .map_err(failed("looking for the cutover"))?;
    Ok(row.map(|row| Cutover {
        scn: row.get::<_, &str>(0).parse().unwrap_or(0),
        lsn: row.get(1),
        fallback: row
            .get::<_, Option<String>>(2)
            .zip(row.get::<_, Option<String>>(3))
            .map(|(slot, publication)| FallbackStart { slot, publication }),
    }))
}

/// Notes that a job's cutover is done, with the LSN of now; its state is `cut-over` from here on.
///
/// # Errors
/// What PostgreSQL says.
pub fn record(
    client: &mut Client,
    job: i64,
    scn: u64,
    fallback: Option<&FallbackStart>,
) -> Result<Cutover, Error> {
    let failed = failed("noting the cutover");
    let mut transaction = client.transaction().map_err(&failed)?;
    transaction
        .execute(
            "INSERT INTO plconv.replication_cutover (job_id, scn, lsn, slot, publication)
             VALUES ($1, $2::text::numeric, pg_current_wal_lsn(), $3, $4)
             ON CONFLICT (job_id) DO UPDATE
                SET scn = EXCLUDED.scn, lsn = EXCLUDED.lsn, slot = EXCLUDED.slot, publication = EXCLUDED.publication,
                    at = now()",
            &[
                &job,
                &scn_text(scn),
                &fallback.map(|start| start.slot.as_str()),
                &fallback.map(|start| start.publication.as_str()),
            ],
        )
        .map_err(&failed)?;
    transaction
        .execute(
            "UPDATE plconv.replication SET state = 'cut-over', wanted = 'run', error = NULL, advice = NULL, updated_at = now()
              WHERE job_id = $1",
            &[&job],
        )
        .map_err(&failed)?;
    let cutover = recorded(&mut transaction, job)?;
    transaction.commit().map_err(&failed)?;
    cutover.ok_or_else(|| Error::Stopped("the cutover is gone again".to_owned()))
}
