//! Factors of the effort model, learned from objects that are finished.

use crate::effort::{Calibration, EffortModel};
use crate::model::{ObjectRow, Report};
use plconv_diagnostics::Code;
use plconv_findings::tasks::Status;
use std::collections::{BTreeMap, BTreeSet};

/// Objects whose weight the model's own numbers have: few finished objects move them little.
const PRIOR: f64 = 3.0;

/// Finished objects with a code before it gets a factor of its own.
const ENOUGH: usize = 3;

/// The name in a line `*,*,hours`, about all finished objects that have no line of their own.
pub const ALL_FINISHED: &str = "*";

/// No factor is beyond these: a typing error must not ruin an estimate.
const LEAST: f64 = 0.2;
const MOST: f64 = 5.0;

/// An object that somebody finished.
#[derive(Clone, PartialEq, Debug)]
pub struct Finished {
    /// Kind, upper case.
    pub kind: String,
    /// Name as in reports.
    pub name: String,
    /// Person-hours of conversion by hand, without review and tests.
    pub hours: f64,
}

/// A list of finished objects that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FinishedError {
    /// A line that is not `kind,name,hours`.
    #[error("line {0}: write kind,name,hours")]
    Line(usize),
    /// None of the objects is in the reports, or none has work by hand.
    #[error("no finished object has work by hand in the report, so nothing can be learned")]
    Nothing,
}

/// Reads lines of `kind,name,hours`; a header, empty lines and lines that begin with `#` are left out.
///
/// # Errors
/// When a line has another form.
pub fn read_finished(text: &str) -> Result<Vec<Finished>, FinishedError> {
    let mut finished = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line.eq_ignore_ascii_case("kind,name,hours") {
            continue;
        }
        let fields: Vec<&str> = line
            .split(',')
            .map(|field| field.trim().trim_matches('"'))
            .collect();
        let [kind, name, hours] = fields.as_slice() else {
            return Err(FinishedError::Line(index + 1));
        };
        match hours.parse::<f64>() {
            Ok(hours) if hours >= 0.0 && hours.is_finite() => finished.push(Finished {
                kind: kind.to_uppercase(),
                name: (*name).to_owned(),
                hours,
            }),
            _ => return Err(FinishedError::Line(index + 1)),
        }
    }
    Ok(finished)
}

/// Factors by which finished objects took longer or shorter than the model says.
///
/// `reports` are searched in their order: an object that is finished may have no findings in the newest any more, which
/// comes last. Their efforts must be those of a model without calibration. The hours of [`ALL_FINISHED`] are those of all
/// finished objects that have no line of their own, by the estimates: objects whose findings are gone in the newest
/// report, or accepted in its tasks.
///
/// # Errors
/// When nothing can be learned.
pub fn calibrate(reports: &[&Report], finished: &[Finished]) -> Result<Calibration, FinishedError> {
    let mut pairs: Vec<(&ObjectRow, f64)> = finished
        .iter()
        .filter_map(|done| {
            let object = reports.iter().flat_map(|report| &report.objects).find(|object| {
                object.kind == done.kind && object.name == done.name && object.effort.convert.expected > 0.0
            })?;
            Some((object, 60.0 * done.hours))
        })
        .collect();
    let together: f64 = finished
        .iter()
        .filter(|done| done.name == ALL_FINISHED)
        .map(|done| 60.0 * done.hours)
        .sum();
    if together > 0.0 {
        let others: Vec<&ObjectRow> = all_finished(reports)
            .into_iter()
            .filter(|object| {
                let is_listed = |done: &Finished| done.kind == object.kind && done.name == object.name;
                !finished.iter().any(is_listed)
            })
            .collect();
        let said: f64 = others.iter().map(|object| object.effort.convert.expected).sum();
        let share = |object: &ObjectRow| together * object.effort.convert.expected / said;
        pairs.extend(others.into_iter().map(|object| (object, share(object))));
    }
    if pairs.is_empty() {
        return Err(FinishedError::Nothing);
    }
    let said: f64 = pairs
        .iter()
        .map(|(object, _)| object.effort.convert.expected)
        .sum();
    let took: f64 = pairs.iter().map(|(_, minutes)| minutes).sum();
    let prior = PRIOR * said / pairs.len() as f64;
    let all = bounded((took + prior) / (said + prior));
    let mut of_codes: BTreeMap<Code, (usize, f64, f64)> = BTreeMap::new();
    for (object, minutes) in &pairs {
        for item in &object.effort.items {
            let share = item.minutes.expected / object.effort.convert.expected;
            let (count, said, took) = of_codes.entry(item.code).or_default();
            *count += 1;
            *said += all * item.minutes.expected;
            *took += minutes * share;
        }
    }
    let codes = of_codes
        .into_iter()
        .filter(|(_, (count, said, _))| *count >= ENOUGH && *said > 0.0)
        .map(|(code, (count, said, took))| {
            let prior = PRIOR * said / count as f64;
            (code, bounded((took + prior) / (said + prior)))
        })
        .collect();
    Ok(Calibration {
        all,
        codes,
        objects: pairs.len() as u64,
    })
}

/// Objects with work by hand, as the oldest report has them, that the newest says are finished. What will not be ported
/// took no time.
fn all_finished<'r>(reports: &[&'r Report]) -> Vec<&'r ObjectRow> {
    let Some(newest) = reports.last() else {
        return Vec::new();
    };
    let now: BTreeMap<(&str, &str), &ObjectRow> = newest
        .objects
        .iter()
        .map(|object| ((object.kind.as_str(), object.name.as_str()), object))
        .collect();
    let mut seen = BTreeSet::new();
    reports
        .iter()
        .flat_map(|report| &report.objects)
        .filter(|object| object.effort.convert.expected > 0.0)
        .filter(|object| {
            let key = (object.kind.as_str(), object.name.as_str());
            let is_finished = |now: &ObjectRow| {
                now.is_settled()
                    && !now
                        .costly()
                        .any(|found| found.status == Some(Status::WillNotPort))
            };
            now.get(&key).is_some_and(|now| is_finished(now)) && seen.insert(key)
        })
        .collect()
}

fn bounded(factor: f64) -> f64 {
    (factor.clamp(LEAST, MOST) * 1000.0).round() / 1000.0
}

/// A file for `--effort` that holds what was learned.
pub fn to_toml(calibration: &Calibration) -> String {
    let mut text = format!(
        "# Learned from {} finished objects by plconv assess --calibrate.\n[calibration]\nobjects = {}\nall = {:?}\n",
        calibration.objects, calibration.objects, calibration.all
    );
    if !calibration.codes.is_empty() {
        text.push_str("\n[calibration.codes]\n");
        for (code, factor) in &calibration.codes {
            text.push_str(&format!("{code} = {factor:?}\n"));
        }
    }
    text
}

/// The model with what was learned.
pub fn with_calibration(model: &EffortModel, calibration: Calibration) -> EffortModel {
    EffortModel {
        calibration,
        ..model.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Complexity, EffortItem, FindingRow, ObjectEffort, Range, Risk};
    use plconv_project::Fate;

    fn object(name: &str, minutes: f64) -> ObjectRow {
        let range = Range {
            low: minutes,
            expected: minutes,
            high: minutes,
        };
        ObjectRow {
            kind: "PACKAGE BODY".to_owned(),
            name: name.to_owned(),
            postgresql_name: None,
            path: String::new(),
            line: 1,
            last_line: 1,
            code_lines: 1,
            fate: Fate::Refused,
            risk: Risk::Runtime,
            complexity: Complexity::Simple,
            wave: 1,
            findings: Vec::new(),
            effort: ObjectEffort {
                items: vec![EffortItem {
                    code: "PLC0501".parse().unwrap(),
                    count: 1,
                    unit: minutes,
                    kind: 1.0,
                    learned: 1.0,
                    repeats: 1.0,
                    minutes: range,
                }],
                convert: range,
                ..ObjectEffort::default()
            },
            source: Vec::new(),
            generated: Vec::new(),
        }
    }

    fn report(count: usize) -> Report {
        Report {
            objects: (0..count)
                .map(|number| object(&format!("P{number}"), 60.0))
                .collect(),
            ..Report::default()
        }
    }

    #[test]
    fn many_objects_that_took_twice_as_long_nearly_double_the_factor() {
        let report = report(30);
        let text: String = (0..30)
            .map(|number| format!("package body,P{number},2\n"))
            .collect();
        let finished = read_finished(&text).unwrap();
        let learned = calibrate(&[&report], &finished).unwrap();
        assert_eq!(learned.objects, 30);
        assert!(learned.all > 1.85 && learned.all < 2.0, "{learned:?}");
        let one = calibrate(&[&report], &finished[..1]).unwrap();
        assert!(one.all < 1.3 && one.codes.is_empty(), "{one:?}");
    }

    #[test]
    fn what_was_learned_survives_its_file_and_counts() {
        let learned = calibrate(
            &[&report(3)],
            &read_finished("kind,name,hours\nPACKAGE BODY,P0,3\nPACKAGE BODY,P1,3\nPACKAGE BODY,P2,3\n")
                .unwrap(),
        )
        .unwrap();
        let model = EffortModel::read(Some(&to_toml(&learned))).unwrap();
        assert_eq!(model.calibration, learned);
        let code: Code = "PLC0501".parse().unwrap();
        assert!(model.unit(code) > EffortModel::read(None).unwrap().unit(code));
    }

    #[test]
    fn hours_of_all_finished_objects_go_by_the_estimates() {
        let before = report(4);
        let mut now = report(4);
        // P0 was rewritten, P1 accepted as it is, P2 will not be ported, P3 is open.
        now.objects[0] = object("P0", 0.0);
        now.objects[0].effort.items.clear();
        for (number, status) in [
            (1, Some(Status::Accepted)),
            (2, Some(Status::WillNotPort)),
            (3, None),
        ] {
            now.objects[number].findings.push(FindingRow {
                code: "PLC0501".parse().unwrap(),
                line: 1,
                message: String::new(),
                help: None,
                status,
            });
        }
        let finished = read_finished("*,*,4").unwrap();
        let learned = calibrate(&[&before, &now], &finished).unwrap();
        assert_eq!(learned.objects, 2);
        // Four hours for what was said to be two, against a prior of three objects.
        assert_eq!(learned.all, (240.0 + 180.0) / (120.0 + 180.0));
        let listed = read_finished("PACKAGE BODY,P0,1\n*,*,3").unwrap();
        assert_eq!(calibrate(&[&before, &now], &listed).unwrap().all, learned.all);
    }

    #[test]
    fn lines_of_another_form_are_errors() {
        assert!(read_finished("PACKAGE BODY,P0").is_err());
        assert!(read_finished("PACKAGE BODY,P0,long").is_err());
        assert!(calibrate(&[&report(1)], &[]).is_err());
    }
}
