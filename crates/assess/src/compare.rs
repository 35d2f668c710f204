//! The difference of a report to earlier ones of the same tree.

use crate::model::{ObjectRow, Range, Report};
use plconv_diagnostics::{Code, Severity};
use plconv_project::Fate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How a tree got to where it is.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// Earlier runs in the order they were given, then this one.
    pub points: Vec<Point>,
    /// Objects that differ from the last earlier run, the largest change first.
    pub objects: Vec<Change>,
    /// Codes whose number of findings differs from the last earlier run.
    pub codes: Vec<CodeChange>,
}

/// One run.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Point {
    /// What it is called.
    pub label: String,
    /// Person-minutes of objects and scripts: the project as a whole has no burn-down.
    pub minutes: Range,
    /// Findings that are refusals.
    pub refused: u64,
    /// Findings that are assumptions.
    pub assumed: u64,
    /// Objects.
    pub objects: u64,
    /// Those of them without work by hand.
    pub done: u64,
}

/// An object that differs.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// Kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Fate before; none when it is new.
    pub before: Option<Fate>,
    /// Fate now; none when it is gone.
    pub after: Option<Fate>,
    /// Expected person-minutes before.
    pub minutes_before: f64,
    /// Expected person-minutes now.
    pub minutes_after: f64,
    /// Codes that are no longer found in it.
    pub resolved: Vec<Code>,
    /// Codes that were not found in it before.
    pub appeared: Vec<Code>,
}

/// A code whose number of findings differs.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CodeChange {
    /// The code.
    pub code: Code,
    /// Findings before.
    pub before: u64,
    /// Findings now.
    pub after: u64,
}

/// Compares a report with earlier ones, each with what it is called, the oldest first.
pub fn compare(report: &Report, label: &str, earlier: &[(String, Report)]) -> Comparison {
    let mut points: Vec<Point> = earlier
        .iter()
        .map(|(label, report)| point(label, report))
        .collect();
    points.push(point(label, report));
    let Some((_, last)) = earlier.last() else {
        return Comparison {
            points,
            ..Comparison::default()
        };
    };
    let before = by_name(last);
    let after = by_name(report);
    let names: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let mut objects: Vec<Change> = names
        .into_iter()
        .filter_map(|key| change(key, before.get(&key).copied(), after.get(&key).copied()))
        .collect();
    objects.sort_by(|left, right| {
        let size = |change: &Change| (change.minutes_after - change.minutes_before).abs();
        size(right)
            .total_cmp(&size(left))
            .then_with(|| (&left.kind, &left.name).cmp(&(&right.kind, &right.name)))
    });
    let codes: BTreeSet<Code> = last
        .totals
        .diagnostics
        .keys()
        .chain(report.totals.diagnostics.keys())
        .copied()
        .collect();
    let codes = codes
        .into_iter()
        .map(|code| CodeChange {
            code,
            before: last.totals.diagnostics.get(&code).copied().unwrap_or(0),
            after: report.totals.diagnostics.get(&code).copied().unwrap_or(0),
        })
        .filter(|change| change.before != change.after)
        .collect();
    Comparison {
        points,
        objects,
        codes,
    }
}

fn point(label: &str, report: &Report) -> Point {
    let mut minutes = Range::default();
    for object in report.objects.iter().chain(&report.scripts) {
        minutes.add(object.effort.total);
    }
    let count = |severity: Severity| {
        report
            .totals
            .diagnostics
            .iter()
            .filter(|(code, _)| code.severity() == severity)
            .map(|(_, count)| count)
            .sum()
    };
    Point {
        label: label.to_owned(),
        minutes,
        refused: count(Severity::Refused),
        assumed: count(Severity::Assumed),
        objects: report.size.objects,
        done: report
            .objects
            .iter()
            .filter(|object| object.effort.convert.expected <= 0.0)
            .count() as u64,
    }
}

type Key<'r> = (&'r str, &'r str, usize);

/// Objects by kind and name; those of the same name are numbered.
fn by_name(report: &Report) -> BTreeMap<Key<'_>, &ObjectRow> {
    let mut known: BTreeMap<Key<'_>, &ObjectRow> = BTreeMap::new();
    let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for object in report.objects.iter().chain(&report.scripts) {
        let number = numbers.entry((&object.kind, &object.name)).or_default();
        known.insert((&object.kind, &object.name, *number), object);
        *number += 1;
    }
    known
}

fn change(key: Key<'_>, before: Option<&ObjectRow>, after: Option<&ObjectRow>) -> Option<Change> {
    let codes = |object: Option<&ObjectRow>| -> BTreeSet<Code> {
        let findings = object.into_iter().flat_map(|object| &object.findings);
        findings.map(|finding| finding.code).collect()
    };
    let minutes = |object: Option<&ObjectRow>| object.map_or(0.0, |object| object.effort.total.expected);
    let (codes_before, codes_after) = (codes(before), codes(after));
    let change = Change {
        kind: key.0.to_owned(),
        name: key.1.to_owned(),
        before: before.map(|object| object.fate),
        after: after.map(|object| object.fate),
        minutes_before: minutes(before),
        minutes_after: minutes(after),
        resolved: codes_before.difference(&codes_after).copied().collect(),
        appeared: codes_after.difference(&codes_before).copied().collect(),
    };
    let differs = change.before != change.after
        || (change.minutes_before - change.minutes_after).abs() >= 1.0
        || !change.resolved.is_empty()
        || !change.appeared.is_empty();
    differs.then_some(change)
}

impl Comparison {
    /// The difference to the run before, in a sentence.
    pub fn sentence(&self, hours_per_day: f64) -> String {
        let [.., before, now] = self.points.as_slice() else {
            return String::new();
        };
        let days = |minutes: f64| minutes / 60.0 / hours_per_day;
        let difference = days(now.minutes.expected) - days(before.minutes.expected);
        let direction = if difference <= 0.0 { "less" } else { "more" };
        format!(
            "Since {}: {:.1} person-days {direction} on objects ({:.1} before, {:.1} now); refusals {} before, {} now; \
             assumptions {} before, {} now; {} of {} objects need no work by hand ({} of {} before).",
            before.label,
            difference.abs(),
            days(before.minutes.expected),
            days(now.minutes.expected),
            before.refused,
            now.refused,
            before.assumed,
            now.assumed,
            now.done,
            now.objects,
            before.done,
            before.objects,
        )
    }
}
