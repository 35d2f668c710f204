//! Types of columns, as far as values of the log depend on them.

use plconv_catalog::DataType;
use serde::{Deserialize, Serialize};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// VARCHAR2, CHAR, LONG
    Text,
    /// NVARCHAR2, NCHAR
    National,
    /// NUMBER, FLOAT
    Number,
    /// BINARY_FLOAT
    Float,
    /// BINARY_DOUBLE
    Double,
    /// RAW, LONG RAW
    Raw,
    /// DATE
    Date,
    /// TIMESTAMP
    Timestamp,
    /// TIMESTAMP WITH TIME ZONE
    TimestampTz,
    /// TIMESTAMP WITH LOCAL TIME ZONE
    TimestampLtz,
    /// INTERVAL YEAR TO MONTH
    Months,
    /// INTERVAL DAY TO SECOND
    Duration,
    /// BOOLEAN
    Boolean,
    /// ROWID, UROWID
    RowId,
    /// CLOB, NCLOB
    Clob,
    /// BLOB
    Blob,
    /// A type whose values the log does not hold: XMLTYPE, JSON, BFILE, VECTOR, objects.
    Apart,
}

impl ColumnType {
    /// The type of a column of the dictionary.
    #[must_use]
    pub fn of(data_type: &DataType) -> ColumnType {
        match data_type {
            DataType::Varchar2 { national: true, .. } | DataType::Char { national: true, .. } => {
                ColumnType::National
            }
            DataType::Varchar2 { .. } | DataType::Char { .. } | DataType::Long => ColumnType::Text,
            DataType::Number { .. }
            | DataType::Float { .. }
            | DataType::PlsInteger
            | DataType::SimpleInteger
            | DataType::ConstrainedInteger { .. } => ColumnType::Number,
            DataType::BinaryFloat => ColumnType::Float,
            DataType::BinaryDouble => ColumnType::Double,
            DataType::Raw { .. } | DataType::LongRaw => ColumnType::Raw,
            DataType::Date => ColumnType::Date,
            DataType::Timestamp { .. } => ColumnType::Timestamp,
            DataType::TimestampTz { .. } => ColumnType::TimestampTz,
            DataType::TimestampLtz { .. } => ColumnType::TimestampLtz,
            DataType::IntervalYearToMonth => ColumnType::Months,
            DataType::IntervalDayToSecond { .. } => ColumnType::Duration,
            DataType::Boolean => ColumnType::Boolean,
            DataType::Rowid => ColumnType::RowId,
            DataType::Clob => ColumnType::Clob,
            DataType::Blob => ColumnType::Blob,
            DataType::Xml
            | DataType::Json
            | DataType::JsonElement(_)
            | DataType::Bfile
            | DataType::Named(_)
            | DataType::Ref(_)
            | DataType::Unknown(_) => ColumnType::Apart,
        }
    }

    /// Whether values are kept apart from the row.
    #[must_use]
    pub fn is_large(self) -> bool {
        matches!(self, ColumnType::Clob | ColumnType::Blob | ColumnType::Apart)
    }
}
