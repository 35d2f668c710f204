//! A plan that changes: while a job runs, and between two runs of it.

use crate::state::{self, Job, JobTable, failed};
use plconv_mover::error::Error;
use plconv_mover::plan::{Plan, TablePlan};
use plconv_mover::policy::ColumnPolicy;
use postgres::Client;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a running job hears of another plan.
pub trait NewerPlan: Sync {
    /// Whether another plan has come that [`NewerPlan::plan`] has not given yet. Asked about once a second, and never while a
    /// fence is held.
    fn has_come(&self) -> bool;

    /// The plan that has come last, if it is another than the one that is followed; the same again after it was refused.
    fn plan(&self) -> Option<Arc<Plan>>;

    /// Told why that one cannot be followed. The one that is followed stays.
    fn refused(&self, why: &str);
}

/// A plan that stays as it is.
#[derive(Debug)]
pub struct Unchanging;

impl NewerPlan for Unchanging {
    fn has_come(&self) -> bool {
        false
    }

    fn plan(&self) -> Option<Arc<Plan>> {
        None
    }

    fn refused(&self, _: &str) {}
}

/// What a plan says about the rows of a table: which there are, and what becomes of their values. Changes can be applied only by
/// what the rows were copied by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Definition {
    table: TablePlan,
    policy: ColumnPolicy,
}

impl Definition {
    fn new(plan: &Plan, table: &TablePlan) -> Definition {
        Definition {
            table: TablePlan {
                source: String::new(),
                target: String::new(),
                existing: None,
                ..table.clone()
            },
            policy: plan.policy.clone(),
        }
    }

    /// What differs, by the names of the plan's keys.
    fn differences(&self, other: &Definition) -> Vec<&'static str> {
        let (one, two) = (&self.table, &other.table);
        [
            ("where", one.filter != two.filter),
            ("columns", one.columns != two.columns),
            ("column", one.column != two.column),
            ("operations", one.operations != two.operations),
            ("[policy]", self.policy != other.policy),
        ]
        .into_iter()
        .filter_map(|(key, differs)| differs.then_some(key))
        .collect()
    }
}

/// The definition of a table of a plan, to be saved with the job.
pub(super) fn definition(plan: &Plan, table: &TablePlan) -> String {
    serde_json::to_string(&Definition::new(plan, table)).unwrap_or_default()
}

/// Whether another plan has come that can be followed; where it cannot, that is told.
///
/// # Errors
/// What PostgreSQL says.
pub(super) fn is_to_be_followed(
    newer: &dyn NewerPlan,
    client: &mut Client,
    job: &Job,
) -> Result<bool, Error> {
    let Some(plan) = newer.plan() else {
        return Ok(false);
    };
    let plan = state::plan_of_now(client, job.id, &plan)?;
    let objection = objection(client, job, &plan)?;
    if let Some(objection) = &objection {
        newer.refused(objection);
    }
    Ok(objection.is_none())
}

/// Why a plan cannot be followed with the rows that are there; `None` when it can. The plan has tables under the names that they
/// have in the source by now.
///
/// # Errors
/// What PostgreSQL says.
pub(super) fn objection(client: &mut Client, job: &Job, plan: &Plan) -> Result<Option<String>, Error> {
    for known in state::tables(client, job.id)? {
        let Some(table) = plan.tables.iter().find(|table| table.source == known.source) else {
            continue;
        };
        let has_rows = match known.state.as_str() {
            "loading" => true,
            "applying" => known.wanted == "run",
            _ => false,
        };
        if !has_rows {
            continue;
        }
        let what = match &known.definition {
            _ if !is_same_target(client, &known, table)? => {
                format!("they are in {}, and target is {} now", known.target, table.target)
            }
            Some(saved) => {
                let saved: Definition = serde_json::from_str(saved).map_err(|error| {
                    Error::Stopped(format!(
                        "plconv.replication_table.definition of {}: {error}",
                        known.source
                    ))
                })?;
                let differences = saved.differences(&Definition::new(plan, table));
                if differences.is_empty() {
                    continue;
                }
                format!("{} differs", differences.join(", "))
            }
            None => continue,
        };
        let source = &known.source;
        let remedy = match known.state.as_str() {
            "loading" => {
                "take the change back until they are loaded, or take the table out of the plan".to_owned()
            }
            _ => format!(
                "take the change back, or let them be copied again: UPDATE plconv.replication_table SET wanted = 'copy' WHERE \
                 source = '{source}'"
            ),
        };
        return Ok(Some(format!(
            "the rows of {source} were copied by another plan: {what}; {remedy}"
        )));
    }
    Ok(None)
}

/// Whether the rows of a table are where the plan has them, however that is spelt.
fn is_same_target(client: &mut Client, known: &JobTable, table: &TablePlan) -> Result<bool, Error> {
    if known.target == table.target {
        return Ok(true);
    }
    let row = client.query_one(
        "SELECT to_regclass($1) IS NOT DISTINCT FROM to_regclass($2)",
        &[&known.target, &table.target],
    );
    Ok(row.map_err(failed("looking at the tables of the plan"))?.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(table: &str) -> Plan {
        Plan::parse(&format!(
            "version = 1\nname = \"n\"\n[source]\noracle = \"//h/s\"\n[target]\n[[table]]\nsource = \"A.T\"\ntarget = \"t\"\n{table}"
        ))
        .unwrap()
    }

    #[test]
    fn what_makes_other_rows_is_told_from_what_does_not() {
        let before = plan("");
        let saved: Definition = serde_json::from_str(&definition(&before, &before.tables[0])).unwrap();
        for (table, expected) in [
            ("existing = \"truncate\"\n", ""),
            ("where = \"id > 5\"\n", "where"),
            (
                "columns = [\"ID\"]\noperations = [\"insert\"]\n",
                "columns operations",
            ),
            ("[table.column.ID]\ntransform = [\"trim\"]\n", "column"),
            ("[policy]\nnul = \"strip\"\n", "[policy]"),
        ] {
            let after = plan(table);
            let after = Definition::new(&after, &after.tables[0]);
            assert_eq!(saved.differences(&after).join(" "), expected, "{table}");
        }
        // One that was saved by an earlier program, which knew fewer keys.
        let saved: Definition = serde_json::from_str("{}").unwrap();
        assert_eq!(saved, Definition::default());
    }
}
