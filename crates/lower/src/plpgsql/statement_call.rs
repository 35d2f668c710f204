//! Calls that PL/pgSQL makes by statements only: those of functions that give their value back by a parameter.
//!
//! They come before the statement whose expression has them, in the order in which Oracle makes them: a call that was
//! made earlier comes before as well, and where it depends on values whether a call is made, so does its statement.
//! PL/SQL Language Reference, "Short-Circuit Evaluation".

use crate::context::Lowering;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, IsPredicate, Literal, Span, VariableKind, VariableRef};
use plconv_hir::stmt::{Block, Comments, DeclarationKind, ExceptionRef, Statement, StatementKind};
use plconv_hir::ty::{Nullability, Type};
use plconv_hir::visit::{for_each_operand_mut, walk_operands, walk_statement_exprs};

impl Lowering<'_> {
    /// Statements that do the same with each such call as an assignment of its own; None when there is nothing to move.
    pub(super) fn with_calls_before(&mut self, statement: &Statement) -> Option<Vec<Statement>> {
        if let StatementKind::Block(block) = &statement.kind {
            let block = self.with_calls_after_declarations(block)?;
            return Some(vec![Statement {
                kind: StatementKind::Block(Box::new(block)),
                ..statement.clone()
            }]);
        }
        let mut found = false;
        walk_statement_exprs(statement, &mut |expr| found |= self.is_statement_call(expr));
        if !found {
            return None;
        }
        let mut before = Vec::new();
        let mut rest = statement.clone();
        match &mut rest.kind {
            StatementKind::Assign { value, .. } if self.is_statement_call(value) => {
                self.move_operands(value, &mut before);
            }
            StatementKind::Assign { value, .. }
            | StatementKind::Return(Some(value))
            | StatementKind::PipeRow(value) => self.move_calls(value, &mut before),
            StatementKind::OpenForText { sql, .. } => self.move_calls(sql, &mut before),
            StatementKind::Call { args, .. }
            | StatementKind::Open { args, .. }
            | StatementKind::ForCursor { args, .. } => {
                self.move_calls_of(args.iter_mut().flatten().collect(), &mut before);
            }
            StatementKind::CollectionCall { args, .. } => {
                self.move_calls_of(args.iter_mut().collect(), &mut before);
            }
            StatementKind::BuiltinCall { args, .. } | StatementKind::UnresolvedCall { args, .. } => {
                self.move_calls_of(args.iter_mut().map(|(_, arg)| arg).collect(), &mut before);
            }
            StatementKind::ExecuteImmediate { sql, using, .. } => {
                let values = using.iter_mut().map(|using| &mut using.value);
                self.move_calls_of(std::iter::once(&mut **sql).chain(values).collect(), &mut before);
            }
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let first = branches
                    .iter()
                    .position(|(condition, _)| self.has_statement_call(condition))
                    .unwrap_or_default();
                if first > 0 {
                    let inner = StatementKind::If {
                        branches: branches.split_off(first),
                        else_statements: else_statements.take(),
                    };
                    *else_statements = Some(vec![self.added(inner, statement.span)]);
                    return Some(vec![rest]);
                }
                if let Some((condition, _)) = branches.first_mut() {
                    self.move_calls(condition, &mut before);
                }
            }
            StatementKind::Case {
                operand,
                branches,
                else_statements,
            } => {
                let span = rest.span;
                if let Some(operand) = operand {
                    self.move_calls(operand, &mut before);
                }
                if branches
                    .iter()
                    .any(|(condition, _)| self.has_statement_call(condition))
                {
                    let mut branches = std::mem::take(branches);
                    if let Some(operand) = operand {
                        self.move_whole("operand", operand, &mut before);
                        for (condition, _) in &mut branches {
                            *condition = equal(operand.clone(), condition.clone());
                        }
                    }
                    let not_found = ExceptionRef::Predefined("CASE_NOT_FOUND".to_owned());
                    let otherwise = else_statements
                        .take()
                        .unwrap_or_else(|| vec![self.added(StatementKind::Raise(Some(not_found)), span)]);
                    rest.kind = StatementKind::If {
                        branches,
                        else_statements: Some(otherwise),
                    };
                    before.push(rest);
                    return Some(before);
                }
            }
            StatementKind::ForRange { low, high, .. } => self.move_calls_of(vec![low, high], &mut before),
            StatementKind::While { condition, body } => {
                let mut inner = Vec::new();
                self.move_calls(condition, &mut inner);
                let leave = StatementKind::Exit {
                    label: None,
                    condition: Some(is(condition.clone(), true, IsPredicate::True)),
                };
                inner.push(self.added(leave, condition.span));
                inner.append(body);
                rest.kind = StatementKind::Loop(inner);
                return Some(vec![rest]);
            }
            StatementKind::Exit { condition, .. } | StatementKind::Continue { condition, .. } => {
                if let Some(condition) = condition {
                    self.move_calls(condition, &mut before);
                }
            }
            // In the others, mostly SQL, the call is refused where the expression is lowered.
            StatementKind::Null
            | StatementKind::Loop(_)
            | StatementKind::ForQuery { .. }
            | StatementKind::Forall { .. }
            | StatementKind::Goto(_)
            | StatementKind::Return(None)
            | StatementKind::Raise(_)
            | StatementKind::OpenForQuery { .. }
            | StatementKind::Close(_)
            | StatementKind::Fetch { .. }
            | StatementKind::Block(_)
            | StatementKind::SelectInto(_)
            | StatementKind::Insert(_)
            | StatementKind::MultiInsert(_)
            | StatementKind::Update(_)
            | StatementKind::Delete(_)
            | StatementKind::Merge(_)
            | StatementKind::Commit
            | StatementKind::Rollback { .. }
            | StatementKind::Savepoint(_)
            | StatementKind::SetConstraints { .. }
            | StatementKind::SetTransaction(_)
            | StatementKind::LockTable { .. }
            | StatementKind::Refused { .. } => {}
        }
        let first = before.first_mut()?;
        first.comments.leading = std::mem::take(&mut rest.comments.leading);
        before.push(rest);
        Some(before)
    }

    /// A block that gives its variables their values by statements from the first on whose value needs such a call. An
    /// error in them is none of the handlers of the block.
    pub(super) fn with_calls_after_declarations(&mut self, block: &Block) -> Option<Block> {
        let first = block.declarations.iter().position(|declaration| {
            matches!(&declaration.kind, DeclarationKind::Variable(variable)
                if variable.default.as_ref().is_some_and(|value| self.has_statement_call(value)))
        })?;
        let mut block = block.clone();
        let mut statements = Vec::new();
        for declaration in &mut block.declarations[first..] {
            if let DeclarationKind::Variable(variable) = &mut declaration.kind
                && let Some(value) = variable.default.take()
            {
                variable.constant = false;
                variable.not_null = false;
                let target = Box::new(local(&variable.name, variable.ty.clone(), declaration.span));
                statements.push(self.added(StatementKind::Assign { target, value }, declaration.span));
            }
        }
        let body = std::mem::take(&mut block.statements);
        if block.handlers.is_empty() {
            statements.extend(body);
        } else {
            let inner = Block {
                declarations: Vec::new(),
                statements: body,
                ..block.clone()
            };
            block.handlers.clear();
            statements.push(self.added(StatementKind::Block(Box::new(inner)), Span::default()));
        }
        block.statements = statements;
        Some(block)
    }

    fn is_statement_call(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Call { routine, .. } if self.returns_by_parameter(routine))
    }

    fn has_statement_call(&self, expr: &Expr) -> bool {
        let mut found = false;
        walk_operands(expr, &mut |expr| found |= self.is_statement_call(expr));
        found
    }

    /// Moves the calls in an expression before it.
    fn move_calls(&mut self, expr: &mut Expr, before: &mut Vec<Statement>) {
        if !self.has_statement_call(expr) {
            return;
        }
        match &mut expr.kind {
            ExprKind::Binary {
                op: op @ (BinaryOp::And | BinaryOp::Or),
                left,
                right,
            } if self.has_statement_call(right) => {
                // The right operand is evaluated unless the left one decides.
                let decided = match op {
                    BinaryOp::And => IsPredicate::False,
                    _ => IsPredicate::True,
                };
                let place = self.added_variable("condition", Type::BOOLEAN, expr.span);
                self.move_calls(left, before);
                before.push(self.assignment(&place, (**left).clone()));
                let mut inner = Vec::new();
                self.move_calls(right, &mut inner);
                let kind = ExprKind::Binary {
                    op: *op,
                    left: Box::new(place.clone()),
                    right: right.clone(),
                };
                let both = Expr::synthetic(kind, Type::BOOLEAN, Nullability::Nullable);
                inner.push(self.assignment(&place, both));
                let branch = StatementKind::If {
                    branches: vec![(is(place.clone(), true, decided), inner)],
                    else_statements: None,
                };
                before.push(self.added(branch, expr.span));
                *expr = place;
            }
            ExprKind::Case { .. } => self.move_case(expr, before),
            ExprKind::Builtin { name, args } if matches!(name.as_str(), "COALESCE" | "DECODE" | "NVL2") => {
                if let Some(first) = args.first_mut() {
                    self.move_calls(first, before);
                }
            }
            _ => {
                self.move_operands(expr, before);
                if self.is_statement_call(expr) {
                    self.move_whole("returned", expr, before);
                }
            }
        }
    }

    /// A CASE expression becomes an IF statement, unless only what is always evaluated has calls.
    fn move_case(&mut self, expr: &mut Expr, before: &mut Vec<Statement>) {
        let (ty, span) = (expr.ty.clone(), expr.span);
        let ExprKind::Case {
            operand,
            branches,
            else_value,
        } = &mut expr.kind
        else {
            return;
        };
        let always = usize::from(operand.is_none());
        if let Some(operand) = operand {
            self.move_calls(operand, before);
        } else if let Some((condition, _)) = branches.first_mut() {
            self.move_calls(condition, before);
        }
        let depends = branches.iter().enumerate().any(|(index, (condition, value))| {
            self.has_statement_call(value) || (index >= always && self.has_statement_call(condition))
        }) || else_value
            .as_ref()
            .is_some_and(|value| self.has_statement_call(value));
        if !depends || ty == Type::Unknown {
            return;
        }
        if let Some(operand) = operand {
            self.move_whole("operand", operand, before);
        }
        let place = self.added_variable("chosen", ty.clone(), span);
        let chosen = branches
            .iter()
            .map(|(condition, value)| {
                let condition = match operand {
                    Some(operand) => equal((**operand).clone(), condition.clone()),
                    None => condition.clone(),
                };
                (condition, vec![self.assignment(&place, value.clone())])
            })
            .collect();
        let otherwise = match else_value {
            Some(value) => (**value).clone(),
            None => Expr::synthetic(ExprKind::Literal(Literal::Null), ty, Nullability::AlwaysNull),
        };
        let kind = StatementKind::If {
            branches: chosen,
            else_statements: Some(vec![self.assignment(&place, otherwise)]),
        };
        before.push(self.added(kind, span));
        *expr = place;
    }

    fn move_operands(&mut self, expr: &mut Expr, before: &mut Vec<Statement>) {
        if let ExprKind::Element { base, index } = &mut expr.kind {
            self.move_calls_of(vec![base, index], before);
            return;
        }
        let mut calls = Vec::new();
        for_each_operand_mut(expr, &mut |operand| calls.push(self.has_statement_call(operand)));
        let last = calls.iter().rposition(|has_call| *has_call);
        let mut index = 0;
        for_each_operand_mut(expr, &mut |operand| {
            self.move_operand(operand, last, index, before);
            index += 1;
        });
    }

    /// The same for operands that are evaluated one after the other.
    fn move_calls_of(&mut self, operands: Vec<&mut Expr>, before: &mut Vec<Statement>) {
        let last = operands
            .iter()
            .rposition(|operand| self.has_statement_call(operand));
        for (index, operand) in operands.into_iter().enumerate() {
            self.move_operand(operand, last, index, before);
        }
    }

    fn move_operand(
        &mut self,
        operand: &mut Expr,
        last: Option<usize>,
        index: usize,
        before: &mut Vec<Statement>,
    ) {
        self.move_calls(operand, before);
        if last.is_some_and(|last| index < last) && does_something(operand) && operand.ty != Type::Unknown {
            self.move_whole("operand", operand, before);
        }
    }

    /// Puts the value of an expression into a variable.
    fn move_whole(&mut self, stem: &str, expr: &mut Expr, before: &mut Vec<Statement>) {
        let place = self.added_variable(stem, expr.ty.clone(), expr.span);
        let value = std::mem::replace(expr, place);
        before.push(self.assignment(expr, value));
    }

    fn added_variable(&mut self, stem: &str, ty: Type, span: Span) -> Expr {
        let name = self.temporary(stem, self.type_name(&ty));
        local(&name.0.to_uppercase(), ty, span)
    }

    fn assignment(&self, target: &Expr, value: Expr) -> Statement {
        let span = value.span;
        let target = Box::new(target.clone());
        self.added(StatementKind::Assign { target, value }, span)
    }

    fn added(&self, kind: StatementKind, span: Span) -> Statement {
        Statement {
            kind,
            labels: Vec::new(),
            comments: Comments::default(),
            span,
        }
    }
}

fn local(name: &str, ty: Type, span: Span) -> Expr {
    Expr {
        kind: ExprKind::Variable(VariableRef {
            name: name.to_owned(),
            kind: VariableKind::Variable,
            qualifier: None,
            routine_depth: 0,
        }),
        ty,
        nullability: Nullability::Nullable,
        span,
    }
}

fn equal(left: Expr, right: Expr) -> Expr {
    let kind = ExprKind::Binary {
        op: BinaryOp::Equal,
        left: Box::new(left),
        right: Box::new(right),
    };
    Expr::synthetic(kind, Type::BOOLEAN, Nullability::Nullable)
}

fn is(operand: Expr, negated: bool, what: IsPredicate) -> Expr {
    let kind = ExprKind::Is {
        operand: Box::new(operand),
        negated,
        what,
    };
    Expr::synthetic(kind, Type::BOOLEAN, Nullability::NotNull)
}

/// Whether evaluating an expression later than the calls behind it could be noticed. A variable is read when the
/// operator is applied.
fn does_something(expr: &Expr) -> bool {
    let mut found = false;
    walk_operands(expr, &mut |expr| {
        found |= matches!(
            expr.kind,
            ExprKind::Call { .. } | ExprKind::UnresolvedCall { .. } | ExprKind::SequenceValue { .. }
        );
    });
    found
}
