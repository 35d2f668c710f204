//! Initial values of variables as assignments: what fails there belongs to the handlers of the block around (PL/SQL Language
//! Reference, "Exceptions Raised in Declarations"), which the groups of that block give their errors to.

use plconv_hir::expr::{Expr, ExprKind, VariableKind, VariableRef};
use plconv_hir::stmt::{Block, Comments, DeclarationKind, Statement, StatementKind, Variable};
use plconv_hir::ty::{Nullability, Type};
use plconv_hir::visit::walk_expr;

/// Whether the initial values of a block may come by assignments: no constant and nothing that is NOT NULL is without a value until
/// then, and no value names a variable that the block declares behind it or hides.
pub(super) fn can_be_assigned(block: &Block) -> bool {
    let mut declared: Vec<&str> = variables(block).map(|variable| variable.name.as_str()).collect();
    declared.reverse();
    variables(block).all(|variable| {
        // Those before may be named.
        let own = declared.pop();
        let mut plain =
            !variable.not_null && !variable.constant && !matches!(variable.ty, Type::RefCursor(_));
        let Some(value) = variable.default.as_ref().filter(|value| !value.is_null_literal()) else {
            return true;
        };
        walk_expr(value, &mut |expr| {
            if let ExprKind::Variable(used) = &expr.kind {
                let name = used.name.as_str();
                plain &= Some(name) != own && !declared.contains(&name);
            }
        });
        plain
    })
}

/// The block without its initial values, and the assignments that stand for them.
pub(super) fn as_assignments(block: &Block, depth: u32) -> (Block, Vec<Statement>) {
    let mut block = block.clone();
    let mut assigned = Vec::new();
    for declaration in &mut block.declarations {
        let DeclarationKind::Variable(variable) = &mut declaration.kind else {
            continue;
        };
        if variable.default.as_ref().is_some_and(Expr::is_null_literal) {
            continue;
        }
        if let Some(value) = variable.default.take() {
            assigned.push(assignment(variable, value, depth));
        }
    }
    (block, assigned)
}

fn variables(block: &Block) -> impl Iterator<Item = &Variable> {
    block
        .declarations
        .iter()
        .filter_map(|declaration| match &declaration.kind {
            DeclarationKind::Variable(variable) => Some(variable),
            _ => None,
        })
}

fn assignment(variable: &Variable, value: Expr, depth: u32) -> Statement {
    let span = value.span;
    let reference = VariableRef {
        name: variable.name.clone(),
        kind: VariableKind::Variable,
        qualifier: None,
        routine_depth: depth,
    };
    let target = Box::new(Expr::synthetic(
        ExprKind::Variable(reference),
        variable.ty.clone(),
        Nullability::Nullable,
    ));
    Statement {
        kind: StatementKind::Assign { target, value },
        span,
        labels: Vec::new(),
        comments: Comments::default(),
    }
}
