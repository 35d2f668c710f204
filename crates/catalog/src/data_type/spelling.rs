//! Data types as Oracle writes them.

use super::{DataType, LengthUnit};
use std::fmt::{Display, Formatter, Result};

impl Display for DataType {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            DataType::Number {
                precision: None,
                scale: None,
            } => formatter.write_str("NUMBER"),
            DataType::Number {
                precision: Some(precision),
                scale: None | Some(0),
            } => write!(formatter, "NUMBER({precision})"),
            DataType::Number {
                precision: Some(precision),
                scale: Some(scale),
            } => write!(formatter, "NUMBER({precision},{scale})"),
            DataType::Number {
                precision: None,
                scale: Some(scale),
            } => write!(formatter, "NUMBER(*,{scale})"),
            DataType::Float { binary_precision } => write!(formatter, "FLOAT({binary_precision})"),
            DataType::BinaryFloat => formatter.write_str("BINARY_FLOAT"),
            DataType::BinaryDouble => formatter.write_str("BINARY_DOUBLE"),
            DataType::PlsInteger => formatter.write_str("PLS_INTEGER"),
            DataType::SimpleInteger => formatter.write_str("SIMPLE_INTEGER"),
            DataType::ConstrainedInteger { low, high, .. } => {
                write!(formatter, "PLS_INTEGER RANGE {low}..{high}")
            }
            DataType::Varchar2 {
                length,
                unit,
                national,
            } => character(formatter, "VARCHAR2", *length, *unit, *national),
            DataType::Char {
                length,
                unit,
                national,
            } => character(formatter, "CHAR", *length, *unit, *national),
            DataType::Clob => formatter.write_str("CLOB"),
            DataType::Long => formatter.write_str("LONG"),
            DataType::Raw { length: Some(length) } => write!(formatter, "RAW({length})"),
            DataType::Raw { length: None } => formatter.write_str("RAW"),
            DataType::LongRaw => formatter.write_str("LONG RAW"),
            DataType::Blob => formatter.write_str("BLOB"),
            DataType::Bfile => formatter.write_str("BFILE"),
            DataType::Date => formatter.write_str("DATE"),
            DataType::Timestamp { fraction } => write!(formatter, "TIMESTAMP({fraction})"),
            DataType::TimestampTz { fraction } => write!(formatter, "TIMESTAMP({fraction}) WITH TIME ZONE"),
            DataType::TimestampLtz { fraction } => {
                write!(formatter, "TIMESTAMP({fraction}) WITH LOCAL TIME ZONE")
            }
            DataType::IntervalYearToMonth => formatter.write_str("INTERVAL YEAR TO MONTH"),
            DataType::IntervalDayToSecond { fraction } => {
                write!(formatter, "INTERVAL DAY TO SECOND({fraction})")
            }
            DataType::Boolean => formatter.write_str("BOOLEAN"),
            DataType::Rowid => formatter.write_str("ROWID"),
            DataType::Xml => formatter.write_str("XMLTYPE"),
            DataType::Json => formatter.write_str("JSON"),
            DataType::JsonElement(kind) => formatter.write_str(kind.name()),
            DataType::Named(name) => write!(formatter, "{name}"),
            DataType::Ref(name) => write!(formatter, "REF {name}"),
            DataType::Unknown(text) => formatter.write_str(text),
        }
    }
}

/// BYTE is what is meant without a unit.
fn character(
    formatter: &mut Formatter<'_>,
    name: &str,
    length: Option<u32>,
    unit: LengthUnit,
    national: bool,
) -> Result {
    let prefix = if national { "N" } else { "" };
    write!(formatter, "{prefix}{name}")?;
    match (length, unit) {
        (Some(length), LengthUnit::Char) if !national => write!(formatter, "({length} CHAR)"),
        (Some(length), LengthUnit::Byte | LengthUnit::Char) => write!(formatter, "({length})"),
        (None, _) => Ok(()),
    }
}
