//! An order of work: waves in which everything is there before it is used, and what to convert first.

use crate::graph::{Graph, components};
use crate::model::{Cluster, CodeRow, FirstRow, ObjectRow, Range, Use, Wave};
use plconv_diagnostics::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// Code waves at most; more would be steps nobody plans.
const MOST: usize = 6;

/// A table that more objects write couples nobody in particular.
const MOST_WRITERS: usize = 4;

/// Rows of each half of the list of what to convert first.
const FIRST: usize = 8;

/// Whether an object of a kind only holds data or names: what all code stands on.
fn is_storage(kind: &str) -> bool {
    !is_code(kind) && !matches!(kind, "VIEW" | "MATERIALIZED VIEW")
}

/// Whether an object of a kind has code.
pub fn is_code(kind: &str) -> bool {
    matches!(
        kind,
        "PACKAGE" | "PACKAGE BODY" | "PROCEDURE" | "FUNCTION" | "TRIGGER" | "TYPE BODY"
    )
}

/// Sorts all objects into waves and writes the number of its wave into each.
///
/// Nodes that use each other in a circle or share variables of a package are one step. What only holds data comes first
/// as far as it needs no code; then steps by the longest chain of what they need, neighbouring levels put together until
/// a wave has a fair part of the work.
pub fn waves(objects: &mut [ObjectRow], graph: &Graph) -> Vec<Wave> {
    let count = graph.members.len();
    let next: Vec<Vec<u32>> = graph
        .uses
        .iter()
        .map(|list| {
            list.iter()
                .filter(|(_, how)| *how != Use::References)
                .map(|(to, _)| *to)
                .collect()
        })
        .collect();
    // Sharing state joins both ways.
    let mut joined = next.clone();
    for (from, list) in (0..).zip(&graph.uses) {
        for (to, _) in list.iter().filter(|(_, how)| *how == Use::State) {
            joined[*to as usize].push(from);
        }
    }
    let steps = components(&joined);
    let mut step_of = vec![0usize; count];
    for (number, step) in steps.iter().enumerate() {
        for node in step {
            step_of[*node as usize] = number;
        }
    }
    // Level 0 is storage that needs no code.
    let mut level = vec![0usize; steps.len()];
    for (number, step) in steps.iter().enumerate() {
        let storage = step.iter().all(|node| {
            graph.members[*node as usize]
                .iter()
                .all(|object| is_storage(&objects[*object as usize].kind))
        });
        let below = step
            .iter()
            .flat_map(|node| &next[*node as usize])
            .map(|to| step_of[*to as usize])
            .filter(|to| *to != number)
            .map(|to| level[to])
            .max();
        level[number] = match (storage, below) {
            (true, None | Some(0)) => 0,
            (true, Some(below)) => below,
            (false, below) => below.unwrap_or(0) + 1,
        };
    }
    let wave_of_level = put_together(objects, graph, &steps, &level);
    for (number, step) in steps.iter().enumerate() {
        for node in step {
            for object in &graph.members[*node as usize] {
                objects[*object as usize].wave = wave_of_level[level[number]];
            }
        }
    }
    let last = wave_of_level.last().copied().unwrap_or(0);
    (1..=last)
        .map(|number| wave(number, objects, graph, &steps))
        .filter(|wave| wave.objects > 0)
        .collect()
}

/// The wave of each level, from 1.
fn put_together(objects: &[ObjectRow], graph: &Graph, steps: &[Vec<u32>], level: &[usize]) -> Vec<u32> {
    let levels = level.iter().max().map_or(0, |most| most + 1);
    let mut minutes = vec![0.0; levels];
    for (step, level) in steps.iter().zip(level) {
        for object in step.iter().flat_map(|node| &graph.members[*node as usize]) {
            minutes[*level] += objects[*object as usize].effort.total.expected;
        }
    }
    let fair = minutes.iter().skip(1).sum::<f64>() / MOST as f64;
    let mut waves = Vec::with_capacity(levels);
    let mut number = 1;
    let mut sum = 0.0;
    for (index, minutes) in minutes.iter().enumerate() {
        if index == 1 || (index > 1 && sum >= fair) {
            number += 1;
            sum = 0.0;
        }
        sum += minutes;
        waves.push(number);
    }
    waves
}

fn wave(number: u32, objects: &[ObjectRow], graph: &Graph, steps: &[Vec<u32>]) -> Wave {
    let mine = || objects.iter().filter(|object| object.wave == number);
    let mut minutes = Range::default();
    mine().for_each(|object| minutes.add(object.effort.total));
    Wave {
        number,
        title: title(number, mine()),
        objects: mine().count() as u64,
        lines: mine().map(|object| u64::from(object.code_lines)).sum(),
        minutes,
        clusters: clusters(number, objects, graph, steps),
    }
}

fn title<'o>(number: u32, objects: impl Iterator<Item = &'o ObjectRow>) -> String {
    if number == 1 {
        return "Foundation: tables, types, sequences and what belongs to them".to_owned();
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for object in objects {
        *kinds.entry(object.kind.as_str()).or_default() += 1;
    }
    let mut kinds: Vec<(usize, &str)> = kinds.into_iter().map(|(kind, count)| (count, kind)).collect();
    kinds.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
    let named: Vec<String> = kinds
        .iter()
        .take(3)
        .map(|(count, kind)| kinds_in_words(*count, kind))
        .collect();
    format!("Code that stands on the waves before: {}", named.join(", "))
}

/// `1 index`, `2 package bodies`.
fn kinds_in_words(count: usize, kind: &str) -> String {
    let kind = kind.to_lowercase();
    match (count, kind.strip_suffix('y'), kind.ends_with('x')) {
        (1, ..) => format!("1 {kind}"),
        (_, Some(stem), _) => format!("{count} {stem}ies"),
        (_, None, true) => format!("{count} {kind}es"),
        (_, None, false) => format!("{count} {kind}s"),
    }
}

/// Joins nodes of a wave.
struct Sets(BTreeMap<u32, u32>);

impl Sets {
    fn root(&self, mut node: u32) -> u32 {
        while let Some(parent) = self.0.get(&node).copied().filter(|parent| *parent != node) {
            node = parent;
        }
        node
    }

    fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        let (low, high) = (left.min(right), left.max(right));
        self.0.insert(high, low);
        self.0.entry(low).or_insert(low);
    }
}

fn clusters(number: u32, objects: &[ObjectRow], graph: &Graph, steps: &[Vec<u32>]) -> Vec<Cluster> {
    let in_wave = |node: u32| {
        graph.members[node as usize]
            .first()
            .is_some_and(|object| objects[*object as usize].wave == number)
    };
    let name_of = |node: u32| {
        graph.members[node as usize]
            .first()
            .map_or("", |object| objects[*object as usize].name.as_str())
    };
    let is_code_node = |node: u32| {
        graph.members[node as usize]
            .iter()
            .any(|object| is_code(&objects[*object as usize].kind))
    };
    let mut sets = Sets(BTreeMap::new());
    let mut reasons: Vec<(u32, String)> = Vec::new();
    for step in steps.iter().filter(|step| step.len() > 1) {
        let Some(first) = step.iter().copied().min().filter(|first| in_wave(*first)) else {
            continue;
        };
        step.iter().for_each(|node| sets.join(first, *node));
        let shared: BTreeSet<&str> = step
            .iter()
            .flat_map(|node| &graph.uses[*node as usize])
            .filter(|(to, how)| *how == Use::State && step.contains(to))
            .map(|(to, _)| name_of(*to))
            .collect();
        let reason = match shared.len() {
            0 => "they use each other in a circle".to_owned(),
            _ => format!("they share the variables of {}", list(shared.into_iter())),
        };
        reasons.push((first, reason));
    }
    let mut writers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (from, list) in (0..).zip(&graph.uses) {
        if !is_code_node(from) || !in_wave(from) {
            continue;
        }
        for (to, _) in list.iter().filter(|(_, how)| *how == Use::Writes) {
            writers.entry(*to).or_default().insert(from);
        }
    }
    for (table, writers) in &writers {
        if !(2..=MOST_WRITERS).contains(&writers.len()) {
            continue;
        }
        let mut nodes = writers.iter().copied();
        if let Some(first) = nodes.next() {
            nodes.for_each(|node| sets.join(first, node));
            reasons.push((first, format!("they write {}", name_of(*table))));
        }
    }
    let mut members: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for node in sets.0.keys() {
        members.entry(sets.root(*node)).or_default().insert(*node);
    }
    let mut told: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (node, reason) in reasons {
        told.entry(sets.root(node)).or_default().insert(reason);
    }
    let mut found: Vec<Cluster> = members
        .into_iter()
        .filter(|(_, nodes)| nodes.len() > 1)
        .map(|(root, nodes)| {
            let objects_of = nodes.iter().flat_map(|node| &graph.members[*node as usize]);
            let numbers: Vec<u32> = objects_of.copied().collect();
            let minutes = numbers
                .iter()
                .map(|object| objects[*object as usize].effort.total.expected)
                .sum();
            Cluster {
                objects: numbers,
                reasons: told.remove(&root).unwrap_or_default().into_iter().collect(),
                minutes: crate::effort::minutes(minutes),
            }
        })
        .collect();
    found.sort_by(|left, right| {
        right
            .minutes
            .total_cmp(&left.minutes)
            .then_with(|| left.objects.cmp(&right.objects))
    });
    found
}

fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// What to convert first: what most others need, and the smallest object with each costly kind of finding.
pub fn first(objects: &[ObjectRow], graph: &Graph, codes: &[CodeRow]) -> Vec<FirstRow> {
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); graph.members.len()];
    for (from, list) in (0..).zip(&graph.uses) {
        for (to, _) in list {
            users[*to as usize].push(from);
        }
    }
    let hard = |node: u32| {
        graph.members[node as usize]
            .iter()
            .copied()
            .filter(|object| objects[*object as usize].effort.convert.expected >= 15.0)
            .max_by(|left, right| {
                let minutes = |object: u32| objects[object as usize].effort.convert.expected;
                minutes(*left).total_cmp(&minutes(*right)).then(right.cmp(left))
            })
    };
    let mut candidates: Vec<u32> = (0..graph.members.len() as u32)
        .filter(|node| hard(*node).is_some() && !users[*node as usize].is_empty())
        .collect();
    candidates.sort_by_key(|node| (std::cmp::Reverse(users[*node as usize].len()), *node));
    candidates.truncate(200);
    let mut ranked: Vec<(u64, u32)> = candidates
        .into_iter()
        .filter_map(|node| Some((reach(&users, &graph.members, node), hard(node)?)))
        .collect();
    // Many dependents and much work: what is quickly done holds nobody up.
    let weight = |(dependents, object): &(u64, u32)| {
        *dependents as f64 * objects[*object as usize].effort.convert.expected.min(420.0)
    };
    ranked.sort_by(|left, right| weight(right).total_cmp(&weight(left)).then(left.1.cmp(&right.1)));
    let mut rows: Vec<FirstRow> = ranked
        .iter()
        .take(FIRST)
        .map(|(dependents, object)| FirstRow {
            object: *object,
            dependents: *dependents,
            reason: match dependents {
                1 => "another object needs it, and it has work to do by hand".to_owned(),
                _ => format!("{dependents} objects need it, and it has work to do by hand"),
            },
            code: None,
        })
        .collect();
    let mut costly: Vec<&CodeRow> = codes
        .iter()
        .filter(|row| row.objects > 1 && row.severity == Severity::Refused)
        .collect();
    costly.sort_by(|left, right| right.minutes.expected.total_cmp(&left.minutes.expected));
    for row in costly.into_iter().take(FIRST) {
        let smallest = (0..)
            .zip(objects)
            .filter(|(_, object)| object.findings.iter().any(|finding| finding.code == row.code))
            .min_by_key(|(number, object)| (object.code_lines, *number));
        if let Some((number, _)) = smallest {
            let others = row.objects - 1;
            rows.push(FirstRow {
                object: number,
                dependents: reach(&users, &graph.members, graph.node_of[number as usize]),
                reason: match others {
                    1 => format!("the smaller of two with {}: settle it here first", row.name),
                    _ => format!(
                        "the smallest with {}: settle it here, then in {others} others",
                        row.name
                    ),
                },
                code: Some(row.code),
            });
        }
    }
    rows
}

/// How many objects use a node, directly or through others.
fn reach(users: &[Vec<u32>], members: &[Vec<u32>], start: u32) -> u64 {
    let mut seen = vec![false; users.len()];
    let mut open = vec![start];
    let mut count = 0;
    seen[start as usize] = true;
    while let Some(node) = open.pop() {
        for user in &users[node as usize] {
            if !seen[*user as usize] {
                seen[*user as usize] = true;
                count += members[*user as usize].len() as u64;
                open.push(*user);
            }
        }
    }
    count
}
