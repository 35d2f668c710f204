//! What code asks about the error that is being handled: SQLCODE, SQLERRM and the functions of DBMS_UTILITY (PL/SQL Language
//! Reference, "Retrieving Error Code and Error Message").
//!
//! PostgreSQL knows it in the handler only. Before a handler calls what asks for it elsewhere, it notes it in a setting,
//! which an error that leaves the handler undoes by itself.

use super::assign::perform;
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::effects::called_by;
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_pg::{self as pg, PlStatement};

/// A function of the runtime that tells of an error.
#[derive(Clone, Copy)]
pub(crate) enum Tells {
    Code,
    Message,
    Stack,
    Backtrace,
}

impl Tells {
    /// Its name for the error at hand, and for that of a caller.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Tells::Code => ("sqlcode", "sqlcode_of_caller"),
            Tells::Message => ("sqlerrm", "sqlerrm_of_caller"),
            Tells::Stack => ("format_error_stack", "format_error_stack_of_caller"),
            Tells::Backtrace => ("format_error_backtrace", "format_error_backtrace_of_caller"),
        }
    }

    /// The variable that keeps it where a COMMIT ends what a caller noted.
    fn kept(self) -> (&'static str, &'static str) {
        match self {
            Tells::Code => ("handled_code", "integer"),
            Tells::Message => ("handled_message", "text"),
            Tells::Stack => ("handled_stack", "text"),
            Tells::Backtrace => ("handled_backtrace", "text"),
        }
    }

    /// What there is to tell where nobody can handle an error.
    fn nothing(self) -> pg::Expr {
        match self {
            Tells::Code => pg::Expr::number("0"),
            Tells::Message => pg::Expr::text("ORA-0000: normal, successful completion"),
            Tells::Stack | Tells::Backtrace => pg::Expr::null().cast(pg::TypeName::builtin("text")),
        }
    }
}

impl Lowering<'_> {
    /// What is told of the error that is being handled.
    pub(crate) fn told_error(&mut self, tells: Tells) -> pg::Expr {
        let (own, of_caller) = tells.names();
        let Some([state, message, context]) = self.handled_error.clone() else {
            if !self.routine.is_called {
                return tells.nothing();
            }
            let told = self.runtime(of_caller, Vec::new());
            if !self.routine.ends_transactions {
                return told;
            }
            // The note ends with the transaction.
            let (name, ty) = tells.kept();
            if !self.temporaries.iter().any(|(known, _)| known.0 == name) {
                self.temporaries
                    .push((pg::Ident::from(name), pg::TypeName::builtin(ty)));
            }
            self.routine.initial_values.insert(name.to_owned(), told);
            return pg::Expr::name(name);
        };
        self.error_asked = true;
        match tells {
            Tells::Code | Tells::Message | Tells::Stack => self.runtime(own, vec![state, message, context]),
            Tells::Backtrace => self.runtime(own, vec![context]),
        }
    }

    /// A statement of a handler between the calls that tell of the error and take that back, when something that it calls
    /// asks.
    pub(super) fn telling_error(
        &mut self,
        statement: &Statement,
        mut lowered: Vec<PlStatement>,
    ) -> Vec<PlStatement> {
        let Some(error) = self.handled_error.clone() else {
            return lowered;
        };
        let asked = called_by(statement)
            .iter()
            .any(|routine| self.effects_of(routine).asks_error);
        if !asked {
            return lowered;
        }
        if !goes_on(&statement.kind) {
            self.report(
                Code::ERROR_OF_CALLER,
                statement.span,
                "what is called here asks for the error that is being handled, and is not told",
            );
            return lowered;
        }
        self.error_asked = true;
        let tell = perform(self.runtime("handle_error", error.to_vec()));
        let end = perform(self.runtime("end_of_handling", Vec::new()));
        lowered.insert(0, tell);
        lowered.push(end);
        lowered
    }
}

/// Whether the next statement comes after it, unless it fails, and nothing else is in it.
fn goes_on(kind: &StatementKind) -> bool {
    match kind {
        StatementKind::Assign { .. }
        | StatementKind::Call { .. }
        | StatementKind::BuiltinCall { .. }
        | StatementKind::UnresolvedCall { .. }
        | StatementKind::CollectionCall { .. }
        | StatementKind::ExecuteImmediate { .. }
        | StatementKind::Open { .. }
        | StatementKind::OpenForQuery { .. }
        | StatementKind::OpenForText { .. }
        | StatementKind::Close(_)
        | StatementKind::Fetch { .. }
        | StatementKind::PipeRow(_)
        | StatementKind::SelectInto(_)
        | StatementKind::Insert(_)
        | StatementKind::MultiInsert(_)
        | StatementKind::Update(_)
        | StatementKind::Delete(_)
        | StatementKind::Merge(_)
        | StatementKind::Forall { .. } => true,
        StatementKind::Null
        | StatementKind::If { .. }
        | StatementKind::Case { .. }
        | StatementKind::Loop(_)
        | StatementKind::While { .. }
        | StatementKind::ForRange { .. }
        | StatementKind::ForCursor { .. }
        | StatementKind::ForQuery { .. }
        | StatementKind::Exit { .. }
        | StatementKind::Continue { .. }
        | StatementKind::Goto(_)
        | StatementKind::Return(_)
        | StatementKind::Raise(_)
        | StatementKind::Block(_)
        | StatementKind::Commit
        | StatementKind::Rollback { .. }
        | StatementKind::Savepoint(_)
        | StatementKind::SetConstraints { .. }
        | StatementKind::SetTransaction(_)
        | StatementKind::LockTable { .. }
        | StatementKind::Refused { .. } => false,
    }
}
