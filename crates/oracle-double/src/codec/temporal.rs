//! DATE, the TIMESTAMP types and the INTERVAL types, and their forms on the wire.

use std::fmt;

/// A day and a time of day in Oracle's calendar, which is the Gregorian one here for all years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    /// -4712 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Of the second; 0 in a DATE.
    pub nanosecond: u32,
}

/// An INTERVAL DAY TO SECOND. All parts have the same sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IntervalDs {
    /// Days.
    pub days: i32,
    /// -23 to 23.
    pub hours: i8,
    /// -59 to 59.
    pub minutes: i8,
    /// -59 to 59.
    pub seconds: i8,
    /// Billionths of a second.
    pub nanoseconds: i32,
}

/// An INTERVAL YEAR TO MONTH. Both parts have the same sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IntervalYm {
    /// Years.
    pub years: i32,
    /// -11 to 11.
    pub months: i8,
}

/// What is added to days, years and nanoseconds of intervals, so that their bytes compare as they do.
const BIAS: u32 = 0x8000_0000;
/// What is added to the small parts of intervals.
const SMALL_BIAS: i16 = 60;

impl DateTime {
    /// Midnight of a day.
    #[must_use]
    pub const fn date(year: i16, month: u8, day: u8) -> DateTime {
        DateTime {
            year,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0,
        }
    }

    /// The same day at another time.
    #[must_use]
    pub const fn at(self, hour: u8, minute: u8, second: u8, nanosecond: u32) -> DateTime {
        DateTime {
            hour,
            minute,
            second,
            nanosecond,
            ..self
        }
    }

    /// The seven bytes of a DATE.
    #[must_use]
    pub fn date_bytes(&self) -> [u8; 7] {
        let excess = |part: i16| u8::try_from(part + 100).unwrap_or(0);
        [
            excess(self.year / 100),
            excess(self.year % 100),
            self.month,
            self.day,
            self.hour + 1,
            self.minute + 1,
            self.second + 1,
        ]
    }

    /// A DATE or TIMESTAMP from the wire; `None` if the bytes are neither.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<DateTime> {
        if bytes.len() < 7 {
            return None;
        }
        let nanosecond = match bytes.get(7..11) {
            Some(fraction) => u32::from_be_bytes(fraction.try_into().ok()?),
            None => 0,
        };
        Some(DateTime {
            year: (i16::from(bytes[0]) - 100) * 100 + i16::from(bytes[1]) - 100,
            month: bytes[2],
            day: bytes[3],
            hour: bytes[4].checked_sub(1)?,
            minute: bytes[5].checked_sub(1)?,
            second: bytes[6].checked_sub(1)?,
            nanosecond,
        })
    }

    /// Seconds since 1970-01-01 without time zone.
    #[must_use]
    pub fn epoch_seconds(&self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        // Years begin in March, so that the leap day is the last.
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * 146_097 + day_of_era - 719_468;
        days * 86_400 + i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }

    /// The inverse of [`DateTime::epoch_seconds`].
    #[must_use]
    pub fn from_epoch_seconds(seconds: i64, nanosecond: u32) -> DateTime {
        let (days, time) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (month, carry) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        let small = |part: i64| u8::try_from(part).unwrap_or(0);
        DateTime {
            year: i16::try_from(year_of_era + era * 400 + carry).unwrap_or(0),
            month: small(month),
            day: small(day),
            hour: small(time / 3600),
            minute: small(time / 60 % 60),
            second: small(time % 60),
            nanosecond,
        }
    }

    /// The same time some minutes later.
    #[must_use]
    pub fn plus_minutes(&self, minutes: i64) -> DateTime {
        DateTime::from_epoch_seconds(self.epoch_seconds() + minutes * 60, self.nanosecond)
    }
}

impl fmt::Display for DateTime {
    /// `YYYY-MM-DD HH24:MI:SS`, with `.FF9` if there is a fraction.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )?;
        if self.nanosecond != 0 {
            write!(formatter, ".{:09}", self.nanosecond)?;
        }
        Ok(())
    }
}

fn small(part: i8) -> u8 {
    u8::try_from(i16::from(part) + SMALL_BIAS).unwrap_or(0)
}

fn unsmall(byte: u8) -> Option<i8> {
    i8::try_from(i16::from(byte) - SMALL_BIAS).ok()
}

fn large(part: i32) -> [u8; 4] {
    part.cast_unsigned().wrapping_add(BIAS).to_be_bytes()
}

fn unlarge(bytes: &[u8]) -> Option<i32> {
    Some(
        u32::from_be_bytes(bytes.try_into().ok()?)
            .wrapping_sub(BIAS)
            .cast_signed(),
    )
}

impl IntervalDs {
    /// The eleven bytes on the wire.
    #[must_use]
    pub fn bytes(&self) -> [u8; 11] {
        let mut bytes = [0; 11];
        bytes[..4].copy_from_slice(&large(self.days));
        bytes[4..7].copy_from_slice(&[small(self.hours), small(self.minutes), small(self.seconds)]);
        bytes[7..].copy_from_slice(&large(self.nanoseconds));
        bytes
    }

    /// An interval from the wire; `None` if the bytes are none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<IntervalDs> {
        Some(IntervalDs {
            days: unlarge(bytes.get(..4)?)?,
            hours: unsmall(*bytes.get(4)?)?,
            minutes: unsmall(*bytes.get(5)?)?,
            seconds: unsmall(*bytes.get(6)?)?,
            nanoseconds: unlarge(bytes.get(7..11)?)?,
        })
    }
}

impl IntervalYm {
    /// The five bytes on the wire.
    #[must_use]
    pub fn bytes(&self) -> [u8; 5] {
        let mut bytes = [0; 5];
        bytes[..4].copy_from_slice(&large(self.years));
        bytes[4] = small(self.months);
        bytes
    }

    /// An interval from the wire; `None` if the bytes are none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<IntervalYm> {
        Some(IntervalYm {
            years: unlarge(bytes.get(..4)?)?,
            months: unsmall(*bytes.get(4)?)?,
        })
    }
}

/// The sign of an interval, and what is behind it.
fn signed(text: &str) -> (i8, &str) {
    let text = text.trim();
    match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    }
}

impl IntervalYm {
    /// `-02-03`; `None` if the text is none.
    #[must_use]
    pub fn from_text(text: &str) -> Option<IntervalYm> {
        let (sign, rest) = signed(text);
        let (years, months) = rest.split_once('-')?;
        Some(IntervalYm {
            years: years.parse::<i32>().ok()? * i32::from(sign),
            months: months.parse::<i8>().ok().filter(|months| *months < 12)? * sign,
        })
    }
}

impl IntervalDs {
    /// `-3 04:05:06.789`; `None` if the text is none.
    #[must_use]
    pub fn from_text(text: &str) -> Option<IntervalDs> {
        let (sign, rest) = signed(text);
        let (days, time) = rest.split_once(' ')?;
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let mut parts = time.split(':').map(|part| part.parse::<i8>().ok());
        let mut part = || Some(parts.next()?? * sign);
        let (hours, minutes, seconds) = (part()?, part()?, part()?);
        Some(IntervalDs {
            days: days.parse::<i32>().ok()? * i32::from(sign),
            hours,
            minutes,
            seconds,
            nanoseconds: format!("{fraction:0<9}").parse::<i32>().ok()? * i32::from(sign),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{DateTime, IntervalDs, IntervalYm};
    use proptest::prelude::*;

    #[test]
    fn documented_forms() {
        let time = DateTime::date(1998, 12, 31).at(23, 59, 58, 0);
        assert_eq!(time.date_bytes(), [119, 198, 12, 31, 24, 60, 59]);
        assert_eq!(DateTime::date(-4712, 1, 1).date_bytes(), [53, 88, 1, 1, 1, 1, 1]);
        assert_eq!(
            DateTime::from_bytes(&[53, 88, 1, 1, 1, 1, 1]),
            Some(DateTime::date(-4712, 1, 1))
        );
        assert_eq!(DateTime::date(1970, 1, 1).epoch_seconds(), 0);
        assert_eq!(DateTime::date(2000, 3, 1).epoch_seconds(), 951_868_800);
    }

    proptest! {
        #[test]
        fn times_come_back(seconds in -210_866_803_200_i64..253_402_300_800, nanosecond in 0..1_000_000_000_u32) {
            let time = DateTime::from_epoch_seconds(seconds, nanosecond);
            prop_assert_eq!(time.epoch_seconds(), seconds);
            let mut bytes = time.date_bytes().to_vec();
            bytes.extend(nanosecond.to_be_bytes());
            prop_assert_eq!(DateTime::from_bytes(&bytes), Some(time));
        }

        #[test]
        fn intervals_come_back(days in any::<i32>(), part in -59..=59_i8, nanoseconds in -999_999_999..1_000_000_000_i32) {
            let interval = IntervalDs { days, hours: part / 3, minutes: part, seconds: -part, nanoseconds };
            prop_assert_eq!(IntervalDs::from_bytes(&interval.bytes()), Some(interval));
            let interval = IntervalYm { years: days, months: part / 6 };
            prop_assert_eq!(IntervalYm::from_bytes(&interval.bytes()), Some(interval));
        }
    }
}
