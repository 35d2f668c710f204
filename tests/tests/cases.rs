//! The cases of `tests/cases`, each converted and run on PostgreSQL. `tests/cases/README.md` describes them.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "reads cases, and writes what it converts for psql"
)]

use libtest_mimic::{Arguments, Failed, Trial};
use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic, Severity, render_short};
use plconv_project::convert::{Conversion, convert_project, open_project};
use plconv_project::{Database, NoProgress, SourceTree};
use plconv_verify::{RunError, run_script, test_server};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let known = Arc::new(known_failures(&directory));
    let cases = match cases(&directory) {
        Ok(cases) if !cases.is_empty() => cases,
        other => {
            let reason = other.err().map_or_else(String::new, |error| format!(": {error}"));
            return failure(&format!("no cases in {}{reason}", directory.display()));
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

/// Names (`area/case`) and files.
fn cases(directory: &Path) -> std::io::Result<BTreeMap<String, PathBuf>> {
    let mut cases = BTreeMap::new();
    for area in std::fs::read_dir(directory)? {
        let area = area?.path();
        if !area.is_dir() {
            continue;
        }
        for case in std::fs::read_dir(&area)? {
            let path = case?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.with_extension("");
                let name = name.strip_prefix(directory).unwrap_or(&name);
                cases.insert(name.display().to_string(), path.clone());
            }
        }
    }
    Ok(cases)
}

/// Lines `area/case: reason`; `#` begins a comment.
fn known_failures(directory: &Path) -> BTreeMap<String, String> {
    std::fs::read_to_string(directory.join("known_failures.txt"))
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, reason)| (name.to_owned(), reason.trim().to_owned()))
        .collect()
}

fn judge(name: &str, path: &Path, known: &BTreeMap<String, String>) -> Result<(), Failed> {
    let case = Case::read(path)?;
    match (case.run(), known.get(name)) {
        (Ok(()), None) | (Err(_), Some(_)) => Ok(()),
        (Ok(()), Some(reason)) => Err(format!("passes: take it off known_failures.txt ({reason})").into()),
        (Err(failed), None) => Err(failed.into()),
    }
}

struct Case {
    oracle: String,
    output: String,
    postgresql: Vec<String>,
    diagnostics: Option<String>,
}

impl Case {
    fn read(path: &Path) -> Result<Case, Failed> {
        let text = std::fs::read_to_string(path)?;
        let mut blocks: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut open: Option<(&str, String)> = None;
        for line in text.lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(kind)) => open = Some((kind, String::new())),
                (Some(_), Some("")) => {
                    if let Some((kind, block)) = open.take() {
                        blocks.entry(kind).or_default().push(block);
                    }
                }
                (Some((_, block)), _) => {
                    block.push_str(line);
                    block.push('\n');
                }
                (None, None) => {}
            }
        }
        let kinds = ["oracle", "output", "postgresql", "diagnostics"];
        if let Some(unknown) = blocks.keys().find(|kind| !kinds.contains(kind)) {
            return Err(format!("no kind of block: {unknown}").into());
        }
        let mut one = |kind: &str| match blocks.remove(kind).unwrap_or_default().as_slice() {
            [] => Ok(None),
            [block] => Ok(Some(block.clone())),
            [..] => Err(Failed::from(format!("more than one block `{kind}`"))),
        };
        Ok(Case {
            oracle: one("oracle")?.ok_or("no block `oracle`")?,
            output: one("output")?.ok_or("no block `output`")?,
            diagnostics: one("diagnostics")?,
            postgresql: blocks.remove("postgresql").unwrap_or_default(),
        })
    }

    fn run(&self) -> Result<(), String> {
        let tree = SourceTree::in_memory([("case.sql", self.oracle.as_str())]);
        let database = Database::default();
        let project = open_project(&database, &tree, Policy::default(), None);
        let conversion = convert_project(&database, project, &tree, &NoProgress);
        let findings: Vec<Diagnostic> = conversion
            .diagnostics
            .iter()
            .filter(|found| found.severity() != Severity::Note && found.code != Code::COLLATION)
            .cloned()
            .collect();
        self.judge_text(&conversion, &findings)
            .and_then(|()| self.judge_run(&conversion.script))
            .map_err(|failed| format!("{failed}\n{}", render_short(&findings, &tree)))
    }

    fn judge_text(&self, conversion: &Conversion, findings: &[Diagnostic]) -> Result<(), String> {
        for expected in &self.postgresql {
            if !conversion.script.contains(expected.trim_end()) {
                return Err(format!(
                    "the output does not have\n{expected}\nbut is\n{}",
                    conversion.script
                ));
            }
        }
        let Some(expected) = &self.diagnostics else {
            return Ok(());
        };
        let expected: BTreeSet<String> = expected.split_whitespace().map(str::to_owned).collect();
        let found: BTreeSet<String> = findings.iter().map(|found| found.code.to_string()).collect();
        if expected == found {
            Ok(())
        } else {
            Err(format!("diagnostics: expected {expected:?}, got {found:?}"))
        }
    }

    fn judge_run(&self, script: &str) -> Result<(), String> {
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = directory.path().join("case.sql");
        std::fs::write(&path, script).map_err(|error| error.to_string())?;
        let server = test_server().map_err(ToString::to_string)?;
        let database = server.fresh_database().map_err(|error| error.to_string())?;
        let (lines, error) = match run_script(&database, &path) {
            Ok(lines) => (lines, None),
            Err(RunError::Statement { lines, error }) => (lines, Some(error)),
            Err(RunError::Server(error)) => return Err(error.to_string()),
        };
        let got: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        let expected: Vec<&str> = self.output.lines().map(str::trim_end).collect();
        if let Some(error) = error {
            return Err(format!("after {} lines: {error}", got.len()));
        }
        if got == expected {
            return Ok(());
        }
        Err(similar::TextDiff::from_slices(&expected, &got)
            .iter_all_changes()
            .map(|change| format!("{}{}\n", change.tag(), change.value()))
            .collect())
    }
}
