//! Nesting: later phases recurse over the tree, so its depth is limited here, without recursion.

use crate::token::Token;
use plconv_grammar::{NodeId, TokenKind, Tree};

/// The first token that is nested too deep in parentheses or blocks.
pub(super) fn first_too_deep(tokens: &[Token], limit: u32) -> Option<Token> {
    if tokens.len() <= limit as usize {
        return None;
    }
    let mut depth = 0_u32;
    let mut previous = None;
    for token in tokens {
        let after_end = previous == Some(TokenKind::End);
        match token.kind {
            TokenKind::LeftParen => depth += 1,
            TokenKind::Begin | TokenKind::If | TokenKind::Loop | TokenKind::Case if !after_end => depth += 1,
            TokenKind::RightParen | TokenKind::End => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return Some(*token);
        }
        previous = Some(token.kind);
    }
    None
}

/// The first node found that is deeper than the limit: chains of operators nest without parentheses.
pub(super) fn first_deeper(tree: &Tree, root: NodeId, limit: u32) -> Option<NodeId> {
    if tree.height(root).is_some_and(|height| height <= limit) {
        return None;
    }
    let mut pending = vec![(root, 0_u32)];
    while let Some((node, depth)) = pending.pop() {
        if depth > limit {
            return Some(node);
        }
        if tree.node(node).kind.has_slots() {
            // The left operand is looked at first: a chain is reported where it starts.
            let slots = (0..tree.slot_count(node))
                .rev()
                .map(|index| tree.slot(node, index));
            pending.extend(slots.filter(|slot| !slot.is_nil()).map(|slot| (slot, depth + 1)));
        } else if tree.node(node).kind == plconv_grammar::SyntaxKind::List {
            pending.extend(tree.elements(node).map(|element| (element, depth)));
        }
    }
    None
}
