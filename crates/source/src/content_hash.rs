//! A short hash of contents.

/// FNV-1a, 64 bits, as 16 hexadecimal digits. It tells a changed text from an unchanged one; nothing that somebody could
/// want to forge may rest on it.
pub fn content_hash(bytes: &[u8]) -> String {
    let value = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{value:016x}")
}
