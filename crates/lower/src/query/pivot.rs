//! PIVOT and UNPIVOT.

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_hir::expr::Expr;
use plconv_hir::query::{Pivot, TableSource};
use plconv_pg::{self as pg, Ident};

impl Lowering<'_> {
    /// A source with its PIVOT or UNPIVOT.
    pub(super) fn pivoted(
        &mut self,
        item: pg::FromItem,
        pivot: &Pivot,
        source: &TableSource,
    ) -> pg::FromItem {
        let alias = if source.relation.is_empty() {
            self.source_name("pivot", source)
        } else {
            Ident(identifier(&source.relation))
        };
        let query = match pivot {
            Pivot::Pivot {
                aggregates,
                columns,
                items,
            } => self.pivot_query(item, aggregates, columns, items, source),
            Pivot::Unpivot {
                include_nulls,
                values,
                names,
                items,
            } => self.unpivot_query(item, *include_nulls, values, names, items, source),
        };
        pg::FromItem::Query {
            lateral: false,
            query: Box::new(query),
            alias,
            columns: Vec::new(),
        }
    }

    /// PIVOT as aggregates with FILTER, grouped by every column that it does not use.
    fn pivot_query(
        &mut self,
        item: pg::FromItem,
        aggregates: &[(Expr, Option<String>)],
        columns: &[String],
        items: &[(Vec<Expr>, Option<String>)],
        source: &TableSource,
    ) -> pg::Query {
        let pivoted = aggregates.len() * items.len();
        let kept = source.columns.len().saturating_sub(pivoted);
        let group: Vec<pg::Expr> = source
            .columns
            .iter()
            .take(kept)
            .map(|field| pg::Expr::name(identifier(&field.name)))
            .collect();
        let mut select: Vec<pg::SelectItem> = group
            .iter()
            .map(|expr| pg::SelectItem {
                expr: expr.clone(),
                alias: None,
            })
            .collect();
        let mut names = source
            .columns
            .iter()
            .skip(kept)
            .map(|field| identifier(&field.name));
        for (values, _) in items {
            let conditions = columns
                .iter()
                .zip(values)
                .map(|(column, value)| pg::Expr::name(identifier(column)).binary("=", self.lower_expr(value)))
                .collect();
            let condition = pg::Expr::all(conditions);
            for (aggregate, _) in aggregates {
                let mut expr = self.lower_expr(aggregate);
                if let pg::Expr::Call(call) = &mut expr {
                    call.filter = condition.clone();
                }
                select.push(pg::SelectItem {
                    expr,
                    alias: names.next().map(Ident),
                });
            }
        }
        let select = pg::Select {
            items: select,
            from: vec![item],
            group_by: group,
            ..pg::Select::default()
        };
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }
    }

    /// UNPIVOT as a lateral VALUES list.
    fn unpivot_query(
        &mut self,
        item: pg::FromItem,
        include_nulls: bool,
        values: &[String],
        names: &[String],
        items: &[(Vec<String>, Option<Expr>)],
        source: &TableSource,
    ) -> pg::Query {
        let rows = items
            .iter()
            .map(|(columns, label)| {
                let label = match label {
                    Some(label) => self.lower_expr(label),
                    None => pg::Expr::text(columns.join("_")),
                };
                let mut row = vec![label];
                row.extend(columns.iter().map(|column| pg::Expr::name(identifier(column))));
                row
            })
            .collect();
        let columns: Vec<Ident> = names
            .iter()
            .chain(values)
            .map(|name| Ident(identifier(name)))
            .collect();
        let lateral = pg::FromItem::Query {
            lateral: true,
            query: Box::new(pg::Query {
                body: pg::QueryBody::Values(rows),
                ..pg::Query::default()
            }),
            alias: Ident::from("unpivoted"),
            columns,
        };
        let condition = (!include_nulls)
            .then(|| {
                values
                    .iter()
                    .map(|value| pg::Expr::qualified("unpivoted", identifier(value)).is_null(true))
                    .reduce(|left, right| left.binary("OR", right))
            })
            .flatten();
        let select = pg::Select {
            items: source
                .columns
                .iter()
                .map(|field| {
                    let qualified = names.contains(&field.name) || values.contains(&field.name);
                    let name = identifier(&field.name);
                    let expr = if qualified {
                        pg::Expr::qualified("unpivoted", name)
                    } else {
                        pg::Expr::name(name)
                    };
                    pg::SelectItem { expr, alias: None }
                })
                .collect(),
            from: vec![pg::FromItem::Join {
                left: Box::new(item),
                kind: "CROSS JOIN",
                right: Box::new(lateral),
                on: None,
                using: Vec::new(),
            }],
            condition,
            ..pg::Select::default()
        };
        pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }
    }
}
