//! XML functions and methods of XMLTYPE. SQL Language Reference, "XML Functions"; PL/SQL Packages and Types Reference,
//! "XMLTYPE".

use super::expr::decode_string;
use super::name::Reference;
use super::{Resolver, span_of};
use crate::expr::{Expr, ExprKind, Literal, Span};
use crate::query::{TableSourceKind, XmlColumn};
use crate::ty::{Field, Nullability, Type};
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List};

const XML: Type = Type::Scalar(DataType::Xml);

impl Resolver<'_> {
    /// XMLELEMENT, XMLFOREST, XMLQUERY, ... as an expression.
    pub(crate) fn xml_function(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Expr {
        let name = xml
            .function()
            .map(|function| function.upper())
            .unwrap_or_default();
        let resolved = match name.as_str() {
            "XMLELEMENT" => self.xml_element(xml),
            "XMLFOREST" => self.xml_forest(xml),
            "XMLSERIALIZE" => self.xml_serialize(xml),
            "XMLPARSE" => self.xml_parse(xml),
            "XMLQUERY" => self.xml_query(xml, XML),
            "XMLEXISTS" => self.xml_query(xml, Type::BOOLEAN),
            _ => Err("this function".to_owned()),
        };
        let span = span_of(xml.syntax());
        match resolved {
            Ok((kind, ty)) => Expr {
                kind,
                ty,
                nullability: Nullability::Nullable,
                span,
            },
            Err(why) => self.refuse_expr(
                Code::XML_REFUSED,
                xml.syntax(),
                format!("{name}: {why} is not carried over"),
            ),
        }
    }

    fn xml_element(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Result<(ExprKind, Type), String> {
        let mut parts = xml.parts().iter();
        let name = match parts.next() {
            Some(ast::XmlPart::PlainArgument(name)) => name.value().and_then(written_name),
            Some(ast::XmlPart::XmlOption(option)) if option.option().is_some_and(|word| word.is("NAME")) => {
                option.value().and_then(written_name)
            }
            _ => None,
        };
        let Some(name) = name else {
            return Err("a name that is computed".to_owned());
        };
        let mut attributes = Vec::new();
        let mut content = Vec::new();
        for part in parts {
            match part {
                ast::XmlPart::XmlAttributes(list) => {
                    for item in list.items().iter() {
                        attributes.push(self.xml_item(item)?);
                    }
                }
                // XMLATTRIBUTES reads as a function of its own.
                ast::XmlPart::PlainArgument(argument) => match argument.value() {
                    Some(ast::Expr::XmlFunctionExpr(inner))
                        if inner.function().is_some_and(|word| word.is("XMLATTRIBUTES")) =>
                    {
                        attributes.extend(self.xml_items(inner)?);
                    }
                    value => content.push(self.required(value)),
                },
                ast::XmlPart::AliasedArgument(argument) => content.push(self.required(argument.value())),
                other => return Err(format!("`{}`", other.syntax().text())),
            }
        }
        let kind = ExprKind::XmlElement {
            name: Some(name),
            members: attributes,
            content,
        };
        Ok((kind, XML))
    }

    fn xml_forest(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Result<(ExprKind, Type), String> {
        let kind = ExprKind::XmlElement {
            name: None,
            members: self.xml_items(xml)?,
            content: Vec::new(),
        };
        Ok((kind, XML))
    }

    fn xml_items(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Result<Vec<(String, Expr)>, String> {
        let mut items = Vec::new();
        for part in xml.parts().iter() {
            items.push(match part {
                ast::XmlPart::PlainArgument(argument) => {
                    self.xml_item(ast::Argument::PlainArgument(argument))?
                }
                ast::XmlPart::AliasedArgument(argument) => {
                    self.xml_item(ast::Argument::AliasedArgument(argument))?
                }
                other => return Err(format!("`{}`", other.syntax().text())),
            });
        }
        Ok(items)
    }

    /// A value with its name: the alias, or the name of the column.
    fn xml_item(&mut self, item: ast::Argument<'_>) -> Result<(String, Expr), String> {
        let (value, name) = match item {
            ast::Argument::AliasedArgument(aliased) => {
                (aliased.value(), aliased.alias().map(|alias| alias.folded()))
            }
            ast::Argument::PlainArgument(plain) => (plain.value(), plain.value().and_then(written_name)),
            other => return Err(format!("`{}`", other.syntax().text())),
        };
        let name = name.ok_or_else(|| "a name that is computed".to_owned())?;
        Ok((name, self.required(value)))
    }

    fn xml_serialize(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Result<(ExprKind, Type), String> {
        let mut document = None;
        let mut ty = Type::Scalar(DataType::Clob);
        for part in xml.parts().iter() {
            let ast::XmlPart::XmlOption(option) = part else {
                return Err(format!("`{}`", part.syntax().text()));
            };
            let word = option.option().map(|word| word.upper()).unwrap_or_default();
            match word.as_str() {
                "CONTENT" | "DOCUMENT" => document = Some(self.required(option.value())),
                "AS" => ty = self.resolve_datatype(option.datatype()),
                "NO" => {}
                _ => return Err(format!("`{}`", option.syntax().text())),
            }
        }
        if !ty.is_character() {
            return Err("this type of the result".to_owned());
        }
        let document = document.ok_or_else(|| "this form".to_owned())?;
        Ok((builtin("XMLSERIALIZE", vec![document]), ty))
    }

    fn xml_parse(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Result<(ExprKind, Type), String> {
        let mut found = None;
        for part in xml.parts().iter() {
            let ast::XmlPart::XmlOption(option) = part else {
                return Err(format!("`{}`", part.syntax().text()));
            };
            let word = option.option().map(|word| word.upper()).unwrap_or_default();
            match word.as_str() {
                "CONTENT" => found = Some(("XMLPARSE CONTENT", self.required(option.value()))),
                "DOCUMENT" => found = Some(("XMLPARSE DOCUMENT", self.required(option.value()))),
                "WELLFORMED" => {}
                _ => return Err(format!("`{}`", option.syntax().text())),
            }
        }
        let (name, document) = found.ok_or_else(|| "this form".to_owned())?;
        Ok((builtin(name, vec![document]), XML))
    }

    /// XMLQUERY and XMLEXISTS of a path over one document.
    fn xml_query(&mut self, xml: ast::XmlFunctionExpr<'_>, ty: Type) -> Result<(ExprKind, Type), String> {
        let (path, document) = self.xml_path(xml.parts())?;
        let name = if ty == Type::BOOLEAN {
            "XMLEXISTS"
        } else {
            "XMLQUERY"
        };
        let span = span_of(xml.syntax());
        Ok((builtin(name, vec![document, text_literal(path, span)]), ty))
    }

    /// The path and the one document it looks into.
    fn xml_path<'t>(&mut self, parts: List<'t, ast::XmlPart<'t>>) -> Result<(String, Expr), String> {
        let mut path = None;
        let mut passed = None;
        for part in parts.iter() {
            match part {
                ast::XmlPart::PlainArgument(text) => match text.value() {
                    Some(ast::Expr::Literal(literal)) => path = Some(decode_string(literal.syntax().text())),
                    _ => return Err("a query that is no literal".to_owned()),
                },
                ast::XmlPart::XmlPassing(passing) => {
                    let items: Vec<ast::Argument<'_>> = passing.items().iter().collect();
                    let [item] = items.as_slice() else {
                        return Err("PASSING of several values".to_owned());
                    };
                    passed = Some(match item {
                        ast::Argument::AliasedArgument(aliased) => (
                            self.required(aliased.value()),
                            aliased.alias().map(|alias| alias.folded()),
                        ),
                        ast::Argument::PlainArgument(plain) => (self.required(plain.value()), None),
                        other => return Err(format!("`{}`", other.syntax().text())),
                    });
                }
                ast::XmlPart::XmlOption(option)
                    if option
                        .option()
                        .is_some_and(|word| word.is("RETURNING") || word.is("NULL")) => {}
                ast::XmlPart::XmlColumn(_) => {}
                other => return Err(format!("`{}`", other.syntax().text())),
            }
        }
        let (Some(path), Some((document, alias))) = (path, passed) else {
            return Err("a query without a document".to_owned());
        };
        if document.ty != XML {
            return Err("a document that is no XMLTYPE".to_owned());
        }
        let path = xpath(&path, alias.as_deref()).ok_or_else(|| format!("the XQuery `{}`", path.trim()))?;
        Ok((path, document))
    }

    /// XMLTABLE in FROM.
    pub(super) fn xml_source(
        &mut self,
        xml: ast::XmlFunctionExpr<'_>,
    ) -> (TableSourceKind, Vec<Field>, bool, String) {
        let resolved = self.xml_table(xml);
        let fields: Vec<Field> = xml_columns(xml).map(|column| self.xml_field(column)).collect();
        match resolved {
            Ok(kind) if fields.is_empty() => (kind, vec![column_value()], true, String::new()),
            Ok(kind) => (kind, fields, true, String::new()),
            Err(why) => {
                let value = self.refuse_expr(
                    Code::XML_REFUSED,
                    xml.syntax(),
                    format!("XMLTABLE: {why} is not carried over"),
                );
                let value = Box::new(value);
                let kind = TableSourceKind::Collection { value, outer: false };
                (kind, fields, true, String::new())
            }
        }
    }

    fn xml_field(&mut self, column: ast::XmlColumn<'_>) -> Field {
        Field {
            name: column.name().map(|name| name.folded()).unwrap_or_default(),
            ty: match column.datatype() {
                Some(datatype) => self.resolve_datatype(Some(datatype)),
                None => Type::NUMBER,
            },
            not_null: false,
        }
    }

    fn xml_table(&mut self, xml: ast::XmlFunctionExpr<'_>) -> Result<TableSourceKind, String> {
        if xml.function().is_none_or(|function| !function.is("XMLTABLE")) {
            return Err("this function as a table".to_owned());
        }
        let (path, document) = self.xml_path(xml.parts())?;
        let mut columns = Vec::new();
        for column in xml_columns(xml) {
            let field = self.xml_field(column);
            let path = match column.path() {
                Some(path) => decode_string(path.text()),
                None => field.name.clone(),
            };
            columns.push(XmlColumn {
                ty: column.datatype().is_some().then_some(field.ty),
                path: xpath(&path, None).ok_or_else(|| format!("the XQuery `{path}`"))?,
                default: column.default().map(|default| self.resolve_expr(default)),
                name: field.name,
            });
        }
        if columns.is_empty() {
            columns.push(XmlColumn {
                name: column_value().name,
                ty: Some(XML),
                path: ".".to_owned(),
                default: None,
            });
        }
        Ok(TableSourceKind::XmlTable {
            path,
            document: Box::new(document),
            columns,
        })
    }

    /// A method of XMLTYPE; `None` when it is none that is carried over.
    pub(super) fn xml_method(
        &mut self,
        base: &Expr,
        method: &str,
        args: &[Expr],
        span: Span,
    ) -> Option<Expr> {
        if base.ty != XML {
            return None;
        }
        let (name, ty) = match (method, args.len()) {
            ("GETSTRINGVAL", 0) => ("XMLSERIALIZE", Type::VARCHAR2),
            ("GETCLOBVAL", 0) => ("XMLSERIALIZE", Type::Scalar(DataType::Clob)),
            ("GETNUMBERVAL", 0) => ("XMLTYPE.GETNUMBERVAL", Type::NUMBER),
            ("EXTRACT", 1 | 2) => ("XMLQUERY", XML),
            ("EXISTSNODE", 1 | 2) => ("EXISTSNODE", Type::NUMBER),
            _ => return None,
        };
        let mut all = vec![base.clone()];
        all.extend(args.iter().cloned());
        Some(Expr {
            kind: builtin(name, all),
            ty,
            nullability: Nullability::Nullable,
            span,
        })
    }
}

fn xml_columns(xml: ast::XmlFunctionExpr<'_>) -> impl Iterator<Item = ast::XmlColumn<'_>> {
    xml.parts().iter().filter_map(|part| match part {
        ast::XmlPart::XmlColumn(column) => Some(column),
        _ => None,
    })
}

fn column_value() -> Field {
    Field {
        name: "COLUMN_VALUE".to_owned(),
        ty: XML,
        not_null: false,
    }
}

fn builtin(name: &str, args: Vec<Expr>) -> ExprKind {
    ExprKind::Builtin {
        name: name.to_owned(),
        args,
    }
}

fn text_literal(text: String, span: Span) -> Expr {
    Expr {
        kind: ExprKind::Literal(Literal::String(text)),
        ty: Type::VARCHAR2,
        nullability: Nullability::NotNull,
        span,
    }
}

/// The last name of a reference without arguments.
pub(super) fn written_name(expr: ast::Expr<'_>) -> Option<String> {
    let reference = Reference::of(expr);
    let names = reference.names();
    (reference.head.is_none() && names.len() == reference.segments.len())
        .then(|| names.into_iter().next_back())
        .flatten()
}

/// An XQuery that is an XPath over the context document, which PostgreSQL has; `$alias` is that document.
fn xpath(query: &str, alias: Option<&str>) -> Option<String> {
    let mut path = query.trim().to_owned();
    if let Some(alias) = alias {
        path = path.replace(&format!("${alias}"), "");
        path = path.replace(&format!("${}", alias.to_lowercase()), "");
    }
    let words = [
        "for ", "let ", "if ", "if(", "return ", "fn:", "ora:", "some ", "every ",
    ];
    let starts = |c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '(' | '<' | '{');
    let plain = !path.is_empty()
        && !path.contains(['$', '{', '}', ';'])
        && !path.starts_with(starts)
        && !words.iter().any(|word| path.starts_with(word));
    plain.then_some(path)
}
