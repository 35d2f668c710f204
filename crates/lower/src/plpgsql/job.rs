//! DBMS_SCHEDULER.CREATE_JOB: the action is a text that is translated like a dynamic statement.

use super::dynamic::Wanted;
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};
use plconv_hir::item::RoutineId;
use plconv_hir::resolve::constant_text;
use plconv_hir::supplied::OWNER;
use plconv_pg as pg;

/// The place of the action among the arguments.
pub(super) const ACTION: usize = 2;

impl Lowering<'_> {
    /// The statement that a job executes; what is refused when it is not known or no PL/SQL.
    pub(super) fn job_action(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
        span: Span,
    ) -> Result<Option<pg::Expr>, &'static str> {
        let is_job = routine.schema.as_deref() == Some(OWNER)
            && routine.package.as_deref() == Some("DBMS_SCHEDULER")
            && routine.name == "CREATE_JOB";
        if !is_job {
            return Ok(None);
        }
        let [_, Some(kind), Some(action), ..] = args else {
            return Ok(None);
        };
        let block = match constant_text(kind).map(|kind| kind.to_uppercase()).as_deref() {
            Some("PLSQL_BLOCK") => action.clone(),
            Some("STORED_PROCEDURE") => match constant_text(action) {
                Some(name) => Expr {
                    kind: ExprKind::Literal(Literal::String(format!("BEGIN {name}; END;"))),
                    ..action.clone()
                },
                None => action.clone(),
            },
            Some(_) | None => {
                self.report(
                    Code::SUPPLIED_PACKAGE,
                    span,
                    "DBMS_SCHEDULER.CREATE_JOB: only PL/SQL blocks and procedures are jobs in PostgreSQL",
                );
                return Err("DBMS_SCHEDULER.CREATE_JOB of another type");
            }
        };
        let wanted = Wanted {
            blocks: true,
            ..Wanted::default()
        };
        match self.dynamic_text(&block, wanted, span) {
            Some(text) => Ok(Some(text)),
            None => Err("DBMS_SCHEDULER.CREATE_JOB of an action that could not be translated"),
        }
    }
}
