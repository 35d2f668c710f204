//! Values on their way back: PostgreSQL's texts become values of Oracle's columns.

use plconv_catalog::DataType;
use plconv_mover::plan::{ColumnPlan, LobPolicy};
use plconv_mover::policy::{ColumnPolicy, Misfit, OnPrecision, ValueError};
use plconv_mover::source::oracle::driver::{Bind, Kind};
use plconv_mover::target_type::TargetType;
use plconv_mover::value::{DateTime, unhex};
use std::collections::BTreeMap;

/// Digits that Oracle's NUMBER holds exactly, wherever they begin.
const NUMBER_DIGITS: usize = 38;

/// How the values of a column go back.
#[derive(Clone, Debug)]
pub(crate) struct ValueRoute {
    data_type: DataType,
    target_type: TargetType,
    policy: ColumnPolicy,
    /// Texts of the target that stand for others in the source.
    values: BTreeMap<String, String>,
}

/// A value of Oracle.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Back {
    /// One that is bound.
    Bind(Bind),
    /// An empty text or empty bytes, which are NULL in Oracle.
    Emptied(Bind),
    /// A large value without any characters or bytes, which is not NULL.
    EmptyLarge,
}

impl ValueRoute {
    /// How values of a type of the target go back to a type of the source.
    ///
    /// # Errors
    /// Why they cannot, for people.
    pub(crate) fn new(
        data_type: &DataType,
        target_type: &TargetType,
        policy: ColumnPolicy,
        choices: Option<&ColumnPlan>,
    ) -> Result<ValueRoute, String> {
        let mut values = BTreeMap::new();
        if let Some(choices) = choices {
            if choices.expression.is_some() {
                return Err("the plan computes it by an expression".to_owned());
            }
            if !choices.transform.is_empty() {
                return Err("the plan changes its texts".to_owned());
            }
            if choices.format.is_some() {
                return Err("the plan reads its texts as dates".to_owned());
            }
            for (source, target) in &choices.values {
                if values.insert(target.clone(), source.clone()).is_some() {
                    return Err(format!("several of its values became `{target}`"));
                }
            }
        }
        let route = ValueRoute {
            data_type: data_type.clone(),
            target_type: target_type.clone(),
            policy,
            values,
        };
        let fits = match data_type {
            DataType::Number { .. } | DataType::Float { .. } => route.is_number() || route.is_boolean(),
            DataType::BinaryFloat | DataType::BinaryDouble => route.is_number(),
            DataType::Varchar2 { .. } | DataType::Char { .. } | DataType::Clob | DataType::Long => {
                match target_type {
                    TargetType::Boolean => ["t", "f"].iter().all(|truth| route.mapped(truth).is_some()),
                    TargetType::Bytea
                    | TargetType::Date
                    | TargetType::Timestamp(_)
                    | TargetType::TimestampTz(_)
                    | TargetType::Interval(_) => false,
                    TargetType::Smallint
                    | TargetType::Integer
                    | TargetType::Bigint
                    | TargetType::Numeric(_)
                    | TargetType::Real
                    | TargetType::Double
                    | TargetType::Text { .. }
                    | TargetType::Char { .. }
                    | TargetType::Uuid
                    | TargetType::Json
                    | TargetType::Jsonb
                    | TargetType::Xml
                    | TargetType::Other(_) => true,
                }
            }
            DataType::Raw { .. } => matches!(target_type, TargetType::Bytea | TargetType::Uuid),
            DataType::Blob | DataType::LongRaw => *target_type == TargetType::Bytea,
            DataType::Date | DataType::Timestamp { .. } => {
                matches!(target_type, TargetType::Date | TargetType::Timestamp(_))
            }
            DataType::TimestampTz { .. } | DataType::TimestampLtz { .. } => {
                matches!(target_type, TargetType::TimestampTz(_) | TargetType::Timestamp(_))
            }
            DataType::IntervalYearToMonth | DataType::IntervalDayToSecond { .. } => {
                matches!(target_type, TargetType::Interval(_))
            }
            DataType::Boolean => route.is_boolean(),
            DataType::Json => matches!(
                target_type,
                TargetType::Json | TargetType::Jsonb | TargetType::Text { .. }
            ),
            _ => false,
        };
        if fits {
            return Ok(route);
        }
        Err(format!(
            "there is no way back from type {} to it",
            route.target_type.name()
        ))
    }

    fn is_number(&self) -> bool {
        matches!(
            self.target_type,
            TargetType::Smallint
                | TargetType::Integer
                | TargetType::Bigint
                | TargetType::Numeric(_)
                | TargetType::Real
                | TargetType::Double
        )
    }

    fn is_boolean(&self) -> bool {
        self.target_type == TargetType::Boolean
    }

    /// Whether a value that goes there and back is not what it was: then only what has changed may be written.
    pub(crate) fn is_lossy(&self) -> bool {
        match &self.data_type {
            DataType::TimestampTz { .. } => true,
            DataType::Timestamp { fraction } | DataType::TimestampLtz { fraction } => *fraction > 6,
            DataType::IntervalDayToSecond { fraction } => *fraction > 6,
            DataType::Date => self.target_type == TargetType::Date,
            DataType::Json => true,
            DataType::Number { .. } | DataType::Float { .. } => {
                matches!(self.target_type, TargetType::Real | TargetType::Double)
            }
            _ => false,
        }
    }

    /// Whether its values can be compared in a condition.
    pub(crate) fn is_comparable(&self) -> bool {
        !matches!(
            self.data_type,
            DataType::Clob | DataType::Blob | DataType::Long | DataType::LongRaw | DataType::Json
        )
    }

    /// Whether a value has no place in a batch: it may be longer than what is bound beside others.
    pub(crate) fn is_large(&self) -> bool {
        !self.is_comparable()
    }

    /// What NULL is bound as.
    pub(crate) fn null(&self) -> Bind {
        Bind::Null(match &self.data_type {
            DataType::Number { .. } | DataType::Float { .. } => Kind::Number,
            DataType::BinaryFloat => Kind::Float,
            DataType::BinaryDouble => Kind::Double,
            DataType::Raw { .. } | DataType::Blob | DataType::LongRaw => Kind::Bytes,
            DataType::Date | DataType::Timestamp { .. } => Kind::DateTime,
            DataType::IntervalYearToMonth => Kind::Months,
            DataType::IntervalDayToSecond { .. } => Kind::Duration,
            DataType::Boolean => Kind::Boolean,
            _ => Kind::Text,
        })
    }

    /// The expression of a value that is bound by a number.
    pub(crate) fn expression(&self, number: usize) -> String {
        match &self.data_type {
            DataType::TimestampTz { .. } | DataType::TimestampLtz { .. } => {
                format!("TO_TIMESTAMP_TZ(:{number}, 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM')")
            }
            // A time beside a DATE would turn the column into one, and no index helps then.
            DataType::Date => format!("CAST(:{number} AS DATE)"),
            _ => format!(":{number}"),
        }
    }

    /// The same in a comparison.
    pub(crate) fn compared(&self, number: usize) -> String {
        match &self.data_type {
            // Compared with blanks at the end as CHAR is.
            DataType::Char { .. } => format!("CAST(:{number} AS CHAR(2000))"),
            _ => self.expression(number),
        }
    }

    /// The expression of [`Back::EmptyLarge`].
    pub(crate) fn empty(&self) -> &'static str {
        if self.data_type == DataType::Blob {
            "EMPTY_BLOB()"
        } else {
            "EMPTY_CLOB()"
        }
    }

    fn mapped(&self, text: &str) -> Option<&String> {
        self.values.get(text).or_else(|| {
            let name = match (&self.target_type, text) {
                (TargetType::Boolean, "t") => "true",
                (TargetType::Boolean, "f") => "false",
                _ => return None,
            };
            self.values.get(name)
        })
    }

    /// The value of a text of PostgreSQL.
    ///
    /// # Errors
    /// When Oracle's type has none such.
    pub(crate) fn value(&self, text: &str) -> Result<Back, ValueError> {
        let invalid = || {
            ValueError::new(
                Misfit::Invalid,
                format!("`{}` is none of the type", shortened(text)),
            )
        };
        let bind = match &self.data_type {
            DataType::Number { .. } | DataType::Float { .. } => match (self.is_boolean(), text) {
                (true, "t") => Bind::Number("1".to_owned()),
                (true, "f") => Bind::Number("0".to_owned()),
                _ => Bind::Number(number(text)?),
            },
            DataType::BinaryFloat => Bind::Float(text.parse().map_err(|_| invalid())?),
            DataType::BinaryDouble => Bind::Double(text.parse().map_err(|_| invalid())?),
            DataType::Varchar2 { .. } | DataType::Long => {
                let text = self.mapped(text).map_or(text, String::as_str);
                if text.is_empty() {
                    return Ok(Back::Emptied(self.null()));
                }
                Bind::Text(text.to_owned())
            }
            DataType::Char { .. } => {
                let text = self.mapped(text).map_or(text, String::as_str);
                // Oracle pads by its own length, which may be of bytes.
                match text.trim_end_matches(' ') {
                    "" => Bind::Text(" ".to_owned()),
                    text => Bind::Text(text.to_owned()),
                }
            }
            DataType::Clob => match self.mapped(text).map_or(text, String::as_str) {
                "" => return Ok(Back::EmptyLarge),
                text => Bind::Text(text.to_owned()),
            },
            DataType::Json => Bind::Text(text.to_owned()),
            DataType::Raw { .. } | DataType::LongRaw | DataType::Blob => {
                let bytes = match text.strip_prefix("\\x") {
                    Some(digits) => unhex(digits.as_bytes()),
                    None => unhex(text.replace('-', "").as_bytes()),
                };
                match bytes.ok_or_else(invalid)? {
                    bytes if !bytes.is_empty() => Bind::Bytes(bytes),
                    _ if self.data_type == DataType::Blob => return Ok(Back::EmptyLarge),
                    _ => return Ok(Back::Emptied(self.null())),
                }
            }
            DataType::Date => Bind::DateTime(self.fraction(date_time(text)?, 0)?),
            DataType::Timestamp { fraction } => Bind::DateTime(self.fraction(date_time(text)?, *fraction)?),
            DataType::TimestampTz { fraction } | DataType::TimestampLtz { fraction } => {
                let at = date_time(text.strip_suffix("+00").unwrap_or(text))?;
                if at.year < 0 {
                    return Err(ValueError::new(
                        Misfit::OutOfRange,
                        format!("`{text}`: instants before Christ are not carried back"),
                    ));
                }
                let at = self.fraction(at, *fraction)?;
                Bind::Text(format!(
                    "{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:09} +00:00",
                    at.year, at.month, at.day, at.hour, at.minute, at.second, at.nanosecond
                ))
            }
            DataType::IntervalYearToMonth => match interval(text).ok_or_else(invalid)? {
                (months, 0) => Bind::Months(months),
                _ => return Err(invalid()),
            },
            DataType::IntervalDayToSecond { .. } => match interval(text).ok_or_else(invalid)? {
                (0, microseconds) => Bind::Duration {
                    days: i32::try_from(microseconds / DAY).map_err(|_| invalid())?,
                    nanoseconds: microseconds % DAY * 1000,
                },
                _ => return Err(invalid()),
            },
            DataType::Boolean => Bind::Boolean(text == "t"),
            _ => return Err(invalid()),
        };
        Ok(Back::Bind(bind))
    }

    /// A time with as many digits of a second as the column has.
    fn fraction(&self, mut at: DateTime, digits: u8) -> Result<DateTime, ValueError> {
        let unit = 10u32.pow(9 - u32::from(digits.min(9)));
        let rest = at.nanosecond % unit;
        if rest > 0 {
            match self.policy.precision {
                OnPrecision::Quarantine => {
                    return Err(ValueError::new(
                        Misfit::Precision,
                        format!("`{at}` has more digits of a second than the column"),
                    ));
                }
                OnPrecision::Truncate => at.nanosecond -= rest,
                OnPrecision::Round if rest * 2 < unit => at.nanosecond -= rest,
                OnPrecision::Round if at.nanosecond - rest + unit < 1_000_000_000 => {
                    at.nanosecond += unit - rest;
                }
                OnPrecision::Round => {
                    return Err(ValueError::new(
                        Misfit::Precision,
                        format!("`{at}` would be rounded to another second"),
                    ));
                }
            }
        }
        Ok(at)
    }
}

/// Whether the plan leaves out the values of a column: then they are nothing that could be written back.
pub(crate) fn is_left_out(choices: Option<&ColumnPlan>) -> bool {
    choices.is_some_and(|choices| choices.lob == LobPolicy::Null)
}

const DAY: i64 = 86_400_000_000;

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// A number without an exponent, as Oracle can hold it.
fn number(text: &str) -> Result<String, ValueError> {
    let invalid = || ValueError::new(Misfit::Invalid, format!("`{}` is no number", shortened(text)));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| invalid())?),
        None => (text, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        // NaN and the infinities, too.
        return Err(invalid());
    }
    let leading = all.len() - all.trim_start_matches('0').len();
    let significant = all.trim_matches('0');
    if significant.is_empty() {
        return Ok("0".to_owned());
    }
    if significant.len() > NUMBER_DIGITS {
        return Err(ValueError::new(
            Misfit::Precision,
            format!("`{}` has more than {NUMBER_DIGITS} digits", shortened(text)),
        ));
    }
    // Where the point is, counted from the first significant digit.
    let point = whole.len() as i64 - leading as i64 + i64::from(exponent);
    if !(-128..=125).contains(&point) {
        return Err(ValueError::new(
            Misfit::OutOfRange,
            format!("`{}` is beyond Oracle's numbers", shortened(text)),
        ));
    }
    let length = significant.len() as i64;
    Ok(if point <= 0 {
        format!(
            "{sign}0.{}{significant}",
            "0".repeat(point.unsigned_abs() as usize)
        )
    } else if point >= length {
        format!("{sign}{significant}{}", "0".repeat((point - length) as usize))
    } else {
        let (before, behind) = significant.split_at(point as usize);
        format!("{sign}{before}.{behind}")
    })
}

/// A date or a time as PostgreSQL writes it with DateStyle ISO.
fn date_time(text: &str) -> Result<DateTime, ValueError> {
    let refuse = |misfit, what: &str| ValueError::new(misfit, format!("`{}` {what}", shortened(text)));
    if text.ends_with("infinity") {
        return Err(refuse(Misfit::OutOfRange, "is no time that Oracle has"));
    }
    let read = || -> Option<DateTime> {
        let (rest, is_before_christ) = match text.strip_suffix(" BC") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (date, time) = rest.split_once(' ').unwrap_or((rest, "00:00:00"));
        let mut date = date.split('-');
        let year: i32 = date.next()?.parse().ok()?;
        let (month, day) = (date.next()?.parse().ok()?, date.next()?.parse().ok()?);
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let mut time = time.split(':');
        let at = DateTime {
            year: if is_before_christ { -year } else { year },
            month,
            day,
            hour: time.next()?.parse().ok()?,
            minute: time.next()?.parse().ok()?,
            second: time.next()?.parse().ok()?,
            nanosecond: format!("{fraction:0<9}").parse().ok()?,
        };
        (date.next().is_none() && time.next().is_none() && at.nanosecond < 1_000_000_000).then_some(at)
    };
    let at = read().ok_or_else(|| refuse(Misfit::Invalid, "is no time"))?;
    if !(-4712..=9999).contains(&at.year) {
        return Err(refuse(Misfit::OutOfRange, "is no time that Oracle has"));
    }
    Ok(at)
}

/// An interval as PostgreSQL writes it with IntervalStyle iso_8601: months, and the rest in microseconds.
fn interval(text: &str) -> Option<(i32, i64)> {
    let (mut months, mut microseconds) = (0i64, 0i64);
    let mut in_time = false;
    let mut number = String::new();
    for c in text.strip_prefix('P')?.chars() {
        match c {
            'T' => in_time = true,
            '-' | '.' | '0'..='9' => number.push(c),
            _ => {
                let taken = std::mem::take(&mut number);
                if c == 'S' {
                    let (whole, fraction) = taken.split_once('.').unwrap_or((&taken, ""));
                    let fraction: i64 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
                    let sign = if taken.starts_with('-') { -1 } else { 1 };
                    let whole: i64 = whole.parse().ok()?;
                    microseconds = microseconds
                        .checked_add(whole.checked_mul(1_000_000)?.checked_add(sign * fraction)?)?;
                    continue;
                }
                let count: i64 = taken.parse().ok()?;
                let (into, unit) = match (c, in_time) {
                    ('Y', false) => (&mut months, 12),
                    ('M', false) => (&mut months, 1),
                    ('W', false) => (&mut microseconds, 7 * DAY),
                    ('D', false) => (&mut microseconds, DAY),
                    ('H', true) => (&mut microseconds, DAY / 24),
                    ('M', true) => (&mut microseconds, 60_000_000),
                    _ => return None,
                };
                *into = into.checked_add(count.checked_mul(unit)?)?;
            }
        }
    }
    number
        .is_empty()
        .then_some((i32::try_from(months).ok()?, microseconds))
}

#[cfg(test)]
mod tests;
