//! A script: items in order, inside of the text, that account for everything but blanks, comments and terminators.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plconv_syntax::read_script;
use plconv_syntax::substitution::{Definitions, SubstitutionSettings, substitute};

fuzz_target!(|text: &str| {
    let mut position = 0;
    for item in read_script(text).items {
        assert!(position <= item.start && item.comments_start <= item.start);
        let _ = item.text_with_comments(text);
        assert!(item.start <= item.end && item.end <= item.full_end && item.start < item.full_end);
        let between = &text[position as usize..item.comments_start.max(position) as usize];
        assert!(
            between.contains(['/', ';', '.', '-']) || between.chars().all(is_blank),
            "lost: {between:?}"
        );
        assert!(text.is_char_boundary(item.end as usize) && text.is_char_boundary(item.full_end as usize));
        position = item.full_end;
        let mut definitions = Definitions::default();
        definitions.define("a", "value of a");
        let substituted = substitute(item.text(text), &definitions, SubstitutionSettings::default());
        for offset in 0..substituted.text.len() {
            assert!(substituted.map.source(offset as u32) <= item.end - item.start);
        }
    }
});

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}' | '\0' | '\x1a')
}
