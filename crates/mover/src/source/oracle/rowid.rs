//! ROWIDs as text: where a range of blocks begins and ends.

/// Oracle's digits of base 64.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// More rows than this no block has.
pub const LAST_ROW: u64 = 32_767;

/// An extended ROWID. SQL Language Reference, "ROWID Data Type": object, relative file, block, row.
#[must_use]
pub fn rowid(object: u64, file: u64, block: u64, row: u64) -> String {
    let mut text = String::with_capacity(18);
    for (number, digits) in [(object, 6), (file, 3), (block, 6), (row, 3)] {
        for place in (0..digits).rev() {
            text.push(char::from(DIGITS[(number >> (6 * place) & 63) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rowids_are_written_as_oracle_does() {
        // The example of the SQL Language Reference, AAAAaoAATAAABrXAAA, and the last row of a block.
        assert_eq!(rowid(0x6A8, 0x13, 0x6B97 >> 8, 0), "AAAAaoAATAAAABrAAA");
        assert_eq!(rowid(0x6A8, 0x13, 0x1AD7, 0), "AAAAaoAATAAABrXAAA");
        assert_eq!(rowid(0, 0, 0, LAST_ROW), "AAAAAAAAAAAAAAAH//");
    }
}
