//! DDL in an anonymous block commits, before and after. SQL Language Reference, "Data Definition Language (DDL)
//! Statements".

use crate::context::Lowering;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind};
use plconv_hir::resolve::constant_text;
use plconv_hir::stmt::{Block, Comments, Statement, StatementKind};
use plconv_hir::visit::{children, for_each_body};

impl Lowering<'_> {
    /// The block with COMMIT around its dynamic DDL, where it writes what a ROLLBACK could undo.
    pub(crate) fn with_implicit_commits(&self, block: &Block) -> Option<Block> {
        let handled = || block.handlers.iter().flat_map(|handler| &handler.statements);
        let all = || block.statements.iter().chain(handled());
        if !all().any(has_ddl) || !all().any(|statement| self.writes_besides_ddl(statement)) {
            return None;
        }
        let mut block = block.clone();
        commit_in_block(&mut block);
        Some(block)
    }

    fn writes_besides_ddl(&self, statement: &Statement) -> bool {
        let nested: Vec<&Statement> = children(statement).collect();
        if nested.is_empty() {
            !is_ddl(statement) && self.writes(statement)
        } else {
            nested.into_iter().any(|child| self.writes_besides_ddl(child))
        }
    }
}

fn has_ddl(statement: &Statement) -> bool {
    is_ddl(statement) || children(statement).any(has_ddl)
}

fn commit_in_block(block: &mut Block) {
    commit_in(&mut block.statements);
    for handler in &mut block.handlers {
        commit_in(&mut handler.statements);
    }
}

fn commit_in(statements: &mut Vec<Statement>) {
    for mut statement in std::mem::take(statements) {
        for_each_body(&mut statement, &mut commit_in);
        if !is_ddl(&statement) {
            statements.push(statement);
            continue;
        }
        let commit = Statement {
            kind: StatementKind::Commit,
            labels: Vec::new(),
            comments: Comments::default(),
            span: statement.span,
        };
        let committed = statements
            .last()
            .is_some_and(|last| matches!(last.kind, StatementKind::Commit));
        if !committed {
            statements.push(commit.clone());
        }
        statements.push(statement);
        statements.push(commit);
    }
}

/// EXECUTE IMMEDIATE of a text that begins as DDL does.
fn is_ddl(statement: &Statement) -> bool {
    let StatementKind::ExecuteImmediate { sql, .. } = &statement.kind else {
        return false;
    };
    let Some(text) = first_text(sql) else {
        return false;
    };
    let mut words = text.split_whitespace().map(str::to_ascii_uppercase);
    match words.next().as_deref() {
        Some("CREATE" | "DROP" | "TRUNCATE" | "GRANT" | "REVOKE" | "COMMENT" | "RENAME") => true,
        Some("ALTER") => !matches!(words.next().as_deref(), Some("SESSION" | "SYSTEM")),
        _ => false,
    }
}

/// The constant text that a value begins with.
fn first_text(value: &Expr) -> Option<String> {
    constant_text(value).or_else(|| match &value.kind {
        ExprKind::Binary {
            op: BinaryOp::Concat,
            left,
            ..
        } => first_text(left),
        _ => None,
    })
}
