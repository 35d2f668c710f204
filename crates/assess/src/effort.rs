//! The effort model: person-minutes from findings, by the numbers of a TOML file.

use crate::model::{Activity, EffortItem, ObjectEffort, Range};
use plconv_diagnostics::{Class, Code, Severity};
use plconv_project::Fate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The numbers that come with plconv.
pub const DEFAULTS: &str = include_str!("../effort.toml");

/// An effort model; `crates/assess/effort.toml` explains each number.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffortModel {
    /// Who does it.
    pub team: Team,
    /// Day rates.
    pub rates: BTreeMap<Activity, f64>,
    /// Minutes of a first finding.
    pub cost: BTreeMap<Severity, BTreeMap<Class, f64>>,
    /// Codes that differ from their group.
    #[serde(default)]
    pub code: BTreeMap<Code, CodeCost>,
    /// Factors by kind of object, with a `default`.
    pub kind: BTreeMap<String, f64>,
    /// Learning curves.
    pub learning: BTreeMap<Severity, Learning>,
    /// Findings that repeat in an object.
    pub repeats: Repeats,
    /// Reading.
    pub review: Review,
    /// Testing.
    pub test: Test,
    /// Low and high as shares of expected.
    pub range: BTreeMap<String, Spread>,
    /// Work on the project as a whole.
    #[serde(default)]
    pub component: Vec<ComponentModel>,
    /// Factors learned from finished objects, on the minutes of findings.
    #[serde(default, skip_serializing_if = "Calibration::is_neutral")]
    pub calibration: Calibration,
}

/// Who does it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Currency of the rates.
    pub currency: String,
    /// Productive hours in a day.
    pub hours_per_day: f64,
    /// People at the same time.
    pub people: f64,
}

/// The cost of one code.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeCost {
    /// Minutes of the first finding.
    pub minutes: f64,
    /// The floor of its learning curve, when it is not that of its severity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<f64>,
    /// One decision for the project: the minutes are work on the project as a whole, not on an object.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub once: bool,
}

/// A learning curve.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learning {
    /// What doubling the number of objects makes of the minutes.
    pub rate: f64,
    /// The least share of the first.
    pub floor: f64,
}

/// Findings that repeat in an object.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// Share of the first.
    pub share: f64,
    /// How many count.
    pub most: u32,
}

/// Reading what was converted.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Kinds that are not named.
    pub default: ReviewCost,
    /// By kind of object.
    pub kinds: BTreeMap<String, ReviewCost>,
}

/// Minutes of reading.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewCost {
    /// For the object.
    pub object: f64,
    /// For a hundred lines of code.
    pub lines: f64,
}

/// Testing.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// Share of the conversion by hand.
    pub factor: f64,
    /// Minutes for a hundred lines of code that runs.
    pub lines: f64,
    /// The kinds that run, with a factor on `lines`.
    pub kinds: BTreeMap<String, f64>,
}

/// Low and high as shares of expected.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// At best.
    pub low: f64,
    /// At worst.
    pub high: f64,
}

/// A piece of work that belongs to no object, in person-days.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComponentModel {
    /// What.
    pub name: String,
    /// Days once.
    pub days: Range,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Days for a hundred of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_hundred: Option<Range>,
}

/// Factors learned from finished objects.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// On all conversion by hand; 0 when nothing was learned.
    #[serde(default)]
    pub all: f64,
    /// On single codes, besides.
    #[serde(default)]
    pub codes: BTreeMap<Code, f64>,
    /// How many finished objects it was learned from.
    #[serde(default)]
    pub objects: u64,
}

impl Calibration {
    fn is_neutral(&self) -> bool {
        self.objects == 0
    }

    fn factor(&self, code: Code) -> f64 {
        if self.is_neutral() {
            return 1.0;
        }
        self.all * self.codes.get(&code).copied().unwrap_or(1.0)
    }
}

/// An effort file that makes no sense.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// Not TOML, or not of the right shape.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A number that cannot be.
    #[error("{0}")]
    Value(String),
}

impl EffortModel {
    /// The defaults with what a file says on top.
    ///
    /// # Errors
    /// When the file is no TOML, names something unknown, or has a number that cannot be.
    pub fn read(file: Option<&str>) -> Result<Self, ModelError> {
        let mut table: toml::Table = toml::from_str(DEFAULTS)?;
        if let Some(text) = file {
            merge(&mut table, toml::from_str(text)?);
        }
        let model: EffortModel = toml::Value::Table(table).try_into()?;
        model.check()?;
        Ok(model)
    }

    fn check(&self) -> Result<(), ModelError> {
        let wrong = |what: &str| Err(ModelError::Value(what.to_owned()));
        if !(0.5..=24.0).contains(&self.team.hours_per_day) {
            return wrong("team.hours_per_day must be between 0.5 and 24");
        }
        if !(self.team.people > 0.0 && self.team.people.is_finite()) {
            return wrong("team.people must be positive");
        }
        for (severity, learning) in &self.learning {
            if !(learning.rate > 0.0 && learning.rate <= 1.0 && (0.0..=1.0).contains(&learning.floor)) {
                return Err(ModelError::Value(format!(
                    "learning.{severity}: rate and floor are shares between 0 and 1"
                )));
            }
        }
        let minutes = self
            .code
            .values()
            .map(|cost| cost.minutes)
            .chain(self.cost.values().flat_map(|row| row.values().copied()))
            .chain(self.rates.values().copied());
        for number in minutes {
            if !(number >= 0.0 && number.is_finite()) {
                return wrong("minutes and rates must not be negative");
            }
        }
        Ok(())
    }

    /// Minutes of the first finding of a code.
    pub fn unit(&self, code: Code) -> f64 {
        let minutes = match self.code.get(&code) {
            Some(cost) => cost.minutes,
            None => self
                .cost
                .get(&code.severity())
                .and_then(|row| row.get(&code.class()))
                .copied()
                .unwrap_or_default(),
        };
        minutes * self.calibration.factor(code)
    }

    /// Whether a code is one decision for the project.
    pub fn is_once(&self, code: Code) -> bool {
        self.code.get(&code).is_some_and(|cost| cost.once)
    }

    /// The minutes of the decision on a code.
    pub fn decision(&self, code: Code) -> Range {
        self.spread(code.severity().as_str(), self.unit(code))
    }

    fn kind_factor(&self, kind: &str) -> f64 {
        let default = || self.kind.get("default").copied().unwrap_or(1.0);
        self.kind.get(kind).copied().unwrap_or_else(default)
    }

    /// What was learned before the `nth` object with a code, from 1.
    fn learned(&self, code: Code, nth: u32) -> f64 {
        let Some(learning) = self.learning.get(&code.severity()) else {
            return 1.0;
        };
        let floor = self
            .code
            .get(&code)
            .and_then(|cost| cost.floor)
            .unwrap_or(learning.floor);
        round(
            f64::from(nth.max(1)).powf(learning.rate.log2()).max(floor),
            1000.0,
        )
    }

    fn repeats(&self, count: u32) -> f64 {
        let more = count.saturating_sub(1).min(self.repeats.most);
        1.0 + self.repeats.share * f64::from(more)
    }

    fn spread(&self, name: &str, expected: f64) -> Range {
        let spread = self
            .range
            .get(name)
            .copied()
            .unwrap_or(Spread { low: 1.0, high: 1.0 });
        let expected = minutes(expected);
        Range {
            low: minutes(expected * spread.low),
            expected,
            high: minutes(expected * spread.high),
        }
    }

    /// The effort of an object with these findings. `seen` counts the objects with each code so far: the order in which
    /// objects come decides which of them are the first.
    pub fn object(
        &self,
        kind: &str,
        fate: Fate,
        code_lines: u32,
        counts: &BTreeMap<Code, u32>,
        seen: &mut BTreeMap<Code, u32>,
    ) -> ObjectEffort {
        let mut effort = ObjectEffort::default();
        let kind_factor = self.kind_factor(kind);
        for (code, count) in counts {
            let unit = self.unit(*code);
            if unit <= 0.0 || self.is_once(*code) {
                continue;
            }
            let nth = seen.entry(*code).or_default();
            *nth += 1;
            let learned = self.learned(*code, *nth);
            let repeats = self.repeats(*count);
            let minutes = self.spread(code.severity().as_str(), unit * kind_factor * learned * repeats);
            effort.convert.add(minutes);
            effort.items.push(EffortItem {
                code: *code,
                count: *count,
                unit,
                kind: kind_factor,
                learned,
                repeats,
                minutes,
            });
        }
        let hundreds = f64::from(code_lines) / 100.0;
        let is_written = match fate {
            Fate::Translated | Fate::Assumed | Fate::Refused => true,
            Fate::NoCounterpart => false,
        };
        if is_written {
            let cost = self.review.kinds.get(kind).unwrap_or(&self.review.default);
            effort.review = self.spread("review", cost.object + cost.lines * hundreds);
            let runs = self.test.kinds.get(kind).copied().unwrap_or_default();
            effort.test = self.spread(
                "test",
                self.test.lines * runs * hundreds + self.test.factor * effort.convert.expected,
            );
        }
        for part in [effort.convert, effort.review, effort.test] {
            effort.total.add(part);
        }
        effort
    }
}

/// Puts the values of a table over those of another.
fn merge(into: &mut toml::Table, from: toml::Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            // A row of the list of components replaces the list.
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => merge(old, new),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

impl Range {
    /// Adds another one.
    pub fn add(&mut self, other: Range) {
        self.low = minutes(self.low + other.low);
        self.expected = minutes(self.expected + other.expected);
        self.high = minutes(self.high + other.high);
    }

    /// Each number times a factor.
    pub fn times(self, factor: f64) -> Range {
        Range {
            low: self.low * factor,
            expected: self.expected * factor,
            high: self.high * factor,
        }
    }

    /// Rounded to hundredths.
    pub fn rounded(self) -> Range {
        Range {
            low: minutes(self.low),
            expected: minutes(self.expected),
            high: minutes(self.high),
        }
    }
}

/// Rounded to hundredths, so that sums are those of the numbers that are shown.
pub(crate) fn minutes(value: f64) -> f64 {
    round(value, 100.0)
}

fn round(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> EffortModel {
        EffortModel::read(None).unwrap()
    }

    #[test]
    fn a_file_wins_over_the_defaults_value_by_value() {
        let model = EffortModel::read(Some(
            "[team]\nhours_per_day = 8\n[code]\nPLC0501 = { minutes = 10 }\n",
        ))
        .unwrap();
        assert_eq!(model.team.hours_per_day, 8.0);
        assert_eq!(model.team.people, 3.0);
        assert_eq!(model.unit("PLC0501".parse().unwrap()), 10.0);
    }

    #[test]
    fn unknown_keys_and_impossible_numbers_are_errors() {
        assert!(EffortModel::read(Some("[team]\nhour = 8\n")).is_err());
        assert!(EffortModel::read(Some("[team]\nhours_per_day = 0\n")).is_err());
        assert!(EffortModel::read(Some("[rates]\nconvert = -1\n")).is_err());
    }

    #[test]
    fn repeats_and_later_objects_are_cheaper() {
        let model = model();
        let code: Code = "PLC0501".parse().unwrap();
        let mut seen = BTreeMap::new();
        let once = BTreeMap::from([(code, 1)]);
        let twice = BTreeMap::from([(code, 2)]);
        let body = "PACKAGE BODY";
        let first = model.object(body, Fate::Refused, 100, &once, &mut seen);
        let second = model.object(body, Fate::Refused, 100, &once, &mut seen);
        let again = model.object(body, Fate::Refused, 100, &twice, &mut BTreeMap::new());
        assert_eq!(first.convert.expected, 120.0);
        assert!(second.convert.expected < first.convert.expected);
        assert_eq!(again.convert.expected, 150.0);
        assert_eq!(first.test.expected, 0.6 * 120.0 + 8.0);
        let sum = first.convert.expected + first.review.expected + first.test.expected;
        assert_eq!(first.total.expected, sum);
    }

    #[test]
    fn every_number_of_the_defaults_is_used() {
        // Also that the file parses: unknown keys are errors.
        let model = model();
        for severity in Severity::ALL {
            for class in Class::ALL {
                assert!(model.cost[&severity].contains_key(&class), "{severity} {class}");
            }
        }
        for activity in Activity::ALL {
            assert!(model.rates.contains_key(&activity));
        }
    }
}
