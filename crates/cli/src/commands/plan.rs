//! `plconv plan`

use crate::arguments::mover::PlanArguments;
use crate::moving;
use crate::outcome::{Outcome, UsageError};
use crate::terminal;
use anyhow::Context;
use plconv_mover::catalog::{self, CatalogSnapshot};
use plconv_mover::draft::{self, Draft};
use plconv_mover::plan::Plan;
use plconv_mover::target::without_passwords;
use std::path::Path;

/// Writes a plan.
pub fn run(arguments: &PlanArguments) -> anyhow::Result<Outcome> {
    let to_terminal = arguments.output == Path::new("-");
    if !to_terminal && arguments.output.exists() && !arguments.force {
        let message = format!("{} exists; --force replaces it", arguments.output.display());
        return Err(UsageError(message).into());
    }
    let mut draft = match (&arguments.oracle, &arguments.csv) {
        (Some(oracle), None) => of_oracle(arguments, oracle)?,
        (None, Some(directory)) => {
            moving::explained(draft::of_directory(directory, arguments.target_schema.as_deref()))?
        }
        _ => match (&arguments.catalog, &arguments.script) {
            (Some(directory), _) => of_catalog(arguments, directory)?,
            (None, Some(file)) => {
                moving::explained(draft::of_script(file, arguments.target_schema.as_deref()))?
            }
            (None, None) => {
                let message = "name the source: --oracle, --catalog, --csv, or --script";
                return Err(UsageError(message.to_owned()).into());
            }
        },
    };
    let stem = arguments
        .output
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    draft.name = match (&arguments.name, stem) {
        (Some(name), _) => name.clone(),
        (None, Some(stem)) if !to_terminal => stem,
        (None, _) => "migration".to_owned(),
    };
    draft.target = arguments
        .ends
        .target
        .as_deref()
        .map(without_passwords)
        .unwrap_or_else(|| "postgresql://loader@localhost/database".to_owned());
    if to_terminal {
        terminal::print(&draft.text())?;
    } else {
        std::fs::write(&arguments.output, draft.text())
            .with_context(|| format!("writing {}", arguments.output.display()))?;
    }
    Ok(Outcome::Clean)
}

/// The tables of a snapshot; where the Oracle is stays to be filled in.
fn of_catalog(arguments: &PlanArguments, directory: &Path) -> anyhow::Result<Draft> {
    let Some(snapshot) = moving::explained(CatalogSnapshot::read(directory))? else {
        let message = format!("{} has no {}", directory.display(), catalog::FILE);
        return Err(UsageError(message).into());
    };
    let schemas = if arguments.schemas.is_empty() {
        &snapshot.schemas
    } else {
        &arguments.schemas
    };
    let mut draft = moving::explained(draft::of_catalog(&snapshot.tables, &snapshot.sequences, schemas))?;
    draft.source = source_lines(
        "//host:1521/service",
        arguments.user.as_deref().unwrap_or("plconv"),
    );
    Ok(draft)
}

fn of_oracle(arguments: &PlanArguments, oracle: &str) -> anyhow::Result<Draft> {
    let plan = Plan::of_connections(Some(oracle), arguments.user.as_deref());
    let Some(source) = moving::oracle(&plan, arguments.ends.ask_passwords)? else {
        return Err(UsageError("name the source: --oracle".to_owned()).into());
    };
    let connection = moving::explained(source.open().map_err(Into::into))?;
    let mut draft = moving::explained(draft::of_oracle(connection.as_ref(), &arguments.schemas))?;
    let user = arguments.user.clone().unwrap_or_default();
    draft.source = source_lines(oracle, &user);
    Ok(draft)
}

fn source_lines(oracle: &str, user: &str) -> Vec<String> {
    vec![
        format!("oracle = {oracle:?}"),
        format!("user = {user:?}"),
        "# The password: PLCONV_SOURCE_PASSWORD, password-file = \"...\", or --ask-passwords.".to_owned(),
        "snapshot = \"run\"           # all as of one SCN; \"chunk\": each chunk as of its own".to_owned(),
    ]
}
