//! ALTER TABLE on partitions: ADD, DROP, RENAME, SPLIT, MERGE, MODIFY VALUES, SET INTERVAL.

use super::Replay;
use super::source::{has_phrase, names};
use plconv_catalog::{Origin, Partition, PartitionKind, Partitioning, SourceText, Table};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn add_partition(&mut self, table: &mut Table, add: ast::AddPartition<'_>) {
        let Some(definition) = add.partition() else {
            return;
        };
        let partition = self.partition(definition);
        table.physical.extend(Self::partition_storage(definition));
        match &mut table.partitioning {
            Some(partitioning) => {
                // Hash partitions given by number grow by one.
                if partitioning.partitions.is_empty()
                    && let Some(count) = &mut partitioning.count
                {
                    *count += 1;
                    return;
                }
                partitioning.partitions.push(partition);
            }
            None => self.not_replayed(
                add.syntax(),
                format!(
                    "ALTER TABLE ADD PARTITION: table {} is not partitioned",
                    table.name
                ),
            ),
        }
    }

    /// Applies an action on partitions; false when it is none or not one of these.
    pub(super) fn partition_action(
        &mut self,
        table: &mut Table,
        action: ast::OpaqueAction<'_>,
        words: &[String],
    ) -> bool {
        let listed = names(action.names());
        let mut values: Vec<SourceText> = action
            .exprs()
            .iter()
            .map(|expr| self.source_text(expr.syntax()))
            .collect();
        if values.is_empty() && has_phrase(words, "VALUES") {
            values = listed_values(action.syntax().text(), self.origin(action.syntax()));
        }
        let into: Vec<Partition> = action
            .partitions()
            .iter()
            .map(|partition| self.partition(partition))
            .collect();
        let Some(partitioning) = &mut table.partitioning else {
            return false;
        };
        let first = listed.first().map_or("", String::as_str);
        match (
            words.first().map_or("", String::as_str),
            words.get(1).map_or("", String::as_str),
        ) {
            ("DROP", "PARTITION" | "PARTITIONS") => remove(&mut partitioning.partitions, &listed),
            ("DROP", "SUBPARTITION" | "SUBPARTITIONS") => partitioning
                .partitions
                .iter_mut()
                .any(|partition| remove(&mut partition.subpartitions, &listed)),
            ("RENAME", "PARTITION") => match (position(partitioning, first), listed.get(1)) {
                (Some(index), Some(new)) => {
                    partitioning.partitions[index].name = Some(new.clone());
                    true
                }
                _ => false,
            },
            ("SPLIT", "PARTITION") => split(partitioning, first, values, into),
            ("MERGE", "PARTITIONS") if words.get(3).is_some_and(|word| word == "TO") => {
                let range = between(partitioning, &listed);
                merge(partitioning, &range, into)
            }
            ("MERGE", _) => merge(partitioning, &listed, into),
            ("SET", "INTERVAL") => {
                partitioning.interval = values.into_iter().next();
                true
            }
            ("MODIFY", "PARTITION") if has_phrase(words, "ADD VALUES") => position(partitioning, first)
                .is_some_and(|index| {
                    partitioning.partitions[index].values.extend(values);
                    true
                }),
            ("MODIFY", "PARTITION") if has_phrase(words, "DROP VALUES") => position(partitioning, first)
                .is_some_and(|index| {
                    let kept = &mut partitioning.partitions[index].values;
                    kept.retain(|value| !values.iter().any(|dropped| dropped.text == value.text));
                    true
                }),
            ("MODIFY", _) if has_phrase(words, "ADD SUBPARTITION") || has_phrase(words, "READ ONLY") => false,
            // Storage of one partition.
            ("MODIFY", "PARTITION" | "SUBPARTITION") | ("MOVE", "PARTITION" | "SUBPARTITION") => true,
            _ => false,
        }
    }
}

fn position(partitioning: &Partitioning, name: &str) -> Option<usize> {
    partitioning
        .partitions
        .iter()
        .position(|partition| partition.name.as_deref() == Some(name))
}

/// The names of all partitions from the first name to the second.
fn between(partitioning: &Partitioning, names: &[String]) -> Vec<String> {
    let mut ends = names.iter().map(|name| position(partitioning, name));
    let (Some(Some(first)), Some(Some(last))) = (ends.next(), ends.next()) else {
        return Vec::new();
    };
    let range = partitioning.partitions.get(first..=last).unwrap_or_default();
    range
        .iter()
        .filter_map(|partition| partition.name.clone())
        .collect()
}

fn remove(partitions: &mut Vec<Partition>, names: &[String]) -> bool {
    let before = partitions.len();
    partitions.retain(|partition| !partition.name.as_ref().is_some_and(|name| names.contains(name)));
    partitions.len() < before
}

/// `SPLIT PARTITION p AT (v)` of a range: the first part ends at v, the second where p ended.
/// `SPLIT PARTITION p VALUES (...)` of a list: the first part takes the values, the second the rest.
fn split(
    partitioning: &mut Partitioning,
    name: &str,
    values: Vec<SourceText>,
    mut into: Vec<Partition>,
) -> bool {
    let Some(index) = position(partitioning, name) else {
        return false;
    };
    if into.len() != 2 {
        return false;
    }
    let old = partitioning.partitions.remove(index);
    let mut rest = old.values.clone();
    if partitioning.kind == PartitionKind::List {
        rest.retain(|value| !values.iter().any(|taken| taken.text == value.text));
    }
    if let [first, second] = into.as_mut_slice() {
        if first.values.is_empty() {
            first.values = values;
        }
        if second.values.is_empty() {
            second.values = rest;
        }
    }
    partitioning.partitions.splice(index..index, into);
    true
}

/// `MERGE PARTITIONS a, b INTO PARTITION c`: a range ends where the later one ended, a list takes all values.
fn merge(partitioning: &mut Partitioning, names: &[String], into: Vec<Partition>) -> bool {
    let merged: Vec<usize> = names
        .iter()
        .filter_map(|name| position(partitioning, name))
        .collect();
    let (Some(first), Some(last), Some(mut target)) = (
        merged.iter().copied().min(),
        merged.iter().copied().max(),
        into.into_iter().next(),
    ) else {
        return false;
    };
    if target.values.is_empty() {
        target.values = if partitioning.kind == PartitionKind::List {
            merged
                .iter()
                .flat_map(|index| partitioning.partitions[*index].values.clone())
                .collect()
        } else {
            partitioning.partitions[last].values.clone()
        };
    }
    remove(&mut partitioning.partitions, names);
    partitioning
        .partitions
        .insert(first.min(partitioning.partitions.len()), target);
    true
}

/// The values in the parentheses of an action that the tree keeps as words: `... ADD VALUES ('a', 'b')`.
fn listed_values(text: &str, origin: Origin) -> Vec<SourceText> {
    let open = text
        .to_ascii_uppercase()
        .find("VALUES")
        .and_then(|at| Some(at + text[at..].find('(')?));
    let Some(open) = open else {
        return Vec::new();
    };
    let mut values = vec![String::new()];
    let (mut depth, mut quoted) = (0, false);
    for character in text[open + 1..].chars() {
        match character {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                values.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(value) = values.last_mut() {
            value.push(character);
        }
    }
    values
        .into_iter()
        .map(|text| SourceText {
            text: text.trim().to_owned(),
            origin,
        })
        .collect()
}
