//! Which subscripts of local collections are known to have an element, and which associative arrays have the keys 1 to
//! their COUNT at all times: those are arrays, where others are maps (PL/SQL Language Reference, "Associative Arrays").
//!
//! Both are proved by the shape of statements: `FOR i IN 1 .. v.COUNT`, `v(v.COUNT + 1) := ..`, a counter that goes up by one
//! before each element. What is not proved stays what it would have been.

use crate::context::Lowering;
use plconv_hir::expr::{BinaryOp, CollectionMethod, Expr, ExprKind, Literal, Span, VariableKind};
use plconv_hir::item::{RoutineId, Signature};
use plconv_hir::query::QueryBody;
use plconv_hir::stmt::{Block, DeclarationKind, ForallRange, Into, Statement, StatementKind, Variable};
use plconv_hir::targets::{own_out_arguments, own_targets, root, walk_targets};
use plconv_hir::ty::{CollectionKind, CollectionType, Type};
use plconv_hir::visit::{children, walk_block_exprs, walk_statement_exprs};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known about the subscripts of a routine's collections.
#[derive(Clone, Default, Debug)]
pub(crate) struct Subscripts {
    /// Types of associative arrays that are held as arrays here.
    pub dense: Vec<Arc<CollectionType>>,
    /// Where elements are named that exist.
    pub existing: BTreeSet<Span>,
    /// Nested tables and VARRAYs that are never NULL.
    pub initialized: BTreeSet<String>,
}

impl Lowering<'_> {
    /// What is known about the subscripts in the outermost block of a routine.
    pub(super) fn subscripts_of(&mut self, block: &Block) -> Subscripts {
        let Some(locals) = Locals::of(block) else {
            return Subscripts::default();
        };
        let mut held_as_arrays = locals.clone();
        held_as_arrays.collections.retain(|_, ty| {
            ty.kind != CollectionKind::AssociativeInteger
                || (!ty.element_not_null && self.fits_array(&ty.element))
        });
        subscripts(block, &held_as_arrays, &|id| self.signature_of(id))
    }

    /// Whether there are arrays of a type whose new elements begin as NULL, as those of the collection do.
    fn fits_array(&mut self, element: &Type) -> bool {
        match element {
            Type::Scalar(_) => true,
            Type::Record(record) => {
                self.record_name(&record.identity).is_some() && self.initial_value(element).is_none()
            }
            Type::Collection(_) | Type::Object(_) | Type::RefCursor(_) | Type::Unknown | Type::Null => false,
        }
    }
}

type SignatureOf<'s> = &'s dyn Fn(&RoutineId) -> Option<Arc<Signature>>;

fn subscripts(block: &Block, locals: &Locals, signature_of: SignatureOf<'_>) -> Subscripts {
    if locals.collections.is_empty() {
        return Subscripts::default();
    }
    let mut proof = Proof {
        locals,
        is_inner: false,
        signature_of,
        existing: BTreeSet::new(),
        sparse: BTreeSet::new(),
        counted: BTreeMap::new(),
        steps: BTreeMap::new(),
        emptied: Vec::new(),
    };
    proof.block(block, &Known::default());
    let mut dense: Vec<Arc<CollectionType>> = Vec::new();
    for ty in locals.collections.values() {
        let mut names = locals
            .collections
            .iter()
            .filter(|(_, known)| *known == ty)
            .map(|(name, _)| name);
        if ty.kind == CollectionKind::AssociativeInteger
            && !dense.contains(ty)
            && names.all(|name| proof.is_dense(name))
            && is_used_by_element(block, ty, locals)
        {
            dense.push(ty.clone());
        }
    }
    Subscripts {
        dense,
        existing: proof.existing,
        initialized: initialized(block, locals),
    }
}

/// The names of a routine's own variables.
#[derive(Clone)]
struct Locals {
    /// Collections whose name is declared once, and that no nested routine names; IN parameters too.
    collections: BTreeMap<String, Arc<CollectionType>>,
    /// Variables of the same kind that begin as 0, and only go up by one or back to 0.
    counters: BTreeSet<String>,
    /// Collections that a constructor makes where they are declared.
    made: BTreeSet<String>,
}

impl Locals {
    /// `None` where control does not follow the statements.
    fn of(block: &Block) -> Option<Self> {
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

    fn collection<'e>(&self, expr: &'e Expr) -> Option<&'e str> {
        let name = variable(expr)?;
        self.collections.contains_key(name).then_some(name)
    }
}

/// Collections that begin as one, and only get others that are.
fn initialized(block: &Block, locals: &Locals) -> BTreeSet<String> {
    let mut names = locals.made.clone();
    visit(block, &mut |_| {}, &mut |statement| match &statement.kind {
        StatementKind::CollectionCall { .. } => {}
        StatementKind::Assign { target, value } => {
            if let Some(name) = variable(target)
                && !matches!(value.kind, ExprKind::Constructor { .. })
            {
                names.remove(name);
            }
        }
        _ => {
            let mut targets = |target: &Expr| {
                if let Some(name) = variable(target) {
                    names.remove(name);
                }
            };
            // BULK COLLECT makes a collection.
            if bulk_targets(statement).is_empty() {
                own_targets(statement, &mut targets);
            }
            supplied_out_arguments(statement, &mut targets);
            walk_statement_exprs(statement, &mut |expr| {
                if let ExprKind::Call { args, .. } = &expr.kind {
                    args.iter().flatten().for_each(&mut targets);
                }
            });
            if let StatementKind::Call { args, .. } = &statement.kind {
                args.iter().flatten().for_each(&mut targets);
            }
        }
    });
    names
}

/// Calls `of_block` for a block and those in it, `of_statement` for their statements; nested routines are left out.
fn visit<'b>(
    block: &'b Block,
    of_block: &mut dyn FnMut(&'b Block),
    of_statement: &mut dyn FnMut(&'b Statement),
) {
    fn inside<'b>(
        statement: &'b Statement,
        of_block: &mut dyn FnMut(&'b Block),
        of_statement: &mut dyn FnMut(&'b Statement),
    ) {
        of_statement(statement);
        match &statement.kind {
            StatementKind::Block(block) => visit(block, of_block, of_statement),
            _ => children(statement).for_each(|child| inside(child, of_block, of_statement)),
        }
    }
    of_block(block);
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        inside(statement, of_block, of_statement);
    }
}

/// The variables that a nested routine and those in it name.
fn names_in(body: &Block, names: &mut BTreeSet<String>) {
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

fn variable(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Variable(variable) => Some(&variable.name),
        _ => None,
    }
}

fn number(expr: &Expr) -> Option<u32> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse().ok(),
        ExprKind::Convert { operand, .. } => number(operand),
        _ => None,
    }
}

/// What is converted between integers, as indexes are.
fn plain(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert { operand, .. } => plain(operand),
        _ => expr,
    }
}

/// `name + 1`
fn is_next(value: &Expr, is_base: &dyn Fn(&Expr) -> bool) -> bool {
    match &plain(value).kind {
        ExprKind::Binary {
            op: BinaryOp::Add,
            left,
            right,
        } => is_base(plain(left)) && number(right) == Some(1),
        _ => false,
    }
}

/// Whether a variable only gets 0 and itself plus one.
fn only_counts(block: &Block, name: &str) -> bool {
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

/// `name := name + 1`
fn is_step(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Assign { target, value }
        if variable(target) == Some(name) && is_next(value, &|base| variable(base) == Some(name)))
}

/// `name := 0`
fn is_reset(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Assign { target, value }
        if variable(target) == Some(name) && number(value) == Some(0))
}

/// What subscripts are made of that are compared: a variable or a number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Index {
    Variable(String),
    Number(u32),
    /// LAST of the collection, or its COUNT.
    Last,
}

/// What an element of a collection is named by.
fn index_in(collection: &str, expr: &Expr) -> Option<Index> {
    let expr = plain(expr);
    if is_last(expr, collection) {
        return Some(Index::Last);
    }
    match variable(expr) {
        Some(name) => Some(Index::Variable(name.to_owned())),
        None => number(expr).map(Index::Number),
    }
}

/// What is known before a statement.
#[derive(Clone, Default, Debug)]
struct Known {
    /// Collections with subscripts of elements they have.
    elements: BTreeSet<(String, Index)>,
    /// Collections with variables that are not beyond the next one.
    nexts: BTreeSet<(String, String)>,
    /// Whether an error here may be handled before the routine ends.
    handled: bool,
    /// The index of the loop whose statements these are, when it goes up from 1 and no round has left any out.
    from_one: Option<String>,
    /// The counter that went up by one just before, and where.
    step: Option<(String, Span)>,
}

impl Known {
    /// What is known in the statements of another statement.
    fn inside(&self) -> Self {
        Known {
            elements: self.elements.clone(),
            nexts: self.nexts.clone(),
            handled: self.handled,
            from_one: None,
            step: None,
        }
    }

    /// In a loop over all elements of a collection its index is that of one.
    fn add_range(&mut self, collection: &str, index: &str, low: &Expr, high: &Expr) {
        if is_first(low, collection) && is_last(high, collection) {
            self.elements
                .insert((collection.to_owned(), Index::Variable(index.to_owned())));
        }
    }

    fn has(&self, collection: &str, index: &Index) -> bool {
        self.elements.contains(&(collection.to_owned(), index.clone()))
    }

    /// After a collection may have lost elements.
    fn lose(&mut self, collection: &str) {
        self.elements.retain(|(known, _)| known != collection);
        self.nexts.retain(|(known, _)| known != collection);
    }

    /// After a variable has another value.
    fn change(&mut self, name: &str) {
        self.elements
            .retain(|(_, index)| !matches!(index, Index::Variable(known) if known == name));
        self.nexts.retain(|(_, index)| index != name);
    }
}

struct Proof<'p> {
    locals: &'p Locals,
    /// Whether it is in the outermost block already, after whose handlers nothing comes.
    is_inner: bool,
    signature_of: SignatureOf<'p>,
    existing: BTreeSet<Span>,
    /// Associative arrays that may get a key beyond the next one.
    sparse: BTreeSet<String>,
    /// The steps of counters that are followed by an element of a collection with the counter as its key.
    counted: BTreeMap<(String, String), BTreeSet<Span>>,
    /// All steps of counters.
    steps: BTreeMap<String, BTreeSet<Span>>,
    /// Where collections lose their elements, with the counters that begin anew there.
    emptied: Vec<(String, BTreeSet<String>)>,
}

impl Proof<'_> {
    /// Whether the keys of an associative array are 1 to its COUNT.
    fn is_dense(&self, name: &str) -> bool {
        let mut counters = self
            .counted
            .iter()
            .filter(|((collection, _), _)| collection == name);
        !self.sparse.contains(name)
            && counters.all(|((_, counter), steps)| {
                self.steps.get(counter) == Some(steps)
                    && self
                        .emptied
                        .iter()
                        .filter(|(collection, _)| collection == name)
                        .all(|(_, restarted)| restarted.contains(counter))
            })
    }

    fn block(&mut self, block: &Block, known: &Known) {
        let mut known = known.inside();
        let mut inside = known.clone();
        inside.handled |= self.is_inner && !block.handlers.is_empty();
        self.is_inner = true;
        self.list(&block.statements, inside);
        for statement in &block.statements {
            self.forget(statement, &mut known);
        }
        for handler in &block.handlers {
            self.list(&handler.statements, known.clone());
        }
    }

    fn list(&mut self, statements: &[Statement], mut known: Known) {
        for (at, statement) in statements.iter().enumerate() {
            let around = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            self.note_emptied(statement, around.filter_map(|at| statements.get(at)));
            self.reads(statement, &known);
            let got = self.writes(statement, &known);
            self.inside(statement, &known);
            self.forget(statement, &mut known);
            known.elements.extend(got);
            self.indexes(statement, &mut known);
            if has_continue(statement) {
                known.from_one = None;
            }
            let mut counters = self.locals.counters.iter();
            if let Some(counter) = counters.find(|counter| is_step(statement, counter)) {
                self.steps
                    .entry(counter.clone())
                    .or_default()
                    .insert(statement.span);
                known.step = Some((counter.clone(), statement.span));
            } else if !goes_on(statement)
                || self
                    .locals
                    .counters
                    .iter()
                    .any(|counter| is_reset(statement, counter))
            {
                known.step = None;
            }
        }
    }

    /// What an assignment makes of a variable: the last subscript of a collection, or the next one.
    fn indexes(&self, statement: &Statement, known: &mut Known) {
        let StatementKind::Assign { target, value } = &statement.kind else {
            return;
        };
        let Some(index) = variable(target) else {
            return;
        };
        for name in self.locals.collections.keys() {
            if is_appended(name, value) {
                known.nexts.insert((name.clone(), index.to_owned()));
            } else if is_last(value, name) && known.has(name, &Index::Last) {
                known
                    .elements
                    .insert((name.clone(), Index::Variable(index.to_owned())));
            }
        }
    }

    /// Notes the collections that a statement itself empties, with the counters that start again beside it.
    fn note_emptied<'s>(
        &mut self,
        statement: &Statement,
        around: impl Iterator<Item = &'s Statement> + Clone,
    ) {
        let restarted = self
            .locals
            .counters
            .iter()
            .filter(|counter| around.clone().any(|other| is_reset(other, counter)));
        let restarted: BTreeSet<String> = restarted.cloned().collect();
        for name in self.emptied_by(statement) {
            self.emptied.push((name, restarted.clone()));
        }
    }

    /// Where a statement names elements that exist.
    fn reads(&mut self, statement: &Statement, known: &Known) {
        let mut known = known.clone();
        if matches!(statement.kind, StatementKind::While { .. }) {
            // The condition is asked again after each round.
            self.forget(statement, &mut known);
        }
        let existing = &mut self.existing;
        walk_statement_exprs(statement, &mut |expr| {
            if let ExprKind::Element { base, index } = &expr.kind
                && let Some(name) = variable(base)
                && let Some(index) = index_in(name, index)
                && known.has(name, &index)
            {
                existing.insert(expr.span);
            }
        });
    }

    /// The elements that a statement writes itself: each exists, or is the next one.
    fn writes(&mut self, statement: &Statement, known: &Known) -> Vec<(String, Index)> {
        let mut places: Vec<Expr> = Vec::new();
        self.targets_of(statement, &mut |target| {
            places.extend(element_of(target).cloned())
        });
        let mut got = Vec::new();
        if let StatementKind::CollectionCall {
            collection,
            method: CollectionMethod::Extend,
            args,
        } = &statement.kind
            && args.is_empty()
        {
            got.extend(
                self.locals
                    .collection(collection)
                    .map(|name| (name.to_owned(), Index::Last)),
            );
        }
        for place in places {
            let ExprKind::Element { base, index } = &place.kind else {
                continue;
            };
            let Some(name) = self.locals.collection(base) else {
                continue;
            };
            let name = name.to_owned();
            let index_name = index_in(&name, index);
            let follows = match &index_name {
                Some(index) if known.has(&name, index) => true,
                Some(Index::Number(number)) => {
                    let last = number.checked_sub(1);
                    *number == 1 || last.is_some_and(|last| known.has(&name, &Index::Number(last)))
                }
                Some(Index::Variable(index)) => {
                    let step = known
                        .step
                        .as_ref()
                        .filter(|(counter, _)| counter == index && !known.handled);
                    if let Some((counter, span)) = step {
                        let key = (name.clone(), counter.clone());
                        self.counted.entry(key).or_default().insert(*span);
                    }
                    step.is_some()
                        || known.from_one.as_ref() == Some(index)
                        || known.nexts.contains(&(name.clone(), index.clone()))
                }
                Some(Index::Last) => false,
                None if is_appended(&name, index) => {
                    got.push((name.clone(), Index::Last));
                    true
                }
                None => false,
            };
            if follows {
                got.extend(index_name.map(|index| (name, index)));
            } else {
                self.sparse.insert(name);
            }
        }
        got
    }

    /// The places that a statement writes itself, or passes to OUT parameters.
    fn targets_of(&self, statement: &Statement, visit: &mut dyn FnMut(&Expr)) {
        own_targets(statement, visit);
        if let StatementKind::Forall { statement, .. } = &statement.kind {
            own_targets(statement, visit);
        }
        own_out_arguments(statement, self.signature_of, visit);
        supplied_out_arguments(statement, visit);
    }

    /// The statements in a statement.
    fn inside(&mut self, statement: &Statement, known: &Known) {
        let mut inner = known.inside();
        match &statement.kind {
            StatementKind::Block(block) => self.block(block, &inner),
            StatementKind::If {
                branches,
                else_statements,
            }
            | StatementKind::Case {
                branches,
                else_statements,
                ..
            } => {
                for body in branches.iter().map(|(_, body)| body).chain(else_statements) {
                    self.list(body, inner.clone());
                }
            }
            StatementKind::ForRange {
                variable,
                reverse,
                low,
                high,
                body,
            } => {
                self.forget(statement, &mut inner);
                inner.change(variable);
                let emptied: BTreeSet<String> =
                    body.iter().flat_map(|inner| self.all_emptied(inner)).collect();
                for name in self
                    .locals
                    .collections
                    .keys()
                    .filter(|name| !emptied.contains(*name))
                {
                    inner.add_range(name, variable, low, high);
                }
                let grows = number(low) == Some(1) && !reverse && emptied.is_empty();
                inner.from_one = grows.then(|| variable.clone());
                self.list(body, inner);
            }
            StatementKind::Forall {
                variable,
                range,
                statement: repeated,
                ..
            } => {
                self.forget(statement, &mut inner);
                inner.change(variable);
                if let ForallRange::Bounds(low, high) = &**range {
                    for name in self.locals.collections.keys() {
                        inner.add_range(name, variable, low, high);
                    }
                }
                self.reads(repeated, &inner);
            }
            StatementKind::Loop(body)
            | StatementKind::While { body, .. }
            | StatementKind::ForCursor { body, .. }
            | StatementKind::ForQuery { body, .. } => {
                self.forget(statement, &mut inner);
                self.list(body, inner);
            }
            _ => {}
        }
    }

    /// Drops what a statement and those in it make unknown.
    fn forget(&self, statement: &Statement, known: &mut Known) {
        for name in self.all_emptied(statement) {
            known.lose(&name);
        }
        walk_targets(statement, self.signature_of, &mut |target| {
            if let Some(name) = variable(target) {
                known.change(name);
            }
        });
    }

    /// The collections that a statement and those in it may leave with fewer elements.
    fn all_emptied(&self, statement: &Statement) -> BTreeSet<String> {
        let mut names = self.emptied_by(statement);
        for child in children(statement) {
            names.extend(self.all_emptied(child));
        }
        names
    }

    /// The collections that a statement itself may leave with fewer elements.
    fn emptied_by(&self, statement: &Statement) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        if let StatementKind::CollectionCall {
            method: CollectionMethod::Extend,
            ..
        } = statement.kind
        {
            return names;
        }
        self.targets_of(statement, &mut |target| {
            names.extend(self.locals.collection(target).map(str::to_owned));
        });
        names
    }
}

/// What a procedure of a supplied package may write.
fn supplied_out_arguments(statement: &Statement, visit: &mut dyn FnMut(&Expr)) {
    match &statement.kind {
        StatementKind::BuiltinCall { name, args } if !name.starts_with("DBMS_OUTPUT.PUT") => {
            args.iter().for_each(|(_, arg)| visit(arg));
        }
        StatementKind::UnresolvedCall { args, .. } => args.iter().for_each(|(_, arg)| visit(arg)),
        _ => {}
    }
}

/// Whether the statement after it follows it at once, whatever happens.
fn goes_on(statement: &Statement) -> bool {
    matches!(
        statement.kind,
        StatementKind::Assign { .. } | StatementKind::SelectInto(_) | StatementKind::Null
    )
}

/// Whether a round of the loop around a statement may end there.
fn has_continue(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Continue { .. }) || children(statement).any(has_continue)
}

/// The element of a collection that a place is, or is in.
fn element_of(place: &Expr) -> Option<&Expr> {
    match &place.kind {
        ExprKind::Field { base, .. } => element_of(base),
        ExprKind::Element { base, .. } => element_of(base).or(Some(place)),
        _ => None,
    }
}

/// `name.method`, or NVL of it and a number.
fn is_method(expr: &Expr, name: &str, wanted: &[CollectionMethod]) -> bool {
    match &plain(expr).kind {
        ExprKind::CollectionMethod { base, method, .. } => {
            wanted.contains(method) && variable(base) == Some(name)
        }
        ExprKind::Builtin {
            name: function, args, ..
        } if function == "NVL" => {
            matches!(args.as_slice(), [first, second] if is_method(first, name, wanted) && number(second).is_some())
        }
        _ => false,
    }
}

fn is_first(expr: &Expr, name: &str) -> bool {
    number(expr) == Some(1) || is_method(expr, name, &[CollectionMethod::First])
}

fn is_last(expr: &Expr, name: &str) -> bool {
    is_method(expr, name, &[CollectionMethod::Count, CollectionMethod::Last])
}

/// `name.COUNT + 1`
fn is_appended(name: &str, index: &Expr) -> bool {
    is_next(index, &|base| is_last(base, name))
}

/// Whether a type is only that of collections in a routine whose elements are named, and that are filled as a whole by
/// BULK COLLECT alone.
fn is_used_by_element(block: &Block, ty: &Arc<CollectionType>, locals: &Locals) -> bool {
    let is_of_type = |expr: &Expr| matches!(&expr.ty, Type::Collection(known) if known == ty);
    let (mut all, mut by_element, mut own) = (0_usize, 0_usize, true);
    walk_block_exprs(block, &mut |expr| {
        if is_of_type(expr) {
            all += 1;
            own &= locals.collection(expr).is_some();
        }
        if let ExprKind::Element { base, .. } | ExprKind::CollectionMethod { base, .. } = &expr.kind
            && is_of_type(base)
        {
            by_element += 1;
        }
    });
    visit(
        block,
        &mut |inner| {
            for declaration in &inner.declarations {
                if let DeclarationKind::Variable(variable) = &declaration.kind
                    && matches!(&variable.ty, Type::Collection(known) if known == ty)
                {
                    own &= variable.default.is_none() && locals.collections.contains_key(&variable.name);
                }
            }
        },
        &mut |statement| {
            by_element += bulk_targets(statement)
                .into_iter()
                .filter(|target| is_of_type(target))
                .count();
            match &statement.kind {
                StatementKind::CollectionCall {
                    collection,
                    method: CollectionMethod::Delete,
                    args,
                } if args.is_empty() && is_of_type(collection) => by_element += 1,
                StatementKind::Forall { range, .. } => {
                    if let ForallRange::Indices(collection, _) | ForallRange::Values(collection) = &**range
                        && is_of_type(collection)
                    {
                        by_element += 1;
                    }
                }
                _ => {}
            }
        },
    );
    own && all == by_element
}

/// The targets of a statement's BULK COLLECT.
fn bulk_targets(statement: &Statement) -> Vec<&Expr> {
    let clauses: [Option<&Into>; 2] = match &statement.kind {
        StatementKind::Fetch { into, .. } => [Some(into), None],
        StatementKind::SelectInto(query) => match &query.body {
            QueryBody::Block(block) => [block.into.as_ref(), None],
            _ => [None, None],
        },
        StatementKind::ExecuteImmediate { into, returning, .. } => [into.as_ref(), returning.as_ref()],
        StatementKind::Insert(insert) => [insert.returning.as_ref().map(|clause| &clause.into), None],
        StatementKind::Update(update) => [update.returning.as_ref().map(|clause| &clause.into), None],
        StatementKind::Delete(delete) => [delete.returning.as_ref().map(|clause| &clause.into), None],
        _ => [None, None],
    };
    let bulk = clauses.into_iter().flatten().filter(|into| into.bulk);
    bulk.flat_map(|into| &into.targets).collect()
}
