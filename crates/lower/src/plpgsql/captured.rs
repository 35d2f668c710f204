//! Nested routines: they become routines of their own, and the outer variables they use become parameters.

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, VariableRef};
use plconv_hir::item::{Routine, RoutineId};
use plconv_hir::stmt::{Block, Declaration, DeclarationKind};
use plconv_hir::targets::{root, walk_block_targets};
use plconv_hir::ty::Type;
use plconv_hir::visit::{walk_block_exprs, walk_expr};
use plconv_pg as pg;
use std::borrow::Cow;
use std::sync::Arc;

/// An outer variable that a nested routine uses.
#[derive(Clone, Debug)]
pub(crate) struct Captured {
    /// Dictionary name.
    pub name: String,
    /// Type.
    pub ty: Type,
    /// How many routines are around its declaration.
    depth: u32,
    /// Whether the routine changes it.
    pub changed: bool,
}

impl Lowering<'_> {
    /// Notes the routines of a declaration list and what they capture, before any of them is lowered: they may call
    /// each other.
    pub(super) fn declare_nested(&mut self, declarations: &[Declaration]) {
        let routines: Vec<&Routine> = declarations
            .iter()
            .filter_map(|declaration| match &declaration.kind {
                DeclarationKind::Routine(routine) => Some(&**routine),
                _ => None,
            })
            .collect();
        for routine in &routines {
            let signature = Arc::new(routine.signature.clone());
            self.routine.nested.insert(signature.id.clone(), signature);
        }
        for routine in &routines {
            let captured = self.captured_by(routine);
            self.routine
                .captured
                .insert(routine.signature.id.clone(), captured);
        }
        while routines.iter().any(|routine| self.capture_for_callees(routine)) {}
        for routine in routines {
            self.note_captured(routine);
        }
    }

    /// The outer variables in a routine's own code and that of the routines in it.
    fn captured_by(&self, routine: &Routine) -> Vec<Captured> {
        let mut captured = Vec::new();
        let Some(body) = &routine.body else {
            return captured;
        };
        walk_all_exprs(body, &mut |expr| {
            note_variable(expr, routine.depth, false, &mut captured)
        });
        walk_block_targets(body, &|id| self.signature_of(id), &mut |place| {
            note_variable(root(place), routine.depth, true, &mut captured);
        });
        captured
    }

    /// Adds what the routines it calls need from it; whether there was something to add.
    fn capture_for_callees(&mut self, routine: &Routine) -> bool {
        let id = &routine.signature.id;
        let mut captured = self.routine.captured.get(id).cloned().unwrap_or_default();
        let before = captured.clone();
        let callees: Vec<&RoutineId> = routine
            .callees
            .iter()
            .filter(|callee| self.routine.nested.contains_key(*callee))
            .collect();
        for callee in callees {
            for needed in self.routine.captured.get(callee).into_iter().flatten() {
                if needed.depth < routine.depth {
                    add(needed.clone(), &mut captured);
                }
            }
            // The caller passes the defaults.
            for default in self.variable_defaults(callee) {
                walk_expr(&default, &mut |expr| {
                    note_variable(expr, routine.depth, false, &mut captured)
                });
            }
        }
        let grown = captured.len() != before.len()
            || captured
                .iter()
                .zip(&before)
                .any(|(now, then)| now.changed != then.changed);
        self.routine.captured.insert(id.clone(), captured);
        grown
    }

    fn note_captured(&mut self, routine: &Routine) {
        let id = &routine.signature.id;
        let changed: Vec<String> = self
            .routine
            .captured
            .get(id)
            .into_iter()
            .flatten()
            .filter(|captured| captured.changed)
            .map(|captured| captured.name.clone())
            .collect();
        if changed.is_empty() {
            return;
        }
        self.report(
            Code::CAPTURED_VARIABLES,
            routine.span,
            format!(
                "{} changes {} through parameters: an exception that leaves it undoes the change",
                id.name,
                changed.join(", ")
            ),
        );
    }

    /// Whether a nested function changes variables of the routine around it.
    pub(super) fn changes_captured(&self, id: &RoutineId) -> bool {
        self.routine
            .captured
            .get(id)
            .into_iter()
            .flatten()
            .any(|captured| captured.changed)
    }

    /// The outer variables that a nested routine changes, as the places its call writes to.
    pub(super) fn changed_captured(&self, id: &RoutineId) -> Vec<pg::Expr> {
        self.routine
            .captured
            .get(id)
            .into_iter()
            .flatten()
            .filter(|captured| captured.changed)
            .map(|captured| pg::Expr::name(identifier(&captured.name)))
            .collect()
    }

    /// Parameters for the outer variables that a nested routine uses.
    pub(super) fn captured_parameters(&self, id: &RoutineId) -> Vec<pg::RoutineParameter> {
        self.routine
            .captured
            .get(id)
            .into_iter()
            .flatten()
            .map(|captured| pg::RoutineParameter {
                name: pg::Ident(identifier(&captured.name)),
                mode: if captured.changed { "INOUT" } else { "" },
                ty: self.captured_type(&captured.ty),
                default: None,
            })
            .collect()
    }

    /// CALL writes only to variables of the very type of the parameter.
    fn captured_type(&self, ty: &Type) -> pg::TypeName {
        let mut name = self.type_name(ty);
        name.modifiers.clear();
        name
    }

    /// Arguments for the outer variables that a nested routine uses.
    pub(crate) fn captured_arguments(&self, id: &RoutineId) -> Vec<(Option<pg::Ident>, pg::Expr)> {
        self.routine
            .captured
            .get(id)
            .into_iter()
            .flatten()
            .map(|captured| (None, pg::Expr::name(identifier(&captured.name))))
            .collect()
    }

    /// Whether callers pass the defaults of a nested routine's parameters: a default of PostgreSQL sees no outer
    /// variables, and no parameter without a default can follow one that has one.
    pub(super) fn callers_pass_defaults(&self, id: &RoutineId) -> bool {
        self.routine.nested.contains_key(id)
            && (self
                .routine
                .captured
                .get(id)
                .is_some_and(|captured| !captured.is_empty())
                || !self.variable_defaults(id).is_empty())
    }

    /// The defaults that use variables.
    fn variable_defaults(&self, id: &RoutineId) -> Vec<Expr> {
        let Some(signature) = self.routine.nested.get(id) else {
            return Vec::new();
        };
        signature
            .parameters
            .iter()
            .filter_map(|parameter| parameter.default.clone())
            .filter(|default| {
                let mut found = false;
                walk_expr(default, &mut |expr| {
                    found |= matches!(expr.kind, ExprKind::Variable(_))
                });
                found
            })
            .collect()
    }

    /// The arguments of a call, with the defaults where the caller has to pass them.
    pub(crate) fn with_defaults<'a>(
        &self,
        id: &RoutineId,
        args: &'a [Option<Expr>],
    ) -> Cow<'a, [Option<Expr>]> {
        if args.iter().all(Option::is_some) || !self.callers_pass_defaults(id) {
            return Cow::Borrowed(args);
        }
        let Some(signature) = self.routine.nested.get(id) else {
            return Cow::Borrowed(args);
        };
        let filled = args
            .iter()
            .zip(&signature.parameters)
            .map(|(arg, parameter)| arg.clone().or_else(|| parameter.default.clone()));
        Cow::Owned(filled.collect())
    }
}

/// Calls `visit` for the expressions of a block and of the routines declared in it.
pub(super) fn walk_all_exprs(block: &Block, visit: &mut dyn FnMut(&Expr)) {
    walk_block_exprs(block, visit);
    for declaration in &block.declarations {
        if let DeclarationKind::Routine(routine) = &declaration.kind
            && let Some(body) = &routine.body
        {
            walk_all_exprs(body, visit);
        }
    }
}

fn note_variable(expr: &Expr, depth: u32, changed: bool, captured: &mut Vec<Captured>) {
    if let ExprKind::Variable(VariableRef {
        name, routine_depth, ..
    }) = &expr.kind
        && *routine_depth < depth
    {
        let variable = Captured {
            name: name.clone(),
            ty: expr.ty.clone(),
            depth: *routine_depth,
            changed,
        };
        add(variable, captured);
    }
}

fn add(variable: Captured, captured: &mut Vec<Captured>) {
    match captured.iter_mut().find(|known| known.name == variable.name) {
        Some(known) => known.changed |= variable.changed,
        None => captured.push(variable),
    }
}
