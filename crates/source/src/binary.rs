//! Telling files that are no text at all.

/// First bytes of the binary files that turn up in source trees.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x7fELF", "ELF program"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"PK\x05\x06", "empty ZIP archive"),
    (b"\x1f\x8b\x08", "gzip file"),
    (b"BZh", "bzip2 file"),
    (b"\xfd7zXZ\x00", "xz file"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard file"),
    (b"%PDF-", "PDF document"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\xca\xfe\xba\xbe", "Java class file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office document"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\x03\x00\x02EXPORT:V", "Oracle export (exp) dump"),
    (b"EXPORT:V", "Oracle export (exp) dump"),
];

/// The kind of binary file that starts with these bytes, if it is a known one.
pub fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, kind)| *kind)
        .or_else(|| is_export_dump(bytes).then_some("Oracle export (exp) dump"))
        .or_else(|| is_data_pump_dump(bytes).then_some("Oracle Data Pump dump"))
}

/// Data Pump's dumps begin with a block of binary numbers that names the master table of the export's job.
fn is_data_pump_dump(bytes: &[u8]) -> bool {
    let block = bytes.get(..4096).unwrap_or(bytes);
    memchr::memchr(0, block).is_some() && memchr::memmem::find(block, b"SYS_EXPORT_").is_some()
}

/// The `exp` tool starts its dumps with one to three bytes of character set and then `EXPORT:V`.
fn is_export_dump(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes.get(..16).unwrap_or(bytes), b"EXPORT:V").is_some()
}
