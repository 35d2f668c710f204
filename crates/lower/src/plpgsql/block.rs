//! Blocks and handlers.
//!
//! Oracle undoes only the failing statement when a handler catches an error; a PL/pgSQL handler undoes its whole
//! block. Where that could matter the body is cut into groups, each in a sub-block of its own that ends with the
//! statement that writes, and the error is raised again for the handlers after all of them (PL/SQL Language Reference,
//! "Transaction Processing"; PostgreSQL manual, "Trapping Errors").

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::stmt::{self, Statement, StatementKind};
use plconv_hir::visit::children;
use plconv_pg::{self as pg, Block, Handler, Ident, PlKind, PlStatement, Raise, TypeName};

const STATE: &str = "error_state";
const MESSAGE: &str = "error_message";
const CONTEXT: &str = "error_context";

impl Lowering<'_> {
    /// A block of the source.
    pub(crate) fn block(&mut self, block: &stmt::Block, label: Option<Ident>) -> Block {
        let declarations = self.declarations(&block.declarations);
        if block.handlers.is_empty() {
            let statements = self.statements(&block.statements);
            return Block {
                label,
                declarations,
                statements,
                handlers: Vec::new(),
            };
        }
        if !self.needs_groups(block) {
            let statements = self.statements(&block.statements);
            let handlers = self.handlers(&block.handlers);
            return Block {
                label,
                declarations,
                statements,
                handlers,
            };
        }
        let statements = self.grouped_block(block);
        Block {
            label,
            declarations,
            statements,
            handlers: Vec::new(),
        }
    }

    fn handlers(&mut self, handlers: &[stmt::Handler]) -> Vec<Handler> {
        // The context tells an error of SQL from one of PL/SQL, which Oracle numbers differently.
        let outer = self.handled_error.replace([
            pg::Expr::Token("SQLSTATE".to_owned()),
            pg::Expr::Token("SQLERRM".to_owned()),
            pg::Expr::name(CONTEXT),
        ]);
        let outer_asked = self.error_asked;
        let mut lowered = Vec::new();
        for handler in handlers {
            self.error_asked = false;
            let mut statements = self.statements(&handler.statements);
            if self.error_asked {
                self.error_variable(CONTEXT);
                let context =
                    PlKind::GetDiagnostics(true, vec![(pg::Expr::name(CONTEXT), "PG_EXCEPTION_CONTEXT")]);
                statements.insert(0, context.into());
            }
            lowered.push(Handler {
                conditions: self.conditions(&handler.exceptions, handler.span),
                statements,
                comments: comments(&handler.comments),
            });
        }
        self.error_asked = outer_asked;
        self.handled_error = outer;
        lowered
    }

    /// Whether a handler of PL/pgSQL would undo something that Oracle keeps, or forbid a COMMIT.
    fn needs_groups(&self, block: &stmt::Block) -> bool {
        if block
            .statements
            .iter()
            .any(|statement| self.controls_transaction(statement))
        {
            return true;
        }
        let last = block.statements.len().saturating_sub(1);
        let keeps_nothing = block.statements.iter().enumerate().all(|(index, statement)| {
            !self.writes(statement) || (index == last && self.is_single_write(statement))
        });
        if keeps_nothing {
            return false;
        }
        // Handlers that undo everything or pass the error on leave nothing to keep.
        !block.handlers.iter().all(|handler| gives_up(&handler.statements))
    }

    fn is_single_write(&self, statement: &Statement) -> bool {
        children(statement).next().is_none() && !matches!(statement.kind, StatementKind::Forall { .. })
    }

    // ------------------------------------------------------------ groups

    fn grouped_block(&mut self, block: &stmt::Block) -> Vec<PlStatement> {
        self.error_variable(STATE);
        self.error_variable(MESSAGE);
        let body = self.fresh_label("body");
        let mut statements: Vec<PlStatement> =
            vec![PlKind::Assign(pg::Expr::name(STATE), pg::Expr::null()).into()];
        let groups = self.groups(&block.statements, &body, block.span);
        statements.push(
            PlKind::Block(Box::new(Block {
                label: Some(body),
                statements: groups,
                ..Block::default()
            }))
            .into(),
        );
        let raise = PlKind::Raise(Raise {
            level: "EXCEPTION",
            using: vec![
                ("ERRCODE", pg::Expr::name(STATE)),
                ("MESSAGE", pg::Expr::name(MESSAGE)),
            ],
            ..Raise::default()
        });
        let handlers = self.handlers(&block.handlers);
        let dispatch = Block {
            statements: vec![raise.into()],
            handlers,
            ..Block::default()
        };
        statements.push(
            PlKind::If(
                vec![(
                    pg::Expr::name(STATE).is_null(true),
                    vec![PlKind::Block(Box::new(dispatch)).into()],
                )],
                None,
            )
            .into(),
        );
        statements
    }

    fn error_variable(&mut self, name: &str) {
        if !self.temporaries.iter().any(|(known, _)| known.0 == name) {
            self.temporaries
                .push((Ident::from(name), TypeName::builtin("text")));
        }
    }

    /// Statements in sub-blocks that each end with a statement that writes.
    fn groups(&mut self, statements: &[Statement], body: &Ident, span: Span) -> Vec<PlStatement> {
        let mut result = Vec::new();
        let mut group: Vec<PlStatement> = Vec::new();
        for statement in statements {
            if matches!(
                statement.kind,
                StatementKind::Commit | StatementKind::Rollback { to: None }
            ) {
                close_group(&mut group, &mut result, body);
                result.extend(self.statement(statement));
                continue;
            }
            if !self.writes(statement) && !self.controls_transaction(statement) {
                group.extend(self.statement(statement));
                continue;
            }
            match self.split(statement, &mut group, &mut result, body) {
                true => {}
                false => {
                    self.note_rollback(statement, span);
                    group.extend(self.statement(statement));
                    close_group(&mut group, &mut result, body);
                }
            }
        }
        close_group(&mut group, &mut result, body);
        result
    }

    /// Cuts a compound statement into groups inside; false when it has to be one group as a whole.
    fn split(
        &mut self,
        statement: &Statement,
        group: &mut Vec<PlStatement>,
        result: &mut Vec<PlStatement>,
        body: &Ident,
    ) -> bool {
        let label = statement.labels.last().map(|label| Ident(identifier(label)));
        match &statement.kind {
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let lowered = self.split_if(
                    branches,
                    else_statements.as_deref(),
                    group,
                    result,
                    body,
                    statement.span,
                );
                result.extend(lowered);
                true
            }
            StatementKind::Loop(inner) => {
                close_group(group, result, body);
                let inner = self.groups(inner, body, statement.span);
                result.push(PlKind::Loop(label, inner).into());
                true
            }
            StatementKind::ForRange {
                variable,
                reverse,
                low,
                high,
                body: inner,
            } => {
                let integer = TypeName::builtin("integer");
                let first = self.temporary("loop_low", integer.clone());
                let last = self.temporary("loop_high", integer);
                let low = self.lower_expr(low);
                let high = self.lower_expr(high);
                group.push(PlKind::Assign(pg::Expr::Name(plain(&first)), low).into());
                group.push(PlKind::Assign(pg::Expr::Name(plain(&last)), high).into());
                close_group(group, result, body);
                let inner = self.groups(inner, body, statement.span);
                let (low, high) = if *reverse { (last, first) } else { (first, last) };
                result.push(
                    PlKind::ForRange {
                        label,
                        variable: Ident(identifier(variable)),
                        reverse: *reverse,
                        low: pg::Expr::Name(plain(&low)),
                        high: pg::Expr::Name(plain(&high)),
                        body: inner,
                    }
                    .into(),
                );
                true
            }
            StatementKind::Block(inner) if inner.handlers.is_empty() && inner.declarations.is_empty() => {
                close_group(group, result, body);
                result.extend(self.groups(&inner.statements, body, statement.span));
                true
            }
            _ if self.controls_transaction(statement) && children(statement).next().is_some() => {
                // A loop over a query with COMMIT inside: no sub-block may be around it.
                close_group(group, result, body);
                self.note_rollback(statement, statement.span);
                result.extend(self.statement(statement));
                true
            }
            _ => false,
        }
    }

    fn split_if(
        &mut self,
        branches: &[(Expr, Vec<Statement>)],
        else_statements: Option<&[Statement]>,
        group: &mut Vec<PlStatement>,
        result: &mut Vec<PlStatement>,
        body: &Ident,
        span: Span,
    ) -> Vec<PlStatement> {
        let Some(((condition, then), rest)) = branches.split_first() else {
            return else_statements
                .map(|statements| self.groups(statements, body, span))
                .unwrap_or_default();
        };
        // The condition may raise: it is evaluated inside the group before.
        let holds = self.temporary("condition", TypeName::builtin("boolean"));
        let condition = self.lower_expr(condition);
        group.push(PlKind::Assign(pg::Expr::Name(plain(&holds)), condition).into());
        close_group(group, result, body);
        let then = self.groups(then, body, span);
        let otherwise = if rest.is_empty() {
            else_statements.map(|statements| self.groups(statements, body, span))
        } else {
            let mut inner_group = Vec::new();
            let mut inner = Vec::new();
            let tail = self.split_if(rest, else_statements, &mut inner_group, &mut inner, body, span);
            inner.extend(tail);
            Some(inner)
        };
        vec![PlKind::If(vec![(pg::Expr::Name(plain(&holds)), then)], otherwise).into()]
    }

    /// What a failing compound statement or call did is undone with it, which Oracle would keep.
    fn note_rollback(&mut self, statement: &Statement, span: Span) {
        let what = match &statement.kind {
            StatementKind::Call { routine, .. } => format!("what {} did before it fails", routine.name),
            StatementKind::Forall { .. } => "the rows this FORALL changed before it fails".to_owned(),
            _ if children(statement).next().is_some() => "what this statement did before it fails".to_owned(),
            _ => return,
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

fn plain(name: &Ident) -> pg::QualifiedName {
    pg::QualifiedName(vec![name.clone()])
}

/// Puts the collected statements into a sub-block that remembers its error and leaves the body.
fn close_group(group: &mut Vec<PlStatement>, result: &mut Vec<PlStatement>, body: &Ident) {
    if group.is_empty() {
        return;
    }
    let statements = std::mem::take(group);
    let harmless = statements.iter().all(|statement| {
        matches!(
            statement.kind,
            PlKind::Null | PlKind::Remark(_) | PlKind::Exit(..) | PlKind::Continue(..) | PlKind::Return(None)
        )
    });
    if harmless {
        result.extend(statements);
        return;
    }
    let remember = PlKind::GetDiagnostics(
        true,
        vec![
            (pg::Expr::name(STATE), "RETURNED_SQLSTATE"),
            (pg::Expr::name(MESSAGE), "MESSAGE_TEXT"),
        ],
    );
    let handler = Handler {
        conditions: vec!["OTHERS".to_owned()],
        statements: vec![remember.into(), PlKind::Exit(Some(body.clone()), None).into()],
        comments: pg::Comments::default(),
    };
    result.push(
        PlKind::Block(Box::new(Block {
            statements,
            handlers: vec![handler],
            ..Block::default()
        }))
        .into(),
    );
}

/// Whether statements end by raising or by undoing the transaction.
fn gives_up(statements: &[Statement]) -> bool {
    statements.last().is_some_and(|last| match &last.kind {
        StatementKind::Raise(_) => true,
        StatementKind::BuiltinCall { name, .. } => name == "RAISE_APPLICATION_ERROR",
        _ => false,
    }) || statements
        .first()
        .is_some_and(|first| matches!(first.kind, StatementKind::Rollback { to: None }))
}

pub(crate) fn comments(comments: &stmt::Comments) -> pg::Comments {
    pg::Comments {
        leading: comments.leading.clone(),
        trailing: comments.trailing.clone(),
    }
}
