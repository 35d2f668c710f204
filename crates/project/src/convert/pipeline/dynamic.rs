//! Constant dynamic statements: parsed, resolved and lowered like any other.

use super::Middle;
use plconv_grammar::TokenKind;
use plconv_hir::resolve::{self, Resolver};
use plconv_hir::sink::Sink;
use plconv_lower::context::Lowering;
use plconv_lower::plpgsql::{DynamicSql, DynamicStatement};
use plconv_pg::{PrintOptions, Statement, print_statement};
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::{ParseOptions, parse_unit};

/// Translates constant texts against the project's symbols.
pub(crate) struct Translator<'a> {
    pub middle: &'a Middle<'a>,
}

impl DynamicSql for Translator<'_> {
    fn translate(&self, text: &str) -> Option<DynamicStatement> {
        let parsed = parse_unit(text, &ParseOptions::default());
        if !parsed.is_ok() {
            return None;
        }
        let unit = ast::Unit::cast(parsed.tree.root())?;
        let binds: Vec<u32> = parsed
            .tree
            .tokens()
            .iter()
            .filter(|token| token.kind == TokenKind::BindVariable)
            .map(|token| token.start)
            .collect();
        let middle = self.middle;
        let mut resolver = Resolver::new(middle.program, Sink::default());
        if let ast::Unit::TruncateStmt(truncate) = unit {
            let name = truncate.name()?.parts().iter().last()?.folded();
            let name = plconv_pg::Ident(plconv_lower::naming::identifier(&name));
            return Some(DynamicStatement {
                text: format!("TRUNCATE TABLE {name}"),
                is_ddl: true,
                is_block: false,
                runtime: Vec::new(),
            });
        }
        let top = resolve::resolve_top_statement(&mut resolver, unit)?;
        let sink = resolver.sink;
        let refused = |diagnostics: &[plconv_diagnostics::Diagnostic]| {
            diagnostics
                .iter()
                .any(|found| found.severity() == plconv_diagnostics::Severity::Refused)
        };
        let mut lowering =
            Lowering::new(middle.program, &middle.effects, middle.policy, sink).with_binds(binds);
        let lowered = lowering.lower_top(&top);
        let runtime = lowering.runtime.iter().copied().collect();
        if refused(&lowering.sink.into_diagnostics()) {
            return None;
        }
        let [statement] = lowered.statements.as_slice() else {
            return None;
        };
        let text = print_statement(statement, PrintOptions { width: 10_000 });
        Some(DynamicStatement {
            text: text.text.trim_end().trim_end_matches(';').to_owned(),
            is_ddl: false,
            is_block: matches!(statement, Statement::Do(_)),
            runtime,
        })
    }
}
