//! Stored code, resolved and lowered.

use super::Asked;
use super::members::{LoweredMember, Member, Parts, Sums};
use crate::convert::pipeline::Middle;
use crate::convert::pipeline::pieces::Piece;
use crate::convert::pipeline::places::Renumbering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::Diagnostic;
use plconv_hir::effects::{AskedEffects, OwnEffects};
use plconv_hir::item::{Package, Routine, Trigger, TriggerBody, TypeBody};
use plconv_hir::resolve::ResolvedPackage;
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
    /// What it does; of a package that is the sum of its parts.
    fn effects(&self) -> OwnEffects {
        let mut own = OwnEffects::default();
        match self {
            CodeKind::Routine(routine) => own.add_routine(routine),
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
            CodeKind::Package(_) | CodeKind::None => {}
        }
        own
    }

    /// What it uses; of a package that is the sum of its parts.
    fn uses(&self) -> Uses {
        let mut uses = Uses::default();
        match self {
            CodeKind::Routine(routine) => uses.add_routine(routine),
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
            CodeKind::Package(_) | CodeKind::None => {}
        }
        uses
    }
}

/// Resolved code with what follows from it.
pub(in super::super) struct KeptCode {
    pub value: CodeKind,
    /// The numbers of its units when it was made.
    pub units: Vec<u32>,
    pub diagnostics: Vec<Diagnostic>,
    /// What its routines do themselves.
    pub effects: Arc<OwnEffects>,
    /// What the specification of a package uses, and what other code and its body use.
    pub uses: Arc<(Uses, Uses)>,
    /// What follows from each part of a package.
    parts: Parts,
    lowered: Mutex<Option<Arc<LoweredCode>>>,
}

struct LoweredCode {
    asked: Asked,
    /// What is said of a trigger: how it uses its table, and whether it fires late.
    of_trigger: (Option<String>, bool),
    /// The routines of a package that the pieces are made of.
    members: Vec<Arc<LoweredMember>>,
    pieces: Vec<Piece>,
}

/// What lowering makes of code.
#[derive(Default)]
pub(in super::super) struct MadePieces {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// The routines of a package that they are made of; they ask for themselves.
    pub members: Vec<Arc<LoweredMember>>,
}

impl From<Vec<Piece>> for MadePieces {
    fn from(pieces: Vec<Piece>) -> Self {
        MadePieces {
            pieces,
            members: Vec::new(),
        }
    }
}

impl KeptCode {
    /// Code that is no package.
    pub fn new(value: CodeKind, units: Vec<u32>, diagnostics: Vec<Diagnostic>) -> Self {
        KeptCode {
            effects: Arc::new(value.effects()),
            uses: Arc::new((Uses::default(), value.uses())),
            value,
            units,
            diagnostics,
            parts: Parts::default(),
            lowered: Mutex::default(),
        }
    }

    /// A package, whose body is the last of its units. What is kept in it is that of `before`; none when that is not
    /// possible.
    pub fn of_package(
        resolved: ResolvedPackage,
        units: Vec<u32>,
        found: Vec<Diagnostic>,
        before: Option<&KeptCode>,
    ) -> Option<Self> {
        let body = units.last().copied().unwrap_or_default();
        let parts = Parts::new(&resolved, found, body, before.map(|before| &before.parts))?;
        let sums = parts.sums(before.map(|before| {
            let sums = Sums {
                effects: Arc::clone(&before.effects),
                uses: Arc::clone(&before.uses),
            };
            (&before.parts, sums)
        }));
        Some(KeptCode {
            diagnostics: parts.found(&resolved.package, body),
            value: CodeKind::Package(Arc::new(resolved.package)),
            units,
            effects: sums.effects,
            uses: sums.uses,
            parts,
            lowered: Mutex::default(),
        })
    }

    /// What follows from each declaration of the body of a package.
    pub fn members(&self) -> &[Arc<Member>] {
        &self.parts.members
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
                members: lowered.members.clone(),
                pieces: pieces.collect::<Option<_>>()?,
            }))
        });
        Some(KeptCode {
            value: self.value.clone(),
            units: units.to_vec(),
            diagnostics: renumbering.diagnostics(&self.diagnostics)?,
            effects: Arc::clone(&self.effects),
            uses: Arc::clone(&self.uses),
            parts: self.parts.renumbered(|found| renumbering.diagnostics(found))?,
            lowered: Mutex::new(lowered),
        })
    }

    /// The pieces of the output; `lower` makes them when those made before do not hold.
    pub fn lowered(&self, middle: &Middle<'_>, lower: impl FnOnce(&Middle<'_>) -> MadePieces) -> Vec<Piece> {
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
            && (before.members.iter()).all(|member| member.asked.holds(middle.whole))
        {
            return before.pieces.clone();
        }
        let asked = AskedEffects::default();
        let MadePieces { pieces, members } = lower(&middle.noting(&asked));
        middle.work.note_lowered(&self.units);
        if middle.is_for_one_run {
            return pieces;
        }
        let lowered = LoweredCode {
            asked: Asked::new(middle.whole, asked),
            of_trigger,
            members,
            pieces: pieces.clone(),
        };
        *self.lowered.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(lowered));
        pieces
    }
}
