//! The variables of a routine of which something can be proved.

use super::shapes::{is_reset, is_step, number, supplied_out_arguments, variable, visit};
use plconv_hir::expr::{Expr, ExprKind, VariableKind};
use plconv_hir::stmt::{Block, DeclarationKind, StatementKind, Variable};
use plconv_hir::targets::{own_targets, root};
use plconv_hir::ty::{CollectionType, Type};
use plconv_hir::visit::{walk_block_exprs, walk_statement_exprs};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The names of a routine's own variables.
#[derive(Clone)]
pub(super) struct Locals {
    /// Collections whose name is declared once, and that no nested routine names; IN parameters too.
    pub(super) collections: BTreeMap<String, Arc<CollectionType>>,
    /// Variables of the same kind that begin as 0, and only go up by one or back to 0.
    pub(super) counters: BTreeSet<String>,
    /// Collections that a constructor makes where they are declared.
    pub(super) made: BTreeSet<String>,
}

impl Locals {
    /// `None` where control does not follow the statements.
    pub(super) fn of(block: &Block) -> Option<Self> {
        let mut declared: BTreeMap<&str, Vec<Option<&Variable>>> = BTreeMap::new();
        let mut hidden = BTreeSet::new();
        let mut structured = true;
        visit(
            block,
            &mut |inner| {
                for declaration in &inner.declarations {
                    match &declaration.kind {
                        DeclarationKind::Variable(variable) => {
                            declared.entry(&variable.name).or_default().push(Some(variable));
                        }
                        DeclarationKind::Routine(routine) => {
                            if let Some(body) = &routine.body {
                                names_in(body, &mut hidden);
                            }
                        }
                        DeclarationKind::Cursor(_)
                        | DeclarationKind::Exception(_)
                        | DeclarationKind::Type(_)
                        | DeclarationKind::Forward(_)
                        | DeclarationKind::Pragma(_)
                        | DeclarationKind::Refused(_) => {}
                    }
                }
            },
            &mut |_| {},
        );
        visit(block, &mut |_| {}, &mut |statement| {
            structured &= !matches!(statement.kind, StatementKind::Goto(_));
            if let StatementKind::ForRange { variable, .. }
            | StatementKind::ForCursor { variable, .. }
            | StatementKind::ForQuery { variable, .. }
            | StatementKind::Forall { variable, .. } = &statement.kind
            {
                declared.entry(variable).or_default().push(None);
            }
        });
        structured.then_some(())?;
        let once = |variables: &[Option<&Variable>]| match variables {
            [Some(variable)] if !hidden.contains(&variable.name) => Some((*variable).clone()),
            _ => None,
        };
        let own: Vec<Variable> = declared
            .values()
            .filter_map(|variables| once(variables))
            .collect();
        let mut collections: BTreeMap<String, Arc<CollectionType>> = own
            .iter()
            .filter_map(|variable| match &variable.ty {
                Type::Collection(ty) => Some((variable.name.clone(), ty.clone())),
                _ => None,
            })
            .collect();
        // Nothing changes IN parameters.
        walk_block_exprs(block, &mut |expr| {
            if let ExprKind::Variable(parameter) = &expr.kind
                && parameter.kind == VariableKind::InParameter
                && let Type::Collection(ty) = &expr.ty
                && ty.kind.is_counted()
                && !declared.contains_key(parameter.name.as_str())
            {
                collections.insert(parameter.name.clone(), ty.clone());
            }
        });
        let counters = own
            .iter()
            .filter(|variable| {
                variable
                    .default
                    .as_ref()
                    .is_some_and(|default| number(default) == Some(0))
            })
            .filter(|variable| only_counts(block, &variable.name))
            .map(|variable| variable.name.clone())
            .collect();
        let made = |variable: &&Variable| {
            let default = variable.default.as_ref();
            default.is_some_and(|default| matches!(default.kind, ExprKind::Constructor { .. }))
        };
        let made = own
            .iter()
            .filter(made)
            .map(|variable| variable.name.clone())
            .collect();
        Some(Locals {
            collections,
            counters,
            made,
        })
    }

    pub(super) fn collection<'e>(&self, expr: &'e Expr) -> Option<&'e str> {
        let name = variable(expr)?;
        self.collections.contains_key(name).then_some(name)
    }
}

/// The variables that a nested routine and those in it name.
pub(super) fn names_in(body: &Block, names: &mut BTreeSet<String>) {
    walk_block_exprs(body, &mut |expr| names.extend(variable(expr).map(str::to_owned)));
    visit(
        body,
        &mut |inner| {
            for declaration in &inner.declarations {
                if let DeclarationKind::Routine(routine) = &declaration.kind {
                    routine.body.iter().for_each(|body| names_in(body, names));
                }
            }
        },
        &mut |_| {},
    );
}

/// Whether a variable only gets 0 and itself plus one.
pub(super) fn only_counts(block: &Block, name: &str) -> bool {
    let mut counts = true;
    visit(block, &mut |_| {}, &mut |statement| {
        if is_step(statement, name) || is_reset(statement, name) {
            return;
        }
        let mut targets = false;
        own_targets(statement, &mut |target| {
            targets |= variable(root(target)) == Some(name)
        });
        supplied_out_arguments(statement, &mut |arg| targets |= variable(arg) == Some(name));
        // As an argument it might be changed.
        walk_statement_exprs(statement, &mut |expr| {
            if let ExprKind::Call { args, .. } = &expr.kind {
                targets |= args.iter().flatten().any(|arg| variable(arg) == Some(name));
            }
        });
        if let StatementKind::Call { args, .. } = &statement.kind {
            targets |= args.iter().flatten().any(|arg| variable(arg) == Some(name));
        }
        counts &= !targets;
    });
    counts
}
