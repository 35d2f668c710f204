//! Loads an output directory and checks what it created.

use crate::check::{check_routines, install_plpgsql_check, remove_plpgsql_check};
use crate::error::ServerError;
use crate::handlers::mark_unhandled;
use crate::place::SourceText;
use crate::report::{FileReport, FileStatus, RaisedWarning, VerifyReport};
use crate::routines::Bodies;
use crate::script::{Isolation, OnError, ScriptOptions, ScriptOutcome, StatementResult, included_files};
use crate::server::{Database, Roles, Server};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// The script of an output directory.
const LOAD_SCRIPT: &str = "load.sql";

/// Told what a long run does; implemented by whoever has a terminal.
pub trait VerifyProgress {
    /// A phase begins; `steps` is how many steps it has, 0 when that is not known.
    fn phase(&self, name: &str, steps: u64);
    /// A step of the current phase is done.
    fn step(&self);
    /// Whether somebody wants the run to end; asked before each statement.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl VerifyProgress for Silent {
    fn phase(&self, _name: &str, _steps: u64) {}
    fn step(&self) {}
}

/// How to verify.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyOptions {
    /// A statement that takes longer fails; none: no limit.
    pub statement_timeout: Option<Duration>,
    /// Whether to check routines after loading.
    pub check_routines: bool,
    /// Load into the database that the URL of the server names, and leave everything there.
    pub keep: bool,
    /// The files of the output that are one object each: see [`Isolation::Objects`].
    pub objects: BTreeSet<String>,
}

impl Default for VerifyOptions {
    fn default() -> Self {
        VerifyOptions {
            statement_timeout: Some(Duration::from_secs(60)),
            check_routines: true,
            keep: false,
            objects: BTreeSet::new(),
        }
    }
}

/// Loads `load.sql` of an output directory into a fresh database, going on after errors, then compiles every routine
/// in PL/pgSQL and SQL, and lets plpgsql_check look into them where the server has it. The database is dropped.
///
/// # Errors
/// When the directory has no readable `load.sql`, or the server does not work. What PostgreSQL rejects is in the report.
pub fn verify_directory(
    directory: &Path,
    server: &Server,
    options: &VerifyOptions,
) -> Result<VerifyReport, ServerError> {
    verify_telling(directory, server, options, &Silent)
}

/// The same, telling what it does.
///
/// # Errors
/// As [`verify_directory`].
pub fn verify_telling(
    directory: &Path,
    server: &Server,
    options: &VerifyOptions,
    progress: &dyn VerifyProgress,
) -> Result<VerifyReport, ServerError> {
    if options.keep {
        let database = server.named_database()?;
        let report = verify_in(&database, directory, options, progress)?;
        if report.plpgsql_check.is_some() {
            remove_plpgsql_check(&mut database.connect()?)?;
        }
        return Ok(report);
    }
    let roles = Roles::before(server)?;
    let report = {
        let database = server.fresh_database()?;
        verify_in(&database, directory, options, progress)
    };
    // The file that creates roles; without it there are none.
    let creating = std::fs::read_to_string(directory.join("schemas.sql")).unwrap_or_default();
    roles.drop_new(server, |name| {
        let mut roles = creating.split("CREATE ROLE ").skip(1);
        roles.any(|rest| rest.trim_start_matches('"').starts_with(name))
    })?;
    report
}

fn verify_in(
    database: &Database,
    directory: &Path,
    options: &VerifyOptions,
    progress: &dyn VerifyProgress,
) -> Result<VerifyReport, ServerError> {
    let mut session = database.connect()?;
    let version = session.query_text("SHOW server_version")?;
    if let Some(timeout) = options.statement_timeout {
        session.query_text(&format!("SET statement_timeout = {}", timeout.as_millis()))?;
    }
    let script = ScriptOptions {
        on_error: OnError::Continue,
        isolation: Isolation::Objects,
    };
    let script_path = directory.join(LOAD_SCRIPT);
    let mut outcome = session.load_script_with(&script_path, &script, &options.objects, progress)?;
    if database.is_embedded() && !outcome.stopped {
        mark_unhandled(&mut session, &mut outcome)?;
    }
    // Settings of the script, such as search_path, are not those of later sessions.
    drop(session);
    let mut report = VerifyReport {
        server_version: version.into_iter().flatten().flatten().next().unwrap_or_default(),
        plpgsql_check: None,
        plpgsql_check_missing: None,
        files: files(&outcome),
        routines: Vec::new(),
        interrupted: progress.is_stopped(),
    };
    if !options.check_routines || outcome.stopped {
        let reason = if report.interrupted {
            "interrupted"
        } else if outcome.stopped {
            "the connection broke"
        } else {
            "routines were not to be checked"
        };
        report.plpgsql_check_missing = Some(reason.to_owned());
        return Ok(report);
    }
    let mut session = database.connect()?;
    match install_plpgsql_check(&mut session)? {
        Ok(version) => report.plpgsql_check = Some(version),
        Err(reason) => report.plpgsql_check_missing = Some(reason),
    }
    let has_plpgsql_check = report.plpgsql_check.is_some();
    report.routines = check_routines(&mut session, &Bodies::new(&outcome), has_plpgsql_check, progress)?;
    report.interrupted = progress.is_stopped();
    Ok(report)
}

/// One report for each file, the script itself last and only when something of its own failed.
fn files(outcome: &ScriptOutcome) -> Vec<FileReport> {
    let Some(script) = outcome.files.first() else {
        return Vec::new();
    };
    let mut reports: Vec<FileReport> = included_files(script)
        .iter()
        .filter_map(
            |file| match outcome.files.iter().find(|read| read.file == *file) {
                Some(read) => Some(file_report(read, outcome)),
                None if outcome.stopped => Some(FileReport {
                    file: file.clone(),
                    status: FileStatus::NotReached,
                    statements: 0,
                    errors: Vec::new(),
                    notices: Vec::new(),
                    warnings: Vec::new(),
                }),
                // It could not be read, which is an error of the script.
                None => None,
            },
        )
        .collect();
    let own = file_report(script, outcome);
    if own.status == FileStatus::Failed {
        reports.push(own);
    }
    reports
}

fn file_report(source: &SourceText, outcome: &ScriptOutcome) -> FileReport {
    let mut report = FileReport {
        file: source.file.clone(),
        status: FileStatus::Loaded,
        statements: 0,
        errors: Vec::new(),
        notices: Vec::new(),
        warnings: Vec::new(),
    };
    for statement in outcome
        .statements
        .iter()
        .filter(|statement| statement.place.file == source.file)
    {
        report.notices.extend(statement.notices.iter().cloned());
        let raised = statement
            .notices
            .iter()
            .filter(|notice| notice.raised && notice.severity == "WARNING");
        report.warnings.extend(raised.map(|notice| RaisedWarning {
            place: statement.place.clone(),
            message: notice.message.clone(),
        }));
        match &statement.result {
            StatementResult::Done { .. } => {
                report.statements += 1;
                // Without an error the run ended in the middle of the object.
                if statement.is_undone && report.status == FileStatus::Loaded {
                    report.status = FileStatus::NotReached;
                }
            }
            StatementResult::Failed(error) => {
                report.statements += 1;
                report.errors.push((**error).clone());
                report.status = FileStatus::Failed;
            }
            StatementResult::Echo(_) => {}
        }
    }
    report
}
