//! Objects of several statements: all of them, or none.

use super::{Flow, Isolation, Runner, StatementResult, begins_transaction, is_transaction_control};
use crate::place::SourceText;
use crate::split::{ScriptItem, Statement, split};
use std::ops::Range;
use std::sync::Arc;

/// What is run as one.
pub(super) enum Part {
    /// A statement that stands alone.
    Statement(Statement),
    /// The statements of an object.
    Object(Vec<Statement>),
    /// A command of psql.
    MetaCommand(Range<usize>),
}

/// SQLSTATEs of statements that must not be in a transaction block: active_sql_transaction, as for VACUUM, and
/// invalid_transaction_termination, for code that ends transactions itself.
const NO_TRANSACTION_BLOCK: [&str; 2] = ["25001", "2D000"];

impl Runner<'_> {
    /// The pieces of a file. Between BEGIN and COMMIT of the script its transaction is what holds things together.
    pub(super) fn parts(&self, source: &SourceText) -> Vec<Part> {
        let is_object = self.options.isolation == Isolation::Objects && self.objects.contains(&source.file);
        let mut in_transaction = self.in_transaction;
        let mut parts = Vec::new();
        for item in split(&source.text) {
            let statement = match item {
                ScriptItem::Statement(statement) => statement,
                ScriptItem::MetaCommand { range } => {
                    parts.push(Part::MetaCommand(range));
                    continue;
                }
            };
            let sql = &source.text[statement.range.clone()];
            let controls = is_transaction_control(sql);
            if controls {
                in_transaction = begins_transaction(sql);
            }
            if !is_object || controls || in_transaction {
                parts.push(Part::Statement(statement));
            } else if let Some(Part::Object(statements)) = parts.last_mut() {
                statements.push(statement);
            } else {
                parts.push(Part::Object(vec![statement]));
            }
        }
        parts
    }

    /// Runs the statements of an object in a transaction of their own, each with a savepoint: an error of one does not
    /// hide those of the others.
    pub(super) fn object(&mut self, source: &Arc<SourceText>, statements: Vec<Statement>) -> Flow {
        let whole = match statements.as_slice() {
            [] => return Flow::GoOn,
            // PostgreSQL itself does a statement as a whole or not at all.
            [statement] => return self.statement(source, statement.clone()),
            [first, .., last] => first.range.start..last.range.end,
        };
        if self.control("BEGIN", source, whole.clone()) == Flow::Stop {
            return Flow::Stop;
        }
        let before = self.outcome.statements.len();
        let mut flow = Flow::GoOn;
        self.in_object = true;
        for statement in &statements {
            flow = if self.progress.is_stopped() {
                Flow::Stop
            } else {
                self.statement(source, statement.clone())
            };
            if flow != Flow::GoOn {
                break;
            }
        }
        self.in_object = false;
        self.replay.ended(flow == Flow::GoOn && !self.has_failed(before));
        if self.session.is_closed() {
            return Flow::Stop;
        }
        let states = self.outcome.statements[before..]
            .iter()
            .map(|statement| &statement.result);
        let failures: Vec<&str> = states
            .filter_map(|result| match result {
                StatementResult::Failed(error) => Some(error.sqlstate.as_str()),
                StatementResult::Done { .. } | StatementResult::Echo(_) => None,
            })
            .collect();
        let needs_no_block = failures.iter().any(|state| NO_TRANSACTION_BLOCK.contains(state));
        if flow == Flow::GoOn && failures.is_empty() {
            return self.commit(source, whole, before);
        }
        if self.control("ROLLBACK", source, whole) == Flow::Stop {
            return Flow::Stop;
        }
        if flow == Flow::GoOn && needs_no_block {
            // What was said so far is said again.
            self.outcome.statements.truncate(before);
            for statement in statements {
                if self.progress.is_stopped() || self.statement(source, statement) != Flow::GoOn {
                    return Flow::Stop;
                }
            }
            return Flow::GoOn;
        }
        self.undo(before);
        flow
    }

    fn has_failed(&self, before: usize) -> bool {
        let mut statements = self.outcome.statements[before..].iter();
        statements.any(|statement| matches!(statement.result, StatementResult::Failed(_)))
    }

    /// Ends the transaction of an object. Deferred constraints are looked at only now.
    fn commit(&mut self, source: &Arc<SourceText>, whole: Range<usize>, before: usize) -> Flow {
        let Err(error) = self.session.simple("COMMIT") else {
            return Flow::GoOn;
        };
        let fatal = error.fatal;
        self.failed(error.placed(source.place(whole)));
        self.undo(before);
        if fatal || self.stop_on_error {
            Flow::Stop
        } else {
            Flow::GoOn
        }
    }

    /// Marks what ran since `before` as taken back, and tells those that failed.
    fn undo(&mut self, before: usize) {
        let mut undone = 0;
        for statement in &mut self.outcome.statements[before..] {
            statement.is_undone = matches!(statement.result, StatementResult::Done { .. });
            undone += usize::from(statement.is_undone);
        }
        for statement in &mut self.outcome.statements[before..] {
            if let StatementResult::Failed(error) = &mut statement.result {
                error.undone = undone;
            }
        }
    }
}
