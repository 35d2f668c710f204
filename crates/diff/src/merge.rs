//! Three-way merge.

/// A merge of two versions of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Merged {
    /// Both changes are in it.
    Clean(String),
    /// Some changes touch the same lines; there both are, between the markers that Git writes.
    Conflict(String),
}

/// Merges the changes from `base` to `edited` and those from `base` to `new`. Equal changes are no conflict.
pub fn merge(base: &str, edited: &str, new: &str) -> Merged {
    match diffy::merge(base, edited, new) {
        Ok(text) => Merged::Clean(text),
        Err(text) => Merged::Conflict(name_sides(&text)),
    }
}

/// The markers of the library say `ours`, `original` and `theirs`; whose that is depends on who reads it.
fn name_sides(text: &str) -> String {
    let mut named = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let marker = line.trim_end_matches('\n');
        named.push_str(match marker {
            "<<<<<<< ours" => "<<<<<<< edited\n",
            "||||||| original" => "||||||| generated before\n",
            ">>>>>>> theirs" => ">>>>>>> generated now\n",
            _ => line,
        });
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "a\nb\nc\nd\ne\nf\n";

    #[test]
    fn changes_in_different_places_are_both_there() {
        let merged = merge(BASE, "a\nmine\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\ne\nnew\n");
        assert_eq!(merged, Merged::Clean("a\nmine\nb\nc\nd\ne\nnew\n".to_owned()));
    }

    #[test]
    fn equal_changes_are_no_conflict() {
        let both = "a\nb\nX\nd\ne\nf\n";
        assert_eq!(merge(BASE, both, both), Merged::Clean(both.to_owned()));
    }

    #[test]
    fn changes_of_the_same_lines_are_shown_with_their_sides() {
        let Merged::Conflict(text) = merge(BASE, "a\nb\nmine\nd\ne\nf\n", "a\nb\nnew\nd\ne\nf\n") else {
            panic!("merged");
        };
        assert_eq!(
            text,
            "a\nb\n<<<<<<< edited\nmine\n||||||| generated before\nc\n=======\nnew\n>>>>>>> generated now\nd\ne\nf\n"
        );
    }
}
