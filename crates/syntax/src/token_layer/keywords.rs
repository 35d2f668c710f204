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
        if is_spelt(word, keyword.word) {
            return Some(keyword.kind);
        }
        position = (position + 1) & table.mask;
    }
}

/// Whether a word is the keyword in any case.
fn is_spelt(word: &str, keyword: &str) -> bool {
    match word.len() {
        // The ends are all of it.
        4..=8 => word.len() == keyword.len() && ends(word) == ends(keyword),
        _ => keyword.eq_ignore_ascii_case(word),
    }
}

/// The first and the last four letters in one case; a word of less than four is all in the first.
#[inline]
fn ends(word: &str) -> (u32, u32) {
    // Takes the bit that lower case letters differ in out of each; no two other characters of words differ in it alone.
    const ONE_CASE: u32 = 0xdfdf_dfdf;
    let bytes = word.as_bytes();
    let (first, last) = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ => (bytes.iter().fold(0, |all, byte| (all << 8) | u32::from(*byte)), 0),
    };
    (first & ONE_CASE, last & ONE_CASE)
}

/// Of the length and the ends: the words of a language differ enough in those.
fn hash(word: &str) -> usize {
    let (first, last) = ends(word);
    let first = first.wrapping_mul(0x9e37_79b9);
    let last = (last ^ word.len() as u32).wrapping_mul(0x85eb_ca6b);
    let mixed = first ^ last.rotate_left(15);
    (mixed ^ (mixed >> 15)) as usize
}
