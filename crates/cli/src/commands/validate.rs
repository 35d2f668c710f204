//! `plconv validate`

use crate::arguments::mover::ValidateArguments;
use crate::moving;
use crate::outcome::Outcome;
use crate::terminal;
use plconv_mover::validate::{TableValidation, ValidateOptions, validate};
use std::fmt::Write;
use std::sync::Arc;

/// Compares source and target.
pub fn run(arguments: &ValidateArguments) -> anyhow::Result<Outcome> {
    let plan = moving::plan(&arguments.plan)?;
    let options = ValidateOptions {
        source: moving::source(&plan, &arguments.ends)?,
        target: moving::target(&plan, &arguments.ends)?,
        plan: Arc::new(plan),
        tables: arguments.tables.clone(),
        scn: arguments.scn,
    };
    let mut told = |table: &TableValidation| {
        if !arguments.json {
            // The result is printed at the end as well as its status says.
            let _ = terminal::print(&shown(table));
        }
    };
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

/// A table's result for people.
fn shown(table: &TableValidation) -> String {
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
