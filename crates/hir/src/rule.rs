//! Names of the rules that carry statements over, for source maps: one for each kind, by the words of the manual.

use crate::stmt::StatementKind;

impl StatementKind {
    /// The name of the rule; the manual is the PL/SQL Language Reference, "PL/SQL Language Elements".
    pub fn rule(&self) -> &'static str {
        match self {
            StatementKind::Assign { .. } => "assignment",
            StatementKind::Call { .. } => "procedure-call",
            StatementKind::BuiltinCall { .. } => "supplied-procedure-call",
            StatementKind::UnresolvedCall { .. } => "unresolved-call",
            StatementKind::CollectionCall { .. } => "collection-method-call",
            StatementKind::If { .. } => "if",
            StatementKind::Case { .. } => "case",
            StatementKind::Loop(_) => "basic-loop",
            StatementKind::While { .. } => "while-loop",
            StatementKind::ForRange { .. } => "for-loop",
            StatementKind::ForCursor { .. } | StatementKind::ForQuery { .. } => "cursor-for-loop",
            StatementKind::Forall { .. } => "forall",
            StatementKind::Exit { .. } => "exit",
            StatementKind::Continue { .. } => "continue",
            StatementKind::Goto(_) => "goto",
            StatementKind::Return(_) => "return",
            StatementKind::Raise(_) => "raise",
            StatementKind::Null => "null",
            StatementKind::ExecuteImmediate { .. } => "execute-immediate",
            StatementKind::Open { .. } => "open",
            StatementKind::OpenForQuery { .. } | StatementKind::OpenForText { .. } => "open-for",
            StatementKind::Close(_) => "close",
            StatementKind::Fetch { .. } => "fetch",
            StatementKind::PipeRow(_) => "pipe-row",
            StatementKind::Block(_) => "block",
            StatementKind::SelectInto(_) => "select-into",
            StatementKind::Insert(_) => "insert",
            StatementKind::MultiInsert(_) => "multi-table-insert",
            StatementKind::Update(_) => "update",
            StatementKind::Delete(_) => "delete",
            StatementKind::Merge(_) => "merge",
            StatementKind::Commit => "commit",
            StatementKind::Rollback { .. } => "rollback",
            StatementKind::Savepoint(_) => "savepoint",
            StatementKind::SetConstraints { .. } => "set-constraints",
            StatementKind::SetTransaction(_) => "set-transaction",
            StatementKind::LockTable { .. } => "lock-table",
            StatementKind::Refused { .. } => "refused-statement",
        }
    }
}
