//! Lines of a script.

use crate::lexer::IS_IN_WORD;

/// Position of the line feed that ends the line of `position`, or the end of the text.
pub fn line_end(text: &str, position: usize) -> usize {
    let rest = text.as_bytes().get(position..).unwrap_or(&[]);
    memchr::memchr(b'\n', rest).map_or(text.len(), |found| position + found)
}

/// Position of the first byte of the line of `position`.
pub fn line_start(text: &str, position: usize) -> usize {
    let head = text.as_bytes().get(..position).unwrap_or(&[]);
    memchr::memrchr(b'\n', head).map_or(0, |found| found + 1)
}

/// Whether only blanks stand before `position` on its line.
///
/// Looks back over blanks only, so that a file of one long line stays linear.
pub fn blank_before(text: &str, position: usize) -> bool {
    let head = text.as_bytes().get(..position).unwrap_or(&[]);
    match head
        .iter()
        .rev()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))
    {
        None | Some(b'\n') => true,
        // A byte order mark that decoding left in place.
        Some(_) => head == "\u{feff}".as_bytes(),
    }
}

/// Whether only blanks stand after `position` on its line.
pub fn blank_after(text: &str, position: usize) -> bool {
    let rest = text.as_bytes().get(position..).unwrap_or(&[]);
    !matches!(rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')), Some(byte) if *byte != b'\n')
}

/// The first position from `position` on that is no blank.
pub fn skip_blanks(text: &str, position: usize) -> usize {
    let rest = text.get(position..).unwrap_or("");
    position + (rest.len() - rest.trim_start_matches(is_blank).len())
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}' | '\u{0}' | '\u{1a}')
}

/// The letters, digits, `_`, `$` and `#` from `position` on.
pub fn word_at(text: &str, position: usize) -> &str {
    let rest = text.get(position..).unwrap_or("");
    let ascii = rest.bytes().position(|byte| !IS_IN_WORD[usize::from(byte)]);
    if let Some(length) = ascii
        && rest.as_bytes().get(length).is_some_and(u8::is_ascii)
    {
        return rest.get(..length).unwrap_or("");
    }
    let length = rest
        .find(|character: char| !character.is_alphanumeric() && !matches!(character, '_' | '$' | '#'))
        .unwrap_or(rest.len());
    rest.get(..length).unwrap_or("")
}
