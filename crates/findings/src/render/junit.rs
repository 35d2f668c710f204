//! JUnit XML: a test suite for each source file, a test case for each object.

use crate::report::{Judgement, Report};
use plconv_diagnostics::Diagnostic;
use plconv_source::FileId;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;
use std::fmt::Write as _;

type Finding<'a> = (&'a Diagnostic, &'a Judgement);

/// An object fails when the gate counts one of its findings; what is between objects is a test case of its own.
pub(super) fn render_junit(report: &Report<'_>) -> String {
    let mut cases: BTreeMap<(FileId, Option<usize>), Vec<Finding<'_>>> = BTreeMap::new();
    for (number, object) in report.objects.all().iter().enumerate() {
        cases.entry((object.file, Some(number))).or_default();
    }
    for (diagnostic, judgement) in report.findings() {
        let key = (diagnostic.primary.file, judgement.object);
        cases.entry(key).or_default().push((diagnostic, judgement));
    }
    let mut suites: BTreeMap<FileId, TestSuite> = BTreeMap::new();
    for ((file, object), findings) in cases {
        let path = report.sources.path(file).unwrap_or_default();
        let path = path.as_ref();
        let object = object.and_then(|number| report.objects.get(number));
        let name = object.map_or_else(
            || "statements of the script".to_owned(),
            |object| format!("{} {}", object.kind, object.name),
        );
        let mut case = TestCase::new(name, status(report, &findings));
        case.set_classname(path);
        if let Some(object) = object {
            case.extra.insert("file".into(), path.into());
            case.extra
                .insert("line".into(), object.first_line.to_string().into());
        }
        let others = findings.iter().filter(|(_, judgement)| !judgement.counts);
        let others: String = others.map(|finding| line(report, finding)).collect();
        if !others.is_empty() {
            case.set_system_out(others);
        }
        let suite = suites.entry(file).or_insert_with(|| TestSuite::new(path));
        suite.add_test_case(case);
    }
    let mut document = quick_junit::Report::new("plconv");
    document.add_test_suites(suites.into_values());
    // Writing to memory does not fail, and no name or value is left out of the document.
    document.to_string().unwrap_or_default()
}

fn status(report: &Report<'_>, findings: &[Finding<'_>]) -> TestCaseStatus {
    let counted: Vec<&Finding<'_>> = findings
        .iter()
        .filter(|(_, judgement)| judgement.counts)
        .collect();
    let Some((first, _)) = counted.first() else {
        return TestCaseStatus::success();
    };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(format!("{} {}", first.code, first.code.name()));
    status.set_message(first.message.clone());
    status.set_description(
        counted
            .iter()
            .map(|finding| line(report, finding))
            .collect::<String>(),
    );
    status
}

fn line(report: &Report<'_>, (diagnostic, judgement): &Finding<'_>) -> String {
    let start = report.files.positions(diagnostic.primary).0;
    let mut text = format!(
        "{}:{}:{}: {}[{}]: {}",
        report.files.shown(diagnostic.primary.file),
        start.line,
        start.column,
        diagnostic.class(),
        diagnostic.code,
        diagnostic.message
    );
    if let Some(suppression) = &judgement.suppression {
        let _ = write!(text, " (suppressed: {})", suppression.reason);
    } else if !judgement.is_open() {
        text.push_str(" (unchanged)");
    }
    text.push('\n');
    text
}
