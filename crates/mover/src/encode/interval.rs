//! Intervals.

use super::{ColumnEncoder, field};
use crate::policy::ValueError;
use crate::target_type::TargetType;

impl ColumnEncoder {
    /// INTERVAL YEAR TO MONTH
    pub(super) fn months(&mut self, months: i32, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match &self.target {
            TargetType::Interval(_) => {
                write(out, 0, 0, months);
                Ok(())
            }
            TargetType::Text { .. } | TargetType::Char { .. } | TargetType::Other(_) => {
                let (sign, months) = (if months < 0 { "-" } else { "+" }, months.unsigned_abs());
                self.characters(&format!("{sign}{:02}-{:02}", months / 12, months % 12), out)
            }
            _ => Err(self.mismatch("an interval")),
        }
    }

    /// INTERVAL DAY TO SECOND
    pub(super) fn duration(
        &mut self,
        days: i32,
        nanoseconds: i64,
        out: &mut Vec<u8>,
    ) -> Result<(), ValueError> {
        match &self.target {
            TargetType::Interval(digits) => {
                let digits = *digits;
                let microseconds =
                    self.fraction(nanoseconds, digits, &|| format!("{days} days {nanoseconds} ns"))?;
                write(out, microseconds, days, 0);
                Ok(())
            }
            TargetType::Text { .. } | TargetType::Char { .. } | TargetType::Other(_) => {
                let sign = if days < 0 || nanoseconds < 0 { "-" } else { "+" };
                let seconds = nanoseconds.unsigned_abs() / 1_000_000_000;
                let text = format!(
                    "{sign}{:02} {:02}:{:02}:{:02}.{:09}",
                    days.unsigned_abs(),
                    seconds / 3600,
                    seconds / 60 % 60,
                    seconds % 60,
                    nanoseconds.unsigned_abs() % 1_000_000_000
                );
                self.characters(&text, out)
            }
            _ => Err(self.mismatch("an interval")),
        }
    }

    /// An interval as Oracle writes it: `+02-03` or `-10 04:05:06.789`.
    pub(super) fn interval_text(&mut self, text: &str, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match parse(text) {
            Some(Interval::Months(months)) => self.months(months, out),
            Some(Interval::Duration(days, nanoseconds)) => self.duration(days, nanoseconds, out),
            None => Err(ValueError::new(
                crate::policy::Misfit::Invalid,
                format!("`{text}` is no interval of PostgreSQL"),
            )),
        }
    }
}

/// An interval of either kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// YEAR TO MONTH, in months.
    Months(i32),
    /// DAY TO SECOND: days, and the rest in nanoseconds with the same sign.
    Duration(i32, i64),
}

/// Reads an interval as Oracle writes it: `+02-03` or `-10 04:05:06.789`; `None` when the text is none.
#[must_use]
pub fn parse(text: &str) -> Option<Interval> {
    let text = text.trim();
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let number = |digits: &str| -> Option<i64> {
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
    };
    let Some((days, time)) = rest.trim().split_once(' ') else {
        let (years, months) = rest.split_once('-')?;
        let months = number(years)?
            .checked_mul(12)?
            .checked_add(number(months).filter(|n| *n < 12)?)?;
        return Some(Interval::Months(sign * i32::try_from(months).ok()?));
    };
    let mut parts = time.trim().split(':');
    let hours = number(parts.next()?).filter(|n| *n < 24)?;
    let minutes = number(parts.next()?).filter(|n| *n < 60)?;
    let seconds = parts.next()?;
    if parts.next().is_some() {
        return None;
    }
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let seconds = number(seconds).filter(|n| *n < 60)?;
    let nanoseconds = if fraction.is_empty() {
        0
    } else if fraction.len() > 9 {
        return None;
    } else {
        number(fraction)? * 10i64.pow(9 - fraction.len() as u32)
    };
    let total = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000_000 + nanoseconds;
    let days = i32::try_from(number(days)?).ok()?;
    Some(Interval::Duration(sign * days, i64::from(sign) * total))
}

/// Appends a field of type `interval`.
fn write(out: &mut Vec<u8>, microseconds: i64, days: i32, months: i32) {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&microseconds.to_be_bytes());
    bytes[8..12].copy_from_slice(&days.to_be_bytes());
    bytes[12..].copy_from_slice(&months.to_be_bytes());
    field(out, &bytes);
}
