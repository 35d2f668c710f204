//! Before the way back: what it needs is looked at, then made.

use super::lsn::Lsn;
use super::run::slot_position;
use super::state::{self, Fallback};
use super::table::BackTable;
use super::wire::ReplicationConnection;
use super::writer::{marker_ddl, marker_name, marker_table};
use super::{FallbackOptions, tables};
use crate::apply::origin_name;
use crate::state::failed;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::oracle::dictionary::{quoted, table_name};
use plconv_mover::source::oracle::driver::{Bind, OracleConnection};
use plconv_pg::quote_identifier as quote;
use postgres::Client;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The way back does not work.
    Blocking,
    /// It works, and not as one may think.
    Warning,
}

/// Something that is not as the way back needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub object: String,
    /// What is so.
    pub message: String,
    /// What to do about it: statements, or advice.
    pub remedy: String,
}

/// Triggers of a table that fire.
const TRIGGERS: &str = "SELECT owner, trigger_name FROM all_triggers WHERE table_owner = :1 AND table_name = :2 \
AND status = 'ENABLED' ORDER BY owner, trigger_name";

/// Foreign keys of a table that are looked at with each statement.
const FOREIGN_KEYS: &str = "SELECT constraint_name, deferrable, delete_rule FROM all_constraints WHERE owner = :1 \
AND table_name = :2 AND constraint_type = 'R' AND status = 'ENABLED' ORDER BY constraint_name";

/// Identity columns that take no values.
const IDENTITIES: &str = "SELECT column_name FROM all_tab_identity_cols WHERE owner = :1 AND table_name = :2 \
AND generation_type = 'ALWAYS'";

/// The character set of the database.
const CHARSET: &str = "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_CHARACTERSET'";

/// Settings of the cluster and rights of the role.
const CLUSTER: &str = "
SELECT current_setting('server_version_num')::int / 10000, current_setting('wal_level'),
       current_setting('max_replication_slots')::int - (SELECT count(*)::int FROM pg_replication_slots),
       (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user),
       has_database_privilege(current_database(), 'CREATE'),
       current_setting('max_slot_wal_keep_size'), current_database()::text";

/// Facts of a table.
const TABLE: &str = "
SELECT c.relreplident::text, c.relpersistence::text, pg_has_role(c.relowner, 'USAGE'),
       (SELECT format('USING INDEX %I', i.relname) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
         WHERE x.indrelid = c.oid AND x.indisreplident)
  FROM pg_class c WHERE c.oid = $1";

/// Whether nothing in Oracle looks at the changes of two tables together: no trigger and no foreign key acts at once.
pub(super) fn may_reorder(plan: &Plan, connection: &dyn OracleConnection) -> Result<bool, Error> {
    for table in &plan.tables {
        let (owner, name) = table_name(&table.source)?;
        let constraints = connection.texts(FOREIGN_KEYS, &[&owner, &name])?;
        if constraints.iter().any(|row| text(row, 1) != "DEFERRABLE")
            || !connection.texts(TRIGGERS, &[&owner, &name])?.is_empty()
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn text(row: &[Option<String>], index: usize) -> &str {
    row.get(index).and_then(Option::as_deref).unwrap_or_default()
}

/// Looks at everything that the way back needs, and changes nothing.
///
/// # Errors
/// When Oracle or PostgreSQL does not answer.
pub fn check(options: &FallbackOptions<'_>) -> Result<Vec<Finding>, Error> {
    let mut client = options.target.connect()?;
    let prepared = state::fallback(&mut client, &options.plan.name)?;
    let mut findings = Findings::default();
    findings.cluster(&options.plan, prepared.as_ref(), &mut client)?;
    let connection = options.source.open()?;
    let (tables, refused) = tables(&options.plan, connection.as_ref(), &mut client)?;
    for message in refused {
        findings.block(
            "plan",
            message,
            "leave the column out of `columns` in the plan, when nothing in PostgreSQL writes it",
        );
    }
    for (table, of_plan) in tables.iter().zip(&options.plan.tables) {
        findings.table(table, &mut client)?;
        if of_plan.operations.is_some() {
            findings.block(
                &table.source,
                "only some operations of it were replicated, so Oracle's rows are not those of PostgreSQL"
                    .to_owned(),
                "take it out of the plan of the way back",
            );
        }
    }
    findings.oracle(&options.plan, connection.as_ref())?;
    findings
        .0
        .sort_by(|a, b| (a.severity, &a.object).cmp(&(b.severity, &b.object)));
    Ok(findings.0)
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, severity: Severity, object: &str, message: String, remedy: impl Into<String>) {
        self.0.push(Finding {
            severity,
            object: object.to_owned(),
            message,
            remedy: remedy.into(),
        });
    }

    fn block(&mut self, object: &str, message: String, remedy: impl Into<String>) {
        self.add(Severity::Blocking, object, message, remedy);
    }

    fn warn(&mut self, object: &str, message: String, remedy: impl Into<String>) {
        self.add(Severity::Warning, object, message, remedy);
    }

    fn cluster(
        &mut self,
        plan: &Plan,
        prepared: Option<&Fallback>,
        client: &mut Client,
    ) -> Result<(), Error> {
        let row = client
            .query_one(CLUSTER, &[])
            .map_err(failed("looking at settings"))?;
        let (version, wal_level, free): (i32, String, i32) = (row.get(0), row.get(1), row.get(2));
        let (may_replicate, may_create): (bool, bool) = (row.get(3), row.get(4));
        let (kept, database): (String, String) = (row.get(5), row.get(6));
        if version < 15 {
            self.block(
                "server",
                format!("PostgreSQL {version}"),
                "PostgreSQL 15 or later",
            );
        }
        if wal_level != "logical" {
            self.block(
                "server",
                format!("wal_level is {wal_level}: the log does not hold what has changed"),
                "ALTER SYSTEM SET wal_level = 'logical', and start the server again",
            );
        }
        if free < 1 && prepared.is_none() {
            self.block(
                "server",
                "no replication slot is free".to_owned(),
                "raise max_replication_slots, and start the server again",
            );
        }
        if !may_replicate {
            self.block(
                "role",
                "it may not replicate".to_owned(),
                "ALTER ROLE ... REPLICATION; pg_hba.conf has to let it in to the database `replication` or its own",
            );
        }
        if !may_create {
            self.block(
                "role",
                "it may not create a publication".to_owned(),
                format!("GRANT CREATE ON DATABASE {} TO the role", quote(&database)),
            );
        }
        if kept != "-1" {
            self.warn(
                "server",
                format!(
                    "max_slot_wal_keep_size is {kept}: when Oracle is away for longer, the way back is lost"
                ),
                "raise it, or set it to -1 and watch the disk",
            );
        }
        let job = crate::state::job(client, &plan.name);
        if let Ok(Some(job)) = job
            && (job.state == "loading" || job.state == "applying")
        {
            let has_origin: bool = client
                .query_one(
                    "SELECT EXISTS (SELECT FROM pg_replication_origin WHERE roname = $1)",
                    &[&origin_name(&plan.name, &database)],
                )
                .map_err(failed("looking for the replication origin"))?
                .get(0);
            if !has_origin {
                self.block(
                    "role",
                    "what comes from Oracle cannot be told from what the application writes, while both go on: the role may not \
                     set replication origins"
                        .to_owned(),
                    "grant EXECUTE on the functions pg_replication_origin_*, or prepare behind the last SCN",
                );
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &BackTable, client: &mut Client) -> Result<(), Error> {
        let row = client
            .query_one(TABLE, &[&table.oid])
            .map_err(failed("looking at a table"))?;
        let (identity, persistence): (String, String) = (row.get(0), row.get(1));
        let is_owner: bool = row.get(2);
        if persistence != "p" {
            self.block(
                &table.target,
                "it is not logged".to_owned(),
                format!("ALTER TABLE {} SET LOGGED", table.target),
            );
        }
        if !is_owner {
            self.block(
                &table.target,
                "the role does not own it, so it cannot be published".to_owned(),
                format!(
                    "ALTER TABLE {} OWNER TO ..., or use a role of its owner",
                    table.target
                ),
            );
        }
        if !table.has_key() {
            let large = table.not_comparable();
            if large.is_empty() {
                self.warn(
                    &table.target,
                    "it has no primary key: rows are found by all their values".to_owned(),
                    "add a primary key, or an index in Oracle that helps to find rows",
                );
            } else {
                self.block(
                    &table.target,
                    format!(
                        "it has no primary key, and values of {} cannot be compared: a row cannot be found for certain",
                        large.join(", ")
                    ),
                    "add a primary key",
                );
            }
        }
        if !table.left_out.is_empty() {
            let names: Vec<&str> = table.left_out.iter().map(String::as_str).collect();
            self.warn(
                &table.target,
                format!("columns that Oracle does not get: {}", names.join(", ")),
                "they are added in Oracle and to the plan, or their values stay behind",
            );
        }
        if table.wants_whole_rows() && identity != "f" {
            self.warn(
                &table.target,
                "its old rows go to the log (REPLICA IDENTITY FULL), which grows by them".to_owned(),
                "nothing: `prepare` does it, and `finish` takes it back",
            );
        }
        Ok(())
    }

    fn oracle(&mut self, plan: &Plan, connection: &dyn OracleConnection) -> Result<(), Error> {
        let charset = connection.texts(CHARSET, &[])?;
        if let Some(name) = charset.first().map(|row| text(row, 0))
            && !matches!(name, "AL32UTF8" | "UTF8")
        {
            self.warn(
                "character set",
                format!("Oracle's is {name}: characters that it lacks become others without a word"),
                "compare with `plconv validate` afterwards",
            );
        }
        for table in &plan.tables {
            let (owner, name) = table_name(&table.source)?;
            let sql = format!("{}.{}", quoted(&owner), quoted(&name));
            for row in connection.texts(TRIGGERS, &[&owner, &name])? {
                let trigger = format!("{}.{}", quoted(text(&row, 0)), quoted(text(&row, 1)));
                self.warn(
                    &table.source,
                    format!("trigger {trigger} would act again on what PostgreSQL's triggers have acted on"),
                    format!("ALTER TRIGGER {trigger} DISABLE; and ENABLE when the application writes to Oracle again"),
                );
            }
            for row in connection.texts(FOREIGN_KEYS, &[&owner, &name])? {
                if text(&row, 1) == "DEFERRABLE" && text(&row, 2) == "NO ACTION" {
                    continue;
                }
                let constraint = quoted(text(&row, 0));
                self.warn(
                    &table.source,
                    format!(
                        "foreign key {constraint} is looked at with each statement, where PostgreSQL may have had another order, \
                         and what it deletes PostgreSQL's has deleted"
                    ),
                    format!("ALTER TABLE {sql} DISABLE CONSTRAINT {constraint}; and ENABLE VALIDATE afterwards"),
                );
            }
            for row in connection.texts(IDENTITIES, &[&owner, &name])? {
                let column = quoted(text(&row, 0));
                self.block(
                    &table.source,
                    format!("identity column {column} takes no values (ORA-32795)"),
                    format!("ALTER TABLE {sql} MODIFY ({column} GENERATED BY DEFAULT AS IDENTITY)"),
                );
            }
        }
        Ok(())
    }
}

/// Names of a slot and a publication: letters, digits and underscores.
fn slot_name(plan: &Plan, database: &str) -> String {
    let plain: String = format!("plconv_{}_{database}", plan.name)
        .to_lowercase()
        .chars()
        .map(|c| {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                c
            } else {
                '_'
            }
        })
        .collect();
    plain.chars().take(63).collect()
}

/// Makes what the way back needs: publication, replica identities, slot, and the row in Oracle that says how far it is. All that
/// is committed in PostgreSQL from then on goes back. What was prepared before stays as it is.
///
/// # Errors
/// When something blocks, or a server says no.
pub fn prepare(options: &FallbackOptions<'_>) -> Result<Fallback, Error> {
    let plan = &options.plan;
    let mut client = options.target.connect()?;
    let blocking: Vec<String> = check(options)?
        .iter()
        .filter(|finding| finding.severity == Severity::Blocking)
        .map(|finding| format!("{}: {}: {}", finding.object, finding.message, finding.remedy))
        .collect();
    if !blocking.is_empty() {
        return Err(Error::Usage(format!(
            "the way back is not possible:\n  {}",
            blocking.join("\n  ")
        )));
    }
    state::create(&mut client)?;
    if let Some(prepared) = state::fallback(&mut client, &plan.name)?
        && prepared.state != "preparing"
        && prepared.state != "finished"
    {
        return Ok(prepared);
    }
    let system = ReplicationConnection::connect(&options.target)?
        .query("asking who the server is", "IDENTIFY_SYSTEM")?;
    let system_id = system
        .first()
        .map(|row| text(row, 0).to_owned())
        .unwrap_or_default();
    let database: String = client
        .query_one("SELECT current_database()::text", &[])
        .map_err(failed("asking for the database"))?
        .get(0);
    let (tables, _) = tables(plan, options.source.open()?.as_ref(), &mut client)?;
    // The cutover has made them before anybody could write.
    let cutover = match crate::state::job(&mut client, &plan.name)? {
        Some(job) => crate::cutover::recorded(&mut client, job.id)?.and_then(|cutover| cutover.fallback),
        None => None,
    };
    let lsn = match cutover {
        Some(start) => {
            publish(
                &mut client,
                plan,
                (&start.slot, &start.publication, false),
                &system_id,
                &tables,
            )?;
            slot_position(&mut client, &start.slot)?.ok_or_else(|| {
                Error::Stopped(format!(
                    "the slot {} that the cutover has made is gone: what was written since cannot go back",
                    start.slot
                ))
            })?
        }
        None => {
            let slot = slot_name(plan, &database);
            publish(&mut client, plan, (&slot, &slot, true), &system_id, &tables)?;
            make_slot(&mut client, &slot)?
        }
    };
    put_checkpoint(options, &system_id, lsn)?;
    client
        .execute(
            "UPDATE plconv.fallback SET state = 'prepared', prepared_lsn = $2::text::pg_lsn, position = $2::text::pg_lsn
              WHERE name = $1",
            &[&plan.name, &lsn.to_string()],
        )
        .map_err(failed("noting the way back"))?;
    state::fallback(&mut client, &plan.name)?
        .ok_or_else(|| Error::Stopped("the way back is gone again".to_owned()))
}

/// The publication, and what of changed rows goes to the log.
fn publish(
    client: &mut Client,
    plan: &Plan,
    (slot, publication, is_new): (&str, &str, bool),
    system_id: &str,
    tables: &[BackTable],
) -> Result<(), Error> {
    let failed = failed("publishing the tables");
    let before = state::fallback(client, &plan.name)?;
    let mut identities: BTreeMap<String, String> = before
        .filter(|before| before.state == "preparing")
        .map(|before| before.identities)
        .unwrap_or_default();
    let mut left_out: BTreeMap<&str, &BTreeSet<String>> = BTreeMap::new();
    let mut transaction = client.transaction().map_err(&failed)?;
    for table in tables {
        left_out.insert(&table.target, &table.left_out);
        let row = transaction.query_one(TABLE, &[&table.oid]).map_err(&failed)?;
        let identity: String = row.get(0);
        let index: Option<String> = row.get(3);
        let wanted = if table.wants_whole_rows() { "f" } else { "d" };
        // Whole rows are never too much.
        if identity == wanted || identity == "f" {
            continue;
        }
        let was = match identity.as_str() {
            "n" => "NOTHING".to_owned(),
            "i" => index.unwrap_or_else(|| "DEFAULT".to_owned()),
            _ => "DEFAULT".to_owned(),
        };
        identities.entry(table.target.clone()).or_insert(was);
        let now = if wanted == "f" { "FULL" } else { "DEFAULT" };
        transaction
            .batch_execute(&format!("ALTER TABLE {} REPLICA IDENTITY {now}", table.target))
            .map_err(&failed)?;
    }
    let names: Vec<&str> = tables.iter().map(|table| table.target.as_str()).collect();
    if is_new {
        transaction
            .batch_execute(&format!(
                "DROP PUBLICATION IF EXISTS {publication};
                 CREATE PUBLICATION {publication} FOR TABLE {} WITH (publish_via_partition_root = true)",
                names.join(", ")
            ))
            .map_err(&failed)?;
    }
    let json = |value: serde_json::Result<String>| value.unwrap_or_else(|_| "{}".to_owned());
    transaction
        .execute("DELETE FROM plconv.fallback WHERE name = $1", &[&plan.name])
        .map_err(&failed)?;
    transaction
        .execute(
            "INSERT INTO plconv.fallback (name, state, slot, publication, system_id, identities, left_out)
             VALUES ($1, 'preparing', $2, $6, $3, $4::text::jsonb, $5::text::jsonb)",
            &[
                &plan.name,
                &slot,
                &system_id,
                &json(serde_json::to_string(&identities)),
                &json(serde_json::to_string(&left_out)),
                &publication,
            ],
        )
        .map_err(&failed)?;
    transaction.commit().map_err(failed)
}

/// The slot; one that an earlier attempt has left holds what nobody was promised.
fn make_slot(client: &mut Client, slot: &str) -> Result<Lsn, Error> {
    let failed = failed("making the replication slot");
    client
        .execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND database = current_database()",
            &[&slot],
        )
        .map_err(&failed)?;
    let row = client
        .query_one(
            "SELECT lsn::text FROM pg_create_logical_replication_slot($1, 'pgoutput')",
            &[&slot],
        )
        .map_err(&failed)?;
    row.get::<_, String>(0)
        .parse()
        .map_err(|error| Error::Stopped(format!("the server names no position: {error}")))
}

/// The row in Oracle.
fn put_checkpoint(options: &FallbackOptions<'_>, system_id: &str, lsn: Lsn) -> Result<(), Error> {
    let plan = &options.plan;
    let connection = options.source.open_writer()?;
    let marker = marker_table(plan);
    let exists = connection.texts(
        "SELECT table_name FROM all_tables WHERE owner = :1 AND table_name = :2",
        &[&marker.owner, &marker.table],
    )?;
    if exists.is_empty() {
        connection.execute(&marker_ddl(plan), &[])?;
        // The forward direction reads it from the log.
        connection.execute(
            &format!(
                "ALTER TABLE {} ADD SUPPLEMENTAL LOG DATA (PRIMARY KEY) COLUMNS",
                marker_name(plan)
            ),
            &[],
        )?;
    }
    connection.execute(
        &format!("DELETE FROM {} WHERE job = :1", marker_name(plan)),
        &[&plan.name],
    )?;
    connection.batch(
        &format!(
            "INSERT INTO {} (job, system_id, lsn, begun_at, transactions, changes) VALUES (:1, :2, :3, :4, 0, 0)",
            marker_name(plan)
        ),
        &[vec![
            Bind::Text(plan.name.clone()),
            Bind::Text(system_id.to_owned()),
            Bind::Text(lsn.to_string()),
            Bind::Text(lsn.to_string()),
        ]],
    )?;
    Ok(connection.commit()?)
}
