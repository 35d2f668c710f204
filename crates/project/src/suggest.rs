//! "Did you mean ...?"

/// The candidates nearest to `wanted`, at most three, the nearest first; none when all are far away.
pub fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    let wanted = wanted.to_lowercase();
    let limit = (wanted.chars().count() / 3).max(2);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = if wanted.len() >= 3 && lower.contains(&wanted) {
                1
            } else {
                edit_distance(&wanted, &lower)
            };
            (distance <= limit).then_some((distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// How many characters must be inserted, deleted, replaced or swapped with their neighbour.
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_previous: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    let mut last_left = '\0';
    for (row, left) in left.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, &character) in right.iter().enumerate() {
            let replaced = previous[column] + usize::from(left != character);
            let mut best = replaced.min(previous[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && left == right[column - 1] && last_left == character {
                best = best.min(before_previous[column - 1] + 1);
            }
            current.push(best);
        }
        before_previous = std::mem::replace(&mut previous, current);
        last_left = left;
    }
    previous.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_are_found_and_strangers_are_not() {
        let keys = ["target-version", "scripts", "line-width"];
        assert_eq!(nearest("target-verison", keys), ["target-version"]);
        assert_eq!(nearest("script", keys), ["scripts"]);
        assert!(nearest("colour", keys).is_empty());
    }

    #[test]
    fn a_part_of_a_name_finds_it() {
        assert_eq!(
            nearest("include", ["include-not-found", "unknown-name"]),
            ["include-not-found"]
        );
    }

    #[test]
    fn distances() {
        assert_eq!(edit_distance("", "abc"), 3);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
        assert_eq!(edit_distance("ab", "ba"), 1);
    }
}
