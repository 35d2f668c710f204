//! Rows that are not as in the source although their changes were applied, found and repaired while replication runs.

use super::run::{CutoverOptions, Run};
use plconv_mover::error::Error;
use plconv_mover::validate::{
    RepairOptions, Repaired, TableValidation, ValidateOptions, Validation, repair, validate,
};
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DriftReport {
    /// The SCN of which both sides were compared.
    pub scn: u64,
    /// What was found.
    pub found: Validation,
    /// What was repaired.
    pub repaired: Vec<Repaired>,
    /// Whether both sides were equal in the end.
    pub is_equal: bool,
}

/// Compares source and target as of a fence, and with `repairs` makes rows that differ as the source had them there. Changes that
/// were made later wait meanwhile and come after, so that nothing is overwritten by older values.
///
/// # Errors
/// When a side does not answer, or the target does not reach the fence in time.
pub fn drift(
    options: &CutoverOptions<'_>,
    tables: &[String],
    repairs: bool,
    script: Option<&mut dyn Write>,
    told: &mut dyn FnMut(&TableValidation),
) -> Result<DriftReport, Error> {
    let mut silent = |_: &super::Step| {};
    let mut run = Run::open(options, &mut silent)?;
    let result = compared(&mut run, tables, repairs, script, told);
    let undone = run.undo();
    let report = result?;
    undone?;
    Ok(report)
}

fn compared(
    run: &mut Run<'_, '_>,
    tables: &[String],
    repairs: bool,
    script: Option<&mut dyn Write>,
    told: &mut dyn FnMut(&TableValidation),
) -> Result<DriftReport, Error> {
    run.hold()?;
    let scn = run.options.source.current_scn()?;
    if let Some(message) = run.reach(scn)? {
        return Err(Error::Stopped(message));
    }
    run.fault("fence")?;
    let options = ValidateOptions {
        plan: Arc::new(run.replicated()?),
        source: run.options.migrate.source.clone(),
        target: run.options.migrate.target.clone(),
        tables: tables.to_vec(),
        scn: Some(scn),
    };
    if !repairs && script.is_none() {
        let found = validate(&options, told)?;
        return Ok(DriftReport {
            scn,
            is_equal: found.is_equal(),
            found,
            repaired: Vec::new(),
        });
    }
    let (found, repaired) = repair(
        RepairOptions {
            validate: &options,
            executes: repairs,
            script,
        },
        told,
    )?;
    let mut is_equal = found.is_equal();
    let (mut all, mut before) = (repaired, differing(&found));
    // Of many differences only so many are looked at in one go.
    while repairs && !is_equal {
        let (again, more) = repair(
            RepairOptions {
                validate: &options,
                executes: true,
                script: None,
            },
            &mut |_| {},
        )?;
        is_equal = again.is_equal();
        let now = differing(&again);
        if now >= before {
            break;
        }
        before = now;
        all.extend(more);
    }
    Ok(DriftReport {
        scn,
        found,
        repaired: all,
        is_equal,
    })
}

fn differing(validation: &Validation) -> u64 {
    validation
        .tables
        .iter()
        .map(|table| table.differing_buckets)
        .sum()
}
