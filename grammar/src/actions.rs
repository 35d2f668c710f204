//! What the grammar's actions need beyond one builder function per node.

use crate::generated::kinds::SyntaxKind;
use crate::tree::{NodeId, TreeBuilder};

/// The absent slot.
pub(crate) const NIL: NodeId = NodeId::NIL;

/// Slots of CreateProcedure and CreateFunction that only the definition fills, counted from the end.
const DECLARATIONS_FROM_END: usize = 3;

impl TreeBuilder {
    /// A list with a leaf for every token from `start` up to `end`; absent when there is none.
    pub(crate) fn tokens(&mut self, start: u32, end: u32) -> NodeId {
        let mut list = NIL;
        for index in start..end {
            let token = self.token(index);
            list = self.push(list, token);
        }
        list
    }

    /// `first` before the elements of `rest`.
    pub(crate) fn prepend(&mut self, first: NodeId, rest: NodeId) -> NodeId {
        let list = self.list(first);
        self.concat(list, rest)
    }

    /// An object name of the one token at `start`: keywords that stand where a name is expected.
    pub(crate) fn word_object_name(&mut self, start: u32, token: NodeId) -> NodeId {
        let name = self.name(start, start + 1, token);
        let parts = self.list(name);
        self.object_name(start, start + 1, parts, NIL)
    }

    /// A name expression of the one token at `start`.
    pub(crate) fn word_expr(&mut self, start: u32, token: NodeId) -> NodeId {
        let name = self.name(start, start + 1, token);
        self.name_ref(start, start + 1, name)
    }

    /// The expression that reads like the object name: a NameRef inside FieldExprs.
    pub(crate) fn object_name_expr(&mut self, object_name: NodeId) -> NodeId {
        let start = self.tree().node(object_name).start;
        let parts: Vec<NodeId> = self.tree().elements(self.tree().slot(object_name, 0)).collect();
        let mut expr = NIL;
        for part in parts {
            let end = self.tree().node(part).end;
            expr = if expr.is_nil() {
                self.name_ref(start, end, part)
            } else {
                self.field_expr(start, end, expr, part)
            };
        }
        let link = self.tree().slot(object_name, 1);
        if link.is_nil() {
            return expr;
        }
        let end = self.tree().node(link).end;
        self.remote_expr(start, end, expr, link)
    }

    /// The node of a subprogram's head again, now with its body.
    pub(crate) fn routine_definition(
        &mut self,
        start: u32,
        end: u32,
        head: NodeId,
        declarations: NodeId,
        body: NodeId,
        call_spec: NodeId,
    ) -> NodeId {
        let kind = self.tree().node(head).kind;
        let count = self.tree().slot_count(head);
        let mut slots: Vec<NodeId> = (0..count).map(|index| self.tree().slot(head, index)).collect();
        slots.truncate(count - DECLARATIONS_FROM_END.min(count));
        slots.extend([declarations, body, call_spec]);
        self.node(kind, start, end, &slots)
    }

    /// The node of a method's head again, now with its body.
    pub(crate) fn method_definition(
        &mut self,
        start: u32,
        end: u32,
        head: NodeId,
        declarations: NodeId,
        body: NodeId,
        call_spec: NodeId,
    ) -> NodeId {
        let modifiers = self.tree().slot(head, 0);
        let kind = self.tree().slot(head, 1);
        let routine = self.tree().slot(head, 2);
        let routine_start = self.tree().node(routine).start;
        let routine = self.routine_definition(routine_start, end, routine, declarations, body, call_spec);
        self.method_spec(start, end, modifiers, kind, routine)
    }

    /// Puts CREATE in front of a subprogram.
    pub(crate) fn set_create(&mut self, start: u32, routine: NodeId, create: NodeId) -> NodeId {
        debug_assert!(matches!(
            self.tree().node(routine).kind,
            SyntaxKind::CreateProcedure | SyntaxKind::CreateFunction
        ));
        self.set_slot(routine, 0, create);
        self.extend_start(routine, start)
    }

    /// Adds IF NOT EXISTS, which stands behind the object kind, to the words of CREATE; its head then ends there.
    pub(crate) fn add_create_words(&mut self, create: NodeId, words: NodeId) -> NodeId {
        if words.is_nil() {
            return create;
        }
        let all = self.concat(self.tree().slot(create, 0), words);
        let end = self.tree().node(words).end;
        self.update(create, |data| data.end = end);
        self.set_slot(create, 0, all)
    }

    /// The two parts of `ON [kind] object`; each may be absent.
    pub(crate) fn split_grant_object(&mut self, list: NodeId) -> (NodeId, NodeId) {
        let parts: Vec<NodeId> = self.tree().elements(list).collect();
        match parts.as_slice() {
            [kind, object] => (*kind, *object),
            [object] => (NIL, *object),
            _ => (NIL, NIL),
        }
    }

    /// A call with an order in its parentheses; what is named among the items of the order are more arguments.
    pub(crate) fn ordered_call(
        &mut self,
        start: u32,
        end: u32,
        callee: NodeId,
        arguments: NodeId,
        items: NodeId,
    ) -> NodeId {
        let items: Vec<NodeId> = self.tree().elements(items).collect();
        let (mut arguments, mut order) = (arguments, NIL);
        for item in items {
            let list = match self.tree().node(item).kind {
                SyntaxKind::OrderItem => &mut order,
                _ => &mut arguments,
            };
            *list = match *list {
                NIL => self.list(item),
                list => self.push(list, item),
            };
        }
        self.call_expr(start, end, callee, arguments, order, NIL)
    }

    /// The right side of a join: a join there is read as if it stood in parentheses.
    pub(crate) fn join_operand(&mut self, table: NodeId) -> NodeId {
        let node = self.tree().node(table);
        let (kind, start, end) = (node.kind, node.start, node.end);
        if kind != SyntaxKind::JoinRef {
            return table;
        }
        let table = self.paren_table(start, end, table);
        self.table_source(start, end, table, NIL, NIL)
    }

    /// `key => value`: a bare name is a named argument, anything else an index.
    pub(crate) fn association(&mut self, start: u32, end: u32, key: NodeId, value: NodeId) -> NodeId {
        let node = self.tree().node(key);
        let (kind, key_start, key_end) = (node.kind, node.start, node.end);
        if kind == SyntaxKind::NameRef {
            let name = self.tree().slot(key, 0);
            return self.named_argument(start, end, name, value);
        }
        let choice = self.index_choice(key_start, key_end, key, NIL);
        let choices = self.list(choice);
        self.indexed_argument(start, end, choices, value)
    }

    /// The head of a FOR loop: a plain range or cursor where it is one, else the iteration as it is.
    pub(crate) fn for_head(&mut self, start: u32, end: u32, iteration: NodeId) -> NodeId {
        let only = |builder: &Self, slot: usize| {
            let list = builder.tree().slot(iteration, slot);
            let mut elements = builder.tree().elements(list);
            match (elements.next(), elements.next()) {
                (Some(element), None) => Some(element),
                _ => None,
            }
        };
        let (Some(iterand), Some(control)) = (only(self, 0), only(self, 1)) else {
            return iteration;
        };
        let plain_iterand = (1..3).all(|index| self.tree().slot(iterand, index).is_nil());
        // Kind, step, bind arguments, WHILE and WHEN.
        let plain_control = [1, 4, 5, 6, 7]
            .into_iter()
            .all(|index| self.tree().slot(control, index).is_nil());
        if !plain_iterand || !plain_control {
            return iteration;
        }
        let [reverse, low, high] = [0, 2, 3].map(|index| self.tree().slot(control, index));
        let variable = self.tree().slot(iterand, 0);
        if high.is_nil() {
            self.for_cursor_head(start, end, variable, reverse, low)
        } else {
            self.for_range_head(start, end, variable, reverse, low, high)
        }
    }
}
