//! Types of target columns, as far as COPY BINARY has to know them.

/// A PostgreSQL type that values are encoded for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TargetType {
    /// `boolean`
    Boolean,
    /// `smallint`
    Smallint,
    /// `integer`
    Integer,
    /// `bigint`
    Bigint,
    /// `numeric`, with the modifiers it was declared with.
    Numeric(Option<Digits>),
    /// `real`
    Real,
    /// `double precision`
    Double,
    /// `text`, `varchar`, enumerations and other types whose binary form is their text.
    Text {
        /// Most characters.
        limit: Option<u32>,
    },
    /// `char(n)`
    Char {
        /// Characters; shorter values are padded.
        limit: Option<u32>,
    },
    /// `bytea`
    Bytea,
    /// `date`
    Date,
    /// `timestamp`, with its digits of a second.
    Timestamp(u8),
    /// `timestamptz`, with its digits of a second.
    TimestampTz(u8),
    /// `interval`, with its digits of a second.
    Interval(u8),
    /// `uuid`
    Uuid,
    /// `json`
    Json,
    /// `jsonb`
    Jsonb,
    /// `xml`
    Xml,
    /// Anything else: it is loaded as text into a staging table and cast there.
    Other(String),
}

/// The modifiers of `numeric(p, s)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digits {
    /// Digits in all.
    pub precision: i32,
    /// Digits behind the point; negative ones round before it.
    pub scale: i32,
}

/// Lengths are stored in type modifiers with this added.
const VARHDRSZ: i32 = 4;

impl TargetType {
    /// The type by the name that the system catalog has for it (`int4`, `bpchar`), its modifier and its kind (`typtype`).
    #[must_use]
    pub fn new(name: &str, modifier: i32, kind: char) -> TargetType {
        let limit = u32::try_from(modifier - VARHDRSZ).ok();
        let seconds = u8::try_from(modifier).unwrap_or(6).min(6);
        match name {
            "bool" => TargetType::Boolean,
            "int2" => TargetType::Smallint,
            "int4" => TargetType::Integer,
            "int8" => TargetType::Bigint,
            "numeric" => TargetType::Numeric(digits(modifier)),
            "float4" => TargetType::Real,
            "float8" => TargetType::Double,
            "text" | "citext" | "name" => TargetType::Text { limit: None },
            "varchar" => TargetType::Text { limit },
            "bpchar" => TargetType::Char { limit },
            "bytea" => TargetType::Bytea,
            "date" => TargetType::Date,
            "timestamp" => TargetType::Timestamp(seconds),
            "timestamptz" => TargetType::TimestampTz(seconds),
            // The low half holds the digits, the high half the fields; 0xFFFF is no restriction.
            "interval" => TargetType::Interval(u8::try_from(modifier & 0xFFFF).unwrap_or(6).min(6)),
            "uuid" => TargetType::Uuid,
            "json" => TargetType::Json,
            "jsonb" => TargetType::Jsonb,
            "xml" => TargetType::Xml,
            _ if kind == 'e' => TargetType::Text { limit: None },
            other => TargetType::Other(other.to_owned()),
        }
    }

    /// Whether COPY BINARY writes it directly.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        !matches!(self, TargetType::Other(_))
    }
}

/// Precision and scale of a modifier of `numeric`: since PostgreSQL 15 the scale is a signed number of 11 bits.
fn digits(modifier: i32) -> Option<Digits> {
    let packed = modifier.checked_sub(VARHDRSZ).filter(|packed| *packed >= 0)?;
    Some(Digits {
        precision: packed >> 16,
        scale: ((packed & 0x7FF) ^ 1024) - 1024,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_are_understood() {
        let packed = |precision: i32, scale: i32| ((precision << 16) | (scale & 0x7FF)) + 4;
        let numeric = |precision, scale| TargetType::Numeric(Some(Digits { precision, scale }));
        assert_eq!(TargetType::new("numeric", -1, 'b'), TargetType::Numeric(None));
        assert_eq!(TargetType::new("numeric", packed(10, 2), 'b'), numeric(10, 2));
        assert_eq!(TargetType::new("numeric", packed(5, -3), 'b'), numeric(5, -3));
        assert_eq!(
            TargetType::new("varchar", 14, 'b'),
            TargetType::Text { limit: Some(10) }
        );
        assert_eq!(
            TargetType::new("varchar", -1, 'b'),
            TargetType::Text { limit: None }
        );
        assert_eq!(TargetType::new("timestamp", 0, 'b'), TargetType::Timestamp(0));
        assert_eq!(TargetType::new("timestamp", -1, 'b'), TargetType::Timestamp(6));
        assert_eq!(
            TargetType::new("interval", 0x7FFF_0003, 'b'),
            TargetType::Interval(3)
        );
        assert_eq!(TargetType::new("interval", -1, 'b'), TargetType::Interval(6));
        assert_eq!(TargetType::new("mood", -1, 'e'), TargetType::Text { limit: None });
        assert!(!TargetType::new("point", -1, 'b').is_direct());
    }
}
