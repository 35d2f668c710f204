//! Bytes of a file: a text whose places all have a line and a column, and problems inside of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plconv_source::{LineIndex, TextSize, decode};

const HINTS: [Option<&str>; 4] = [None, Some("WE8MSWIN1252"), Some("ZHS16GBK"), Some("AL16UTF16LE")];

fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let decoded = decode(rest, HINTS[usize::from(*first) % HINTS.len()]);
    let index = LineIndex::new(&decoded.text);
    for problem in &decoded.problems {
        assert!(usize::from(problem.range.end()) <= decoded.text.len());
        assert!(decoded.text.is_char_boundary(problem.range.start().into()));
        assert!(problem.byte_offset <= rest.len() as u64);
    }
    for (offset, _) in decoded.text.char_indices().take(2_000) {
        let offset = TextSize::try_from(offset).unwrap();
        assert_eq!(index.offset(index.position(offset)), Some(offset));
    }
});
