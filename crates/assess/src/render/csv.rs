//! CSV tables (RFC 4180), one for each list of the report.

use crate::model::{CapturedFacts, Range, Report};

/// The tables: file name and content.
pub fn csv_tables(report: &Report) -> Vec<(&'static str, String)> {
    let sizes = report
        .data
        .captured
        .iter()
        .map(|captured| ("sizes.csv", sizes(captured)));
    let mut tables = vec![
        ("objects.csv", objects(report)),
        ("findings.csv", findings(report)),
        ("codes.csv", codes(report)),
        ("effort.csv", effort(report)),
        ("dependencies.csv", dependencies(report)),
        ("waves.csv", waves(report)),
        ("impact.csv", impact(report)),
        ("tables.csv", tables(report)),
        ("types.csv", types(report)),
        ("ora2pg.csv", ora2pg(report)),
    ];
    tables.extend(sizes);
    tables
}

struct Csv(String);

impl Csv {
    fn new(header: &[&str]) -> Self {
        let mut csv = Csv(String::new());
        csv.row(&header.iter().map(ToString::to_string).collect::<Vec<_>>());
        csv
    }

    fn row(&mut self, fields: &[String]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            // A leading sign would be a formula in a spreadsheet.
            let is_formula = field.starts_with(['=', '@'])
                || (field.starts_with(['+', '-']) && field.parse::<f64>().is_err());
            if is_formula || field.contains([',', '"', '\n', '\r']) {
                let guard = if is_formula { "'" } else { "" };
                self.0
                    .push_str(&format!("\"{guard}{}\"", field.replace('"', "\"\"")));
            } else {
                self.0.push_str(field);
            }
        }
        self.0.push_str("\r\n");
    }
}

macro_rules! fields {
    ($($field:expr),* $(,)?) => { &[$($field.to_string()),*] };
}

fn hours(range: Range) -> [String; 3] {
    [range.low, range.expected, range.high].map(|minutes| format!("{:.2}", minutes / 60.0))
}

fn objects(report: &Report) -> String {
    let mut csv = Csv::new(&[
        "kind",
        "name",
        "postgresql_name",
        "path",
        "line",
        "last_line",
        "code_lines",
        "fate",
        "risk",
        "complexity",
        "wave",
        "findings",
        "convert_hours",
        "review_hours",
        "test_hours",
        "low_hours",
        "expected_hours",
        "high_hours",
    ]);
    for object in report.objects.iter().chain(&report.scripts) {
        let [low, expected, high] = hours(object.effort.total);
        let part = |range: Range| format!("{:.2}", range.expected / 60.0);
        csv.row(fields![
            object.kind,
            object.name,
            object.postgresql_name.as_deref().unwrap_or_default(),
            object.path,
            object.line,
            object.last_line,
            object.code_lines,
            object.fate.as_str(),
            object.risk.as_str(),
            object.complexity.as_str(),
            object.wave,
            object.findings.len(),
            part(object.effort.convert),
            part(object.effort.review),
            part(object.effort.test),
            low,
            expected,
            high,
        ]);
    }
    csv.0
}

fn findings(report: &Report) -> String {
    let mut csv = Csv::new(&[
        "code", "name", "severity", "class", "kind", "object", "path", "line", "message", "help",
    ]);
    for object in report.objects.iter().chain(&report.scripts) {
        for finding in &object.findings {
            csv.row(fields![
                finding.code,
                finding.code.name(),
                finding.code.severity(),
                finding.code.class(),
                object.kind,
                object.name,
                object.path,
                finding.line,
                finding.message,
                finding.help.as_deref().unwrap_or_default(),
            ]);
        }
    }
    csv.0
}

fn codes(report: &Report) -> String {
    let mut csv = Csv::new(&[
        "code",
        "name",
        "severity",
        "class",
        "summary",
        "findings",
        "objects",
        "low_hours",
        "expected_hours",
        "high_hours",
    ]);
    for row in &report.codes {
        let [low, expected, high] = hours(row.minutes);
        csv.row(fields![
            row.code,
            row.name,
            row.severity,
            row.class,
            row.summary,
            row.count,
            row.objects,
            low,
            expected,
            high,
        ]);
    }
    csv.0
}

fn effort(report: &Report) -> String {
    let mut csv = Csv::new(&[
        "kind_of_work",
        "what",
        "basis",
        "low_hours",
        "expected_hours",
        "high_hours",
        "day_rate",
    ]);
    for (activity, range) in &report.effort.minutes {
        let [low, expected, high] = hours(*range);
        let rate = report.effort.rates.get(activity).copied().unwrap_or_default();
        csv.row(fields![activity.as_str(), "all", "", low, expected, high, rate]);
    }
    for component in &report.effort.components {
        let [low, expected, high] = hours(component.minutes);
        csv.row(fields![
            "project",
            component.name,
            component.basis,
            low,
            expected,
            high,
            ""
        ]);
    }
    csv.0
}

fn dependencies(report: &Report) -> String {
    let mut csv = Csv::new(&["from_kind", "from", "use", "to_kind", "to"]);
    for edge in &report.edges {
        let of = |number: u32| report.objects.get(number as usize);
        if let (Some(from), Some(to)) = (of(edge.from), of(edge.to)) {
            csv.row(fields![from.kind, from.name, edge.how.as_str(), to.kind, to.name]);
        }
    }
    csv.0
}

fn waves(report: &Report) -> String {
    let mut csv = Csv::new(&[
        "wave",
        "title",
        "objects",
        "code_lines",
        "low_hours",
        "expected_hours",
        "high_hours",
    ]);
    for wave in &report.waves {
        let [low, expected, high] = hours(wave.minutes);
        csv.row(fields![
            wave.number,
            wave.title,
            wave.objects,
            wave.lines,
            low,
            expected,
            high
        ]);
    }
    csv.0
}

fn impact(report: &Report) -> String {
    let mut csv = Csv::new(&["group", "title", "count", "code", "advice", "examples"]);
    for row in &report.impact {
        csv.row(fields![
            row.group,
            row.title,
            row.count,
            row.code.map(|code| code.to_string()).unwrap_or_default(),
            row.advice,
            row.examples.join("; "),
        ]);
    }
    csv.0
}

fn tables(report: &Report) -> String {
    let mut csv = Csv::new(&["table", "keyless", "lobs", "losses", "partitioning", "remarks"]);
    for row in &report.data.special {
        csv.row(fields![
            row.name,
            row.keyless,
            row.lobs.join("; "),
            row.losses.join("; "),
            row.partitioning.as_deref().unwrap_or_default(),
            row.remarks.join("; "),
        ]);
    }
    csv.0
}

fn sizes(captured: &CapturedFacts) -> String {
    let mut csv = Csv::new(&["table", "rows", "bytes", "lob_bytes"]);
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    for row in &captured.tables {
        csv.row(fields![
            row.name,
            number(row.rows),
            number(row.bytes),
            number(row.lob_bytes)
        ]);
    }
    csv.0
}

fn types(report: &Report) -> String {
    let mut csv = Csv::new(&["oracle", "postgresql", "columns", "loss"]);
    for row in &report.data.types {
        csv.row(fields![
            row.oracle,
            row.postgresql,
            row.columns,
            row.loss.as_deref().unwrap_or_default()
        ]);
    }
    csv.0
}

fn ora2pg(report: &Report) -> String {
    let mut csv = Csv::new(&["what", "units_each", "count", "count_by_its_patterns", "remark"]);
    for row in &report.ora2pg.details {
        csv.row(fields![
            row.name,
            row.weight,
            row.count,
            row.as_counted,
            row.remark
        ]);
    }
    csv.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_no_formula_gets_through() {
        let mut csv = Csv::new(&["a", "b", "c", "d"]);
        csv.row(fields!["x,y", "say \"no\"", "=1+1", -3]);
        assert_eq!(csv.0, "a,b,c,d\r\n\"x,y\",\"say \"\"no\"\"\",\"'=1+1\",-3\r\n");
    }
}
