//! Characterisation tests: what converted code does today, for somebody to compare with Oracle.

use crate::bench::Ran;
use crate::case::{Case, Expected};
use std::fmt::Write as _;

/// Scripts that call a routine and print its result: as a function, and as a procedure when it is none.
pub fn attempts(call: &str) -> [Case; 2] {
    let call = call.trim().trim_end_matches(';');
    // Names of their own: each is a file of the tree while it is converted.
    [
        (
            "characterize-function",
            format!("BEGIN\n  DBMS_OUTPUT.PUT_LINE({call});\nEND;\n/\n"),
        ),
        ("characterize-procedure", format!("BEGIN\n  {call};\nEND;\n/\n")),
    ]
    .map(|(name, oracle)| Case {
        name: name.to_owned(),
        oracle,
        expected: Expected::NoFailure,
    })
}

/// The name of the file of a characterisation test: `pay.yearly.plconv-test.md`.
pub fn file_name(call: &str) -> String {
    let routine = call.split('(').next().unwrap_or(call).trim();
    let name: String = routine
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "._$#".contains(c) {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("{name}.plconv-test.md")
}

/// The file: a case whose expectation is what PostgreSQL did, which it says.
pub fn case_file(call: &str, case: &Case, ran: &Ran, server: &str, version: &str) -> String {
    let mut text = format!(
        "# {call}\n\nCharacterisation: recorded from the converted code on PostgreSQL {server} with plconv {version}, not from Oracle.\n\
         It shows when the result changes; whether it is that of Oracle, somebody has to see.\n\n```oracle\n{}```\n\n```output\n",
        case.oracle
    );
    for line in &ran.lines {
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text.push_str("```\n");
    if let Some(error) = &ran.error {
        let _ = write!(text, "\n```error\n{error}\n```\n");
    }
    text
}
