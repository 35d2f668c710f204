//! Functions that give their value back by a parameter: those with OUT parameters, and those that end transactions.
//!
//! A PostgreSQL function with OUT parameters returns a row of them, so the return value becomes the first of them
//! (CREATE FUNCTION, "argmode"). Oracle allows calls only in PL/SQL, so each call becomes a
//! `SELECT * INTO ... FROM f(...)` before the statement it is in. Only procedures may end transactions ("Transaction
//! Management"), so a function that does is a procedure with its value as an OUT parameter; SQL cannot call it in Oracle
//! either (ORA-14552).

use super::ReturnForm;
use super::fetch::is_converted;
use crate::context::Lowering;
use crate::naming::local_name;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::item::{ParameterMode, Routine, RoutineId, Signature};
use plconv_hir::stmt::{self, DeclarationKind, Statement, StatementKind};
use plconv_hir::ty::Type;
use plconv_hir::visit::children;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, RoutineParameter};
use std::collections::BTreeSet;

/// What the return value is called, unless the function has a variable of that name.
const RETURN_VALUE: &str = "return_value";

impl Lowering<'_> {
    /// Whether a routine is a function that gives its value back by a parameter: one with OUT parameters, one that
    /// changes variables of the routine around it, or one that ends transactions.
    pub(crate) fn returns_by_parameter(&self, routine: &RoutineId) -> bool {
        self.signature_of(routine).is_some_and(|signature| {
            signature.returns.is_some()
                && (has_out(&signature) || self.changes_captured(routine) || self.commits(&signature))
        })
    }

    /// Whether a routine is a function that ends transactions, itself or through what it calls.
    pub(crate) fn commits(&self, signature: &Signature) -> bool {
        signature.returns.is_some()
            && !signature.pipelined
            && signature.refused.is_none()
            && self.effects_of(&signature.id).transaction_control
    }

    /// Whether PostgreSQL has a routine as a procedure.
    pub fn is_procedure(&self, signature: &Signature) -> bool {
        signature.returns.is_none() || self.commits(signature)
    }

    /// Makes the return value the first of the OUT parameters.
    pub(super) fn return_by_parameter(&mut self, routine: &Routine, parameters: &mut Vec<RoutineParameter>) {
        let Some(returns) = &routine.signature.returns else {
            return;
        };
        if !self.is_procedure(&routine.signature) {
            for (parameter, lowered) in routine.signature.parameters.iter().zip(parameters.iter_mut()) {
                // Unlike a procedure, a function is called without values for its OUT parameters.
                if parameter.mode == ParameterMode::Out {
                    lowered.mode = "OUT";
                    lowered.default = None;
                }
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

    /// `target := function(arguments)` for a function that gives its value back by a parameter.
    pub(super) fn assign_from_call(
        &mut self,
        target: &Expr,
        routine: &RoutineId,
        args: &[Option<Expr>],
        span: Span,
    ) -> Vec<PlStatement> {
        match self.signature_of(routine) {
            Some(signature) if self.commits(&signature) => {
                self.call_statement(&signature, args, Some(target), Vec::new())
            }
            Some(_) => self.select_from_function(routine, args, target),
            None => self.call_procedure(routine, args, span),
        }
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
            targets.len() > 1 && targets.iter().any(|target| crate::query::is_record(&target.ty));
        let (places, after, columns) = if has_record {
            self.row_targets(&signature, routine, args, target)
        } else {
            let (places, after) = self.value_targets(&signature, target, &targets);
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
        signature: &Signature,
        target: &Expr,
        targets: &[Expr],
    ) -> (Vec<pg::Expr>, Vec<PlStatement>) {
        let out = (signature.parameters.iter()).filter(|parameter| parameter.mode != ParameterMode::In);
        let types: Vec<&Type> = (signature.returns.iter())
            .chain(out.map(|parameter| &parameter.ty))
            .collect();
        let mut places = Vec::new();
        let mut after = Vec::new();
        for (index, target) in targets.iter().enumerate() {
            // Without arguments for all of them it is not known which is which.
            let ty = types.get(index).filter(|_| types.len() == targets.len());
            if let Some(ty) = ty.filter(|ty| is_converted(ty, &target.ty)) {
                let (place, value) = self.fetched_value(&target.ty, Some(ty));
                places.push(place);
                after.extend(self.assign(target, value));
            } else {
                let (place, assigned) = self.into_targets(std::slice::from_ref(target), target.span);
                places.extend(place);
                after.extend(assigned);
            }
        }
        let changed = self.changed_captured(&signature.id);
        places.extend(changed.into_iter().map(|(_, place)| place));
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
            let name = Ident(local_name(&parameter.name));
            if let Some(arg) = arg {
                after.extend(self.assign(arg, column(&name)));
            }
            columns.push(name);
        }
        for (name, place) in self.changed_captured(routine) {
            after.push(PlKind::Assign(place, column(&name)).into());
            columns.push(name);
        }
        after.extend(self.assign(target, column(&value)));
        (vec![pg::Expr::name(row)], after, columns)
    }
}

/// Whether the end of statements can be reached, so that a function would end without a value.
pub(super) fn may_complete(statements: &[Statement]) -> bool {
    statements.last().is_none_or(|last| match &last.kind {
        StatementKind::Return(_) | StatementKind::Raise(_) | StatementKind::Refused { .. } => false,
        StatementKind::BuiltinCall { name, .. } => name != "RAISE_APPLICATION_ERROR",
        StatementKind::If {
            branches,
            else_statements: Some(otherwise),
        }
        | StatementKind::Case {
            branches,
            else_statements: Some(otherwise),
            ..
        } => branches.iter().any(|(_, body)| may_complete(body)) || may_complete(otherwise),
        StatementKind::Case { branches, .. } => branches.iter().any(|(_, body)| may_complete(body)),
        StatementKind::Block(block) => block_may_complete(block),
        _ => true,
    })
}

/// The same for a block.
pub(super) fn block_may_complete(block: &stmt::Block) -> bool {
    may_complete(&block.statements)
        || block
            .handlers
            .iter()
            .any(|handler| may_complete(&handler.statements))
}

/// Whether nothing in a block ends a function: PostgreSQL then raises where its end is reached, and checks of the
/// function want that to be written.
pub(super) fn never_returns(block: &stmt::Block) -> bool {
    fn ends(statement: &Statement) -> bool {
        matches!(
            statement.kind,
            StatementKind::Return(_)
                | StatementKind::Raise(_)
                | StatementKind::Refused { .. }
                | StatementKind::Goto(_)
        ) || children(statement).any(ends)
    }
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    !block.statements.iter().chain(handled).any(ends)
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
            names.insert(local_name(&variable.name));
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
