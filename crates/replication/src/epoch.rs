//! Times that are counted from 1970 on, as JSON has them.

use plconv_mover::value::DateTime;

/// What a count is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
    /// Nanoseconds.
    Nanoseconds,
}

/// The time that lies so many units behind 1970-01-01; `None` outside of Oracle's calendar.
#[must_use]
pub fn date_time(count: i128, unit: Unit) -> Option<DateTime> {
    let (per_second, seconds) = match unit {
        Unit::Days => (1, count.checked_mul(86_400)?),
        Unit::Seconds => (1, count),
        Unit::Milliseconds => (1_000, count.div_euclid(1_000)),
        Unit::Microseconds => (1_000_000, count.div_euclid(1_000_000)),
        Unit::Nanoseconds => (1_000_000_000, count.div_euclid(1_000_000_000)),
    };
    let fraction = if per_second == 1 {
        0
    } else {
        count.rem_euclid(per_second) * (1_000_000_000 / per_second)
    };
    let seconds = i64::try_from(seconds).ok()?;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days since 0000-03-01, in eras of 400 years.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    // There is no year 0.
    let year = if year <= 0 { year - 1 } else { year };
    Some(DateTime {
        year: i32::try_from(year)
            .ok()
            .filter(|year| (-4713..=9999).contains(year))?,
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
        hour: u8::try_from(second / 3600).ok()?,
        minute: u8::try_from(second / 60 % 60).ok()?,
        second: u8::try_from(second % 60).ok()?,
        nanosecond: u32::try_from(fraction).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_times() {
        let text = |count, unit| date_time(count, unit).unwrap().to_string();
        assert_eq!(text(0, Unit::Seconds), "1970-01-01 00:00:00");
        assert_eq!(text(19_782, Unit::Days), "2024-02-29 00:00:00");
        assert_eq!(
            text(1_709_249_405_250, Unit::Milliseconds),
            "2024-02-29 23:30:05.25"
        );
        assert_eq!(text(-1, Unit::Microseconds), "1969-12-31 23:59:59.999999");
        assert_eq!(
            text(951_868_800_000_000_001, Unit::Nanoseconds),
            "2000-03-01 00:00:00.000000001"
        );
        assert_eq!(text(-62_135_596_801, Unit::Seconds), "0001-12-31 23:59:59 BC");
        assert_eq!(date_time(i128::MAX, Unit::Days), None);
        assert_eq!(date_time(1 << 60, Unit::Seconds), None);
    }
}
