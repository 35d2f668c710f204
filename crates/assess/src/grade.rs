//! Readiness and confidence, each from 0 to 100 with the reasons.

use crate::model::{Grade, Report, Risk};
use crate::render::numbers::{count, per_cent};
use plconv_diagnostics::{Code, Severity};

/// Takes points off and remembers why.
struct Points {
    left: f64,
    reasons: Vec<(f64, String)>,
}

impl Points {
    fn new() -> Self {
        Points {
            left: 100.0,
            reasons: Vec::new(),
        }
    }

    fn take(&mut self, points: f64, reason: String) {
        if points >= 0.5 {
            self.left -= points;
            self.reasons.push((points, reason));
        }
    }

    fn grade(mut self) -> Grade {
        self.reasons.sort_by(|left, right| right.0.total_cmp(&left.0));
        let score = self.left.clamp(0.0, 100.0).round() as u32;
        let letter = match score {
            85.. => "A",
            70..85 => "B",
            50..70 => "C",
            30..50 => "D",
            _ => "E",
        };
        Grade {
            letter: letter.to_owned(),
            score,
            reasons: self
                .reasons
                .into_iter()
                .map(|(points, reason)| format!("−{points:.0}: {reason}"))
                .collect(),
        }
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// How ready the tree is for PostgreSQL: what would be missing or fail weighs most.
pub fn readiness(report: &Report) -> Grade {
    let lines: u64 = report.risk.iter().map(|row| row.lines).sum();
    let objects: u64 = report.risk.iter().map(|row| row.objects).sum();
    let weights = [
        (Risk::Load, 100.0, "is in objects with parts that would not load"),
        (Risk::Runtime, 60.0, "is in objects that could fail when they run"),
        (
            Risk::Silent,
            25.0,
            "is in objects whose results rest on an assumption",
        ),
    ];
    let mut points = Points::new();
    for (risk, weight, what) in weights {
        for row in report.risk.iter().filter(|row| row.risk == risk) {
            // Lines for code, objects for the many small ones.
            let part = (share(row.lines, lines) + share(row.objects, objects)) / 2.0;
            points.take(
                weight * part,
                match per_cent(row.lines, lines) {
                    1 if 100 * row.lines < lines => format!("less than 1 % of the code {what}"),
                    share => format!("{share} % of the code {what}"),
                },
            );
        }
    }
    points.grade()
}

/// How far the numbers can be trusted: what could not be read or is not in the tree was not assessed.
pub fn confidence(report: &Report) -> Grade {
    let mut points = Points::new();
    let units = report.size.units;
    let broken = share(units.with_syntax_errors, units.parsed + units.with_syntax_errors);
    points.take(
        (400.0 * broken).min(60.0),
        format!(
            "{} of {} units could not be parsed as a whole",
            count(units.with_syntax_errors),
            count(units.parsed + units.with_syntax_errors)
        ),
    );
    let found = |codes: &[Code]| -> u64 {
        codes
            .iter()
            .filter_map(|code| report.totals.diagnostics.get(code))
            .sum()
    };
    let thousands = (report.size.code_lines as f64 / 1000.0).max(1.0);
    let missing = found(&[
        Code::UNKNOWN_NAME,
        Code::UNKNOWN_TABLE,
        Code::UNKNOWN_COLUMN,
        Code::UNKNOWN_TYPE,
        Code::UNRESOLVED_ROUTINE,
        Code::OUTSIDE_REFERENCE,
    ]);
    points.take(
        (6.0 * missing as f64 / thousands).min(40.0),
        format!("names that are not in the tree are used {} times", count(missing)),
    );
    let dynamic = found(&[Code::DYNAMIC_SQL, Code::DYNAMIC_SQL_PARTS]);
    points.take(
        (4.0 * dynamic as f64 / thousands).min(15.0),
        format!(
            "dynamic statements whose text is only known when they run: {}",
            count(dynamic)
        ),
    );
    let unreadable = found(&[Code::UNREADABLE_FILE, Code::BINARY_FILE]);
    points.take(
        (10.0 * unreadable as f64).min(30.0),
        format!("files that could not be read: {}", count(unreadable)),
    );
    let refused: u64 = report
        .codes
        .iter()
        .filter(|row| row.severity == Severity::Refused)
        .map(|row| row.count)
        .sum();
    points.take(
        (1.5 * refused as f64 / thousands).min(10.0),
        format!("refusals, each with a wide range of effort: {}", count(refused)),
    );
    points.grade()
}
