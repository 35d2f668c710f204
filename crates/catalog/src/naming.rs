//! Oracle names to PostgreSQL names: one rule for tables, code and data.

/// Longest identifier in bytes. PostgreSQL manual, "Identifiers and Key Words".
pub const MAX_IDENTIFIER: usize = 63;

/// Columns that every table of PostgreSQL has. PostgreSQL manual, "System Columns".
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// The PostgreSQL spelling of a dictionary name: names Oracle holds in upper case fold to lower case, as unquoted names
/// do in both systems; names with lower-case letters were quoted in Oracle and stay as they are.
/// Longer ones are cut and end in a hash of the whole name. Those of system columns get an underscore.
pub fn identifier(dictionary_name: &str) -> String {
    let folded = if dictionary_name.chars().any(char::is_lowercase) {
        dictionary_name.to_owned()
    } else {
        dictionary_name.to_lowercase()
    };
    if SYSTEM_COLUMNS.contains(&folded.as_str()) {
        return format!("{folded}_");
    }
    shorten(&folded)
}

/// Cuts a name to 63 bytes: the tail becomes `_` and eight hexadecimal digits of an FNV-1a hash of the whole name.
pub fn shorten(name: &str) -> String {
    if name.len() <= MAX_IDENTIFIER {
        return name.to_owned();
    }
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut cut = MAX_IDENTIFIER - 9;
    while !name.is_char_boundary(cut) {
        cut -= 1;
    }
    format!("{}_{:08x}", &name[..cut], (hash >> 32) as u32 ^ hash as u32)
}
