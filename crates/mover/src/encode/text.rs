//! Texts: as they are, or read as what the target wants.

use super::{ColumnEncoder, LARGEST_VALUE, mask};
use crate::policy::{Misfit, OnEmptyText, OnInvalidText, OnNul, OnTooLong, ValueError};
use crate::target_type::TargetType;
use crate::value::{hex, unhex};
use std::borrow::Cow;

/// What takes the place of characters with code 0.
const SYMBOL_FOR_NULL: &str = "\u{2400}";

impl ColumnEncoder {
    /// A text for any target type.
    pub(super) fn text(&mut self, text: &str, out: &mut Vec<u8>) -> Result<(), ValueError> {
        if text.is_empty() && self.policy.empty_text == OnEmptyText::Null {
            super::null(out);
            return Ok(());
        }
        match &self.target {
            TargetType::Text { .. }
            | TargetType::Char { .. }
            | TargetType::Json
            | TargetType::Jsonb
            | TargetType::Xml
            | TargetType::Other(_) => self.characters(text, out),
            TargetType::Smallint
            | TargetType::Integer
            | TargetType::Bigint
            | TargetType::Numeric(_)
            | TargetType::Real
            | TargetType::Double => self.number(text.trim(), out),
            TargetType::Boolean => match truth(text) {
                Some(truth) => self.boolean(truth, out),
                None => Err(ValueError::new(
                    Misfit::Invalid,
                    format!("`{text}` is no Boolean"),
                )),
            },
            TargetType::Bytea => match unhex(text.trim().trim_start_matches("\\x").as_bytes()) {
                Some(bytes) => self.bytes(&bytes, out),
                None => Err(ValueError::new(
                    Misfit::Invalid,
                    format!("`{text}` has other characters than hexadecimal digits"),
                )),
            },
            TargetType::Uuid => {
                let digits: Vec<u8> = text.bytes().filter(|byte| !b"-{} ".contains(byte)).collect();
                match unhex(&digits) {
                    Some(bytes) => self.bytes(&bytes, out),
                    None => Err(ValueError::new(Misfit::Invalid, format!("`{text}` is no UUID"))),
                }
            }
            TargetType::Date | TargetType::Timestamp(_) | TargetType::TimestampTz(_) => {
                self.date_text(text, out)
            }
            TargetType::Interval(_) => self.interval_text(text, out),
        }
    }

    fn date_text(&mut self, text: &str, out: &mut Vec<u8>) -> Result<(), ValueError> {
        let read = match &self.mask {
            Some(mask) => mask.read(text),
            None => mask::read_iso(text),
        };
        let Some(read) = read else {
            let expected = self
                .mask
                .as_ref()
                .map_or("YYYY-MM-DD HH24:MI:SS", mask::DateMask::text);
            return Err(ValueError::new(
                Misfit::Invalid,
                format!("`{text}` is no date of the form {expected}"),
            ));
        };
        let has_zone = read.offset_minutes.is_some();
        self.date_time(&read.in_utc(), has_zone, out)
    }

    /// Characters for a target whose binary form is text.
    pub(super) fn characters(&mut self, text: &str, out: &mut Vec<u8>) -> Result<(), ValueError> {
        let mut text = Cow::Borrowed(text);
        if memchr::memchr(0, text.as_bytes()).is_some() {
            match self.policy.nul {
                OnNul::Quarantine => {
                    return Err(ValueError::new(
                        Misfit::Nul,
                        "the text has a character with code 0, which PostgreSQL cannot store",
                    ));
                }
                OnNul::Strip => text = Cow::Owned(text.replace('\0', "")),
                OnNul::Replace => text = Cow::Owned(text.replace('\0', SYMBOL_FOR_NULL)),
            }
            self.changes.nul += 1;
        }
        if let TargetType::Text { limit: Some(limit) } | TargetType::Char { limit: Some(limit) } =
            &self.target
        {
            let limit = *limit as usize;
            // A character has at least one byte.
            if text.len() > limit && text.chars().nth(limit).is_some() {
                // Blanks behind the limit of CHAR are padding.
                let end = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
                let is_padding = matches!(self.target, TargetType::Char { .. })
                    && text[end..].bytes().all(|byte| byte == b' ');
                if !is_padding {
                    if self.policy.too_long == OnTooLong::Quarantine {
                        return Err(ValueError::new(
                            Misfit::TooLong,
                            format!("{} characters for a column of {limit}", text.chars().count()),
                        ));
                    }
                    self.changes.too_long += 1;
                }
                text = Cow::Owned(text[..end].to_owned());
            }
        }
        let version = usize::from(self.target == TargetType::Jsonb);
        let length = text.len() + version;
        if length as u64 > LARGEST_VALUE {
            return Err(ValueError::new(
                Misfit::TooLong,
                format!("{length} bytes; PostgreSQL stores at most {LARGEST_VALUE} in one value"),
            ));
        }
        out.extend_from_slice(&(length as i32).to_be_bytes());
        if version == 1 {
            out.push(1);
        }
        out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    pub(super) fn invalid_text(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), ValueError> {
        match self.policy.invalid_text {
            OnInvalidText::Quarantine => Err(ValueError::new(
                Misfit::InvalidText,
                format!("bytes that are no text: {}", hex(&bytes[..bytes.len().min(64)])),
            )),
            OnInvalidText::Replace => {
                self.changes.invalid_text += 1;
                let mut text = std::mem::take(&mut self.scratch);
                text.clear();
                text.extend_from_slice(String::from_utf8_lossy(bytes).as_bytes());
                let result = match std::str::from_utf8(&text) {
                    Ok(text) => self.text(text, out),
                    Err(_) => Err(self.mismatch("bytes that are no text")),
                };
                self.scratch = text;
                result
            }
        }
    }
}

/// The Boolean that a text stands for in applications that had no such type.
fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "y" | "yes" | "t" | "true" | "on" => Some(true),
        "0" | "n" | "no" | "f" | "false" | "off" => Some(false),
        _ => None,
    }
}
