//! Handlers of errors that PostgreSQL does not tell apart by their SQLSTATE.
//!
//! A conversion that fails is INVALID_NUMBER in SQL and VALUE_ERROR in PL/SQL, a missing and a remaining row of a foreign
//! key have one state. Where the statements of a block can raise more than one of such errors, its handlers ask for the
//! number of the error (PL/SQL Language Reference, "Predefined Exceptions").

use super::groups::CONTEXT;
use crate::context::Lowering;
use plconv_hir::expr::ExprKind;
use plconv_hir::stmt::{self, ExceptionRef, Statement, StatementKind};
use plconv_hir::visit::{children, walk_statement_exprs};
use plconv_pg::{self as pg, Handler, PlKind, PlStatement};

/// What the statements of a block do, nested ones included.
#[derive(Clone, Copy, Default)]
struct Work {
    inserts: bool,
    updates: bool,
    deletes: bool,
    queries: bool,
    /// Calls of routines and dynamic statements, which may do anything.
    calls: bool,
    /// Statements of PL/SQL that convert or assign values.
    computes: bool,
}

impl Work {
    fn of(statements: &[Statement]) -> Work {
        let mut work = Work::default();
        statements.iter().for_each(|statement| work.add(statement));
        work
    }

    fn add(&mut self, statement: &Statement) {
        walk_statement_exprs(statement, &mut |expr| match &expr.kind {
            ExprKind::Call { .. } => self.calls = true,
            ExprKind::Subquery(_) => self.queries = true,
            _ => {}
        });
        match &statement.kind {
            StatementKind::Insert(_) | StatementKind::MultiInsert(_) => self.inserts = true,
            StatementKind::Update(_) => self.updates = true,
            StatementKind::Delete(_) => self.deletes = true,
            StatementKind::Merge(_) => {
                self.inserts = true;
                self.updates = true;
            }
            StatementKind::SelectInto(_)
            | StatementKind::ForCursor { .. }
            | StatementKind::ForQuery { .. }
            | StatementKind::Open { .. }
            | StatementKind::OpenForQuery { .. }
            | StatementKind::Fetch { .. } => self.queries = true,
            StatementKind::Call { .. }
            | StatementKind::UnresolvedCall { .. }
            | StatementKind::ExecuteImmediate { .. }
            | StatementKind::OpenForText { .. }
            | StatementKind::Refused { .. } => self.calls = true,
            StatementKind::Assign { .. }
            | StatementKind::BuiltinCall { .. }
            | StatementKind::CollectionCall { .. }
            | StatementKind::If { .. }
            | StatementKind::Case { .. }
            | StatementKind::While { .. }
            | StatementKind::ForRange { .. }
            | StatementKind::Forall { .. }
            | StatementKind::Exit { .. }
            | StatementKind::Continue { .. }
            | StatementKind::Return(_)
            | StatementKind::Raise(_)
            | StatementKind::PipeRow(_)
            | StatementKind::Block(_) => self.computes = true,
            StatementKind::Loop(_)
            | StatementKind::Goto(_)
            | StatementKind::Null
            | StatementKind::Close(_)
            | StatementKind::Commit
            | StatementKind::Rollback { .. }
            | StatementKind::Savepoint(_)
            | StatementKind::SetConstraints { .. }
            | StatementKind::SetTransaction(_)
            | StatementKind::LockTable { .. } => {}
        }
        children(statement).for_each(|child| self.add(child));
    }

    fn has_sql(self) -> bool {
        self.calls || self.queries || self.writes()
    }

    fn writes(self) -> bool {
        self.inserts || self.updates || self.deletes
    }

    /// Whether a handler for errors of these numbers would take others of these statements too.
    fn confuses(self, numbers: &[i32]) -> bool {
        numbers.iter().any(|number| match number {
            -6502 if numbers.contains(&-1722) => self.calls || self.writes(),
            -1722 if numbers.contains(&-6502) => false,
            -6502 => self.has_sql(),
            -1001 | -1426 | -1438 | -1455 | -1722 | -12733..=-12725 | -32795 | -54013 | -54017 => true,
            -12899 => self.calls || self.computes,
            -1400 => self.calls || self.updates,
            -1407 => self.calls || self.inserts,
            // An UPDATE may leave a row without its parent, or a child without its row.
            -2291 => self.calls || self.updates || self.deletes,
            -2292 => self.calls || self.updates || self.inserts,
            _ => false,
        })
    }
}

/// The number of an exception that has one.
fn number(exception: &ExceptionRef) -> Option<i32> {
    match exception {
        ExceptionRef::Predefined(name) => plconv_runtime::number_of_predefined(name),
        ExceptionRef::Declared(id) => id.number,
        ExceptionRef::Others | ExceptionRef::Unresolved(_) => None,
    }
}

impl Lowering<'_> {
    /// Handlers that are precise: where one would take errors that belong to another or to none, it and OTHERS become one
    /// handler that asks for the number. What no handler takes goes to `otherwise`.
    pub(super) fn handlers_by_number(
        &mut self,
        block: &stmt::Block,
        lowered: Vec<(Handler, bool)>,
        otherwise: &[PlStatement],
    ) -> Vec<(Handler, bool)> {
        let work = Work::of(&block.statements);
        let mut precise = Vec::new();
        let mut asking: Vec<(pg::Expr, Handler)> = Vec::new();
        let mut others = None;
        for (handler, (lowered, asked)) in block.handlers.iter().zip(lowered) {
            let numbers: Vec<i32> = handler.exceptions.iter().filter_map(number).collect();
            if handler.exceptions.contains(&ExceptionRef::Others) {
                others = Some((lowered, asked));
            } else if work.confuses(&numbers) {
                let test = self.is_error(&handler.exceptions);
                asking.push((test, lowered));
            } else {
                precise.push((lowered, asked));
            }
        }
        if asking.is_empty() {
            precise.extend(others);
            return precise;
        }
        self.error_variable(CONTEXT);
        let mut conditions = Vec::new();
        let mut branches = Vec::new();
        for (test, handler) in asking {
            conditions.extend(handler.conditions.iter().cloned());
            branches.push((test, with_comments(handler)));
        }
        let otherwise = match others {
            Some((others, _)) => {
                conditions = vec!["OTHERS".to_owned()];
                with_comments(others)
            }
            None => otherwise.to_vec(),
        };
        let mut seen = Vec::new();
        conditions.retain(|condition: &String| {
            let new = !seen.contains(condition);
            seen.push(condition.clone());
            new
        });
        let merged = Handler {
            conditions,
            statements: vec![PlKind::If(branches, Some(otherwise)).into()],
            comments: pg::Comments::default(),
        };
        precise.push((merged, true));
        precise
    }

    /// Whether the handled error is one of these.
    fn is_error(&mut self, exceptions: &[ExceptionRef]) -> pg::Expr {
        let mut numbers = Vec::new();
        let mut test: Option<pg::Expr> = None;
        for exception in exceptions {
            match number(exception) {
                Some(number) => numbers.push(pg::Expr::number(number.to_string())),
                None => {
                    let state = super::exception::state_of(exception);
                    let is = pg::Expr::Token("SQLSTATE".to_owned()).binary("=", pg::Expr::text(state));
                    test = Some(match test {
                        Some(test) => test.binary("OR", is),
                        None => is,
                    });
                }
            }
        }
        let sqlcode = self.runtime("sqlcode", self.error_of_handler().to_vec());
        let by_number = match numbers.as_slice() {
            [number] => sqlcode.binary("=", number.clone()),
            _ => pg::Expr::InList(Box::new(sqlcode), false, numbers),
        };
        match test {
            Some(test) => by_number.binary("OR", test),
            None => by_number,
        }
    }
}

/// The statements of a handler with its comments.
fn with_comments(handler: Handler) -> Vec<PlStatement> {
    let mut statements = handler.statements;
    if statements.is_empty() {
        statements.push(PlKind::Null.into());
    }
    if let Some(first) = statements.first_mut() {
        first.comments.leading.splice(0..0, handler.comments.leading);
    }
    if let Some(last) = statements.last_mut() {
        last.comments.after.extend(handler.comments.after);
    }
    statements
}
