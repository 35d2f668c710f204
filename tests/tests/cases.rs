//! The cases of `tests/cases`, each converted and run on PostgreSQL. `tests/cases/README.md` describes them.

use libtest_mimic::{Arguments, Failed, Trial};
use plconv_tests::cases::{self, Case};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let known = Arc::new(cases::known_failures());
    let cases = match cases::all() {
        Ok(cases) if !cases.is_empty() => cases,
        other => {
            let reason = other.err().map_or_else(String::new, |error| format!(": {error}"));
            return failure(&format!("no cases in {}{reason}", cases::directory().display()));
        }
    };
    if let Some(gone) = known.keys().find(|name| !cases.contains_key(*name)) {
        return failure(&format!("known_failures.txt names {gone}, which is no case"));
    }
    let trials = cases
        .into_iter()
        .map(|(name, path)| {
            let known = Arc::clone(&known);
            Trial::test(name.clone(), move || judge(&name, &path, &known))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

#[allow(
    clippy::print_stderr,
    reason = "a test program tells its reader what is wrong"
)]
fn failure(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

fn judge(name: &str, path: &Path, known: &BTreeMap<String, String>) -> Result<(), Failed> {
    let case = Case::read(path)?;
    let converted = case.convert();
    match (case.judge(&converted), known.get(name)) {
        (Ok(()), None) => Ok(()),
        (Ok(()), Some(reason)) => Err(format!("passes: take it off known_failures.txt ({reason})").into()),
        (Err(failed), None) => Err(failed.into()),
        (Err(_), Some(reason)) => {
            let code = reason.split(',').next().unwrap_or_default();
            if converted.announces(code) {
                return Ok(());
            }
            Err(format!("fails, and no diagnostic says so: known_failures.txt has \"{reason}\"").into())
        }
    }
}
