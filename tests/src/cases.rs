//! The cases of `tests/cases`, which `tests/cases/README.md` describes.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "reads cases, and writes what it converts for psql"
)]

use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic, Severity, render_short};
use plconv_project::convert::{Conversion, convert_to_script, open_project};
use plconv_project::{Database, NoProgress, SourceTree};
use plconv_verify::{RunError, run_script, test_server};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where the cases are.
#[must_use]
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// Names (`area/case`) and files of all cases.
///
/// # Errors
/// When a directory cannot be read.
pub fn all() -> std::io::Result<BTreeMap<String, PathBuf>> {
    let directory = directory();
    let mut cases = BTreeMap::new();
    for area in std::fs::read_dir(&directory)? {
        let area = area?.path();
        if !area.is_dir() {
            continue;
        }
        for case in std::fs::read_dir(&area)? {
            let path = case?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.with_extension("");
                let name = name.strip_prefix(&directory).unwrap_or(&name);
                cases.insert(name.display().to_string(), path.clone());
            }
        }
    }
    Ok(cases)
}

/// Cases that do not pass yet: lines `area/case: CODE, reason`; `#` begins a comment.
#[must_use]
pub fn known_failures() -> BTreeMap<String, String> {
    std::fs::read_to_string(directory().join("known_failures.txt"))
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, reason)| (name.to_owned(), reason.trim().to_owned()))
        .collect()
}

/// A case, read.
pub struct Case {
    oracle: String,
    output: String,
    postgresql: Vec<String>,
    diagnostics: Option<String>,
}

/// A case, converted.
pub struct Converted {
    tree: SourceTree,
    conversion: Conversion,
    script: String,
    /// What is refused or assumed, without PLC0702, which every table with text has.
    pub findings: Vec<Diagnostic>,
}

impl Converted {
    /// Whether a diagnostic has this code, `PLC0512`.
    #[must_use]
    pub fn announces(&self, code: &str) -> bool {
        let mut diagnostics = self.conversion.diagnostics.iter();
        diagnostics.any(|found| found.code.as_str() == code)
    }
}

impl Case {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or its blocks are not those of a case.
    pub fn read(path: &Path) -> Result<Case, String> {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let mut blocks = plconv_equivalence::blocks(&text);
        let kinds = ["oracle", "output", "postgresql", "diagnostics"];
        if let Some(unknown) = blocks.keys().find(|kind| !kinds.contains(kind)) {
            return Err(format!("no kind of block: {unknown}"));
        }
        let mut one = |kind: &str| match blocks.remove(kind).unwrap_or_default().as_slice() {
            [] => Ok(None),
            [block] => Ok(Some(block.clone())),
            [..] => Err(format!("more than one block `{kind}`")),
        };
        Ok(Case {
            oracle: one("oracle")?.ok_or("no block `oracle`")?,
            output: one("output")?.ok_or("no block `output`")?,
            diagnostics: one("diagnostics")?,
            postgresql: blocks.remove("postgresql").unwrap_or_default(),
        })
    }

    /// Converts its script with the defaults.
    #[must_use]
    pub fn convert(&self) -> Converted {
        let tree = SourceTree::in_memory([("case.sql", self.oracle.as_str())]);
        let database = Database::default();
        let project = open_project(&database, &tree, Policy::default(), None);
        let (conversion, script) = convert_to_script(&database, project, &tree, &NoProgress);
        let findings = conversion
            .diagnostics
            .iter()
            .filter(|found| found.severity() != Severity::Note && found.code != Code::COLLATION)
            .cloned()
            .collect();
        Converted {
            tree,
            conversion,
            script,
            findings,
        }
    }

    /// Compares text, diagnostics and what PostgreSQL prints with what the case says.
    ///
    /// # Errors
    /// The first difference, with all findings.
    pub fn judge(&self, converted: &Converted) -> Result<(), String> {
        let Converted {
            tree,
            script,
            findings,
            ..
        } = converted;
        self.judge_text(script, findings)
            .and_then(|()| self.judge_run(script))
            .map_err(|failed| format!("{failed}\n{}", render_short(findings, tree)))
    }

    fn judge_text(&self, script: &str, findings: &[Diagnostic]) -> Result<(), String> {
        for expected in &self.postgresql {
            if !script.contains(expected.trim_end()) {
                return Err(format!("the output does not have\n{expected}\nbut is\n{script}"));
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
