//! Dates and times: Oracle's fields to PostgreSQL's microseconds since 2000.

use super::{ColumnEncoder, field_of_4, field_of_8};
use crate::policy::{Misfit, OnOutOfRange, OnPrecision, ValueError};
use crate::target_type::TargetType;
use crate::value::DateTime;

const DAY: i64 = 86_400_000_000;
/// Days from 1970-01-01 to PostgreSQL's first day, 2000-01-01.
const EPOCH: i64 = 10_957;
/// 4714-11-24 BC, the first day of PostgreSQL's calendar.
const FIRST_DAY: i64 = -2_451_545;

/// Days since 2000-01-01 in the Gregorian calendar, also before its introduction, as PostgreSQL counts; `None` for a day
/// that this calendar does not have.
#[must_use]
pub fn days_of(at: &DateTime) -> Option<i64> {
    if at.year == 0 || !(1..=12).contains(&at.month) || at.day == 0 {
        return None;
    }
    // Year -1 is 1 BC, which astronomers call 0.
    let year = i64::from(if at.year < 0 { at.year + 1 } else { at.year });
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match at.month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if at.day > length {
        return None;
    }
    let month = i64::from(at.month);
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(at.day) - 1;
    let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    let days = era * 146_097 + days - 719_468 - EPOCH;
    (days >= FIRST_DAY).then_some(days)
}

/// Microseconds since 2000-01-01; finer digits are left out.
#[must_use]
pub fn microseconds_of(at: &DateTime) -> Option<i64> {
    if at.hour > 23 || at.minute > 59 || at.second > 59 {
        return None;
    }
    let seconds = i64::from(at.hour) * 3600 + i64::from(at.minute) * 60 + i64::from(at.second);
    Some(days_of(at)? * DAY + seconds * 1_000_000 + i64::from(at.nanosecond / 1000))
}

impl ColumnEncoder {
    /// A point in time; an instant is one in UTC.
    pub(super) fn date_time(
        &mut self,
        at: &DateTime,
        is_instant: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), ValueError> {
        match &self.target {
            TargetType::Timestamp(digits) | TargetType::TimestampTz(digits) => {
                let digits = *digits;
                let Some(whole) = microseconds_of(&DateTime { nanosecond: 0, ..*at }) else {
                    return self.outside(at, true, out);
                };
                let fraction = self.fraction(i64::from(at.nanosecond), digits, &|| at.to_string())?;
                field_of_8(out, (whole + fraction).to_be_bytes());
                Ok(())
            }
            TargetType::Date => {
                let Some(days) = days_of(at) else {
                    return self.outside(at, false, out);
                };
                let has_time = (at.hour, at.minute, at.second, at.nanosecond) != (0, 0, 0, 0);
                if has_time {
                    if self.policy.precision == OnPrecision::Quarantine {
                        return Err(ValueError::new(
                            Misfit::Precision,
                            format!("{at} has a time of day, type date has none"),
                        ));
                    }
                    self.changes.precision += 1;
                }
                field_of_4(out, (days as i32).to_be_bytes());
                Ok(())
            }
            TargetType::Text { .. } | TargetType::Char { .. } | TargetType::Other(_) => {
                let mut text = at.to_string();
                if is_instant {
                    text.push_str("+00");
                }
                self.characters(&text, out)
            }
            TargetType::Boolean
            | TargetType::Smallint
            | TargetType::Integer
            | TargetType::Bigint
            | TargetType::Numeric(_)
            | TargetType::Real
            | TargetType::Double
            | TargetType::Bytea
            | TargetType::Interval(_)
            | TargetType::Uuid
            | TargetType::Json
            | TargetType::Jsonb
            | TargetType::Xml => Err(self.mismatch("a date")),
        }
    }

    /// Nanoseconds as microseconds with so many digits.
    pub(super) fn fraction(
        &mut self,
        nanoseconds: i64,
        digits: u8,
        whole: &dyn Fn() -> String,
    ) -> Result<i64, ValueError> {
        let unit = 10i64.pow(9 - u32::from(digits.min(6)));
        let rest = nanoseconds % unit;
        if rest == 0 {
            return Ok(nanoseconds / 1000);
        }
        let kept = match self.policy.precision {
            OnPrecision::Quarantine => {
                return Err(ValueError::new(
                    Misfit::Precision,
                    format!("{} has more than {digits} digits of a second", whole()),
                ));
            }
            OnPrecision::Truncate => nanoseconds - rest,
            OnPrecision::Round if rest.abs() * 2 >= unit => nanoseconds - rest + unit * rest.signum(),
            OnPrecision::Round => nanoseconds - rest,
        };
        self.changes.precision += 1;
        Ok(kept / 1000)
    }

    /// A day that PostgreSQL's calendar does not have.
    fn outside(&mut self, at: &DateTime, with_time: bool, out: &mut Vec<u8>) -> Result<(), ValueError> {
        match self.policy.out_of_range {
            OnOutOfRange::Quarantine => Err(ValueError::new(
                Misfit::OutOfRange,
                format!("{at} is no day of PostgreSQL's calendar"),
            )),
            OnOutOfRange::Null => {
                self.changes.out_of_range += 1;
                super::null(out);
                Ok(())
            }
            OnOutOfRange::Infinity => {
                self.changes.out_of_range += 1;
                // 29 February of a year that is a leap year in the Julian calendar only.
                let next = DateTime {
                    month: 3,
                    day: 1,
                    ..*at
                };
                let next = (at.month == 2 && at.day == 29)
                    .then(|| {
                        if with_time {
                            microseconds_of(&next)
                        } else {
                            days_of(&next)
                        }
                    })
                    .flatten();
                match (next, with_time) {
                    (Some(next), true) => field_of_8(out, next.to_be_bytes()),
                    (Some(next), false) => field_of_4(out, (next as i32).to_be_bytes()),
                    (None, true) => {
                        field_of_8(out, (if at.year > 0 { i64::MAX } else { i64::MIN }).to_be_bytes())
                    }
                    (None, false) => {
                        field_of_4(out, (if at.year > 0 { i32::MAX } else { i32::MIN }).to_be_bytes())
                    }
                }
                Ok(())
            }
        }
    }
}
