//! What routines do to the world, callees included.

use crate::item::{Effects, Routine, RoutineId};
use crate::program::EffectTable;
use crate::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use crate::visit::children;
use std::collections::{BTreeMap, BTreeSet};

/// What each routine does by itself and which routines it calls, before callees are counted in.
#[derive(Clone, Debug, Default)]
pub struct OwnEffects(BTreeMap<RoutineId, (Effects, BTreeSet<RoutineId>)>);

impl OwnEffects {
    /// Adds a routine and the routines declared in it.
    pub fn add_routine(&mut self, routine: &Routine) {
        // An autonomous transaction's COMMIT is not the caller's, and neither are its writes.
        let (effects, callees) = if routine.autonomous {
            let volatile = Effects {
                volatile: true,
                ..Effects::default()
            };
            (volatile, BTreeSet::new())
        } else {
            (routine.effects, routine.callees.clone())
        };
        self.0.insert(routine.signature.id.clone(), (effects, callees));
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
        let mut table: EffectTable = self
            .0
            .iter()
            .map(|(id, (effects, _))| (id.clone(), *effects))
            .collect();
        loop {
            let mut changed = false;
            for (id, (own, callees)) in &self.0 {
                let effects = callees
                    .iter()
                    .filter_map(|callee| table.get(callee).or_else(|| known.get(callee)))
                    .fold(table.get(id).copied().unwrap_or(*own), |sum, callee| {
                        sum.union(*callee)
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
