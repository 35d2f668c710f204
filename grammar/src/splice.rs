//! One stretch of a list's elements replaced by those of another tree: what an edit inside of a few elements does to the
//! arena of a unit.

use crate::generated::kinds::SyntaxKind;
use crate::tree::{NodeData, NodeId, Tree};
use std::ops::Range;

/// What is replaced in the tree before the edit, and by what of the tree after it.
///
/// Both arenas must have been built by the parser: the nodes of an element then lie between those of its neighbours.
pub struct Splice<'t> {
    /// The tree before.
    pub before: &'t Tree,
    /// Its root, with the list in one of its slots.
    pub root: NodeId,
    /// The list; it is created with its first element, which must stay.
    pub list: NodeId,
    /// Positions of the elements that are replaced; not the first.
    pub replaced: Range<usize>,
    /// Their tokens.
    pub tokens: Range<u32>,
    /// The tree of the other text.
    pub part: &'t Tree,
    /// Its list: one element, and then the new ones.
    pub part_list: NodeId,
    /// Their tokens.
    pub part_tokens: Range<u32>,
}

/// The nodes and slots of an arena that belong to some elements.
struct Stretch {
    nodes: Range<usize>,
    slots: Range<usize>,
}

impl Splice<'_> {
    /// The tree after the edit with its root; none when the trees are not what they should be.
    pub fn apply(&self) -> Option<(Tree, NodeId)> {
        let elements: Vec<NodeId> = self.before.elements(self.list).collect();
        let kept_before = *elements.get(self.replaced.start.checked_sub(1)?)?;
        let old = self.replaced_stretch(&elements)?;
        let new_elements: Vec<NodeId> = self.part.elements(self.part_list).skip(1).collect();
        let from = self.part.first_of(*new_elements.first()?);
        let new = Stretch {
            nodes: from.0..self.part.nodes.len(),
            slots: from.1..self.part.slots.len(),
        };
        let moved = self.moves(&old, &new);
        let mut tree = Tree {
            nodes: Vec::with_capacity(self.before.nodes.len() + new.nodes.len() - old.nodes.len()),
            slots: Vec::with_capacity(self.before.slots.len() + new.slots.len() - old.slots.len()),
        };
        tree.nodes
            .extend_from_slice(self.before.nodes.get(..old.nodes.start)?);
        for node in self.part.nodes.get(new.nodes.clone())? {
            tree.nodes.push(self.of_part(node, &old, &new)?);
        }
        let behind = self.before.nodes.get(old.nodes.end..)?;
        tree.nodes.extend(behind.iter().map(|node| moved.node(node)));
        tree.slots
            .extend_from_slice(self.before.slots.get(..old.slots.start)?);
        for slot in self.part.slots.get(new.slots.clone())? {
            tree.slots.push(part_id(*slot, &old, &new)?);
        }
        let behind = self.before.slots.get(old.slots.end..)?;
        tree.slots.extend(behind.iter().map(|slot| moved.id(*slot)));

        let new_elements = new_elements.into_iter().map(|id| part_id(id, &old, &new));
        let new_elements: Vec<NodeId> = new_elements.collect::<Option<_>>()?;
        let behind = elements.get(self.replaced.end..)?;
        let all: Vec<NodeId> = elements
            .get(..self.replaced.start)?
            .iter()
            .copied()
            .chain(new_elements.iter().copied())
            .chain(behind.iter().map(|id| moved.id(*id)))
            .collect();
        tree.link(kept_before, *new_elements.first()?)?;
        tree.link(
            *new_elements.last()?,
            behind.first().map_or(NodeId::NIL, |id| moved.id(*id)),
        )?;
        tree.close_list(self.list, &all)?;
        let root = moved.id(self.root);
        tree.measure(root)?;
        Some((tree, root))
    }

    fn replaced_stretch(&self, elements: &[NodeId]) -> Option<Stretch> {
        let first = self.before.first_of(*elements.get(self.replaced.start)?);
        let end = match elements.get(self.replaced.end) {
            Some(next) => self.before.first_of(*next),
            None => self
                .before
                .end_of(*elements.get(self.replaced.end.checked_sub(1)?)?),
        };
        // The list is older than its second element, the root younger than all of them.
        let is_between = (self.list.0 as usize) < first.0 && end.0 <= self.root.0 as usize;
        (is_between && first.0 <= end.0 && first.1 <= end.1).then_some(Stretch {
            nodes: first.0..end.0,
            slots: first.1..end.1,
        })
    }

    fn moves(&self, old: &Stretch, new: &Stretch) -> Moves {
        Moves {
            nodes_from: old.nodes.end as u32,
            nodes: (new.nodes.len() as u32).wrapping_sub(old.nodes.len() as u32),
            slots: (new.slots.len() as u32).wrapping_sub(old.slots.len() as u32),
            tokens_from: self.tokens.end,
            tokens: (self.part_tokens.len() as u32).wrapping_sub(self.tokens.len() as u32),
        }
    }

    /// A node of the other tree in the place of those that are replaced.
    fn of_part(&self, node: &NodeData, old: &Stretch, new: &Stretch) -> Option<NodeData> {
        let token = |token: u32| {
            let is_inside = (self.part_tokens.start..=self.part_tokens.end).contains(&token);
            is_inside.then(|| token - self.part_tokens.start + self.tokens.start)
        };
        let (first, last) = match node.kind {
            SyntaxKind::List => (
                part_id(NodeId(node.first), old, new)?.0,
                part_id(NodeId(node.last), old, new)?.0,
            ),
            kind if kind.has_slots() => (
                (node.first as usize).checked_sub(new.slots.start)? as u32 + old.slots.start as u32,
                node.last,
            ),
            _ => (node.first, node.last),
        };
        Some(NodeData {
            start: token(node.start)?,
            end: token(node.end)?,
            first,
            last,
            next: part_id(node.next, old, new)?,
            ..*node
        })
    }
}

/// The id of a node of the other tree in the new one.
fn part_id(id: NodeId, old: &Stretch, new: &Stretch) -> Option<NodeId> {
    if id.is_nil() {
        return Some(id);
    }
    let inside = (id.0 as usize).checked_sub(new.nodes.start)?;
    Some(NodeId((inside + old.nodes.start) as u32))
}

/// How far what stands behind an edit moves.
struct Moves {
    nodes_from: u32,
    nodes: u32,
    slots: u32,
    tokens_from: u32,
    tokens: u32,
}

impl Moves {
    fn id(&self, id: NodeId) -> NodeId {
        match id.0 >= self.nodes_from {
            true => NodeId(id.0.wrapping_add(self.nodes)),
            false => id,
        }
    }

    fn token(&self, token: u32) -> u32 {
        match token >= self.tokens_from {
            true => token.wrapping_add(self.tokens),
            false => token,
        }
    }

    /// A node that was made behind the edit; what it covers may begin before it.
    fn node(&self, node: &NodeData) -> NodeData {
        let (first, last) = match node.kind {
            SyntaxKind::List => (self.id(NodeId(node.first)).0, self.id(NodeId(node.last)).0),
            kind if kind.has_slots() => (node.first.wrapping_add(self.slots), node.last),
            _ => (node.first, node.last),
        };
        NodeData {
            start: self.token(node.start),
            end: self.token(node.end),
            first,
            last,
            next: self.id(node.next),
            ..*node
        }
    }
}

impl Tree {
    /// The list whose first element starts at this token.
    pub fn list_from(&self, token: u32) -> Option<NodeId> {
        let is_it = |node: &NodeData| {
            node.kind == SyntaxKind::List && node.first != 0 && self.node(NodeId(node.first)).start == token
        };
        self.nodes
            .iter()
            .position(is_it)
            .map(|index| NodeId(index as u32))
    }

    /// The first node and slot that were made for a node.
    fn first_of(&self, id: NodeId) -> (usize, usize) {
        self.below(id).fold((usize::MAX, usize::MAX), |first, node| {
            let data = self.node(node);
            let slot = if data.kind.has_slots() {
                data.first as usize
            } else {
                usize::MAX
            };
            (first.0.min(node.0 as usize), first.1.min(slot))
        })
    }

    /// The same behind the last ones.
    fn end_of(&self, id: NodeId) -> (usize, usize) {
        self.below(id).fold((0, 0), |end, node| {
            let data = self.node(node);
            let slots = if data.kind.has_slots() {
                (data.first + data.last) as usize
            } else {
                0
            };
            (end.0.max(node.0 as usize + 1), end.1.max(slots))
        })
    }

    /// A node and everything in it, lists included.
    fn below(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut pending = vec![id];
        std::iter::from_fn(move || {
            let id = pending.pop()?;
            match self.node(id).kind {
                SyntaxKind::List => pending.extend(self.elements(id)),
                _ => {
                    let slots = (0..self.slot_count(id)).map(|index| self.slot(id, index));
                    pending.extend(slots.filter(|slot| !slot.is_nil()));
                }
            }
            Some(id)
        })
    }

    fn link(&mut self, element: NodeId, next: NodeId) -> Option<()> {
        self.nodes.get_mut(element.0 as usize)?.next = next;
        Some(())
    }

    /// Sets what a list says of its elements.
    fn close_list(&mut self, list: NodeId, elements: &[NodeId]) -> Option<()> {
        let first = *elements.first()?;
        let last = *elements.last()?;
        let height = elements.iter().map(|id| self.node(*id).height).max()?;
        let (start, end) = (self.node(first).start, self.node(last).end);
        let data = self.nodes.get_mut(list.0 as usize)?;
        *data = NodeData {
            height,
            start,
            end,
            first: first.0,
            last: last.0,
            ..*data
        };
        Some(())
    }

    /// Counts the levels below a node again.
    fn measure(&mut self, id: NodeId) -> Option<()> {
        let slots = (0..self.slot_count(id)).map(|index| self.slot(id, index));
        let below = slots.map(|slot| self.node(slot).height).max()?;
        self.nodes.get_mut(id.0 as usize)?.height = below.saturating_add(1);
        Some(())
    }
}
