//! A report without names, literals and texts, so that it can be given away.

use crate::model::Report;
use std::collections::BTreeMap;

/// Numbers names in the order in which they come.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The new name of an object: its kind and a number.
    fn object(&mut self, kind: &str, name: &str) -> String {
        let kind = kind.strip_suffix(" BODY").unwrap_or(kind);
        self.numbered(&kind.replace(' ', "_"), &format!("{kind} {name}"))
    }

    fn numbered(&mut self, prefix: &str, key: &str) -> String {
        let next = self.0.len() + 1;
        self.0
            .entry(key.to_owned())
            .or_insert_with(|| format!("{prefix}_{next}"))
            .clone()
    }
}

/// Replaces all names; messages become the summary of their code, and texts go.
pub fn anonymize(report: &mut Report) {
    let mut names = Names::default();
    // What is known under a name, for the lists that only have it.
    let mut by_name: BTreeMap<String, String> = BTreeMap::new();
    for object in report.objects.iter_mut().chain(&mut report.scripts) {
        let new = names.object(&object.kind, &object.name);
        by_name
            .entry(std::mem::replace(&mut object.name, new.clone()))
            .or_insert(new);
        object.path = names.numbered("file", &format!("file {}", object.path));
        object.postgresql_name = None;
        object.source.clear();
        object.generated.clear();
        for finding in &mut object.findings {
            finding.message = finding.code.summary().to_owned();
            finding.help = None;
        }
    }
    for cluster in report.waves.iter_mut().flat_map(|wave| &mut wave.clusters) {
        for reason in &mut cluster.reasons {
            // The names come last: `they write X`, `they share the variables of X, Y`.
            let general = ["they write", "they share the variables of"]
                .into_iter()
                .find(|general| reason.starts_with(general));
            if let Some(general) = general {
                *reason = match general {
                    "they write" => "they write the same table".to_owned(),
                    _ => "they share the variables of packages".to_owned(),
                };
            }
        }
        cluster.reasons.dedup();
    }
    for impact in &mut report.impact {
        for example in &mut impact.examples {
            *example = match example.split_once(" from ") {
                Some((number, _)) if number.parse::<i32>().is_ok() => number.to_owned(),
                _ => by_name.get(example).cloned().unwrap_or_else(|| "…".to_owned()),
            };
        }
    }
    for (number, row) in (1..).zip(&mut report.data.special) {
        row.name = match row.object.and_then(|object| report.objects.get(object as usize)) {
            Some(object) => object.name.clone(),
            None => format!("TABLE_X{number}"),
        };
        // `COLUMN TYPE`, `COLUMN TYPE: loss`.
        for text in row.lobs.iter_mut().chain(&mut row.losses) {
            if let Some((_, rest)) = text.split_once(' ') {
                *text = rest.to_owned();
            }
        }
    }
    if let Some(captured) = &mut report.data.captured {
        for (number, row) in (1..).zip(&mut captured.tables) {
            row.name = match row.object.and_then(|object| report.objects.get(object as usize)) {
                Some(object) => object.name.clone(),
                None => format!("TABLE_Y{number}"),
            };
        }
        // How many there are is what matters; the kind comes first.
        let kinds = captured
            .invalid
            .iter_mut()
            .chain(&mut captured.only_in_database)
            .chain(&mut captured.only_in_tree);
        for text in kinds.chain(&mut captured.not_captured) {
            if let Some((kind, _)) = text.split(": ").next().and_then(|text| text.rsplit_once(' ')) {
                *text = kind.to_owned();
            }
        }
    }
    for (number, row) in (1..).zip(&mut report.data.types) {
        let is_named = row.postgresql == "none" || row.postgresql == "composite type or array";
        if is_named {
            row.oracle = format!("TYPE_X{number}");
        }
    }
    if let Some(comparison) = &mut report.comparison {
        for change in &mut comparison.objects {
            change.name = names.object(&change.kind, &change.name);
        }
    }
    report.name = "anonymous".to_owned();
    report.anonymized = true;
}
