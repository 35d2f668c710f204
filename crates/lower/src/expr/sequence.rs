//! NEXTVAL and CURRVAL. A row takes one number of a sequence, however often its statement names NEXTVAL. SQL Language
//! Reference, "Sequence Pseudocolumns".

use crate::context::Lowering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::visit::walk_expr;
use plconv_pg::{self as pg, Ident};
use std::collections::BTreeMap;

/// What a sequence gives at this place of a row.
#[derive(Clone, Debug)]
pub(crate) enum RowNumber {
    /// The first mention takes the number.
    NotTaken,
    /// The number was taken by a mention to the left.
    Taken,
    /// A column has it.
    Column(pg::Expr),
}

impl Lowering<'_> {
    pub(crate) fn sequence_value(&mut self, sequence: &ObjectName, next: bool) -> pg::Expr {
        let next = match self.row_numbers.get_mut(sequence) {
            None => next,
            Some(RowNumber::Column(column)) => return column.clone(),
            Some(RowNumber::Taken) => false,
            Some(number @ RowNumber::NotTaken) => {
                *number = RowNumber::Taken;
                true
            }
        };
        let name = self.object_name(sequence).to_string();
        pg::Expr::call(
            if next { "nextval" } else { "currval" },
            vec![pg::Expr::text(name)],
        )
    }

    /// Lowers what makes one row: sequences whose NEXTVAL `values` name give it one number each.
    pub(crate) fn row_of<'e, T>(
        &mut self,
        values: impl Iterator<Item = &'e Expr>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let numbers = sequences_of(values)
            .into_iter()
            .map(|sequence| (sequence, RowNumber::NotTaken))
            .collect();
        let outer = std::mem::replace(&mut self.row_numbers, numbers);
        let result = work(self);
        self.row_numbers = outer;
        result
    }

    /// One row of values that name a number twice: `SELECT ... FROM nextval('s') AS s_nextval`.
    pub(crate) fn row_with_numbers(&mut self, row: &[&Expr]) -> pg::Query {
        let mut from = Vec::new();
        let mut numbers = BTreeMap::new();
        for sequence in sequences_of(row.iter().copied()) {
            let column = Ident(format!("{}_nextval", self.object_name(&sequence).last()));
            from.push(pg::FromItem::Function {
                lateral: false,
                call: self.sequence_value(&sequence, true),
                ordinality: false,
                alias: Some(column.clone()),
                columns: Vec::new(),
            });
            numbers.insert(sequence, RowNumber::Column(pg::Expr::name(column)));
        }
        let outer = std::mem::replace(&mut self.row_numbers, numbers);
        let items = row
            .iter()
            .map(|value| pg::SelectItem {
                expr: match value.is_null_literal() {
                    true => pg::Expr::null(),
                    false => self.lower_expr(value),
                },
                alias: None,
            })
            .collect();
        self.row_numbers = outer;
        let select = pg::Select {
            items,
            from,
            ..pg::Select::default()
        };
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }
    }

    /// UPDATE and MERGE that name a number twice are refused: a row of them takes one number for each mention.
    pub(crate) fn check_numbers<'e>(
        &mut self,
        values: impl Iterator<Item = &'e Expr> + Clone,
        span: Span,
    ) -> Result<(), String> {
        if !names_number_again(values) {
            return Ok(());
        }
        self.report(
            Code::STATEMENT_REFUSED,
            span,
            "a number of a sequence that UPDATE or MERGE names twice is not carried over",
        );
        Err("a number of a sequence named twice".to_owned())
    }

    /// The numbers of the sequences whose NEXTVAL `values` name, as columns of the rows of a query that gives one for each
    /// row, and the query with them.
    pub(crate) fn numbered_rows<'e>(
        &mut self,
        query: pg::Query,
        values: impl Iterator<Item = &'e Expr>,
    ) -> (pg::Query, BTreeMap<ObjectName, RowNumber>) {
        let sequences = sequences_of(values);
        if sequences.is_empty() {
            return (query, BTreeMap::new());
        }
        let mut items = vec![pg::SelectItem {
            expr: pg::Expr::Token("numbered.*".to_owned()),
            alias: None,
        }];
        let mut numbers = BTreeMap::new();
        for sequence in sequences {
            let column = Ident(format!("{}_nextval", self.object_name(&sequence).last()));
            items.push(pg::SelectItem {
                expr: self.sequence_value(&sequence, true),
                alias: Some(column.clone()),
            });
            numbers.insert(sequence, RowNumber::Column(pg::Expr::name(column)));
        }
        let select = pg::Select {
            items,
            from: vec![pg::FromItem::Query {
                lateral: false,
                query: Box::new(query),
                alias: Ident::from("numbered"),
                columns: Vec::new(),
            }],
            ..pg::Select::default()
        };
        let query = pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        };
        (query, numbers)
    }
}

/// Whether values name a sequence again whose NEXTVAL they name: PostgreSQL evaluates the values of a row in the order of the
/// table's columns, so that the mention which takes the number may not be the first.
pub(crate) fn names_number_again<'e>(values: impl Iterator<Item = &'e Expr> + Clone) -> bool {
    let taken = sequences_of(values.clone());
    let mut mentions: Vec<ObjectName> = Vec::new();
    for value in values {
        walk_expr(value, &mut |expr| {
            if let ExprKind::SequenceValue { sequence, .. } = &expr.kind {
                mentions.push(sequence.clone());
            }
        });
    }
    taken
        .iter()
        .any(|sequence| mentions.iter().filter(|mention| *mention == sequence).count() > 1)
}

/// The sequences whose NEXTVAL is named, in the order of their names.
fn sequences_of<'e>(values: impl Iterator<Item = &'e Expr>) -> Vec<ObjectName> {
    let mut found: Vec<ObjectName> = Vec::new();
    for value in values {
        walk_expr(value, &mut |expr| {
            if let ExprKind::SequenceValue { sequence, next: true } = &expr.kind
                && !found.contains(sequence)
            {
                found.push(sequence.clone());
            }
        });
    }
    found.sort();
    found
}
