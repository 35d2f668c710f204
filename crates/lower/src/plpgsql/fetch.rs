//! FETCH of one row.
//!
//! A FETCH that finds no row leaves its targets as they are in Oracle, and sets them to NULL in PostgreSQL (PL/SQL
//! Language Reference, "FETCH Statement"; PostgreSQL manual, "Using Cursors"). Targets that something may read after
//! such a FETCH are therefore set from variables of their own.

use super::captured::walk_all_exprs;
use super::cursor::cursor_name;
use crate::context::Lowering;
use plconv_hir::expr::{CursorAttribute, Expr, ExprKind, Span, VariableKind, VariableRef};
use plconv_hir::resolve::{converted_into, target_types};
use plconv_hir::stmt::{Block, Into, Statement, StatementKind};
use plconv_hir::ty::{Nullability, RecordIdentity, Type};
use plconv_hir::visit::{children, walk_expr, walk_statement_exprs};
use plconv_pg::{self as pg, Ident, PlKind, PlStatement};
use std::collections::{BTreeMap, BTreeSet};

impl Lowering<'_> {
    /// FETCH cursor INTO targets.
    pub(crate) fn fetch(
        &mut self,
        cursor: &Expr,
        into: &Into,
        limit: Option<&Expr>,
        span: Span,
    ) -> Vec<PlStatement> {
        if into.bulk {
            return self.fetch_bulk(cursor, into, limit, span);
        }
        let takes_value = match &cursor.ty {
            Type::RefCursor(Some(row)) => {
                let fields = row.fields();
                fields.len() == into.targets.len()
                    && fields.iter().any(|field| crate::query::is_record(&field.ty))
            }
            _ => false,
        };
        if takes_value {
            return vec![self.refused_object_target(span)];
        }
        let mut statements = Vec::new();
        let source = self.cursor_place(cursor, &mut statements);
        let forgotten = into
            .targets
            .iter()
            .all(|target| variable(target).is_some_and(|name| self.routine.forgotten.contains(name)));
        let row = self.row_types(cursor, span);
        self.note_texts_of_unknown_rows(cursor, into, &row, span);
        let converts = converts(into, &row);
        let (targets, mut when_found) = if forgotten && !converts {
            self.into_targets(&into.targets, span)
        } else {
            self.targets_when_found(&fields_of(into, converts), if converts { &row } else { &[] })
        };
        let found = || pg::Expr::Token("FOUND".to_owned());
        statements.push(PlKind::Fetch(source, targets).into());
        statements.extend(self.count_fetch(cursor));
        if let Some(name) = cursor_name(cursor) {
            if self.keeps(&name, "found") {
                let variable = pg::Expr::name(self.attribute_variable(&name, "found"));
                statements.push(PlKind::Assign(variable, found()).into());
            }
            if self.keeps(&name, "rowcount") {
                let variable = pg::Expr::name(self.attribute_variable(&name, "rowcount"));
                let next = variable.clone().binary("+", pg::Expr::number("1"));
                when_found.insert(0, PlKind::Assign(variable, next).into());
            }
        }
        if !when_found.is_empty() {
            statements.push(PlKind::If(vec![(found(), when_found)], None).into());
        }
        statements
    }

    /// Variables to fetch into, and what sets the targets from them; `row` has the types of the columns where they have
    /// to be converted.
    pub(super) fn targets_when_found(
        &mut self,
        targets: &[Expr],
        row: &[Type],
    ) -> (Vec<pg::Expr>, Vec<PlStatement>) {
        let mut places = Vec::new();
        let mut after = Vec::new();
        for (index, target) in targets.iter().enumerate() {
            let (place, value) = self.fetched_value(&target.ty, row.get(index));
            places.push(place);
            after.extend(self.assign(target, value));
        }
        (places, after)
    }

    /// A variable to fetch a column into, and its value as one of the target's type.
    pub(super) fn fetched_value(&mut self, target: &Type, column: Option<&Type>) -> (pg::Expr, pg::Expr) {
        let column = column.unwrap_or(target);
        let fetched = self.temporary("fetched", self.type_name(column));
        let value = self.converted_variable(&fetched, column, target);
        (pg::Expr::name(fetched), value)
    }

    /// The value of a variable of ours as one of another type.
    pub(super) fn converted_variable(&mut self, name: &Ident, ty: &Type, target: &Type) -> pg::Expr {
        self.lower_expr(&converted_into(variable_of(name, ty), target))
    }

    /// A record of a cursor's row has no fields until a row is in it: one of NULLs, where that could be seen.
    pub(super) fn empty_record(&mut self, name: &str, ty: &Type) -> Option<PlStatement> {
        let Type::Record(record) = ty else {
            return None;
        };
        if record.identity != RecordIdentity::Anonymous || self.routine.forgotten.contains(name) {
            return None;
        }
        let items = record
            .fields
            .iter()
            .map(|field| pg::SelectItem {
                expr: pg::Expr::null().cast(self.type_name(&field.ty)),
                alias: Some(Ident(crate::naming::identifier(&field.name))),
            })
            .collect();
        let select = pg::Select {
            items,
            into: Some(pg::Into {
                strict: false,
                targets: vec![pg::Expr::name(crate::naming::identifier(name))],
            }),
            ..pg::Select::default()
        };
        let query = pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        };
        Some(PlKind::Sql(Box::new(pg::Statement::Query(Box::new(query)))).into())
    }
}

pub(super) fn variable_of(name: &Ident, ty: &Type) -> Expr {
    let variable = VariableRef {
        name: name.0.to_uppercase(),
        kind: VariableKind::Variable,
        qualifier: None,
        routine_depth: 0,
    };
    Expr::synthetic(ExprKind::Variable(variable), ty.clone(), Nullability::Nullable)
}

/// Whether values of a type are converted when a variable of another one gets them.
pub(super) fn is_converted(from: &Type, to: &Type) -> bool {
    let value = Expr::synthetic(
        ExprKind::Refused(String::new()),
        from.clone(),
        Nullability::Nullable,
    );
    matches!(converted_into(value, to).kind, ExprKind::Convert { .. })
}

/// Whether a column is converted on its way to a target.
pub(super) fn converts(into: &Into, row: &[Type]) -> bool {
    let types = target_types(into);
    types.len() == row.len() && (row.iter().zip(&types)).any(|(column, target)| is_converted(column, target))
}

/// The targets, those of a record being its fields when they are set one by one.
pub(super) fn fields_of(into: &Into, one_by_one: bool) -> Vec<Expr> {
    let [target] = into.targets.as_slice() else {
        return into.targets.clone();
    };
    let Type::Record(record) = &target.ty else {
        return into.targets.clone();
    };
    if !one_by_one {
        return into.targets.clone();
    }
    let fields = record.fields.iter().map(|field| Expr {
        kind: ExprKind::Field {
            base: Box::new(target.clone()),
            field: field.name.clone(),
        },
        ty: field.ty.clone(),
        nullability: Nullability::Nullable,
        span: target.span,
    });
    fields.collect()
}

/// The variables that nothing reads after a FETCH into them that found no row: they are used only in a loop that begins
/// with the FETCH and is left when it finds nothing.
pub(super) fn forgotten(block: &Block) -> BTreeSet<String> {
    let mut all = BTreeMap::new();
    walk_all_exprs(block, &mut |expr| count(expr, &mut all));
    let mut found = BTreeSet::new();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        look_for_loops(statement, &all, &mut found);
    }
    found
}

fn look_for_loops(statement: &Statement, all: &BTreeMap<String, usize>, found: &mut BTreeSet<String>) {
    if let StatementKind::Loop(body) = &statement.kind
        && let [first, second, ..] = body.as_slice()
        && let StatementKind::Fetch { into, .. } = &first.kind
        && leaves_when_not_found(second)
    {
        let mut inside = BTreeMap::new();
        count_statement(statement, &mut inside);
        let names = into.targets.iter().filter_map(variable);
        found.extend(
            names
                .filter(|name| all.get(*name) == inside.get(*name))
                .map(str::to_owned),
        );
    }
    children(statement).for_each(|child| look_for_loops(child, all, found));
}

/// `EXIT WHEN cursor%NOTFOUND`
fn leaves_when_not_found(statement: &Statement) -> bool {
    matches!(
        &statement.kind,
        StatementKind::Exit {
            condition: Some(Expr {
                kind: ExprKind::CursorAttribute {
                    attribute: CursorAttribute::NotFound,
                    ..
                },
                ..
            }),
            ..
        }
    )
}

fn count_statement(statement: &Statement, counts: &mut BTreeMap<String, usize>) {
    walk_statement_exprs(statement, &mut |expr| count(expr, counts));
    if let StatementKind::Block(block) = &statement.kind {
        for declaration in &block.declarations {
            if let plconv_hir::stmt::DeclarationKind::Variable(declared) = &declaration.kind
                && let Some(default) = &declared.default
            {
                walk_expr(default, &mut |expr| count(expr, counts));
            }
        }
    }
    if !matches!(statement.kind, StatementKind::Forall { .. }) {
        children(statement).for_each(|child| count_statement(child, counts));
    }
}

fn count(expr: &Expr, counts: &mut BTreeMap<String, usize>) {
    if let ExprKind::Variable(used) = &expr.kind {
        *counts.entry(used.name.clone()).or_default() += 1;
    }
}

/// The name of a target that is a variable of the routine; the caller sees a parameter afterwards.
fn variable(target: &Expr) -> Option<&str> {
    match &target.kind {
        ExprKind::Variable(used) if used.kind == VariableKind::Variable => Some(&used.name),
        _ => None,
    }
}
