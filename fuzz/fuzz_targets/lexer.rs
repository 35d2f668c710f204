//! Any text: tokens that tile it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plconv_syntax::lexer::{RawKind, lex};

fuzz_target!(|text: &str| {
    let mut position = 0;
    for token in lex(text) {
        assert_eq!(token.start, position);
        assert!(token.end > token.start);
        assert!(text.is_char_boundary(token.end as usize));
        position = token.end;
    }
    assert_eq!(position as usize, text.len());
    let solid = lex(text).filter(|token| token.kind != RawKind::Whitespace);
    assert!(lex(text).without_blanks().eq(solid));
});
