//! Oracle data type to PostgreSQL data type: one row per type, read by DDL, expressions and the mover alike.

use crate::{DataType, LengthUnit};

/// A PostgreSQL type: its name as the manual spells it and its modifiers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostgresType {
    /// `numeric`, `timestamp`, `character varying` as `varchar`, ...
    pub name: &'static str,
    /// Modifiers in parentheses; signed since scales may be negative.
    pub modifiers: Vec<i64>,
    /// What the mapping loses, if anything.
    pub loss: Option<Loss>,
}

/// What a mapping loses and a diagnostic must name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loss {
    /// Fractions of a second finer than microseconds.
    Nanoseconds,
    /// The time zone of each value; the instant is kept.
    TimeZoneName,
    /// A length limit in bytes became one in characters.
    ByteLength,
    /// RAW(n) has a limit that bytea has not.
    RawLength,
    /// The file locator becomes text.
    FileLocator,
    /// Physical row address has no counterpart.
    RowAddress,
    /// SIMPLE_INTEGER wraps on overflow, PostgreSQL raises.
    WrapAround,
    /// FLOAT(b) rounds to as many digits as b binary ones are, numeric keeps all.
    SignificantDigits,
}

/// FLOAT without a precision: 38 decimal digits. SQL Language Reference, "FLOAT Data Type".
const FULL_FLOAT: u8 = 126;

/// Choices of the type mapping; defaults are the safe ones.
///
/// `integers` is off by default since smallint takes 32767 where NUMBER(4) stops at 9999, and integer products overflow
/// where NUMBER does not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TypeChoices {
    /// NUMBER(p,0) becomes smallint, integer or bigint when the precision fits; otherwise numeric(p).
    pub integers: bool,
}

/// The PostgreSQL type of a scalar Oracle type; `None` for named types and those without a counterpart.
pub fn postgres_type(data_type: &DataType, choices: &TypeChoices) -> Option<PostgresType> {
    let plain = |name| PostgresType {
        name,
        modifiers: Vec::new(),
        loss: None,
    };
    let lossy = |name, loss| PostgresType {
        name,
        modifiers: Vec::new(),
        loss: Some(loss),
    };
    Some(match data_type {
        DataType::Number { precision, scale } => number(*precision, *scale, choices),
        DataType::Float { binary_precision } if *binary_precision < FULL_FLOAT => {
            lossy("numeric", Loss::SignificantDigits)
        }
        DataType::Float { .. } => plain("numeric"),
        DataType::BinaryFloat => plain("real"),
        DataType::BinaryDouble => plain("double precision"),
        DataType::PlsInteger | DataType::ConstrainedInteger { .. } => plain("integer"),
        DataType::SimpleInteger => lossy("integer", Loss::WrapAround),
        DataType::Varchar2 {
            length: Some(length),
            unit,
            ..
        } => PostgresType {
            name: "varchar",
            modifiers: vec![i64::from(*length)],
            loss: (*unit == LengthUnit::Byte).then_some(Loss::ByteLength),
        },
        DataType::Varchar2 { length: None, .. } => plain("text"),
        DataType::Char { length, .. } => PostgresType {
            name: "char",
            modifiers: vec![i64::from(length.unwrap_or(1))],
            loss: None,
        },
        DataType::Clob | DataType::Long => plain("text"),
        DataType::Raw { length: Some(_) } => lossy("bytea", Loss::RawLength),
        DataType::Raw { length: None } | DataType::LongRaw | DataType::Blob => plain("bytea"),
        DataType::Bfile => lossy("text", Loss::FileLocator),
        DataType::Date => PostgresType {
            name: "timestamp",
            modifiers: vec![0],
            loss: None,
        },
        DataType::Timestamp { fraction } => fractional("timestamp", *fraction, None),
        DataType::TimestampTz { fraction } => fractional("timestamptz", *fraction, Some(Loss::TimeZoneName)),
        DataType::TimestampLtz { fraction } => fractional("timestamptz", *fraction, None),
        DataType::IntervalYearToMonth => plain("interval year to month"),
        DataType::IntervalDayToSecond { fraction } => fractional("interval day to second", *fraction, None),
        DataType::Boolean => plain("boolean"),
        DataType::Rowid => lossy("text", Loss::RowAddress),
        DataType::Xml => plain("xml"),
        DataType::Json => plain("jsonb"),
        // Members keep their order, as in Oracle.
        DataType::JsonElement(_) => plain("json"),
        DataType::Named(_) | DataType::Ref(_) | DataType::Unknown(_) => return None,
    })
}

fn number(precision: Option<u8>, scale: Option<i16>, choices: &TypeChoices) -> PostgresType {
    let plain = |name| PostgresType {
        name,
        modifiers: Vec::new(),
        loss: None,
    };
    match (precision, scale.unwrap_or(0)) {
        (None, _) if scale.is_none() => plain("numeric"),
        // NUMBER(*,s) is NUMBER(38,s).
        (None, scale) => PostgresType {
            name: "numeric",
            modifiers: vec![38, i64::from(scale)],
            loss: None,
        },
        (Some(precision), 0) if choices.integers => match precision {
            0..=4 => plain("smallint"),
            5..=9 => plain("integer"),
            10..=18 => plain("bigint"),
            _ => PostgresType {
                name: "numeric",
                modifiers: vec![i64::from(precision)],
                loss: None,
            },
        },
        (Some(precision), 0) => PostgresType {
            name: "numeric",
            modifiers: vec![i64::from(precision)],
            loss: None,
        },
        (Some(precision), scale) => PostgresType {
            name: "numeric",
            modifiers: vec![i64::from(precision), i64::from(scale)],
            loss: None,
        },
    }
}

fn fractional(name: &'static str, fraction: u8, loss: Option<Loss>) -> PostgresType {
    // PostgreSQL keeps microseconds; 6 is its default and needs no modifier.
    let modifiers = if fraction < 6 {
        vec![i64::from(fraction)]
    } else {
        Vec::new()
    };
    let loss = if fraction > 6 {
        Some(Loss::Nanoseconds)
    } else {
        loss
    };
    PostgresType {
        name,
        modifiers,
        loss,
    }
}
