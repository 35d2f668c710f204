//! The data with its mover, and ora2pg's measure.

use super::super::numbers::{bytes, count, escape, plural, short, size_sentence};
use super::{ROWS, Table, bare_link};
use crate::model::{CapturedFacts, Report};
use std::fmt::Write as _;

/// The data and its mover.
pub fn data(report: &Report) -> String {
    let data = &report.data;
    let mut html = format!(
        "<p class=\"sub\">{} with {}. {}</p>\n",
        plural(data.tables, "table"),
        plural(data.columns, "column"),
        match &data.captured {
            Some(captured) => escape(&size_sentence(captured)),
            None => "Sizes are not in a source tree: give a captured catalog with <code>--catalog</code>."
                .to_owned(),
        }
    );
    if let Some(captured) = &data.captured {
        html.push_str(&database(captured));
    }
    html.push_str("<h3>What a data mover will need</h3>\n");
    let mut table = Table::new("What a data mover needs", &["What", "Tables", "How"], &[1]);
    for need in &data.needs {
        table.row(&[
            escape(&need.need),
            count(need.tables),
            format!("<span class=\"sub\">{}</span>", escape(&need.remedy)),
        ]);
    }
    html.push_str(&table.end());
    html.push_str("<div class=\"unequal\"><div><h3>Column types</h3>\n");
    let mut table = Table::new(
        "Columns by type",
        &["Oracle", "PostgreSQL", "Columns", "Loss"],
        &[2],
    );
    for row in data.types.iter().take(ROWS) {
        table.row(&[
            escape(&row.oracle),
            escape(&row.postgresql),
            count(row.columns),
            escape(row.loss.as_deref().unwrap_or_default()),
        ]);
    }
    html.push_str(&table.end());
    html.push_str("</div><div><h3>Tables to look at</h3>\n<div class=\"tall\">");
    let mut table = Table::new("Tables to look at", &["Table", "Why"], &[]);
    for row in data.special.iter().take(ROWS * 3) {
        let mut why: Vec<String> = Vec::new();
        if row.keyless {
            why.push("<b>no key</b>".to_owned());
        }
        if !row.lobs.is_empty() {
            why.push(format!("LOB {}", escape(&row.lobs.join(", "))));
        }
        why.extend(row.losses.iter().map(|loss| escape(loss)));
        why.extend(
            row.partitioning
                .iter()
                .map(|parts| format!("partitioned: {parts}")),
        );
        why.extend(row.remarks.iter().map(|remark| escape(remark)));
        let name = row
            .object
            .map_or_else(|| escape(&row.name), |object| bare_link(&row.name, object));
        table.row(&[name, why.join("; ")]);
    }
    html.push_str(&table.end());
    html.push_str("</div>\n");
    if data.special.len() > ROWS * 3 {
        let _ = writeln!(
            html,
            "<p class=\"sub\">and {} more, in tables.csv and the JSON report</p>",
            data.special.len() - ROWS * 3
        );
    }
    html.push_str("</div></div>\n");
    html
}

/// What a captured catalog says: sizes, and what is amiss in the database or the tree.
fn database(captured: &CapturedFacts) -> String {
    let mut html = String::from("<div class=\"unequal\"><div><h3>Largest tables</h3>\n<div class=\"tall\">");
    let mut table = Table::new("Largest tables", &["Table", "Rows", "Size", "LOBs"], &[1, 2, 3]);
    for row in captured.tables.iter().take(ROWS * 3) {
        let name = row
            .object
            .map_or_else(|| escape(&row.name), |object| bare_link(&row.name, object));
        table.row(&[
            name,
            row.rows.map(count).unwrap_or_default(),
            row.bytes.map(bytes).unwrap_or_default(),
            row.lob_bytes.map(bytes).unwrap_or_default(),
        ]);
    }
    html.push_str(&table.end());
    html.push_str("</div></div><div><h3>The database</h3>\n");
    let mut table = Table::new("The database", &["Property", "Value"], &[]);
    for (name, value) in &captured.database {
        table.row(&[escape(name), escape(value)]);
    }
    html.push_str(&table.end());
    for (title, names) in [
        ("Invalid in the database", &captured.invalid),
        ("Not captured", &captured.not_captured),
        ("Only in the database", &captured.only_in_database),
        ("Only in the tree", &captured.only_in_tree),
    ] {
        if names.is_empty() {
            continue;
        }
        let _ = write!(
            html,
            "<details><summary>{title}: {}</summary><ul class=\"reasons\">",
            plural(names.len() as u64, "object")
        );
        for name in names.iter().take(ROWS * 3) {
            let _ = write!(html, "<li>{}</li>", escape(name));
        }
        if names.len() > ROWS * 3 {
            let _ = write!(
                html,
                "<li>and {} more, in the JSON report</li>",
                names.len() - ROWS * 3
            );
        }
        html.push_str("</ul></details>\n");
    }
    html.push_str("</div></div>\n");
    html
}

/// ora2pg's measure.
pub fn ora2pg(report: &Report) -> String {
    let ora2pg = &report.ora2pg;
    let mut html = format!(
        "<div class=\"keys\"><div class=\"key\"><h3>Grade</h3><p class=\"big\">{}</p><p class=\"sub\">A to C by days, 1 to 5 by \
         technical difficulty</p></div><div class=\"key\"><h3>Units</h3><p class=\"big\">{}</p><p class=\"sub\">{} as its own \
         patterns count</p></div><div class=\"key\"><h3>Days</h3><p class=\"big\">{}</p><p class=\"sub\">five minutes a unit, \
         seven hours a day</p></div></div>\n",
        escape(&ora2pg.grade),
        count(ora2pg.units.round() as u64),
        count(ora2pg.units_as_counted.round() as u64),
        short(ora2pg.days),
    );
    let mut table = Table::new(
        "Units by construct",
        &["Counted", "Units each", "Count", "By its patterns", "Remark"],
        &[1, 2, 3],
    );
    for row in &ora2pg.details {
        table.row(&[
            escape(&row.name),
            row.weight.to_string(),
            count(row.count),
            if row.count == row.as_counted {
                count(row.as_counted)
            } else {
                format!("<b>{}</b>", count(row.as_counted))
            },
            format!("<span class=\"sub\">{}</span>", escape(&row.remark)),
        ]);
    }
    html.push_str(&table.end());
    html
}
