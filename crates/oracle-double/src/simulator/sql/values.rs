//! Values compared, converted and computed with.

use crate::codec::number::Number;
use crate::codec::rowid::Rowid;
use crate::codec::temporal::DateTime;
use crate::database::OracleError;
use crate::value::Value;
use std::cmp::Ordering;

type Computed<T> = Result<T, OracleError>;

/// Masks of dates of a session.
#[derive(Clone, Debug)]
pub(crate) struct Nls {
    pub(crate) date: String,
    pub(crate) timestamp: String,
    pub(crate) timestamp_tz: String,
}

impl Default for Nls {
    fn default() -> Nls {
        Nls {
            date: "DD-MON-RR".to_owned(),
            timestamp: "DD-MON-RR HH.MI.SSXFF AM".to_owned(),
            timestamp_tz: "DD-MON-RR HH.MI.SSXFF AM TZR".to_owned(),
        }
    }
}

fn inconsistent() -> OracleError {
    OracleError::new(932, "inconsistent datatypes")
}

/// How two values compare; `None` if either is NULL.
pub(crate) fn compare(left: &Value, right: &Value) -> Computed<Option<Ordering>> {
    Ok(Some(match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return Ok(None),
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Number(left), Value::Text(right)) => left.cmp(&number_of(right)?),
        (Value::Text(left), Value::Number(right)) => number_of(left)?.cmp(right),
        (Value::Bytes(left), Value::Bytes(right)) => left.cmp(right),
        (Value::Time(left), Value::Time(right)) => left.cmp(right),
        (Value::TimeTz(left, _), Value::TimeTz(right, _)) => left.cmp(right),
        (Value::Time(left), Value::TimeTz(right, _)) | (Value::TimeTz(left, _), Value::Time(right)) => {
            left.cmp(right)
        }
        (Value::Rowid(left), Value::Rowid(right)) => left.cmp(right),
        (Value::Rowid(left), Value::Text(right)) => left.cmp(&rowid_of(right)?),
        (Value::Text(left), Value::Rowid(right)) => rowid_of(left)?.cmp(right),
        (Value::IntervalDs(left), Value::IntervalDs(right)) => left.cmp(right),
        (Value::IntervalYm(left), Value::IntervalYm(right)) => left.cmp(right),
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Text(_), Value::Time(right)) => {
            return compare(&Value::Time(time_of(left)?), &Value::Time(*right));
        }
        (Value::Time(left), Value::Text(_)) => {
            return compare(&Value::Time(*left), &Value::Time(time_of(right)?));
        }
        (
            Value::Double(_) | Value::Float(_) | Value::Number(_),
            Value::Double(_) | Value::Float(_) | Value::Number(_),
        ) => double_of(left)?.total_cmp(&double_of(right)?),
        _ => return Err(inconsistent()),
    }))
}

fn time_of(text: &Value) -> Computed<DateTime> {
    let text = text.as_text().unwrap_or_default();
    parse_time(text, "YYYY-MM-DD HH24:MI:SS.FF").map(|(time, _)| time)
}

pub(crate) fn number_of(text: &str) -> Computed<Number> {
    text.trim()
        .parse()
        .map_err(|_| OracleError::new(1722, "invalid number"))
}

pub(crate) fn rowid_of(text: &str) -> Computed<Rowid> {
    text.parse().map_err(|_| OracleError::new(1410, "invalid ROWID"))
}

pub(crate) fn double_of(value: &Value) -> Computed<f64> {
    match value {
        Value::Number(number) => number.to_string().parse().map_err(|_| inconsistent()),
        Value::Double(value) => Ok(*value),
        Value::Float(value) => Ok(f64::from(*value)),
        Value::Text(text) => double_of(&Value::Number(number_of(text)?)),
        _ => Err(inconsistent()),
    }
}

/// The number a value is or reads as.
pub(crate) fn to_number(value: &Value) -> Computed<Number> {
    match value {
        Value::Number(number) => Ok(*number),
        Value::Text(text) => number_of(text),
        Value::Double(_) | Value::Float(_) => number_of(&double_of(value)?.to_string()),
        _ => Err(inconsistent()),
    }
}

/// The integer a value is or reads as.
pub(crate) fn to_integer(value: &Value) -> Computed<i64> {
    to_number(value)?
        .to_i64()
        .ok_or_else(|| OracleError::new(1426, "numeric overflow"))
}

/// `TM9`: as few digits as there are, no zero before the point.
pub(crate) fn number_text(number: Number) -> String {
    let text = number.to_string();
    match text.strip_prefix("0.") {
        Some(fraction) => format!(".{fraction}"),
        None => match text.strip_prefix("-0.") {
            Some(fraction) => format!("-.{fraction}"),
            None => text,
        },
    }
}

/// The text that a value becomes without a mask; `None` of NULL.
pub(crate) fn to_text(value: &Value, nls: &Nls) -> Computed<Option<String>> {
    Ok(Some(match value {
        Value::Null => return Ok(None),
        Value::Number(number) => number_text(*number),
        Value::Text(text) => text.to_string(),
        Value::Bytes(bytes) => hex(bytes),
        Value::Time(time) if time.nanosecond == 0 => format_time(*time, 0, &nls.date),
        Value::Time(time) => format_time(*time, 0, &nls.timestamp),
        Value::TimeTz(time, minutes) => format_time(
            time.plus_minutes(i64::from(*minutes)),
            *minutes,
            &nls.timestamp_tz,
        ),
        Value::Float(value) => value.to_string(),
        Value::Double(value) => value.to_string(),
        Value::Boolean(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Rowid(rowid) => rowid.to_string(),
        Value::IntervalDs(interval) => format!(
            "{}{:02} {:02}:{:02}:{:02}.{:09}",
            if interval.days < 0 || interval.hours < 0 || interval.nanoseconds < 0 {
                "-"
            } else {
                "+"
            },
            interval.days.unsigned_abs(),
            interval.hours.unsigned_abs(),
            interval.minutes.unsigned_abs(),
            interval.seconds.unsigned_abs(),
            interval.nanoseconds.unsigned_abs()
        ),
        Value::IntervalYm(interval) => format!(
            "{}{:02}-{:02}",
            if interval.years < 0 || interval.months < 0 {
                "-"
            } else {
                "+"
            },
            interval.years.unsigned_abs(),
            interval.months.unsigned_abs()
        ),
        Value::LogicalRowid(_) | Value::Json(_) | Value::Vector(_) | Value::Lob(_) | Value::Cursor(_) => {
            return Err(inconsistent());
        }
    }))
}

/// Upper case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Bytes of hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Computed<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|character| character.to_digit(16))
        .collect();
    if digits.len() != text.chars().count() {
        return Err(OracleError::new(1465, "invalid hex number"));
    }
    let padded: Vec<u32> = if digits.len() % 2 == 1 {
        [&[0], &digits[..]].concat()
    } else {
        digits
    };
    Ok(padded
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap_or(0))
        .collect())
}

/// A number as an integer and how many of its digits are behind the point.
fn scaled(number: Number) -> Option<(i128, u32)> {
    let (negative, digits, point) = number.digits();
    let mut value: i128 = 0;
    for digit in &digits {
        value = value.checked_mul(10)?.checked_add(i128::from(*digit))?;
    }
    let behind = i32::try_from(digits.len()).ok()? - point;
    for _ in behind..0 {
        value = value.checked_mul(10)?;
    }
    Some((
        if negative { -value } else { value },
        u32::try_from(behind.max(0)).ok()?,
    ))
}

fn of_scaled(value: i128, scale: u32) -> Computed<Number> {
    format!("{value}e-{scale}")
        .parse()
        .map_err(|_| OracleError::new(1426, "numeric overflow"))
}

fn rescaled(value: i128, from: u32, to: u32) -> Option<i128> {
    value.checked_mul(10_i128.checked_pow(to.checked_sub(from)?)?)
}

/// `+`, `-`, `*` or `/` of two numbers.
pub(crate) fn arithmetic(operator: char, left: Number, right: Number) -> Computed<Number> {
    let exact = || {
        let ((left, left_scale), (right, right_scale)) = (scaled(left)?, scaled(right)?);
        let scale = left_scale.max(right_scale);
        let (same_left, same_right) = (
            rescaled(left, left_scale, scale)?,
            rescaled(right, right_scale, scale)?,
        );
        match operator {
            '+' => Some((same_left.checked_add(same_right)?, scale)),
            '-' => Some((same_left.checked_sub(same_right)?, scale)),
            '*' => Some((left.checked_mul(right)?, left_scale + right_scale)),
            _ => (same_right != 0 && same_left % same_right == 0).then(|| (same_left / same_right, 0)),
        }
    };
    if let Some((value, scale)) = exact() {
        return of_scaled(value, scale);
    }
    let (left, right) = (
        double_of(&Value::Number(left))?,
        double_of(&Value::Number(right))?,
    );
    let value = match operator {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        _ if right == 0.0 => return Err(OracleError::new(1476, "divisor is equal to zero")),
        _ => left / right,
    };
    format!("{value:e}")
        .parse()
        .map_err(|_| OracleError::new(1426, "numeric overflow"))
}

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// Elements of masks, longer ones before those they begin with.
const ELEMENTS: &[&str] = &[
    "YYYY", "RRRR", "YY", "RR", "MON", "MM", "DD", "HH24", "HH12", "HH", "MI", "SSSSS", "SS", "XFF9", "XFF6",
    "XFF", "FF9", "FF6", "FF3", "FF", "TZH", "TZM", "TZR", "AM", "PM",
];

fn element(mask: &str) -> Option<&'static str> {
    let upper = mask.to_ascii_uppercase();
    ELEMENTS
        .iter()
        .find(|element| upper.starts_with(**element))
        .copied()
}

/// A time by a mask. `minutes` is its time zone.
pub(crate) fn format_time(time: DateTime, minutes: i16, mask: &str) -> String {
    let mut out = String::new();
    let mut rest = mask;
    while !rest.is_empty() {
        let Some(found) = element(rest) else {
            let character = rest.chars().next().unwrap_or(' ');
            rest = &rest[character.len_utf8()..];
            if character != '"' {
                out.push(character);
            }
            continue;
        };
        rest = &rest[found.len()..];
        let zone = if minutes < 0 { '-' } else { '+' };
        let (zone_hours, zone_minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        out.push_str(&match found {
            "YYYY" | "RRRR" => format!("{:04}", time.year),
            "YY" | "RR" => format!("{:02}", time.year % 100),
            "MON" => MONTHS[usize::from(time.month.clamp(1, 12)) - 1].to_owned(),
            "MM" => format!("{:02}", time.month),
            "DD" => format!("{:02}", time.day),
            "HH24" => format!("{:02}", time.hour),
            "HH12" | "HH" => format!("{:02}", (time.hour + 11) % 12 + 1),
            "MI" => format!("{:02}", time.minute),
            "SSSSS" => (u32::from(time.hour) * 3600 + u32::from(time.minute) * 60 + u32::from(time.second))
                .to_string(),
            "SS" => format!("{:02}", time.second),
            "XFF9" => format!(".{:09}", time.nanosecond),
            "XFF6" | "XFF" => format!(".{:06}", time.nanosecond / 1000),
            "FF9" => format!("{:09}", time.nanosecond),
            "FF6" | "FF" => format!("{:06}", time.nanosecond / 1000),
            "FF3" => format!("{:03}", time.nanosecond / 1_000_000),
            "TZH" => format!("{zone}{zone_hours:02}"),
            "TZM" => format!("{zone_minutes:02}"),
            "TZR" => format!("{zone}{zone_hours:02}:{zone_minutes:02}"),
            _ => if time.hour < 12 { "AM" } else { "PM" }.to_owned(),
        });
    }
    out
}

/// Reads a time by a mask, with the minutes of its time zone. What the text lacks at its end is zero.
pub(crate) fn parse_time(text: &str, mask: &str) -> Computed<(DateTime, i16)> {
    let refuse = || OracleError::new(1861, "literal does not match format string");
    let mut time = DateTime::date(2025, 1, 1);
    let mut zone = (1, 0, 0);
    let (mut rest, mut mask) = (text.trim(), mask);
    while !mask.is_empty() && !rest.is_empty() {
        let Some(found) = element(mask) else {
            let wanted = mask.chars().next().unwrap_or(' ');
            mask = &mask[wanted.len_utf8()..];
            match rest.chars().next() {
                _ if wanted == '"' => {}
                Some(found) if found == wanted || (!found.is_alphanumeric() && !wanted.is_alphanumeric()) => {
                    rest = &rest[found.len_utf8()..];
                }
                _ => return Err(refuse()),
            }
            continue;
        };
        mask = &mask[found.len()..];
        if found == "MON" {
            let name = rest.get(..3).ok_or_else(refuse)?.to_ascii_uppercase();
            let month = MONTHS
                .iter()
                .position(|month| *month == name)
                .ok_or_else(refuse)?;
            time.month = u8::try_from(month + 1).unwrap_or(1);
            rest = &rest[3..];
            continue;
        }
        if (found == "TZH" || (found == "YYYY" && rest.starts_with('-')))
            && let Some(after) = rest.strip_prefix(['+', '-'])
        {
            zone.0 = if rest.starts_with('-') { -1 } else { 1 };
            rest = after;
        }
        if found.starts_with('X') {
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
        let longest = match found {
            "YYYY" | "RRRR" => 4,
            _ if found.contains("FF") => 9,
            _ => 2,
        };
        let length = rest.bytes().take(longest).take_while(u8::is_ascii_digit).count();
        let digits = &rest[..length];
        rest = &rest[length..];
        if found.contains("FF") {
            // `00:00:00.` without digits is what LogMiner writes.
            time.nanosecond = format!("{digits:0<9}").parse().map_err(|_| refuse())?;
            continue;
        }
        let number: i16 = digits.parse().map_err(|_| refuse())?;
        let small = u8::try_from(number).unwrap_or(0);
        match found {
            "YYYY" | "RRRR" => {
                time.year = number * zone.0;
                zone.0 = 1;
            }
            "YY" | "RR" => time.year = number + if number < 50 { 2000 } else { 1900 },
            "MM" => time.month = small,
            "DD" => time.day = small,
            "HH24" | "HH12" | "HH" => time.hour = small,
            "MI" => time.minute = small,
            "SS" => time.second = small,
            "TZH" => zone.1 = number,
            "TZM" => zone.2 = number,
            _ => return Err(refuse()),
        }
    }
    if !rest.is_empty() {
        return Err(refuse());
    }
    Ok((time, zone.0 * (zone.1 * 60 + zone.2)))
}

/// Whether a text fits a LIKE pattern.
pub(crate) fn like(text: &str, pattern: &str, escape: Option<char>) -> bool {
    fn fits(text: &[char], pattern: &[(char, bool)]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some((('%', true), rest)) => (0..=text.len()).any(|from| fits(&text[from..], rest)),
            Some((('_', true), rest)) => !text.is_empty() && fits(&text[1..], rest),
            Some(((wanted, _), rest)) => text.first() == Some(wanted) && fits(&text[1..], rest),
        }
    }
    let mut marked = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if Some(character) == escape {
            marked.extend(characters.next().map(|literal| (literal, false)));
        } else {
            marked.push((character, matches!(character, '%' | '_')));
        }
    }
    fits(&text.chars().collect::<Vec<_>>(), &marked)
}

#[cfg(test)]
mod tests {
    use super::{arithmetic, format_time, like, parse_time};
    use crate::codec::temporal::DateTime;

    #[test]
    fn computed() {
        let compute = |operator, left: &str, right: &str| {
            let number = |text: &str| text.parse().expect("a number");
            arithmetic(operator, number(left), number(right))
                .expect("a number")
                .to_string()
        };
        assert_eq!(compute('+', "0.1", "0.2"), "0.3");
        assert_eq!(
            compute('*', "12345678901234567890", "1000"),
            "12345678901234567890000"
        );
        assert_eq!(compute('/', "1", "4"), "0.25");
        assert_eq!(compute('-', "1e20", "1"), "99999999999999999999");
    }

    #[test]
    fn masks() {
        let time = DateTime::date(2024, 2, 29).at(13, 5, 9, 120_000_000);
        assert_eq!(
            format_time(time, -210, "YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM"),
            "2024-02-29 13:05:09.120000000 -03:30"
        );
        assert_eq!(
            parse_time("2024-02-29 13:05:09.12", "YYYY-MM-DD HH24:MI:SS.FF9")
                .expect("a time")
                .0,
            time
        );
        assert_eq!(
            parse_time("29-FEB-24", "DD-MON-RR").expect("a time").0,
            DateTime::date(2024, 2, 29)
        );
        assert!(parse_time("2024-13", "YYYY/MON").is_err());
    }

    #[test]
    fn patterns() {
        assert!(like("INTERNAL DDL 1", "INTERNAL DDL%", None));
        assert!(!like("SYS_1", "SYS!_%X", Some('!')));
        assert!(like("a%b", "a!%_", Some('!')));
    }
}
