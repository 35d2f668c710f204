//! The order in which objects can be created.

use std::collections::{BTreeMap, BTreeSet};

/// An object by owner, type and name.
pub type Key = (String, String, String);

/// Types of objects in the order of installation scripts, with the name that DBMS_METADATA has for them and their directory.
pub const KINDS: &[(&str, &str, &str)] = &[
    ("TYPE", "TYPE_SPEC", "types"),
    ("SEQUENCE", "SEQUENCE", "sequences"),
    ("CLUSTER", "CLUSTER", "clusters"),
    ("TABLE", "TABLE", "tables"),
    ("INDEX", "INDEX", "indexes"),
    ("REF_CONSTRAINT", "REF_CONSTRAINT", "foreign_keys"),
    ("SYNONYM", "SYNONYM", "synonyms"),
    ("PACKAGE", "PACKAGE_SPEC", "packages"),
    ("FUNCTION", "FUNCTION", "functions"),
    ("PROCEDURE", "PROCEDURE", "procedures"),
    ("VIEW", "VIEW", "views"),
    ("MATERIALIZED VIEW", "MATERIALIZED_VIEW", "materialized_views"),
    ("TYPE BODY", "TYPE_BODY", "type_bodies"),
    ("PACKAGE BODY", "PACKAGE_BODY", "package_bodies"),
    ("TRIGGER", "TRIGGER", "triggers"),
    ("PROGRAM", "PROCOBJ", "scheduler"),
    ("SCHEDULE", "PROCOBJ", "scheduler"),
    ("JOB", "PROCOBJ", "scheduler"),
];

/// Where a type stands in [`KINDS`].
pub fn rank(kind: &str) -> Option<usize> {
    KINDS.iter().position(|(known, _, _)| *known == kind)
}

/// Sorts objects so that each comes after those it depends on, and otherwise by type, owner and name. In a circle the first
/// by type goes first.
pub fn sorted(keys: impl IntoIterator<Item = Key>, dependencies: &BTreeSet<(Key, Key)>) -> Vec<Key> {
    type Ranked = (usize, Key);
    let ranked = |key: Key| -> Ranked { (rank(&key.1).unwrap_or(KINDS.len()), key) };
    let mut waiting: BTreeMap<Ranked, BTreeSet<Key>> = keys
        .into_iter()
        .map(|key| (ranked(key), BTreeSet::new()))
        .collect();
    let mut dependents: BTreeMap<&Key, Vec<&Key>> = BTreeMap::new();
    for (object, needed) in dependencies {
        if object == needed || !waiting.contains_key(&ranked(needed.clone())) {
            continue;
        }
        if let Some(needs) = waiting.get_mut(&ranked(object.clone())) {
            needs.insert(needed.clone());
            dependents.entry(needed).or_default().push(object);
        }
    }
    let mut ready: BTreeSet<Ranked> = waiting
        .iter()
        .filter(|(_, needs)| needs.is_empty())
        .map(|(object, _)| object.clone())
        .collect();
    let mut order = Vec::with_capacity(waiting.len());
    while let Some(next) = ready.pop_first().or_else(|| waiting.keys().next().cloned()) {
        waiting.remove(&next);
        for dependent in dependents.get(&next.1).into_iter().flatten() {
            let dependent = ranked((*dependent).clone());
            if let Some(needs) = waiting.get_mut(&dependent)
                && needs.remove(&next.1)
                && needs.is_empty()
            {
                ready.insert(dependent);
            }
        }
        order.push(next.1);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: &str, name: &str) -> Key {
        ("HR".to_owned(), kind.to_owned(), name.to_owned())
    }

    #[test]
    fn what_is_needed_comes_first() {
        let view = key("VIEW", "A");
        let inner = key("VIEW", "Z");
        let function = key("FUNCTION", "F");
        let table = key("TABLE", "T");
        let dependencies = BTreeSet::from([
            (view.clone(), inner.clone()),
            (inner.clone(), table.clone()),
            (function.clone(), view.clone()),
            (view.clone(), key("VIEW", "OF_ANOTHER_SCHEMA")),
        ]);
        let order = sorted(
            [view.clone(), function.clone(), inner.clone(), table.clone()],
            &dependencies,
        );
        assert_eq!(order, [table, inner, view, function]);
    }

    #[test]
    fn a_circle_is_cut() {
        let (one, two) = (key("PACKAGE", "ONE"), key("PACKAGE", "TWO"));
        let last = key("VIEW", "V");
        let dependencies = BTreeSet::from([
            (one.clone(), two.clone()),
            (two.clone(), one.clone()),
            (last.clone(), two.clone()),
        ]);
        let order = sorted([last.clone(), two.clone(), one.clone()], &dependencies);
        assert_eq!(order, [one, two, last]);
    }
}
