//! The declarations of a package body, each with what follows from it alone: an edit of one leaves the others as they are.
//!
//! What is known of a routine has the places where the routine was when it was resolved. [`plconv_hir::stmt::Declaration::moved`]
//! says how far it has moved since.

use super::Asked;
use crate::convert::pipeline::Middle;
use plconv_diagnostics::Diagnostic;
use plconv_hir::effects::OwnEffects;
use plconv_hir::expr::Span;
use plconv_hir::item::Package;
use plconv_hir::resolve::ResolvedPackage;
use plconv_hir::stmt::{Declaration, DeclarationKind};
use plconv_hir::uses::Uses;
use plconv_lower::plpgsql::PackageTraits;
use plconv_pg::Printed;
use plconv_source::FileRange;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// What follows from a declaration of a package body.
#[derive(Default)]
pub(in super::super) struct Member {
    /// What resolving found in it.
    found: Vec<Diagnostic>,
    effects: OwnEffects,
    uses: Uses,
    lowered: Mutex<Option<Arc<LoweredMember>>>,
}

/// A lowered routine of a package.
pub(in super::super) struct LoweredMember {
    pub asked: Asked,
    pub traits: PackageTraits,
    pub printed: Printed,
    /// Whether what follows it stands directly behind it.
    pub ends_in_comment: bool,
    pub runtime: BTreeSet<&'static str>,
    pub extensions: BTreeSet<&'static str>,
    pub found: Vec<Diagnostic>,
    /// Whether it needs views.
    pub uses_view_rows: bool,
    /// Whether a default of its parameters calls something.
    pub calls_in_defaults: bool,
}

/// The parts of what is known of a package.
#[derive(Default)]
pub(in super::super) struct Parts {
    /// One for each declaration of the body.
    pub members: Vec<Arc<Member>>,
    /// What resolving found before and behind the declarations of the body.
    around: (Vec<Diagnostic>, Vec<Diagnostic>),
    /// What specification and initialisation do and use.
    other: Other,
}

#[derive(Clone, PartialEq, Eq, Default)]
struct Other {
    effects: (OwnEffects, OwnEffects),
    uses: (Uses, Uses),
}

/// What the parts of a package do and use together.
pub(super) struct Sums {
    pub effects: Arc<OwnEffects>,
    pub uses: Arc<(Uses, Uses)>,
}

impl Parts {
    /// The parts of a package in which `found` was found; those of kept declarations are those of `before`. None when one
    /// of these has findings whose places are not its own.
    pub fn new(
        resolved: &ResolvedPackage,
        found: Vec<Diagnostic>,
        body_unit: u32,
        before: Option<&Parts>,
    ) -> Option<Self> {
        let package = &resolved.package;
        let mut rest = found.into_iter();
        let mut until = resolved.found_until.iter().copied();
        let mut reached = until.next().unwrap_or(usize::MAX);
        let first = rest.by_ref().take(reached).collect();
        let mut members = Vec::with_capacity(package.body.len());
        for ((index, declaration), is_kept) in package.body.iter().enumerate().zip(&resolved.kept) {
            let end = until.next().unwrap_or(reached);
            let found: Vec<Diagnostic> = rest.by_ref().take(end.saturating_sub(reached)).collect();
            reached = end;
            if *is_kept {
                let known = before?.members.get(index)?;
                if !is_within(&known.found, body_unit, own_span(declaration)) {
                    return None;
                }
                members.push(Arc::clone(known));
                continue;
            }
            let mut member = Member {
                found,
                ..Member::default()
            };
            let own = std::slice::from_ref(declaration);
            member.effects.add_declarations(own);
            member.uses.add_declarations(own);
            members.push(Arc::new(member));
        }
        Some(Parts {
            members,
            around: (first, rest.collect()),
            other: Other::of(package),
        })
    }

    /// All that resolving found, at the places where it is now.
    pub fn found(&self, package: &Package, body_unit: u32) -> Vec<Diagnostic> {
        let mut all = self.around.0.clone();
        for (member, declaration) in self.members.iter().zip(&package.body) {
            all.extend(moved(&member.found, body_unit, declaration));
        }
        all.extend(self.around.1.iter().cloned());
        all
    }

    /// What the parts do and use; when nothing of it is other than before, that is shared.
    pub fn sums(&self, before: Option<(&Parts, Sums)>) -> Sums {
        if let Some((before, sums)) = before
            && self.does_the_same(before)
        {
            return sums;
        }
        let (mut effects, mut uses) = (self.other.effects.0.clone(), self.other.uses.clone());
        for member in &self.members {
            effects.add(&member.effects);
            uses.1.add(&member.uses);
        }
        effects.add(&self.other.effects.1);
        Sums {
            effects: Arc::new(effects),
            uses: Arc::new(uses),
        }
    }

    fn does_the_same(&self, before: &Parts) -> bool {
        let pairs = || self.members.iter().zip(&before.members);
        self.members.len() == before.members.len()
            && self.other == before.other
            && pairs().all(|(now, before)| {
                Arc::ptr_eq(now, before) || (now.effects == before.effects && now.uses == before.uses)
            })
    }

    /// The same for units that have other numbers now, with nothing lowered.
    pub fn renumbered(&self, renumber: impl Fn(&[Diagnostic]) -> Option<Vec<Diagnostic>>) -> Option<Self> {
        let members = self.members.iter().map(|member| {
            Some(Arc::new(Member {
                found: renumber(&member.found)?,
                effects: member.effects.clone(),
                uses: member.uses.clone(),
                lowered: Mutex::default(),
            }))
        });
        Some(Parts {
            members: members.collect::<Option<_>>()?,
            around: (renumber(&self.around.0)?, renumber(&self.around.1)?),
            other: self.other.clone(),
        })
    }
}

impl Other {
    fn of(package: &Package) -> Self {
        let mut other = Other::default();
        other.effects.0.add_declarations(&package.spec);
        other.uses.0.add_declarations(&package.spec);
        if let Some(init) = &package.init {
            other.effects.1.add_block(init);
            other.uses.1.add_block(init);
        }
        other
    }
}

impl Member {
    /// The lowered routine; `lower` makes it when what was made before does not hold.
    pub fn lowered(
        &self,
        middle: &Middle<'_>,
        traits: PackageTraits,
        body_unit: u32,
        declaration: &Declaration,
        lower: impl FnOnce() -> LoweredMember,
    ) -> Arc<LoweredMember> {
        let before = self
            .lowered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(before) = before
            && before.traits == traits
            && before.asked.holds(middle.whole)
        {
            return before;
        }
        let lowered = Arc::new(lower());
        // Places elsewhere do not move with the routine.
        if !middle.is_for_one_run && lowered.is_within(body_unit, declaration) {
            *self.lowered.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&lowered));
        }
        lowered
    }
}

impl LoweredMember {
    /// Whether all its places are in the declaration it comes from, so that they move with it.
    fn is_within(&self, body_unit: u32, declaration: &Declaration) -> bool {
        let own = own_span(declaration);
        is_within(&self.found, body_unit, own)
            && (self.printed.origins.iter())
                .all(|origin| own.start <= origin.source.0 && origin.source.1 <= own.end)
    }

    /// What lowering found, at the places where it is now.
    pub fn found<'f>(
        &'f self,
        body_unit: u32,
        declaration: &'f Declaration,
    ) -> impl Iterator<Item = Diagnostic> + 'f {
        moved(&self.found, body_unit, declaration)
    }

    /// The text, with the places of its source where they are now.
    pub fn printed(&self, declaration: &Declaration) -> Printed {
        let mut printed = self.printed.clone();
        let (own, by) = (own_span(declaration), declaration.moved());
        for origin in &mut printed.origins {
            if own.start <= origin.source.0 && origin.source.1 <= own.end {
                origin.source.0 = origin.source.0.wrapping_add(by);
                origin.source.1 = origin.source.1.wrapping_add(by);
            }
        }
        printed
    }
}

/// The bytes that a declaration has in what is known of it.
fn own_span(declaration: &Declaration) -> Span {
    match &declaration.kind {
        DeclarationKind::Routine(routine) => routine.span,
        DeclarationKind::Variable(_)
        | DeclarationKind::Cursor(_)
        | DeclarationKind::Exception(_)
        | DeclarationKind::Type(_)
        | DeclarationKind::Forward(_)
        | DeclarationKind::Pragma(_)
        | DeclarationKind::Refused(_) => declaration.span,
    }
}

fn is_inside(place: FileRange, unit: u32, own: Span) -> bool {
    place.file.0 == unit
        && own.start <= u32::from(place.range.start())
        && u32::from(place.range.end()) <= own.end
}

fn is_within(found: &[Diagnostic], unit: u32, own: Span) -> bool {
    (found.iter()).all(|found| found.labels.is_empty() && is_inside(found.primary, unit, own))
}

/// Findings in a declaration at the places where they are now.
fn moved<'f>(
    found: &'f [Diagnostic],
    unit: u32,
    declaration: &'f Declaration,
) -> impl Iterator<Item = Diagnostic> + 'f {
    let (own, by) = (own_span(declaration), declaration.moved());
    let place = move |place: FileRange| match is_inside(place, unit, own) {
        true => {
            let byte = |at: plconv_source::TextSize| u32::from(at).wrapping_add(by).into();
            let range = plconv_source::TextRange::new(byte(place.range.start()), byte(place.range.end()));
            FileRange::new(place.file, range)
        }
        false => place,
    };
    found.iter().cloned().map(move |mut found| {
        found.primary = place(found.primary);
        for label in &mut found.labels {
            label.range = place(label.range);
        }
        found
    })
}
