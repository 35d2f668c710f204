//! Constant dynamic statements: parsed, resolved and lowered like any other.

use super::{Middle, dynamic_ddl, row_policy};
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Diagnostic, Severity};
use plconv_grammar::TokenKind;
use plconv_hir::expr::Expr;
use plconv_hir::item::TopStatement;
use plconv_hir::resolve::{self, Resolver};
use plconv_hir::sink::Sink;
use plconv_hir::stmt as hir;
use plconv_hir::ty::Type;
use plconv_lower::context::Lowering;
use plconv_lower::plpgsql::{DynamicSql, DynamicStatement, PolicyFunction};
use plconv_pg::{PrintOptions, Statement, print_statement};
use plconv_syntax::ast::{self, AstNode, SyntaxTree};
use plconv_syntax::{ParseOptions, parse_unit};
use std::collections::BTreeSet;

/// Translates constant texts against the project's symbols.
pub(crate) struct Translator<'a> {
    pub middle: &'a Middle<'a>,
}

impl DynamicSql for Translator<'_> {
    fn translate(&self, text: &str, into: &[Type], given: &[Type]) -> Option<DynamicStatement> {
        let parsed = parse_unit(text, &ParseOptions::default());
        if !parsed.is_ok() {
            return None;
        }
        let unit = ast::Unit::cast(parsed.tree.root())?;
        let names = binds(&parsed.tree)
            .map(|token| bind_name(&parsed.tree, token))
            .collect();
        let binds: Vec<u32> = binds(&parsed.tree).map(|token| token.start).collect();
        let middle = self.middle;
        let types = binds.iter().copied().zip(given.iter().cloned());
        let mut resolver = Resolver::new(middle.program, Sink::default()).with_bind_types(types);
        if let Some(ddl) = dynamic_ddl::translate(&parsed.tree, middle) {
            let refused = !binds.is_empty() || is_refused(&ddl.diagnostics);
            return (!refused).then(|| DynamicStatement {
                text: ddl.statements.join("; "),
                is_ddl: !matches!(unit, ast::Unit::AlterOpaque(_)),
                is_block: false,
                binds: Vec::new(),
                runtime: ddl.runtime,
                diagnostics: ddl.diagnostics,
            });
        }
        let mut top = resolve::resolve_top_statement(&mut resolver, unit)?;
        resolve::convert_results(&mut top, into);
        let mut lowering = Lowering::new(middle.program, middle.effects, middle.policy, resolver.sink)
            .with_binds(binds)
            .with_instead_of(&middle.whole.instead_of);
        let lowered = lowering.lower_top(&top);
        let runtime = lowering.runtime.iter().copied().collect();
        let diagnostics = lowering.sink.into_diagnostics();
        if is_refused(&diagnostics) {
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
            binds: names,
            runtime,
            diagnostics,
        })
    }

    fn inline(&self, text: &str, values: &[Expr], variables: &BTreeSet<String>) -> Option<hir::Statement> {
        let parsed = parse_unit(text, &ParseOptions::default());
        if !parsed.is_ok() {
            return None;
        }
        // A bind that occurs twice in a block is one bind.
        let mut names: Vec<String> = Vec::new();
        for token in binds(&parsed.tree) {
            let name = bind_name(&parsed.tree, token);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let clashes = parsed
            .tree
            .tokens()
            .iter()
            .any(|token| variables.contains(&parsed.tree.slice(token.start, token.end).to_uppercase()));
        if names.len() != values.len() || clashes {
            return None;
        }
        let bound = names.into_iter().zip(values.iter().cloned()).collect();
        let unit = ast::Unit::cast(parsed.tree.root())?;
        let mut resolver = Resolver::new(self.middle.program, Sink::default()).with_bind_values(bound);
        let top = resolve::resolve_top_statement(&mut resolver, unit)?;
        if is_refused(&resolver.sink.into_diagnostics()) {
            return None;
        }
        match top {
            TopStatement::Statement(statement)
                if matches!(
                    statement.kind,
                    hir::StatementKind::Block(_) | hir::StatementKind::Call { .. }
                ) =>
            {
                Some(*statement)
            }
            _ => None,
        }
    }

    fn policy_function(
        &self,
        owner: Option<&str>,
        function: &str,
        table: &ObjectName,
        schema: Option<&str>,
    ) -> Option<PolicyFunction> {
        row_policy::policy_function(self.middle, owner, function, table, schema)
    }
}

fn binds(tree: &SyntaxTree) -> impl Iterator<Item = &plconv_syntax::token::Token> {
    tree.tokens()
        .iter()
        .filter(|token| token.kind == TokenKind::BindVariable)
}

fn bind_name(tree: &SyntaxTree, token: &plconv_syntax::token::Token) -> String {
    let name = tree.slice(token.start, token.end).trim_start_matches(':').trim();
    name.trim_matches('"').to_uppercase()
}

fn is_refused(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|found| found.severity() == Severity::Refused)
}
