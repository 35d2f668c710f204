//! What a conversion gives where it fails: DEFAULT ... ON CONVERSION ERROR, ON EMPTY and ON ERROR of JSON_VALUE. SQL Language
//! Reference, "CAST", "TO_NUMBER", "TO_DATE", "JSON_VALUE".

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, QualifiedName};

/// The functions that convert, and those that give a default.
const WITH_DEFAULT: &[(&str, &str)] = &[
    ("to_date", "to_date_or"),
    ("to_dsinterval", "to_dsinterval_or"),
    ("to_number", "to_number_or"),
    ("to_timestamp", "to_timestamp_or"),
    ("to_timestamp_tz", "to_timestamp_tz_or"),
    ("to_yminterval", "to_yminterval_or"),
];

impl Lowering<'_> {
    /// A conversion whose first argument has a default.
    pub(super) fn conversion_with_default(
        &mut self,
        name: &str,
        args: &[Expr],
        expr: &Expr,
    ) -> Option<pg::Expr> {
        let (first, rest) = args.split_first()?;
        let ExprKind::Builtin {
            name: with_default,
            args: parts,
        } = &first.kind
        else {
            return None;
        };
        let [value, default] = parts.as_slice() else {
            return None;
        };
        if with_default != "DEFAULT ON CONVERSION ERROR" {
            return None;
        }
        let mut converted = |value: &Expr| {
            let args: Vec<Expr> = std::iter::once(value).chain(rest).cloned().collect();
            self.builtin(name, &args, expr)
        };
        let plain = converted(value);
        let default = match &default.ty {
            _ if default.is_null_literal() => pg::Expr::null(),
            ty if ty.is_character() => converted(default),
            _ => self.lower_expr(default),
        };
        Some(self.or_default(plain, default, value, expr))
    }

    fn or_default(&mut self, plain: pg::Expr, default: pg::Expr, value: &Expr, expr: &Expr) -> pg::Expr {
        // Without a call nothing is converted that can fail.
        let pg::Expr::Call(mut call) = plain else {
            return plain;
        };
        let found = WITH_DEFAULT.iter().find(|(function, _)| {
            call.function == QualifiedName::new(Some(&self.policy.runtime_schema), *function)
        });
        match found {
            Some((_, with_default)) if value.ty.is_character() => {
                let mut args: Vec<pg::Expr> = call.args.drain(..).map(|(_, arg)| arg).collect();
                args.insert(1, default);
                self.runtime(with_default, args)
            }
            _ => {
                self.report(
                    Code::BUILT_IN_ARGUMENTS,
                    expr.span,
                    "DEFAULT ... ON CONVERSION ERROR of this value is not carried over",
                );
                let target = self.plain_type_name(&expr.ty);
                self.refused_expr("DEFAULT ... ON CONVERSION ERROR").cast(target)
            }
        }
    }

    /// JSON_VALUE with answers for no value and for errors.
    pub(super) fn json_value_on(
        &mut self,
        document: &Expr,
        path: &Expr,
        answers: [&Expr; 2],
        ty: &Type,
    ) -> pg::Expr {
        let text = plconv_pg::TypeName::builtin("text");
        let document = match document.ty.scalar() {
            Some(DataType::Blob) => {
                let bytes = self.lower_expr(document);
                pg::Expr::call("convert_from", vec![bytes, pg::Expr::text("UTF8")])
            }
            Some(DataType::Json) => self.lower_expr(document).cast(text),
            _ => self.lower_expr(document),
        };
        let mut args = vec![document, self.lower_expr(path)];
        for answer in answers {
            let (word, default) = match &answer.kind {
                ExprKind::Builtin { name, args } if name == "ERROR" && args.is_empty() => ("error", None),
                _ if answer.is_null_literal() => ("default", None),
                _ => ("default", Some(self.lower_expr(answer))),
            };
            args.push(pg::Expr::text(word));
            args.push(default.unwrap_or_else(pg::Expr::null));
        }
        let is_number = ty.is_numeric();
        match ty.scalar() {
            _ if is_number => args.extend([pg::Expr::null(), pg::Expr::boolean(true)]),
            Some(DataType::Varchar2 {
                length: Some(length), ..
            }) => args.push(pg::Expr::number(length.to_string())),
            _ => {}
        }
        let found = self.runtime("json_value_on", args);
        if is_number {
            found.cast(plconv_pg::TypeName::builtin("numeric"))
        } else {
            found
        }
    }
}
