//! JSON_OBJECT, JSON_ARRAY and their aggregates: text without blanks, members in the order of writing, as Oracle makes it.

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Aggregate, Expr, ExprKind, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    /// Names and values in turn.
    pub(super) fn json_object(&mut self, args: &[Expr], absent: bool, ty: &Type) -> pg::Expr {
        let names = args.iter().step_by(2).map(|name| self.lower_expr(name)).collect();
        let members = args
            .iter()
            .skip(1)
            .step_by(2)
            .map(|value| self.json_member(value))
            .collect();
        self.json_made(
            "json_object",
            vec![text_array(names), text_array(members)],
            absent,
            ty,
        )
    }

    pub(super) fn json_array(&mut self, args: &[Expr], absent: bool, ty: &Type) -> pg::Expr {
        let elements = args.iter().map(|value| self.json_member(value)).collect();
        self.json_made("json_array", vec![text_array(elements)], absent, ty)
    }

    /// JSON_ARRAYAGG and JSON_OBJECTAGG.
    pub(super) fn json_aggregate(&mut self, aggregate: &Aggregate, absent: bool, ty: &Type) -> pg::Expr {
        let order = self.order(&aggregate.order_by);
        let array = aggregate.name.starts_with("JSON_ARRAYAGG");
        let mut args = Vec::new();
        for (index, value) in aggregate.args.iter().enumerate() {
            let value = if array || index == 1 {
                self.json_member(value)
            } else {
                self.lower_expr(value)
            };
            let mut call = pg::Call::new(pg::QualifiedName::plain("array_agg"), vec![value]);
            call.order_by.clone_from(&order);
            args.push(pg::Expr::Call(Box::new(call)));
        }
        let function = if array { "json_array" } else { "json_object" };
        self.json_made(function, args, absent, ty)
    }

    fn json_made(
        &mut self,
        function: &'static str,
        mut args: Vec<pg::Expr>,
        absent: bool,
        ty: &Type,
    ) -> pg::Expr {
        if absent {
            args.push(pg::Expr::boolean(true));
        }
        let made = self.runtime(function, args);
        self.json_result(made, ty)
    }

    /// `column.name`: a scalar as text, an object, an array or several values as JSON.
    pub(super) fn json_dot(&mut self, document: &Expr, path: &Expr) -> pg::Expr {
        let document = self.json_document(document);
        let path = self.lower_expr(path);
        self.runtime("json_dot", vec![document, path])
    }

    fn json_result(&mut self, made: pg::Expr, ty: &Type) -> pg::Expr {
        if ty.scalar() == Some(&DataType::Json) {
            made.cast(TypeName::builtin("jsonb"))
        } else {
            made
        }
    }

    /// A value as JSON text; NULL stays NULL.
    fn json_member(&mut self, value: &Expr) -> pg::Expr {
        let text = TypeName::builtin("text");
        match &value.kind {
            ExprKind::Builtin { name, args } if name == "FORMAT JSON" => match args.as_slice() {
                [json] => self.lower_expr(json).cast(text),
                _ => self.refused_expr("FORMAT JSON"),
            },
            _ if value.is_null_literal() => pg::Expr::null(),
            _ => match value.ty.scalar() {
                Some(DataType::Date) => {
                    let date = self.lower_expr(value);
                    pg::Expr::call(
                        "to_char",
                        vec![date, pg::Expr::text("\"\\\"\"YYYY-MM-DD\"T\"HH24:MI:SS\"\\\"\"")],
                    )
                }
                Some(DataType::Json | DataType::Boolean) => self.lower_expr(value).cast(text),
                _ if value.ty.is_numeric() => {
                    let number = self.lower_expr(value).cast(TypeName::builtin("numeric"));
                    pg::Expr::call("trim_scale", vec![number]).cast(text)
                }
                _ => {
                    let value = self.lower_expr(value).cast(text.clone());
                    pg::Expr::call("to_json", vec![value]).cast(text)
                }
            },
        }
    }

    /// JSON_QUERY and JSON_SERIALIZE: the fragment at a path.
    pub(super) fn json_fragment(
        &mut self,
        document: &Expr,
        path: Option<&Expr>,
        wrapper: Option<&'static str>,
        ty: &Type,
        span: Span,
    ) -> pg::Expr {
        self.report(
            Code::BUILT_IN_APPROXIMATED,
            span,
            "members of the result are in the order of jsonb: by the length of their names, then by the names",
        );
        let document = self.json_document(document);
        let result = match path {
            Some(path) => {
                let mut args = vec![document, self.lower_expr(path)];
                args.extend(wrapper.map(pg::Expr::text));
                self.runtime("json_query", args)
            }
            None => self.runtime("json_compact", vec![document]),
        };
        self.json_result(result, ty)
    }
}

fn text_array(values: Vec<pg::Expr>) -> pg::Expr {
    pg::Expr::Array(values).cast(TypeName::builtin("text").array_of())
}
