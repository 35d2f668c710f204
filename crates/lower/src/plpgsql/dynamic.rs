//! EXECUTE IMMEDIATE and OPEN FOR a text: constant texts are translated, others are refused by name.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::stmt::{Into, Using};
use plconv_pg::{self as pg, PlKind, PlStatement};

/// Translates the text of a dynamic statement: who knows the parser implements it.
pub trait DynamicSql {
    /// The PostgreSQL text of one Oracle statement, with `$1`, `$2`, ... for its binds in the order they are given;
    /// `None` when it cannot be parsed or is not one statement.
    fn translate(&self, text: &str) -> Option<DynamicStatement>;
}

/// A translated dynamic statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DynamicStatement {
    /// PostgreSQL text.
    pub text: String,
    /// Whether it is DDL, which commits in Oracle.
    pub is_ddl: bool,
    /// Whether it is a PL/SQL block, which cannot have binds in PostgreSQL.
    pub is_block: bool,
    /// Runtime functions it calls.
    pub runtime: Vec<&'static str>,
}

impl Lowering<'_> {
    fn dynamic_text(&mut self, constant: Option<&str>, binds: usize, span: Span) -> Option<pg::Expr> {
        let Some(text) = constant else {
            self.report(
                Code::DYNAMIC_SQL,
                span,
                "the text of this dynamic statement is only known when it runs",
            );
            return None;
        };
        let translated = self.dynamic.and_then(|translator| translator.translate(text));
        let Some(translated) = translated.filter(|statement| !statement.is_block || binds == 0) else {
            self.report(
                Code::DYNAMIC_SQL,
                span,
                "the text of this dynamic statement could not be translated",
            );
            return None;
        };
        if translated.is_ddl {
            self.report(
                Code::IMPLICIT_COMMIT,
                span,
                "DDL commits in Oracle before and after; PostgreSQL leaves the transaction open",
            );
        }
        self.report(
            Code::DYNAMIC_SQL_TRANSLATED,
            span,
            "the text of this dynamic statement was translated",
        );
        self.runtime.extend(translated.runtime.iter().copied());
        Some(pg::Expr::text(translated.text))
    }

    pub(crate) fn execute_immediate(
        &mut self,
        constant: Option<&str>,
        into: Option<&Into>,
        using: &[Using],
        returning: Option<&Into>,
        span: Span,
    ) -> Vec<PlStatement> {
        let Some(text) = self.dynamic_text(constant, using.len(), span) else {
            return vec![self.refused_statement("EXECUTE IMMEDIATE of a text that is not constant")];
        };
        let into = into.or(returning);
        if into.is_some_and(|into| into.bulk) || using.iter().any(|using| using.is_out) {
            self.report(
                Code::DYNAMIC_SQL,
                span,
                "BULK COLLECT and OUT binds of a dynamic statement are not carried over",
            );
            return vec![self.refused_statement("EXECUTE IMMEDIATE with BULK COLLECT or OUT binds")];
        }
        let values = self.using_values(using);
        let mut after = Vec::new();
        let into = into.map(|into| {
            let (targets, assignments) = self.into_targets(&into.targets, span);
            after = assignments;
            pg::Into {
                strict: true,
                targets,
            }
        });
        let mut statements = vec![
            PlKind::Execute {
                sql: text,
                into,
                using: values,
            }
            .into(),
        ];
        statements.extend(after);
        statements
    }

    pub(crate) fn open_for_text(
        &mut self,
        cursor: &Expr,
        constant: Option<&str>,
        using: &[Using],
        span: Span,
    ) -> Vec<PlStatement> {
        let Some(text) = self.dynamic_text(constant, using.len(), span) else {
            return vec![self.refused_statement("OPEN FOR of a text that is not constant")];
        };
        let values = self.using_values(using);
        let (target, after) = self.cursor_target(cursor);
        let mut statements = vec![PlKind::OpenForExecute(target, text, values).into()];
        statements.extend(after);
        statements
    }

    fn using_values(&mut self, using: &[Using]) -> Vec<pg::Expr> {
        using
            .iter()
            .map(|using| super::assign::value_with_type(self.lower_expr(&using.value)))
            .collect()
    }
}
