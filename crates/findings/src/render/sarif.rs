//! SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use crate::report::{Judgement, Report, State};
use crate::suppression::SuppressionKind;
use plconv_diagnostics::{Code, Diagnostic, Severity};
use plconv_source::FileRange;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run, with the pages of the codes that occur as help of their rules.
pub(super) fn render_sarif(report: &Report<'_>) -> String {
    let codes: BTreeMap<Code, usize> = {
        let mut codes: Vec<Code> = report
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes.into_iter().zip(0..).collect()
    };
    let results: Vec<Value> = report
        .findings()
        .map(|(diagnostic, judgement)| result(report, diagnostic, judgement, &codes))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "plconv",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.keys().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            // Columns count characters, not UTF-16 code units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "name": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.page().trim_end(), "markdown": code.page().trim_end() },
        "defaultConfiguration": { "level": level(code.severity()) },
        "properties": {
            "tags": [code.class().as_str(), code.severity().as_str()],
            "class": code.class(),
            "severity": code.severity(),
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Refused => "error",
        Severity::Assumed => "warning",
        Severity::Note => "note",
    }
}

fn result(
    report: &Report<'_>,
    diagnostic: &Diagnostic,
    judgement: &Judgement,
    codes: &BTreeMap<Code, usize>,
) -> Value {
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
    set("ruleId", json!(diagnostic.code));
    set("ruleIndex", json!(codes.get(&diagnostic.code)));
    set("level", json!(level(diagnostic.severity())));
    set("message", json!({ "text": message(diagnostic) }));
    let mut location = json!({ "physicalLocation": physical(report, diagnostic.primary) });
    if let (Some(object), Value::Object(fields)) = (report.object_of(judgement), &mut location) {
        let logical = json!([{
            "fullyQualifiedName": object.name,
            "kind": object.kind.to_lowercase(),
        }]);
        fields.insert("logicalLocations".to_owned(), logical);
    }
    set("locations", json!([location]));
    let related = related(report, diagnostic);
    if !related.is_empty() {
        set("relatedLocations", Value::Array(related));
    }
    set(
        "partialFingerprints",
        json!({ "plconvContent/v1": judgement.fingerprint.unique() }),
    );
    if report.has_baseline {
        let state = match judgement.state {
            State::New => "new",
            State::Unchanged => "unchanged",
        };
        set("baselineState", json!(state));
    }
    let suppressions = judgement.suppression.as_ref().map(|suppression| {
        let mut told = json!({
            "kind": match suppression.kind {
                SuppressionKind::InSource => "inSource",
                SuppressionKind::External => "external",
            },
            "status": "accepted",
            "justification": suppression.reason,
            "location": { "physicalLocation": physical(report, suppression.place) },
        });
        if let (Some(until), Value::Object(fields)) = (suppression.until, &mut told) {
            fields.insert("properties".to_owned(), json!({ "until": until.to_string() }));
        }
        told
    });
    // An empty list says that suppressions were looked for.
    set(
        "suppressions",
        json!(suppressions.into_iter().collect::<Vec<_>>()),
    );
    set(
        "properties",
        json!({ "class": diagnostic.class(), "severity": diagnostic.severity(), "counts": judgement.counts }),
    );
    Value::Object(result)
}

fn message(diagnostic: &Diagnostic) -> String {
    let notes = diagnostic.notes.iter().chain(&diagnostic.help);
    let lines: Vec<&str> = std::iter::once(&diagnostic.message)
        .chain(notes)
        .map(String::as_str)
        .collect();
    lines.join("\n")
}

fn related(report: &Report<'_>, diagnostic: &Diagnostic) -> Vec<Value> {
    let labels = diagnostic.labels.iter().map(|label| {
        json!({
            "physicalLocation": physical(report, label.range),
            "message": { "text": label.message },
        })
    });
    let output = (report.output)(diagnostic.primary).map(|place| {
        json!({
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&place.path) },
                "region": { "startLine": place.first_line, "endLine": place.last_line },
            },
            "message": { "text": "what was made of it" },
        })
    });
    let mut all: Vec<Value> = labels.chain(output).collect();
    for (value, number) in all.iter_mut().zip(1..) {
        if let Value::Object(fields) = value {
            fields.insert("id".to_owned(), json!(number));
        }
    }
    all
}

fn physical(report: &Report<'_>, place: FileRange) -> Value {
    let (start, end) = report.files.positions(place);
    json!({
        "artifactLocation": { "uri": uri(report.files.shown(place.file)) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A path as a URI reference: relative paths stay relative, what a URI cannot hold is escaped.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
