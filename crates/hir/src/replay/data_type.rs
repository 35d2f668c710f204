//! Data types: names, ANSI names, lengths and defaults. SQL Language Reference, "Data Types" and "ANSI, DB2, and
//! SQL/DS Data Types"; PL/SQL Language Reference, "PL/SQL Data Types".

use super::source::object_name;
use plconv_catalog::{DataType, JsonElement, LengthUnit};
use plconv_syntax::ast::{self, AstNode};

/// The data type that a column, parameter or variable is declared with; `%TYPE` and `%ROWTYPE` are left unknown, since
/// they need the symbols. A named type keeps its name whether or not it exists.
pub fn data_type(datatype: ast::Datatype<'_>) -> DataType {
    match datatype {
        ast::Datatype::NamedType(named) => named_type(named),
        ast::Datatype::TypeOf(_) | ast::Datatype::RowTypeOf(_) => {
            DataType::Unknown(datatype.syntax().text().to_owned())
        }
        ast::Datatype::IntervalYearType(_) => DataType::IntervalYearToMonth,
        ast::Datatype::IntervalDayType(interval) => DataType::IntervalDayToSecond {
            fraction: interval
                .fraction()
                .and_then(|token| number(token.text()))
                .unwrap_or(6),
        },
        ast::Datatype::LongRawType(_) => DataType::LongRaw,
        ast::Datatype::DoublePrecisionType(_) => DataType::Float {
            binary_precision: 126,
        },
        ast::Datatype::RefType(reference) => match reference.name() {
            Some(name) => DataType::Ref(object_name(name)),
            None => DataType::Unknown(datatype.syntax().text().to_owned()),
        },
    }
}

fn named_type(named: ast::NamedType<'_>) -> DataType {
    let Some(name) = named.name() else {
        return DataType::Unknown(named.syntax().text().to_owned());
    };
    let object = object_name(name);
    let builtin = match object.schema.as_deref() {
        // SYS.XMLTYPE and STANDARD.NUMBER are what they are without the qualifier.
        None | Some("SYS" | "STANDARD" | "PUBLIC") => scalar(&object.name, named),
        Some(_) => None,
    };
    builtin.unwrap_or(DataType::Named(object))
}

fn scalar(name: &str, named: ast::NamedType<'_>) -> Option<DataType> {
    let arguments = Arguments::of(named);
    let word_is_national = named.prefix().is_some_and(|prefix| prefix.is("NATIONAL"));
    let varying = named.varying().is_some();
    Some(match name {
        "NUMBER" => number_type(&arguments, None),
        // Without precision and scale these are whole numbers of 38 digits.
        "NUMERIC" | "DECIMAL" | "DEC" => number_type(&arguments, Some(0)),
        "INTEGER" | "INT" | "SMALLINT" => DataType::Number {
            precision: Some(38),
            scale: Some(0),
        },
        "FLOAT" => DataType::Float {
            binary_precision: arguments.first().unwrap_or(126),
        },
        "REAL" => DataType::Float { binary_precision: 63 },
        "BINARY_FLOAT" | "SIMPLE_FLOAT" => DataType::BinaryFloat,
        "BINARY_DOUBLE" | "SIMPLE_DOUBLE" => DataType::BinaryDouble,
        "PLS_INTEGER" | "BINARY_INTEGER" => DataType::PlsInteger,
        "SIMPLE_INTEGER" => DataType::SimpleInteger,
        "NATURAL" => DataType::ConstrainedInteger {
            low: 0,
            high: i32::MAX,
            not_null: false,
        },
        "NATURALN" => DataType::ConstrainedInteger {
            low: 0,
            high: i32::MAX,
            not_null: true,
        },
        "POSITIVE" => DataType::ConstrainedInteger {
            low: 1,
            high: i32::MAX,
            not_null: false,
        },
        "POSITIVEN" => DataType::ConstrainedInteger {
            low: 1,
            high: i32::MAX,
            not_null: true,
        },
        "SIGNTYPE" => DataType::ConstrainedInteger {
            low: -1,
            high: 1,
            not_null: false,
        },
        "VARCHAR2" | "VARCHAR" | "STRING" => arguments.varchar2(word_is_national),
        "NVARCHAR2" => arguments.varchar2(true),
        "CHAR" | "CHARACTER" if varying => arguments.varchar2(word_is_national),
        "NCHAR" if varying => arguments.varchar2(true),
        "CHAR" | "CHARACTER" => arguments.char(word_is_national),
        "NCHAR" => arguments.char(true),
        "CLOB" | "NCLOB" => DataType::Clob,
        "LONG" if varying => DataType::Long,
        "LONG" => DataType::Long,
        "RAW" => DataType::Raw {
            length: arguments.first(),
        },
        "BLOB" => DataType::Blob,
        "BFILE" => DataType::Bfile,
        "DATE" => DataType::Date,
        "TIMESTAMP" => timestamp(named, arguments.first().unwrap_or(6)),
        // The unconstrained names of PL/SQL have nine digits. PL/SQL package STANDARD.
        "TIMESTAMP_UNCONSTRAINED" => DataType::Timestamp { fraction: 9 },
        "TIMESTAMP_TZ_UNCONSTRAINED" => DataType::TimestampTz { fraction: 9 },
        "TIMESTAMP_LTZ_UNCONSTRAINED" => DataType::TimestampLtz { fraction: 9 },
        "YMINTERVAL_UNCONSTRAINED" => DataType::IntervalYearToMonth,
        "DSINTERVAL_UNCONSTRAINED" => DataType::IntervalDayToSecond { fraction: 9 },
        "BOOLEAN" | "BOOL" => DataType::Boolean,
        "ROWID" | "UROWID" => DataType::Rowid,
        "XMLTYPE" => DataType::Xml,
        "JSON" => DataType::Json,
        name => DataType::JsonElement(JsonElement::of_name(name)?),
    })
}

fn number_type(arguments: &Arguments, default_scale: Option<i16>) -> DataType {
    match (
        arguments.values.first().map(String::as_str),
        arguments.values.get(1),
    ) {
        (None, _) => match default_scale {
            Some(scale) => DataType::Number {
                precision: Some(38),
                scale: Some(scale),
            },
            None => DataType::NUMBER,
        },
        (Some("*"), None) => DataType::NUMBER,
        // A precision alone means scale 0.
        (Some(precision), scale) => DataType::Number {
            precision: number(precision),
            scale: Some(scale.and_then(|scale| scale.parse().ok()).unwrap_or(0)),
        },
    }
}

fn timestamp(named: ast::NamedType<'_>, fraction: u8) -> DataType {
    match named.zone().map(|zone| zone.upper()) {
        None => DataType::Timestamp { fraction },
        Some(words) if words.contains("LOCAL") => DataType::TimestampLtz { fraction },
        Some(_) => {
            let all = super::source::words(named.syntax());
            if all.iter().any(|word| word == "LOCAL") {
                DataType::TimestampLtz { fraction }
            } else {
                DataType::TimestampTz { fraction }
            }
        }
    }
}

/// What stands in the parentheses after a type name.
struct Arguments {
    values: Vec<String>,
    unit: LengthUnit,
}

impl Arguments {
    fn of(named: ast::NamedType<'_>) -> Self {
        let mut values = Vec::new();
        let mut unit = LengthUnit::Byte;
        for argument in named.args().iter() {
            let words = super::source::words(argument.syntax());
            let negative = argument.sign().is_some();
            let value = match argument.value() {
                Some(value) => value.syntax().text().to_owned(),
                None => words
                    .iter()
                    .find(|word| *word != "-")
                    .cloned()
                    .unwrap_or_default(),
            };
            values.push(if negative && !value.starts_with('-') {
                format!("-{value}")
            } else {
                value
            });
            if words.iter().any(|word| word == "CHAR") {
                unit = LengthUnit::Char;
            }
        }
        Arguments { values, unit }
    }

    fn first<T: std::str::FromStr>(&self) -> Option<T> {
        self.values.first().and_then(|value| number(value))
    }

    fn varchar2(&self, national: bool) -> DataType {
        DataType::Varchar2 {
            length: self.first(),
            unit: self.unit(national),
            national,
        }
    }

    fn char(&self, national: bool) -> DataType {
        DataType::Char {
            length: Some(self.first().unwrap_or(1)),
            unit: self.unit(national),
            national,
        }
    }

    /// National types always count characters.
    fn unit(&self, national: bool) -> LengthUnit {
        if national { LengthUnit::Char } else { self.unit }
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}
