//! CURSOR(subquery): a function opens the cursor, whose query is a text with the values of the row around it.
//! SQL Language Reference, "CURSOR Expressions".

use crate::context::Lowering;
use crate::query::Substitute;
use plconv_diagnostics::Code;
use plconv_hir::expr::{ColumnRef, Expr, ExprKind, Span};
use plconv_hir::query::{Query, QueryBody, TableRef, TableSourceKind};
use plconv_hir::visit::walk_query;
use plconv_pg as pg;
use std::collections::BTreeSet;

/// What stands around the number of a value in the text before the text is made a format.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

impl Lowering<'_> {
    /// A cursor over a query that may use variables and the columns of the queries around it.
    pub(super) fn cursor_query(&mut self, query: &Query, span: Span) -> pg::Expr {
        let Some(outside) = self.values_from_outside(query) else {
            self.report(
                Code::UNSUPPORTED_EXPRESSION,
                span,
                "CURSOR(subquery) with a record, a bind variable or a row of a trigger is not carried over",
            );
            return self.refused_expr("CURSOR(subquery)");
        };
        let values: Vec<pg::Expr> = outside.iter().map(|value| self.lower_expr(value)).collect();
        let known = self.substitutes.len();
        let mut renamed = self.renamed.clone();
        for (number, value) in (1..).zip(&outside) {
            let mark = format!("{}{number}{}", MARKS[0], MARKS[1]);
            let place = pg::Expr::Token(mark).cast(self.plain_type_name(&value.ty));
            match &value.kind {
                ExprKind::Column(column) => self.substitutes.push(Substitute {
                    relation: column.relation.clone(),
                    column: column.column.clone(),
                    value: place,
                }),
                ExprKind::Variable(variable) => {
                    renamed.insert(variable.name.clone(), place);
                }
                _ => {}
            }
        }
        let around = std::mem::replace(&mut self.renamed, renamed);
        let lowered = pg::Expr::Subquery(Box::new(self.lower_query(query)));
        self.renamed = around;
        self.substitutes.truncate(known);
        let text = pg::print_expr(&lowered, pg::PrintOptions::default());
        let text = text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'))
            .unwrap_or(&text)
            .trim();
        let text = if values.is_empty() {
            pg::Expr::text(text)
        } else {
            let format = text
                .replace('%', "%%")
                .replace(MARKS[0], "%")
                .replace(MARKS[1], "$L");
            let args = std::iter::once(pg::Expr::text(format)).chain(values).collect();
            pg::Expr::call("format", args)
        };
        self.runtime("cursor_of", vec![text])
    }

    /// The variables and columns that a query takes from around it; None when there is a value that a text cannot have.
    fn values_from_outside(&self, query: &Query) -> Option<Vec<Expr>> {
        let mut relations = BTreeSet::new();
        relations_of(query, &mut relations);
        let mut outside: Vec<Expr> = Vec::new();
        let mut possible = true;
        walk_query(query, &mut |expr| match &expr.kind {
            ExprKind::Column(ColumnRef { relation, column, .. })
                if !relation.is_empty() && !relations.contains(relation) =>
            {
                possible &= !column.is_empty();
                add(expr, &mut outside);
            }
            ExprKind::Variable(_) => {
                possible &= self.plain_type_name(&expr.ty).text != "record";
                add(expr, &mut outside);
            }
            ExprKind::TriggerRow { .. } | ExprKind::Bind(_) => possible = false,
            _ => {}
        });
        possible.then_some(outside)
    }
}

fn add(expr: &Expr, outside: &mut Vec<Expr>) {
    if !outside.iter().any(|known| known.kind == expr.kind) {
        outside.push(expr.clone());
    }
}

/// The names of the relations that a query and the queries in it read.
fn relations_of(query: &Query, names: &mut BTreeSet<String>) {
    for table in &query.with {
        relations_of(&table.query, names);
    }
    relations_of_body(&query.body, names);
    walk_query(query, &mut |expr| {
        plconv_hir::visit::for_each_child(expr, &mut |_| {}, &mut |inner| {
            relations_of_body(&inner.body, names);
        });
    });
}

fn relations_of_body(body: &QueryBody, names: &mut BTreeSet<String>) {
    match body {
        QueryBody::Set { left, right, .. } => {
            relations_of_body(left, names);
            relations_of_body(right, names);
        }
        QueryBody::Nested(query) => relations_of(query, names),
        QueryBody::Block(block) => block.from.iter().for_each(|table| add_relations(table, names)),
    }
}

fn add_relations(table: &TableRef, names: &mut BTreeSet<String>) {
    match table {
        TableRef::Join { left, right, .. } => {
            add_relations(left, names);
            add_relations(right, names);
        }
        TableRef::Source(source) => {
            names.insert(source.relation.clone());
            if let TableSourceKind::Subquery { query, .. } = &source.kind {
                relations_of(query, names);
            }
        }
    }
}
