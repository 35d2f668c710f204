//! The rows of weak cursor variables: those of the queries that the routine opens them for. What FETCH brings into texts is
//! converted by them as Oracle does; PL/pgSQL would take its own texts of numbers and dates.

use super::cursor::cursor_name;
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Span, VariableKind};
use plconv_hir::item::{ParameterMode, RoutineId, Signature};
use plconv_hir::resolve::target_types;
use plconv_hir::stmt::{Block, Into, Statement, StatementKind};
use plconv_hir::ty::{RecordIdentity, Type};
use plconv_hir::visit::children;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The types of the columns by cursor variable; `None` when they are not known or not always the same.
type Rows = BTreeMap<String, Option<Vec<Type>>>;

/// The types of the columns that each FETCH from a weak cursor variable brings, as far as they are known.
pub(super) fn fetched_rows(
    block: &Block,
    signature_of: &dyn Fn(&RoutineId) -> Option<Arc<Signature>>,
) -> BTreeMap<Span, Vec<Type>> {
    let mut walk = Walk {
        signature_of,
        open: Rows::new(),
        fetched: BTreeMap::new(),
    };
    walk.block(block);
    walk.fetched
}

struct Walk<'a> {
    signature_of: &'a dyn Fn(&RoutineId) -> Option<Arc<Signature>>,
    /// What the cursors are open for.
    open: Rows,
    fetched: BTreeMap<Span, Vec<Type>>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block) {
        let before = self.open.clone();
        self.all(block.statements.iter());
        let mut after = self.open.clone();
        for handler in &block.handlers {
            // How far the statements came is not known.
            self.open = either(&before, &after);
            self.all(handler.statements.iter());
            after = either(&after, &self.open);
        }
        self.open = after;
    }

    fn all<'s>(&mut self, statements: impl Iterator<Item = &'s Statement>) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn branches<'s>(&mut self, bodies: impl Iterator<Item = &'s Vec<Statement>>) {
        let before = self.open.clone();
        let mut after: Option<Rows> = None;
        for body in bodies {
            self.open = before.clone();
            self.all(body.iter());
            after = Some(after.map_or_else(|| self.open.clone(), |after| either(&after, &self.open)));
        }
        self.open = after.unwrap_or(before);
    }

    /// A body that may run again with what it leaves behind.
    fn repeated(&mut self, statement: &Statement) {
        let before = self.open.clone();
        self.all(children(statement));
        let again = either(&before, &self.open);
        if again != before {
            self.open = again;
            self.all(children(statement));
        }
    }

    fn set(&mut self, cursor: &Expr, types: Option<Vec<Type>>) {
        // A parameter may be open from the beginning.
        if let (ExprKind::Variable(variable), Type::RefCursor(_)) = (&cursor.kind, &cursor.ty)
            && variable.kind == VariableKind::Variable
        {
            self.open.insert(variable.name.clone(), types);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Fetch { cursor, .. } => {
                let known = cursor_name(cursor).and_then(|name| self.open.get(&name).cloned().flatten());
                match known {
                    Some(types) => self.fetched.insert(statement.span, types),
                    None => self.fetched.remove(&statement.span),
                };
            }
            StatementKind::OpenForQuery { cursor, query } => {
                let types: Vec<Type> = query.columns.iter().map(|column| column.ty.clone()).collect();
                let known = !types.contains(&Type::Unknown);
                self.set(cursor, known.then_some(types));
            }
            StatementKind::OpenForText { cursor, .. } => self.set(cursor, None),
            StatementKind::Assign { target, .. } => self.set(target, None),
            StatementKind::Call { routine, args } => {
                let signature = (self.signature_of)(routine);
                for (index, arg) in args.iter().enumerate() {
                    let only_reads = signature
                        .as_ref()
                        .and_then(|signature| signature.parameters.get(index))
                        .is_some_and(|parameter| parameter.mode == ParameterMode::In);
                    if let (false, Some(arg)) = (only_reads, arg) {
                        self.set(arg, None);
                    }
                }
                if !routine.enclosing.is_empty() {
                    // A nested routine may open any of them.
                    self.open.values_mut().for_each(|types| *types = None);
                }
            }
            StatementKind::UnresolvedCall { args, .. } => {
                for (_, arg) in args {
                    self.set(arg, None);
                }
            }
            StatementKind::Block(block) => self.block(block),
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let none = Vec::new();
                let otherwise = else_statements.as_ref().unwrap_or(&none);
                self.branches(branches.iter().map(|(_, body)| body).chain([otherwise]));
            }
            StatementKind::Case {
                branches,
                else_statements,
                ..
            } => self.branches(branches.iter().map(|(_, body)| body).chain(else_statements)),
            StatementKind::Loop(_)
            | StatementKind::While { .. }
            | StatementKind::ForRange { .. }
            | StatementKind::ForQuery { .. }
            | StatementKind::ForCursor { .. } => self.repeated(statement),
            _ => {}
        }
    }
}

/// What is known when either may hold.
fn either(one: &Rows, other: &Rows) -> Rows {
    let names = one.keys().chain(other.keys());
    let both = |name: &String| match (one.get(name), other.get(name)) {
        (Some(one), Some(other)) if one == other => one.clone(),
        // A FETCH from a cursor that is not open fails.
        (Some(types), None) | (None, Some(types)) => types.clone(),
        (Some(_) | None, Some(_) | None) => None,
    };
    names.map(|name| (name.clone(), both(name))).collect()
}

impl Lowering<'_> {
    /// The types of a cursor's columns, as far as its declaration or the queries that it is opened for say.
    pub(super) fn row_types(&self, cursor: &Expr, fetch: Span) -> Vec<Type> {
        match &cursor.ty {
            Type::RefCursor(Some(row)) => row.fields().iter().map(|field| field.ty.clone()).collect(),
            _ => (self.routine.fetched_rows.get(&fetch))
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// Says that a FETCH from a cursor of rows that are not known here fills texts.
    pub(super) fn note_texts_of_unknown_rows(
        &mut self,
        cursor: &Expr,
        into: &Into,
        row: &[Type],
        span: Span,
    ) {
        // Who fetches into the row of a table has opened the cursor for such rows.
        let is_row_of_table = |target: &Expr| matches!(&target.ty, Type::Record(record) if matches!(record.identity, RecordIdentity::Row(_)));
        if matches!(cursor.ty, Type::RefCursor(_))
            && row.is_empty()
            && !into.targets.iter().any(is_row_of_table)
            && target_types(into).iter().any(Type::is_character)
        {
            self.report(
                Code::IMPLICIT_CONVERSION,
                span,
                "what this cursor is opened for is not known here: numbers and dates that it brings into texts are written by \
                 PostgreSQL's rules, 0.5 and not .5",
            );
        }
    }
}
