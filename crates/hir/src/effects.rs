//! What routines do to the world, callees included.

use crate::expr::ExprKind;
use crate::item::{Effects, Routine, RoutineId};
use crate::program::EffectTable;
use crate::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use crate::visit::{children, walk_statement_exprs};
use std::collections::{BTreeMap, BTreeSet};

/// What each routine does by itself and which routines it calls, before callees are counted in.
#[derive(Clone, Debug, Default)]
pub struct OwnEffects(BTreeMap<RoutineId, Own>);

#[derive(Clone, Debug)]
struct Own {
    effects: Effects,
    callees: BTreeSet<RoutineId>,
    sites: Vec<Site>,
}

/// A statement that writes, or that calls something that may.
#[derive(Clone, Debug)]
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
        let own = if routine.autonomous {
            Own {
                effects: Effects {
                    volatile: true,
                    ..Effects::default()
                },
                callees: BTreeSet::new(),
                sites: Vec::new(),
            }
        } else {
            Own {
                effects: routine.effects,
                callees: routine.callees.clone(),
                sites: sites(statements),
            }
        };
        self.0.insert(routine.signature.id.clone(), own);
        if let Some(body) = &routine.body {
            self.add_block(body);
        }
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
    pub fn close(&self, known: &EffectTable) -> EffectTable {
        let mut table: EffectTable = self.0.iter().map(|(id, own)| (id.clone(), own.effects)).collect();
        loop {
            let mut changed = false;
            for (id, own) in &self.0 {
                let effects = own.close(&|callee| {
                    table
                        .get(callee)
                        .or_else(|| known.get(callee))
                        .copied()
                        .unwrap_or_default()
                });
                if table.get(id) != Some(&effects) {
                    table.insert(id.clone(), effects);
                    changed = true;
                }
            }
            if !changed {
                return table;
            }
        }
    }
}

impl Own {
    fn close(&self, effects_of: &dyn Fn(&RoutineId) -> Effects) -> Effects {
        let all = self
            .callees
            .iter()
            .fold(self.effects, |sum, callee| sum.union(effects_of(callee)));
        let partial = self.sites.iter().any(|site| {
            let called = site.callee.as_ref().map(effects_of);
            let writes = called.is_none_or(|called| called.writes);
            called.is_some_and(|called| called.partial) || (writes && !site.last)
        });
        Effects { partial, ..all }
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
