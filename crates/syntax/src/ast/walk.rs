//! Visiting every node of a tree.

use super::{SyntaxNode, Visitor, generated};

/// What a visitor wants next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Walk {
    /// The children of the node.
    Into,
    /// The node's next sibling.
    Over,
}

enum Event<'t> {
    Enter(SyntaxNode<'t>),
    Leave(SyntaxNode<'t>),
}

/// Visits `root` and what is below it, children in the order of the text, without recursion.
pub fn walk<'t>(root: SyntaxNode<'t>, visitor: &mut impl Visitor<'t>) {
    let mut pending = vec![Event::Enter(root)];
    while let Some(event) = pending.pop() {
        match event {
            Event::Leave(node) => visitor.leave(node),
            Event::Enter(node) => {
                visitor.enter(node);
                pending.push(Event::Leave(node));
                if generated::dispatch(visitor, node) == Walk::Into {
                    let children = node.children_in_order().into_iter().rev();
                    pending.extend(children.map(Event::Enter));
                }
            }
        }
    }
}
