//! The difference to earlier runs.

use super::super::charts;
use super::super::numbers::{count, days, escape};
use super::{ROWS, Table, figure};
use crate::model::Report;
use plconv_project::Fate;

/// The difference to earlier runs.
pub fn progress(report: &Report) -> Option<String> {
    let comparison = report.comparison.as_ref()?;
    let hours = report.effort.hours_per_day;
    let mut html = format!("<p>{}</p>\n", escape(&comparison.sentence(hours)));
    html.push_str(&figure(
        "Burn-down",
        "expected person-days on objects, with low and high",
        &charts::burn_down(comparison, hours),
    ));
    html.push_str("<div class=\"pair\"><div><h3>Objects that changed</h3>\n");
    let mut table = Table::new(
        "Objects that changed",
        &["Object", "Before", "Now", "Days", "Resolved", "New"],
        &[3],
    );
    let fate = |fate: Option<Fate>, none: &str| fate.map_or(none.to_owned(), |fate| fate.as_str().to_owned());
    for change in comparison.objects.iter().take(ROWS) {
        let codes = |codes: &[plconv_diagnostics::Code]| {
            let names: Vec<String> = codes.iter().map(ToString::to_string).collect();
            names.join(" ")
        };
        table.row(&[
            format!(
                "<span class=\"kind\">{}</span> {}",
                escape(&change.kind.to_lowercase()),
                escape(&change.name)
            ),
            fate(change.before, "new"),
            fate(change.after, "gone"),
            format!(
                "{} → {}",
                days(change.minutes_before, hours),
                days(change.minutes_after, hours)
            ),
            codes(&change.resolved),
            codes(&change.appeared),
        ]);
    }
    html.push_str(&table.end());
    html.push_str("</div><div><h3>Findings that changed</h3>\n");
    let mut table = Table::new(
        "Findings that changed",
        &["Code", "What", "Before", "Now"],
        &[2, 3],
    );
    for change in comparison.codes.iter().take(ROWS) {
        table.row(&[
            change.code.to_string(),
            escape(change.code.summary()),
            count(change.before),
            count(change.after),
        ]);
    }
    html.push_str(&table.end());
    html.push_str("</div></div>\n");
    Some(html)
}
