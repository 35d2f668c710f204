//! Statement-level rollback inside of loops over rows, WHILE and CASE: their statements are groups of the block around.
//! What decides how often they run is evaluated in a group before, or cannot fail.

use super::groups::Groups;
use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Span};
use plconv_hir::query::Query;
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::ty::Type;
use plconv_hir::visit::{walk_query, walk_query_tables};
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, Raise, TypeName};

/// Built-ins that take every value of their types.
const SAFE_BUILTINS: &[&str] = &[
    "ABS",
    "COALESCE",
    "DECODE",
    "GREATEST",
    "INSTR",
    "LEAST",
    "LENGTH",
    "LOWER",
    "LTRIM",
    "NULLIF",
    "NVL",
    "NVL2",
    "REPLACE",
    "ROUND",
    "RTRIM",
    "SUBSTR",
    "SYSDATE",
    "SYSTIMESTAMP",
    "TRUNC",
    "UPPER",
    "USER",
];
const SAFE_AGGREGATES: &[&str] = &["AVG", "COUNT", "MAX", "MIN", "SUM"];

impl Lowering<'_> {
    /// WHILE as a loop that evaluates its condition in a group.
    pub(super) fn split_while(
        &mut self,
        label: Option<Ident>,
        condition: &Expr,
        body: &[Statement],
        groups: &mut Groups<'_>,
        span: Span,
    ) -> PlStatement {
        groups.close();
        let holds = self.temporary("condition", TypeName::builtin("boolean"));
        let mut test = Groups::new(groups.body, span);
        let condition = self.condition(condition);
        test.open
            .push(PlKind::Assign(pg::Expr::name(holds.clone()), condition).into());
        test.close();
        let ends = pg::Expr::Postfix(Box::new(pg::Expr::name(holds)), "IS NOT TRUE");
        let mut statements = test.done;
        statements.push(PlKind::Exit(None, Some(ends)).into());
        statements.extend(self.groups(body, groups.body, span));
        PlKind::Loop(label, statements).into()
    }

    /// CASE by the number of its branch, which a group finds out.
    pub(super) fn split_case(
        &mut self,
        operand: Option<&Expr>,
        branches: &[(Expr, Vec<Statement>)],
        else_statements: Option<&[Statement]>,
        groups: &mut Groups<'_>,
    ) -> PlStatement {
        let conditions: Vec<&Expr> = branches.iter().map(|(condition, _)| condition).collect();
        let (operand, conditions) = self.case_conditions(operand, &conditions);
        let branch = self.temporary("branch", TypeName::builtin("integer"));
        let number = |index: usize| pg::Expr::number((index + 1).to_string());
        let chosen = pg::Expr::Case {
            operand: operand.map(Box::new),
            branches: conditions
                .into_iter()
                .enumerate()
                .map(|(index, condition)| (condition, number(index)))
                .collect(),
            else_value: None,
        };
        groups
            .open
            .push(PlKind::Assign(pg::Expr::name(branch.clone()), chosen).into());
        if else_statements.is_none() {
            let raise = PlKind::Raise(Raise {
                level: "EXCEPTION",
                using: vec![
                    ("ERRCODE", pg::Expr::text("case_not_found")),
                    ("MESSAGE", pg::Expr::text("case not found")),
                ],
                ..Raise::default()
            });
            let missing = pg::Expr::name(branch.clone()).is_null(false);
            groups
                .open
                .push(PlKind::If(vec![(missing, vec![raise.into()])], None).into());
        }
        groups.close();
        let branches = branches
            .iter()
            .enumerate()
            .map(|(index, (_, body))| {
                let body = self.groups(body, groups.body, groups.span);
                (pg::Expr::name(branch.clone()).binary("=", number(index)), body)
            })
            .collect();
        let otherwise = else_statements.map(|body| self.groups(body, groups.body, groups.span));
        PlKind::If(branches, otherwise).into()
    }

    /// Whether the body of a loop over rows is cut into groups: where it ends transactions nothing may be around the
    /// loop, elsewhere its query must not fail outside of a group.
    pub(super) fn splits_loop(&self, statement: &Statement) -> bool {
        self.controls_transaction(statement) || self.rows_cannot_fail(statement)
    }

    fn rows_cannot_fail(&self, statement: &Statement) -> bool {
        match &statement.kind {
            StatementKind::ForQuery { query, .. } => self.cannot_fail(query),
            StatementKind::ForCursor { cursor, args, .. } => {
                let ExprKind::Variable(variable) = &cursor.kind else {
                    return false;
                };
                self.routine.safe_cursors.contains(&variable.name)
                    && !self.routine.looped_cursors.contains(&variable.name)
                    && args.iter().flatten().all(cannot_fail)
            }
            _ => false,
        }
    }

    /// A loop over the rows of a query or cursor whose body is cut into groups.
    pub(super) fn split_row_loop(
        &mut self,
        statement: &Statement,
        label: Option<Ident>,
        groups: &mut Groups<'_>,
    ) -> Vec<PlStatement> {
        groups.close();
        if !self.rows_cannot_fail(statement) {
            self.report(
                Code::UNCAUGHT_WITH_COMMIT,
                statement.span,
                "the loop ends transactions, so an error of its query leaves the block: the handlers do not see it",
            );
        }
        let (around, span) = (groups.body, statement.span);
        match &statement.kind {
            StatementKind::ForQuery {
                variable,
                query,
                body,
                ..
            } => self.query_loop(label, variable, query, &mut |lowering| {
                lowering.groups(body, around, span)
            }),
            StatementKind::ForCursor {
                variable,
                cursor,
                args,
                body,
                ..
            } => self.cursor_loop(
                label,
                variable,
                cursor,
                args,
                &mut |lowering| lowering.groups(body, around, span),
                span,
            ),
            _ => self.statement(statement),
        }
    }

    /// Whether no row of a query makes it fail: it reads tables and computes nothing that has no value.
    pub(super) fn cannot_fail(&self, query: &Query) -> bool {
        let mut safe = query.for_update.is_none();
        walk_query(query, &mut |expr| safe &= is_safe(expr));
        walk_query_tables(query, &mut |name| {
            safe &= self.program.catalog.tables.contains_key(name);
        });
        safe
    }
}

fn cannot_fail(expr: &Expr) -> bool {
    let mut safe = true;
    plconv_hir::visit::walk_expr(expr, &mut |part| safe &= is_safe(part));
    safe
}

/// Whether an expression has a value whenever its operands have.
fn is_safe(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Column(_)
        | ExprKind::OuterJoinColumn(_)
        | ExprKind::RowId(_)
        | ExprKind::Variable(_)
        | ExprKind::PackageVariable(_)
        | ExprKind::TriggerRow { .. }
        | ExprKind::TriggerPredicate { .. }
        | ExprKind::Pseudocolumn(_)
        | ExprKind::Field { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Is { .. }
        | ExprKind::InList { .. }
        | ExprKind::InQuery { .. }
        | ExprKind::Between { .. }
        | ExprKind::Quantified { .. }
        | ExprKind::Exists(_)
        | ExprKind::Case { .. }
        | ExprKind::Window { .. }
        | ExprKind::Tuple(_)
        | ExprKind::Trim { .. } => true,
        ExprKind::Binary { op, .. } => !matches!(op, BinaryOp::Divide | BinaryOp::Modulo | BinaryOp::Power),
        ExprKind::Like { escape, .. } => escape.is_none(),
        ExprKind::Builtin { name, .. } => SAFE_BUILTINS.contains(&name.as_str()),
        ExprKind::Aggregate(aggregate) => SAFE_AGGREGATES.contains(&aggregate.name.as_str()),
        // To text only, or between dates.
        ExprKind::Convert { operand, .. } => {
            matches!(&expr.ty, Type::Scalar(DataType::Varchar2 { length: None, .. }))
                || (expr.ty.is_datetime() && operand.ty.is_datetime())
        }
        ExprKind::SequenceValue { .. }
        | ExprKind::Element { .. }
        | ExprKind::CollectionMethod { .. }
        | ExprKind::CursorAttribute { .. }
        | ExprKind::Member { .. }
        | ExprKind::Call { .. }
        | ExprKind::UnresolvedCall { .. }
        | ExprKind::Constructor { .. }
        | ExprKind::XmlElement { .. }
        | ExprKind::Extract { .. }
        | ExprKind::AtTimeZone { .. }
        | ExprKind::Subquery(_)
        | ExprKind::CursorQuery(_)
        | ExprKind::Multiset(_)
        | ExprKind::Prior(_)
        | ExprKind::ConnectByRoot(_)
        | ExprKind::Bind(_)
        | ExprKind::Sqlcode
        | ExprKind::Sqlerrm
        | ExprKind::Unresolved(_)
        | ExprKind::Refused(_) => false,
    }
}
