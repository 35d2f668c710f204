//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

/// A day, compared in the order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: i64,
    month: u8,
    day: u8,
}

/// A text that is no day; it says how one is written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no date; write it as 2027-06-30")]
pub struct NoDate(pub String);

impl Date {
    /// The day that is this many days after 1970-01-01, in the Gregorian calendar.
    ///
    /// The algorithm counts in eras of 400 years that start on the first of March:
    /// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
    pub fn of_days_since_1970(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        Date {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }
}

fn days_in(year: i64, month: u8) -> u8 {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap_year => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// From `2027-06-30`.
impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let no_date = || NoDate(text.to_owned());
        let is_digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(no_date());
        };
        if !(is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2)) {
            return Err(no_date());
        }
        let date = Date {
            year: year.parse().map_err(|_| no_date())?,
            month: month.parse().map_err(|_| no_date())?,
            day: day.parse().map_err(|_| no_date())?,
        };
        let exists =
            (1..=12).contains(&date.month) && (1..=days_in(date.year, date.month)).contains(&date.day);
        exists.then_some(date).ok_or_else(no_date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_1970_are_days_of_the_calendar() {
        let day = |days| Date::of_days_since_1970(days).to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(-1), "1969-12-31");
        assert_eq!(day(11_016), "2000-02-29");
        assert_eq!(day(20_634), "2026-06-30");
    }

    #[test]
    fn only_days_that_exist_are_read() {
        let read = |text: &str| text.parse::<Date>();
        assert_eq!(read("2028-02-29").unwrap().to_string(), "2028-02-29");
        assert!(read("2026-09-30").unwrap() < read("2026-10-01").unwrap());
        for text in [
            "2027-02-29",
            "2027-13-01",
            "2027-00-10",
            "27-01-01",
            "2027-1-1",
            "2027-01-01-",
            "+027-01-01",
            "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
