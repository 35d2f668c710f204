//! Words of a translation and the words they were made from.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// The word of `original` that the word at byte `at` of `translation` was made from, as bytes of `original`; none when
/// `original` has no words.
///
/// The texts say the same in two related languages: most words are equal but for the case of letters, and come in the
/// same order. A word that stands between equal neighbours was made from what stands there in the original; a word that the
/// original has in another place was made from its nearest occurrence.
pub fn matching_word(translation: &str, at: usize, original: &str) -> Option<Range<usize>> {
    let (new, old) = (words(translation), words(original));
    let (new_keys, old_keys) = (keys(translation, &new), keys(original, &old));
    // The word at the byte, or the one before it: errors at the end of a text point behind it.
    let index = new
        .iter()
        .position(|word| word.end > at)
        .unwrap_or(new.len().saturating_sub(1));
    let wanted = new_keys.get(index)?;
    let operations = capture_diff_slices(Algorithm::Myers, &new_keys, &old_keys);
    let operation = operations
        .iter()
        .find(|operation| operation.old_range().contains(&index))?;
    let there = operation.new_range();
    let offset = index - operation.old_range().start;
    let expected = match operation {
        DiffOp::Equal { .. } => return old.get(there.start + offset).cloned(),
        // Nothing stands there: what comes next was wrapped in something.
        DiffOp::Delete { .. } => there.start,
        DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
            let length = operation.old_range().len().max(1);
            there.start + (offset * there.len() / length).min(there.len().saturating_sub(1))
        }
    };
    let same = |number: &usize| old_keys.get(*number) == Some(wanted);
    let is_name = wanted.chars().next().is_some_and(is_word);
    let nearest = (0..old.len())
        .filter(same)
        .min_by_key(|number| number.abs_diff(expected));
    let number = nearest.filter(|_| is_name).unwrap_or(expected);
    old.get(number).or(old.last()).cloned()
}

/// Where words begin that are equal to `word`, quotes and the case of letters aside.
pub fn word_starts<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let word = word.to_lowercase();
    words(text)
        .into_iter()
        .filter(move |range| text[range.clone()].to_lowercase() == word)
        .map(|range| range.start)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

/// Words, and every other character that is no white space or quote of a name on its own.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        let mut end = start + first.len_utf8();
        if is_word(first) {
            while let Some((at, c)) = characters.next_if(|(_, c)| is_word(*c)) {
                end = at + c.len_utf8();
            }
        } else if first.is_whitespace() || first == '"' {
            continue;
        }
        words.push(start..end);
    }
    words
}

/// The words as they are compared.
fn keys(text: &str, words: &[Range<usize>]) -> Vec<String> {
    words
        .iter()
        .map(|word| text[word.clone()].to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching<'o>(translation: &str, word: &str, original: &'o str) -> &'o str {
        let at = translation.find(word).unwrap();
        &original[matching_word(translation, at, original).unwrap()]
    }

    #[test]
    fn equal_words_are_matched_in_order() {
        let original = "SELECT a, b INTO x FROM t WHERE a = 1";
        let translation = "SELECT t.a, t.b INTO STRICT x FROM t WHERE t.a = 1";
        assert_eq!(matching(translation, "b INTO", original), "b");
        let last = translation.rfind("a = 1").unwrap();
        let found = matching_word(translation, last, original).unwrap();
        assert_eq!(found.start, original.rfind("a = 1").unwrap());
    }

    #[test]
    fn a_changed_word_is_what_stands_between_its_neighbours() {
        let original = "create table t (a NUMBER(3), b VARCHAR2(10))";
        let translation = "CREATE TABLE t (\n  a numeric(3),\n  b varchar(10)\n)";
        assert_eq!(matching(translation, "varchar", original), "VARCHAR2");
        assert_eq!(matching(translation, "numeric", original), "NUMBER");
    }

    #[test]
    fn a_word_that_moved_is_found() {
        let original = "nvl(first_one, other) + missing";
        let translation = "missing + coalesce(first_one, other)";
        assert_eq!(matching(translation, "missing", original), "missing");
    }

    #[test]
    fn the_end_of_a_text_is_its_last_word() {
        assert_eq!(matching_word("a b", 3, "a c"), Some(2..3));
        assert_eq!(matching_word("a b", 1, ""), None);
    }
}
