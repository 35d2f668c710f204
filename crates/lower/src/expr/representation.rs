//! Functions of how Oracle stores a value, and of numbers that it makes of values. SQL Language Reference, "VSIZE", "DUMP",
//! "ORA_HASH", "STANDARD_HASH", "UID".

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    /// The value of such a function; `None` for others, and for values that have no such form here.
    pub(super) fn representation(&mut self, name: &str, args: &[Expr], expr: &Expr) -> Option<pg::Expr> {
        match (name, args) {
            ("VSIZE", [value]) => {
                let bytes = self.stored_bytes(value)?;
                Some(pg::Expr::call("octet_length", vec![bytes]))
            }
            ("DUMP", [value, rest @ ..]) if rest.len() < 2 => {
                let kind = match value.ty.scalar()? {
                    // Text literals have the type CHAR.
                    _ if matches!(value.kind, ExprKind::Literal(Literal::String(_))) => "96",
                    DataType::Varchar2 { .. } => "1",
                    DataType::Number { .. } => "2",
                    DataType::Raw { .. } => "23",
                    DataType::Char { .. } => "96",
                    _ => return None,
                };
                let mut values = vec![self.stored_bytes(value)?, pg::Expr::number(kind)];
                for base in rest {
                    values.push(self.argument_as(base, &Type::NUMBER));
                }
                Some(self.runtime("dump", values))
            }
            ("STANDARD_HASH", [value, rest @ ..]) if rest.len() < 2 => {
                if !(value.ty.is_character() || matches!(value.ty.scalar(), Some(DataType::Raw { .. }))) {
                    return None;
                }
                self.extensions.insert("pgcrypto");
                let mut values = vec![self.stored_bytes(value)?];
                values.extend(rest.iter().map(|method| self.lower_expr(method)));
                Some(self.runtime("standard_hash", values))
            }
            ("ORA_HASH", [value, rest @ ..]) if rest.len() < 3 => {
                self.report(
                    Code::BUILT_IN_APPROXIMATED,
                    expr.span,
                    "the numbers of ORA_HASH are not Oracle's: those that Oracle computed and tables keep do not match",
                );
                let mut values = vec![self.to_text(value, true, expr.span)];
                for number in rest {
                    values.push(self.argument_as(number, &Type::NUMBER));
                }
                Some(self.runtime("ora_hash", values))
            }
            ("UID", []) => {
                self.report(
                    Code::BUILT_IN_APPROXIMATED,
                    expr.span,
                    "UID is the number of the role in PostgreSQL, not that of the user in Oracle",
                );
                let user = pg::Expr::call("quote_ident", vec![pg::Expr::Token("session_user".to_owned())]);
                let role = user.cast(TypeName::builtin("regrole"));
                Some(
                    role.cast(TypeName::builtin("oid"))
                        .cast(TypeName::builtin("bigint")),
                )
            }
            ("TO_BLOB", [value]) => {
                let bytes = self.lower_expr(value);
                Some(if value.ty.is_character() {
                    self.runtime("hextoraw", vec![bytes])
                } else {
                    bytes
                })
            }
            ("ROWIDTOCHAR" | "ROWIDTONCHAR", [value]) => {
                Some(self.lower_expr(value).cast(TypeName::builtin("text")))
            }
            ("CHARTOROWID", [value]) => Some(self.argument_as(value, &Type::VARCHAR2)),
            _ => None,
        }
    }

    /// The bytes that Oracle stores for a value, in UTF-8.
    fn stored_bytes(&mut self, value: &Expr) -> Option<pg::Expr> {
        match value.ty.scalar()? {
            DataType::Raw { .. } => Some(self.lower_expr(value)),
            data_type if data_type.is_numeric() => {
                let number = self.argument_as(value, &Type::NUMBER);
                Some(self.runtime("utl_raw_cast_from_number", vec![number]))
            }
            data_type if data_type.is_character() && !data_type.is_lob() => {
                let text = self.text_operand(value);
                Some(pg::Expr::call("convert_to", vec![text, pg::Expr::text("UTF8")]))
            }
            _ => None,
        }
    }
}
