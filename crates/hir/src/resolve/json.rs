//! JSON functions: JSON_VALUE, JSON_EXISTS and JSON_TABLE with simple paths.

use super::expr::decode_string;
use super::{Resolver, span_of};
use crate::expr::{Expr, ExprKind, Literal};
use crate::query::{JsonColumn, JsonRows, TableSourceKind};
use crate::ty::{Field, Nullability, Type};
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List};

impl Resolver<'_> {
    /// JSON_VALUE, JSON_EXISTS, JSON_OBJECT, ... as an expression.
    pub(crate) fn json_function(&mut self, json: ast::JsonFunctionExpr<'_>) -> Expr {
        let name = json
            .function()
            .map(|function| function.upper())
            .unwrap_or_default();
        match self.json_value(json, &name) {
            Ok(expr) => expr,
            Err(why) => self.refuse_expr(
                Code::JSON_REFUSED,
                json.syntax(),
                format!("{name}: {why} is not carried over"),
            ),
        }
    }

    fn json_value(&mut self, json: ast::JsonFunctionExpr<'_>, name: &str) -> Result<Expr, String> {
        if let Some(made) = self.json_generation(json, name) {
            return made;
        }
        let mut ty = match name {
            "JSON_VALUE" => Type::VARCHAR2,
            "JSON_EXISTS" => Type::Scalar(DataType::Boolean),
            _ => return Err("this function".to_owned()),
        };
        // What ON EMPTY and ON ERROR say.
        let mut events: [Option<Expr>; 2] = [None, None];
        for option in json.options().iter() {
            match option.datatype() {
                Some(datatype) if option.passing().is_empty() => ty = self.resolve_datatype(Some(datatype)),
                _ if name == "JSON_VALUE" && option.on().is_some() => {
                    let answer = self.json_answer(option)?;
                    let empty = option.on().is_some_and(|event| event.is("EMPTY"));
                    events[usize::from(!empty)] = Some(answer);
                }
                _ if is_default(option) => {}
                _ => return Err(format!("`{}`", option.syntax().text())),
            }
        }
        if name == "JSON_VALUE" && !is_scalar(&ty) {
            return Err("this type of the result".to_owned());
        }
        let (document, path) = self.json_document(json)?;
        let span = span_of(json.syntax());
        let [empty, error] = events;
        let error = error.unwrap_or_else(|| super::call::null_of(Type::Null));
        let empty = empty.unwrap_or_else(|| error.clone());
        let answers = !empty.is_null_literal() || !error.is_null_literal();
        if answers
            && matches!(
                ty.scalar(),
                Some(DataType::Number {
                    precision: Some(_),
                    ..
                })
            )
        {
            return Err("a number of some digits with ON EMPTY or ON ERROR".to_owned());
        }
        let path = Expr {
            kind: ExprKind::Literal(Literal::String(path)),
            ty: Type::VARCHAR2,
            nullability: Nullability::NotNull,
            span,
        };
        let (name, args) = if answers {
            ("JSON_VALUE ON", vec![document, path, empty, error])
        } else {
            (name, vec![document, path])
        };
        Ok(Expr {
            kind: ExprKind::Builtin {
                name: name.to_owned(),
                args,
            },
            ty,
            nullability: Nullability::Nullable,
            span,
        })
    }

    /// The value of DEFAULT, NULL, or the mark for ERROR.
    fn json_answer(&mut self, option: ast::JsonOption<'_>) -> Result<Expr, String> {
        let span = span_of(option.syntax());
        match option.option().map(|word| word.upper()).as_deref() {
            Some("NULL") => Ok(super::call::null_of(Type::Null)),
            Some("DEFAULT") => {
                let value = self.required(option.value());
                Ok(self.coerce_text(value))
            }
            Some("ERROR") => Ok(Expr {
                kind: ExprKind::Builtin {
                    name: "ERROR".to_owned(),
                    args: Vec::new(),
                },
                ty: Type::VARCHAR2,
                nullability: Nullability::NotNull,
                span,
            }),
            _ => Err(format!("`{}`", option.syntax().text())),
        }
    }

    /// The document and the path, which are the first two arguments.
    pub(super) fn json_document(
        &mut self,
        json: ast::JsonFunctionExpr<'_>,
    ) -> Result<(Expr, String), String> {
        let parts: Vec<ast::JsonPart<'_>> = json.args().iter().collect();
        let (document, path) = match parts.as_slice() {
            [ast::JsonPart::JsonItem(document)] => (document, Ok("$".to_owned())),
            [ast::JsonPart::JsonItem(document), ast::JsonPart::JsonItem(path)] => {
                (document, constant_path(path.value()))
            }
            _ => return Err("this form".to_owned()),
        };
        let document = self.required(document.value());
        let known = document.ty.is_character()
            || matches!(document.ty.scalar(), Some(DataType::Blob | DataType::Json));
        if !known {
            return Err("a document that is no text, BLOB or JSON".to_owned());
        }
        Ok((document, path?))
    }

    /// JSON_TABLE in FROM, or why it is not carried over, which the caller reports.
    pub(crate) fn json_table(
        &mut self,
        json: ast::JsonFunctionExpr<'_>,
    ) -> Result<(TableSourceKind, Vec<Field>), String> {
        if let Some(option) = json.options().iter().find(|option| !is_default(*option)) {
            return Err(format!("`{}`", option.syntax().text()));
        }
        let (document, path) = self.json_document(json)?;
        let columns = self.json_columns(json.columns())?;
        let rows = JsonRows { path, columns };
        let mut fields = Vec::new();
        fields_of(&rows, &mut fields);
        let document = Box::new(document);
        Ok((TableSourceKind::JsonTable { document, rows }, fields))
    }

    fn json_columns<'t>(
        &mut self,
        columns: List<'t, ast::JsonColumn<'t>>,
    ) -> Result<Vec<JsonColumn>, String> {
        let mut result = Vec::new();
        for column in columns.iter() {
            let name = column.name().map(|name| name.folded()).unwrap_or_default();
            let kind = column.kind().map(|kind| kind.upper()).unwrap_or_default();
            match kind.as_str() {
                "ORDINALITY" => result.push(JsonColumn::Ordinality(name)),
                "NESTED" => {
                    // Several nested paths of one row are a union of their rows.
                    if result
                        .iter()
                        .any(|column| matches!(column, JsonColumn::Nested(_)))
                    {
                        return Err("a second NESTED PATH beside the first".to_owned());
                    }
                    result.push(JsonColumn::Nested(JsonRows {
                        path: constant_path(column.path())?,
                        columns: self.json_columns(column.nested())?,
                    }));
                }
                kind @ ("" | "EXISTS") => {
                    let ty = match column.datatype() {
                        Some(datatype) => self.resolve_datatype(Some(datatype)),
                        None => Type::VARCHAR2,
                    };
                    let mut path = format!("$.\"{name}\"");
                    for option in column.options().iter() {
                        if option.option().is_some_and(|word| word.is("PATH")) {
                            path = constant_path(option.value())?;
                        } else if !is_default(option) {
                            return Err(format!("`{}`", option.syntax().text()));
                        }
                    }
                    if !is_scalar(&ty) {
                        return Err(format!("the type of column {name}"));
                    }
                    let fits = !matches!(
                        ty.scalar(),
                        Some(DataType::Varchar2 { length: Some(length), .. }) if *length < 5
                    );
                    result.push(match kind {
                        "" => JsonColumn::Value { name, ty, path },
                        _ if fits => JsonColumn::Exists { name, ty, path },
                        _ => return Err(format!("the type of column {name}")),
                    });
                }
                _ => return Err(format!("`{}`", column.syntax().text())),
            }
        }
        Ok(result)
    }

    /// The columns of a refused JSON_TABLE, so that what reads them needs no diagnostics.
    pub(crate) fn refused_json_fields(&self, json: ast::JsonFunctionExpr<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        declared_fields(json.columns(), &mut fields);
        fields
    }
}

fn declared_fields<'t>(columns: List<'t, ast::JsonColumn<'t>>, fields: &mut Vec<Field>) {
    for column in columns.iter() {
        if let Some(name) = column.name() {
            fields.push(Field {
                name: name.folded(),
                ty: match column.datatype() {
                    Some(datatype) => Type::Scalar(crate::replay::data_type(datatype)),
                    None => Type::VARCHAR2,
                },
                not_null: false,
            });
        }
        declared_fields(column.nested(), fields);
    }
}

fn fields_of(rows: &JsonRows, fields: &mut Vec<Field>) {
    for column in &rows.columns {
        match column {
            JsonColumn::Value { name, ty, .. } | JsonColumn::Exists { name, ty, .. } => fields.push(Field {
                name: name.clone(),
                ty: ty.clone(),
                not_null: false,
            }),
            JsonColumn::Ordinality(name) => fields.push(Field {
                name: name.clone(),
                ty: Type::NUMBER,
                not_null: false,
            }),
            JsonColumn::Nested(rows) => fields_of(rows, fields),
        }
    }
}

/// What the runtime's json_value functions give.
fn is_scalar(ty: &Type) -> bool {
    matches!(
        ty.scalar(),
        Some(DataType::Varchar2 { .. } | DataType::Clob | DataType::Number { .. })
    )
}

/// The clauses that say what happens anyway: NULL ON ERROR, NULL ON EMPTY.
fn is_default(option: ast::JsonOption<'_>) -> bool {
    option.option().is_some_and(|word| word.is("NULL"))
        && option
            .on()
            .is_some_and(|event| event.is("ERROR") || event.is("EMPTY"))
}

/// A path of member names, wildcards and array positions, which Oracle and PostgreSQL read alike.
fn constant_path(path: Option<ast::Expr<'_>>) -> Result<String, String> {
    let Some(ast::Expr::Literal(literal)) = path else {
        return Err("a path that is no literal".to_owned());
    };
    let text = decode_string(literal.syntax().text());
    let text = text.trim();
    if is_simple_path(text) {
        Ok(text.to_owned())
    } else {
        Err(format!("the path `{text}`"))
    }
}

fn is_simple_path(path: &str) -> bool {
    let Some(mut rest) = path.strip_prefix('$') else {
        return false;
    };
    while !rest.is_empty() {
        let after = if let Some(member) = rest.strip_prefix('.') {
            if let Some(quoted) = member.strip_prefix('"') {
                quoted
                    .split_once('"')
                    .filter(|(name, _)| !name.contains('\\'))
                    .map(|(_, after)| after)
            } else if let Some(after) = member.strip_prefix('*') {
                Some(after)
            } else {
                let word = |c: char| c.is_alphanumeric() || c == '_';
                let end = member.find(|c| !word(c)).unwrap_or(member.len());
                (end > 0 && !member.starts_with(|c: char| c.is_ascii_digit())).then(|| &member[end..])
            }
        } else if let Some(step) = rest.strip_prefix('[') {
            step.split_once(']')
                .filter(|(index, _)| {
                    *index == "*" || !index.is_empty() && index.chars().all(|c| c.is_ascii_digit())
                })
                .map(|(_, after)| after)
        } else {
            None
        };
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}
