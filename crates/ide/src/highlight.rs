//! The other places of a name in its file.

use crate::file::FileSyntax;
use crate::names::Role;
use crate::navigation::name_at;
use crate::references::mentions;
use crate::snapshot::Snapshot;
use plconv_source::{TextRange, TextSize};

/// A place of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Highlight {
    /// The name.
    pub range: TextRange,
    /// Whether it is declared or written to there.
    pub is_write: bool,
}

/// All places in the file of the name at an offset.
pub fn highlights(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Vec<Highlight> {
    let Some(found) = name_at(snapshot, file, offset) else {
        return Vec::new();
    };
    let target = &found.name.target;
    let mut highlights = Vec::new();
    for (index, unit) in file.units.iter().enumerate() {
        let is_elsewhere = !target.is_shared() && index != found.unit;
        if is_elsewhere || !mentions(&unit.loaded.text, target.name()) {
            continue;
        }
        let names = snapshot.names(file, index);
        highlights.extend(
            names
                .uses
                .iter()
                .filter(|name| name.target == *target)
                .map(|name| Highlight {
                    range: unit.range(name.span.start, name.span.end),
                    is_write: name.role != Role::Use,
                }),
        );
    }
    highlights
}
