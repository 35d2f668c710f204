//! Positions in PostgreSQL's write-ahead log.

use std::fmt;
use std::str::FromStr;

/// A position in the write-ahead log: `16/B374D848`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lsn(pub u64);

impl fmt::Display for Lsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:X}/{:X}", self.0 >> 32, self.0 & 0xFFFF_FFFF)
    }
}

/// A text that is no position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no position in the write-ahead log, such as 16/B374D848")]
pub struct NoLsn(String);

impl FromStr for Lsn {
    type Err = NoLsn;

    fn from_str(text: &str) -> Result<Lsn, NoLsn> {
        let half = |digits: &str| {
            let is_plain = (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
            is_plain.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
        };
        text.trim()
            .split_once('/')
            .and_then(|(high, low)| Some(Lsn(half(high)? << 32 | half(low)?)))
            .ok_or_else(|| NoLsn(text.to_owned()))
    }
}

impl Lsn {
    /// How many bytes of log lie between an earlier position and this one.
    #[must_use]
    pub fn behind(self, earlier: Lsn) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for text in ["0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF"] {
            assert_eq!(text.parse::<Lsn>().unwrap().to_string(), text);
        }
        assert_eq!("1/0000000a".parse(), Ok(Lsn(0x1_0000_000A)));
        for text in ["", "1", "/", "1/", "x/1", "1/123456789", "+1/2"] {
            assert!(text.parse::<Lsn>().is_err(), "{text}");
        }
        assert_eq!(Lsn(5).behind(Lsn(7)), 0);
    }
}
