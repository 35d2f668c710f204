//! What productions make, as data; see `build/recipes.rs`.

use crate::SyntaxKind;
use crate::parser::Symbol;
use crate::tree::{NodeId, TreeBuilder};

/// A symbol on the parser's stack with the tokens it covers: index of the first, and after the last.
pub type Triple = (u32, Symbol, u32);

/// A production. Symbols are named by their positions in it; a place is twice that for where the symbol starts, one more
/// for where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recipe {
    /// How many symbols it takes off the stack.
    pub pops: u8,
    /// The nonterminal it makes of them.
    pub makes: u16,
    pub what: What,
    /// A symbol, or the place where the node starts.
    pub first: u8,
    /// A symbol, or the place where the node ends.
    pub second: u8,
    /// The symbols that fill the slots of a node: where in the table of picks, and how many.
    pub picks: u16,
    pub pick_count: u8,
}

/// What a production makes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// Something only its action knows.
    Action,
    /// The absent node.
    Nil,
    /// The value of a symbol.
    Same,
    /// A leaf for the token at a place.
    Leaf,
    /// A list of one symbol.
    List,
    /// A list with another symbol behind its elements.
    Push,
    /// A node of this kind.
    Node(SyntaxKind),
}

/// Instead of a symbol: the slot is empty.
pub(crate) const NO_SYMBOL: u8 = u8::MAX;

impl Recipe {
    /// Replaces the symbols of the production on top of the stack by what it makes of them; false, with nothing done, when
    /// its action has to. `look_ahead` is where the next token starts, which is where a symbol of no tokens does.
    #[inline]
    pub(crate) fn apply(
        &self,
        picks: &[u8],
        builder: &mut TreeBuilder,
        symbols: &mut Vec<Triple>,
        look_ahead: Option<u32>,
    ) -> bool {
        let Some(base) = symbols.len().checked_sub(usize::from(self.pops)) else {
            return false;
        };
        let used = symbols.get_mut(base..).unwrap_or_default();
        let value = match self.what {
            What::Action => return false,
            What::Nil => NodeId::NIL,
            What::Same => node_at(used, self.first),
            What::Leaf => builder.token(place(used, self.first)),
            What::List => builder.list(node_at(used, self.first)),
            What::Push => builder.push(node_at(used, self.first), node_at(used, self.second)),
            What::Node(kind) => {
                let (start, end) = (place(used, self.first), place(used, self.second));
                let first = usize::from(self.picks);
                let picks = picks.get(first..first + usize::from(self.pick_count));
                builder.node_of(kind, start, end, picks.unwrap_or_default(), |pick| {
                    node_at(used, pick)
                })
            }
        };
        let end = used.last().map_or(0, |symbol| symbol.2);
        if let Some(first) = used.first_mut() {
            first.1 = Symbol::from(value);
            first.2 = end;
            symbols.truncate(base + 1);
        } else {
            let at = look_ahead.or_else(|| symbols.last().map(|symbol| symbol.2));
            let at = at.unwrap_or_default();
            symbols.push((at, Symbol::from(value), at));
        }
        true
    }
}

impl Recipe {
    /// What the production makes of its only symbol, which has this value and covers these tokens.
    #[inline]
    pub(crate) fn remake(
        &self,
        picks: &[u8],
        builder: &mut TreeBuilder,
        value: NodeId,
        start: u32,
        end: u32,
    ) -> NodeId {
        let place = |place: u8| if place == 0 { start } else { end };
        match self.what {
            What::Nil => NodeId::NIL,
            What::Leaf => builder.token(place(self.first)),
            What::List => builder.list(value),
            What::Node(kind) => {
                let (start, end) = (place(self.first), place(self.second));
                let first = usize::from(self.picks);
                match picks.get(first..first + usize::from(self.pick_count)) {
                    Some([0]) => builder.node_over(kind, start, end, value),
                    picks => {
                        builder.node_of(kind, start, end, picks.unwrap_or_default(), |pick| match pick {
                            NO_SYMBOL => NodeId::NIL,
                            _ => value,
                        })
                    }
                }
            }
            What::Action | What::Same | What::Push => value,
        }
    }
}

#[inline]
fn node_at(symbols: &[Triple], position: u8) -> NodeId {
    symbols
        .get(usize::from(position))
        .map_or(NodeId::NIL, |(_, symbol, _)| symbol.node())
}

#[inline]
fn place(symbols: &[Triple], place: u8) -> u32 {
    let symbol = symbols.get(usize::from(place / 2));
    symbol.map_or(
        0,
        |(start, _, end)| if place.is_multiple_of(2) { *start } else { *end },
    )
}
