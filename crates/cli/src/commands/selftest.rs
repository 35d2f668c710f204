//! `plconv selftest`

use crate::arguments::mover::SelftestArguments;
use crate::moving;
use crate::outcome::{Outcome, UsageError};
use crate::terminal;
use plconv_mover::plan::Plan;
use plconv_mover::selftest::{Selftest, SelftestOptions, selftest};
use std::fmt::Write;

/// Tests the way from one server to the other.
pub fn run(arguments: &SelftestArguments) -> anyhow::Result<Outcome> {
    let plan = Plan::of_connections(Some(&arguments.oracle), Some(&arguments.user));
    let Some(source) = moving::oracle(&plan, arguments.ends.ask_passwords)? else {
        return Err(UsageError("name the source: --oracle".to_owned()).into());
    };
    let options = SelftestOptions {
        source,
        oracle: arguments.oracle.clone(),
        user: arguments.user.clone(),
        target: moving::target(&plan, &arguments.ends)?,
        keep: arguments.keep,
    };
    let result = moving::explained(selftest(&options))?;
    if arguments.json {
        terminal::print(&format!("{}\n", serde_json::to_string_pretty(&result)?))?;
    } else {
        terminal::print(&shown(&result))?;
    }
    Ok(if result.is_passed() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn shown(result: &Selftest) -> String {
    let mut text = String::new();
    for (name, failure) in &result.types {
        let _ = match failure {
            None => writeln!(text, "pass     {name}"),
            Some(failure) => writeln!(text, "FAIL     {name}: {failure}"),
        };
    }
    for (name, why) in &result.left_out {
        let _ = writeln!(text, "left out {name}: {why}");
    }
    let _ = if result.validation.is_equal() {
        writeln!(
            text,
            "pass     validation: {} rows are equal",
            result.validation.source_rows
        )
    } else {
        writeln!(text, "FAIL     validation: {:?}", result.validation.examples)
    };
    text
}
