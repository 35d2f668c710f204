//! DBMS_SQL: PARSE is given the translation of its text, the runtime does the rest.

use super::dynamic::{DynamicStatement, Wanted};
use crate::context::Lowering;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::item::RoutineId;
use plconv_hir::supplied::OWNER;
use plconv_hir::ty::Type;
use plconv_pg::{PlKind, PlStatement};

impl Lowering<'_> {
    /// `DBMS_SQL.PARSE(c, statement, flag)`: the runtime is given the translation, with names for its binds.
    pub(super) fn dbms_sql_parse(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
        span: Span,
    ) -> Vec<PlStatement> {
        let [Some(cursor), Some(sql), Some(flag)] = args else {
            return vec![self.refused_statement("DBMS_SQL.PARSE")];
        };
        let sql = &self.with_known_texts(sql);
        let wanted = Wanted {
            blocks: true,
            named_binds: true,
            into: &[],
            given: &[],
        };
        // Nothing is committed around the call.
        let ddl_commits = std::mem::take(&mut self.ddl_commits);
        let text = self.dynamic_text(sql, wanted, span);
        self.ddl_commits = ddl_commits;
        let Some(text) = text else {
            return vec![self.refused_statement("DBMS_SQL.PARSE of a text that could not be translated")];
        };
        let values = vec![
            self.argument_as(cursor, &Type::NUMBER),
            text,
            self.argument_as(flag, &Type::NUMBER),
        ];
        vec![PlKind::Call(self.callee_name(routine), values).into()]
    }
}

/// Whether a call gives a cursor of DBMS_SQL its statement.
pub(super) fn is_dbms_sql_parse(routine: &RoutineId) -> bool {
    routine.schema.as_deref() == Some(OWNER)
        && routine.package.as_deref() == Some("DBMS_SQL")
        && routine.name == "PARSE"
}

/// The text with `:name` for each `$1` outside of literals and quoted names; `None` for a block, which takes no values.
pub(super) fn with_named_binds(statement: &DynamicStatement) -> Option<String> {
    let names = &statement.binds;
    if names.is_empty() {
        return Some(statement.text.clone());
    }
    if statement.is_block {
        return None;
    }
    let mut named = String::with_capacity(statement.text.len());
    let mut quote = None;
    let mut rest = statement.text.chars().peekable();
    while let Some(next) = rest.next() {
        match (quote, next) {
            (Some(open), _) if open == next => quote = None,
            (None, '\'' | '"') => quote = Some(next),
            (None, '$') => {
                let mut digits = String::new();
                while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                    digits.push(digit);
                }
                let number = digits.parse::<usize>().ok();
                match number.and_then(|number| names.get(number.checked_sub(1)?)) {
                    Some(name) => named.push_str(&format!(":{}", name.to_lowercase())),
                    None => named.push_str(&format!("${digits}")),
                }
                continue;
            }
            (Some(_) | None, _) => {}
        }
        named.push(next);
    }
    Some(named)
}
