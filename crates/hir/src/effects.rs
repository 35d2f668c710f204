//! What routines do to the world, callees included.

mod no_data;

use crate::expr::{Expr, ExprKind};
use crate::item::{Effects, Routine, RoutineId};
use crate::program::EffectTable;
use crate::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use crate::visit::{children, walk_expr, walk_statement_exprs};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// What each routine does by itself and which routines it calls, before callees are counted in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OwnEffects(BTreeMap<RoutineId, Own>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Own {
    effects: Effects,
    callees: BTreeSet<RoutineId>,
    sites: Vec<Site>,
    /// Its handlers take NO_DATA_FOUND, of callees as well.
    handles_no_data: bool,
}

/// A statement that writes, or that calls something that may.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Site {
    /// What it calls; None when it writes itself.
    callee: Option<RoutineId>,
    /// Nothing that can fail comes after it, and it runs once.
    last: bool,
}

impl OwnEffects {
    /// Adds a routine and the routines declared in it.
    pub fn add_routine(&mut self, routine: &Routine) {
        let statements = routine.body.as_ref().map_or(&[][..], |body| &body.statements);
        // An autonomous transaction's COMMIT is not the caller's, and neither are its writes.
        let asks_error = routine.body.as_ref().is_some_and(asks_error);
        let no_data = routine.body.as_ref().is_some_and(no_data::of_block);
        let handles_no_data = routine.body.as_ref().is_some_and(no_data::is_handled);
        let own = if routine.autonomous {
            Own {
                effects: Effects {
                    volatile: true,
                    asks_error,
                    no_data,
                    ..Effects::default()
                },
                callees: BTreeSet::new(),
                sites: Vec::new(),
                handles_no_data,
            }
        } else {
            Own {
                effects: Effects {
                    asks_error,
                    no_data,
                    ..routine.effects
                },
                callees: routine.callees.clone(),
                sites: sites(statements),
                handles_no_data,
            }
        };
        self.0.insert(routine.signature.id.clone(), own);
        if let Some(body) = &routine.body {
            self.add_block(body);
        }
    }

    /// Adds what other code does.
    pub fn add(&mut self, other: &OwnEffects) {
        let other = other.0.iter();
        self.0.extend(other.map(|(id, own)| (id.clone(), own.clone())));
    }

    /// Adds the routines that a block or a block in it declares.
    pub fn add_block(&mut self, block: &Block) {
        self.add_declarations(&block.declarations);
        self.add_statements(block.statements.iter());
        for handler in &block.handlers {
            self.add_statements(handler.statements.iter());
        }
    }

    /// Adds declared routines.
    pub fn add_declarations(&mut self, declarations: &[Declaration]) {
        for declaration in declarations {
            if let DeclarationKind::Routine(routine) = &declaration.kind {
                self.add_routine(routine);
            }
        }
    }

    fn add_statements<'s>(&mut self, statements: impl Iterator<Item = &'s Statement>) {
        for statement in statements {
            if let StatementKind::Block(block) = &statement.kind {
                self.add_block(block);
            } else {
                self.add_statements(children(statement));
            }
        }
    }

    /// The effects with those of all callees; `known` has those of routines that were not added.
    pub fn close(&self, known: &dyn Fn(&RoutineId) -> Option<Effects>) -> EffectTable {
        close_all([self], known)
    }
}

/// The effects of all these routines with those of all callees; `known` has those of other routines. Of a routine that
/// is there twice the last one counts.
pub fn close_all<'o>(
    parts: impl IntoIterator<Item = &'o OwnEffects>,
    known: &dyn Fn(&RoutineId) -> Option<Effects>,
) -> EffectTable {
    let own: BTreeMap<&RoutineId, &Own> = parts.into_iter().flat_map(|part| &part.0).collect();
    let numbers: FxHashMap<&RoutineId, usize> = own.keys().copied().zip(0..).collect();
    let callee = |id: &RoutineId| match numbers.get(id) {
        Some(number) => Callee::Added(*number),
        None => Callee::Known(known(id).unwrap_or_default()),
    };
    let calls: Vec<Calls> = own
        .values()
        .map(|own| {
            let sites = own.sites.iter();
            Calls {
                callees: own.callees.iter().map(callee).collect(),
                sites: sites
                    .map(|site| (site.callee.as_ref().map(callee), site.last))
                    .collect(),
            }
        })
        .collect();
    let mut effects: Vec<Effects> = own.values().map(|own| own.effects).collect();
    loop {
        let mut changed = false;
        for ((number, own), calls) in own.values().enumerate().zip(&calls) {
            let of = |callee: &Callee| match callee {
                Callee::Added(number) => effects.get(*number).copied().unwrap_or_default(),
                Callee::Known(effects) => *effects,
            };
            let all = calls
                .callees
                .iter()
                .fold(own.effects, |sum, callee| sum.union(of(callee)));
            let partial = calls.sites.iter().any(|(callee, last)| {
                let called = callee.as_ref().map(of);
                let writes = called.is_none_or(|called| called.writes);
                called.is_some_and(|called| called.partial) || (writes && !last)
            });
            let no_data = match own.handles_no_data {
                true => own.effects.no_data,
                false => all.no_data,
            };
            let all = Effects {
                partial,
                no_data,
                ..all
            };
            if let Some(before) = effects.get_mut(number)
                && *before != all
            {
                *before = all;
                changed = true;
            }
        }
        if !changed {
            return own.into_keys().cloned().zip(effects).collect();
        }
    }
}

/// The calls of a routine; see [`Own`].
struct Calls {
    callees: Vec<Callee>,
    sites: Vec<(Option<Callee>, bool)>,
}

/// A routine that is called: by its number, or what it does.
enum Callee {
    Added(usize),
    Known(Effects),
}

/// What routines do, for those who look it up; can note who is asked about.
#[derive(Clone, Copy)]
pub struct KnownEffects<'a> {
    table: &'a EffectTable,
    asked: Option<&'a AskedEffects>,
}

/// The routines whose effects were looked up, with the answers.
#[derive(Debug, Default)]
pub struct AskedEffects(Mutex<BTreeMap<RoutineId, Option<Effects>>>);

impl<'a> From<&'a EffectTable> for KnownEffects<'a> {
    fn from(table: &'a EffectTable) -> Self {
        KnownEffects { table, asked: None }
    }
}

impl<'a> KnownEffects<'a> {
    /// The same; what is looked up is noted in `asked`.
    pub fn noting(self, asked: &'a AskedEffects) -> Self {
        KnownEffects {
            asked: Some(asked),
            ..self
        }
    }

    /// What a routine does, callees included.
    pub fn get(&self, routine: &RoutineId) -> Option<Effects> {
        let effects = self.table.get(routine).copied();
        if let Some(AskedEffects(asked)) = self.asked {
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            if !asked.contains_key(routine) {
                asked.insert(routine.clone(), effects);
            }
        }
        effects
    }
}

impl AskedEffects {
    /// The routines with what was answered.
    pub fn into_answers(self) -> Vec<(RoutineId, Option<Effects>)> {
        let answers = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        answers.into_iter().collect()
    }
}

/// Whether a statement writes by itself, calls aside.
pub fn writes_itself(statement: &Statement) -> bool {
    matches!(
        statement.kind,
        StatementKind::Insert(_)
            | StatementKind::MultiInsert(_)
            | StatementKind::Update(_)
            | StatementKind::Delete(_)
            | StatementKind::Merge(_)
            | StatementKind::ExecuteImmediate { .. }
            | StatementKind::Forall { .. }
            | StatementKind::UnresolvedCall { .. }
    )
}

/// The routines a statement calls itself, as a procedure or in its expressions; not those of statements inside it.
pub fn called_by(statement: &Statement) -> Vec<RoutineId> {
    let mut found = Vec::new();
    if let StatementKind::Call { routine, .. } = &statement.kind {
        found.push(routine.clone());
    }
    walk_statement_exprs(statement, &mut |expr| {
        if let ExprKind::Call { routine, .. } = &expr.kind {
            found.push(routine.clone());
        }
    });
    found
}

/// Whether an expression tells of the error that is being handled.
pub fn tells_error(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Sqlcode | ExprKind::Sqlerrm => true,
        ExprKind::Builtin { name, .. } => ERROR_FUNCTIONS.contains(&name.as_str()),
        _ => false,
    }
}

/// DBMS_UTILITY in PL/SQL Packages and Types Reference.
const ERROR_FUNCTIONS: [&str; 2] = [
    "DBMS_UTILITY.FORMAT_ERROR_STACK",
    "DBMS_UTILITY.FORMAT_ERROR_BACKTRACE",
];

/// Whether a block asks for the error that is being handled, outside of its handlers and those in it.
fn asks_error(block: &Block) -> bool {
    let mut asks = false;
    for declaration in &block.declarations {
        if let DeclarationKind::Variable(variable) = &declaration.kind
            && let Some(default) = &variable.default
        {
            walk_expr(default, &mut |expr| asks |= tells_error(expr));
        }
    }
    asks || block.statements.iter().any(statement_asks_error)
}

fn statement_asks_error(statement: &Statement) -> bool {
    let mut asks = false;
    walk_statement_exprs(statement, &mut |expr| asks |= tells_error(expr));
    asks || match &statement.kind {
        StatementKind::Block(block) => asks_error(block),
        _ => children(statement).any(statement_asks_error),
    }
}

fn sites(body: &[Statement]) -> Vec<Site> {
    let end = body
        .iter()
        .rposition(|statement| !cannot_fail(statement))
        .unwrap_or_default();
    let mut found = Vec::new();
    for (index, statement) in body.iter().enumerate() {
        add_sites(statement, index == end, &mut found);
    }
    found
}

fn add_sites(statement: &Statement, last: bool, found: &mut Vec<Site>) {
    let simple = children(statement).next().is_none();
    let last = last && simple;
    if simple && writes_itself(statement) {
        found.push(Site { callee: None, last });
    }
    found.extend(called_by(statement).into_iter().map(|routine| Site {
        callee: Some(routine),
        last,
    }));
    for child in children(statement) {
        add_sites(child, false, found);
    }
}

fn cannot_fail(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Null | StatementKind::Return(None))
        || matches!(
            &statement.kind,
            StatementKind::Return(Some(value)) if matches!(value.kind, ExprKind::Variable(_) | ExprKind::Literal(_))
        )
}
