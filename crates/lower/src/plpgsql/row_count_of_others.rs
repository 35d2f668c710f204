//! SQL%ROWCOUNT, SQL%FOUND and SQL%NOTFOUND are those of the statement that ran last in the session (PL/SQL Language Reference,
//! "Implicit Cursor Attribute"), which may be one of the caller or of a routine that was called in between. The output keeps them
//! for each routine, so that such questions are told. "Before" is meant in the order of the source.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::item::RoutineId;
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::visit::{children, walk_expr, walk_statement_exprs};

/// Whose statement was the last one.
#[derive(Clone, Debug)]
enum Last {
    Callers,
    Own,
    Of(RoutineId),
}

/// Questions for statements of others.
struct Questions {
    last: Last,
    asked: Vec<(Span, Last)>,
}

impl Lowering<'_> {
    /// Says where a routine asks for the implicit cursor of another one; whether initial values do.
    pub(super) fn note_row_count_of_others(&mut self, block: &Block) -> bool {
        let mut questions = Questions {
            last: Last::Callers,
            asked: Vec::new(),
        };
        for declaration in &block.declarations {
            if let DeclarationKind::Variable(variable) = &declaration.kind
                && let Some(initial) = &variable.default
            {
                walk_expr(initial, &mut |expr| questions.question(expr));
            }
        }
        let in_values = !questions.asked.is_empty();
        self.ask_in_block(block, &mut questions);
        // An anonymous block has no caller.
        let has_caller = self.routine.own_name.is_some() || in_values;
        for (span, last) in questions.asked {
            let text = match last {
                Last::Callers if has_caller => {
                    "before the first statement of a routine the implicit cursor is that of its caller; here it is NULL"
                        .to_owned()
                }
                Last::Of(routine) => format!(
                    "the implicit cursor is that of the last statement of {}, which is called before; here it is that of this routine",
                    routine.name
                ),
                Last::Callers | Last::Own => continue,
            };
            self.report(Code::CURSOR_ROW_COUNT, span, text);
        }
        in_values
    }

    fn ask_in_block(&self, block: &Block, questions: &mut Questions) {
        for statement in block
            .statements
            .iter()
            .chain(block.handlers.iter().flat_map(|handler| &handler.statements))
        {
            self.ask_in(statement, questions);
        }
    }

    fn ask_in(&self, statement: &Statement, questions: &mut Questions) {
        walk_statement_exprs(statement, &mut |expr| questions.question(expr));
        match &statement.kind {
            StatementKind::Block(block) => self.ask_in_block(block, questions),
            StatementKind::Call { routine, .. } => {
                let effects = self.effects_of(routine);
                if effects.reads || effects.writes {
                    questions.last = Last::Of(routine.clone());
                }
            }
            kind if Self::changes_row_count(kind) || matches!(kind, StatementKind::MultiInsert(_)) => {
                questions.last = Last::Own;
            }
            _ => {
                for inner in children(statement) {
                    self.ask_in(inner, questions);
                }
            }
        }
    }
}

impl Questions {
    fn question(&mut self, expr: &Expr) {
        let of_another = matches!(self.last, Last::Callers | Last::Of(_));
        if of_another && matches!(expr.kind, ExprKind::CursorAttribute { cursor: None, .. }) {
            self.asked.push((expr.span, self.last.clone()));
        }
    }
}
