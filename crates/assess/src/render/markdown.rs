//! A summary for a merge request.

use super::charts::risk_title;
use super::numbers::{count, day_range, days, per_cent, plural, progress_sentence, short, size_sentence};
use crate::model::{Report, Risk};
use std::fmt::Write as _;

/// The summary, with the difference to an earlier run when there is one.
pub fn markdown(report: &Report) -> String {
    let effort = &report.effort;
    let hours = effort.hours_per_day;
    let lines: u64 = report.risk.iter().map(|row| row.lines).sum();
    let equal: u64 = report
        .risk
        .iter()
        .filter(|row| matches!(row.risk, Risk::Equal | Risk::Performance))
        .map(|row| row.lines)
        .sum();
    let mut text = format!("# Assessment of {}\n\n", cell(&report.name));
    let _ = writeln!(
        text,
        "**{} person-days** ({} – {}), {} {} ({} – {}). {} % of the code of {} needs no work by hand. \
         Readiness {} ({}), confidence {} ({}).\n",
        short(effort.days.expected),
        short(effort.days.low),
        short(effort.days.high),
        effort.currency,
        count(effort.cost.expected as u64),
        count(effort.cost.low as u64),
        count(effort.cost.high as u64),
        per_cent(equal, lines),
        plural(report.size.objects, "object"),
        report.readiness.letter,
        report.readiness.score,
        report.confidence.letter,
        report.confidence.score,
    );
    if let Some(comparison) = &report.comparison {
        let _ = writeln!(text, "{}\n", comparison.sentence(hours));
    }
    if let Some(progress) = &report.progress {
        let _ = writeln!(text, "{}\n", progress_sentence(progress));
    }
    if let Some(captured) = &report.data.captured {
        let _ = writeln!(text, "{}\n", size_sentence(captured));
    }
    text.push_str("| Risk | Objects | Lines of code | Meaning |\n| --- | ---: | ---: | --- |\n");
    for row in &report.risk {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            row.risk.as_str(),
            count(row.objects),
            count(row.lines),
            risk_title(row.risk)
        );
    }
    text.push_str("\n| Work | Expected days | Range |\n| --- | ---: | ---: |\n");
    for (activity, range) in &effort.minutes {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            activity.as_str(),
            days(range.expected, hours),
            day_range(*range, hours)
        );
    }
    let costly: Vec<_> = report
        .codes
        .iter()
        .filter(|row| row.minutes.expected > 0.0)
        .take(10)
        .collect();
    if !costly.is_empty() {
        text.push_str("\n| Finding | Count | Objects | Days | |\n| --- | ---: | ---: | ---: | --- |\n");
        for row in costly {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                row.code,
                count(row.count),
                count(row.objects),
                days(row.minutes.expected, hours),
                cell(&row.summary)
            );
        }
    }
    if !report.first.is_empty() {
        text.push_str("\nConvert these first:\n\n");
        for row in report.first.iter().take(6) {
            if let Some(object) = report.objects.get(row.object as usize) {
                let _ = writeln!(
                    text,
                    "- {} {}: {}",
                    object.kind.to_lowercase(),
                    cell(&object.name),
                    row.reason
                );
            }
        }
    }
    text
}

/// Text that stays in its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
