//! The applications of `corpus/projects`, converted, loaded and run: their checks print what Oracle prints.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests fail like tests, and write what they convert"
)]

use plconv_db::Policy;
use plconv_project::convert::{convert_project, open_project};
use plconv_project::discover::discover;
use plconv_project::policy_file::read_policy;
use plconv_project::write::{WriteOptions, write_output};
use plconv_project::{Database, NoProgress, run_with_threads};
use plconv_verify::{
    Database as TestDatabase, FileStatus, Isolation, IssueLevel, OnError, RunError, ScriptOptions, Server,
    ServerChoice, VerifyOptions, run_script, verify_directory,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Checks that do not give Oracle's lines yet, or knowingly differ: `application.check` with a reason.
const KNOWN_FAILURES: &str = include_str!("applications/known_failures.txt");

/// Directory with the programs of a PostgreSQL 17; without it the tests that run on one are left out.
/// `.ci/install-postgresql-17` installs one and prints the directory.
const PROGRAMS_17: &str = "PLCONV_TEST_POSTGRESQL_17";

#[test]
fn library_on_postgresql_15() {
    Application::new("library").runs_on(&Server::start(&ServerChoice::Local { major: Some(15) }).unwrap());
}

#[test]
fn orders_on_postgresql_15() {
    Application::new("orders").runs_on(&Server::start(&ServerChoice::Local { major: Some(15) }).unwrap());
}

#[test]
fn library_on_postgresql_17() {
    if let Some(server) = installed_17() {
        Application::new("library").runs_on(&server);
    }
}

#[test]
fn orders_on_postgresql_17() {
    if let Some(server) = installed_17() {
        Application::new("orders").runs_on(&server);
    }
}

/// It is loaded only: the exception handlers of the embedded server catch nothing.
#[test]
fn both_load_on_the_embedded_postgresql() {
    for name in ["library", "orders"] {
        let directory = tempfile::tempdir().unwrap();
        let output = directory.path().join("out");
        let application = Application::new(name);
        application.convert(&output, application.policy.clone(), 2);
        let faults = verify(&output, &Server::start(&ServerChoice::Embedded).unwrap());
        assert!(faults.is_empty(), "{name}\n{faults}");
    }
}

fn installed_17() -> Option<Server> {
    let programs = std::env::var_os(PROGRAMS_17).filter(|programs| !programs.is_empty())?;
    Some(Server::start(&ServerChoice::Programs(programs.into())).unwrap())
}

#[test]
fn the_output_depends_on_the_source_only() {
    for name in ["library", "orders"] {
        let application = Application::new(name);
        let directory = tempfile::tempdir().unwrap();
        let written = [1, 1, 4].map(|jobs| {
            let output = directory.path().join("out");
            let _ = std::fs::remove_dir_all(&output);
            application.convert(&output, application.policy.clone(), jobs);
            contents(&output)
        });
        assert_eq!(written[0], written[1], "{name}: two runs differ");
        assert_eq!(written[0], written[2], "{name}: one thread and four differ");
    }
}

struct Application {
    name: &'static str,
    source: PathBuf,
    policy: Policy,
    /// In the order in which they run.
    checks: Vec<String>,
}

impl Application {
    fn new(name: &'static str) -> Application {
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../corpus/projects")
            .join(name);
        let mut checks: Vec<String> = std::fs::read_dir(source.join("checks"))
            .unwrap()
            .filter_map(|entry| {
                let file = entry.unwrap().file_name().into_string().unwrap();
                file.strip_suffix(".sql").map(str::to_owned)
            })
            .collect();
        checks.sort();
        assert!(!checks.is_empty());
        Application {
            name,
            policy: read_policy(&source.join("plconv.toml")).unwrap(),
            source,
            checks,
        }
    }

    fn convert(&self, output: &Path, policy: Policy, jobs: usize) {
        run_with_threads(Some(jobs), || {
            let tree = discover(&self.source, None, Some(output), &NoProgress).unwrap();
            let database = Database::default();
            let project = open_project(&database, &tree, policy, None);
            let conversion = convert_project(&database, project, &tree, &NoProgress);
            write_output(
                output,
                &conversion.output,
                conversion.manifest.clone(),
                &conversion.diagnostics,
                &tree,
                WriteOptions::default(),
            )
            .unwrap();
        })
        .unwrap();
    }

    fn runs_on(&self, server: &Server) {
        let directory = tempfile::tempdir().unwrap();
        let output = directory.path().join("out");
        self.convert(&output, self.policy.clone(), 2);
        let mut faults = verify(&output, server);
        let database = server.fresh_database().unwrap();
        load(&database, &output.join("load.sql"));
        let (checks, scripts) = self.convert_checks(directory.path());
        // The checks may need functions of the runtime that the application does not.
        load(&database, &checks.join("runtime.sql"));
        let known = known_failures();
        for (check, script) in self.checks.iter().zip(scripts) {
            let expected =
                std::fs::read_to_string(self.source.join(format!("checks/{check}.expected"))).unwrap();
            let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
            let (lines, error) = match run_script(&database, &script) {
                Ok(lines) => (lines, None),
                Err(RunError::Statement { lines, error }) => (lines, Some(error.to_string())),
                Err(RunError::Server(error)) => panic!("{error}"),
            };
            let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
            let key = format!("{}.{check}", self.name);
            let is_known = known.contains(&key);
            let passes = error.is_none() && lines == expected;
            if passes && is_known {
                let _ = writeln!(faults, "{key} passes: take it off the known failures");
            } else if !passes && !is_known {
                let _ = writeln!(
                    faults,
                    "{key}:\n{}",
                    differences(&expected, &lines, error.as_deref())
                );
            }
        }
        assert!(faults.is_empty(), "{}\n{faults}", self.name);
    }

    /// The checks as scripts that run against the loaded application.
    fn convert_checks(&self, directory: &Path) -> (PathBuf, Vec<PathBuf>) {
        let mut policy = self.policy.clone();
        policy.exclude.clear();
        policy
            .scripts
            .extend(self.checks.iter().map(|check| format!("checks/{check}.sql")));
        let output = directory.join("checks");
        self.convert(&output, policy, 2);
        let mut files: Vec<PathBuf> = std::fs::read_dir(output.join("data"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        let scripts = self
            .checks
            .iter()
            .map(|check| {
                let ending = format!("_{check}.sql");
                let found = files
                    .iter()
                    .find(|file| file.to_string_lossy().ends_with(&ending));
                found.unwrap_or_else(|| panic!("{check} gave no script")).clone()
            })
            .collect();
        (output, scripts)
    }
}

/// What PostgreSQL and plpgsql_check reject, extensions that the server lacks aside.
fn verify(output: &Path, server: &Server) -> String {
    let report = verify_directory(output, server, &VerifyOptions::default()).unwrap();
    let mut faults = String::new();
    for file in &report.files {
        assert_ne!(file.status, FileStatus::NotReached, "{}", file.file);
        for error in &file.errors {
            if !error.message.contains("extension \"") {
                let _ = writeln!(faults, "{error}");
            }
        }
    }
    assert!(!report.routines.is_empty());
    for routine in &report.routines {
        for issue in &routine.issues {
            if matches!(issue.level, IssueLevel::Error | IssueLevel::Warning) {
                let _ = writeln!(faults, "{}: {}", routine.name, issue.message);
            }
        }
    }
    faults
}

fn load(database: &TestDatabase, script: &Path) {
    let options = ScriptOptions {
        on_error: OnError::Continue,
        isolation: Isolation::Autocommit,
    };
    let outcome = database.connect().unwrap().load_script(script, &options).unwrap();
    let errors: Vec<String> = outcome
        .errors()
        .map(ToString::to_string)
        .filter(|error| !error.contains("extension \""))
        .collect();
    assert_eq!(errors, [""; 0]);
}

fn known_failures() -> BTreeSet<String> {
    KNOWN_FAILURES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// The first lines that differ.
fn differences(expected: &[&str], lines: &[&str], error: Option<&str>) -> String {
    let mut text = String::new();
    let count = expected.len().max(lines.len());
    let different = (0..count).filter(|at| expected.get(*at) != lines.get(*at));
    for at in different.take(5) {
        let _ = writeln!(
            text,
            "  line {}: expected {:?}, got {:?}",
            at + 1,
            expected.get(at).unwrap_or(&"(nothing)"),
            lines.get(at).unwrap_or(&"(nothing)")
        );
    }
    if let Some(error) = error {
        let _ = writeln!(text, "  error: {error}");
    }
    text
}

/// Files of a directory by their paths.
fn contents(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(
                    path.strip_prefix(directory).unwrap().to_owned(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}
