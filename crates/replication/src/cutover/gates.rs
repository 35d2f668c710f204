//! What must be so before the target can take the source's place.

use super::run::SourceState;
use crate::state::{self, failed};
use plconv_catalog::naming::identifier;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::SourceSession;
use plconv_mover::target;
use plconv_pg::quote_identifier as quote;
use postgres::Client;
use std::collections::BTreeSet;

/// What a look came to.
pub(super) enum Checked {
    Passed(String),
    Failed { message: String, advice: String },
}

fn checked(wrong: &[String], passed: impl Into<String>, advice: &str) -> Checked {
    match wrong.is_empty() {
        true => Checked::Passed(passed.into()),
        false => Checked::Failed {
            message: wrong.join("; "),
            advice: advice.to_owned(),
        },
    }
}

fn texts(client: &mut Client, what: &str, sql: &str, job: i64) -> Result<Vec<String>, Error> {
    let rows = client.query(sql, &[&job]).map_err(failed(what))?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// All tables are replicated.
pub(super) fn tables(client: &mut Client, job: i64, plan: &Plan) -> Result<Checked, Error> {
    let known = state::tables(client, job)?;
    let mut wrong: Vec<String> = known
        .iter()
        .filter(|table| !matches!(table.state.as_str(), "applying" | "removed"))
        .map(|table| format!("{} is {}", table.source, table.state))
        .collect();
    let of_job: BTreeSet<&str> = known.iter().map(|table| table.source.as_str()).collect();
    wrong.extend(
        plan.tables
            .iter()
            .filter(|table| !of_job.contains(table.source.as_str()))
            .map(|table| format!("{} has never been copied", table.source)),
    );
    Ok(checked(
        &wrong,
        format!(
            "{} tables are replicated",
            known.iter().filter(|table| table.state == "applying").count()
        ),
        "SELECT source, error, advice FROM plconv.replication_table; copy them with UPDATE plconv.replication_table SET wanted = \
         'copy', or remove them, then let `plconv migrate` run",
    ))
}

/// No statement of DDL is left.
pub(super) fn definitions(client: &mut Client, job: i64) -> Result<Checked, Error> {
    let wrong = texts(
        client,
        "looking for statements that are left",
        "SELECT format('%s (%s): %s', state, source, statement) FROM plconv.replication_ddl
          WHERE job_id = $1 AND (state IN ('waiting', 'accepted', 'left') OR state = 'applied' AND message IS NOT NULL)
          ORDER BY ddl_id",
        job,
    )?;
    Ok(checked(
        &wrong,
        "no statement of DDL is left",
        "do the same in the target, then UPDATE plconv.replication_ddl SET state = 'skipped' WHERE state IN ('left', 'waiting'), \
         and message = NULL for those that were applied in part",
    ))
}

/// No change was left out.
pub(super) fn conflicts(client: &mut Client, job: i64) -> Result<Checked, Error> {
    let wrong = texts(
        client,
        "looking for conflicts",
        "SELECT format('%s changes of %s are conflicts', count(*), source) FROM plconv.replication_conflict
          WHERE job_id = $1 GROUP BY source ORDER BY source",
        job,
    )?;
    Ok(checked(
        &wrong,
        "no change was left out",
        "`plconv drift` repairs the rows; then DELETE FROM plconv.replication_conflict",
    ))
}

/// The oids of the target's tables.
fn oids(client: &mut Client, plan: &Plan) -> Result<Vec<(usize, u32)>, Error> {
    let mut oids = Vec::new();
    for (number, table) in plan.tables.iter().enumerate() {
        let row = client
            .query_one("SELECT to_regclass($1)::oid", &[&table.target])
            .map_err(failed("looking for tables"))?;
        if let Some(oid) = row.get(0) {
            oids.push((number, oid));
        }
    }
    Ok(oids)
}

/// Triggers that are disabled are so in the source too.
pub(super) fn triggers(client: &mut Client, plan: &Plan, source: &dyn SourceState) -> Result<Checked, Error> {
    let mut wrong = Vec::new();
    for (number, oid) in oids(client, plan)? {
        let names: Vec<String> = client
            .query(
                "SELECT tgname::text FROM pg_trigger WHERE tgrelid = $1 AND NOT tgisinternal AND tgenabled = 'D' ORDER BY tgname",
                &[&oid],
            )
            .map_err(failed("looking for triggers"))?
            .iter()
            .map(|row| row.get(0))
            .collect();
        let Some(table) = plan.tables.get(number).filter(|_| !names.is_empty()) else {
            continue;
        };
        let of_source: BTreeSet<String> = source
            .disabled_triggers(table)?
            .iter()
            .map(|name| identifier(name))
            .collect();
        wrong.extend(
            names
                .iter()
                .filter(|name| !of_source.contains(*name))
                .map(|name| format!("ALTER TABLE {} ENABLE TRIGGER {}", table.target, quote(name))),
        );
    }
    Ok(checked(
        &wrong,
        "triggers are on, but for those that are off in the source",
        "these are off in the target and on in the source: run the statements",
    ))
}

/// Indexes can be used.
pub(super) fn indexes(client: &mut Client, plan: &Plan) -> Result<Checked, Error> {
    let oids: Vec<u32> = oids(client, plan)?.into_iter().map(|(_, oid)| oid).collect();
    let wrong: Vec<String> = client
        .query(
            "SELECT format('%s of %s cannot be used', indexrelid::regclass, indrelid::regclass) FROM pg_index
              WHERE indrelid = ANY ($1) AND NOT (indisvalid AND indisready) ORDER BY indexrelid",
            &[&oids],
        )
        .map_err(failed("looking for indexes"))?
        .iter()
        .map(|row| row.get(0))
        .collect();
    Ok(checked(
        &wrong,
        "all indexes can be used",
        "REINDEX INDEX, or drop them and make them again",
    ))
}

/// What the way back reads by can be made.
pub(super) fn fallback(client: &mut Client) -> Result<Checked, Error> {
    let row = client
        .query_one(
            "SELECT current_setting('wal_level'), current_setting('max_replication_slots')::int
                     - (SELECT count(*) FROM pg_replication_slots)::int,
                    (SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user)",
            &[],
        )
        .map_err(failed("looking at the server's settings"))?;
    let (level, slots, may): (String, i32, bool) = (row.get(0), row.get(1), row.get(2));
    let mut wrong = Vec::new();
    if level != "logical" {
        wrong.push(format!(
            "wal_level is {level}: ALTER SYSTEM SET wal_level = 'logical', and restart the server"
        ));
    }
    if slots < 1 {
        wrong.push(
            "no replication slot is left: raise max_replication_slots, and restart the server".to_owned(),
        );
    }
    if !may {
        wrong.push("the role has not the attribute REPLICATION".to_owned());
    }
    Ok(checked(
        &wrong,
        "the way back can be prepared",
        "the way back reads the server's log",
    ))
}

/// Constraints that rows were not checked by: table and name, as SQL.
pub(super) fn not_valid(client: &mut Client, plan: &Plan) -> Result<Vec<(String, String)>, Error> {
    let oids: Vec<u32> = oids(client, plan)?.into_iter().map(|(_, oid)| oid).collect();
    let rows = client
        .query(
            "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint
              WHERE (conrelid = ANY ($1) OR confrelid = ANY ($1)) AND NOT convalidated ORDER BY 1, 2",
            &[&oids],
        )
        .map_err(failed("looking for constraints"))?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// A sequence, and where it is to stand.
pub(super) struct WantedSequence {
    pub(super) name: String,
    pub(super) last: i64,
    pub(super) is_called: bool,
    pub(super) next: i64,
}

/// Sequences of the plan, and those of identities and defaults of its tables, that do not stand behind the last values.
pub(super) fn sequences(
    client: &mut Client,
    plan: &Plan,
    source: &mut dyn SourceSession,
) -> Result<Vec<WantedSequence>, Error> {
    let mut wanted = Vec::new();
    for sequence in &plan.sequences {
        let next = source.sequence(&sequence.source)?.ok_or_else(|| {
            Error::Usage(format!(
                "sequence {}: the source has none of this name, or the account may not see it",
                sequence.source
            ))
        })?;
        let next = next.trim().parse::<i64>().map_err(|_| {
            Error::Stopped(format!(
                "sequence {} stands at {next}, which no sequence of PostgreSQL reaches",
                sequence.source
            ))
        })?;
        wanted.extend(behind(client, &sequence.target, next)?);
    }
    for table in &plan.tables {
        let of_target = target::table(client, &table.target)?;
        let owned = client
            .query(
                "SELECT attname::text, pg_get_serial_sequence($2, attname) FROM pg_attribute
                  WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped
                    AND pg_get_serial_sequence($2, attname) IS NOT NULL ORDER BY attnum",
                &[&of_target.oid, &of_target.name],
            )
            .map_err(failed("looking for identities"))?;
        for row in owned {
            let (column, sequence): (String, String) = (row.get(0), row.get(1));
            let column = quote(&column);
            let sql = format!(
                "SELECT CASE WHEN s.seqincrement > 0 THEN max({column}) ELSE min({column}) END::bigint + s.seqincrement
                   FROM pg_sequence s LEFT JOIN {} t ON true WHERE s.seqrelid = $1::text::regclass GROUP BY s.seqincrement",
                of_target.name
            );
            let next: Option<i64> = client
                .query_one(&sql, &[&sequence])
                .map_err(failed(format!("looking for the last value of {column}")))?
                .get(0);
            if let Some(next) = next {
                wanted.extend(behind(client, &sequence, next)?);
            }
        }
    }
    Ok(wanted)
}

/// A sequence, unless it hands out `next` or a later value anyway.
fn behind(client: &mut Client, name: &str, next: i64) -> Result<Option<WantedSequence>, Error> {
    let row = client
        .query_opt(
            "SELECT s.seqincrement FROM pg_sequence s WHERE s.seqrelid = to_regclass($1)",
            &[&name],
        )
        .map_err(failed(format!("looking at sequence {name}")))?;
    let Some(row) = row else {
        return Err(Error::Usage(format!("{name}: the target has no such sequence")));
    };
    let increment: i64 = row.get(0);
    let row = client
        .query_one(&format!("SELECT last_value, is_called FROM {name}"), &[])
        .map_err(failed(format!("looking at sequence {name}")))?;
    let (last, is_called): (i64, bool) = (row.get(0), row.get(1));
    let stands = if is_called {
        last.saturating_add(increment)
    } else {
        last
    };
    let is_behind = if increment > 0 {
        stands >= next
    } else {
        stands <= next
    };
    Ok((!is_behind).then(|| WantedSequence {
        name: name.to_owned(),
        last,
        is_called,
        next,
    }))
}
