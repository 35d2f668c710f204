//! Vectors: as texts, since no target type takes them otherwise.

use super::ColumnEncoder;
use crate::policy::{Misfit, OnPrecision, ValueError};
use crate::target_type::TargetType;
use crate::value::Vector;

/// How a target that is no text writes lists of numbers, and which numbers it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    holds: Holds,
    brackets: (char, char),
}

/// The numbers of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// All of them.
    Doubles,
    /// Those of BINARY_FLOAT.
    Singles,
    /// Whole ones of a few digits, and of others only some.
    Halves,
}

const BRACKETS: (char, char) = ('[', ']');
const BRACES: (char, char) = ('{', '}');

impl Form {
    /// That of a type by the name that the system catalog has for it: an array, or one of the extension pgvector.
    fn of(name: &str) -> Option<Form> {
        let (holds, brackets) = match name {
            "vector" => (Holds::Singles, BRACKETS),
            "halfvec" => (Holds::Halves, BRACKETS),
            "_float4" => (Holds::Singles, BRACES),
            "_float8" | "_numeric" | "_int2" | "_int4" | "_int8" => (Holds::Doubles, BRACES),
            _ => return None,
        };
        Some(Form { holds, brackets })
    }
}

impl ColumnEncoder {
    /// VECTOR
    pub(super) fn vector(&mut self, vector: &Vector, out: &mut Vec<u8>) -> Result<(), ValueError> {
        let form = match &self.target {
            TargetType::Text { .. } | TargetType::Char { .. } | TargetType::Json | TargetType::Jsonb => None,
            TargetType::Other(name) => Form::of(name),
            TargetType::Boolean
            | TargetType::Smallint
            | TargetType::Integer
            | TargetType::Bigint
            | TargetType::Numeric(_)
            | TargetType::Real
            | TargetType::Double
            | TargetType::Bytea
            | TargetType::Date
            | TargetType::Timestamp(_)
            | TargetType::TimestampTz(_)
            | TargetType::Interval(_)
            | TargetType::Uuid
            | TargetType::Xml => return Err(self.mismatch("a vector")),
        };
        let Some(Form { holds, brackets }) = form else {
            return self.characters(&vector.text(BRACKETS), out);
        };
        let fits = match (holds, vector) {
            (Holds::Doubles, _) | (_, Vector::Integers(_) | Vector::Bits(_)) => true,
            (Holds::Singles, Vector::Singles(_)) => true,
            (Holds::Singles, Vector::Doubles(numbers)) => {
                numbers.iter().all(|number| f64::from(*number as f32) == *number)
            }
            (Holds::Halves, Vector::Singles(_) | Vector::Doubles(_)) => false,
        };
        if !fits {
            if self.policy.precision == OnPrecision::Quarantine {
                return Err(ValueError::new(
                    Misfit::Precision,
                    format!(
                        "numbers of the vector have more digits than type {} keeps",
                        self.target.name()
                    ),
                ));
            }
            self.changes.precision += 1;
        }
        self.characters(&vector.text(brackets), out)
    }
}

/// A list of numbers as text in the one form that is compared; `None` for types that are none, and for texts that are none.
pub fn canonical_list(name: &str, text: &str) -> Option<String> {
    let Form { holds, .. } = Form::of(name)?;
    let inner = text.trim().get(1..text.trim().len().checked_sub(1)?)?;
    let mut out = String::from("[");
    for item in inner.split(',').filter(|_| !inner.is_empty()) {
        let item = item.trim();
        if out.len() > 1 {
            out.push(',');
        }
        match holds {
            // The digits of two texts may differ although both are read as one number.
            Holds::Singles => out.push_str(&item.parse::<f32>().ok()?.to_string()),
            Holds::Doubles | Holds::Halves => out.push_str(&item.parse::<f64>().ok()?.to_string()),
        }
    }
    out.push(']');
    Some(out)
}
