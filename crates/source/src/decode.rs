//! From the bytes of a source file to text, with every doubt reported.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{TextRange, TextSize, binary, charset};

/// The text of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; each NUL is a blank, and where CR alone ends the lines it is LF. Otherwise
    /// unchanged. Empty for a binary file.
    pub text: String,
    /// The name of the encoding it was decoded from (`UTF-8`, `windows-1252`...), `binary` for none.
    pub encoding: &'static str,
    /// What was wrong or doubtful, in the order of the offsets.
    pub problems: Vec<DecodeProblem>,
}

/// Something wrong or doubtful about the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeProblem {
    /// What it is.
    pub kind: DecodeProblemKind,
    /// Where, in the bytes of the file.
    pub byte_offset: u64,
    /// Where, in the decoded text (the replacement character for undecodable bytes).
    pub range: TextRange,
}

/// The kinds of [`DecodeProblem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeProblemKind {
    /// The file is no text; what it looks like. Its text is empty.
    Binary(&'static str),
    /// The file is longer than the 4 GiB that offsets can express. Its text is empty.
    TooLarge,
    /// Bytes that mean nothing in the encoding; each run stands as one U+FFFD in the text.
    Undecodable(Vec<u8>),
    /// NUL bytes, so many of them, in what is a text otherwise; each stands as a blank. The place is that of the first.
    Nuls(u64),
    /// Nothing says what the encoding is; the one taken is a guess.
    Guessed,
    /// The hint is not the name of a known character set.
    UnknownHint,
    /// The hint names another encoding than the byte order mark, which wins.
    HintContradicted,
}

/// Decodes the bytes of a file.
///
/// `hint` is a character set name from the user: Oracle's (`WE8MSWIN1252`), an `NLS_LANG`, or the web's
/// (`windows-1252`). In order: a byte order mark, known binary files, the hint, UTF-16 without a mark,
/// valid UTF-8, a guess from the letter frequencies. Never fails; what is wrong is in `problems`.
pub fn decode(bytes: &[u8], hint: Option<&str>) -> Decoded {
    if u32::try_from(bytes.len()).is_err() {
        return without_text(DecodeProblemKind::TooLarge, 0);
    }
    if is_utf32(bytes) {
        return without_text(DecodeProblemKind::Binary("UTF-32 text"), 0);
    }
    let hinted = hint.map(charset::encoding_for_charset);
    let mut problems = Vec::new();
    if hinted == Some(None) {
        problems.push(problem_at_start(DecodeProblemKind::UnknownHint));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        if hinted.flatten().is_some_and(|hinted| hinted != encoding) {
            problems.push(problem_at_start(DecodeProblemKind::HintContradicted));
        }
        return decode_as(bytes, mark, encoding, problems);
    }
    if let Some(kind) = binary::known_binary(bytes) {
        return without_text(DecodeProblemKind::Binary(kind), 0);
    }
    if let Some(encoding) = hinted.flatten() {
        return match first_nul(bytes) {
            Some(at) if encoding != UTF_16LE && encoding != UTF_16BE && !is_text_with_nuls(bytes) => {
                nul_bytes(at)
            }
            _ => decode_as(bytes, 0, encoding, problems),
        };
    }
    if let Some(at) = first_nul(bytes) {
        if let Some(encoding) = utf16_without_mark(bytes) {
            return decode_as(bytes, 0, encoding, problems);
        }
        if !is_text_with_nuls(bytes) {
            return nul_bytes(at);
        }
    }
    if is_utf8_with_few_errors(bytes) {
        return decode_as(bytes, 0, UTF_8, problems);
    }
    problems.push(problem_at_start(DecodeProblemKind::Guessed));
    decode_as(bytes, 0, guess(bytes), problems)
}

fn problem_at_start(kind: DecodeProblemKind) -> DecodeProblem {
    DecodeProblem {
        kind,
        byte_offset: 0,
        range: TextRange::empty(TextSize::new(0)),
    }
}

fn without_text(kind: DecodeProblemKind, byte_offset: u64) -> Decoded {
    let problem = DecodeProblem {
        byte_offset,
        ..problem_at_start(kind)
    };
    Decoded {
        text: String::new(),
        encoding: "binary",
        problems: vec![problem],
    }
}

fn nul_bytes(at: usize) -> Decoded {
    without_text(DecodeProblemKind::Binary("file with NUL bytes"), at as u64)
}

fn first_nul(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(0, bytes)
}

/// Whether a file with NULs is a text all the same: one that was padded at its end, or has a few stray NULs.
fn is_text_with_nuls(bytes: &[u8]) -> bool {
    let length = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    let text = bytes.get(..length).unwrap_or_default();
    let nuls = text.iter().filter(|byte| **byte == 0).count();
    let is_control = |byte: &u8| *byte != 0 && is_control_character(char::from(*byte)) && byte.is_ascii();
    length > 0 && nuls * 100 <= length && !text.iter().any(is_control)
}

/// UTF-32 is no encoding that a browser, SQL*Plus or we read; its little-endian mark looks like UTF-16's.
fn is_utf32(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff])
}

/// UTF-16 without a byte order mark: SQL has blanks and line ends, so one of each pair of bytes is often
/// NUL and the other rarely (as in U+4E00); all units must decode, and to no control characters.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..64 * 1024).unwrap_or(bytes);
    let units = sample.len() / 2;
    let nuls = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let encoding = match (nuls(0), nuls(1)) {
        (first, second) if second * 20 >= units && second > first * 4 => UTF_16LE,
        (first, second) if first * 20 >= units && first > second * 4 => UTF_16BE,
        _ => return None,
    };
    // The sample may end between the halves of a pair of surrogates.
    let whole_units = match sample.get(..units * 2).unwrap_or(sample) {
        [head @ .., 0xd8..=0xdb, _] if encoding == UTF_16BE && sample.len() < bytes.len() => head,
        [head @ .., _, 0xd8..=0xdb] if encoding == UTF_16LE && sample.len() < bytes.len() => head,
        all => all,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(whole_units)?;
    (!text.contains(is_control_character)).then_some(encoding)
}

/// Control characters that no script contains; Control-Z ended files on CP/M and still does on some.
fn is_control_character(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\x0b' | '\x0c' | '\r' | '\x1a')
}

/// Whether the text is UTF-8, perhaps with a few damaged bytes (a script pasted together from several
/// sources): guessing another encoding would then turn all of its other letters into wrong ones.
fn is_utf8_with_few_errors(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Err(error) = std::str::from_utf8(rest) {
        let (valid, tail) = rest.split_at(error.valid_up_to());
        good += wide_characters(valid);
        bad += 1;
        rest = tail
            .get(error.error_len().unwrap_or(tail.len()).max(1)..)
            .unwrap_or_default();
    }
    bad == 0 || good + wide_characters(rest) >= bad.saturating_mul(4)
}

/// How many characters of valid UTF-8 are not ASCII.
fn wide_characters(valid: &[u8]) -> usize {
    valid.iter().filter(|byte| **byte >= 0xc0).count()
}

/// So many bytes of lines that are not ASCII tell as much as all of them.
const ENOUGH_TO_GUESS: usize = 256 * 1024;

/// Lines of ASCII say nothing about the encoding, and looking at them takes longer than parsing them.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut start, mut fed) = (0, 0);
    let ends = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
    for end in ends.chain([bytes.len()]) {
        let line = bytes.get(start..end).unwrap_or_default();
        start = end;
        if !line.is_ascii() {
            detector.feed(line, false);
            fed += line.len();
            if fed > ENOUGH_TO_GUESS {
                break;
            }
        }
    }
    detector.feed(&[], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_as(
    bytes: &[u8],
    mark: usize,
    encoding: &'static Encoding,
    mut problems: Vec<DecodeProblem>,
) -> Decoded {
    let rest = bytes.get(mark..).unwrap_or_default();
    let mut text = match encoding.decode_without_bom_handling_and_without_replacement(rest) {
        Some(Cow::Borrowed(text)) => text.to_owned(),
        Some(Cow::Owned(text)) => text,
        None => decode_reporting_errors(bytes, mark, encoding, &mut problems),
    };
    if let Some(at) = text.find('\0') {
        // In UTF-16 most NULs are halves of other characters.
        let byte_offset = if encoding == UTF_16LE || encoding == UTF_16BE {
            let units = text
                .get(..at)
                .map_or(0, |head| head.chars().map(char::len_utf16).sum());
            mark + 2 * units
        } else {
            first_nul(bytes).unwrap_or(at)
        };
        problems.push(DecodeProblem {
            kind: DecodeProblemKind::Nuls(text.bytes().filter(|byte| *byte == 0).count() as u64),
            byte_offset: byte_offset as u64,
            range: TextRange::at(offset(at), TextSize::new(1)),
        });
        problems.sort_by_key(|problem| problem.range.start());
        text = text.replace('\0', " ");
    }
    if has_old_line_ends(&text) {
        text = text.replace('\r', "\n");
    }
    if u32::try_from(text.len()).is_err() {
        return without_text(DecodeProblemKind::TooLarge, 0);
    }
    Decoded {
        text,
        encoding: encoding.name(),
        problems,
    }
}

/// Whether a lone CR ends the lines, as it did on the Macintosh: to SQL*Plus and Oracle the whole text would be one
/// line, and a comment in it would reach to the end.
fn has_old_line_ends(text: &str) -> bool {
    let count = |needle: &str| memchr::memmem::find_iter(text.as_bytes(), needle.as_bytes()).count();
    let (returns, feeds, both) = (count("\r"), count("\n"), count("\r\n"));
    both == 0 && returns > feeds
}

/// The slow way, taken only when some bytes cannot be decoded.
fn decode_reporting_errors(
    bytes: &[u8],
    mark: usize,
    encoding: &'static Encoding,
    problems: &mut Vec<DecodeProblem>,
) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let mut read = mark;
    loop {
        let input = bytes.get(read..).unwrap_or_default();
        let (result, consumed) = decoder.decode_to_string_without_replacement(input, &mut text, true);
        read += consumed;
        match result {
            DecoderResult::InputEmpty => return text,
            DecoderResult::OutputFull => {
                let needed = decoder.max_utf8_buffer_length_without_replacement(bytes.len() - read);
                text.reserve(needed.unwrap_or(0).max(16));
            }
            DecoderResult::Malformed(length, consumed_after) => {
                let end = read.saturating_sub(usize::from(consumed_after));
                let start = end.saturating_sub(usize::from(length)).max(mark);
                let undecodable = bytes.get(start..end).unwrap_or_default();
                let at = offset(text.len());
                text.push(char::REPLACEMENT_CHARACTER);
                problems.push(DecodeProblem {
                    kind: DecodeProblemKind::Undecodable(undecodable.to_vec()),
                    byte_offset: start as u64,
                    range: TextRange::new(at, offset(text.len())),
                });
            }
        }
    }
}

/// Callers have checked that texts stay below 4 GiB; `decode_as` refuses the ones that grow beyond it.
fn offset(length: usize) -> TextSize {
    TextSize::new(u32::try_from(length).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
