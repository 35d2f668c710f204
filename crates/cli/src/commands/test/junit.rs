//! Results of equivalence tests as JUnit XML.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;

/// How a test ended.
pub struct TestResult {
    /// Path of the case, or `package.procedure` of a suite.
    pub name: String,
    /// What people know it by; may be empty.
    pub title: String,
    /// What is wrong; none when it passed.
    pub problem: Option<String>,
}

/// A document with a test suite for each directory of cases and for each package of a suite.
pub fn render(results: &[TestResult]) -> String {
    let mut suites: BTreeMap<&str, TestSuite> = BTreeMap::new();
    for result in results {
        let separator = if result.title.is_empty() { '/' } else { '.' };
        let (suite, name) = result.name.rsplit_once(separator).unwrap_or((".", &result.name));
        let status = match &result.problem {
            None => TestCaseStatus::success(),
            Some(problem) => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(problem.lines().next().unwrap_or_default());
                status.set_description(problem.as_str());
                status
            }
        };
        let mut case = TestCase::new(name, status);
        case.set_classname(suite);
        if !result.title.is_empty() {
            case.set_system_out(result.title.as_str());
        }
        let suite = suites.entry(suite).or_insert_with(|| TestSuite::new(suite));
        suite.add_test_case(case);
    }
    let mut report = Report::new("plconv test");
    report.add_test_suites(suites.into_values());
    // Writing to memory does not fail.
    report.to_string().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_suites_are_suites() {
        let result = |name: &str, title: &str, problem: Option<&str>| TestResult {
            name: name.to_owned(),
            title: title.to_owned(),
            problem: problem.map(str::to_owned),
        };
        let text = render(&[
            result("tests/yearly.plconv-test.md", "", None),
            result(
                "test_pay.wrong",
                "Wrong on purpose (test_pay.pkg:15)",
                Some("not ok: 1200\n<1>"),
            ),
        ]);
        assert!(
            text.contains(r#"<testsuites name="plconv test" tests="2" skipped="0" failures="1""#),
            "{text}"
        );
        assert!(
            text.contains(r#"<testcase name="yearly.plconv-test.md" classname="tests""#),
            "{text}"
        );
        assert!(
            text.contains(r#"<testcase name="wrong" classname="test_pay""#),
            "{text}"
        );
        assert!(
            text.contains(r#"<failure message="not ok: 1200">not ok: 1200"#),
            "{text}"
        );
        assert!(text.contains("&lt;1&gt;"), "{text}");
    }
}
