//! Spelling to keyword.

use plconv_grammar::{KEYWORDS, TokenKind};
use std::sync::LazyLock;

/// Longer words are names: no keyword is as long.
const MAX_LENGTH: usize = 30;

/// Open addressing over the table of words, at most a quarter full.
struct Table {
    slots: Vec<u16>,
    mask: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let size = (KEYWORDS.len() * 4).next_power_of_two();
    let mut table = Table {
        slots: vec![0; size],
        mask: size - 1,
    };
    for (index, keyword) in KEYWORDS.iter().enumerate() {
        let mut position = hash(keyword.word) & table.mask;
        while table.slots.get(position).is_some_and(|slot| *slot != 0) {
            position = (position + 1) & table.mask;
        }
        if let Some(slot) = table.slots.get_mut(position) {
            *slot = index as u16 + 1;
        }
    }
    table
});

/// What the lexer gives for a word in any case; `None` for words that are names only.
pub(crate) fn keyword(word: &str) -> Option<TokenKind> {
    if word.len() > MAX_LENGTH {
        return None;
    }
    let table = &*TABLE;
    let mut position = hash(word) & table.mask;
    loop {
        let index = table.slots.get(position).copied().filter(|slot| *slot != 0)? - 1;
        let keyword = KEYWORDS.get(usize::from(index))?;
        if keyword.word.eq_ignore_ascii_case(word) {
            return Some(keyword.kind);
        }
        position = (position + 1) & table.mask;
    }
}

/// FNV-1a over the letters in one case.
fn hash(word: &str) -> usize {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_uppercase())).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize
}
