//! The forms of a report.

pub(crate) mod charts;
mod compact;
mod csv;
mod html;
mod markdown;
pub(crate) mod numbers;
pub(crate) mod sections;

pub use csv::csv_tables;
pub use html::html;
pub(crate) use html::page;
pub use markdown::markdown;

use crate::model::Report;

/// The report as JSON, with a line end. `docs/assess.schema.json` describes it.
pub fn json(report: &Report) -> String {
    // Strings, numbers, lists and maps with string keys always become JSON.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
