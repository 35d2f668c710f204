//! Differences for people.

use similar::{ChangeTag, TextDiff};

/// A place where texts differ, with lines around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hunk {
    /// Line of the new text where the first difference is, from 0.
    pub line: usize,
    /// Lines, each with ` `, `-` or `+` before it and a line end behind it.
    pub text: String,
}

/// Lines around a difference.
const CONTEXT: usize = 3;

/// Where and how `new` differs from `old`, from the beginning to the end.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let diff = TextDiff::from_lines(old, new);
    diff.grouped_ops(CONTEXT)
        .iter()
        .map(|group| {
            let mut text = String::new();
            let mut line = None;
            let mut next = group.first().map_or(0, |operation| operation.new_range().start);
            for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
                let sign = match change.tag() {
                    ChangeTag::Equal => ' ',
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                };
                if sign != ' ' {
                    line.get_or_insert(next);
                }
                if sign != '-' {
                    next += 1;
                }
                text.push(sign);
                text.push_str(change.value().trim_end_matches('\n'));
                text.push('\n');
            }
            Hunk {
                line: line.unwrap_or_default(),
                text,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_come_with_three_lines_around_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\nmore\n";
        let found = hunks(old, new);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].line, 4);
        assert_eq!(found[0].text, " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
        assert_eq!(found[1].line, 12);
        assert_eq!(found[1].text, " 10\n 11\n 12\n+more\n");
        assert_eq!(hunks(old, old), []);
    }
}
