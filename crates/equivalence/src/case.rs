//! Cases: what is run and what is expected.

use crate::bench::Ran;
use plconv_diff::hunks;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How files with a case end.
const MARKDOWN: &str = ".plconv-test.md";
/// How scripts with a case end; what they print is in a file beside them.
pub(crate) const SCRIPT: &str = plconv_db::order::TEST_SCRIPT;
/// How the files with what scripts print end.
pub(crate) const SCRIPT_OUTPUT: &str = ".plconv-test.out";

/// A test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Path below the source, or `package.procedure` of a suite.
    pub name: String,
    /// SQL*Plus script.
    pub oracle: String,
    /// What it does in Oracle.
    pub expected: Expected,
}

/// What a case does in Oracle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// It prints lines with DBMS_OUTPUT and ends, or fails with an error that has this in its SQLSTATE or message.
    Output {
        /// Lines.
        lines: String,
        /// Part of the error.
        error: Option<String>,
    },
    /// None of the expectations of a suite fails, which print `not ok` otherwise.
    NoFailure,
}

/// A case that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {message}", path.display())]
pub struct CaseError {
    /// Its file.
    pub path: PathBuf,
    /// Why.
    pub message: String,
}

/// How a case ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// As in Oracle.
    Passed,
    /// Otherwise; how.
    Failed(String),
}

/// The blocks of a Markdown file between lines with three backquotes, by the word behind the first of them.
pub fn blocks(text: &str) -> BTreeMap<&str, Vec<String>> {
    let mut blocks: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((kind.trim(), String::new())),
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
    blocks
}

/// The cases below a directory, by their paths; `skip` names directories that are not looked into.
///
/// # Errors
/// At the first file that cannot be read or is no case.
pub fn find_cases(root: &Path, skip: impl Fn(&Path) -> bool) -> Result<Vec<Case>, CaseError> {
    find(root, skip, true)
}

/// The same with those that nobody has written an expectation for yet.
///
/// # Errors
/// As [`find_cases`].
pub fn find_cases_to_record(root: &Path, skip: impl Fn(&Path) -> bool) -> Result<Vec<Case>, CaseError> {
    find(root, skip, false)
}

fn find(root: &Path, skip: impl Fn(&Path) -> bool, expects: bool) -> Result<Vec<Case>, CaseError> {
    let mut cases = Vec::new();
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().into_iter();
    let is_walked =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_type().is_dir() || !skip(entry.path());
    for entry in walk.filter_entry(is_walked) {
        let entry = entry.map_err(|error| CaseError {
            path: root.to_owned(),
            message: error.to_string(),
        })?;
        let path = entry.path();
        let shown = path
            .strip_prefix(root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        let error = |message: String| CaseError {
            path: path.to_owned(),
            message,
        };
        let read = |path: &Path| std::fs::read_to_string(path).map_err(|problem| error(problem.to_string()));
        if shown.ends_with(MARKDOWN) {
            cases.push(markdown(&shown, &read(path)?, expects).map_err(error)?);
        } else if let Some(stem) = shown.strip_suffix(SCRIPT) {
            let output = root.join(format!("{stem}{SCRIPT_OUTPUT}"));
            cases.push(Case {
                name: shown.clone(),
                oracle: read(path)?,
                expected: Expected::Output {
                    lines: if expects || output.exists() {
                        read(&output)?
                    } else {
                        String::new()
                    },
                    error: None,
                },
            });
        }
    }
    Ok(cases)
}

fn markdown(name: &str, text: &str, expects: bool) -> Result<Case, String> {
    let mut blocks = blocks(text);
    let mut one = |kind: &str| match blocks.remove(kind).unwrap_or_default().as_slice() {
        [] => Ok(None),
        [block] => Ok(Some(block.clone())),
        [..] => Err(format!("more than one block `{kind}`")),
    };
    let oracle = one("oracle")?.ok_or("no block `oracle`")?;
    let (lines, error) = (one("output")?, one("error")?);
    if expects && lines.is_none() && error.is_none() {
        return Err("neither a block `output` nor a block `error`".to_owned());
    }
    if let Some(kind) = blocks.keys().next() {
        return Err(format!("no kind of block: `{kind}`"));
    }
    Ok(Case {
        name: name.to_owned(),
        oracle,
        expected: Expected::Output {
            lines: lines.unwrap_or_default(),
            error: error.map(|error| error.trim().to_owned()),
        },
    })
}

impl Case {
    /// Compares what it did on PostgreSQL with what it does in Oracle. Blanks at the ends of lines do not count.
    pub fn judge(&self, ran: &Ran) -> Verdict {
        match &self.expected {
            Expected::Output { lines, error } => judge_output(lines, error.as_deref(), ran),
            Expected::NoFailure => judge_suite(ran),
        }
    }
}

fn judge_output(lines: &str, error: Option<&str>, ran: &Ran) -> Verdict {
    let mut problem = String::new();
    match (error, &ran.error) {
        (None, None) => {}
        (Some(expected), Some(found)) if found.contains(expected) || is_oracle_error(expected, found) => {}
        (Some(expected), Some(found)) => problem = format!("expected error {expected}\nbut {found}\n"),
        (Some(expected), None) => problem = format!("expected error {expected}\nbut there was none\n"),
        (None, Some(found)) => problem = format!("{found}\n"),
    }
    let tidy = |lines: &mut dyn Iterator<Item = &str>| -> String {
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    };
    let expected = tidy(&mut lines.lines());
    let got = tidy(&mut ran.lines.iter().map(String::as_str));
    problem.extend(hunks(&expected, &got).into_iter().map(|hunk| hunk.text));
    if problem.is_empty() {
        Verdict::Passed
    } else {
        Verdict::Failed(problem)
    }
}

/// Whether an error of PostgreSQL (`22012: division by zero`) has the SQLSTATE that stands for an error of Oracle
/// (`ORA-01476: divisor is equal to zero`). The numbers from 20000 to 20999 are the application's, with its text.
fn is_oracle_error(expected: &str, found: &str) -> bool {
    let number = || {
        let digits = expected.strip_prefix("ORA-")?;
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse::<i32>().ok()
    };
    let is_of = |number: i32| {
        let states = plconv_runtime::sqlstates_for_oracle_error(-number);
        !(20_000..=20_999).contains(&number) && states.iter().any(|state| found.starts_with(state.as_str()))
    };
    number().is_some_and(is_of)
}

fn judge_suite(ran: &Ran) -> Verdict {
    let failures = ran.lines.iter().filter(|line| line.starts_with("not ok"));
    let mut problem: String = failures.map(|line| format!("{line}\n")).collect();
    problem.extend(ran.error.iter().map(|error| format!("{error}\n")));
    if problem.is_empty() {
        Verdict::Passed
    } else {
        Verdict::Failed(problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "# T\n\n```oracle\nBEGIN NULL; END;\n/\n```\n\n```output\n1\n2\n```\n";

    fn ran(lines: &[&str], error: Option<&str>) -> Ran {
        Ran {
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            error: error.map(str::to_owned),
        }
    }

    #[test]
    fn a_case_has_a_script_and_what_it_prints() {
        let case = markdown("a", CASE, true).unwrap();
        assert_eq!(case.oracle, "BEGIN NULL; END;\n/\n");
        assert_eq!(case.judge(&ran(&["1", "2  "], None)), Verdict::Passed);
        let Verdict::Failed(difference) = case.judge(&ran(&["1", "3"], None)) else {
            panic!("passed");
        };
        assert_eq!(difference, " 1\n-2\n+3\n");
        assert!(matches!(
            case.judge(&ran(&["1", "2"], Some("22012: x"))),
            Verdict::Failed(_)
        ));
    }

    #[test]
    fn an_error_is_expected_by_a_part_of_it() {
        let text = "```oracle\nx\n```\n```error\n22012\n```\n";
        let case = markdown("a", text, true).unwrap();
        assert_eq!(
            case.judge(&ran(&[], Some("22012: division by zero"))),
            Verdict::Passed
        );
        assert!(matches!(case.judge(&ran(&[], None)), Verdict::Failed(_)));
    }

    #[test]
    fn errors_of_oracle_are_those_of_its_sqlstate() {
        let fits = is_oracle_error;
        assert!(fits(
            "ORA-01476: divisor is equal to zero",
            "22012: division by zero"
        ));
        assert!(fits("ORA-01403: no data found", "P0002: query returned no rows"));
        assert!(!fits(
            "ORA-01476: divisor is equal to zero",
            "22003: out of range"
        ));
        // The text says which error of an application it is.
        assert!(!fits("ORA-20001: too low", "R0001: ORA-20001: too high"));
        assert!(!fits("22012", "22012: division by zero"));
    }

    #[test]
    fn what_is_no_case_is_said() {
        assert!(markdown("a", "```oracle\nx\n```\n", true).is_err());
        assert!(markdown("a", "```output\nx\n```\n", true).is_err());
        assert!(markdown("a", &CASE.replace("```output", "```sql\nx\n```\n```output"), true).is_err());
    }
}
