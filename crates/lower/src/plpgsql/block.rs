//! Blocks and handlers.

use super::groups::CONTEXT;
use crate::context::Lowering;
use plconv_hir::stmt::{self, Statement};
use plconv_pg::{self as pg, Block, Handler, Ident, PlKind, PlStatement};

impl Lowering<'_> {
    /// A block of the source.
    pub(crate) fn block(&mut self, block: &stmt::Block, label: Option<Ident>) -> Block {
        let names = super::loop_record::declared_by(block);
        self.hiding(names, |lowering| lowering.block_with_names(block, label))
    }

    fn block_with_names(&mut self, block: &stmt::Block, label: Option<Ident>) -> Block {
        let (declarations, first_values) = self.declarations_and_values(block);
        let mut lowered = if block.handlers.is_empty() {
            Block {
                label,
                declarations,
                statements: self.statements(&block.statements),
                handlers: Vec::new(),
            }
        } else {
            let savepoint = self.savepoint_of_block(block);
            let undone = self.routine.savepoints_of_blocks.len();
            self.routine.savepoints_of_blocks.extend(savepoint);
            let lowered = self.block_with_handlers(block, label, declarations);
            self.routine.savepoints_of_blocks.truncate(undone);
            lowered
        };
        lowered.statements.splice(0..0, first_values);
        lowered
    }

    /// The declarations of a block, and the statements it has to begin with for them.
    pub(super) fn declarations_and_values(
        &mut self,
        block: &stmt::Block,
    ) -> (Vec<pg::Declaration>, Vec<PlStatement>) {
        let outer = std::mem::take(&mut self.routine.first_values);
        let declarations = self.declarations(&block.declarations);
        let first_values = std::mem::replace(&mut self.routine.first_values, outer);
        (declarations, first_values)
    }

    fn block_with_handlers(
        &mut self,
        block: &stmt::Block,
        label: Option<Ident>,
        declarations: Vec<pg::Declaration>,
    ) -> Block {
        if !self.needs_groups(block) {
            self.note_lost_work(block);
            let statements = self.statements(&block.statements);
            let handlers = self.handlers(block);
            return Block {
                label,
                declarations,
                statements,
                handlers,
            };
        }
        let statements = self.grouped_block(block, None);
        Block {
            label,
            declarations,
            statements,
            handlers: Vec::new(),
        }
    }

    /// Handlers that ask PostgreSQL for the context of their error.
    fn handlers(&mut self, block: &stmt::Block) -> Vec<Handler> {
        let lowered = self.handlers_with(block, &mut Self::statements);
        let again = PlKind::Raise(pg::Raise::default());
        self.handlers_by_number(block, lowered, &[again.into()])
            .into_iter()
            .map(|(mut handler, asked)| {
                if asked {
                    let context = vec![(self.own(CONTEXT), "PG_EXCEPTION_CONTEXT")];
                    handler
                        .statements
                        .insert(0, PlKind::GetDiagnostics(true, context).into());
                }
                handler
            })
            .collect()
    }

    /// Handlers of a block, their statements lowered by `lower`, and whether each needs the context of its error.
    pub(super) fn handlers_with(
        &mut self,
        block: &stmt::Block,
        lower: &mut dyn FnMut(&mut Self, &[Statement]) -> Vec<PlStatement>,
    ) -> Vec<(Handler, bool)> {
        // The context tells an error of SQL from one of PL/SQL, which Oracle numbers differently.
        let outer = self.handled_error.replace(self.error_of_handler());
        let outer_asked = self.error_asked;
        self.note_closed_cursors(block);
        let opened = super::cursor_life::opened_in(&block.statements);
        let outer_closed = self.routine.maybe_closed.clone();
        self.routine.maybe_closed.extend(opened.iter().cloned());
        let mut result = Vec::new();
        for handler in &block.handlers {
            self.error_asked = false;
            let mut statements = lower(self, &handler.statements);
            statements.splice(0..0, self.ask_what_is_open(&opened));
            statements.splice(0..0, self.row_count_of_error(handler));
            if self.error_asked {
                self.error_variable(CONTEXT);
            }
            let lowered = Handler {
                conditions: self.conditions(&handler.exceptions, handler.span),
                statements,
                comments: comments(&handler.comments),
            };
            result.push((lowered, self.error_asked));
        }
        self.routine.maybe_closed = outer_closed;
        self.error_asked = outer_asked;
        self.handled_error = outer;
        result
    }
}

impl Lowering<'_> {
    /// State, message and context of the error that a handler handles.
    pub(super) fn error_of_handler(&self) -> [pg::Expr; 3] {
        [
            pg::Expr::Token("SQLSTATE".to_owned()),
            pg::Expr::Token("SQLERRM".to_owned()),
            self.own(CONTEXT),
        ]
    }
}

pub(crate) fn comments(comments: &stmt::Comments) -> pg::Comments {
    pg::Comments {
        leading: comments.leading.clone(),
        trailing: comments.trailing.clone(),
        after: comments.after.clone(),
    }
}
