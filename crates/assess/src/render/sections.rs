//! The parts of the page that are the same without scripts.

mod data;
mod progress;

pub use data::{data, ora2pg};
pub use progress::progress;

use super::charts;
use super::numbers::{count, day_range, days, escape, per_cent, plural, progress_sentence, short};
use crate::model::{Activity, Grade, Report, Risk};
use plconv_diagnostics::Severity;
use plconv_project::Fate;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Rows of static tables, beyond which the inventory has everything.
const ROWS: usize = 40;

/// A section with its heading; the id is what the navigation names.
pub fn section(id: &str, title: &str, lead: &str, body: &str) -> String {
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>\n\
         <p class=\"lead\">{lead}</p>\n{body}</section>\n"
    )
}

fn figure(title: &str, note: &str, chart: &str) -> String {
    format!("<figure><figcaption><b>{title}</b> {note}</figcaption>\n{chart}</figure>\n")
}

struct Table {
    html: String,
    numbers: &'static [usize],
}

impl Table {
    /// A table with a caption for screen readers; the columns with these numbers are right-aligned.
    fn new(caption: &str, header: &[&str], numbers: &'static [usize]) -> Self {
        let mut html =
            format!("<div class=\"scroll\"><table><caption class=\"hidden\">{caption}</caption><thead><tr>");
        for (index, name) in header.iter().enumerate() {
            let class = if numbers.contains(&index) {
                " class=\"n\""
            } else {
                ""
            };
            let _ = write!(html, "<th scope=\"col\"{class}>{name}</th>");
        }
        html.push_str("</tr></thead><tbody>\n");
        Table { html, numbers }
    }

    /// A row of cells that are HTML already.
    fn row(&mut self, cells: &[String]) {
        self.html.push_str("<tr>");
        for (index, cell) in cells.iter().enumerate() {
            let class = if self.numbers.contains(&index) {
                " class=\"n\""
            } else {
                ""
            };
            let _ = write!(self.html, "<td{class}>{cell}</td>");
        }
        self.html.push_str("</tr>\n");
    }

    fn end(mut self) -> String {
        self.html.push_str("</tbody></table></div>\n");
        self.html
    }
}

/// A button that opens an object.
fn link(report: &Report, number: u32) -> String {
    let Some(object) = report.objects.get(number as usize) else {
        return String::new();
    };
    format!(
        "<button class=\"link opens\" data-object=\"{number}\"><span class=\"kind\">{}</span> {}</button>",
        escape(&object.kind.to_lowercase()),
        escape(&object.name)
    )
}

/// The same where the kind is clear.
fn bare_link(name: &str, number: u32) -> String {
    format!(
        "<button class=\"link opens\" data-object=\"{number}\">{}</button>",
        escape(name)
    )
}

fn code_link(code: plconv_diagnostics::Code) -> String {
    format!("<button class=\"link code\" data-code=\"{code}\">{code}</button>")
}

fn grade(title: &str, grade: &Grade, what: &str) -> String {
    let mut html = format!(
        "<div class=\"key\"><h3>{title}</h3><p class=\"big\"><span class=\"letter grade-{0}\">{0}</span> \
         <small>{1} of 100</small></p><p class=\"sub\">{what}</p>",
        grade.letter, grade.score
    );
    if !grade.reasons.is_empty() {
        html.push_str("<ul class=\"reasons\">");
        for reason in grade.reasons.iter().take(3) {
            let _ = write!(html, "<li>{}</li>", escape(reason));
        }
        html.push_str("</ul>");
    }
    html.push_str("</div>\n");
    html
}

/// The share of code lines that need nobody.
pub fn converted_share(report: &Report) -> u64 {
    let lines: u64 = report.risk.iter().map(|row| row.lines).sum();
    let fine: u64 = report
        .risk
        .iter()
        .filter(|row| matches!(row.risk, Risk::Equal | Risk::Performance))
        .map(|row| row.lines)
        .sum();
    per_cent(fine, lines)
}

/// The first page.
pub fn summary(report: &Report) -> String {
    let effort = &report.effort;
    let hours = effort.hours_per_day;
    let size = &report.size;
    let weeks = effort.days.expected / effort.people / 5.0;
    let mut html = format!(
        "<p class=\"headline\"><b>{} %</b> of the code converts and needs no work by hand. The rest, with review, tests \
         and the project around it, is expected to take <b><span data-live=\"days\">{}</span> person-days</b>, \
         with <span data-live=\"people\">{}</span> people about <b><span data-live=\"weeks\">{}</span> weeks</b>.</p>\n",
        converted_share(report),
        short(effort.days.expected),
        short(effort.people).trim_end_matches(".0"),
        short(weeks),
    );
    if let Some(progress) = &report.progress {
        let _ = writeln!(
            html,
            "<p class=\"sub\" id=\"tasks\">{}</p>",
            progress_sentence(progress)
        );
    }
    html.push_str("<div class=\"keys\">\n");
    let _ = writeln!(
        html,
        "<div class=\"key wide\"><h3>Effort</h3><p class=\"big\"><span data-live=\"days\">{}</span> <small>person-days, \
         <span data-live=\"low\">{}</span> to <span data-live=\"high\">{}</span></small></p>{}\
         <p class=\"sub\"><span data-live=\"currency\">{}</span> <span data-live=\"cost\">{}</span> \
         (<span data-live=\"cost-low\">{}</span> to <span data-live=\"cost-high\">{}</span>) at the rates \
         <a href=\"#effort\">below</a></p></div>",
        short(effort.days.expected),
        short(effort.days.low),
        short(effort.days.high),
        charts::range_line(effort.total, hours),
        escape(&effort.currency),
        count(effort.cost.expected.round() as u64),
        count(effort.cost.low.round() as u64),
        count(effort.cost.high.round() as u64),
    );
    html.push_str(&grade(
        "Readiness",
        &report.readiness,
        "how much of the code is ready for PostgreSQL",
    ));
    html.push_str(&grade(
        "Confidence",
        &report.confidence,
        "how far these numbers can be trusted",
    ));
    let _ = writeln!(
        html,
        "<div class=\"key\"><h3>Size</h3><p class=\"big\">{} <small>objects</small></p>\
         <p class=\"sub\">{} of code in {} ({} in all); {}</p></div>\n</div>",
        count(size.objects),
        plural(size.code_lines, "line"),
        plural(size.files, "file"),
        plural(size.lines, "line"),
        plural(size.statements, "script statement"),
    );
    let _ = writeln!(
        html,
        "<h3>Code by risk</h3>{}<ul class=\"legend\">",
        charts::risk_bar(report)
    );
    for row in report.risk.iter().rev() {
        let refused = match row.refused {
            0 => String::new(),
            number => format!(", {} refused in part or whole", count(number)),
        };
        let _ = writeln!(
            html,
            "<li><i class=\"swatch bg-{0}\"></i><b>{1}</b> {2}, {3}{refused}</li>",
            row.risk.as_str(),
            charts::risk_title(row.risk),
            plural(row.lines, "line"),
            plural(row.objects, "object"),
        );
    }
    html.push_str("</ul>\n");
    html.push_str(&decides(report));
    if let Some(comparison) = &report.comparison {
        let _ = writeln!(
            html,
            "<p class=\"note\">{} <a href=\"#progress\">Progress</a></p>",
            escape(&comparison.sentence(hours))
        );
    }
    let kind = |fate: Fate| -> u64 {
        report
            .totals
            .objects
            .values()
            .filter_map(|row| row.get(&fate))
            .sum()
    };
    let _ = writeln!(
        html,
        "<p class=\"sub\">Objects by fate, as in the manifest: {} translated, {} assumed, {} refused in part or whole, {} \
         without counterpart.</p>",
        count(kind(Fate::Translated)),
        count(kind(Fate::Assumed)),
        count(kind(Fate::Refused)),
        count(kind(Fate::NoCounterpart)),
    );
    html
}

/// The three lists that decide.
fn decides(report: &Report) -> String {
    let hours = report.effort.hours_per_day;
    let mut html = String::from("<div class=\"columns\">\n<div><h3>What costs most</h3><ol class=\"plain\">");
    for row in report
        .codes
        .iter()
        .filter(|row| row.minutes.expected > 0.0)
        .take(5)
    {
        let _ = write!(
            html,
            "<li><b>{}</b> days {} <span class=\"sub\">{} in {}</span></li>",
            days(row.minutes.expected, hours),
            code_link(row.code),
            escape(&row.summary),
            plural(row.objects, "object")
        );
    }
    html.push_str("</ol></div>\n<div><h3>The hardest objects</h3><ol class=\"plain\">");
    let mut hardest: Vec<(u32, f64)> = (0..)
        .zip(&report.objects)
        .map(|(number, object)| (number, object.effort.total.expected))
        .collect();
    hardest.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    for (number, minutes) in hardest.into_iter().take(5) {
        let _ = write!(
            html,
            "<li><b>{}</b> days {}</li>",
            days(minutes, hours),
            link(report, number)
        );
    }
    html.push_str("</ol></div>\n<div><h3>Where to begin</h3><ol class=\"plain\">");
    for row in report.first.iter().take(5) {
        let _ = write!(
            html,
            "<li>{} <span class=\"sub\">{}</span></li>",
            link(report, row.object),
            escape(&row.reason)
        );
    }
    if report.first.is_empty() {
        html.push_str("<li class=\"sub\">Nothing stands out: load the output and test.</li>");
    }
    html.push_str("</ol></div>\n</div>\n");
    html
}

/// Effort with its rates.
pub fn effort(report: &Report) -> String {
    let effort = &report.effort;
    let hours = effort.hours_per_day;
    let mut html = format!(
        "<form class=\"rates\" aria-label=\"Rates and hours\">\
         <label>Hours in a day <input type=\"number\" id=\"hours\" min=\"1\" max=\"24\" step=\"0.25\" value=\"{hours}\"></label>\
         <label>People <input type=\"number\" id=\"people\" min=\"0.5\" step=\"0.5\" value=\"{}\"></label>\
         <label>Test factor <input type=\"number\" id=\"test-factor\" min=\"0\" max=\"5\" step=\"0.05\"></label>",
        effort.people
    );
    for activity in Activity::ALL {
        let _ = write!(
            html,
            "<label>{} <span class=\"sub\">{}/day</span> <input type=\"number\" data-rate=\"{}\" min=\"0\" step=\"10\" \
             value=\"{}\"></label>",
            activity_title(activity),
            escape(&effort.currency),
            activity.as_str(),
            effort.rates.get(&activity).copied().unwrap_or_default(),
        );
    }
    html.push_str("<button type=\"reset\" class=\"quiet\">Reset</button></form>\n");
    let mut table = Table::new(
        "Effort by kind of work",
        &["Work", "Low", "Expected", "High", "Cost"],
        &[1, 2, 3, 4],
    );
    for activity in Activity::ALL {
        let range = effort.minutes.get(&activity).copied().unwrap_or_default();
        let name = activity.as_str();
        let live = |what: &str, value: String| format!("<span data-live=\"{name}-{what}\">{value}</span>");
        let rate = effort.rates.get(&activity).copied().unwrap_or_default();
        table.row(&[
            format!(
                "{} <span class=\"sub\">{}</span>",
                activity_title(activity),
                activity_means(activity)
            ),
            live("low", days(range.low, hours)),
            live("expected", days(range.expected, hours)),
            live("high", days(range.high, hours)),
            live(
                "cost",
                count((range.expected / 60.0 / hours * rate).round() as u64),
            ),
        ]);
    }
    table.row(&[
        "<b>All, in person-days</b>".to_owned(),
        format!("<b data-live=\"low\">{}</b>", short(effort.days.low)),
        format!("<b data-live=\"days\">{}</b>", short(effort.days.expected)),
        format!("<b data-live=\"high\">{}</b>", short(effort.days.high)),
        format!(
            "<b><span data-live=\"currency\">{}</span> <span data-live=\"cost\">{}</span></b>",
            escape(&effort.currency),
            count(effort.cost.expected.round() as u64)
        ),
    ]);
    html.push_str(&table.end());
    html.push_str("<div class=\"pair\">\n");
    html.push_str(&figure(
        "Person-days by kind of object",
        "expected, with low and high",
        &charts::effort_by_kind(report),
    ));
    html.push_str(&figure(
        "Objects by complexity",
        "conversion by hand",
        &charts::complexity(report),
    ));
    html.push_str("</div>\n<h3>The project as a whole</h3>\n");
    let mut table = Table::new(
        "Work on the project as a whole",
        &["Work", "Expected days", "Range", "How the number came about"],
        &[1, 2],
    );
    for component in &effort.components {
        table.row(&[
            escape(&component.name),
            days(component.minutes.expected, hours),
            day_range(component.minutes, hours),
            format!("<span class=\"sub\">{}</span>", escape(&component.basis)),
        ]);
    }
    html.push_str(&table.end());
    let _ = writeln!(
        html,
        "<p class=\"sub\">Numbers of objects come from {}: a unit for the first finding of a code, times the factors of the \
         kind of object, of what was learned on the objects before, and of repeats in the object. Each object shows its \
         product. Days are shown at the hours above.</p>",
        escape(&effort.model)
    );
    html
}

fn activity_title(activity: Activity) -> &'static str {
    match activity {
        Activity::Convert => "Conversion",
        Activity::Review => "Review",
        Activity::Test => "Tests",
        Activity::Project => "Project",
    }
}

fn activity_means(activity: Activity) -> &'static str {
    match activity {
        Activity::Convert => "writing what was refused, confirming what was assumed",
        Activity::Review => "reading what was converted",
        Activity::Test => "writing and running tests, comparing results",
        Activity::Project => "set-up, data, performance, cutover",
    }
}

/// Where it hurts.
pub fn risk(report: &Report) -> String {
    let mut html = String::from("<div class=\"pair\">\n");
    html.push_str(&figure(
        "Objects with the most work",
        "findings by when they would hurt, days of conversion by hand; choose a row to open it",
        &charts::heat_map(report),
    ));
    html.push_str(&figure(
        "Findings by construct",
        "notes left out",
        &charts::constructs(report),
    ));
    html.push_str("</div>\n");
    html
}

/// All codes.
pub fn findings(report: &Report) -> String {
    let hours = report.effort.hours_per_day;
    let mut table = Table::new(
        "Findings by code",
        &[
            "Code",
            "What",
            "When it hurts",
            "Findings",
            "Objects",
            "Days",
            "Range",
        ],
        &[3, 4, 5, 6],
    );
    for row in &report.codes {
        table.row(&[
            code_link(row.code),
            escape(&row.summary),
            format!(
                "<span class=\"tag tag-{}\">{}</span> {}",
                Risk::of(row.severity, row.class).as_str(),
                row.severity,
                row.class
            ),
            count(row.count),
            count(row.objects),
            days(row.minutes.expected, hours),
            day_range(row.minutes, hours),
        ]);
    }
    table.end()
}

/// What is refused, with options.
pub fn unsupported(report: &Report) -> String {
    if report.unsupported.is_empty() {
        return "<p class=\"note\">Nothing was refused.</p>\n".to_owned();
    }
    let mut html = String::new();
    for row in &report.unsupported {
        let _ = writeln!(
            html,
            "<details class=\"option\"><summary>{} <b>{}</b> <span class=\"sub\">{}</span></summary>\
             <div class=\"prose\">{}</div><p class=\"sub\">plconv explain {} has an example.</p>",
            row.code,
            escape(&row.summary),
            plural(row.count, "finding"),
            prose(&row.options),
            row.code,
        );
        if !row.objects.is_empty() {
            let names: Vec<String> = row.objects.iter().map(|object| link(report, *object)).collect();
            let _ = writeln!(html, "<p>{}</p>", names.join(" "));
        }
        html.push_str("</details>\n");
    }
    html
}

/// Markdown of the pages, as far as they use it: paragraphs, lists, code.
fn prose(markdown: &str) -> String {
    let mut html = String::new();
    let mut is_code = false;
    let mut paragraph = String::new();
    let flush = |paragraph: &mut String, html: &mut String| {
        if !paragraph.is_empty() {
            let _ = writeln!(html, "<p>{}</p>", inline(paragraph));
            paragraph.clear();
        }
    };
    for line in markdown.lines() {
        if line.starts_with("```") {
            flush(&mut paragraph, &mut html);
            html.push_str(if is_code { "</pre>\n" } else { "<pre>" });
            is_code = !is_code;
        } else if is_code {
            html.push_str(&escape(line));
            html.push('\n');
        } else if line.trim().is_empty() || line.starts_with("- ") {
            flush(&mut paragraph, &mut html);
            paragraph.push_str(line.trim());
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    flush(&mut paragraph, &mut html);
    if is_code {
        html.push_str("</pre>\n");
    }
    html
}

fn inline(text: &str) -> String {
    let escaped = escape(text);
    let mut html = String::new();
    for (index, part) in escaped.split('`').enumerate() {
        if index % 2 == 1 {
            let _ = write!(html, "<code>{part}</code>");
        } else {
            html.push_str(part);
        }
    }
    html
}

/// Waves.
pub fn waves(report: &Report) -> String {
    let hours = report.effort.hours_per_day;
    let mut html = figure(
        "One wave after the other",
        "as long as its expected work; the project as a whole is not in it",
        &charts::timeline(report),
    );
    for wave in &report.waves {
        let _ = writeln!(
            html,
            "<details class=\"wave\"><summary><b>Wave {}</b> {} <span class=\"sub\">{}, {} of code, {} days ({})</span></summary>",
            wave.number,
            escape(&wave.title),
            plural(wave.objects, "object"),
            plural(wave.lines, "line"),
            days(wave.minutes.expected, hours),
            day_range(wave.minutes, hours),
        );
        let _ = writeln!(
            html,
            "<p><button class=\"quiet\" data-wave=\"{}\">Show its objects in the inventory</button></p>",
            wave.number
        );
        if wave.clusters.is_empty() {
            html.push_str("<p class=\"sub\">No objects of this wave have to move together.</p>");
        }
        for cluster in wave.clusters.iter().take(ROWS) {
            let names: Vec<String> = cluster
                .objects
                .iter()
                .take(12)
                .map(|object| link(report, *object))
                .collect();
            let more = match cluster.objects.len() {
                0..=12 => String::new(),
                all => format!(" and {} more", all - 12),
            };
            let reasons: Vec<String> = cluster
                .reasons
                .iter()
                .take(4)
                .map(|reason| escape(reason))
                .collect();
            let _ = writeln!(
                html,
                "<p class=\"cluster\">{}{more}<br><span class=\"sub\">together, because {}; {} days</span></p>",
                names.join(" "),
                reasons.join("; "),
                days(cluster.minutes, hours)
            );
        }
        html.push_str("</details>\n");
    }
    html.push_str("<h3>Convert these first</h3>\n");
    if report.first.is_empty() {
        html.push_str("<p class=\"sub\">No object with work by hand is needed by others.</p>\n");
        return html;
    }
    let mut table = Table::new(
        "What to convert first",
        &["Object", "Why", "Needed by", "Days by hand"],
        &[2, 3],
    );
    for row in &report.first {
        let minutes = report
            .objects
            .get(row.object as usize)
            .map_or(0.0, |object| object.effort.convert.expected);
        table.row(&[
            link(report, row.object),
            escape(&row.reason),
            count(row.dependents),
            days(minutes, hours),
        ]);
    }
    html.push_str(&table.end());
    html
}

/// Cycles; the graph itself is drawn by the page's script.
pub fn dependencies(report: &Report) -> String {
    let mut uses: BTreeMap<&str, u64> = BTreeMap::new();
    for edge in &report.edges {
        *uses.entry(edge.how.as_str()).or_default() += 1;
    }
    let named: Vec<String> = uses
        .iter()
        .map(|(how, number)| format!("{} {how}", count(*number)))
        .collect();
    let mut html = format!(
        "<p class=\"sub\">{}: {}.</p>\n<div id=\"graph\" class=\"graph\" role=\"group\" aria-label=\"Dependency graph\"></div>\n",
        plural(report.edges.len() as u64, "dependency").replace("dependencys", "dependencies"),
        if named.is_empty() {
            "none".to_owned()
        } else {
            named.join(", ")
        }
    );
    html.push_str("<h3>Circles</h3>\n");
    if report.cycles.is_empty() {
        html.push_str("<p class=\"sub\">No objects use each other in a circle.</p>\n");
    }
    for cycle in report.cycles.iter().take(ROWS) {
        let names: Vec<String> = cycle
            .iter()
            .take(16)
            .map(|object| link(report, *object))
            .collect();
        let more = match cycle.len() {
            0..=16 => String::new(),
            all => format!(" and {} more", all - 16),
        };
        let _ = writeln!(html, "<p class=\"cluster\">{}{more}</p>", names.join(" ⇄ "));
    }
    if report.cycles.len() > ROWS {
        let _ = writeln!(
            html,
            "<p class=\"sub\">and {} more circles, in the JSON report</p>",
            report.cycles.len() - ROWS
        );
    }
    html
}

/// What clients notice.
pub fn impact(report: &Report) -> String {
    if report.impact.is_empty() {
        return "<p class=\"note\">Nothing that clients would notice was found.</p>\n".to_owned();
    }
    let mut table = Table::new(
        "What clients may notice",
        &["", "What", "Count", "What to look for in the clients", "Where"],
        &[2],
    );
    for row in &report.impact {
        let code = row.code.map(code_link).unwrap_or_default();
        table.row(&[
            format!("<b>{}</b>", escape(&row.group)),
            format!("{} {code}", escape(&row.title)),
            count(row.count),
            escape(&row.advice),
            format!("<span class=\"sub\">{}</span>", escape(&row.examples.join(", "))),
        ]);
    }
    table.end()
}

/// The inventory on paper: what the script's table shows on the screen.
pub fn printed_inventory(report: &Report) -> String {
    let hours = report.effort.hours_per_day;
    let mut order: Vec<&crate::model::ObjectRow> = report.objects.iter().collect();
    order.sort_by(|left, right| right.effort.total.expected.total_cmp(&left.effort.total.expected));
    let mut table = Table::new(
        "The objects with the most work",
        &["Kind", "Name", "Lines", "Fate", "Risk", "Findings", "Days"],
        &[2, 5, 6],
    );
    for object in order.iter().take(60) {
        table.row(&[
            object.kind.to_lowercase(),
            escape(&object.name),
            count(u64::from(object.code_lines)),
            object.fate.as_str().to_owned(),
            object.risk.as_str().to_owned(),
            count(object.findings.len() as u64),
            days(object.effort.total.expected, hours),
        ]);
    }
    format!(
        "<div class=\"print-only\"><p class=\"sub\">The {} of {} with the most work; all of them are in objects.csv.</p>{}</div>\n",
        order.len().min(60),
        plural(report.size.objects, "object"),
        table.end()
    )
}

/// Refused findings of a report, for the lead of the section.
pub fn refused(report: &Report) -> u64 {
    report
        .codes
        .iter()
        .filter(|row| row.severity == Severity::Refused)
        .map(|row| row.count)
        .sum()
}
