//! JSON functions: recognised by name, carried over where PostgreSQL 15 has the same.

use super::Resolver;
use crate::expr::Expr;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Resolver<'_> {
    /// JSON_VALUE, JSON_OBJECT, JSON_TABLE, ...: none is carried over yet.
    pub(crate) fn json_function(&mut self, json: ast::JsonFunctionExpr<'_>) -> Expr {
        let name = json
            .function()
            .map(|function| function.upper())
            .unwrap_or_default();
        self.refuse_expr(
            Code::JSON_REFUSED,
            json.syntax(),
            format!("{name} is not carried over yet"),
        )
    }
}
