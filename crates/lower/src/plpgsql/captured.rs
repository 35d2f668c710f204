//! Nested routines: they become routines of their own, and the outer variables they use become parameters.

use crate::context::Lowering;
use crate::naming::{identifier, local_name};
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, VariableRef};
use plconv_hir::item::{Routine, RoutineId};
use plconv_hir::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use plconv_hir::targets::{root, walk_block_targets};
use plconv_hir::ty::Type;
use plconv_hir::visit::{children, walk_block_exprs, walk_expr};
use plconv_pg as pg;
use std::borrow::Cow;
use std::collections::BTreeSet;
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
    /// What it is called in the routine.
    pub place: pg::Ident,
}

impl Captured {
    fn is(&self, name: &str, depth: u32) -> bool {
        self.name == name && self.depth == depth
    }
}

/// The label of the outermost block of an anonymous block, for variables that others hide.
const OUTERMOST: &str = "outermost_block";

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
        let scope = self.routine.loop_names.len();
        self.routine.outermost_scope.get_or_insert(scope);
        for routine in routines {
            self.routine
                .nested_scopes
                .insert(routine.signature.id.clone(), scope);
            self.name_captured(routine);
            self.note_captured(routine);
        }
    }

    /// Names for what a routine captures, other than those that it declares itself.
    fn name_captured(&mut self, routine: &Routine) {
        let mut taken: BTreeSet<String> = (routine.signature.parameters.iter())
            .map(|parameter| local_name(&parameter.name))
            .collect();
        taken.extend(routine.body.iter().flat_map(super::loop_record::declared_in));
        for captured in self
            .routine
            .captured
            .get_mut(&routine.signature.id)
            .into_iter()
            .flatten()
        {
            let plain = local_name(&captured.name);
            let others = (1..).map(|number| match number {
                1 => format!("outer_{plain}"),
                _ => format!("outer_{plain}_{number}"),
            });
            let free = std::iter::once(plain.clone())
                .chain(others)
                .find(|name| !taken.contains(name))
                .unwrap_or(plain);
            taken.insert(free.clone());
            captured.place = pg::Ident(free);
        }
    }

    /// What a variable of a routine around is called in this one.
    pub(crate) fn captured_variable(&self, variable: &VariableRef) -> Option<pg::Expr> {
        let mut own = self.routine.own_captured.iter();
        let captured = own.find(|captured| captured.is(&variable.name, variable.routine_depth))?;
        // What the source qualifies would otherwise be a column of the same name.
        Some(match (&variable.qualifier, &self.routine.own_name) {
            (Some(_), Some(own)) => pg::Expr::qualified(own.postgresql.clone(), captured.place.clone()),
            (Some(_) | None, _) => pg::Expr::name(captured.place.clone()),
        })
    }

    /// How many routines are around the variables of this one.
    pub(super) fn own_depth(&self) -> u32 {
        let own = self.routine.own_name.as_ref();
        own.map_or(self.routine.trigger_depth, |own| own.depth)
    }

    /// What a call of a nested routine passes for a variable that it uses: one of the routine around, or what that got
    /// itself.
    fn place_of(&mut self, callee: &RoutineId, captured: &Captured) -> pg::Expr {
        let mut own = self.routine.own_captured.iter();
        if let Some(got) = own.find(|own| own.is(&captured.name, captured.depth)) {
            return pg::Expr::name(got.place.clone());
        }
        let own_depth = self.own_depth();
        let name = local_name(&captured.name);
        let scope = self.routine.nested_scopes.get(callee).copied().unwrap_or(0);
        let hides = |(hiding, record): &(String, Option<pg::Ident>)| {
            *hiding == captured.name && record.as_ref().is_none_or(|record| record.0 == name)
        };
        let inner = self.routine.loop_names.get(scope..).unwrap_or_default();
        if captured.depth == own_depth && !inner.iter().any(hides) {
            return pg::Expr::name(name);
        }
        if captured.depth != own_depth || self.routine.outermost_scope != Some(scope) {
            self.report(
                Code::NAME_CLASH,
                plconv_hir::expr::Span::default(),
                format!(
                    "{} uses {} of a block around, which another {} hides where it is called",
                    callee.name, captured.name, captured.name
                ),
            );
            return self.refused_expr("call of a nested routine that uses a hidden variable");
        }
        self.routine.needs_label = true;
        match &self.routine.own_name {
            Some(own) if own.parameters.contains(&captured.name) => {
                pg::Expr::qualified(own.postgresql.clone(), name)
            }
            Some(own) => pg::Expr::qualified(identifier(&own.oracle), name),
            None => pg::Expr::qualified(OUTERMOST, name),
        }
    }

    fn captured_of(&self, id: &RoutineId) -> Vec<Captured> {
        self.routine.captured.get(id).cloned().unwrap_or_default()
    }

    /// The label of an anonymous block, where one is needed.
    pub(crate) fn outermost_label(&self) -> Option<pg::Ident> {
        self.routine.needs_label.then(|| pg::Ident::from(OUTERMOST))
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
        let mut callees = BTreeSet::new();
        add_callees(routine, &mut callees);
        callees.retain(|callee| self.routine.nested.contains_key(*callee));
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

    /// The outer variables that a nested routine changes: what they are called in it, and the places its call writes to.
    pub(super) fn changed_captured(&mut self, id: &RoutineId) -> Vec<(pg::Ident, pg::Expr)> {
        let captured = self.captured_of(id);
        let changed = captured.into_iter().filter(|captured| captured.changed);
        changed
            .map(|captured| (captured.place.clone(), self.place_of(id, &captured)))
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
                name: captured.place.clone(),
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
    pub(crate) fn captured_arguments(&mut self, id: &RoutineId) -> Vec<(Option<pg::Ident>, pg::Expr)> {
        let captured = self.captured_of(id);
        captured
            .iter()
            .map(|captured| (None, self.place_of(id, captured)))
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
    for body in routines_in(block)
        .iter()
        .filter_map(|routine| routine.body.as_ref())
    {
        walk_all_exprs(body, visit);
    }
}

/// The routines that a block and the blocks in it declare.
fn routines_in(block: &Block) -> Vec<&Routine> {
    let mut routines: Vec<&Routine> = (block.declarations.iter())
        .filter_map(|declaration| match &declaration.kind {
            DeclarationKind::Routine(routine) => Some(&**routine),
            _ => None,
        })
        .collect();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    let mut open: Vec<&Statement> = block.statements.iter().chain(handled).collect();
    while let Some(statement) = open.pop() {
        match &statement.kind {
            StatementKind::Block(inner) => routines.extend(routines_in(inner)),
            _ => open.extend(children(statement)),
        }
    }
    routines
}

/// What a routine and those declared in it call.
fn add_callees<'r>(routine: &'r Routine, callees: &mut BTreeSet<&'r RoutineId>) {
    callees.extend(&routine.callees);
    for nested in routine.body.iter().flat_map(routines_in) {
        add_callees(nested, callees);
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
            place: pg::Ident(local_name(name)),
        };
        add(variable, captured);
    }
}

fn add(variable: Captured, captured: &mut Vec<Captured>) {
    let mut known = captured.iter_mut();
    match known.find(|known| known.is(&variable.name, variable.depth)) {
        Some(known) => known.changed |= variable.changed,
        None => captured.push(variable),
    }
}
