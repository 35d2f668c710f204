//! All stored code of a project, resolved, and what can be said of it as a whole.

use super::memory::{CodeKind, KeptCode};
use super::resolving::PackageOrigin;
use plconv_catalog::{ObjectName, Origin};
use plconv_diagnostics::Diagnostic;
use plconv_hir::effects::close_all;
use plconv_hir::item::{Package, Routine, RoutineId, Trigger, TriggerTiming, TypeBody};
use plconv_hir::program::EffectTable;
use plconv_hir::stmt::DeclarationKind;
use plconv_hir::tables::{TableUses, tables_of};
use plconv_lower::trigger_order::{late_row_triggers, names_in_firing_order};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A resolved item.
#[derive(Clone)]
pub struct Item<T> {
    /// The item.
    pub value: Arc<T>,
    /// Where it was written.
    pub origin: Origin,
    /// What follows from it.
    pub(super) kept: Arc<KeptCode>,
}

/// All stored code, resolved.
#[derive(Clone, Default)]
pub(crate) struct Resolved {
    pub(super) routines: Vec<Item<Routine>>,
    pub(super) packages: Vec<(Item<Package>, Option<Origin>)>,
    pub(super) triggers: Vec<Item<Trigger>>,
    pub(super) type_bodies: Vec<Item<TypeBody>>,
    pub(super) failed: Vec<(u32, Diagnostic)>,
}

impl Resolved {
    /// Puts a package in its place; gives what was there. None when no package was.
    pub(super) fn replace_package(
        &mut self,
        place: PackageOrigin,
        kept: Arc<KeptCode>,
    ) -> Option<Item<Package>> {
        let CodeKind::Package(value) = &kept.value else {
            return None;
        };
        let now = Item {
            value: Arc::clone(value),
            origin: place.origin,
            kept: Arc::clone(&kept),
        };
        let known = self.packages.iter_mut().find(|(item, body)| {
            item.origin.unit == place.origin.unit
                && body.map(|body| body.unit) == place.body.map(|body| body.unit)
        })?;
        Some(std::mem::replace(&mut known.0, now))
    }

    /// Puts the routine of a unit in its place; whether it does to others what the one before did. None when no routine was
    /// there.
    pub(super) fn replace_routine(&mut self, unit: u32, kept: Arc<KeptCode>) -> Option<bool> {
        let CodeKind::Routine(value) = &kept.value else {
            return None;
        };
        let known = self.routines.iter_mut().find(|item| item.origin.unit == unit)?;
        let does_the_same = kept.effects == known.kept.effects && uses_of(value) == uses_of(&known.value);
        known.value = Arc::clone(value);
        known.kept = kept;
        Some(does_the_same)
    }

    /// Whether the package that has its body in a unit does to others what it did `before`.
    pub(super) fn same_uses(&self, before: &Item<Package>, unit: u32) -> bool {
        let now = self
            .packages
            .iter()
            .find(|(item, body)| body.map_or(item.origin.unit, |body| body.unit) == unit);
        now.is_some_and(|(now, _)| {
            let (routines, before_routines) = (members(&now.value), members(&before.value));
            let same_effects = Arc::ptr_eq(&now.kept.effects, &before.kept.effects)
                || now.kept.effects == before.kept.effects;
            same_effects
                && now.value.body.len() == before.value.body.len()
                && (routines.zip(before_routines))
                    .all(|(now, before)| std::ptr::eq(now, before) || uses_of(now) == uses_of(before))
        })
    }

    /// New names of triggers, so that they fire in their order.
    pub fn trigger_names(&self) -> BTreeMap<ObjectName, String> {
        names_in_firing_order(self.triggers.iter().map(|item| &*item.value))
    }

    /// What every routine does, callees included.
    pub fn effects(&self) -> EffectTable {
        let routines = self.routines.iter().map(|item| &item.kept);
        let packages = self.packages.iter().map(|(item, _)| &item.kept);
        let bodies = self.type_bodies.iter().map(|item| &item.kept);
        let triggers = self.triggers.iter().map(|item| &item.kept);
        let all = routines.chain(packages).chain(bodies).chain(triggers);
        close_all(all.map(|kept| &*kept.effects), &|_| None)
    }

    /// Routines that are autonomous transactions.
    pub fn autonomous(&self) -> BTreeSet<RoutineId> {
        self.all_routines()
            .filter(|routine| routine.autonomous)
            .map(|routine| routine.signature.id.clone())
            .collect()
    }

    /// For row triggers, by name: how they use their table, through a routine or a view. `shows` says whether a view
    /// shows rows of a table.
    pub fn mutating(&self, shows: &dyn Fn(&ObjectName, &ObjectName) -> bool) -> BTreeMap<ObjectName, String> {
        let uses = TableUses::new(self.all_routines(), shows);
        let triggers = self.triggers.iter().map(|item| &item.value);
        triggers
            .filter(|trigger| trigger.row && trigger.timing != TriggerTiming::InsteadOf)
            .filter_map(|trigger| {
                let how = match uses.view_in(trigger) {
                    Some(view) => format!("{view}, which this row trigger uses, shows"),
                    None => format!(
                        "{}, which this row trigger calls, uses",
                        uses.reader_in(trigger)?.name
                    ),
                };
                Some((trigger.name.clone(), how))
            })
            .collect()
    }

    /// AFTER row triggers that fire later than in Oracle, where it can be seen.
    pub fn late_row_triggers(&self) -> BTreeSet<ObjectName> {
        late_row_triggers(self.triggers.iter().map(|item| &*item.value))
    }

    /// Views with INSTEAD OF triggers.
    pub fn instead_of(&self) -> BTreeSet<ObjectName> {
        let triggers = self.triggers.iter().map(|item| &item.value);
        triggers
            .filter(|trigger| trigger.timing == TriggerTiming::InsteadOf)
            .map(|trigger| trigger.table.clone())
            .collect()
    }

    fn all_routines(&self) -> impl Iterator<Item = &Routine> {
        let members = self.packages.iter().flat_map(|(item, _)| members(&item.value));
        let methods = self.type_bodies.iter().flat_map(|item| &item.value.methods);
        let routines = self.routines.iter().map(|item| &*item.value);
        routines.chain(members).chain(methods)
    }
}

/// The routines of a package.
fn members(package: &Package) -> impl Iterator<Item = &Routine> {
    let declarations = package.spec.iter().chain(&package.body);
    declarations.filter_map(|declaration| match &declaration.kind {
        DeclarationKind::Routine(routine) => Some(&**routine),
        _ => None,
    })
}

/// What [`Resolved::autonomous`] and [`Resolved::mutating`] ask of a routine.
fn uses_of(routine: &Routine) -> (&RoutineId, bool, &BTreeSet<RoutineId>, BTreeSet<ObjectName>) {
    (
        &routine.signature.id,
        routine.autonomous,
        &routine.callees,
        tables_of(routine),
    )
}
