//! The order in which triggers fire: FOLLOWS and PRECEDES in Oracle, the order of names in PostgreSQL.
//! PL/SQL Language Reference, "Order in Which Triggers Fire"; PostgreSQL manual, "Overview of Trigger Behavior".

use crate::naming::identifier;
use plconv_catalog::ObjectName;
use plconv_hir::item::{Trigger, TriggerTiming};
use std::collections::{BTreeMap, BTreeSet};

/// New dictionary names for triggers whose own names would fire them too early: those of the triggers before them and
/// their own.
pub fn names_in_firing_order<'t>(
    triggers: impl IntoIterator<Item = &'t Trigger>,
) -> BTreeMap<ObjectName, String> {
    let mut before: BTreeMap<ObjectName, BTreeSet<ObjectName>> = BTreeMap::new();
    for trigger in triggers {
        let own = before.entry(trigger.name.clone()).or_default();
        own.extend(trigger.follows.iter().map(|name| beside(trigger, name)));
        for later in &trigger.precedes {
            before
                .entry(beside(trigger, later))
                .or_default()
                .insert(trigger.name.clone());
        }
    }
    let mut names: BTreeMap<ObjectName, String> = BTreeMap::new();
    let mut open: BTreeSet<ObjectName> = before.keys().cloned().collect();
    while let Some(next) = open
        .iter()
        .find(|name| before[*name].iter().all(|earlier| !open.contains(earlier)))
        .cloned()
    {
        open.remove(&next);
        let final_name = |name: &ObjectName| names.get(name).unwrap_or(&name.name).clone();
        let last = before[&next]
            .iter()
            .map(final_name)
            .max_by_key(|name| identifier(name));
        if let Some(last) = last
            && identifier(&last) >= identifier(&next.name)
        {
            names.insert(next.clone(), format!("{last}_{}", next.name));
        }
    }
    names
}

/// A trigger named in a clause of another one; without a schema it is in the same.
fn beside(trigger: &Trigger, name: &ObjectName) -> ObjectName {
    ObjectName {
        schema: name.schema.clone().or_else(|| trigger.name.schema.clone()),
        name: name.name.clone(),
    }
}

/// AFTER row triggers whose table has BEFORE row triggers of the same event, both with effects: PostgreSQL fires the AFTER
/// triggers of all rows when the statement ends.
pub fn late_row_triggers<'t>(triggers: impl IntoIterator<Item = &'t Trigger>) -> BTreeSet<ObjectName> {
    let triggers: Vec<&Trigger> = triggers.into_iter().filter(|trigger| trigger.enabled).collect();
    let of_timing = |timing: TriggerTiming| {
        let rows = move |trigger: &&&Trigger| trigger.row && trigger.timing == timing && has_effects(trigger);
        triggers.iter().filter(rows)
    };
    let mut late = BTreeSet::new();
    for after in of_timing(TriggerTiming::After) {
        let meets = of_timing(TriggerTiming::Before).any(|before| {
            before.table == after.table
                && before
                    .events
                    .iter()
                    .any(|(event, _)| after.events.iter().any(|(other, _)| other == event))
        });
        if meets {
            late.insert(after.name.clone());
        }
    }
    late
}

/// Whether more than the row comes of a trigger.
fn has_effects(trigger: &Trigger) -> bool {
    trigger.effects.writes
        || trigger.effects.package_state
        || trigger.effects.unknown
        || !trigger.callees.is_empty()
}
