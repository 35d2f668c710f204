//! DBMS_SCHEDULER.CREATE_JOB, DBMS_JOB.SUBMIT and ISUBMIT: the action is a text that is translated like a dynamic statement, and so
//! is the expression for the next date.

use super::dynamic::Wanted;
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal, Span};
use plconv_hir::item::RoutineId;
use plconv_hir::resolve::constant_text;
use plconv_hir::supplied::OWNER;
use plconv_pg as pg;

/// Translated arguments by their places.
type Texts = Vec<(usize, pg::Expr)>;

/// Whether the text of a job is a block already, by its first word.
fn is_block(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_uppercase();
    matches!(first.as_str(), "BEGIN" | "DECLARE")
        || first.starts_with("<<")
        || first.starts_with("--")
        || first.starts_with("/*")
}

impl Lowering<'_> {
    /// The arguments of a job that are code; what is refused when one is not known or no PL/SQL.
    pub(super) fn job_texts(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
        span: Span,
    ) -> Result<Texts, &'static str> {
        if routine.schema.as_deref() != Some(OWNER) {
            return Ok(Texts::new());
        }
        match (routine.package.as_deref(), routine.name.as_str(), args) {
            (Some("DBMS_SCHEDULER"), "CREATE_JOB", [_, Some(kind), Some(action), ..]) => {
                Ok(vec![(2, self.scheduler_action(kind, action, span)?)])
            }
            (Some("DBMS_JOB"), "SUBMIT" | "ISUBMIT", [_, Some(what), _, interval, ..]) => {
                let mut texts = vec![(1, self.queued_action(what, span)?)];
                if let Some(interval) = interval {
                    texts.push((3, self.next_date_query(interval, span)?));
                }
                Ok(texts)
            }
            _ => Ok(Texts::new()),
        }
    }

    fn scheduler_action(&mut self, kind: &Expr, action: &Expr, span: Span) -> Result<pg::Expr, &'static str> {
        let block = match constant_text(kind).map(|kind| kind.to_uppercase()).as_deref() {
            // The scheduler puts a block around it.
            Some("PLSQL_BLOCK") => match constant_text(action) {
                Some(statements) if !is_block(&statements) => {
                    let end = if statements.trim_end().ends_with(';') {
                        ""
                    } else {
                        ";"
                    };
                    text_like(action, format!("BEGIN {statements}{end} END;"))
                }
                Some(_) | None => action.clone(),
            },
            Some("STORED_PROCEDURE") => match constant_text(action) {
                Some(name) => text_like(action, format!("BEGIN {name}; END;")),
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
        self.block_text(&block, span)
            .ok_or("DBMS_SCHEDULER.CREATE_JOB of an action that could not be translated")
    }

    /// `what` of DBMS_JOB: statements of PL/SQL, each with its semicolon.
    fn queued_action(&mut self, what: &Expr, span: Span) -> Result<pg::Expr, &'static str> {
        let joined = |left: Expr, right: Expr| Expr {
            kind: ExprKind::Binary {
                op: BinaryOp::Concat,
                left: Box::new(left),
                right: Box::new(right),
            },
            ..what.clone()
        };
        let block = match constant_text(what) {
            Some(statements) => text_like(what, format!("BEGIN {statements} END;")),
            None => joined(
                text_like(what, "BEGIN ".to_owned()),
                joined(what.clone(), text_like(what, " END;".to_owned())),
            ),
        };
        self.block_text(&block, span)
            .ok_or("DBMS_JOB.SUBMIT of an action that could not be translated")
    }

    /// `interval` of DBMS_JOB, an expression of type DATE, as a query; NULL for a job that runs once.
    fn next_date_query(&mut self, interval: &Expr, span: Span) -> Result<pg::Expr, &'static str> {
        const REFUSED: &str = "DBMS_JOB.SUBMIT with an interval that could not be translated";
        if interval.is_null_literal() {
            return Ok(pg::Expr::null());
        }
        let query = match constant_text(interval) {
            Some(text) if text.trim().eq_ignore_ascii_case("null") => return Ok(pg::Expr::null()),
            Some(text) => text_like(interval, format!("SELECT {text} FROM dual")),
            None => {
                self.report(
                    Code::DYNAMIC_SQL,
                    span,
                    "the interval of this job is only known when it runs",
                );
                return Err(REFUSED);
            }
        };
        self.dynamic_text(&query, Wanted::default(), span).ok_or(REFUSED)
    }

    fn block_text(&mut self, block: &Expr, span: Span) -> Option<pg::Expr> {
        let wanted = Wanted {
            blocks: true,
            ..Wanted::default()
        };
        self.dynamic_text(block, wanted, span)
    }
}

/// A literal in the place of another expression.
fn text_like(place: &Expr, text: String) -> Expr {
    Expr {
        kind: ExprKind::Literal(Literal::String(text)),
        ..place.clone()
    }
}
