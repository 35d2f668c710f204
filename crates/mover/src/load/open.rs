//! Loads that have begun and not ended, for those that go on with them.

use super::run::failed;
use crate::error::Error;
use crate::plan::Plan;
use postgres::{Client, GenericClient};

/// A plan as the load of its name began, when there is one that has not ended; where it connects and how much it takes is as
/// the plan says now.
///
/// # Errors
/// What PostgreSQL says.
pub fn plan_of_open_run(client: &mut Client, plan: &Plan) -> Result<Option<Plan>, Error> {
    if !has_state(client)? {
        return Ok(None);
    }
    let row = client
        .query_opt(
            "SELECT plan FROM plconv.run WHERE name = $1 AND finished_at IS NULL",
            &[&plan.name],
        )
        .map_err(failed("looking for the run"))?;
    row.map(|row| plan.sharing(row.get(0))).transpose()
}

/// The SCNs of loads that have begun and not ended, of a name or of one that goes on with `@` behind it.
///
/// # Errors
/// What PostgreSQL says.
pub fn open_runs(client: &mut Client, name: &str) -> Result<Vec<(String, u64)>, Error> {
    if !has_state(client)? {
        return Ok(Vec::new());
    }
    let rows = client
        .query(
            "SELECT name, scn::text FROM plconv.run
              WHERE finished_at IS NULL AND scn IS NOT NULL AND (name = $1 OR starts_with(name, $1 || '@')) ORDER BY run_id",
            &[&name],
        )
        .map_err(failed("looking for runs"))?;
    Ok(rows
        .iter()
        .filter_map(|row| Some((row.get(0), row.get::<_, &str>(1).parse().ok()?)))
        .collect())
}

/// Takes a table out of a load that has not ended, if there is one: its other rows are not read, and foreign keys that speak of
/// it come back without having been checked. Its indexes and keys come back as those of the others do.
///
/// # Errors
/// What PostgreSQL says.
pub fn leave_out(client: &mut impl GenericClient, name: &str, source: &str) -> Result<(), Error> {
    let failed = failed("taking a table out of the run");
    if !has_state(client)? {
        return Ok(());
    }
    let row = client
        .query_opt(
            "UPDATE plconv.run_table t SET state = 'skipped' FROM plconv.run r
              WHERE r.run_id = t.run_id AND r.name = $1 AND r.finished_at IS NULL AND t.source = $2
             RETURNING t.run_id, t.table_no, coalesce(to_regclass(t.target)::text, t.target)",
            &[&name, &source],
        )
        .map_err(&failed)?;
    let Some(row) = row else { return Ok(()) };
    let (run, table, target): (i64, i32, String) = (row.get(0), row.get(1), row.get(2));
    client
        .execute(
            "DELETE FROM plconv.chunk WHERE run_id = $1 AND table_no = $2 AND state <> 'done'",
            &[&run, &table],
        )
        .map_err(&failed)?;
    // Each check is named as its foreign key is.
    client
        .execute(
            "DELETE FROM plconv.task v USING plconv.task f
              WHERE v.run_id = $1 AND f.run_id = $1 AND v.state <> 'done' AND v.what = 'check of ' || f.what
                AND (starts_with(f.statement, 'ALTER TABLE ' || $2 || ' ')
                     OR strpos(f.statement, ' REFERENCES ' || $2 || '(') > 0)",
            &[&run, &target],
        )
        .map_err(&failed)?;
    Ok(())
}

fn has_state(client: &mut impl GenericClient) -> Result<bool, Error> {
    let row = client.query_one("SELECT to_regclass('plconv.run') IS NOT NULL", &[]);
    Ok(row.map_err(failed("looking for runs"))?.get(0))
}
