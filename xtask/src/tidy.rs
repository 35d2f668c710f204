//! House rules that neither rustc, clippy nor rustfmt check. Reads tracked files only.

use crate::codegen::project_root;
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Longest Rust file; a longer one is about more than one construct.
const LONGEST_FILE: usize = 800;

/// Files that are longer and have to be split, with the length they must not exceed meanwhile. Take a row out as soon as
/// its file is short enough; add none.
const TO_BE_SPLIT: &[(&str, usize)] = &[
    ("crates/hir/src/resolve/expr.rs", 1100),
    ("crates/hir/src/resolve/name.rs", 1200),
    ("crates/lower/src/ddl/tests.rs", 1100),
    ("crates/lower/src/expr.rs", 1000),
    ("crates/syntax/src/parser/tests/golden.rs", 1300),
];

/// Paths of machines and people. Written in two parts so that this file does not find itself.
const OUTSIDE: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// Macros that stand for missing code.
const STUBS: &[&str] = &[concat!("to", "do!("), concat!("unimple", "mented!(")];

/// Calls that wait for time to pass.
const SLEEPS: &[&str] = &[concat!("thread::", "sleep("), concat!("pg_", "sleep(")];

/// Checks every tracked file and fails naming the place of each finding.
pub fn run() -> Result<()> {
    let root = project_root();
    let listing = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(&root)
        .output()
        .context("starting git")?;
    if !listing.status.success() {
        bail!(
            "git ls-files failed: {}",
            String::from_utf8_lossy(&listing.stderr).trim()
        );
    }
    let mut findings = Vec::new();
    for path in String::from_utf8(listing.stdout)?.split_terminator('\0') {
        // A file that is deleted but not yet committed is still listed; one that is no text has no lines.
        let Ok(text) = std::fs::read_to_string(root.join(path)) else {
            continue;
        };
        findings.extend(check(path, &text));
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} findings", findings.len());
    }
    Ok(())
}

/// The findings of one file as `path:line: message`.
fn check(path: &str, text: &str) -> Vec<String> {
    // Oracle applications are written as their authors would, and generated files as their generators do.
    if path.starts_with("corpus/") || path.contains("/generated") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut report = |line: usize, message: &str| findings.push(format!("{path}:{line}: {message}"));
    let ours = [".rs", ".toml", ".md", ".lalrpop", ".ungram"]
        .iter()
        .any(|end| path.ends_with(end))
        || path.starts_with(".ci/");
    for (index, line) in text.lines().enumerate() {
        if OUTSIDE.iter().any(|outside| line.contains(outside)) {
            report(index + 1, "names a place outside the project");
        }
        if ours && line.ends_with([' ', '\t']) {
            report(index + 1, "trailing blank");
        }
        if ours && line.contains('\t') {
            report(index + 1, "tab; write blanks, or \\t in a string");
        }
    }
    if path.ends_with(".rs") {
        check_rust(path, text, &mut report);
    }
    if path == "Cargo.toml" {
        check_dependencies(text, &mut report);
    }
    findings
}

fn check_rust(path: &str, text: &str, report: &mut impl FnMut(usize, &str)) {
    let is_test_file = path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs");
    let mut in_tests = is_test_file;
    for (index, line) in text.lines().enumerate() {
        let code = line.trim_start();
        // By convention the test module is the last of a file.
        in_tests |= code.starts_with("#[cfg(test)]");
        if code.starts_with("//") {
            continue;
        }
        if STUBS.iter().any(|stub| code.contains(stub)) {
            report(index + 1, "a stub; refuse with a diagnostic instead");
        }
        if code.starts_with(concat!("#[ig", "nore")) && !code.contains('=') {
            report(index + 1, "ignored test without a reason");
        }
        if in_tests && SLEEPS.iter().any(|sleep| code.contains(sleep)) {
            report(index + 1, "a test that sleeps; wait for the event instead");
        }
    }
    if path.starts_with("crates/") && !is_test_file && !text.starts_with("//!") {
        report(1, "no `//!` line that says what the module is for");
    }
    let lines = text.lines().count();
    let limit = TO_BE_SPLIT
        .iter()
        .find(|(file, _)| *file == path)
        .map_or(LONGEST_FILE, |(_, limit)| *limit);
    if lines > limit {
        report(limit + 1, &format!("{lines} lines, more than {limit}; split it"));
    }
}

/// Each paragraph of `[workspace.dependencies]` is sorted: our own crates, then the others.
fn check_dependencies(text: &str, report: &mut impl FnMut(usize, &str)) {
    let mut inside = false;
    let mut previous = "";
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            inside = line.trim() == "[workspace.dependencies]";
            previous = "";
        } else if line.trim().is_empty() {
            previous = "";
        } else if let (true, false, Some((name, _))) = (inside, line.starts_with('#'), line.split_once('=')) {
            let name = name.trim();
            if name < previous {
                report(index + 1, &format!("`{name}` belongs before `{previous}`"));
            }
            previous = name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[track_caller]
    fn finds(path: &str, text: &str, expected: &[&str]) {
        assert_eq!(check(path, text), expected);
    }

    #[test]
    fn a_clean_file_has_no_findings() {
        finds("crates/a/src/lib.rs", "//! What it is for.\n\nfn one() {}\n", &[]);
    }

    #[test]
    fn stubs_are_found_but_not_in_comments() {
        let stub = super::STUBS[0];
        finds(
            "xtask/src/a.rs",
            &format!("fn one() {{\n    {stub})\n}}\n// {stub})\n"),
            &["xtask/src/a.rs:2: a stub; refuse with a diagnostic instead"],
        );
    }

    #[test]
    fn ignored_tests_need_a_reason() {
        let ignore = concat!("#[ig", "nore");
        finds(
            "tests/a.rs",
            &format!("{ignore}]\n{ignore} = \"needs Oracle\"]\n"),
            &["tests/a.rs:1: ignored test without a reason"],
        );
    }

    #[test]
    fn tests_must_not_sleep_and_servers_may() {
        let sleep = super::SLEEPS[0];
        finds(
            "xtask/src/a.rs",
            &format!("{sleep}x);\n#[cfg(test)]\n{sleep}x);\n"),
            &["xtask/src/a.rs:3: a test that sleeps; wait for the event instead"],
        );
    }

    #[test]
    fn places_outside_are_found_in_any_file_but_the_corpus() {
        let line = format!("see {}me\n", super::OUTSIDE[1]);
        finds("a.sql", &line, &["a.sql:1: names a place outside the project"]);
        finds("corpus/a.sql", &line, &[]);
    }

    #[test]
    fn blanks_and_tabs() {
        finds(
            "a.md",
            "one \n\ttwo\n",
            &[
                "a.md:1: trailing blank",
                "a.md:2: tab; write blanks, or \\t in a string",
            ],
        );
        finds("a.sql", "one \n\ttwo\n", &[]);
    }

    #[test]
    fn modules_say_what_they_are_for_and_stay_short() {
        finds(
            "crates/a/src/b.rs",
            "fn one() {}\n",
            &["crates/a/src/b.rs:1: no `//!` line that says what the module is for"],
        );
        finds("crates/a/src/b/tests.rs", "fn one() {}\n", &[]);
        finds("xtask/src/b.rs", &"fn one() {}\n".repeat(800), &[]);
        finds(
            "xtask/src/b.rs",
            &"fn one() {}\n".repeat(801),
            &["xtask/src/b.rs:801: 801 lines, more than 800; split it"],
        );
    }

    #[test]
    fn dependencies_are_sorted_within_a_paragraph() {
        finds(
            "Cargo.toml",
            "[workspace.dependencies]\nplconv-b = 1\n\n# why\na = 1\nc = 1\nb = 1\n\n[profile.dev]\na = 1\n",
            &["Cargo.toml:7: `b` belongs before `c`"],
        );
    }
}
