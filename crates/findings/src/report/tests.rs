use super::*;
use crate::test_run::Run;
use crate::{Baseline, Scope, SuppressionKind};
use plconv_diagnostics::Class;

const SCRIPT: &str = "create view v as\nselect 1 code,\n  2 code,\n  2 code\nfrom dual;\n";

fn run(text: &str) -> Run {
    let last = u32::try_from(text.lines().count()).unwrap();
    Run::new()
        .with_file("a.sql", text)
        .with_object("VIEW", "HR.V", (1, last))
}

fn baseline_of(text: &str) -> Baseline {
    run(text).judged().baseline(Growth::AcceptNew)
}

/// Lines of the new findings.
fn new_lines(report: &Report<'_>) -> Vec<u32> {
    let open = report.open();
    open.map(|(diagnostic, _)| report.files.positions(diagnostic.primary).0.line)
        .collect()
}

#[test]
fn without_a_baseline_everything_is_new() {
    let run = run(SCRIPT);
    let report = run.judged();
    assert_eq!(new_lines(&report), [2, 3, 4]);
    assert_eq!(
        report.verdict().to_string(),
        "failed: 3 findings (refused or assumed)"
    );
}

#[test]
fn a_baseline_is_recognised_when_lines_move_and_blanks_change() {
    let moved = "-- new header\n\n\ncreate view v as\nselect   1 code,\n  2 code,\n\n  2 code\nfrom dual;\n";
    let mut run = run(moved).with_baseline(baseline_of(SCRIPT));
    run.objects[0].first_line = 4;
    let report = run.judged();
    assert_eq!(new_lines(&report), Vec::<u32>::new());
    assert!(report.fixed.is_empty());
    assert!(!report.verdict().fails());
}

#[test]
fn an_object_may_move_to_another_file() {
    let run = Run::new()
        .with_file("b/v.sql", SCRIPT)
        .with_object("VIEW", "HR.V", (1, 5))
        .with_baseline(baseline_of(SCRIPT));
    assert_eq!(new_lines(&run.judged()), Vec::<u32>::new());
}

#[test]
fn of_equal_findings_the_one_in_new_surroundings_is_new() {
    let text = "create view v as\nselect 2 code\n  from t\nunion all\nselect 2 code\n  from dual;\n";
    let before = "create view v as\nselect 2 code\n  from dual;\n";
    // The line is equal and what follows differs: the context decides, not the order.
    let after = "create view v as\nselect 2 code\n  from dual;\nunion all\nselect 2 code\n  from t\n";
    let first = run(after).with_baseline(baseline_of(before));
    assert_eq!(new_lines(&first.judged()), [5]);
    let second = run(text).with_baseline(baseline_of(
        "create view v as\nunion all\nselect 2 code\n  from dual;\n",
    ));
    assert_eq!(new_lines(&second.judged()), [2]);
}

#[test]
fn one_entry_is_one_finding() {
    let twice = SCRIPT.replace("from dual", ", 2 code\nfrom dual");
    let run = run(&twice).with_baseline(baseline_of(SCRIPT));
    let report = run.judged();
    assert_eq!(report.open().count(), 1);
    assert!(report.fixed.is_empty());
}

#[test]
fn what_is_fixed_leaves_the_baseline_and_what_is_new_enters_when_asked() {
    let now = "create view v as\nselect 1 code,\n  3 code\nfrom dual;\n";
    let run = run(now).with_baseline(baseline_of(SCRIPT));
    let report = run.judged();
    assert_eq!(report.fixed.len(), 2);
    assert_eq!(report.fixed[0].class(), Class::Silent);
    assert_eq!(report.baseline(Growth::Shrink).entries.len(), 1);
    assert_eq!(report.baseline(Growth::AcceptNew).entries.len(), 2);
}

#[test]
fn a_baseline_reads_as_it_was_written() {
    let baseline = baseline_of(SCRIPT);
    let text = baseline.print();
    assert_eq!(text.lines().count(), 4 + 3 + 2, "{text}");
    assert_eq!(Baseline::parse(&text).unwrap(), baseline);
    assert_eq!(
        Baseline::parse(&Baseline::default().print()).unwrap(),
        Baseline::default()
    );
    assert!(Baseline::parse("{}").is_err());
    let newer = text.replace("\"format_version\": 1", "\"format_version\": 2");
    assert!(Baseline::parse(&newer).unwrap_err().to_string().contains("newer"));
}

#[test]
fn the_gate_counts_classes_and_codes() {
    let counted = |fail_on: &str| run(SCRIPT).with_gate(fail_on).judged().verdict().counted;
    assert_eq!(counted("load,runtime"), 0);
    assert_eq!(counted("load,silent"), 3);
    assert_eq!(counted("PLC0604"), 3);
    assert_eq!(counted("built-in-approximated"), 3);
    assert_eq!(counted("none"), 0);
    assert!(
        "loud"
            .parse::<crate::FailOn>()
            .unwrap_err()
            .contains("load, runtime, silent")
    );
    let mut run = run(SCRIPT);
    run.gate.max_new = 3;
    assert!(!run.judged().verdict().fails());
    assert_eq!(
        run.judged().verdict().to_string(),
        "passed: 3 findings (refused or assumed), 3 let through"
    );
}

/// The reasons of the suppressed findings by line, and the codes of what is said about suppressions.
fn suppressed(run: &Run) -> (Vec<(u32, String)>, Vec<&'static str>) {
    let report = run.judged();
    let reasons = report.findings().filter_map(|(diagnostic, judgement)| {
        let line = report.files.positions(diagnostic.primary).0.line;
        Some((line, judgement.suppression.as_ref()?.reason.clone()))
    });
    let remarks = report
        .open()
        .filter(|(diagnostic, _)| is_about_suppressions(diagnostic.code));
    (
        reasons.collect(),
        remarks.map(|(diagnostic, _)| diagnostic.code.as_str()).collect(),
    )
}

#[test]
fn a_comment_suppresses_on_its_line_and_on_the_next_line_of_code() {
    let text = "create view v as\nselect 1 code, -- plconv:allow PLC0604 same zone\n\
                -- plconv:allow built-in-approximated until 2026-12-31: reviewed\n-- by us\n\n  2 code,\n  3 code\nfrom dual;\n";
    let (reasons, remarks) = suppressed(&run(text));
    assert_eq!(reasons, [(2, "same zone".to_owned()), (6, "reviewed".to_owned())]);
    assert_eq!(remarks, Vec::<&str>::new());
}

#[test]
fn a_comment_before_an_object_suppresses_in_all_of_it() {
    let text = format!("-- plconv:allow PLC0604, PLC0702 one server\n/* of\n  views */\n{SCRIPT}");
    let mut run = run(&text);
    run.objects[0].first_line = 4;
    assert_eq!(suppressed(&run).0.len(), 3);
}

#[test]
fn a_suppression_needs_a_code_a_reason_and_a_day_that_exists() {
    for comment in [
        "-- plconv:allow",
        "-- plconv:allow PLC0604",
        "-- plconv:allow PLC0604 --",
        "-- plconv:allow PLC7777 why",
        "-- plconv:allow PLC0604 until tomorrow why",
        "-- plconv:allow PLC0604 until 2026-12-31",
    ] {
        let (reasons, remarks) = suppressed(&run(&format!("select 1 code {comment}\n")));
        assert_eq!((reasons.len(), remarks), (0, vec!["PLC0023"]), "{comment}");
    }
}

#[test]
fn a_literal_is_no_comment() {
    let (reasons, remarks) = suppressed(&run("select 1 code, '-- plconv:allow PLC0604 x'\n"));
    assert_eq!((reasons.len(), remarks.len()), (0, 0));
}

#[test]
fn suppressions_expire_and_go_out_of_use() {
    let text = "select 1 code -- plconv:allow PLC0604 until 2026-06-30 later\n\
                select 2 -- plconv:allow PLC0604 nothing here\n";
    let before = run(text).on("2026-06-30");
    assert_eq!(
        suppressed(&before),
        (vec![(1, "later".to_owned())], vec!["PLC0024"])
    );
    let after = run(text).on("2026-07-01");
    assert_eq!(suppressed(&after), (vec![], vec!["PLC0025", "PLC0024"]));
}

#[test]
fn each_code_of_a_suppression_has_to_be_of_use() {
    let report = run("select 1 code -- plconv:allow PLC0604, PLC0303 both\n");
    let (reasons, remarks) = suppressed(&report);
    assert_eq!(
        (reasons, remarks),
        (vec![(1, "both".to_owned())], vec!["PLC0024"])
    );
}

#[test]
fn the_policy_file_suppresses_by_file_and_object() {
    let allow = |object: Option<&str>, files: Option<u32>, codes| Suppression {
        codes,
        reason: "policy".to_owned(),
        until: None,
        scope: Scope {
            files: files.map(|file| [FileId(file)].into()),
            lines: None,
            object: object.map(str::to_owned),
        },
        place: FileRange::start_of(FileId(0)),
        kind: SuppressionKind::External,
    };
    let codes = || [Code::BUILT_IN_APPROXIMATED].into();
    for (suppression, count) in [
        (allow(Some("hr.v"), None, codes()), 3),
        (allow(Some("HR.W"), None, codes()), 0),
        (allow(None, Some(0), codes()), 3),
        (allow(None, Some(1), codes()), 0),
        (allow(None, None, [Code::COLLATION].into()), 0),
    ] {
        let mut run = run(SCRIPT);
        run.suppressions.push(suppression.clone());
        assert_eq!(suppressed(&run).0.len(), count, "{suppression:?}");
    }
}

#[test]
fn a_comment_that_suppresses_changes_no_fingerprint() {
    let with_comment = SCRIPT.replace("1 code,", "1 code, -- plconv:allow PLC0604 until 2020-01-01 old");
    let run = run(&with_comment).with_baseline(baseline_of(SCRIPT));
    let (_, remarks) = suppressed(&run);
    assert_eq!(remarks, ["PLC0025"]);
    assert_eq!(run.judged().open().count(), 1, "the remark only");
}

#[test]
fn what_is_about_the_tree_is_known_wherever_it_is_told() {
    let about_tree = |mut run: Run| {
        for diagnostic in &mut run.diagnostics {
            diagnostic.about_tree = true;
        }
        run
    };
    let baseline = about_tree(run("select 1 code\n"))
        .judged()
        .baseline(Growth::AcceptNew);
    let elsewhere = about_tree(Run::new().with_file("0.sql", "select 2, code\n")).with_baseline(baseline);
    assert_eq!(elsewhere.judged().open().count(), 0);
}

#[test]
fn many_equal_findings_are_compared_in_time() {
    let lines = |count: usize| {
        (0..count)
            .map(|line| format!("{line}\ncode\n"))
            .collect::<String>()
    };
    let run = run(&lines(20_000)).with_baseline(baseline_of(&lines(19_999)));
    assert_eq!(new_lines(&run.judged()), [40_000]);
}
