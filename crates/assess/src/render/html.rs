//! One self-contained page: data, styles and scripts are inside, and nothing is loaded from anywhere.

use super::numbers::{escape, plural};
use super::{compact, sections};
use crate::effort::EffortModel;
use crate::model::Report;
use std::fmt::Write as _;

const STYLE: &str = include_str!("../../web/report.css");
const BODY: &str = include_str!("../../web/report.html");
const THEME: &str = include_str!("../../web/theme.js");
/// In the order they are run: each is a part of the page, and they share nothing but the object `plconv`.
const SCRIPTS: [&str; 6] = [
    THEME,
    include_str!("../../web/data.js"),
    include_str!("../../web/effort.js"),
    include_str!("../../web/object.js"),
    include_str!("../../web/inventory.js"),
    include_str!("../../web/graph.js"),
];

/// The report as a page.
pub fn html(report: &Report, model: &EffortModel) -> String {
    let mut parts: Vec<(&str, &str, String, String)> = vec![
        (
            "summary",
            "Summary",
            format!(
                "Oracle source converted for PostgreSQL {} and later; the numbers are those of the conversion itself.",
                report.target_version
            ),
            sections::summary(report),
        ),
        (
            "effort",
            "Effort",
            "Person-days: low when all goes well, high when all goes badly. Rates and hours can be changed here, and everything follows."
                .to_owned(),
            sections::effort(report),
        ),
        (
            "risk",
            "Risk",
            "When it would hurt if nobody looked at it.".to_owned(),
            sections::risk(report),
        ),
    ];
    if let Some(progress) = sections::progress(report) {
        parts.push((
            "progress",
            "Progress",
            "What changed since the runs before.".to_owned(),
            progress,
        ));
    }
    parts.extend([
        (
            "objects",
            "Objects",
            "Every object of the source. Open one to see its source beside what was written for it.".to_owned(),
            format!("{BODY}{}", sections::printed_inventory(report)),
        ),
        (
            "findings",
            "Findings",
            "All findings by code; a code filters the objects.".to_owned(),
            sections::findings(report),
        ),
        (
            "unsupported",
            "Not carried over",
            format!(
                "{} are refused: the output says so where they stood, and raises. What can be done:",
                plural(sections::refused(report), "construct")
            ),
            sections::unsupported(report),
        ),
        (
            "waves",
            "Waves",
            "An order of work in which everything is there before it is used. Objects that share variables, use each other \
             in a circle or write the same tables move together."
                .to_owned(),
            sections::waves(report),
        ),
        (
            "dependencies",
            "Dependencies",
            "Who uses whom.".to_owned(),
            sections::dependencies(report),
        ),
        (
            "impact",
            "Applications",
            "What clients of the database may notice.".to_owned(),
            sections::impact(report),
        ),
        (
            "data",
            "Data",
            "What the definitions say of the rows.".to_owned(),
            sections::data(report),
        ),
        (
            "ora2pg",
            "In ora2pg's units",
            "The same tree by the measure of ora2pg, for those who know it. Its patterns count words in comments and \
             literals, and some count nothing or twice; the numbers here are corrected."
                .to_owned(),
            sections::ora2pg(report),
        ),
    ]);
    let mut nav = String::from("<nav aria-label=\"Sections\"><ol>\n");
    for (id, title, ..) in &parts {
        let _ = writeln!(nav, "<li><a href=\"#{id}\">{title}</a></li>");
    }
    nav.push_str("</ol></nav>\n");
    let mut page = head(&report.name, &nav);
    for (id, title, lead, body) in &parts {
        page.push_str(&sections::section(id, title, lead, body));
    }
    page.push_str("</main>\n<dialog id=\"object\" aria-labelledby=\"object-title\"></dialog>\n");
    let _ = writeln!(
        page,
        "<script type=\"application/json\" id=\"report-data\">{}</script>",
        compact::data(report, model)
    );
    page.push_str("<script>\n'use strict';\nconst plconv = {};\n");
    for script in SCRIPTS {
        page.push_str(script);
    }
    page.push_str("</script>\n</body>\n</html>\n");
    page
}

/// A page without data.
pub fn page(name: &str, body: &str) -> String {
    format!(
        "{}{body}</main>\n<script>\n'use strict';\n{THEME}</script>\n</body>\n</html>\n",
        head(name, "<nav></nav>\n")
    )
}

/// Everything up to the sections.
fn head(name: &str, nav: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{0}: migration to PostgreSQL</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#summary\">To the summary</a>\n\
         <header><p class=\"mark\">plconv <span>assessment</span></p><h1>{0}</h1>\
         <button id=\"theme\" class=\"quiet\" type=\"button\">Dark</button></header>\n\
         {nav}<main>\n",
        escape(name)
    )
}
