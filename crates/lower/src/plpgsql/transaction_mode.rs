//! SET TRANSACTION. SQL Language Reference, SET TRANSACTION; PostgreSQL manual, SET TRANSACTION.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;

impl Lowering<'_> {
    /// The statement in PostgreSQL, or `None` when it is refused.
    pub(crate) fn set_transaction(&mut self, text: &str, span: Span) -> Option<String> {
        let upper = text.to_uppercase();
        let words: Vec<&str> = upper.split_whitespace().collect();
        let mode = match words.get(2..)? {
            ["READ", "WRITE"] => "READ WRITE",
            ["READ", "ONLY"] => "ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            ["ISOLATION", "LEVEL", "READ", "COMMITTED"] => "ISOLATION LEVEL READ COMMITTED",
            ["ISOLATION", "LEVEL", "SERIALIZABLE"] => {
                self.report(
                    Code::ISOLATION_LEVEL,
                    span,
                    "SERIALIZABLE of Oracle is a snapshot, which PostgreSQL calls REPEATABLE READ; its errors are those of the latter",
                );
                "ISOLATION LEVEL REPEATABLE READ"
            }
            _ => return None,
        };
        Some(format!("SET TRANSACTION {mode}"))
    }
}
