//! Stored code, resolved and lowered.

use super::Asked;
use crate::convert::pipeline::Middle;
use crate::convert::pipeline::pieces::Piece;
use crate::convert::pipeline::places::Renumbering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::Diagnostic;
use plconv_hir::effects::{AskedEffects, OwnEffects};
use plconv_hir::item::{Package, Routine, Trigger, TriggerBody, TypeBody};
use plconv_hir::uses::Uses;
use std::sync::{Arc, Mutex, PoisonError};

/// What resolved code is made from, besides the symbols.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(in super::super) struct CodeKey {
    pub name: ObjectName,
    /// The text of the unit, or of the specification and the body of a package.
    pub texts: (Arc<str>, Option<Arc<str>>),
    /// Whether a trigger fires.
    pub enabled: bool,
}

/// Resolved code of any kind.
#[derive(Clone, Debug)]
pub(in super::super) enum CodeKind {
    Routine(Arc<Routine>),
    Package(Arc<Package>),
    Trigger(Arc<Trigger>),
    TypeBody(Arc<TypeBody>),
    /// Its syntax could not be used.
    None,
}

impl CodeKind {
    fn effects(&self) -> OwnEffects {
        let mut own = OwnEffects::default();
        match self {
            CodeKind::Routine(routine) => own.add_routine(routine),
            CodeKind::Package(package) => {
                own.add_declarations(&package.spec);
                own.add_declarations(&package.body);
                package.init.iter().for_each(|init| own.add_block(init));
            }
            CodeKind::TypeBody(body) => body.methods.iter().for_each(|method| own.add_routine(method)),
            CodeKind::Trigger(trigger) => match &trigger.body {
                TriggerBody::Block(block) => own.add_block(block),
                TriggerBody::Compound {
                    declarations,
                    sections,
                } => {
                    own.add_declarations(declarations);
                    sections.iter().for_each(|section| own.add_block(&section.block));
                }
                TriggerBody::None => {}
            },
            CodeKind::None => {}
        }
        own
    }

    fn uses(&self) -> (Uses, Uses) {
        let (mut specification, mut uses) = (Uses::default(), Uses::default());
        match self {
            CodeKind::Routine(routine) => uses.add_routine(routine),
            CodeKind::Package(package) => {
                specification.add_declarations(&package.spec);
                uses.add_declarations(&package.body);
                package.init.iter().for_each(|init| uses.add_block(init));
            }
            CodeKind::TypeBody(body) => body.methods.iter().for_each(|method| uses.add_routine(method)),
            CodeKind::Trigger(trigger) => match &trigger.body {
                TriggerBody::Block(block) => uses.add_block(block),
                TriggerBody::Compound {
                    declarations,
                    sections,
                } => {
                    uses.add_declarations(declarations);
                    sections.iter().for_each(|section| uses.add_block(&section.block));
                }
                TriggerBody::None => {}
            },
            CodeKind::None => {}
        }
        (specification, uses)
    }
}

/// Resolved code with what follows from it.
pub(in super::super) struct KeptCode {
    pub value: CodeKind,
    /// The numbers of its units when it was made.
    pub units: Vec<u32>,
    pub diagnostics: Vec<Diagnostic>,
    /// What its routines do themselves.
    pub effects: OwnEffects,
    /// What the specification of a package uses, and what other code and its body use.
    pub uses: (Uses, Uses),
    lowered: Mutex<Option<Arc<LoweredCode>>>,
}

struct LoweredCode {
    asked: Asked,
    /// What is said of a trigger: how it uses its table, and whether it fires late.
    of_trigger: (Option<String>, bool),
    pieces: Vec<Piece>,
}

impl KeptCode {
    pub fn new(value: CodeKind, units: Vec<u32>, diagnostics: Vec<Diagnostic>) -> Self {
        KeptCode {
            effects: value.effects(),
            uses: value.uses(),
            value,
            units,
            diagnostics,
            lowered: Mutex::default(),
        }
    }

    /// The same for units that have other numbers now.
    pub fn renumbered(&self, units: &[u32]) -> Option<Self> {
        let renumbering = Renumbering {
            from: &self.units,
            to: units,
        };
        let lowered = self.lowered.lock().unwrap_or_else(PoisonError::into_inner);
        let lowered = lowered.as_ref().and_then(|lowered| {
            let pieces = lowered.pieces.iter().map(|piece| renumbering.piece(piece));
            Some(Arc::new(LoweredCode {
                asked: lowered.asked.clone(),
                of_trigger: lowered.of_trigger.clone(),
                pieces: pieces.collect::<Option<_>>()?,
            }))
        });
        Some(KeptCode {
            value: self.value.clone(),
            units: units.to_vec(),
            diagnostics: renumbering.diagnostics(&self.diagnostics)?,
            effects: self.effects.clone(),
            uses: self.uses.clone(),
            lowered: Mutex::new(lowered),
        })
    }

    /// The pieces of the output; `lower` makes them when those made before do not hold.
    pub fn lowered(&self, middle: &Middle<'_>, lower: impl FnOnce(&Middle<'_>) -> Vec<Piece>) -> Vec<Piece> {
        let of_trigger = match &self.value {
            CodeKind::Trigger(trigger) => (
                middle.whole.mutating.get(&trigger.name).cloned(),
                middle.whole.late_triggers.contains(&trigger.name),
            ),
            CodeKind::Routine(_) | CodeKind::Package(_) | CodeKind::TypeBody(_) | CodeKind::None => {
                (None, false)
            }
        };
        let before = self
            .lowered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(before) = before
            && before.of_trigger == of_trigger
            && before.asked.holds(middle.whole)
        {
            return before.pieces.clone();
        }
        let asked = AskedEffects::default();
        let pieces = lower(&middle.noting(&asked));
        middle.work.note_lowered(&self.units);
        if middle.is_for_one_run {
            return pieces;
        }
        let lowered = LoweredCode {
            asked: Asked::new(middle.whole, asked),
            of_trigger,
            pieces: pieces.clone(),
        };
        *self.lowered.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(lowered));
        pieces
    }
}
