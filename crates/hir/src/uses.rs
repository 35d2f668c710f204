//! What code uses of the rest of the schema: relations, sequences, routines and the variables of packages.

use crate::effects::called_by;
use crate::expr::{Expr, ExprKind};
use crate::item::{Routine, RoutineId};
use crate::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use crate::tables::walk_statement_tables;
use crate::visit::{children, for_each_child, walk_expr, walk_query, walk_query_tables, walk_ref_tables};
use plconv_catalog::ObjectName;
use std::collections::BTreeSet;

/// The names that some code uses, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Uses {
    /// Tables and views that are read, or both read and written by one statement.
    pub reads: BTreeSet<ObjectName>,
    /// Tables and views that are the target of a statement.
    pub writes: BTreeSet<ObjectName>,
    /// Sequences.
    pub sequences: BTreeSet<ObjectName>,
    /// Routines that are called.
    pub calls: BTreeSet<RoutineId>,
    /// Packages whose variables, constants aside, are read or set.
    pub state: BTreeSet<ObjectName>,
    /// Numbers of RAISE_APPLICATION_ERROR, as far as they are literals.
    pub errors: BTreeSet<i32>,
    /// Whether something commits or rolls back.
    pub ends_transaction: bool,
}

impl Uses {
    /// Adds what other code uses.
    pub fn add(&mut self, other: &Uses) {
        self.reads.extend(other.reads.iter().cloned());
        self.writes.extend(other.writes.iter().cloned());
        self.sequences.extend(other.sequences.iter().cloned());
        self.calls.extend(other.calls.iter().cloned());
        self.state.extend(other.state.iter().cloned());
        self.errors.extend(&other.errors);
        self.ends_transaction |= other.ends_transaction;
    }

    /// Adds what a routine and the routines in it use.
    pub fn add_routine(&mut self, routine: &Routine) {
        self.calls.extend(routine.callees.iter().cloned());
        for parameter in &routine.signature.parameters {
            parameter
                .default
                .iter()
                .for_each(|default| self.add_expr(default));
        }
        if let Some(body) = &routine.body {
            self.add_block(body);
        }
    }

    /// Adds what a block and everything in it uses.
    pub fn add_block(&mut self, block: &Block) {
        self.add_declarations(&block.declarations);
        let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
        for statement in block.statements.iter().chain(handled) {
            self.add_statement(statement);
        }
    }

    /// Adds what declarations use.
    pub fn add_declarations(&mut self, declarations: &[Declaration]) {
        for declaration in declarations {
            match &declaration.kind {
                DeclarationKind::Variable(variable) => {
                    variable.default.iter().for_each(|default| self.add_expr(default));
                    if let Some((table, _)) = &variable.anchor {
                        self.reads.insert(table.clone());
                    }
                }
                DeclarationKind::Cursor(cursor) => {
                    for query in cursor.query.iter() {
                        walk_query_tables(query, &mut |table| {
                            self.reads.insert(table.clone());
                        });
                        walk_query(query, &mut |expr| self.note(expr));
                    }
                }
                DeclarationKind::Routine(routine) => self.add_routine(routine),
                DeclarationKind::Exception(_)
                | DeclarationKind::Type(_)
                | DeclarationKind::Forward(_)
                | DeclarationKind::Pragma(_)
                | DeclarationKind::Refused(_) => {}
            }
        }
    }

    fn add_statement(&mut self, statement: &Statement) {
        if let StatementKind::Block(block) = &statement.kind {
            self.add_block(block);
            return;
        }
        let mut target = BTreeSet::new();
        targets(statement, &mut target);
        walk_statement_tables(statement, &mut |table| {
            if !target.contains(table) {
                self.reads.insert(table.clone());
            }
        });
        self.writes.append(&mut target);
        self.calls.extend(called_by(statement));
        crate::visit::walk_statement_exprs(statement, &mut |expr| self.note(expr));
        match &statement.kind {
            StatementKind::Commit | StatementKind::Rollback { to: None } => self.ends_transaction = true,
            StatementKind::BuiltinCall { name, args } if name == "RAISE_APPLICATION_ERROR" => {
                self.errors
                    .extend(args.first().and_then(|(_, number)| literal(number)));
            }
            _ => {}
        }
        children(statement).for_each(|child| self.add_statement(child));
    }

    fn add_expr(&mut self, expr: &Expr) {
        walk_expr(expr, &mut |inner| {
            self.note(inner);
            for_each_child(inner, &mut |_| {}, &mut |query| {
                walk_query_tables(query, &mut |table| {
                    self.reads.insert(table.clone());
                });
            });
        });
    }

    /// What an expression itself names.
    fn note(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::SequenceValue { sequence, .. } => {
                self.sequences.insert(sequence.clone());
            }
            ExprKind::PackageVariable(variable) if !variable.constant => {
                self.state.insert(variable.package.clone());
            }
            ExprKind::Call { routine, .. } => {
                self.calls.insert(routine.clone());
            }
            _ => {}
        }
    }
}

/// The relations that a statement writes.
fn targets(statement: &Statement, found: &mut BTreeSet<ObjectName>) {
    let mut add = |name: &ObjectName| {
        found.insert(name.clone());
    };
    match &statement.kind {
        StatementKind::Insert(insert) => add(&insert.table),
        StatementKind::MultiInsert(insert) => {
            let all = insert.branches.iter().flat_map(|(_, targets)| targets);
            all.chain(&insert.else_targets)
                .for_each(|target| add(&target.table));
        }
        StatementKind::Update(update) => walk_ref_tables(&update.target, &mut add),
        StatementKind::Delete(delete) => walk_ref_tables(&delete.target, &mut add),
        StatementKind::Merge(merge) => walk_ref_tables(&merge.target, &mut add),
        StatementKind::Forall { statement, .. } => targets(statement, found),
        _ => {}
    }
}

/// A whole number written as a literal, with or without a minus, converted or not.
fn literal(expr: &Expr) -> Option<i32> {
    match &expr.kind {
        ExprKind::Literal(crate::expr::Literal::Number(text)) => text.parse().ok(),
        ExprKind::Unary { operand, .. } => literal(operand).map(|number| -number.abs()),
        ExprKind::Convert { operand, .. } => literal(operand),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Span;
    use crate::stmt::Comments;

    #[test]
    fn a_nested_block_counts_and_a_rollback_to_a_savepoint_ends_nothing() {
        let statement = |kind| Statement {
            kind,
            labels: Vec::new(),
            comments: Comments::default(),
            span: Span::default(),
        };
        let block = |statements| Block {
            declarations: Vec::new(),
            statements,
            handlers: Vec::new(),
            span: Span::default(),
        };
        let partial = StatementKind::Rollback {
            to: Some("S".to_owned()),
        };
        let mut uses = Uses::default();
        uses.add_block(&block(vec![statement(partial)]));
        assert!(!uses.ends_transaction);
        let inner = statement(StatementKind::Block(Box::new(block(vec![statement(
            StatementKind::Commit,
        )]))));
        uses.add_block(&block(vec![inner]));
        assert!(uses.ends_transaction);
    }
}
