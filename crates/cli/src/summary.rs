//! What people read at the end of a run.

use plconv_diagnostics::{Diagnostic, summary};
use plconv_project::{Fate, Manifest};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Objects by kind and fate, statements, and diagnostics by class, as a few lines.
pub fn text(manifest: &Manifest, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    if !manifest.totals.objects.is_empty() {
        text.push_str(&table("Objects", &manifest.totals.objects));
        text.push('\n');
    }
    if !manifest.statements.is_empty() {
        text.push_str(&table("Statements", &manifest.statements));
        text.push('\n');
    }
    let _ = writeln!(text, "{}", summary(diagnostics));
    text
}

/// Rows are kinds, columns are fates; the last row is the sum.
fn table(title: &str, rows: &BTreeMap<String, BTreeMap<Fate, u64>>) -> String {
    let width = rows
        .keys()
        .map(|kind| kind.chars().count())
        .chain([title.len(), 5])
        .max()
        .unwrap_or(0);
    let mut text = format!("{title:<width$}");
    for fate in Fate::ALL {
        let _ = write!(text, "  {:>14}", fate.as_str());
    }
    text.push('\n');
    let mut sums: BTreeMap<Fate, u64> = BTreeMap::new();
    for (kind, counts) in rows {
        for (fate, count) in counts {
            *sums.entry(*fate).or_default() += count;
        }
        row(&mut text, kind, counts, width);
    }
    if rows.len() > 1 {
        row(&mut text, "total", &sums, width);
    }
    text
}

fn row(text: &mut String, name: &str, counts: &BTreeMap<Fate, u64>, width: usize) {
    let _ = write!(text, "{name:<width$}");
    for fate in Fate::ALL {
        match counts.get(&fate).copied().unwrap_or(0) {
            0 => text.push_str(&format!("  {:>14}", "-")),
            count => text.push_str(&format!("  {count:>14}")),
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_column_for_each_fate_and_a_sum() {
        let rows = BTreeMap::from([
            (
                "TABLE".to_owned(),
                BTreeMap::from([(Fate::Translated, 3), (Fate::Refused, 1)]),
            ),
            ("VIEW".to_owned(), BTreeMap::from([(Fate::Translated, 2)])),
        ]);
        let text = table("Objects", &rows);
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            lines[0],
            ["Objects", "translated", "assumed", "refused", "no", "counterpart"]
        );
        assert_eq!(lines[1], ["TABLE", "3", "-", "1", "-"]);
        assert_eq!(lines[3], ["total", "5", "-", "1", "-"]);
    }
}
