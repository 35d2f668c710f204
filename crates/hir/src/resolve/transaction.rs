//! COMMIT, ROLLBACK and LOCK TABLE.

use super::statement::refused;
use super::{Resolver, span_of};
use crate::expr::Expr;
use crate::query::LockWait;
use crate::stmt::StatementKind;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Resolver<'_> {
    pub(crate) fn commit(&mut self, stmt: ast::CommitStmt<'_>) -> StatementKind {
        if stmt
            .options()
            .iter()
            .any(|option| option.upper().starts_with("FORCE"))
        {
            return self.refuse_statement("COMMIT FORCE", stmt.syntax());
        }
        self.effects.transaction_control = true;
        StatementKind::Commit
    }

    pub(crate) fn rollback(&mut self, stmt: ast::RollbackStmt<'_>) -> StatementKind {
        if stmt.force().is_some() {
            return self.refuse_statement("ROLLBACK FORCE", stmt.syntax());
        }
        let to = stmt.savepoint().map(|name| name.folded());
        self.effects.transaction_control |= to.is_none();
        StatementKind::Rollback { to }
    }

    /// A dynamic statement that is COMMIT or ROLLBACK and nothing else.
    pub(crate) fn end_of_transaction(&mut self, sql: &Expr) -> Option<StatementKind> {
        let text = super::constant_text(sql)?.to_uppercase();
        let words: Vec<&str> = text.trim_end().trim_end_matches(';').split_whitespace().collect();
        let end = match words.as_slice() {
            ["COMMIT"] | ["COMMIT", "WORK"] => StatementKind::Commit,
            ["ROLLBACK"] | ["ROLLBACK", "WORK"] => StatementKind::Rollback { to: None },
            _ => return None,
        };
        self.effects.transaction_control = true;
        Some(end)
    }

    fn refuse_statement(&mut self, construct: &str, node: SyntaxNode<'_>) -> StatementKind {
        let code = Code::UNSUPPORTED_STATEMENT;
        (self.sink).report(code, span_of(node), format!("{construct} is not carried over"));
        refused(construct, code, node)
    }

    pub(crate) fn lock_table(&mut self, stmt: ast::LockTableStmt<'_>) -> StatementKind {
        if stmt.tables().iter().any(|table| table.partition().is_some()) {
            return self.refuse_statement("LOCK TABLE of a partition", stmt.syntax());
        }
        let tables = stmt
            .tables()
            .iter()
            .filter_map(|target| target.name())
            .map(|table| {
                let parts: Vec<String> = table.parts().iter().map(|part| part.folded()).collect();
                let name = super::expr::object_name(&parts);
                match self
                    .program
                    .find(self.current_schema.as_deref(), name.schema.as_deref(), &name.name)
                {
                    Some(crate::program::SchemaObject::Relation(found)) => found,
                    _ => name,
                }
            })
            .collect();
        let mode = stmt
            .mode()
            .iter()
            .map(|word| word.upper())
            .collect::<Vec<_>>()
            .join(" ");
        let wait = if stmt.wait().is_some() {
            self.lock_wait(stmt.wait())
        } else {
            LockWait::Forever
        };
        self.effects.writes = true;
        StatementKind::LockTable { tables, mode, wait }
    }
}
