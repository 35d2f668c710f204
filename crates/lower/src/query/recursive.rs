//! Recursive WITH: column types, SEARCH and CYCLE. SQL Language Reference, "SELECT", subquery_factoring_clause.
//!
//! PostgreSQL takes types, lengths and collations from the first SELECT alone and refuses the query where the recursive one
//! gives others, as `path || name` gives `text` for a `varchar(30)`.

use super::first_block;
use crate::context::Lowering;
use crate::expr::{has_column, is_integer_call};
use crate::naming::identifier;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal};
use plconv_hir::query::{CommonTable, Query, QueryBody, TableRef, TableSource, TableSourceKind};
use plconv_hir::visit::walk_query;
use plconv_pg::{self as pg, Ident};

/// A WITH item whose ordering column is read: a number in Oracle, a path of rows in PostgreSQL.
pub(crate) struct Numbered {
    /// Dictionary name of the item.
    table: String,
    /// Its ordering column.
    column: String,
}

impl Lowering<'_> {
    pub(super) fn common_tables(&mut self, query: &Query) -> Vec<pg::CommonTable> {
        let mut lowered = Vec::with_capacity(query.with.len());
        for (index, table) in query.with.iter().enumerate() {
            lowered.push(self.common_table(table));
            if let Some(search) = &table.search {
                let later = Query {
                    with: query.with.get(index + 1..).unwrap_or_default().to_vec(),
                    order_by: Vec::new(),
                    ..query.clone()
                };
                let mut read = false;
                walk_query(&later, &mut |expr| {
                    read |= matches!(&expr.kind, ExprKind::Column(column) if column.column == search.set);
                });
                if read {
                    self.numbered.push(Numbered {
                        table: table.name.clone(),
                        column: search.set.clone(),
                    });
                }
            }
        }
        lowered
    }

    /// SEARCH with DESC, whose order PostgreSQL's SEARCH cannot give.
    pub(super) fn refused_search(&mut self, query: &Query) -> Option<pg::Query> {
        let mut searches = query.with.iter().filter_map(|table| table.search.as_ref());
        let descending = searches.any(|search| search.by.iter().any(|item| item.descending));
        if !descending {
            return None;
        }
        self.report(
            Code::UNSUPPORTED_QUERY_CLAUSE,
            query.span,
            "SEARCH with DESC is not carried over",
        );
        first_block(&query.body).map(|block| self.refused_block(block, "SEARCH with DESC"))
    }

    /// The rows of a WITH item, with its ordering column as a number where that is read.
    pub(super) fn common_table_rows(
        &self,
        source: &TableSource,
        name: &str,
        alias: Option<Ident>,
    ) -> pg::FromItem {
        let table = pg::FromItem::Table {
            name: pg::QualifiedName::plain(identifier(name)),
            alias: alias.clone(),
            sample: None,
        };
        let Some(numbered) = self.numbered.iter().rev().find(|numbered| numbered.table == name) else {
            return table;
        };
        let position = Ident(identifier(&numbered.column));
        let mut number = pg::Call::new(pg::QualifiedName::plain("row_number"), Vec::new());
        number.over = Some(pg::WindowSpec {
            order_by: vec![pg::OrderBy {
                expr: pg::Expr::name(position.clone()),
                descending: false,
                nulls_first: None,
            }],
            ..pg::WindowSpec::default()
        });
        let items = source.columns.iter().map(|column| {
            if column.name == numbered.column {
                return pg::SelectItem {
                    expr: pg::Expr::Call(Box::new(number.clone())),
                    alias: Some(position.clone()),
                };
            }
            pg::SelectItem {
                expr: pg::Expr::name(identifier(&column.name)),
                alias: None,
            }
        });
        let select = pg::Select {
            items: items.collect(),
            from: vec![pg::FromItem::Table {
                name: pg::QualifiedName::plain(identifier(name)),
                alias: None,
                sample: None,
            }],
            ..pg::Select::default()
        };
        pg::FromItem::Query {
            lateral: false,
            query: Box::new(pg::Query {
                body: pg::QueryBody::Select(Box::new(select)),
                ..pg::Query::default()
            }),
            alias: alias.unwrap_or_else(|| Ident(identifier(name))),
            columns: Vec::new(),
        }
    }

    fn common_table(&mut self, table: &CommonTable) -> pg::CommonTable {
        let mut query = self.lower_query(&table.query);
        if table.recursive {
            self.widen_first_rows(table, &mut query);
        }
        let mut suffix = String::new();
        if let Some(search) = &table.search {
            let by: Vec<String> = search
                .by
                .iter()
                .filter_map(|item| column_name(&item.expr))
                .collect();
            let order = if search.depth_first { "DEPTH" } else { "BREADTH" };
            suffix = format!(
                "SEARCH {order} FIRST BY {} SET {}",
                by.join(", "),
                Ident(identifier(&search.set))
            );
        }
        if let Some(cycle) = &table.cycle {
            let columns: Vec<String> = cycle
                .columns
                .iter()
                .map(|column| Ident(identifier(column)).to_string())
                .collect();
            if !suffix.is_empty() {
                suffix.push(' ');
            }
            suffix.push_str(&format!(
                "CYCLE {} SET {} TO {} DEFAULT {} USING cycle_path",
                columns.join(", "),
                Ident(identifier(&cycle.set)),
                cycle.to,
                cycle.default
            ));
        }
        pg::CommonTable {
            name: self.ident(&table.name),
            columns: table
                .columns
                .iter()
                .map(|column| Ident(identifier(column)))
                .collect(),
            body: pg::Statement::Query(Box::new(query)),
            suffix,
        }
    }

    /// Takes the lengths off the columns of the first SELECT that the recursive one computes.
    pub(super) fn widen_first_rows(&self, table: &CommonTable, query: &mut pg::Query) {
        let QueryBody::Set { left, right, .. } = &table.query.body else {
            return;
        };
        let (QueryBody::Block(first), QueryBody::Block(next)) = (&**left, &**right) else {
            return;
        };
        let pg::QueryBody::Set(lowered, _, repeated) = &mut query.body else {
            return;
        };
        let (pg::QueryBody::Select(select), pg::QueryBody::Select(repeated)) =
            (&mut **lowered, &mut **repeated)
        else {
            return;
        };
        // Their rows are compared before the types are made one.
        let compared = table.search.is_some() || table.cycle.is_some();
        if [select.items.len(), repeated.items.len()] != [first.items.len(); 2] {
            return;
        }
        let mut own = Vec::new();
        for table_ref in &next.from {
            own_relations(table_ref, &table.name, &mut own);
        }
        let joins = !matches!(next.from.as_slice(), [TableRef::Source(_)]);
        let items = select.items.iter_mut().zip(&mut repeated.items);
        for ((item, repeated), (first, next)) in items.zip(first.items.iter().zip(&next.items)) {
            let is_same = is_column(&next.expr) && next.expr.ty == first.expr.ty;
            let lowered = std::mem::replace(&mut item.expr, pg::Expr::null());
            item.expr = if is_column_or_cast(&first.expr) && is_limited(&first.expr) && !is_same {
                lowered.cast(self.plain_type_name(&first.expr.ty))
            } else if is_integer_for(&first.expr, &lowered) && !counts_on(&next.expr, &own) {
                if compared {
                    let value = std::mem::replace(&mut repeated.expr, pg::Expr::null());
                    repeated.expr = value.cast(self.plain_type_name(&first.expr.ty));
                }
                lowered.cast(self.plain_type_name(&first.expr.ty))
            } else if joins
                && first.expr.ty.is_character()
                && !has_column(&first.expr)
                && has_column(&next.expr)
            {
                // As text columns have it.
                pg::Expr::Collate(Box::new(lowered), Ident("C".to_owned()))
            } else {
                lowered
            };
        }
    }
}

/// What the recursive SELECT calls the item.
fn own_relations(table_ref: &TableRef, name: &str, relations: &mut Vec<String>) {
    match table_ref {
        TableRef::Source(source) => {
            if matches!(&source.kind, TableSourceKind::CommonTable(known) if known == name) {
                relations.push(source.relation.clone());
            }
        }
        TableRef::Join { left, right, .. } => {
            own_relations(left, name, relations);
            own_relations(right, name, relations);
        }
    }
}

/// Whether PostgreSQL takes a NUMBER for an integer.
fn is_integer_for(expr: &Expr, lowered: &pg::Expr) -> bool {
    let is_number = matches!(expr.ty.scalar(), Some(DataType::Number { .. }));
    is_number && (is_integer_call(lowered) || is_integer_literal(expr))
}

fn is_integer_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse::<i32>().is_ok(),
        ExprKind::Unary { operand, .. } => is_integer_literal(operand),
        _ => false,
    }
}

/// Whether an expression counts on in integers, as a column of the item itself and `n + 1` do.
fn counts_on(expr: &Expr, own: &[String]) -> bool {
    match &expr.kind {
        ExprKind::Column(column) => own.contains(&column.relation),
        ExprKind::Binary {
            op: BinaryOp::Add | BinaryOp::Subtract,
            left,
            right,
        } => counts_on(left, own) && is_integer_literal(right),
        _ => is_integer_literal(expr),
    }
}

fn is_column(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Column(_))
}

fn is_column_or_cast(expr: &Expr) -> bool {
    is_column(expr) || matches!(expr.kind, ExprKind::Convert { implicit: false, .. })
}

/// Whether the column has a length or precision in PostgreSQL.
fn is_limited(expr: &Expr) -> bool {
    matches!(
        expr.ty.scalar(),
        Some(
            DataType::Varchar2 { .. }
                | DataType::Char { .. }
                | DataType::Number {
                    precision: Some(_),
                    ..
                }
                | DataType::Date
                | DataType::Timestamp { .. }
        )
    )
}

/// The printed name of an expression that is a plain column.
fn column_name(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Column(column) => Some(Ident(identifier(&column.column)).to_string()),
        _ => None,
    }
}
