//! Who uses whom, and the circles in it.

use crate::model::{Edge, ObjectRow, Use};
use plconv_catalog::ObjectName;
use plconv_project::facts::{Facts, LinkKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The objects of a report as a graph. Specification and body of a package or type are one node.
pub struct Graph {
    /// The node of each object.
    pub node_of: Vec<u32>,
    /// The objects of each node.
    pub members: Vec<Vec<u32>>,
    /// Edges between objects, sorted, each once.
    pub edges: Vec<Edge>,
    /// For each node the nodes it uses, without itself, sorted.
    pub uses: Vec<Vec<(u32, Use)>>,
}

impl Graph {
    /// The graph of the objects of a report.
    pub fn new(objects: &[ObjectRow], facts: &Facts) -> Graph {
        let mut nodes: FxHashMap<(&str, &str), u32> = FxHashMap::default();
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut node_of = Vec::with_capacity(objects.len());
        for (number, object) in (0..).zip(objects) {
            let kind = object.kind.strip_suffix(" BODY").unwrap_or(&object.kind);
            let node = *nodes.entry((kind, &object.name)).or_insert_with(|| {
                members.push(Vec::new());
                (members.len() - 1) as u32
            });
            if let Some(members) = members.get_mut(node as usize) {
                members.push(number);
            }
            node_of.push(node);
        }
        let names = Names::new(objects);
        let mut first_of_unit: FxHashMap<u32, u32> = FxHashMap::default();
        for (number, unit) in (0..).zip(&facts.objects) {
            first_of_unit.entry(unit.unit).or_insert(number);
        }
        let mut edges = BTreeSet::new();
        for link in &facts.links {
            let Some(from) = first_of_unit.get(&link.unit).copied() else {
                continue;
            };
            if let Some(to) = names.find(&link.target)
                && to != from
            {
                edges.insert(Edge {
                    from,
                    to,
                    how: of_link(link.how),
                });
            }
        }
        for members in &members {
            // A body needs its specification, which comes first.
            if let [first, rest @ ..] = members.as_slice() {
                edges.extend(rest.iter().map(|body| Edge {
                    from: *body,
                    to: *first,
                    how: Use::Needs,
                }));
            }
        }
        let mut uses = vec![Vec::new(); members.len()];
        for edge in &edges {
            let of = |object: u32| node_of.get(object as usize).copied();
            if let (Some(from), Some(to)) = (of(edge.from), of(edge.to))
                && from != to
                && let Some(list) = uses.get_mut(from as usize)
            {
                list.push((to, edge.how));
            }
        }
        for list in &mut uses {
            list.sort_unstable();
            list.dedup();
        }
        Graph {
            node_of,
            members,
            edges: edges.into_iter().collect(),
            uses,
        }
    }

    /// Nodes that use each other in a circle, foreign keys aside; then tables whose foreign keys form a circle.
    pub fn cycles(&self) -> Vec<Vec<u32>> {
        let code = self.circles(|how| how != Use::References);
        let keys = self.circles(|how| how == Use::References);
        code.into_iter().chain(keys).collect()
    }

    fn circles(&self, counts: impl Fn(Use) -> bool) -> Vec<Vec<u32>> {
        let next: Vec<Vec<u32>> = self
            .uses
            .iter()
            .map(|list| {
                list.iter()
                    .filter(|(_, how)| counts(*how))
                    .map(|(to, _)| *to)
                    .collect()
            })
            .collect();
        let mut found: Vec<Vec<u32>> = components(&next)
            .into_iter()
            .filter(|component| component.len() > 1)
            .map(|mut component| {
                component.sort_unstable();
                component
            })
            .collect();
        found.sort();
        found
    }
}

fn of_link(kind: LinkKind) -> Use {
    match kind {
        LinkKind::Calls => Use::Calls,
        LinkKind::Reads => Use::Reads,
        LinkKind::Writes => Use::Writes,
        LinkKind::State => Use::State,
        LinkKind::References => Use::References,
        LinkKind::On => Use::On,
        LinkKind::Needs => Use::Needs,
    }
}

/// Whether objects of a kind have names that other objects can use.
fn is_named(kind: &str) -> bool {
    !matches!(
        kind,
        "INDEX"
            | "TRIGGER"
            | "PACKAGE BODY"
            | "TYPE BODY"
            | "CONSTRAINT"
            | "ROLE"
            | "USER"
            | "GRANT"
            | "SCHEMA"
    )
}

/// Objects by name.
struct Names<'a> {
    full: FxHashMap<&'a str, u32>,
    /// By the name without its schema; None when several schemas have it.
    bare: FxHashMap<&'a str, Option<u32>>,
}

impl<'a> Names<'a> {
    fn new(objects: &'a [ObjectRow]) -> Self {
        let mut names = Names {
            full: FxHashMap::default(),
            bare: FxHashMap::default(),
        };
        // Bodies without a specification are better than nothing.
        let bodies = |object: &ObjectRow| object.kind.ends_with(" BODY");
        let numbered = || (0..).zip(objects);
        let named = numbered().filter(|(_, object)| is_named(&object.kind));
        for (number, object) in named.chain(numbered().filter(|(_, object)| bodies(object))) {
            if names.full.contains_key(object.name.as_str()) {
                continue;
            }
            names.full.insert(&object.name, number);
            let bare = object
                .name
                .rsplit_once('.')
                .map_or(object.name.as_str(), |(_, bare)| bare);
            names
                .bare
                .entry(bare)
                .and_modify(|known| *known = None)
                .or_insert(Some(number));
        }
        names
    }

    fn find(&self, name: &ObjectName) -> Option<u32> {
        let full = name.to_string();
        self.full
            .get(full.as_str())
            .or_else(|| self.full.get(name.name.as_str()))
            .copied()
            .or_else(|| self.bare.get(name.name.as_str()).copied().flatten())
    }
}

/// Strongly connected components in an order in which what is used comes before its users (Tarjan, without recursion).
pub fn components(next: &[Vec<u32>]) -> Vec<Vec<u32>> {
    const UNSEEN: u32 = u32::MAX;
    struct Visit {
        node: u32,
        edge: usize,
    }
    let mut index = vec![UNSEEN; next.len()];
    let mut low = vec![0u32; next.len()];
    let mut on_stack = vec![false; next.len()];
    let mut stack = Vec::new();
    let mut counter = 0;
    let mut found = Vec::new();
    for root in 0..next.len() as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        let mut visits = vec![Visit { node: root, edge: 0 }];
        while let Some(visit) = visits.last_mut() {
            let node = visit.node as usize;
            if visit.edge == 0 && index[node] == UNSEEN {
                index[node] = counter;
                low[node] = counter;
                counter += 1;
                stack.push(visit.node);
                on_stack[node] = true;
            }
            if let Some(to) = next[node].get(visit.edge).copied() {
                visit.edge += 1;
                if index[to as usize] == UNSEEN {
                    visits.push(Visit { node: to, edge: 0 });
                } else if on_stack[to as usize] {
                    low[node] = low[node].min(index[to as usize]);
                }
                continue;
            }
            let done = visit.node;
            visits.pop();
            if let Some(parent) = visits.last() {
                let parent = parent.node as usize;
                low[parent] = low[parent].min(low[done as usize]);
            }
            if low[done as usize] == index[done as usize] {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member as usize] = false;
                    component.push(member);
                    if member == done {
                        break;
                    }
                }
                found.push(component);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_come_in_the_order_of_use() {
        // 0 uses 1, 1 and 2 use each other, 2 uses 3.
        let found = components(&[vec![1], vec![2], vec![1, 3], vec![]]);
        let sorted: Vec<Vec<u32>> = found
            .into_iter()
            .map(|mut component| {
                component.sort_unstable();
                component
            })
            .collect();
        assert_eq!(sorted, [vec![3], vec![1, 2], vec![0]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let next: Vec<Vec<u32>> = (0..100_000u32)
            .map(|node| if node < 99_999 { vec![node + 1] } else { vec![] })
            .collect();
        assert_eq!(components(&next).len(), 100_000);
    }
}
