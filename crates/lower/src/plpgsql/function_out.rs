//! Functions with OUT parameters.
//!
//! A PostgreSQL function with OUT parameters returns a row of them, so the return value becomes the first of them
//! (CREATE FUNCTION, "argmode"). Oracle allows calls only in PL/SQL, so each call becomes a
//! `SELECT * INTO ... FROM f(...)` before the statement it is in, where the call is certain to be made.

use super::ReturnForm;
use crate::context::Lowering;
use crate::naming::identifier;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, VariableKind, VariableRef};
use plconv_hir::item::{ParameterMode, Routine, RoutineId, Signature};
use plconv_hir::stmt::{self, DeclarationKind, Statement, StatementKind};
use plconv_hir::ty::{Nullability, Type};
use plconv_hir::visit::{children, for_each_operand_mut, walk_statement_exprs};
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, RoutineParameter};
use std::collections::BTreeSet;

/// What the return value is called, unless the function has a variable of that name.
const RETURN_VALUE: &str = "return_value";

impl Lowering<'_> {
    /// Whether a routine is a function with OUT parameters, or one that changes variables of the routine around it.
    pub(crate) fn returns_row(&self, routine: &RoutineId) -> bool {
        self.signature_of(routine).is_some_and(|signature| {
            signature.returns.is_some() && (has_out(&signature) || self.changes_captured(routine))
        })
    }

    /// Makes the return value the first of the OUT parameters.
    pub(super) fn return_by_parameter(&mut self, routine: &Routine, parameters: &mut Vec<RoutineParameter>) {
        let Some(returns) = &routine.signature.returns else {
            return;
        };
        for (parameter, lowered) in routine.signature.parameters.iter().zip(parameters.iter_mut()) {
            // Unlike a procedure, a function is called without values for its OUT parameters.
            if parameter.mode == ParameterMode::Out {
                lowered.mode = "OUT";
                lowered.default = None;
            }
        }
        let mut taken: BTreeSet<String> = parameters
            .iter()
            .map(|parameter| parameter.name.0.clone())
            .collect();
        if let Some(body) = &routine.body {
            add_variables(body, &mut taken);
        }
        let name = std::iter::once(RETURN_VALUE.to_owned())
            .chain((2..).map(|number| format!("{RETURN_VALUE}_{number}")))
            .find(|name| !taken.contains(name))
            .unwrap_or_default();
        self.routine.return_form = ReturnForm::Parameter(Ident(name.clone()));
        let value = RoutineParameter {
            name: Ident(name),
            mode: "OUT",
            ty: self.plain_type_name(returns),
            default: None,
        };
        parameters.insert(0, value);
    }

    /// A statement whose calls of functions with OUT parameters come before it; None when it has no such call.
    pub(super) fn with_calls_before(&mut self, statement: &Statement) -> Option<Vec<PlStatement>> {
        let mut found = false;
        walk_statement_exprs(statement, &mut |expr| {
            found |= matches!(&expr.kind, ExprKind::Call { routine, .. } if self.returns_row(routine));
        });
        if !found {
            return None;
        }
        let mut before = Vec::new();
        let mut rest = statement.clone();
        match &mut rest.kind {
            StatementKind::Assign { target, value } => {
                if let ExprKind::Call { routine, args } = &mut value.kind
                    && self.returns_row(routine)
                {
                    for arg in args.iter_mut().flatten() {
                        self.hoist(arg, &mut before);
                    }
                    before.extend(self.select_from_function(routine, args, target));
                    return Some(before);
                }
                self.hoist(value, &mut before);
            }
            StatementKind::Call { args, .. } => {
                for arg in args.iter_mut().flatten() {
                    self.hoist(arg, &mut before);
                }
            }
            StatementKind::BuiltinCall { args, .. } => {
                for (_, arg) in args {
                    self.hoist(arg, &mut before);
                }
            }
            StatementKind::If { branches, .. } => {
                if let Some((condition, _)) = branches.first_mut() {
                    self.hoist(condition, &mut before);
                }
            }
            StatementKind::Case {
                operand, branches, ..
            } => match operand {
                Some(operand) => self.hoist(operand, &mut before),
                None => {
                    if let Some((condition, _)) = branches.first_mut() {
                        self.hoist(condition, &mut before);
                    }
                }
            },
            StatementKind::ForRange { low, high, .. } => {
                self.hoist(low, &mut before);
                self.hoist(high, &mut before);
            }
            StatementKind::Exit { condition, .. } | StatementKind::Continue { condition, .. } => {
                if let Some(condition) = condition {
                    self.hoist(condition, &mut before);
                }
            }
            StatementKind::Return(Some(value)) => self.hoist(value, &mut before),
            // In the others the call is refused where the expression is lowered.
            StatementKind::Null
            | StatementKind::UnresolvedCall { .. }
            | StatementKind::CollectionCall { .. }
            | StatementKind::Loop(_)
            | StatementKind::While { .. }
            | StatementKind::ForCursor { .. }
            | StatementKind::ForQuery { .. }
            | StatementKind::Forall { .. }
            | StatementKind::Goto(_)
            | StatementKind::Return(None)
            | StatementKind::Raise(_)
            | StatementKind::ExecuteImmediate { .. }
            | StatementKind::Open { .. }
            | StatementKind::OpenForQuery { .. }
            | StatementKind::OpenForText { .. }
            | StatementKind::Close(_)
            | StatementKind::Fetch { .. }
            | StatementKind::PipeRow(_)
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
        if before.is_empty() {
            return None;
        }
        before.extend(self.statement_kind(&rest));
        Some(before)
    }

    /// Moves the calls that an expression makes whatever its values are before the statement.
    fn hoist(&mut self, expr: &mut Expr, before: &mut Vec<PlStatement>) {
        match &mut expr.kind {
            // The right operand is not always evaluated.
            ExprKind::Binary {
                op: BinaryOp::And | BinaryOp::Or,
                left,
                ..
            } => self.hoist(left, before),
            ExprKind::Case {
                operand, branches, ..
            } => match operand {
                Some(operand) => self.hoist(operand, before),
                None => {
                    if let Some((condition, _)) = branches.first_mut() {
                        self.hoist(condition, before);
                    }
                }
            },
            ExprKind::Builtin { name, args } if matches!(name.as_str(), "COALESCE" | "DECODE" | "NVL2") => {
                if let Some(first) = args.first_mut() {
                    self.hoist(first, before);
                }
            }
            _ => for_each_operand_mut(expr, &mut |operand| self.hoist(operand, before)),
        }
        let ExprKind::Call { routine, args } = &expr.kind else {
            return;
        };
        if !self.returns_row(routine) {
            return;
        }
        let ty = self.type_name(&expr.ty);
        let variable = self.temporary("returned", ty);
        let target = Expr {
            kind: ExprKind::Variable(VariableRef {
                name: variable.0.to_uppercase(),
                kind: VariableKind::Variable,
                qualifier: None,
                routine_depth: 0,
            }),
            ty: expr.ty.clone(),
            nullability: Nullability::Nullable,
            span: expr.span,
        };
        before.extend(self.select_from_function(routine, args, &target));
        *expr = target;
    }

    /// `SELECT * INTO target, out arguments FROM function(in arguments)`
    fn select_from_function(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
        target: &Expr,
    ) -> Vec<PlStatement> {
        let Some(signature) = self.signature_of(routine) else {
            return Vec::new();
        };
        let args = &*self.with_defaults(routine, args);
        let mut values = self.call_arguments(routine, args).into_iter();
        let mut inputs = Vec::new();
        let mut targets = vec![target.clone()];
        for (parameter, arg) in signature.parameters.iter().zip(args) {
            let value = arg.as_ref().and_then(|_| values.next());
            if parameter.mode != ParameterMode::Out {
                inputs.extend(value);
            }
            if let (Some(arg), ParameterMode::Out | ParameterMode::InOut) = (arg, parameter.mode) {
                targets.push(arg.clone());
            }
        }
        inputs.extend(values);
        let mut call = pg::Call::new(self.callee_name(routine), Vec::new());
        call.args = inputs;
        let has_record =
            targets.len() > 1 && targets.iter().any(|target| matches!(target.ty, Type::Record(_)));
        let (places, after, columns) = if has_record {
            self.row_targets(&signature, routine, args, target)
        } else {
            let (places, after) = self.value_targets(routine, target, &targets);
            (places, after, Vec::new())
        };
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: pg::Expr::Token("*".to_owned()),
                alias: None,
            }],
            into: Some(pg::Into {
                strict: false,
                targets: places,
            }),
            from: vec![pg::FromItem::Function {
                lateral: false,
                call: pg::Expr::Call(Box::new(call)),
                ordinality: false,
                alias: (!columns.is_empty()).then(|| Ident::from("returned")),
                columns,
            }],
            ..pg::Select::default()
        };
        let query = pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        };
        let mut statements: Vec<PlStatement> =
            vec![PlKind::Sql(Box::new(pg::Statement::Query(Box::new(query)))).into()];
        statements.extend(after);
        statements
    }

    /// Targets of the value and the OUT arguments, and what follows them.
    fn value_targets(
        &mut self,
        routine: &RoutineId,
        target: &Expr,
        targets: &[Expr],
    ) -> (Vec<pg::Expr>, Vec<PlStatement>) {
        let (mut places, mut after) = self.into_targets(targets, target.span);
        places.extend(self.changed_captured(routine));
        // The value is assigned last.
        if let Some((first, rest)) = places.split_first_mut()
            && rest.contains(first)
        {
            let value = self.temporary("returned", self.type_name(&target.ty));
            *first = pg::Expr::name(value.clone());
            after.extend(self.assign(target, pg::Expr::name(value)));
        }
        (places, after)
    }

    /// PL/pgSQL takes a variable of a composite type as the only target of INTO: the row goes into a record, and each of
    /// its columns to where it belongs.
    fn row_targets(
        &mut self,
        signature: &Signature,
        routine: &RoutineId,
        args: &[Option<Expr>],
        target: &Expr,
    ) -> (Vec<pg::Expr>, Vec<PlStatement>, Vec<Ident>) {
        let row = self.temporary("returned_row", pg::TypeName::builtin("record"));
        let column = |name: &Ident| pg::Expr::Name(pg::QualifiedName(vec![row.clone(), name.clone()]));
        let value = Ident::from(RETURN_VALUE);
        let mut columns = vec![value.clone()];
        let mut after = Vec::new();
        for (parameter, arg) in signature.parameters.iter().zip(args) {
            if parameter.mode == ParameterMode::In {
                continue;
            }
            let name = Ident(identifier(&parameter.name));
            if let Some(arg) = arg {
                after.extend(self.assign(arg, column(&name)));
            }
            columns.push(name);
        }
        for captured in self.changed_captured(routine) {
            if let pg::Expr::Name(name) = &captured {
                let name = Ident(name.last().to_owned());
                after.push(PlKind::Assign(captured.clone(), column(&name)).into());
                columns.push(name);
            }
        }
        after.extend(self.assign(target, column(&value)));
        (vec![pg::Expr::name(row)], after, columns)
    }
}

/// Whether a routine has OUT or IN OUT parameters.
pub(super) fn has_out(signature: &Signature) -> bool {
    signature
        .parameters
        .iter()
        .any(|parameter| parameter.mode != ParameterMode::In)
}

fn add_variables(block: &stmt::Block, names: &mut BTreeSet<String>) {
    for declaration in &block.declarations {
        if let DeclarationKind::Variable(variable) = &declaration.kind {
            names.insert(identifier(&variable.name));
        }
    }
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        add_nested(statement, names);
    }
}

fn add_nested(statement: &Statement, names: &mut BTreeSet<String>) {
    if let StatementKind::Block(block) = &statement.kind {
        add_variables(block, names);
    } else {
        children(statement).for_each(|child| add_nested(child, names));
    }
}
