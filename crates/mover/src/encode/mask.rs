//! Texts read as dates: Oracle's datetime format models, and ISO 8601 where a plan names none.

use crate::value::DateTime;
use serde::{Deserialize, Serialize};

/// A compiled format model, `YYYY-MM-DD HH24:MI:SS`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateMask {
    text: String,
    elements: Vec<Element>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Element {
    Year(usize),
    /// `RR`: 00 to 49 are 20xx, 50 to 99 are 19xx.
    RoundedYear,
    /// `RRRR`: like `YYYY`, and like `RR` for two digits.
    RoundedLongYear,
    Month,
    MonthName,
    Day,
    DayOfYear,
    Hour24,
    Hour12,
    Minute,
    Second,
    SecondOfDay,
    Fraction(usize),
    Meridian,
    Era,
    ZoneHour,
    ZoneMinute,
    Punctuation(char),
    Literal(String),
}

/// A date as read, with the offset of its zone where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The fields as written.
    pub at: DateTime,
    /// Minutes east of UTC.
    pub offset_minutes: Option<i32>,
}

impl TryFrom<String> for DateMask {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        DateMask::new(&text)
    }
}

impl From<DateMask> for String {
    fn from(mask: DateMask) -> String {
        mask.text
    }
}

/// Elements by their spelling, the longest first where one begins with another.
const ELEMENTS: &[(&str, Element)] = &[
    ("YYYY", Element::Year(4)),
    ("YYY", Element::Year(3)),
    ("YY", Element::Year(2)),
    ("Y", Element::Year(1)),
    ("RRRR", Element::RoundedLongYear),
    ("RR", Element::RoundedYear),
    ("MONTH", Element::MonthName),
    ("MON", Element::MonthName),
    ("MM", Element::Month),
    ("MI", Element::Minute),
    ("DDD", Element::DayOfYear),
    ("DD", Element::Day),
    ("HH24", Element::Hour24),
    ("HH12", Element::Hour12),
    ("HH", Element::Hour12),
    ("SSSSS", Element::SecondOfDay),
    ("SS", Element::Second),
    ("FF1", Element::Fraction(1)),
    ("FF2", Element::Fraction(2)),
    ("FF3", Element::Fraction(3)),
    ("FF4", Element::Fraction(4)),
    ("FF5", Element::Fraction(5)),
    ("FF6", Element::Fraction(6)),
    ("FF7", Element::Fraction(7)),
    ("FF8", Element::Fraction(8)),
    ("FF9", Element::Fraction(9)),
    ("FF", Element::Fraction(9)),
    ("A.M.", Element::Meridian),
    ("P.M.", Element::Meridian),
    ("AM", Element::Meridian),
    ("PM", Element::Meridian),
    ("B.C.", Element::Era),
    ("A.D.", Element::Era),
    ("BC", Element::Era),
    ("AD", Element::Era),
    ("TZH", Element::ZoneHour),
    ("TZM", Element::ZoneMinute),
    ("X", Element::Punctuation('.')),
];

const MONTHS: [&str; 12] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

impl DateMask {
    /// Compiles a format model. SQL Language Reference, "Datetime Format Models".
    ///
    /// # Errors
    /// With the element that cannot be used for reading.
    pub fn new(text: &str) -> Result<DateMask, String> {
        let upper = text.to_ascii_uppercase();
        let mut elements = Vec::new();
        let mut at = 0;
        while let Some(next) = upper[at..].chars().next() {
            if next == '"' {
                let Some(length) = text[at + 1..].find('"') else {
                    return Err(format!("`{text}` has a quotation mark without its end"));
                };
                elements.push(Element::Literal(text[at + 1..at + 1 + length].to_owned()));
                at += length + 2;
            } else if let Some((spelling, element)) = ELEMENTS
                .iter()
                .find(|(spelling, _)| upper[at..].starts_with(spelling))
            {
                elements.push(element.clone());
                at += spelling.len();
            } else if let Some(rest) = upper[at..]
                .strip_prefix("FM")
                .or_else(|| upper[at..].strip_prefix("FX"))
            {
                at = upper.len() - rest.len();
            } else if next.is_ascii_alphanumeric() || !next.is_ascii() {
                return Err(format!("`{}` in the format `{text}` cannot be read", &text[at..]));
            } else {
                elements.push(Element::Punctuation(next));
                at += next.len_utf8();
            }
        }
        Ok(DateMask {
            text: text.to_owned(),
            elements,
        })
    }

    /// The format model.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads a text; `None` when it is not of this form. A year and a month that the model lacks cannot be guessed as
    /// TO_DATE does from the day it runs on, so such models read nothing.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<ReadDate> {
        let mut input = Input(text.trim().as_bytes());
        let (mut year, mut month, mut day) = (None, None, 1);
        let mut day_of_year = None;
        let (mut hour, mut minute, mut second, mut nanosecond) = (0, 0, 0, 0);
        let (mut is_afternoon, mut before_christ) = (None, false);
        let (mut zone_hour, mut zone_minute) = (None, 0);
        for element in &self.elements {
            // A text may end before the time of day does.
            if input.0.is_empty() && month.is_some() {
                break;
            }
            match element {
                Element::Year(digits @ 1..=3) => {
                    let number = input.number(*digits)? as i32;
                    year = Some(2000 + number);
                }
                Element::Year(digits) => {
                    let negative = input.take_if(b'-');
                    let number = input.number(*digits)? as i32;
                    year = Some(if negative { -number } else { number });
                }
                Element::RoundedYear => year = Some(rounded(input.number(2)? as i32)),
                Element::RoundedLongYear => {
                    let before = input.0.len();
                    let number = input.number(4)? as i32;
                    let is_short = before - input.0.len() <= 2;
                    year = Some(if is_short { rounded(number) } else { number });
                }
                Element::Month => month = Some(input.number(2)? as u8),
                Element::MonthName => month = Some(input.month()?),
                Element::Day => day = input.number(2)? as u8,
                Element::DayOfYear => day_of_year = Some(input.number(3)?),
                Element::Hour24 | Element::Hour12 => hour = input.number(2)? as u8,
                Element::Minute => minute = input.number(2)? as u8,
                Element::Second => second = input.number(2)? as u8,
                Element::SecondOfDay => {
                    let number = input.number(5)?;
                    (hour, minute, second) = (
                        (number / 3600) as u8,
                        (number / 60 % 60) as u8,
                        (number % 60) as u8,
                    );
                }
                Element::Fraction(digits) => nanosecond = input.fraction(*digits)?,
                Element::Meridian => is_afternoon = Some(input.word(&["AM", "A.M.", "PM", "P.M."])? >= 2),
                Element::Era => before_christ = input.word(&["AD", "A.D.", "BC", "B.C."])? >= 2,
                Element::ZoneHour => {
                    let negative = input.take_if(b'-');
                    if !negative {
                        input.take_if(b'+');
                    }
                    let number = input.number(2)? as i32;
                    zone_hour = Some((negative, number));
                }
                Element::ZoneMinute => zone_minute = input.number(2)? as i32,
                Element::Punctuation(_) => input.punctuation(),
                Element::Literal(literal) => {
                    input.0 = input.0.strip_prefix(literal.as_bytes())?;
                }
            }
        }
        if !input.0.is_empty() {
            return None;
        }
        let year = year.map(|year| if before_christ { -year } else { year })?;
        let (month, day) = match day_of_year {
            Some(number) => month_and_day(year, number)?,
            None => (month?, day),
        };
        let hour = match is_afternoon {
            Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
            Some(_) => return None,
            None => hour,
        };
        let offset_minutes = zone_hour.map(|(negative, hours)| {
            let minutes = hours * 60 + zone_minute;
            if negative { -minutes } else { minutes }
        });
        checked(ReadDate {
            at: DateTime {
                year,
                month,
                day,
                hour,
                minute,
                second,
                nanosecond,
            },
            offset_minutes,
        })
    }
}

/// Reads `2024-02-29`, with a time behind a blank or a T, a fraction and an offset or a Z.
pub fn read_iso(text: &str) -> Option<ReadDate> {
    let mut input = Input(text.trim().as_bytes());
    let negative = input.take_if(b'-');
    let year = input.number(6)? as i32;
    input.expect(b'-')?;
    let month = input.number(2)? as u8;
    input.expect(b'-')?;
    let day = input.number(2)? as u8;
    let mut read = ReadDate {
        at: DateTime {
            year: if negative { -year } else { year },
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0,
        },
        offset_minutes: None,
    };
    if input.take_if(b'T') || (input.take_if(b' ') && input.0.first().is_some_and(u8::is_ascii_digit)) {
        read.at.hour = input.number(2)? as u8;
        input.expect(b':')?;
        read.at.minute = input.number(2)? as u8;
        if input.take_if(b':') {
            read.at.second = input.number(2)? as u8;
            if input.take_if(b'.') || input.take_if(b',') {
                read.at.nanosecond = input.fraction(9)?;
            }
        }
        while input.take_if(b' ') {}
        if input.take_if(b'Z') {
            read.offset_minutes = Some(0);
        } else if let Some(sign @ (b'+' | b'-')) = input.0.first().copied() {
            input.0 = &input.0[1..];
            let hours = input.number(2)? as i32;
            input.take_if(b':');
            let minutes = if input.0.first().is_some_and(u8::is_ascii_digit) {
                input.number(2)? as i32
            } else {
                0
            };
            let minutes = hours * 60 + minutes;
            read.offset_minutes = Some(if sign == b'-' { -minutes } else { minutes });
        }
    }
    while input.take_if(b' ') {}
    if input.0 == b"BC" {
        read.at.year = -read.at.year;
        input.0 = &[];
    }
    if !input.0.is_empty() {
        return None;
    }
    checked(read)
}

/// Fields that no clock shows are no date. A day beyond the month's last stays: the calendar of the target decides.
fn checked(read: ReadDate) -> Option<ReadDate> {
    let at = &read.at;
    let fine = at.year != 0
        && (1..=12).contains(&at.month)
        && (1..=31).contains(&at.day)
        && at.hour < 24
        && at.minute < 60
        && at.second < 60;
    fine.then_some(read)
}

impl ReadDate {
    /// The instant in UTC when it has an offset, the fields as written otherwise.
    #[must_use]
    pub fn in_utc(&self) -> DateTime {
        match self.offset_minutes {
            Some(offset) if offset != 0 => shift(&self.at, -offset),
            _ => self.at,
        }
    }
}

/// A date and time some minutes later.
#[must_use]
pub fn shift(at: &DateTime, minutes: i32) -> DateTime {
    let total = i32::from(at.hour) * 60 + i32::from(at.minute) + minutes;
    let mut shifted = DateTime {
        hour: (total.rem_euclid(1440) / 60) as u8,
        minute: (total.rem_euclid(60)) as u8,
        ..*at
    };
    match total.div_euclid(1440) {
        0 => {}
        days if days < 0 => {
            if at.day > 1 {
                shifted.day -= 1;
            } else {
                let (year, month) = if at.month > 1 {
                    (at.year, at.month - 1)
                } else {
                    (if at.year == 1 { -1 } else { at.year - 1 }, 12)
                };
                (shifted.year, shifted.month) = (year, month);
                shifted.day = month_length(year, month);
            }
        }
        _ => {
            if at.day < month_length(at.year, at.month) {
                shifted.day += 1;
            } else {
                shifted.day = 1;
                (shifted.year, shifted.month) = if at.month < 12 {
                    (at.year, at.month + 1)
                } else {
                    (if at.year == -1 { 1 } else { at.year + 1 }, 1)
                };
            }
        }
    }
    shifted
}

fn month_length(year: i32, month: u8) -> u8 {
    let year = if year < 0 { year + 1 } else { year };
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn month_and_day(year: i32, day_of_year: u32) -> Option<(u8, u8)> {
    let mut rest = day_of_year;
    if rest == 0 {
        return None;
    }
    for month in 1..=12 {
        let length = u32::from(month_length(year, month));
        if rest <= length {
            return Some((month, rest as u8));
        }
        rest -= length;
    }
    None
}

/// Two digits of a year by the rule of `RR`.
fn rounded(year: i32) -> i32 {
    match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    }
}

/// What is left of a text.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn take_if(&mut self, byte: u8) -> bool {
        let taken = self.0.first() == Some(&byte);
        if taken {
            self.0 = &self.0[1..];
        }
        taken
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.take_if(byte).then_some(())
    }

    /// Up to so many digits, at least one.
    fn number(&mut self, most: usize) -> Option<u32> {
        let length = self
            .0
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if length == 0 {
            return None;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(
            digits
                .iter()
                .fold(0, |number, digit| number * 10 + u32::from(digit - b'0')),
        )
    }

    /// Digits behind the point of seconds, in nanoseconds. There may be none, and not more than `most`.
    fn fraction(&mut self, most: usize) -> Option<u32> {
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > most {
            return None;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        let number = digits
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        Some(number * 10u32.pow(9 - length as u32))
    }

    fn word(&mut self, words: &[&str]) -> Option<usize> {
        let found = words.iter().position(|word| {
            self.0
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        })?;
        self.0 = &self.0[words[found].len()..];
        Some(found)
    }

    /// A month by its whole name or the first three letters.
    fn month(&mut self) -> Option<u8> {
        let letters = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let (word, rest) = self.0.split_at(letters);
        let found = MONTHS.iter().position(|month| {
            word.eq_ignore_ascii_case(month.as_bytes()) || word.eq_ignore_ascii_case(&month.as_bytes()[..3])
        })?;
        self.0 = rest;
        Some(found as u8 + 1)
    }

    /// Any punctuation stands for the one in the model, and may be missing.
    fn punctuation(&mut self) {
        if self.0.first().is_some_and(|byte| !byte.is_ascii_alphanumeric()) {
            self.0 = &self.0[1..];
        }
    }
}
