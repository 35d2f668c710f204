//! All uses of a name.

use crate::file::FileSyntax;
use crate::names::{NameUse, Role};
use crate::navigation::{Place, name_at};
use crate::snapshot::Snapshot;
use crate::target::Target;
use plconv_source::TextSize;
use std::sync::Arc;

/// Where the name at an offset is used, in the order of files and places; with its declarations when asked for.
pub fn references(
    snapshot: &Snapshot,
    file: &FileSyntax,
    offset: TextSize,
    with_declarations: bool,
) -> Vec<Place> {
    let Some(found) = name_at(snapshot, file, offset) else {
        return Vec::new();
    };
    let mut places: Vec<Place> = uses(snapshot, &found.name.target)
        .into_iter()
        .filter(|found| {
            with_declarations || !matches!(found.name.role, Role::Declaration | Role::Implementation)
        })
        .map(|found| found.place)
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// A use with its place.
pub(crate) struct Use {
    pub place: Place,
    pub file: Arc<FileSyntax>,
    pub unit: usize,
    pub name: NameUse,
}

/// All places of a target, declarations included.
pub(crate) fn uses(snapshot: &Snapshot, target: &Target) -> Vec<Use> {
    let paths = match target {
        Target::Local { path, .. } => vec![Arc::clone(path)],
        _ => snapshot.paths(),
    };
    let mut found = Vec::new();
    for path in paths {
        let Some(text) = snapshot.text(&path) else {
            continue;
        };
        if !mentions(&text, target.name()) {
            continue;
        }
        let Some(file) = snapshot.file(&path) else {
            continue;
        };
        for (index, unit) in file.units.iter().enumerate() {
            if matches!(target, Target::Local { unit, .. } if *unit != index)
                || !mentions(&unit.loaded.text, target.name())
            {
                continue;
            }
            let names = snapshot.names(&file, index);
            let of_target = names.uses.iter().filter(|name| name.target == *target);
            found.extend(of_target.map(|name| Use {
                place: Place::new(&file.path, unit.range(name.span.start, name.span.end)),
                file: Arc::clone(&file),
                unit: index,
                name: name.clone(),
            }));
        }
    }
    found
}

/// Whether a text has a name in it, whatever its case.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    mention_places(text, name).next().is_some()
}

/// The bytes where a text has a name in it, whatever its case.
pub(crate) fn mention_places<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = u32> + 't {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    let first = name.first().copied().unwrap_or_default();
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text)
        .filter(move |at| {
            let end = at + name.len();
            text.get(*at..end)
                .is_some_and(|found| !name.is_empty() && found.eq_ignore_ascii_case(name))
                && !at
                    .checked_sub(1)
                    .is_some_and(|before| text.get(before).is_some_and(is_word))
                && !text.get(end).is_some_and(is_word)
        })
        .filter_map(|at| u32::try_from(at).ok())
}

fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#')
}
