//! Statements of scripts that are no DDL.

use crate::context::Lowering;
use plconv_hir::item::TopStatement;
use plconv_hir::stmt::{Block, Comments, Statement as HirStatement, StatementKind};
use plconv_pg::Statement;

/// A lowered statement of a script.
#[derive(Clone, Debug)]
pub struct LoweredTop {
    /// Statements in order.
    pub statements: Vec<Statement>,
    /// What it does to the transaction.
    pub transaction: TransactionUse,
}

/// What a statement does to the transaction it runs in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransactionUse {
    /// Runs inside.
    Inside,
    /// Is COMMIT.
    Commit,
    /// Is ROLLBACK.
    Rollback,
    /// Ends transactions itself, so it must not run inside one.
    Outside,
}

impl Lowering<'_> {
    /// A statement of a script.
    pub fn lower_top(&mut self, statement: &TopStatement) -> LoweredTop {
        let inside = |statements| LoweredTop {
            statements,
            transaction: TransactionUse::Inside,
        };
        match statement {
            TopStatement::Query(query) => {
                let query = Statement::Query(Box::new(self.lower_query(query)));
                inside(self.with_hoisted(vec![query]))
            }
            TopStatement::Insert(insert) if insert.error_log.is_some() => {
                let statement = HirStatement {
                    kind: StatementKind::Insert(insert.clone()),
                    labels: Vec::new(),
                    comments: Comments::default(),
                    span: insert.span,
                };
                self.lower_top(&TopStatement::Statement(Box::new(statement)))
            }
            TopStatement::Insert(insert) => {
                let lowered = self.insert(insert, None);
                let statements = self.top_sql(lowered);
                inside(self.with_hoisted(statements))
            }
            TopStatement::MultiInsert(insert) => {
                let lowered = self.multi_insert(insert);
                inside(self.top_sql(lowered))
            }
            TopStatement::Update(update) => {
                let lowered = self.update(update, None);
                inside(self.top_sql(lowered))
            }
            TopStatement::Delete(delete) => {
                let lowered = self.delete(delete, None);
                inside(self.top_sql(lowered))
            }
            TopStatement::Merge(merge) => {
                let lowered = self.merge(merge);
                inside(self.top_sql(lowered))
            }
            TopStatement::Statement(statement) => {
                let committing = match &statement.kind {
                    StatementKind::Block(block) => self.with_implicit_commits(block),
                    _ => None,
                };
                let committing = committing.map(|block| HirStatement {
                    kind: StatementKind::Block(Box::new(block)),
                    ..(**statement).clone()
                });
                self.ddl_commits = committing.is_some();
                let statement = committing.as_ref().unwrap_or(statement);
                if let StatementKind::Block(block) = &statement.kind {
                    self.learn_effects(block);
                }
                let transaction = match &statement.kind {
                    StatementKind::Commit => TransactionUse::Commit,
                    StatementKind::Rollback { to: None } => TransactionUse::Rollback,
                    _ if self.controls_transaction(statement) => TransactionUse::Outside,
                    _ => TransactionUse::Inside,
                };
                let statements = match &statement.kind {
                    StatementKind::Commit | StatementKind::Rollback { to: None } => Vec::new(),
                    StatementKind::Savepoint(name) => {
                        vec![Statement::Raw(format!("SAVEPOINT {}", self.ident(name)))]
                    }
                    StatementKind::Rollback { to: Some(name) } => {
                        vec![Statement::Raw(format!(
                            "ROLLBACK TO SAVEPOINT {}",
                            self.ident(name)
                        ))]
                    }
                    StatementKind::SetConstraints { names, immediate } => {
                        vec![Statement::Raw(self.set_constraints(names, *immediate))]
                    }
                    StatementKind::LockTable { tables, mode, wait } => {
                        vec![Statement::Raw(self.lock_table_text(tables, mode, wait))]
                    }
                    StatementKind::SetTransaction(text)
                        if let Some(set) = self.set_transaction(text, statement.span) =>
                    {
                        vec![Statement::Raw(set)]
                    }
                    StatementKind::Block(block) => self.anonymous(block, &statement.labels),
                    _ => {
                        let block = Block {
                            declarations: Vec::new(),
                            statements: vec![statement.clone()],
                            handlers: Vec::new(),
                            span: statement.span,
                        };
                        self.anonymous(&block, &[])
                    }
                };
                LoweredTop {
                    statements,
                    transaction,
                }
            }
        }
    }

    fn top_sql(&mut self, lowered: Result<Statement, String>) -> Vec<Statement> {
        match lowered {
            Ok(statement) => vec![statement],
            Err(what) => {
                let body = self.stub(&what);
                vec![Statement::Do(Box::new(body))]
            }
        }
    }

    /// An anonymous block: DO, after the types and routines it declares.
    /// Statements between what they declare and its end.
    fn with_hoisted(&mut self, own: Vec<Statement>) -> Vec<Statement> {
        let mut statements = self.take_hoisted();
        let drops: Vec<Statement> = statements.iter().filter_map(drop_of).collect();
        statements.extend(own);
        statements.extend(drops);
        statements
    }

    fn anonymous(&mut self, block: &Block, labels: &[String]) -> Vec<Statement> {
        self.in_block = true;
        let mut body = if block.is_autonomous() {
            self.refused_transaction("this block", block.span)
        } else {
            self.routine_body(block)
        };
        // Names of the block's variables may be qualified with it.
        body.label = body
            .label
            .or_else(|| labels.last().map(|label| self.ident(label)))
            .or_else(|| self.outermost_label());
        self.in_block = false;
        self.with_hoisted(vec![Statement::Do(Box::new(body))])
    }
}

fn drop_of(statement: &Statement) -> Option<Statement> {
    match statement {
        Statement::CreateCompositeType(name, _) => Some(Statement::Raw(format!("DROP TYPE {name} CASCADE"))),
        Statement::CreateRoutine(routine) => {
            let kind = if routine.procedure {
                "PROCEDURE"
            } else {
                "FUNCTION"
            };
            Some(Statement::Raw(format!("DROP {kind} IF EXISTS {}", routine.name)))
        }
        _ => None,
    }
}
