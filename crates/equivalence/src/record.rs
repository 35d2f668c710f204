//! Recording what a case does in Oracle.
//!
//! SQL*Plus User's Guide: a script runs as after WHENEVER SQLERROR EXIT. What SQL*Plus itself would do for it is refused
//! by name, so that nothing is recorded that it would not print.

use crate::case::{Case, SCRIPT, SCRIPT_OUTPUT};
use plconv_syntax::script::{ItemKind, SqlPlusCommand, StatementKind, Terminator, read_script};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A session of an Oracle database in which cases may be run.
pub trait Oracle {
    /// Runs a statement or a block; rows of a query are of no interest.
    ///
    /// # Errors
    /// What Oracle says, or why it was not asked.
    fn run(&mut self, sql: &str) -> Result<(), OracleFailure>;

    /// Takes the next line of DBMS_OUTPUT; none when there is none left.
    ///
    /// # Errors
    /// When it cannot be had.
    fn line(&mut self) -> Result<Option<String>, OracleFailure>;
}

/// Why a statement did not run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OracleFailure {
    /// Oracle raised an error: `ORA-01476: divisor is equal to zero` and what it says besides.
    Raised(String),
    /// The session is of no use.
    Lost(String),
}

/// What a case did in Oracle.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recorded {
    /// What it printed with DBMS_OUTPUT.
    pub lines: Vec<String>,
    /// The error it ended with: the first line of what Oracle says.
    pub error: Option<String>,
}

/// A case of which nothing was recorded, and why.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct RecordError(pub String);

/// Runs the script of a case in Oracle, up to the first error, and takes back what it did not commit.
///
/// # Errors
/// When the script has something that SQL*Plus does and this does not, or the session broke.
pub fn record(case: &Case, oracle: &mut dyn Oracle) -> Result<Recorded, RecordError> {
    // Nothing runs of a script that cannot be run to its end.
    let statements = statements(&case.oracle)?;
    let lost = |failure: OracleFailure| match failure {
        OracleFailure::Raised(message) | OracleFailure::Lost(message) => RecordError(message),
    };
    oracle.run("BEGIN DBMS_OUTPUT.ENABLE(NULL); END;").map_err(lost)?;
    let mut recorded = Recorded::default();
    for statement in statements {
        let ran = oracle.run(&statement);
        if let Err(OracleFailure::Lost(message)) = ran {
            return Err(RecordError(message));
        }
        while let Some(line) = oracle.line().map_err(lost)? {
            recorded.lines.push(line);
        }
        if let Err(OracleFailure::Raised(message)) = ran {
            recorded.error = Some(message.lines().next().unwrap_or_default().trim_end().to_owned());
            break;
        }
    }
    oracle.run("ROLLBACK").map_err(lost)?;
    Ok(recorded)
}

/// What a script sends to the server.
fn statements(script: &str) -> Result<Vec<String>, RecordError> {
    let mut statements = Vec::new();
    for item in read_script(script).items {
        let text = item.text(script);
        let refuse = |what: &str| {
            let line = script[..item.start as usize].matches('\n').count() + 1;
            Err(RecordError(format!(
                "line {line} of the script: {what} cannot be recorded"
            )))
        };
        if item
            .substitution_prefix
            .is_some_and(|prefix| text.contains(prefix))
        {
            return refuse("a substitution variable");
        }
        match item.kind {
            ItemKind::Statement(statement) => {
                if statement.kind == StatementKind::Unknown || statement.cut_off.is_some() {
                    return refuse("what is no statement");
                }
                // SQL*Plus keeps it in its buffer.
                if statement.terminator != Terminator::Period {
                    for _ in 0..=statement.run_again {
                        statements.push(text.to_owned());
                    }
                }
            }
            ItemKind::Command(command) => match command {
                SqlPlusCommand::Execute { start, end } => {
                    let block = script.get(start as usize..end as usize).unwrap_or_default();
                    statements.push(format!("BEGIN {block}; END;"));
                }
                // They print nothing with DBMS_OUTPUT.
                SqlPlusCommand::Prompt(_)
                | SqlPlusCommand::Remark(_)
                | SqlPlusCommand::Set { .. }
                | SqlPlusCommand::Spool(_)
                | SqlPlusCommand::Show(_)
                | SqlPlusCommand::Pause(_)
                | SqlPlusCommand::Column { new_value: None, .. } => {}
                SqlPlusCommand::Include { .. }
                | SqlPlusCommand::Define { .. }
                | SqlPlusCommand::Undefine { .. }
                | SqlPlusCommand::Accept { .. }
                | SqlPlusCommand::Whenever { .. }
                | SqlPlusCommand::Variable { .. }
                | SqlPlusCommand::Print(_)
                | SqlPlusCommand::Connect(_)
                | SqlPlusCommand::Host(_)
                | SqlPlusCommand::Exit(_)
                | SqlPlusCommand::Column {
                    new_value: Some(_), ..
                }
                | SqlPlusCommand::Run
                | SqlPlusCommand::Other { .. } => return refuse("this command of SQL*Plus"),
            },
        }
    }
    Ok(statements)
}

/// The file that holds the expectation of a case, and its new text; `now` is the text of the case's own file and `by`
/// what recorded it: `Oracle 19, plconv 0.1.0`.
///
/// # Errors
/// When the form of the case has no place for an error.
pub fn file_to_write(
    root: &Path,
    case: &Case,
    now: &str,
    recorded: &Recorded,
    by: &str,
) -> Result<(PathBuf, String), RecordError> {
    let Some(stem) = case.name.strip_suffix(SCRIPT) else {
        return Ok((root.join(&case.name), with_expectation(now, recorded, by)));
    };
    match &recorded.error {
        None => Ok((root.join(format!("{stem}{SCRIPT_OUTPUT}")), lines_of(recorded))),
        Some(error) => Err(RecordError(format!(
            "it ends with {error}, for which only the form *.plconv-test.md has a place"
        ))),
    }
}

fn lines_of(recorded: &Recorded) -> String {
    recorded.lines.iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{}", line.trim_end());
        text
    })
}

/// How the line begins that says who recorded an expectation.
const RECORDED_BY: &str = "Recorded on ";

/// A Markdown case with another expectation: in the place of the one it has, or behind the script.
fn with_expectation(text: &str, recorded: &Recorded, by: &str) -> String {
    let mut blocks = format!("{RECORDED_BY}{by}.\n");
    if !recorded.lines.is_empty() || recorded.error.is_none() {
        let _ = write!(blocks, "\n```output\n{}```\n", lines_of(recorded));
    }
    if let Some(error) = &recorded.error {
        let _ = write!(blocks, "\n```error\n{error}\n```\n");
    }
    let mut before = String::new();
    let mut behind = String::new();
    let mut block: Option<&str> = None;
    let mut is_behind = false;
    for line in text.lines() {
        let fence = line.strip_prefix("```").map(str::trim);
        let is_expectation = match (block, fence) {
            (None, Some(kind)) => {
                block = Some(kind);
                matches!(kind, "output" | "error")
            }
            (Some(kind), fence) => {
                if fence == Some("") {
                    block = None;
                    is_behind |= kind == "oracle";
                    if kind == "oracle" {
                        before.push_str(line);
                        before.push('\n');
                        continue;
                    }
                }
                matches!(kind, "output" | "error")
            }
            (None, None) => line.starts_with(RECORDED_BY),
        };
        if !is_expectation {
            let part = if is_behind { &mut behind } else { &mut before };
            part.push_str(line);
            part.push('\n');
        }
    }
    let behind = behind.trim();
    let behind = if behind.is_empty() {
        String::new()
    } else {
        format!("\n{behind}\n")
    };
    format!("{}\n\n{blocks}{behind}", before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Expected;

    /// Prints what it is told to run, and fails where it is told to.
    #[derive(Default)]
    struct Echo {
        ran: Vec<String>,
        lines: Vec<String>,
    }

    impl Oracle for Echo {
        fn run(&mut self, sql: &str) -> Result<(), OracleFailure> {
            self.ran.push(sql.to_owned());
            if sql.contains("print") {
                self.lines.push(format!("ran {sql}"));
            }
            if sql.contains("fail") {
                let said = "ORA-20001: no\nORA-06512: at line 1";
                return Err(OracleFailure::Raised(said.to_owned()));
            }
            Ok(())
        }

        fn line(&mut self) -> Result<Option<String>, OracleFailure> {
            Ok((!self.lines.is_empty()).then(|| self.lines.remove(0)))
        }
    }

    fn recorded(script: &str) -> (Result<Recorded, RecordError>, Vec<String>) {
        let case = Case {
            name: "a.plconv-test.md".to_owned(),
            oracle: script.to_owned(),
            expected: Expected::NoFailure,
        };
        let mut oracle = Echo::default();
        (record(&case, &mut oracle), oracle.ran)
    }

    #[test]
    fn statements_run_as_in_sqlplus_until_one_fails() {
        let script = "SET SERVEROUTPUT ON\nINSERT INTO t VALUES ('print;');\nBEGIN\n  print;\nEND;\n/\n/\nEXEC print\n\
                      BEGIN fail; END;\n/\nDELETE FROM t;\n";
        let (recorded, ran) = recorded(script);
        let block = "BEGIN\n  print;\nEND;";
        assert_eq!(
            ran,
            [
                "BEGIN DBMS_OUTPUT.ENABLE(NULL); END;",
                "INSERT INTO t VALUES ('print;')",
                block,
                block,
                "BEGIN print; END;",
                "BEGIN fail; END;",
                "ROLLBACK"
            ]
        );
        let recorded = recorded.unwrap();
        assert_eq!(recorded.lines.len(), 4);
        assert_eq!(recorded.error.as_deref(), Some("ORA-20001: no"));
    }

    #[test]
    fn what_would_need_sqlplus_is_refused_before_anything_runs() {
        for script in [
            "DELETE FROM t;\n@other.sql\n",
            "DELETE FROM t;\nVARIABLE n NUMBER\n",
            "DELETE FROM t;\nINSERT INTO t VALUES ('&x');\n",
            "DELETE FROM t;\nfoo bar\n",
        ] {
            let (recorded, ran) = recorded(script);
            assert!(
                recorded.is_err_and(|error| error.0.starts_with("line 2")),
                "{script}"
            );
            assert_eq!(ran, Vec::<String>::new());
        }
    }

    #[test]
    fn only_the_expectation_of_a_file_changes() {
        let text = "# T\n\nWhy.\n\n```oracle\nx\n```\n\n```output\n1\n```\n\n```error\nold\n```\n\nMore.\n";
        let ok = Recorded {
            lines: vec!["2  ".to_owned()],
            error: None,
        };
        let once = with_expectation(text, &ok, "Oracle 19");
        let expected =
            "# T\n\nWhy.\n\n```oracle\nx\n```\n\nRecorded on Oracle 19.\n\n```output\n2\n```\n\nMore.\n";
        assert_eq!(once, expected);
        assert_eq!(with_expectation(&once, &ok, "Oracle 19"), once);
        let failed = Recorded {
            lines: Vec::new(),
            error: Some("ORA-01476: divisor is equal to zero".to_owned()),
        };
        let bare = with_expectation("```oracle\nx\n```\n", &failed, "Oracle 23");
        assert_eq!(
            bare,
            "```oracle\nx\n```\n\nRecorded on Oracle 23.\n\n```error\nORA-01476: divisor is equal to zero\n```\n"
        );
    }
}
