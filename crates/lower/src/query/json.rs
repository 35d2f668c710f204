//! JSON_TABLE and JSON functions over `jsonb`.

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_catalog::{DataType, LengthUnit};
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::query::{JsonColumn, JsonRows};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident, TypeName};

impl Lowering<'_> {
    /// A lateral subquery: `jsonb_path_query` gives the rows, a LEFT JOIN of another those of a nested path.
    pub(crate) fn json_table(&mut self, document: &Expr, rows: &JsonRows, alias: Ident) -> pg::FromItem {
        let document = self.json_document(document);
        let mut items = Vec::new();
        let from = self.json_rows(None, document, rows, 0, &mut items);
        let select = pg::Select {
            items,
            from: vec![from],
            ..pg::Select::default()
        };
        pg::FromItem::Query {
            lateral: true,
            query: Box::new(pg::Query {
                body: pg::QueryBody::Select(Box::new(select)),
                ..pg::Query::default()
            }),
            alias,
            columns: Vec::new(),
        }
    }

    /// The rows of a path of `document`, joined to the rows `outer` that they are nested in.
    fn json_rows(
        &mut self,
        outer: Option<pg::FromItem>,
        document: pg::Expr,
        rows: &JsonRows,
        depth: usize,
        items: &mut Vec<pg::SelectItem>,
    ) -> pg::FromItem {
        let numbered = rows
            .columns
            .iter()
            .any(|column| matches!(column, JsonColumn::Ordinality(_)));
        let relation = match depth {
            0 => "document".to_owned(),
            1 => "nested".to_owned(),
            depth => format!("nested_{depth}"),
        };
        let path = pg::Expr::text(rows.path.clone());
        let mut columns = vec![Ident::from("item")];
        if numbered {
            columns.push(Ident::from("place"));
        }
        let function = pg::FromItem::Function {
            lateral: outer.is_some(),
            call: pg::Expr::call("jsonb_path_query", vec![document, path]),
            ordinality: numbered,
            alias: Some(Ident(relation.clone())),
            columns,
        };
        let mut from = match outer {
            None => function,
            Some(outer) => pg::FromItem::Join {
                left: Box::new(outer),
                kind: "LEFT JOIN",
                right: Box::new(function),
                on: Some(pg::Expr::boolean(true)),
                using: Vec::new(),
            },
        };
        for column in &rows.columns {
            match column {
                JsonColumn::Value { name, ty, path } => items.push(pg::SelectItem {
                    expr: self.json_scalar(
                        pg::Expr::qualified(relation.clone(), "item"),
                        pg::Expr::text(path.clone()),
                        ty,
                    ),
                    alias: Some(Ident(identifier(name))),
                }),
                JsonColumn::Exists { name, ty, path } => items.push(pg::SelectItem {
                    expr: exists(pg::Expr::qualified(relation.clone(), "item"), path, ty),
                    alias: Some(Ident(identifier(name))),
                }),
                JsonColumn::Ordinality(name) => items.push(pg::SelectItem {
                    expr: pg::Expr::qualified(relation.clone(), "place").cast(TypeName::builtin("numeric")),
                    alias: Some(Ident(identifier(name))),
                }),
                JsonColumn::Nested(nested) => {
                    let item = pg::Expr::qualified(relation.clone(), "item");
                    from = self.json_rows(Some(from), item, nested, depth + 1, items);
                }
            }
        }
        from
    }

    /// JSON_VALUE: a scalar, NULL when there is none or it does not fit the type.
    pub(crate) fn json_value(&mut self, document: &Expr, path: &Expr, ty: &Type) -> pg::Expr {
        let document = self.json_document(document);
        let path = self.lower_expr(path);
        self.json_scalar(document, path, ty)
    }

    /// JSON_EXISTS: false for what is no JSON.
    pub(crate) fn json_exists(&mut self, document: &Expr, path: &Expr) -> pg::Expr {
        let document = self.json_document(document);
        let path = self.lower_expr(path);
        let found = pg::Expr::call("jsonb_path_exists", vec![document, path]);
        pg::Expr::call("coalesce", vec![found, pg::Expr::boolean(false)])
    }

    /// IS JSON; the operator exists from PostgreSQL 16.
    pub(crate) fn is_json(&mut self, operand: &Expr, negated: bool, span: Span) -> pg::Expr {
        self.report(
            Code::BUILT_IN_APPROXIMATED,
            span,
            "IS JSON takes JSON by its standard; Oracle's also takes names without quotes and text in single quotes",
        );
        let value = self.lower_expr(operand);
        if self.policy.target_version >= 16 {
            let words = if negated { "IS NOT JSON" } else { "IS JSON" };
            return pg::Expr::Postfix(Box::new(value), words);
        }
        let test = self.runtime("is_json", vec![value]);
        if negated {
            pg::Expr::Unary("NOT", Box::new(test))
        } else {
            test
        }
    }

    pub(crate) fn json_document(&mut self, document: &Expr) -> pg::Expr {
        let value = self.lower_expr(document);
        if document.ty.scalar() == Some(&DataType::Json) {
            value
        } else {
            self.runtime("json_document", vec![value])
        }
    }

    fn json_scalar(&mut self, item: pg::Expr, path: pg::Expr, ty: &Type) -> pg::Expr {
        let mut args = vec![item, path];
        match ty.scalar() {
            Some(DataType::Number { precision, scale }) => {
                if let Some(precision) = precision {
                    args.push(pg::Expr::number(precision.to_string()));
                    args.push(pg::Expr::number(scale.unwrap_or(0).to_string()));
                }
                self.runtime("json_value_number", args)
            }
            Some(DataType::Varchar2 {
                length: Some(length),
                unit,
                ..
            }) => {
                args.push(pg::Expr::number(length.to_string()));
                let function = match unit {
                    LengthUnit::Byte | LengthUnit::Char => "json_value",
                };
                self.runtime(function, args)
            }
            _ => self.runtime("json_value", args),
        }
    }
}

/// Whether there is something at a path of a row, NULL where there is no row.
fn exists(item: pg::Expr, path: &str, ty: &Type) -> pg::Expr {
    let found = pg::Expr::call("jsonb_path_exists", vec![item, pg::Expr::text(path)]);
    let [yes, no] = match ty.is_numeric() {
        true => ["1", "0"].map(|digit| pg::Expr::number(digit).cast(TypeName::builtin("numeric"))),
        false => ["true", "false"].map(|word| pg::Expr::text(word).cast(TypeName::builtin("text"))),
    };
    pg::Expr::Case {
        operand: Some(Box::new(found)),
        branches: vec![(pg::Expr::boolean(true), yes), (pg::Expr::boolean(false), no)],
        else_value: None,
    }
}
