//! `plconv validate`

use crate::arguments::mover::ValidateArguments;
use crate::moving;
use crate::outcome::{Outcome, UsageError};
use crate::terminal;
use anyhow::Context;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::oracle::current_scn;
use plconv_mover::source::{FileSource, OracleSource, Source};
use plconv_mover::target::Target;
use plconv_mover::validate::{
    RepairOptions, Repaired, TableValidation, ValidateOptions, compare_objects, repair, validate,
};
use plconv_replication::state;
use std::fmt::Write;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

/// Compares source and target.
pub fn run(arguments: &ValidateArguments) -> anyhow::Result<Outcome> {
    let plan = moving::plan(&arguments.plan)?;
    if arguments.objects {
        return objects(&plan, arguments);
    }
    let target = moving::target(&plan, &arguments.ends)?;
    let oracle = moving::oracle(&plan, arguments.ends.ask_passwords)?;
    let scn = match (arguments.scn, &oracle) {
        (None, Some(oracle)) => moving::explained(scn_of_replication(&plan, &target, oracle))?,
        (scn, _) => scn,
    };
    let source: Arc<dyn Source> = match oracle {
        Some(oracle) => oracle,
        None => Arc::new(FileSource::new(Arc::new(plan.clone()))),
    };
    let options = ValidateOptions {
        source,
        target,
        plan: Arc::new(plan),
        tables: arguments.tables.clone(),
        scn,
    };
    let mut told = |table: &TableValidation| {
        if !arguments.json {
            // The result is printed at the end as well as its status says.
            let _ = terminal::print(&shown(table));
        }
    };
    if let Some(file) = &arguments.repair {
        return repaired(&options, file, arguments, &mut told);
    }
    let validation = moving::explained(validate(&options, &mut told))?;
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&validation)?))?;
    }
    Ok(if validation.is_equal() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// What changes have been applied to is no longer what the load has left: it is compared with the source of now.
fn scn_of_replication(plan: &Plan, target: &Target, oracle: &OracleSource) -> Result<Option<u64>, Error> {
    let mut client = target.connect()?;
    let is_known: bool = client
        .query_one("SELECT to_regclass('plconv.replication') IS NOT NULL", &[])
        .map_err(state::failed("looking for the job"))?
        .get(0);
    if !is_known {
        return Ok(None);
    }
    let Some(job) = state::job(&mut client, &plan.name)? else {
        return Ok(None);
    };
    let scn = current_scn(oracle.open()?.as_ref())?;
    terminal::tell(&format!(
        "changes are applied to these tables, so they are compared with the source of now, SCN {scn}\n"
    ));
    if job.state == "applying" {
        terminal::tell("what is not applied yet differs: `plconv drift` compares while changes come\n");
    }
    Ok(Some(scn))
}

/// Compares, and writes down what repairs the rows that differ.
fn repaired(
    options: &ValidateOptions,
    file: &Path,
    arguments: &ValidateArguments,
    told: &mut dyn FnMut(&TableValidation),
) -> anyhow::Result<Outcome> {
    let mut script = script_file(file)?;
    let result = repair(
        RepairOptions {
            validate: options,
            executes: arguments.execute,
            script: Some(&mut script),
        },
        told,
    );
    let (validation, repaired) = moving::explained(result)?;
    script.flush()?;
    if arguments.json {
        let all = serde_json::json!({ "tables": validation.tables, "repaired": repaired });
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&all)?))?;
    } else {
        terminal::print(&shown_repairs(&repaired, arguments.execute))?;
    }
    let is_fine =
        validation.is_equal() || arguments.execute && !validation.tables.iter().any(|table| table.is_partial);
    Ok(if is_fine {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The file that statements are written to.
pub fn script_file(file: &Path) -> anyhow::Result<BufWriter<File>> {
    let created = File::create(file).with_context(|| format!("creating {}", file.display()))?;
    Ok(BufWriter::new(created))
}

/// What was repaired, for people.
pub fn shown_repairs(repaired: &[Repaired], is_done: bool) -> String {
    let done = if is_done { "were" } else { "would be" };
    let mut text = String::new();
    for one in repaired {
        let _ = writeln!(
            text,
            "{}: {} rows {done} taken away, {} of the source {done} written",
            one.table, one.deleted, one.written
        );
    }
    text
}

/// Compares what the dictionaries of both sides say.
fn objects(plan: &Plan, arguments: &ValidateArguments) -> anyhow::Result<Outcome> {
    let Some(oracle) = moving::oracle(plan, arguments.ends.ask_passwords)? else {
        let message = "--objects compares with an Oracle, and files have no objects";
        return Err(UsageError(message.to_owned()).into());
    };
    let connection = moving::explained(oracle.open().map_err(Into::into))?;
    let target = moving::target(plan, &arguments.ends)?;
    let result = moving::explained(compare_objects(plan, connection.as_ref(), &target))?;
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&result)?))?;
    } else {
        let mut text = String::new();
        for difference in &result.differences {
            let _ = writeln!(
                text,
                "{} {}: {}",
                difference.kind, difference.object, difference.message
            );
        }
        for left in &result.not_compared {
            let _ = writeln!(text, "not compared: {left}");
        }
        let _ = writeln!(
            text,
            "{} objects compared, {} differences",
            result.compared,
            result.differences.len()
        );
        terminal::print(&text)?;
    }
    Ok(if result.differences.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// A table's result for people.
pub fn shown(table: &TableValidation) -> String {
    let mut text = format!("{} -> {}: ", table.source, table.target);
    let _ = if table.is_equal() {
        writeln!(text, "{} rows are equal", table.source_rows)
    } else {
        writeln!(
            text,
            "{} rows in the source, {} in the target: {} missing ({} of them in the quarantine), {} extra, {} different{}",
            table.source_rows,
            table.target_rows,
            table.missing,
            table.quarantined,
            table.extra,
            table.different,
            if table.is_partial {
                ", and more that were not looked at"
            } else {
                ""
            }
        )
    };
    if table.unfit_rows > 0 {
        let _ = writeln!(
            text,
            "  {} rows of the source do not fit the target",
            table.unfit_rows
        );
    }
    if !table.not_compared.is_empty() {
        let _ = writeln!(
            text,
            "  not compared, since the plan computes them: {}",
            table.not_compared.join(", ")
        );
    }
    for difference in &table.examples {
        let place = difference
            .place
            .as_ref()
            .map(|place| format!(" ({place})"))
            .unwrap_or_default();
        let _ = writeln!(text, "  {} {}{place}", difference.kind, difference.key);
        for (column, source, target) in &difference.columns {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "NULL".to_owned());
            let _ = writeln!(
                text,
                "    {column}: {} in the source, {} in the target",
                value(source),
                value(target)
            );
        }
    }
    text
}
