//! `plconv explain`

use crate::arguments::ExplainArguments;
use crate::outcome::{Outcome, UsageError};
use crate::terminal;
use plconv_diagnostics::{Code, explain};
use plconv_project::suggest::nearest;

/// Prints the page of a code, or the list of all codes.
pub fn run(arguments: &ExplainArguments) -> anyhow::Result<Outcome> {
    let text = match &arguments.code {
        Some(wanted) => explain(find(wanted)?),
        None => list(Code::all()),
    };
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}

/// A code, its number or its name; otherwise the near ones are an answer.
fn find(wanted: &str) -> Result<Code, UsageError> {
    if let Ok(code) = wanted.parse() {
        return Ok(code);
    }
    if let Some(code) = Code::all().find(|code| wanted.parse() == Ok(code.number())) {
        return Ok(code);
    }
    let names = Code::all().flat_map(|code| [code.as_str(), code.name()]);
    let near: Vec<Code> = nearest(wanted, names)
        .into_iter()
        .filter_map(|name| name.parse().ok())
        .collect();
    let hint = if near.is_empty() {
        "`plconv explain` lists all".to_owned()
    } else {
        format!("near ones:\n{}", list(near.into_iter()).trim_end())
    };
    Err(UsageError(format!("there is no diagnostic `{wanted}`; {hint}")))
}

fn list(codes: impl Iterator<Item = Code>) -> String {
    codes
        .map(|code| {
            format!(
                "{code}  {:<8} {:<28} {}\n",
                code.severity(),
                code.name(),
                code.summary()
            )
        })
        .collect()
}
