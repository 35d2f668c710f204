//! What a row holds, and how its columns are described to clients.

use crate::codec::json::Json;
use crate::codec::number::Number;
use crate::codec::rowid::Rowid;
use crate::codec::temporal::{DateTime, IntervalDs, IntervalYm};
use crate::codec::vector::Vector;
use crate::database::Rows;
use std::fmt;
use std::sync::{Arc, Mutex};

/// One value. Text and bytes also stand for LOBs and LONGs, as the column says.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// NULL, which includes the empty string.
    #[default]
    Null,
    /// NUMBER
    Number(Number),
    /// Any character type.
    Text(Arc<str>),
    /// RAW, LONG RAW, BLOB; in a character column bytes that need not be text in any character set.
    Bytes(Arc<[u8]>),
    /// DATE, TIMESTAMP and TIMESTAMP WITH LOCAL TIME ZONE, the latter in the time zone of the session.
    Time(DateTime),
    /// TIMESTAMP WITH TIME ZONE: in UTC, and the minutes that local time is ahead of it.
    TimeTz(DateTime, i16),
    /// INTERVAL YEAR TO MONTH
    IntervalYm(IntervalYm),
    /// INTERVAL DAY TO SECOND
    IntervalDs(IntervalDs),
    /// BINARY_FLOAT
    Float(f32),
    /// BINARY_DOUBLE
    Double(f64),
    /// BOOLEAN
    Boolean(bool),
    /// ROWID, and UROWID of a heap table.
    Rowid(Rowid),
    /// UROWID of an index-organised table, without the byte that says so.
    LogicalRowid(Arc<[u8]>),
    /// JSON
    Json(Arc<Json>),
    /// VECTOR
    Vector(Arc<Vector>),
    /// A LOB that is made when it is read, so that a large one needs no memory.
    Lob(Arc<dyn LobSource>),
    /// A REF CURSOR. Whoever sends it first takes the rows.
    Cursor(Arc<Mutex<Option<Rows>>>),
}

/// The content of a large LOB.
pub trait LobSource: Send + Sync + fmt::Debug {
    /// Bytes of a BLOB; UTF-16 units of a CLOB.
    fn length(&self) -> u64;

    /// A part of it, with the offset from 0 in the units of [`LobSource::length`]: bytes of a BLOB, UTF-16BE of a CLOB.
    fn read(&self, offset: u64, amount: u64) -> Vec<u8>;
}

/// The values of one row in the order of the columns.
pub type Row = Arc<[Value]>;

impl Value {
    /// Whether it is NULL.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// A text, which is NULL when empty.
    #[must_use]
    pub fn text(text: &str) -> Value {
        if text.is_empty() {
            Value::Null
        } else {
            Value::Text(text.into())
        }
    }

    /// The text if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Null
            | Value::Number(_)
            | Value::Bytes(_)
            | Value::Time(_)
            | Value::TimeTz(..)
            | Value::IntervalYm(_)
            | Value::IntervalDs(_)
            | Value::Float(_)
            | Value::Double(_)
            | Value::Boolean(_)
            | Value::Rowid(_)
            | Value::LogicalRowid(_)
            | Value::Json(_)
            | Value::Vector(_)
            | Value::Lob(_)
            | Value::Cursor(_) => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::text(&text)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Value {
        Value::Number(number)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(Number::from(number))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Number(Number::from(number))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        Value::Number(Number::from(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(Number::from(number))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Value {
        if bytes.is_empty() {
            Value::Null
        } else {
            Value::Bytes(bytes.into())
        }
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Value {
        Value::from(bytes.as_slice())
    }
}

impl From<DateTime> for Value {
    fn from(time: DateTime) -> Value {
        Value::Time(time)
    }
}

impl From<Rowid> for Value {
    fn from(rowid: Rowid) -> Value {
        Value::Rowid(rowid)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Boolean(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Double(value)
    }
}

impl From<f32> for Value {
    fn from(value: f32) -> Value {
        Value::Float(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// Bytes of two NaN are equal here: a row equals its copy.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Number(left), Value::Number(right)) => left == right,
            (Value::Text(left), Value::Text(right)) => left == right,
            (Value::Bytes(left), Value::Bytes(right))
            | (Value::LogicalRowid(left), Value::LogicalRowid(right)) => left == right,
            (Value::Time(left), Value::Time(right)) => left == right,
            (Value::TimeTz(left, left_zone), Value::TimeTz(right, right_zone)) => {
                left == right && left_zone == right_zone
            }
            (Value::IntervalYm(left), Value::IntervalYm(right)) => left == right,
            (Value::IntervalDs(left), Value::IntervalDs(right)) => left == right,
            (Value::Float(left), Value::Float(right)) => left.to_bits() == right.to_bits(),
            (Value::Double(left), Value::Double(right)) => left.to_bits() == right.to_bits(),
            (Value::Boolean(left), Value::Boolean(right)) => left == right,
            (Value::Rowid(left), Value::Rowid(right)) => left == right,
            (Value::Json(left), Value::Json(right)) => left == right,
            (Value::Vector(left), Value::Vector(right)) => left == right,
            (Value::Lob(left), Value::Lob(right)) => Arc::ptr_eq(left, right),
            _ => false,
        }
    }
}

/// What a column of vectors is declared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VectorType {
    /// How many numbers each has; any when not given.
    pub dimensions: Option<u32>,
    /// What they are; any when not given.
    pub format: Option<VectorFormat>,
    /// Whether those that are zero are left out.
    pub is_sparse: bool,
}

/// What the numbers of a vector are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VectorFormat {
    /// FLOAT32
    Float32 = 2,
    /// FLOAT64
    Float64 = 3,
    /// INT8
    Int8 = 4,
    /// BINARY
    Binary = 5,
}

/// An Oracle type with what describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataType {
    /// VARCHAR2(n BYTE)
    Varchar2(u32),
    /// NVARCHAR2(n)
    Nvarchar2(u32),
    /// CHAR(n)
    Char(u32),
    /// NCHAR(n)
    Nchar(u32),
    /// NUMBER(precision, scale); precision 0 and scale -127 is NUMBER, scale -127 alone FLOAT(precision).
    Number(u8, i8),
    /// BINARY_FLOAT
    BinaryFloat,
    /// BINARY_DOUBLE
    BinaryDouble,
    /// DATE
    Date,
    /// TIMESTAMP(n)
    Timestamp(u8),
    /// TIMESTAMP(n) WITH TIME ZONE
    TimestampTz(u8),
    /// TIMESTAMP(n) WITH LOCAL TIME ZONE
    TimestampLtz(u8),
    /// INTERVAL YEAR(n) TO MONTH
    IntervalYm(u8),
    /// INTERVAL DAY(n) TO SECOND(m)
    IntervalDs(u8, u8),
    /// RAW(n)
    Raw(u32),
    /// LONG
    Long,
    /// LONG RAW
    LongRaw,
    /// CLOB
    Clob,
    /// NCLOB
    Nclob,
    /// BLOB
    Blob,
    /// ROWID
    Rowid,
    /// UROWID
    Urowid,
    /// BOOLEAN, since 23ai
    Boolean,
    /// JSON, since 21c
    Json,
    /// VECTOR(dimensions, format), since 23ai
    Vector(VectorType),
    /// A REF CURSOR or a cursor expression.
    Cursor,
    /// XMLTYPE, described as the object type it is. Values cannot be fetched.
    Xmltype,
}

/// Numbers of types on the wire.
pub(crate) mod type_number {
    pub(crate) const VARCHAR: u8 = 1;
    pub(crate) const NUMBER: u8 = 2;
    pub(crate) const BINARY_INTEGER: u8 = 3;
    pub(crate) const LONG: u8 = 8;
    pub(crate) const ROWID: u8 = 11;
    pub(crate) const DATE: u8 = 12;
    pub(crate) const RAW: u8 = 23;
    pub(crate) const LONG_RAW: u8 = 24;
    pub(crate) const CHAR: u8 = 96;
    pub(crate) const BINARY_FLOAT: u8 = 100;
    pub(crate) const BINARY_DOUBLE: u8 = 101;
    pub(crate) const CURSOR: u8 = 102;
    pub(crate) const OBJECT: u8 = 109;
    pub(crate) const CLOB: u8 = 112;
    pub(crate) const BLOB: u8 = 113;
    pub(crate) const JSON: u8 = 119;
    pub(crate) const VECTOR: u8 = 127;
    pub(crate) const TIMESTAMP: u8 = 180;
    pub(crate) const TIMESTAMP_TZ: u8 = 181;
    pub(crate) const INTERVAL_YM: u8 = 182;
    pub(crate) const INTERVAL_DS: u8 = 183;
    pub(crate) const UROWID: u8 = 208;
    pub(crate) const TIMESTAMP_LTZ: u8 = 231;
    pub(crate) const BOOLEAN: u8 = 252;
}

/// The national character set.
pub(crate) const NCHAR_FORM: u8 = 2;

impl DataType {
    /// Its number on the wire.
    pub(crate) fn number(&self) -> u8 {
        match self {
            DataType::Varchar2(_) | DataType::Nvarchar2(_) => type_number::VARCHAR,
            DataType::Char(_) | DataType::Nchar(_) => type_number::CHAR,
            DataType::Number(..) => type_number::NUMBER,
            DataType::BinaryFloat => type_number::BINARY_FLOAT,
            DataType::BinaryDouble => type_number::BINARY_DOUBLE,
            DataType::Date => type_number::DATE,
            DataType::Timestamp(_) => type_number::TIMESTAMP,
            DataType::TimestampTz(_) => type_number::TIMESTAMP_TZ,
            DataType::TimestampLtz(_) => type_number::TIMESTAMP_LTZ,
            DataType::IntervalYm(_) => type_number::INTERVAL_YM,
            DataType::IntervalDs(..) => type_number::INTERVAL_DS,
            DataType::Raw(_) => type_number::RAW,
            DataType::Long => type_number::LONG,
            DataType::LongRaw => type_number::LONG_RAW,
            DataType::Clob | DataType::Nclob => type_number::CLOB,
            DataType::Blob => type_number::BLOB,
            DataType::Rowid => type_number::ROWID,
            DataType::Urowid => type_number::UROWID,
            DataType::Boolean => type_number::BOOLEAN,
            DataType::Json => type_number::JSON,
            DataType::Vector(_) => type_number::VECTOR,
            DataType::Cursor => type_number::CURSOR,
            DataType::Xmltype => type_number::OBJECT,
        }
    }

    /// The character set form: 1 database, 2 national, 0 none.
    pub(crate) fn form(&self) -> u8 {
        match self {
            DataType::Varchar2(_) | DataType::Char(_) | DataType::Long | DataType::Clob => 1,
            DataType::Nvarchar2(_) | DataType::Nchar(_) | DataType::Nclob => NCHAR_FORM,
            DataType::Number(..)
            | DataType::BinaryFloat
            | DataType::BinaryDouble
            | DataType::Date
            | DataType::Timestamp(_)
            | DataType::TimestampTz(_)
            | DataType::TimestampLtz(_)
            | DataType::IntervalYm(_)
            | DataType::IntervalDs(..)
            | DataType::Raw(_)
            | DataType::LongRaw
            | DataType::Blob
            | DataType::Rowid
            | DataType::Urowid
            | DataType::Boolean
            | DataType::Json
            | DataType::Vector(_)
            | DataType::Cursor
            | DataType::Xmltype => 0,
        }
    }

    /// Bytes of the longest value, as described.
    pub(crate) fn size(&self) -> u32 {
        match self {
            DataType::Varchar2(size) | DataType::Char(size) | DataType::Raw(size) => *size,
            DataType::Nvarchar2(size) | DataType::Nchar(size) => size * 2,
            DataType::Number(..) => 22,
            DataType::BinaryFloat => 4,
            DataType::BinaryDouble => 8,
            DataType::Date => 7,
            DataType::Timestamp(_) | DataType::TimestampLtz(_) | DataType::IntervalDs(..) => 11,
            DataType::TimestampTz(_) => 13,
            DataType::IntervalYm(_) => 5,
            DataType::Long | DataType::LongRaw => 0,
            DataType::Clob | DataType::Nclob | DataType::Blob | DataType::Json | DataType::Vector(_) => 4000,
            DataType::Rowid => 18,
            DataType::Urowid => 5267,
            DataType::Boolean | DataType::Cursor => 4,
            DataType::Xmltype => 2000,
        }
    }

    /// Characters of the longest value; 0 of a type without.
    pub(crate) fn characters(&self) -> u32 {
        match self {
            DataType::Nvarchar2(size) | DataType::Nchar(size) => *size,
            DataType::Varchar2(size) | DataType::Char(size) => *size,
            _ => 0,
        }
    }

    /// Precision and scale as described.
    pub(crate) fn precision(&self) -> (u8, i8) {
        let signed = |part: u8| i8::try_from(part).unwrap_or(i8::MAX);
        match self {
            DataType::Number(precision, scale) => (*precision, *scale),
            DataType::Timestamp(scale) | DataType::TimestampTz(scale) | DataType::TimestampLtz(scale) => {
                (0, signed(*scale))
            }
            DataType::IntervalYm(precision) => (*precision, 0),
            DataType::IntervalDs(precision, scale) => (*precision, signed(*scale)),
            _ => (0, 0),
        }
    }

    /// Dimensions, format and flags of a vector; zeros of another type.
    pub(crate) fn vector(&self) -> (u32, u8, u8) {
        const FLEXIBLE: u8 = 1;
        const SPARSE: u8 = 2;
        let DataType::Vector(declared) = self else {
            return (0, 0, 0);
        };
        let flags = if declared.dimensions.is_none() {
            FLEXIBLE
        } else {
            0
        } | if declared.is_sparse { SPARSE } else { 0 };
        let format = declared.format.map_or(0, |format| format as u8);
        (declared.dimensions.unwrap_or(0), format, flags)
    }

    /// Whether values are sent as LOBs, so that clients define how they want them before they fetch.
    pub(crate) fn is_lob(&self) -> bool {
        matches!(
            self,
            DataType::Clob | DataType::Nclob | DataType::Blob | DataType::Json | DataType::Vector(_)
        )
    }
}

/// A column of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As described: upper case unless it was quoted.
    pub name: String,
    /// Its type.
    pub data_type: DataType,
    /// Whether it can be NULL.
    pub nullable: bool,
}

impl Column {
    /// A column that can be NULL.
    #[must_use]
    pub fn new(name: &str, data_type: DataType) -> Column {
        Column {
            name: name.to_owned(),
            data_type,
            nullable: true,
        }
    }

    /// NUMBER without precision.
    #[must_use]
    pub fn number(name: &str) -> Column {
        Column::new(name, DataType::Number(0, -127))
    }

    /// VARCHAR2(4000)
    #[must_use]
    pub fn text(name: &str) -> Column {
        Column::new(name, DataType::Varchar2(4000))
    }

    /// The same column, not NULL.
    #[must_use]
    pub fn not_null(mut self) -> Column {
        self.nullable = false;
        self
    }
}
