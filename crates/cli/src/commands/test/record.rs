//! Recording expectations on a live Oracle.

use crate::arguments::TestArguments;
use crate::outcome::Outcome;
use crate::{moving, terminal};
use anyhow::Context;
use plconv_equivalence::{
    Case, Oracle, OracleFailure, RecordError, Recorded, file_to_write, find_cases_to_record, record,
};
use plconv_mover::error::{SourceError, SourceErrorKind};
use plconv_mover::plan::Plan;
use plconv_mover::source::oracle::driver::OracleConnection;
use plconv_project::write::{is_output_directory, write_whole};
use std::path::Path;

/// Takes a line out of the buffer. A query with a function of its own (Oracle 12.1 and later) needs no OUT bind; a line of
/// more than the 4000 bytes that a VARCHAR2 of SQL can have raises. Empty lines are told from none by the first character.
const LINE: &str = "WITH FUNCTION plconv_line RETURN VARCHAR2 IS line VARCHAR2(32767); status INTEGER; \
                    BEGIN DBMS_OUTPUT.GET_LINE(line, status); RETURN CASE status WHEN 0 THEN '=' || line END; END; \
                    SELECT plconv_line FROM dual";

/// Runs the cases on an Oracle and writes what it does into their files.
pub fn run(arguments: &TestArguments, connect: &str) -> anyhow::Result<Outcome> {
    let source = &arguments.source;
    let mut cases = find_cases_to_record(source, is_output_directory)?;
    let names = &arguments.names;
    cases.retain(|case| names.is_empty() || names.iter().any(|name| case.name.contains(name.as_str())));
    if cases.is_empty() {
        terminal::tell("no cases to record: no *.plconv-test.md, no *.plconv-test.sql\n");
        return Ok(Outcome::Clean);
    }
    let plan = Plan::of_connections(Some(connect), arguments.user.as_deref());
    let oracle = moving::oracle(&plan, arguments.ask_passwords)?.context("no connection to record with")?;
    let mut text = String::new();
    let mut failed = 0;
    for case in &cases {
        // No case sees what an earlier one left in its session.
        let mut session = Session(oracle.open().context("connecting to Oracle")?);
        let by = format!(
            "Oracle {}, plconv {}",
            session.0.major_version(),
            env!("CARGO_PKG_VERSION")
        );
        let written = record(case, &mut session).and_then(|recorded| write(source, case, &recorded, &by));
        let (word, why) = match written {
            Ok(true) => ("recorded ", String::new()),
            Ok(false) => ("unchanged", String::new()),
            Err(error) => {
                failed += 1;
                ("FAILED   ", format!(": {error}"))
            }
        };
        text.push_str(&format!("{word} {}{why}\n", case.name));
    }
    terminal::print(&text)?;
    terminal::tell(&format!("{} cases, {failed} not recorded\n", cases.len()));
    Ok(if failed == 0 {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Writes an expectation; whether the file is another one now.
fn write(source: &Path, case: &Case, recorded: &Recorded, by: &str) -> Result<bool, RecordError> {
    let failed = |path: &Path, error: &std::io::Error| RecordError(format!("{}: {error}", path.display()));
    let own = source.join(&case.name);
    let now = std::fs::read_to_string(&own).map_err(|error| failed(&own, &error))?;
    let (path, text) = file_to_write(source, case, &now, recorded, by)?;
    // What is not there is another text too.
    if std::fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return Ok(false);
    }
    write_whole(&path, &text).map_err(|error| failed(&path, &error))?;
    Ok(true)
}

/// A session that cases run in.
struct Session(Box<dyn OracleConnection>);

impl Oracle for Session {
    fn run(&mut self, sql: &str) -> Result<(), OracleFailure> {
        let first = sql.split_whitespace().next().unwrap_or_default();
        let is_query = ["select", "with"]
            .iter()
            .any(|word| first.eq_ignore_ascii_case(word));
        if is_query {
            self.0.texts(sql, &[]).map(|_| ())
        } else {
            self.0.execute(sql, &[])
        }
        .map_err(|error| failure(&error))
    }

    fn line(&mut self) -> Result<Option<String>, OracleFailure> {
        let rows = self.0.texts(LINE, &[]).map_err(|error| failure(&error))?;
        let line = rows.into_iter().flatten().flatten().next();
        Ok(line.map(|line| line.get(1..).unwrap_or_default().to_owned()))
    }
}

/// What Oracle raised, or why there is no answer: an error of the connection is none of the case.
fn failure(error: &SourceError) -> OracleFailure {
    let said = error
        .message
        .find("ORA-")
        .map(|start| error.message[start..].to_owned());
    match (error.kind, said) {
        (SourceErrorKind::Permanent | SourceErrorKind::SnapshotTooOld, Some(said)) => {
            OracleFailure::Raised(said)
        }
        (SourceErrorKind::Permanent | SourceErrorKind::SnapshotTooOld, None)
        | (SourceErrorKind::Transient, _) => OracleFailure::Lost(error.message.clone()),
    }
}
