//! Names of character sets: Oracle's and the web's.

use encoding_rs::Encoding;

/// Oracle character set names (Database Globalization Support Guide, appendix A) that scripts are written
/// in, with the encoding that decodes them. Sets with no exact counterpart are left out on purpose.
const ORACLE_CHARACTER_SETS: &[(&str, &Encoding)] = &[
    ("AL16UTF16", encoding_rs::UTF_16BE),
    ("AL16UTF16LE", encoding_rs::UTF_16LE),
    ("AL32UTF8", encoding_rs::UTF_8),
    ("AR8ISO8859P6", encoding_rs::ISO_8859_6),
    ("AR8MSWIN1256", encoding_rs::WINDOWS_1256),
    ("BLT8MSWIN1257", encoding_rs::WINDOWS_1257),
    ("CL8ISO8859P5", encoding_rs::ISO_8859_5),
    ("CL8KOI8R", encoding_rs::KOI8_R),
    ("CL8KOI8U", encoding_rs::KOI8_U),
    ("CL8MSWIN1251", encoding_rs::WINDOWS_1251),
    ("EE8ISO8859P2", encoding_rs::ISO_8859_2),
    ("EE8MSWIN1250", encoding_rs::WINDOWS_1250),
    ("EL8ISO8859P7", encoding_rs::ISO_8859_7),
    ("EL8MSWIN1253", encoding_rs::WINDOWS_1253),
    ("IW8ISO8859P8", encoding_rs::ISO_8859_8),
    ("IW8MSWIN1255", encoding_rs::WINDOWS_1255),
    ("JA16EUC", encoding_rs::EUC_JP),
    ("JA16SJIS", encoding_rs::SHIFT_JIS),
    ("KO16KSC5601", encoding_rs::EUC_KR),
    ("KO16MSWIN949", encoding_rs::EUC_KR),
    ("RU8PC866", encoding_rs::IBM866),
    ("TH8TISASCII", encoding_rs::WINDOWS_874),
    ("TR8MSWIN1254", encoding_rs::WINDOWS_1254),
    ("US7ASCII", encoding_rs::WINDOWS_1252),
    ("UTF8", encoding_rs::UTF_8),
    ("VN8MSWIN1258", encoding_rs::WINDOWS_1258),
    ("WE8ISO8859P1", encoding_rs::WINDOWS_1252),
    ("WE8ISO8859P15", encoding_rs::ISO_8859_15),
    ("WE8ISO8859P9", encoding_rs::WINDOWS_1254),
    ("WE8MSWIN1252", encoding_rs::WINDOWS_1252),
    ("ZHS16CGB231280", encoding_rs::GBK),
    ("ZHS16GBK", encoding_rs::GBK),
    ("ZHS32GB18030", encoding_rs::GB18030),
    ("ZHT16BIG5", encoding_rs::BIG5),
    ("ZHT16HKSCS", encoding_rs::BIG5),
    ("ZHT16MSWIN950", encoding_rs::BIG5),
];

/// The encoding of a character set name.
///
/// Takes an Oracle name (`WE8MSWIN1252`), an `NLS_LANG` value (`AMERICAN_AMERICA.WE8MSWIN1252`) or a label
/// of the web's encoding standard (`windows-1252`, `latin1`), in any case. `None` for an unknown name.
pub fn encoding_for_charset(name: &str) -> Option<&'static Encoding> {
    let name = name.trim();
    let name = name
        .rsplit_once('.')
        .map_or(name, |(_, character_set)| character_set);
    let upper = name.to_ascii_uppercase();
    ORACLE_CHARACTER_SETS
        .iter()
        .find(|(oracle, _)| *oracle == upper)
        .map(|(_, encoding)| *encoding)
        .or_else(|| Encoding::for_label_no_replacement(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_worlds_are_known() {
        assert_eq!(
            encoding_for_charset("AMERICAN_AMERICA.CL8MSWIN1251"),
            Some(encoding_rs::WINDOWS_1251)
        );
        assert_eq!(encoding_for_charset("al32utf8"), Some(encoding_rs::UTF_8));
        assert_eq!(encoding_for_charset("shift_jis"), Some(encoding_rs::SHIFT_JIS));
        assert_eq!(encoding_for_charset("WE8EBCDIC37"), None);
    }

    #[test]
    fn the_table_is_sorted_and_has_no_duplicates() {
        assert!(ORACLE_CHARACTER_SETS.is_sorted_by(|(left, _), (right, _)| left < right));
    }
}
