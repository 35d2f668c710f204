//! The arena a parse builds: nodes of fixed slots over a token array.
//!
//! A node is 24 bytes and names its tokens by index, so the parser's semantic value is one `u32`, nothing is
//! dropped recursively, and an edit that only shifts text leaves the arena as it is.

use crate::generated::kinds::SyntaxKind;

/// Index of a node in its [`Tree`]; [`NodeId::NIL`] stands for an absent slot.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The absent node.
    pub const NIL: NodeId = NodeId(0);

    /// Whether the slot is empty.
    pub fn is_nil(self) -> bool {
        self.0 == 0
    }
}

/// One node: its kind, the half-open range of its token indexes, and where its children are.
///
/// For a node with slots, `first` is the position of the first slot in the pool and `last` the number of slots;
/// for a list, `first` and `last` are the first and last element, chained by `next`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeData {
    /// What the node is.
    pub kind: SyntaxKind,
    /// Levels of nodes below; lists are no level.
    pub(crate) height: u16,
    /// Index of the first token.
    pub start: u32,
    /// Index after the last token.
    pub end: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) next: NodeId,
}

/// The finished arena of one unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) slots: Vec<NodeId>,
}

impl Tree {
    /// The data of a node; the absent node has kind [`SyntaxKind::Nil`] and no tokens.
    pub fn node(&self, id: NodeId) -> NodeData {
        self.nodes.get(id.0 as usize).copied().unwrap_or(NIL_NODE)
    }

    /// The child in slot `index`, or the absent node when there is no such slot.
    pub fn slot(&self, id: NodeId, index: usize) -> NodeId {
        let node = self.node(id);
        if !node.kind.has_slots() || index >= node.last as usize {
            return NodeId::NIL;
        }
        self.slots
            .get(node.first as usize + index)
            .copied()
            .unwrap_or(NodeId::NIL)
    }

    /// Number of slots of a node; lists, tokens and the absent node have none.
    pub fn slot_count(&self, id: NodeId) -> usize {
        let node = self.node(id);
        if node.kind.has_slots() {
            node.last as usize
        } else {
            0
        }
    }

    /// The elements of a list, in source order; empty for the absent node. A node that is no list counts as a list of one.
    pub fn elements(&self, id: NodeId) -> Elements<'_> {
        let node = self.node(id);
        let next = match node.kind {
            SyntaxKind::Nil => NodeId::NIL,
            SyntaxKind::List => NodeId(node.first),
            _ => {
                return Elements {
                    tree: self,
                    next: id,
                    single: true,
                };
            }
        };
        Elements {
            tree: self,
            next,
            single: false,
        }
    }

    /// How many levels of nodes are below a node, lists not counted; `None` when there are more than can be counted.
    pub fn height(&self, id: NodeId) -> Option<u32> {
        let height = self.node(id).height;
        (height != u16::MAX).then_some(u32::from(height))
    }

    /// Number of nodes, the absent one included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether nothing was built.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }
}

const NIL_NODE: NodeData = NodeData {
    kind: SyntaxKind::Nil,
    height: 0,
    start: 0,
    end: 0,
    first: 0,
    last: 0,
    next: NodeId::NIL,
};

/// Iterator over the elements of a list node.
#[derive(Clone)]
pub struct Elements<'t> {
    tree: &'t Tree,
    next: NodeId,
    single: bool,
}

impl Iterator for Elements<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.next.is_nil() {
            return None;
        }
        let id = self.next;
        self.next = if self.single {
            NodeId::NIL
        } else {
            self.tree.node(id).next
        };
        Some(id)
    }
}

/// What the grammar's actions write into. The typed functions, one per node kind, are generated from `oracle.ungram`.
pub struct TreeBuilder {
    tree: Tree,
}

impl Default for TreeBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl TreeBuilder {
    /// An arena that holds only the absent node.
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// The same with room for the tree of this many tokens, roughly.
    pub fn with_capacity(tokens: usize) -> Self {
        // Each name has three nodes; punctuation has none.
        let mut nodes = Vec::with_capacity(2 * tokens + 8);
        nodes.push(NIL_NODE);
        let slots = Vec::with_capacity(2 * tokens);
        TreeBuilder {
            tree: Tree { nodes, slots },
        }
    }

    /// The arena as built so far; ids stay valid.
    pub fn finish(self) -> Tree {
        self.tree
    }

    /// The arena while it is being built.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The absent node.
    pub fn nil(&mut self) -> NodeId {
        NodeId::NIL
    }

    /// A leaf for the token with index `start`.
    #[inline]
    pub fn token(&mut self, start: u32) -> NodeId {
        self.token_range(start, start + 1)
    }

    /// A leaf for several adjacent tokens.
    #[inline]
    pub fn token_range(&mut self, start: u32, end: u32) -> NodeId {
        self.push_node(NodeData {
            kind: SyntaxKind::Token,
            start,
            end,
            ..NIL_NODE
        })
    }

    /// A node with its slots in declaration order.
    pub(crate) fn node(&mut self, kind: SyntaxKind, start: u32, end: u32, slots: &[NodeId]) -> NodeId {
        self.node_of(kind, start, end, slots, |slot| slot)
    }

    /// A node with one slot: most are such.
    #[inline]
    pub(crate) fn node_over(&mut self, kind: SyntaxKind, start: u32, end: u32, slot: NodeId) -> NodeId {
        let Tree { nodes, slots: pool } = &mut self.tree;
        let first = pool.len() as u32;
        let below = nodes.get(slot.0 as usize).map_or(0, |node| node.height);
        pool.push(slot);
        self.push_node(NodeData {
            kind,
            height: below.saturating_add(1),
            start,
            end,
            first,
            last: 1,
            next: NodeId::NIL,
        })
    }

    /// A node whose slots are to be looked up.
    #[inline]
    pub(crate) fn node_of<T: Copy>(
        &mut self,
        kind: SyntaxKind,
        start: u32,
        end: u32,
        slots: &[T],
        look_up: impl Fn(T) -> NodeId,
    ) -> NodeId {
        let Tree { nodes, slots: pool } = &mut self.tree;
        let first = pool.len() as u32;
        let mut below = 0;
        pool.extend(slots.iter().map(|slot| {
            let slot = look_up(*slot);
            below = below.max(nodes.get(slot.0 as usize).map_or(0, |node| node.height));
            slot
        }));
        // A production that starts with an empty optional would begin at the token after the previous one.
        self.push_node(NodeData {
            kind,
            height: if slots.is_empty() {
                0
            } else {
                below.saturating_add(1)
            },
            start,
            end,
            first,
            last: slots.len() as u32,
            next: NodeId::NIL,
        })
    }

    /// A list of one element; an absent element gives an empty list.
    pub fn list(&mut self, element: NodeId) -> NodeId {
        let data = self.tree.node(element);
        self.push_node(NodeData {
            kind: SyntaxKind::List,
            height: data.height,
            start: data.start,
            end: data.end,
            first: element.0,
            last: element.0,
            next: NodeId::NIL,
        })
    }

    /// Appends to a list made by [`TreeBuilder::list`]; appending to the absent node makes a list of one.
    pub fn push(&mut self, list: NodeId, element: NodeId) -> NodeId {
        if list.is_nil() {
            return self.list(element);
        }
        if element.is_nil() {
            return list;
        }
        let NodeData {
            start, end, height, ..
        } = self.tree.node(element);
        let Some(data) = self.tree.nodes.get_mut(list.0 as usize) else {
            return list;
        };
        let last = std::mem::replace(&mut data.last, element.0);
        data.end = end;
        data.height = data.height.max(height);
        if last == 0 {
            data.first = element.0;
            data.start = start;
        } else {
            self.update(NodeId(last), |data| data.next = element);
        }
        list
    }

    /// Joins two lists; either may be absent.
    pub fn concat(&mut self, left: NodeId, right: NodeId) -> NodeId {
        if left.is_nil() || right.is_nil() {
            return if left.is_nil() { right } else { left };
        }
        let elements: Vec<NodeId> = self.tree.elements(right).collect();
        elements
            .into_iter()
            .fold(left, |list, element| self.push(list, element))
    }

    /// Fills a slot of a node built earlier: for grammar rules that learn a leading part later.
    pub fn set_slot(&mut self, node: NodeId, index: usize, value: NodeId) -> NodeId {
        let data = self.tree.node(node);
        if data.kind.has_slots() && index < data.last as usize {
            let position = data.first as usize + index;
            if let Some(slot) = self.tree.slots.get_mut(position) {
                *slot = value;
            }
            let height = self.tree.node(value).height.saturating_add(1);
            self.update(node, |data| data.height = data.height.max(height));
        }
        node
    }

    /// Moves the start of a node back to token `start`: for prefixes parsed before it.
    pub fn extend_start(&mut self, node: NodeId, start: u32) -> NodeId {
        self.update(node, |data| data.start = start);
        node
    }

    pub(crate) fn update(&mut self, id: NodeId, change: impl FnOnce(&mut NodeData)) {
        if id.is_nil() {
            return;
        }
        if let Some(data) = self.tree.nodes.get_mut(id.0 as usize) {
            change(data);
        }
    }

    #[inline]
    fn push_node(&mut self, data: NodeData) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        self.tree.nodes.push(data);
        id
    }
}
