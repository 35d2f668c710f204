//! The report as the page's scripts read it: rows of numbers and a table of strings, so that 50,000 objects stay small.

use super::charts::{complexity_title, risk_title};
use crate::effort::EffortModel;
use crate::model::{Activity, Complexity, Excerpt, ObjectRow, Report, Risk, Use};
use plconv_project::Fate;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// Strings by number; number 0 is the empty one.
struct Strings<'r> {
    numbers: FxHashMap<&'r str, usize>,
    list: Vec<&'r str>,
}

impl<'r> Strings<'r> {
    fn number(&mut self, text: &'r str) -> usize {
        *self.numbers.entry(text).or_insert_with(|| {
            self.list.push(text);
            self.list.len() - 1
        })
    }
}

/// The data of the page, safe inside of a script element.
pub fn data(report: &Report, model: &EffortModel) -> String {
    let mut strings = Strings {
        numbers: FxHashMap::default(),
        list: Vec::new(),
    };
    strings.number("");
    let codes: FxHashMap<_, usize> = report
        .codes
        .iter()
        .enumerate()
        .map(|(number, row)| (row.code, number))
        .collect();
    let code_of = |code| codes.get(&code).copied().unwrap_or_default();
    let mut rows = Vec::with_capacity(report.objects.len() + report.scripts.len());
    for object in report.objects.iter().chain(&report.scripts) {
        rows.push(row(object, &mut strings, &code_of));
    }
    let edges: Vec<u32> = report
        .edges
        .iter()
        .flat_map(|edge| [edge.from, edge.to, edge.how as u32])
        .collect();
    let effort = &report.effort;
    let value = json!({
        "name": report.name,
        "objectCount": report.objects.len(),
        "hours": effort.hours_per_day,
        "people": effort.people,
        "currency": effort.currency,
        "activities": Activity::ALL.map(Activity::as_str),
        "rates": Activity::ALL.map(|activity| effort.rates.get(&activity).copied().unwrap_or_default()),
        "minutes": Activity::ALL.map(|activity| {
            let range = effort.minutes.get(&activity).copied().unwrap_or_default();
            [range.low, range.expected, range.high]
        }),
        "testFactor": model.test.factor,
        "testSpread": model.range.get("test").map_or([1.0, 1.0], |spread| [spread.low, spread.high]),
        "fates": Fate::ALL.map(Fate::as_str),
        "risks": Risk::ALL.map(Risk::as_str),
        "riskTitles": Risk::ALL.map(risk_title),
        "complexities": Complexity::ALL.map(Complexity::as_str),
        "complexityTitles": Complexity::ALL.map(complexity_title),
        "uses": Use::ALL.map(Use::as_str),
        "codes": report.codes.iter().map(|row| json!([
            row.code, row.name, row.severity, row.class, row.summary, row.count, row.objects,
            Risk::ALL.iter().position(|risk| *risk == Risk::of(row.severity, row.class)),
        ])).collect::<Vec<_>>(),
        "cycles": report.cycles,
        "strings": strings.list,
        "objects": rows,
        "edges": edges,
    });
    // No text may end the element or begin a comment in it.
    value.to_string().replace('<', "\\u003c")
}

fn row<'r>(
    object: &'r ObjectRow,
    strings: &mut Strings<'r>,
    code_of: &dyn Fn(plconv_diagnostics::Code) -> usize,
) -> Value {
    let fate = Fate::ALL.iter().position(|fate| *fate == object.fate);
    let findings: Vec<Value> = object
        .findings
        .iter()
        .map(|finding| {
            let mut row = vec![
                json!(code_of(finding.code)),
                json!(finding.line),
                json!(strings.number(&finding.message)),
                json!(strings.number(finding.help.as_deref().unwrap_or_default())),
            ];
            row.extend(finding.status.map(|status| json!(status)));
            Value::from(row)
        })
        .collect();
    let effort = &object.effort;
    let items: Vec<Value> = effort
        .items
        .iter()
        .map(|item| {
            json!([
                code_of(item.code),
                item.count,
                item.unit,
                item.kind,
                item.learned,
                item.repeats,
                item.minutes.expected,
            ])
        })
        .collect();
    json!([
        strings.number(&object.kind),
        object.name,
        object
            .postgresql_name
            .as_deref()
            .map_or(0, |name| strings.number(name)),
        strings.number(&object.path),
        object.line,
        object.last_line,
        object.code_lines,
        fate,
        object.risk as u8,
        object.complexity as u8,
        object.wave,
        [
            effort.convert.expected,
            effort.review.expected,
            effort.test.expected
        ],
        [effort.total.low, effort.total.high],
        findings,
        items,
        excerpts(&object.source, strings),
        excerpts(&object.generated, strings),
    ])
}

fn excerpts<'r>(list: &'r [Excerpt], strings: &mut Strings<'r>) -> Vec<Value> {
    list.iter()
        .map(|excerpt| {
            json!([
                strings.number(&excerpt.path),
                excerpt.line,
                excerpt.text,
                excerpt.marks
            ])
        })
        .collect()
}
