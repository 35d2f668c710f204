//! Charts as SVG. Colours are classes, so that they follow the theme; every mark has its number as text.

use super::numbers::{count, cut, day_range, days, escape, plural};
use crate::model::{Complexity, ObjectRow, Range, Report, Risk, RiskShare};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a risk means for readers.
pub fn risk_title(risk: Risk) -> &'static str {
    match risk {
        Risk::Load => "would not load",
        Risk::Runtime => "could fail when it runs",
        Risk::Silent => "rests on an assumption",
        Risk::Performance => "could be slower",
        Risk::Equal => "nothing to do",
    }
}

fn open(width: f64, height: f64, label: &str) -> String {
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"{}\">\n",
        escape(label)
    )
}

/// The lines of code by risk as one bar.
pub fn risk_bar(report: &Report) -> String {
    risk_bar_of(&report.risk)
}

/// The same of the shares alone.
pub fn risk_bar_of(shares: &[RiskShare]) -> String {
    let total: u64 = shares.iter().map(|row| row.lines).sum();
    let mut html =
        String::from("<div class=\"risk-bar\" role=\"img\" aria-label=\"Lines of code by risk\">\n");
    for row in shares.iter().rev().filter(|row| row.lines > 0) {
        let share = 100.0 * row.lines as f64 / total as f64;
        let number = if share >= 4.0 {
            format!("{share:.0} %")
        } else {
            String::new()
        };
        let _ = writeln!(
            html,
            "<span class=\"bg-{}\" style=\"flex: {share:.2} 0 0\" title=\"{}: {}\">{number}</span>",
            row.risk.as_str(),
            risk_title(row.risk),
            plural(row.lines, "line")
        );
    }
    html.push_str("</div>\n");
    html
}

/// Low, expected and high as a line on a scale.
pub fn range_line(range: Range, hours: f64) -> String {
    const WIDTH: f64 = 420.0;
    let most = range.high.max(1.0) * 1.08;
    let x = |minutes: f64| 8.0 + (WIDTH - 16.0) * minutes / most;
    let mut svg = open(WIDTH, 58.0, "Person-days: low, expected, high");
    let _ = writeln!(
        svg,
        "<line class=\"axis\" x1=\"8\" x2=\"{:.1}\" y1=\"31\" y2=\"31\"/>\
         <line class=\"span\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"31\" y2=\"31\"/>\
         <circle class=\"dot\" cx=\"{:.1}\" cy=\"31\" r=\"7\"/>",
        WIDTH - 8.0,
        x(range.low),
        x(range.high),
        x(range.expected)
    );
    for (minutes, name, anchor) in [
        (range.low, "low", "start"),
        (range.expected, "expected", "middle"),
        (range.high, "high", "end"),
    ] {
        // The middle one above the line: the three would not always fit below it.
        let y = if anchor == "middle" { 16 } else { 52 };
        let _ = writeln!(
            svg,
            "<text class=\"label\" text-anchor=\"{anchor}\" x=\"{:.1}\" y=\"{y}\">{name} {}</text>",
            x(minutes),
            days(minutes, hours)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

struct Bar {
    name: String,
    title: String,
    class: String,
    value: f64,
    text: String,
    whisker: Option<(f64, f64)>,
}

/// Horizontal bars with names on the left and numbers on the right.
fn bars(label: &str, bars: &[Bar]) -> String {
    const WIDTH: f64 = 560.0;
    const NAME: f64 = 170.0;
    const NUMBER: f64 = 110.0;
    const ROW: f64 = 26.0;
    let height = ROW * bars.len() as f64 + 4.0;
    let most = bars
        .iter()
        .map(|bar| bar.whisker.map_or(bar.value, |(_, high)| high).max(bar.value))
        .fold(0.0, f64::max)
        .max(1e-9);
    let scale = (WIDTH - NAME - NUMBER) / most;
    let mut svg = open(WIDTH, height, label);
    for (index, bar) in bars.iter().enumerate() {
        let y = ROW * index as f64 + 4.0;
        let _ = writeln!(
            svg,
            "<g><title>{}</title><text class=\"label\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\
             <rect class=\"{}\" x=\"{NAME}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"17\"/>",
            escape(&bar.title),
            NAME - 8.0,
            y + 13.0,
            escape(&cut(&bar.name, 24)),
            bar.class,
            (bar.value * scale).max(1.0),
        );
        let mut end = bar.value;
        if let Some((low, high)) = bar.whisker {
            end = high.max(end);
            let _ = writeln!(
                svg,
                "<line class=\"whisker\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{:.1}\" y2=\"{:.1}\"/>",
                NAME + low * scale,
                NAME + high * scale,
                y + 8.5,
                y + 8.5
            );
        }
        let _ = writeln!(
            svg,
            "<text class=\"number\" x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            NAME + end * scale + 6.0,
            y + 13.0,
            escape(&bar.text)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// How many objects there are of each complexity.
pub fn complexity(report: &Report) -> String {
    let rows: Vec<Bar> = Complexity::ALL
        .iter()
        .map(|complexity| {
            let number = report
                .objects
                .iter()
                .filter(|object| object.complexity == *complexity)
                .count() as u64;
            Bar {
                name: complexity_title(*complexity).to_owned(),
                title: plural(number, "object"),
                class: format!("shade-{}", complexity.as_str()),
                value: number as f64,
                text: count(number),
                whisker: None,
            }
        })
        .collect();
    bars("Objects by complexity", &rows)
}

/// What a complexity means.
pub fn complexity_title(complexity: Complexity) -> &'static str {
    match complexity {
        Complexity::None => "no work by hand",
        Complexity::Trivial => "below 15 minutes",
        Complexity::Simple => "below 2 hours",
        Complexity::Medium => "below a day",
        Complexity::Complex => "below 3 days",
        Complexity::Extreme => "3 days and more",
    }
}

/// The most frequent findings.
pub fn constructs(report: &Report) -> String {
    let mut codes: Vec<_> = report
        .codes
        .iter()
        .filter(|row| Risk::of(row.severity, row.class) != Risk::Equal)
        .collect();
    codes.sort_by_key(|row| (std::cmp::Reverse(row.count), row.code));
    let rows: Vec<Bar> = codes
        .into_iter()
        .take(14)
        .map(|row| Bar {
            name: row.name.clone(),
            title: format!("{} {}: {}", row.code, row.summary, plural(row.count, "finding")),
            class: format!("fill-{}", Risk::of(row.severity, row.class).as_str()),
            value: row.count as f64,
            text: count(row.count),
            whisker: None,
        })
        .collect();
    bars("Findings by construct", &rows)
}

/// Expected person-days by kind of object, with the range.
pub fn effort_by_kind(report: &Report) -> String {
    let hours = report.effort.hours_per_day;
    let mut kinds: BTreeMap<&str, Range> = BTreeMap::new();
    for object in report.objects.iter().chain(&report.scripts) {
        kinds.entry(&object.kind).or_default().add(object.effort.total);
    }
    let mut kinds: Vec<(&str, Range)> = kinds.into_iter().collect();
    kinds.sort_by(|left, right| {
        right
            .1
            .expected
            .total_cmp(&left.1.expected)
            .then(left.0.cmp(right.0))
    });
    let rows: Vec<Bar> = kinds
        .into_iter()
        .filter(|(_, range)| range.expected > 0.0)
        .take(12)
        .map(|(kind, range)| Bar {
            name: kind.to_lowercase(),
            title: format!("{kind}: {} person-days", day_range(range, hours)),
            class: "fill-accent".to_owned(),
            value: range.expected,
            text: format!("{} ({})", days(range.expected, hours), day_range(range, hours)),
            whisker: Some((range.low, range.high)),
        })
        .collect();
    bars("Person-days by kind of object", &rows)
}

/// Findings of the modules with the most work, by risk.
pub fn heat_map(report: &Report) -> String {
    struct Row {
        minutes: f64,
        counts: BTreeMap<Risk, u64>,
        first: usize,
    }
    let mut modules: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    for (number, object) in report.objects.iter().enumerate() {
        if !is_module(object) {
            continue;
        }
        let kind = object.kind.strip_suffix(" BODY").unwrap_or(&object.kind);
        let row = modules.entry((kind, &object.name)).or_insert(Row {
            minutes: 0.0,
            counts: BTreeMap::new(),
            first: number,
        });
        row.minutes += object.effort.convert.expected;
        if object.effort.convert.expected > 0.0 {
            row.first = number;
        }
        for finding in &object.findings {
            let risk = Risk::of(finding.code.severity(), finding.code.class());
            *row.counts.entry(risk).or_default() += 1;
        }
    }
    let mut rows: Vec<((&str, &str), Row)> = modules
        .into_iter()
        .filter(|(_, row)| row.counts.keys().any(|risk| *risk != Risk::Equal))
        .collect();
    rows.sort_by(|left, right| {
        right
            .1
            .minutes
            .total_cmp(&left.1.minutes)
            .then(left.0.cmp(&right.0))
    });
    rows.truncate(24);
    let risks = &Risk::ALL[..4];
    const NAME: f64 = 190.0;
    const CELL: f64 = 78.0;
    const ROW: f64 = 24.0;
    let height = ROW * rows.len() as f64 + 26.0;
    let mut svg = open(
        NAME + CELL * 4.0 + 62.0,
        height,
        "Findings by package and risk; darker is more",
    );
    for (column, risk) in risks.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text class=\"label\" text-anchor=\"middle\" x=\"{:.1}\" y=\"14\">{}</text>",
            NAME + CELL * (column as f64 + 0.5),
            risk.as_str()
        );
    }
    let _ = writeln!(
        svg,
        "<text class=\"label\" text-anchor=\"end\" x=\"{:.1}\" y=\"14\">days</text>",
        NAME + CELL * 4.0 + 60.0
    );
    let most = rows
        .iter()
        .flat_map(|(_, row)| row.counts.iter())
        .filter(|(risk, _)| **risk != Risk::Equal)
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1);
    for (index, ((_, name), row)) in rows.iter().enumerate() {
        let y = 24.0 + ROW * index as f64;
        let _ = writeln!(
            svg,
            "<g class=\"opens\" data-object=\"{}\"><text class=\"label\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            row.first,
            NAME - 10.0,
            y + 15.0,
            escape(&cut(name, 24))
        );
        for (column, risk) in risks.iter().enumerate() {
            let number = row.counts.get(risk).copied().unwrap_or(0);
            // By the logarithm: one finding must be visible beside thousands.
            let strength = (1.0 + number as f64).ln() / (1.0 + most as f64).ln();
            let opacity = if number == 0 { 0.0 } else { 0.18 + 0.82 * strength };
            let _ = writeln!(
                svg,
                "<rect class=\"cell\" x=\"{0:.1}\" y=\"{y:.1}\" width=\"{1:.1}\" height=\"{2:.1}\"/>\
                 <rect class=\"fill-{3}\" opacity=\"{opacity:.2}\" x=\"{0:.1}\" y=\"{y:.1}\" width=\"{1:.1}\" height=\"{2:.1}\"/>",
                NAME + CELL * column as f64,
                CELL - 2.0,
                ROW - 2.0,
                risk.as_str(),
            );
            if number > 0 {
                let _ = writeln!(
                    svg,
                    "<text class=\"{}\" text-anchor=\"middle\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                    if opacity > 0.55 { "on-fill" } else { "number" },
                    NAME + CELL * (column as f64 + 0.5),
                    y + 15.5,
                    count(number)
                );
            }
        }
        let _ = writeln!(
            svg,
            "<text class=\"number\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            NAME + CELL * 4.0 + 60.0,
            y + 15.5,
            days(row.minutes, report.effort.hours_per_day)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// Rows of the heat map: everything with findings of its own.
fn is_module(object: &ObjectRow) -> bool {
    !object.findings.is_empty()
}

/// The waves one after the other, as long as their work.
pub fn timeline(report: &Report) -> String {
    const WIDTH: f64 = 1000.0;
    const ROW: f64 = 34.0;
    let hours = report.effort.hours_per_day;
    let total: f64 = report.waves.iter().map(|wave| wave.minutes.expected).sum();
    let mut svg = open(
        WIDTH,
        ROW * report.waves.len() as f64 + 8.0,
        "Waves one after the other, as long as their expected work",
    );
    let scale = if total > 0.0 { (WIDTH - 250.0) / total } else { 0.0 };
    let mut x = 90.0;
    for (index, wave) in report.waves.iter().enumerate() {
        let y = ROW * index as f64 + 6.0;
        let width = (wave.minutes.expected * scale).max(3.0);
        let _ = writeln!(
            svg,
            "<g><title>{}</title><text class=\"label\" x=\"0\" y=\"{2:.1}\">wave {1}</text>\
             <line class=\"axis\" x1=\"90\" x2=\"{x:.1}\" y1=\"{3:.1}\" y2=\"{3:.1}\"/>\
             <rect class=\"fill-accent\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"20\"/>\
             <text class=\"number\" x=\"{4:.1}\" y=\"{2:.1}\">{5} days, {6}</text></g>",
            escape(&wave.title),
            wave.number,
            y + 15.0,
            y + 10.0,
            x + width + 8.0,
            days(wave.minutes.expected, hours),
            plural(wave.objects, "object")
        );
        x += width;
    }
    svg.push_str("</svg>\n");
    svg
}

/// Expected minutes of each run, with low and high.
pub fn burn_down(comparison: &crate::compare::Comparison, hours: f64) -> String {
    const WIDTH: f64 = 860.0;
    const HEIGHT: f64 = 240.0;
    let points = &comparison.points;
    let most = points.iter().map(|point| point.minutes.high).fold(1.0, f64::max);
    let step = (WIDTH - 160.0) / (points.len().max(2) - 1) as f64;
    let x = |index: usize| 70.0 + step * index as f64;
    let y = |minutes: f64| 20.0 + (HEIGHT - 60.0) * (1.0 - minutes / most);
    let mut svg = open(WIDTH, HEIGHT, "Expected person-days of each run");
    let _ = writeln!(
        svg,
        "<line class=\"axis\" x1=\"40\" x2=\"{:.1}\" y1=\"{1:.1}\" y2=\"{1:.1}\"/>",
        WIDTH - 40.0,
        y(0.0)
    );
    let path: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(index, point)| format!("{:.1},{:.1}", x(index), y(point.minutes.expected)))
        .collect();
    let _ = writeln!(svg, "<polyline class=\"line\" points=\"{}\"/>", path.join(" "));
    for (index, point) in points.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<line class=\"whisker\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"{1:.1}\" y2=\"{2:.1}\"/>\
             <circle class=\"dot\" cx=\"{0:.1}\" cy=\"{3:.1}\" r=\"5\"/>\
             <text class=\"number\" x=\"{4:.1}\" y=\"{3:.1}\">{5}</text>\
             <text class=\"label\" text-anchor=\"middle\" x=\"{0:.1}\" y=\"{6:.1}\">{7}</text>",
            x(index),
            y(point.minutes.low),
            y(point.minutes.high),
            y(point.minutes.expected),
            x(index) + 10.0,
            days(point.minutes.expected, hours),
            HEIGHT - 16.0,
            escape(&cut(&point.label, 20))
        );
    }
    svg.push_str("</svg>\n");
    svg
}
