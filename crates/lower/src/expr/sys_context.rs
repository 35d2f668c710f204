//! SYS_CONTEXT and USERENV.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};
use plconv_hir::ty::Type;
use plconv_pg as pg;

/// Parameters of USERENV that PostgreSQL knows something else about, or nothing.
const APPROXIMATED: &[(&str, &str)] = &[
    ("HOST", "the name of the client's machine becomes its address"),
    (
        "SERVER_HOST",
        "the name of the server's machine becomes its address",
    ),
    ("OS_USER", "the client's operating system user is not known: NULL"),
    ("TERMINAL", "the client's terminal is not known: NULL"),
];

/// Parameters of USERENV that the runtime gives as Oracle does.
const CARRIED: &[&str] = &[
    "ACTION",
    "AUTHENTICATED_IDENTITY",
    "CLIENT_IDENTIFIER",
    "CLIENT_INFO",
    "CON_NAME",
    "CURRENT_SCHEMA",
    "CURRENT_USER",
    "CURRENT_USERID",
    "DB_DOMAIN",
    "DB_NAME",
    "DB_UNIQUE_NAME",
    "INSTANCE",
    "INSTANCE_NAME",
    "IP_ADDRESS",
    "ISDBA",
    "LANG",
    "LANGUAGE",
    "MODULE",
    "NLS_CALENDAR",
    "NLS_CURRENCY",
    "NLS_DATE_FORMAT",
    "NLS_DATE_LANGUAGE",
    "NLS_SORT",
    "NLS_TERRITORY",
    "PROXY_USER",
    "SERVICE_NAME",
    "SESSIONID",
    "SESSION_USER",
    "SESSION_USERID",
    "SID",
];

impl Lowering<'_> {
    /// `SYS_CONTEXT(namespace, parameter [, length])`. SQL Language Reference, "SYS_CONTEXT".
    pub(super) fn sys_context(
        &mut self,
        namespace: &Expr,
        parameter: &Expr,
        rest: &[Expr],
        span: Span,
    ) -> pg::Expr {
        if is_userenv(namespace)
            && let Some(name) = constant(parameter)
        {
            if let Some((_, difference)) = APPROXIMATED.iter().find(|(known, _)| *known == name) {
                self.report(
                    Code::BUILT_IN_APPROXIMATED,
                    span,
                    format!("SYS_CONTEXT('USERENV', '{name}'): {difference}"),
                );
            } else if !CARRIED.contains(&name.as_str()) {
                let what = format!("SYS_CONTEXT('USERENV', '{name}')");
                self.report(
                    Code::UNKNOWN_BUILT_IN,
                    span,
                    format!("{what} has no counterpart in PostgreSQL"),
                );
                return self.refused_expr(&what);
            }
        }
        let mut values = vec![
            self.argument_as(namespace, &Type::VARCHAR2),
            self.argument_as(parameter, &Type::VARCHAR2),
        ];
        values.extend(rest.iter().map(|length| self.lower_expr(length)));
        self.runtime("sys_context", values)
    }
}

fn is_userenv(namespace: &Expr) -> bool {
    constant(namespace).is_some_and(|name| name == "USERENV")
}

/// The text of a literal in upper case.
fn constant(expr: &Expr) -> Option<String> {
    if let ExprKind::Literal(Literal::String(text)) = &expr.kind {
        return Some(text.to_uppercase());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_knows_each_parameter() {
        let sql = plconv_runtime::find("sys_context").map_or("", |function| function.sql);
        let approximated = APPROXIMATED.iter().map(|(name, _)| name);
        for name in CARRIED.iter().chain(approximated) {
            assert!(sql.contains(&format!("'{name}'")), "{name}");
        }
    }
}
