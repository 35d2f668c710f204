//! Misspelled keywords.

/// Whether two words differ by at most `limit` insertions, deletions, replacements or swaps of neighbours,
/// whatever their case.
pub(super) fn is_within(left: &str, right: &str, limit: usize) -> bool {
    let left: Vec<char> = left.chars().map(|c| c.to_ascii_uppercase()).collect();
    let right: Vec<char> = right.chars().map(|c| c.to_ascii_uppercase()).collect();
    if left.len().abs_diff(right.len()) > limit {
        return false;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, left_char) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, right_char) in right.iter().enumerate() {
            let replaced = at(&last, column) + usize::from(left_char != right_char);
            let mut cost = replaced
                .min(at(&last, column + 1) + 1)
                .min(at(&current, column) + 1);
            let swapped = row > 0
                && column > 0
                && left.get(row - 1) == Some(right_char)
                && right.get(column - 1) == Some(left_char);
            if swapped {
                cost = cost.min(at(&before_last, column - 1) + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    at(&last, right.len()) <= limit
}

fn at(row: &[usize], index: usize) -> usize {
    row.get(index).copied().unwrap_or(usize::MAX / 2)
}

/// How many mistakes a keyword of this length may have: short words are too near to each other.
pub(super) fn limit_for(keyword: &str) -> usize {
    match keyword.len() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn distances() {
        assert!(is_within("vales", "VALUES", 1));
        assert!(is_within("were", "WHERE", 1));
        assert!(is_within("form", "FROM", 1));
        assert!(!is_within("name", "FROM", 1));
        assert!(is_within("", "OR", 2));
        assert!(!is_within("selekkt", "SELECT", 1));
    }
}
