//! Assignments to fields of one record in a collection that is held as JSON: the record is taken out and put back once, not for
//! each of them.

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::targets::root;
use plconv_hir::ty::Type;
use plconv_hir::visit::walk_expr;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement};

/// A record that was taken out of its collection.
#[derive(Clone, Debug)]
pub(crate) struct TakenOut {
    element: Expr,
    variable: Ident,
}

impl Lowering<'_> {
    /// Where the assignments end that begin at `at`, when there are several to fields of the same record.
    pub(super) fn fields_of_element_end(&self, statements: &[Statement], at: usize) -> Option<usize> {
        let element = element_of_field(statements.get(at)?)?;
        let ExprKind::Element { base, index } = &element.kind else {
            return None;
        };
        // A handler would see the fields that were assigned before an error.
        let plain = self.routine.subscripts.unhandled
            && self.is_map(&base.ty)
            && matches!(element.ty, Type::Record(_))
            && is_place(base)
            && is_stable(index);
        plain.then_some(())?;
        let more = statements.get(at..)?.iter().take_while(|statement| {
            element_of_field(statement).is_some_and(|other| is_same(other, element))
                && value_of(statement).is_some_and(|value| is_independent(value, base))
        });
        let count = more.count();
        (count > 1).then(|| at + count)
    }

    /// The assignments from `at` to before `end`.
    pub(super) fn fields_of_element(
        &mut self,
        statements: &[Statement],
        at: usize,
        end: usize,
    ) -> Vec<PlStatement> {
        let Some(element) = statements.get(at).and_then(element_of_field) else {
            return Vec::new();
        };
        let name = self.shared_temporary("record_value", self.type_name(&element.ty));
        let current = self.peek_record(element);
        let mut lowered: Vec<PlStatement> =
            vec![PlKind::Assign(pg::Expr::name(name.clone()), current).into()];
        let taken = TakenOut {
            element: element.clone(),
            variable: name.clone(),
        };
        let outer = self.routine.taken_out.replace(taken);
        for statement in statements.get(at..end).unwrap_or_default() {
            lowered.extend(self.statement(statement));
        }
        self.routine.taken_out = outer;
        lowered.extend(self.assign(element, pg::Expr::name(name)));
        lowered
    }

    /// The variable that a record is in while its fields are assigned.
    pub(super) fn taken_out(&self, element: &Expr) -> Option<Ident> {
        let taken = self.routine.taken_out.as_ref()?;
        is_same(&taken.element, element).then(|| taken.variable.clone())
    }
}

/// `element` of `element.field := value`
fn element_of_field(statement: &Statement) -> Option<&Expr> {
    let StatementKind::Assign { target, .. } = &statement.kind else {
        return None;
    };
    let ExprKind::Field { base, .. } = &target.kind else {
        return None;
    };
    (matches!(base.kind, ExprKind::Element { .. }) && statement.labels.is_empty()).then_some(base)
}

fn value_of(statement: &Statement) -> Option<&Expr> {
    match &statement.kind {
        StatementKind::Assign { value, .. } => Some(value),
        _ => None,
    }
}

/// A variable of the routine, or fields of one. What a package holds is still there after an error that leaves the routine.
fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Field { base, .. } => is_place(base),
        _ => false,
    }
}

/// Whether an index is the same each time.
fn is_stable(index: &Expr) -> bool {
    match &index.kind {
        ExprKind::Variable(_) | ExprKind::Literal(_) => true,
        ExprKind::Convert { operand, .. } => is_stable(operand),
        _ => false,
    }
}

/// Whether two places are written alike.
fn is_same(left: &Expr, right: &Expr) -> bool {
    match (&left.kind, &right.kind) {
        (ExprKind::Variable(left), ExprKind::Variable(right)) => left == right,
        (ExprKind::Literal(left), ExprKind::Literal(right)) => left == right,
        (ExprKind::Convert { operand: left, .. }, ExprKind::Convert { operand: right, .. }) => {
            is_same(left, right)
        }
        (
            ExprKind::Field { base: left, field },
            ExprKind::Field {
                base: right,
                field: other,
            },
        ) => field == other && is_same(left, right),
        (
            ExprKind::Element { base: left, index },
            ExprKind::Element {
                base: right,
                index: other,
            },
        ) => is_same(left, right) && is_same(index, other),
        _ => false,
    }
}

/// Whether a value neither reads the collection nor calls what might change it.
fn is_independent(value: &Expr, collection: &Expr) -> bool {
    let mut independent = true;
    walk_expr(value, &mut |expr| {
        independent &= match &expr.kind {
            ExprKind::Call { .. } | ExprKind::UnresolvedCall { .. } | ExprKind::Subquery(_) => false,
            ExprKind::Variable(variable) => {
                !matches!(&root(collection).kind, ExprKind::Variable(other) if other == variable)
            }
            _ => true,
        };
    });
    independent
}
