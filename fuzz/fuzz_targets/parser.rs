//! A unit: always a tree, errors inside of the text, and a dump of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plconv_syntax::{ParseOptions, dump, parse_unit};

fuzz_target!(|text: &str| {
    let parse = parse_unit(text, &ParseOptions::default());
    for error in &parse.errors {
        assert!(error.start <= error.end && error.end as usize <= text.len());
        assert!(text.is_char_boundary(error.start as usize) && text.is_char_boundary(error.end as usize));
    }
    let _ = dump::dump(&parse.tree);
});
