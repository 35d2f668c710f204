//! ROWIDs as text: where a range of blocks begins and ends.

/// Oracle's digits of base 64.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// More rows than this no block has.
pub const LAST_ROW: u64 = 32_767;

/// What the dictionary has as the relative file of bigfile tablespaces, whose one file has more blocks.
const BIGFILE: u64 = 1024;

/// Bits of a block's number that are beside those of its file.
const BLOCK_BITS: u64 = 22;

/// File and block as ROWIDs hold them: of a bigfile tablespace the block takes the bits of the file too.
#[must_use]
pub fn address(relative_file: u64, block: u64) -> (u64, u64) {
    if relative_file == BIGFILE {
        (block >> BLOCK_BITS, block & ((1 << BLOCK_BITS) - 1))
    } else {
        (relative_file, block)
    }
}

/// Object, file, block and row of an extended ROWID, which compare as ROWIDs do; `None` for other texts.
#[must_use]
pub fn parts(text: &str) -> Option<[u64; 4]> {
    let mut parts = [0; 4];
    if text.len() != 18 {
        return None;
    }
    for (at, byte) in text.bytes().enumerate() {
        let part = match at {
            0..6 => 0,
            6..9 => 1,
            9..15 => 2,
            _ => 3,
        };
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        parts[part] = (parts[part] << 6) | digit as u64;
    }
    Some(parts)
}

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
    fn rowids_are_read_as_they_are_written() {
        let last = 1 << 32;
        for ids in [
            [0, 0, 0, 0],
            [0x6A8, 0x13, 0x1AD7, 7],
            [last, 1023, (1 << 22) - 1, LAST_ROW],
        ] {
            let [object, file, block, row] = ids;
            assert_eq!(parts(&rowid(object, file, block, row)), Some(ids));
        }
        assert_eq!(parts("*BAMAJMMCBHP6/g"), None);
        assert_eq!(parts("AAAAaoAATAAABrX-AA"), None);
    }

    #[test]
    fn bigfile_tablespaces_have_no_file_but_more_blocks() {
        assert_eq!(address(7, 128), (7, 128));
        assert_eq!(address(1024, 128), (0, 128));
        assert_eq!(address(1024, 3 << 22 | 5), (3, 5));
    }

    #[test]
    fn rowids_are_written_as_oracle_does() {
        // The example of the SQL Language Reference, AAAAaoAATAAABrXAAA, and the last row of a block.
        assert_eq!(rowid(0x6A8, 0x13, 0x6B97 >> 8, 0), "AAAAaoAATAAAABrAAA");
        assert_eq!(rowid(0x6A8, 0x13, 0x1AD7, 0), "AAAAaoAATAAABrXAAA");
        assert_eq!(rowid(0, 0, 0, LAST_ROW), "AAAAAAAAAAAAAAAH//");
    }
}
