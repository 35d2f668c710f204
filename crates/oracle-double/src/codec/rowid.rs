//! ROWID: the address of a row as object, file, block and row number.

use std::fmt;
use std::str::FromStr;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The address of a row in a heap table. The order is that of the blocks on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rowid {
    /// DATA_OBJECT_ID of the segment.
    pub object: u32,
    /// Relative file number.
    pub file: u16,
    /// Block in the file.
    pub block: u32,
    /// Row in the block.
    pub row: u16,
}

/// Why a text is no ROWID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotARowid(pub String);

impl fmt::Display for NotARowid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is no ROWID", self.0)
    }
}

impl std::error::Error for NotARowid {}

impl fmt::Display for Rowid {
    /// `OOOOOOFFFBBBBBBRRR`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.object, 6),
            (u32::from(self.file), 3),
            (self.block, 6),
            (u32::from(self.row), 3),
        ];
        let mut text = String::with_capacity(18);
        for (part, width) in parts {
            for place in (0..width).rev() {
                text.push(char::from(DIGITS[(part >> (6 * place)) as usize & 63]));
            }
        }
        formatter.write_str(&text)
    }
}

impl FromStr for Rowid {
    type Err = NotARowid;

    fn from_str(text: &str) -> Result<Rowid, NotARowid> {
        let refuse = || NotARowid(text.to_owned());
        if text.len() != 18 {
            return Err(refuse());
        }
        let mut places = Vec::with_capacity(18);
        for byte in text.bytes() {
            let digit = DIGITS
                .iter()
                .position(|digit| *digit == byte)
                .ok_or_else(refuse)?;
            places.push(u64::try_from(digit).map_err(|_| refuse())?);
        }
        let part =
            |from: usize, to: usize| places[from..to].iter().fold(0, |value, digit| value * 64 + digit);
        Ok(Rowid {
            object: u32::try_from(part(0, 6)).map_err(|_| refuse())?,
            file: u16::try_from(part(6, 9)).map_err(|_| refuse())?,
            block: u32::try_from(part(9, 15)).map_err(|_| refuse())?,
            row: u16::try_from(part(15, 18)).map_err(|_| refuse())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Rowid;
    use proptest::prelude::*;

    #[test]
    fn known_text() {
        let rowid: Rowid = "AAAAECAABAAAAgiAAA".parse().expect("a rowid");
        assert_eq!(
            (rowid.object, rowid.file, rowid.block, rowid.row),
            (258, 1, 2082, 0)
        );
        assert!("AAAAECAABAAAAgiAA".parse::<Rowid>().is_err());
        assert!("//////AABAAAAgiAAA".parse::<Rowid>().is_err());
    }

    proptest! {
        #[test]
        fn text_comes_back(object in any::<u32>(), file in any::<u16>(), block in any::<u32>(), row in any::<u16>()) {
            let rowid = Rowid { object, file, block, row };
            prop_assert_eq!(rowid.to_string().parse(), Ok(rowid));
        }
    }
}
