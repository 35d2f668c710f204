//! JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG, JSON_ARRAYAGG, JSON_QUERY and JSON_SERIALIZE. SQL Language Reference, "JSON
//! Functions".

use super::{Resolver, span_of};
use crate::expr::{Aggregate, Expr, ExprKind, Literal, Span};
use crate::query::{OrderItem, QueryBlock};
use crate::ty::{Nullability, Type};
use plconv_catalog::DataType;
use plconv_syntax::ast::{self, AstNode};

/// Name of dot notation as a function of a document and a path.
const JSON_DOT: &str = "JSON_DOT";

/// What the options of a function say.
struct Options {
    /// Whether members and elements that are NULL are left out.
    absent: bool,
    ty: Type,
    /// WITH WRAPPER: unconditional (true) or conditional.
    wrapper: Option<bool>,
}

impl Resolver<'_> {
    /// The function, whose name says whether NULL is left out: `JSON_OBJECT ABSENT`; `None` for another function.
    pub(super) fn json_generation(
        &mut self,
        json: ast::JsonFunctionExpr<'_>,
        name: &str,
    ) -> Option<Result<Expr, String>> {
        let array = matches!(name, "JSON_ARRAY" | "JSON_ARRAYAGG");
        let object = matches!(name, "JSON_OBJECT" | "JSON_OBJECTAGG");
        if !array && !object && !matches!(name, "JSON_QUERY" | "JSON_SERIALIZE") {
            return None;
        }
        Some(self.json_options(json, array).and_then(|options| {
            let (kind, nullability) = match name {
                "JSON_QUERY" => (self.json_query(json, &options)?, Nullability::Nullable),
                "JSON_SERIALIZE" => {
                    let kind = ExprKind::Builtin {
                        name: name.to_owned(),
                        args: vec![self.json_document(json)?.0],
                    };
                    (kind, Nullability::Nullable)
                }
                "JSON_ARRAYAGG" | "JSON_OBJECTAGG" => {
                    let (args, order_by) = self.json_parts(json, object)?;
                    let aggregate = Aggregate {
                        name: variant(name, options.absent),
                        distinct: false,
                        star: false,
                        args,
                        order_by,
                        keep: None,
                        filter: None,
                        user_defined: false,
                    };
                    (ExprKind::Aggregate(Box::new(aggregate)), Nullability::Nullable)
                }
                _ => {
                    let (args, _) = self.json_parts(json, object)?;
                    let name = variant(name, options.absent);
                    (ExprKind::Builtin { name, args }, Nullability::NotNull)
                }
            };
            Ok(Expr {
                kind,
                ty: options.ty,
                nullability,
                span: span_of(json.syntax()),
            })
        }))
    }

    fn json_options(&mut self, json: ast::JsonFunctionExpr<'_>, array: bool) -> Result<Options, String> {
        let mut options = Options {
            absent: array,
            ty: Type::VARCHAR2,
            wrapper: None,
        };
        for option in json.options().iter() {
            let word = option.option().map(|word| word.upper()).unwrap_or_default();
            let on_null = option.on().is_some_and(|event| event.is("NULL"));
            let detail = option.word().map(|word| word.upper());
            match word.as_str() {
                "ABSENT" if on_null => options.absent = true,
                "NULL" if on_null => options.absent = false,
                "NULL" => {}
                "RETURNING" => options.ty = self.resolve_datatype(option.datatype()),
                "WITH" => match detail.as_deref() {
                    None | Some("UNCONDITIONAL" | "ARRAY") => options.wrapper = Some(true),
                    Some("CONDITIONAL") => options.wrapper = Some(false),
                    Some(_) => return Err(format!("`{}`", option.syntax().text())),
                },
                "WITHOUT" => {}
                _ => return Err(format!("`{}`", option.syntax().text())),
            }
        }
        let known = options.ty.is_character() || options.ty.scalar() == Some(&DataType::Json);
        if known {
            Ok(options)
        } else {
            Err("this type of the result".to_owned())
        }
    }

    /// Names and values in turn, or values, and the order of an aggregate.
    fn json_parts(
        &mut self,
        json: ast::JsonFunctionExpr<'_>,
        object: bool,
    ) -> Result<(Vec<Expr>, Vec<OrderItem>), String> {
        let mut args = Vec::new();
        let mut order_by = Vec::new();
        for part in json.args().iter() {
            match part {
                ast::JsonPart::JsonPair(pair) if object => {
                    let key = self.required(pair.key());
                    args.push(self.coerce(key, &Type::VARCHAR2));
                    let value = self.required(pair.value());
                    args.push(as_json(value, pair.format().is_some())?);
                }
                ast::JsonPart::JsonItem(item) if !object => {
                    let value = self.required(item.value());
                    args.push(as_json(value, item.format().is_some())?);
                    order_by.extend(item.order_by().iter().map(|item| self.resolve_order_item(item)));
                }
                ast::JsonPart::JsonItem(item) if item.syntax().text() == "*" => {
                    args.extend(self.json_members_of_row(None, span_of(item.syntax()))?);
                }
                ast::JsonPart::JsonStar(star) if object => {
                    let text = star.qualifier().map(|name| name.syntax().text());
                    let parts: Vec<String> = match star.qualifier() {
                        Some(ast::Expr::NameRef(name)) => {
                            name.name().iter().map(|name| name.folded()).collect()
                        }
                        _ => Vec::new(),
                    };
                    let Some(qualifier) = parts.last() else {
                        return Err(format!("`{}.*`", text.unwrap_or_default()));
                    };
                    args.extend(self.json_members_of_row(Some(qualifier), span_of(star.syntax()))?);
                }
                other => return Err(format!("`{}`", other.syntax().text())),
            }
        }
        Ok((args, order_by))
    }

    /// `*` and `t.*`: a member for each column, with the column's name.
    fn json_members_of_row(&mut self, qualifier: Option<&str>, span: Span) -> Result<Vec<Expr>, String> {
        let mut block = QueryBlock::default();
        let mut columns = Vec::new();
        self.expand_star(qualifier, span, &mut block, &mut columns);
        let is_known = columns.iter().all(|column| column.name != "*");
        // A function of PostgreSQL has at most 100 arguments.
        if columns.is_empty() || !is_known || columns.len() > 50 {
            return Err("`*` of these tables".to_owned());
        }
        let mut members = Vec::new();
        for (item, column) in block.items.into_iter().zip(columns) {
            let name = ExprKind::Literal(Literal::String(column.name));
            members.push(Expr::synthetic(name, Type::VARCHAR2, Nullability::NotNull));
            members.push(as_json(item.expr, false)?);
        }
        Ok(members)
    }

    fn json_query(&mut self, json: ast::JsonFunctionExpr<'_>, options: &Options) -> Result<ExprKind, String> {
        let (document, path) = self.json_document(json)?;
        let name = match options.wrapper {
            None => "JSON_QUERY",
            Some(true) => "JSON_QUERY WRAPPER",
            Some(false) => "JSON_QUERY CONDITIONAL",
        };
        let path = Expr {
            kind: ExprKind::Literal(Literal::String(path)),
            ty: Type::VARCHAR2,
            nullability: Nullability::NotNull,
            span: span_of(json.syntax()),
        };
        Ok(ExprKind::Builtin {
            name: name.to_owned(),
            args: vec![document, path],
        })
    }
}

fn variant(name: &str, absent: bool) -> String {
    if absent {
        format!("{name} ABSENT")
    } else {
        name.to_owned()
    }
}

/// A value whose text is JSON already, or one that a JSON scalar is made of.
fn as_json(value: Expr, format: bool) -> Result<Expr, String> {
    let json = format || is_json(&value);
    let plain = value.ty.is_character()
        || value.ty.is_numeric()
        || matches!(value.ty, Type::Null)
        || matches!(
            value.ty.scalar(),
            Some(DataType::Date | DataType::Json | DataType::Boolean)
        );
    if !json {
        return if plain {
            Ok(value)
        } else {
            Err("a value of this type".to_owned())
        };
    }
    Ok(Expr {
        kind: ExprKind::Builtin {
            name: "FORMAT JSON".to_owned(),
            args: vec![value.clone()],
        },
        ..value
    })
}

/// `column.name.name`: dot notation, which only a column with JSON has. Names are case-sensitive as written.
pub(super) fn json_member(base: &Expr, name: &str, span: Span) -> Option<Expr> {
    let (document, path) = match &base.kind {
        ExprKind::Builtin { name, args } if name == JSON_DOT => match args.as_slice() {
            [document, path] => match &path.kind {
                ExprKind::Literal(Literal::String(path)) => (document.clone(), path.clone()),
                _ => return None,
            },
            _ => return None,
        },
        ExprKind::Column(column) if column.qualified => {
            let json =
                base.ty.is_character() || matches!(base.ty.scalar(), Some(DataType::Json | DataType::Blob));
            if !json {
                return None;
            }
            (base.clone(), "$".to_owned())
        }
        _ => return None,
    };
    let name = name.trim_matches('"');
    Some(Expr {
        kind: ExprKind::Builtin {
            name: JSON_DOT.to_owned(),
            args: vec![
                document,
                Expr {
                    kind: ExprKind::Literal(Literal::String(format!("{path}.\"{name}\""))),
                    ty: Type::VARCHAR2,
                    nullability: Nullability::NotNull,
                    span,
                },
            ],
        },
        ty: Type::VARCHAR2,
        nullability: Nullability::Nullable,
        span,
    })
}

/// Whether an expression is the result of a function that makes JSON, for which FORMAT JSON is implied.
fn is_json(value: &Expr) -> bool {
    let makes = |name: &str| {
        let name = name.split(' ').next().unwrap_or_default();
        matches!(
            name,
            "JSON_OBJECT" | "JSON_ARRAY" | "JSON_OBJECTAGG" | "JSON_ARRAYAGG" | "JSON_QUERY"
        )
    };
    match &value.kind {
        ExprKind::Builtin { name, .. } => makes(name),
        ExprKind::Aggregate(aggregate) => makes(&aggregate.name),
        ExprKind::Subquery(query) => match &query.body {
            crate::query::QueryBody::Block(block) => {
                matches!(block.items.as_slice(), [item] if is_json(&item.expr))
            }
            _ => false,
        },
        _ => false,
    }
}
