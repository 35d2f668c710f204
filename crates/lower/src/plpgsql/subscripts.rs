//! Which subscripts of local collections are known to have an element, and which associative arrays have the keys 1 to
//! their COUNT at all times: those are arrays, where others are maps (PL/SQL Language Reference, "Associative Arrays").
//!
//! Both are proved by the shape of statements: `FOR i IN 1 .. v.COUNT`, `v(v.COUNT + 1) := ..`, a counter that goes up by one
//! before each element. What is not proved stays what it would have been.

mod locals;
mod shapes;
mod usage;

use crate::context::Lowering;
use locals::Locals;
use plconv_hir::expr::{CollectionMethod, Expr, ExprKind, Span};
use plconv_hir::item::{RoutineId, Signature};
use plconv_hir::stmt::{Block, DeclarationKind, ForallRange, Statement, StatementKind};
use plconv_hir::targets::{own_out_arguments, own_targets, walk_targets};
use plconv_hir::ty::{CollectionKind, CollectionType, Type};
use plconv_hir::visit::{children, walk_statement_exprs};
use shapes::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use usage::{initialized, is_used_by_element};

/// What is known about the subscripts of a routine's collections.
#[derive(Clone, Default, Debug)]
pub(crate) struct Subscripts {
    /// Types of associative arrays that are held as arrays here.
    pub dense: Vec<Arc<CollectionType>>,
    /// Where elements are named that exist.
    pub existing: BTreeSet<Span>,
    /// Whether the routine handles no error itself.
    pub unhandled: bool,
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
        let mut unhandled = true;
        visit(
            block,
            &mut |inner| unhandled &= inner.handlers.is_empty(),
            &mut |_| {},
        );
        Subscripts {
            unhandled,
            ..subscripts(block, &held_as_arrays, &|id| self.signature_of(id))
        }
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
        unhandled: false,
    }
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
        // What a block declares begins anew with it.
        let declared: BTreeSet<String> = block
            .declarations
            .iter()
            .filter_map(|declaration| match &declaration.kind {
                DeclarationKind::Variable(variable) => Some(variable.name.clone()),
                _ => None,
            })
            .collect();
        let counters = &declared & &self.locals.counters;
        for name in declared
            .iter()
            .filter(|name| self.locals.collections.contains_key(*name))
        {
            self.emptied.push((name.clone(), counters.clone()));
        }
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
