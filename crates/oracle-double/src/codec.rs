//! Oracle's forms of values on the wire.

pub mod json;
pub mod number;
pub mod rowid;
pub mod temporal;
pub mod vector;

/// IEEE numbers with the sign turned so that their bytes compare as they do.
pub(crate) fn ordered<const N: usize>(mut bytes: [u8; N]) -> [u8; N] {
    if bytes[0] & 0x80 == 0 {
        bytes[0] |= 0x80;
    } else {
        for byte in &mut bytes {
            *byte = !*byte;
        }
    }
    bytes
}
