//! Who calls what.

use crate::file::FileSyntax;
use crate::names::Role;
use crate::navigation::{Place, name_at, routine_around, sites};
use crate::references::uses;
use crate::snapshot::Snapshot;
use crate::target::{Target, routine_label};
use plconv_source::TextSize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A routine as an end of a call.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct CallItem {
    /// Its name with its package.
    pub name: String,
    /// Where its name stands.
    pub name_place: Place,
    /// All of it.
    pub place: Place,
    /// Whether it is a trigger.
    pub is_trigger: bool,
}

/// A routine that calls or is called, with the places of the calls.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    /// The routine.
    pub item: CallItem,
    /// The calls, in the file of the caller.
    pub places: Vec<Place>,
}

/// The routine whose name is at an offset.
pub fn call_item(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Option<CallItem> {
    let found = name_at(snapshot, file, offset)?;
    item_of(snapshot, &found.name.target)
}

fn item_of(snapshot: &Snapshot, target: &Target) -> Option<CallItem> {
    let (name, is_trigger) = match target {
        Target::Routine(id) => (routine_label(id), false),
        Target::Trigger(name) => (name.to_string(), true),
        _ => return None,
    };
    let sites = sites(snapshot, target);
    let site = sites
        .iter()
        .find(|site| site.role == Role::Implementation)
        .or_else(|| sites.first())?;
    let around = routine_around(snapshot, &site.file, site.unit, site.name.span.start);
    let place = around.map_or_else(
        || site.place.clone(),
        |(_, all, _)| Place::new(&site.file.path, all),
    );
    Some(CallItem {
        name,
        name_place: site.place.clone(),
        place,
        is_trigger,
    })
}

/// The target a call item stands for: its name is at the place of the item.
fn target_of(snapshot: &Snapshot, item: &CallItem) -> Option<Target> {
    let file = snapshot.file(&item.name_place.path)?;
    let found = name_at(snapshot, &file, item.name_place.start.into())?;
    Some(found.name.target)
}

/// The routines that call `item`.
pub fn incoming_calls(snapshot: &Snapshot, item: &CallItem) -> Vec<Call> {
    let Some(target) = target_of(snapshot, item) else {
        return Vec::new();
    };
    let mut callers: BTreeMap<Target, Vec<Place>> = BTreeMap::new();
    let mut others: BTreeMap<Arc<str>, Vec<Place>> = BTreeMap::new();
    for found in uses(snapshot, &target) {
        if found.name.role != Role::Use {
            continue;
        }
        match routine_around(snapshot, &found.file, found.unit, found.name.span.start) {
            // The name after END.
            Some((around, _, _)) if around == target && is_end_label(&found) => {}
            Some((around, _, _)) => callers.entry(around).or_default().push(found.place),
            None => others
                .entry(Arc::clone(&found.place.path))
                .or_default()
                .push(found.place),
        }
    }
    let mut calls: Vec<Call> = callers
        .into_iter()
        .filter_map(|(caller, places)| {
            Some(Call {
                item: item_of(snapshot, &caller)?,
                places,
            })
        })
        .collect();
    // Statements of scripts, and initialisation of packages.
    for (path, places) in others {
        let Some(first) = places.first().cloned() else {
            continue;
        };
        calls.push(Call {
            item: CallItem {
                name: path.to_string(),
                name_place: first.clone(),
                place: first,
                is_trigger: false,
            },
            places,
        });
    }
    calls
}

fn is_end_label(found: &crate::references::Use) -> bool {
    let Some(unit) = found.file.units.get(found.unit) else {
        return false;
    };
    let before = unit.tree().slice(0, found.name.span.start).trim_end();
    before
        .get(before.len().saturating_sub(3)..)
        .is_some_and(|word| word.eq_ignore_ascii_case("end"))
}

/// The routines of the source tree that `item` calls.
pub fn outgoing_calls(snapshot: &Snapshot, item: &CallItem) -> Vec<Call> {
    let Some(target) = target_of(snapshot, item) else {
        return Vec::new();
    };
    let mut called: BTreeMap<Target, Vec<Place>> = BTreeMap::new();
    for site in sites(snapshot, &target) {
        let is_body = site.role == Role::Implementation || matches!(target, Target::Trigger(_));
        let Some((_, all, _)) =
            routine_around(snapshot, &site.file, site.unit, site.name.span.start).filter(|_| is_body)
        else {
            continue;
        };
        let Some(unit) = site.file.units.get(site.unit) else {
            continue;
        };
        for name in &snapshot.names(&site.file, site.unit).uses {
            let range = unit.range(name.span.start, name.span.end);
            let is_call = name.role == Role::Use && matches!(name.target, Target::Routine(_));
            if is_call && all.contains_range(range) && name.target != target {
                called
                    .entry(name.target.clone())
                    .or_default()
                    .push(Place::new(&site.file.path, range));
            }
        }
    }
    called
        .into_iter()
        .filter_map(|(callee, places)| {
            Some(Call {
                item: item_of(snapshot, &callee)?,
                places,
            })
        })
        .collect()
}
