//! RAW and BLOB.

use super::{ColumnEncoder, field};
use crate::policy::ValueError;
use crate::target_type::TargetType;
use crate::value::hex;

/// Bytes of a UUID.
const UUID: usize = 16;

impl ColumnEncoder {
    pub(super) fn bytes(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), ValueError> {
        match &self.target {
            TargetType::Bytea => {
                field(out, bytes);
                Ok(())
            }
            TargetType::Uuid if bytes.len() == UUID => {
                field(out, bytes);
                Ok(())
            }
            TargetType::Text { .. } | TargetType::Char { .. } | TargetType::Other(_) => {
                self.characters(&hex(bytes), out)
            }
            // The text of a JSON document may be stored in bytes.
            TargetType::Json | TargetType::Jsonb | TargetType::Xml => match std::str::from_utf8(bytes) {
                Ok(text) => self.characters(text, out),
                Err(_) => Err(self.mismatch("bytes that are no UTF-8")),
            },
            TargetType::Uuid
            | TargetType::Boolean
            | TargetType::Smallint
            | TargetType::Integer
            | TargetType::Bigint
            | TargetType::Numeric(_)
            | TargetType::Real
            | TargetType::Double
            | TargetType::Date
            | TargetType::Timestamp(_)
            | TargetType::TimestampTz(_)
            | TargetType::Interval(_) => Err(self.mismatch("bytes")),
        }
    }
}
