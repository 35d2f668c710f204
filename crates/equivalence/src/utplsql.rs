//! utPLSQL suites: found by their annotations, run as cases.
//!
//! utPLSQL 3 manual, "Annotations" and "Expectations". Each test runs in a database of its own, so that what a test or a
//! suite changes is gone afterwards without the rollbacks of utPLSQL. Expectations become calls of the package UT, which is
//! converted with the suites: `ut.expect(a).to_equal(b)` is `ut.to_equal(a, b)`. What UT does not have is refused by name.

use crate::case::{Case, Expected};
use plconv_project::SourceTree;
use std::fmt::Write as _;

/// The package UT.
pub(crate) const EXPECTATIONS: &str = include_str!("utplsql/ut.pkg");
/// Its name as a file of the tree.
pub(crate) const EXPECTATIONS_PATH: &str = "plconv-ut.pkg";

/// A package with `--%suite`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Suite {
    /// Its name as it is written.
    pub package: String,
    /// The files with its specification and body.
    pub files: Vec<String>,
    /// Its tests.
    pub tests: Vec<SuiteTest>,
    before_all: Vec<String>,
    after_all: Vec<String>,
    before_each: Vec<String>,
    after_each: Vec<String>,
    disabled: bool,
}

/// A procedure with `--%test`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SuiteTest {
    /// Its name.
    pub procedure: String,
    /// What it shows, in the words of its author.
    pub title: String,
    /// `path:line` of its declaration.
    pub place: String,
    /// Not to be run.
    pub disabled: bool,
    before: Vec<String>,
    after: Vec<String>,
    throws: Vec<String>,
}

/// The suites of a tree, in the order of its files.
pub fn find_suites(tree: &SourceTree) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for file in tree.files.iter().filter(|file| contains(&file.text, "--%suite")) {
        suites.extend(suites_in(&file.path, &file.text));
    }
    for suite in &mut suites {
        let name = suite.package.to_lowercase();
        let bodies = tree
            .files
            .iter()
            .filter(|file| package_bodies(&file.text).any(|body| body == name));
        for file in bodies {
            if !suite.files.iter().any(|known| **known == *file.path) {
                suite.files.push(file.path.to_string());
            }
        }
    }
    suites
}

fn contains(text: &str, word: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().to_lowercase().starts_with(word))
}

/// The words of a line in lower case, names with their schema as one.
fn words(line: &str) -> Vec<String> {
    line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ';'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The name behind CREATE PACKAGE or CREATE PACKAGE BODY.
fn created(line: &str, what: &[&str]) -> Option<String> {
    let words = words(line);
    if words.first()? != "create" {
        return None;
    }
    let at = words.iter().position(|word| word == "package")?;
    let follows = words.get(at..at + what.len())?;
    let name = words.get(at + what.len())?;
    (follows.iter().eq(what.iter().copied()) && name != "body").then(|| name.clone())
}

fn package_bodies(text: &str) -> impl Iterator<Item = String> {
    text.lines()
        .filter_map(|line| created(line, &["package", "body"]))
}

/// An annotation: `--%throws(-20001)`.
struct Annotation {
    name: String,
    argument: String,
}

fn annotation(line: &str) -> Option<Annotation> {
    let text = line.trim().strip_prefix("--%")?;
    let (name, argument) = text.split_once('(').unwrap_or((text, ""));
    Some(Annotation {
        name: name.trim().to_lowercase(),
        argument: argument.trim_end().trim_end_matches(')').trim().to_owned(),
    })
}

fn list(argument: &str) -> Vec<String> {
    let parts = argument.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn suites_in(path: &str, text: &str) -> Vec<Suite> {
    let mut suites = Vec::new();
    let mut suite: Option<(Suite, bool)> = None;
    let mut pending: Vec<Annotation> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(package) = created(line, &["package"]) {
            pending.clear();
            let files = vec![path.to_owned()];
            suite = Some((
                Suite {
                    package,
                    files,
                    ..Suite::default()
                },
                false,
            ));
            continue;
        }
        let Some((current, is_suite)) = &mut suite else {
            continue;
        };
        if let Some(found) = annotation(line) {
            *is_suite |= found.name == "suite";
            pending.push(found);
            continue;
        }
        let words = words(line);
        match words.first().map(String::as_str) {
            // Behind an empty line, annotations are those of the package.
            None => pending.drain(..).for_each(|found| current.annotate(&found)),
            Some("procedure") => {
                if let Some(name) = words.get(1) {
                    current.declare(name, &format!("{path}:{number}"), &pending);
                }
                pending.clear();
            }
            Some("end") => {
                pending.drain(..).for_each(|found| current.annotate(&found));
                suites.extend(
                    suite
                        .take()
                        .filter(|(_, is_suite)| *is_suite)
                        .map(|(found, _)| found),
                );
            }
            Some(_) => {}
        }
    }
    suites
}

impl Suite {
    fn annotate(&mut self, found: &Annotation) {
        match found.name.as_str() {
            "beforeall" => self.before_all.extend(list(&found.argument)),
            "afterall" => self.after_all.extend(list(&found.argument)),
            "beforeeach" => self.before_each.extend(list(&found.argument)),
            "aftereach" => self.after_each.extend(list(&found.argument)),
            "disabled" => self.disabled = true,
            _ => {}
        }
    }

    fn declare(&mut self, procedure: &str, place: &str, annotations: &[Annotation]) {
        let mut test = SuiteTest {
            procedure: procedure.to_owned(),
            place: place.to_owned(),
            ..SuiteTest::default()
        };
        let mut is_test = false;
        for found in annotations {
            match found.name.as_str() {
                "test" => {
                    is_test = true;
                    test.title.clone_from(&found.argument);
                }
                "displayname" => test.title.clone_from(&found.argument),
                "disabled" => test.disabled = true,
                "throws" => test.throws.extend(list(&found.argument)),
                "beforetest" => test.before.extend(list(&found.argument)),
                "aftertest" => test.after.extend(list(&found.argument)),
                "beforeall" => self.before_all.push(procedure.to_owned()),
                "afterall" => self.after_all.push(procedure.to_owned()),
                "beforeeach" => self.before_each.push(procedure.to_owned()),
                "aftereach" => self.after_each.push(procedure.to_owned()),
                _ => {}
            }
        }
        if is_test {
            self.tests.push(test);
        }
    }

    /// Its tests as cases; those that are disabled are left out.
    pub fn cases(&self) -> Vec<(&SuiteTest, Case)> {
        let tests = self.tests.iter().filter(|test| !test.disabled && !self.disabled);
        tests.map(|test| (test, self.case(test))).collect()
    }

    fn case(&self, test: &SuiteTest) -> Case {
        let mut oracle = self.block(&[&self.before_all, &self.before_each, &test.before]);
        let call = self.call(&test.procedure);
        if test.throws.is_empty() {
            let _ = write!(oracle, "BEGIN\n  {call};\nEND;\n/\n");
        } else {
            let expected = test.throws.join(", ");
            let _ = write!(
                oracle,
                "BEGIN\n  {call};\n  DBMS_OUTPUT.PUT_LINE('not ok: no exception, expected was {}');\nEXCEPTION\n",
                expected.replace('\'', "''")
            );
            let is_number =
                |throws: &&String| throws.trim_start_matches('-').chars().all(|c| c.is_ascii_digit());
            let numbers: Vec<&str> = test.throws.iter().filter(is_number).map(String::as_str).collect();
            for name in test.throws.iter().filter(|throws| !is_number(throws)) {
                let _ = writeln!(oracle, "  WHEN {name} THEN NULL;");
            }
            if !numbers.is_empty() {
                let _ = writeln!(
                    oracle,
                    "  WHEN OTHERS THEN\n    IF SQLCODE NOT IN ({}) THEN\n      RAISE;\n    END IF;",
                    numbers.join(", ")
                );
            }
            oracle.push_str("END;\n/\n");
        }
        oracle.push_str(&self.block(&[&test.after, &self.after_each, &self.after_all]));
        Case {
            name: format!("{}.{}", self.package, test.procedure),
            oracle,
            expected: Expected::NoFailure,
        }
    }

    /// A name with a point is that of a procedure elsewhere.
    fn call(&self, procedure: &str) -> String {
        if procedure.contains('.') {
            procedure.to_owned()
        } else {
            format!("{}.{procedure}", self.package)
        }
    }

    fn block(&self, procedures: &[&[String]]) -> String {
        let calls: String = procedures
            .iter()
            .flat_map(|procedures| procedures.iter())
            .map(|procedure| format!("  {};\n", self.call(procedure)))
            .collect();
        if calls.is_empty() {
            calls
        } else {
            format!("BEGIN\n{calls}END;\n/\n")
        }
    }
}

/// Source with `ut.expect(a).to_equal(b)` as `ut.to_equal(a, b)`, line for line; a message for the reader is left out.
pub(crate) fn as_calls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let is_start = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_$#.".contains(c));
        if let Some((call, length)) = is_start.then(|| expectation(rest)).flatten() {
            out.push_str(&call);
            at += length;
            continue;
        }
        let length = opaque(rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        out.push_str(&rest[..length]);
        at += length;
    }
    out
}

/// The length of a comment or string at the beginning of a text.
fn opaque(text: &str) -> Option<usize> {
    let behind = |from: usize, end: &str| {
        text[from..]
            .find(end)
            .map_or(text.len(), |at| from + at + end.len())
    };
    if text.starts_with("--") {
        Some(behind(2, "\n"))
    } else if text.starts_with("/*") {
        Some(behind(2, "*/"))
    } else if text.starts_with('\'') {
        Some(behind(1, "'"))
    } else {
        None
    }
}

/// The arguments in the parentheses at the beginning of a text, cut at commas, and the length with the parentheses.
fn arguments(text: &str) -> Option<(Vec<&str>, usize)> {
    let (mut depth, mut at, mut from) = (0_u32, 0, 1);
    let mut arguments = Vec::new();
    while at < text.len() {
        let rest = &text[at..];
        if let Some(length) = opaque(rest) {
            at += length;
            continue;
        }
        let c = rest.chars().next()?;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            ',' if depth == 1 => {
                arguments.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            if at == 0 {
                return None;
            }
            if !text[from..at].trim().is_empty() {
                arguments.push(&text[from..at]);
            }
            return Some((arguments, at + 1));
        }
        at += c.len_utf8();
    }
    None
}

/// Words and points at the beginning of a text: the length behind all of them.
fn follows(text: &str, tokens: &[&str]) -> Option<usize> {
    let mut at = 0;
    for token in tokens {
        at += text[at..].len() - text[at..].trim_start().len();
        let found = text.get(at..at + token.len())?;
        if !found.eq_ignore_ascii_case(token) {
            return None;
        }
        at += token.len();
    }
    Some(at)
}

fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    &text[..end]
}

/// An expectation at the beginning of a text as a call, and its length.
fn expectation(text: &str) -> Option<(String, usize)> {
    let mut at = follows(text, &["ut", ".", "expect"])?;
    at += text[at..].len() - text[at..].trim_start().len();
    let (actual, length) = arguments(&text[at..])?;
    at += length;
    at += follows(&text[at..], &["."])?;
    at += text[at..].len() - text[at..].trim_start().len();
    let mut name = word(&text[at..]).to_lowercase();
    at += name.len();
    let mut given = Vec::new();
    if let Some((found, length)) = arguments(&text[at..]) {
        at += length;
        given = found;
    }
    // `to_(equal(b))`
    if matches!(name.as_str(), "to_" | "not_to") {
        let matcher = given.first()?.trim_start();
        let inner = word(matcher);
        name = format!("{}{inner}", if name == "to_" { "to_" } else { "not_to_" }).to_lowercase();
        given = arguments(&matcher[inner.len()..])
            .map(|(found, _)| found)
            .unwrap_or_default();
    }
    if !name.starts_with("to_") && !name.starts_with("not_to_") {
        return None;
    }
    let mut call = format!("ut.{name}({}", actual.first()?.trim());
    for argument in given {
        let _ = write!(call, ", {}", argument.trim());
    }
    call.push(')');
    let lines = |text: &str| text.matches('\n').count();
    let missing = lines(&text[..at]).saturating_sub(lines(&call));
    call.push_str(&"\n".repeat(missing));
    Some((call, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "create or replace package test_pay as
  --%suite(Pay)
  --%beforeeach(fill)

  --%test(Adds up)
  procedure adds_up;

  --%test
  --%throws(-20001, no_data_found)
  procedure refuses;

  --%disabled
  --%test(Later)
  procedure later;

  procedure fill;
end;
/
";

    fn suite() -> Suite {
        let body = ("b.pkb", "create or replace package body TEST_PAY as\nend;\n/\n");
        let tree = SourceTree::in_memory([("a.pks", SPEC), body, ("c.sql", "select 1 from dual;\n")]);
        find_suites(&tree).pop().unwrap()
    }

    #[test]
    fn suites_are_found_with_their_tests_and_files() {
        let suite = suite();
        assert_eq!(suite.files, ["a.pks", "b.pkb"]);
        assert_eq!(suite.before_each, ["fill"]);
        let cases = suite.cases();
        let names: Vec<&str> = cases.iter().map(|(_, case)| case.name.as_str()).collect();
        assert_eq!(names, ["test_pay.adds_up", "test_pay.refuses"]);
        assert_eq!(
            (cases[0].0.title.as_str(), cases[0].0.place.as_str()),
            ("Adds up", "a.pks:6")
        );
        assert_eq!(
            cases[0].1.oracle,
            "BEGIN\n  test_pay.fill;\nEND;\n/\nBEGIN\n  test_pay.adds_up;\nEND;\n/\n"
        );
        let throws = &cases[1].1.oracle;
        assert!(
            throws.contains("  WHEN no_data_found THEN NULL;\n  WHEN OTHERS THEN\n"),
            "{throws}"
        );
        assert!(throws.contains("IF SQLCODE NOT IN (-20001) THEN"), "{throws}");
    }

    #[test]
    fn expectations_become_calls_line_for_line() {
        let call = |text: &str| as_calls(text);
        assert_eq!(
            call("ut.expect( f(1, 2) ).to_equal(')');"),
            "ut.to_equal(f(1, 2), ')');"
        );
        assert_eq!(call("UT.EXPECT(x, 'why').to_( be_null() );"), "ut.to_be_null(x);");
        assert_eq!(call("ut.expect(x).not_to(equal(3));"), "ut.not_to_equal(x, 3);");
        assert_eq!(call("ut.expect(x)\n  .to_be_true;\ny"), "ut.to_be_true(x)\n;\ny");
        for other in [
            "-- ut.expect(x).to_equal(1)\n",
            "'ut.expect(x).to_equal(1)'",
            "my_ut.expect(x).to_equal(1)",
        ] {
            assert_eq!(call(other), other);
        }
    }
}
