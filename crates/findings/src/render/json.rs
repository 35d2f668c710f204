//! JSON for other programs. Fields are only ever added; `docs/findings.schema.json` describes them.

use crate::report::{Report, State};
use crate::suppression::SuppressionKind;
use plconv_diagnostics::to_json;
use serde_json::{Value, json};

/// All findings as one array, ended by a line end.
pub(super) fn render_json(report: &Report<'_>) -> String {
    let mut values = to_json(&report.diagnostics, report.sources);
    for (value, judgement) in values.iter_mut().zip(&report.judgements) {
        let Value::Object(fields) = value else { continue };
        fields.insert("fingerprint".to_owned(), json!(judgement.fingerprint.unique()));
        fields.insert("counts".to_owned(), json!(judgement.counts));
        if report.has_baseline {
            let state = match judgement.state {
                State::New => "new",
                State::Unchanged => "unchanged",
            };
            fields.insert("baseline".to_owned(), json!(state));
        }
        if let Some(suppression) = &judgement.suppression {
            let kind = match suppression.kind {
                SuppressionKind::InSource => "source",
                SuppressionKind::External => "policy",
            };
            let until = suppression.until.map(|until| until.to_string());
            let told = json!({ "kind": kind, "reason": suppression.reason, "until": until });
            fields.insert("suppression".to_owned(), told);
        }
    }
    format!("{:#}\n", Value::Array(values))
}
