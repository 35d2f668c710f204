//! Many trees in one report.

use crate::model::{Grade, Range, Report, RiskShare};
use crate::render::numbers::{count, escape, per_cent, plural, short};
use crate::render::{charts, sections};
use plconv_diagnostics::{Code, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Says what a JSON fleet report is.
pub const FORMAT: &str = "plconv fleet assessment";

/// Many trees.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Fleet {
    /// [`FORMAT`]
    pub format: String,
    /// As in [`crate::model::FORMAT_VERSION`].
    pub format_version: u32,
    /// The trees in the order they were given.
    pub trees: Vec<FleetRow>,
    /// Findings of all trees by code.
    pub codes: BTreeMap<Code, u64>,
    /// Person-days of all trees.
    pub days: Range,
    /// Money of all trees.
    pub cost: Range,
    /// Currency of the rates.
    pub currency: String,
}

/// A tree of a fleet.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FleetRow {
    /// Its name.
    pub name: String,
    /// File of its own report, beside the report of the fleet.
    pub report: String,
    /// Objects.
    pub objects: u64,
    /// Lines of code.
    pub code_lines: u64,
    /// Readiness.
    pub readiness: Grade,
    /// Confidence.
    pub confidence: Grade,
    /// Its code by risk.
    pub risk: Vec<RiskShare>,
    /// Findings that are refusals.
    pub refused: u64,
    /// Person-days.
    pub days: Range,
    /// Money.
    pub cost: Range,
    /// ora2pg's grade.
    pub ora2pg: String,
}

impl Fleet {
    /// The fleet of these reports, each with the file it is written to.
    pub fn new<'r>(reports: impl Iterator<Item = (&'r Report, String)>) -> Fleet {
        let mut fleet = Fleet {
            format: FORMAT.to_owned(),
            format_version: crate::model::FORMAT_VERSION,
            ..Fleet::default()
        };
        for (report, file) in reports {
            fleet.days.add(report.effort.days);
            fleet.cost.add(report.effort.cost);
            fleet.currency.clone_from(&report.effort.currency);
            for (code, count) in &report.totals.diagnostics {
                *fleet.codes.entry(*code).or_default() += count;
            }
            fleet.trees.push(FleetRow {
                name: report.name.clone(),
                report: file,
                objects: report.size.objects,
                code_lines: report.size.code_lines,
                readiness: report.readiness.clone(),
                confidence: report.confidence.clone(),
                risk: report.risk.clone(),
                refused: sections::refused(report),
                days: report.effort.days,
                cost: report.effort.cost,
                ora2pg: report.ora2pg.grade.clone(),
            });
        }
        fleet
    }

    /// JSON with a line end.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// One line for each tree.
    pub fn csv(&self) -> String {
        let mut text = String::from(
            "tree,objects,code_lines,readiness,confidence,refused,low_days,expected_days,high_days,cost,ora2pg\r\n",
        );
        for row in &self.trees {
            let _ = write!(
                text,
                "\"{}\",{},{},{},{},{},{},{},{},{},{}\r\n",
                row.name.replace('"', "\"\""),
                row.objects,
                row.code_lines,
                row.readiness.score,
                row.confidence.score,
                row.refused,
                row.days.low,
                row.days.expected,
                row.days.high,
                row.cost.expected.round(),
                row.ora2pg
            );
        }
        text
    }

    /// A table.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "# Assessment of {}\n\n**{} person-days** ({} – {}), {} {}.\n\n\
             | Tree | Objects | Lines of code | Readiness | Confidence | Refused | Days | Range |\n\
             | --- | ---: | ---: | --- | --- | ---: | ---: | ---: |\n",
            plural(self.trees.len() as u64, "tree"),
            short(self.days.expected),
            short(self.days.low),
            short(self.days.high),
            self.currency,
            count(self.cost.expected.round() as u64)
        );
        for row in &self.trees {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} ({}) | {} ({}) | {} | {} | {} – {} |",
                row.name.replace('|', "\\|"),
                count(row.objects),
                count(row.code_lines),
                row.readiness.letter,
                row.readiness.score,
                row.confidence.letter,
                row.confidence.score,
                count(row.refused),
                short(row.days.expected),
                short(row.days.low),
                short(row.days.high)
            );
        }
        text
    }

    /// One self-contained page that links to the pages of the trees.
    pub fn html(&self) -> String {
        let objects: u64 = self.trees.iter().map(|row| row.objects).sum();
        let lines: u64 = self.trees.iter().map(|row| row.code_lines).sum();
        let mut body = format!(
            "<p class=\"headline\"><b>{}</b> with {} and {} of code are expected to take <b>{} person-days</b>, {} to {}, \
             and {} {}.</p>\n<div class=\"scroll\"><table><caption class=\"hidden\">Trees</caption><thead><tr>",
            plural(self.trees.len() as u64, "tree"),
            plural(objects, "object"),
            plural(lines, "line"),
            short(self.days.expected),
            short(self.days.low),
            short(self.days.high),
            escape(&self.currency),
            count(self.cost.expected.round() as u64)
        );
        for (name, class) in [
            ("Tree", ""),
            ("Objects", "n"),
            ("Lines", "n"),
            ("Code by risk", "wide"),
            ("Readiness", "n"),
            ("Confidence", "n"),
            ("Refused", "n"),
            ("Days", "n"),
            ("Range", "n"),
            ("Cost", "n"),
            ("ora2pg", "n"),
        ] {
            let _ = write!(body, "<th scope=\"col\" class=\"{class}\">{name}</th>");
        }
        body.push_str("</tr></thead><tbody>\n");
        for row in &self.trees {
            let fine: u64 = row
                .risk
                .iter()
                .filter(|share| {
                    matches!(
                        share.risk,
                        crate::model::Risk::Equal | crate::model::Risk::Performance
                    )
                })
                .map(|share| share.lines)
                .sum();
            let all: u64 = row.risk.iter().map(|share| share.lines).sum();
            let _ = writeln!(
                body,
                "<tr><td><a href=\"{}\">{}</a></td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"wide\">{}<span class=\"sub\">{} % without work by hand</span></td>\
                 <td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{}</td><td class=\"n\"><b>{}</b></td><td class=\"n\">{} – {}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{}</td></tr>",
                escape(
                    &row.report
                        .replace('%', "%25")
                        .replace(' ', "%20")
                        .replace('#', "%23")
                ),
                escape(&row.name),
                count(row.objects),
                count(row.code_lines),
                charts::risk_bar_of(&row.risk),
                per_cent(fine, all),
                grade(&row.readiness),
                grade(&row.confidence),
                count(row.refused),
                short(row.days.expected),
                short(row.days.low),
                short(row.days.high),
                count(row.cost.expected.round() as u64),
                escape(&row.ora2pg),
            );
        }
        body.push_str("</tbody></table></div>\n");
        let mut codes: Vec<(Code, u64)> = self
            .codes
            .iter()
            .map(|(code, count)| (*code, *count))
            .filter(|(code, _)| code.severity() != Severity::Note)
            .collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        body.push_str(
            "<h3>What the trees have in common</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Code</th>\
             <th scope=\"col\">What</th><th scope=\"col\">What happened</th><th scope=\"col\" class=\"n\">Findings</th></tr></thead><tbody>\n",
        );
        for (code, number) in codes.into_iter().take(30) {
            let _ = writeln!(
                body,
                "<tr><td>{code}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td></tr>",
                escape(code.summary()),
                code.severity(),
                count(number)
            );
        }
        body.push_str("</tbody></table></div>\n");
        crate::render::page(
            "Fleet",
            &sections::section("summary", "Trees", "Each tree has a report of its own.", &body),
        )
    }
}

fn grade(grade: &Grade) -> String {
    format!(
        "<span class=\"letter grade-{0}\">{0}</span> {1}",
        grade.letter, grade.score
    )
}
