//! FOR loops with iteration controls, as loops that count by themselves. PL/SQL Language Reference, "FOR LOOP Statement".
//!
//! The loop goes on to its next value where it begins, so that CONTINUE does as well.

use super::name::method_type;
use super::scope::{LocalName, Scope, ScopeKind};
use super::{Resolver, span_of};
use crate::expr::{
    BinaryOp, CollectionMethod, Expr, ExprKind, IsPredicate, Literal, Span, VariableKind, VariableRef,
};
use crate::stmt::{
    Block, Comments, Declaration, DeclarationKind, ExceptionRef, Statement, StatementKind, Variable,
};
use crate::targets::root;
use crate::ty::{Nullability, Type};
use plconv_syntax::ast::{self, AstNode};

/// How a loop comes by its values.
struct Iteration {
    /// What is declared around the loop.
    declarations: Vec<Declaration>,
    /// What is done before the first value.
    first: Vec<Statement>,
    /// What is done before each other one.
    next: Vec<Statement>,
    /// When there is no value any more.
    ends: Expr,
    /// What is done with each value.
    each: Vec<Statement>,
    /// The iterands with their types.
    iterands: Vec<(String, Type)>,
}

impl Resolver<'_> {
    /// The loop as a block; `None` where its controls are none that are carried over.
    pub(super) fn iteration_loop(
        &mut self,
        stmt: ast::LoopStmt<'_>,
        head: ast::IterationHead<'_>,
        labels: &[String],
    ) -> Option<StatementKind> {
        let span = span_of(stmt.syntax());
        let controls: Vec<_> = head.controls().iter().collect();
        let [control] = controls.as_slice() else {
            return None;
        };
        let iterands: Vec<_> = head.iterands().iter().collect();
        let kind = control.kind().map(|kind| kind.upper());
        let iteration = match kind.as_deref() {
            None => self.range(&iterands, *control, span)?,
            Some("INDICES" | "VALUES" | "PAIRS") => {
                self.of_collection(&iterands, *control, kind.as_deref() == Some("VALUES"), span)?
            }
            Some(_) => return None,
        };
        let started = self.free_local(&format!("{}_STARTED", iteration.iterands.first()?.0));
        let mut declarations = iteration.declarations;
        let no = value(ExprKind::Literal(Literal::Boolean(false)), Type::BOOLEAN);
        declarations.push(declared(&started, Type::BOOLEAN, Some(no), false, span));
        let has_started = self.own_variable(&started, Type::BOOLEAN);
        let mut first = iteration.first;
        let yes = value(ExprKind::Literal(Literal::Boolean(true)), Type::BOOLEAN);
        first.push(assigned(&has_started, yes, span));
        let mut statements = vec![
            statement(
                StatementKind::If {
                    branches: vec![(has_started, iteration.next)],
                    else_statements: Some(first),
                },
                span,
            ),
            leave(iteration.ends, span),
        ];
        statements.extend(iteration.each);
        let mut scope = Scope::new(ScopeKind::Loop, labels.last().cloned());
        for (name, ty) in &iteration.iterands {
            let known = LocalName::Variable {
                ty: ty.clone(),
                kind: VariableKind::Variable,
                nullability: Nullability::Nullable,
            };
            scope.names.insert(name.clone(), known);
        }
        self.scopes.push(scope);
        if let Some(condition) = control.while_condition() {
            let condition = self.resolve_condition(Some(condition));
            statements.push(leave(is_not_true(condition), span));
        }
        if let Some(condition) = control.when_condition() {
            let condition = Some(is_not_true(self.resolve_condition(Some(condition))));
            let kind = StatementKind::Continue {
                label: None,
                condition,
            };
            statements.push(statement(kind, span));
        }
        statements.extend(self.statements(stmt.statements()));
        self.scopes.pop();
        let counted = Statement {
            labels: labels.to_vec(),
            ..statement(StatementKind::Loop(statements), span)
        };
        Some(StatementKind::Block(Box::new(Block {
            declarations,
            statements: vec![counted],
            handlers: Vec::new(),
            span,
        })))
    }

    /// `low .. high BY step`: the bounds and the step are evaluated once, and none of them may be NULL.
    fn range(
        &mut self,
        iterands: &[ast::Iterand<'_>],
        control: ast::IterationControl<'_>,
        span: Span,
    ) -> Option<Iteration> {
        let [iterand] = iterands else {
            return None;
        };
        let name = iterand.name()?.folded();
        let ty = match iterand.datatype() {
            Some(datatype) => self.resolve_datatype(Some(datatype)),
            None => Type::PLS_INTEGER,
        };
        if !ty.is_numeric() {
            return None;
        }
        let low = self.resolve_expr(control.low()?);
        let low = self.coerce(low, &ty);
        let high = self.resolve_expr(control.high()?);
        let high = self.coerce(high, &ty);
        let reverse = control.reverse().is_some();
        let (begin, end) = if reverse { (high, low) } else { (low, high) };
        let last = self.free_local(&format!("{name}_LAST"));
        let mut declarations = vec![
            declared(&name, ty.clone(), Some(begin), true, span),
            declared(&last, ty.clone(), Some(end), true, span),
        ];
        let mut first = Vec::new();
        let step = match control.step() {
            Some(step) => {
                let given = self.resolve_expr(step);
                let given = self.coerce(given, &ty);
                let step = self.free_local(&format!("{name}_STEP"));
                declarations.push(declared(&step, ty.clone(), Some(given), true, span));
                let step = self.own_variable(&step, ty.clone());
                let error = ExceptionRef::Predefined("VALUE_ERROR".to_owned());
                let raise = statement(StatementKind::Raise(Some(error)), span);
                let zero = number("0", &ty);
                let wrong = binary(BinaryOp::LessOrEqual, step.clone(), zero, Type::BOOLEAN);
                let checked = StatementKind::If {
                    branches: vec![(wrong, vec![raise])],
                    else_statements: None,
                };
                first.push(statement(checked, span));
                step
            }
            None => number("1", &ty),
        };
        let place = self.own_variable(&name, ty.clone());
        let (advance, beyond) = match reverse {
            true => (BinaryOp::Subtract, BinaryOp::Less),
            false => (BinaryOp::Add, BinaryOp::Greater),
        };
        let moved = binary(advance, place.clone(), step, ty.clone());
        Some(Iteration {
            declarations,
            first,
            next: vec![assigned(&place, moved, span)],
            ends: binary(beyond, place, self.own_variable(&last, ty.clone()), Type::BOOLEAN),
            each: Vec::new(),
            iterands: vec![(name, ty)],
        })
    }

    /// INDICES OF, VALUES OF and PAIRS OF a collection: its elements in order, gaps left out.
    fn of_collection(
        &mut self,
        iterands: &[ast::Iterand<'_>],
        control: ast::IterationControl<'_>,
        only_values: bool,
        span: Span,
    ) -> Option<Iteration> {
        let given = self.resolve_expr(control.low()?);
        let element = given.ty.collection()?.element.clone();
        let names: Vec<String> = iterands
            .iter()
            .map(|iterand| Some(iterand.name()?.folded()))
            .collect::<Option<_>>()?;
        let mut declarations = Vec::new();
        let collection = match root(&given).kind {
            ExprKind::Variable(_) | ExprKind::PackageVariable(_) => given,
            _ => {
                let source = self.free_local(&format!("{}_SOURCE", names.first()?));
                let ty = given.ty.clone();
                declarations.push(declared(&source, ty.clone(), Some(given), false, span));
                self.own_variable(&source, ty)
            }
        };
        let index_type = method_type(&collection.ty, CollectionMethod::First).0;
        let (index, element_name) = match (names.as_slice(), only_values) {
            ([name], true) => (self.free_local(&format!("{name}_INDEX")), Some(name.clone())),
            ([name], false) => (name.clone(), None),
            ([index, value], false) => (index.clone(), Some(value.clone())),
            _ => return None,
        };
        declarations.push(declared(&index, index_type.clone(), None, false, span));
        let place = self.own_variable(&index, index_type.clone());
        let (begin, advance) = match control.reverse() {
            Some(_) => (CollectionMethod::Last, CollectionMethod::Prior),
            None => (CollectionMethod::First, CollectionMethod::Next),
        };
        let method = |method, args| {
            let kind = ExprKind::CollectionMethod {
                base: Box::new(collection.clone()),
                method,
                args,
            };
            value(kind, index_type.clone())
        };
        let first = vec![assigned(&place, method(begin, Vec::new()), span)];
        let next = vec![assigned(&place, method(advance, vec![place.clone()]), span)];
        let is_null = ExprKind::Is {
            operand: Box::new(place.clone()),
            negated: false,
            what: IsPredicate::Null,
        };
        let mut each = Vec::new();
        let mut known = Vec::new();
        if !only_values {
            known.push((index, index_type.clone()));
        }
        if let Some(name) = element_name {
            let written = iterands.last().and_then(|iterand| iterand.datatype());
            let ty = match written {
                Some(datatype) => self.resolve_datatype(Some(datatype)),
                None => element.clone(),
            };
            let kind = ExprKind::Element {
                base: Box::new(collection.clone()),
                index: Box::new(place),
            };
            let found = self.coerce(value(kind, element), &ty);
            declarations.push(declared(&name, ty.clone(), None, false, span));
            each.push(assigned(&self.own_variable(&name, ty.clone()), found, span));
            known.push((name, ty));
        }
        Some(Iteration {
            declarations,
            first,
            next,
            ends: value(is_null, Type::BOOLEAN),
            each,
            iterands: known,
        })
    }

    /// A variable of the routine being resolved.
    fn own_variable(&self, name: &str, ty: Type) -> Expr {
        let routines = self
            .scopes
            .iter()
            .filter(|scope| scope.kind == ScopeKind::Routine);
        let kind = ExprKind::Variable(VariableRef {
            name: name.to_owned(),
            kind: VariableKind::Variable,
            qualifier: None,
            routine_depth: routines.count() as u32,
        });
        value(kind, ty)
    }

    /// A name for a variable of ours that nothing in scope has.
    fn free_local(&self, name: &str) -> String {
        let mut free = name.to_owned();
        while self.resolves(&[free.clone()]) {
            free.push('_');
        }
        free
    }
}

fn value(kind: ExprKind, ty: Type) -> Expr {
    Expr::synthetic(kind, ty, Nullability::Nullable)
}

fn number(digits: &str, ty: &Type) -> Expr {
    let literal = ExprKind::Literal(Literal::Number(digits.to_owned()));
    Expr::synthetic(literal, ty.clone(), Nullability::NotNull)
}

fn binary(op: BinaryOp, left: Expr, right: Expr, ty: Type) -> Expr {
    let kind = ExprKind::Binary {
        op,
        left: Box::new(left),
        right: Box::new(right),
    };
    value(kind, ty)
}

fn is_not_true(condition: Expr) -> Expr {
    let kind = ExprKind::Is {
        operand: Box::new(condition),
        negated: true,
        what: IsPredicate::True,
    };
    Expr::synthetic(kind, Type::BOOLEAN, Nullability::NotNull)
}

fn statement(kind: StatementKind, span: Span) -> Statement {
    Statement {
        kind,
        labels: Vec::new(),
        comments: Comments::default(),
        span,
    }
}

fn leave(condition: Expr, span: Span) -> Statement {
    let kind = StatementKind::Exit {
        label: None,
        condition: Some(condition),
    };
    statement(kind, span)
}

fn assigned(target: &Expr, value: Expr, span: Span) -> Statement {
    let target = Box::new(target.clone());
    statement(StatementKind::Assign { target, value }, span)
}

fn declared(name: &str, ty: Type, default: Option<Expr>, not_null: bool, span: Span) -> Declaration {
    Declaration {
        kind: DeclarationKind::Variable(Variable {
            name: name.to_owned(),
            ty,
            anchor: None,
            constant: false,
            not_null,
            default,
        }),
        comments: Comments::default(),
        span,
    }
}
