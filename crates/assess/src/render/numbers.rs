//! Numbers and texts as people read them.

use crate::model::{CapturedFacts, Progress, Range};
use std::fmt::Write as _;

/// `12,345`
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Two decimals below one, one below ten, none from there.
pub fn short(number: f64) -> String {
    if number > 0.0 && number < 0.995 {
        format!("{number:.2}")
    } else if number > 0.0 && number < 9.95 {
        format!("{number:.1}")
    } else {
        count(number.round() as u64)
    }
}

/// Minutes as person-days.
pub fn days(minutes: f64, hours_per_day: f64) -> String {
    short(minutes / 60.0 / hours_per_day)
}

/// `low – high` in person-days.
pub fn day_range(minutes: Range, hours_per_day: f64) -> String {
    if minutes.high <= 0.0 {
        return "–".to_owned();
    }
    format!(
        "{} – {}",
        days(minutes.low, hours_per_day),
        days(minutes.high, hours_per_day)
    )
}

/// `1 object`, `2 objects`.
pub fn plural(number: u64, what: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{} {what}{end}", count(number))
}

/// A share as a whole per cent that is 0 or 100 only when it is exactly that.
pub fn per_cent(part: u64, whole: u64) -> u64 {
    if whole == 0 || part == whole {
        return 100;
    }
    if part == 0 {
        return 0;
    }
    ((100.0 * part as f64 / whole as f64).round() as u64).clamp(1, 99)
}

/// Text for HTML and SVG.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The first characters of a text.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// `1.5 GB`
pub fn bytes(number: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let mut value = number as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let digits = usize::from(unit > 0 && value < 10.0);
    format!("{value:.digits$} {}", UNITS.get(unit).unwrap_or(&""))
}

/// How much the database holds.
pub fn size_sentence(captured: &CapturedFacts) -> String {
    let mut text = plural(captured.tables.len() as u64, "table");
    text.push_str(" with rows of their own");
    if let Some(rows) = captured.rows {
        let _ = write!(text, ", {}", plural(rows, "row"));
    }
    if let Some(size) = captured.bytes {
        let _ = write!(text, ", {}", bytes(size));
    }
    if let Some(size) = captured.lob_bytes {
        let _ = write!(text, ", {} of LOBs", bytes(size));
    }
    let _ = write!(text, ", as captured on {}", captured.captured_at);
    if captured.estimated > 0 {
        let _ = write!(
            text,
            "; {} estimated from statistics",
            plural(captured.estimated, "size")
        );
    }
    text.push('.');
    text
}

/// How far people are.
pub fn progress_sentence(progress: &Progress) -> String {
    format!(
        "{} of {} with work by hand settled ({} % of the effort of conversion), {} in review, {} will not be ported.",
        count(progress.settled),
        plural(progress.objects, "object"),
        if progress.minutes > 0.0 {
            (100.0 * progress.settled_minutes / progress.minutes).floor()
        } else {
            0.0
        },
        count(progress.in_review),
        plural(progress.will_not_port, "finding"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(12), "12");
        assert_eq!(short(0.04), "0.04");
        assert_eq!(short(1.04), "1.0");
        assert_eq!(short(9.96), "10");
        assert_eq!(per_cent(999, 1000), 99);
        assert_eq!(per_cent(0, 0), 100);
        assert_eq!(escape("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
    }
}
