//! XMLELEMENT, XMLFOREST, XMLTABLE and paths in documents.

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_catalog::DataType;
use plconv_hir::expr::Expr;
use plconv_hir::query::XmlColumn;
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident};

impl Lowering<'_> {
    /// `xmlelement(name "n", xmlattributes(...), ...)`, or `xmlforest(...)` without a name.
    pub(super) fn xml_element(
        &mut self,
        name: Option<&str>,
        members: &[(String, Expr)],
        content: &[Expr],
    ) -> pg::Expr {
        let list: Vec<String> = members
            .iter()
            .map(|(name, value)| {
                let value = self.xml_content(value);
                format!("{} AS {}", printed(&value), quoted(name))
            })
            .collect();
        let list = list.join(", ");
        let Some(name) = name else {
            return pg::Expr::Token(format!("xmlforest({list})"));
        };
        let mut parts = vec![format!("name {}", quoted(name))];
        if !list.is_empty() {
            parts.push(format!("xmlattributes({list})"));
        }
        for value in content {
            let value = self.xml_content(value);
            parts.push(printed(&value));
        }
        pg::Expr::Token(format!("xmlelement({})", parts.join(", ")))
    }

    /// A value between tags: a date without its time, as XML Schema writes it, and numbers as Oracle writes them.
    fn xml_content(&mut self, value: &Expr) -> pg::Expr {
        match value.ty.scalar() {
            Some(DataType::Date) => {
                let date = self.lower_expr(value);
                pg::Expr::call("to_char", vec![date, pg::Expr::text("YYYY-MM-DD")])
            }
            _ if value.ty.is_numeric() => self.argument_as(value, &Type::VARCHAR2),
            _ => self.lower_expr(value),
        }
    }

    /// A function over the nodes that a path finds in a document.
    pub(super) fn xml_nodes(
        &mut self,
        function: &'static str,
        document: &Expr,
        path: &Expr,
        namespaces: Option<&Expr>,
    ) -> pg::Expr {
        let mut args = vec![self.lower_expr(document), self.argument_as(path, &Type::VARCHAR2)];
        args.extend(namespaces.map(|namespaces| self.argument_as(namespaces, &Type::VARCHAR2)));
        self.runtime(function, args)
    }

    /// XMLTABLE of PostgreSQL.
    pub(crate) fn xml_table(
        &mut self,
        path: &str,
        document: &Expr,
        columns: &[XmlColumn],
        alias: Ident,
    ) -> pg::FromItem {
        let document = self.lower_expr(document);
        let columns: Vec<String> = columns
            .iter()
            .map(|column| {
                let name = Ident(identifier(&column.name));
                let Some(ty) = &column.ty else {
                    return format!("{name} FOR ORDINALITY");
                };
                let path = printed(&pg::Expr::text(column.path.clone()));
                let mut text = format!("{name} {} PATH {path}", self.type_name(ty));
                if let Some(default) = &column.default {
                    let default = self.lower_expr(default);
                    text.push_str(&format!(" DEFAULT {}", printed(&default)));
                }
                text
            })
            .collect();
        let path = printed(&pg::Expr::text(path));
        let call = format!(
            "xmltable({path} PASSING {} COLUMNS {})",
            printed(&document),
            columns.join(", ")
        );
        pg::FromItem::Function {
            lateral: false,
            call: pg::Expr::Token(call),
            ordinality: false,
            alias: Some(alias),
            columns: Vec::new(),
        }
    }
}

fn printed(expr: &pg::Expr) -> String {
    pg::print_expr(expr, pg::PrintOptions { width: 10_000 })
}

/// A name with its case: elements and attributes are not folded.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
