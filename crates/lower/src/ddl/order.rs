//! Types and views after what they are made of. Oracle lets a script create them in any order; what it finds missing is
//! compiled later.

use super::{DdlObject, Phase};
use std::collections::BTreeMap;

/// Keeps the order where dependencies allow it. Cycles stay as they are.
pub(super) fn by_dependency(objects: Vec<DdlObject>) -> Vec<DdlObject> {
    let places: BTreeMap<(Phase, String), usize> = objects
        .iter()
        .enumerate()
        .filter(|(_, object)| matches!(object.phase, Phase::Types | Phase::Views))
        .map(|(place, object)| ((object.phase, object.name.clone()), place))
        .collect();
    let mut order = Vec::with_capacity(objects.len());
    let mut seen = vec![false; objects.len()];
    for place in 0..objects.len() {
        visit(place, &objects, &places, &mut seen, &mut order);
    }
    let mut objects: Vec<Option<DdlObject>> = objects.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|place| objects.get_mut(place).and_then(Option::take))
        .collect()
}

fn visit(
    place: usize,
    objects: &[DdlObject],
    places: &BTreeMap<(Phase, String), usize>,
    seen: &mut [bool],
    order: &mut Vec<usize>,
) {
    if std::mem::replace(&mut seen[place], true) {
        return;
    }
    let object = &objects[place];
    for name in &object.depends_on {
        if let Some(needed) = places.get(&(object.phase, name.to_string())) {
            visit(*needed, objects, places, seen, order);
        }
    }
    order.push(place);
}
