//! Statement-level rollback.
//!
//! Oracle undoes only the failing statement when a handler catches an error; a PL/pgSQL handler undoes its whole
//! block. Where that could matter the body is cut into groups, each in a sub-block of its own that ends with the
//! statement that writes, and the error is raised again for the handlers after all of them (PL/SQL Language Reference,
//! "Transaction Processing"; PostgreSQL manual, "Trapping Errors").

use super::forall::ForallOver;
use crate::context::Lowering;
use crate::naming::{identifier, local_name};
use plconv_diagnostics::Code;
use plconv_hir::effects::called_by;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::stmt::{self, ExceptionRef, ForallRange, Statement, StatementKind};
use plconv_hir::visit::children;
use plconv_pg::{self as pg, Block, Handler, Ident, PlKind, PlStatement, Raise, TypeName};

const STATE: &str = "error_state";
const MESSAGE: &str = "error_message";
/// The variable for the context of an error.
pub(super) const CONTEXT: &str = "error_context";

/// A body whose handlers come after it.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// Label of the block that an error leaves.
    label: Ident,
    /// Whether a handler asks where the error arose.
    needs_context: bool,
    /// The variables for its state, message and context.
    error: [Ident; 3],
}

/// Groups being collected for a block that handlers belong to.
pub(super) struct Groups<'b> {
    /// What an error leaves.
    pub body: &'b Body,
    /// Statements that are not in a sub-block yet.
    pub open: Vec<PlStatement>,
    /// Sub-blocks and compound statements so far.
    pub done: Vec<PlStatement>,
    /// Where the block is.
    pub span: Span,
}

impl<'b> Groups<'b> {
    pub fn new(body: &'b Body, span: Span) -> Self {
        Groups {
            body,
            open: Vec::new(),
            done: Vec::new(),
            span,
        }
    }

    /// Adds statements that cannot fail: alone they need no sub-block.
    fn add_safe(&mut self, statements: Vec<PlStatement>) {
        if self.open.is_empty() {
            self.done.extend(statements);
        } else {
            self.open.extend(statements);
        }
    }

    /// Puts the open statements into a sub-block that remembers its error and leaves the body.
    pub fn close(&mut self) {
        let statements = std::mem::take(&mut self.open);
        let harmless = statements.iter().all(|statement| {
            matches!(
                statement.kind,
                PlKind::Null
                    | PlKind::Remark(_)
                    | PlKind::Exit(..)
                    | PlKind::Continue(..)
                    | PlKind::Return(None)
            )
        });
        if harmless {
            self.done.extend(statements);
            return;
        }
        let block = Block {
            statements,
            handlers: vec![remember(self.body)],
            ..Block::default()
        };
        self.done.push(PlKind::Block(Box::new(block)).into());
    }
}

impl Lowering<'_> {
    /// Whether a handler of PL/pgSQL would undo something that Oracle keeps, or forbid a COMMIT.
    pub(super) fn needs_groups(&self, block: &stmt::Block) -> bool {
        if block
            .statements
            .iter()
            .any(|statement| self.controls_transaction(statement))
        {
            return true;
        }
        if self.writes_once_at_its_end(&block.statements) {
            return false;
        }
        // Handlers that undo everything or pass the error on leave nothing to keep.
        !block.handlers.iter().all(|handler| self.keeps_nothing(handler))
    }

    /// Whether a handler leaves nothing of its block: it passes the error on, undoes the transaction, or goes back to a
    /// savepoint that the block stands for.
    fn keeps_nothing(&self, handler: &stmt::Handler) -> bool {
        gives_up(&handler.statements) || self.goes_back_to_block(&handler.statements).is_some()
    }

    /// Whether at most the last statement writes, and only once.
    fn writes_once_at_its_end(&self, statements: &[Statement]) -> bool {
        let last = statements.len().saturating_sub(1);
        statements.iter().enumerate().all(|(index, statement)| {
            !self.writes(statement) || (index == last && children(statement).next().is_none())
        })
    }

    /// Says what is lost in a block that needs no groups: the work of a routine that fails halfway.
    pub(super) fn note_lost_work(&mut self, block: &stmt::Block) {
        if block.handlers.iter().all(|handler| self.keeps_nothing(handler)) {
            return;
        }
        for statement in &block.statements {
            self.note_rollback(statement, block.span);
        }
    }

    /// A block in groups, then its handlers. In a group of an outer block, `outer` is the label to leave by.
    pub(super) fn grouped_block(&mut self, block: &stmt::Block, outer: Option<&Body>) -> Vec<PlStatement> {
        self.error_variable(STATE);
        self.error_variable(MESSAGE);
        // The variables are those of the blocks around, which must not take an error for theirs that a handler has taken.
        let is_inside = outer.is_some() || self.routine.in_groups;
        let label = self.fresh_label("body");
        let state = self.own(STATE);
        let forget = || PlStatement::from(PlKind::Assign(state.clone(), pg::Expr::null()));
        let handlers = match outer {
            None => self.handlers_with(block, &mut Self::statements),
            Some(outer) => self.handlers_with(block, &mut |state, statements| {
                state.groups(statements, outer, block.span)
            }),
        };
        let otherwise = match outer {
            None => vec![PlKind::Raise(Raise::default()).into()],
            Some(outer) => remember(outer).statements,
        };
        let handlers = self.handlers_by_number(block, handlers, &otherwise);
        let catches_all = block
            .handlers
            .iter()
            .any(|handler| handler.exceptions.contains(&ExceptionRef::Others));
        // Outside, the context that tells an error of SQL from one of PL/SQL is that of raising it again.
        let leaves = !catches_all
            || block
                .handlers
                .iter()
                .any(|handler| raises_again(&handler.statements));
        let body = Body {
            label,
            needs_context: leaves || handlers.iter().any(|(_, asked)| *asked),
            error: [STATE, MESSAGE, CONTEXT].map(|name| Ident(self.free_name(name))),
        };
        let mut message = self.own(MESSAGE);
        if leaves {
            self.error_variable(CONTEXT);
            let error = [STATE, MESSAGE, CONTEXT].map(pg::Expr::name);
            message = self.runtime("sqlerrm", error.to_vec());
        }
        let mut handlers: Vec<Handler> = handlers.into_iter().map(|(handler, _)| handler).collect();
        if is_inside {
            // First of all: a handler may leave by EXIT, CONTINUE or GOTO.
            for handler in &mut handlers {
                handler
                    .statements
                    .retain(|statement| statement.kind != PlKind::Null);
                handler.statements.insert(0, forget());
            }
        }
        let around = std::mem::replace(&mut self.routine.in_groups, true);
        let groups = self.groups(&block.statements, &body, block.span);
        self.routine.in_groups = around;
        let raise = PlKind::Raise(Raise {
            level: "EXCEPTION",
            using: vec![("ERRCODE", self.own(STATE)), ("MESSAGE", message)],
            ..Raise::default()
        });
        if let Some(outer) = outer
            && !catches_all
        {
            handlers.push(remember(outer));
        }
        let dispatch = Block {
            statements: vec![raise.clone().into()],
            handlers,
            ..Block::default()
        };
        let handling: Vec<PlStatement> = vec![PlKind::Block(Box::new(dispatch)).into()];
        let body = Block {
            label: Some(body.label),
            statements: groups,
            ..Block::default()
        };
        let failed = || state.clone().is_null(true);
        let mut statements = vec![forget(), PlKind::Block(Box::new(body)).into()];
        if let Some(undo) = self.undone_by_handlers(block, raise) {
            statements.push(PlKind::If(vec![(failed(), vec![undo])], None).into());
            statements = vec![super::savepoint::block_that_rolls_back(
                statements,
                vec![PlKind::Null.into()],
            )];
        }
        statements.push(PlKind::If(vec![(failed(), handling)], None).into());
        statements
    }

    /// What undoes the groups of a block where the handler of its error goes back to the savepoint that the block stands
    /// for; `None` when no handler does.
    fn undone_by_handlers(&mut self, block: &stmt::Block, raise: PlKind) -> Option<PlStatement> {
        if !block
            .handlers
            .iter()
            .any(|handler| self.goes_back_to_block(&handler.statements).is_some())
        {
            return None;
        }
        let deciding = self.handlers_with(block, &mut |state, statements| {
            vec![match state.goes_back_to_block(statements) {
                Some(name) => super::savepoint::roll_back(&name),
                None => PlKind::Null.into(),
            }]
        });
        let handlers = self.handlers_by_number(block, deciding, &[PlKind::Null.into()]);
        let mut handlers: Vec<Handler> = handlers.into_iter().map(|(handler, _)| handler).collect();
        if !handlers
            .iter()
            .any(|handler| handler.conditions.iter().any(|name| name == "OTHERS"))
        {
            handlers.push(Handler {
                conditions: vec!["OTHERS".to_owned()],
                statements: vec![PlKind::Null.into()],
                comments: pg::Comments::default(),
            });
        }
        let deciding = Block {
            statements: vec![raise.into()],
            handlers,
            ..Block::default()
        };
        Some(PlKind::Block(Box::new(deciding)).into())
    }

    pub(super) fn error_variable(&mut self, name: &str) {
        let name = self.free_name(name);
        if !self.temporaries.iter().any(|(known, _)| known.0 == name) {
            self.temporaries.push((Ident(name), TypeName::builtin("text")));
        }
    }

    /// Statements in sub-blocks that each end with a statement that writes.
    pub(super) fn groups(&mut self, statements: &[Statement], body: &Body, span: Span) -> Vec<PlStatement> {
        let expanded: Vec<Statement> = statements
            .iter()
            .flat_map(|statement| {
                self.with_calls_before(statement)
                    .unwrap_or_else(|| vec![statement.clone()])
            })
            .collect();
        let statements = expanded.as_slice();
        let mut groups = Groups::new(body, span);
        let mut at = 0;
        while let Some(statement) = statements.get(at) {
            if matches!(statement.kind, StatementKind::Savepoint(_)) {
                let (lowered, next) = self.statement_in(statements, at);
                for undone in &statements[at..next] {
                    self.note_rollback(undone, span);
                }
                groups.open.extend(lowered);
                groups.close();
                at = next;
            } else {
                self.add_to_groups(statement, &mut groups);
                at += 1;
            }
        }
        groups.close();
        groups.done
    }

    fn add_to_groups(&mut self, statement: &Statement, groups: &mut Groups<'_>) {
        if matches!(
            statement.kind,
            StatementKind::Commit | StatementKind::Rollback { to: None }
        ) {
            groups.close();
            let lowered = self.statement(statement);
            let failure = remember(groups.body).statements;
            groups.done.extend(super::commit::failing_by(lowered, failure));
        } else if !self.writes(statement) && !self.controls_transaction(statement) {
            groups.open.extend(self.statement(statement));
        } else if self.calls_what_commits(statement) {
            groups.close();
            self.note_uncaught(statement, groups.span);
            groups.done.extend(self.statement(statement));
        } else if !self.split(statement, groups) {
            self.note_rollback(statement, groups.span);
            groups.open.extend(self.statement(statement));
            groups.close();
        }
    }

    /// Cuts a compound statement into groups inside; false when it has to be one group as a whole.
    fn split(&mut self, statement: &Statement, groups: &mut Groups<'_>) -> bool {
        let label = statement.labels.last().map(|label| Ident(identifier(label)));
        let mut first = None;
        match &statement.kind {
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let lowered = self.split_if(branches, else_statements.as_deref(), groups);
                groups.done.extend(lowered);
            }
            StatementKind::Loop(inner) => {
                groups.close();
                let inner = self.groups(inner, groups.body, statement.span);
                groups.done.push(PlKind::Loop(label, inner).into());
            }
            StatementKind::ForRange {
                variable,
                reverse,
                low,
                high,
                body,
            } => {
                let (low, high) = self.bounds_before(low, high, groups);
                groups.close();
                let body = self.groups(body, groups.body, statement.span);
                let (low, high) = if *reverse { (high, low) } else { (low, high) };
                let kind = PlKind::ForRange {
                    label,
                    variable: Ident(local_name(variable)),
                    reverse: *reverse,
                    low,
                    high,
                    body,
                };
                groups.done.push(kind.into());
            }
            StatementKind::Forall {
                variable,
                range,
                save_exceptions,
                statement: row,
            } => {
                let over = match &**range {
                    ForallRange::Bounds(low, high) => {
                        let (low, high) = self.bounds_before(low, high, groups);
                        ForallOver::Bounds(low, high)
                    }
                    ForallRange::Indices(..) | ForallRange::Values(_) => {
                        let ty = TypeName::builtin("integer").array_of();
                        let indexes = pg::Expr::name(self.temporary("forall_indexes", ty));
                        let given = self.forall_indexes(range);
                        groups.open.push(PlKind::Assign(indexes.clone(), given).into());
                        ForallOver::Elements(indexes)
                    }
                };
                let parts = self.forall_parts(variable, range, *save_exceptions, row);
                groups.add_safe(parts.before);
                groups.close();
                let rows = if *save_exceptions {
                    // Each row has its handler already.
                    parts.body
                } else {
                    let mut rows = Groups::new(groups.body, statement.span);
                    rows.open = parts.body;
                    rows.close();
                    rows.done
                };
                groups
                    .done
                    .push(super::forall::forall_loop(parts.index, over, rows));
                if *save_exceptions {
                    groups.open.extend(parts.after);
                } else {
                    groups.add_safe(parts.after);
                }
            }
            StatementKind::Block(inner) if inner.handlers.is_empty() && inner.declarations.is_empty() => {
                groups.close();
                first = Some(groups.done.len());
                let inner = self.groups(&inner.statements, groups.body, statement.span);
                groups.done.extend(inner);
            }
            StatementKind::Block(inner)
                if (!self.undone_as_a_whole(inner) || self.controls_transaction(statement))
                    && super::first_values::can_be_assigned(inner) =>
            {
                groups.close();
                // An error in the declarations belongs to the handlers of the block around.
                let depth = self.own_depth();
                let (inner, assigned) = super::first_values::as_assignments(inner, depth);
                let (declarations, first_values) = self.declarations_and_values(&inner);
                let mut statements = self.groups(&assigned, groups.body, statement.span);
                statements.extend(if inner.handlers.is_empty() {
                    self.groups(&inner.statements, groups.body, statement.span)
                } else {
                    self.grouped_block(&inner, Some(groups.body))
                });
                statements.splice(0..0, first_values);
                let block = Block {
                    label,
                    declarations,
                    statements,
                    handlers: Vec::new(),
                };
                groups.done.push(PlKind::Block(Box::new(block)).into());
            }
            StatementKind::While { condition, body } => {
                let lowered = self.split_while(label, condition, body, groups, statement.span);
                groups.done.push(lowered);
            }
            StatementKind::Case {
                operand,
                branches,
                else_statements,
            } => {
                let lowered = self.split_case(operand.as_ref(), branches, else_statements.as_deref(), groups);
                groups.done.push(lowered);
            }
            StatementKind::ForCursor { .. } | StatementKind::ForQuery { .. }
                if self.splits_loop(statement) =>
            {
                let lowered = self.split_row_loop(statement, label, groups);
                groups.done.extend(lowered);
            }
            _ if self.controls_transaction(statement) && children(statement).next().is_some() => {
                // A loop over a query with COMMIT inside: no sub-block may be around it.
                groups.close();
                self.note_uncaught(statement, groups.span);
                let lowered = self.statement(statement);
                groups.done.extend(lowered);
                return true;
            }
            _ => return false,
        }
        let own = super::block::comments(&statement.comments);
        let last = groups.done.len().saturating_sub(1);
        if let Some(first) = groups.done.get_mut(first.unwrap_or(last)) {
            first.comments.leading.splice(0..0, own.leading);
        }
        if let Some(last) = groups.done.last_mut() {
            last.comments.trailing = own.trailing.or(last.comments.trailing.take());
            last.comments.after.extend(own.after);
        }
        true
    }

    /// Bounds of a loop as variables that the open group sets: they may fail.
    fn bounds_before(&mut self, low: &Expr, high: &Expr, groups: &mut Groups<'_>) -> (pg::Expr, pg::Expr) {
        let low = self.bound_before("loop_low", low, groups);
        let high = self.bound_before("loop_high", high, groups);
        (low, high)
    }

    fn bound_before(&mut self, stem: &str, bound: &Expr, groups: &mut Groups<'_>) -> pg::Expr {
        let lowered = self.lower_expr(bound);
        if matches!(bound.kind, ExprKind::Literal(_)) {
            return lowered;
        }
        let variable = self.temporary(stem, TypeName::builtin("integer"));
        groups
            .open
            .push(PlKind::Assign(pg::Expr::name(variable.clone()), lowered).into());
        pg::Expr::name(variable)
    }

    /// Whether a nested block with handlers leaves nothing to keep when it fails: at most one statement writes, and
    /// no handler does.
    fn undone_as_a_whole(&self, block: &stmt::Block) -> bool {
        self.writes_once_at_its_end(&block.statements)
            && block
                .handlers
                .iter()
                .all(|handler| self.writes_once_at_its_end(&handler.statements))
    }

    fn split_if(
        &mut self,
        branches: &[(Expr, Vec<Statement>)],
        else_statements: Option<&[Statement]>,
        groups: &mut Groups<'_>,
    ) -> Vec<PlStatement> {
        let Some(((condition, then), rest)) = branches.split_first() else {
            return else_statements
                .map(|statements| self.groups(statements, groups.body, groups.span))
                .unwrap_or_default();
        };
        // The condition may raise: it is evaluated inside the group before.
        let holds = self.temporary("condition", TypeName::builtin("boolean"));
        let condition = self.condition(condition);
        groups
            .open
            .push(PlKind::Assign(pg::Expr::name(holds.clone()), condition).into());
        groups.close();
        let then = self.groups(then, groups.body, groups.span);
        let otherwise = if rest.is_empty() {
            else_statements.map(|statements| self.groups(statements, groups.body, groups.span))
        } else {
            let mut inner = Groups::new(groups.body, groups.span);
            let tail = self.split_if(rest, else_statements, &mut inner);
            inner.done.extend(tail);
            Some(inner.done)
        };
        vec![PlKind::If(vec![(pg::Expr::name(holds), then)], otherwise).into()]
    }

    /// Whether a statement that contains no other ends the transaction by a call.
    fn calls_what_commits(&self, statement: &Statement) -> bool {
        self.controls_transaction(statement) && children(statement).next().is_none()
    }

    /// No block with handlers may be around what ends a transaction, so its errors are not caught.
    fn note_uncaught(&mut self, statement: &Statement, span: Span) {
        let what = called_by(statement)
            .into_iter()
            .find(|routine| self.effects_of(routine).transaction_control)
            .map_or_else(|| "this statement".to_owned(), |routine| routine.name);
        let place = if statement.span == Span::default() {
            span
        } else {
            statement.span
        };
        self.report(
            Code::UNCAUGHT_WITH_COMMIT,
            place,
            format!(
                "{what} ends transactions, so an error in it leaves the block: the handlers do not see it"
            ),
        );
    }

    /// What a failing compound statement or call did is undone with it, which Oracle would keep.
    fn note_rollback(&mut self, statement: &Statement, span: Span) {
        let what = if let Some(routine) = self.partial_callee(statement) {
            format!("what {} did before it fails", routine.name)
        } else if children(statement).next().is_some() && self.writes(statement) {
            "what this statement did before it fails".to_owned()
        } else {
            return;
        };
        let place = if statement.span == Span::default() {
            span
        } else {
            statement.span
        };
        self.report(
            Code::HANDLER_ROLLS_BACK,
            place,
            format!("{what} is undone before the exception handler runs; Oracle keeps it"),
        );
    }
}

/// A handler that remembers the error and leaves the body.
fn remember(body: &Body) -> Handler {
    let [state, message, context] = body.error.clone().map(pg::Expr::name);
    let mut items = vec![(state, "RETURNED_SQLSTATE"), (message, "MESSAGE_TEXT")];
    if body.needs_context {
        items.push((context, "PG_EXCEPTION_CONTEXT"));
    }
    let remember = PlKind::GetDiagnostics(true, items);
    Handler {
        conditions: vec!["OTHERS".to_owned()],
        statements: vec![
            remember.into(),
            PlKind::Exit(Some(body.label.clone()), None).into(),
        ],
        comments: pg::Comments::default(),
    }
}

/// Whether RAISE without a name is among the statements.
fn raises_again(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| {
        matches!(statement.kind, StatementKind::Raise(None))
            || children(statement).any(|child| raises_again(std::slice::from_ref(child)))
    })
}

/// Whether statements end by raising or by undoing the transaction.
pub(super) fn gives_up(statements: &[Statement]) -> bool {
    statements.last().is_some_and(|last| match &last.kind {
        StatementKind::Raise(_) => true,
        StatementKind::BuiltinCall { name, .. } => name == "RAISE_APPLICATION_ERROR",
        _ => false,
    }) || statements
        .first()
        .is_some_and(|first| matches!(first.kind, StatementKind::Rollback { to: None }))
}
