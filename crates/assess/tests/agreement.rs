//! The numbers of a report are those of the manifest and of `check`, and every sum is one of rows.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

mod support;

use plconv_assess::model::{Range, Risk, Use};
use plconv_assess::{EffortModel, Fleet, Options, Report, anonymize, compare, render};
use plconv_diagnostics::Code;
use plconv_findings::Date;
use plconv_findings::tasks::{Status, identified};
use plconv_project::Fate;
use std::collections::{BTreeMap, BTreeSet};
use support::Application;

fn same(left: f64, right: f64) -> bool {
    (left - right).abs() < 0.05
}

fn sum<'r>(parts: impl Iterator<Item = &'r Range>) -> Range {
    let mut sum = Range::default();
    parts.for_each(|part| sum.add(*part));
    sum
}

#[test]
fn numbers_agree_with_the_manifest_and_with_check() {
    for name in ["library", "orders"] {
        let application = Application::new(name);
        let report = application.report(name);
        let manifest = &application.conversion.manifest;
        assert_eq!(report.totals.objects, manifest.totals.objects, "{name}");
        assert_eq!(report.totals.statements, manifest.statements, "{name}");
        assert_eq!(report.objects.len(), manifest.objects.len(), "{name}");
        let mut counted: BTreeMap<String, BTreeMap<Fate, u64>> = BTreeMap::new();
        for object in &report.objects {
            *counted
                .entry(object.kind.clone())
                .or_default()
                .entry(object.fate)
                .or_default() += 1;
        }
        assert_eq!(counted, manifest.totals.objects, "{name}");
        let all = || report.objects.iter().chain(&report.scripts);
        let mut codes: BTreeMap<Code, u64> = BTreeMap::new();
        for finding in all().flat_map(|object| &object.findings) {
            *codes.entry(finding.code).or_default() += 1;
        }
        assert_eq!(codes, manifest.totals.diagnostics, "{name}: findings by code");
        let findings: u64 = report.codes.iter().map(|row| row.count).sum();
        assert_eq!(
            findings,
            application.conversion.diagnostics.len() as u64,
            "{name}"
        );
        // Objects of one unit share its codes in the manifest; here each finding is of one of them.
        let mut of_unit: BTreeMap<u32, (BTreeSet<Code>, BTreeSet<Code>)> = BTreeMap::new();
        let rows = report.objects.iter().zip(&manifest.objects);
        for ((row, listed), unit) in rows.zip(&application.conversion.facts.objects) {
            let (found, known) = of_unit.entry(unit.unit).or_default();
            found.extend(row.findings.iter().map(|finding| finding.code));
            known.extend(&listed.diagnostics);
        }
        for (unit, (found, known)) in of_unit {
            assert_eq!(found, known, "{name}: unit {unit}");
        }
    }
}

#[test]
fn every_sum_is_one_of_rows() {
    let report = Application::new("orders").report("orders");
    for object in report.objects.iter().chain(&report.scripts) {
        let effort = &object.effort;
        let items = sum(effort.items.iter().map(|item| &item.minutes));
        assert!(same(items.expected, effort.convert.expected), "{}", object.name);
        for item in &effort.items {
            let product = item.unit * item.kind * item.learned * item.repeats;
            assert!(same(product, item.minutes.expected), "{}", object.name);
            let count = object
                .findings
                .iter()
                .filter(|finding| finding.code == item.code)
                .count();
            assert_eq!(count, item.count as usize, "{}", object.name);
        }
        let parts = sum([effort.convert, effort.review, effort.test].iter());
        assert!(same(parts.expected, effort.total.expected), "{}", object.name);
    }
    let objects = sum(report
        .objects
        .iter()
        .chain(&report.scripts)
        .map(|object| &object.effort.total));
    let project = sum(report
        .effort
        .components
        .iter()
        .map(|component| &component.minutes));
    assert!(same(
        objects.expected + project.expected,
        report.effort.total.expected
    ));
    assert!(same(objects.high + project.high, report.effort.total.high));
    let waves = sum(report.waves.iter().map(|wave| &wave.minutes));
    let in_waves = sum(report.objects.iter().map(|object| &object.effort.total));
    assert!(same(waves.expected, in_waves.expected));
}

#[test]
fn waves_come_in_the_order_of_use() {
    let report = Application::new("orders").report("orders");
    let wave = |object: u32| report.objects[object as usize].wave;
    assert!(report.objects.iter().all(|object| object.wave > 0));
    for edge in report.edges.iter().filter(|edge| edge.how != Use::References) {
        assert!(
            wave(edge.from) >= wave(edge.to),
            "{} in wave {} uses {} in wave {}",
            report.objects[edge.from as usize].name,
            wave(edge.from),
            report.objects[edge.to as usize].name,
            wave(edge.to)
        );
    }
    let number = |kind: &str, name: &str| {
        (0..)
            .zip(&report.objects)
            .find(|(_, object)| object.kind == kind && object.name == name)
            .map(|(number, _)| number)
            .unwrap()
    };
    let uses = |from: u32, to: u32, how: Use| {
        report
            .edges
            .iter()
            .any(|edge| (edge.from, edge.to, edge.how) == (from, to, how))
    };
    let order_entry = number("PACKAGE BODY", "ORDER_ENTRY");
    assert!(uses(order_entry, number("TABLE", "ORDERS"), Use::Writes));
    assert!(uses(order_entry, number("PACKAGE", "PRICING"), Use::Calls));
    assert!(uses(
        number("TABLE", "ORDER_LINES"),
        number("TABLE", "ORDERS"),
        Use::References
    ));
    let customers_and_addresses = [number("TABLE", "CUSTOMERS"), number("TABLE", "ADDRESSES")];
    assert!(
        report.cycles.iter().any(|cycle| {
            customers_and_addresses
                .iter()
                .all(|object| cycle.contains(object))
        }),
        "{:?}",
        report.cycles
    );
}

#[test]
fn the_same_tree_gives_the_same_bytes_and_loads_nothing() {
    let model = EffortModel::read(None).unwrap();
    let first = Application::new("library").report("library");
    let second = Application::new("library").report("library");
    let page = render::html(&first, &model);
    assert_eq!(page, render::html(&second, &model));
    assert_eq!(render::json(&first), render::json(&second));
    assert_eq!(render::csv_tables(&first), render::csv_tables(&second));
    for loads in [" src=", "url(", "@import", "fetch(", "href=\"http"] {
        assert!(!page.contains(loads), "the page loads something: {loads}");
    }
    let read: Report = serde_json::from_str(&render::json(&first)).unwrap();
    assert_eq!(read, first);
}

#[test]
fn an_object_shows_its_source_and_what_was_written() {
    let report = Application::new("library").report("library");
    let body = report
        .objects
        .iter()
        .find(|object| object.kind == "PACKAGE BODY" && object.name == "LIB.LIB_LOANS")
        .unwrap();
    assert!(body.source[0].text.contains("LIB_LOANS"), "{:?}", body.source[0]);
    let generated: String = body
        .generated
        .iter()
        .map(|excerpt| excerpt.text.as_str())
        .collect();
    assert!(generated.contains("CREATE OR REPLACE"), "{generated}");
}

#[test]
fn a_comparison_says_what_changed() {
    let report = Application::new("library").report("library");
    let mut earlier = report.clone();
    let lost = earlier.objects.pop().unwrap();
    let (index, _) = earlier
        .objects
        .iter()
        .enumerate()
        .find(|(_, object)| object.findings.is_empty())
        .unwrap();
    let name = earlier.objects[index].name.clone();
    earlier.objects[index].fate = Fate::Refused;
    earlier.objects[index].effort.total.expected += 600.0;
    let comparison = compare(&report, "now", &[("before".to_owned(), earlier)]);
    assert_eq!(comparison.points.len(), 2);
    assert_eq!(comparison.objects[0].name, name);
    assert_eq!(comparison.objects[0].before, Some(Fate::Refused));
    assert!(
        comparison
            .objects
            .iter()
            .any(|change| change.name == lost.name && change.before.is_none())
    );
    let unchanged = compare(&report, "now", &[("before".to_owned(), report.clone())]);
    assert!(unchanged.objects.is_empty() && unchanged.codes.is_empty());
}

#[test]
fn an_anonymous_report_has_no_name_of_the_tree() {
    let report = Application::new("orders").report("orders");
    let mut anonymous = report.clone();
    anonymize(&mut anonymous);
    let model = EffortModel::read(None).unwrap();
    let forms = [render::json(&anonymous), render::html(&anonymous, &model)];
    let words: BTreeSet<&str> = forms
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$'))
        .collect();
    for object in &report.objects {
        // Names that are words of Oracle's or the report's own vocabulary stand there for themselves.
        if object.name.contains('_') || object.name.len() > 8 {
            assert!(!words.contains(object.name.as_str()), "{}", object.name);
        }
        assert!(
            !forms[0].contains(&format!("\"{}\"", object.path)),
            "{}",
            object.path
        );
    }
    assert_eq!(anonymous.effort.total, report.effort.total);
    assert_eq!(anonymous.objects.len(), report.objects.len());
}

#[test]
fn a_fleet_adds_its_trees_up() {
    let reports = ["library", "orders"].map(|name| Application::new(name).report(name));
    let fleet = Fleet::new(
        reports
            .iter()
            .map(|report| (report, format!("{}.html", report.name))),
    );
    let days: f64 = reports.iter().map(|report| report.effort.days.expected).sum();
    assert!(same(fleet.days.expected, days));
    assert_eq!(fleet.trees.len(), 2);
    assert!(fleet.html().contains("href=\"orders.html\""));
    assert_eq!(fleet.csv().lines().count(), 3);
}

#[test]
fn objects_whose_findings_are_accepted_are_settled() {
    let application = Application::new("orders");
    let found = identified(
        &application.conversion.diagnostics,
        &application.tree,
        Vec::new(),
        Vec::new(),
        Date::of_days_since_1970(0),
    );
    let decided = found
        .into_iter()
        .map(|(found, _)| {
            (
                (found.primary.file, found.primary.range.start().into(), found.code),
                Status::Accepted,
            )
        })
        .collect();
    let report = application.report_with(Options {
        decided: Some(decided),
        ..Options::default()
    });
    let progress = report.progress.unwrap();
    assert!(progress.objects > 0);
    assert_eq!(
        (progress.settled, progress.settled_minutes),
        (progress.objects, progress.minutes)
    );
    assert_eq!(application.report("orders").progress, None);
}

#[test]
fn a_script_that_is_started_twice_is_worked_on_once() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
    // Each time with another value of a variable: these are two definitions of one file.
    write(
        "p.sql",
        "CREATE OR REPLACE PROCEDURE p IS\n  l VARCHAR2(20);\nBEGIN\n  l := UTL_HTTP.REQUEST('&v');\nEND;\n/\n",
    );
    write("one.sql", "DEFINE v = 1\n@@p\n");
    write("two.sql", "DEFINE v = 2\n@@p\n");
    let report = Application::in_directory(directory.path()).report("twice");
    let [first, again] = report.objects.as_slice() else {
        panic!("{:?}", report.objects);
    };
    assert_eq!((first.risk, first.fate), (again.risk, again.fate));
    assert!(first.effort.total.expected > 0.0 && first.code_lines > 0);
    assert!(again.effort.total.expected == 0.0 && again.code_lines == 0);
}

#[test]
fn a_script_that_is_started_for_two_schemas_is_worked_on_once() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
    write(
        "p.sql",
        "CREATE OR REPLACE PROCEDURE p IS\n  l VARCHAR2(20);\nBEGIN\n  l := UTL_HTTP.REQUEST('x');\nEND;\n/\n",
    );
    write(
        "all.sql",
        "ALTER SESSION SET CURRENT_SCHEMA = a;\n@@p\nALTER SESSION SET CURRENT_SCHEMA = b;\n@@p\n",
    );
    let report = Application::in_directory(directory.path()).report("schemas");
    let names: Vec<&str> = report.objects.iter().map(|object| object.name.as_str()).collect();
    assert_eq!(names, ["A.P", "B.P"]);
    let worked_on = report
        .objects
        .iter()
        .filter(|object| object.effort.total.expected > 0.0);
    assert_eq!(worked_on.count(), 1);
    for object in &report.objects {
        assert_eq!(
            (object.risk, object.fate),
            (Risk::Runtime, Fate::Refused),
            "{}",
            object.name
        );
    }
}
