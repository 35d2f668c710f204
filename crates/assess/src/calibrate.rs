//! Factors of the effort model, learned from objects that are finished.

use crate::effort::{Calibration, EffortModel};
use crate::model::{ObjectRow, Report};
use plconv_diagnostics::Code;
use std::collections::BTreeMap;

/// Objects whose weight the model's own numbers have: few finished objects move them little.
const PRIOR: f64 = 3.0;

/// Finished objects with a code before it gets a factor of its own.
const ENOUGH: usize = 3;

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
/// `reports` are searched in their order: an object that is finished may have no findings in the newest any more. Their
/// efforts must be those of a model without calibration.
///
/// # Errors
/// When nothing can be learned.
pub fn calibrate(reports: &[&Report], finished: &[Finished]) -> Result<Calibration, FinishedError> {
    let pairs: Vec<(&ObjectRow, f64)> = finished
        .iter()
        .filter_map(|done| {
            let object = reports.iter().flat_map(|report| &report.objects).find(|object| {
                object.kind == done.kind && object.name == done.name && object.effort.convert.expected > 0.0
            })?;
            Some((object, 60.0 * done.hours))
        })
        .collect();
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
    use crate::model::{Complexity, EffortItem, ObjectEffort, Range, Risk};
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
    fn lines_of_another_form_are_errors() {
        assert!(read_finished("PACKAGE BODY,P0").is_err());
        assert!(read_finished("PACKAGE BODY,P0,long").is_err());
        assert!(calibrate(&[&report(1)], &[]).is_err());
    }
}
