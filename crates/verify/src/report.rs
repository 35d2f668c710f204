//! What PostgreSQL thinks of an output directory, as plain data.

use crate::place::Place;
use crate::session::{Notice, SqlError};
use serde::{Deserialize, Serialize};

/// The result of [`crate::verify_directory`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VerifyReport {
    /// As the server says it: `15.14 (Debian 15.14-0+deb12u1)`.
    pub server_version: String,
    /// Version of the plpgsql_check that was used; none when the server has none or does not let us install it, and
    /// then routines were only compiled.
    pub plpgsql_check: Option<String>,
    /// Why plpgsql_check was not used.
    pub plpgsql_check_missing: Option<String>,
    /// The files that `load.sql` includes, in its order, and `load.sql` itself at the end when it has errors of its own.
    pub files: Vec<FileReport>,
    /// The functions and procedures in PL/pgSQL and SQL that loaded, by name.
    pub routines: Vec<RoutineReport>,
    /// Somebody ended the run: what was not reached is not known.
    #[serde(default)]
    pub interrupted: bool,
}

impl VerifyReport {
    /// Everything loaded and no routine has an error; warnings are allowed.
    pub fn is_clean(&self) -> bool {
        !self.interrupted
            && self.files.iter().all(|file| file.status == FileStatus::Loaded)
            && self
                .routines
                .iter()
                .flat_map(|routine| &routine.issues)
                .all(|issue| issue.level != IssueLevel::Error)
    }
}

/// What became of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// Every statement ran.
    Loaded,
    /// At least one statement failed.
    Failed,
    /// The run ended before it, or in the middle of it so that it was taken back.
    NotReached,
}

/// A file of the output: one object.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileReport {
    /// Path in the output directory.
    pub file: String,
    /// What became of it.
    pub status: FileStatus,
    /// Statements that ran or failed.
    pub statements: usize,
    /// The errors, in order.
    pub errors: Vec<SqlError>,
    /// What the server said, in order.
    pub notices: Vec<Notice>,
    /// Warnings that its code raised, in order.
    pub warnings: Vec<RaisedWarning>,
}

/// A RAISE WARNING.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RaisedWarning {
    /// The statement that raised it.
    pub place: Place,
    /// The message.
    pub message: String,
}

/// How far a routine was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckStatus {
    /// Its language does not compile it.
    Broken,
    /// It compiles; not looked at by plpgsql_check (not there, an SQL function, a trigger function without trigger).
    Compiled,
    /// It compiles and plpgsql_check looked at all its statements; the issues say what it found.
    Checked,
}

/// A function or procedure; a trigger function once for each relation with a trigger that calls it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RoutineReport {
    /// `hr.raise_salary(p_id integer)`, quoted where SQL needs it.
    pub name: String,
    /// The relation for whose trigger it was checked.
    pub trigger_relation: Option<String>,
    /// Its body in the output; none when the routine was created by other means than a dollar-quoted body.
    pub body: Option<Place>,
    /// How far it was checked.
    pub status: CheckStatus,
    /// What was found.
    pub issues: Vec<RoutineIssue>,
}

/// How bad an issue is, in the words of plpgsql_check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueLevel {
    /// The statement would fail when run.
    Error,
    /// It may fail or do something else than meant.
    Warning,
    /// Unused variables and the like.
    WarningExtra,
    /// Slow.
    Performance,
    /// SQL injection and the like.
    Security,
    /// Will change in a later PostgreSQL.
    Compatibility,
}

/// A problem in a routine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RoutineIssue {
    /// How bad.
    pub level: IssueLevel,
    /// SQLSTATE.
    pub sqlstate: String,
    /// The message.
    pub message: String,
    /// Its detail.
    pub detail: Option<String>,
    /// Its hint.
    pub hint: Option<String>,
    /// The calls it happened in.
    pub context: Option<String>,
    /// The kind of PL/pgSQL statement, in its words: `SQL statement`, `RETURN`.
    pub statement: Option<String>,
    /// The query in it.
    pub query: Option<String>,
    /// Where in the output: the token, or the line, or the body; none when the body is not known.
    pub place: Option<Place>,
}
