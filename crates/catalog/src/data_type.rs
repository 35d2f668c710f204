//! Oracle data types of columns, parameters and variables.

mod spelling;

use serde::{Deserialize, Serialize};

/// Whether a character length counts bytes or characters. SQL Language Reference, "VARCHAR2 Data Type".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum LengthUnit {
    /// `BYTE`, also the default of NLS_LENGTH_SEMANTICS.
    Byte,
    /// `CHAR`
    Char,
}

/// A scalar or named data type. SQL Language Reference, "Data Types"; PL/SQL Language Reference, "PL/SQL Data Types".
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum DataType {
    /// `NUMBER`, `NUMBER(p)`, `NUMBER(p,s)`, `NUMBER(*,s)`; INTEGER is NUMBER(38,0), DECIMAL is NUMBER(p,0).
    Number {
        /// Total decimal digits, 1 to 38.
        precision: Option<u8>,
        /// Digits after the decimal point, -84 to 127; without precision and scale the value is a decimal float.
        scale: Option<i16>,
    },
    /// `FLOAT(b)`, `REAL`, `DOUBLE PRECISION`: a *decimal* float with binary precision b.
    Float {
        /// Binary digits, 1 to 126.
        binary_precision: u8,
    },
    /// `BINARY_FLOAT`
    BinaryFloat,
    /// `BINARY_DOUBLE`
    BinaryDouble,
    /// `PLS_INTEGER` and `BINARY_INTEGER`: 32 bits, overflow raises ORA-01426.
    PlsInteger,
    /// `SIMPLE_INTEGER`: 32 bits, NOT NULL, wraps around.
    SimpleInteger,
    /// `NATURAL`, `NATURALN`, `POSITIVE`, `POSITIVEN`, `SIGNTYPE`: PLS_INTEGER with a range.
    ConstrainedInteger {
        /// Smallest value.
        low: i32,
        /// Largest value.
        high: i32,
        /// Whether NULL is excluded.
        not_null: bool,
    },
    /// `VARCHAR2(n)`, `VARCHAR(n)`, `NVARCHAR2(n)`, `STRING(n)`
    Varchar2 {
        /// Maximum length; absent for parameters and return types.
        length: Option<u32>,
        /// What the length counts.
        unit: LengthUnit,
        /// Whether it is the national type.
        national: bool,
    },
    /// `CHAR(n)`, `NCHAR(n)`: blank padded.
    Char {
        /// Length; absent for parameters and return types.
        length: Option<u32>,
        /// What the length counts.
        unit: LengthUnit,
        /// Whether it is the national type.
        national: bool,
    },
    /// `CLOB`, `NCLOB`
    Clob,
    /// `LONG`
    Long,
    /// `RAW(n)`
    Raw {
        /// Maximum length in bytes; absent for parameters and return types.
        length: Option<u32>,
    },
    /// `LONG RAW`
    LongRaw,
    /// `BLOB`
    Blob,
    /// `BFILE`
    Bfile,
    /// `DATE`: a date with a time of day to the second.
    Date,
    /// `TIMESTAMP(f)`
    Timestamp {
        /// Digits of fractional seconds, 0 to 9; 6 by default.
        fraction: u8,
    },
    /// `TIMESTAMP(f) WITH TIME ZONE`
    TimestampTz {
        /// Digits of fractional seconds.
        fraction: u8,
    },
    /// `TIMESTAMP(f) WITH LOCAL TIME ZONE`
    TimestampLtz {
        /// Digits of fractional seconds.
        fraction: u8,
    },
    /// `INTERVAL YEAR(p) TO MONTH`
    IntervalYearToMonth,
    /// `INTERVAL DAY(p) TO SECOND(f)`
    IntervalDayToSecond {
        /// Digits of fractional seconds.
        fraction: u8,
    },
    /// `BOOLEAN`
    Boolean,
    /// `ROWID`, `UROWID`
    Rowid,
    /// `XMLTYPE`
    Xml,
    /// `JSON`
    Json,
    /// `JSON_OBJECT_T` and its like: a document in the memory of PL/SQL.
    JsonElement(JsonElement),
    /// A schema-level type: `ADDRESS_TYP`, `SDO_GEOMETRY`, `SYS.ANYDATA`.
    Named(crate::ObjectName),
    /// `REF type`
    Ref(crate::ObjectName),
    /// Not understood: the text as written.
    Unknown(String),
}

/// The object types of PL/SQL for JSON. JSON Developer's Guide, "PL/SQL Object Types for JSON".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum JsonElement {
    /// Any of the others.
    Element,
    /// An object.
    Object,
    /// An array.
    Array,
    /// A scalar.
    Scalar,
}

impl JsonElement {
    /// All of them.
    pub const ALL: [JsonElement; 4] = [
        JsonElement::Element,
        JsonElement::Object,
        JsonElement::Array,
        JsonElement::Scalar,
    ];

    /// The name of the type.
    pub fn name(self) -> &'static str {
        match self {
            JsonElement::Element => "JSON_ELEMENT_T",
            JsonElement::Object => "JSON_OBJECT_T",
            JsonElement::Array => "JSON_ARRAY_T",
            JsonElement::Scalar => "JSON_SCALAR_T",
        }
    }

    /// The type of a name.
    pub fn of_name(name: &str) -> Option<JsonElement> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl DataType {
    /// CLOB, NCLOB and BLOB.
    pub fn is_lob(&self) -> bool {
        matches!(self, DataType::Clob | DataType::Blob)
    }

    /// `NUMBER` without precision.
    pub const NUMBER: DataType = DataType::Number {
        precision: None,
        scale: None,
    };
    /// `VARCHAR2` without a length, as parameters and results have.
    pub const VARCHAR2: DataType = DataType::Varchar2 {
        length: None,
        unit: LengthUnit::Byte,
        national: false,
    };

    /// Whether values are decimal or binary numbers.
    pub fn is_numeric(&self) -> bool {
        matches!(
            self,
            DataType::Number { .. }
                | DataType::Float { .. }
                | DataType::BinaryFloat
                | DataType::BinaryDouble
                | DataType::PlsInteger
                | DataType::SimpleInteger
                | DataType::ConstrainedInteger { .. }
        )
    }

    /// Whether values are whole numbers by declaration.
    pub fn is_integral(&self) -> bool {
        match self {
            DataType::Number { precision, scale } => match scale {
                Some(scale) => *scale <= 0,
                None => precision.is_some(),
            },
            DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. } => true,
            _ => false,
        }
    }

    /// Whether values are character strings.
    pub fn is_character(&self) -> bool {
        matches!(
            self,
            DataType::Varchar2 { .. } | DataType::Char { .. } | DataType::Clob | DataType::Long
        )
    }

    /// Whether values are points in time.
    pub fn is_datetime(&self) -> bool {
        matches!(
            self,
            DataType::Date
                | DataType::Timestamp { .. }
                | DataType::TimestampTz { .. }
                | DataType::TimestampLtz { .. }
        )
    }

    /// Whether values are intervals.
    pub fn is_interval(&self) -> bool {
        matches!(
            self,
            DataType::IntervalYearToMonth | DataType::IntervalDayToSecond { .. }
        )
    }

    /// The type without length, precision or scale, as parameters and function results have it.
    pub fn unconstrained(&self) -> DataType {
        match self {
            DataType::Number { .. } => DataType::NUMBER,
            DataType::Varchar2 { unit, national, .. } => DataType::Varchar2 {
                length: None,
                unit: *unit,
                national: *national,
            },
            DataType::Char { unit, national, .. } => DataType::Char {
                length: None,
                unit: *unit,
                national: *national,
            },
            DataType::Raw { .. } => DataType::Raw { length: None },
            other => other.clone(),
        }
    }
}
